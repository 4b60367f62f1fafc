//! Short forms of the calendar: `T10/2026`, `Q3/2026`, `CN`.

use crate::speech::date;
use crate::speech::number;
use crate::speech::roman;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::syllable;
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
const BEFORE_MONTH: &[&str] = &[
    "đầu",
    "giữa",
    "cuối",
    "trong",
    "hết",
    "lương",
    "tháng",
    "kỳ",
    "điện",
    "nước",
    "phí",
    "báo cáo",
    "hạn",
    "của",
    "cuối kỳ",
    "số liệu",
];

/// Words before a day of the week.
const BEFORE_WEEKDAY: &[&str] = &[
    "sáng",
    "trưa",
    "chiều",
    "tối",
    "đêm",
    "ngày",
    "các ngày",
    "vào",
    "hôm",
    "thứ",
    "từ",
    "đến",
    "tới",
    "trước",
    "nghỉ",
    "trực",
    "lịch",
    "trừ",
    "mỗi",
];

/// Words after it.
const AFTER_WEEKDAY: &[&str] = &["hằng tuần", "hàng tuần", "tuần", "này", "tới", "sau", ":", "(", "và cn", ", cn"];

/// Words before a code: `nhà T2`, `thuốc T4`, `xe Q5`.
const CODED: &[&str] = &[
    "nhà",
    "tòa",
    "lô",
    "căn",
    "căn hộ",
    "khu",
    "block",
    "lớp",
    "mã",
    "số",
    "phòng",
    "xe",
    "xe tăng",
    "tàu",
    "thuốc",
    "mức",
    "loại",
    "hàm",
    "chân",
    "đốt",
    "hầm",
    "tầng",
    "tuyến",
    "cầu",
    "máy",
    "model",
    "vật tư",
];

/// Does a word stand before `at` after which letters and digits are a code?
fn is_coded(line: &Line<'_>, at: usize) -> bool {
    line.follows_any(at, CODED)
        || line.word_before(at).is_some_and(|word| line.case(word) != Case::Upper && !syllable::is_one(line.str(word)))
}

/// `T10/2026`, "T12 năm 2026", "T10 - T12/2026", `T2`: a month or a day of the week.
fn month(line: &Line<'_>, at: usize) -> Option<Read> {
    let digits = line.digits(at + 1).filter(|digits| digits.len() <= 2)?;
    let value: u32 = digits.parse().ok().filter(|value| (1..=12).contains(value))?;
    let name = if line.follows(at, "tháng") { "" } else { "tháng " };
    let spoken = match value {
        4 => format!("{name}tư"),
        _ => format!("{name}{}", number::cardinal(digits, line.style, false)),
    };
    let end = at + 2;
    if let Some((end, year)) = year(line, end) {
        return Read::likely(at, end, format!("{spoken} năm {year}"));
    }
    if line.kind(end) == Kind::Word || line.str(end) == "." && line.kind(end + 1) == Kind::Digits || is_coded(line, at)
    {
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
    if ranged || year_before || plain {
        return Read::likely(at, end, spoken);
    }
    let named = line.follows_any(at, BEFORE_MONTH);
    if (2..=7).contains(&value) && digits.len() == 1 {
        return weekday(line, at, value, named.then_some(spoken));
    }
    if named || line.among_before(at, 4, &["tháng"]) {
        Read::likely(at, end, spoken)
    } else {
        Read::guess(at, end, spoken)
    }
}

/// `T2` to `T7`: days of the week, unless a word before says that it is a month.
fn weekday(line: &Line<'_>, at: usize, value: u32, month: Option<String>) -> Option<Read> {
    let end = at + 2;
    let name = match value {
        2 => "hai",
        3 => "ba",
        4 => "tư",
        5 => "năm",
        6 => "sáu",
        _ => "bảy",
    };
    let spoken = if line.follows(at, "thứ") { name.to_owned() } else { format!("thứ {name}") };
    let joint =
        |place: usize| matches!(line.str(place), "," | "-" | "–" | "và" | "đến" | "tới" | "&" | ";" | "+" | "/");
    let next = line.skip(end);
    let after = line.skip(next + 1);
    let listed = joint(next)
        && (line.str(after) == "T" && line.kind(after + 1) == Kind::Digits || line.str(after) == "CN")
        || line.before(at).is_some_and(|mark| joint(mark) && line.before(mark).is_some_and(|day| ends_day(line, day)));
    let told = listed || line.follows_any(at, BEFORE_WEEKDAY) || line.precedes_any(end, AFTER_WEEKDAY);
    match month {
        _ if told => Read::likely(at, end, spoken),
        Some(month) => Read::likely(at, end, month),
        None => Read::guess(at, end, spoken),
    }
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

/// Words before a quarter.
const BEFORE_QUARTER: &[&str] = &[
    "quý",
    "kế hoạch",
    "báo cáo",
    "hết",
    "trong",
    "đầu",
    "cuối",
    "giữa",
    "kết quả",
    "doanh thu",
    "lợi nhuận",
    "thu",
    "chi",
    "kỳ",
    "số liệu",
    "tháng",
    "chỉ tiêu",
    "nhiệm vụ",
];

/// `Q3/2026`, `Q.III/2026`, `QII/2026`; `Q3` alone may be a quarter or a district.
fn quarter(line: &Line<'_>, at: usize) -> Option<Read> {
    let joined = &line.str(at)[1..];
    let dotted = joined.is_empty() && line.str(at + 1) == ".";
    let (value, end, roman) = if joined.is_empty() {
        let place = if dotted { line.skip(at + 2) } else { at + 1 };
        match line.digits(place) {
            Some(digits) => (digits.parse().ok(), place + 1, false),
            None => (roman::value(line.str(place)), place + 1, true),
        }
    } else {
        (roman::value(joined), at + 1, true)
    };
    let value = value.filter(|value| (1..=12).contains(value))?;
    let number = number::cardinal(&value.to_string(), line.style, false);
    if value <= 4
        && let Some((end, year)) = year(line, end)
    {
        return Read::likely(at, end, format!("quý {number} năm {year}"));
    }
    let written = |place: usize| matches!(line.kind(place), Kind::Word | Kind::Digits);
    let joined = written(end) || line.kind(end) == Kind::Mark && written(end + 1);
    if joined || is_coded(line, at) {
        return None;
    }
    let told = line.follows_any(at, BEFORE_QUARTER)
        || line.precedes_any(end, &["năm", "này", "đạt", "tăng", "giảm", "tới", "vừa qua"]);
    if value <= 4 && (told || roman && dotted) {
        let name = if line.follows(at, "quý") { "" } else { "quý " };
        return Read::likely(at, end, format!("{name}{number}"));
    }
    let office = line.follows_any(at, &["ubnd", "hđnd", "công an", "quận", "phường", "ủy ban nhân dân"]);
    let city = line.precedes_any(end, &[", tp", ", thành phố", ", tphcm", "tphcm", "- tp"]);
    match (office || city, dotted, roman) {
        (true, false, false) => Read::likely(at, end, format!("quận {number}")),
        // `Q.3`, `Q. 1` is read with other places.
        (_, true, _) | (_, _, true) => None,
        _ if value <= 4 => Read::guess(at, end, format!("quý {number}")),
        _ => Read::guess(at, end, format!("quận {number}")),
    }
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
