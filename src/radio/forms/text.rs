//! The `.txt`: what is said and nothing else, for a voice or for a message.

use super::super::segment::script_text;
use crate::radio::{Item, Programme};

impl Programme {
    /// The `.txt`: words only, one sentence a line, a blank line between paragraphs.
    #[must_use]
    pub fn text(&self) -> String {
        script_text(self.items.iter().flat_map(Item::paragraphs))
    }
}
