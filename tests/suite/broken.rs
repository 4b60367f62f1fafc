//! What goes wrong in real folders: each row is one mistake, what Loa tells about it, and where.
//!
//! For every row: exit 1, the message with its place, the line shown and what to do, all of them in one run, `loa check`
//! says the same, and what was published before stays as it was, to the byte.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use crate::harness::{CONFIG, Site, Told, at, page};

/// The smallest PNG: one grey pixel.
const DOT: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9bU\x00\x00\x00\x0aIDAT\x78\x9c\x63\x68\x00\x00\x00\x82\x00\x81\x77\xcd\x72\xb6\x00\x00\x00\x00IEND\xaeB\x60\x82";

struct Case {
    name: &'static str,
    site: Site,
    expected: Vec<Expected>,
    /// Whether `check`, which writes nothing, sees it too.
    checked: bool,
    /// Whether nothing but what is expected may be told.
    alone: bool,
}

struct Expected {
    code: &'static str,
    place: &'static str,
    /// Words of the line shown; empty where there is no line to show.
    shown: &'static str,
    /// Words of the message or of its advice.
    advice: &'static str,
}

/// A good site that was built; rows begin with a copy of it and break it.
fn good() -> &'static Site {
    static GOOD: OnceLock<Site> = OnceLock::new();
    GOOD.get_or_init(|| {
        let site = Site::new()
            .file("content/tot.md", page("## Mục một\n\nBài tốt.\n"))
            .file("content/tin/_index.md", "+++\ntitle = \"Tin\"\n+++\n")
            .file("content/tin/mot.md", page("Tin một.\n"))
            .file("content/_data/contacts.toml", "[cong-an-113]\nname = \"Công an\"\nphone = \"113\"\n")
            .file(
                "content/_data/laws.toml",
                "[[laws]]\nid = \"134/2025/QH15\"\nkind = \"Luật\"\ntitle = \"Luật Trí tuệ nhân tạo\"\n",
            );
        site.run(["build"]).exits(0).tells_only(&[]);
        assert!(site.dist().contains_key("portal/tot/index.html"), "the good site was not built");
        site
    })
}

fn case(name: &'static str) -> Case {
    Case { name, site: good().copy(), expected: Vec::new(), checked: true, alone: true }
}

impl Case {
    fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        Self { site: self.site.file(path, bytes), ..self }
    }

    /// A new page `content/a.md` as a whole.
    fn whole(self, text: impl AsRef<[u8]>) -> Self {
        self.file("content/a.md", text)
    }

    /// A new page `content/a.md` with good front matter; `body` begins on line 7.
    fn body(self, body: &str) -> Self {
        self.whole(page(body))
    }

    /// Front matter of `content/a.md` in TOML; `keys` begin on line 2.
    fn keys(self, keys: &str) -> Self {
        self.whole(format!("+++\n{keys}\n+++\n\nChữ.\n"))
    }

    /// Keys after a good title, date and kind; they begin on line 5.
    fn more(self, keys: &str) -> Self {
        self.keys(&format!("title = \"A\"\ndate = 2026-01-02\nkind = \"page\"\n{keys}"))
    }

    /// A new `loa.toml`.
    fn config(self, text: &str) -> Self {
        self.file("loa.toml", text)
    }

    /// The usual `loa.toml` of six lines and more; `keys` begin on line 7.
    fn settings(self, keys: &str) -> Self {
        self.config(&format!("{CONFIG}{keys}"))
    }

    fn with(self, change: impl FnOnce(&Path)) -> Self {
        Self { site: self.site.with(change), ..self }
    }

    fn told(mut self, code: &'static str, place: &'static str, shown: &'static str, advice: &'static str) -> Self {
        self.expected.push(Expected { code, place, shown, advice });
        self
    }

    /// Only a build meets it.
    fn in_build(self) -> Self {
        Self { checked: false, ..self }
    }

    /// Other messages may come with it.
    fn among_others(self) -> Self {
        Self { alone: false, ..self }
    }

    /// What is wrong with how Loa answers; nothing when it answers well.
    fn complaints(&self) -> Vec<String> {
        let mut complaints = Vec::new();
        let run = self.site.run(["build"]);
        if run.code != Some(1) {
            complaints.push(format!("exit code {:?}", run.code));
        }
        if run.err.contains("panicked") {
            complaints.push("a panic".to_owned());
        }
        complaints.extend(run.touched().into_iter().map(|path| format!("dist was touched: {path}")));
        complaints.extend(run.sources_touched().into_iter().map(|path| format!("sources were touched: {path}")));
        // The parsers count lines of their own piece of the file; a second place would send people astray.
        complaints.extend(
            run.told
                .iter()
                .filter(|told| told.message.contains("line "))
                .map(|told| format!("a place within a message: {}", told.message)),
        );
        complaints.extend(self.expected.iter().filter_map(|expected| expected.complaint(&run.told)));
        if self.alone && run.told.len() > self.expected.len() {
            let places: Vec<String> = run.told.iter().map(|told| format!("{} {}", told.code, told.place)).collect();
            complaints.push(format!("more is told than what is wrong: {places:?}"));
        }
        if self.checked {
            let check = self.site.run(["check"]);
            if check.code != Some(1) || check.told != run.told {
                complaints
                    .push(format!("`check` says something else, with exit code {:?}:\n{}", check.code, check.err));
            }
        }
        if !complaints.is_empty() {
            complaints.push(format!("what was told:\n{}{}", run.out, run.err));
        }
        complaints
    }
}

impl Expected {
    fn complaint(&self, told: &[Told]) -> Option<String> {
        let Self { code, place, shown, advice } = self;
        let fits = |told: &&Told| told.code == *code && at(&told.place, place);
        let Some(found) = told.iter().find(fits) else { return Some(format!("no {code} at {place:?}")) };
        if !found.shown.contains(shown) || (!shown.is_empty() && found.shown.is_empty()) {
            return Some(format!("{code} shows the line {:?}, not {shown:?}", found.shown));
        }
        let said = found.hints.iter().chain([&found.message]).any(|text| text.contains(advice));
        (!said).then(|| format!("{code} says nothing of {advice:?}"))
    }
}

#[track_caller]
fn all_answered(cases: &[Case]) {
    let mut failed = String::new();
    for case in cases {
        let complaints = case.complaints();
        if !complaints.is_empty() {
            failed.push_str(&format!("\n=== {}\n{}\n", case.name, complaints.join("\n")));
        }
    }
    assert!(failed.is_empty(), "rows that Loa does not answer as it should:\n{failed}");
}

