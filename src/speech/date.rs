//! Dates: days, months, quarters and years, alone and as ranges.

use crate::speech::holidays;
use crate::speech::number;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::spoken::Confidence;
use crate::speech::style::Style;
use crate::speech::token::Kind;

/// Words that say that a date comes.
pub(crate) const BEFORE_DAY: &[&str] =
    &["ngày", "mùng", "mồng", "hôm", "đêm", "sáng", "trưa", "chiều", "tối", "rạng sáng"];

/// Words that make a date likely.
pub(crate) const BEFORE_DATE: &[&str] = &[
    "trước",
    "từ",
    "đến",
    "tới",
    "sau",
    "kể từ",
    "vào",
    "dịp",
    "lễ",
    "hạn",
    "trong",
    "qua",
    "quốc khánh",
    "kỷ niệm",
    "lao động",
    "thiếu nhi",
    "phụ nữ",
    "nhà giáo",
    "giải phóng",
    "thời hạn",
    "sinh",
    "nay",
    "hết",
    "mừng",
    "chiến thắng",
    "liệt sĩ",
];

/// Words after a fraction; a date has none.
const AFTER_FRACTION: &[&str] = &["số", "tổng", "diện tích", "dân số", "chiều", "quãng", "trong", "phần", "thời gian"];

pub struct Dates;

impl Rule for Dates {
    fn name(&self) -> &'static str {
        "date"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Digits]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        // Within a longer chain nothing is a date.
        if at >= 2 && matches!(line.str(at - 1), "/" | ".") && line.kind(at - 2) == Kind::Digits {
            return None;
        }
        let (end, spoken, confidence) = numeric(line, at)?;
        Read::with(at, end, spoken, confidence)
    }
}

/// `ngày … tháng 6 năm 2026`, `ngày    /6/2026`: a day, perhaps a month, that is not filled in yet.
pub struct Blank;

impl Rule for Blank {
    fn name(&self) -> &'static str {
        "blank date"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word]
    }

    /// What is there is said, and an editor is told.
    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        // "Hải Phòng, ngày … tháng …", and not "những ngày tháng 8 năm 1945".
        let heads = line.is_first(at) || line.before(at).is_some_and(|before| line.str(before) == ",");
        if !heads || !may_be_blank(line, at) {
            return None;
        }
        let first = dots(line, at + 1);
        let words = line.is(first, "tháng");
        if !words && line.str(first) != "/" {
            return None;
        }
        let second = dots(line, first + 1);
        let (month, after) = match line.digits(second) {
            Some(digits) => (format!("tháng {} ", month(digits)?), line.skip(second + 1)),
            None => (String::new(), second),
        };
        if !(words && line.is(after, "năm") || !words && line.str(after) == "/") {
            return None;
        }
        let third = line.skip(after + 1);
        let year = year(line.digits(third)?, line.style)?;
        Read::guess(at, third + 1, format!("{month}năm {year}"))
    }
}

/// "ngày" with no digit after it.
pub(crate) fn may_be_blank(line: &Line<'_>, at: usize) -> bool {
    let word = line.str(at);
    word.len() == "ngày".len() && line.is(at, "ngày") && line.kind(line.skip(at + 1)) != Kind::Digits
}

/// The place after the spaces and the dots of a gap to be filled in.
fn dots(line: &Line<'_>, at: usize) -> usize {
    let mut place = at;
    while line.kind(place) == Kind::Space || line.str(place).starts_with(['.', '…', '_']) {
        place += 1;
    }
    place
}

