//! One invented programme in all its forms.

use super::ics::tests::{plain, unfolded};
use super::*;
use crate::base::{Date, SourcePath};
use crate::config::{Announcer, Cue, Radio};
use crate::radio::fixture::{Mute, radio};
use crate::radio::paragraph::{Paragraph, length};
use crate::radio::{Calendar, Schedule, Script, ScriptItem, Slot, Station, Week};
use crate::speech::{Lexicon, Pace, Speaker, Style};

/// Gives a station to a test.
fn on_air<T>(radio: &Radio, act: impl FnOnce(&Station<'_>) -> T) -> T {
    let speaker = Speaker::new(Lexicon::builtin(), Style::default());
    act(&Station { radio, unit: "phường Mẫu", topics: &[], required: &[], speaker: &speaker, faces: &Mute })
}

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// Greeting, music, a page in its second part with a heading, a pause and a paragraph that may be cut, and an end.
fn programme(title: &str, station: &Station<'_>) -> Programme {
    let said = |text: &str| Paragraph::said(text, station);
    let heading = Paragraph { heading: true, ..said("Việc cần làm") };
    let mut advice = said("Bà con hãy gác máy. Sau đó gọi lại cho người thân.");
    advice.pause(Millis::from_seconds(2));
    let cut = Paragraph { cut: Some(1), ..said("Chuyện này có thật.") };
    let paragraphs = vec![heading, advice, cut];
    let segment = Item::Segment {
        page: SourcePath::from("content/canh-bao/goi-lai.md"),
        part: 2,
        parts: 2,
        left_out: 0,
        topic: Some("canh-bao".to_owned()),
        topic_title: Some("Cảnh báo lừa đảo".to_owned()),
        title: title.to_owned(),
        why: "chủ đề chưa phát".to_owned(),
        likely: length(&paragraphs).likely,
        paragraphs,
    };
    let music = Cue { text: "Nhạc hiệu <1> & \"2\"".to_owned(), length: Millis::from_seconds(12) };
    let items = vec![
        Item::Opening(vec![said("Kính chào quý vị và các bạn.")]),
        Item::Cue(music),
        segment,
        Item::Closing(vec![said("Xin cảm ơn.")]),
    ];
    let (min, max) = (Millis::from_seconds(300), Millis::from_seconds(600));
    Programme {
        id: "2026-11-24-1700-goi-lai".to_owned(),
        slot: Slot {
            date: day("2026-11-24"),
            time: "17:00".parse().expect("a time"),
            cluster: String::new(),
            min,
            max,
            instead_of: None,
        },
        fixed: false,
        title: title.to_owned(),
        length: items.iter().map(Item::length).sum(),
        items,
        approval: Approval::None,
        outcome: None,
        audio: None,
    }
}

const TITLE: &str = "Gọi lại trước khi chuyển tiền";

fn script(change: impl FnOnce(&mut Programme)) -> Script {
    on_air(&radio(), |station| {
        let mut programme = programme(TITLE, station);
        change(&mut programme);
        Script::of(&programme, station)
    })
}

fn schedule(change: impl FnOnce(&mut Programme)) -> Schedule {
    let mut programme = on_air(&radio(), |station| programme(TITLE, station));
    change(&mut programme);
    let week = programme.slot.date.iso_week();
    Schedule { weeks: vec![Week { week, gaps: Vec::new(), programmes: vec![programme] }] }
}

/// How long greeting and music last.
fn before_the_page(programme: &Programme) -> String {
    programme.items[..2].iter().map(|item| item.length().likely).sum::<Millis>().to_string()
}

fn docx(script: &Script) -> Vec<u8> {
    script.docx().expect("a file in memory")
}

/// One part of a file whose parts are stored as they are.
fn part(file: &[u8], name: &str) -> String {
    let mut rest = file;
    while let Some(body) = rest.strip_prefix(b"PK\x03\x04") {
        let number = |at: usize| usize::from(body[at]) | usize::from(body[at + 1]) << 8;
        assert_eq!(number(4), 0, "a part is compressed");
        let (size, name_size, extra) = (number(14) | number(16) << 16, number(22), number(24));
        let (found, after) = body[26..].split_at(name_size);
        let (bytes, after) = after[extra..].split_at(size);
        if found == name.as_bytes() {
            return String::from_utf8(bytes.to_vec()).expect("a part in UTF-8");
        }
        rest = after;
    }
    panic!("there is no {name}");
}

/// Style and words of each paragraph outside tables.
fn paragraphs(document: &str) -> Vec<(String, String)> {
    let between = |text: &str, from: &str, to: &str| {
        let after = text.split_once(from).map_or("", |(_, after)| after);
        after.split(to).next().unwrap_or_default().to_owned()
    };
    let outside: String =
        document.split("<w:tbl>").map(|piece| piece.rsplit("</w:tbl>").next().expect("a text")).collect();
    let words = |paragraph: &str| {
        let runs = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
        runs.map(|run| run.split("</w:t>").next().expect("a text")).collect::<String>()
    };
    let style = |paragraph: &str| between(paragraph, "<w:pStyle w:val=\"", "\"");
    outside.split("<w:p>").skip(1).map(|paragraph| (style(paragraph), words(paragraph))).collect()
}

#[test]
fn a_sheet_has_the_running_order_in_named_styles() {
    let script = script(|_| {});
    let file = docx(&script);
    let document = part(&file, "word/document.xml");
    let ScriptItem { start, clock, length, remaining, .. } = &script.items[2];
    let found = paragraphs(&document);
    let found: Vec<(&str, &str)> = found.iter().map(|(style, words)| (style.as_str(), words.as_str())).collect();
    let expected = [
        ("LoaChuaDuyet", "CHƯA DUYỆT – không được phát"),
        ("LoaTieuDe", TITLE),
        ("LoaMuc", "0:00Lời chào đầu"),
        ("LoaDauDoan", "1Kính chào quý vị và các bạn."),
        ("LoaNhac", "KHÔNG ĐỌC – Nhạc hiệu &lt;1&gt; &amp; &quot;2&quot;"),
        ("LoaMuc", &format!("{start}Bài: Gọi lại trước khi chuyển tiền (kỳ hai)")),
        ("LoaDeMuc", "2Việc cần làm."),
        ("LoaDauDoan", "3Bà con hãy gác máy."),
        ("LoaLoiDoc", "4Sau đó gọi lại cho người thân."),
        ("LoaNhac", "KHÔNG ĐỌC – nghỉ 2 giây"),
        ("LoaDauDoan", "5(có thể lược) Chuyện này có thật."),
        ("LoaDauDoan", "6Xin cảm ơn."),
    ];
    let mut rest = found.iter();
    for wanted in expected {
        assert!(rest.any(|paragraph| *paragraph == wanted), "no {wanted:?} in its place in {found:#?}");
    }
    let times: Vec<&str> = found.iter().filter(|(style, _)| *style == "LoaGio").map(|(_, words)| *words).collect();
    assert_eq!(times.len(), 4);
    let told = format!("{clock}Dài {length}; còn lại {remaining}. Cảnh báo lừa đảo; chủ đề chưa phát");
    assert_eq!(times[2], told);
    assert!(docx_rs::read_docx(&file).is_ok());
}

#[test]
fn a_sheet_is_a4_in_vietnamese_with_its_title_and_no_time_of_making() {
    let file = docx(&script(|_| {}));
    let document = part(&file, "word/document.xml");
    assert!(document.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\" />"), "{document}");
    assert!(document.contains("<w:pgMar w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\""));
    assert!(document.contains("<w:sectPr><w:headerReference ") && !document.contains("paraId"));
    assert!(part(&file, "word/styles.xml").contains("<w:lang w:val=\"vi-VN\""));
    assert!(part(&file, "word/fontTable.xml").contains("<w:altName w:val=\"Liberation Serif\"/>"));
    let core = part(&file, "docProps/core.xml");
    assert!(core.contains(&format!("<dc:title>{TITLE}</dc:title>")) && !core.contains("created"), "{core}");
    let footer = part(&file, "word/footer1.xml");
    assert!(footer.contains("2026-11-24-1700-goi-lai") && footer.contains("PAGE") && footer.contains("NUMPAGES"));
}

