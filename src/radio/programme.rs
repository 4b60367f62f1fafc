//! One programme as it goes on air: its slot, what is said in it in order, and how long that lasts.

use super::ledger::{Airing, Fixed, FixedForm, FixedSegment};
use super::paragraph::{Paragraph, length, silence};
use super::reading::Audio;
use super::segment::script_text;
use super::slot::Slot;
use crate::base::{Date, Fingerprint, Millis, SourcePath};
use crate::config::Cue;
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
    /// Of all that is said and played.
    pub length: Estimate,
    pub approval: Approval,
    /// What became of it, once somebody has noted that.
    pub outcome: Option<Airing>,
    /// The draft that a machine has read.
    pub audio: Option<Audio>,
}

/// Whether somebody has approved exactly what is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Approval {
    #[default]
    None,
    /// This very text was approved.
    Given { by: String, on: Date },
    /// Another text was approved; this one has changed since.
    Changed { by: String, on: Date },
}

impl Approval {
    #[must_use]
    pub fn is_given(&self) -> bool {
        matches!(self, Self::Given { .. })
    }
}

/// One thing in the running order.
#[derive(Debug, Clone)]
pub enum Item {
    /// Music: a note to the technician, printed, never said.
    Cue(Cue),
    /// The station's name, before the music.
    Identification(Vec<Paragraph>),
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
        /// How many of its `:::cut` blocks are left out.
        left_out: u8,
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
            Self::Identification(said)
            | Self::Opening(said)
            | Self::Headlines(said)
            | Self::Bridge(said)
            | Self::Notice(said)
            | Self::Closing(said)
            | Self::Segment { paragraphs: said, .. } => said,
        }
    }

    #[must_use]
    pub fn length(&self) -> Estimate {
        match self {
            Self::Cue(cue) => silence(cue.length),
            _ => length(self.paragraphs()),
        }
    }
}

/// Sixteen hexadecimal digits, so that people can compare two of them.
pub(super) fn fingerprint(text: &str) -> String {
    let mut print = Fingerprint::of(text.as_bytes()).to_string();
    print.truncate(16);
    print
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

    /// What `schedule.toml` has to hold for this programme to stay.
    #[must_use]
    pub fn to_fix(&self) -> Fixed {
        let segments = self.items.iter().filter_map(|item| match item {
            Item::Segment { page, part, parts, left_out, .. } => {
                let form = match (*parts, *left_out) {
                    (2.., _) => FixedForm::Part { part: *part, parts: *parts },
                    (_, 0) => FixedForm::Whole,
                    (_, count) => FixedForm::Cut(count),
                };
                Some(FixedSegment { page: page.to_string(), form, span: 0..0 })
            }
            _ => None,
        });
        let Slot { date, time, cluster, .. } = self.slot.clone();
        Fixed { id: self.id.clone(), date, time, cluster, segments: segments.collect(), approval: None, span: 0..0 }
    }

    /// The fingerprint of everything that is read and played, in order: what an approval is of.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut all = String::new();
        for item in &self.items {
            match item {
                Item::Cue(cue) => all.push_str(&cue.text),
                _ => all.push_str(&script_text(item.paragraphs())),
            }
            all.push('\u{1e}');
        }
        fingerprint(&all)
    }

    /// Where its files lie under `dist/radio`, without an ending: `2026-W48/2026-11-24-1700-otp`.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", self.slot.date.iso_week(), self.id)
    }

    /// Where its words lie under `dist/radio`: what nobody has approved says so in its name, because a voice would read
    /// out whatever stands within.
    #[must_use]
    pub fn text_path(&self) -> String {
        format!("{}{}.txt", self.path(), Self::draft(self.approval.is_given()))
    }

    /// What stands in the names of files that a voice could read out, or has.
    pub(super) fn draft(approved: bool) -> &'static str {
        if approved { "" } else { ".CHUA-DUYET" }
    }

    /// Whether the length is within the slot at every rate of the band.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.length.low >= self.slot.min && self.length.high <= self.slot.max
    }
}