#[test]
fn front_matter() {
    all_answered(&[
        case("an area that the ward does not have")
            .settings("[[areas]]\nid = \"to-1\"\ntitle = \"Tổ 1\"\n")
            .more("area = [\"to-2\"]")
            .told("L0115", "content/a.md:5:9", "to-2", "có phải `to-1` không?"),
        case("a warning that sends to an unknown contact").more("[warning]\ncall = [\"cong-an-131\"]").told(
            "L0206",
            "content/a.md:6:9",
            "cong-an-131",
            "có phải `cong-an-113` không?",
        ),
        case("an outage at no time")
            .more("[outage]\nservice = \"Một cửa\"\nfrom = \"tối mai\"\nuntil = 2026-11-24")
            .told("L0115", "content/a.md:7:8", "tối mai", "2026-12-05 22:00"),
        case("a page replaced by none").more("superseded_by = \"@/moi.md\"").told(
            "L0203",
            "content/a.md:5:17",
            "@/moi.md",
            "@/moi.md",
        ),
        case("no front matter").whole("Chỉ có chữ.\n").told("L0110", "content/a.md:1:1", "Chỉ có chữ.", "title"),
        case("empty file").whole("").told("L0110", "content/a.md:1:1", "", "+++"),
        case("unclosed").whole("+++\ntitle = \"A\"\n\nChữ.\n").told("L0111", "content/a.md:1:1", "+++", "`+++`"),
        case("unclosed YAML").whole("---\ntitle: A\n\nChữ.\n").told("L0111", "content/a.md:1:1", "---", "`---`"),
        case("bad TOML").keys("title = \"A\ndate = 2026-01-02").told(
            "L0112",
            "content/a.md:2",
            "title = \"A",
            "ngoặc kép",
        ),
        case("words without quotes").keys("title = Giữ kín mã\ndate = 2026-01-02").told(
            "L0112",
            "content/a.md:2:9",
            "title = Giữ",
            "ngoặc kép",
        ),
        case("bad YAML").whole("---\ntitle: [A\ndate: 2026-01-02\n---\n").told(
            "L0112",
            "content/a.md:3:5",
            "",
            "ngoặc kép",
        ),
        case("colon in a YAML title").whole("---\ndate: 2026-01-02\ntitle: Luật: AI\n---\n").told(
            "L0112",
            "content/a.md:3",
            "title: Luật: AI",
            "ngoặc kép",
        ),
        case("unknown key with a near one").keys("titel = \"A\"\ntitle = \"A\"\ndate = 2026-01-02").told(
            "L0113",
            "content/a.md:2:1",
            "titel",
            "có phải `title` không?",
        ),
        case("unknown key with a near Vietnamese one")
            .keys("title = \"A\"\nngay = 2026-01-02\nchu_dee = \"du-lieu\"")
            .told("L0113", "content/a.md:4:1", "chu_dee", "có phải `chu_de` không?"),
        case("unknown key, nothing near").more("zzzzzz = 1").told("L0113", "content/a.md:5:1", "zzzzzz", "xóa dòng"),
        case("unknown key in a table").more("[radio]\npriorty = \"high\"").told(
            "L0113",
            "content/a.md:6:1",
            "priorty",
            "có phải `priority` không?",
        ),
        case("wrong type").more("draft = 3").told("L0115", "content/a.md:5:9", "draft = 3", "true"),
        case("bad date").keys("title = \"A\"\ndate = \"hôm nay\"").told(
            "L0115",
            "content/a.md:3:8",
            "hôm nay",
            "2026-11-22",
        ),
        case("date in the local order").keys("title = \"A\"\ndate = \"22/11/2026\"").told(
            "L0115",
            "content/a.md:3:8",
            "22/11/2026",
            "2026-11-22",
        ),
        case("a day that is not in the calendar").keys("title = \"A\"\ndate = 2026-02-30").told(
            "L0112",
            "content/a.md:3",
            "2026-02-30",
            "",
        ),
        case("a quoted day that is not in the calendar").keys("title = \"A\"\ndate = \"2026-02-30\"").told(
            "L0115",
            "content/a.md:3:8",
            "2026-02-30",
            "2026-11-22",
        ),
        case("no title").keys("date = 2026-01-02").told("L0114", "content/a.md:1:1", "+++", "`title`"),
        case("empty title").keys("title = \"\"\ndate = 2026-01-02").told(
            "L0115",
            "content/a.md:2:9",
            "title",
            "không rỗng",
        ),
        case("no date").keys("title = \"A\"").told("L0114", "content/a.md:1:1", "+++", "`date`"),
        case("a section without a title").file("content/moi/_index.md", "+++\nweight = 1\n+++\n").told(
            "L0114",
            "content/moi/_index.md:1:1",
            "+++",
            "`title`",
        ),
        case("a key twice").more("title = \"B\"").told("L0112", "content/a.md:5:1", "title = \"B\"", ""),
        case("a key twice in YAML").whole("---\ntitle: A\ndate: 2026-01-02\ntitle: B\n---\n").told(
            "L0112",
            "content/a.md:4",
            "title: B",
            "",
        ),
        case("a key under two names").more("tieu_de = \"B\"").told("L0115", "content/a.md:5:1", "tieu_de", "tên khác"),
        case("unknown kind").keys("title = \"A\"\ndate = 2026-01-02\nkind = \"warnin\"").told(
            "L0115",
            "content/a.md:4:8",
            "warnin",
            "có phải `warning` không?",
        ),
        case("unknown topic").more("topic = \"canh-bo\"").told("L0115", "content/a.md:5:9", "canh-bo", "canh-bao"),
        case("unknown audience").more("audience = [\"hoc-sinh\", \"nguoi-gia\"]").told(
            "L0115",
            "content/a.md:5:25",
            "nguoi-gia",
            "nguoi-cao-tuoi",
        ),
        case("bad weight").more("weight = \"nặng\"").told("L0115", "content/a.md:5:10", "nặng", "số"),
        case("a law that is not in the register").more("laws = [\"134/2025/QH51\"]").told(
            "L0206",
            "content/a.md:5:9",
            "134/2025/QH51",
            "134/2025/QH15",
        ),
        case("a bad slug").more("slug = \"Cảnh Báo\"").told("L0402", "content/a.md:5:8", "Cảnh Báo", "canh-bao"),
        case("an alias out of the site").more("aliases = [\"/../x/\"]").told(
            "L0402",
            "content/a.md:5:12",
            "/../x/",
            "/muc-cu/",
        ),
        case("two mistakes in one file")
            .keys("titel = \"A\"\ndate = \"mai\"")
            .told("L0114", "content/a.md:1:1", "+++", "`title`")
            .told("L0115", "content/a.md:3:8", "mai", "2026-11-22")
            .told("L0113", "content/a.md:2:1", "titel", "title"),
        case("mistakes above and below the line")
            .whole("+++\ntitle = \"A\"\n+++\n\nXem [kia](khong-co.md).\n")
            .told("L0114", "content/a.md:1:1", "+++", "`date`")
            .told("L0203", "content/a.md:5:5", "Xem [kia]", "khong-co.md"),
    ]);
}

