//! Sites that were made to do harm, or to bring a builder down: each is answered with a code, or with output that is safe,
//! within a gigabyte of memory and a minute, and nothing is written or read outside the site.
//!
//! Two parts of the machine are held to by name: what stands beside the site must stay as it was, and its secret must
//! not be published.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::harness::{CONFIG, Site, TODAY, differences, page, snapshot, tell};

/// A sentence that stands in files beside the site.
const SECRET: &str = "mat-khau-cua-may-7f3a";

/// Kilobytes that a build of a small site may ever hold.
const MOST: u64 = 1024 * 1024;

/// A build without optimisation on a busy machine may take so long; one as people run it takes a hundredth.
const LONGEST: Duration = Duration::from_secs(60);

/// What a build came to.
struct Outcome {
    code: Option<i32>,
    told: String,
    /// The most memory it held, in kilobytes; 0 where the system does not tell.
    memory: u64,
    time: Duration,
}

/// Runs `loa build` in `<folder>/trang`, looking at its memory all the while.
fn build(folder: &Path) -> Outcome {
    let begun = Instant::now();
    let errors = folder.join("errors.txt");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_loa"))
        .current_dir(folder.join("trang"))
        .args(["--today", TODAY, "build"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(fs::File::create(&errors).expect("a file for messages"))
        .spawn()
        .expect("the program `loa` can be started");
    let mut memory = 0;
    let status = loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        memory = memory.max(most.trim().trim_end_matches(" kB").parse().unwrap_or(0));
        if let Some(status) = child.try_wait().expect("a child of ours") {
            break status;
        }
        if begun.elapsed() > 2 * LONGEST || memory > 2 * MOST {
            drop(child.kill());
        }
        sleep(Duration::from_millis(2));
    };
    let told = fs::read(&errors).expect("messages");
    fs::remove_file(errors).expect("a file to remove");
    Outcome { code: status.code(), told: String::from_utf8_lossy(&told).into_owned(), memory, time: begun.elapsed() }
}

/// A row: its name, what it does to a good site, and the code that must be told; empty where it is built and is safe.
struct Row<'r> {
    name: String,
    code: &'r str,
    change: Box<dyn FnOnce(&Path) + 'r>,
}

fn row<'r>(name: impl Into<String>, code: &'r str, change: impl FnOnce(&Path) + 'r) -> Row<'r> {
    Row { name: name.into(), code, change: Box::new(change) }
}

fn put(site: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = site.join(path);
    fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// A page of its own with these keys.
fn keyed<'r>(name: impl Into<String>, code: &'r str, keys: String) -> Row<'r> {
    row(name, code, move |site| {
        put(
            site,
            "content/a.md",
            format!("+++\ntitle = \"A\"\ndate = 2026-01-02\nkind = \"page\"\n{keys}\n+++\n\nChữ.\n"),
        );
    })
}

/// A page of its own with this text.
fn body<'r>(name: impl Into<String>, code: &'r str, text: impl AsRef<str> + 'r) -> Row<'r> {
    row(name, code, move |site| put(site, "content/a.md", page(text.as_ref())))
}

#[track_caller]
fn all_withstood(rows: Vec<Row<'_>>) {
    let mut failed = Vec::new();
    for Row { name, code, change } in rows {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let site = folder.path().join("trang");
        put(folder.path(), "mat-khau.txt", SECRET);
        put(folder.path(), "theme/theme.toml", SECRET);
        put(folder.path(), "theme/templates/page.html", SECRET);
        put(&site, "loa.toml", CONFIG);
        put(&site, "content/_index.md", "+++\ntitle = \"Trang chủ\"\n+++\n");
        put(&site, "content/tot.md", page("Bài tốt.\n"));
        change(&site);
        let before = snapshot(folder.path());
        let Outcome { code: ended, told, memory, time } = build(folder.path());
        let mut wrong = Vec::new();
        let expected = if code.is_empty() { 0 } else { 1 };
        if ended != Some(expected) || !told.contains(code) {
            wrong.push(format!("ended with {ended:?}, not with {expected} and {code:?}"));
        }
        if told.contains("panicked") || told.contains("overflowed") {
            wrong.push("a bug".to_owned());
        }
        if memory > MOST {
            wrong.push(format!("held {} MB", memory / 1024));
        }
        if time > LONGEST {
            wrong.push(format!("took {time:?}"));
        }
        let after = snapshot(folder.path());
        let ours = |line: &&String| ["trang/dist", "trang/.cache"].iter().any(|ours| line[2..].starts_with(ours));
        wrong
            .extend(differences(&before, &after).iter().filter(|line| !ours(line)).map(|line| format!("wrote {line}")));
        let secret = SECRET.as_bytes();
        let shown = |bytes: &[u8]| bytes.windows(secret.len()).any(|some| some == secret);
        let published = after.iter().filter(|(path, _)| path.starts_with("trang/dist/"));
        wrong.extend(
            published.filter(|(_, bytes)| shown(bytes)).map(|(path, _)| format!("published the secret in {path}")),
        );
        if !wrong.is_empty() {
            let told: String = told.chars().take(1500).collect();
            failed.push(format!("=== {name}: {}\n{told}", wrong.join("; ")));
        }
        tell(&format!("{name}: {code} {ended:?}, {} MB, {} ms", memory / 1024, time.as_millis()));
    }
    assert!(failed.is_empty(), "{} rows:\n{}", failed.len(), failed.join("\n"));
}

