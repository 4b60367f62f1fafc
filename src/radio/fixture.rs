//! The station that this module's tests broadcast from.

use std::collections::BTreeMap;

use crate::base::Millis;
use crate::config::{Cue, Frame, Phrases, Radio, UnitKind};
use crate::speech::Band;

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