#[test]
fn encodings() {
    let utf16 = |text: &str, little: bool| -> Vec<u8> {
        let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    let text = page("Chữ.\n");
    let latin = [text.as_bytes(), b"Ph\xedm m\xe0n\n"].concat();
    let tcvn3 = [text.as_bytes(), b"Ph\xad\xeang M\xc9u\n"].concat();
    all_answered(&[
        case("UTF-16, little end first").whole(utf16(&text, true)).told("L0102", "content/a.md:1:1", "", "UTF-8"),
        case("UTF-16, big end first").whole(utf16(&text, false)).told("L0102", "content/a.md:1:1", "", "UTF-8"),
        case("Latin-1").whole(latin).told("L0102", "content/a.md:8:3", "Ph", "UTF-8"),
        case("TCVN3").whole(tcvn3).told("L0102", "content/a.md:8:3", "Ph", "UTF-8"),
        case("TCVN3 in the front matter").whole(b"+++\ntitle = \"Ph\xad\xeang\"\ndate = 2026-01-02\n+++\n").told(
            "L0102",
            "content/a.md:2:12",
            "title",
            "UTF-8",
        ),
        case("a Word file named .md").whole(b"PK\x03\x04\x14\x00\x06\x00\x08\x00").told(
            "L0103",
            "content/a.md:1:1",
            "",
            "Word",
        ),
        case("50 megabytes")
            .with(|site| {
                let file = fs::File::create(site.join("content/a.md")).expect("a file");
                file.set_len(50 * 1024 * 1024).expect("a large file");
            })
            .told("L0104", "content/a.md:1:1", "", "50 MB"),
        case("9 megabytes of words").whole(format!("{text}{}", "chữ ".repeat(2_000_000))).told(
            "L0104",
            "content/a.md:1:1",
            "",
            "2 MB",
        ),
        case("loa.toml in UTF-16").config("").file("loa.toml", utf16(CONFIG, true)).told(
            "L0102",
            "loa.toml:1:1",
            "",
            "UTF-8",
        ),
        case("contacts in Latin-1")
            .file("content/_data/contacts.toml", b"[cong-an-113]\nname = \"C\xf4ng an\"\n")
            .told("L0102", "content/_data/contacts.toml:2:10", "name", "UTF-8"),
        case("a link to a page that cannot be read is not a second mistake")
            .file("content/b.md", page("Xem [kia](a.md).\n"))
            .whole(utf16(&text, true))
            .told("L0102", "content/a.md:1:1", "", "UTF-8"),
    ]);
}

#[test]
fn links() {
    all_answered(&[
        case("missing page").body("Xem [kia](khong-he-co.md).\n").told(
            "L0203",
            "content/a.md:7:5",
            "Xem [kia]",
            "khong-he-co.md",
        ),
        case("missing page with a near name").body("Xem [kia](@/tin/mots.md).\n").told(
            "L0203",
            "content/a.md:7:5",
            "tin/mots",
            "có phải `@/tin/mot.md` không?",
        ),
        case("moved page").body("Xem [kia](@/cu/xa/mot.md).\n").told(
            "L0203",
            "content/a.md:7:5",
            "cu/xa",
            "@/tin/mot.md",
        ),
        case("missing anchor").body("Xem [kia](tot.md#muc-mo).\n").told(
            "L0204",
            "content/a.md:7:5",
            "muc-mo",
            "muc-mot",
        ),
        case("missing anchor in the page itself").body("## Đầu\n\nXem [trên](#dua).\n").told(
            "L0204",
            "content/a.md:9:5",
            "#dua",
            "dau",
        ),
        case("a link by reference").body("Xem [kia][1] nhé.\n\n[1]: khong-co.md\n").told(
            "L0203",
            "content/a.md:7:5",
            "Xem [kia][1]",
            "khong-co.md",
        ),
        case("javascript:").body("[Bấm](javascript:alert(1))\n").told(
            "L0207",
            "content/a.md:7:1",
            "[Bấm]",
            "javascript",
        ),
        case("javascript: in disguise").body("[Bấm](<JaVa\tScript:alert(1)>)\n").told(
            "L0207",
            "content/a.md:7:1",
            "[Bấm]",
            "javascript",
        ),
        case("data:").body("[Bấm](data:text/html,x)\n").told("L0207", "content/a.md:7:1", "[Bấm]", "data"),
        case("a picture from data:").body("![Ảnh](data:image/png;base64,AAAA)\n").told(
            "L0207",
            "content/a.md:7:1",
            "![Ảnh]",
            "data",
        ),
        case("a scheme that starts a program").body("[Bấm](ms-its:x.chm)\n").told(
            "L0207",
            "content/a.md:7:1",
            "[Bấm]",
            "ms-its",
        ),
        case("vbscript:").body("<vbscript:x>\n").told("L0207", "content/a.md:7:1", "vbscript", "vbscript"),
        case("out of the site").body("[Kia](../../mat-khau.md)\n").told("L0203", "content/a.md:7:1", "[Kia]", "ngoài"),
        case("missing picture").body("Ảnh: ![họp](hop.png)\n").told(
            "L0205",
            "content/a.md:7:6",
            "![họp]",
            "content/hop.png",
        ),
        case("missing picture with a near name").file("content/hop-to.png", DOT).body("![họp](hop-tom.png)\n").told(
            "L0205",
            "content/a.md:7:1",
            "![họp]",
            "hop-to.png",
        ),
        case("missing attachment").more("attachments = [\"mau.docx\"]").told(
            "L0205",
            "content/a.md:5:16",
            "mau.docx",
            "content/mau.docx",
        ),
        case("missing path from the root").body("[Kia](/tin/hai/)\n").told(
            "L0203",
            "content/a.md:7:1",
            "[Kia]",
            "/tin/hai/",
        ),
        case("a link in a table").body("| A | B |\n|---|---|\n| x | [kia](khong-co.md) |\n").told(
            "L0203",
            "content/a.md:9:7",
            "| x | [kia]",
            "khong-co.md",
        ),
        case("a link after a directive")
            .body(":::warning\nCoi chừng.\n:::\n\nXem :say[OTP]{as=\"ô tê pê\"} và [kia](khong-co.md).\n")
            .told("L0203", "content/a.md:11:32", "Xem :say", "khong-co.md"),
        case("a link in a section's text")
            .file("content/moi/_index.md", "+++\ntitle = \"Mới\"\n+++\n[kia](khong-co.md)\n")
            .told("L0203", "content/moi/_index.md:4:1", "[kia]", "khong-co.md"),
        case("a page that was withdrawn in favour of nothing")
            .more("withdrawn = { on = 2026-02-01, why = \"Cũ\", replaced_by = \"@/khong-co.md\" }")
            .told("L0203", "content/a.md:5", "withdrawn", "khong-co.md"),
        case("a menu that leads nowhere").settings("\n[[menu]]\ntitle = \"Tin\"\nurl = \"@/tinn/_index.md\"\n").told(
            "L0203",
            "loa.toml:10:7",
            "@/tinn/_index.md",
            "@/tin/_index.md",
        ),
    ]);
}

/// Only some systems let such files lie side by side.
#[cfg(target_os = "linux")]
#[test]
fn names_that_differ_in_case() {
    all_answered(&[
        case("pages that differ in case").file("content/Bai.md", page("x\n")).file("content/bai.md", page("y\n")).told(
            "L0401",
            "content/bai.md:1:1",
            "",
            "content/Bai.md",
        ),
        case("pictures that differ in case").file("content/Anh.png", DOT).file("content/anh.png", DOT).told(
            "L0401",
            "content/anh.png",
            "",
            "chữ hoa",
        ),
    ]);
}

#[test]
fn addresses_with_two_owners() {
    all_answered(&[
        case("a slug that is taken").more("slug = \"tot\"").told("L0401", "content/tot.md:1:1", "", "content/a.md"),
        case("names that differ in accents")
            .file("content/bài.md", page("x\n"))
            .file("content/bai.md", page("y\n"))
            .told("L0401", "content/bài.md:1:1", "", "content/bai.md"),
        case("a page and a section").file("content/tin.md", page("x\n")).told(
            "L0401",
            "content/tin.md:1:1",
            "",
            "content/tin/_index.md",
        ),
        case("an alias over a page").more("aliases = [\"/tin/mot/\"]").told(
            "L0401",
            "content/a.md:5:12",
            "/tin/mot/",
            "content/tin/mot.md",
        ),
        case("an alias over a page's file").more("aliases = [\"/tin/mot/index.html\"]").told(
            "L0401",
            "content/a.md:5:12",
            "/tin/mot/",
            "content/tin/mot.md",
        ),
        case("one alias twice")
            .more("aliases = [\"/cu/\"]")
            .file("content/b.md", "+++\ntitle = \"B\"\ndate = 2026-01-02\nkind = \"page\"\naliases = [\"/cu/\"]\n+++\n")
            .told("L0401", "content/b.md:5:12", "/cu/", "content/a.md"),
        case("a page over the topics").file("content/chu-de.md", page("x\n")).told(
            "L0401",
            "content/chu-de.md:1:1",
            "",
            "/chu-de/",
        ),
        case("a page over a topic").file("content/chu-de/canh-bao.md", page("x\n")).told(
            "L0401",
            "content/chu-de/canh-bao.md:1:1",
            "",
            "/chu-de/canh-bao/",
        ),
        case("a page over the second page of a list")
            .config(&format!("paginate = 1\n{CONFIG}"))
            .file("content/tin/hai.md", page("x\n"))
            .file("content/tin/trang/2.md", page("x\n"))
            .told("L0401", "content/tin/trang/2.md:1:1", "", "/tin/trang/2/"),
        case("a file over a page").file("content/tot/index.html", "x").told(
            "L0401",
            "content/tot/index.html",
            "",
            "content/tot.md",
        ),
        case("a file over a page's data").file("content/tot/index.json", "x").told(
            "L0401",
            "content/tot/index.json",
            "",
            "/tot/index.json",
        ),
        case("a file over a section's feed").file("content/tin/feed.xml", "x").told(
            "L0401",
            "content/tin/feed.xml",
            "",
            "/tin/feed.xml",
        ),
        case("a file over the page of errors").file("content/404.html", "x").told(
            "L0401",
            "content/404.html:1:1",
            "",
            "/404.html",
        ),
        case("a file where a page's folder goes").file("content/tot", "x").told(
            "L0401",
            "content/tot.md:1:1",
            "",
            "content/tot",
        ),
    ]);
}

#[test]
fn directives() {
    let deep: String = (0..20).map(|_| ":::warning\n").chain((0..20).map(|_| ":::\n")).collect();
    all_answered(&[
        case("unknown").body(":::wraning\nx\n:::\n").told(
            "L0201",
            "content/a.md:7:1",
            ":::wraning",
            "có phải `warning` không?",
        ),
        case("unknown, of one line").body("::video-la{id=1}\n").told(
            "L0201",
            "content/a.md:7:1",
            "::video-la",
            "video-la",
        ),
        case("unknown, in a line").body("Mở :dangre[x.example] ra.\n").told(
            "L0201",
            "content/a.md:7:4",
            ":dangre",
            "danger",
        ),
        case("unclosed").body("Chữ.\n\n:::warning\nx\n").told("L0202", "content/a.md:9:1", ":::warning", ":::"),
        case("closed and not opened").body("Chữ.\n\n:::\n").told("L0202", "content/a.md:9:1", ":::", ":::"),
        case("closed once too often").body(":::warning\nx\n:::\n\n:::\n").told(
            "L0202",
            "content/a.md:11:1",
            ":::",
            ":::",
        ),
        case("unclosed in a line").body("Mở :say[OTP ra.\n").told("L0202", "content/a.md:7:4", ":say[", "`]`"),
        case("bad arguments")
            .body("::contact{id}\n")
            .told("L0206", "content/a.md:7", "::contact{id}", "{tên=giá-trị}")
            .among_others(),
        case("arguments not closed")
            .body("::contact{id=cong-an-113\n")
            .told("L0206", "content/a.md:7", "::contact", "{tên=")
            .among_others(),
        case("an argument twice")
            .body("::contact{id=cong-an-113 id=x}\n")
            .told("L0206", "content/a.md:7", "::contact", "")
            .among_others(),
        case("unknown contact").body("::contact{id=cong-an-112}\n").told(
            "L0206",
            "content/a.md:7:1",
            "::contact",
            "có phải `cong-an-113` không?",
        ),
        case("contact without an id").body("::contact\n").told(
            "L0206",
            "content/a.md:7:1",
            "::contact",
            "{id=cong-an-113}",
        ),
        case("unknown law").body("::law{id=\"134/2025/QH14\" article=11}\n").told(
            "L0206",
            "content/a.md:7:1",
            "::law",
            "có phải `134/2025/QH15` không?",
        ),
        case("law without an id").body("::law{article=11}\n").told("L0206", "content/a.md:7:1", "::law", "id="),
        case("say without as").body("Mở :say[VNeID] ra.\n").told("L0206", "content/a.md:7:4", ":say[VNeID]", "as="),
        case("a pause of no seconds").body("::pause{seconds=0}\n").told(
            "L0206",
            "content/a.md:7:1",
            "::pause",
            "1 đến 60",
        ),
        case("a pause of words").body("::pause{seconds=lau}\n").told(
            "L0206",
            "content/a.md:7:1",
            "::pause",
            "1 đến 60",
        ),
        case("nested too deep").body(&deep).told("L0202", "content/a.md:23:1", ":::warning", "sâu").among_others(),
    ]);
}

#[test]
fn templates() {
    all_answered(&[
        case("a syntax error in a template")
            .file("themes/phuong/templates/page.html", "<p>\n{{ page.title </p>\n")
            .told("L0311", "themes/phuong/templates/page.html:2", "page.title", "mẫu"),
        case("two templates with mistakes")
            .file("themes/phuong/templates/page.html", "{% if %}\n")
            .file("themes/phuong/templates/section.html", "\n{{ }}\n")
            .told("L0311", "themes/phuong/templates/page.html:1", "{% if %}", "mẫu")
            .told("L0311", "themes/phuong/templates/section.html:2", "{{ }}", "mẫu"),
        case("an unknown filter")
            .file("themes/phuong/templates/page.html", "\n<h1>{{ page.title | viet_hoa }}</h1>\n")
            .told("L0311", "themes/phuong/templates/page.html:2", "viet_hoa", "viet_hoa"),
        case("a variable that is not there")
            .file("themes/phuong/templates/page.html", "\n\n<h1>{{ ten_bai }}</h1>\n")
            .told("L0311", "themes/phuong/templates/page.html:3:8", "ten_bai", "ten_bai"),
        case("a parent that is not there")
            .file("themes/phuong/templates/page.html", "{% extends \"khung.html\" %}\n")
            .told("L0311", "themes/phuong/templates/page.html:1", "", "khung.html"),
        case("a directive's face with a mistake")
            .file("themes/phuong/directives/warning.html", "<b>{{ inner </b>\n")
            .told("L0311", "themes/phuong/directives/warning.html:1", "inner", "mẫu"),
        case("a directive's face with an unknown name")
            .file("themes/phuong/directives/warning.html", "<b>{{ trong }}</b>\n")
            .body(":::warning\nx\n:::\n")
            .told("L0311", "themes/phuong/directives/warning.html:1:7", "trong", "trong"),
        case("a spoken face with an unknown name")
            .file("themes/phuong/directives/warning.spoken.txt", "{{ trong }}\n")
            .whole("+++\ntitle = \"A\"\ndate = 2026-01-02\n+++\n\n:::warning\nx\n:::\n")
            .told("L0311", "themes/phuong/directives/warning.spoken.txt:1:4", "trong", "trong")
            .among_others(),
        case("a kind of page that fills a block which is nowhere")
            .file(
                "themes/phuong/templates/kinds/faq.html",
                "{% extends \"page.html\" %}\n{% block khong_co %}x{% endblock %}\n",
            )
            .told("L0311", "themes/phuong/templates/kinds/faq.html:2:10", "khong_co", "khong_co"),
        case("a template in Latin-1").file("themes/phuong/templates/page.html", b"<p>\nPh\xedm\n").told(
            "L0102",
            "themes/phuong/templates/page.html:2:3",
            "Ph",
            "UTF-8",
        ),
        case("a mistake in theme.toml")
            .file("themes/phuong/theme.toml", "name = \"Phường\"\n[lists.moi]\nlimitt = 3\n")
            .told("L0113", "themes/phuong/theme.toml:3:1", "limitt", "limit")
            .among_others(),
        case("a theme that is not there").config(&format!("theme = \"xa\"\n{CONFIG}")).told(
            "L0310",
            "loa.toml:1",
            "theme = \"xa\"",
            "phuong",
        ),
    ]);
}

#[test]
fn settings() {
    let official = "base_url = \"https://phuong-thu.vn/\"\ntitle = \"A\"\nofficial = true\n";
    all_answered(&[
        case("no loa.toml")
            .with(|site| fs::remove_file(site.join("loa.toml")).expect("a file to remove"))
            .told("L0301", "", "", "loa init"),
        case("bad TOML").config("base_url = \"https://phuong-thu.vn/\"\ntitle = Phường\n").told("L0302", "loa.toml:2:9", "title = Phường", "ngoặc kép"),
        case("bad TOML tells nothing wrong of the pages")
            .config("base_url = \"https://thu.example/\"\ntitle = \"A\"\nsample = true\npaginate = \n[[topics]]\nid = \"an-ninh\"\ntitle = \"An ninh\"\n")
            .file("content/_data/contacts.toml", "[phuong]\nname = \"Phường\"\nphone = \"[số điện thoại của phường]\"\n")
            .more("topic = \"an-ninh\"")
            .told("L0302", "loa.toml:4", "paginate", ""),
        case("a mistake in loa.toml and one in a page")
            .config("base_url = \"https://phuong-thu.vn/\"\ntitle = Phường\n")
            .body("[kia](khong-co.md)\n")
            .told("L0302", "loa.toml:2:9", "title = Phường", "ngoặc kép")
            .told("L0203", "content/a.md:7:1", "[kia]", "khong-co.md"),
        case("unknown key").settings("[untt]\n").told("L0113", "loa.toml:7:2", "untt", "có phải `unit` không?"),
        case("unknown key in a table").settings("adress = \"x\"\n").told("L0113", "loa.toml:7:1", "adress", "có phải `address` không?"),
        case("no title").config("base_url = \"https://phuong-thu.vn/\"\n").told("L0114", "loa.toml:1:1", "base_url", "`title`"),
        case("no base_url").config("title = \"A\"\n").told("L0114", "loa.toml:1:1", "title", "`base_url`"),
        case("base_url without a scheme").config("base_url = \"phuong-thu.vn\"\ntitle = \"A\"\n").told("L0303", "loa.toml:1:12", "base_url", "https://"),
        case("base_url with a query").config("base_url = \"https://phuong-thu.vn/?x\"\ntitle = \"A\"\n").told("L0303", "loa.toml:1:12", "base_url", "https://"),
        case("an alert without its last day").settings("[[alerts]]\ntext = \"Bão\"\n").told("L0114", "loa.toml:7", "[[alerts]]", "`until`"),
        case("an alert that ends before it begins")
            .settings("[[alerts]]\ntext = \"Bão\"\nfrom = 2026-11-20\nuntil = 2026-11-02\n")
            .told("L0303", "loa.toml:7", "[[alerts]]", "2026-11-02"),
        case("an alert that leads nowhere")
            .settings("[[alerts]]\ntext = \"Bão\"\nuntil = 2026-11-20\nurl = \"@/bao.md\"\n")
            .told("L0203", "loa.toml:10:7", "@/bao.md", "bao.md"),
        case("official without .gov.vn").config(official).told("L0304", "loa.toml:3:1", "official = true", "phuong-thu.vn"),
        case("official on a host that only looks like it")
            .config(&official.replace("thu.vn/", "thu.vn/x.gov.vn/"))
            .told("L0304", "loa.toml:3:1", "official = true", ".gov.vn"),
        case("official and sample")
            .config(&format!("{}sample = true\n", official.replace("thu.vn", "thu.gov.vn")))
            .told("L0304", "loa.toml:3:1", "official = true", "`sample`"),
        case("a slot on no day of the week")
            .settings("\n[radio]\nslots = [{ day = \"thứ ba\", at = \"17:00\" }]\n")
            .told("L0303", "loa.toml:9:18", "thứ ba", "tue"),
        case("a slot at no time of day")
            .settings("\n[radio]\nslots = [{ day = \"tue\", at = \"25:00\" }]\n")
            .told("L0303", "loa.toml:9:30", "25:00", "17:00"),
        case("a slot without a time")
            .settings("\n[radio]\nslots = [{ day = \"tue\" }]\n")
            .told("L0114", "loa.toml:9", "slots", "`at`"),
        case("slot_min above slot_max")
            .settings("\n[radio]\nslot_min = \"10:00\"\nslot_max = \"5:00\"\n")
            .told("L0303", "loa.toml:8:1", "[radio]", "slot_max"),
        case("a length that is none")
            .settings("\n[radio]\nslot_min = 5\n")
            .told("L0303", "loa.toml:9:12", "slot_min", "5:00"),
        case("rates out of order")
            .settings("\n[radio]\nrate = { low = 240, likely = 205, high = 180 }\n")
            .told("L0303", "loa.toml:9", "rate", "low ≤ likely ≤ high"),
        case("an announcer without an id")
            .settings("\n[[radio.announcers]]\narticulation = 250\n")
            .told("L0114", "loa.toml:8", "[[radio.announcers]]", "`id`"),
        case("an announcer whom nobody could follow")
            .settings("\n[[radio.announcers]]\nid = \"lan\"\narticulation = 900\n")
            .told("L0303", "loa.toml:10:16", "articulation", "500"),
        case("a pause of a minute")
            .settings("\n[[radio.announcers]]\nid = \"lan\"\npauses = { comma = 60000 }\n")
            .told("L0303", "loa.toml:10:20", "comma", "10000"),
        case("two announcers of one id")
            .settings("\n[[radio.announcers]]\nid = \"lan\"\n\n[[radio.announcers]]\nid = \"lan\"\n")
            .told("L0303", "loa.toml:11", "[[radio.announcers]]", "`lan`"),
        case("a blocked day that is none")
            .settings("\n[radio]\nblocked = [\"2026-02-30\"]\n")
            .told("L0303", "loa.toml:9:12", "2026-02-30", "2026-11-22"),
        case("two slots at once on the same loudspeakers")
            .settings("\n[radio]\nslots = [\n  { day = \"tue\", at = \"17:00\" },\n  { day = \"tue\", at = \"17:05\", cluster = \"chợ\" },\n]\n")
            .told("L0303", "loa.toml:11:3", "17:05", "chồng nhau"),
        case("a slot in the hours of another station")
            .settings("\n[radio]\nblocked = [\"tue 17:05-17:30\"]\nslots = [{ day = \"tue\", at = \"17:00\" }]\n")
            .told("L0303", "loa.toml:10:10", "17:00", "giờ không phát 17:05-17:30"),
        case("blocked hours that end before they begin")
            .settings("\n[radio]\nblocked = [\"17:30-17:05\"]\n")
            .told("L0303", "loa.toml:9:12", "17:30", "khung giờ"),
        case("a mistyped name in a phrase")
            .settings("\n[radio]\nbridges = [\"Tiếp theo: {titel}.\"]\n")
            .told("L0303", "loa.toml:9:12", "{titel}", "{title}"),
        case("a phrase that is none")
            .settings("\n[radio.phrases]\nheadlin = \"Tin\"\n")
            .told("L0113", "loa.toml:9:1", "headlin", "có phải `headline` không?"),
        case("a voice that is not told where the sound goes")
            .settings("\n[radio.voice]\ncommand = \"espeak-ng -f {in}\"\n")
            .told("L0303", "loa.toml:9:11", "espeak-ng", "{out}"),
        case("a voice that is named by a placeholder")
            .settings("\n[radio.voice]\ncommand = \"{in} {out}\"\n")
            .told("L0303", "loa.toml:9:11", "{in} {out}", "espeak-ng"),
        case("a voice with an open quote")
            .settings("\n[radio.voice]\ncommand = \"'C:/Giọng đọc/doc.exe {in} {out}\"\n")
            .told("L0303", "loa.toml:9:11", "doc.exe", "dấu ngoặc kép"),
        case("a cue of no text")
            .settings("\n[radio]\ncues = { start = { seconds = 5 } }\n")
            .told("L0114", "loa.toml:9", "start", "`text`"),
        case("a day off that is none")
            .file("content/_data/holidays.toml", "[[holidays]]\ndate = \"Tết\"\nname = \"Tết\"\n")
            .told("L0303", "content/_data/holidays.toml:2:8", "Tết", "2026-11-22"),
        case("bad timezone").config(&format!("timezone = \"Viet/Nam\"\n{CONFIG}")).told("L0303", "loa.toml:1:12", "Viet/Nam", "Asia/Ho_Chi_Minh"),
        case("a way of saying days that is none")
            .settings("\n[speech]\nfirst_days = \"mungg\"\n")
            .told("L0303", "loa.toml:9:14", "first_days", "plain, mung"),
        case("a level of messages that is none").settings("\n[lint]\nL0208 = \"loi\"\n").told("L0303", "loa.toml:9:9", "L0208", "warning"),
        case("a level for a code that is none").settings("\n[lint]\nL0288 = \"off\"\n").told("L0113", "loa.toml:9:1", "L0288", "L0"),
        case("a warning made an error")
            .settings("\n[lint]\nL0208 = \"error\"\n")
            .body("Chữ <script>x</script> hết.\n")
            .told("L0208", "content/a.md:7", "Chữ <script>", ""),
        case("two topics of one name")
            .settings("\n[[topics]]\nid = \"a\"\ntitle = \"A\"\n\n[[topics]]\nid = \"a\"\ntitle = \"B\"\n")
            .told("L0303", "loa.toml:12", "", "`a`"),
        case("an example address on a real site")
            .config("base_url = \"https://phuong.example/\"\ntitle = \"A\"\n")
            .told("L0305", "loa.toml:1:12", "phuong.example", "địa chỉ thật"),
        case("a placeholder on a real site")
            .config("base_url = \"https://phuong-thu.vn/\"\ntitle = \"A\"\n\n[unit]\nname = \"Thử\"\nphone = \"[số điện thoại của phường]\"\n")
            .told("L0305", "loa.toml:6", "[số điện thoại", "sample = true"),
        case("a placeholder among the contacts of a real site")
            .config("base_url = \"https://phuong-thu.vn/\"\ntitle = \"A\"\n")
            .file("content/_data/contacts.toml", "[cong-an-113]\nname = \"Công an\"\nphone = \"113\"\n\n[phuong]\nname = \"Phường\"\nphone = \"[số]\"\n")
            .told("L0305", "content/_data/contacts.toml:7", "[số]", "sample = true"),
    ]);
}

#[test]
fn data_files() {
    all_answered(&[
        case("contacts that are no TOML")
            .file("content/_data/contacts.toml", "[cong-an-113]\nname = Công an\n")
            .told("L0302", "content/_data/contacts.toml:2:8", "name = Công an", ""),
        case("contacts that cannot be read are not missing as well")
            .file("content/_data/contacts.toml", "[cong-an-113]\nname = Công an\n")
            .body("::contact{id=cong-an-113}\n")
            .told("L0302", "content/_data/contacts.toml:2:8", "name = Công an", ""),
        case("a contact without a name")
            .file("content/_data/contacts.toml", "[cong-an-113]\nphone = \"113\"\n")
            .told("L0114", "content/_data/contacts.toml:1", "cong-an-113", "`name`"),
        case("a contact with an unknown key")
            .file("content/_data/contacts.toml", "[cong-an-113]\nname = \"Công an\"\nphon = \"113\"\n")
            .told("L0113", "content/_data/contacts.toml:3:1", "phon", "có phải `phone` không?"),
        case("a law of no status")
            .file(
                "content/_data/laws.toml",
                "[[laws]]\nid = \"134/2025/QH15\"\nkind = \"Luật\"\ntitle = \"Luật\"\nstatus = \"in-force\"\n",
            )
            .told("L0303", "content/_data/laws.toml:5:10", "in-force", "có phải `in_force` không?"),
        case("two laws of one number")
            .file(
                "content/_data/laws.toml",
                "[[laws]]\nid = \"134/2025/QH15\"\nkind = \"Luật\"\ntitle = \"Luật\"\n\n[[laws]]\nid = \"134/2025/QH15\"\nkind = \"Luật\"\ntitle = \"Luật khác\"\n",
            )
            .told("L0303", "content/_data/laws.toml:7", "134/2025/QH15", "134/2025/QH15"),
        case("a plan whose tasks have a key that is not known")
            .file("content/_data/plans/viec.toml", "[[tasks]]\ntitle = \"Rà soát\"\nchutri = \"Sở A\"\n")
            .told("L0113", "content/_data/plans/viec.toml:3:1", "chutri", "có phải `chu_tri` không?"),
        case("a plan that is no TOML")
            .file("content/_data/plans/viec.toml", "[[tasks]]\ntitle = Rà soát\n")
            .told("L0302", "content/_data/plans/viec.toml:2:9", "title = Rà soát", ""),
        case("a plan page without its tasks")
            .file("content/_data/plans/hue.toml", "")
            .more("[plan]\ntasks = \"hie.toml\"")
            .told("L0205", "content/a.md:6:9", "hie.toml", "có phải `hue.toml` không?"),
        case("a word that is said as a number")
            .file("content/_data/lexicon.toml", "\"OTP\" = 3\n")
            .told("L0303", "content/_data/lexicon.toml:1:9", "OTP", "OTP"),
    ]);
}

#[cfg(unix)]
#[test]
fn what_lies_in_the_folder() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let outside = tempfile::tempdir().expect("a folder outside the site");
    fs::write(outside.path().join("rieng.md"), page("Riêng.\n")).expect("a file outside the site");
    let (link, other) = (outside.path().join("rieng.md"), outside.path().to_owned());
    let mut cases =
        vec![
            case("a link to nowhere")
                .with(|site| symlink("khong-co", site.join("content/a.md")).expect("a link"))
                .told("L0101", "content/a.md:1:1", "", "liên kết"),
            case("a link in a circle").with(|site| symlink(".", site.join("content/tin/vong")).expect("a link")).told(
                "L0105",
                "content/tin/vong:1:1",
                "",
                "xóa liên kết",
            ),
            case("a link to itself").with(|site| symlink("a.md", site.join("content/a.md")).expect("a link")).told(
                "L0101",
                "content/a.md:1:1",
                "",
                "",
            ),
            case("a file from outside").with(|site| symlink(&link, site.join("content/a.md")).expect("a link")).told(
                "L0106",
                "content/a.md:1:1",
                "",
                "chép",
            ),
            case("a folder from outside")
                .with(|site| symlink(&other, site.join("content/ngoai")).expect("a link"))
                .told("L0106", "content/ngoai:1:1", "", "chép"),
            case("a theme from outside")
                .with(|site| {
                    fs::create_dir(site.join("themes")).expect("a folder");
                    symlink(&other, site.join("themes/phuong")).expect("a link");
                })
                .told("L0106", "themes/phuong:1:1", "", "chép"),
            case("loa.toml is a folder")
                .with(|site| {
                    fs::remove_file(site.join("loa.toml")).expect("a file to remove");
                    fs::create_dir(site.join("loa.toml")).expect("a folder");
                })
                .told("L0301", "", "", "loa init"),
            case("content is a file")
                .with(|site| {
                    fs::remove_dir_all(site.join("content")).expect("a folder to remove");
                    fs::write(site.join("content"), "x").expect("a file");
                })
                .told("L0101", "content:1:1", "", "thư mục"),
            case("dist is a file")
                .with(|site| {
                    fs::remove_dir_all(site.join("dist")).expect("a folder to remove");
                    fs::write(site.join("dist"), "x").expect("a file");
                })
                .told("L0902", "dist:1:1", "", "--out")
                .in_build(),
            case("dist/radio is a file")
                .with(|site| {
                    fs::remove_dir_all(site.join("dist/radio")).expect("a folder to remove");
                    fs::write(site.join("dist/radio"), "x").expect("a file");
                })
                .told("L0902", "dist/radio:1:1", "", "--out")
                .in_build(),
            case("dist is a link to nowhere")
                .with(|site| {
                    fs::remove_dir_all(site.join("dist")).expect("a folder to remove");
                    symlink("khong-co", site.join("dist")).expect("a link");
                })
                .told("L0902", "dist:1:1", "", "--out")
                .in_build(),
            case("dist/portal is somebody else's")
                .with(|site| {
                    fs::remove_file(site.join("dist/portal/.loa")).expect("a mark to remove");
                    fs::write(site.join("dist/portal/luan-van.docx"), "x").expect("a file");
                })
                .told("L0901", "dist/portal:1:1", "", "--out")
                .in_build(),
            case("dist/radio is somebody else's")
                .with(|site| fs::remove_file(site.join("dist/radio/.loa")).expect("a mark to remove"))
                .told("L0901", "dist/radio:1:1", "", "--out")
                .in_build(),
        ];
    let shut = |path: &Path| fs::set_permissions(path, fs::Permissions::from_mode(0o000)).expect("permissions");
    let probe = outside.path().join("rieng.md");
    shut(&probe);
    // The superuser may read everything.
    if fs::read(&probe).is_err() {
        cases.push(
            case("a file that may not be read").body("Chữ.\n").with(|site| shut(&site.join("content/a.md"))).told(
                "L0101",
                "content/a.md:1:1",
                "",
                "quyền",
            ),
        );
    }
    all_answered(&cases);
}