/// Ways out of a folder and names that some system has for itself, as strings of TOML; and the codes that a slug, an alias
/// and an attachment of this kind are answered with. Where there is none the value is harmless as it is read: characters
/// that nobody sees are dropped, an alias always counts from the site's own root, and a file may lie on another server.
const WAYS_OUT: [(&str, [&str; 3]); 12] = [
    ("..", ["L0402", "L0402", "L0203"]),
    ("../x", ["L0402", "L0402", "L0203"]),
    ("../../mat-khau.txt", ["L0402", "L0402", "L0203"]),
    ("a/../../../x", ["L0402", "L0402", "L0203"]),
    ("/etc/passwd", ["L0402", "", "L0203"]),
    ("//khac.example/x", ["L0402", "", ""]),
    ("..\\\\..\\\\x", ["L0402", "L0402", "L0205"]),
    ("C:\\\\x", ["L0402", "L0402", "L0207"]),
    ("C:x", ["L0402", "L0402", "L0207"]),
    ("a\\u0000b", ["", "", "L0205"]),
    ("con", ["L0402", "L0402", "L0205"]),
    ("a/nul.txt", ["L0402", "L0402", "L0205"]),
];

#[test]
fn ways_out_of_the_site() {
    let mut rows = Vec::new();
    for (way, [slug, alias, attachment]) in WAYS_OUT {
        rows.push(keyed(format!("slug {way}"), slug, format!("slug = \"{way}\"")));
        rows.push(keyed(format!("alias /{way}/"), alias, format!("aliases = [\"/{way}/\"]")));
        rows.push(keyed(format!("alias {way}"), alias, format!("aliases = [\"{way}\"]")));
        rows.push(keyed(format!("attachment {way}"), attachment, format!("attachments = [\"{way}\"]")));
        rows.push(row(format!("theme {way}"), "L03", move |site| {
            put(site, "loa.toml", format!("theme = \"{way}\"\n{CONFIG}"));
        }));
    }
    rows.push(row("theme ../theme", "L03", |site| put(site, "loa.toml", format!("theme = \"../theme\"\n{CONFIG}"))));
    rows.push(keyed(
        "a page replaced by one with a zero byte",
        "L0203",
        "superseded_by = \"@/b\\u0000.md\"".to_owned(),
    ));
    rows.push(body("a picture from above", "L0203", "![a](../../mat-khau.txt)\n"));
    rows.push(body("a link from the root", "L0203", "[a](/../mat-khau.txt)\n"));
    all_withstood(rows);
}

#[cfg(unix)]
#[test]
fn links_and_names_of_the_system() {
    use std::os::unix::fs::symlink;
    let link = |to: &'static str, at: &'static str| {
        move |site: &Path| {
            fs::create_dir_all(site.join(at).parent().expect("a folder above")).expect("a folder");
            symlink(to, site.join(at)).expect("a link");
        }
    };
    all_withstood(vec![
        row("a page from outside", "L0106", link("../../mat-khau.txt", "content/a.md")),
        row("a file from outside", "L0106", link("../../mat-khau.txt", "content/a.txt")),
        row("a folder from outside", "L0106", link("../../theme", "content/tep")),
        row("the root of the machine", "L0106", link("/", "content/goc")),
        row("a theme from outside", "L0106", link("../../theme", "themes/phuong")),
        row("a device", "L0106", link("/dev/zero", "content/a.md")),
        row("a way that goes round", "L0105", link(".", "content/vong")),
    ]);
}

