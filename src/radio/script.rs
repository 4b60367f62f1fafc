//! The announcer's sheet: everything a template needs to print a programme or to show it on a phone.

use serde::Serialize;

use super::ledger::Airing;
use super::list::number;
use super::paragraph::Paragraph;
use super::programme::{Approval, Item, Programme};
use super::reading::Audio;
use super::station::Station;
use super::words::sentences;
use crate::base::Millis;
use crate::config::Announcer;
use crate::speech::{Counts, Pace};

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
    /// The same in tenths of a page, for sums.
    pub page_tenths: u32,
    /// Whether this very text is approved.
    pub approved: bool,
    /// Who approved it, or an earlier text of it, and when: `22/11/2026`.
    pub approved_by: Option<String>,
    pub approved_on: Option<String>,
    /// Whether an earlier text was approved and this one was not.
    pub changed: bool,
    /// What became of it: `đã phát 17:00 ngày 24/11/2026, dài 8:42`.
    pub aired: Option<String>,
    /// Why it is on another day than usual: `thay buổi ngày 24/11/2026 (ngày nghỉ)`.
    pub instead_of: Option<String>,
    /// What an approval is of: sixteen hexadecimal digits.
    pub fingerprint: String,
    /// Whether two voices read it in turn.
    pub two_voices: bool,
    /// Syllables a minute of whoever reads, pauses included: the speed of the prompter.
    pub rate: u32,
    /// Whether something in it was made with AI.
    pub ai: bool,
    /// The draft that a machine has read, where there is one.
    pub audio: Option<ScriptAudio>,
    pub items: Vec<ScriptItem>,
}

/// A draft read by a machine, beside what was expected of the words alone, without music.
#[derive(Debug, Clone, Serialize)]
pub struct ScriptAudio {
    /// Below `dist/radio`, for the index.
    pub file: String,
    /// Beside the script.
    pub name: String,
    pub length: String,
    pub length_s: u32,
    pub expected: String,
    pub expected_s: u32,
}

impl ScriptAudio {
    #[must_use]
    pub fn of(audio: &Audio) -> Self {
        Self {
            file: audio.file.clone(),
            name: audio.file.rsplit('/').next().unwrap_or_default().to_owned(),
            length: audio.length.to_string(),
            length_s: audio.length.seconds(),
            expected: audio.expected.to_string(),
            expected_s: audio.expected.seconds(),
        }
    }
}

/// One item of the running order.
#[derive(Debug, Clone, Serialize)]
pub struct ScriptItem {
    /// `cue`, `identification`, `opening`, `headlines`, `bridge`, `segment`, `notice` or `closing`.
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
    /// The same by the clock: `17:02:10`.
    pub clock: String,
    /// What is left of the programme from there on: the back-time.
    pub remaining: String,
    pub remaining_s: u32,
    /// Who reads it, where there are two voices.
    pub voice: Option<String>,
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
    /// Whether `written` is of the whole paragraph that begins here, and not of this sentence alone.
    pub whole: bool,
    /// Milliseconds at the likely rate, with the pauses of its marks; `pause_s` comes on top.
    pub length_ms: u32,
    /// The same at the pace of the announcer whose voice it is, where that was measured.
    pub own_ms: u32,
    pub heading: bool,
    /// Whether it may be left out when time is short.
    pub optional: bool,
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
        let mut voices = Voices::of(station);
        for item in &programme.items {
            let (voice, own) = voices.next(item);
            let mut made = ScriptItem::of(item, start, [&station.radio.band.likely, &own], &mut lines);
            made.voice = voice;
            let begins = slot.time.seconds() + start.seconds();
            made.clock = format!("{:02}:{:02}:{:02}", begins / 3600 % 24, begins / 60 % 60, begins % 60);
            let left = length.likely.saturating_sub(start);
            (made.remaining, made.remaining_s) = (left.to_string(), left.seconds());
            items.push(made);
            start += item.length().likely;
        }
        let (approved_by, approved_on) = match &programme.approval {
            Approval::None => (None, None),
            Approval::Given { by, on } | Approval::Changed { by, on } => (Some(by.clone()), Some(on.official())),
        };
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
            pages: pages(length.syllables),
            page_tenths: page_tenths(length.syllables),
            approved: programme.approval.is_given(),
            approved_by,
            approved_on,
            changed: matches!(programme.approval, Approval::Changed { .. }),
            aired: programme.outcome.as_ref().map(outcome),
            instead_of: slot.instead_of.map(|day| format!("thay buổi ngày {} (ngày nghỉ)", day.official())),
            fingerprint: programme.fingerprint(),
            two_voices: station.radio.voices > 1,
            rate: overall_rate(length.syllables, &items),
            audio: programme.audio.as_ref().map(ScriptAudio::of),
            ai: programme.items.iter().any(|item| matches!(item, Item::Notice(_))),
            items,
        }
    }
}

