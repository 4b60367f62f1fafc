//! Amounts: whole numbers, decimals, fractions, ordinals, with their units and money.

use std::borrow::Cow;

use crate::speech::number;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::style::Style;
use crate::speech::token::{Case, Kind};
use crate::speech::unit;

/// A number as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amount<'a> {
    /// The token after it.
    pub end: usize,
    /// Digits before the decimal mark, without the marks between thousands.
    pub whole: Cow<'a, str>,
    /// Digits after the decimal mark.
    pub fraction: Option<&'a str>,
    /// Is the decimal mark a point?
    point: bool,
    /// Were thousands parted?
    grouped: bool,
}

impl<'a> Amount<'a> {
    /// The number that begins at a token of digits. `None` where the digits are a version, an address or the like.
    pub fn scan(line: &Line<'a>, at: usize) -> Option<Self> {
        let first = line.digits(at)?;
        let listed = line.follows_any(at, LISTED);
        for (mark, decimal) in [(".", ","), (",", ".")] {
            let (end, groups) = thousands(line, at, first, mark);
            let enough = if mark == "." { 1 } else { 2 };
            let power =
                matches!(line.str(end), "e" | "E") && (line.kind(end + 1) == Kind::Digits || line.str(end + 1) == "-");
            if groups >= enough && !power {
                let whole = Cow::Owned(line.slice(at, end).replace(['.', ','], ""));
                let (end, fraction) = fraction(line, end, decimal);
                return Some(Self { end, whole, fraction, point: decimal == ".", grouped: true });
            }
        }
        for mark in [",", "."] {
            if listed && mark == "," {
                continue;
            }
            if line.str(at + 1) == mark && line.kind(at + 2) == Kind::Digits {
                let more = matches!(line.str(at + 3), "," | ".") && line.kind(at + 4) == Kind::Digits;
                if more {
                    return None;
                }
                let (end, fraction) = fraction(line, at + 1, mark);
                return Some(Self { end, whole: Cow::Borrowed(first), fraction, point: mark == ".", grouped: false });
            }
        }
        let (end, groups) = spaced(line, at, first);
        let whole = match groups {
            0 => Cow::Borrowed(first),
            _ => line.slice(at, end).split_whitespace().collect(),
        };
        Some(Self { end, whole, fraction: None, point: false, grouped: groups > 0 })
    }

    pub fn say(&self, style: &Style) -> String {
        // A code with leading zeros, or a number that nobody can name.
        let code = self.fraction.is_none() && !self.grouped && (self.whole.len() > 2 && self.whole.starts_with('0'));
        let mut text = if code || self.whole.len() > 19 {
            number::one_by_one(&self.whole)
        } else {
            number::cardinal(&self.whole, style, self.grouped)
        };
        if let Some(fraction) = self.fraction {
            text.push_str(if self.point { " chấm " } else { " phẩy " });
            text.push_str(&number::fraction(fraction));
        }
        text
    }

    pub fn is_whole(&self) -> bool {
        self.fraction.is_none()
    }
}

/// Words after which a comma without a space parts two numbers of a list: "khoản 1,2 Điều 8".
const LISTED: &[&str] = &["khoản", "điều", "mục", "chương", "phụ lục", "trang", "câu", "bài", "tổ", "nhóm", "lớp"];

/// `1.500.000`: the place after the groups and how many there are.
fn thousands(line: &Line<'_>, at: usize, first: &str, mark: &str) -> (usize, usize) {
    if first.len() > 3 || first.starts_with('0') {
        return (at, 0);
    }
    let (mut end, mut groups) = (at + 1, 0);
    while groups < 12 && line.str(end) == mark && line.digits(end + 1).is_some_and(|digits| digits.len() == 3) {
        end += 2;
        groups += 1;
    }
    if line.str(end) == mark && line.kind(end + 1) == Kind::Digits { (at, 0) } else { (end, groups) }
}

fn fraction<'a>(line: &Line<'a>, at: usize, mark: &str) -> (usize, Option<&'a str>) {
    match (line.str(at), line.digits(at + 1)) {
        (found, Some(digits)) if found == mark => (at + 2, Some(digits)),
        _ => (at, None),
    }
}

