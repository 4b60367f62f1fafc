//! Tables of blocks and of what listeners hear.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::base::SourcePath;
use crate::markdown::ListKind;
use crate::radio::{Faces, fixture};
use crate::speech::{Band, Lexicon, Speaker, Style as House};

/// A theme of two directives.
struct Theme;

impl Faces for Theme {
    fn spoken(&self, call: &Call) -> Option<(String, String)> {
        match call.name.as_str() {
            "warning" => Some(("Bà con đặc biệt chú ý.".to_owned(), String::new())),
            "contact" => Some((call.args["words"].clone(), String::new())),
            _ => None,
        }
    }
}

/// Blocks in a short notation: `##` headings, `-` and `--` bullets, `1.` numbers, `>` quotes, `đ)` points,
/// `| Head = cell |` rows, `:::name` and `:::`, `::name words`, `~` for readers only, `%` for cuts, `...` a pause.
fn blocks(text: &str) -> Vec<Block> {
    let mut open = Vec::new();
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut made = Vec::new();
    let (mut number, mut sub) = (0, 0);
    for (at, line) in lines.iter().enumerate() {
        let (audience, line) =
            line.strip_prefix('~').map_or((Audience::Everyone, *line), |line| (Audience::Readers, line));
        let (cut, line) = line.strip_prefix('%').map_or((None, line), |line| (Some(1), line));
        let run = |mark: &str| lines[at..].iter().take_while(|line| line.starts_with(mark)).count() as u32;
        let call = |name: &str, words: &str| Call {
            name: name.to_owned(),
            args: BTreeMap::from([("words".to_owned(), words.to_owned())]),
            span: 0..1,
        };
        let (kind, text) = if let Some(text) = line.strip_prefix("### ") {
            (BlockKind::Heading { level: 3 }, text)
        } else if let Some(text) = line.strip_prefix("## ") {
            (BlockKind::Heading { level: 2 }, text)
        } else if let Some(text) = line.strip_prefix("-- ") {
            sub += 1;
            (BlockKind::Item { list: ListKind::Bullets, position: sub, of: sub + run("-- ") - 1, depth: 2 }, text)
        } else if let Some(text) = line.strip_prefix("- ") {
            (number, sub) = (number + 1, 0);
            (BlockKind::Item { list: ListKind::Bullets, position: number, of: 9, depth: 1 }, text)
        } else if let Some(text) = line.strip_prefix("1. ") {
            (number, sub) = (number + 1, 0);
            (BlockKind::Item { list: ListKind::Numbers { start: 1 }, position: number, of: 9, depth: 1 }, text)
        } else if let Some(text) = line.strip_prefix("> ") {
            (BlockKind::Quote, text)
        } else if let Some(row) = line.strip_prefix('|') {
            let pairs = row.trim_end_matches('|').split('|').map(|pair| pair.split_once('=').expect("a cell"));
            let (head, cells): (Vec<String>, Vec<Vec<Inline>>) =
                pairs.map(|(head, cell)| (head.trim().to_owned(), vec![Inline::Text(cell.trim().to_owned())])).unzip();
            (BlockKind::Row { head: Arc::new(head), cells }, "")
        } else if line == ":::" {
            (BlockKind::Close(open.pop().expect("an open directive")), "")
        } else if let Some(name) = line.strip_prefix(":::") {
            open.push(call(name, ""));
            (BlockKind::Open(call(name, "")), "")
        } else if let Some(leaf) = line.strip_prefix("::") {
            let (name, words) = leaf.split_once(' ').unwrap_or((leaf, ""));
            (BlockKind::Leaf(call(name, words)), "")
        } else if line == "..." {
            (BlockKind::Pause(Millis::from_seconds(2)), "")
        } else if let Some((marker, text)) = line.split_once(") ").filter(|(marker, _)| marker.chars().count() == 1) {
            (BlockKind::Point { marker: marker.to_owned() }, text)
        } else {
            (BlockKind::Paragraph, line)
        };
        if !matches!(kind, BlockKind::Item { .. } | BlockKind::Paragraph) {
            number = 0;
        }
        let text = if text.is_empty() { Vec::new() } else { inlines(text) };
        made.push(Block { kind, text, span: 0..1, audience, cut });
    }
    made
}

