//! Numbers of official documents: `142/2026/NĐ-CP`, `367/QĐ-TTg`, `34-CT/TW`, `134/2025/QH15`.
//!
//! Signs of documents follow Nghị định 30/2020/NĐ-CP (Phụ lục I and III) for the State and Quy định 66-QĐ/TW for the
//! Party.

use std::sync::LazyLock;

use crate::speech::alphabet;
use crate::speech::date;
use crate::speech::number;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::sign::{self, Sign};
use crate::speech::style::DocumentNumber as Manner;
use crate::speech::token::{Case, Kind};
use crate::speech::vocabulary::KINDS;

/// The names of [`KINDS`] in small letters.
static SMALL_KINDS: LazyLock<Vec<String>> =
    LazyLock::new(|| KINDS.iter().map(|(_, name)| name.to_lowercase()).collect());

pub struct DocumentNumber;

impl Rule for DocumentNumber {
    fn name(&self) -> &'static str {
        "document"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Digits, Kind::Mark, Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let number = match line.kind(at) {
            Kind::Word => missing_number(line, at)?,
            Kind::Mark if is_colon_of_number(line, at) => line.skip(at + 1),
            _ => at,
        };
        let Some(sign) = Sign::parse(line, number) else {
            return number_and_year(line, at).or_else(|| form(line, at));
        };
        let spoken = match line.style.document_number {
            Manner::Short => sign.short(line, number),
            Manner::Full => (sign.full(line, number), sign.end),
        };
        Read::with(at, spoken.1, spoken.0, sign.confidence)
    }
}

/// `Số: /KH-UBND`, at the head of a draft that has no number yet: the place of the stroke.
pub(crate) fn missing_number(line: &Line<'_>, at: usize) -> Option<usize> {
    if line.str(at).len() != "số".len() || !line.is(at, "số") || !line.is_first(at) {
        return None;
    }
    let mark = line.skip(at + 1);
    let stroke = if line.str(mark) == ":" { line.skip(mark + 1) } else { mark };
    (line.str(stroke) == "/").then_some(stroke)
}

/// The colon of "Kế hoạch số: 213/KH-UBND" is no pause; that of "Số: 213/KH-UBND", at the head of a document, is one.
pub(crate) fn is_colon_of_number(line: &Line<'_>, at: usize) -> bool {
    line.str(at) == ":" && line.before(at).is_some_and(|before| line.is(before, "số") && !line.is_first(before))
}

impl Sign {
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
        if numbered.is_none() && !line.follows(at, "đề án") {
            text.push_str("số ");
        }
        text.push_str(&self.number);
        let (end, day) = match day(line, self.end) {
            Some((end, day)) => (end, Some(day)),
            None => (self.end, None),
        };
        if let (Some(year), None) = (&self.year, &day) {
            text.push_str(", năm ");
            text.push_str(year);
        }
        // "Số: 117/KH-UBND" at the head of a document names its kind.
        if let (true, Some(kind)) = (heading, self.kind) {
            text.push_str(if self.number.is_empty() { "" } else { ", " });
            text.push_str(kind);
        }
        let dated = day.is_some();
        if let Some(day) = day {
            text.push_str(", ");
            text.push_str(&day);
        }
        let follows = line.precedes_any(end, &["của", "được quốc hội", "do"]);
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

/// The date after a sign, with a comma or brackets or neither: where it ends, and how it is said.
fn day(line: &Line<'_>, at: usize) -> Option<(usize, String)> {
    let start = line.skip(at);
    let (bracket, comma) = (line.str(start) == "(", line.str(start) == ",");
    let (end, day) = date::after_word(line, line.skip(start + usize::from(bracket || comma)))?;
    match (bracket, line.str(end) == ")") {
        (true, true) => Some((end + 1, day)),
        (true, false) => None,
        (false, _) => Some((end, day)),
    }
}

/// What has a year after its number and no sign: "Nghị định 168/2024", `NQ 190/2025`.
const DATED: &[&str] = &[
    "luật",
    "bộ luật",
    "pháp lệnh",
    "nghị định",
    "nghị quyết",
    "quyết định",
    "thông tư",
    "thông tư liên tịch",
    "chỉ thị",
    "nđ",
    "nq",
    "qđ",
    "tt",
    "ttlt",
];

/// The number and the year of a law or a decree, with its date where one follows.
fn number_and_year(line: &Line<'_>, at: usize) -> Option<Read> {
    let digits = line.digits(at).filter(|digits| digits.len() <= 5)?;
    let end = at + 3;
    let year =
        line.digits(at + 2).filter(|_| line.str(at + 1) == "/").and_then(|digits| date::year(digits, line.style))?;
    if line.str(end) == "/" {
        return None;
    }
    let numbered = line.word_before(at).filter(|before| line.is(*before, "số"));
    if !line.follows_any(numbered.unwrap_or(at), DATED) {
        return None;
    }
    let number = sign::number(digits, line);
    let so = if numbered.is_some() { "" } else { "số " };
    match day(line, end) {
        Some((end, day)) => Read::sure(at, end, format!("{so}{number}, {day},")),
        None => Read::sure(at, end, format!("{so}{number}, năm {year}")),
    }
}

/// `mẫu số 01/TK`, `mẫu 02-ĐK`: a form, its letters by their names.
fn form(line: &Line<'_>, at: usize) -> Option<Read> {
    let digits = line.digits(at)?;
    let letters = line.str(at + 2);
    if !matches!(line.str(at + 1), "/" | "-")
        || line.case(at + 2) != Case::Upper
        || !line.follows_any(at, &["mẫu", "mẫu số", "biểu", "biểu số", "biểu mẫu", "biểu mẫu số"])
    {
        return None;
    }
    Read::likely(at, at + 3, format!("{} {}", sign::number(digits, line), alphabet::spell(letters)))
}

/// Was the issuer named shortly before, as in "Nghị định của Chính phủ số 142/2026/NĐ-CP"?
fn was_named(line: &Line<'_>, at: usize, issuer: &str) -> bool {
    line.among_before(at, 6, &[&issuer.to_lowercase()])
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
            "ISO" => "tiêu chuẩn i ét ô",
            _ => return None,
        };
        let mut place = line.skip(at + 1);
        let mut spoken = name.to_owned();
        if line.str(at) == "TCVN" && line.str(place) == "ISO" {
            spoken.push_str(" i ét ô");
            place = line.skip(place + 1);
        }
        let digits = line.digits(place)?;
        spoken.push(' ');
        spoken.push_str(&sign::number(digits, line));
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
            && let Some((name, _)) = sign::issuer(line, at, &(line.str(place + 1), None), false)
        {
            spoken = format!("{spoken} của {name}");
            place += 2;
        }
        Read::sure(at, place, spoken)
    }
}