/// `2 000 000`, thousands parted by spaces.
fn spaced(line: &Line<'_>, at: usize, first: &str) -> (usize, usize) {
    let alone = (at + 1, 0);
    let after_digits = line.before(at).is_some_and(|before| line.kind(before) == Kind::Digits);
    if first.len() > 3 || first.starts_with('0') || after_digits {
        return alone;
    }
    let (mut end, mut groups) = (at + 1, 0);
    while groups < 6 && line.str(end).chars().count() == 1 && line.kind(end) == Kind::Space {
        match line.digits(end + 1) {
            Some(digits) if digits.len() == 3 => {
                end += 2;
                groups += 1;
            }
            Some(_) => return alone,
            None => break,
        }
    }
    if matches!(line.str(end), "/" | "." | "-") && line.kind(end + 1) == Kind::Digits { alone } else { (end, groups) }
}

/// `thứ 4`, `hạng 1`.
pub struct Ordinal;

impl Rule for Ordinal {
    fn name(&self) -> &'static str {
        "ordinal"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Digits]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let digits = line.digits(at)?;
        if matches!(line.str(at + 1), "." | "," | "/") && line.kind(at + 2) == Kind::Digits {
            return None;
        }
        let plain = digits.trim_start_matches('0');
        let first_day = line.style.first_days && digits.len() <= 2 && matches!(plain.parse::<u8>(), Ok(1..=10));
        if first_day && line.follows(at, "ngày") && line.precedes(at + 1, "tháng") {
            return Read::sure(at, at + 1, format!("mùng {}", number::cardinal(digits, line.style, false)));
        }
        let spoken = match plain {
            "1" if line.follows_any(at, &["thứ", "hạng", "giải", "hạng thứ"]) => "nhất",
            "4" if line.follows_any(at, &["thứ", "tháng"]) => "tư",
            _ => return None,
        };
        Read::sure(at, at + 1, spoken)
    }
}

/// `2/3 số hộ`, `19/19 tiêu chí`, `ngõ 12/5`, and chains such as `1/2/3/4`.
pub struct Fraction;

/// What is counted "so many of so many".
pub(crate) const COUNTED: &[&str] = &[
    "xã",
    "phường",
    "thôn",
    "hộ",
    "tiêu chí",
    "chỉ tiêu",
    "trường",
    "đại biểu",
    "phiếu",
    "người",
    "điểm",
    "đơn vị",
    "huyện",
    "tỉnh",
    "tổ",
    "khu",
    "cơ sở",
    "hồ sơ",
    "thủ tục",
    "nhiệm vụ",
    "nội dung",
    "địa phương",
    "thành viên",
    "ủy viên",
    "cán bộ",
    "doanh nghiệp",
    "dự án",
    "công trình",
    "trạm",
    "chi bộ",
    "đảng viên",
    "bộ",
    "ngành",
    "học sinh",
    "lớp",
    "câu",
    "bản",
    "ấp",
    "làng",
    "sở",
    "tổ dân phố",
    "dịch vụ",
    "ý kiến",
    "trường hợp",
    "kiến nghị",
    "vụ",
    "lượt",
    "camera",
];

const ADDRESSES: &[&str] = &[
    "số nhà",
    "nhà",
    "nhà số",
    "ngõ",
    "ngách",
    "hẻm",
    "kiệt",
    "đường",
    "phố",
    "địa chỉ",
    "lô",
    "căn",
    "căn hộ",
    "thửa",
    "số",
    "địa chỉ nhà tôi là",
];

pub(crate) const PRESSURE: &[&str] = &["huyết áp", "huyết áp là"];

