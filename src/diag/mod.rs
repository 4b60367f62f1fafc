//! What Loa tells people: each message has a stable code, a place in a file and a way to mend it, in Vietnamese and English.
//!
//! Writers' mistakes are [`Diagnostic`]s and are collected; trouble with the machine is an error of `fs`; bugs panic.

mod code;
pub mod codes;
mod fix;
mod forge;
mod position;
mod report;
mod sarif;
mod table;

pub use code::{Code, Explanation, Scope, Severity};
pub use codes::{CODES, find};
pub use fix::{Fix, mend};
pub use position::Position;
pub use report::{Format, Report, Style};
pub use table::table;

use std::ops::Range;

use crate::base::SourcePath;

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    #[default]
    Vietnamese,
    English,
}

/// One message in both languages; made with [`say!`](crate::say).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub vi: String,
    pub en: String,
}

impl Text {
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vietnamese => &self.vi,
            Lang::English => &self.en,
        }
    }
}

/// Writes a message in Vietnamese and in English; both take inline format arguments.
///
/// ```
/// let page = "otp.md";
/// let text = loa::say!("không thấy `{page}`"; "`{page}` not found");
/// assert_eq!(text.vi, "không thấy `otp.md`");
/// ```
#[macro_export]
macro_rules! say {
    ($vi:literal; $en:literal) => {
        $crate::diag::Text { vi: format!($vi), en: format!($en) }
    };
}

/// A mistake in what people wrote: what, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: &'static Code,
    pub severity: Severity,
    /// The file, and the bytes of its cleaned text (`base::clean`) that are meant.
    pub place: Option<(SourcePath, Option<Range<u32>>)>,
    pub message: Text,
    /// What to do, most likely first.
    pub hints: Vec<Text>,
    /// What `loa check --fix` may do about it; most often nothing.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    #[must_use]
    pub fn new(code: &'static Code, message: Text) -> Self {
        Self { code, severity: code.severity, place: None, message, hints: Vec::new(), fixes: Vec::new() }
    }

    /// Puts the diagnostic at some bytes of a file.
    #[must_use]
    pub fn at(mut self, path: &SourcePath, span: Range<u32>) -> Self {
        self.place = Some((path.clone(), Some(span)));
        self
    }

    /// Puts the diagnostic at a file as a whole.
    #[must_use]
    pub fn in_file(mut self, path: &SourcePath) -> Self {
        self.place = Some((path.clone(), None));
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: Text) -> Self {
        self.hints.push(hint);
        self
    }

    /// Changes that mend it.
    #[must_use]
    pub fn fixed_by(mut self, fixes: impl IntoIterator<Item = Fix>) -> Self {
        self.fixes.extend(fixes);
        self
    }

    /// The message and what to do, a line each.
    fn words(&self, lang: Lang) -> String {
        std::iter::once(&self.message).chain(&self.hints).map(|text| text.get(lang)).collect::<Vec<_>>().join("\n")
    }

    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// The known word nearest to a mistyped one, for "có phải … không?"; `None` when nothing is near.
///
/// ```
/// assert_eq!(loa::diag::nearest("tilte", ["title", "date"]), Some("title"));
/// assert_eq!(loa::diag::nearest("xyz", ["title", "date"]), None);
/// ```
pub fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let word: Vec<char> = word.chars().collect();
    // Short words are all near each other: a key that writes an author must not turn into one that approves.
    let allowed = (word.len() / 4).clamp(1, 3);
    // A difference in length is a distance too, and is found without looking: there may be ten thousand candidates.
    let near = |candidate: &str| candidate.chars().count().abs_diff(word.len()) <= allowed;
    known
        .into_iter()
        .filter(|candidate| near(candidate))
        .map(|candidate| (distance(&word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Edit distance in which two neighbours that changed places count once.
fn distance(left: &[char], right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut rows = vec![(0..=right.len()).collect::<Vec<usize>>()];
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut cost = (rows[i][j] + usize::from(a != b)).min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                cost = cost.min(rows[i - 1][j - 1] + 1);
            }
            row.push(cost);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}
