//! Every lint: a page that it flags and one that it lets be, from `tests/lints/`, and what a site and a writer may do about it.
//!
//! Each code that `loa check` alone tells needs a file `tests/lints/<code>.txt`; how one is written stands in
//! `tests/README.md`.

use std::collections::BTreeSet;
use std::fs;

use loa::diag::{CODES, Code, Scope};

use crate::harness::{CONFIG, Run, Site, at, page, repository};

/// What two sites share, and how they differ.
#[derive(Default)]
struct Case {
    both: Vec<(String, String)>,
    wrong: Vec<(String, String)>,
    right: Vec<(String, String)>,
    /// Where the message stands, when that is said.
    place: String,
    /// Further codes that may be told of one site and not of the other.
    also: BTreeSet<String>,
}

fn lints() -> impl Iterator<Item = &'static Code> {
    CODES.iter().copied().filter(|code| code.scope == Scope::Page)
}

/// The cases of a code's file.
fn cases(code: &str) -> Vec<Case> {
    let path = repository().join("tests/lints").join(format!("{code}.txt"));
    assert!(path.is_file(), "{} is missing: each lint needs a flagged page and an unflagged one", path.display());
    let text = fs::read_to_string(&path).expect("a readable file");
    let cases: Vec<Case> = text.split("***\n").map(case).collect();
    for case in &cases {
        assert!(!case.wrong.is_empty() && !case.right.is_empty(), "{code} needs both a wrong and a right site");
    }
    cases
}

fn case(text: &str) -> Case {
    let mut case = Case::default();
    for part in text.split("=== ").skip(1) {
        let (head, body) = part.split_once('\n').expect("a line after ===");
        let (what, name) = head.split_once(' ').expect("two words after ===");
        let file = (name.to_owned(), body.split_inclusive('\n').map(repeated).collect());
        match what {
            "both" => case.both.push(file),
            "wrong" => case.wrong.push(file),
            "right" => case.right.push(file),
            "at" => name.clone_into(&mut case.place),
            "also" => case.also.extend(name.split(' ').map(str::to_owned)),
            _ => assert!(what.is_empty(), "=== {what}"),
        }
    }
    case
}

/// `x250| words`: the words as often.
fn repeated(line: &str) -> String {
    let times = line.strip_prefix('x').and_then(|rest| rest.split_once("| "));
    match times.and_then(|(count, words)| Some((count.parse().ok()?, words))) {
        Some((count, words)) => words.repeat(count),
        None => line.to_owned(),
    }
}

/// A site of these files; a page without front matter gets that of a page which is not for the radio.
fn site<'f>(files: impl IntoIterator<Item = &'f (String, String)>) -> Site {
    let whole = |name: &str, text: &str| {
        let is_page = name.starts_with("content/") && name.ends_with(".md") && !text.starts_with(['+', '-']);
        if is_page { page(text) } else { text.to_owned() }
    };
    files.into_iter().fold(Site::new(), |site, (name, text)| site.file(name, whole(name, text)))
}

fn codes(run: &Run) -> BTreeSet<&str> {
    run.told.iter().map(|told| told.code.as_str()).collect()
}

#[test]
fn each_has_a_page_that_it_flags_and_one_that_it_lets_be() {
    for code in lints() {
        for case in cases(code.id) {
            let wrong = site(case.both.iter().chain(&case.wrong)).run(["check"]);
            let right = site(case.both.iter().chain(&case.right)).run(["check"]);
            let told = wrong
                .told
                .iter()
                .find(|told| told.code == code.id && (case.place.is_empty() || at(&told.place, &case.place)));
            assert!(told.is_some(), "{} is not told at {}:\n{}", code.id, case.place, wrong.err);
            let told = told.expect("a message");
            assert!(!told.place.is_empty() && !told.hints.is_empty(), "{}:\n{}", code.id, wrong.err);
            assert!(!codes(&right).contains(code.id), "{} is told of what is right:\n{}", code.id, right.err);
            let differ: BTreeSet<&str> = codes(&wrong).symmetric_difference(&codes(&right)).copied().collect();
            let unwanted = differ.iter().filter(|one| **one != code.id && !case.also.contains(**one));
            assert_eq!(unwanted.count(), 0, "{}: {differ:?}\n{}\n{}", code.id, wrong.err, right.err);
        }
    }
}

