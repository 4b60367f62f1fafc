//! Diagnostics as text for people and as data for other programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Diagnostic, Lang, Position, Severity, forge, sarif};
use crate::base::SourcePath;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people: message, place, the line itself, what to do.
    Text,
    /// One JSON array.
    Json,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
    /// Workflow commands (`::error file=…`) of GitHub.
    Github,
    /// A Code Quality report of GitLab, a JSON array.
    Gitlab,
}

/// Colours of the text form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Plain,
    Coloured,
}

/// Writes diagnostics; `texts` gives the cleaned text of a file, for the line shown.
pub struct Report<'a> {
    pub lang: Lang,
    pub style: Style,
    pub texts: &'a dyn Fn(&SourcePath) -> Option<String>,
}

/// Longer lines are shown around the place, cut at this many characters.
const SHOWN: u32 = 110;

impl Report<'_> {
    /// The whole report, ending with a line break unless there is nothing to say.
    #[must_use]
    pub fn write(&self, diagnostics: &[Diagnostic], format: Format) -> String {
        match format {
            Format::Text => diagnostics.iter().map(|one| self.text(one)).collect(),
            Format::Json => pretty(&self.values(diagnostics)),
            Format::Sarif => pretty(&sarif::sarif(diagnostics, self.lang, |one| self.place(one))),
            Format::Github => diagnostics.iter().map(|one| forge::github(one, self.lang, self.place(one))).collect(),
            Format::Gitlab => pretty(&forge::gitlab(diagnostics, self.lang, |one| self.place(one))),
        }
    }

    /// The diagnostics as data, an array.
    #[must_use]
    pub fn values(&self, diagnostics: &[Diagnostic]) -> Value {
        Value::Array(diagnostics.iter().map(|one| self.json(one)).collect())
    }

    fn text(&self, one: &Diagnostic) -> String {
        let (bold, dim, reset) = match self.style {
            Style::Plain => ("", "", ""),
            Style::Coloured => ("\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m"),
        };
        let colour = match (self.style, one.severity) {
            (Style::Plain, _) => "",
            (Style::Coloured, Severity::Error) => "\u{1b}[1;31m",
            (Style::Coloured, Severity::Warning) => "\u{1b}[1;33m",
        };
        let level = level(one.severity, self.lang);
        let mut out = format!("{colour}{level}[{}]{reset}{bold}: {}{reset}\n", one.code.id, one.message.get(self.lang));
        if let Some((path, span)) = &one.place {
            let text = span.is_some().then(|| (self.texts)(path)).flatten();
            match (span, &text) {
                (Some(span), Some(text)) => {
                    let at = Position::find(text, span.clone());
                    let _ = writeln!(out, " {dim}-->{reset} {path}:{}:{}", at.line, at.column);
                    excerpt(&mut out, &at, dim, colour, reset);
                }
                _ => {
                    let _ = writeln!(out, " {dim}-->{reset} {path}:1:1");
                }
            }
        }
        let what_to_do = match self.lang {
            Lang::Vietnamese => "cách sửa",
            Lang::English => "help",
        };
        for hint in &one.hints {
            let _ = writeln!(out, "  = {what_to_do}: {}", hint.get(self.lang));
        }
        out.push('\n');
        out
    }

    fn place(&self, one: &Diagnostic) -> Option<Place> {
        let (path, span) = one.place.as_ref()?;
        let text = span.as_ref().and_then(|_| (self.texts)(path));
        let file = path.to_string();
        Some(match (span, &text) {
            (Some(span), Some(text)) => {
                let at = Position::find(text, span.clone());
                Place { file, line: at.line, column: at.column, width: Some(at.width) }
            }
            _ => Place { file, line: 1, column: 1, width: None },
        })
    }

    fn json(&self, one: &Diagnostic) -> Value {
        let place = self.place(one);
        json!({
            "code": one.code.id,
            "name": one.code.name,
            "severity": one.severity.id(),
            "message": one.message.get(self.lang),
            "hints": one.hints.iter().map(|hint| hint.get(self.lang)).collect::<Vec<_>>(),
            "file": place.as_ref().map(|place| &place.file),
            "line": place.as_ref().map(|place| place.line),
            "column": place.as_ref().map(|place| place.column),
        })
    }
}

/// Where a diagnostic stands, for programs: lines and columns from 1, columns in characters.
pub(super) struct Place {
    pub file: String,
    pub line: u32,
    pub column: u32,
    /// Characters that are meant; `None` for a file as a whole.
    pub width: Option<u32>,
}

/// A path as a relative reference (RFC 3986): what is no plain letter, digit or `-._~/` is encoded.
pub(super) fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn excerpt(out: &mut String, at: &Position<'_>, dim: &str, colour: &str, reset: &str) {
    let number = at.line.to_string();
    let gap = " ".repeat(number.len());
    // A minified or machine-made line must not fill the screen: show what is around the place.
    let skip = if at.column > SHOWN { at.column - SHOWN / 2 } else { 0 };
    let shown: String = at.text.chars().skip(skip as usize).take(SHOWN as usize).collect();
    let shown = shown.replace('\t', " ");
    let before = " ".repeat((at.column - 1 - skip) as usize);
    let marks = "^".repeat(at.width.min(SHOWN.saturating_sub(at.column - 1 - skip)).max(1) as usize);
    let _ = writeln!(out, "{dim}{gap} |{reset}");
    let _ = writeln!(out, "{dim}{number} |{reset} {shown}");
    let _ = writeln!(out, "{dim}{gap} |{reset} {before}{colour}{marks}{reset}");
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

fn level(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Vietnamese) => "lỗi",
        (Severity::Warning, Lang::Vietnamese) => "cảnh báo",
        (_, Lang::English) => severity.id(),
    }
}
