//! Abbreviations of public administration: entries of the lexicon, and those whose meaning the words around decide.

use crate::speech::lexicon::Source;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::token::{Case, Kind};

/// An entry of the ward's own lexicon: overrides every rule.
pub struct SiteEntry;

impl Rule for SiteEntry {
    fn name(&self) -> &'static str {
        "lexicon"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word, Kind::Digits, Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let (entry, tokens) = line.lexicon.find(line.text, line.tokens, at, true)?;
        Read::sure(at, at + tokens, entry.spoken(line.style))
    }
}

/// A built-in entry of several tokens, before its first letters are read alone: `đ/c`, `TP.HCM`, `Big Data`.
pub struct Phrase;

impl Rule for Phrase {
    fn name(&self) -> &'static str {
        "phrase"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word, Kind::Digits, Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        entry(line, at, None).filter(|read| read.tokens > 1)
    }
}

/// A built-in abbreviation.
pub struct Builtin;

impl Rule for Builtin {
    fn name(&self) -> &'static str {
        "abbreviation"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word, Kind::Digits, Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        entry(line, at, Some(Source::Abbreviation))
    }
}

/// The built-in entry that begins at a place, of one source or of any.
pub(crate) fn entry(line: &Line<'_>, at: usize, source: Option<Source>) -> Option<Read> {
    let (entry, tokens) = line.lexicon.find(line.text, line.tokens, at, false)?;
    if source.is_some_and(|source| source != entry.source) {
        return None;
    }
    let end = at + tokens;
    let mut spoken = entry.spoken(line.style).to_owned();
    // "trực thuộc TP." ends its sentence too.
    if entry.ends_with_stop() && line.kind(line.skip(end)) == Kind::End {
        spoken.push('.');
    }
    if entry.source == Source::Abbreviation {
        spoken = not_twice(line, at, &spoken).unwrap_or(spoken);
    }
    Read::sure(at, end, spoken)
}

/// The rest of an expansion whose first words stand before it already: "Phòng PKT" is one phòng.
fn not_twice(line: &Line<'_>, at: usize, spoken: &str) -> Option<String> {
    let words: Vec<&str> = spoken.split(' ').collect();
    for length in (1..words.len().min(4)).rev() {
        let start = words[..length].join(" ").to_lowercase();
        if line.follows(at, &start) {
            return Some(words[length..].join(" "));
        }
    }
    None
}

/// One meaning of an abbreviation and where it is meant.
struct Meaning {
    /// Words right before it.
    after: &'static [&'static str],
    /// Words right after it.
    before: &'static [&'static str],
    spoken: &'static str,
}

const fn after(words: &'static [&'static str], spoken: &'static str) -> Meaning {
    Meaning { after: words, before: &[], spoken }
}

const fn before(words: &'static [&'static str], spoken: &'static str) -> Meaning {
    Meaning { after: &[], before: words, spoken }
}

/// A number follows: `CT 05`, `QL 5`.
const NUMBER: &str = "#";