#[test]
fn every_mistake_of_a_site_in_one_run() {
    let site = good()
        .copy()
        .config(&format!("{CONFIG}adress = \"x\"\n"))
        .file(
            "content/a.md",
            "+++\ntitel = \"A\"\ntitle = \"A\"\ndate = 2026-01-02\n+++\n\n[kia](khong-co.md)\n\n:::\n",
        )
        .file("content/b.md", "Không khai báo.\n")
        .file("content/c.md", b"\xff\xfeA\0")
        .file("content/tin/d.md", page("::contact{id=x}\n\n![họp](hop.png)\n"))
        .file("content/tot2.md", "+++\ntitle = \"A\"\ndate = 2026-01-02\nslug = \"tot\"\n+++\n")
        .file("content/_data/laws.toml", "[[laws]]\nid = 1\n")
        .file("themes/phuong/templates/page.html", "{{ }}\n");
    let run = site.run(["build"]).exits(1).untouched();
    for (code, place) in [
        ("L0113", "loa.toml:7:1"),
        ("L0113", "content/a.md:2:1"),
        ("L0203", "content/a.md:7:1"),
        ("L0202", "content/a.md:9:1"),
        ("L0110", "content/b.md:1:1"),
        ("L0102", "content/c.md:1:1"),
        ("L0206", "content/tin/d.md:7:1"),
        ("L0205", "content/tin/d.md:9:1"),
        ("L0401", "content/tot2.md:4:8"),
        ("L0114", "content/_data/laws.toml"),
        ("L0311", "themes/phuong/templates/page.html:1"),
    ] {
        assert!(
            run.told.iter().any(|told| told.code == code && at(&told.place, place)),
            "{code} {place} is not told:\n{}",
            run.err
        );
    }
    assert!(run.err.contains("không đăng gì"), "{}", run.err);
}

