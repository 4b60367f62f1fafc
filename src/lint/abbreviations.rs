//! Abbreviations that a page uses without saying once what they stand for.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Subject;
use super::text::{PageText, Passage};
use crate::diag::{Diagnostic, codes};
use crate::markdown::BlockKind;
use crate::say;
use crate::speech::{Case, Kind, Letters, is_syllable};

/// Abbreviations and names in capitals that people in Việt Nam know from school, bank, hospital and television.
const KNOWN: &[&str] = &[
    "ACB", "ADN", "AFP", "AIDS", "ASEAN", "ATGT", "ATM", "BBC", "BCA", "BCH", "BHTN", "BHXH", "BHYT", "BIDV", "BOT",
    "BTC", "BV", "CA", "CBCC", "CCCD", "CCTV", "CD", "CEO", "CHXHCN", "CLB", "CMND", "CMTND", "CNN", "CNTT", "CNXH",
    "COVID", "CSGT", "CSKV", "CSXH", "CT", "CV", "CVV", "DNA", "DVD", "EU", "EUR", "EVN", "EXIMBANK", "FBI", "FDI",
    "FPT", "GDP", "GPS", "GS", "GTGT", "HCM", "HD", "HDBANK", "HIV", "HĐND", "IBM", "ID", "IMEI", "IP", "ISO", "IT",
    "KM", "KT", "KTX", "LED", "LPBANK", "MB", "MC", "MISA", "MMS", "MSB", "MST", "MTTQ", "MV", "NAPAS", "NATO", "NFC",
    "NS", "NXB", "OCB", "OK", "OTP", "PC", "PCCC", "PDF", "PGS", "PIN", "PR", "PV", "QDND", "QH", "QR", "QĐND", "RAM",
    "SCB", "SDT", "SHB", "SIM", "SMS", "SOS", "STK", "SĐT", "TAND", "TB", "TBXH", "TCVN", "TNHH", "THCS", "THPT", "TL",
    "TM", "TP", "TPBANK", "TPHCM", "TS", "TT", "TTXVN", "TV", "TW", "TƯ", "UBMTTQ", "UBND", "UFO", "UNESCO", "UNICEF",
    "URL", "USB", "USD", "VAT", "VIB", "VIP", "VKSND", "VN", "VND", "VNPT", "VNĐ", "VOV", "VPBANK", "VTC", "VTV",
    "VTVGO", "WC", "WHO", "WHTO", "WIFI", "WTO", "XHCN", "ĐH", "ĐT", "ĐTDĐ", "ĐBQH", "ĐKKD", "TODO", "FIXME", "TBD",
];

/// Kinds of documents before a number, `NĐ 142`, which is a citation.
const DOCUMENTS: &[&str] = &["CV", "KH", "KL", "NQ", "NĐ", "QCVN", "QĐ", "TCVN", "TT"];

/// Words before what somebody is to type, or reads on a thing.
const TYPED: &[&str] =
    &["soạn", "tin", "nhắn", "pháp", "gõ", "nhập", "bấm", "phím", "nút", "mã", "hiệu", "biển", "chữ", "lệnh"];