impl Rule for Fraction {
    fn name(&self) -> &'static str {
        "fraction"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Digits]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let above = line.digits(at)?;
        if line.str(at + 1) != "/" {
            return None;
        }
        let below = line.digits(at + 2)?;
        if line.str(at + 3) == "/" && line.kind(at + 4) == Kind::Digits {
            return chain(line, at);
        }
        let end = at + 3;
        let style = line.style;
        let say = |digits: &str| number::cardinal(digits, style, false);
        let (over, under) = (say(above), say(below));
        let quarter = if under == "bốn" { "tư".to_owned() } else { under.clone() };
        let part = format!("{over} phần {quarter}");
        if let Some((end, unit)) = unit::unit(line, at, end) {
            // `120/80 mmHg`: one pressure over the other.
            let over_under = if unit.ends_with("thủy ngân") { format!("{over} trên {under}") } else { part };
            return Read::sure(at, end, format!("{over_under} {unit}"));
        }
        if line.follows_any(at, PRESSURE) {
            return Read::likely(at, end, format!("{over} trên {under}"));
        }
        let same = matches!((above, below), ("24", "24" | "7") | ("7", "7"));
        let size = |digits: &str| digits.parse::<u64>().unwrap_or(u64::MAX);
        let (a, b) = (size(above), size(below));
        if same || (line.precedes_any(end, COUNTED) && (b > 9 || a >= b)) {
            return Read::likely(at, end, format!("{over} trên {under}"));
        }
        let zero = above.starts_with('0') || below.starts_with('0');
        if line.follows_any(at, ADDRESSES) || zero || a >= 100 || b == 0 {
            let plain = |digits: &str| if digits.starts_with('0') { number::one_by_one(digits) } else { say(digits) };
            let spoken = format!("{} xuyệt {}", plain(above), plain(below));
            return if zero { Read::guess(at, end, spoken) } else { Read::likely(at, end, spoken) };
        }
        // `23 1/5` is one number.
        let mixed = at >= 2 && line.kind(at - 1) == Kind::Space && line.kind(at - 2) == Kind::Digits && a < b;
        if mixed {
            return Read::sure(at, end, format!("và {part}"));
        }
        if a < b { Read::likely(at, end, part) } else { Read::guess(at, end, part) }
    }
}

/// Three numbers and more between slashes, whatever they are, in one reading.
fn chain(line: &Line<'_>, at: usize) -> Option<Read> {
    let mut end = at + 1;
    let mut spoken = number::cardinal(line.digits(at)?, line.style, false);
    while line.str(end) == "/" {
        let Some(digits) = line.digits(end + 1) else { break };
        spoken.push_str(" xuyệt ");
        spoken.push_str(&number::cardinal(digits, line.style, false));
        end += 2;
    }
    Read::guess(at, end, spoken)
}

/// What is named by its number, with its zero: "Đề án 06".
const NUMBERED: &[&str] =
    &["đề án", "nghị định", "nghị quyết", "chỉ thị", "thông tư", "quyết định", "công điện", "chỉ thị số", "đề án số"];

/// A number with what follows it: scale, unit, money, or nothing.
pub struct Quantity;

impl Rule for Quantity {
    fn name(&self) -> &'static str {
        "number"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Digits, Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        if line.kind(at) == Kind::Mark {
            // `$100`: the currency is said after the amount.
            let currency = unit::sign(line, at)?;
            let amount = Amount::scan(line, line.skip(at + 1))?;
            let (end, scale) = scale(line, amount.end, line.style).unwrap_or((amount.end, String::new()));
            return Read::sure(at, end, format!("{}{scale} {currency}", amount.say(line.style)));
        }
        let Some(amount) = Amount::scan(line, at) else { return dotted(line, at) };
        // `ABC123456` is a code.
        let digits = line.str(at);
        if at > 0 && line.kind(at - 1) == Kind::Word && digits.len() > 3 && line.case(at - 1) == Case::Upper {
            return Read::likely(at, at + 1, number::one_by_one(digits));
        }
        let mut text = if digits.len() == 2 && digits.starts_with('0') && line.follows_any(at, NUMBERED) {
            number::one_by_one(digits)
        } else {
            amount.say(line.style)
        };
        let mut end = amount.end;
        if let Some((after, exponent)) = exponent(line, end) {
            text.push_str(&exponent);
            end = after;
        }
        if let Some((after, scale)) = scale(line, end, line.style) {
            text.push_str(&scale);
            end = after;
        }
        if let Some((after, currency)) = unit::currency(line, end) {
            let cents = if end == amount.end { cents(&amount, line, after) } else { None };
            return Read::sure(at, after, cents.unwrap_or_else(|| format!("{text} {currency}")));
        }
        // `1m65`
        if line.str(end) == "m" && amount.is_whole() {
            let rest = line
                .digits(end + 1)
                .filter(|rest| rest.len() == 2 || matches!(*rest, "1" | "4" | "5" | "6" | "7" | "8" | "9"));
            if let Some(rest) = rest {
                return Read::sure(at, end + 2, format!("{text} mét {}", number::cardinal(rest, line.style, false)));
            }
        }
        if let Some((after, unit)) = unit::unit(line, at, end) {
            return Read::sure(at, after, format!("{text} {unit}"));
        }
        // `30'` is thirty minutes.
        if amount.is_whole() && matches!(line.str(end), "'" | "’" | "′") {
            return Read::likely(at, end + 1, format!("{text} phút"));
        }
        // A point for a comma, thousands parted by spaces: not as Vietnamese write numbers.
        if amount.point || (amount.grouped && line.kind(at + 1) == Kind::Space) {
            return Read::likely(at, end, text);
        }
        Read::sure(at, end, text)
    }
}

