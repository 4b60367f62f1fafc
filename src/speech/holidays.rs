//! Days and months in a row (`30/4 và 1/5, 2/9`), and the days that everybody knows.

use crate::speech::date::{BEFORE_DATE, BEFORE_DAY};
use crate::speech::fraction::COUNTED;
use crate::speech::range::SCORES;
use crate::speech::rule::Line;
use crate::speech::spoken::Confidence;
use crate::speech::token::Kind;

/// Public holidays and memorial days (Bộ luật Lao động 2019, Điều 112, and days of professions and groups).
const HOLIDAYS: &[(u8, u8)] = &[
    (1, 1),
    (3, 2),
    (27, 2),
    (8, 3),
    (26, 3),
    (30, 4),
    (1, 5),
    (7, 5),
    (19, 5),
    (1, 6),
    (21, 6),
    (28, 6),
    (27, 7),
    (19, 8),
    (2, 9),
    (10, 10),
    (13, 10),
    (20, 10),
    (20, 11),
    (24, 11),
    (22, 12),
];

/// Streets, schools and bridges bear the names of such days: `đường 2/9`.
const NAMED_AFTER: &[&str] = &[
    "đường",
    "phố",
    "cầu",
    "chợ",
    "công viên",
    "quảng trường",
    "tượng đài",
    "sân vận động",
    "nhà máy",
    "bệnh viện",
    "trường",
    "tiểu học",
    "mầm non",
    "thcs",
    "thpt",
    "trung học cơ sở",
    "trung học phổ thông",
    "nông trường",
    "hợp tác xã",
    "công ty",
    "khu phố",
    "cung văn hóa",
];

/// Words before such a day that is written with a hyphen: `Quốc khánh 2-9`.
const FESTIVE: &[&str] = &[
    "lễ",
    "dịp",
    "tết",
    "mừng",
    "kỷ niệm",
    "quốc khánh",
    "lao động",
    "thiếu nhi",
    "phụ nữ",
    "nhà giáo",
    "giải phóng",
    "chiến thắng",
    "liệt sĩ",
    "báo chí",
    "gia đình",
    "doanh nhân",
    "thầy thuốc",
    "đoàn",
];

/// Words after a day; after a fraction comes what it is a part of.
pub(crate) const AFTER_DAY: &[&str] = &[
    "và", "đến", "tới", "là", "năm", "hằng", "hàng", "vừa", "tại", "ở", "sẽ", "này", "vào", "để", "thì", "nhân", "với",
    "sắp", "cả", "được", "không", "có", "từ", "do",
];

/// The day and the month that stand here as `30/4`, where there can be such a day.
fn day(line: &Line<'_>, at: usize) -> Option<(u8, u8)> {
    let number = |place: usize| -> Option<u8> { line.digits(place).filter(|digits| digits.len() <= 2)?.parse().ok() };
    if line.str(at + 1) != "/" || line.str(at + 3) == "/" && line.kind(at + 4) == Kind::Digits {
        return None;
    }
    if at >= 2 && line.str(at - 1) == "/" && line.kind(at - 2) == Kind::Digits {
        return None;
    }
    let (day, month) = (number(at)?, number(at + 2)?);
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some((day, month))
}

/// Is it one of the known days, and not a part of something?
pub(crate) fn is_holiday(line: &Line<'_>, at: usize) -> bool {
    let Some((day, month)) = day(line, at).filter(|day| HOLIDAYS.contains(day)) else { return false };
    let mixed = at >= 2 && line.kind(at - 1) == Kind::Space && line.kind(at - 2) == Kind::Digits;
    let next = line.skip(at + 3);
    let free = line.kind(next) != Kind::Word || line.is_any(next, AFTER_DAY);
    !mixed && if day < month { free } else { !line.precedes_any(at + 3, COUNTED) }
}

/// The day and the month in the name of a street or a school: `đường 2/9`, "công viên 30/4".
pub(crate) fn in_a_name(line: &Line<'_>, at: usize) -> Option<(u8, u8)> {
    day(line, at).filter(|day| HOLIDAYS.contains(day) && line.follows_any(at, NAMED_AFTER))
}

/// `Quốc khánh 2-9`, "8-3": one of the known days with a hyphen, and how sure that is; `thắng 3-2` is none.
pub(crate) fn is_dashed(line: &Line<'_>, at: usize) -> Option<Confidence> {
    let known = |at: usize| dashed(line, at).is_some_and(|day| HOLIDAYS.contains(&day));
    let next = line.skip(at + 3);
    let counted = line.kind(next) == Kind::Word && !line.is_any(next, AFTER_DAY);
    if counted || !known(at) || line.among_before(at, 8, SCORES) {
        return None;
    }
    let joint = |place: usize| matches!(line.str(place), "," | "và" | "hoặc" | "đến" | "&");
    let listed = joint(next) && known(line.skip(next + 1))
        || line
            .before(at)
            .filter(|mark| joint(*mark))
            .and_then(|mark| line.before(mark)?.checked_sub(2))
            .is_some_and(known);
    if listed || line.follows_any(at, FESTIVE) {
        return Some(Confidence::Likely);
    }
    dashed(line, at).filter(|(day, month)| day > month).map(|_| Confidence::Guess)
}

/// Two numbers with a hyphen between and nothing else that joins them to more.
fn dashed(line: &Line<'_>, at: usize) -> Option<(u8, u8)> {
    let number = |place: usize| -> Option<u8> { line.digits(place).filter(|digits| digits.len() <= 2)?.parse().ok() };
    let dash = matches!(line.str(at + 1), "-" | "–");
    let open = at == 0 || line.kind(at - 1) == Kind::Space || matches!(line.str(at - 1), "(" | "“" | "\"");
    let close = match line.kind(at + 3) {
        Kind::Mark => {
            !matches!(line.kind(at + 4), Kind::Digits | Kind::Word)
                && !matches!(line.str(at + 3), "%" | "°" | "-" | "–")
        }
        Kind::Word => false,
        _ => true,
    };
    (dash && open && close).then_some((number(at)?, number(at + 2)?))
}

/// Can this be nothing but a day?
fn is_certain(line: &Line<'_>, at: usize) -> bool {
    let Some((day, month)) = day(line, at) else { return false };
    day > month
        || line.str(at).starts_with('0')
        || line.follows_any(at, BEFORE_DAY)
        || line.follows_any(at, BEFORE_DATE)
}

/// Does a certain day stand in the same row, with commas, "và" or a dash between?
pub(crate) fn is_listed(line: &Line<'_>, at: usize) -> bool {
    if day(line, at).is_none() {
        return false;
    }
    let certain = is_certain(line, at);
    let joint = |place: usize| matches!(line.str(place), "," | ";" | "và" | "hoặc" | "đến" | "-" | "–" | "&");
    let mut place = at;
    for _ in 0..8 {
        let Some(other) = line.before(place).filter(|mark| joint(*mark)).and_then(|mark| line.before(mark)) else {
            break;
        };
        let Some(start) = other.checked_sub(2).filter(|start| day(line, *start).is_some()) else { break };
        if certain || is_certain(line, start) {
            return true;
        }
        place = start;
    }
    place = at;
    for _ in 0..8 {
        let mark = line.skip(place + 3);
        let mut other = line.skip(mark + 1);
        if line.is(other, "ngày") {
            other = line.skip(other + 1);
        }
        if !joint(mark) || day(line, other).is_none() {
            break;
        }
        if certain || is_certain(line, other) {
            return true;
        }
        place = other;
    }
    false
}
