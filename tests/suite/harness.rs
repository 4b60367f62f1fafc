//! A site in a temporary folder, the program run in it, and questions about what came out, in one chain.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The day of every run that names none.
pub const TODAY: &str = "2026-11-22";

/// A settings file with nothing in it that a page has to obey; its lines are counted on by tests.
pub const CONFIG: &str =
    "base_url = \"https://thu.example/\"\ntitle = \"Phường Thử\"\nsample = true\n\n[unit]\nname = \"Thử\"\n";

/// Front matter of five lines, of a page that is not for radio; the text after it begins on line 7.
pub fn page(body: &str) -> String {
    format!("+++\ntitle = \"Bài thử\"\ndate = 2026-01-02\nkind = \"page\"\n+++\n\n{body}")
}

/// Says what was measured, where `LOA_TELL` asks for it.
pub fn tell(measured: &str) {
    if std::env::var_os("LOA_TELL").is_some() {
        drop(writeln!(std::io::stderr(), "{measured}"));
    }
}

/// The repository's own folder.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A site in a folder that goes away with it.
pub struct Site {
    folder: TempDir,
    today: String,
    threads: Option<&'static str>,
    input: Vec<u8>,
}

impl Site {
    /// The least that builds: `loa.toml` and a home page.
    pub fn new() -> Self {
        Self::empty().config(CONFIG).file("content/_index.md", "+++\ntitle = \"Trang chủ\"\n+++\n")
    }

    /// A folder with nothing in it.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder, today: TODAY.to_owned(), threads: None, input: Vec::new() }
    }

    /// A copy of `tests/fixtures/<name>`.
    pub fn fixture(name: &str) -> Self {
        Self::empty().copied_from(&repository().join("tests/fixtures").join(name))
    }

    /// The same files in another folder.
    pub fn copy(&self) -> Self {
        let copy = Self::empty().copied_from(self.path());
        Self { today: self.today.clone(), ..copy }
    }

    fn copied_from(self, from: &Path) -> Self {
        for (name, bytes) in snapshot(from) {
            if let Some(folder) = name.strip_suffix('/') {
                fs::create_dir_all(self.path().join(folder)).expect("a folder in the copy");
            } else {
                write(&self.path().join(name), &bytes);
            }
        }
        self
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, in a new folder if need be, over an old one if there is one.
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        write(&self.path().join(path), bytes.as_ref());
        self
    }

    pub fn config(self, text: &str) -> Self {
        self.file("loa.toml", text)
    }

    pub fn without(self, path: &str) -> Self {
        fs::remove_file(self.path().join(path)).expect("a file to remove");
        self
    }

    /// Does something to the folder that files alone cannot say: links, permissions.
    pub fn with(self, change: impl FnOnce(&Path)) -> Self {
        change(self.path());
        self
    }

    /// The day of the next runs; empty for the clock's own.
    pub fn today(mut self, day: &str) -> Self {
        day.clone_into(&mut self.today);
        self
    }

    pub fn threads(mut self, count: &'static str) -> Self {
        self.threads = Some(count);
        self
    }

    /// What stands on standard input at the next runs.
    pub fn input(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.input = bytes.as_ref().to_vec();
        self
    }

    /// `loa` in the site's folder, on the test's day, with nothing from the outside.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_loa"));
        command.current_dir(self.path());
        if !self.today.is_empty() {
            command.args(["--today", &self.today]);
        }
        command.env_remove("NO_COLOR").env_remove("RAYON_NUM_THREADS");
        if let Some(count) = self.threads {
            command.env("RAYON_NUM_THREADS", count);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the program to its end.
    pub fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Run {
        let before = self.dist();
        let sources = self.sources();
        let mut command = self.command();
        let arguments: Vec<&str> = arguments.into_iter().collect();
        let mut child =
            command.args(&arguments).stdin(Stdio::piped()).spawn().expect("the program `loa` can be started");
        let mut input = child.stdin.take().expect("its standard input");
        // A program that does not read its input is no mistake.
        drop(input.write_all(&self.input));
        drop(input);
        let output = child.wait_with_output().expect("the program ends");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("what `loa` prints is UTF-8");
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        let told = told(&err);
        Run {
            call: arguments.join(" "),
            code: output.status.code(),
            out,
            err,
            told,
            last: None,
            dist: (before, self.dist()),
            sources: (sources, self.sources()),
        }
    }

    /// Everything in `dist/`.
    pub fn dist(&self) -> Snapshot {
        snapshot(&self.path().join("dist"))
    }

    /// Everything that is the writer's.
    pub fn sources(&self) -> Snapshot {
        let mut sources = snapshot(&self.path().join("content"));
        sources.extend(snapshot(&self.path().join("themes")));
        sources.extend(snapshot(&self.path().join("loa.toml")));
        sources
    }

    /// The text of a file in `dist/`.
    pub fn built(&self, path: &str) -> String {
        let path = self.path().join("dist").join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| format!("(no {}: {error})", path.display()))
    }
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a path in a folder")).expect("a folder for the file");
    fs::write(path, bytes).expect("a file that can be written");
}