/// What became of a programme, for people: `đã phát 17:00 ngày 24/11/2026, dài 8:42`.
#[must_use]
pub fn outcome(airing: &Airing) -> String {
    let when = format!("{} ngày {}", airing.time, airing.date.official());
    let mut text = match (airing.aired, airing.length) {
        (false, _) => format!("không phát {when}"),
        (true, None) => format!("đã phát {when}"),
        (true, Some(length)) => format!("đã phát {when}, dài {length}"),
    };
    if !airing.voice.is_empty() {
        text = format!("{text}, giọng {}", airing.voice);
    }
    if !airing.note.is_empty() {
        text = format!("{text} ({})", airing.note);
    }
    text
}

/// How many pages of 350 words so many syllables fill, rounded up to a tenth: `2,9`.
pub(super) fn pages(syllables: u32) -> String {
    let tenths = page_tenths(syllables);
    format!("{},{}", tenths / 10, tenths % 10)
}

fn page_tenths(syllables: u32) -> u32 {
    syllables.saturating_mul(10).div_ceil(WORDS_ON_A_PAGE)
}

/// Syllables a minute as the prompter goes through them, music and silence apart.
fn overall_rate(syllables: u32, items: &[ScriptItem]) -> u32 {
    let time: u64 = items.iter().flat_map(|item| &item.lines).map(|line| u64::from(line.own_ms)).sum();
    u32::try_from(u64::from(syllables) * 60_000 / time.max(1)).unwrap_or_default()
}

/// Two voices in turn: the first opens, closes and leads over; pages are read by one after the other, and of the
/// headlines and the bridges the voice that does not read the page.
struct Voices {
    names: Option<[String; 2]>,
    /// Of the first and the second voice: their own where they were measured, else the station's.
    paces: [Pace; 2],
    pages: usize,
}

impl Voices {
    fn of(station: &Station<'_>) -> Self {
        let name = |at: usize, usual: &str| {
            let announcer = station.radio.announcers.get(at).map(|announcer| announcer.name.trim());
            announcer.filter(|name| !name.is_empty()).unwrap_or(usual).to_owned()
        };
        let names = (station.radio.voices > 1).then(|| [name(0, "Giọng một"), name(1, "Giọng hai")]);
        let pace = |at: usize| station.radio.announcers.get(at).map_or(station.radio.band.likely, Announcer::pace);
        Self { names, paces: [pace(0), pace(1)], pages: 0 }
    }

    /// Who reads the next item, where there are two voices, and at which pace.
    fn next(&mut self, item: &Item) -> (Option<String>, Pace) {
        let Some(names) = self.names.as_ref() else { return (None, self.paces[0]) };
        let which = match item {
            Item::Cue(_) => return (None, self.paces[0]),
            Item::Identification(_) | Item::Opening(_) | Item::Closing(_) | Item::Notice(_) => 0,
            Item::Headlines(_) => 1,
            Item::Bridge(_) => self.pages % 2,
            Item::Segment { .. } => {
                self.pages += 1;
                self.pages % 2
            }
        };
        (Some(names[which].clone()), self.paces[which])
    }
}

impl ScriptItem {
    fn of(item: &Item, start: Millis, paces: [&Pace; 2], count: &mut u32) -> Self {
        let length = item.length().likely;
        let mut made = Self {
            kind: match item {
                Item::Cue(_) => "cue",
                Item::Identification(_) => "identification",
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
            clock: String::new(),
            remaining: String::new(),
            remaining_s: 0,
            voice: None,
            length: length.to_string(),
            length_s: length.seconds(),
            lines: item.paragraphs().iter().flat_map(|paragraph| lines(paragraph, paces, count)).collect(),
        };
        match item {
            Item::Cue(cue) => made.cue = Some(cue.text.clone()),
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

fn lines(paragraph: &Paragraph, [likely, own]: [&Pace; 2], count: &mut u32) -> Vec<Line> {
    let spoken = paragraph.lines();
    let written = sentences(&paragraph.written);
    let alike = written.len() == spoken.len();
    let last = spoken.len().saturating_sub(1);
    let mut made = Vec::new();
    for (at, line) in spoken.iter().enumerate() {
        *count += 1;
        let beside = if alike { Some(written[at]) } else { Some(paragraph.written.as_str()).filter(|_| at == 0) };
        // The pause of a paragraph is that of its last sentence alone.
        let counts = Counts { paragraphs: u32::from(at == last), ..Counts::of(line) };
        made.push(Line {
            number: *count,
            spoken: (*line).to_owned(),
            written: beside.filter(|text| text != line).map(str::to_owned),
            whole: !alike && at == 0,
            length_ms: likely.time_of(&counts).0,
            own_ms: own.time_of(&counts).0,
            heading: paragraph.heading,
            optional: paragraph.cut.is_some(),
            first: at == 0,
            pause_s: if at == last { paragraph.pause.seconds() } else { 0 },
        });
    }
    made
}