#[test]
fn what_looks_odd_and_is_fine() {
    let decomposed = "Pha\u{309}i go\u{323}i"; // Phải gọi
    let site = good()
        .copy()
        .file("content/bom.md", format!("\u{feff}{}", page("Có dấu thứ tự byte.\n")))
        .file(
            "content/crlf.md",
            page("Dòng Windows.\n\n:::warning\nCoi chừng.\n:::\n\n- một\n- hai\n").replace('\n', "\r\n"),
        )
        .file("content/cr.md", page("Dòng Mac.\n").replace('\n', "\r"))
        .file("content/nfd.md", page(&format!("{decomposed} ngay.\n")))
        .file("content/khong-rong.md", page("Chữ\u{200b} vô\u{feff} hình\u{a0}và\u{202f}cách cứng\u{ad}.\n"))
        .file("content/tab.md", page("-\tmột\n-\thai\n\t-\tcon\n\n|A|B|\n|---|---|\n|\tx|y\t|\n"))
        .file("content/dau-dong-trong.md", format!("\n\n  \n{}", page("Khai báo sau dòng trống.\n")))
        .file("content/khong-xuong-dong.md", "+++\ntitle = \"A\"\ndate = 2026-01-02\nkind = \"page\"\n+++")
        .file("content/yaml.md", "---\ntieu_de: \"Luật: AI\"\nngay: 2026-01-02\nloai: trang\n---\n\nChữ.\n")
        .file("content/HOA.MD", page("Đuôi chữ hoa.\n"))
        .file("content/Tên có dấu và cách.md", page("Tên tệp của Windows.\n"))
        .file("content/te\u{302}n-roi.md", page("Tên tệp của Mac.\n"))
        .file("content/muc-rong/_index.md", "+++\ntitle = \"Mục chưa có bài\"\n+++\n")
        .file("content/.obsidian/app.json", "{}")
        .file("content/~$bai.docx", "khóa của Word")
        .file("content/Thumbs.db", "ảnh nhỏ")
        .file(
            "content/la.md",
            page("\u{fffd}\u{1f600} [x]: y\n\n```\n:::khong-phai-lenh\n```\n\n`::cung-khong`, 10:30, http://[::1]/\n"),
        )
        .file(
            "content/hoi.md",
            page("Xem [bom](bom.md), [Windows](Tên%20có%20dấu%20và%20cách.md), [Mac](tên-roi.md), [trang](/tot/).\n"),
        );
    let run = site.run(["build"]).exits(0).tells_only(&[]);
    let dist = site.dist();
    for page in
        ["bom", "crlf", "cr", "nfd", "khong-rong", "tab", "dau-dong-trong", "khong-xuong-dong", "yaml", "hoa", "la"]
    {
        assert!(dist.contains_key(&format!("portal/{page}/index.html")), "{page} was not published:\n{}", run.err);
    }
    for page in ["ten-co-dau-va-cach", "ten-roi", "muc-rong"] {
        assert!(dist.contains_key(&format!("portal/{page}/index.html")), "{page} was not published:\n{}", run.err);
    }
    assert!(!dist.keys().any(|path| path.contains("obsidian") || path.contains("Thumbs") || path.contains('$')));
    assert!(site.built("portal/nfd/index.html").contains("Phải gọi ngay"), "the page is not in normal form C");
    let invisible = site.built("portal/khong-rong/index.html");
    assert!(invisible.contains("Chữ vô hình và cách cứng."), "{invisible}");
    assert!(site.built("portal/crlf/index.html").contains("<li>một</li>"), "{}", site.built("portal/crlf/index.html"));
    assert!(site.built("portal/cr/index.html").contains("Dòng Mac."));
}

