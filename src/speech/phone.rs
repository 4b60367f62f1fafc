//! Numbers that are said digit by digit: telephones, short codes, plates, accounts and identity numbers.

use crate::speech::abbreviation;
use crate::speech::alphabet;
use crate::speech::number;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::service;
use crate::speech::token::{Case, Kind};

/// Words right before a number that is dialled.
const CALLED: &[&str] = &[
    "gọi",
    "gọi số",
    "gọi đến",
    "gọi tới",
    "gọi đến số",
    "gọi tới số",
    "gọi ngay",
    "gọi ngay số",
    "gọi điện",
    "gọi điện đến",
    "gọi điện đến số",
    "gọi điện tới số",
    "gọi điện số",
    "gọi tổng đài",
    "tổng đài",
    "tổng đài số",
    "điện thoại",
    "số điện thoại",
    "điện thoại số",
    "đt",
    "sđt",
    "đtdđ",
    "tel",
    "fax",
    "hotline",
    "đường dây nóng",
    "đường dây nóng số",
    "số máy",
    "máy lẻ",
    "liên hệ",
    "liên hệ số",
    "liên hệ qua số",
    "đầu số",
    "bấm",
    "quay số",
    "bấm số",
    "alo",
    "di động",
    "zalo",
    "số zalo",
    "cảnh sát",
    "cứu hỏa",
    "cấp cứu",
    "cứu thương",
    "nhắn tin",
    "qua số",
    "số khẩn cấp",
    "khẩn cấp",
    "đt liên hệ",
    "nhắn tin đến",
    "alo số",
    "sđt liên hệ",
    "liên lạc",
    "liên lạc số",
];

/// Words earlier in the sentence that make a short code likely.
const CALLING: &[&str] = &[
    "gọi",
    "tổng đài",
    "hotline",
    "đường dây nóng",
    "cấp cứu",
    "cứu hỏa",
    "đầu số",
    "liên hệ",
    "cảnh sát",
    "nhắn tin",
    "số máy",
];

/// What is counted or paid is not dialled.
const AMOUNTS: &[&str] = &[
    "người",
    "cuộc",
    "hộ",
    "lượt",
    "lần",
    "triệu",
    "nghìn",
    "ngàn",
    "tỷ",
    "tỉ",
    "đồng",
    "vnđ",
    "vnd",
    "usd",
    "đ",
    "phút",
    "giờ",
    "ngày",
    "tuần",
    "tháng",
    "năm",
    "công dân",
    "hộ gia đình",
    "đại biểu",
    "khách",
    "trường hợp",
    "thuê bao",
    "xe",
    "em",
    "cháu",
    "bà con",
    "mét",
    "km",
];

pub struct Phone;