#[test]
fn every_style_that_is_used_is_defined() {
    let file = docx(&script(|_| {}));
    let styles = part(&file, "word/styles.xml");
    let mut used = 0;
    for name in ["word/document.xml", "word/header1.xml", "word/footer1.xml"] {
        let part = part(&file, name);
        for mark in ["<w:pStyle w:val=\"", "<w:rStyle w:val=\""] {
            for style in part.split(mark).skip(1).map(|rest| rest.split('"').next().expect("a name")) {
                assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style} is not defined");
                used += 1;
            }
        }
    }
    assert!(used > 20, "only {used} styles are used");
    for style in styles.split("w:styleId=\"").skip(1).map(|rest| rest.split('"').next().expect("a name")) {
        let known = |mark: &str| styles.matches(&format!("{mark}{style}\"")).count();
        assert_eq!(known("w:styleId=\""), 1, "{style} is defined twice");
    }
}

#[test]
fn a_sheet_says_on_every_page_that_it_is_not_approved() {
    let (by, on) = ("Nguyễn Văn A".to_owned(), day("2026-11-20"));
    let none = docx(&script(|_| {}));
    let given = docx(&script(|programme| programme.approval = Approval::Given { by: by.clone(), on }));
    let changed = docx(&script(|programme| programme.approval = Approval::Changed { by, on }));
    for file in [&none, &changed] {
        assert!(part(file, "word/header1.xml").contains("CHƯA DUYỆT – không được phát"));
    }
    let (header, document) = (part(&given, "word/header1.xml"), part(&given, "word/document.xml"));
    assert!(!header.contains("CHƯA DUYỆT") && !document.contains("CHƯA DUYỆT"), "{document}");
    assert!(document.contains("Đã duyệt đúng lời đọc này: Nguyễn Văn A, ngày 20/11/2026"), "{document}");
    let document = part(&changed, "word/document.xml");
    assert!(document.contains("Bản trước đã được duyệt (Nguyễn Văn A, ngày 20/11/2026)"), "{document}");
}

