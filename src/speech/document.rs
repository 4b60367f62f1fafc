//! Numbers of official documents: `142/2026/NĐ-CP`, `367/QĐ-TTg`, `34-CT/TW`, `134/2025/QH15`.
//!
//! Signs of documents follow Nghị định 30/2020/NĐ-CP (Phụ lục I and III) for the State and Quy định 66-QĐ/TW for the
//! Party.

use std::sync::LazyLock;

use crate::speech::alphabet;
use crate::speech::date;
use crate::speech::number;
use crate::speech::rule::{Line, Read, Rule, same_letters};
use crate::speech::spoken::Confidence;
use crate::speech::style::DocumentNumber as Manner;
use crate::speech::token::{Case, Kind};

/// Kinds of documents (Nghị định 30/2020/NĐ-CP, Phụ lục III; Luật Ban hành văn bản quy phạm pháp luật 2025, Điều 4).
pub(crate) const KINDS: &[(&str, &str)] = &[
    ("BB", "Biên bản"),
    ("BC", "Báo cáo"),
    ("CĐ", "Công điện"),
    ("CT", "Chỉ thị"),
    ("CTr", "Chương trình"),
    ("CTrPH", "Chương trình phối hợp"),
    ("CV", "Công văn"),
    ("DA", "Dự án"),
    ("ĐA", "Đề án"),
    ("ĐL", "Điều lệ"),
    ("GGT", "Giấy giới thiệu"),
    ("GM", "Giấy mời"),
    ("GNP", "Giấy nghỉ phép"),
    ("GP", "Giấy phép"),
    ("GUQ", "Giấy ủy quyền"),
    ("GCN", "Giấy chứng nhận"),
    ("HD", "Hướng dẫn"),
    ("HĐ", "Hợp đồng"),
    ("KH", "Kế hoạch"),
    ("KL", "Kết luận"),
    ("L", "Lệnh"),
    ("NĐ", "Nghị định"),
    ("NQ", "Nghị quyết"),
    ("NQLT", "Nghị quyết liên tịch"),
    ("PA", "Phương án"),
    ("PL", "Pháp lệnh"),
    ("QC", "Quy chế"),
    ("QCPH", "Quy chế phối hợp"),
    ("QĐ", "Quyết định"),
    ("QyĐ", "Quy định"),
    ("QĐi", "Quy định"),
    ("SL", "Sắc lệnh"),
    ("SY", "Sao y"),
    ("TB", "Thông báo"),
    ("TC", "Thông cáo"),
    ("TL", "Trích lục"),
    ("TLg", "Thư lưu"),
    ("TM", "Thư mời"),
    ("TT", "Thông tư"),
    ("TTLT", "Thông tư liên tịch"),
    ("TTr", "Tờ trình"),
    ("UQ", "Ủy quyền"),
    ("VB", "Văn bản"),
    ("VBHN", "Văn bản hợp nhất"),
];

/// The names of [`KINDS`] in small letters.
static SMALL_KINDS: LazyLock<Vec<String>> =
    LazyLock::new(|| KINDS.iter().map(|(_, name)| name.to_lowercase()).collect());