#[test]
fn no_file_is_for_a_code_that_is_not_there() {
    let known: BTreeSet<String> = lints().map(|code| format!("{}.txt", code.id)).collect();
    for entry in fs::read_dir(repository().join("tests/lints")).expect("the folder of cases") {
        let name = entry.expect("a readable entry").file_name().to_string_lossy().into_owned();
        assert!(known.contains(&name), "tests/lints/{name}");
    }
}

#[test]
fn each_obeys_the_level_that_the_site_sets() {
    for code in lints() {
        let Some(case) = cases(code.id).into_iter().next() else { continue };
        let level = |level: &str| {
            let site = site(case.both.iter().chain(&case.wrong));
            let config = fs::read_to_string(site.path().join("loa.toml")).unwrap_or_else(|_| CONFIG.to_owned());
            site.config(&format!("{config}\n[lint]\n{} = \"{level}\"\n", code.id))
        };
        let off = level("off").run(["check"]);
        assert!(!codes(&off).contains(code.id), "{} is told although it is off:\n{}", code.id, off.err);
        // Whether a comment was of use is known only when everything was looked for.
        let commands = if code.id == "L0792" { &["check"][..] } else { &["check", "build"] };
        for command in commands {
            let run = level("error").run([*command]);
            let is_error = |told: &crate::harness::Told| told.code == code.id && told.severity == "lỗi";
            assert!(run.told.iter().any(is_error), "`loa {command}` does not make {} an error:\n{}", code.id, run.err);
            run.exits(1).untouched();
        }
        let quiet = level("warning").run(["build"]);
        assert!(!codes(&quiet).contains(code.id), "a build tells {}:\n{}", code.id, quiet.err);
    }
}

#[test]
fn each_can_be_let_be_by_a_writer_with_a_reason() {
    for code in lints().filter(|code| !code.id.starts_with("L079")) {
        let Some(case) = cases(code.id).into_iter().next() else { continue };
        let site = site(case.both.iter().chain(&case.wrong));
        let run = site.run(["check"]);
        let mut places = run.told.iter().filter(|told| told.code == code.id).map(|told| told.place.clone());
        let Some(file) = places.find_map(|place| Some(place.split_once(".md:")?.0.to_owned() + ".md")) else {
            continue;
        };
        let text = fs::read_to_string(site.path().join(&file)).expect("the page that is flagged");
        let with = |comment: &str| {
            let (front, body) = text.split_once("\n+++\n").expect("front matter");
            site.copy().file(&file, format!("{front}\n+++\n\n{comment}\n{body}"))
        };
        let allowed = with(&format!("<!-- loa-allow {} đã hỏi Phòng Tư pháp -->", code.id)).run(["check"]);
        let of_page = allowed.told.iter().filter(|told| told.place.starts_with(&file));
        let left: Vec<&str> =
            of_page.map(|told| told.code.as_str()).filter(|told| !case.also.contains(*told)).collect();
        assert!(
            !left.contains(&code.id) && !left.iter().any(|told| told.starts_with("L079")),
            "{}:\n{}",
            code.id,
            allowed.err
        );
        let silent = with(&format!("<!-- loa-allow {} -->", code.id)).run(["check"]);
        assert!(codes(&silent).contains(code.id) && codes(&silent).contains("L0790"), "{}", silent.err);
    }
}

#[test]
fn a_comment_is_neither_shown_nor_said() {
    let text = "+++\ntitle = \"Bài thử\"\ndate = 2026-01-02\nkind = \"article\"\n+++\n\n<!-- loa-allow L0701 chữ giấu kín -->\n\n\
                Theo Nghị định số 999/2031/NĐ-CP. <!-- loa-allow L0701 chữ giấu kín -->\n\n- Một.\n\n  \
                <!-- loa-allow L0701 chữ giấu kín -->\n\n- Hai.\n";
    let site = Site::new().file("content/a.md", text).threads("2");
    site.run(["build"]);
    for (file, bytes) in site.dist() {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("giấu kín") && !text.contains("loa-allow"), "{file}");
    }
    let spoken = site.run(["speak", "content/a.md"]);
    assert!(!spoken.out.contains("giấu kín") && spoken.out.contains("một"), "{}", spoken.out);
}