/// `10k`, `2tr5`, `1t`: thousands, millions and billions as people write them.
fn scale(line: &Line<'_>, at: usize, style: &Style) -> Option<(usize, String)> {
    // `3 tr/tháng`; "5 tr. 20" may be pages.
    let apart = line.kind(at) == Kind::Space
        && line.is(at + 1, "tr")
        && line.kind(line.skip(at + 2)) != Kind::Digits
        && (line.str(at + 2) != "." || line.kind(at + 3) == Kind::End);
    let at = if apart { at + 1 } else { at };
    let (name, below) = match line.str(at) {
        "k" | "ng" => (if style.thousand == crate::speech::Thousand::Ngan { "ngàn" } else { "nghìn" }, ""),
        "tr" | "Tr" | "triệu" => ("triệu", "nghìn"),
        "t" | "tỷ" | "tỉ" => ("tỷ", "triệu"),
        _ => return None,
    };
    if let (Some(digits), false) = (line.digits(at + 1), below.is_empty()) {
        // `2tr5` is two million five hundred thousand; `2tr35` two million three hundred and fifty.
        let padded = format!("{digits:0<3}");
        if digits.len() > 3 || line.kind(at + 2) == Kind::Word && line.str(at + 2) != "đ" {
            return None;
        }
        return Some((at + 2, format!(" {name} {} {below}", number::cardinal(&padded, style, false))));
    }
    // `tr.đ`, `trđ` are in the lexicon.
    if line.kind(at + 1) == Kind::Digits {
        return None;
    }
    Some((at + 1, format!(" {name}")))
}

/// `5,99$` has ninety-nine cents.
fn cents(amount: &Amount<'_>, line: &Line<'_>, after: usize) -> Option<String> {
    let (unit, cent) = match line.str(after.checked_sub(1)?) {
        "$" => ("đô la", "xu"),
        "€" => ("ơ rô", "xu"),
        "£" => ("bảng Anh", "xu"),
        _ => return None,
    };
    let fraction = amount.fraction.filter(|digits| digits.len() <= 2)?;
    let cents = number::cardinal(&format!("{fraction:0<2}"), line.style, false);
    if amount.whole.trim_start_matches('0').is_empty() {
        return Some(format!("{cents} {cent}"));
    }
    Some(format!("{} {unit} {cents} {cent}", number::cardinal(&amount.whole, line.style, false)))
}

/// `3.2e5`: times ten to the fifth.
fn exponent(line: &Line<'_>, at: usize) -> Option<(usize, String)> {
    if !matches!(line.str(at), "e" | "E") {
        return None;
    }
    let minus = line.str(at + 1) == "-";
    let place = at + 1 + usize::from(minus);
    let digits = line.digits(place)?;
    let sign = if minus { "trừ " } else { "" };
    Some((place + 1, format!(" nhân mười mũ {sign}{}", number::cardinal(digits, line.style, false))))
}

/// `1.25.3.4`, `192.168.1.1`, `1,23,4`: versions, addresses of computers, numbers of paragraphs.
fn dotted(line: &Line<'_>, at: usize) -> Option<Read> {
    let mut end = at + 1;
    // A group of three digits: the address of a computer, not the number of a paragraph.
    let long = (0..4).any(|group| line.digits(at + 2 * group).is_some_and(|digits| digits.len() > 2));
    let numbered = line.follows_any(at, &["mục", "khoản", "tiểu mục", "bảng", "hình", "phần", "biểu"]);
    let section = !long && (numbered || line.is_first(at));
    let say = |digits: &str| match digits.len() {
        1 => number::one_by_one(digits),
        _ if section => number::cardinal(digits, line.style, false),
        _ => number::one_by_one(digits),
    };
    let mut spoken = say(line.digits(at)?);
    for _ in 0..30 {
        let mark = match line.str(end) {
            "." => " chấm ",
            "," => " phẩy ",
            _ => break,
        };
        let Some(digits) = line.digits(end + 1) else { break };
        spoken.push_str(mark);
        // After a comma the next group is a decimal.
        spoken.push_str(&say(digits));
        end += 2;
    }
    Read::likely(at, end, spoken)
}
