//! The station's set phrases with their placeholders filled in.

use super::station::Station;
use crate::base::Date;
use crate::config::{Cue, Phrase};

/// A phrase of the station with these values, besides those that every phrase may use.
#[must_use]
pub fn phrase(station: &Station<'_>, phrase: Phrase, values: &[(&str, &str)]) -> String {
    words(station, station.radio.phrases.get(phrase), values)
}

/// Any words with these values, besides those that every phrase may use.
#[must_use]
pub fn words(station: &Station<'_>, words: &str, values: &[(&str, &str)]) -> String {
    let phrases = &station.radio.phrases;
    let always = [
        ("station", station.radio.station.as_str()),
        ("unit", station.unit),
        ("listeners", phrases.listeners()),
        ("greeting", phrases.get(Phrase::Greeting)),
    ];
    let all: Vec<(&str, &str)> = values.iter().copied().chain(always).collect();
    // A greeting may name the listeners or the unit in its turn.
    fill(&fill(words, &all), &always[..3])
}

/// A phrase about a day, which may also use `{weekday}` and `{date}`. `ngày` is not doubled where the phrase and the
/// date both bring it.
#[must_use]
pub fn dated(station: &Station<'_>, phrase: Phrase, date: Date) -> String {
    let day = format!("{} tháng {} năm {}", date.day(), date.month(), date.year());
    let full = format!("ngày {day}");
    let text = station.radio.phrases.get(phrase);
    let text = text.replace("ngày {date}", "{full}").replace("Ngày {date}", "Ngày {day}").replace("{date}", "{full}");
    words(station, &text, &[("weekday", date.weekday().vietnamese()), ("full", &full), ("day", &day)])
}

/// Fills in `{name}`s. A value that ends its own sentence takes the place of the full stop after it; one that begins
/// a sentence gets a capital. Unknown names stay.
#[must_use]
pub fn fill(phrase: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(phrase.len() + 32);
    let mut rest = phrase;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let known = after.split_once('}').and_then(|(name, after)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (value.trim(), after))
        });
        let Some((value, after)) = known else {
            out.push('{');
            rest = after;
            continue;
        };
        let value = value.trim_end_matches([',', ';', ':']);
        let begins = matches!(out.trim_end().chars().next_back(), None | Some('.' | '?' | '!'));
        let mut letters = value.chars();
        match letters.next() {
            Some(first) if begins => {
                out.extend(first.to_uppercase());
                out.push_str(letters.as_str());
            }
            _ => out.push_str(value),
        }
        rest = if value.ends_with(['.', '?', '!', '…']) { after.strip_prefix('.').unwrap_or(after) } else { after };
    }
    out.push_str(rest);
    out
}

/// The cue of that name; `None` where the ward has set it empty.
#[must_use]
pub fn cue(station: &Station<'_>, name: &str) -> Option<Cue> {
    station.radio.cues.get(name).cloned().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_once_and_begin_with_a_capital() {
        let title = [("title", "Ai gọi đó?"), ("listeners", "bà con")];
        assert_eq!(fill("Mời nghe bài: {title}. Hết.", &title), "Mời nghe bài: Ai gọi đó? Hết.");
        assert_eq!(fill("{title} {other} {", &title), "Ai gọi đó? {other} {");
        assert_eq!(fill("{listeners} nghe. {listeners} ơi, {listeners}!", &title), "Bà con nghe. Bà con ơi, bà con!");
    }
}
