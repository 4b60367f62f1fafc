//! Numbers of documents: `134/2025/QH15`, `367/QĐ-TTg`, `57-NQ/TW`, `213 /KH-UBND`, `142/2026/nđ–cp`.

use super::cursor::{Cursor, all_upper};
use super::kinds::{Kind, SIGNS};

/// A number as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// As it must be written: `213/KH-UBND`.
    pub text: String,
    /// The running number alone: 213.
    pub running: u32,
    pub year: Option<u32>,
    /// Whether it ends in the signs of kind and issuer, so that it names a document by itself.
    pub signed: bool,
    /// The kind that its signs tell.
    pub kind: Option<Kind>,
}

/// Signs of issuers whose letters are not all capitals.
const MIXED: &[&str] = &["TTg", "TTr", "CTr", "CTrHĐ", "QyĐ"];

/// Second groups that show, in small letters too, that a number is meant.
const ISSUERS: &[&str] = &["CP", "TTG", "UBND", "HĐND", "TW", "CTN", "VPCP", "VPQH", "HĐTP", "NHNN", "TU", "ĐU"];

/// Contracts, permits, records: papers, and no documents that are cited.
const NO_DOCUMENTS: &[&str] =
    &["HĐ", "HĐLĐ", "HĐKT", "HĐMB", "HĐTV", "HĐDV", "BBNT", "ĐKKD", "GCN", "GPXD", "GP", "HS", "PN", "PX"];

/// Reads a number; `named` when a kind or `số` stands before it, so that unusual signs are believed.
pub(super) fn number(cursor: &mut Cursor<'_>, named: bool) -> Option<Number> {
    let mut look = *cursor;
    let start = look.at;
    let running = look.digits(5)?;
    let mut text = look.text[start..look.at].to_owned();
    // `66.7/2025/NQ-CP`: the seventh that follows from resolution 66.
    let mut part = look;
    if part.rest().starts_with('.') {
        part.at += 1;
        if let Some(of) = part.digits(2).filter(|_| part.rest().starts_with("/20")) {
            look.at = part.at;
            text = format!("{text}.{of}");
        }
    }
    // `15a/2020/…`, and never a word that follows.
    if let Some(letter) = look.peek().filter(char::is_ascii_lowercase)
        && look.rest()[1..].starts_with(['/', ' '])
        && look.rest()[1..].trim_start().starts_with('/')
    {
        look.at += 1;
        text.push(letter);
    }
    let digits_end = look.at;
    let bare = Number { text: text.clone(), running, year: None, signed: false, kind: None };
    // `57-NQ/TW`: the sign of the kind before the stroke.
    if let Some(party) = party(&mut look, &bare, named) {
        *cursor = look;
        return Some(party);
    }
    look.at = digits_end;
    // `05 2025/TTLT-BCA`: a blank for the first stroke.
    let mut gap = look;
    let apart = named
        && look.rest().starts_with(' ')
        && gap.blanks().digits(4).is_some_and(|year| (1945..2100).contains(&year))
        && gap.rest().starts_with('/');
    if look.mark(&['/']).is_none() && !apart {
        cursor.at = digits_end;
        return named.then_some(bare);
    }
    let mut year = None;
    let mut signs_at = look;
    let mut whole = look;
    if let Some(number) = whole.blanks().digits(4).filter(|year| (1945..2100).contains(year)) {
        year = Some(number);
        look = whole;
        signs_at = whole;
        if signs_at.mark(&['/']).is_none() && signs_at.mark(&['-', '–']).is_none() {
            cursor.at = look.at;
            return named.then(|| Number { text: format!("{text}/{number}"), year, ..bare });
        }
    }
    let Some((signs, kind)) = signs(&mut signs_at, named, year.is_some()) else {
        let year = year.filter(|_| named)?;
        cursor.at = look.at;
        return Some(Number { text: format!("{text}/{year}"), year: Some(year), ..bare });
    };
    text.push('/');
    if let Some(year) = year {
        text.push_str(&year.to_string());
        text.push('/');
    }
    text.push_str(&signs);
    cursor.at = signs_at.at;
    Some(Number { text, running, year, signed: true, kind })
}

