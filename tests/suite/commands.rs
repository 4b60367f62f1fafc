//! The commands beside `build`, and what the program says when it is used wrongly.

use std::fs;

use serde_json::Value;

use crate::harness::{CONFIG, Site, page};

#[test]
fn a_new_site_builds_at_once() {
    let site = Site::empty();
    site.run(["init"]).exits(0);
    site.run(["build"]).exits(0).tells_only(&[]);
    site.run(["check"]).exits(0).tells_only(&[]);
    assert!(site.dist().contains_key("portal/index.html"));
    // A second time nothing is written over.
    let before = site.sources();
    site.run(["init"]).exits(1).says("loa.toml");
    assert_eq!(before, site.sources());
}

#[test]
fn a_new_site_in_a_folder_of_its_own() {
    let site = Site::empty();
    site.run(["init", "trang phường"]).exits(0).says("trang phường");
    assert!(site.path().join("trang phường/loa.toml").is_file(), "the site is elsewhere");
    site.run(["-C", "trang phường", "build"]).exits(0).tells_only(&[]);
    assert!(site.path().join("trang phường/dist/portal/index.html").is_file());
    site.run(["-C", "trang phường", "init", "con"]).exits(0);
    assert!(site.path().join("trang phường/con/loa.toml").is_file());
}

#[test]
fn a_new_site_builds_on_any_day() {
    for day in ["2024-02-29", "2026-01-01", "2031-12-31"] {
        let site = Site::empty().today(day);
        site.run(["init"]).exits(0);
        site.run(["build"]).exits(0).tells_only(&[]);
    }
}

#[test]
fn a_new_page_is_a_draft_and_never_over_another() {
    let site = Site::new();
    for (kind, title, file) in [
        ("warning", "Cuộc gọi giả danh công an", "content/canh-bao/cuoc-goi-gia-danh-cong-an.md"),
        ("guide", "Nộp \"hồ sơ\" \\ mạng", "content/dich-vu-cong/nop-ho-so-mang.md"),
        ("article", "Tin", "content/tin-bai/tin.md"),
        ("canh-bao", "Ảnh giả", "content/canh-bao/anh-gia.md"),
        ("law", "Luật AI", "content/phap-luat/luat-ai.md"),
        ("notice", "Họp", "content/thong-bao/hop.md"),
        ("faq", "Hỏi", "content/hoi-dap/hoi.md"),
        ("plan", "Kế hoạch", "content/ke-hoach/ke-hoach.md"),
        ("page", "Liên hệ", "content/lien-he.md"),
    ] {
        let run = site.run(["new", kind, title]).exits(0);
        let printed = run.out.trim().replace('\\', "/");
        assert_eq!(printed.strip_prefix("./").unwrap_or(&printed), file);
        let text = fs::read_to_string(site.path().join(file)).expect("the new page");
        assert!(text.contains("draft = true") && text.contains("date = 2026-11-22"), "{text}");
        let before = site.sources();
        let name = file.rsplit('/').next().expect("a name");
        site.run(["new", kind, title]).exits(1).says(name);
        assert_eq!(before, site.sources(), "a page was written over");
    }
    site.run(["build"]).exits(0).tells_only(&[]);
    assert!(!site.dist().contains_key("portal/canh-bao/anh-gia/index.html"), "a draft was published");
    let run = site.run(["check", "--drafts"]);
    // The frame of a warning or a law asks for its sources, and whoever made the page has none yet.
    assert!(run.told.iter().all(|told| told.code.starts_with("L05") || told.code == "L0782"), "{}", run.err);
    site.run(["new", "page", "X", "--section", "a/b"]).exits(0);
    assert!(site.path().join("content/a/b/x.md").is_file());
}

#[test]
fn new_wants_a_site_a_kind_and_a_title() {
    Site::empty().run(["new", "warning", "A"]).exits(1).says("L0301").says("loa init");
    let site = Site::new();
    site.run(["new", "canh", "A"]).exits(2).says("canh");
    site.run(["new", "warning"]).exits(2);
    site.run(["new", "warning", "…"]).exits(2);
    let before = site.sources();
    site.run(["new", "warning", "A", "--section", "../../x"]).exits(2);
    let outside = Site::empty();
    site.run(["new", "warning", "A", "--section", &outside.path().display().to_string()]).exits(2);
    assert_eq!(before, site.sources());
    assert!(!outside.path().join("a.md").exists(), "a page was written outside the site");
}

