//! What `loa watch` keeps between changes: whatever was edited, in whatever order, what is shown and what is written is
//! what a build from nothing would give.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{PoisonError, RwLock};

use loa::base::{Date, SourcePath};
use loa::build::{Builder, Built, Found, Looked, Meanwhile, Options, Settler, Touched};
use loa::fs::{Cache, Entry, Error, Files, Listing, Memory};
use proptest::prelude::*;

use crate::harness::{differences, repository, snapshot};

/// Sources that change under a builder.
struct Sources(RwLock<Memory>);

impl Sources {
    fn now(&self) -> Memory {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn change(&self, change: impl FnOnce(&mut Memory)) {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Files for Sources {
    fn list(&self, folder: &str) -> Listing {
        self.now().list(folder)
    }

    fn read(&self, entry: &Entry) -> Result<Vec<u8>, Error> {
        self.now().read(entry)
    }

    fn find(&self, path: &str) -> Option<Entry> {
        self.now().find(path)
    }
}

/// The fixture `nho`, in memory.
fn nho() -> Memory {
    let root = repository().join("tests/fixtures/nho");
    let files = snapshot(&root).into_iter().filter(|(path, _)| !path.ends_with('/'));
    files.fold(Memory::default(), |files, (path, bytes)| files.with(&path, bytes))
}

fn today(_: &str) -> Date {
    Date::new(2026, 11, 22).expect("a day")
}

fn options(out: &Path) -> Options<'_> {
    Options { out, drafts: false, base_url: None, today: &today, from: None, weeks: 2 }
}

/// A site that is watched, without the watching.
struct Watched<'s> {
    sources: &'s Sources,
    builder: Builder<'s>,
    settler: Settler<'s>,
    folder: tempfile::TempDir,
}

impl<'s> Watched<'s> {
    fn new(sources: &'s Sources) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut builder = Builder::new(sources);
        let out = folder.path().join("dist");
        let built = builder.build(&options(&out)).expect("a working disk");
        assert!(built.portal.is_some(), "{:#?}", built.diagnostics);
        let settler = builder.settler();
        Self { sources, builder, settler, folder }
    }

    fn look(&mut self, paths: &[&str]) -> Looked {
        let paths: BTreeSet<SourcePath> = paths.iter().map(|path| SourcePath::new(*path)).collect();
        let out = self.folder.path().join("dist");
        self.builder.look(&options(&out), &Touched::Only(paths))
    }

    fn settle(&mut self, looked: &Looked) -> Built {
        let out = self.folder.path().join("dist");
        let mut meanwhile = Meanwhile { show: &mut |_| {}, stop: &|| false };
        let built = self.settler.settle(&options(&out), looked, &mut meanwhile).expect("a working disk");
        if let Some(edition) = &built.edition {
            self.builder.learn(edition);
        }
        built
    }