/// `57-NQ/TW`; behind a kind also what older documents bear, `64-CP`, `14-HĐBT`, and signs that are not in the table.
fn party(look: &mut Cursor<'_>, bare: &Number, named: bool) -> Option<Number> {
    let hyphen = look.at;
    look.mark(&['-', '–', '.'])?;
    let close = look.at <= hyphen + 3 && !look.rest().starts_with(' ');
    let word = look.blanks().letters();
    let plain = with_strokes(word);
    let known = SIGNS.iter().find(|(sign, _)| *sign == word || all_upper(word) && upper(sign) == plain);
    if known.is_none() && !(named && close && all_upper(word) && word.chars().count() <= 6) {
        return None;
    }
    let sign = known.map_or(word, |(sign, _)| *sign);
    look.at += word.len();
    let mut text = format!("{}-{sign}", bare.text);
    let mut further = *look;
    if further.mark(&['/']).is_some() && all_upper(further.blanks().letters()) {
        let issuer = further.letters();
        further.at += issuer.len();
        text = format!("{text}/{issuer}{}", division(&mut further));
        *look = further;
        more_groups(look, &mut text);
    } else if !(named && close) || look.rest().starts_with(char::is_alphanumeric) {
        return None;
    }
    Some(Number { text, signed: true, kind: known.map(|(_, kind)| *kind), ..bare.clone() })
}

/// `ND` and `QD` as they are written where a keyboard has no `Đ`.
fn with_strokes(sign: &str) -> String {
    sign.replace("ND", "NĐ").replace("QD", "QĐ")
}

fn upper(sign: &str) -> String {
    sign.to_uppercase()
}

/// `NĐ-CP`, `QH15`, `UBND-VX`: groups of capitals; the first must be a known sign or look like an agency.
fn signs(cursor: &mut Cursor<'_>, named: bool, dated: bool) -> Option<(String, Option<Kind>)> {
    let mut look = *cursor;
    let word = look.blanks().letters();
    if word.is_empty() || word.len() > 24 {
        return None;
    }
    let loud = upper(word);
    look.at += word.len();
    // `QH15`, `UBTVQH14`
    if loud == "QH" || loud == "UBTVQH" || loud == "QHH" {
        let term = look.blanks().digits(2)?;
        let kind = if loud == "UBTVQH" { Kind::Ordinance } else { Kind::Law };
        *cursor = look;
        return Some((format!("{}{term}", if loud == "QHH" { "QH" } else { &loud }), Some(kind)));
    }
    let plain = with_strokes(&loud);
    let known = SIGNS
        .iter()
        .find(|(sign, _)| *sign == word || upper(sign) == loud)
        .or_else(|| SIGNS.iter().find(|(sign, _)| matches!(*sign, "NĐ" | "QĐ") && *sign == plain));
    if known.is_none()
        && let Some((text, kind)) = joined(&loud)
    {
        *cursor = look;
        return Some((text, Some(kind)));
    }
    let mut text = known.map_or_else(|| word.to_owned(), |(sign, _)| (*sign).to_owned());
    let digits = division(&mut look);
    text.push_str(digits);
    let before = look.at;
    more_groups(&mut look, &mut text);
    let second = text.split(['-', '/']).nth(1).unwrap_or_default();
    let two = look.at > before && !second.is_empty();
    let shown = all_upper(word) || MIXED.contains(&word) || word == "L" || !digits.is_empty() && word == loud;
    let good = match (known, shown) {
        (Some((_, kind)), true) => two || (named || dated && *kind != Kind::Text) && text != "L",
        // In small letters both groups must be known.
        (Some(_), false) => two && ISSUERS.contains(&upper(second).as_str()),
        (None, true) if NO_DOCUMENTS.contains(&word) => false,
        (None, true) if word.chars().count() < 3 => named || two && !digits.is_empty(),
        (None, true) => two || named,
        (None, false) => false,
    };
    if !good {
        return None;
    }
    *cursor = look;
    Some((text, known.map(|(_, kind)| *kind)))
}

/// `QĐTTg`: signs of kind and issuer without a hyphen.
fn joined(loud: &str) -> Option<(String, Kind)> {
    SIGNS.iter().find_map(|(sign, kind)| {
        let rest = loud.strip_prefix(upper(sign).as_str())?;
        let issuer = ISSUERS.iter().find(|issuer| **issuer == rest && rest.len() > 1)?;
        let issuer = if *issuer == "TTG" { "TTg" } else { issuer };
        Some((format!("{sign}-{issuer}"), *kind))
    })
}

