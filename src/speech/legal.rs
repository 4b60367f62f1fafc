//! Single letters: points of law (`điểm đ khoản 4`), letters of the alphabet, initials.

use crate::speech::alphabet;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::syllable::lower;
use crate::speech::token::{Case, Kind};

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
        if line.follows_any(at, LETTERED) || is_listed(line, at) {
            return Read::sure(at, end, name);
        }
        if vowel {
            // "U bướu", "A lô": a word that opens a sentence.
            let opens = line.is_first(at)
                && line.kind(at + 1) == Kind::Space
                && line.case(at + 2) == Case::Lower
                && line.kind(at + 2) == Kind::Word;
            let small = line.case(at) == Case::Lower || matches!(letter, 'Y' | 'Ô') || initial || opens;
            return if small {
                Read::sure(at, end, if initial { name } else { word })
            } else {
                Read::likely(at, end, name)
            };
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