/// The meanings of each in the order they are tried; the last field is the guess where none fits.
const AMBIGUOUS: &[(&str, &[Meaning], &str)] = &[
    (
        "TT",
        &[
            before(
                &[
                    "tu",
                    "đu",
                    "tw",
                    "hu",
                    "hđnd",
                    "thành ủy",
                    "tỉnh ủy",
                    "đảng ủy",
                    "huyện ủy",
                    "hội đồng",
                    "ubmttq",
                    "ủy ban",
                ],
                "Thường trực",
            ),
            after(&["theo", "căn cứ", "nghị định,"], "Thông tư"),
            before(&["số", NUMBER, "liên tịch"], "Thông tư"),
            before(
                &[
                    "phục vụ",
                    "dịch vụ",
                    "y tế",
                    "văn hóa",
                    "hành chính",
                    "dữ liệu",
                    "học tập",
                    "giáo dục",
                    "vh",
                    "gdtx",
                    "htcđ",
                ],
                "Trung tâm",
            ),
            after(&["xã, phường,", "các xã,", "xã,", "phường,", "phường", "xã"], "thị trấn"),
            after(&["an ninh", "trật tự", "anct,"], "trật tự"),
            after(&["bộ", "sở", "công nghệ", "an toàn", "cổng", "hạ tầng"], "thông tin"),
            before(&["và truyền thông", "&"], "thông tin"),
            after(&["ông", "bà", "phó", "phó tổng"], "Tổng thống"),
        ],
        "trung tâm",
    ),
    (
        "CT",
        &[
            before(&[NUMBER, "số"], "Chỉ thị"),
            before(&["mtqg", "mục tiêu", "hành động", "phối hợp"], "chương trình"),
            after(&["theo", "thực hiện", "căn cứ"], "Chỉ thị"),
            before(
                &[
                    "ubnd",
                    "hđnd",
                    "ubmttq",
                    "ủy ban",
                    "hội đồng",
                    "mttq",
                    "hội",
                    "nước",
                    "và các pct",
                    "các pct",
                    ", các pct",
                    ", pct",
                    "và pct",
                ],
                "Chủ tịch",
            ),
            after(&["phó", "đồng chí", "đ/c", "ông", "bà"], "Chủ tịch"),
            before(&["mtqg", "mục tiêu", "hành động", "phối hợp"], "chương trình"),
            before(&["cổ phần", "cp", "tnhh", "điện lực", "cấp nước"], "công ty"),
            after(&["các", "cty,"], "chương trình"),
        ],
        "chủ tịch",
    ),
    (
        "ĐT",
        &[
            before(&[":", "/", NUMBER, "liên hệ", "di động"], "điện thoại"),
            after(&["số", "sđt,", "liên hệ"], "điện thoại"),
            after(&["giáo dục và", "giáo dục &", "gd &", "sở gd và", "kh &"], "đào tạo"),
            after(&["kế hoạch và", "kế hoạch &", "xúc tiến"], "đầu tư"),
            after(&["thông tin", "cổng thông tin", "giao dịch", "trang thông tin"], "điện tử"),
            after(&["phát triển", "hạ tầng và", "quản lý", "văn minh"], "đô thị"),
            after(&["đường", "tuyến"], "đường tỉnh"),
        ],
        "điện thoại",
    ),
    ("TS", &[before(&["mạch"], "tần số")], "Tiến sĩ"),
    (
        "KH",
        &[
            before(&["và công nghệ", "và cn", "công nghệ", "kỹ thuật"], "Khoa học"),
            before(&["và đầu tư", "và đt", "số", NUMBER, "của", "hành động", "triển khai"], "Kế hoạch"),
            after(&["các", "quý"], "khách hàng"),
            after(&["vt,", "lưu:", "văn thư,"], "kế hoạch"),
        ],
        "kế hoạch",
    ),
    (
        "TP",
        &[
            after(&["sở", "bộ", "cán bộ", "ngành", "phòng"], "Tư pháp"),
            before(&["hồ", "hà", "hải", "đà", "cần", "huế", "thủ", "vũng", "biên", "nha", "đồng", "hạ"], "thành phố"),
        ],
        "thành phố",
    ),
    (
        "HS",
        &[
            after(&["các", "em", "số", "gv,", "giáo viên,", "lượt"], "học sinh"),
            before(&["tthc", "hành chính", "điện tử"], "hồ sơ"),
        ],
        "học sinh",
    ),
    (
        "HĐ",
        &[
            before(&["thẩm định", "tư vấn", "quản trị", "thi đua", "gpmb", "nghĩa vụ"], "Hội đồng"),
            before(&["lao động", "kinh tế", "số", NUMBER, "mua"], "hợp đồng"),
            before(&["kinh doanh", "ngoại khóa"], "hoạt động"),
        ],
        "hợp đồng",
    ),
    (
        "GĐ",
        &[
            after(&["phó", "ông", "bà", "đ/c"], "giám đốc"),
            before(&["sở", "công an", "ca", "công ty", "cty", "bệnh viện", "trung tâm"], "Giám đốc"),
            after(&["hộ", "các"], "gia đình"),
            before(&[NUMBER], "giai đoạn"),
        ],
        "giám đốc",
    ),
    ("QL", &[before(&[NUMBER], "quốc lộ"), after(&["tuyến", "đường", "trên"], "quốc lộ")], "quản lý"),
    ("TL", &[before(&[NUMBER], "tỉnh lộ"), before(&["chủ tịch", "giám đốc"], "thừa lệnh")], "tài liệu"),
    ("DN", &[], "doanh nghiệp"),
    (
        "CA",
        &[
            before(&["xã", "phường", "thành", "tp", "tỉnh", "huyện", "quận", "khu", "hà", "đặc"], "Công an"),
            after(&["bộ"], "Công an"),
            after(&["lực lượng", "đồng chí", "cán bộ"], "công an"),
        ],
        "công an",
    ),
    ("PC", &[after(&["phòng", "cán bộ", "vụ"], "pháp chế"), after(&["máy", "chiếc"], "máy tính")], "pháp chế"),
    (
        "VP",
        &[
            before(&["ubnd", "hđnd", "đảng ủy", "chính phủ", "thành", "tỉnh", "đăng ký"], "Văn phòng"),
            after(&["các", "xử lý", "hành vi"], "vi phạm"),
        ],
        "văn phòng",
    ),
    ("VH", &[before(&["-", "xh", "tt"], "Văn hóa")], "văn hóa"),
    (
        "NN",
        &[
            before(&["và môi trường", "và ptnt", "&"], "Nông nghiệp"),
            after(&["ngân sách", "cơ quan", "quản lý"], "nhà nước"),
            after(&["nước", "người"], "ngoài"),
        ],
        "nông nghiệp",
    ),
    (
        "MT",
        &[
            after(&["tài nguyên và", "nông nghiệp và", "vệ sinh", "bảo vệ"], "môi trường"),
            before(&["và", "tổ quốc"], "Mặt trận"),
        ],
        "môi trường",
    ),
    ("BC", &[before(&["số", NUMBER], "báo cáo")], "báo cáo"),
    ("TC", &[after(&["sở", "bộ", "phòng", "ngành"], "Tài chính"), before(&[NUMBER], "tiêu chí")], "tổ chức"),
    ("ND", &[after(&["hội"], "Nông dân"), after(&["ủy ban", "hội đồng"], "nhân dân")], "nội dung"),
    ("PN", &[after(&["hội"], "Phụ nữ")], "phụ nữ"),
    (
        "QĐ",
        &[
            before(&["số", NUMBER, "của", "phê duyệt"], "Quyết định"),
            after(&["theo", "căn cứ", "ban hành"], "Quyết định"),
            after(&["quy định tại"], "quy định"),
        ],
        "quyết định",
    ),
    (
        "KT",
        &[
            after(&["phòng"], "Kinh tế"),
            before(&["-", "xh"], "kinh tế"),
            after(&["xây dựng", "phòng văn hóa -"], "kỹ thuật"),
        ],
        "kinh tế",
    ),
    (
        "XH",
        &[after(&["văn hóa -", "văn hóa", "kinh tế -", "kinh tế", "vh -", "kt -", "tệ nạn", "trật tự"], "xã hội")],
        "xã hội",
    ),
    ("SP", &[after(&["các", "số", "chất lượng"], "sản phẩm")], "sản phẩm"),
    ("BS", &[], "bác sĩ"),
    ("GV", &[], "giáo viên"),
    ("SV", &[], "sinh viên"),
    ("CB", &[], "cán bộ"),
    ("CD", &[], "công dân"),
    ("PA", &[], "phương án"),
    ("QC", &[], "quy chế"),
    ("HT", &[], "hệ thống"),
    ("TH", &[before(&["và thcs", "&"], "tiểu học")], "tiểu học"),
    ("TV", &[after(&["ủy", "thành"], "thành viên")], "ti vi"),
    ("CV", &[before(&["số", NUMBER], "Công văn")], "công văn"),
    ("TB", &[before(&["số", NUMBER], "Thông báo")], "thông báo"),
    ("HD", &[before(&["số", NUMBER], "Hướng dẫn")], "hướng dẫn"),
    ("BV", &[], "bệnh viện"),
    ("VT", &[after(&["lưu:", "lưu", "lưu :"], "văn thư")], "văn thư"),
    ("VX", &[], "văn xã"),
    ("TK", &[before(&["ngân hàng", "số", NUMBER], "tài khoản")], "tài khoản"),
    ("DV", &[], "dịch vụ"),
    ("TM", &[before(&["dịch vụ", "dv", "-"], "thương mại")], "thay mặt"),
];

