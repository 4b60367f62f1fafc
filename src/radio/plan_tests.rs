//! Plans of invented wards.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::base::{Millis, SourcePath, TimeOfDay, Weekday};
use crate::config::{BlockedHours, Cue, Frame, Phrase, Radio, SlotRule};
use crate::markdown::{Audience, Block, BlockKind, Call, Inline};
use crate::radio::fixture::{Mute, radio};
use crate::radio::{Faces, Item, Script};
use crate::speech::{Band, Lexicon, Speaker, Style};

/// A page that owns what a source borrows.
pub(super) struct Page {
    pub(super) path: SourcePath,
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) topic: Option<String>,
    pub(super) audiences: Vec<String>,
    pub(super) date: Date,
    pub(super) priority: Priority,
    pub(super) until: Option<Date>,
    pub(super) repeat: Option<u32>,
    pub(super) blocks: Vec<Block>,
}

pub(super) const TOPICS: [&str; 5] = ["ung-dung", "dich-vu-cong", "du-lieu", "canh-bao", "phap-luat"];

pub(super) fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// Paragraphs of three sentences of 20 words, a heading before every fourth.
pub(super) fn page(name: &str, topic: usize, words: usize) -> Page {
    let sentence = "khi có người lạ gọi điện báo tin xấu, bà con hãy gác máy rồi gọi lại cho người thân";
    let block = |kind, text: &str| Block {
        kind,
        text: vec![Inline::Text(text.to_owned())],
        span: 0..1,
        audience: Audience::Everyone,
        cut: None,
    };
    let mut blocks = Vec::new();
    let mut left = words;
    while left > 0 {
        if blocks.len() % 5 == 4 {
            blocks.push(block(BlockKind::Heading { level: 2 }, "Việc nên làm"));
        }
        let sentences = left.min(60).div_ceil(20);
        blocks.push(block(BlockKind::Paragraph, &format!("{sentence}. ").repeat(sentences)));
        left = left.saturating_sub(60);
    }
    Page {
        path: SourcePath::new(format!("content/{name}.md")),
        slug: name.to_owned(),
        title: format!("Bài {name}"),
        topic: Some(TOPICS[topic].to_owned()),
        audiences: Vec::new(),
        date: day("2026-01-05").plus_days(topic as i32),
        priority: Priority::Normal,
        until: None,
        repeat: None,
        blocks,
    }
}

impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { slug, topic, audiences, date, priority, until, repeat, blocks, .. } = self;
        let cuts: Vec<u16> = blocks.iter().filter_map(|block| block.cut).collect();
        let blocks = blocks.len();
        write!(
            f,
            "{slug} {topic:?} {audiences:?} {date} {priority:?} {until:?} {repeat:?} {blocks} blocks, cut {cuts:?}"
        )
    }
}

impl Page {
    pub(super) fn source(&self) -> Source<'_> {
        Source {
            page: &self.path,
            slug: &self.slug,
            title: &self.title,
            kind_word: "Tin bài",
            topic: self.topic.as_deref(),
            audiences: self.audiences.iter().map(String::as_str).collect(),
            date: self.date,
            priority: self.priority,
            from: None,
            until: self.until,
            repeat: self.repeat,
            lead: None,
            ai_generated: false,
            blocks: &self.blocks,
        }
    }
}

/// Plans for `weeks` weeks from a day on, with nothing fixed: everything fits.
fn planned(pages: &[Page], radio: &Radio, today: &str, weeks: u32) -> (Schedule, Vec<Diagnostic>) {
    let (schedule, diagnostics) = planned_with(pages, radio, &Ledger::default(), today, weeks);
    for programme in schedule.programmes() {
        assert!(programme.fits(), "{} {:?}", programme.id, programme.length);
    }
    (schedule, diagnostics)
}

