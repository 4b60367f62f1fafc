//! What stands between two things: minus signs, ranges, hyphens and slashes.

use crate::speech::date;
use crate::speech::quantity::Amount;
use crate::speech::roman;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::token::{Case, Kind};
use crate::speech::unit;

fn is_dash(written: &str) -> bool {
    matches!(written, "-" | "–" | "—" | "−" | "‐" | "‑")
}

/// `-5 °C`.
pub struct Negative;

impl Rule for Negative {
    fn name(&self) -> &'static str {
        "negative"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        if !is_dash(line.str(at)) || line.kind(at + 1) != Kind::Digits {
            return None;
        }
        Amount::scan(line, at + 1)?;
        let Some(previous) = at.checked_sub(1) else { return Read::sure(at, at + 1, "âm") };
        if line.str(previous) == "^" {
            return Read::sure(at, at + 1, "trừ");
        }
        let open = matches!(line.str(previous), "(" | "=" | ":" | "[" | ";" | "*");
        let after_word = line.kind(previous) == Kind::Space
            && line.before(at).is_none_or(|before| {
                matches!(line.kind(before), Kind::Word | Kind::Mark) && !is_number_end(line, before)
            });
        (open || after_word).then(|| Read::sure(at, at + 1, "âm")).flatten()
    }
}

/// Does a number, a unit after a number, or a numeral end here?
fn is_number_end(line: &Line<'_>, at: usize) -> bool {
    match line.kind(at) {
        Kind::Digits => true,
        Kind::Mark => matches!(line.str(at), "%" | "$" | "€" | "°" | "²" | "³" | "₫" | "'" | "+" | "£" | "¥"),
        Kind::Word => {
            let before = line.before(at);
            before.is_some_and(|before| line.kind(before) == Kind::Digits || matches!(line.str(before), "°" | "²"))
                || line.case(at) == Case::Upper && roman::value(line.str(at)).is_some()
        }
        _ => false,
    }
}

/// Words of sport before the two numbers of a score.
pub(crate) const SCORES: &[&str] =
    &["tỷ số", "tỉ số", "thắng", "thua", "hòa", "dẫn trước", "dẫn", "đánh bại", "chung cuộc", "gỡ hòa", "hạ gục"];

/// Pairs that are one name: no pause between (as the names of offices and fields are read).
const COMPOUNDS: &[(&str, &str)] = &[
    ("kinh tế", "xã hội"),
    ("văn hóa", "xã hội"),
    ("văn hoá", "xã hội"),
    ("văn xã", "nội chính"),
    ("chính trị", "xã hội"),
    ("quốc phòng", "an ninh"),
    ("an ninh", "quốc phòng"),
    ("an ninh", "trật tự"),
    ("văn hóa", "thể thao"),
    ("văn hóa", "văn nghệ"),
    ("văn hóa", "thông tin"),
    ("khoa học", "công nghệ"),
    ("khoa học", "kỹ thuật"),
    ("giáo dục", "đào tạo"),
    ("lao động", "thương binh"),
    ("tài chính", "kế hoạch"),
    ("kế hoạch", "tài chính"),
    ("công nghiệp", "xây dựng"),
    ("thương mại", "dịch vụ"),
    ("nông", "lâm"),
    ("lâm", "ngư"),
    ("dân số", "kế hoạch"),
    ("phát thanh", "truyền hình"),
    ("địa chính", "xây dựng"),
    ("tư pháp", "hộ tịch"),
    ("chính trị", "tư tưởng"),
    ("xã hội", "nghề nghiệp"),
    ("kinh tế", "tài chính"),
    ("bà rịa", "vũng tàu"),
    ("thừa thiên", "huế"),
    ("phan rang", "tháp chàm"),
    ("sài gòn", "gia định"),
];

/// A dash between two things: a range, a name, or a pause.
pub struct Dash;

