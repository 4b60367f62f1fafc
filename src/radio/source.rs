//! What radio has to know of one page.

use crate::base::{Date, SourcePath};
use crate::markdown::Block;

/// A page that may go on air; the caller makes it from the site, drafts and expired pages left out.
#[derive(Debug, Clone)]
pub struct Source<'a> {
    pub page: &'a SourcePath,
    pub slug: &'a str,
    pub title: &'a str,
    /// What the page is, in words: `Cảnh báo lừa đảo`.
    pub kind_word: &'a str,
    /// An id of `[[topics]]`.
    pub topic: Option<&'a str>,
    /// Ids of `[[audiences]]`.
    pub audiences: Vec<&'a str>,
    /// The page's own date; it is never aired before.
    pub date: Date,
    pub priority: Priority,
    /// The first and the last day on which it may be aired.
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// Days until it may be aired again, in place of the station's `repeat_after_days`.
    pub repeat: Option<u32>,
    /// One or two sentences said before the body.
    pub lead: Option<&'a str>,
    pub ai_generated: bool,
    pub blocks: &'a [Block],
}

/// How much a page presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Priority {
    #[default]
    Normal,
    High,
    Urgent,
}

impl Source<'_> {
    /// Whether the page's own dates let it go on air on that day.
    #[must_use]
    pub fn allowed_on(&self, day: Date) -> bool {
        self.date <= day && self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}
