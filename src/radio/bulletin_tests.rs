//! Bulletins of invented pages.

use proptest::prelude::*;

use super::*;
use crate::markdown::{self, Block, Call};
use crate::radio::{Faces, Priority, fixture};
use crate::speech::{Lexicon, Speaker, Style};

/// A theme of three directives.
struct Theme;

impl Faces for Theme {
    fn spoken(&self, call: &Call) -> Option<(String, String)> {
        match call.name.as_str() {
            "warning" => Some(("Xin đặc biệt lưu ý:".to_owned(), String::new())),
            "contact" => Some(("Điện lực: gọi số 1900 1234.".to_owned(), String::new())),
            "steps" => Some((String::new(), String::new())),
            _ => None,
        }
    }
}

fn blocks(text: &str) -> Vec<Block> {
    markdown::parse(text, 0, &SourcePath::from("content/a.md")).blocks
}

fn with_page<T>(text: &str, then: impl FnOnce(&mut Source<'_>, &Station<'_>) -> T) -> T {
    let (radio, speaker) = (fixture::radio(), Speaker::new(Lexicon::builtin(), Style::default()));
    let station =
        Station { radio: &radio, unit: "xã Mẫu", topics: &[], required: &[], speaker: &speaker, faces: &Theme };
    let (page, blocks) = (SourcePath::from("content/thong-bao/cat-dien.md"), blocks(text));
    let mut source = Source {
        slug: "cat-dien",
        title: "Tạm ngừng cấp điện",
        kind_word: "Thông báo",
        priority: Priority::Urgent,
        ..fixture::source(&page, &blocks)
    };
    then(&mut source, &station)
}

fn made(text: &str, emergency: bool) -> Result<Bulletin, Unfit> {
    with_page(text, |source, station| bulletin("khan-cat-dien", source, emergency, station))
}

fn said(bulletin: &Bulletin) -> Vec<&str> {
    bulletin.paragraphs.iter().map(|paragraph| paragraph.spoken.as_str()).collect()
}

/// A paragraph of so many syllables.
fn words(count: usize) -> String {
    let sentence = "khi có người lạ gọi điện báo tin xấu thì bà con hãy gác máy ngay";
    let all: Vec<&str> = sentence.split(' ').cycle().take(count).collect();
    format!("Nay {}.", all.join(" "))
}

const OUTAGE: &str = "Từ tám giờ đến mười một giờ ngày mai, tổ dân phố số năm và số sáu tạm ngừng cấp điện để sửa đường dây.\n\nBà con nhớ tắt thiết bị điện trước giờ ấy.\n\n::contact{id=dien-luc}\n";

#[test]
fn a_short_notice_is_said_twice_whole() {
    let made = made(OUTAGE, false).expect("a bulletin");
    assert_eq!(
        made.text(),
        "Thưa bà con và các bạn!\nĐài truyền thanh phường Mẫu xin thông báo: Tạm ngừng cấp điện.\n\n\
         Từ tám giờ đến mười một giờ ngày mai, tổ dân phố số năm và số sáu tạm ngừng cấp điện để sửa đường dây.\n\n\
         Bà con nhớ tắt thiết bị điện trước giờ ấy.\n\n\
         Điện lực: gọi số một chín không không, một hai ba bốn.\nXin nhắc lại, gọi số một chín không không, một hai ba bốn.\n\n\
         Xin nhắc lại: Tạm ngừng cấp điện.\n\n\
         Từ tám giờ đến mười một giờ ngày mai, tổ dân phố số năm và số sáu tạm ngừng cấp điện để sửa đường dây.\n\n\
         Bà con nhớ tắt thiết bị điện trước giờ ấy.\n\n\
         Điện lực: gọi số một chín không không, một hai ba bốn.\nXin nhắc lại, gọi số một chín không không, một hai ba bốn.\n\n\
         Đề nghị bà con chú ý theo dõi các thông báo tiếp theo.\n"
    );
    assert!(made.again == Again::Everything && made.fits(), "{:?}", made.length);
    assert_eq!(made.fingerprint().len(), 16);
}

#[test]
fn what_is_too_short_is_said_once_more_or_refused() {
    let text = "Sáng mai, trạm y tế phường tiêm chủng cho trẻ dưới năm tuổi, từ bảy giờ đến mười một giờ.\n";
    let twice = made(text, false).expect("a bulletin");
    assert_eq!(
        (twice.again, said(&twice).iter().filter(|line| line.starts_with("Sáng mai")).count()),
        (Again::Twice, 3)
    );
    assert!(twice.fits(), "{:?}", twice.length);
    let Err(Unfit::Short { by, syllables }) = made("Có bão.\n", false) else { panic!("three words are no bulletin") };
    assert!(by > Millis::ZERO && by < SHORTEST && syllables > 0);
    let storm = made("Có bão.\n", true).expect("an emergency is never refused for its length");
    assert!(storm.again == Again::Twice && !storm.fits());
    for silent in ["", ":::web\nXem bản đồ.\n:::\n"] {
        assert_eq!(made(silent, true).expect_err("nothing to say"), Unfit::Silent);
    }
}

