//! Dates: days, months, quarters and years, alone and as ranges.

use crate::speech::fraction::{ADDRESSES, PRESSURE};
use crate::speech::holidays;
use crate::speech::number;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::spoken::Confidence;
use crate::speech::style::{FirstDays, Style};
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
    "hạn chót",
    "chậm nhất",
    "muộn nhất",
    "hôm nay",
    "hôm qua",
    "ngày mai",
    "đến hết",
    "khai mạc",
    "bế mạc",
];

/// Words after a fraction; a date has none.
const AFTER_FRACTION: &[&str] = &[
    "số",
    "tổng",
    "diện tích",
    "dân số",
    "chiều",
    "quãng",
    "trong",
    "phần",
    "thời gian",
    "giờ",
    "ngày",
    "buổi",
    "đường",
];

/// Words before a fraction, a count or the number of a house.
pub(crate) const BEFORE_FRACTION: &[&str] = &[
    "khoảng",
    "hơn",
    "gần",
    "chiếm",
    "đạt",
    "tỷ lệ",
    "tỉ lệ",
    "giảm",
    "tăng",
    "còn",
    "trang",
    "điểm",
    "kết quả",
    "thửa",
    "tờ",
];

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

/// Where a date ends, how it is said, and how sure that is.
type Found = (usize, String, Confidence);

/// A date in digits, with "ngày" or "tháng" unless that stands before it.
pub(crate) fn numeric(line: &Line<'_>, at: usize) -> Option<Found> {
    line.digits(at)?;
    if let Some(found) = month_apart(line, at).or_else(|| spaced(line, at)) {
        return Some(found);
    }
    let mark = line.str(at + 1);
    if !matches!(mark, "/" | "-" | "–" | ".") {
        return None;
    }
    let second = line.digits(at + 2)?;
    let next = line.str(at + 3);
    let third = if matches!(next, "/" | "-" | "." | "–") { line.digits(at + 4) } else { None };
    // `01/11-30/11/2026`: the hyphen joins two dates.
    match third.filter(|_| mark != "/" || matches!(next, "/" | ".")) {
        Some(third) => of_three(line, at, [mark, next], [second, third]),
        None => of_two(line, at, mark, second),
    }
}

fn after_day(line: &Line<'_>, at: usize) -> bool {
    line.follows_any(at, &["ngày", "mùng", "mồng", "các ngày"])
}