#[test]
fn what_only_warns_is_published() {
    let site = good()
        .copy()
        .file("content/a.md", page("Chữ <script>alert(1)</script> hết.\n"))
        .file("content/mai.md", page("Mai.\n").replace("2026-01-02", "2026-12-01"))
        .file("content/b.md", page("Xem [mai](mai.md).\n"));
    site.run(["build"])
        .exits(0)
        .tells_only(&["L0208", "L0209"])
        .reports("L0208", "content/a.md:7:5")
        .showing("Chữ <script>")
        .reports("L0209", "content/b.md:7:5")
        .showing("Xem [mai]");
    let html = site.built("portal/a/index.html");
    assert!(!html.contains("alert(1)"), "{html}");
    let html = site.built("portal/b/index.html");
    assert!(html.contains("Xem mai.") && !html.contains("mai/index.html"), "{html}");
    assert!(!site.dist().contains_key("portal/mai/index.html"));
    site.run(["build", "--drafts"]).exits(0);
    assert!(site.dist().contains_key("portal/mai/index.html"));
}

#[test]
fn an_outage_announced_too_late_is_told_and_published() {
    let notice = |keys: &str| {
        let site = good().copy().file(
            "content/a.md",
            page("Chữ.\n")
                .replace("kind = \"page\"\n", &format!("kind = \"page\"\n[outage]\nservice = \"Một cửa\"\n{keys}\n")),
        );
        let run = site.run(["build"]).exits(0);
        run.told.iter().map(|told| (told.code.clone(), told.message.clone())).collect::<Vec<_>>()
    };
    // The page is of Friday, 2 January 2026.
    assert_eq!(notice("from = 2026-01-14\nuntil = 2026-01-15"), []);
    assert_eq!(notice("from = 2026-01-05\nuntil = 2026-01-06\nplanned = false"), []);
    let late = notice("from = \"2026-01-13 22:00\"\nuntil = 2026-01-14");
    assert!(late.len() == 1 && late[0].0 == "L0120" && late[0].1.contains("6 ngày làm việc"), "{late:?}");
    let endless = notice("from = 2026-01-14");
    assert!(endless.len() == 1 && endless[0].1.contains("dự kiến khôi phục"), "{endless:?}");
}