#[test]
fn bombs_of_nesting() {
    const MANY: usize = 10_000;
    let deep = |open: &str, close: &str| format!("{}a{}\n", open.repeat(MANY), close.repeat(MANY));
    let steps = |mark: &str| (0..1000).map(|depth| format!("{}{mark} a\n", " ".repeat(depth * 2))).collect::<String>();
    let rows = vec![
        body("10,000 lists in a line", "", deep("- ", "")),
        body("10,000 numbered lists in a line", "", deep("1. ", "")),
        body("1,000 lists by indentation", "", steps("-")),
        body("10,000 quotes", "", deep("> ", "")),
        body("10,000 quotes and lists", "", deep("> - ", "")),
        body("10,000 brackets", "", deep("[", "]")),
        body("10,000 links", "", deep("[", "](/tot/)")),
        body("10,000 pictures", "", deep("![", "](/tot/)")),
        body("10,000 stars", "", deep("*", "*")),
        body("10,000 stars and letters", "", deep("*a **b ", "")),
        body("10,000 underlines", "", deep("_a __b ", "")),
        body("400 runs of backticks of growing length", "", (1..400).map(|n| "`".repeat(n) + " ").collect::<String>()),
        body("10,000 columns", "", format!("|{0}\n|{1}\n|{0}\n", "a|".repeat(MANY), "-|".repeat(MANY))),
        body("10,000 rows", "", format!("|a|\n|-|\n{}", "|b|\n".repeat(MANY))),
        body("10,000 elements", "", deep("<div>", "</div>")),
        body("10,000 elements left open", "", deep("<b><i>", "")),
        body("10,000 comments left open", "L0", deep("<!--", "")),
        body("10,000 notes", "", (0..MANY).map(|n| format!("a[^{n}]\n\n[^{n}]: b\n\n")).collect::<String>()),
        body(
            "10,000 notes within notes",
            "",
            (0..MANY).map(|n| format!("[^{n}]: [^{}]\n\n", n + 1)).collect::<String>(),
        ),
        body("10,000 references", "", format!("{}\n\n[a]: /tot/\n", "[a][a]".repeat(MANY))),
        body("10,000 entities", "", deep("&amp;", "")),
        body("10,000 headings of one name", "", "## a\n\n".repeat(MANY)),
        body("10,000 directives within each other", "L0202", deep(":::warning\n", "\n:::")),
        body("10,000 directives left open", "L0202", deep(":::steps\n", "")),
        body("10,000 directives of a line", "L0202", deep("Mở :say[", "]{as=\"a\"}")),
        body("10,000 directives that are not there", "L0201", "::khong{a=b}\n\n".repeat(MANY)),
        body("a directive of 10,000 arguments", "L0", format!("::contact{{{}}}\n", "a=b ".repeat(MANY))),
        keyed("10,000 lists in TOML", "L0112", format!("a = {}{}", "[".repeat(MANY), "]".repeat(MANY))),
        keyed("10,000 tables in TOML", "L0112", format!("{} = 1", "a.".repeat(MANY) + "a")),
        keyed("10,000 inline tables in TOML", "L0112", format!("a = {}1{}", "{a = ".repeat(MANY), "}".repeat(MANY))),
        row("10,000 lists in YAML", "L0112", |site| {
            put(site, "content/a.md", format!("---\ntitle: A\na: {}{}\n---\n", "[".repeat(MANY), "]".repeat(MANY)));
        }),
        row("a billion laughs", "L0112", |site| {
            let mut laughs = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n".to_owned();
            for n in 1..10 {
                laughs.push_str(&format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", ")));
            }
            put(site, "content/a.md", format!("---\ntitle: A\ndate: 2026-01-02\n{laughs}---\n"));
        }),
        row("a YAML that merges itself", "L0112", |site| {
            put(site, "content/a.md", "---\ntitle: A\ndate: 2026-01-02\na: &a\n  <<: *a\n  b: *a\n---\n");
        }),
    ];
    all_withstood(rows);
}