/// "ngày " where it does not stand there yet.
fn ngay(line: &Line<'_>, at: usize) -> &'static str {
    if after_day(line, at) { "" } else { "ngày " }
}

fn after_month(line: &Line<'_>, at: usize) -> bool {
    line.follows_any(at, &["tháng", "các tháng"])
}

fn thang(line: &Line<'_>, at: usize) -> &'static str {
    if after_month(line, at) { "" } else { "tháng " }
}

/// `tháng 12 2023`, `tháng 6 - 2026`
fn month_apart(line: &Line<'_>, at: usize) -> Option<Found> {
    if line.kind(at + 1) != Kind::Space || !after_month(line, at) {
        return None;
    }
    let dash = matches!(line.str(at + 2), "-" | "–");
    let place = if dash { line.skip(at + 3) } else { at + 2 };
    let (month, year) = (month(line.digits(at)?)?, year(line.digits(place)?, line.style)?);
    let goes_on = matches!(line.str(place + 1), "." | "," | "/" | "-") && line.kind(place + 2) == Kind::Digits && !dash;
    (!goes_on).then(|| (place + 1, format!("{month} năm {year}"), Confidence::Likely))
}

/// `20 / 11 / 2026`, `20 - 11 - 2026`, and `20 / 11` after "ngày".
fn spaced(line: &Line<'_>, at: usize) -> Option<Found> {
    let slash = line.skip(at + 1);
    let second = line.skip(slash + 1);
    let mark = line.str(slash);
    if !matches!(mark, "/" | "-") || second == at + 2 {
        return None;
    }
    let (day, month) = (day(line, at)?, month(line.digits(second)?)?);
    let spoken = format!("{}{day} tháng {month}", ngay(line, at));
    let slash = line.skip(second + 1);
    let third = line.skip(slash + 1);
    if line.str(slash) == mark && line.kind(third) == Kind::Digits {
        let year = year(line.digits(third)?, line.style)?;
        return Some((third + 1, format!("{spoken} năm {year}"), Confidence::Likely));
    }
    (mark == "/" && after_day(line, at)).then_some((second + 1, spoken, Confidence::Likely))
}

/// `2026-11-24`, `27-28/02/2000`, `02-03/2000`, `30/4/2026`, `15-6-2026`, `10.05.2000`
fn of_three(line: &Line<'_>, at: usize, [mark, next]: [&str; 2], [second, third]: [&str; 2]) -> Option<Found> {
    let style = line.style;
    let first = line.digits(at)?;
    let ngay = ngay(line, at);
    let dash = matches!(mark, "-" | "–");
    if first.len() == 4 && mark == "-" && next == "-" {
        let (year, month, day) = (year(first, style)?, month(second)?, day(line, at + 4)?);
        return Some((at + 5, format!("{ngay}{day} tháng {month} năm {year}"), Confidence::Sure));
    }
    // A range of days that ends with the whole date.
    if dash
        && next == "/"
        && let (Some(from), Some(to), Some(month)) = (day(line, at), day(line, at + 2), month(third))
    {
        let days = format!("{ngay}{from} đến ngày {to} tháng {month}");
        match if line.str(at + 5) == "/" { line.digits(at + 6) } else { None } {
            None if third.len() <= 2 => return Some((at + 5, days, Confidence::Likely)),
            Some(fourth) => {
                if let Some(year) = year(fourth, style) {
                    return Some((at + 7, format!("{days} năm {year}"), Confidence::Sure));
                }
            }
            None => {}
        }
    }
    // A range of months.
    if dash
        && matches!(next, "/" | ".")
        && let (Some(from), Some(to), Some(year)) = (month(first), month(second), year(third, style))
    {
        let spoken = format!("{}{from} đến tháng {to} năm {year}", thang(line, at));
        return Some((at + 5, spoken, Confidence::Likely));
    }
    let longer = matches!(line.str(at + 5), "/" | ".") && line.kind(at + 6) == Kind::Digits;
    if mark != next || longer {
        return None;
    }
    let (day, month) = (day(line, at)?, month(second)?);
    if let Some(year) = year(third, style) {
        return Some((at + 5, format!("{ngay}{day} tháng {month} năm {year}"), Confidence::Sure));
    }
    // `15/6/26`: two digits of this century.
    (third.len() == 2 && mark == "/" && (ngay.is_empty() || first.len() == 2)).then(|| {
        let year = number::cardinal(&format!("20{third}"), style, false);
        (at + 5, format!("{ngay}{day} tháng {month} năm {year}"), Confidence::Likely)
    })
}

/// `6/2026`, `tháng 4/26`, `02.2000`, `quý 2/2026`, `30/4`, "ngày 17-7", "lễ 30-4"
fn of_two(line: &Line<'_>, at: usize, mark: &str, second: &str) -> Option<Found> {
    let style = line.style;
    let first = line.digits(at)?;
    let in_month = after_month(line, at);
    if let Some(year) = year(second, style) {
        let numbered = line.follows_any(at, &["quý", "kỳ", "học kỳ", "đợt", "số", "khóa", "tuần", "kỳ họp"]);
        if numbered && first.len() <= 2 {
            return Some((at + 3, format!("{} năm {year}", number::cardinal(first, style, false)), Confidence::Sure));
        }
        // `1/1000` is a part.
        let recent = matches!(second.as_bytes(), [b'1', b'9', ..] | [b'2', b'0' | b'1', ..]);
        let clear = mark == "/" && recent || in_month || mark == "." && first.len() == 2 && first.starts_with('0');
        let month = month(first)?;
        return clear.then(|| (at + 3, format!("{}{month} năm {year}", thang(line, at)), Confidence::Sure));
    }
    if in_month && mark == "/" && second.len() == 2 && small(second) > Some(12) {
        let year = number::cardinal(&format!("20{second}"), style, false);
        return Some((at + 3, format!("{} năm {year}", month(first)?), Confidence::Likely));
    }
    let (day, month) = (day(line, at)?, month(second)?);
    let spoken = || format!("{}{day} tháng {month}", ngay(line, at));
    match mark {
        "/" => day_and_month(line, at, first, second).map(|confidence| (at + 3, spoken(), confidence)),
        "-" | "–" | "." if line.follows_any(at, BEFORE_DAY) => {
            // `ngày 5-7 tháng 6` is a range.
            let range = line.precedes(at + 3, "tháng") || line.str(at + 3) == "," && line.kind(at + 4) == Kind::Digits;
            // "ngày 3-5" may be two days of this month.
            let clear = mark == "."
                || small(first) >= small(second)
                || first.starts_with('0')
                || second.starts_with('0')
                || holidays::is_dashed(line, at).is_some();
            let confidence = if clear { Confidence::Likely } else { Confidence::Guess };
            (!range).then(|| (at + 3, spoken(), confidence))
        }
        "-" => holidays::is_dashed(line, at).map(|confidence| (at + 3, spoken(), confidence)),
        _ => None,
    }
}

/// Is `30/4` a date, and not a fraction or a house number?
fn day_and_month(line: &Line<'_>, at: usize, first: &str, second: &str) -> Option<Confidence> {
    if line.follows_any(at, BEFORE_DAY) {
        return Some(Confidence::Sure);
    }
    if ends_list(line, at) {
        return Some(Confidence::Likely);
    }
    // `7h/10/9`, "thứ Năm, 27/11", `(27/11)`
    let hour = at >= 2 && line.str(at - 1) == "/" && line.is_any(at - 2, &["h", "giờ", "phút"]);
    if hour || is_beside_weekday(line, at) {
        return Some(Confidence::Likely);
    }
    // `24/7` has an entry of its own.
    let known = line.lexicon.find(line.text, line.tokens, at, false).is_some_and(|(_, tokens)| tokens > 1);
    let fraction = known
        || holidays::in_a_name(line, at).is_some()
        || line.precedes_any(at + 3, AFTER_FRACTION)
        || crate::speech::unit::unit(line, at, at + 3).is_some()
        || line.follows_any(at, BEFORE_FRACTION)
        || line.follows_any(at, ADDRESSES)
        || line.follows_any(at, PRESSURE);
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

/// "ngày 1, 2, 3/12": does a list of days of the same month stand before?
fn ends_list(line: &Line<'_>, at: usize) -> bool {
    let mut place = at;
    for _ in 0..10 {
        let Some(joint) = line.before(place).filter(|joint| matches!(line.str(*joint), "," | "và")) else {
            return false;
        };
        let Some(number) = line.before(joint).filter(|number| line.digits(*number).is_some_and(|d| d.len() <= 2))
        else {
            return false;
        };
        if line.follows_any(number, &["ngày", "các ngày", "mùng"]) {
            return true;
        }
        place = number;
    }
    false
}

/// Does a day of the week stand before: "thứ Năm, 27/11", `T5 (27/11)`, "chủ nhật 30/11"?
fn is_beside_weekday(line: &Line<'_>, at: usize) -> bool {
    let Some(mut day) = line.before(at) else { return false };
    if matches!(line.str(day), "," | "(") {
        let Some(before) = line.before(day) else { return false };
        day = before;
    }
    match line.kind(day) {
        Kind::Digits => day > 0 && (line.str(day - 1) == "T" || line.follows(day, "thứ")),
        Kind::Word => {
            line.follows(day, "thứ") || line.is(day, "nhật") && line.follows(day, "chủ") || line.str(day) == "CN"
        }
        _ => false,
    }
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
    let day = day(line, start)?;
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

/// 1 to 31 in words; with "mùng" for 1 to 10 where the house style asks for it and the writer has not said it.
fn day(line: &Line<'_>, at: usize) -> Option<String> {
    let digits = line.digits(at)?;
    let value = small(digits).filter(|value| (1..=31).contains(value))?;
    let words = number::cardinal(digits, line.style, false);
    let said = line.style.first_days == FirstDays::Plain || value > 10 || line.follows_any(at, &["mùng", "mồng"]);
    Some(if said { words } else { format!("mùng {words}") })
}

/// 1 to 12 in words.
pub(crate) fn month(digits: &str) -> Option<String> {
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