/// A date in digits: where it ends, and how it is said, with "ngày" or "tháng" unless that stands before it.
pub(crate) fn numeric(line: &Line<'_>, at: usize) -> Option<(usize, String, Confidence)> {
    let style = line.style;
    let first = line.digits(at)?;
    let mark = line.str(at + 1);
    let after_day = line.follows_any(at, &["ngày", "mùng", "mồng", "các ngày"]);
    let ngay = if after_day { "" } else { "ngày " };
    let after_month = line.follows_any(at, &["tháng", "các tháng"]);
    let thang = if after_month { "" } else { "tháng " };
    // `tháng 12 2023`
    if after_month && line.kind(at + 1) == Kind::Space && line.kind(at + 2) == Kind::Digits {
        let (month, year) = (month(first)?, line.digits(at + 2).and_then(|digits| year(digits, style))?);
        let free = !matches!(line.str(at + 3), "." | "," | "/" | "-") || line.kind(at + 4) != Kind::Digits;
        return free.then(|| (at + 3, format!("{month} năm {year}"), Confidence::Likely));
    }
    // `tháng 6 - 2026`
    if after_month && line.kind(at + 1) == Kind::Space && matches!(line.str(at + 2), "-" | "–") {
        let year = line.digits(line.skip(at + 3)).and_then(|digits| year(digits, style));
        if let (Some(month), Some(year)) = (month(first), year) {
            return Some((line.skip(at + 3) + 1, format!("{month} năm {year}"), Confidence::Likely));
        }
    }
    if !matches!(mark, "/" | "-" | "–" | ".") {
        return None;
    }
    let second = line.digits(at + 2)?;
    let next = line.str(at + 3);
    let third = if matches!(next, "/" | "-" | "." | "–") { line.digits(at + 4) } else { None };
    // `01/11-30/11/2026`: the hyphen joins two dates.
    let third = third.filter(|_| mark != "/" || matches!(next, "/" | "."));
    let longer = |after: usize| matches!(line.str(after), "/" | ".") && line.kind(after + 1) == Kind::Digits;

    // `2026-11-24`
    if let (true, "-", "-", Some(third)) = (first.len() == 4, mark, next, third) {
        let (year, month, day) = (year(first, style)?, month(second)?, day(third, line, after_day)?);
        return Some((at + 5, format!("{ngay}{day} tháng {month} năm {year}"), Confidence::Sure));
    }
    if let Some(third) = third {
        // `27-28/02/2000`, a range of days that end with the whole date.
        if matches!(mark, "-" | "–") && next == "/" {
            let fifth = if line.str(at + 5) == "/" { line.digits(at + 6) } else { None };
            if let (Some(from), Some(to), Some(month)) =
                (day(first, line, after_day), day(second, line, true), month(third))
            {
                let days = format!("{ngay}{from} đến ngày {to} tháng {month}");
                if let Some(year) = fifth.and_then(|digits| year(digits, style)) {
                    return Some((at + 7, format!("{days} năm {year}"), Confidence::Sure));
                }
                if fifth.is_none() && third.len() <= 2 {
                    return Some((at + 5, days, Confidence::Likely));
                }
            }
        }
        // `02-03/2000`, a range of months.
        if matches!(mark, "-" | "–")
            && matches!(next, "/" | ".")
            && let (Some(from), Some(to), Some(year)) = (month(first), month(second), year(third, style))
        {
            return Some((at + 5, format!("{thang}{from} đến tháng {to} năm {year}"), Confidence::Likely));
        }
        // `30/4/2026`, `15-6-2026`, `10.05.2000`
        if mark == next && !longer(at + 5) {
            let (day, month) = (day(first, line, after_day)?, month(second)?);
            if let Some(year) = year(third, style) {
                return Some((at + 5, format!("{ngay}{day} tháng {month} năm {year}"), Confidence::Sure));
            }
            // `15/6/26`: two digits of this century.
            if third.len() == 2 && mark == "/" && (after_day || first.len() == 2) {
                let year = number::cardinal(&format!("20{third}"), style, false);
                return Some((at + 5, format!("{ngay}{day} tháng {month} năm {year}"), Confidence::Likely));
            }
        }
        return None;
    }
    // `6/2026`, `tháng 4-2026`, `02.2000`, `quý 2/2026`
    if let Some(year) = year(second, style) {
        let quarter = line.follows_any(at, &["quý", "kỳ", "học kỳ", "đợt", "số", "khóa", "tuần", "kỳ họp"]);
        let clear =
            mark == "/" || after_month || quarter || (mark == "." && first.len() == 2 && first.starts_with('0'));
        if quarter && first.len() <= 2 {
            return Some((at + 3, format!("{} năm {year}", number::cardinal(first, style, false)), Confidence::Sure));
        }
        let month = month(first)?;
        return clear.then(|| (at + 3, format!("{thang}{month} năm {year}"), Confidence::Sure));
    }
    let (day, month) = (day(first, line, after_day)?, month(second)?);
    let spoken = format!("{ngay}{day} tháng {month}");
    let named = line.follows_any(at, BEFORE_DAY);
    match mark {
        // `ngày 5-7 tháng 6` is a range.
        "-" | "–" | "." if named => {
            let range = line.precedes(at + 3, "tháng") || line.str(at + 3) == "," && line.kind(at + 4) == Kind::Digits;
            (!range && second.len() <= 2).then_some((at + 3, spoken, Confidence::Likely))
        }
        "/" => day_and_month(line, at, first, second).map(|confidence| (at + 3, spoken, confidence)),
        _ => None,
    }
}

