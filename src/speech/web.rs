//! Addresses of pages and mailboxes: `dichvucong.gov.vn`, `ubnd@phuongmau.gov.vn`.

use crate::speech::alphabet;
use crate::speech::lexicon::Lexicon;
use crate::speech::number;
use crate::speech::roman;
use crate::speech::rule::{Line, Read, Rule, same};
use crate::speech::spoken::Confidence;
use crate::speech::syllable;
use crate::speech::token::{Case, Kind};

/// Ends of addresses, as they are said.
const ENDS: &[(&str, &str)] = &[
    ("vn", "vê en"),
    ("com", "com"),
    ("net", "nét"),
    ("org", "o rờ gờ"),
    ("gov", "gốp"),
    ("edu", "e đu"),
    ("info", "in phô"),
    ("int", "in"),
    ("io", "i ô"),
    ("me", "mi"),
    ("tv", "ti vi"),
    ("app", "áp"),
    ("xyz", "ích y dét"),
    ("top", "tóp"),
    ("online", "on lai"),
    ("site", "sai"),
    ("shop", "sóp"),
    ("club", "cờ lấp"),
    ("icu", "i xê u"),
    ("cc", "xê xê"),
    ("vip", "víp"),
    ("biz", "bít"),
    ("asia", "ây sa"),
    ("dev", "đép"),
    ("link", "linh"),
    ("live", "lai"),
    ("store", "sờ to"),
    ("ly", "lờ y"),
    ("gl", "gờ lờ"),
    ("health", "heo"),
];

/// Parts of addresses that are Vietnamese words without marks, and brands.
const PARTS: &[(&str, &str)] = &[
    ("antoanthongtin", "an toàn thông tin"),
    ("bachdang", "bạch đằng"),
    ("baochinhphu", "báo chính phủ"),
    ("baohiemxahoi", "bảo hiểm xã hội"),
    ("bocongan", "bộ công an"),
    ("canhbao", "cảnh báo"),
    ("chinhphu", "chính phủ"),
    ("chongluadao", "chống lừa đảo"),
    ("chuyendoiso", "chuyển đổi số"),
    ("congan", "công an"),
    ("congbao", "công báo"),
    ("congdan", "công dân"),
    ("cucthue", "cục thuế"),
    ("dangky", "đăng ký"),
    ("dangkykinhdoanh", "đăng ký kinh doanh"),
    ("danang", "đà nẵng"),
    ("dancu", "dân cư"),
    ("dichvucong", "dịch vụ công"),
    ("duthao", "dự thảo"),
    ("com", "com"),
    ("edu", "e đu"),
    ("gov", "gốp"),
    ("net", "nét"),
    ("org", "o rờ gờ"),
    ("vn", "vê en"),
    ("gplx", "gờ pê lờ ích"),
    ("haiphong", "hải phòng"),
    ("hanoi", "hà nội"),
    ("hochiminhcity", "hồ chí minh xi ti"),
    ("hotro", "hỗ trợ"),
    ("hue", "huế"),
    ("khonggianmang", "không gian mạng"),
    ("lienhe", "liên hệ"),
    ("luatvietnam", "luật việt nam"),
    ("motcua", "một cửa"),
    ("phapluat", "pháp luật"),
    ("phuong", "phường"),
    ("phuongmau", "phường mẫu"),
    ("quochoi", "quốc hội"),
    ("thongtin", "thông tin"),
    ("thue", "thuế"),
    ("thuedientu", "thuế điện tử"),
    ("tinnhiemmang", "tín nhiệm mạng"),
    ("truyenthanh", "truyền thanh"),
    ("tuyensinh", "tuyển sinh"),
    ("vanban", "văn bản"),
    ("vanphong", "văn phòng"),
    ("vbpl", "vê bê pê lờ"),
    ("vietnam", "việt nam"),
    ("xa", "xã"),
    ("gmail", "gờ meo"),
    ("yahoo", "da hu"),
    ("facebook", "phây búc"),
    ("fb", "phây búc"),
    ("youtube", "diu túp"),
    ("zalo", "da lô"),
    ("tiktok", "tích tốc"),
    ("google", "gu gồ"),
    ("vneid", "vi en i ai đi"),
    ("vnexpress", "vi en ích pờ rét"),
    ("example", "ếch dam pồ"),
    ("info", "in phô"),
    ("admin", "ét min"),
    ("support", "súp pót"),
    ("mail", "meo"),
    ("portal", "po tồ"),
    ("login", "lóc in"),
    ("index", "in đéc"),
    ("html", "hát tê mờ lờ"),
    ("php", "pê hát pê"),
    ("pdf", "pê dê ép"),
];

