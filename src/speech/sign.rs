//! The number and sign of a document, taken apart: `142/2026/NĐ-CP`, `57-NQ/TW`, `66.6/2025/NQ-CP`.

use crate::speech::alphabet;
use crate::speech::date;
use crate::speech::number;
use crate::speech::rule::{Line, same};
use crate::speech::spoken::Confidence;
use crate::speech::token::{Case, Kind};
use crate::speech::vocabulary::{ISSUERS, KINDS, abbreviations};

/// What a number and sign say.
pub(crate) struct Sign {
    pub end: usize,
    /// Empty where the draft has none yet: `Số: /KH-UBND`.
    pub number: String,
    pub year: Option<String>,
    pub kind: Option<&'static str>,
    pub issuer: Option<String>,
    pub confidence: Confidence,
}

impl Sign {
    /// The sign that begins at a number, or at the slash or the dots that hold its place.
    pub fn parse(line: &Line<'_>, at: usize) -> Option<Self> {
        let (mut place, number) = numbered(line, at)?;
        let mut year = None;
        let slash = line.str(place) == "/";
        if slash
            && line.str(place + 2) == "/"
            && let Some(digits) = line.digits(place + 1)
        {
            year = Some(date::year(digits, line.style)?);
            place += 2;
        }
        if !slash && line.str(place) != "-" || line.kind(place + 1) == Kind::Space && year.is_none() {
            return None;
        }
        let (end, parts) = parts(line, line.skip(place + 1))?;
        let party = !slash;
        let mut kind = KINDS.iter().find(|(sign, _)| same_sign(parts[0].0, sign)).map(|(_, name)| *name);
        if party && kind == Some("Thông tư") {
            kind = Some("Thông tri");
        }
        let signed = &parts[usize::from(kind.is_some())..];
        let dated = year.is_some();
        let mut issuers: Vec<(String, Confidence)> = Vec::new();
        for part in signed {
            match issuer(line, at, part, party) {
                Some(found) => issuers.push(found),
                // The first must be an office; others are departments.
                None if issuers.is_empty() && (kind.is_some() || dated) => {
                    issuers.push((alphabet::spell(part.0), Confidence::Guess));
                }
                None => {}
            }
        }
        // `5/UBND` may be anything; a sign has a year, a hyphen, or a kind.
        let known = kind.is_some() || issuers.first().is_some_and(|(_, confidence)| *confidence < Confidence::Guess);
        // `34-CT/TW` needs both.
        let complete = slash || kind.is_some() && parts.len() > 1;
        let shaped = known || dated && parts.len() > 1;
        if !complete || !shaped {
            return None;
        }
        // Only what several sign together has several issuers: after any other comes a department, `UBND-VX`.
        let together = kind.is_some_and(|kind| kind.contains("liên tịch") || kind.contains("phối hợp"));
        let ministries = issuers.iter().all(|(name, _)| name.starts_with("Bộ ") || name.ends_with("tối cao"));
        if !together && !ministries {
            issuers.truncate(1);
        }
        let mut confidence = issuers.iter().map(|(_, confidence)| *confidence).max().unwrap_or(Confidence::Sure);
        if number.is_empty() {
            confidence = Confidence::Guess;
        }
        let issuer =
            (!issuers.is_empty()).then(|| issuers.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(" và "));
        Some(Self { end, number, year, kind, issuer, confidence })
    }
}

/// The number before the sign in words, and where the sign begins.
fn numbered(line: &Line<'_>, at: usize) -> Option<(usize, String)> {
    let Some(digits) = line.digits(at) else {
        // `số …/KH-UBND`, `Số: /KH-UBND`
        let dots = matches!(line.str(at).chars().next(), Some('.' | '…' | '_'));
        let place = if dots { line.skip(at + 1) } else { at };
        let slash = line.str(place) == "/" && line.kind(place + 1) == Kind::Word;
        return (slash && line.follows(at, "số")).then(|| (place, String::new()));
    };
    if digits.len() > 6 {
        return None;
    }
    let mut spoken = number(digits, line);
    let mut place = at + 1;
    // `66.6/2025/NQ-CP`: the sixth of a series.
    if line.str(place) == "."
        && line.str(place + 2) == "/"
        && let Some(nth) = line.digits(place + 1)
    {
        spoken = format!("{spoken} chấm {}", number(nth, line));
        place += 2;
    }
    // `1356a/QĐ-UBND`
    let letter = line.str(place);
    if line.kind(place) == Kind::Word && letter.chars().count() == 1 && line.str(place + 1) == "/" {
        spoken = format!("{spoken} {}", alphabet::spell(letter));
        place += 1;
    }
    if line.kind(place) == Kind::Space {
        place = line.skip(place);
        if line.str(place) != "/" {
            return None;
        }
    }
    Some((place, spoken))
}

/// A document's number keeps its zero: `09/2020` is không chín.
pub(crate) fn number(digits: &str, line: &Line<'_>) -> String {
    if digits.starts_with('0') { number::one_by_one(digits) } else { number::cardinal(digits, line.style, false) }
}