impl Rule for Phone {
    fn name(&self) -> &'static str {
        "phone"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Digits, Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        match line.str(at) {
            "+" => {
                // +84 (225) 3842 009
                let area = line.skip(at + 2);
                if line.str(at + 1) == "84" && line.str(area) == "(" && line.str(area + 2) == ")" {
                    let rest = groups(line, line.skip(area + 3));
                    let digits =
                        line.digits(area + 1).filter(|area| (8..=11).contains(&(rest.total() + area.len())))?;
                    let spoken = format!("cộng tám bốn, {}, {}", number::one_by_one(digits), rest.say());
                    return Read::sure(at, rest.end, spoken);
                }
                let groups = groups(line, at + 1);
                let total = groups.total();
                let country = groups.parts().first().is_some_and(|first| first.starts_with("84") || first.len() <= 3);
                let called = (10..=13).contains(&total) && country;
                // `+84912345678`: the country apart from the number.
                let said = match groups.parts() {
                    [one] if one.starts_with("84") => format!("tám bốn, {}", in_groups(&one[2..])),
                    _ => groups.say(),
                };
                return called.then(|| Read::sure(at, groups.end, format!("cộng {said}"))).flatten();
            }
            // (+84) 912 345 678
            "(" if line.str(at + 1) == "+" && line.str(at + 3) == ")" => {
                let country = line.digits(at + 2).filter(|digits| digits.len() <= 3)?;
                let rest = groups(line, line.skip(at + 4));
                let called = (8..=11).contains(&rest.total());
                let spoken = || format!("cộng {}, {}", number::one_by_one(country), rest.say());
                return called.then(|| Read::sure(at, rest.end, spoken())).flatten();
            }
            // (0225) 3842 123
            "(" if line.digits(at + 1).is_some_and(|d| d.starts_with('0')) && line.str(at + 2) == ")" => {
                let rest = groups(line, line.skip(at + 3));
                let area = line.digits(at + 1)?;
                if (10..=11).contains(&(rest.total() + area.len())) {
                    return Read::sure(at, rest.end, format!("{}, {}", number::one_by_one(area), rest.say()));
                }
                return None;
            }
            _ => {}
        }
        let first = line.digits(at)?;
        // `09xx`, `1900xxxx`: a number that is not told.
        let hidden = line.str(at + 1);
        if hidden.len() > 1 && hidden.bytes().all(|letter| matches!(letter, b'x' | b'X')) {
            let spoken = format!("{} {}", number::one_by_one(first), alphabet::spell(hidden));
            return Read::likely(at, at + 2, spoken);
        }
        if at > 0 && matches!(line.str(at - 1), "/" | "." | "," | "-") && at > 1 && line.kind(at - 2) == Kind::Digits {
            return None;
        }
        let groups = groups(line, at);
        let total = groups.total();
        let starts = |code: &str| first.starts_with(code);
        if starts("0") && (10..=11).contains(&total) || first == "84" && total == 11 && groups.parts().len() > 1 {
            return Read::sure(at, groups.end, groups.say());
        }
        // `0225.1022`: an exchange and a service.
        if starts("0") && groups.parts().len() > 1 && (6..=9).contains(&total) && line.follows_any(at, CALLED) {
            return Read::likely(at, groups.end, groups.say());
        }
        let service = (starts("1800") || starts("1900")) && matches!(total, 8 | 10);
        if service && !line.precedes_any(groups.end, AMOUNTS) {
            return Read::sure(at, groups.end, groups.say());
        }
        // What follows is a short code or a number after a word such as "gọi": these digits alone.
        let part_of_more = matches!(line.str(at + 1), "." | "," | "/" | ":" | "-") && line.kind(at + 2) == Kind::Digits
            || matches!(line.str(at + 1), "%" | "đ" | "k" | "tr");
        if first.len() < 3 || part_of_more || line.precedes_any(at + 1, AMOUNTS) {
            return None;
        }
        // `ĐT 391B` is a road.
        let road = line.case(line.before(at).unwrap_or(at)) == Case::Upper
            && line.follows(at, "đt")
            && line.str(at - 1) != ":"
            && abbreviation::is_road(line, at);
        // "gọi 300 bạn": a noun that is counted.
        let counted = first.len() <= 5 && !service::is_service(first) && service::is_counted(line, at + 1);
        if !road && !counted && line.follows_any(at, CALLED) {
            return Read::sure(at, at + 1, in_groups(first));
        }
        let short = matches!(
            first,
            "111"
                | "112"
                | "113"
                | "114"
                | "115"
                | "116"
                | "117"
                | "118"
                | "119"
                | "156"
                | "1022"
                | "1080"
                | "1800"
                | "1900"
                | "5656"
                | "9999"
                | "18001091"
        );
        if short && line.among_before(at, 12, CALLING) {
            return Read::likely(at, at + 1, in_groups(first));
        }
        None
    }
}

/// Groups of digits with one space, point or hyphen between; seven at most.
struct Groups<'a> {
    all: [&'a str; 7],
    count: usize,
    end: usize,
}

fn groups<'a>(line: &Line<'a>, at: usize) -> Groups<'a> {
    let mut found = Groups { all: [""; 7], count: 0, end: at };
    let mut place = at;
    while let Some(digits) = line.digits(place) {
        if found.count > 0 && !(1..=8).contains(&digits.len()) {
            break;
        }
        let Some(part) = found.all.get_mut(found.count) else { break };
        *part = digits;
        found.count += 1;
        found.end = place + 1;
        let between = line.str(place + 1);
        if !matches!(between, " " | "." | "-" | "\u{a0}" | "–") {
            break;
        }
        // Enough digits for a telephone: what comes now is something else.
        if found.total() >= 10 && found.parts().first().is_some_and(|first| first.starts_with('0')) {
            break;
        }
        place += 2;
    }
    found
}

impl<'a> Groups<'a> {
    fn parts(&self) -> &[&'a str] {
        &self.all[..self.count]
    }

    fn total(&self) -> usize {
        self.parts().iter().map(|part| part.len()).sum()
    }

    /// In the groups that are written, or else as Vietnamese say them.
    fn say(&self) -> String {
        match self.parts() {
            [one] => in_groups(one),
            parts => parts.iter().map(|part| number::one_by_one(part)).collect::<Vec<_>>().join(", "),
        }
    }
}