#[test]
fn two_voices_are_named() {
    let mut two = radio();
    two.voices = 2;
    let Pace { articulation, pauses } = Pace::MEASURED;
    let announcer = |name: &str| Announcer { id: name.to_lowercase(), name: name.to_owned(), articulation, pauses };
    two.announcers = vec![announcer("Lan"), announcer("Minh")];
    let script = on_air(&two, |station| Script::of(&programme(TITLE, station), station));
    let times: Vec<String> = paragraphs(&part(&docx(&script), "word/document.xml"))
        .into_iter()
        .filter(|(style, _)| style == "LoaGio")
        .map(|(_, words)| words)
        .collect();
    assert!(times[0].starts_with("17:00:00Lan đọc. Dài "), "{times:?}");
    assert!(!times[1].contains("đọc"), "nobody reads music: {times:?}");
    assert!(times[2].contains("Minh đọc. Dài "), "{times:?}");
}

#[test]
fn a_sheet_is_the_same_whenever_and_wherever_it_is_made() {
    let (one, other) = (script(|_| {}), script(|programme| programme.title = "Khác".to_owned()));
    let first = docx(&one);
    docx(&other);
    assert!(first == docx(&one), "a sheet depends on those made before it");
    let elsewhere = std::thread::scope(|threads| threads.spawn(|| docx(&one)).join().expect("a sheet"));
    assert!(first == elsewhere, "a sheet depends on its thread");
    // The time of each part: midnight of the first day that the format has, 1980-01-01.
    let heads: Vec<usize> = (0..first.len()).filter(|at| first[*at..].starts_with(b"PK\x03\x04")).collect();
    assert!(heads.len() > 10);
    for head in heads {
        assert_eq!(first[head + 10..head + 14], [0, 0, 0x21, 0]);
    }
}

#[test]
fn letters_that_xml_cannot_carry_do_not_break_a_sheet() {
    let file = docx(&script(|programme| programme.title = "A\u{7}<b>&\u{ffff}\n\"c\"".to_owned()));
    assert!(docx_rs::read_docx(&file).is_ok());
    assert!(part(&file, "word/document.xml").contains("A&lt;b&gt;&amp; &quot;c&quot;"));
}

#[test]
fn an_event_is_of_a_slot_and_not_of_its_pages() {
    let calendar = Calendar { station: "Đài", host: "mau.example", today: day("2026-11-22") };
    let uid = |change: fn(&mut Programme)| {
        let lines = unfolded(&schedule(change).ics(&calendar));
        lines.into_iter().find(|(key, _)| key == "UID").expect("an id").1
    };
    let usual = uid(|_| {});
    assert_eq!(uid(|programme| programme.id.push_str("-khac")), usual);
    // Pages that other clusters hear at the same time are another event.
    let ids = [
        uid(|programme| programme.slot.cluster = "Cụm 1".to_owned()),
        uid(|programme| programme.slot.cluster = "Cụm 2".to_owned()),
        uid(|programme| programme.slot.cluster = "Cum 1".to_owned()),
        usual,
    ];
    let all: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!(all.len(), 4, "{ids:?}");
}

