//! The announcer's sheet: everything a template needs to print a programme or to show it on a phone.

use serde::Serialize;

use super::list::number;
use super::paragraph::Paragraph;
use super::programme::{Item, Programme};
use super::station::Station;
use super::words::sentences;
use crate::base::Millis;

/// Words on one page, as fees for broadcasts are reckoned.
const WORDS_ON_A_PAGE: u32 = 350;

/// One programme, ready for a template. Times are both `m:ss` and whole seconds.
#[derive(Debug, Clone, Serialize)]
pub struct Script {
    pub id: String,
    pub title: String,
    pub station: String,
    pub unit: String,
    /// `thứ Ba`
    pub weekday: String,
    /// `2026-11-24`
    pub date: String,
    /// `24/11/2026`
    pub date_figures: String,
    /// `ngày hai mươi tư tháng mười một năm …`
    pub date_words: String,
    pub week: String,
    /// `17:00`
    pub time: String,
    pub cluster: String,
    pub fixed: bool,
    pub slot_min: String,
    pub slot_max: String,
    pub slot_min_s: u32,
    pub slot_max_s: u32,
    pub low: String,
    pub likely: String,
    pub high: String,
    pub low_s: u32,
    pub likely_s: u32,
    pub high_s: u32,
    pub syllables: u32,
    /// Pages of 350 words ("từ", counted as syllables), with one decimal: `2,9`.
    pub pages: String,
    pub approved: bool,
    /// Whether something in it was made with AI.
    pub ai: bool,
    pub items: Vec<ScriptItem>,
}

/// One item of the running order.
#[derive(Debug, Clone, Serialize)]
pub struct ScriptItem {
    /// `cue`, `opening`, `headlines`, `bridge`, `segment`, `notice` or `closing`.
    pub kind: &'static str,
    /// Of a page: `Gọi lại trước khi chuyển tiền (kỳ một)`.
    pub title: Option<String>,
    /// The source file of a page.
    pub page: Option<String>,
    pub part: Option<u8>,
    pub parts: Option<u8>,
    pub topic: Option<String>,
    /// Why the page was chosen.
    pub why: Option<String>,
    /// The note to the technician.
    pub cue: Option<String>,
    /// When it begins, counted from the beginning of the programme, at the likely rate.
    pub start: String,
    pub start_s: u32,
    pub length: String,
    pub length_s: u32,
    pub lines: Vec<Line>,
}

/// One sentence.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Counted through the whole programme, from 1.
    pub number: u32,
    pub spoken: String,
    /// As it stands in the article, where that differs; of a whole paragraph where sentences do not match one to one.
    pub written: Option<String>,
    pub heading: bool,
    /// Whether a paragraph begins here.
    pub first: bool,
    /// Seconds of silence after it that the writer asked for.
    pub pause_s: u32,
}

impl Script {
    #[must_use]
    pub fn of(programme: &Programme, station: &Station<'_>) -> Self {
        let (slot, length) = (&programme.slot, programme.length);
        let (day, month, year) = (slot.date.day(), slot.date.month(), slot.date.year());
        let mut start = Millis::ZERO;
        let mut lines = 0;
        let mut items = Vec::new();
        for item in &programme.items {
            items.push(ScriptItem::of(item, start, &mut lines));
            start += item.length().likely;
        }
        let tenths = (length.syllables * 10).div_ceil(WORDS_ON_A_PAGE);
        Self {
            id: programme.id.clone(),
            title: programme.title.clone(),
            station: station.radio.station.clone(),
            unit: station.unit.to_owned(),
            weekday: slot.date.weekday().vietnamese().to_owned(),
            date: slot.date.to_string(),
            date_figures: slot.date.official(),
            date_words: station.speaker.speak(&format!("ngày {day} tháng {month} năm {year}")).text.trim().to_owned(),
            week: slot.date.iso_week().to_string(),
            time: slot.time.to_string(),
            cluster: slot.cluster.clone(),
            fixed: programme.fixed,
            slot_min: slot.min.to_string(),
            slot_max: slot.max.to_string(),
            slot_min_s: slot.min.seconds(),
            slot_max_s: slot.max.seconds(),
            low: length.low.to_string(),
            likely: length.likely.to_string(),
            high: length.high.to_string(),
            low_s: length.low.seconds(),
            likely_s: length.likely.seconds(),
            high_s: length.high.seconds(),
            syllables: length.syllables,
            pages: format!("{},{}", tenths / 10, tenths % 10),
            approved: programme.approved,
            ai: programme.items.iter().any(|item| matches!(item, Item::Notice(_))),
            items,
        }
    }
}

impl ScriptItem {
    fn of(item: &Item, start: Millis, count: &mut u32) -> Self {
        let length = item.length().likely;
        let mut made = Self {
            kind: match item {
                Item::Cue(_) => "cue",
                Item::Opening(_) => "opening",
                Item::Headlines(_) => "headlines",
                Item::Bridge(_) => "bridge",
                Item::Segment { .. } => "segment",
                Item::Notice(_) => "notice",
                Item::Closing(_) => "closing",
            },
            title: None,
            page: None,
            part: None,
            parts: None,
            topic: None,
            why: None,
            cue: None,
            start: start.to_string(),
            start_s: start.seconds(),
            length: length.to_string(),
            length_s: length.seconds(),
            lines: item.paragraphs().iter().flat_map(|paragraph| lines(paragraph, count)).collect(),
        };
        match item {
            Item::Cue(text) => made.cue = Some(text.clone()),
            Item::Segment { page, part, parts, topic_title, title, why, .. } => {
                let word = number(usize::from(*part)).unwrap_or("tiếp theo");
                made.title = Some(if *parts > 1 { format!("{title} (kỳ {word})") } else { title.clone() });
                (made.page, made.topic) = (Some(page.to_string()), topic_title.clone());
                (made.part, made.parts, made.why) = (Some(*part), Some(*parts), Some(why.clone()));
            }
            _ => {}
        }
        made
    }
}

fn lines(paragraph: &Paragraph, count: &mut u32) -> Vec<Line> {
    let spoken = paragraph.lines();
    let written = sentences(&paragraph.written);
    let alike = written.len() == spoken.len();
    let last = spoken.len().saturating_sub(1);
    let mut made = Vec::new();
    for (at, line) in spoken.iter().enumerate() {
        *count += 1;
        let beside = if alike { Some(written[at]) } else { Some(paragraph.written.as_str()).filter(|_| at == 0) };
        made.push(Line {
            number: *count,
            spoken: (*line).to_owned(),
            written: beside.filter(|text| text != line).map(str::to_owned),
            heading: paragraph.heading,
            first: at == 0,
            pause_s: if at == last { paragraph.pause.seconds() } else { 0 },
        });
    }
    made
}