pub(super) fn unexplained(subject: &Subject<'_>, text: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    if !text.vietnamese || text.official {
        return;
    }
    let own = &subject.site.registers.words;
    // `Luật TTNT`: the register says what it is, and the page links to it.
    let titles = subject.site.registers.laws.iter().flat_map(|law| &law.short_titles);
    let titled = |name: &str| titles.clone().any(|title| title.split_whitespace().any(|word| word == name));
    // Where each stands first, in order of their names; `None` once it was explained.
    let mut seen: BTreeMap<&str, Option<Range<u32>>> = BTreeMap::new();
    for passage in text.passages() {
        // A heading is short on purpose, and a quote is somebody else's.
        if matches!(passage.block.kind, BlockKind::Heading { .. } | BlockKind::Quote | BlockKind::Point { .. }) {
            continue;
        }
        let mut at = 0;
        while at < passage.tokens.len() {
            let token = &passage.tokens[at];
            at += 1;
            if token.kind != Kind::Word || token.case != Case::Upper || token.end - token.start < 2 {
                continue;
            }
            let (first, last) = chunk(&passage, at - 1);
            at = last + 1;
            let Some((name, bytes)) = abbreviation(&passage, first, last) else { continue };
            let cited = DOCUMENTS.contains(&name) && passage.kind(last + 2) == Kind::Digits;
            let known = |part: &str| KNOWN.contains(&part) || own.contains(part);
            if cited || own.contains(name) || titled(name) || name.split(['-', '–', '&']).all(known) {
                continue;
            }
            let explained = is_explained(&passage, &bytes);
            let entry = seen.entry(name).or_insert_with(|| Some(passage.span(bytes)));
            if explained {
                *entry = None;
            }
        }
    }
    let mut open: Vec<(Range<u32>, &str)> = seen.into_iter().filter_map(|(name, span)| Some((span?, name))).collect();
    open.sort_by_key(|(span, _)| span.start);
    let Some((span, first)) = open.first().cloned() else { return };
    let count = open.len();
    let names: Vec<&str> = open.iter().map(|(_, name)| *name).take(6).collect();
    let names = names.join(", ");
    let message = if count == 1 {
        say!("chữ viết tắt {names} chưa được giải thích"; "the abbreviation {names} is not explained")
    } else {
        say!("{count} chữ viết tắt chưa được giải thích: {names}"; "{count} abbreviations are not explained: {names}")
    };
    found.push(
        Diagnostic::new(&codes::UNEXPLAINED_ABBREVIATION, message)
            .at(subject.path(), span)
            .hint(say!("lần đầu viết đầy đủ rồi mới viết tắt trong ngoặc: “… ({first})”"; "write it in full at first, with the abbreviation in brackets: “… ({first})”"))
            .hint(say!("chữ ai ở phường cũng biết thì thêm vào content/_data/lexicon.toml"; "if everyone in the ward knows it, add it to content/_data/lexicon.toml")),
    );
}

/// The tokens around one that no space parts.
fn chunk(passage: &Passage<'_>, at: usize) -> (usize, usize) {
    let parts =
        |at: usize| matches!(passage.kind(at), Kind::Space | Kind::Cell | Kind::Newline | Kind::Nothing | Kind::End);
    let (mut first, mut last) = (at, at);
    while first > 0 && !parts(first - 1) {
        first -= 1;
    }
    while !parts(last + 1) {
        last += 1;
    }
    (first, last)
}

/// The abbreviation in a chunk, `TTHC` or `VH-XH`, without the marks around it; with digits, a slash or small letters it
/// is something else: a document's number, an address, a name.
fn abbreviation<'t>(passage: &Passage<'t>, first: usize, last: usize) -> Option<(&'t str, Range<usize>)> {
    let is_word = |at: &usize| passage.kind(*at) == Kind::Word;
    let (from, to) = ((first..=last).find(is_word)?, (first..=last).rev().find(is_word)?);
    let plain = (first..=last).all(|at| match passage.kind(at) {
        Kind::Digits => false,
        Kind::Word => passage.tokens[at].case == Case::Upper,
        _ if (from..to).contains(&at) => matches!(passage.str(at), "-" | "–" | "&"),
        _ => !matches!(passage.str(at), "/" | "@" | "_" | "#" | "="),
    });
    let bytes = passage.bytes(from, to);
    let name = &passage.words[bytes.clone()];
    let long = name.chars().count();
    if !plain || !(2..=9).contains(&long) || is_roman(name) || is_syllable(name) {
        return None;
    }
    // In a line of capitals nothing can be told apart.
    let loud = |at: Option<usize>| {
        at.is_some_and(|at| {
            let word = passage.str(at);
            passage.tokens[at].case == Case::Upper && word.chars().nth(1).is_some() && is_syllable(word)
        })
    };
    // `CH Play`, `MB Bank`: the name of a product.
    let brand = passage.after(to).is_some_and(|next| {
        let token = passage.tokens[next];
        token.case == Case::Title && token.letters == Letters::Ascii && !is_syllable(passage.str(next))
    });
    // `soạn tin TTTB gửi 1414`: what is to be typed stands for nothing.
    let typed = passage.before(from).is_some_and(|word| TYPED.contains(&passage.str(word)));
    (!brand && !typed && !loud(passage.before(from)) && !loud(passage.after(to))).then_some((name, bytes))
}

