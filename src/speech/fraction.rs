//! Two numbers with a slash between: parts of a whole, so many of so many, numbers of houses.

use crate::speech::date;
use crate::speech::holidays;
use crate::speech::number;
use crate::speech::quantity::Amount;
use crate::speech::range::SCORES;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::token::{Case, Kind};
use crate::speech::unit;

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
    "hs",
    "gv",
    "tdp",
    "mũi",
    "ca",
    "phần",
    "bài",
];

/// Words before the number of a house or a plot.
pub(crate) const ADDRESSES: &[&str] = &[
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

/// Words before "so many of so many".
const OUT_OF: &[&str] = &["trang", "điểm", "bước", "câu", "kết quả", "đạt điểm", "phiếu", "tỷ lệ phiếu"];

/// Words before one pressure over the other.
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
        if holidays::in_a_name(line, at).is_some() {
            let day = number::cardinal(above, line.style, false);
            return Read::likely(at, end, format!("{day} tháng {}", date::month(below)?));
        }
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
        // "thắng 2-0 (25/20, 25/18)"
        if line.among_before(at, 12, SCORES) && !above.starts_with('0') {
            return Read::likely(at, end, format!("{over} {under}"));
        }
        let size = |digits: &str| digits.parse::<u64>().unwrap_or(u64::MAX);
        let (a, b) = (size(above), size(below));
        let out_of = format!("{over} trên {under}");
        // `38/40 (95%)`: the share follows.
        let shared = !line.follows_any(at, date::BEFORE_FRACTION)
            && line.str(line.skip(end)) == "("
            && share(line, line.skip(end) + 1);
        let counts = shared || line.precedes_any(end, COUNTED) && (b > 9 || a >= b);
        if matches!((a, b), (24, 24 | 7) | (7, 7)) || counts || line.follows_any(at, OUT_OF) {
            return Read::likely(at, end, out_of);
        }
        let zero = above.starts_with('0') || below.starts_with('0');
        let house = line.follows_any(at, ADDRESSES);
        if house || zero || a >= 100 && a > b || b == 0 {
            let spoken = format!("{} xuyệt {}", by_number(line, above), by_number(line, below));
            // `123/4 Nguyễn Trãi`: the name of a street.
            let street = line.case(line.skip(end)) == Case::Title && !zero;
            return if house || street { Read::likely(at, end, spoken) } else { Read::guess(at, end, spoken) };
        }
        // `23 1/5` is one number.
        if at >= 2 && line.kind(at - 1) == Kind::Space && line.kind(at - 2) == Kind::Digits && a < b {
            return Read::sure(at, end, format!("và {part}"));
        }
        if a == b {
            return Read::guess(at, end, out_of);
        }
        // Alone, "5/6" may as well be a day.
        let noun = line.case(line.skip(end)) == Case::Lower
            && line.kind(line.skip(end)) == Kind::Word
            && !line.is_any(line.skip(end), holidays::AFTER_DAY);
        let clear = a < b && (b > 12 || noun || line.follows_any(at, date::BEFORE_FRACTION));
        if clear { Read::likely(at, end, part) } else { Read::guess(at, end, part) }
    }
}

/// Is it a percentage that stands here?
fn share(line: &Line<'_>, at: usize) -> bool {
    let Some(amount) = Amount::scan(line, at) else { return false };
    line.str(line.skip(amount.end)) == "%"
}

/// The number of a house keeps its zero.
fn by_number(line: &Line<'_>, digits: &str) -> String {
    if digits.starts_with('0') { number::one_by_one(digits) } else { number::cardinal(digits, line.style, false) }
}

/// Three numbers and more between slashes, whatever they are, in one reading; a house in a lane of a lane has them.
fn chain(line: &Line<'_>, at: usize) -> Option<Read> {
    let mut end = at + 1;
    let mut spoken = by_number(line, line.digits(at)?);
    while line.str(end) == "/" {
        let Some(digits) = line.digits(end + 1) else { break };
        spoken.push_str(" xuyệt ");
        spoken.push_str(&by_number(line, digits));
        end += 2;
    }
    if line.follows_any(at, ADDRESSES) { Read::likely(at, end, spoken) } else { Read::guess(at, end, spoken) }
}