fn planned_with(
    pages: &[Page],
    radio: &Radio,
    ledger: &Ledger,
    today: &str,
    weeks: u32,
) -> (Schedule, Vec<Diagnostic>) {
    let sources: Vec<Source<'_>> = pages.iter().map(Page::source).collect();
    let topics: Vec<(String, String)> = TOPICS.iter().map(|id| ((*id).to_owned(), format!("Chủ đề {id}"))).collect();
    let speaker = Speaker::new(Lexicon::builtin(), Style::default());
    let station =
        Station { radio, unit: "phường Mẫu", topics: &topics, required: &[], speaker: &speaker, faces: &Mute };
    let (schedule, diagnostics) = plan(&sources, &station, ledger, day(today), weeks);
    for programme in schedule.programmes() {
        let script = Script::of(programme, &station);
        assert_eq!(
            script.items.iter().map(|item| item.lines.len()).sum::<usize>(),
            programme.text().lines().filter(|line| !line.is_empty()).count()
        );
    }
    (schedule, diagnostics)
}

/// The frame of the first programme: what kinds of items, and all that is said.
fn framed(pages: &[Page], radio: &Radio) -> (Vec<&'static str>, String, Script) {
    let mut sources: Vec<Source<'_>> = pages.iter().map(Page::source).collect();
    sources[0].ai_generated = true;
    let topics = [("ung-dung".to_owned(), "Ứng dụng".to_owned())];
    let speaker = Speaker::new(Lexicon::builtin(), Style::default());
    let station =
        Station { radio, unit: "phường Mẫu", topics: &topics, required: &[], speaker: &speaker, faces: &Mute };
    let (schedule, _) = plan(&sources, &station, &Ledger::default(), day("2026-11-23"), 1);
    let programme = schedule.programmes().next().expect("a programme");
    let script = Script::of(programme, &station);
    (script.items.iter().map(|item| item.kind).collect(), programme.text(), script)
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect()
}

/// The pages of each programme, with parts: `a a b#2/3`.
fn content(schedule: &Schedule) -> Vec<String> {
    schedule
        .programmes()
        .map(|programme| {
            let pages = programme.items.iter().filter_map(|item| match item {
                Item::Segment { page, part, parts, .. } => {
                    let name = page.name().trim_end_matches(".md").to_owned();
                    Some(if *parts > 1 { format!("{name}#{part}/{parts}") } else { name })
                }
                _ => None,
            });
            pages.collect::<Vec<_>>().join(" ")
        })
        .collect()
}

fn ward(words: usize, each: usize) -> Vec<Page> {
    let mut pages = Vec::new();
    for (topic, id) in TOPICS.iter().enumerate() {
        for at in 0..each {
            pages.push(page(&format!("{id}-{at}"), topic, words + 13 * at));
        }
    }
    pages
}

#[test]
fn short_pages_are_put_together_and_all_topics_heard() {
    let (schedule, diagnostics) = planned(&ward(500, 4), &radio(), "2026-11-23", 4);
    assert_eq!(codes(&diagnostics), Vec::<&str>::new());
    assert_eq!(schedule.weeks.len(), 4);
    assert!(content(&schedule).iter().all(|pages| pages.split(' ').count() >= 2), "{:?}", content(&schedule));
    assert!(schedule.weeks.iter().all(|week| week.programmes.len() == 2 && week.gaps.is_empty()));
}

#[test]
fn articles_of_the_usual_length_fill_four_weeks() {
    // One is too short for a slot at the fastest rate, two are too long at the slowest: one must be parted.
    let (schedule, diagnostics) = planned(&ward(950, 4), &radio(), "2026-11-23", 4);
    assert_eq!(codes(&diagnostics), Vec::<&str>::new(), "{:?}", content(&schedule));
    let pages = content(&schedule);
    for (at, pair) in pages.windows(2).enumerate() {
        for part in pair[0].split(' ').filter_map(|page| page.strip_suffix("#1/2")) {
            assert!(at % 2 == 0 && pair[1].contains(&format!("{part}#2/2")), "{pages:?}");
        }
    }
}

