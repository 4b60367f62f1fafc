//! The station that programmes are made for, and the spoken faces of the theme's directives.

use crate::config;
use crate::markdown::Call;
use crate::speech::Speaker;

/// The words a directive adds around its body on air; they come from the theme.
pub trait Faces: Sync {
    /// The words before and after the body (written form); `None` when the directive has no spoken face.
    fn spoken(&self, call: &Call) -> Option<(String, String)>;
}

/// Everything of the ward that a programme depends on, besides the pages.
#[derive(Clone, Copy)]
pub struct Station<'a> {
    pub radio: &'a config::Radio,
    /// The ward within a sentence: `phường Mẫu`.
    pub unit: &'a str,
    /// The id and the title of each topic that the plan wants covered.
    pub topics: &'a [(String, String)],
    /// Ids of the topics without which a schedule is an error.
    pub required: &'a [String],
    pub speaker: &'a Speaker,
    pub faces: &'a dyn Faces,
}

impl<'a> Station<'a> {
    /// The title of a topic; the id itself when `loa.toml` does not name it.
    #[must_use]
    pub fn topic_title(&self, id: &'a str) -> &'a str {
        self.topics.iter().find(|(known, _)| known == id).map_or(id, |(_, title)| title.as_str())
    }
}
