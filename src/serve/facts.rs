//! What the panel and the overlay show, as JSON: messages with their line, and what is known of a page.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::State;
use crate::base::{Millis, SourcePath};
use crate::build::{Facts, Holding, stops_everything};
use crate::diag::{Diagnostic, Lang, Position, Severity, codes};
use crate::fs::{self, Disk, Files as _};
use crate::speech::Estimate;

/// Messages that one overlay shows; more of them come from one cause.
const MOST: usize = 50;

/// Characters of a line that are shown before a place, and after it.
const AROUND: usize = 70;

/// How messages are told to a browser.
pub(super) struct Teller<'t> {
    pub site: &'t Path,
    pub lang: Lang,
    /// Whether full paths may be told: only to a browser on this machine.
    pub local: bool,
}

impl Teller<'_> {
    /// What keeps the portal as it was.
    pub fn problems(&self, state: &State) -> Value {
        let all: Vec<&Diagnostic> = state.diagnostics.iter().filter(|one| stops_everything(one)).collect();
        json!({
            "version": state.version,
            "trouble": state.trouble,
            "problems": all.iter().take(MOST).map(|one| self.message(one)).collect::<Vec<_>>(),
            "more": all.len().saturating_sub(MOST),
        })
    }

    /// What is known of the page at `address`.
    pub fn page(&self, state: &State, address: &str) -> Value {
        let disk = Disk::new(self.site);
        let facts = state.edition.as_ref().and_then(|edition| edition.facts(address, &disk));
        let count = |severity| state.diagnostics.iter().filter(|one| one.severity == severity).count();
        let mut page = json!({
            "version": state.version,
            "path": address,
            "errors": count(Severity::Error),
            "warnings": count(Severity::Warning),
            "radio": format!("{}/radio/", super::OWN),
        });
        if let (Some(facts), Some(page)) = (facts, page.as_object_mut()) {
            page.insert("source".to_owned(), self.source(&facts.source));
            page.insert("title".to_owned(), facts.title.clone().into());
            page.insert("length".to_owned(), facts.length.map_or(Value::Null, length));
            page.insert("slot".to_owned(), slot(facts.slot));
            page.insert("programmes".to_owned(), facts.programmes.iter().map(programme).collect());
            page.insert("doubts".to_owned(), facts.doubts.iter().map(|one| self.message(one)).collect());
            page.insert("messages".to_owned(), self.messages(state, &facts));
        }
        page
    }

    /// What the last build said of this page, the guessed readings apart.
    fn messages(&self, state: &State, facts: &Facts) -> Value {
        let here = |one: &&Diagnostic| one.place.as_ref().is_some_and(|(path, _)| *path == facts.source);
        let told = state.diagnostics.iter().filter(here).filter(|one| one.code.id != codes::DOUBTFUL_READING.id);
        told.take(MOST).map(|one| self.message(one)).collect()
    }

    fn source(&self, path: &SourcePath) -> Value {
        json!({ "file": path.as_str(), "link": self.link(path, 1, 1) })
    }

    fn message(&self, one: &Diagnostic) -> Value {
        let mut message = json!({
            "code": one.code.id,
            "severity": one.severity.id(),
            "message": one.message.get(self.lang),
            "hints": one.hints.iter().map(|hint| hint.get(self.lang)).collect::<Vec<_>>(),
        });
        let (Some((path, span)), Some(object)) = (&one.place, message.as_object_mut()) else { return message };
        let text = span.is_some().then(|| self.text(path)).flatten();
        let (mut line, mut column) = (1, 1);
        if let (Some(span), Some(text)) = (span, &text) {
            let at = Position::find(text, span.clone());
            (line, column) = (at.line, at.column);
            object.insert("excerpt".to_owned(), excerpt(&at));
        }
        object.insert("file".to_owned(), path.as_str().into());
        object.insert("line".to_owned(), line.into());
        object.insert("column".to_owned(), column.into());
        object.insert("link".to_owned(), self.link(path, line, column));
        message
    }

    fn text(&self, path: &SourcePath) -> Option<String> {
        let disk = Disk::new(self.site);
        let entry = disk.find(path.as_str()).filter(|entry| entry.size <= fs::LARGEST)?;
        Some(fs::lossy(&disk.read(&entry).ok()?))
    }

    /// An address that opens a file in VS Code and its like.
    fn link(&self, path: &SourcePath, line: u32, column: u32) -> Value {
        let full = self.site.join(path.as_str());
        if !self.local || source_file(self.site, path.as_str()).is_none() {
            return Value::Null;
        }
        let shown = full.to_string_lossy().replace('\\', "/");
        let shown = shown.strip_prefix("//?/").unwrap_or(&shown);
        let slash = if shown.starts_with('/') { "" } else { "/" };
        let mut link = format!("vscode://file{slash}");
        for byte in shown.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                    link.push(char::from(byte));
                }
                // The colon after the letter of a Windows drive.
                b':' if !shown.starts_with('/') => link.push(':'),
                byte => link.push_str(&format!("%{byte:02X}")),
            }
        }
        format!("{link}:{line}:{column}").into()
    }
}