pub struct Address;

impl Rule for Address {
    fn name(&self) -> &'static str {
        "address"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word, Kind::Digits, Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        if let Some(previous) = at.checked_sub(1) {
            let open = line.kind(previous) == Kind::Space
                || matches!(
                    line.str(previous).chars().next(),
                    Some('(' | '[' | '"' | '“' | '‘' | '<' | '*' | '«' | ':' | '@')
                );
            if !open {
                return None;
            }
        }
        if line.kind(at) == Kind::Mark {
            return suffix(line, at);
        }
        // A sentence of ordinary words is turned away by its first two tokens.
        if !matches!(line.str(at + 1), "." | "@" | "-" | "_" | ":")
            && line.kind(at + 1) != Kind::Digits
            && line.kind(at) != Kind::Digits
        {
            return None;
        }
        let mut place = at;
        if line.is_any(at, &["http", "https", "ftp"]) && line.str(at + 1) == ":" && line.str(at + 2) == "//" {
            place = at + 3;
        }
        if line.is(place, "www") && line.str(place + 1) == "." {
            place += 2;
        }
        let scheme = place > at;
        let (mut host, mut end) = host(line, place)?;
        let mut spoken = String::new();
        let mut confidence = Confidence::Sure;
        if line.str(end) == "@" {
            say_labels(line, place, end, &mut spoken, &mut confidence);
            spoken.push_str(" a còng ");
            place = end + 1;
            (host, end) = self::host(line, place)?;
        }
        let dots = (place..end).filter(|place| line.str(*place) == ".").count();
        let known = line.str(host).len() < 8 && ENDS.iter().any(|(known, _)| same(line.str(host), known));
        let small = line.str(host).bytes().all(|b| b.is_ascii_lowercase());
        if dots == 0 || !known || !(small || scheme) {
            return None;
        }
        say_labels(line, place, end, &mut spoken, &mut confidence);
        // What comes after the host: a port, a path, a query.
        let mut after = end;
        while let Some(said) = path_mark(line, after) {
            let next = line.kind(after + 1);
            if !matches!(next, Kind::Word | Kind::Digits)
                && line.str(after) != "/"
                && path_mark(line, after + 1).is_none()
            {
                break;
            }
            let last = !matches!(next, Kind::Word | Kind::Digits | Kind::Mark);
            after += 1;
            if last {
                break;
            }
            spoken.push(' ');
            spoken.push_str(said);
            while matches!(line.kind(after), Kind::Word | Kind::Digits) {
                spoken.push(' ');
                say_label(line, after, &mut spoken, &mut confidence);
                after += 1;
            }
        }
        Read::with(at, after, spoken, confidence)
    }
}

/// `.gov.vn` alone: the end of an address.
fn suffix(line: &Line<'_>, at: usize) -> Option<Read> {
    let (mut end, mut said) = (at, Vec::new());
    while line.str(end) == "." && line.case(end + 1) == Case::Lower {
        let Some((_, name)) = ENDS.iter().find(|(known, _)| *known == line.str(end + 1)) else { break };
        said.push(format!("chấm {name}"));
        end += 2;
    }
    let whole = !matches!(line.kind(end), Kind::Word | Kind::Digits);
    (whole && !said.is_empty()).then(|| Read::sure(at, end, said.join(" "))).flatten()
}

/// Labels with points and hyphens between: the place of the last label, and where they end.
fn host(line: &Line<'_>, at: usize) -> Option<(usize, usize)> {
    let (mut place, mut last) = (at, at);
    for _ in 0..40 {
        match line.kind(place) {
            Kind::Word if line.str(place).is_ascii() => last = place,
            Kind::Digits => last = place,
            _ => break,
        }
        place += 1;
        if matches!(line.str(place), "." | "-" | "_" | "+") && matches!(line.kind(place + 1), Kind::Word | Kind::Digits)
        {
            place += 1;
        }
    }
    (place > at).then_some((last, place))
}