#[test]
fn cuts_go_first_and_then_the_repetition_shrinks() {
    // 200 syllables, and twice 60 that may be cut: said twice, all of it is over three minutes.
    let (long, cut) = (words(200), words(60));
    let page = format!("{long}\n\n:::cut\n{cut}\n:::\n\n:::cut\n{cut}\n:::\n");
    let shorter = made(&page, false).expect("a bulletin");
    assert_eq!((shorter.left_out, shorter.again), (1, Again::Everything));
    assert!(shorter.fits(), "{:?}", shorter.length);
    // What nothing may be cut from is repeated in part: the first paragraph, the steps with their heading, the number.
    let middle = words(300);
    let page = format!(
        "Tối nay có bão.\n\n{middle}\n\n## Việc cần làm\n\n:::steps\n1. Chằng chống nhà cửa.\n2. Lên chỗ cao.\n:::\n\n> [!NOTE]\n> Tin này phát ba lần.\n\nCần giúp, gọi số 114.\n"
    );
    let partly = made(&page, false).expect("a bulletin");
    assert_eq!(partly.again, Again::Essentials);
    let again = said(&partly);
    let at = again.iter().position(|line| line.starts_with("Xin nhắc lại: ")).expect("a repetition");
    assert_eq!(
        again[at + 1..],
        [
            "Tối nay có bão.",
            "Việc cần làm.",
            "Bước một, chằng chống nhà cửa.",
            "Bước hai, lên chỗ cao.",
            "Cần giúp, gọi số một một bốn.",
            "Đề nghị bà con chú ý theo dõi các thông báo tiếp theo.",
        ]
    );
    let page = format!("Tối nay có bão.\n\n:::warning\n{}\n:::\n", words(330));
    assert_eq!(made(&page, false).expect("a bulletin").again, Again::Opening);
}

#[test]
fn what_stays_too_long_is_refused_and_an_emergency_is_not() {
    let page = format!("Tối nay có bão.\n\n{}\n\n:::cut\n{}\n:::\n", words(660), words(40));
    let Err(Unfit::Long { by, syllables, cuts }) = made(&page, false) else { panic!("this is too long") };
    assert!(cuts && by > Millis::ZERO && syllables > 0);
    // As many syllables less are enough, and hardly fewer.
    let fewer = usize::try_from(syllables).expect("a small number");
    let page = |less: usize| format!("Tối nay có bão.\n\n{}\n", words(660 - less));
    assert!(made(&page(fewer + 2), false).is_ok());
    assert!(made(&page(fewer - 10), false).is_err());
    let storm = format!("Tối nay có bão.\n\n{}\n\n:::cut\n{}\n:::\n", words(660), words(40));
    let storm = made(&storm, true).expect("a bulletin");
    assert!((storm.left_out, storm.again) == (0, Again::Essentials) && storm.length.high > LONGEST);
}

#[test]
fn what_a_machine_wrote_says_so() {
    with_page(OUTAGE, |source, station| {
        source.ai_generated = true;
        let made = bulletin("khan-a", source, false, station).expect("a bulletin");
        let notices = said(&made).into_iter().filter(|line| line.contains("trí tuệ nhân tạo")).count();
        assert_eq!(notices, 1);
    });
}

/// A page of paragraphs, headings, steps, boxes and cuts.
fn page() -> impl Strategy<Value = String> {
    let block = (0..7usize, 1..120usize).prop_map(|(kind, count)| {
        let text = words(count);
        match kind {
            0 => format!("## Mục {count}\n\n{text}\n\n"),
            1 => format!(":::steps\n1. {text}\n2. {text}\n:::\n\n"),
            2 => format!(":::warning\n{text}\n:::\n\n"),
            3 | 4 => format!(":::cut\n{text}\n\n- {text}\n- {text}\n:::\n\n"),
            5 => "::contact{id=dien-luc}\n\n".to_owned(),
            _ => format!("{text}\n\n"),
        }
    });
    proptest::collection::vec(block, 1..8).prop_map(|blocks| blocks.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_length_is_within_the_bounds_or_there_is_an_error(text in page(), emergency in any::<bool>()) {
        with_page(&text, |source, station| {
            let whole = segment_text(source, station).paragraphs;
            let made = bulletin("khan-a", source, emergency, station);
            match made {
                Ok(made) => {
                    prop_assert!(made.fits() || emergency, "{:?}", made.length);
                    // Every word that must be said is said, in order, and nothing but the page's own paragraphs.
                    let stays: Vec<&str> = whole
                        .iter()
                        .filter(|paragraph| emergency || paragraph.cut.is_none() && !paragraph.heading)
                        .map(|paragraph| paragraph.spoken.as_str())
                        .collect();
                    let all = said(&made);
                    let mut rest = all.iter();
                    prop_assert!(stays.iter().all(|wanted| rest.any(|line| line == wanted)), "{all:#?}");
                    let own = |line: &&str| whole.iter().any(|paragraph| paragraph.spoken == **line);
                    let frame = all.iter().filter(|line| !own(line)).count();
                    prop_assert_eq!(frame, if made.again == Again::Twice { 4 } else { 3 });
                }
                Err(Unfit::Long { by, .. }) => {
                    prop_assert!(!emergency && by > Millis::ZERO);
                    // Not even the barest form is within three minutes.
                    let bare = without_cuts(&whole, 0);
                    let least = [bare, whole].map(|body| length(&framed(&body, Again::Opening, source, station)).high);
                    prop_assert!(least.iter().all(|high| *high > LONGEST), "{least:?}");
                }
                Err(Unfit::Short { by, .. }) => prop_assert!(!emergency && by > Millis::ZERO),
                Err(Unfit::Silent) => prop_assert!(whole.is_empty()),
            }
            Ok(())
        })?;
    }
}