#[test]
fn an_earlier_programme_gives_way_so_that_no_slot_stays_empty() {
    // `a` and `c` would fill Tuesday, and `b` is too short for Friday alone; with one of them parted both days are filled.
    let pages = [page("a", 0, 900), page("b", 1, 820), page("c", 2, 560)];
    let mut radio = radio();
    radio.slot_min = Millis::from_seconds(270);
    let (schedule, diagnostics) = planned(&pages, &radio, "2026-11-23", 1);
    assert!(!codes(&diagnostics).contains(&"slot-unfilled"), "{:?}", content(&schedule));
}

#[test]
fn a_long_page_becomes_parts_on_following_days() {
    let (schedule, diagnostics) = planned(&[page("dai", 0, 2800)], &radio(), "2026-11-23", 1);
    assert_eq!(content(&schedule), ["dai#1/2", "dai#2/2"]);
    assert_eq!(codes(&diagnostics), ["topic-missing"; 4]);
    let text: Vec<String> = schedule.programmes().map(Programme::text).collect();
    assert!(text[0].contains("Sau đây là kỳ một.\n") && text[0].contains("Mời bà con đón nghe kỳ hai"), "{}", text[0]);
    assert!(text[1].contains("kỳ cuối"), "{}", text[1]);
    let lengths: Vec<u32> = schedule.programmes().map(|programme| programme.length.likely.0).collect();
    assert!(lengths[0].abs_diff(lengths[1]) < 60_000, "{lengths:?}");
}

#[test]
fn what_soon_expires_goes_before_whose_turn_it_is() {
    let mut pages = ward(650, 3);
    let last = pages.iter().position(|page| page.slug == "phap-luat-2").expect("a page");
    pages[last].until = Some(day("2026-11-30"));
    let (schedule, _) = planned(&pages, &radio(), "2026-11-23", 2);
    assert!(content(&schedule)[0].contains("phap-luat-2"), "{:?}", content(&schedule));
    assert!(schedule.json().contains("chỉ còn phát được đến ngày 30/11/2026"));
    pages[last].until = Some(day("2027-11-30"));
    assert!(!planned(&pages, &radio(), "2026-11-23", 2).0.json().contains("chỉ còn phát"));
}

#[test]
fn a_slot_without_room_for_any_page_is_a_mistake_of_the_settings() {
    let mut radio = radio();
    (radio.slot_min, radio.slot_max) = (Millis::from_seconds(20), Millis::from_seconds(50));
    let (_, diagnostics) = planned(&ward(500, 2), &radio, "2026-11-23", 1);
    let told = &diagnostics[0];
    assert!(told.message.vi.contains("riêng nhạc, lời chào và lời kết đã dài tới"), "{told:?}");
    assert!(told.hints[0].vi.contains("slot_max"), "{told:?}");
    radio.slot_max = Millis::from_seconds(30);
    let (_, diagnostics) = planned(&ward(500, 2), &radio, "2026-11-23", 1);
    let told = &diagnostics[0];
    assert!(told.message.vi.contains("riêng nhạc, lời chào và lời kết đã quá 0:30 của khung giờ"), "{told:?}");
}

#[test]
fn nothing_is_repeated_too_soon() {
    let mut pages = ward(650, 6);
    pages[3].repeat = Some(3);
    let mut radio = radio();
    radio.per_week = 3;
    let (schedule, _) = planned(&pages, &radio, "2026-11-23", 8);
    let mut aired: BTreeMap<String, (Date, u8)> = BTreeMap::new();
    for programme in schedule.programmes() {
        for item in &programme.items {
            let Item::Segment { page, part, .. } = item else { continue };
            let wait = if page.name() == "ung-dung-3.md" { 3 } else { 14 };
            if let Some((last, before)) = aired.insert(page.to_string(), (programme.slot.date, *part)) {
                assert!(
                    *part == before + 1 || programme.slot.date.days_since(last) >= wait,
                    "{page} {:?}",
                    programme.id
                );
            }
        }
    }
}

