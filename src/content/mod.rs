//! One file becomes one document: front matter and body, without looking at any other file, the ward or the clock.

mod front_matter;
mod kind;
mod kind_keys;

pub use crate::config::Alert;
pub use front_matter::{Ai, Attachment, Change, FrontMatter, Priority, RadioKeys, Withdrawn};
pub use kind::Kind;
pub use kind_keys::{Guide, LawKeys, Level, Moment, Notice, Outage, Placed, Warning};

use std::ops::Range;

use crate::base::SourcePath;
use crate::diag::Diagnostic;
use crate::markdown::{self, Parsed};

/// A page or a section as written.
#[derive(Debug, Clone, Default)]
pub struct Document {
    pub path: SourcePath,
    pub role: Role,
    pub front: FrontMatter,
    pub body: Parsed,
    /// The front matter's own description, or the first words of the text.
    pub summary: String,
    /// Lines whose letters and marks stand apart in the file (`base::decomposed_lines`); known to who read its bytes.
    pub decomposed: Vec<Range<u32>>,
    /// Mistakes in this file; with an error among them the document may be incomplete.
    pub problems: Vec<Diagnostic>,
}

/// What a file is, told by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    #[default]
    Page,
    /// `_index.md`
    Section,
}

impl Role {
    #[must_use]
    pub fn of(path: &SourcePath) -> Self {
        let stem = path.name().split('.').next().unwrap_or_default();
        if stem == "_index" { Self::Section } else { Self::Page }
    }
}

/// Summaries are cut at this many characters.
const SUMMARY: usize = 240;

/// Reads a cleaned text. Never fails: mistakes are in `problems`.
///
/// ```
/// let text = "+++\ntitle = \"Giữ kín mã OTP\"\ndate = 2026-11-22\n+++\n\nKhông đọc mã cho ai.\n";
/// let page = loa::content::parse(text, &"content/otp.md".into());
/// assert_eq!(page.front.title, "Giữ kín mã OTP");
/// assert!(page.problems.is_empty());
/// ```
#[must_use]
pub fn parse(text: &str, path: &SourcePath) -> Document {
    let role = Role::of(path);
    let mut problems = Vec::new();
    let (front, start) = front_matter::read(text, path, role, &mut problems);
    let base = u32::try_from(start).unwrap_or(u32::MAX);
    let mut body = markdown::parse(&text[start..], base, path);
    problems.append(&mut body.problems);
    let summary =
        if front.description.is_empty() { markdown::summary(&body.blocks, SUMMARY) } else { front.description.clone() };
    Document { path: path.clone(), role, front, body, summary, decomposed: Vec::new(), problems }
}
