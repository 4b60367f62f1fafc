//! Roman numerals: `Quý II`, `khóa XV`, `thế kỷ XXI`.

use crate::speech::date;
use crate::speech::number;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::syllable;
use crate::speech::token::{Case, Kind};

/// Words that are numbered with Roman numerals.
const NUMBERED: &[&str] = &[
    "chương",
    "phần",
    "mục",
    "tiểu mục",
    "phụ lục",
    "quý",
    "khóa",
    "khoá",
    "thế kỷ",
    "thế kỉ",
    "đại hội",
    "khoản",
    "đoạn",
    "hồi",
    "tập",
    "quyển",
    "kỳ",
    "kì",
    "thứ",
    "số",
    "năm",
    "cấp",
    "loại",
    "hạng",
    "bậc",
    "quân khu",
    "vùng",
    "điều",
    "bảng",
    "nhóm",
    "giai đoạn",
    "nghị quyết đại hội",
    "lần",
    "học kỳ",
    "bài",
    "phiên",
    "biểu",
    "mẫu",
    "quân đoàn",
    "khu vực",
    "đợt",
    "chuyên đề",
    "trung ương",
    "đô thị loại",
    "chuyên khoa",
    "thế chiến",
    "vòng",
    "lớp",
    "chuyên viên hạng",
    "toàn quốc lần",
];

/// Parts of a law or a plan, which small numerals number too.
const PARTS: &[&str] = &["chương", "phần", "mục", "tiểu mục", "phụ lục", "khoản", "đoạn", "bảng"];

/// Words that end as a part does.
const NOT_PARTS: &[&str] =
    &["tài khoản", "danh mục", "chuyên mục", "cổ phần", "thành phần", "học phần", "công đoạn", "giai đoạn"];
/// Words whose numbers may be great, so that C is a hundred; after others it is the third letter: "loại C".
const GREAT: &[&str] = &["chương", "thế kỷ", "thế kỉ", "thứ", "hồi", "quyển", "khoản", "đoạn", "năm"];

pub struct Roman;

impl Rule for Roman {
    fn name(&self) -> &'static str {
        "roman"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let word = line.str(at);
        // "Phụ lục D", "hạng C": nobody counts hundreds so.
        let value = value(word).filter(|_| !matches!(word, "C" | "D" | "L" | "M" | "c" | "d" | "l" | "m"))?;
        let end = at + 1;
        if line.kind(end) == Kind::Digits || at > 0 && line.kind(at - 1) == Kind::Digits {
            return None;
        }
        let letter = matches!(word, "C" | "D" | "L" | "M") && !line.follows_any(at, GREAT);
        if letter {
            return None;
        }
        // "(i) giao việc; (ii) báo cáo"
        let enclosed = at > 0 && line.str(at - 1) == "(" && line.str(at + 1) == ")";
        if enclosed && line.case(at) == Case::Lower && (word.starts_with('i') || word.len() > 1) {
            return Read::likely(at, end, number::cardinal(&value.to_string(), line.style, false));
        }
        let numbered = line.follows_any(at, NUMBERED);
        let listed = is_listed(line, at);
        let capitals = line.case(at) == Case::Upper;
        let digits = value.to_string();
        let cardinal = number::cardinal(&digits, line.style, false);
        let mut spoken = match value {
            1 if line.follows_any(at, &["thứ", "hạng"]) => "nhất".to_owned(),
            4 if line.follows_any(at, &["thứ"]) => "tư".to_owned(),
            _ => cardinal,
        };
        let next = line.skip(end);
        let word_after = line.kind(next) == Kind::Word;
        // "II.6. Phối hợp kiểm tra": a part of a part, at the head of a line or after "mục".
        if capitals
            && (numbered || listed || line.is_first(at))
            && let Some((stop, parts)) = parts_below(line, end)
        {
            return Read::sure(at, stop, spoken + &parts);
        }
        if capitals && (numbered || listed) {
            // "SỐ VI PHẠM": a syllable within a heading.
            if line.shouting
                && word.len() > 1
                && syllable::is_one(word)
                && word_after
                && line.kind(end) == Kind::Space
                && !line.is_any(next, NUMBERED)
            {
                return None;
            }
            let mut stop = end;
            if matches!(line.str(end), "/" | "." | "-")
                && let Some(year) = line.digits(end + 1).and_then(|digits| date::year(digits, line.style))
            {
                spoken = format!("{spoken} năm {year}");
                stop = end + 2;
            }
            return Read::sure(at, stop, spoken);
        }
        // In small letters only at the end of a phrase, and what is a word only where a law or a century is numbered:
        // "số vi phạm", "tài khoản vi" and "phần mi" are words. "năm" may be the digit five: only a year is read after it.
        // Said as "mục".
        let sign = line.place_before(at).is_some_and(|before| line.str(before).starts_with('§'));
        let part = sign || line.follows_any(at, PARTS) || line.follows_any(at, &["thế kỷ", "thế kỉ", "thứ"]);
        let other = numbered && !syllable::is_one(word) && (value >= 1000 || !line.follows(at, "năm"));
        let numbered = (part || other) && !line.follows_any(at, NOT_PARTS);
        let single = matches!(word, "v" | "x");
        let times = line.kind(next) == Kind::Digits;
        if !capitals && !times && numbered && (single || word.len() > 1) && (!word_after || line.is_any(next, NUMBERED))
        {
            return Read::likely(at, end, spoken);
        }
        // Alone, only what can hardly be an abbreviation.
        let plain = word.len() > 1 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        let syllable = line.shouting && syllable::is_one(word);
        if !capitals || !plain || syllable {
            return None;
        }
        // "Thế chiến II", "vua Louis XIV": after a name.
        let name = line.before(at).is_some_and(|before| line.kind(before) == Kind::Word && is_named(line, before));
        if name { Read::likely(at, end, spoken) } else { Read::guess(at, end, spoken) }
    }
}