#[test]
fn urgent_pages_come_first_and_only_from_their_day_on() {
    let mut pages = ward(500, 3);
    let mut urgent = page("khan-cap", 4, 300);
    (urgent.priority, urgent.date) = (Priority::Urgent, day("2026-11-25"));
    (urgent.repeat, urgent.until) = (Some(1), Some(day("2026-12-02")));
    pages.push(urgent);
    let (schedule, _) = planned(&pages, &radio(), "2026-11-23", 2);
    let firsts: Vec<bool> = content(&schedule).iter().map(|pages| pages.starts_with("khan-cap")).collect();
    assert_eq!(firsts, [false, true, true, false]);
}

#[test]
fn the_order_of_sources_and_the_day_of_the_week_change_nothing() {
    let pages = ward(700, 4);
    let (monday, _) = planned(&pages, &radio(), "2026-11-23", 2);
    let mut shuffled = ward(700, 4);
    shuffled.reverse();
    shuffled.swap(3, 11);
    let (again, _) = planned(&shuffled, &radio(), "2026-11-23", 2);
    assert_eq!(monday.json(), again.json());
    let (wednesday, _) = planned(&pages, &radio(), "2026-11-25", 1);
    assert_eq!(monday.weeks[0].programmes[1].text(), wednesday.weeks[0].programmes[1].text());
    assert_eq!(
        monday.programmes().map(Programme::text).collect::<String>(),
        again.programmes().map(Programme::text).collect::<String>()
    );
}

#[test]
fn plans_of_later_weeks_begin_with_other_pages() {
    let pages = ward(700, 4);
    let (this, _) = planned(&pages, &radio(), "2026-11-23", 1);
    let (next, _) = planned(&pages, &radio(), "2026-11-30", 1);
    let (this, next) = (content(&this), content(&next));
    assert!(
        this.iter().flat_map(|pages| pages.split(' ')).all(|page| !next.join(" ").contains(page)),
        "{this:?} {next:?}"
    );
}

#[test]
fn an_empty_slot_is_explained_once() {
    let (schedule, diagnostics) = planned(&[page("ngan", 0, 600)], &radio(), "2026-11-25", 1);
    // Tuesday is past: no diagnostic. Friday, next Tuesday and next Friday are to come.
    assert_eq!(codes(&diagnostics), ["slot-unfilled", "slot-unfilled", "slot-unfilled", "week-short", "week-short"]);
    assert_eq!(schedule.weeks[0].gaps.len(), 2);
    let first = &diagnostics[0];
    assert!(first.message.vi.contains("17:00 thứ Sáu ngày 27/11/2026"), "{}", first.message.vi);
    assert!(first.message.vi.contains("còn thiếu"), "{}", first.message.vi);
    assert!(first.hints[0].vi.contains("`content/ngan.md`"), "{:?}", first.hints);
}

#[test]
fn two_pages_a_little_too_long_say_what_to_cut() {
    let mut radio = radio();
    radio.slot_min = Millis::from_seconds(540);
    let (_, diagnostics) = planned(&[page("a", 0, 1200), page("b", 1, 1200)], &radio, "2026-11-23", 1);
    assert!(diagnostics[0].hints.iter().any(|hint| hint.vi.contains("hoặc bớt khoảng")), "{diagnostics:?}");
}

#[test]
fn blocked_days_and_own_slots() {
    let mut radio = radio();
    radio.slots = [Weekday::Thursday, Weekday::Monday]
        .map(|day| SlotRule { day, at: TimeOfDay { hour: 6, minute: 30 }, cluster: "Cụm 1".to_owned() })
        .to_vec();
    let days = |radio: &Radio| {
        let (schedule, diagnostics) = planned(&ward(500, 4), radio, "2026-11-23", 1);
        let days: Vec<(String, Option<Date>)> = schedule
            .programmes()
            .map(|programme| (programme.slot.date.to_string(), programme.slot.instead_of))
            .collect();
        (days, codes(&diagnostics).contains(&"week-short"))
    };
    let monday = ("2026-11-23".to_owned(), None);
    // A day off gives way to the next, or to the one before; with no other day left the week is short.
    radio.blocked = vec![day("2026-11-26")];
    let moved = |to: &str| (to.to_owned(), Some(day("2026-11-26")));
    assert_eq!(days(&radio), (vec![monday.clone(), moved("2026-11-27")], false));
    radio.blocked.push(day("2026-11-27"));
    assert_eq!(days(&radio), (vec![monday.clone(), moved("2026-11-25")], false));
    radio.blocked_hours =
        vec![BlockedHours { day: None, from: "06:35".parse().expect("a time"), to: "07:00".parse().expect("a time") }];
    assert_eq!(days(&radio), (vec![monday], true));
    // A week of holidays has no duty.
    radio.blocked = (0..7).map(|at| day("2026-11-23").plus_days(at)).collect();
    assert_eq!(days(&radio), (vec![], false));
}