#[test]
fn bombs_of_size() {
    const GIGABYTE: u64 = 1024 * 1024 * 1024;
    let sparse = |path: &'static str| {
        move |site: &Path| {
            let file = fs::File::options().create(true).append(true).open(site.join(path)).expect("a file");
            file.set_len(GIGABYTE).expect("a large file");
        }
    };
    let most = |piece: &str| piece.repeat(2_000_000 / piece.len());
    let line = |piece: &str| piece.repeat(500_000 / piece.len());
    all_withstood(vec![
        row("a line of a gigabyte", "L0104", sparse("content/a.md")),
        row("settings of a gigabyte", "L0104", sparse("loa.toml")),
        row("a register of a gigabyte", "L0104", |site| {
            put(site, "content/_data/laws.toml", "");
            sparse("content/_data/laws.toml")(site);
        }),
        row("a template of a gigabyte", "L0104", |site| {
            put(site, "themes/phuong/templates/page.html", "");
            sparse("themes/phuong/templates/page.html")(site);
        }),
        body("half a megabyte without a blank", "", line("a")),
        body("half a megabyte of digits", "", line("1")),
        body("two megabytes of brackets", "", most("[")),
        body("two megabytes of links left open", "", most("[a](")),
        body("two megabytes of stars", "", most("*a")),
        body("half a megabyte of colons", "", line(":a[")),
        body("half a megabyte of articles", "", line("Điều 5 ")),
        body("half a megabyte of letters with marks apart", "", line("e\u{323}\u{302}")),
        keyed("a title of half a megabyte", "", format!("description = \"{}\"", line("chữ "))),
        row("a Word file that is none", "", |site| {
            put(site, "content/tep/mau.docx", [&b"PK\x03\x04"[..], &[0xff; 4096]].concat());
            let keys = "attachments = [\"mau.docx\"]";
            put(
                site,
                "content/tep/a.md",
                format!("+++\ntitle = \"A\"\ndate = 2026-01-02\nkind = \"page\"\n{keys}\n+++\n\n[mẫu](mau.docx)\n"),
            );
        }),
        row("a page that is a Word file", "L0103", |site| {
            put(site, "content/a.md", [&b"PK\x03\x04\x14\x00\x06\x00"[..], &[0xff; 4096]].concat());
        }),
        row("a picture that says it is 60,000 by 60,000", "L0", |site| {
            let mut png = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR".to_vec();
            png.extend([0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 6, 0, 0, 0, 0, 0, 0, 0]);
            put(site, "content/anh.png", png);
            put(site, "content/a.md", page("![ảnh](anh.png)\n"));
        }),
        row("a drawing of a billion laughs", "L0", |site| {
            let mut svg = "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a0 \"ha\">".to_owned();
            for n in 1..10 {
                svg.push_str(&format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10)));
            }
            svg.push_str("]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&a9;</text></svg>");
            put(site, "content/ve.svg", svg);
            put(site, "content/a.md", page("![vẽ](ve.svg)\n"));
        }),
    ]);
}

#[test]
fn templates_that_go_on() {
    let theme = |name: &'static str, text: &'static str| {
        row(name, "L0311", move |site| put(site, "themes/phuong/templates/page.html", text))
    };
    all_withstood(vec![
        theme(
            "loops in loops",
            "{% for a in range(end=99000) %}{% for b in range(end=99000) %}x{% endfor %}{% endfor %}",
        ),
        theme("a loop of all numbers", "{% for a in range(end=9223372036854775807) %}x{% endfor %}"),
        theme("a loop that does not move", "{% for a in range(end=10, step_by=0) %}x{% endfor %}"),
        theme("a template in itself", "{% include \"page.html\" %}"),
        theme("a component in itself", "{% component r() -%}{{ <r /> }}{%- endcomponent r %}{{ <r /> }}"),
        theme("a file of the machine", "{% include \"../../../../mat-khau.txt\" %}"),
        row("a loop in a directive", "L0311", |site| {
            put(site, "themes/phuong/directives/lap.html", "{% for a in range(end=999999) %}x{% endfor %}");
            put(site, "content/a.md", page("::lap\n"));
        }),
        row("a style sheet from above", "", |site| {
            put(site, "themes/phuong/static/style.css", "a { background: url(../../../../mat-khau.txt) }");
        }),
    ]);
}

#[test]
fn memory_is_measured() {
    // The rows above are worth something only if memory is measured.
    if Path::new("/proc/self/status").exists() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let site = Site::fixture("nho").copy();
        let to = folder.path().join("trang");
        fs::rename(site.path(), &to).or_else(|_| fs::create_dir(&to)).expect("the site's folder");
        assert!(build(folder.path()).memory > 1024, "no memory was measured");
    }
}