/// Further groups, `-CP`, ` – TTg`, `-BCA-BQP`, `/TW`.
fn more_groups(look: &mut Cursor<'_>, text: &mut String) {
    for _ in 0..6 {
        let mut next = *look;
        let Some(mark) = next.mark(&['-', '–', '/', '&', '.']) else { return };
        // `Số: 12/KH-UBND - Ngày …`: a word that is no sign ends the number; a full stop and `&` join nothing apart.
        if matches!(mark, '.' | '&') && (next.at != look.at + 1 || next.letters().is_empty()) {
            return;
        }
        let word = next.blanks().letters();
        let loud = upper(word);
        let good = all_upper(word)
            || MIXED.contains(&word)
            || ISSUERS.contains(&loud.as_str())
            || word.len() == 1 && word == loud && next.at == look.at + 1
            || next.at == look.at + 1
                && word.chars().count() >= 2
                && word.chars().filter(|c| c.is_uppercase()).count() >= 2;
        if word.is_empty() || !good {
            return;
        }
        next.at += word.len();
        if (loud == "QH" || loud == "UBTVQH")
            && let Some(term) = next.digits(2)
        {
            text.push_str(&format!("-{loud}{term}"));
            *look = next;
            continue;
        }
        text.push(if mark == '–' { '-' } else { mark });
        let mixed = MIXED.iter().find(|sign| upper(sign) == loud);
        match (mixed, loud == word) {
            (Some(sign), _) => text.push_str(sign),
            (None, true) => text.push_str(word),
            (None, false) if ISSUERS.contains(&loud.as_str()) => text.push_str(&loud),
            (None, false) => text.push_str(word),
        }
        text.push_str(division(&mut next));
        *look = next;
    }
}

/// The digits behind the letters of an agency: `C06`, `PV01`, `BCĐ138`.
fn division<'t>(look: &mut Cursor<'t>) -> &'t str {
    let rest = look.rest();
    let count = rest.bytes().take_while(u8::is_ascii_digit).count();
    let digits = if count > 3 { "" } else { &rest[..count] };
    look.at += digits.len();
    digits
}

/// A number as it is looked up: capitals, no leading zeros.
pub(crate) fn number_key(number: &str) -> String {
    number.trim_start_matches('0').to_uppercase().replace('–', "-").split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_shape() {
        for (text, expected) in [
            ("134/2025/QH15", "134/2025/QH15"),
            ("213 /KH-UBND", "213/KH-UBND"),
            ("367 / QĐ - TTg của", "367/QĐ-TTg"),
            ("142/2026/nđ–cp", "142/2026/NĐ-CP"),
            ("367/QĐ-TTG", "367/QĐ-TTg"),
            ("57-NQ/TW ngày", "57-NQ/TW"),
            ("1686/NQ-UBTVQH15", "1686/NQ-UBTVQH15"),
            ("01/2021/TTLT-BCA-BQP", "01/2021/TTLT-BCA-BQP"),
            ("512/UBND-VX", "512/UBND-VX"),
            ("15/2025/L-CTN", "15/2025/L-CTN"),
            ("142/2026/ND-CP", "142/2026/NĐ-CP"),
            ("12/2026/QĐ-UBND.", "12/2026/QĐ-UBND"),
            ("89-QD/TW", "89-QĐ/TW"),
            ("456/CAT-PV01 ngày", "456/CAT-PV01"),
            ("1187/C06-TTDLDC", "1187/C06-TTDLDC"),
        ] {
            assert_eq!(number(&mut Cursor::new(text, 0), false).map(|found| found.text).as_deref(), Some(expected));
        }
        for (text, expected) in [
            ("64-CP ngày", "64-CP"),
            ("789-QĐNS/TW", "789-QĐNS/TW"),
            ("97/QP của", "97/QP"),
            ("05 2025/TTLT-BCA", "05/2025/TTLT-BCA"),
        ] {
            assert_eq!(number(&mut Cursor::new(text, 0), true).map(|found| found.text).as_deref(), Some(expected));
        }
        for text in ["64-CP", "28/02/2026", "24/7", "15/QH là", "40 km/h", "1/500", "7", "2026/2030"] {
            assert_eq!(number(&mut Cursor::new(text, 0), false), None, "{text}");
        }
    }
}