/// An abbreviation with several meanings.
pub struct Ambiguous;

impl Rule for Ambiguous {
    fn name(&self) -> &'static str {
        "ambiguous"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        if line.case(at) != Case::Upper {
            return None;
        }
        let written = line.str(at);
        let (_, meanings, guess) = AMBIGUOUS.iter().find(|(known, _, _)| *known == written)?;
        let end = at + 1;
        if line.kind(end) == Kind::Digits && !matches!(written, "QL" | "TL" | "ĐT") {
            return None;
        }
        // Longer entries of the tables come first: `TT-TH`, `TP.HCM`, `KT.`
        if line.lexicon.find(line.text, line.tokens, at, false).is_some_and(|(_, tokens)| tokens > 1) {
            return None;
        }
        let number = line.kind(line.skip(end)) == Kind::Digits;
        let found = meanings.iter().find(|meaning| {
            meaning.after.iter().any(|phrase| follows_marked(line, at, phrase))
                || meaning.before.iter().any(|phrase| match *phrase {
                    NUMBER => number,
                    phrase => line.precedes(end, phrase),
                })
        });
        let (spoken, likely) = match found {
            Some(meaning) => (meaning.spoken, true),
            None => (*guess, false),
        };
        let spoken = not_twice(line, at, spoken).unwrap_or_else(|| spoken.to_owned());
        // Some have one common meaning in this field; the rest is a guess without a context.
        let common = matches!(
            written,
            "TP" | "TS" | "DN" | "BS" | "GV" | "SV" | "QĐ" | "CA" | "BV" | "CB" | "VT" | "VX" | "BC" | "XH"
        );
        if likely || common { Read::likely(at, end, spoken) } else { Read::guess(at, end, spoken) }
    }
}

