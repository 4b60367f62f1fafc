//! The plan of several weeks, and its forms for machines and for spreadsheets.

use serde::Serialize;

use super::programme::{Item, Programme};
use super::slot::Slot;
use crate::base::{Date, IsoWeek, Millis, SourcePath, TimeOfDay};

#[derive(Debug, Clone, Default)]
pub struct Schedule {
    pub weeks: Vec<Week>,
}

#[derive(Debug, Clone)]
pub struct Week {
    pub week: IsoWeek,
    pub gaps: Vec<Gap>,
    pub programmes: Vec<Programme>,
}

/// A slot that could not be filled.
#[derive(Debug, Clone)]
pub struct Gap {
    pub slot: Slot,
    /// For people, in Vietnamese.
    pub why: String,
}

impl Schedule {
    /// All programmes, in order of time.
    pub fn programmes(&self) -> impl Iterator<Item = &Programme> {
        self.weeks.iter().flat_map(|week| &week.programmes)
    }

    pub fn programmes_mut(&mut self) -> impl Iterator<Item = &mut Programme> {
        self.weeks.iter_mut().flat_map(|week| &mut week.programmes)
    }

    /// `schedule.json`. Whole seconds: the least length rounded down, the greatest up, so that they bound the true ones.
    #[must_use]
    pub fn json(&self) -> String {
        let weeks = self.weeks.iter().map(WeekJson::of).collect();
        // Strings and integers only: this cannot fail.
        let mut text = serde_json::to_string_pretty(&ScheduleJson { weeks }).unwrap_or_default();
        text.push('\n');
        text
    }

    /// `schedule.csv`: one row for each page aired; with a byte-order mark, without which Excel garbles Vietnamese.
    #[must_use]
    pub fn csv(&self) -> String {
        let head =
            ["Ngày", "Thứ", "Giờ", "Cụm loa", "Chương trình", "Thứ tự", "Tên bài", "Chủ đề", "Bắt đầu", "Thời lượng"];
        let mut table = String::from('\u{feff}');
        line(&mut table, &head.map(str::to_owned));
        for programme in self.programmes() {
            let mut start = Millis::ZERO;
            let mut position = 0;
            for item in &programme.items {
                if let Item::Segment { title, topic_title, part, parts, likely, .. } = item {
                    position += 1;
                    let title = if *parts > 1 { format!("{title} (kỳ {part}/{parts})") } else { title.clone() };
                    let slot = &programme.slot;
                    line(
                        &mut table,
                        &[
                            slot.date.to_string(),
                            slot.date.weekday().vietnamese().to_owned(),
                            slot.time.to_string(),
                            slot.cluster.clone(),
                            programme.id.clone(),
                            position.to_string(),
                            title,
                            topic_title.clone().unwrap_or_default(),
                            start.to_string(),
                            likely.to_string(),
                        ],
                    );
                }
                start += item.length().likely;
            }
        }
        table
    }
}

fn line(table: &mut String, fields: &[String]) {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            table.push(',');
        }
        // A spreadsheet would run these as formulas.
        let formula = field.starts_with(['=', '+', '-', '@', '\t']);
        let field = if formula { format!("'{field}") } else { field.clone() };
        if field.contains([',', '"', '\n', '\r', ';']) {
            table.push('"');
            table.push_str(&field.replace('"', "\"\""));
            table.push('"');
        } else {
            table.push_str(&field);
        }
    }
    table.push_str("\r\n");
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