#[test]
fn addresses_that_harm() {
    let list = "[[scam]]\naddress = \"gia-mao.example\"\nsource = \"Công an phường\"\ndate = 2026-11-20\n";
    let scam = |name| case(name).file("content/_data/addresses.toml", list);
    all_answered(&[
        scam("a scam address").body("Xem [quà](https://gia-mao.example/q).\n").told(
            "L0210",
            "content/a.md:7:5",
            "[quà]",
            "Công an phường",
        ),
        scam("a scam address below another name, in pointed brackets").body("<https://a.gia-mao.example>\n").told(
            "L0210",
            "content/a.md:7:1",
            "gia-mao",
            ":danger[a.gia-mao.example]",
        ),
        scam("a scam address in raw HTML").body("Chữ <a href=\"//gia-mao.example\">quà</a>.\n").told(
            "L0210",
            "content/a.md:7:5",
            "<a href",
            "Công an phường",
        ),
        scam("a scam address by mail").body("[a](mailto:x@gia-mao.example)\n").told(
            "L0210",
            "content/a.md:7:1",
            "",
            "lừa đảo",
        ),
        scam("a scam address as a source").more("sources = [\"Tên; https://gia-mao.example/a\"]").told(
            "L0210",
            "content/a.md:1",
            "",
            "gia-mao",
        ),
        scam("a scam address in the contacts")
            .file(
                "content/_data/contacts.toml",
                "[a]\nname = \"A\"\nphone = \"113\"\nurl = \"https://gia-mao.example\"\n",
            )
            .told("L0210", "content/_data/contacts.toml:3:9", "phone", "gia-mao"),
        scam("a scam address in the menu")
            .settings("[[menu]]\ntitle = \"A\"\nurl = \"https://gia-mao.example/\"\n")
            .told("L0210", "loa.toml:9", "url", "gia-mao"),
        case("an address that another page calls dangerous")
            .file("content/b.md", page("Chớ vào :danger[ke-gian.example/a].\n"))
            .body("[a](https://ke-gian.example/a/b) [b](https://ke-gian.example/khac)\n")
            .told("L0210", "content/a.md:7:1", "ke-gian", "content/b.md"),
        case("an official name that is not the end").body("[a](https://dichvucong.gov.vn.example.com/)\n").told(
            "L0211",
            "content/a.md:7:1",
            "[a]",
            "không phải `dichvucong.gov.vn`",
        ),
        case("gov and vn glued").body("[a](https://dichvucong-gov.vn.xyz)\n").told(
            "L0211",
            "content/a.md:7:1",
            "",
            ".gov.vn",
        ),
        case("Cyrillic letters").body("[a](https://dichvuсong.example)\n").told(
            "L0211",
            "content/a.md:7:1",
            "",
            "chữ lạ",
        ),
        case("another name before the at sign").body("[a](https://dichvucong.gov.vn@example.com/)\n").told(
            "L0211",
            "content/a.md:7:1",
            "",
            "example.com",
        ),
        case("the name of a service elsewhere, in a guide")
            .more("[guide]\nurl = \"https://vneid-capnhat.example/\"")
            .told("L0211", "content/a.md:1", "", "vneid.gov.vn"),
        case("the list without a source")
            .file("content/_data/addresses.toml", "[[scam]]\naddress = \"a.example\"\ndate = 2026-01-02\n")
            .told("L0114", "content/_data/addresses.toml:1", "", "source"),
        case("an official address in the list")
            .file("content/_data/addresses.toml", list.replace("gia-mao.example", "vneid.gov.vn"))
            .told("L0303", "content/_data/addresses.toml:2:11", "vneid", "chính thức"),
    ]);
}

#[test]
fn a_shortened_link_is_told_and_stays() {
    let site = Site::new().file("content/a.md", page("[a](https://bit.ly/abc) [b](http://203.0.113.7/)\n"));
    site.run(["build"]).exits(0).reports("L0212", "content/a.md:7:1").reports("L0212", "content/a.md:7:25");
    let html = site.built("portal/a/index.html");
    assert!(html.contains("<a href=\"https://bit.ly/abc\" class=\"external\" rel=\"external noopener\">a <span class=\"host\">(bit.ly)</span></a>"), "{html}");
}