    /// Holds what is on the disk, and each file as it would be shown, to a build from nothing.
    fn is_as_new(&self, looked: &Looked, settled: &Built) {
        let clean = tempfile::tempdir().expect("a temporary folder");
        let out = clean.path().join("dist");
        let files = self.sources.now();
        let built = Builder::new(&files).build(&options(&out)).expect("a working disk");
        let told = |built: &Built| built.diagnostics.iter().map(|one| format!("{one:?}")).collect::<Vec<_>>();
        if built.portal.is_none() {
            let said: Vec<String> = looked.diagnostics.iter().map(|one| format!("{one:?}")).collect();
            assert!(looked.edition.is_none() || settled.portal.is_none(), "errors are not seen: {said:#?}");
            return;
        }
        assert_eq!(told(settled), told(&built), "other messages");
        let (mut mine, mut new) = (snapshot(&self.folder.path().join("dist")), snapshot(&out));
        if built.radio.is_none() {
            // Programmes with errors are held back: the scripts before them stay.
            mine.retain(|path, _| path.starts_with("portal/"));
            new.retain(|path, _| path.starts_with("portal/"));
        }
        assert!(differences(&mine, &new).is_empty(), "on the disk: {:#?}", differences(&mine, &new));
        let edition = settled.edition.as_ref().expect("an edition that was put in place");
        let cache = Cache::beside(&out, false);
        for (path, bytes) in new
            .iter()
            .filter(|(path, _)| !path.ends_with('/'))
            .filter_map(|(path, bytes)| Some((path.strip_prefix("portal/")?, bytes)))
        {
            match edition.file(path, self.sources, &cache) {
                Found::Made(made) => assert!(made == *bytes, "{path} would be shown otherwise"),
                found => assert!(path == ".loa" || found == Found::NotNow, "{path}: {found:?}"),
            }
        }
    }
}

/// The files written and removed, sorted; `-` before those removed.
fn written(built: &Built) -> Vec<String> {
    let both = || [&built.portal, &built.radio].into_iter().flatten();
    let mut files: Vec<String> = both().flat_map(|done| &done.written).map(ToString::to_string).collect();
    files.extend(both().flat_map(|done| &done.removed).map(|path| format!("-{path}")));
    files.sort();
    files
}

const PAGES: [&str; 6] = [
    "content/canh-bao/anh-gia.md",
    "content/canh-bao/ma-otp.md",
    "content/dich-vu-cong/nop-ho-so.md",
    "content/gioi-thieu.md",
    "content/moi/mot.md",
    "content/canh-bao/hai.md",
];

const SENTENCES: [&str; 7] = [
    "Bà con không đọc mã OTP cho ai.",
    "Xem [cách nộp hồ sơ](@/dich-vu-cong/nop-ho-so.md).",
    "Xem [bài mới](@/moi/mot.md#phan-hai).",
    "## Phần hai\n\nTheo khoản 2 Điều 11 Luật Trí tuệ nhân tạo số 134/2025/QH15.",
    "Gọi số 1022 khi cần.",
    ":danger[lua-dao.example]",
    "![Ảnh](@/canh-bao/hinh.svg)",
];

/// One thing that a writer does.
#[derive(Debug, Clone)]
enum Edit {
    Body(usize, Vec<usize>),
    Title(usize, u8),
    Front(usize, &'static str),
    Page(usize, Vec<usize>),
    Remove(usize),
    Folder(&'static str, &'static str),
    File(&'static str, String),
    Gone(&'static str),
}

fn edit() -> impl Strategy<Value = Edit> {
    let page = 0..PAGES.len();
    let words = prop::collection::vec(0..SENTENCES.len(), 1..4);
    let key = prop::sample::select(vec![
        "draft = true",
        "date = 2026-12-24",
        "expires = 2026-11-01",
        "weight = 3",
        "tags = [\"mới\", \"cũ\"]",
        "description = \"Tóm tắt.\"",
        "share_image = true",
        "alert = \"canh-bao\"",
        "aliases = [\"/cu/\"]",
        "radio.include = false",
        "slug = \"ten-khac\"",
        "la = 1",
    ]);
    let file = prop_oneof![
        "[a-z]{1,6}".prop_map(|word| (
            "themes/phuong/static/style.css",
            format!("body {{ color: #123456 }} .{word} {{ margin: 0 }}\n")
        )),
        "[a-z]{1,6}".prop_map(|word| (
            "themes/phuong/templates/404.html",
            format!("<title>{word}</title><p>{{{{ site.title }}}}</p>\n")
        )),
        Just(("themes/phuong/templates/404.html", "{{ khong_co.gi }}\n".to_owned())),
        "[a-z]{1,6}".prop_map(|word| (
            "themes/phuong/directives/alert.html",
            format!("<div class=\"{word}\">{{{{ body }}}}</div>\n")
        )),
        "[a-z]{1,6}".prop_map(|word| (
            "content/canh-bao/hinh.svg",
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><title>{word}</title></svg>\n")
        )),
        "[a-z]{1,6}".prop_map(|word| ("content/_data/lexicon.toml", format!("\"OTP\" = \"{word}\"\n"))),
        "[a-z]{1,6}".prop_map(|word| (
            "content/canh-bao/_index.md",
            format!("+++\ntitle = \"Mục {word}\"\n+++\n\nLời {word}.\n")
        )),
        Just(("content/_data/aired.csv", String::new())),
        Just(("loa.toml", "base_url = \n".to_owned())),
        "[a-z]{1,6}".prop_map(|word| {
            let config =
                std::fs::read_to_string(repository().join("tests/fixtures/nho/loa.toml")).expect("the fixture");
            ("loa.toml", config.replace("Phường Nhỏ\"\nsample", &format!("Phường {word}\"\nsample")))
        }),
    ];
    let folders = prop_oneof![
        Just(("content/canh-bao/", "content/doi/")),
        Just(("content/doi/", "content/canh-bao/")),
        Just(("content/moi/", "content/doi/")),
        Just(("content/doi/", "content/moi/"))
    ];
    prop_oneof![
        6 => (page.clone(), words.clone()).prop_map(|(page, words)| Edit::Body(page, words)),
        2 => (page.clone(), 0..9u8).prop_map(|(page, number)| Edit::Title(page, number)),
        2 => (page.clone(), key).prop_map(|(page, key)| Edit::Front(page, key)),
        2 => (page.clone(), words).prop_map(|(page, words)| Edit::Page(page, words)),
        1 => page.prop_map(Edit::Remove),
        1 => folders.prop_map(|(from, to)| Edit::Folder(from, to)),
        3 => file.prop_map(|(path, text)| Edit::File(path, text)),
        1 => prop::sample::select(vec!["themes/phuong/templates/404.html", "themes/phuong/directives/alert.html", "content/canh-bao/hinh.svg", "content/_data/lexicon.toml"]).prop_map(Edit::Gone),
    ]
}

fn words(numbers: &[usize]) -> String {
    numbers.iter().map(|number| SENTENCES[*number]).collect::<Vec<_>>().join("\n\n") + "\n"
}

/// Does it, and tells what a watcher would name.
fn apply(files: &mut Memory, edit: &Edit) -> BTreeSet<SourcePath> {
    let text = |files: &Memory, path: &str| {
        files.find(path).and_then(|entry| files.read(&entry).ok()).and_then(|bytes| String::from_utf8(bytes).ok())
    };
    let mut paths = BTreeSet::new();
    let mut name = |path: &str| {
        paths.insert(SourcePath::new(path));
    };
    match edit {
        Edit::Body(page, numbers) => {
            if let Some(text) = text(files, PAGES[*page]) {
                let end = text[3..].find("+++").map_or(text.len(), |at| at + 6);
                files.write(PAGES[*page], format!("{}\n\n{}", &text[..end], words(numbers)));
                name(PAGES[*page]);
            }
        }
        Edit::Title(page, number) => {
            if let Some(text) = text(files, PAGES[*page]) {
                let lines = text.lines().map(|line| {
                    if line.starts_with("title = ") { format!("title = \"Tên {number}\"") } else { line.to_owned() }
                });
                files.write(PAGES[*page], lines.collect::<Vec<_>>().join("\n") + "\n");
                name(PAGES[*page]);
            }
        }
        Edit::Front(page, key) => {
            if let Some(text) = text(files, PAGES[*page]) {
                files.write(PAGES[*page], text.replacen("+++\n", &format!("+++\n{key}\n"), 1));
                name(PAGES[*page]);
            }
        }
        Edit::Page(page, numbers) => {
            let front = "+++\ntitle = \"Bài mới\"\ndate = 2026-11-02\ntopic = \"canh-bao\"\n+++\n";
            files.write(PAGES[*page], format!("{front}\n{}", words(numbers)));
            name(PAGES[*page]);
        }
        Edit::Remove(page) => {
            files.remove(PAGES[*page]);
            name(PAGES[*page]);
        }
        Edit::Folder(from, to) => {
            for entry in files.list(from.trim_end_matches('/')).entries {
                let bytes = files.read(&entry).expect("a listed file");
                files.remove(entry.path.as_str());
                files.write(&entry.path.as_str().replacen(from, to, 1), bytes);
            }
            name(from.trim_end_matches('/'));
            name(to.trim_end_matches('/'));
        }
        Edit::File(path, text) => {
            files.write(path, text.clone());
            name(path);
        }
        Edit::Gone(path) => {
            files.remove(path);
            name(path);
        }
    }
    paths
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_edits_in_any_order_end_where_a_build_from_nothing_does(edits in prop::collection::vec(edit(), 1..12)) {
        let sources = Sources(RwLock::new(nho()));
        let mut watched = Watched::new(&sources);
        for edit in &edits {
            let mut paths = BTreeSet::new();
            sources.change(|files| paths = apply(files, edit));
            if paths.is_empty() {
                continue;
            }
            let paths: Vec<String> = paths.iter().map(ToString::to_string).collect();
            let looked = watched.look(&paths.iter().map(String::as_str).collect::<Vec<_>>());
            let built = watched.settle(&looked);
            watched.is_as_new(&looked, &built);
        }
    }
}

/// For each edit exactly the files that are written again, and after `-` those removed; all others are kept.
#[test]
fn an_edit_writes_what_shows_it_and_nothing_else() {
    let sources = Sources(RwLock::new(nho()));
    let mut watched = Watched::new(&sources);
    let mut log = String::new();
    for (name, edit) in edits() {
        let mut paths = BTreeSet::new();
        sources.change(|files| paths = apply(files, &edit));
        let paths: Vec<String> = paths.iter().map(ToString::to_string).collect();
        let looked = watched.look(&paths.iter().map(String::as_str).collect::<Vec<_>>());
        let built = watched.settle(&looked);
        assert!(built.portal.is_some(), "{name}: {:#?}", built.diagnostics);
        watched.is_as_new(&looked, &built);
        log.push_str(&format!("## {name}\n{}\n\n", written(&built).join("\n")));
    }
    insta::assert_snapshot!(log);
}

fn edits() -> Vec<(&'static str, Edit)> {
    let file = |path, text: &str| Edit::File(path, text.to_owned());
    let config = std::fs::read_to_string(repository().join("tests/fixtures/nho/loa.toml")).expect("the fixture");
    let laws = "content/_data/laws.toml";
    let register = std::fs::read_to_string(repository().join("tests/fixtures/nho").join(laws)).expect("the fixture");
    vec![
        ("a body", Edit::Body(3, vec![0, 4])),
        ("the body of a page on air", Edit::Body(1, vec![0, 0, 4])),
        ("the same again", Edit::Body(1, vec![0, 0, 4])),
        ("a title", Edit::Title(2, 1)),
        ("a new page", Edit::Page(4, vec![0, 3])),
        ("a folder renamed", Edit::Folder("content/moi/", "content/doi/")),
        ("the folder named back", Edit::Folder("content/doi/", "content/moi/")),
        ("a page removed", Edit::Remove(4)),
        ("a template", file("themes/phuong/templates/404.html", "<title>{{ site.title }}</title>\n")),
        ("a directive", file("themes/phuong/directives/contact.html", "<p class=\"c\">{{ contact.name }}</p>\n")),
        ("a style sheet", file("themes/phuong/static/style.css", "body { color: #123456 }\n")),
        (
            "the settings: a title",
            Edit::File("loa.toml", config.replace("Phường Nhỏ\"\nsample", "Phường Khác\"\nsample")),
        ),
        ("the lexicon", file("content/_data/lexicon.toml", "\"OTP\" = \"mật mã dùng một lần\"\n")),
        ("the register of laws", Edit::File(laws, register.replacen("title = \"", "title = \"Tên khác của ", 1))),
        (
            "the log of what was aired",
            file(
                "content/_data/aired.csv",
                "Mã,Ngày,Giờ,Cụm loa,Kết quả,Dài,Dự tính,Giọng đọc,Ghi chú\n2026-11-20-0630-nop-ho-so,2026-11-20,06:30,cụm chợ,đã phát,1:21,1:20,,\n",
            ),
        ),
    ]
}