/// Every file below a folder with its bytes; folders end with `/`, links hold where they lead.
pub type Snapshot = BTreeMap<String, Vec<u8>>;

pub fn snapshot(root: &Path) -> Snapshot {
    let mut found = Snapshot::new();
    if root.is_symlink() {
        let target = fs::read_link(root).expect("a link's target");
        found.insert(String::new(), target.to_string_lossy().into_owned().into_bytes());
    } else if root.is_file() {
        found.insert(String::new(), fs::read(root).expect("a readable file"));
    } else if root.is_dir() {
        walk(root, "", &mut found);
    }
    found
}

fn walk(folder: &Path, prefix: &str, found: &mut Snapshot) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let entry = entry.expect("a readable entry");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().expect("an entry's type");
        if kind.is_symlink() {
            let target = fs::read_link(entry.path()).expect("a link's target");
            found.insert(name, target.to_string_lossy().into_owned().into_bytes());
        } else if kind.is_dir() {
            walk(&entry.path(), &format!("{name}/"), found);
            found.insert(format!("{name}/"), Vec::new());
        } else {
            // What may not be read is compared by its name alone.
            found.insert(name, fs::read(entry.path()).unwrap_or_default());
        }
    }
}

/// How two folders differ, a line for each path; empty when they do not.
pub fn differences(left: &Snapshot, right: &Snapshot) -> Vec<String> {
    let mut lines = Vec::new();
    for (path, bytes) in left {
        match right.get(path) {
            None => lines.push(format!("- {path}")),
            Some(other) if other != bytes => lines.push(format!("! {path}")),
            Some(_) => {}
        }
    }
    lines.extend(right.keys().filter(|path| !left.contains_key(*path)).map(|path| format!("+ {path}")));
    lines
}

/// One message as a person reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    pub severity: String,
    pub code: String,
    pub message: String,
    /// `content/a.md:3:7`, or nothing.
    pub place: String,
    /// The line shown.
    pub shown: String,
    pub hints: Vec<String>,
}