/// The digits in groups with a short pause between: a mobile number 4-3-3, a city's 3-4-4, a province's 4-4-3.
fn in_groups(digits: &str) -> String {
    let sizes: &[usize] = match digits.len() {
        0..=5 => &[],
        10 if digits.starts_with("02") => &[3, 4],
        11 if digits.starts_with("024") || digits.starts_with("028") => &[3, 4],
        11 if digits.starts_with("02") => &[4, 4],
        10 | 11 => &[4, 3],
        8 if digits.starts_with('1') => &[4],
        9 | 12 => &[3, 3, 3],
        6 => &[3],
        13 => &[4, 3, 3],
        14 => &[4, 4, 3],
        _ => &[4, 4, 4, 4, 4],
    };
    let mut rest = digits;
    let mut parts = Vec::new();
    for size in sizes {
        if rest.len() > *size {
            let (part, after) = rest.split_at(*size);
            parts.push(number::one_by_one(part));
            rest = after;
        }
    }
    parts.push(number::one_by_one(rest));
    parts.join(", ")
}

/// `15A-123.45`, `29C1-234.56`: the plate of a vehicle.
pub struct Plate;

impl Rule for Plate {
    fn name(&self) -> &'static str {
        "plate"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Digits]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let area = line.digits(at).filter(|digits| digits.len() == 2)?;
        let series = line.str(at + 1);
        let is_series =
            line.kind(at + 1) == Kind::Word && line.case(at + 1) == Case::Upper && series.chars().count() <= 2;
        if !is_series {
            return None;
        }
        let mut place = at + 2;
        let mut spoken = format!("{} {}", number::one_by_one(area), alphabet::spell(series));
        if let Some(digit) = line.digits(place).filter(|digits| digits.len() == 1) {
            spoken = format!("{spoken} {}", number::one_by_one(digit));
            place += 1;
        }
        if !matches!(line.str(place), "-" | "–" | " ") {
            return None;
        }
        let number = line.digits(place + 1)?;
        let dotted = line.str(place + 2) == "." && line.digits(place + 3).is_some_and(|rest| rest.len() == 2);
        match (number.len(), dotted) {
            (3, true) => {
                let rest = line.str(place + 3);
                let all = format!("{number}{rest}");
                Read::sure(at, place + 4, format!("{spoken}, {}", number::one_by_one(&all)))
            }
            (4 | 5, false) if line.str(place) != " " || line.follows_any(at, &["biển số", "biển kiểm soát", "xe"]) => {
                Read::likely(at, place + 2, format!("{spoken}, {}", number::one_by_one(number)))
            }
            _ => None,
        }
    }
}

/// Accounts, identity numbers and codes: digit by digit, in groups.
pub struct Coded;

const CODES: &[&str] = &[
    "tài khoản",
    "số tài khoản",
    "stk",
    "tk",
    "cccd",
    "số cccd",
    "căn cước",
    "căn cước công dân",
    "cmnd",
    "số cmnd",
    "chứng minh nhân dân",
    "định danh",
    "số định danh",
    "số định danh cá nhân",
    "mã định danh",
    "mã số thuế",
    "mst",
    "mã số",
    "mã",
    "số thẻ",
    "thẻ số",
    "hộ chiếu",
    "hộ chiếu số",
    "số hộ chiếu",
    "mã hồ sơ",
    "mã hồ sơ số",
    "seri",
    "số seri",
    "số hiệu",
    "mã bưu chính",
    "mã otp",
    "otp",
    "mã xác thực",
    "mật khẩu",
    "mã pin",
    "mã này là",
    "mã là",
    "mã otp là",
    "mã pin là",
    "mật khẩu là",
    "căn cước số",
    "căn cước công dân số",
    "tài khoản số",
];

impl Rule for Coded {
    fn name(&self) -> &'static str {
        "digits"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Digits]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let first = line.digits(at)?;
        let groups = groups(line, at);
        let next = line.kind(groups.end + 1);
        let goes_on = match line.str(groups.end) {
            "/" | "%" => true,
            "," | "." => next == Kind::Digits,
            _ => false,
        };
        let dotted = line.str(at + 1) == "." && line.kind(at + 2) == Kind::Digits;
        let coded = || line.follows_any(at, CODES) && !line.precedes_any(groups.end, AMOUNTS);
        if groups.total() >= 3 && !goes_on && !dotted && coded() {
            return Read::likely(at, groups.end, groups.say());
        }
        // "số BH 123456": a series and a number.
        let series = line.before(at).filter(|before| {
            line.case(*before) == Case::Upper && line.kind(*before) == Kind::Word && line.str(*before).len() <= 3
        });
        if first.len() >= 5 && series.is_some_and(|series| line.follows_any(series, &["số", "seri", "sê ri", "sổ"]))
        {
            return Read::likely(at, at + 1, number::one_by_one(first));
        }
        // A bank card or an identity number in groups of four or three without a word before it.
        let cards = groups.parts().len() >= 3 && groups.parts().iter().all(|part| part.len() == 4);
        let identity = first.starts_with('0') && groups.total() == 12;
        if cards || identity {
            return Read::likely(at, groups.end, groups.say());
        }
        None
    }
}
