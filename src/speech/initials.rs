//! Initials of people (`Bà Nguyễn Thị H.`, `Chị N.T.H.`), and the same letters where they stand for a place (`P.`).

use crate::speech::alphabet;
use crate::speech::roman::Roman;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::syllable;
use crate::speech::token::{Case, Kind};

/// Words before the name of a person.
const HONORIFICS: &[&str] = &[
    "ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cháu", "cụ", "thầy", "dì", "cậu", "mợ", "thím", "bé", "ni",
    "sư",
];

/// Abbreviations of one letter and what they stand for before a name or a number.
const PLACES: &[(&str, &str)] = &[("P", "phường"), ("Q", "quận"), ("H", "huyện"), ("X", "xã"), ("Đ", "đường")];

/// What a `P.` before such a word is: a department, not a ward.
const DEPARTMENTS: &[&str] = &[
    "kế hoạch",
    "kế toán",
    "tổ chức",
    "hành chính",
    "giáo dục",
    "nội vụ",
    "tài chính",
    "văn hóa",
    "tư pháp",
    "kinh tế",
    "đào tạo",
    "kỹ thuật",
    "y tế",
    "lao động",
    "quản lý",
    "nông nghiệp",
    "công chứng",
];

/// What a `Q.` before such a word is: somebody who acts in an office, not a district.
const OFFICES: &[&str] =
    &["trưởng", "chủ tịch", "giám đốc", "viện trưởng", "bí thư", "hiệu trưởng", "cục trưởng", "chánh"];

pub struct Initials;

impl Rule for Initials {
    fn name(&self) -> &'static str {
        "initials"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        if line.case(at) != Case::Upper || line.str(at + 1) != "." || letter(line, at).is_none() {
            return None;
        }
        if is_person(line, at) {
            return person(line, at);
        }
        place(line, at)
    }
}

/// The name of the one capital letter that stands here.
fn letter(line: &Line<'_>, at: usize) -> Option<&'static str> {
    let mut letters = line.str(at).chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if line.case(at) == Case::Upper => alphabet::name(letter),
        _ => None,
    }
}

/// Do a word such as "bà" and at most four words of a name stand before the letter?
fn is_person(line: &Line<'_>, at: usize) -> bool {
    let mut place = at;
    for names in 0..5 {
        let Some(before) = line.before(place) else { return false };
        if line.kind(before) != Kind::Word || line.kind(place - 1) != Kind::Space {
            return false;
        }
        if line.is_any(before, HONORIFICS) {
            // "các em Q. Ngô Quyền", and a name in full before its ward.
            let next = line.skip(at + 2);
            let named = line.kind(at + 2) == Kind::Space && line.case(next) == Case::Title;
            let many = names == 0 && line.follows_any(before, &["các", "những", "anh", "chị"]);
            let whole = names > 2 && !line.is_any(next, HONORIFICS);
            let is_place = PLACES.iter().any(|(sign, _)| *sign == line.str(at));
            return !(is_place && named && (many || whole));
        }
        if !matches!(line.case(before), Case::Title | Case::Upper) {
            return false;
        }
        place = before;
    }
    false
}

/// The letters one by one; the stop stays only where the text ends.
fn person(line: &Line<'_>, at: usize) -> Option<Read> {
    let (mut end, mut spoken) = (at, String::new());
    while let Some(name) = letter(line, end) {
        if !spoken.is_empty() {
            spoken.push(' ');
        }
        spoken.push_str(name);
        end += 1;
        if line.str(end) != "." {
            break;
        }
        end += 1;
    }
    if line.str(end - 1) == "." && (is_end(line, end) || is_start(line, end)) {
        spoken.push('.');
    }
    Read::likely(at, end, spoken)
}

/// Does a sentence begin here ("ông A. Bà con lưu ý"), and not the rest of a name ("John F. Kennedy đã nói")?
fn is_start(line: &Line<'_>, at: usize) -> bool {
    let word = line.skip(at);
    let after = line.skip(word + 1);
    line.kind(at) == Kind::Space
        && line.case(word) == Case::Title
        && syllable::is_one(line.str(word))
        && (line.is_any(word, HONORIFICS) || line.kind(after) == Kind::Word && line.case(after) == Case::Lower)
}

/// Is nothing left but closing signs?
fn is_end(line: &Line<'_>, at: usize) -> bool {
    (at..at + 4)
        .find(|place| !matches!(line.str(*place), "”" | "\"" | ")" | "*" | "**" | " "))
        .is_none_or(|place| line.kind(place) == Kind::End)
}

/// `P.` before the name or the number of a ward; elsewhere a letter that may be anything.
fn place(line: &Line<'_>, at: usize) -> Option<Read> {
    let (_, spoken) = PLACES.iter().find(|(sign, _)| *sign == line.str(at))?;
    let end = at + 2;
    let next = line.skip(end);
    // `N.T.H.`: not the first letter, or more to come; and longer entries such as `Q. CHỦ TỊCH`.
    let chained = letter(line, end).is_some() || at > 0 && line.str(at - 1) == ".";
    let longer = line.lexicon.find(line.text, line.tokens, at, false).is_some_and(|(_, tokens)| tokens > 2);
    // "khóa X."
    if chained || longer || Roman.read(line, at).is_some() || line.str(next) == "/" {
        return None;
    }
    match line.kind(next) {
        Kind::Word if line.str(at) == "Q" && line.precedes_any(end, OFFICES) => Read::likely(at, end, "quyền"),
        Kind::Word if line.str(at) == "P" && line.precedes_any(end, DEPARTMENTS) => Read::likely(at, end, "phòng"),
        Kind::Digits if line.str(at) == "P" && line.str(next).len() > 2 => Read::likely(at, end, "phòng"),
        Kind::Digits => Read::likely(at, end, *spoken),
        Kind::Word if line.case(next) != Case::Lower => Read::likely(at, end, *spoken),
        // "H. khai nhận": most likely a person.
        Kind::Word => Read::guess(at, end, letter(line, at)?),
        Kind::End => Read::guess(at, at + 1, *spoken),
        _ => Read::guess(at, end, letter(line, at)?),
    }
}