fn path_mark(line: &Line<'_>, at: usize) -> Option<&'static str> {
    Some(match line.str(at) {
        "/" => "gạch chéo",
        "-" => "gạch ngang",
        "_" => "gạch dưới",
        "." => "chấm",
        ":" => "hai chấm",
        "?" => "hỏi chấm",
        "=" => "bằng",
        "&" => "và",
        "#" => "thăng",
        "%" => "phần trăm",
        "~" => "ngã",
        _ => return None,
    })
}

fn say_labels(line: &Line<'_>, from: usize, to: usize, spoken: &mut String, confidence: &mut Confidence) {
    for place in from..to {
        if !spoken.is_empty() && !spoken.ends_with(' ') {
            spoken.push(' ');
        }
        match path_mark(line, place) {
            Some(mark) => spoken.push_str(mark),
            None if place + 1 == to || line.str(place + 1) == "." && place > from => {
                say_end(line, place, spoken, confidence);
            }
            None => say_label(line, place, spoken, confidence),
        }
    }
}

fn say_end(line: &Line<'_>, at: usize, spoken: &mut String, confidence: &mut Confidence) {
    match ENDS.iter().find(|(known, _)| same(line.str(at), known)) {
        Some((_, said)) => spoken.push_str(said),
        None => say_label(line, at, spoken, confidence),
    }
}

/// One label: known words, digits, unmarked syllables written together, or letters.
fn say_label(line: &Line<'_>, at: usize, spoken: &mut String, confidence: &mut Confidence) {
    // An apostrophe is left out, as from any word, before the word is looked up.
    let label = line.str(at).replace(['\'', '’'], "");
    let label = label.as_str();
    if line.kind(at) == Kind::Digits {
        spoken.push_str(&number::one_by_one(label));
        return;
    }
    if let Some((_, said)) = PARTS.iter().find(|(known, _)| same(label, known)) {
        spoken.push_str(said);
        return;
    }
    if let Some(entry) = line.lexicon.word(label) {
        spoken.push_str(entry.respelled());
        return;
    }
    let vowels = label.bytes().filter(|b| matches!(b | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')).count();
    if vowels == 0 || !syllable::is_one(label) && (label.len() <= 4 || roman::value(label).is_some()) {
        spoken.push_str(&alphabet::spell(label));
        return;
    }
    *confidence = Confidence::Guess;
    spoken.push_str(&split(label, line.lexicon).unwrap_or_else(|| label.to_lowercase()));
}

/// `truyenthanhcoso` as syllables, the longest first; `None` where it is not made of syllables.
fn split(label: &str, lexicon: &Lexicon) -> Option<String> {
    let label = label.to_ascii_lowercase();
    if label.len() > 40 || !label.is_ascii() {
        return None;
    }
    // ends[i]: the length of the last syllable of some way to cut the first i letters.
    let mut ends = vec![0usize; label.len() + 1];
    for end in 1..=label.len() {
        for length in (1..=6.min(end)).rev() {
            let start = end - length;
            if (start == 0 || ends[start] > 0) && length > 1 && is_unmarked(&label[start..end], lexicon) {
                ends[end] = length;
                break;
            }
        }
    }
    let (mut place, mut parts) = (label.len(), Vec::new());
    while place > 0 {
        let length = ends[place];
        if length == 0 {
            return None;
        }
        parts.push(&label[place - length..place]);
        place -= length;
    }
    parts.reverse();
    Some(parts.join(" "))
}

/// May this be a syllable whose marks were left out? Not `ko` and `chat`, which are said otherwise.
fn is_unmarked(text: &str, lexicon: &Lexicon) -> bool {
    if lexicon.word(text).is_some() {
        return false;
    }
    let marked = [
        ("uye", "uyê"),
        ("uo", "uô"),
        ("uo", "ươ"),
        ("ie", "iê"),
        ("ye", "yê"),
        ("a", "â"),
        ("a", "ă"),
        ("e", "ê"),
        ("o", "ô"),
        ("o", "ơ"),
        ("u", "ư"),
    ];
    syllable::is_one(text)
        || marked
            .iter()
            .any(|(plain, marked)| text.contains(plain) && syllable::is_one(&text.replacen(plain, marked, 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_cut_into_syllables() {
        assert_eq!(split("truyenthanhcoso", &Lexicon::builtin()).as_deref(), Some("truyen thanh co so"));
        assert_eq!(split("vnexpress", &Lexicon::builtin()), None);
    }
}