/// Who signs.
const ISSUERS: &[(&str, &str)] = &[
    ("CP", "Chính phủ"),
    ("TTg", "Thủ tướng Chính phủ"),
    ("TTG", "Thủ tướng Chính phủ"),
    ("CTN", "Chủ tịch nước"),
    ("QH", "Quốc hội"),
    ("UBTVQH", "Ủy ban Thường vụ Quốc hội"),
    ("HĐND", "Hội đồng nhân dân"),
    ("UBND", "Ủy ban nhân dân"),
    ("TW", "Trung ương"),
    ("TƯ", "Trung ương"),
    ("BCHTW", "Ban Chấp hành Trung ương"),
    ("BBT", "Ban Bí thư"),
    ("BCT", "Bộ Công Thương"),
    ("TU", "Thành ủy"),
    ("ThU", "Thành ủy"),
    ("TƯTH", "Tỉnh ủy"),
    ("TUTH", "Tỉnh ủy"),
    ("HU", "Huyện ủy"),
    ("ĐU", "Đảng ủy"),
    ("BCA", "Bộ Công an"),
    ("BDTTG", "Bộ Dân tộc và Tôn giáo"),
    ("BGDĐT", "Bộ Giáo dục và Đào tạo"),
    ("BGTVT", "Bộ Giao thông vận tải"),
    ("BKHCN", "Bộ Khoa học và Công nghệ"),
    ("BKHĐT", "Bộ Kế hoạch và Đầu tư"),
    ("BLĐTBXH", "Bộ Lao động, Thương binh và Xã hội"),
    ("BNG", "Bộ Ngoại giao"),
    ("BNNMT", "Bộ Nông nghiệp và Môi trường"),
    ("BNNPTNT", "Bộ Nông nghiệp và Phát triển nông thôn"),
    ("BNV", "Bộ Nội vụ"),
    ("BQP", "Bộ Quốc phòng"),
    ("BTC", "Bộ Tài chính"),
    ("BTNMT", "Bộ Tài nguyên và Môi trường"),
    ("BTP", "Bộ Tư pháp"),
    ("BTTTT", "Bộ Thông tin và Truyền thông"),
    ("BVHTTDL", "Bộ Văn hóa, Thể thao và Du lịch"),
    ("BXD", "Bộ Xây dựng"),
    ("BYT", "Bộ Y tế"),
    ("NHNN", "Ngân hàng Nhà nước"),
    ("TTCP", "Thanh tra Chính phủ"),
    ("UBDT", "Ủy ban Dân tộc"),
    ("VPCP", "Văn phòng Chính phủ"),
    ("VPQH", "Văn phòng Quốc hội"),
    ("TANDTC", "Tòa án nhân dân tối cao"),
    ("VKSNDTC", "Viện Kiểm sát nhân dân tối cao"),
    ("VKSTC", "Viện Kiểm sát nhân dân tối cao"),
    ("HĐTP", "Hội đồng Thẩm phán Tòa án nhân dân tối cao"),
    ("KTNN", "Kiểm toán nhà nước"),
    ("BHXH", "Bảo hiểm xã hội"),
    ("BCĐ", "Ban Chỉ đạo"),
    ("BTGDVTW", "Ban Tuyên giáo và Dân vận Trung ương"),
    ("BTV", "Ban Thường vụ"),
    ("BTT", "Ban Thường trực"),
    ("MTTQ", "Mặt trận Tổ quốc"),
    ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
    ("MTTW", "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"),
    ("TLĐ", "Tổng Liên đoàn Lao động Việt Nam"),
    ("TWĐTN", "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh"),
    ("CA", "Công an"),
    ("CAT", "Công an tỉnh"),
    ("CATP", "Công an thành phố"),
    ("SCT", "Sở Công Thương"),
    ("SGDĐT", "Sở Giáo dục và Đào tạo"),
    ("SKHCN", "Sở Khoa học và Công nghệ"),
    ("SNV", "Sở Nội vụ"),
    ("SNNMT", "Sở Nông nghiệp và Môi trường"),
    ("SDTTG", "Sở Dân tộc và Tôn giáo"),
    ("STC", "Sở Tài chính"),
    ("STP", "Sở Tư pháp"),
    ("STTTT", "Sở Thông tin và Truyền thông"),
    ("SVHTT", "Sở Văn hóa và Thể thao"),
    ("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch"),
    ("SXD", "Sở Xây dựng"),
    ("SYT", "Sở Y tế"),
    ("VP", "Văn phòng"),
    ("VHXH", "Phòng Văn hóa - Xã hội"),
    ("KTHTĐT", "Phòng Kinh tế, Hạ tầng và Đô thị"),
];

pub struct DocumentNumber;

impl Rule for DocumentNumber {
    fn name(&self) -> &'static str {
        "document"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Digits, Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let sign = Sign::parse(line, at)?;
        let spoken = match line.style.document_number {
            Manner::Short => sign.short(line, at),
            Manner::Full => (sign.full(line, at), sign.end),
        };
        Read::with(at, spoken.1, spoken.0, sign.confidence)
    }
}

/// A document's number and sign, taken apart.
struct Sign {
    end: usize,
    /// Empty where the draft has none yet: `Số: /KH-UBND`.
    number: String,
    year: Option<String>,
    kind: Option<&'static str>,
    issuer: Option<String>,
    confidence: Confidence,
}