#[test]
fn nothing_to_air_is_said_plainly() {
    let (schedule, diagnostics) = planned(&[], &radio(), "2026-11-23", 1);
    assert_eq!(codes(&diagnostics), ["slot-unfilled", "slot-unfilled", "week-short"]);
    assert!(schedule.json().contains("\"gaps\": [\n        {"));
    let (none, diagnostics) = planned(&[], &radio(), "2026-11-23", 0);
    assert!(none.weeks.is_empty() && diagnostics.is_empty());
}

#[test]
fn forms_for_machines_and_spreadsheets() {
    let mut pages = ward(500, 1);
    pages[3].title = "=1+1; \"x\"".to_owned();
    let (schedule, _) = planned(&pages, &radio(), "2026-11-23", 1);
    let json: serde_json::Value = serde_json::from_str(&schedule.json()).expect("JSON");
    let first = &json["weeks"][0]["programmes"][0];
    let script = first["script"].as_str().expect("a path");
    assert!(script.starts_with("2026-W48/2026-11-24-1700-") && script.ends_with(".txt"), "{script}");
    assert!(first["length"]["low_s"].as_u64() >= Some(300) && first["length"]["high_s"].as_u64() <= Some(600));
    let csv = schedule.csv();
    assert!(
        csv.starts_with("\u{feff}\"Ngày\",\"Thứ\",")
            && csv.contains("\r\n\"2026-11-24\",\"thứ Ba\",\"17:00\",\"\",\"2026-11-24-1700-"),
        "{csv}"
    );
    assert!(csv.contains("\"'=1+1; \"\"x\"\"\"") || !csv.contains("=1+1"), "{csv}");
}

#[test]
fn a_programme_is_framed() {
    let pages = [page("a", 0, 620), page("b", 1, 600)];
    let (kinds, text, script) = framed(&pages, &radio());
    let expected = [
        "identification",
        "cue",
        "opening",
        "headlines",
        "bridge",
        "segment",
        "cue",
        "bridge",
        "segment",
        "notice",
        "closing",
        "cue",
    ];
    assert_eq!(kinds, expected);
    assert!(text.starts_with("Đây là Đài truyền thanh phường Mẫu.\n\nThưa bà con và các bạn!\nHôm nay"), "{text}");
    assert!(
        text.contains(
            "Hôm nay, thứ Ba, ngày hai mươi tư tháng mười một năm hai nghìn không trăm hai mươi sáu, mời bà con"
        ),
        "{text}"
    );
    assert!(text.contains("mời bà con nghe hai bài.\n") && text.contains("Tiếp theo, mời bà con nghe bài: "), "{text}");
    assert!(script.ai && !script.approved && script.slot_min == "5:00" && script.date_figures == "24/11/2026");
    assert_eq!(script.items.iter().map(|item| item.length_s).sum::<u32>().abs_diff(script.likely_s) / 10, 0);
    let numbers: Vec<u32> = script.items.iter().flat_map(|item| &item.lines).map(|line| line.number).collect();
    assert!(numbers.iter().zip(1..).all(|(number, at)| *number == at));
}

