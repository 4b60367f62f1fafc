//! Reads the `[radio]` keys of `loa.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Announcer, BlockedHours, Cue, Frame, Phrases, Radio, SlotRule, Unit, command_words};
use crate::base::{Date, Millis, TimeOfDay, Weekday};
use crate::data::{Fields, Name, Value};
use crate::diag::Diagnostic;
use crate::say;
use crate::speech::{Band, Pauses};

/// 5–10 minutes, twice a week: Đại Sơn plan, IV.7. The rates are those of an uncalibrated station.
const SLOT_MIN: Millis = Millis::from_seconds(300);
const SLOT_MAX: Millis = Millis::from_seconds(600);
const PER_WEEK: u32 = 2;
const REPEAT_AFTER_DAYS: u32 = 14;
/// Music that opens, parts and closes a programme: 10–15, 3–5 and about 10 seconds in ward practice.
const CUES: [(Name, &str, Millis); 3] = [
    (&["start"], "Nhạc hiệu", Millis::from_seconds(12)),
    (&["bridge"], "Nhạc cắt", Millis::from_seconds(4)),
    (&["end"], "Nhạc kết", Millis::from_seconds(10)),
];
const RATES: (u16, u16, u16) = (180, 205, 240);

pub(super) fn read(fields: &mut Fields<'_>, unit: &Unit, required: Option<u32>) -> Radio {
    let station = format!("Đài truyền thanh {}", unit.full_name());
    let mut radio = Radio {
        station,
        frame: Frame::Programme,
        slot_min: SLOT_MIN,
        slot_max: SLOT_MAX,
        per_week: required.unwrap_or(PER_WEEK),
        slots: Vec::new(),
        blocked: Vec::new(),
        blocked_hours: Vec::new(),
        repeat_after_days: REPEAT_AFTER_DAYS,
        band: Band::from_rates(RATES.0, RATES.1, RATES.2),
        phrases: Phrases::usual(unit.kind),
        cues: usual_cues(),
        voices: 1,
        voice_command: Vec::new(),
        announcers: Vec::new(),
    };
    fields.table(&["radio"], |keys| fill(&mut radio, keys));
    if radio.slots.is_empty() {
        radio.slots = default_slots(radio.per_week);
    }
    radio.slots.sort_by(|a, b| (a.day, a.at, &a.cluster).cmp(&(b.day, b.at, &b.cluster)));
    radio
}

fn fill(radio: &mut Radio, keys: &mut Fields<'_>) {
    if let Some(station) = keys.words(&["station"]) {
        radio.station = station;
    }
    let frames: [(Name, Frame); 2] = [(&["programme"], Frame::Programme), (&["segment"], Frame::Segment)];
    if let Some(frame) = keys.choice(&["frame"], &frames) {
        radio.frame = frame;
    }
    lengths(radio, keys);
    let number = |value: Option<i64>| value.and_then(|n| u32::try_from(n).ok());
    if let Some(count) = number(keys.integer(&["per_week"], 1..=50)) {
        radio.per_week = count;
    }
    if let Some(days) = number(keys.integer(&["repeat_after_days"], 0..=3650)) {
        radio.repeat_after_days = days;
    }
    let slots: Vec<(SlotRule, Range<u32>)> = keys
        .tables(&["slots"], |keys| {
            let span = keys.span();
            slot(keys).map(|slot| (slot, span))
        })
        .into_iter()
        .flatten()
        .collect();
    for (text, span) in keys.texts(&["blocked"]) {
        if let Ok(day) = text.parse::<Date>() {
            radio.blocked.push(day);
        } else if let Some(hours) = blocked_hours(&text) {
            radio.blocked_hours.push(hours);
        } else {
            let problem = Diagnostic::new(
                keys.code(),
                say!("`{text}` không phải ngày (2026-11-22) hay khung giờ (\"05:00-05:30\", \"sun 17:00-17:30\")"; "`{text}` is neither a date (2026-11-22) nor hours (\"05:00-05:30\", \"sun 17:00-17:30\")"),
            );
            keys.report(problem, span);
        }
    }
    collisions(radio, &slots, keys);
    radio.slots = slots.into_iter().map(|(slot, _)| slot).collect();
    let mut ids = BTreeSet::new();
    radio.announcers = keys.tables(&["announcers"], |keys| announcer(keys, &mut ids));
    let measured = Band::of_announcers(&radio.announcers.iter().map(Announcer::pace).collect::<Vec<_>>());
    if let Some(band) = rates(keys).or(measured) {
        radio.band = band;
    }
    radio.phrases.read(keys);
    keys.table(&["cues"], |cues| {
        for (name, _, usual) in CUES {
            if let Some(cue) = cue(cues, name, usual) {
                radio.cues.insert(name[0].to_owned(), cue);
            }
        }
    });
    if let Some(voices) = keys.integer(&["voices"], 1..=2).and_then(|n| u8::try_from(n).ok()) {
        radio.voices = voices;
    }
    keys.table(&["voice"], |voice| radio.voice_command = voice_command(voice));
}