/// The `.6.1` of "mục II.6.1" or "mục A.6.1": where it ends, and how it is said.
pub(crate) fn parts_below(line: &Line<'_>, at: usize) -> Option<(usize, String)> {
    let (mut end, mut spoken) = (at, String::new());
    while line.str(end) == "."
        && let Some(digits) = line.digits(end + 1).filter(|digits| digits.len() <= 2)
    {
        spoken = format!("{spoken} chấm {}", number::cardinal(digits, line.style, false));
        end += 2;
    }
    (end > at).then_some((end, spoken))
}

/// Is the word at a place, or the one before it, written as a name?
fn is_named(line: &Line<'_>, at: usize) -> bool {
    let title = |place: usize| line.kind(place) == Kind::Word && line.case(place) == Case::Title;
    title(at) || line.before(at).is_some_and(title)
}

/// "chương II, III và IV", "quý III-IV": does a numeral stand before this one?
fn is_listed(line: &Line<'_>, at: usize) -> bool {
    let Some(mark) = line.before(at) else { return false };
    if !matches!(line.str(mark), "," | "-" | "–" | "và" | "đến" | "hoặc") {
        return false;
    }
    line.before(mark).is_some_and(|before| line.case(before) == Case::Upper && value(line.str(before)).is_some())
}

/// Are all letters those of numerals? ASCII only.
pub(crate) fn is_possible(word: &str) -> bool {
    word.bytes().all(|b| matches!(b | 0x20, b'i' | b'v' | b'x' | b'l' | b'c' | b'd' | b'm'))
}

/// What the letters are worth, greatest first.
const STEPS: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// 1 to 3999 in its one right spelling, capitals or small letters but not both.
#[must_use]
pub(crate) fn value(word: &str) -> Option<u32> {
    if word.is_empty() || word.len() > 15 || !is_possible(word) {
        return None;
    }
    let upper = word.bytes().all(|b| b.is_ascii_uppercase());
    if !upper && !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let (mut rest, mut value) = (word, 0);
    for (worth, letters) in STEPS {
        let most = if letters.len() == 1 && matches!(letters, "m" | "c" | "x" | "i") { 3 } else { 1 };
        for _ in 0..most {
            let Some((start, after)) = rest.split_at_checked(letters.len()) else { break };
            if !start.eq_ignore_ascii_case(letters) {
                break;
            }
            rest = after;
            value += worth;
        }
    }
    // The greedy reading is right only if it is also how the number is written.
    let small = word.bytes().map(|b| b.to_ascii_lowercase());
    (rest.is_empty() && value > 0 && written(value).eq(small)).then_some(value)
}

/// The small letters of a number.
fn written(mut value: u32) -> impl Iterator<Item = u8> {
    STEPS.into_iter().flat_map(move |(worth, letters)| {
        let times = (value / worth) as usize;
        value %= worth;
        letters.bytes().cycle().take(letters.len() * times)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_right_spellings_have_a_value() {
        for (word, expected) in [
            ("XIV", Some(14)),
            ("iv", Some(4)),
            ("MMMCMXCIX", Some(3999)),
            ("IIII", None),
            ("VX", None),
            ("Iv", None),
            ("", None),
            ("IM", None),
        ] {
            assert_eq!(value(word), expected, "{word}");
        }
    }

    #[test]
    fn every_number_has_one_spelling() {
        for number in 1..4000 {
            let letters: String = written(number).map(char::from).collect();
            assert_eq!(value(&letters), Some(number));
        }
    }
}
