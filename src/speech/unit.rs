//! Units and currencies: their symbols and how they are said.

use std::sync::LazyLock;

use crate::speech::rule::{Line, same};
use crate::speech::token::{Case, Kind};

/// A symbol that may stand after a number.
struct Unit {
    /// Lower case where any case is meant.
    symbol: &'static str,
    spoken: &'static str,
    /// Must it be written exactly so (`mW` and `MW` differ)?
    exact: bool,
    /// May a space stand before it? Not for symbols that are also words.
    apart: bool,
}

const fn any(symbol: &'static str, spoken: &'static str) -> Unit {
    Unit { symbol, spoken, exact: false, apart: true }
}

const fn exact(symbol: &'static str, spoken: &'static str) -> Unit {
    Unit { symbol, spoken, exact: true, apart: true }
}

const fn joined(symbol: &'static str, spoken: &'static str) -> Unit {
    Unit { symbol, spoken, exact: true, apart: false }
}

/// Names as in Nghị định 86/2012/NĐ-CP on legal units, written as they are said. Exact ones first.
const UNITS: &[Unit] = &[
    exact("m", "mét"),
    exact("g", "gam"),
    exact("l", "lít"),
    exact("L", "lít"),
    exact("W", "oát"),
    joined("w", "oát"),
    exact("V", "vôn"),
    joined("v", "vôn"),
    joined("A", "am pe"),
    joined("s", "giây"),
    joined("p", "phút"),
    joined("ph", "phút"),
    joined("h", "giờ"),
    exact("mW", "mi li oát"),
    exact("MW", "mê ga oát"),
    exact("mV", "mi li vôn"),
    exact("MV", "mê ga vôn"),
    exact("mA", "mi li am pe"),
    exact("MHz", "mê ga hẹc"),
    exact("mmHg", "mi li mét thủy ngân"),
    any("km", "ki lô mét"),
    any("hm", "héc tô mét"),
    any("dm", "đề xi mét"),
    any("cm", "xăng ti mét"),
    any("mm", "mi li mét"),
    any("µm", "mi crô mét"),
    any("μm", "mi crô mét"),
    any("nm", "na nô mét"),
    any("ha", "héc ta"),
    any("kg", "ki lô gam"),
    any("hg", "héc tô gam"),
    any("mg", "mi li gam"),
    any("µg", "mi crô gam"),
    any("μg", "mi crô gam"),
    any("ml", "mi li lít"),
    any("cl", "xăng ti lít"),
    any("dl", "đề xi lít"),
    any("hl", "héc tô lít"),
    any("cc", "xê xê"),
    any("kw", "ki lô oát"),
    any("mw", "mê ga oát"),
    any("gw", "gi ga oát"),
    any("tw", "tê ra oát"),
    any("kwh", "ki lô oát giờ"),
    any("mwh", "mê ga oát giờ"),
    any("kwp", "ki lô oát pích"),
    any("wh", "oát giờ"),
    any("kva", "ki lô vôn am pe"),
    any("mva", "mê ga vôn am pe"),
    any("kv", "ki lô vôn"),
    any("mv", "mi li vôn"),
    any("mah", "mi li am pe giờ"),
    any("ma", "mi li am pe"),
    any("hz", "hẹc"),
    any("khz", "ki lô hẹc"),
    any("mhz", "mê ga hẹc"),
    any("ghz", "gi ga hẹc"),
    any("kb", "ki lô bai"),
    any("mb", "mê ga bai"),
    any("gb", "gi ga bai"),
    any("tb", "tê ra bai"),
    any("kbps", "ki lô bít trên giây"),
    any("mbps", "mê ga bít trên giây"),
    any("gbps", "gi ga bít trên giây"),
    any("hp", "mã lực"),
    any("cv", "mã lực"),
    any("db", "đề xi ben"),
    any("kpa", "ki lô pát can"),
    any("hpa", "héc tô pát can"),
    any("mpa", "mê ga pát can"),
    any("atm", "át mốt phe"),
    any("kcal", "ki lô ca lo"),
    any("cal", "ca lo"),
    any("kj", "ki lô giun"),
    any("mj", "mê ga giun"),
    any("ppm", "phần triệu"),
    any("ppb", "phần tỷ"),
    any("sqm", "mét vuông"),
    any("cum", "mét khối"),
    any("px", "pích xen"),
    any("ms", "mi li giây"),
    any("min", "phút"),
    any("lb", "pao"),
    any("oz", "ao xơ"),
    exact("IU", "đơn vị quốc tế"),
    exact("UI", "đơn vị quốc tế"),
    any("ft", "phít"),
    any("rpm", "vòng trên phút"),
    joined("mp", "mê ga pích xen"),
    joined("MP", "mê ga pích xen"),
];

