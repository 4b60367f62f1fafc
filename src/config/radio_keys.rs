//! Reads the `[radio]` keys of `loa.toml`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Announcer, Frame, Radio, SlotRule, Unit};
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
        repeat_after_days: REPEAT_AFTER_DAYS,
        band: Band::from_rates(RATES.0, RATES.1, RATES.2),
        opening: String::new(),
        closing: String::new(),
        bridges: Vec::new(),
        cues: BTreeMap::new(),
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
    radio.slots = keys.tables(&["slots"], slot).into_iter().flatten().collect();
    for (text, span) in keys.texts(&["blocked"]) {
        match text.parse::<Date>() {
            Ok(day) => radio.blocked.push(day),
            Err(_) => {
                let problem = Diagnostic::new(
                    keys.code(),
                    say!("`{text}` không phải ngày, ví dụ 2026-11-22"; "`{text}` is not a date, as in 2026-11-22"),
                );
                keys.report(problem, span);
            }
        }
    }
    let mut ids = BTreeSet::new();
    radio.announcers = keys.tables(&["announcers"], |keys| announcer(keys, &mut ids));
    let measured = Band::of_announcers(&radio.announcers.iter().map(Announcer::pace).collect::<Vec<_>>());
    if let Some(band) = rates(keys).or(measured) {
        radio.band = band;
    }
    radio.opening = keys.text(&["opening"]).unwrap_or_default();
    radio.closing = keys.text(&["closing"]).unwrap_or_default();
    radio.bridges = keys.texts(&["bridges"]).into_iter().map(|(text, _)| text).collect();
    keys.table(&["cues"], |cues| {
        for entry in cues.rest() {
            match &entry.node.value {
                Value::Text(text) => drop(radio.cues.insert(entry.key.clone(), text.clone())),
                _ => drop(cues.wrong::<()>(&["cues"], &entry.node, "chuỗi chữ", "text")),
            }
        }
    });
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
