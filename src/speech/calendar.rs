//! Short forms of the calendar: `T10/2026`, `Q3/2026`, `CN`.

use crate::speech::date;
use crate::speech::number;
use crate::speech::roman;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::token::{Case, Kind};

pub struct Calendar;

impl Rule for Calendar {
    fn name(&self) -> &'static str {
        "calendar"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        if line.case(at) != Case::Upper {
            return None;
        }
        match line.str(at) {
            "T" => month(line, at),
            "CN" => sunday(line, at),
            sign if sign.starts_with('Q') && sign.len() < 5 => quarter(line, at),
            _ => None,
        }
    }
}

/// Words before a month.
const BEFORE_MONTH: &[&str] =
    &["đầu", "giữa", "cuối", "trong", "hết", "lương", "tháng", "kỳ", "điện", "nước", "phí", "báo cáo", "hạn"];

/// `T10/2026`, "T12 năm 2026", "T10 - T12/2026".
fn month(line: &Line<'_>, at: usize) -> Option<Read> {
    let digits = line.digits(at + 1).filter(|digits| digits.len() <= 2)?;
    let value: u32 = digits.parse().ok().filter(|value| (1..=12).contains(value))?;
    let spoken = match value {
        4 => "tháng tư".to_owned(),
        _ => format!("tháng {}", number::cardinal(digits, line.style, false)),
    };
    let end = at + 2;
    if let Some((end, year)) = year(line, end) {
        return Read::likely(at, end, format!("{spoken} năm {year}"));
    }
    if line.kind(end) == Kind::Word || line.str(end) == "." && line.kind(end + 1) == Kind::Digits {
        return None;
    }
    // The other end of a range has the year: `T10 - T12/2026`.
    let dash = line.skip(end);
    let other = line.skip(dash + 1);
    let ranged = matches!(line.str(dash), "-" | "–" | "đến" | "," | "và")
        && line.str(other) == "T"
        && line.kind(other + 1) == Kind::Digits
        && year(line, other + 2).is_some();
    let year_before = line
        .before(at)
        .and_then(|before| line.digits(before))
        .is_some_and(|digits| date::year(digits, line.style).is_some());
    let plain = line.precedes_any(end, &["năm nay", "năm ngoái", "năm tới", "năm sau", "âm lịch", "dương lịch"]);
    // `T2` to `T7` are days of the week unless a year says otherwise.
    let weekday = (2..=7).contains(&value) && digits.len() == 1;
    let named = line.follows_any(at, BEFORE_MONTH) || line.among_before(at, 4, &["tháng"]);
    (ranged || year_before || plain || !weekday && named).then(|| Read::likely(at, end, spoken)).flatten()
}

/// `/2026`, ` năm 2026`: where it ends, and the year in words.
fn year(line: &Line<'_>, at: usize) -> Option<(usize, String)> {
    let place = if matches!(line.str(at), "/" | "-" | ".") {
        at + 1
    } else {
        let word = line.skip(at);
        if !line.is(word, "năm") {
            return None;
        }
        line.skip(word + 1)
    };
    Some((place + 1, date::year(line.digits(place)?, line.style)?))
}

/// `Q3/2026`, `Q.III/2026`, `QII/2026`.
fn quarter(line: &Line<'_>, at: usize) -> Option<Read> {
    let joined = &line.str(at)[1..];
    let (value, end) = if joined.is_empty() {
        let place = if line.str(at + 1) == "." { line.skip(at + 2) } else { at + 1 };
        let value = match line.digits(place) {
            Some(digits) => digits.parse().ok(),
            None => roman::value(line.str(place)),
        };
        (value?, place + 1)
    } else {
        (roman::value(joined)?, at + 1)
    };
    if !(1..=4).contains(&value) {
        return None;
    }
    let (end, year) = year(line, end)?;
    Read::likely(at, end, format!("quý {} năm {year}", number::cardinal(&value.to_string(), line.style, false)))
}

/// `CN` beside another day, or where a day must stand; "CN. Nguyễn Văn Nam" has a degree.
fn sunday(line: &Line<'_>, at: usize) -> Option<Read> {
    let end = at + 1;
    if line.lexicon.find(line.text, line.tokens, at, false).is_some_and(|(_, tokens)| tokens > 1) {
        return None;
    }
    let joint = |place: usize| {
        matches!(line.str(place), "," | "và" | "-" | "–" | "/" | "&" | "hoặc" | "đến" | "tới" | "+" | "(" | ";")
    };
    let before = line.before(at);
    let after_day =
        before.is_some_and(|before| joint(before) && line.before(before).is_some_and(|day| ends_day(line, day)));
    let next = line.skip(end);
    let before_day = joint(next) && begins_day(line, line.skip(next + 1));
    let named = line.follows_any(
        at,
        &["sáng", "trưa", "chiều", "tối", "đêm", "ngày", "nghỉ", "vào", "trừ", "thứ bảy", "cả ngày", "các ngày"],
    );
    let weekly = line.precedes_any(end, &["hằng tuần", "hàng tuần", "tuần", "ngày", ", ngày", "này", "tới"])
        && !line.follows_any(at, &["ngành", "khu", "cụm"]);
    if after_day || before_day || named || weekly {
        return Read::likely(at, end, "chủ nhật");
    }
    let name = line.skip(end + 1);
    let person =
        line.str(end) == "." && line.case(name) == Case::Title && line.case(line.skip(name + 1)) == Case::Title;
    let first = before.is_none_or(|before| line.kind(before) == Kind::Mark);
    (person && first).then(|| Read::likely(at, end + 1, "cử nhân")).flatten()
}

/// Does `T7`, "thứ 7" or "thứ bảy" end here?
fn ends_day(line: &Line<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    match line.kind(at) {
        Kind::Digits => line.str(before) == "T" || line.follows(at, "thứ"),
        Kind::Word => line.follows(at, "thứ"),
        _ => false,
    }
}

fn begins_day(line: &Line<'_>, at: usize) -> bool {
    line.is(at, "thứ") || line.str(at) == "T" && line.kind(at + 1) == Kind::Digits
}