impl Sign {
    fn parse(line: &Line<'_>, at: usize) -> Option<Self> {
        let style = line.style;
        let mut place = at;
        let mut letter = "";
        let digits = line.digits(at);
        if let Some(digits) = digits {
            if digits.len() > 6 {
                return None;
            }
            place += 1;
            // `1356a/QĐ-UBND`
            if line.kind(place) == Kind::Word && line.str(place + 1) == "/" && line.str(place).chars().nth(1).is_none()
            {
                letter = line.str(place);
                place += 1;
            }
        } else if line.str(at) != "/" || !line.follows(at, "số") {
            return None;
        }
        if digits.is_none() || line.kind(place) == Kind::Space {
            place = line.skip(place);
            if line.str(place) != "/" {
                return None;
            }
        }
        let mut year = None;
        let slash = line.str(place) == "/";
        if slash
            && line.str(place + 2) == "/"
            && let Some(digits) = line.digits(place + 1)
        {
            year = Some(date::year(digits, style)?);
            place += 2;
        }
        if !slash && line.str(place) != "-" {
            return None;
        }
        if line.kind(place + 1) == Kind::Space && year.is_none() {
            return None;
        }
        place = line.skip(place + 1);
        let (end, parts) = parts(line, place)?;
        // The only part, after a year: `134/2025/L`; or a kind.
        let kind = KINDS.iter().find(|(sign, _)| same_sign(parts[0].0, sign)).map(|(_, name)| *name);
        // `34-CT/TW` needs both.
        if !slash && (kind.is_none() || parts.len() < 2) {
            return None;
        }
        let (mut issuers, mut unknown) = (Vec::new(), false);
        for (nth, part) in parts.iter().enumerate().skip(usize::from(kind.is_some())) {
            if let Some(name) = issuer(line, part) {
                issuers.push(name);
            } else if issuers.is_empty() && (nth > 0 || year.is_some()) {
                unknown = true;
                issuers.push(alphabet::spell(part.0));
            }
        }
        // `5/UBND` may be anything; a sign has a year, a hyphen, or a kind.
        let known = kind.is_some() || !issuers.is_empty() && !unknown;
        let dated = year.is_some() && parts.len() > 1;
        if !(known || dated) {
            return None;
        }
        let mut spoken = digits.map_or_else(String::new, |digits| number(digits, line));
        if !letter.is_empty() {
            spoken = format!("{spoken} {}", alphabet::spell(letter));
        }
        let confidence = match (unknown, spoken.is_empty()) {
            (true, _) | (_, true) => Confidence::Guess,
            _ => Confidence::Sure,
        };
        let issuer = (!issuers.is_empty()).then(|| issuers.join(" và "));
        Some(Self { end, number: spoken, year, kind, issuer, confidence })
    }

    /// "số một trăm bốn mươi hai, năm hai nghìn không trăm hai mươi sáu của Chính phủ", with the date that follows, and
    /// nothing said twice.
    fn short(&self, line: &Line<'_>, at: usize) -> (String, usize) {
        let mut text = String::with_capacity(160);
        let numbered = line.word_before(at).filter(|before| line.is(*before, "số"));
        let heading = numbered.is_some_and(|before| line.is_first(before));
        let named = numbered.is_some()
            || line.word_before(at).is_some_and(|before| KINDS.iter().any(|(sign, _)| line.str(before) == *sign))
            || SMALL_KINDS.iter().any(|name| line.follows(at, name));
        if !named && let Some(kind) = self.kind {
            text.push_str(kind);
            text.push(' ');
        }
        if numbered.is_none() {
            text.push_str("số ");
        }
        text.push_str(&self.number);
        if heading {
            // "Số: 117/KH-UBND" at the head of a document names its kind.
            if let Some(year) = &self.year {
                text.push_str(", năm ");
                text.push_str(year);
            }
            if let Some(kind) = self.kind {
                text.push_str(if self.number.is_empty() { "" } else { ", " });
                text.push_str(kind);
            }
        }
        let mut end = self.end;
        let mut dated = false;
        let comma = usize::from(line.str(end) == ",");
        let day = line.skip(end + comma);
        if let Some((after, spoken)) = date::after_word(line, day) {
            text.push_str(", ");
            text.push_str(&spoken);
            end = after;
            dated = true;
        } else if let (Some(year), false) = (&self.year, heading) {
            text.push_str(", năm ");
            text.push_str(year);
        }
        let follows = line.precedes(end, "của") || line.precedes_any(end, &["được quốc hội", "do"]);
        if let Some(issuer) = self.issuer.as_ref().filter(|issuer| !follows && !was_named(line, at, issuer)) {
            text.push_str(if dated { ", của " } else { " của " });
            text.push_str(issuer);
            if dated && line.kind(line.skip(end)) == Kind::Word {
                text.push(',');
            }
        } else if dated && line.precedes(end, "của") {
            text.push(',');
        }
        (text, end)
    }

