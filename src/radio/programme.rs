//! One programme as it goes on air: its slot, what is said in it in order, and how long that lasts.

use super::paragraph::{Paragraph, length};
use super::segment::script_text;
use super::slot::Slot;
use crate::base::{Millis, SourcePath};
use crate::speech::Estimate;

#[derive(Debug, Clone)]
pub struct Programme {
    /// `2026-11-24-1700-<slug of the first page>`; no two programmes of a plan have the same.
    pub id: String,
    pub slot: Slot,
    /// Whether `schedule.toml` holds it; what a plan makes is free to change.
    pub fixed: bool,
    pub title: String,
    pub items: Vec<Item>,
    /// Of all that is said, silences included; music is not counted.
    pub length: Estimate,
    /// Whether every page in it is approved.
    pub approved: bool,
}

/// One thing in the running order.
#[derive(Debug, Clone)]
pub enum Item {
    /// A note to the technician: printed, never said.
    Cue(String),
    Opening(Vec<Paragraph>),
    Headlines(Vec<Paragraph>),
    /// Between two pages, and before the first.
    Bridge(Vec<Paragraph>),
    /// A page, or a part of one.
    Segment {
        page: SourcePath,
        /// From 1; `parts` is 1 for a page aired as a whole.
        part: u8,
        parts: u8,
        /// The id and the title of the page's topic.
        topic: Option<String>,
        topic_title: Option<String>,
        title: String,
        /// Why it was chosen, for people.
        why: String,
        likely: Millis,
        paragraphs: Vec<Paragraph>,
    },
    /// That something was made with AI.
    Notice(Vec<Paragraph>),
    Closing(Vec<Paragraph>),
}

impl Item {
    /// What is said.
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        match self {
            Self::Cue(_) => &[],
            Self::Opening(said)
            | Self::Headlines(said)
            | Self::Bridge(said)
            | Self::Notice(said)
            | Self::Closing(said)
            | Self::Segment { paragraphs: said, .. } => said,
        }
    }

    #[must_use]
    pub fn length(&self) -> Estimate {
        length(self.paragraphs())
    }
}

impl Programme {
    /// Its pages, in order.
    pub fn pages(&self) -> impl Iterator<Item = &SourcePath> {
        self.items.iter().filter_map(|item| match item {
            Item::Segment { page, .. } => Some(page),
            _ => None,
        })
    }

    /// The topics of its pages, in order.
    #[must_use]
    pub fn topics(&self) -> Vec<&str> {
        self.items
            .iter()
            .filter_map(|item| match item {
                Item::Segment { topic, .. } => topic.as_deref(),
                _ => None,
            })
            .collect()
    }

    /// The `.txt`: words only, one sentence a line, a blank line between paragraphs.
    #[must_use]
    pub fn text(&self) -> String {
        script_text(self.items.iter().flat_map(Item::paragraphs))
    }

    /// Where its files lie under `dist/radio`, without an ending: `2026-W48/2026-11-24-1700-otp`.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", self.slot.date.iso_week(), self.id)
    }

    /// Whether the length is within the slot at every rate of the band.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.length.low >= self.slot.min && self.length.high <= self.slot.max
    }
}