fn is_roman(name: &str) -> bool {
    name.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C' | b'-'))
}

/// Whether the words around say what it stands for: in brackets behind the full words, or with them in brackets behind.
fn is_explained(passage: &Passage<'_>, bytes: &Range<usize>) -> bool {
    const SAID: &[&str] = &["gọi tắt là", "viết tắt là", "viết tắt:", "gọi là", "tức là", "nghĩa là", "là viết tắt"];
    let (before, after) = (&passage.words[..bytes.start], &passage.words[bytes.end..]);
    let before = before.trim_end_matches(['“', '"', ' ']);
    let after = after.trim_start_matches(['”', '"', ' ']);
    before.ends_with('(')
        || after.starts_with('(')
        || after.starts_with("là ") // `TTHC là thủ tục hành chính`
        || SAID.iter().any(|said| before.ends_with(said) || after.trim_start_matches([',', ' ']).starts_with(said))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{told, told_of};

    #[test]
    fn what_few_know_is_explained_once() {
        for text in [
            "Phường đã rà soát TTHC trong tháng.",
            "Liên hệ BPTNTKQ để nộp hồ sơ.",
            "Phòng VH-XH phối hợp thực hiện.",
            "Thành viên BCĐ, TCT đi từng nhà.",
            "“KHĐT” có lịch tiếp dân.",
            "- Nộp hồ sơ DVCTT tại nhà",
            "Bà con gửi GPMB trước ngày 5.",
            "Hồ sơ gồm GCNQSDĐ bản chính.",
            "| Việc |\n|---|\n| Nộp GPXD |",
            "Chương trình OCOP năm nay.",
            "Theo số liệu của TTDVVL.",
            "Họp TTDVVL. Sau đó BQL trả lời.",
        ] {
            assert_eq!(told(text), ["L0731"], "{text}");
        }
    }

    #[test]
    fn what_all_know_or_the_page_says_is_let_be() {
        for text in [
            "UBND và HĐND phường, UBMTTQ, mã OTP, mã QR, thẻ CCCD, BHYT, BHXH.",
            "Thủ tục hành chính (TTHC) nay làm trên mạng. TTHC nào cũng có mã.",
            "TTHC (thủ tục hành chính) nay làm trên mạng.",
            "Dịch vụ công trực tuyến, sau đây gọi tắt là DVCTT, làm tại nhà.",
            "Nghị định số 142/2026/NĐ-CP và Quyết định 367/QĐ-TTg, Luật 134/2025/QH15.",
            "Phần II, chương IV, mục XIX và thế kỷ XXI.",
            "CHÚ Ý: KHÔNG đọc mã cho AI.",
            "Ứng dụng VNeID, iOS và ChatGPT.",
            "Xe mang biển 15A-123.45, tuyến QL5, mã H25.04.",
            "Họp tại TDP số 5.",
            "Theo NĐ 142 và QĐ 367, văn phòng HĐND-UBND trả lời.",
            "Vào CH Play hoặc gửi qua MB Bank.",
            "Soạn tin TTTB gửi 1414, bấm phím HHMM, cú pháp DKTT.",
            "> Theo QCVN thì phải đo.",
            "## Về TTHC",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ] {
            assert!(!told(text).contains(&"L0731"), "{text}");
        }
        assert_eq!(told_of("kind = \"law\"\n[law]\n", "Theo QCVN."), <[&str; 0]>::default());
        assert_eq!(told_of("lang = \"en\"", "The QCVN and TTHC."), <[&str; 0]>::default());
    }
}
