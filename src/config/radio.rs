//! The `[radio]` part of `loa.toml`: the station, its slots, its rates and its set phrases.

use std::collections::BTreeMap;

use crate::base::{Date, Millis, TimeOfDay, Weekday};
use crate::speech::{Band, Pace, Pauses};

/// How the ward's station broadcasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Radio {
    /// The station's name as said on air: `Đài truyền thanh phường Mẫu`.
    pub station: String,
    pub frame: Frame,
    /// Shortest and longest length of one programme: 5 and 10 minutes by the Đại Sơn plan (IV.7).
    pub slot_min: Millis,
    pub slot_max: Millis,
    /// Programmes a week: at least 2 by the Đại Sơn plan (IV.7).
    pub per_week: u32,
    /// When programmes go out, in order of the week.
    pub slots: Vec<SlotRule>,
    /// Days without a broadcast.
    pub blocked: Vec<Date>,
    /// A page is not aired again before this many days have passed.
    pub repeat_after_days: u32,
    /// The rates of speech that every programme must fit: as `rate` says, else those of the announcers.
    pub band: Band,
    /// Said first and last; `{unit}`, `{station}`, `{weekday}`, `{date}` are filled in.
    pub opening: String,
    pub closing: String,
    /// Said between segments, in turn; `{title}` and `{topic}` are those of the coming segment.
    pub bridges: Vec<String>,
    /// Notes to the technician by name (`start`, `bridge`, `end`): printed, never said.
    pub cues: BTreeMap<String, String>,
    /// The usual one first.
    pub announcers: Vec<Announcer>,
}

/// Whether Loa's output is a whole programme or a part of the station's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    Programme,
    Segment,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotRule {
    pub day: Weekday,
    pub at: TimeOfDay,
    /// The loudspeaker cluster, empty for all.
    pub cluster: String,
}

/// A calibrated voice: measured articulation (syllables a minute without pauses) and pauses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcer {
    pub id: String,
    pub name: String,
    pub articulation: u16,
    pub pauses: Pauses,
}

impl Announcer {
    #[must_use]
    pub fn pace(&self) -> Pace {
        Pace { articulation: self.articulation, pauses: self.pauses }
    }
}