/// Like [`Line::follows`], for phrases that may end with a mark.
fn follows_marked(line: &Line<'_>, at: usize, phrase: &str) -> bool {
    let mut place = line.before(at);
    for word in phrase.rsplit(' ') {
        let (word, mark) = match word.char_indices().next_back() {
            Some((cut, mark)) if !mark.is_alphabetic() && word.len() > 1 => (&word[..cut], Some(mark)),
            _ => (word, None),
        };
        if let Some(mark) = mark {
            let Some(found) = place else { return false };
            if !line.str(found).starts_with(mark) {
                return false;
            }
            place = line.before(found);
        }
        let Some(found) = place else { return false };
        if !line.is(found, word) {
            return false;
        }
        place = line.before(found);
    }
    true
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::speech::vocabulary::abbreviations;
    use crate::speech::{Lexicon, Speaker, Style};

    #[test]
    fn the_table_is_large_and_names_nothing_twice() {
        let mut seen = BTreeMap::new();
        for (written, spoken) in abbreviations() {
            assert_eq!(seen.insert(written, spoken), None, "{written}");
        }
        assert!(seen.len() >= 400, "{}", seen.len());
    }

    #[test]
    fn what_is_said_needs_no_further_reading() {
        let speaker = Speaker::new(Lexicon::builtin(), Style::default());
        let meanings = AMBIGUOUS.iter().flat_map(|(written, meanings, guess)| {
            meanings.iter().map(|meaning| (*written, meaning.spoken)).chain([(*written, *guess)])
        });
        for (written, spoken) in abbreviations().chain(meanings) {
            let spoken = spoken.trim_start_matches(", ");
            assert_eq!(speaker.speak(spoken).text, spoken, "{written}");
        }
    }
}
