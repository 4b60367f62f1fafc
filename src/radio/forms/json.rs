//! `schedule.json`: the plan for other programs.

use serde::Serialize;

use crate::base::{Date, IsoWeek, SourcePath, TimeOfDay};
use crate::radio::{Gap, Item, Programme, Schedule, Week};

impl Schedule {
    /// `schedule.json`. Whole seconds: the least length rounded down, the greatest up, so that they bound the true ones.
    #[must_use]
    pub fn json(&self) -> String {
        let weeks = self.weeks.iter().map(WeekJson::of).collect();
        // Strings and integers only: this cannot fail.
        let mut text = serde_json::to_string_pretty(&ScheduleJson { weeks }).unwrap_or_default();
        text.push('\n');
        text
    }
}

#[derive(Serialize)]
struct ScheduleJson<'a> {
    weeks: Vec<WeekJson<'a>>,
}

#[derive(Serialize)]
struct WeekJson<'a> {
    week: IsoWeek,
    gaps: Vec<GapJson<'a>>,
    programmes: Vec<ProgrammeJson<'a>>,
}

#[derive(Serialize)]
struct GapJson<'a> {
    date: Date,
    time: TimeOfDay,
    cluster: &'a str,
    why: &'a str,
    missing_s: u32,
    topic: Option<&'a str>,
}

#[derive(Serialize)]
struct ProgrammeJson<'a> {
    id: &'a str,
    date: Date,
    time: TimeOfDay,
    cluster: &'a str,
    fixed: bool,
    slot: SlotJson,
    length: LengthJson,
    syllables: u32,
    script: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    audio: Option<AudioJson<'a>>,
    segments: Vec<SegmentJson<'a>>,
}

#[derive(Serialize)]
struct AudioJson<'a> {
    file: &'a str,
    length_s: u32,
}

#[derive(Serialize)]
struct SlotJson {
    min_s: u32,
    max_s: u32,
}

#[derive(Serialize)]
struct LengthJson {
    low_s: u32,
    likely_s: u32,
    high_s: u32,
}

#[derive(Serialize)]
struct SegmentJson<'a> {
    page: &'a SourcePath,
    part: u8,
    topic: Option<&'a str>,
    likely_s: u32,
    why: &'a str,
}

impl<'a> WeekJson<'a> {
    fn of(week: &'a Week) -> Self {
        let gap = |gap: &'a Gap| GapJson {
            date: gap.slot.date,
            time: gap.slot.time,
            cluster: &gap.slot.cluster,
            why: &gap.why,
            missing_s: gap.missing.0.div_ceil(1000),
            topic: gap.topic.as_deref(),
        };
        let programmes = week.programmes.iter().map(ProgrammeJson::of).collect();
        Self { week: week.week, gaps: week.gaps.iter().map(gap).collect(), programmes }
    }
}

impl<'a> ProgrammeJson<'a> {
    fn of(programme: &'a Programme) -> Self {
        let slot = &programme.slot;
        let segments = programme.items.iter().filter_map(|item| match item {
            Item::Segment { page, part, topic, likely, why, .. } => {
                Some(SegmentJson { page, part: *part, topic: topic.as_deref(), likely_s: likely.seconds(), why })
            }
            _ => None,
        });
        let length = programme.length;
        Self {
            id: &programme.id,
            date: slot.date,
            time: slot.time,
            cluster: &slot.cluster,
            fixed: programme.fixed,
            slot: SlotJson { min_s: slot.min.0 / 1000, max_s: slot.max.0 / 1000 },
            length: LengthJson {
                low_s: length.low.0 / 1000,
                likely_s: length.likely.seconds(),
                high_s: length.high.0.div_ceil(1000),
            },
            syllables: length.syllables,
            script: programme.text_path(),
            audio: programme
                .audio
                .as_ref()
                .map(|audio| AudioJson { file: &audio.file, length_s: audio.length.seconds() }),
            segments: segments.collect(),
        }
    }
}