/// Is `30/4` a date, and not a fraction or a house number?
fn day_and_month(line: &Line<'_>, at: usize, first: &str, second: &str) -> Option<Confidence> {
    if line.follows_any(at, BEFORE_DAY) {
        return Some(Confidence::Sure);
    }
    // `24/7` has an entry of its own.
    let known = line.lexicon.find(line.text, line.tokens, at, false).is_some_and(|(_, tokens)| tokens > 1);
    let fraction = known
        || line.precedes_any(at + 3, AFTER_FRACTION)
        || crate::speech::unit::unit(line, at, at + 3).is_some()
        || line.follows_any(
            at,
            &[
                "số",
                "nhà",
                "ngõ",
                "hẻm",
                "ngách",
                "kiệt",
                "đường",
                "khoảng",
                "hơn",
                "gần",
                "chiếm",
                "đạt",
                "tỷ lệ",
                "giảm",
                "tăng",
            ],
        )
        || line.follows_any(at, crate::speech::quantity::PRESSURE);
    if fraction {
        return None;
    }
    if line.follows_any(at, BEFORE_DATE) {
        return Some(Confidence::Likely);
    }
    if first.starts_with('0') || second.starts_with('0') {
        return Some(Confidence::Likely);
    }
    // `24/11-30/11`: two of them are two dates.
    let dash = |place: usize| matches!(line.str(place), "-" | "–");
    let next = line.skip(at + 3);
    let day = line.skip(next + 1);
    let before = line.before(at).filter(|before| dash(*before) && *before >= 2);
    let paired =
        dash(next) && line.kind(day) == Kind::Digits && line.str(day + 1) == "/" && line.kind(day + 2) == Kind::Digits
            || before
                .and_then(|before| line.before(before))
                .is_some_and(|end| end > 0 && line.kind(end) == Kind::Digits && line.str(end - 1) == "/");
    if paired {
        return Some(Confidence::Likely);
    }
    if holidays::is_listed(line, at) || holidays::is_holiday(line, at) {
        return Some(Confidence::Likely);
    }
    let mixed = at >= 2 && line.kind(at - 1) == Kind::Space && line.kind(at - 2) == Kind::Digits;
    let value = |digits: &str| digits.parse::<u32>().unwrap_or(0);
    // What stands after "1/2" or before "30/4" decides more often than not; an editor should look.
    let noun = line.kind(line.skip(at + 3)) == Kind::Word && value(second) > 9;
    (value(first) > value(second) && !mixed && !(noun && value(first) == value(second))).then_some(Confidence::Guess)
}

/// A whole date after the word "ngày" at `at`, in digits or in words: "ngày 30/4/2026", "ngày 01 tháng 4 năm 2025".
pub(crate) fn after_word(line: &Line<'_>, at: usize) -> Option<(usize, String)> {
    if !line.is(at, "ngày") {
        return None;
    }
    let start = line.skip(at + 1);
    if let Some((end, spoken, _)) = numeric(line, start) {
        return Some((end, format!("ngày {spoken}")));
    }
    let day = day(line.digits(start)?, line, true)?;
    let mut end = line.skip(start + 1);
    if !line.is(end, "tháng") {
        return None;
    }
    end = line.skip(end + 1);
    let month = month(line.digits(end)?)?;
    end += 1;
    let mut spoken = format!("ngày {day} tháng {month}");
    let place = line.skip(end);
    if line.is(place, "năm")
        && let Some(year) = line.digits(line.skip(place + 1)).and_then(|digits| year(digits, line.style))
    {
        spoken = format!("{spoken} năm {year}");
        end = line.skip(place + 1) + 1;
    }
    Some((end, spoken))
}

/// 1 to 31 in words; with "mùng" for 1 to 10 where the house style asks for it.
fn day(digits: &str, line: &Line<'_>, after_day: bool) -> Option<String> {
    let value = small(digits).filter(|value| (1..=31).contains(value))?;
    let words = number::cardinal(digits, line.style, false);
    let first_days = line.style.first_days && value <= 10 && (after_day || !digits.is_empty());
    Some(if first_days { format!("mùng {words}") } else { words })
}

fn month(digits: &str) -> Option<String> {
    match small(digits).filter(|value| (1..=12).contains(value))? {
        4 => Some("tư".to_owned()),
        _ => Some(number::cardinal(digits, &Style::default(), false)),
    }
}

/// A year of four digits, 1000 to 2999.
pub(crate) fn year(digits: &str, style: &Style) -> Option<String> {
    (digits.len() == 4 && matches!(digits.as_bytes()[0], b'1' | b'2')).then(|| number::cardinal(digits, style, false))
}

fn small(digits: &str) -> Option<u8> {
    if digits.len() > 2 { None } else { digits.parse().ok() }
}
