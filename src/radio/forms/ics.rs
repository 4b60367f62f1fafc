//! `schedule.ics`: the plan for a calendar (RFC 5545).
//!
//! Written by hand: the format takes two rules, folding and escaping, which the tests below hold; a crate would bring a
//! second library of dates, and would still want this zone, these stamps and these ids spelled out.

use std::fmt::Write as _;

use super::{numbered_title, state, timed};
use crate::base::{Date, Fingerprint};
use crate::radio::{Item, Programme, Schedule};

/// What a calendar says besides the plan.
#[derive(Debug, Clone, Copy)]
pub struct Calendar<'a> {
    pub station: &'a str,
    /// Of the site's address: with a slot's time and cluster it makes an event's own id, the same in every build.
    pub host: &'a str,
    /// The day of the plan. Events are stamped with its midnight, so that a calendar that takes the file in anew on a
    /// later day sees that the event is newer, and a build on the same day gives the same bytes.
    pub today: Date,
}

/// Viet Nam has had one time since 13 June 1975, without summer time. Slots are told in it, wherever the program runs.
const ZONE: &str = "Asia/Ho_Chi_Minh";
const ZONE_LINES: [(&str, &str); 8] = [
    ("BEGIN", "VTIMEZONE"),
    ("TZID", ZONE),
    ("BEGIN", "STANDARD"),
    ("DTSTART", "19750613T000000"),
    ("TZOFFSETFROM", "+0800"),
    ("TZOFFSETTO", "+0700"),
    ("END", "STANDARD"),
    ("END", "VTIMEZONE"),
];

/// The longest line in bytes, its end not counted.
const LONGEST: usize = 75;

impl Schedule {
    /// `schedule.ics`: an event for each programme, tentative until its slot is fixed.
    #[must_use]
    pub fn ics(&self, calendar: &Calendar<'_>) -> String {
        let mut file = String::new();
        let name = escaped(&format!("Lịch phát thanh – {}", calendar.station));
        let head = [
            ("BEGIN", "VCALENDAR"),
            ("VERSION", "2.0"),
            ("PRODID", "-//Loa//Lịch phát thanh//VI"),
            ("CALSCALE", "GREGORIAN"),
            ("METHOD", "PUBLISH"),
            ("X-WR-CALNAME", &name),
        ];
        for (key, value) in head.into_iter().chain(ZONE_LINES) {
            line(&mut file, key, value);
        }
        for programme in self.programmes() {
            event(&mut file, programme, calendar);
        }
        line(&mut file, "END", "VCALENDAR");
        file
    }
}

fn event(file: &mut String, programme: &Programme, calendar: &Calendar<'_>) {
    let slot = &programme.slot;
    let (hour, minute) = (slot.time.hour, slot.time.minute);
    let seconds = programme.length.likely.seconds();
    let place = if slot.cluster.is_empty() { calendar.station } else { &slot.cluster };
    line(file, "BEGIN", "VEVENT");
    line(file, "UID", &escaped(&format!("{}@{}", uid(programme), calendar.host)));
    line(file, "DTSTAMP", &format!("{}T000000Z", basic(calendar.today)));
    line(file, &format!("DTSTART;TZID={ZONE}"), &format!("{}T{hour:02}{minute:02}00", basic(slot.date)));
    line(file, "DURATION", &format!("PT{}M{}S", seconds / 60, seconds % 60));
    line(file, "SUMMARY", &escaped(&programme.title));
    line(file, "LOCATION", &escaped(place));
    line(file, "STATUS", if programme.fixed { "CONFIRMED" } else { "TENTATIVE" });
    line(file, "DESCRIPTION", &escaped(&description(programme)));
    line(file, "END", "VEVENT");
}

/// Of the slot and not of its pages: where these change, a calendar changes the event that it has, and does not keep the
/// old one beside a new one. No two programmes have the same slot.
fn uid(programme: &Programme) -> String {
    let slot = &programme.slot;
    let time = format!("{}-{:02}{:02}", slot.date, slot.time.hour, slot.time.minute);
    if slot.cluster.is_empty() {
        return time;
    }
    // Clusters are named by people: two names that are written alike must not become one.
    let mut print = Fingerprint::of(slot.cluster.as_bytes()).to_string();
    print.truncate(8);
    format!("{time}-{print}")
}

fn description(programme: &Programme) -> String {
    let length = programme.length;
    let fixed = if programme.fixed { "đã chốt lịch" } else { "lịch dự kiến" };
    let mut text = format!(
        "{}; {fixed}.\nDài {} khi đọc vừa, {} khi đọc nhanh, {} khi đọc chậm.",
        state(&programme.approval),
        length.likely,
        length.low,
        length.high
    );
    for (start, item) in timed(programme) {
        if let (Some(title), Item::Segment { likely, .. }) = (numbered_title(item), item) {
            // Writing to a text cannot fail.
            let _ = write!(text, "\n{start} {title} (dài {likely})");
        }
    }
    text
}

/// `20261124`
fn basic(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// Text as a value: line ends and the marks that part values are written with a backslash.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            '\t' => value.push(' '),
            c if c.is_control() => {}
            c => value.push(c),
        }
    }
    value
}

/// Writes a line, folded: what is longer goes on in the next, after a space; never within a letter.
fn line(file: &mut String, key: &str, value: &str) {
    let mut width = 0;
    for c in key.chars().chain([':']).chain(value.chars()) {
        if width + c.len_utf8() > LONGEST {
            file.push_str("\r\n ");
            width = 1;
        }
        file.push(c);
        width += c.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A calendar's lines as they were before folding.
    pub fn unfolded(file: &str) -> Vec<(String, String)> {
        assert!(file.ends_with("\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']), "{file:?}");
        assert!(file.split("\r\n").all(|line| line.len() <= LONGEST), "{file}");
        let part = |line: &str| line.split_once(':').map(|(key, value)| (key.to_owned(), value.to_owned()));
        file.replace("\r\n ", "").lines().map(|line| part(line).expect("a key and a value")).collect()
    }

    /// What a reader makes of a value.
    pub fn plain(value: &str) -> String {
        let mut text = String::new();
        let mut chars = value.chars();
        while let Some(c) = chars.next() {
            match (c, if c == '\\' { chars.next() } else { None }) {
                (_, Some('n' | 'N')) => text.push('\n'),
                (_, Some(mark)) => text.push(mark),
                _ => {
                    assert!(!matches!(c, ';' | ','), "a bare mark in {value:?}");
                    text.push(c);
                }
            }
        }
        text
    }

    #[test]
    fn marks_and_line_ends_are_escaped() {
        assert_eq!(escaped("Một, hai; ba\\bốn\r\nnăm\u{7}:"), "Một\\, hai\\; ba\\\\bốn\\nnăm:");
    }

    #[test]
    fn a_line_of_exactly_the_longest_is_not_folded() {
        let mut file = String::new();
        line(&mut file, "A", &"x".repeat(LONGEST - 2));
        line(&mut file, "B", &"x".repeat(LONGEST - 1));
        assert_eq!(file, format!("A:{}\r\nB:{}\r\n x\r\n", "x".repeat(LONGEST - 2), "x".repeat(LONGEST - 2)));
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back(text in "[ -~à-ỹĐđ\n\u{1f4e2},;:\\\\]{0,300}") {
            let mut file = String::new();
            line(&mut file, "SUMMARY", &escaped(&text));
            let lines = unfolded(&file);
            prop_assert_eq!(lines.len(), 1);
            prop_assert_eq!(plain(&lines[0].1), text);
        }
    }
}