/// Denominators that are no unit of measure but stand after `/` as symbols: `km/h`.
const BELOW: &[(&str, &str)] =
    &[("h", "giờ"), ("s", "giây"), ("p", "phút"), ("phút", "phút"), ("giờ", "giờ"), ("giây", "giây"), ("lít", "lít")];

/// Currencies after (or, for signs, before) an amount.
const CURRENCIES: &[(&str, &str)] = &[
    ("đ", "đồng"),
    ("₫", "đồng"),
    ("vnd", "đồng"),
    ("vnđ", "đồng"),
    ("usd", "đô la Mỹ"),
    ("us$", "đô la Mỹ"),
    ("$", "đô la"),
    ("eur", "ơ rô"),
    ("euro", "ơ rô"),
    ("€", "ơ rô"),
    ("gbp", "bảng Anh"),
    ("£", "bảng Anh"),
    ("jpy", "yên Nhật"),
    ("¥", "yên Nhật"),
    ("cny", "nhân dân tệ"),
    ("rmb", "nhân dân tệ"),
    ("ndt", "nhân dân tệ"),
    ("krw", "uôn Hàn Quốc"),
    ("₩", "uôn Hàn Quốc"),
    ("thb", "bạt Thái"),
    ("฿", "bạt Thái"),
    ("sgd", "đô la Xinh ga po"),
    ("aud", "đô la Úc"),
    ("cad", "đô la Ca na đa"),
    ("hkd", "đô la Hồng Kông"),
    ("twd", "đô la Đài Loan"),
    ("chf", "phrăng Thụy Sĩ"),
    ("rub", "rúp"),
    ("inr", "ru pi"),
    ("₹", "ru pi"),
    ("btc", "bít coi"),
];

/// Words before a code such as `10A`, whose letter is then no unit.
const CODES: &[&str] = &[
    "lớp",
    "nhà",
    "số",
    "ngõ",
    "khu",
    "lô",
    "phòng",
    "tổ",
    "đội",
    "quốc lộ",
    "tuyến",
    "block",
    "tòa",
    "căn",
    "khối",
    "đường",
    "phố",
    "ngách",
    "hẻm",
    "tỉnh lộ",
    "hương lộ",
    "ql",
    "tl",
    "đt",
    "hl",
];

/// The unit that begins at `at` (right after a number, or after a space): where it ends, and how it is said.
pub(crate) fn unit(line: &Line<'_>, number: usize, at: usize) -> Option<(usize, String)> {
    let apart = line.kind(at) == Kind::Space;
    let start = line.skip(at);
    let (end, spoken) = symbol(line, start, apart)?;
    if !apart && line.str(start).chars().count() == 1 && line.follows_any(number, CODES) && line.str(start) != "m" {
        return None;
    }
    // `m/s2` is an acceleration.
    if line.str(end) == "/" && line.is(end + 1, "s") && matches!(line.str(end + 2), "2" | "²") {
        return Some((end + 3, format!("{spoken} trên giây bình phương")));
    }
    // `km/h`, `mg/l`, `kg/m3`: one unit over another.
    if line.str(end) == "/" {
        if let Some((end, below)) = symbol(line, end + 1, true) {
            return Some((end, format!("{spoken} trên {below}")));
        }
        if let Some((_, below)) = BELOW.iter().find(|(symbol, _)| line.is(end + 1, symbol)) {
            return Some((end + 2, format!("{spoken} trên {below}")));
        }
    }
    Some((end, spoken))
}

/// The units whose symbol begins with this byte in any case, in their order.
fn beginning_with(byte: u8) -> &'static [&'static Unit] {
    static BY_BYTE: LazyLock<[Vec<&'static Unit>; 256]> = LazyLock::new(|| {
        let mut by_byte = [const { Vec::new() }; 256];
        for unit in UNITS {
            by_byte[usize::from(unit.symbol.as_bytes()[0].to_ascii_lowercase())].push(unit);
        }
        by_byte
    });
    &BY_BYTE[usize::from(byte.to_ascii_lowercase())]
}