impl Rule for Dash {
    fn name(&self) -> &'static str {
        "range"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        if !is_dash(line.str(at)) {
            return None;
        }
        let end = at + 1;
        let next = line.skip(end);
        let Some(before) = line.before(at) else { return Read::sure(at, end, "") };
        let tight = line.kind(at - 1) != Kind::Space && line.kind(end) != Kind::Space;
        let number_before = is_number_end(line, before);
        let numeral_after =
            line.case(next) == Case::Upper && line.kind(next) == Kind::Word && roman::value(line.str(next)).is_some();
        // `6-<12 tháng`
        if number_before && line.str(next) == "<" && line.kind(next + 1) == Kind::Digits {
            return Read::likely(at, next + 1, "đến dưới");
        }
        let number_after = line.kind(next) == Kind::Digits || matches!(line.str(next), "$" | "€" | "£" | "¥");
        if number_before && (number_after || numeral_after && line.kind(before) == Kind::Word) {
            // `1-0-2` is a saying, not a range of ranges.
            let chain = |one: usize, two: usize| is_dash(line.str(one)) && line.kind(two) == Kind::Digits;
            if tight && (chain(next + 1, next + 2) || before >= 2 && chain(before - 1, before - 2)) {
                return Read::guess(at, end, "");
            }
            if line.among_before(at, 8, SCORES) {
                return Read::likely(at, end, "");
            }
            // From more to less there is no range: a score, a difference, or two numbers.
            if tight && falls(line, before, next) {
                let rate = line.among_before(at, 4, &["tỷ lệ", "tỉ lệ", "kết quả", "tỷ lệ là"]);
                return Read::guess(at, end, if rate { "" } else { "," });
            }
            if tight && is_bare(line, before, next) {
                return Read::guess(at, end, "đến");
            }
            return Read::sure(at, end, "đến");
        }
        // "tháng 6 - tháng 8", "thứ Hai - thứ Sáu", "thứ 2 - Chủ nhật"
        if line.kind(next) == Kind::Word && line.is_any(next, NUMBERED) {
            let word = before.checked_sub(1).and_then(|place| line.before(place + 1));
            let name = line.str(next).to_lowercase();
            // "Quý IV/2026 - Quý II/2027": the year may stand between.
            let same = word.is_some_and(|word| line.is(word, &name))
                || number_before && line.among_before(at, 3, &[&name]) && begins_number(line, next + 1);
            let sunday = line.is(next, "chủ") && word.is_some_and(|word| line.is(word, "thứ"));
            if same || sunday {
                return Read::likely(at, end, "đến");
            }
        }
        // `T2-T6`, `T2 - CN`: from one to the other.
        let code = |place: usize| line.kind(place) == Kind::Word && line.kind(place + 1) == Kind::Digits;
        let first = before.checked_sub(1).filter(|place| code(*place) && (tight || line.str(*place) == "T"));
        if let Some(first) = first
            && (code(next) && line.str(first) == line.str(next) || line.str(first) == "T" && line.str(next) == "CN")
        {
            return Read::likely(at, end, "đến");
        }
        if tight {
            // `UBND-HĐND`
            let sign = |place: usize| {
                line.case(place) == Case::Upper && line.kind(place) == Kind::Word && line.str(place).len() > 2
            };
            if sign(before) && sign(next) && !line.shouting {
                return Read::likely(at, end, ",");
            }
            return Read::sure(at, end, "");
        }
        let compound = COMPOUNDS.iter().any(|(left, right)| line.follows(at, left) && line.precedes(end, right));
        if compound {
            return Read::sure(at, end, "");
        }
        Read::sure(at, end, ",")
    }
}

fn begins_number(line: &Line<'_>, at: usize) -> bool {
    let place = line.skip(at);
    line.kind(place) == Kind::Digits || roman::value(line.str(place)).is_some()
}

/// Words that stand at both ends of a range: "Điều 5 - Điều 9".
const NUMBERED: &[&str] = &[
    "tháng", "thứ", "ngày", "năm", "quý", "điều", "khoản", "lớp", "giờ", "tổ", "khu", "thôn", "chương", "mục", "khóa",
    "tuần", "bài", "cấp", "tầng", "phòng", "số", "trang", "kỳ", "chủ", "khối", "câu", "điểm", "mùng", "km",
];

/// Words before a range of numbers.
const BEFORE_RANGE: &[&str] = &[
    "từ",
    "khoảng",
    "còn",
    "trong",
    "giai đoạn",
    "chừng",
    "độ",
    "các",
    "vòng",
    "bậc",
    "mức",
    "loại",
    "nhà",
    "đội",
    "cấp độ",
    "tuổi",
    "lứa tuổi",
    "khung",
    "hàng",
    "dãy",
    "ca",
    "mã",
    "thứ tự",
];

/// Two small numbers with nothing before or after them that says what they are: "4-7" may be a score.
fn is_bare(line: &Line<'_>, before: usize, next: usize) -> bool {
    let small =
        |place: usize| line.digits(place).and_then(|digits| digits.parse::<u32>().ok()).is_some_and(|n| n <= 12);
    let open = before == 0 || line.kind(before - 1) == Kind::Space || line.str(before - 1) == "(";
    let counted = match line.kind(next + 1) {
        Kind::Space => line.kind(next + 2) == Kind::Word || matches!(line.str(next + 2), "%" | "°"),
        Kind::Mark => {
            !matches!(line.str(next + 1), "." | "," | ";" | ")" | "?" | "!" | ":")
                || matches!(line.kind(next + 2), Kind::Digits | Kind::Word)
        }
        Kind::Word => true,
        _ => false,
    };
    let told = line.follows_any(before, BEFORE_RANGE) || line.follows_any(before, NUMBERED);
    small(before) && small(next) && open && !counted && !told
}