#[test]
fn what_holds_back_the_site_is_never_let_be() {
    let text = "<!-- loa-allow L0203 trang kia chưa viết xong -->\n\nXem [bài kia](b.md).\n";
    let site = Site::new().file("content/a.md", page(text));
    site.run(["build"]).exits(1).tells_only(&["L0203"]).untouched();
    site.run(["check"]).exits(1).tells_only(&["L0203"]);
}

#[test]
fn a_warning_of_another_kind_can_be_let_be_too() {
    let text = "Ảnh: ![](x.png)\n\n<!-- loa-allow L0222 ảnh chỉ để trang trí -->\n\n![](x.png)\n";
    let dot = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9bU\x00\x00\x00\x0aIDAT\x78\x9c\x63\x68\x00\x00\x00\x82\x00\x81\x77\xcd\x72\xb6\x00\x00\x00\x00IEND\xaeB\x60\x82";
    let site = Site::new().file("content/a.md", page(text)).file("content/x.png", dot);
    site.run(["check"]).exits(0).tells_only(&["L0222"]).reports("L0222", "content/a.md:7:6");
    site.run(["build"]).exits(0).tells_only(&["L0222"]);
}

#[test]
fn what_other_parts_of_loa_find_is_told_by_a_check_too() {
    let text = format!("{}\n\nXem [b](b.md), [mục](#khong).\n", "Bà con giữ kín mã xác nhận. ".repeat(170));
    let front = "+++\ntitle = \"Bài thử\"\ndate = 2026-01-02\nkind = \"article\"\ntopic = \"canh-bao\"\n";
    let broken = Site::new().file("content/a.md", format!("{front}attachments = [\"don.docx\"]\n+++\n\n{text}"));
    let run = broken.run(["check"]).exits(1).tells_only(&["L0205", "L0203", "L0204"]);
    run.reports("L0205", "content/a.md:6").reports("L0203", "content/a.md:11:5").reports("L0204", "content/a.md:11:16");
    // One page: a broadcast that it fills, and none after it.
    let (text, _) = text.split_once("\n\n").expect("two paragraphs");
    let site = Site::new().file("content/a.md", format!("{front}+++\n\n{text}\n"));
    let run = site.run(["check"]).exits(1);
    let codes = codes(&run);
    // Weeks with too few programmes, slots that nothing fills, topics that nobody hears of.
    assert!(["L0501", "L0502", "L0503"].iter().all(|code| codes.contains(code)), "{}", run.err);
}

#[test]
fn the_table_of_codes_in_the_documentation_is_the_catalogue() {
    let path = repository().join("docs/ma-thong-bao.md");
    let table = loa::diag::table(loa::diag::Lang::Vietnamese);
    if std::env::var_os("LOA_GOLDEN").is_some_and(|wish| wish == "renew") {
        fs::write(&path, &table).expect("the table can be written");
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    assert!(known == table, "docs/ma-thong-bao.md is old: LOA_GOLDEN=renew cargo test --test suite lints::");
}

#[test]
fn a_mistake_in_a_rare_branch_of_a_template_is_told_by_a_check() {
    let template = fs::read_to_string(repository().join("themes/phuong/templates/page.html")).expect("a template");
    let rare = template.replace("<h1", "{% if page.title == \"Bài hiếm\" %}{{ khong_co }}{% endif %}<h1");
    assert_ne!(template, rare);
    let mut site = Site::new();
    for number in 0..30 {
        let title = if number == 17 { "Bài hiếm".to_owned() } else { format!("Bài {number}") };
        let text = page("Chữ.\n").replacen("Bài thử", &title, 1);
        site = site.file(&format!("content/a{number}.md"), text);
    }
    site.run(["check"]).exits(0).tells_only(&[]);
    let own = site.copy().file("themes/phuong/templates/page.html", rare);
    own.run(["check"]).exits(1).tells_only(&["L0311"]);
    own.run(["build"]).exits(1).tells_only(&["L0311"]);
    // The built-in files, laid out in the site's own folder, are still the built-in theme.
    let same = site.copy().file("themes/phuong/templates/page.html", template);
    same.run(["check"]).exits(0).tells_only(&[]);
}