#[test]
fn a_segment_in_the_station_s_own_programme_is_announced_by_one_line() {
    let mut radio = radio();
    radio.frame = Frame::Segment;
    let (kinds, text, _) = framed(&[page("a", 0, 620), page("b", 1, 600)], &radio);
    assert_eq!(kinds, ["opening", "bridge", "segment", "cue", "bridge", "segment", "notice"]);
    assert!(text.starts_with("Sau đây là chuyên mục của phường Mẫu, phát thứ Ba, ngày hai mươi tư"), "{text}");
}

#[test]
fn a_ward_has_its_own_phrases_and_cues() {
    let mut radio = radio();
    radio.phrases = radio
        .phrases
        .with(Phrase::Identification, "Đài đây.")
        .with(Phrase::Opening, "Đây là {station}, {weekday} {date}.")
        .with(Phrase::Closing, "Chào {listeners} {unit}.")
        .with_bridges(vec!["Sang phần {topic}: {title}.".to_owned()]);
    let music = Cue { text: "Nhạc A".to_owned(), length: Millis::from_seconds(20) };
    radio.cues.extend([("start".to_owned(), Some(music)), ("bridge".to_owned(), None)]);
    let (kinds, text, script) = framed(&[page("a", 0, 620), page("b", 0, 600)], &radio);
    assert_eq!(kinds.iter().filter(|kind| **kind == "cue").count(), 2);
    assert_eq!(script.items[1].cue.as_deref(), Some("Nhạc A"));
    assert_eq!(script.items[1].length_s, 20);
    assert!(text.starts_with("Đài đây.\n\nĐây là Đài truyền thanh phường Mẫu, thứ Ba ngày hai mươi tư"), "{text}");
    assert!(text.contains("Sang phần Ứng dụng: ") && text.ends_with("Chào bà con phường Mẫu.\n"), "{text}");
}

#[test]
fn cuts_are_dropped_only_to_make_room() {
    let mut long = page("a", 0, 1400);
    for (at, block) in long.blocks.iter_mut().skip(3).take(3).enumerate() {
        block.cut = Some(at as u16 + 1);
    }
    let mut radio = radio();
    let (schedule, _) = planned(std::slice::from_ref(&long), &radio, "2026-11-23", 1);
    let whole = schedule.programmes().next().expect("a programme").length;
    assert!(!schedule.json().contains("lược đoạn"));
    radio.slot_max = Millis(whole.high.0 - 1);
    radio.slot_min = Millis(whole.low.0 - 60_000);
    let (schedule, _) = planned(std::slice::from_ref(&long), &radio, "2026-11-23", 1);
    assert!(schedule.json().contains("lược đoạn cuối"), "{}", schedule.json());
    // One block is enough: the two above it stay, and the script shows that they could go too.
    let programme = schedule.programmes().next().expect("a programme");
    let Some(Item::Segment { paragraphs, .. }) =
        programme.items.iter().find(|item| matches!(item, Item::Segment { .. }))
    else {
        panic!("no segment")
    };
    let optional: BTreeSet<u16> = paragraphs.iter().filter_map(|paragraph| paragraph.cut).collect();
    assert_eq!(optional, BTreeSet::from([1, 2]));
    radio.slot_max = Millis(programme.length.high.0 - 1);
    let (schedule, _) = planned(&[long], &radio, "2026-11-23", 1);
    assert!(schedule.json().contains("lược hai đoạn cuối"), "{}", schedule.json());
}

/// Few in every run; thousands with `PROPTEST_CASES=3000 cargo test --release --lib plan`.
pub(super) fn cases(usual: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    // 256 is what nobody has asked for.
    if asked.cases == 256 { ProptestConfig::with_cases(usual) } else { asked }
}

