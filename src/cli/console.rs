//! What people see: reports on standard error, results on standard output, colours only where they are welcome.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

use serde_json::{Value, json};

use super::args::{Arguments, LangArg};
use crate::base::SourcePath;
use crate::build::Checked;
use crate::diag::{Diagnostic, Format, Lang, Position, Report, Scope, Severity, Style, Text, find};
use crate::fs::{self, Disk, Files as _};

/// Warnings, and errors of radio, of one code that a report shows.
const SHOWN_WARNINGS: usize = 10;
const SHOWN_SLOTS: usize = 2;

/// With more messages than this the counts of their codes stand at the end.
const SUMMED: usize = 10;

/// More errors of one code come from one cause; a screen of two hundred is read by nobody.
const SHOWN_ERRORS: usize = 200;

pub struct Console {
    pub lang: Lang,
    quiet: bool,
    style: Style,
    directory: PathBuf,
}

impl Console {
    #[must_use]
    pub fn new(arguments: &Arguments) -> Self {
        let plain =
            std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) || !std::io::stderr().is_terminal();
        Self {
            lang: if arguments.lang == LangArg::En { Lang::English } else { Lang::Vietnamese },
            quiet: arguments.quiet,
            style: if plain { Style::Plain } else { Style::Coloured },
            directory: arguments.directory.clone(),
        }
    }

    /// A result: what the command was called for.
    pub fn result(&self, text: &str) {
        // A reader that has gone away, as `head` does, is no mistake.
        drop(std::io::stdout().lock().write_all(text.as_bytes()));
    }

    /// A line about what was done; silent with `--quiet`.
    pub fn say(&self, text: &Text) {
        if !self.quiet {
            self.error_line(text.get(self.lang));
        }
    }

    /// A line that is printed whatever `--quiet` says.
    pub fn alarm(&self, text: &Text) {
        self.error_line(text.get(self.lang));
    }

    fn error_line(&self, line: &str) {
        drop(writeln!(std::io::stderr().lock(), "{line}"));
    }

    /// Diagnostics for people, with a count at the end. All errors that hold back the portal are shown, up to two hundred of
    /// a code; of warnings and of
    /// empty slots the first few of each code, so that a ward with one article is not told the same thing eight times.
    pub fn report(&self, diagnostics: &[Diagnostic]) {
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let mut shown: Vec<Diagnostic> = Vec::new();
        for one in diagnostics {
            let most = match (one.severity, one.code.scope) {
                (Severity::Error, Scope::Site | Scope::Page) => SHOWN_ERRORS,
                (Severity::Error, Scope::Radio) => SHOWN_SLOTS,
                (Severity::Warning, _) if self.quiet => 0,
                (Severity::Warning, _) => SHOWN_WARNINGS,
            };
            let (count, hidden) = counts.entry(one.code.id).or_insert((0, 0));
            *count += 1;
            if *count <= most {
                shown.push(one.clone());
            } else {
                *hidden += 1;
            }
        }
        let text = self.written(&shown, Format::Text, self.style);
        drop(std::io::stderr().lock().write_all(text.as_bytes()));
        for (code, (_, more)) in counts.into_iter().filter(|(_, (_, hidden))| *hidden > 0) {
            self.say(&crate::say!("và {more} thông báo {code} nữa; xem hết bằng: loa check --format json"; "and {more} more {code}; all of them: loa check --format json"));
        }
        if diagnostics.len() > SUMMED {
            self.counts(diagnostics);
        }
        let errors = diagnostics.iter().filter(|one| one.is_error()).count();
        let warnings = diagnostics.iter().filter(|one| one.severity == Severity::Warning).count();
        if errors + warnings > 0 {
            self.say(&crate::say!("{errors} lỗi, {warnings} cảnh báo"; "{errors} errors, {warnings} warnings"));
        }
    }

    /// How often each code was told, errors first, the most frequent first: where somebody begins who has many.
    fn counts(&self, diagnostics: &[Diagnostic]) {
        let mut counts: BTreeMap<(bool, &str), usize> = BTreeMap::new();
        for one in diagnostics {
            *counts.entry((!one.is_error(), one.code.id)).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|((mild, id), count)| (*mild, std::cmp::Reverse(*count), *id));
        for ((_, id), count) in counts {
            let Some(code) = find(id) else { continue };
            let (vi, en) = (code.vi.what, code.en.what);
            self.say(&crate::say!("{id} × {count}: {vi}"; "{id} × {count}: {en}"));
        }
    }

    /// A check for programs: `{"diagnostics": […], "citations": […]}`.
    #[must_use]
    pub fn data(&self, checked: &Checked) -> String {
        self.with_texts(|texts| {
            let report = Report { lang: self.lang, style: Style::Plain, texts };
            let citations: Vec<Value> = checked
                .citations
                .iter()
                .map(|one| {
                    let line = texts(&one.page).map_or(1, |text| Position::find(&text, one.span.clone()).line);
                    one.data(line)
                })
                .collect();
            format!("{:#}\n", json!({"diagnostics": report.values(&checked.diagnostics), "citations": citations}))
        })
    }

    /// Diagnostics as text of the given form.
    #[must_use]
    pub fn written(&self, diagnostics: &[Diagnostic], format: Format, style: Style) -> String {
        self.with_texts(|texts| Report { lang: self.lang, style, texts }.write(diagnostics, format))
    }

    /// Lends the cleaned texts of the site's files.
    fn with_texts<T>(&self, use_them: impl FnOnce(&dyn Fn(&SourcePath) -> Option<String>) -> T) -> T {
        let disk = Disk::new(&self.directory);
        // Messages come file by file: the last one's text serves until another file's turn.
        let last: RefCell<Option<(SourcePath, String)>> = RefCell::default();
        let texts = |path: &SourcePath| {
            if let Some((known, text)) = &*last.borrow()
                && known == path
            {
                return Some(text.clone());
            }
            // Nobody wants to see a line of fifty megabytes.
            let entry = disk.find(path.as_str()).filter(|entry| entry.size <= fs::LARGEST)?;
            let text = fs::lossy(&disk.read(&entry).ok()?);
            *last.borrow_mut() = Some((path.clone(), text.clone()));
            Some(text)
        };
        use_them(&texts)
    }

    /// Trouble with the machine.
    pub fn machine(&self, error: &fs::Error) {
        let (path, cause) = (error.path.display(), &error.cause);
        let doing = match (error.doing, self.lang) {
            (doing, Lang::English) => doing,
            ("reading", _) => "đọc",
            ("writing", _) => "ghi",
            ("making", _) => "tạo",
            ("moving", _) => "thay",
            ("removing", _) => "xóa",
            ("listing", _) => "xem thư mục",
            (doing, _) => doing,
        };
        let hint = match error.cause.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Some(crate::say!("ổ đĩa đã đầy: dọn bớt tệp rồi chạy lại"; "the disk is full: make room and run again"))
            }
            std::io::ErrorKind::PermissionDenied => Some(
                crate::say!("không đủ quyền, hoặc tệp đang mở trong chương trình khác: đóng lại rồi chạy lại"; "no permission, or the file is open in another program: close it and run again"),
            ),
            std::io::ErrorKind::ReadOnlyFilesystem => Some(
                crate::say!("ổ đĩa chỉ cho đọc: chọn nơi khác bằng --out, hoặc cho ghi rồi chạy lại"; "the disk is read-only: choose another place with --out, or make it writable and run again"),
            ),
            _ => None,
        };
        self.alarm(
            &crate::say!("lỗi máy: không {doing} được {path}: {cause}"; "machine trouble: {doing} {path}: {cause}"),
        );
        if let Some(hint) = hint {
            self.alarm(&crate::diag::Text {
                vi: format!("  = cách sửa: {}", hint.vi),
                en: format!("  = help: {}", hint.en),
            });
        }
    }
}