fn symbol(line: &Line<'_>, at: usize, apart: bool) -> Option<(usize, String)> {
    match line.str(at) {
        "%" => return Some((at + 1, "phần trăm".to_owned())),
        "‰" => return Some((at + 1, "phần nghìn".to_owned())),
        "°" | "º" | "˚" => {
            let after = line.skip(at + 1);
            let scale = match line.str(after) {
                "C" | "c" => " xê",
                "F" | "f" => " ép",
                "K" => " ca",
                "N" | "B" if after == at + 1 => " vĩ Bắc",
                "S" if after == at + 1 => " vĩ Nam",
                "E" | "Đ" if after == at + 1 => " kinh Đông",
                "W" if after == at + 1 => " kinh Tây",
                _ => return Some((at + 1, "độ".to_owned())),
            };
            return Some((after + 1, format!("độ{scale}")));
        }
        "℃" | "ºC" | "oC" => return Some((at + 1, "độ xê".to_owned())),
        _ => {}
    }
    if line.kind(at) != Kind::Word {
        return None;
    }
    let written = line.str(at);
    let found = beginning_with(written.bytes().next()?).iter().find(|unit| {
        let alone = matches!(unit.symbol, "s" | "p" | "ph") && !matches!(line.kind(line.skip(at + 1)), Kind::Word);
        (unit.apart || !apart || alone) && if unit.exact { unit.symbol == written } else { same(written, unit.symbol) }
    })?;
    let length = found.spoken.ends_with("mét");
    let (end, power) = match (line.str(at + 1), line.kind(at + 1)) {
        (_, Kind::Digits) if !length => return None,
        ("2" | "²", Kind::Digits | Kind::Mark) => (at + 2, " vuông"),
        ("3" | "³", Kind::Digits | Kind::Mark) => (at + 2, " khối"),
        (_, Kind::Digits) => return None,
        _ => (at + 1, ""),
    };
    // `5 m` before a stop may be an initial; `12 V.A`.
    if apart && written.len() == 1 && line.str(end) == "." && line.kind(end + 1) == Kind::Word {
        return None;
    }
    Some((end, format!("{}{power}", found.spoken)))
}

/// The currency at `at`, after a space or not: where it ends, and how it is said.
pub(crate) fn currency(line: &Line<'_>, at: usize) -> Option<(usize, &'static str)> {
    let start = line.skip(at);
    let written = line.str(start);
    if line.is(start, "us") && line.str(start + 1) == "$" {
        return Some((start + 2, "đô la Mỹ"));
    }
    // `15 đ/c` are people.
    let people = start > at && line.str(start + 1) == "/" && line.str(start + 2) == "c";
    if written == "Đ" || people {
        return None;
    }
    let (_, spoken) = CURRENCIES.iter().find(|(symbol, _)| same(written, symbol))?;
    if line.kind(start + 1) == Kind::Digits {
        return None;
    }
    Some((start + 1, spoken))
}

/// Is it the code of a currency: `USD`, `VND`?
pub(crate) fn is_code(written: &str) -> bool {
    written.len() == 3 && CURRENCIES.iter().any(|(symbol, _)| same(written, symbol))
}

/// The currency whose code stands before an amount, `USD 5 triệu`, and where the amount begins.
pub(crate) fn code(line: &Line<'_>, at: usize) -> Option<(usize, &'static str)> {
    let written = line.str(at);
    let dollar = usize::from(written == "US" && line.str(at + 1) == "$");
    if dollar == 0 && (written.len() != 3 || line.case(at) != Case::Upper) {
        return None;
    }
    let amount = line.skip(at + 1 + dollar);
    line.digits(amount)?;
    if dollar == 1 {
        return Some((amount, "đô la Mỹ"));
    }
    CURRENCIES.iter().find(|(symbol, _)| same(written, symbol)).map(|(_, spoken)| (amount, *spoken))
}

/// The currency whose sign stands at `at`, before an amount.
pub(crate) fn sign(line: &Line<'_>, at: usize) -> Option<&'static str> {
    let written = line.str(at);
    if line.kind(at) != Kind::Mark {
        return None;
    }
    CURRENCIES.iter().find(|(symbol, _)| *symbol == written).map(|(_, spoken)| *spoken)
}