fn broken() -> Site {
    Site::new()
        .file("content/a.md", page("Xem [kia](khong-co.md).\n"))
        .file("content/b.md", page("Chữ <script>x</script> 100% hết.\n"))
}

#[test]
fn a_report_for_programs() {
    let json: Value = serde_json::from_str(&broken().run(["check", "--format", "json"]).exits(1).out).expect("JSON");
    let diagnostics = &json["diagnostics"];
    let first = &diagnostics[0];
    assert_eq!(first["code"], "L0203");
    assert_eq!(first["severity"], "error");
    assert_eq!((&first["file"], &first["line"], &first["column"]), (&"content/a.md".into(), &7.into(), &5.into()));
    assert!(first["message"].as_str().is_some_and(|text| text.contains("khong-co.md")));
    assert!(first["hints"].as_array().is_some_and(|hints| !hints.is_empty()));
    assert_eq!(diagnostics[1]["severity"], "warning");
    let none = Site::new().run(["check", "--format", "json"]).exits(0);
    let empty = serde_json::json!({"diagnostics": [], "citations": []});
    assert_eq!(serde_json::from_str::<Value>(&none.out).expect("JSON"), empty);
}

#[test]
fn a_report_for_code_hosts() {
    let sarif: Value = serde_json::from_str(&broken().run(["check", "--format", "sarif"]).exits(1).out).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "loa");
    let result = &run["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"L0203".into(), &"error".into()));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/a.md");
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&7.into(), &5.into()));

    assert_eq!(place["region"]["endColumn"], 23);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    // Every rule is explained, and a result leads to its own.
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), loa::diag::CODES.len());
    assert!(rules.iter().all(|rule| rule["help"]["text"].as_str().is_some_and(|text| text.len() > 10)));
    let index = result["ruleIndex"].as_u64().expect("a number");
    assert_eq!(rules[usize::try_from(index).expect("a small number")]["id"], "L0203");
    let names = Site::new().file("content/thư mục/bài 100%.md", page("[a](khong-co.md)\n"));
    let names: Value = serde_json::from_str(&names.run(["check", "--format", "sarif"]).out).expect("JSON");
    let uri = &names["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "content/th%C6%B0%20m%E1%BB%A5c/b%C3%A0i%20100%25.md");

    let gitlab: Value =
        serde_json::from_str(&broken().run(["check", "--format", "gitlab"]).exits(1).out).expect("JSON");
    let issues = gitlab.as_array().expect("a list");
    assert_eq!((&issues[0]["check_name"], &issues[0]["severity"]), (&"L0203".into(), &"major".into()));
    assert_eq!(
        (&issues[0]["location"]["path"], &issues[0]["location"]["lines"]["begin"]),
        (&"content/a.md".into(), &7.into())
    );
    assert_eq!(issues[1]["severity"], "minor");
    assert_ne!(issues[0]["fingerprint"], issues[1]["fingerprint"]);
    // The same message twice has two prints, and they stay when a line comes in above.
    let prints = |text: &str| -> Vec<String> {
        let site = Site::new().file("content/a.md", page(text));
        let all: Value = serde_json::from_str(&site.run(["check", "--format", "gitlab"]).out).expect("JSON");
        let all = all.as_array().expect("a list").iter();
        all.map(|one| one["fingerprint"].as_str().expect("a print").to_owned()).collect()
    };
    let twice = prints("[a](b.md) và [a](b.md)\n");
    assert!(twice.len() == 2 && twice[0] != twice[1], "{twice:?}");
    assert_eq!(twice, prints("Một đoạn.\n\n[a](b.md) và [a](b.md)\n"));

    let github = broken().run(["check", "--format", "github"]).exits(1).out;
    let mut lines = github.lines();
    let first = lines.next().expect("a line");
    assert!(first.starts_with("::error file=content/a.md,line=7,col=5::"), "{first}");
    assert!(lines.next().is_some_and(|line| line.starts_with("::warning file=content/b.md,line=7,col=5")), "{github}");
    // A name with a comma or a colon would end the property.
    let odd = Site::new().file("content/a, b.md", "Chữ.\n").run(["check", "--format", "github"]).exits(1).out;
    assert!(odd.starts_with("::error file=content/a%2C b.md,line=1"), "{odd}");
}