proptest! {
    #![proptest_config(cases(10))]

    #[test]
    fn what_is_fixed_never_moves(
        words in proptest::collection::vec((0usize..5, 200usize..1800), 3..12),
        changed in 0usize..12,
        longer in 60usize..900,
        urgent in any::<bool>(),
    ) {
        let mut pages: Vec<Page> =
            words.iter().enumerate().map(|(at, (topic, words))| page(&format!("p{at}"), *topic, *words)).collect();
        let radio = radio();
        let (before, _) = planned(&pages, &radio, "2026-11-23", 3);
        let ledger = Ledger { fixed: before.programmes().map(Programme::to_fix).collect(), ..Ledger::default() };
        let at = changed % pages.len();
        pages[at].blocks = page("other", 0, longer).blocks;
        let mut late = page("moi", 1, 400);
        late.priority = if urgent { Priority::Urgent } else { Priority::Normal };
        pages.push(late);
        let name = pages[at].path.to_string();
        let (after, _) = planned_with(&pages, &radio, &ledger, "2026-11-23", 3);
        for programme in before.programmes() {
            let same = after.programmes().find(|other| other.id == programme.id);
            let pages = |programme: &Programme| programme.to_fix().segments;
            // A part that no longer exists is left out, and told; everything else is as it was fixed.
            let kept = |programme: &Programme| {
                pages(programme).into_iter().filter(|segment| segment.page != name).collect::<Vec<_>>()
            };
            match same {
                Some(same) => {
                    prop_assert!(same.fixed && kept(same) == kept(programme), "{}", same.id);
                    if !pages(programme).iter().any(|segment| segment.page == name) {
                        prop_assert_eq!(same.fingerprint(), programme.fingerprint());
                    }
                }
                None => prop_assert!(kept(programme).is_empty(), "{} is gone", programme.id),
            }
        }
    }

    #[test]
    fn any_ward_gets_programmes_within_bounds(
        words in proptest::collection::vec((0usize..5, 60usize..2600, 0i32..400, 0u8..12), 0..14),
        per_week in 1u32..4,
        turn in 0usize..14,
    ) {
        let mut pages: Vec<Page> = words
            .iter()
            .enumerate()
            .map(|(at, (topic, words, age, kind))| {
                let mut page = page(&format!("p{at}"), *topic, *words);
                page.date = day("2026-12-01").plus_days(-*age);
                page.priority = if *kind == 0 { Priority::Urgent } else if *kind < 3 { Priority::High } else { Priority::Normal };
                page.until = (*kind == 5).then(|| page.date.plus_days(380));
                page
            })
            .collect();
        let mut radio = radio();
        radio.per_week = per_week;
        let (schedule, diagnostics) = planned(&pages, &radio, "2026-11-25", 3);
        let last: BTreeMap<String, (Date, u8)> = schedule.programmes().fold(BTreeMap::new(), |mut last, programme| {
            for item in &programme.items {
                let Item::Segment { page, part, .. } = item else { continue };
                let before = last.insert(page.to_string(), (programme.slot.date, *part));
                let fine = match before {
                    None => *part == 1,
                    Some((_, before)) if *part > 1 => *part == before + 1,
                    Some((day, _)) => programme.slot.date.days_since(day) >= 14,
                };
                assert!(fine, "{page} part {part} in {}", programme.id);
            }
            last
        });
        for page in &pages {
            if let Some((aired, _)) = last.get(page.path.as_str()) {
                prop_assert!(page.date <= *aired && page.until.is_none_or(|until| *aired <= until));
            }
        }
        let unfilled = codes(&diagnostics).iter().filter(|code| **code == "slot-unfilled").count();
        let gaps = schedule.weeks.iter().flat_map(|week| &week.gaps);
        prop_assert_eq!(unfilled, gaps.filter(|gap| gap.slot.date >= day("2026-11-25")).count());
        if !pages.is_empty() {
            let places = pages.len();
            pages.rotate_left(turn % places);
        }
        let (again, _) = planned(&pages, &radio, "2026-11-25", 3);
        prop_assert_eq!(schedule.json(), again.json());
    }
}

/// Counts how often each page is spoken: every page here begins with a directive of its own name.
#[derive(Default)]
struct Counting(std::sync::Mutex<BTreeMap<String, u32>>);

impl Faces for Counting {
    fn spoken(&self, call: &Call) -> Option<(String, String)> {
        let mut counts = self.0.lock().expect("one thread");
        *counts.entry(call.name.clone()).or_default() += 1;
        None
    }
}