/// `[written=spoken]` and `!address!` within text.
fn inlines(text: &str) -> Vec<Inline> {
    let mut made = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['[', '!']).filter(|at| rest[at + 1..].contains([']', '!'])) {
        made.push(Inline::Text(rest[..at].to_owned()));
        let (inner, after) = rest[at + 1..].split_once([']', '!']).expect("an end");
        made.push(match inner.split_once('=') {
            Some((written, spoken)) => Inline::Say { written: written.to_owned(), spoken: spoken.to_owned() },
            None => Inline::Danger(inner.to_owned()),
        });
        rest = after;
    }
    made.push(Inline::Text(rest.to_owned()));
    made
}

fn heard_with(text: &str, lead: Option<&str>) -> SegmentText {
    let radio = fixture::radio();
    let speaker = Speaker::new(Lexicon::builtin(), House::default());
    let station =
        Station {
            radio: &radio, unit: "phường Mẫu", topics: &[], required: &[], speaker: &speaker, faces: &Theme
        };
    let page = SourcePath::from("content/a.md");
    let blocks = blocks(text);
    let source = Source { lead, ..fixture::source(&page, &blocks) };
    segment_text(&source, &station)
}

/// One spoken paragraph a line.
fn heard(text: &str) -> Vec<String> {
    heard_with(text, None).paragraphs.into_iter().map(|paragraph| paragraph.spoken).collect()
}

#[test]
fn headings_are_said_when_something_is_said_under_them() {
    for (text, expected) in [
        ("## Dấu hiệu\nGiọng gấp gáp.", &["Dấu hiệu.", "Giọng gấp gáp."][..]),
        ("## Lỡ bấm rồi thì sao\nGác máy.", &["Lỡ bấm rồi thì sao?", "Gác máy."]),
        ("## Mã xác thực là gì?\nLà dãy số.", &["Mã xác thực là gì?", "Là dãy số."]),
        ("## IV. Tổ chức\nXã làm.", &["Tổ chức.", "Xã làm."]),
        ("## b) Cơ quan thực hiện\nXã làm.", &["Cơ quan thực hiện.", "Xã làm."]),
        ("## Xem thêm\n~Danh sách trang.", &[]),
        ("## Trên\n### Dưới\nCâu.\n### Trống\n## Hết", &["Trên.", "Dưới.", "Câu."]),
        ("## Trống\n## Đầy\nCâu", &["Đầy.", "Câu."]),
    ] {
        assert_eq!(heard(text), expected, "{text}");
    }
}

#[test]
fn lists_are_counted_as_one_speaks() {
    for (text, expected) in [
        (
            "Mang theo:\n- Căn cước;\n- Giấy khai sinh;\n- Đơn đề nghị.",
            &["Mang theo:", "Một là, căn cước; hai là, giấy khai sinh; ba là, đơn đề nghị."][..],
        ),
        ("- Gác máy ngay.\n- Gọi lại số quen.", &["Một là, gác máy ngay.", "Hai là, gọi lại số quen."]),
        ("- Gác máy. Đừng nghe tiếp.\n- Gọi công an", &["Thứ nhất, gác máy. Đừng nghe tiếp.", "Thứ hai, gọi công an."]),
        ("1. Mở ứng dụng\n1. Nhập mã", &["Một, mở ứng dụng.", "Hai, nhập mã."]),
        (
            ":::steps\n1. Mở ứng dụng. Chờ một lát.\n1. Nhập mã\n:::",
            &["Bước một, mở ứng dụng. Chờ một lát.", "Bước hai, nhập mã."],
        ),
        ("- Chỉ một ý", &["Chỉ một ý."]),
        (
            "- Giấy tờ gồm:\n-- Bản chính\n-- Bản sao\n- Lệ phí",
            &["Một là, giấy tờ gồm:", "Bản chính.", "Bản sao.", "Hai là, lệ phí."],
        ),
        ("- Bước đầu: nghe\n- Bước sau: hỏi", &["Bước đầu: nghe.", "Bước sau: hỏi."]),
        (
            "- a\n- b\n- c\n- d\n- đi\n- e\n- ghi\n- hỏi\n- im\n- kể",
            &["a.", "b.", "c.", "d.", "đi.", "e.", "ghi.", "hỏi.", "im.", "kể."],
        ),
        (
            "- Người già\n- Trẻ nhỏ\nCả hai đều cần giúp.",
            &["Một là, người già; hai là, trẻ nhỏ.", "Cả hai đều cần giúp."],
        ),
    ] {
        let heard = heard(text);
        // Single letters are read by name: not this module's concern.
        if !text.starts_with("- a\n") {
            assert_eq!(heard, expected, "{text}");
        }
        assert_eq!(heard.len(), expected.len(), "{text}");
    }
}