#[test]
fn many_messages_are_counted_by_code() {
    let links: String = (0..12).map(|number| format!("[a](khong-{number}.md)\n\n")).collect();
    let site = Site::new().file("content/a.md", page(&format!("{links}Chữ <script>x</script> hết.\n")));
    let run = site.run(["check"]).exits(1).says("L0203 × 12: Liên kết không dẫn tới trang nào");
    let (errors, warnings) = (run.err.find("L0203 × 12"), run.err.find("L0208 × 1:"));
    assert!(errors < warnings && run.err.ends_with("12 lỗi, 1 cảnh báo\n"), "{}", run.err);
    assert!(!broken().run(["check"]).err.contains('×'), "two messages are counted");
}

#[test]
fn what_is_quiet_and_where_results_go() {
    let run = broken().run(["build", "--quiet"]).exits(1).says("L0203");
    assert!(!run.err.contains("L0208"), "a warning with --quiet: {}", run.err);
    let run = Site::new().run(["build", "--quiet"]).exits(0);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    let run = broken().run(["check"]).exits(1);
    assert!(run.out.is_empty() && !run.err.contains('\u{1b}'), "colours in a pipe: {}", run.err);
    Site::new().run(["check"]).exits(0).says("không có lỗi");
    Site::new().run(["build", "--timings"]).exits(0).says("ms");
    Site::new().run(["build", "--out", "noi/khac"]).exits(0).untouched();
}

#[test]
fn nothing_is_built_into_the_sources() {
    let site = Site::new().file("content/a.md", page("Chữ.\n")).file("themes/phuong/static/a.txt", "x");
    for out in ["content", "content/dist", "themes/phuong", "./content/../content/x"] {
        let run = site.run(["build", "--out", out]);
        assert!(matches!(run.code, Some(1 | 2)), "--out {out} ended with {:?}:\n{}", run.code, run.err);
        assert!(run.sources_touched().is_empty(), "--out {out}: {:?}", run.sources_touched());
    }
}

#[test]
fn check_writes_nothing() {
    let site = Site::fixture("nho");
    site.run(["check"]).exits(0).tells_only(&[]);
    assert!(!site.path().join("dist").exists(), "check made dist");
}

#[test]
fn codes_are_explained() {
    let site = Site::empty();
    site.run(["explain", "L0203"]).exits(0).prints("L0203").prints("Cách sửa").prints("Liên kết");
    site.run(["explain", "l0203", "--lang", "en"]).exits(0).prints("A link leads nowhere");
    site.run(["explain", "L0230"]).exits(2).says("có phải `L0203` không?");
    site.run(["explain"]).exits(2);
    site.run(["explain", "--all"]).exits(0).prints("| L0203 | lỗi | cả trang |").prints("| L0804 |");
    site.run(["explain", "--all", "L0203"]).exits(2);
}

#[test]
fn wrong_use_is_told_in_vietnamese() {
    let site = Site::new().today("");
    for (call, words) in [
        (&["bluid"][..], "bluid"),
        (&["build", "--uot", "x"], "--uot"),
        (&["build", "--out"], "--out"),
        (&["check", "--format", "xml"], "xml"),
        (&["--today", "mai", "build"], "mai"),
        (&["--today", "2026-02-30", "build"], "2026-02-30"),
        (&["watch", "--port", "99999"], "99999"),
        (&["--lang", "fr", "build"], "fr"),
        (&["build", "--base-url", "khong-phai-dia-chi"], "khong-phai-dia-chi"),
        (&["time", "khong-co.md"], "khong-co.md"),
        (&[], ""),
    ] {
        let run = site.run(call.iter().copied());
        assert_eq!(run.code, Some(2), "`loa {}`: {}{}", call.join(" "), run.out, run.err);
        assert!(run.err.contains(words), "`loa {}` does not name {words:?}: {}", call.join(" "), run.err);
        let english = ["error:", "Usage:", "unexpected", "invalid value", "For more information", "tip:"];
        let found: Vec<&str> = english.into_iter().filter(|word| run.err.contains(word)).collect();
        assert!(found.is_empty(), "`loa {}` speaks English ({found:?}): {}", call.join(" "), run.err);
        assert!(run.touched().is_empty());
    }
    site.run(["--today", "2026-01-01", "--today", "2026-01-02", "build"]).exits(2).says("hai lần");
    site.run(["bluid"]).exits(2).says("build");
    site.run(["build", "--uot", "x"]).exits(2).says("--out");
}

