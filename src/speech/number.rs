//! Whole numbers and digits in words.
//!
//! Rules of reading: Ngữ pháp tiếng Việt (Ủy ban Khoa học xã hội, 1983) and CLDR's spell-out rules for `vi`
//! (mốt, tư, lăm after a ten; linh for an empty ten; không trăm for an empty hundred after a larger group).

use crate::speech::style::{Style, Thousand, ZeroTens};

/// The ten digits.
pub(crate) const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// The number in words; leading zeros count for nothing.
///
/// `grouped` says that it was written with dots, as amounts are: then every empty hundred is named
/// (`2.005.000`: hai triệu không trăm linh năm nghìn), as when money is read out.
#[must_use]
pub(crate) fn cardinal(digits: &str, style: &Style, grouped: bool) -> String {
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return DIGITS[0].to_owned();
    }
    let mut words = Words { text: String::with_capacity(digits.len() * 14), style, grouped };
    words.billions(digits.as_bytes());
    words.text
}

/// Each digit by itself: `113` → một một ba.
#[must_use]
pub(crate) fn one_by_one(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() * 5);
    for digit in digits.bytes().filter(u8::is_ascii_digit) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(DIGITS[usize::from(digit - b'0')]);
    }
    text
}

/// The digits after a decimal mark, one by one; of two, a five after another digit is said lăm: `,25` → hai lăm.
#[must_use]
pub(crate) fn fraction(digits: &str) -> String {
    match digits.as_bytes() {
        [ten @ b'1'..=b'9', b'5'] => format!("{} lăm", DIGITS[usize::from(ten - b'0')]),
        _ => one_by_one(digits),
    }
}

struct Words<'a> {
    text: String,
    style: &'a Style,
    grouped: bool,
}

impl Words<'_> {
    fn say(&mut self, word: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(word);
    }

    /// Nine digits at a time: `1000000000000` is một nghìn tỷ.
    fn billions(&mut self, digits: &[u8]) {
        let (mut rest, mut after) = (digits, false);
        while !rest.is_empty() {
            let (part, lower) = rest.split_at((rest.len() - 1) % 9 + 1);
            if part.iter().any(|digit| *digit != b'0') {
                self.below_billion(part, after);
            }
            if !lower.is_empty() {
                self.say("tỷ");
            }
            (rest, after) = (lower, true);
        }
    }

    /// At most nine digits; `after` says that a larger part was said before.
    fn below_billion(&mut self, digits: &[u8], after: bool) {
        let value = digits.iter().fold(0u32, |value, digit| value * 10 + u32::from(digit - b'0'));
        let thousand = match self.style.thousand {
            Thousand::Nghin => "nghìn",
            Thousand::Ngan => "ngàn",
        };
        let (millions, thousands, rest) = (value / 1_000_000, value / 1000 % 1000, value % 1000);
        if millions > 0 {
            self.triple(millions, after && self.fills(millions));
            self.say("triệu");
        }
        let after = after || millions > 0;
        if thousands > 0 {
            self.triple(thousands, after && self.fills(thousands));
            self.say(thousand);
        }
        if rest > 0 {
            self.triple(rest, after || thousands > 0);
        }
    }

    /// Is an empty hundred named within a number, before triệu and nghìn?
    fn fills(&self, triple: u32) -> bool {
        self.grouped || triple >= 10
    }

    /// 1 to 999; `full` names an empty hundred.
    fn triple(&mut self, value: u32, full: bool) {
        let digit = |value: u32| DIGITS[(value % 10) as usize];
        let (hundreds, tens, ones) = (value / 100, value / 10 % 10, value % 10);
        if hundreds > 0 || full {
            self.say(digit(hundreds));
            self.say("trăm");
        }
        match (tens, ones) {
            (0, 0) => return,
            (0, _) => {
                if hundreds > 0 || full {
                    self.say(match self.style.zero_tens {
                        ZeroTens::Linh => "linh",
                        ZeroTens::Le => "lẻ",
                    });
                }
            }
            (1, _) => self.say("mười"),
            _ => {
                self.say(digit(tens));
                self.say("mươi");
            }
        }
        match (tens, ones) {
            (_, 0) => {}
            (2.., 1) => self.say("mốt"),
            (2.., 4) => self.say("tư"),
            (1.., 5) => self.say("lăm"),
            _ => self.say(digit(ones)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words() {
        let style = Style::default();
        for (digits, expected) in [
            ("0", "không"),
            ("000", "không"),
            ("10", "mười"),
            ("15", "mười lăm"),
            ("21", "hai mươi mốt"),
            ("24", "hai mươi tư"),
            ("105", "một trăm linh năm"),
            ("110", "một trăm mười"),
            ("2026", "hai nghìn không trăm hai mươi sáu"),
            ("2000", "hai nghìn"),
            ("1000000000000000000", "một tỷ tỷ"),
            ("1000000005", "một tỷ không trăm linh năm"),
        ] {
            assert_eq!(cardinal(digits, &style, false), expected, "{digits}");
        }
        assert_eq!(cardinal("2005000", &style, true), "hai triệu không trăm linh năm nghìn");
    }

    #[test]
    fn numbers_of_any_length_have_words() {
        let words = cardinal(&"1".repeat(200_000), &Style::default(), false);
        assert!(words.starts_with("mười một tỷ một trăm mười một triệu"));
        assert_eq!(words.matches("tỷ").count(), 200_000 / 9);
    }

    #[test]
    fn house_style_changes_two_words() {
        let style = Style { zero_tens: ZeroTens::Le, thousand: Thousand::Ngan, ..Style::default() };
        assert_eq!(cardinal("1001", &style, false), "một ngàn không trăm lẻ một");
    }

    #[test]
    fn digits_one_by_one() {
        assert_eq!(one_by_one("1022"), "một không hai hai");
        assert_eq!(fraction("25"), "hai lăm");
        assert_eq!(fraction("05"), "không năm");
    }
}