#[test]
fn points_rows_and_quotes() {
    for (text, expected) in [
        ("đ) Thông báo cho dân;", &["Điểm đê, thông báo cho dân."][..]),
        ("g) Tập huấn.", &["Điểm gờ, tập huấn."]),
        ("a) Tuyên truyền.\nb) Tập huấn.", &["Điểm a, tuyên truyền.", "Điểm bê, tập huấn."]),
        ("|Việc=Đăng ký|Thời hạn=Ba ngày|Ghi chú=|", &["Việc: đăng ký. Thời hạn: ba ngày."]),
        ("|STT=Một|Việc=Tập huấn.|", &["Việc: tập huấn."]),
        ("|=Tập huấn|=|", &["Tập huấn."]),
        ("|Việc=|Lệ phí=|", &[]),
        ("Luật viết.\n> Mọi người có quyền.", &["Luật viết.", "Xin đọc nguyên văn.", "Mọi người có quyền."]),
        ("Luật viết:\n> Mọi người có quyền.\nThế thôi.", &["Luật viết:", "Mọi người có quyền.", "Thế thôi."]),
    ] {
        assert_eq!(heard(text), expected, "{text}");
    }
}

#[test]
fn words_that_are_said_otherwise_than_written() {
    for (text, expected) in [
        ("Mở [VNeID=vê nờ i đê], rồi chờ", "Mở vê nờ i đê, rồi chờ."),
        ("[VNeID=vê nờ i đê] là ứng dụng.", "vê nờ i đê là ứng dụng."),
        ("Chúng gửi !x.example! cho bà con", "Chúng gửi một trang web giả mạo cho bà con."),
        ("Đừng vào địa chỉ !x.example!.", "Đừng vào địa chỉ giả mạo."),
    ] {
        assert_eq!(heard(text), [expected], "{text}");
    }
}

#[test]
fn how_an_address_is_written_is_told_once_a_page() {
    assert_eq!(
        heard("Vào dichvucong.gov.vn.\nMở lại dichvucong.gov.vn\nHoặc thue.gov.vn."),
        [
            "Vào dịch vụ công chấm gốp chấm vê en, viết liền, không dấu.",
            "Mở lại dịch vụ công chấm gốp chấm vê en.",
            "Hoặc thuế chấm gốp chấm vê en."
        ]
    );
}

#[test]
fn directives_sound_as_the_theme_says() {
    assert_eq!(heard(":::warning\nGác máy ngay.\n:::\nHết"), ["Bà con đặc biệt chú ý.", "Gác máy ngay.", "Hết."]);
    assert_eq!(heard(":::unknown\nThân.\n:::\n::nothing"), ["Thân."]);
    let contact = heard_with("::contact Công an: gọi 113. Trực 24 giờ.", None).paragraphs;
    assert!(contact[0].written.ends_with("Trực 24 giờ. Xin nhắc lại, gọi số 113."), "{}", contact[0].written);
    let placeholder = heard_with("::contact Công an phường: [số điện thoại của phường]", None).paragraphs;
    assert!(!placeholder[0].spoken.contains("nhắc lại"));
}

#[test]
fn cuts_readers_code_and_pauses() {
    let text = heard_with("Một câu.\n~Chỉ để đọc.\n%## Thêm\n%Bỏ được.\n...\nHết", Some("Lời dẫn"));
    let spoken: Vec<(&str, bool, Option<u16>, u32)> =
        text.paragraphs.iter().map(|p| (p.spoken.as_str(), p.heading, p.cut, p.pause.0)).collect();
    assert_eq!(
        spoken,
        [
            ("Lời dẫn.", false, None, 0),
            ("Một câu.", false, None, 0),
            ("Thêm.", true, Some(1), 0),
            ("Bỏ được.", false, Some(1), 2000),
            ("Hết.", false, None, 0),
        ]
    );
    assert_eq!(text.text(), "Lời dẫn.\n\nMột câu.\n\nThêm.\n\nBỏ được.\n\nHết.\n");
    assert_eq!(text.length.likely, text.paragraphs.iter().map(|paragraph| paragraph.length.likely).sum());
    assert_eq!(text.estimate(&Band::default()), text.length);
}