/// The command that reads a draft aloud, as one line or as its words: it must say where the text is and where the sound
/// goes.
fn voice_command(voice: &mut Fields<'_>) -> Vec<String> {
    let texts = voice.texts(&["command"]);
    let words = match &texts[..] {
        [(line, _)] => command_words(line),
        words => Some(words.iter().map(|(word, _)| word.clone()).collect()),
    };
    let Some((_, span)) = texts.first().filter(|_| words.as_ref().is_none_or(|words| !words.is_empty())) else {
        return Vec::new();
    };
    let has = |words: &[String], name: &str| words.iter().skip(1).any(|word| word.contains(name));
    let example = "espeak-ng -v vi -w {out} -f {in}";
    let problem = match words {
        Some(words) if has(&words, "{in}") && has(&words, "{out}") => return words,
        Some(_) => {
            say!("lệnh đọc thử phải có cả {{in}} (tệp lời đọc) và {{out}} (tệp tiếng), ví dụ: {example}"; "the command must have both {{in}} (the text) and {{out}} (the sound), as in: {example}")
        }
        None => say!("dấu ngoặc kép trong lệnh chưa đóng"; "a quote in the command is not closed"),
    };
    voice.report(Diagnostic::new(voice.code(), problem), span.clone());
    Vec::new()
}

/// Two programmes at once on the same loudspeakers, or one in hours that belong to another station.
fn collisions(radio: &Radio, slots: &[(SlotRule, Range<u32>)], keys: &mut Fields<'_>) {
    let longest = radio.slot_max;
    for (at, (slot, span)) in slots.iter().enumerate() {
        let heard_together = |other: &SlotRule| {
            other.day == slot.day
                && (other.cluster == slot.cluster || other.cluster.is_empty() || slot.cluster.is_empty())
        };
        let near = |other: &SlotRule| other.at.seconds().abs_diff(slot.at.seconds()) < longest.seconds();
        if let Some((other, _)) = slots[..at].iter().find(|(other, _)| heard_together(other) && near(other)) {
            let (one, two, day) = (other.at, slot.at, slot.day.vietnamese());
            let message = say!("hai khung giờ {one} và {two} {day} chồng nhau: mỗi buổi dài tới {longest}"; "the slots {one} and {two} overlap: a programme may last {longest}");
            keys.report(Diagnostic::new(keys.code(), message), span.clone());
        }
        if let Some(hours) = radio.blocked_hours.iter().find(|hours| hours.meets(slot.day, slot.at, longest)) {
            let (time, from, to, day) = (slot.at, hours.from, hours.to, slot.day.vietnamese());
            let message = say!("khung giờ {time} {day} chạm vào giờ không phát {from}-{to}: mỗi buổi dài tới {longest}"; "the slot {time} runs into the blocked hours {from}-{to}: a programme may last {longest}");
            keys.report(Diagnostic::new(keys.code(), message), span.clone());
        }
    }
}

/// `"05:00-05:30"` every day, `"sun 17:00-17:30"` on Sundays.
fn blocked_hours(text: &str) -> Option<BlockedHours> {
    let (day, hours) = match text.split_once(' ') {
        Some((day, hours)) => (Some(day.parse().ok()?), hours),
        None => (None, text),
    };
    let (from, to) = hours.split_once(['-', '–'])?;
    let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    (from < to).then_some(BlockedHours { day, from, to })
}

/// The cues of a station that has named none.
pub(super) fn usual_cues() -> BTreeMap<String, Option<Cue>> {
    CUES.iter()
        .map(|(name, text, length)| (name[0].to_owned(), Some(Cue { text: (*text).to_owned(), length: *length })))
        .collect()
}

/// A cue is a text, or `{ text, seconds }`; an empty text is no cue.
fn cue(cues: &mut Fields<'_>, name: Name, usual: Millis) -> Option<Option<Cue>> {
    if cues.is_table(name) {
        return cues.table(name, |keys| {
            let text = keys.required(&["text"]).unwrap_or_default();
            let seconds = keys.integer(&["seconds"], 0..=120).and_then(|n| u32::try_from(n).ok());
            let length = seconds.map_or(usual, Millis::from_seconds);
            (!text.is_empty()).then_some(Cue { text, length })
        });
    }
    let text = cues.text(name)?;
    Some((!text.trim().is_empty()).then(|| Cue { text: text.trim().to_owned(), length: usual }))
}

