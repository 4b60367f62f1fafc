//! One invented programme in all its forms.

use super::ics::tests::{plain, unfolded};
use super::*;
use crate::base::{Date, SourcePath};
use crate::config::{Cue, Radio};
use crate::markdown::Call;
use crate::radio::fixture::radio;
use crate::radio::paragraph::{Paragraph, length};
use crate::radio::{Calendar, Faces, Schedule, Slot, Station, Week};
use crate::speech::{Lexicon, Speaker, Style};

struct Mute;

impl Faces for Mute {
    fn spoken(&self, _: &Call) -> Option<(String, String)> {
        None
    }
}

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
        },
        fixed: false,
        title: title.to_owned(),
        length: items.iter().map(Item::length).sum(),
        items,
        approval: Approval::None,
    }
}

const TITLE: &str = "Gọi lại trước khi chuyển tiền";

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
    assert_eq!(values("UID"), ["2026-11-24-1700-goi-lai@mau.example", "2026-11-27-0630-khac@mau.example"]);
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