/// Is the whole number that ends at `before` greater than the one that begins at `next`, with no unit at either?
fn falls(line: &Line<'_>, before: usize, next: usize) -> bool {
    let (Some(from), Some(to)) = (line.digits(before), line.digits(next)) else { return false };
    let joined = |place: usize| matches!(line.str(place), "." | "," | "/" | ":");
    // `7h30-8h` are times.
    let part = before > 0 && (joined(before - 1) || line.kind(before - 1) == Kind::Word)
        || line.kind(next + 1) == Kind::Word
        || joined(next + 1) && line.kind(next + 2) == Kind::Digits;
    let size = |digits: &str| digits.parse::<u64>().unwrap_or(u64::MAX);
    !part && size(from) > size(to)
}

/// Nouns that come after "mỗi": `lần/tuần`, `đồng/người/tháng`.
const EACH: &[&str] = &[
    "tuần",
    "tháng",
    "năm",
    "ngày",
    "giờ",
    "phút",
    "giây",
    "buổi",
    "người",
    "hộ",
    "lần",
    "hồ",
    "chuyên",
    "lượt",
    "chương",
    "đêm",
    "quý",
    "kỳ",
    "học",
    "xã",
    "phường",
    "thôn",
    "tổ",
    "khóa",
    "lớp",
    "đơn",
    "cái",
    "chiếc",
    "con",
    "cây",
    "bộ",
    "trường",
    "suất",
    "tấn",
    "tạ",
    "lít",
    "vụ",
    "nhân",
    "khẩu",
    "trẻ",
    "cháu",
    "em",
    "vé",
    "xe",
    "số",
    "bài",
    "trang",
    "bản",
    "sản",
    "tin",
    "ca",
    "công",
    "sào",
    "mẫu",
    "thửa",
    "căn",
    "phòng",
    "kg",
    "m2",
    "ha",
    "km",
    "m3",
    "kwh",
];

/// A slash between words.
pub struct Slash;

impl Rule for Slash {
    fn name(&self) -> &'static str {
        "slash"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        if line.str(at) != "/" {
            return None;
        }
        let end = at + 1;
        let (Some(before), next) = (line.before(at), line.skip(end)) else { return Read::guess(at, end, "") };
        let (left, right) = (line.kind(before), line.kind(next));
        if right == Kind::End || !matches!(left, Kind::Word | Kind::Digits | Kind::Mark) {
            return Read::guess(at, end, "");
        }
        // `7h/10/9`: an hour of a day.
        if line.is_any(before, &["h", "giờ", "phút"]) && right == Kind::Digits && date::numeric(line, next).is_some()
        {
            return Read::likely(at, end, "");
        }
        if line.is(before, "và") || line.is(before, "hoặc") && line.is(next, "và") {
            return Read::sure(at, end, "");
        }
        if counted(line, at) {
            if let Some((end, unit)) = unit::unit(line, at, next) {
                return Read::likely(at, end, format!("một {unit}"));
            }
            if right == Kind::Digits {
                return Read::likely(at, end, "trên");
            }
            if line.is_any(next, EACH) {
                return Read::sure(at, end, "một");
            }
            if right == Kind::Word {
                return Read::likely(at, end, "một");
            }
        }
        if (left == Kind::Digits || line.is(before, "đồng")) && right == Kind::Word && line.is_any(next, EACH) {
            return Read::likely(at, end, "một");
        }
        match (left, right) {
            // `P/E`
            (Kind::Word, Kind::Word)
                if line.str(before).len() == 1 && line.str(next).len() == 1 && line.kind(next + 1) != Kind::Digits =>
            {
                let ratio = line.follows_any(before, &["tỷ lệ", "tỉ lệ", "chỉ số", "hệ số", "tỷ số", "tỉ số"]);
                if ratio { Read::likely(at, end, "trên") } else { Read::guess(at, end, "trên") }
            }
            // `USD/VND`
            (Kind::Word, Kind::Word) if unit::is_code(line.str(before)) && unit::is_code(line.str(next)) => {
                Read::likely(at, end, "trên")
            }
            (Kind::Word, Kind::Word) => Read::guess(at, end, ","),
            (Kind::Digits, _) | (_, Kind::Digits) => Read::guess(at, end, "xuyệt"),
            (Kind::Mark, _) if matches!(line.str(before), ")" | "]") => Read::likely(at, end, "trên"),
            _ => Read::guess(at, end, ""),
        }
    }
}

/// Words that come between an amount and its slash: "triệu đồng/tháng", "bộ/hồ sơ".
fn counted(line: &Line<'_>, at: usize) -> bool {
    let mut place = at;
    for _ in 0..5 {
        let Some(before) = line.before(place) else { return false };
        match line.kind(before) {
            Kind::Digits => return true,
            Kind::Word => {}
            Kind::Mark if matches!(line.str(before), "/" | "$" | "₫" | "€" | "%" | "²" | "³") => {}
            _ => return false,
        }
        place = before;
    }
    false
}
