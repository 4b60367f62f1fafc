//! Who issued a document and when, where the sentence says so before it names the document:
//! `Ngày 30/4/2026, Chính phủ đã ban hành Nghị định số 142/2026/NĐ-CP`.

use super::cursor::{Cursor, same, starts_upper};
use super::date::day;
use super::document::Document;
use super::issuer::{issuer, official};
use crate::base::Date;

/// What an issuer does to a document, and words that may stand before it. Longer ones first.
const VERBS: &[&str] = &["ký ban hành", "ban hành", "thông qua", "ký", "có", "ra"];
const HELPERS: &[&str] =
    &["mới đây", "đã", "vừa", "mới", "chính thức", "biểu quyết", "nhất trí", "tiếp tục", "cũng", "các"];

/// Words that begin the day on which something was done.
const DAYS: &[&str] = &["ngày", "sáng", "trưa", "chiều", "tối", "hôm"];

/// How far before the document its issuer and the day may stand, in bytes.
const REACH: usize = 160;

/// Adds to a document that begins at `start` the issuer and the day that stand before it, and the day behind it where only
/// the verb shows that it is that of the signature: `ký Quyết định 367/QĐ-TTg hôm 28/02/2026`. Says too little where the
/// document itself has said it already.
pub(super) fn complete(start: usize, look: &mut Cursor<'_>, document: &mut Document) {
    if document.back || document.doubtful || document.issuer.is_some() {
        return;
    }
    let Some(end) = verb(look.text, start, document.number.is_some()) else { return };
    let Some((from, name)) = subject(look.text, end) else { return };
    document.issuer = Some(name);
    if document.date.is_some() {
        return;
    }
    let mut behind = *look;
    behind.take_any(&["vào", "hôm"]);
    if behind.at > look.at
        && (behind.take("ngày") || behind.blanks().peek().is_some_and(|c| c.is_ascii_digit()))
        && let Some(date) = day(&mut behind)
    {
        document.date = date;
        *look = behind;
    } else {
        document.date = day_before(look.text, from);
    }
}

/// Where the verb of issuing begins that ends at `at`, with its helpers.
fn verb(text: &str, at: usize, numbered: bool) -> Option<usize> {
    let at = words_before(text, at, &["các"]).unwrap_or(at);
    let verbs = if numbered { VERBS } else { &VERBS[..4] };
    let mut at = words_before(text, at, verbs)?;
    while let Some(before) = words_before(text, at, HELPERS) {
        at = before;
    }
    Some(at)
}

/// Where the first of the phrases begins that ends at `at`.
fn words_before(text: &str, at: usize, phrases: &[&str]) -> Option<usize> {
    phrases.iter().find_map(|phrase| {
        let mut at = at;
        for wanted in phrase.rsplit(' ') {
            let (word, start) = Cursor::word_before(text, at);
            if !same(word, wanted) {
                return None;
            }
            at = start;
        }
        Some(at)
    })
}

/// The body whose name ends at `end`, perhaps with the name of its head behind it, and where it begins.
fn subject(text: &str, end: usize) -> Option<(usize, String)> {
    let end = text[..end].trim_end().len();
    let mut floor = end.saturating_sub(REACH);
    while !text.is_char_boundary(floor) {
        floor -= 1;
    }
    let starts: Vec<usize> = text[floor..end]
        .char_indices()
        .map(|(at, _)| floor + at)
        .filter(|at| !text[..*at].ends_with(char::is_alphanumeric))
        .collect();
    let whole = |at: &usize, official_only: bool| {
        let mut look = Cursor::new(&text[..end], *at);
        // Names of other bodies run on, so they must begin where a clause does.
        let clause = text[..*at].trim_end().ends_with([',', '.', ';', ':', '\n', '-']) || text[..*at].trim().is_empty();
        let name = if official_only { official(&mut look)? } else { issuer(&mut look).filter(|_| clause)? };
        ends_or_named(look).then_some((*at, name))
    };
    starts.iter().find_map(|at| whole(at, false).or_else(|| whole(at, true)))
}

/// Nothing follows, or the name of a person: `Thủ tướng Chính phủ Phạm Minh Chính`.
fn ends_or_named(mut look: Cursor<'_>) -> bool {
    for _ in 0..5 {
        let (word, after) = look.next_word();
        if word.is_empty() {
            break;
        }
        if !starts_upper(word) {
            return false;
        }
        look = after;
    }
    look.rest().trim().is_empty()
}

/// The day that ends before `at`: `Ngày 30/4/2026, …`, also with a place between, `…, tại kỳ họp thứ 10, …`.
fn day_before(text: &str, at: usize) -> Option<Date> {
    let mut floor = at.saturating_sub(REACH);
    while !text.is_char_boundary(floor) {
        floor -= 1;
    }
    let starts = text[floor..at].char_indices().rev().map(|(place, _)| floor + place);
    for start in starts.filter(|start| !text[..*start].ends_with(char::is_alphanumeric)) {
        let mut look = Cursor::new(&text[..at], start);
        if look.take_any(DAYS).is_none() {
            continue;
        }
        look.take("ngày");
        let Some(Some(date)) = day(&mut look) else { continue };
        look.mark(&[',']);
        let between = look.rest().trim();
        let place = look.take_any(&["tại", "trong", "với", "sau khi", "thay mặt", "ông", "đồng chí"]).is_some();
        return (between.is_empty() || place && !between.contains(['.', ';'])).then_some(date);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::Memory;
    use crate::law::Finder;

    #[test]
    fn issuer_and_day_before_the_document() {
        for (text, date, issuer) in [
            ("Ngày 30/4/2026, Chính phủ ban hành Nghị định số 142/2026/NĐ-CP.", Some("2026-04-30"), Some("Chính phủ")),
            ("Thủ tướng Chính phủ Phạm Minh Chính vừa ký Quyết định số 1/QĐ-TTg.", None, Some("Thủ tướng Chính phủ")),
            ("Chủ tịch UBND tỉnh Cà Mau đã có Công văn số 5/UBND-VX.", None, Some("Chủ tịch UBND tỉnh Cà Mau")),
            ("Chính phủ sẽ ban hành Nghị định số 1/2027/NĐ-CP.", None, None),
            ("UBND phường thực hiện Quyết định số 1/QĐ-TTg.", None, None),
            ("Bà con có Luật Đất đai để dựa vào.", None, None),
        ] {
            let found = Finder::new(&[]).find(text, &mut Memory::default());
            assert_eq!(found[0].date.map(|date| date.to_string()).as_deref(), date, "{text}");
            assert_eq!(found[0].issuer.as_deref(), issuer, "{text}");
        }
    }
}