#[test]
fn english_for_those_who_ask() {
    broken()
        .run(["--lang", "en", "build"])
        .exits(1)
        .reports("L0203", "content/a.md:7:5")
        .advising("the path starts at the content folder")
        .says("there is no page")
        .says("help:");
    Site::new().run(["bluid", "--lang", "en"]).exits(2).says("error");
    Site::new().run(["--lang", "en", "--help"]).exits(0).prints("Build the portal");
    Site::new().run(["build", "--help", "--lang=en"]).exits(0).prints("Example");
}

#[test]
fn every_command_has_help_with_an_example() {
    let site = Site::empty();
    site.run(["--help"]).exits(0).prints("Cách dùng");
    for command in ["build", "watch", "check", "new", "init", "speak", "time", "calibrate", "explain"] {
        site.run(["--help"]).exits(0).prints(command);
        let run = site.run([command, "--help"]).exits(0).prints("Ví dụ: ").prints("--today").prints("-C");
        for english in ["Usage", "Options", "Arguments", "Print help", "possible values", "default:"] {
            assert!(!run.out.contains(english), "`loa {command} --help` says {english:?}:\n{}", run.out);
        }
    }
    site.run(["--version"]).exits(0).prints("loa");
}

#[test]
fn in_another_folder() {
    let site = Site::empty().file("a/loa.toml", CONFIG).file("a/content/bai.md", page("Chữ.\n"));
    site.run(["-C", "a", "build"]).exits(0);
    assert!(site.path().join("a/dist/portal/bai/index.html").is_file());
    site.run(["build", "-C", "a"]).exits(0);
    site.run(["-C", "khong-co", "build"]).exits(1).says("L0301");
    assert!(!site.path().join("khong-co").exists(), "a folder was made for a site that is not there");
    let site = site.file("a/content/bai.md", page("[x](y.md)\n"));
    site.run(["-C", "a", "build"]).exits(1).reports("L0203", "content/bai.md:7:1").showing("[x](y.md)");
}

#[test]
fn how_long_pages_last() {
    let site = Site::fixture("nho");
    let run =
        site.run(["time"]).exits(0).prints("content/canh-bao/ma-otp.md").prints("content/dich-vu-cong/nop-ho-so.md");
    assert!(!run.out.contains("gioi-thieu.md"), "a page that is not for radio: {}", run.out);
    let one = site.run(["time", "content/canh-bao/ma-otp.md"]).exits(0).out;
    assert!(one.contains("ma-otp.md") && !one.contains("nop-ho-so.md"), "{one}");
    let row = one.lines().find(|line| line.contains("ma-otp.md")).expect("a row");
    let times: Vec<u32> = row
        .split_whitespace()
        .filter_map(|cell| cell.split_once(':'))
        .filter_map(|(minutes, seconds)| Some(minutes.parse::<u32>().ok()? * 60 + seconds.parse::<u32>().ok()?))
        .collect();
    assert_eq!(times.len(), 3, "{row}");
    assert!(times[0] > times[1] && times[1] > times[2] && times[2] > 20, "slow, likely, fast: {times:?}");
    site.run(["time", "content/gioi-thieu.md"]).exits(0).prints("gioi-thieu.md");
    // The name alone must be the name: `otp.md` is not `ma-otp.md`.
    site.run(["time", "otp.md"]).exits(2).says("otp.md");
    site.run(["time", "--lang", "en"]).exits(0).prints("likely");
}

#[cfg(unix)]
#[test]
fn a_disk_that_cannot_be_written_is_the_machine() {
    use std::os::unix::fs::symlink;

    // /dev/full refuses every byte, /proc every file: for the superuser too.
    let site = Site::new();
    site.run(["build", "--out", "/proc/loa-dist"]).exits(3).says("/proc/loa-dist").says("lỗi máy");
    site.run(["-C", "/proc/loa-site", "init"]).exits(3);
    symlink("/proc", site.path().join("dist")).expect("a link");
    site.run(["build"]).exits(3);
}
