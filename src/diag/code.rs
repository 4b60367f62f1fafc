//! The shape of an entry in the catalogue of codes.

/// One kind of message. An id is never used again for something else.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `L0203`
    pub id: &'static str,
    /// A name in English words: `broken-link`.
    pub name: &'static str,
    pub severity: Severity,
    pub scope: Scope,
    pub vi: Explanation,
    pub en: Explanation,
}

/// What `loa explain` prints.
#[derive(Debug, PartialEq, Eq)]
pub struct Explanation {
    pub what: &'static str,
    pub why: &'static str,
    pub fix: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

impl Severity {
    /// Its name for programs.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// What an error of this code holds back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Nothing at all is published.
    Site,
    /// Only `dist/radio` is held back; the portal is published.
    Radio,
    /// What `loa check` says of a page's content: nothing, unless `[lint]` of the site raises the code to an error.
    Page,
}
