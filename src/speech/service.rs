//! Short numbers that are dialled or written to: `113`, `1022`, `gửi 1414`.

use crate::speech::number;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::syllable;
use crate::speech::token::{Case, Kind};

/// Emergency, service and message numbers (Thông tư 22/2014/TT-BTTTT on numbering, and the ministries' hotlines).
const SERVICES: &[&str] = &[
    "111", "112", "113", "114", "115", "116", "117", "118", "119", "156", "197", "1022", "1080", "1800", "1900",
    "5656", "9656", "1414", "1407", "1408", "1409",
];

/// Words before "số" where it is a number to call.
const BEFORE_NUMBER: &[&str] =
    &["gọi", "qua", "đến", "tới", "vào", "bấm", "quay", "các", "đài", "và", "là", "máy", "cấp", "theo", "về", "hoặc"];

/// What stands after a number that is called; a noun would be counted.
const AFTER: &[&str] = &[
    "là", "để", "khi", "hoặc", "hay", "và", "nếu", "miễn", "trực", "hoạt", "tiếp", "của", "được", "thuộc", "dùng",
    "hỗ", "luôn", "sẽ", "hãy", "ngay", "trước", "theo", "báo",
];

/// Words right before such a number.
const HELP: &[&str] = &[
    "cứu hộ",
    "cứu nạn",
    "cứu hỏa",
    "chữa cháy",
    "cấp cứu",
    "công an",
    "cảnh sát",
    "trẻ em",
    "khẩn cấp",
    "tổng đài",
    "hotline",
    "qua",
    "đường dây nóng",
    "phản ánh",
    "báo cháy",
    "báo công an",
];

/// Words that make a number after "gửi" one that messages are sent to.
const WRITING: &[&str] = &["soạn", "soạn tin", "nhắn", "nhắn tin", "tin nhắn", "cú pháp"];

/// Is this a number that everybody may dial?
pub(crate) fn is_service(digits: &str) -> bool {
    SERVICES.contains(&digits)
}

/// Does a noun follow that the number counts?
pub(crate) fn is_counted(line: &Line<'_>, at: usize) -> bool {
    let next = line.skip(at);
    line.kind(next) == Kind::Word && line.case(next) == Case::Lower && !line.is_any(next, AFTER)
}

pub struct Service;

impl Rule for Service {
    fn name(&self) -> &'static str {
        "service"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Digits]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let digits = line.digits(at).filter(|digits| matches!(digits.len(), 3 | 4))?;
        if !ends(line, at) {
            return None;
        }
        let dialled = is_service(digits) && is_called(line, at, 4);
        (dialled || is_sent(line, at)).then(|| Read::likely(at, at + 1, number::one_by_one(digits))).flatten()
    }
}

/// Does the number end here, with nothing counted after it?
fn ends(line: &Line<'_>, at: usize) -> bool {
    let next = line.skip(at + 1);
    match line.kind(next) {
        Kind::End => true,
        Kind::Word => next > at + 1 && line.is_any(next, AFTER),
        Kind::Mark => {
            let mark = line.str(next);
            matches!(mark, "." | "," | ";" | ":" | "?" | "!" | ")" | "”" | "\"" | "(" | "–" | "-" | "…")
                && !(next == at + 1 && matches!(line.kind(next + 1), Kind::Digits | Kind::Word))
                && !(matches!(mark, "-" | "–") && line.kind(line.skip(next + 1)) == Kind::Digits)
        }
        _ => false,
    }
}

/// At the beginning of a sentence, after "số", or in a list with such a number.
fn is_called(line: &Line<'_>, at: usize, depth: u8) -> bool {
    let next = line.skip(at + 1);
    let told = line.kind(next) == Kind::Word
        || matches!(line.str(next), ":" | "(")
        || is_service(line.str(line.skip(next + 1)));
    let Some(before) = line.before(at) else { return told };
    let named = line.str(before) == ":" && line.among_before(before, 4, HELP);
    if named || line.follows_any(at, HELP) {
        return true;
    }
    if line.is(before, "số") {
        return match line.before(before) {
            None => true,
            Some(place) => line.kind(place) == Kind::Mark || line.is_any(place, BEFORE_NUMBER),
        };
    }
    // "tr. 111" begins no sentence.
    let opens = match line.str(before) {
        "." => line.kind(next) == Kind::Word && before > 0 && syllable::is_one(line.str(before - 1)),
        ";" | "?" | "!" | ":" => true,
        "-" | "+" | "•" | "–" => line.first() == before,
        _ => false,
    };
    if opens && told {
        return line.kind(at - 1) == Kind::Space;
    }
    let joined = matches!(line.str(before), "," | "và" | "hoặc" | "hay");
    joined
        && depth > 0
        && line.before(before).is_some_and(|other| {
            line.digits(other).is_some_and(is_service) && ends(line, other) && is_called(line, other, depth - 1)
        })
}

/// `gửi 1414`, "soạn tin … đến 888".
fn is_sent(line: &Line<'_>, at: usize) -> bool {
    line.follows_any(at, &["gửi", "gửi đến", "gửi tới", "gửi về", "gửi số", "gửi đến số", "gửi tới số"])
        || line.follows_any(at, &["đến", "tới", "về", "số", "qua"]) && line.among_before(at, 12, WRITING)
}
