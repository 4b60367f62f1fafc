//! `[[alerts]]` of `loa.toml`: words above every page for some days, in one of three levels.

use std::ops::Range;

use serde::Serialize;

use crate::base::Date;
use crate::data::{Fields, Name};
use crate::diag::{Diagnostic, codes};
use crate::say;

/// How much something matters; also the `alert` of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Alert {
    Info,
    Warning,
    Emergency,
}

impl Alert {
    /// Words in settings and front matter, English first.
    pub const WORDS: [(Name, Self); 3] = [
        (&["info", "thong-tin"], Self::Info),
        (&["warning", "canh-bao"], Self::Warning),
        (&["emergency", "khan-cap"], Self::Emergency),
    ];
}

/// One `[[alerts]]`: it is shown from its first to its last day, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub level: Alert,
    pub text: String,
    /// Where to read more: `@/section/page.md`, `/path/`, a full address, or nothing.
    pub url: String,
    /// Where `url` stands, for messages.
    pub span: Range<u32>,
    pub from: Option<Date>,
    pub until: Date,
}

/// Reads `[[alerts]]`. A last day must be given: what nobody takes away stays above every page for months.
pub(super) fn read(fields: &mut Fields<'_>) -> Vec<Notice> {
    let notices = fields.tables(&["alerts"], |alert| {
        let level = alert.choice(&["level"], &Alert::WORDS).unwrap_or(Alert::Info);
        let text = alert.required(&["text"]).unwrap_or_default();
        let (url, span) = alert.texts(&["url"]).into_iter().next().unwrap_or_default();
        let from = alert.date(&["from"]);
        if !alert.has(&["until"]) {
            alert.missing(&["until"]);
        }
        let until = alert.date(&["until"])?;
        if from.is_some_and(|from| from > until) {
            let message =
                say!("`until` ({until}) phải sau hoặc cùng ngày `from`"; "`until` ({until}) must not be before `from`");
            alert.report(Diagnostic::new(&codes::CONFIG_VALUE, message), alert.span());
        }
        Some(Notice { level, text, url, span, from, until })
    });
    notices.into_iter().flatten().filter(|notice| !notice.text.is_empty()).collect()
}