/// Letters of a sign and the digits after them.
pub(crate) type Part<'a> = (&'a str, Option<&'a str>);

/// The parts of a sign: letters with the digits after them, between `-`, `/` and `&`.
fn parts<'a>(line: &Line<'a>, at: usize) -> Option<(usize, Vec<Part<'a>>)> {
    let mut place = at;
    let mut parts = Vec::new();
    while parts.len() < 8
        && line.kind(place) == Kind::Word
        && matches!(line.case(place), Case::Upper | Case::Mixed | Case::Title)
    {
        let word = line.str(place);
        if line.case(place) == Case::Title && !matches!(word, "Ttr") {
            break;
        }
        place += 1;
        let digits = line.digits(place);
        place += usize::from(digits.is_some());
        parts.push((word, digits));
        let joint = matches!(line.str(place), "-" | "/" | "–" | "&" | ".") && line.kind(place + 1) == Kind::Word;
        if !joint || line.str(place) == "." && line.case(place + 1) != Case::Upper {
            break;
        }
        place += 1;
    }
    // Back over a joint that led to nothing.
    let end =
        if matches!(line.str(place.saturating_sub(1)), "-" | "/" | "–" | "&" | ".") { place - 1 } else { place };
    (!parts.is_empty()).then_some((end, parts))
}

fn same_sign(written: &str, sign: &str) -> bool {
    written == sign || sign.chars().count() > 2 && same(written, &sign.to_lowercase())
}

/// Who issued it, and how sure that is.
pub(crate) fn issuer(line: &Line<'_>, at: usize, part: &Part<'_>, party: bool) -> Option<(String, Confidence)> {
    let (letters, digits) = *part;
    if letters == "TU" || letters == "VPTU" {
        let (name, confidence) = party_committee(line, at);
        let office = if letters == "TU" { "" } else { "Văn phòng " };
        return Some((format!("{office}{name}"), confidence));
    }
    if party && letters == "BCT" {
        return Some(("Bộ Chính trị".to_owned(), Confidence::Likely));
    }
    let Some((_, name)) = ISSUERS.iter().find(|(sign, _)| same_sign(letters, sign)) else {
        return composed(line, at, letters);
    };
    let name = match digits {
        // `QH15`: of the fifteenth term.
        Some(digits) => format!("{name} khóa {}", number::cardinal(digits, line.style, false)),
        None => (*name).to_owned(),
    };
    Some((name, Confidence::Sure))
}

/// How many tokens around a sign may tell where it is from.
const AROUND: usize = 40;

/// `TU` is Thành ủy in a city and Tỉnh ủy in a province: the words around may tell.
fn party_committee(line: &Line<'_>, at: usize) -> (&'static str, Confidence) {
    let told = |words: &[&str]| (at.saturating_sub(AROUND)..at + AROUND).any(|at| line.precedes_any(at, words));
    if told(&["tỉnh ủy", "ủy ban nhân dân tỉnh", "đảng bộ tỉnh", "trên địa bàn tỉnh"]) {
        ("Tỉnh ủy", Confidence::Likely)
    } else if told(&["thành ủy", "thành phố", "tp"]) {
        ("Thành ủy", Confidence::Likely)
    } else {
        ("Thành ủy", Confidence::Guess)
    }
}

/// Levels at the end of an office's sign: `BTGTW`, `BCĐTP`.
const LEVELS: &[(&str, &str)] =
    &[("TW", "Trung ương"), ("TƯ", "Trung ương"), ("TP", "thành phố"), ("ĐU", "Đảng ủy"), ("T", "tỉnh")];

/// Offices at its beginning: `STNMT`, `VPHĐND`.
const OFFICES: &[(&str, &str)] = &[("VP", "Văn phòng"), ("S", "Sở"), ("B", "Bộ"), ("P", "Phòng")];

/// An office put together of known abbreviations.
fn composed(line: &Line<'_>, at: usize, letters: &str) -> Option<(String, Confidence)> {
    let known = |sign: &str| {
        let office = ISSUERS.iter().copied().find(|(known, _)| *known == sign);
        office.or_else(|| abbreviations().find(|(known, _)| *known == sign)).map(|(_, name)| name)
    };
    if let Some(name) = known(letters) {
        return Some((name.to_owned(), Confidence::Likely));
    }
    if let Some(office) = letters.strip_suffix("TU").and_then(known) {
        let (committee, confidence) = party_committee(line, at);
        return Some((format!("{office} {committee}"), confidence));
    }
    for (level, name) in LEVELS {
        if let Some(office) = letters.strip_suffix(level).filter(|office| office.chars().count() > 2).and_then(known) {
            return Some((format!("{office} {name}"), Confidence::Likely));
        }
    }
    for (office, name) in OFFICES {
        if let Some(field) = letters.strip_prefix(office).filter(|field| field.chars().count() > 1).and_then(known) {
            let mut letters = field.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            return Some((format!("{name} {first}{}", letters.as_str()), Confidence::Likely));
        }
    }
    None
}
