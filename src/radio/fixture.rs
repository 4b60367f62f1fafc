//! The station that this module's tests broadcast from, and the page that they broadcast.

use std::collections::BTreeMap;

use super::{Faces, Priority, Source};
use crate::base::{Millis, SourcePath};
use crate::config::{Cue, Frame, Phrases, Radio, UnitKind};
use crate::markdown::{Block, Call};
use crate::speech::Band;

/// A theme that says nothing.
pub(super) struct Mute;

impl Faces for Mute {
    fn spoken(&self, _: &Call) -> Option<(String, String)> {
        None
    }
}

/// An article named A.
pub(super) fn source<'a>(page: &'a SourcePath, blocks: &'a [Block]) -> Source<'a> {
    Source {
        page,
        slug: "a",
        title: "A",
        kind_word: "Tin bài",
        topic: None,
        audiences: Vec::new(),
        date: "2026-01-01".parse().expect("a date"),
        priority: Priority::Normal,
        from: None,
        until: None,
        repeat: None,
        lead: None,
        ai_generated: false,
        blocks,
    }
}

pub(super) fn radio() -> Radio {
    Radio {
        station: "Đài truyền thanh phường Mẫu".to_owned(),
        frame: Frame::Programme,
        slot_min: Millis::from_seconds(300),
        slot_max: Millis::from_seconds(600),
        per_week: 2,
        slots: Vec::new(),
        blocked: Vec::new(),
        blocked_hours: Vec::new(),
        repeat_after_days: 14,
        band: Band::default(),
        phrases: Phrases::usual(UnitKind::Commune),
        cues: BTreeMap::from([("start", 12), ("bridge", 4), ("end", 10)].map(|(name, seconds)| {
            (name.to_owned(), Some(Cue { text: "Nhạc".to_owned(), length: Millis::from_seconds(seconds) }))
        })),
        voices: 1,
        voice_command: Vec::new(),
        announcers: Vec::new(),
    }
}