#[test]
fn of_thousands_of_pages_few_are_spoken_and_none_twice() {
    let mut pages: Vec<Page> =
        (0..10_000).map(|at| page(&format!("p{at}"), at % 5, if at < 9000 { 700 } else { 300 })).collect();
    for page in &mut pages {
        let call = Call { name: page.slug.clone(), args: BTreeMap::new(), span: 0..1 };
        let first = Block { kind: BlockKind::Leaf(call), text: Vec::new(), ..page.blocks[0].clone() };
        page.blocks.insert(0, first);
    }
    let sources: Vec<Source<'_>> = pages.iter().map(Page::source).collect();
    let topics: Vec<(String, String)> = TOPICS.iter().map(|id| ((*id).to_owned(), (*id).to_owned())).collect();
    let speaker = Speaker::new(Lexicon::builtin(), Style::default());
    let faces = Counting::default();
    let radio = radio();
    let station =
        Station {
            radio: &radio, unit: "phường Mẫu", topics: &topics, required: &[], speaker: &speaker, faces: &faces
        };
    let (schedule, diagnostics) = plan(&sources, &station, &Ledger::default(), day("2026-11-23"), 4);
    assert!(diagnostics.is_empty() && schedule.programmes().count() == 8);
    let counts = faces.0.into_inner().expect("one thread");
    assert!(counts.len() < 250, "{}", counts.len());
    assert!(counts.values().all(|count| *count == 1), "a page is spoken once");
}

#[test]
fn a_plan_with_an_echo_is_the_plan_without() {
    let mut pages: Vec<Page> = (0..60).map(|at| page(&format!("p{at}"), at % 5, 200 + at * 37 % 900)).collect();
    let topics: Vec<(String, String)> = TOPICS.iter().map(|id| ((*id).to_owned(), (*id).to_owned())).collect();
    let (mut radio, mut speaker) = (radio(), Speaker::new(Lexicon::builtin(), Style::default()));
    let mut echo = Echo::default();
    for step in 0..6 {
        match step {
            2 => pages[7].blocks[0].text = vec![Inline::Text("Tin mới, bà con chú ý.".to_owned())],
            3 => pages[8].title = "Tên khác".to_owned(),
            4 => {
                speaker = Speaker::new(
                    Lexicon::builtin().with_entries([("gác".to_owned(), "gác hẳn".to_owned())]),
                    Style::default(),
                );
            }
            5 => radio.band = Band::from_rates(150, 160, 170),
            _ => {}
        }
        for page in &mut pages {
            let call = Call { name: page.slug.clone(), args: BTreeMap::new(), span: 0..1 };
            let first = Block { kind: BlockKind::Leaf(call), text: Vec::new(), ..page.blocks[0].clone() };
            if !matches!(page.blocks[0].kind, BlockKind::Leaf(_)) {
                page.blocks.insert(0, first);
            }
        }
        let sources: Vec<Source<'_>> = pages.iter().map(Page::source).collect();
        let faces = Stepping(step);
        let (topics, faces) = (topics.as_slice(), &faces);
        let station =
            Station { radio: &radio, unit: "phường Mẫu", topics, required: &[], speaker: &speaker, faces };
        let with = plan_with(&sources, &station, &Ledger::default(), day("2026-11-23"), 4, &mut echo);
        let without = plan(&sources, &station, &Ledger::default(), day("2026-11-23"), 4);
        assert_eq!(format!("{with:?}"), format!("{without:?}"), "step {step}");
        assert!(with.0.programmes().flat_map(Programme::pages).count() > 8, "step {step}");
    }
}

/// Faces that change with the step, as they do when a contact's number does.
struct Stepping(usize);

impl Faces for Stepping {
    fn spoken(&self, call: &Call) -> Option<(String, String)> {
        (call.name.ends_with('3')).then(|| (format!("Gọi số {}.", 100 + self.0 / 2), String::new()))
    }
}
