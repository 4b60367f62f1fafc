//! Single letters (`điểm đ khoản 4`, letters of the alphabet, initials), and short names that a text gives: `(Luật)`.

use crate::speech::alphabet;
use crate::speech::roman;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::syllable::{self, lower};
use crate::speech::token::{Case, Kind};
use crate::speech::vocabulary::KINDS;

/// Words before a letter that stands for itself.
const LETTERED: &[&str] = &[
    "điểm",
    "tiết",
    "các điểm",
    "chữ",
    "chữ cái",
    "ký tự",
    "kí tự",
    "vitamin",
    "nhóm",
    "loại",
    "hạng",
    "khu",
    "lô",
    "block",
    "mẫu",
    "phương án",
    "tòa",
    "gan",
    "viêm gan",
    "cúm",
    "lớp",
    "khối",
    "phụ lục",
    "bằng",
    "ông",
    "bà",
    "anh",
    "chị",
    "nguyễn văn",
    "nguyễn thị",
    "cột",
    "mục",
    "phần",
    "bảng",
    "biểu",
    "đội",
    "tổ",
    "cửa",
    "cổng",
    "hội trường",
    "phòng",
    "nhà",
    "dãy",
    "đề",
    "câu",
    "đáp án",
    "trường hợp",
    "máu",
    "nhóm máu",
    "cấp",
    "khóa",
    "đơn vị",
    "em",
    "cháu",
    "cô",
    "chú",
    "bác",
    "bạn",
    "công ty",
    "xã",
    "phường",
    "thôn",
];

pub struct Letter;

impl Rule for Letter {
    fn name(&self) -> &'static str {
        "letter"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let word = line.str(at);
        let mut letters = word.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else { return None };
        let name = alphabet::name(letter)?;
        // `3 x 4`, `8x8`
        let left = line.before(at).is_some_and(|before| {
            let measured = before > 0 && line.kind(before) == Kind::Word && line.kind(before - 1) == Kind::Digits;
            measured || line.kind(before) == Kind::Digits || line.str(before) == "²"
        });
        if lower(letter) == 'x' && left && line.kind(line.skip(at + 1)) == Kind::Digits {
            return Read::sure(at, at + 1, "nhân");
        }
        // "mục A.1", "Mẫu B.2.1"
        let part = line.is_first(at) || line.follows_any(at, &["mục", "phần", "phụ lục", "mẫu", "biểu", "bảng"]);
        if part && let Some((end, parts)) = roman::parts_below(line, at + 1) {
            return Read::sure(at, end, format!("{name}{parts}"));
        }
        // "155.000 đồng/tháng x 9 tháng"
        let spaced = line.kind(at + 1) == Kind::Space && at > 0 && line.kind(at - 1) == Kind::Space;
        let word_before = line.before(at).is_some_and(|before| line.kind(before) == Kind::Word);
        if letter == 'x' && spaced && word_before && line.kind(at + 2) == Kind::Digits {
            return Read::likely(at, at + 1, "nhân");
        }
        // "22% x mức thu nhập"
        let rate = line.before(at).is_some_and(|before| left || line.str(before) == "%");
        if letter == 'x' && rate && line.kind(at + 1) == Kind::Space && line.kind(at + 2) == Kind::Word {
            return Read::likely(at, at + 1, "nhân");
        }
        // `N.T.C.Lai`: initials without their stops.
        let initial = line.case(at) == Case::Upper && line.str(at + 1) == "." && line.kind(at + 2) == Kind::Word;
        let end = if initial { at + 2 } else { at + 1 };
        // A syllable of one letter is a word: `y tế`, `à`, `ở`.
        let vowel = matches!(
            letter,
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ê' | 'ô' | 'ơ' | 'ư' | 'Y' | 'A' | 'E' | 'I' | 'O' | 'U' | 'Ô' | 'Ê'
        );
        // `A'`: a with a stroke.
        if matches!(line.str(at + 1), "'" | "’" | "′") && line.kind(at + 2) != Kind::Word {
            return Read::likely(at, at + 2, format!("{name} phẩy"));
        }
        // "Y tế", "Ô tô", and "U bướu", "A lô" at the beginning: a word and no letter, whatever stands before it.
        let goes_on = line.kind(at + 1) == Kind::Space
            && line.kind(at + 2) == Kind::Word
            && line.case(at + 2) == Case::Lower
            && line.str(at + 2).chars().nth(1).is_some()
            && syllable::is_one(line.str(at + 2));
        if vowel && goes_on && (matches!(letter, 'Y' | 'Ô') || line.case(at) == Case::Upper && line.is_first(at)) {
            return Read::sure(at, end, word.to_owned());
        }
        if line.follows_any(at, LETTERED) || is_listed(line, at) {
            return Read::sure(at, end, name);
        }
        if vowel {
            let small = line.case(at) == Case::Lower || matches!(letter, 'Y' | 'Ô') || initial;
            return if small { Read::sure(at, end, name) } else { Read::likely(at, end, name) };
        }
        // A small consonant alone is most likely an abbreviation of the writer's, or a slip of the keys.
        let operand = |place: usize| matches!(line.str(place), "=" | "<" | ">" | "≥" | "≤" | "+" | "×" | "≠" | "^");
        let calculated = operand(line.skip(at + 1)) || line.before(at).is_some_and(operand);
        let beside = line.kind(at + 1) == Kind::Digits || at > 0 && line.kind(at - 1) == Kind::Digits;
        // "b. Địa chỉ; c. Số điện thoại", "(b)": a point of a list within a line.
        let marker = matches!(line.str(at + 1), "." | ")")
            && (line.is_first(at) || line.before(at).is_some_and(|mark| matches!(line.str(mark), ";" | "(" | ":")));
        let letter = line.case(at) != Case::Lower || matches!(letter, 'ă' | 'â');
        let small = !(letter || marker || calculated || beside);
        if small { Read::guess(at, end, name) } else { Read::likely(at, end, name) }
    }
}

/// `(Luật)` after "Luật Trí tuệ nhân tạo": the short name that the text will use, which whoever listens knows already.
pub struct ShortName;

impl Rule for ShortName {
    fn name(&self) -> &'static str {
        "short name"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        if line.str(at) != "(" || line.case(at + 1) != Case::Title {
            return None;
        }
        let close = (at + 2..at + 8).find(|place| line.str(*place) == ")")?;
        let name = line.slice(at + 1, close).to_lowercase();
        let is_kind = name == "luật" || KINDS.iter().any(|(_, kind)| kind.to_lowercase() == name);
        (is_kind && line.among_before(at, 12, &[&name])).then(|| Read::sure(at, close + 1, "")).flatten()
    }
}

/// "điểm a, b và c": does a letter of the same list stand before this one?
fn is_listed(line: &Line<'_>, at: usize) -> bool {
    let mut place = at;
    for _ in 0..12 {
        let Some(joint) = line.before(place) else { return false };
        if !matches!(line.str(joint), "," | "và" | "hoặc" | "đến" | "-") {
            return false;
        }
        let Some(letter) = line.before(joint) else { return false };
        if line.kind(letter) != Kind::Word || line.str(letter).chars().count() != 1 {
            return false;
        }
        if line.follows_any(letter, LETTERED) {
            return true;
        }
        place = letter;
    }
    false
}