#[test]
fn hostile_addresses_are_no_links_even_when_nobody_minds() {
    let site = Site::new()
        .config(&format!("{CONFIG}[lint]\nL0207 = \"off\"\nL0210 = \"off\"\nL0211 = \"off\"\n"))
        .file("content/_data/addresses.toml", "[[scam]]\naddress = \"gia-mao.example\"\nsource = \"A\"\ndate = 2026-11-20\n")
        .file("content/a.md", page("[một](https://gia-mao.example) <https://gia-mao.example/hai> [ba :danger[x.example]](https://y.example) <a href=\"https://gia-mao.example\">bốn</a> <a href=\"https://z.example\">năm :danger[x.example]</a> :danger[<https://w.example>] [sáu](https://vneid-gov.vn)\n"));
    site.run(["build"]).exits(0);
    let html = site.built("portal/a/index.html");
    let (_, body) = html.split_once("<div class=\"content\">").expect("a body");
    let (body, _) = body.split_once("<div class=\"tools\"").expect("its end");
    for word in ["một", "gia-mao.example/hai", "ba ", "bốn", "năm ", "sáu"] {
        assert!(body.contains(word), "{word} is lost: {body}");
    }
    assert!(
        !body.contains("href=\"https://gia-mao") && !body.contains("y.example") && !body.contains("vneid-gov.vn\""),
        "{body}"
    );
    assert!(!body.contains("href=\"https://w.example") && body.contains("</a><code class=\"danger\""), "{body}");
}

#[test]
fn raw_html_that_harms() {
    all_answered(&[
        case("a script that begins a line").body("Chữ.\n\n<script>\nalert(1)\n\nChữ bị nuốt.\n").among_others().told(
            "L0214",
            "content/a.md:9:1",
            "<script>",
            "đóng thẻ",
        ),
        case("a comment that never ends").body("<!-- ghi chú\n\nChữ bị nuốt.\n").told(
            "L0214",
            "content/a.md:7:1",
            "<!--",
            "đóng",
        ),
        case("a broken link in raw HTML").body("<p>\n<a href=\"khong-co.md\">a</a>\n</p>\n").told(
            "L0203",
            "content/a.md:8:1",
            "khong-co",
            "khong-co.md",
        ),
        case("code in a link of raw HTML").body("Chữ <a href=\"java&#115;cript:x\">a</a>\n").told(
            "L0207",
            "content/a.md:7:5",
            "<a",
            "javascript",
        ),
        case("a hostile address in a link of raw HTML")
            .body("Chữ <a href=\"https://x.example\">a :danger[y.example]</a>\n")
            .told("L0207", "content/a.md:7:5", "<a", "bỏ liên kết"),
        case("a missing picture in raw HTML").body("Ảnh <img src=\"khong-co.png\" alt=\"\">\n").told(
            "L0205",
            "content/a.md:7:5",
            "<img",
            "khong-co.png",
        ),
        case("a picture of another site").body("![a](https://khac.example/a.png)\n").told(
            "L0213",
            "content/a.md:7:1",
            "![a]",
            "chép tệp",
        ),
        case("a picture of another site in raw HTML").body("Ảnh <img src=//khac.example/a.png alt=a>\n").told(
            "L0213",
            "content/a.md:7:5",
            "<img",
            "chép tệp",
        ),
        case("a theme that loads from elsewhere")
            .file("themes/phuong/static/style.css", "a {\n  background: url(https://khac.example/a.png)\n}\n")
            .told("L0213", "themes/phuong/static/style.css:2:15", "url", "khac.example"),
        case("directives out of place")
            .body("> ::contact{id=cong-an-113}\n\n- :::warning\n\nChữ[^1].\n\n[^1]: ::contact{id=cong-an-113}\n")
            .told("L0215", "content/a.md:7:3", "> ::contact", "dòng riêng")
            .told("L0215", "content/a.md:9:3", "- :::warning", "dòng riêng")
            .told("L0215", "content/a.md:13:7", "[^1]:", "dòng riêng"),
    ]);
}

#[test]
fn a_stray_script_takes_no_words_with_it() {
    let site =
        Site::new().file("content/a.md", page("Trước <script> sau <b>đậm</b>.\n\nHết <script>x</script> bài.\n"));
    site.run(["build"]).exits(0).reports("L0208", "content/a.md:7:7").reports("L0208", "content/a.md:9:5");
    let html = site.built("portal/a/index.html");
    assert!(html.contains("<p>Trước  sau <b>đậm</b>.</p>") && html.contains("<p>Hết  bài.</p>"), "{html}");
}

#[test]
fn names_that_some_system_refuses() {
    all_answered(&[
        case("a slug that Windows keeps").more("slug = \"con\"").told("L0402", "content/a.md:5:8", "con", "Windows"),
        case("an alias that Windows keeps").more("aliases = [\"/cu/aux/\"]").told(
            "L0402",
            "content/a.md:5:12",
            "aux",
            "Windows",
        ),
        case("a page's name").file("content/nul.md", page("Chữ.\n")).told("L0402", "content/nul.md:1", "", "Windows"),
        case("a folder's name").file("content/prn/_index.md", "+++\ntitle = \"A\"\n+++\n").among_others().told(
            "L0402",
            "content/prn/_index.md:1",
            "",
            "Windows",
        ),
        case("an attachment climbs out").more("attachments = [\"../../etc/passwd\"]").told(
            "L0203",
            "content/a.md:5",
            "",
            "ra ngoài",
        ),
        case("an attachment from the root").more("attachments = [\"/etc/passwd\"]").told(
            "L0203",
            "content/a.md:5",
            "",
            "/etc/passwd",
        ),
        case("a theme that climbs out").config(&format!("theme = \"../..\"\n{CONFIG}")).told(
            "L0310",
            "loa.toml:1:9",
            "../..",
            "phuong",
        ),
        case("a theme from the root").config(&format!("theme = \"/etc\"\n{CONFIG}")).told(
            "L0310",
            "loa.toml:1:9",
            "/etc",
            "phuong",
        ),
    ]);
}

#[cfg(unix)]
#[test]
fn files_with_names_that_windows_refuses() {
    for name in ["aux.txt", "a?.png", "a\\b.txt", "a .", "c:d.pdf"] {
        let site = Site::new().file(&format!("content/{name}"), "x");
        site.run(["build"]).exits(1).reports("L0402", &format!("content/{name}")).untouched();
    }
}

#[test]
fn mistakes_of_themes_are_told_with_the_names_that_there_are() {
    let page_html = "themes/phuong/templates/page.html";
    let theme = |name, text: &str| case(name).file(page_html, text);
    all_answered(&[
        theme("an unknown field", "\n{{ page.titel }}\n").told(
            "L0311",
            "themes/phuong/templates/page.html:2:9",
            "titel",
            "có phải `title` không?",
        ),
        theme("an unknown field, and all there are", "\n{{ page.titel }}\n").told(
            "L0311",
            "themes/phuong/templates/page.html:2:9",
            "titel",
            "updated_words",
        ),
        theme("an unknown variable", "{{ pagee.title }}\n").told(
            "L0311",
            "themes/phuong/templates/page.html:1:4",
            "pagee",
            "`page`",
        ),
        theme("a block that no parent has", "{% extends \"base.html\" %}\n{% block mian %}x{% endblock mian %}\n")
            .told("L0311", "themes/phuong/templates/page.html:2:10", "mian", "`main`"),
        theme("an unknown component", "{{ <entri /> }}\n").told(
            "L0311",
            "themes/phuong/templates/page.html:1:4",
            "entri",
            "`entry`",
        ),
        theme("a template that includes itself", "\n{% include \"page.html\" %}\n").told(
            "L0311",
            "themes/phuong/templates/page.html:2:4",
            "include",
            "Circular",
        ),
        theme("a template that extends itself", "{% extends \"page.html\" %}\n").told(
            "L0311",
            "themes/phuong/templates/page.html:1:4",
            "extends",
            "Circular",
        ),
        theme("a component within itself", "{% component r() -%}{{ <r /> }}{%- endcomponent r %}\n{{ <r /> }}\n").told(
            "L0311",
            "themes/phuong/templates/page.html:1",
            "",
            "recursion",
        ),
        theme(
            "a loop without end",
            "{% for a in range(end=90000) %}{% for b in range(end=90000) %}{% endfor %}{% endfor %}\n",
        )
        .told("L0311", "themes/phuong/templates/page.html:1", "range", "100000"),
    ]);
}