fn lengths(radio: &mut Radio, keys: &mut Fields<'_>) {
    for (name, value) in [(&["slot_min"] as Name, &mut radio.slot_min), (&["slot_max"], &mut radio.slot_max)] {
        let Some(node) = keys.take(name) else { continue };
        let length = match &node.value {
            Value::Text(text) => Millis::from_clock(text),
            _ => None,
        };
        if let Some(length) = length.or_else(|| {
            keys.wrong(
                name,
                node,
                "phút:giây trong ngoặc kép, ví dụ \"5:00\"",
                "minutes:seconds in quotes, as in \"5:00\"",
            )
        }) {
            *value = length;
        }
    }
    if radio.slot_min >= radio.slot_max {
        let (low, high) = (radio.slot_min, radio.slot_max);
        let message = say!("`slot_min` ({low}) phải nhỏ hơn `slot_max` ({high})"; "`slot_min` ({low}) must be less than `slot_max` ({high})");
        let span = keys.span();
        keys.report(Diagnostic::new(keys.code(), message), span);
    }
}

fn rates(keys: &mut Fields<'_>) -> Option<Band> {
    let (mut low, mut likely, mut high) = RATES;
    let given = keys.table(&["rate"], |rate| {
        for (name, value) in [(&["low"] as Name, &mut low), (&["likely"], &mut likely), (&["high"], &mut high)] {
            if let Some(number) = rate.integer(name, 60..=400).and_then(|n| u16::try_from(n).ok()) {
                *value = number;
            }
        }
        if !(low <= likely && likely <= high) {
            let message = say!("tốc độ phải tăng dần: low ≤ likely ≤ high"; "rates must rise: low ≤ likely ≤ high");
            let span = rate.span();
            rate.report(Diagnostic::new(rate.code(), message), span);
        }
    });
    given.map(|()| Band::from_rates(low, likely, high))
}

fn slot(keys: &mut Fields<'_>) -> Option<SlotRule> {
    let mut part = |name: Name, vi: &str, en: &str, good: &dyn Fn(&str) -> bool| {
        let Some(node) = keys.take(name) else {
            keys.missing(name);
            return None;
        };
        match &node.value {
            Value::Text(text) if good(text) => Some(text.clone()),
            _ => keys.wrong(name, node, vi, en),
        }
    };
    let day = part(
        &["day"],
        "một trong: mon, tue, wed, thu, fri, sat, sun",
        "one of: mon, tue, wed, thu, fri, sat, sun",
        &|text| text.parse::<Weekday>().is_ok(),
    );
    let at = part(&["at"], "giờ:phút, ví dụ \"17:00\"", "hours:minutes, as in \"17:00\"", &|text| {
        text.parse::<TimeOfDay>().is_ok()
    });
    let cluster = keys.text(&["cluster"]).unwrap_or_default();
    Some(SlotRule { day: day?.parse().ok()?, at: at?.parse().ok()?, cluster })
}

fn announcer(keys: &mut Fields<'_>, ids: &mut BTreeSet<String>) -> Announcer {
    let measured = crate::speech::Pace::MEASURED;
    let mut pauses: Pauses = measured.pauses;
    keys.table(&["pauses"], |keys| {
        for (name, value) in [
            (&["comma"] as Name, &mut pauses.comma),
            (&["clause"], &mut pauses.clause),
            (&["sentence"], &mut pauses.sentence),
            (&["paragraph"], &mut pauses.paragraph),
        ] {
            if let Some(millis) = keys.integer(name, 0..=10_000).and_then(|n| u32::try_from(n).ok()) {
                *value = Millis(millis);
            }
        }
    });
    let id = keys.required(&["id"]).unwrap_or_default();
    if !id.is_empty() && !ids.insert(id.clone()) {
        let message = say!("hai phát thanh viên cùng mã `{id}`"; "two announcers have the id `{id}`");
        let span = keys.span();
        keys.report(Diagnostic::new(keys.code(), message), span);
    }
    Announcer {
        id,
        name: keys.text(&["name"]).unwrap_or_default(),
        articulation: keys
            .integer(&["articulation"], 100..=500)
            .and_then(|n| u16::try_from(n).ok())
            .unwrap_or(measured.articulation),
        pauses,
    }
}

/// Slots for a station that has named none: spread over the week, in the afternoon hour after work.
fn default_slots(per_week: u32) -> Vec<SlotRule> {
    const ORDER: [Weekday; 7] = [
        Weekday::Tuesday,
        Weekday::Friday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Monday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    let at = TimeOfDay { hour: 17, minute: 0 };
    ORDER.iter().take(per_week as usize).map(|day| SlotRule { day: *day, at, cluster: String::new() }).collect()
}