#[test]
fn a_calendar_has_an_event_for_each_programme() {
    let calendar =
        Calendar { station: "Đài truyền thanh, phường Mẫu", host: "mau.example", today: day("2026-11-22") };
    let mut schedule = schedule(|_| {});
    let mut second = schedule.weeks[0].programmes[0].clone();
    (second.id, second.fixed) = ("2026-11-27-0630-khac".to_owned(), true);
    (second.slot.date, second.slot.time) = (day("2026-11-27"), "6:30".parse().expect("a time"));
    second.slot.cluster = "Cụm 1; tổ 2".to_owned();
    schedule.weeks[0].programmes.push(second);
    let file = schedule.ics(&calendar);
    let lines = unfolded(&file);
    let values = |key: &str| -> Vec<String> {
        lines.iter().filter(|(found, _)| found == key).map(|(_, value)| plain(value)).collect()
    };
    let uids = values("UID");
    assert_eq!(uids[0], "2026-11-24-1700@mau.example");
    assert!(uids[1].starts_with("2026-11-27-0630-") && uids[1].ends_with("@mau.example"), "{uids:?}");
    assert_eq!(values("DTSTAMP"), ["20261122T000000Z", "20261122T000000Z"]);
    assert_eq!(values("DTSTART;TZID=Asia/Ho_Chi_Minh"), ["20261124T170000", "20261127T063000"]);
    assert_eq!(values("LOCATION"), ["Đài truyền thanh, phường Mẫu", "Cụm 1; tổ 2"]);
    assert_eq!(values("STATUS"), ["TENTATIVE", "CONFIRMED"]);
    assert_eq!(values("SUMMARY"), [TITLE, TITLE]);
    let seconds = schedule.weeks[0].programmes[0].length.likely.seconds();
    assert!(seconds < 60);
    assert_eq!(values("DURATION")[0], format!("PT0M{seconds}S"));
    let told = &values("DESCRIPTION")[0];
    assert!(told.starts_with("CHƯA DUYỆT; lịch dự kiến.\nDài 0:"), "{told}");
    let start = before_the_page(&schedule.weeks[0].programmes[0]);
    assert!(told.contains(&format!("\n{start} Gọi lại trước khi chuyển tiền (kỳ 2/2) (dài 0:")), "{told}");
    // What begins ends, and the zone that the events name is told before them.
    let mut open = Vec::new();
    for (key, value) in &lines {
        match key.as_str() {
            "BEGIN" => open.push(value.as_str()),
            "END" => assert_eq!(open.pop(), Some(value.as_str())),
            _ => assert!(!open.is_empty(), "{key} stands outside"),
        }
    }
    assert!(open.is_empty() && values("TZID") == ["Asia/Ho_Chi_Minh"]);
    assert!(file.find("END:VTIMEZONE") < file.find("BEGIN:VEVENT"));
}

#[test]
fn a_spreadsheet_has_a_row_for_each_page_with_what_the_desk_needs() {
    let mut schedule = schedule(|programme| programme.fixed = true);
    if let Item::Segment { title, .. } = &mut schedule.weeks[0].programmes[0].items[2] {
        "=1+1; \"x\"".clone_into(title);
    }
    let file = schedule.csv();
    let bare = file.replace("\r\n", "");
    assert!(file.starts_with('\u{feff}') && file.ends_with("\r\n") && !bare.contains(['\r', '\n']), "{file:?}");
    let mut reader = ::csv::Reader::from_reader(file.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().expect("a head").clone();
    let rows: Vec<::csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 1);
    let field = |name: &str| head.iter().zip(&rows[0]).find(|(known, _)| *known == name).expect("a column").1;
    assert_eq!(field("Ngày"), "2026-11-24");
    assert_eq!(field("Bắt đầu"), before_the_page(&schedule.weeks[0].programmes[0]));
    assert_eq!(field("Tên bài"), "'=1+1; \"x\" (kỳ 2/2)");
    assert_eq!((field("Trạng thái duyệt"), field("Đã chốt")), ("CHƯA DUYỆT", "có"));
    // Three words, four and seven, and four.
    assert_eq!((field("Số tiếng"), field("Số trang 350 từ")), ("19", "0,1"));
}