    /// Every part, as it is written.
    fn full(&self, line: &Line<'_>, at: usize) -> String {
        let mut text = if line.follows(at, "số") { String::new() } else { "số ".to_owned() };
        text.push_str(&self.number);
        for part in [self.year.as_deref(), self.kind].into_iter().flatten() {
            text.push_str(" gạch chéo ");
            text.push_str(part);
        }
        if let Some(issuer) = &self.issuer {
            text.push_str(if self.kind.is_some() { ", " } else { " gạch chéo " });
            text.push_str(issuer);
        }
        text
    }
}

/// A document's number keeps its zero: `09/2020` is không chín.
fn number(digits: &str, line: &Line<'_>) -> String {
    if digits.starts_with('0') { number::one_by_one(digits) } else { number::cardinal(digits, line.style, false) }
}

/// Was the issuer named shortly before, as in "Nghị định của Chính phủ số 142/2026/NĐ-CP"?
fn was_named(line: &Line<'_>, at: usize, issuer: &str) -> bool {
    line.among_before(at, 6, &[&issuer.to_lowercase()])
}

/// Letters of a sign and the digits after them.
type Part<'a> = (&'a str, Option<&'a str>);

/// The parts of a sign: letters with the digits after them, between `-`, `/` and `&`.
fn parts<'a>(line: &Line<'a>, at: usize) -> Option<(usize, Vec<Part<'a>>)> {
    let mut place = at;
    let mut parts = Vec::new();
    while parts.len() < 8
        && line.kind(place) == Kind::Word
        && matches!(line.case(place), Case::Upper | Case::Mixed | Case::Title)
    {
        let word = line.str(place);
        if line.case(place) == Case::Title && !matches!(word, "Ttr") {
            break;
        }
        place += 1;
        let digits = line.digits(place);
        place += usize::from(digits.is_some());
        parts.push((word, digits));
        let joint = matches!(line.str(place), "-" | "/" | "–" | "&" | ".") && line.kind(place + 1) == Kind::Word;
        if !joint || line.str(place) == "." && line.case(place + 1) != Case::Upper {
            break;
        }
        place += 1;
    }
    // Back over a joint that led to nothing.
    let end =
        if matches!(line.str(place.saturating_sub(1)), "-" | "/" | "–" | "&" | ".") { place - 1 } else { place };
    (!parts.is_empty()).then_some((end, parts))
}

fn same_sign(written: &str, sign: &str) -> bool {
    written == sign || same_letters(written, sign) && sign.chars().count() > 2
}

fn issuer(line: &Line<'_>, part: &Part<'_>) -> Option<String> {
    let (letters, digits) = *part;
    let (_, name) = ISSUERS.iter().find(|(sign, _)| same_sign(letters, sign))?;
    Some(match digits {
        // `QH15`: of the fifteenth term.
        Some(digits) => format!("{name} khóa {}", number::cardinal(digits, line.style, false)),
        None => (*name).to_owned(),
    })
}

/// `QCVN 01:2021/BXD`, `TCVN 5574:2018`: technical standards.
pub struct Standard;

impl Rule for Standard {
    fn name(&self) -> &'static str {
        "standard"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let name = match line.str(at) {
            "QCVN" => "quy chuẩn Việt Nam",
            "TCVN" => "tiêu chuẩn Việt Nam",
            "QCĐP" => "quy chuẩn địa phương",
            "TCCS" => "tiêu chuẩn cơ sở",
            "ISO" => "tiêu chuẩn I ét ô",
            _ => return None,
        };
        let mut place = line.skip(at + 1);
        let mut spoken = name.to_owned();
        if line.str(at) == "TCVN" && line.str(place) == "ISO" {
            spoken.push_str(" I ét ô");
            place = line.skip(place + 1);
        }
        let digits = line.digits(place)?;
        spoken.push(' ');
        spoken.push_str(&number(digits, line));
        place += 1;
        if line.str(place) == "-" && line.digits(place + 1).is_some_and(|digits| digits.len() <= 2) {
            spoken = format!("{spoken} phần {}", number::cardinal(line.str(place + 1), line.style, false));
            place += 2;
        }
        if matches!(line.str(place), ":" | "/")
            && let Some(year) = line.digits(place + 1).and_then(|digits| date::year(digits, line.style))
        {
            spoken = format!("{spoken}, năm {year}");
            place += 2;
        }
        if line.str(place) == "/"
            && let Some(name) = issuer(line, &(line.str(place + 1), None))
        {
            spoken = format!("{spoken} của {name}");
            place += 2;
        }
        Read::sure(at, place, spoken)
    }
}
