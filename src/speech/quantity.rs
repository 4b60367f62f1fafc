//! Amounts: whole numbers, decimals, fractions, ordinals, with their units and money.

use std::borrow::Cow;

use crate::speech::alphabet;
use crate::speech::number;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::style::{FirstDays, Style, Thousand};
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
        let listed = is_listed(line, at);
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

/// Does such a word stand before the number or the list that it ends: "bài 1,2,3"?
fn is_listed(line: &Line<'_>, at: usize) -> bool {
    let mut place = at;
    for _ in 0..12 {
        if place < 2 || line.str(place - 1) != "," || line.kind(place - 2) != Kind::Digits {
            break;
        }
        place -= 2;
    }
    line.follows_any(place, LISTED)
}

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
        if is_first_day(line, at, plain) {
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

/// Is it a day from 1 to 10 that the house style says with "mùng": "ngày 2 tháng 9", "từ ngày 5 đến ngày 8"?
fn is_first_day(line: &Line<'_>, at: usize, plain: &str) -> bool {
    if line.style.first_days == FirstDays::Plain || !matches!(plain.parse::<u8>(), Ok(1..=10)) {
        return false;
    }
    // "3 ngày 2 đêm" counts.
    let named = line.word_before(at).filter(|ngay| line.is(*ngay, "ngày"));
    let counted = named.and_then(|ngay| line.before(ngay)).is_some_and(|before| line.kind(before) == Kind::Digits);
    let next = line.skip(at + 1);
    named.is_some()
        && !counted
        && (line.kind(next) != Kind::Word
            || line.is_any(next, &["tháng", "đến", "tới", "và", "hằng", "hàng", "âm", "của", "này", "dương"]))
}

/// What is named by its number, with its zero: "Đề án 06".
const NUMBERED: &[&str] = &[
    "đề án",
    "nghị định",
    "nghị quyết",
    "chỉ thị",
    "thông tư",
    "quyết định",
    "kết luận",
    "quy định",
    "công điện",
    "công văn",
    "chỉ thị số",
    "đề án số",
    "nghị định số",
    "nghị quyết số",
    "thông tư số",
    "quyết định số",
    "nđ",
    "nq",
    "qđ",
    "tt",
    "ct",
    "đa",
    "kl",
];

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
            let (end, amount) = before_currency(line, line.skip(at + 1))?;
            return Read::sure(at, end, format!("{amount} {currency}"));
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
        // `30'` is thirty minutes, `6'30"` and half a minute.
        if amount.is_whole() && matches!(line.str(end), "'" | "’" | "′") {
            if let (Some(seconds), "\"" | "”" | "″" | "''") = (line.digits(end + 1), line.str(end + 2)) {
                let seconds = number::cardinal(seconds, line.style, false);
                return Read::likely(at, end + 3, format!("{text} phút {seconds} giây"));
            }
            // `20°51'N`
            let side = match line.str(end + 1) {
                _ if at == 0 || line.str(at - 1) != "°" => None,
                "N" | "B" => Some("vĩ Bắc"),
                "E" | "Đ" => Some("kinh Đông"),
                _ => None,
            };
            if let Some(side) = side {
                return Read::likely(at, end + 2, format!("{text} phút {side}"));
            }
            let said = line.follows(at, "phút");
            return Read::likely(at, end + 1, if said { text } else { format!("{text} phút") });
        }
        // A point for a comma, thousands parted by spaces: not as Vietnamese write numbers.
        if amount.point || (amount.grouped && line.kind(at + 1) == Kind::Space) {
            return Read::likely(at, end, text);
        }
        Read::sure(at, end, text)
    }
}

/// `USD 5 triệu`, `US$ 1,2 tỷ`: the code of a currency before an amount.
pub struct Money;

impl Rule for Money {
    fn name(&self) -> &'static str {
        "money"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let (start, currency) = unit::code(line, at)?;
        let (end, amount) = before_currency(line, start)?;
        // "USD 25.500 đồng": what one dollar is worth.
        if unit::currency(line, end).is_some() || line.precedes(end, "đồng") {
            return None;
        }
        Read::likely(at, end, format!("{amount} {currency}"))
    }
}

/// An amount with the currency before it, in words with its scale: `1.2 triệu`, `5M`.
fn before_currency(line: &Line<'_>, at: usize) -> Option<(usize, String)> {
    let amount = Amount::scan(line, at)?;
    let said = amount.say(line.style);
    let joined = match line.str(amount.end) {
        "M" => Some("triệu"),
        "B" => Some("tỷ"),
        "K" => Some(thousand(line.style)),
        _ => None,
    };
    if let Some(scale) = joined {
        return Some((amount.end + 1, format!("{said} {scale}")));
    }
    if let Some((end, scale)) = scale(line, amount.end, line.style) {
        return Some((end, format!("{said}{scale}")));
    }
    let word = line.skip(amount.end);
    if line.is_any(word, &["triệu", "tỷ", "tỉ", "nghìn", "ngàn"]) {
        return Some((word + 1, format!("{said} {}", line.str(word).to_lowercase())));
    }
    Some((amount.end, said))
}

fn thousand(style: &Style) -> &'static str {
    if style.thousand == Thousand::Ngan { "ngàn" } else { "nghìn" }
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
        "k" | "ng" => (thousand(style), ""),
        "tr" | "Tr" | "triệu" => ("triệu", thousand(style)),
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
    // `1.001193.000.00.00.H24`: the number of a procedure ends with letters.
    if line.str(end) == "."
        && line.case(end + 1) == Case::Upper
        && line.kind(end + 1) == Kind::Word
        && line.kind(end + 2) == Kind::Digits
    {
        let (letters, digits) = (alphabet::spell(line.str(end + 1)), number::one_by_one(line.str(end + 2)));
        return Read::likely(at, end + 3, format!("{spoken} chấm {letters} {digits}"));
    }
    Read::likely(at, end, spoken)
}