/// Reads a report back.
fn told(report: &str) -> Vec<Told> {
    let mut all: Vec<Told> = Vec::new();
    for line in report.lines() {
        let head = line.split_once("]: ").and_then(|(head, message)| {
            let (severity, code) = head.split_once('[')?;
            ["lỗi", "cảnh báo", "error", "warning"].contains(&severity).then_some((severity, code, message))
        });
        if let Some((severity, code, message)) = head {
            all.push(Told {
                severity: severity.to_owned(),
                code: code.to_owned(),
                message: message.to_owned(),
                ..Told::default()
            });
            continue;
        }
        let Some(last) = all.last_mut() else { continue };
        let trimmed = line.trim_start();
        if let Some(place) = trimmed.strip_prefix("--> ") {
            place.strip_prefix("./").unwrap_or(place).clone_into(&mut last.place);
        } else if let Some(hint) = ["= cách sửa: ", "= help: "].iter().find_map(|start| trimmed.strip_prefix(start))
        {
            last.hints.push(hint.to_owned());
        } else if line.starts_with("      ") && !last.hints.is_empty() {
            // A hint of several lines.
            let hint = last.hints.last_mut().expect("a hint");
            hint.push('\n');
            hint.push_str(line.trim_start());
        } else if let Some((number, text)) = trimmed.split_once(" | ")
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && !number.is_empty()
        {
            text.clone_into(&mut last.shown);
        }
    }
    all
}

/// A run that has ended.
pub struct Run {
    call: String,
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
    pub told: Vec<Told>,
    last: Option<usize>,
    dist: (Snapshot, Snapshot),
    sources: (Snapshot, Snapshot),
}

impl Run {
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "`loa {}` ended otherwise:\n{}{}", self.call, self.out, self.err);
        assert!(!self.err.contains("panicked at"), "`loa {}` has a bug:\n{}", self.call, self.err);
        assert!(self.sources.0 == self.sources.1 || !self.call.starts_with("build"), "a build touched the sources");
        self
    }

    /// There is a message of this code at this place, `content/a.md:3:7` or only `content/a.md:3`.
    #[track_caller]
    pub fn reports(mut self, code: &str, place: &str) -> Self {
        self.last = self.told.iter().position(|told| told.code == code && at(&told.place, place));
        assert!(self.last.is_some(), "`loa {}` does not tell {code} at {place}:\n{}", self.call, self.err);
        self
    }

    /// The message found last shows a line with these words.
    #[track_caller]
    pub fn showing(self, words: &str) -> Self {
        let told = &self.told[self.last.expect("`showing` comes after `reports`")];
        assert!(told.shown.contains(words), "the line shown is {:?}, without {words:?}:\n{}", told.shown, self.err);
        self
    }

    /// What the message found last advises has these words.
    #[track_caller]
    pub fn advising(self, words: &str) -> Self {
        let told = &self.told[self.last.expect("`advising` comes after `reports`")];
        assert!(told.hints.iter().any(|hint| hint.contains(words)), "no hint has {words:?}:\n{}", self.err);
        self
    }

    /// Exactly these codes, in the order they were told.
    #[track_caller]
    pub fn tells_only(self, codes: &[&str]) -> Self {
        let told: Vec<&str> = self.told.iter().map(|told| told.code.as_str()).collect();
        assert_eq!(told, codes, "`loa {}`:\n{}", self.call, self.err);
        self
    }

    /// Words somewhere on standard error.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.err.contains(words), "`loa {}` does not say {words:?}:\n{}", self.call, self.err);
        self
    }

    /// Words somewhere on standard output.
    #[track_caller]
    pub fn prints(self, words: &str) -> Self {
        assert!(self.out.contains(words), "`loa {}` does not print {words:?}:\n{}", self.call, self.out);
        self
    }

    /// `dist/` is as it was before, to the byte.
    #[track_caller]
    pub fn untouched(self) -> Self {
        let differences = self.touched();
        assert!(differences.is_empty(), "`loa {}` changed dist: {differences:#?}\n{}", self.call, self.err);
        self
    }

    /// How `dist/` differs from before.
    pub fn touched(&self) -> Vec<String> {
        differences(&self.dist.0, &self.dist.1)
    }

    /// How the sources differ from before.
    pub fn sources_touched(&self) -> Vec<String> {
        differences(&self.sources.0, &self.sources.1)
    }
}

/// Whether a place told is the one expected; without a column, any column of the line.
pub fn at(told: &str, expected: &str) -> bool {
    told == expected || told.strip_prefix(expected).is_some_and(|rest| rest.starts_with(':'))
}