/// The file of a site that an editor may be asked to open: a source, nothing else on this machine.
pub(super) fn source_file(site: &Path, path: &str) -> Option<PathBuf> {
    let plain = !path.contains(['\\', '\0', ':']) && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let ours = path == "loa.toml" || path.starts_with("content/") || path.starts_with("themes/");
    let full = site.join(path).canonicalize().ok().filter(|_| plain && ours)?;
    (full.is_file() && full.starts_with(site.canonicalize().ok()?)).then_some(full)
}

/// The line with the place in it, cut where it is long.
fn excerpt(at: &Position<'_>) -> Value {
    let letters: Vec<char> = at.text.chars().collect();
    let start = (at.column as usize - 1).min(letters.len());
    let end = (start + at.width as usize).min(letters.len());
    let text = |from: usize, to: usize| letters[from..to.max(from)].iter().collect::<String>();
    json!({
        "before": text(start.saturating_sub(AROUND), start),
        "marked": text(start, end.min(start + AROUND)),
        "after": text(end, (end + AROUND).min(letters.len())),
    })
}

fn length(length: Estimate) -> Value {
    let time = |time: Millis| json!({ "ms": time.0, "text": time.to_string() });
    json!({
        "syllables": length.syllables,
        "low": time(length.low),
        "likely": time(length.likely),
        "high": time(length.high),
    })
}

fn slot((min, max): (Millis, Millis)) -> Value {
    json!({ "min": min.to_string(), "max": max.to_string() })
}

fn programme(holding: &Holding) -> Value {
    json!({
        "id": holding.id,
        "date": holding.date.to_string(),
        "time": holding.time.to_string(),
        "cluster": holding.cluster,
        "script": format!("{}/radio/{}", super::OWN, holding.script),
        "length": length(holding.length),
        "slot": slot(holding.slot),
        "fits": holding.fits,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sources_are_opened() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let site = folder.path().join("trang");
        std::fs::create_dir_all(site.join("content/bài viết")).expect("a folder");
        for file in ["trang/loa.toml", "trang/content/bài viết/a b.md", "trang/khac.txt", "ngoai.md"] {
            std::fs::write(folder.path().join(file), "x").expect("a file");
        }
        assert!(source_file(&site, "loa.toml").is_some());
        assert!(source_file(&site, "content/bài viết/a b.md").is_some());
        for path in ["khac.txt", "content/../../ngoai.md", "../ngoai.md", "/etc/passwd", "content", "content/khong.md"]
        {
            assert!(source_file(&site, path).is_none(), "{path}");
        }
        let teller = Teller { site: &site, lang: Lang::Vietnamese, local: true };
        let link = teller.link(&SourcePath::new("content/bài viết/a b.md"), 7, 5);
        let link = link.as_str().expect("a link");
        assert!(
            link.starts_with("vscode://file/") && link.ends_with("/content/b%C3%A0i%20vi%E1%BA%BFt/a%20b.md:7:5"),
            "{link}"
        );
        let far = Teller { local: false, ..teller };
        assert_eq!(far.link(&SourcePath::new("loa.toml"), 1, 1), Value::Null);
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}sai{}", "ă".repeat(500), "đ".repeat(500));
        let at = Position::find(&text, 1000..1003);
        let shown = excerpt(&at);
        assert_eq!(shown["marked"], "sai");
        assert_eq!(shown["before"], "ă".repeat(AROUND));
        assert_eq!(shown["after"], "đ".repeat(AROUND));
    }
}
