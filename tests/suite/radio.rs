//! The loudspeaker programmes: their length, their variety, their words, and what happens when they cannot be filled.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::harness::{Site, Snapshot, TODAY};
use crate::made::{TOPICS, station, text};

pub fn schedule(site: &Site) -> Value {
    serde_json::from_str(&site.built("radio/schedule.json")).expect("schedule.json is JSON")
}

pub fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

pub fn number(value: &Value) -> u64 {
    value.as_u64().expect("a whole number")
}

pub fn words(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// The day's number within a year that is long enough for a schedule of four weeks.
fn day(date: &str) -> u64 {
    let parts: Vec<u64> = date.split('-').map(|part| part.parse().expect("a date")).collect();
    let (year, month, day) = (parts[0], parts[1], parts[2]);
    // Days since the first of March, as calendars count them.
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day
}

#[test]
fn four_weeks_of_programmes() {
    for today in [TODAY, "2026-02-25", "2027-12-24"] {
        let site = station().today(today);
        site.run(["build"]).exits(0).tells_only(&[]);
        let schedule = schedule(&site);
        let weeks = list(&schedule, "weeks");
        // Weeks are planned whole, with the one that has begun.
        assert!((4..=5).contains(&weeks.len()), "{today}: {} weeks", weeks.len());
        let mut topics = BTreeSet::new();
        let mut aired: BTreeMap<(String, u64), u64> = BTreeMap::new();
        for week in weeks {
            assert!(list(week, "gaps").is_empty(), "{week:#}");
            let programmes = list(week, "programmes");
            assert!(programmes.len() >= 2, "{today}: {week:#}");
            for programme in programmes {
                let (low, likely, high) = (
                    number(&programme["length"]["low_s"]),
                    number(&programme["length"]["likely_s"]),
                    number(&programme["length"]["high_s"]),
                );
                assert!(300 <= low && low <= likely && likely <= high && high <= 600, "{programme:#}");
                let date = words(&programme["date"]);
                assert!(day(date) + 6 >= day(today), "{date} is in no week that {today} touches");
                assert!(words(&programme["id"]).starts_with(date));
                let mut whole = 0;
                for segment in list(programme, "segments") {
                    topics.insert(words(&segment["topic"]).to_owned());
                    whole += number(&segment["likely_s"]);
                    let key = (words(&segment["page"]).to_owned(), number(&segment["part"]));
                    if let Some(before) = aired.insert(key, day(date)) {
                        assert!(
                            day(date) - before >= 14,
                            "a page comes back after {} days:\n{programme:#}",
                            day(date) - before
                        );
                    }
                }
                assert!(whole < likely, "the segments are longer than the programme: {programme:#}");
            }
        }
        assert_eq!(topics, TOPICS.iter().map(|topic| (*topic).to_owned()).collect(), "{today}");
    }
}

#[test]
fn scripts_are_words_only() {
    let site = station();
    site.run(["build"]).exits(0);
    let schedule = schedule(&site);
    let mut scripts = 0;
    for programme in list(&schedule, "weeks").iter().flat_map(|week| list(week, "programmes")) {
        let text = site.built(&format!("radio/{}", words(&programme["script"])));
        let odd = |c: &char| !(c.is_alphabetic() || c.is_whitespace() || ".,;:!?…-–\"“”‘’()".contains(*c));
        for line in text.lines() {
            let found: String = line.chars().filter(odd).collect();
            assert!(found.is_empty(), "{found:?} in {line:?}");
        }
        assert!(!text.contains('\r') && text.ends_with('\n'));
        let html = site.built(&format!("radio/{}", words(&programme["script"]).replace(".CHUA-DUYET.txt", ".html")));
        assert!(html.contains("CHƯA DUYỆT"), "nobody has approved this programme");
        scripts += 1;
    }
    assert!(scripts >= 8);
    let csv = site.built("radio/schedule.csv");
    assert!(csv.starts_with('\u{feff}') && csv.lines().count() > 8, "{csv}");
    let index = site.built("radio/index.html");
    for programme in list(&schedule, "weeks").iter().flat_map(|week| list(week, "programmes")) {
        let page = words(&programme["script"]).replace(".CHUA-DUYET.txt", ".html");
        assert!(index.contains(&page), "the index does not lead to {page}");
    }
}

#[test]
fn the_desk_gets_sheets_for_word_a_calendar_and_a_spreadsheet() {
    let site = station();
    site.run(["build"]).exits(0);
    let (schedule, dist) = (schedule(&site), site.dist());
    let calendar = site.built("radio/schedule.ics");
    let lines: Vec<String> = calendar.replace("\r\n ", "").lines().map(str::to_owned).collect();
    let mut pages = 0;
    for programme in list(&schedule, "weeks").iter().flat_map(|week| list(week, "programmes")) {
        let script = words(&programme["script"]);
        let sheet = &dist[&format!("radio/{}", script.replace(".CHUA-DUYET.txt", ".docx"))];
        assert!(sheet.starts_with(b"PK\x03\x04"), "{script} has no sheet for Word");
        // Its parts are not compressed, so what is said can be looked for in the file.
        let mut rest = String::from_utf8_lossy(sheet).into_owned();
        for line in site.built(&format!("radio/{script}")).lines().filter(|line| !line.is_empty()) {
            let line = line.replace('"', "&quot;").replace('\'', "&apos;");
            let at = rest.find(&format!(">{line}</w:t>"));
            rest = rest.split_off(at.unwrap_or_else(|| panic!("{script}: {line:?} is not said in its turn")));
        }
        let (id, date) = (words(&programme["id"]), words(&programme["date"]));
        let slot = format!("{date}-{}", words(&programme["time"]).replace(':', ""));
        assert!(lines.contains(&format!("UID:{slot}@thu.example")), "no event for {id}: {calendar}");
        let (date, time) = (words(&programme["date"]).replace('-', ""), words(&programme["time"]).replace(':', ""));
        assert!(lines.contains(&format!("DTSTART;TZID=Asia/Ho_Chi_Minh:{date}T{time}00")), "{calendar}");
        pages += list(programme, "segments").len();
    }
    assert!(lines.contains(&format!("DTSTAMP:{}T000000Z", TODAY.replace('-', ""))), "{calendar}");
    let table = site.built("radio/schedule.csv");
    assert_eq!(table.matches("\r\n").count(), pages + 1, "{table}");
    assert!(table.lines().next().is_some_and(|head| head.ends_with(",\"Số trang 350 từ\"")), "{table}");
    let index = site.built("radio/index.html");
    assert!(index.contains("href=\"schedule.ics\"") && index.contains("href=\"schedule.csv\""));
}

#[test]
fn a_long_article_goes_out_in_parts() {
    let long = format!("+++\ntitle = \"Bài dài\"\ndate = 2026-11-01\ntopic = \"canh-bao\"\n+++\n{}", text(99, 150));
    let site = station().file("content/tin/bai-dai.md", long);
    site.run(["build"]).exits(0);
    let schedule = schedule(&site);
    let parts: BTreeSet<u64> = list(&schedule, "weeks")
        .iter()
        .flat_map(|week| list(week, "programmes"))
        .flat_map(|programme| list(programme, "segments"))
        .filter(|segment| segment["page"] == "content/tin/bai-dai.md")
        .map(|segment| number(&segment["part"]))
        .collect();
    assert!(parts.contains(&1) && parts.contains(&2), "parts on air: {parts:?}");
}

fn radio_files(dist: &Snapshot) -> Snapshot {
    let files = dist.iter().filter(|(path, _)| path.starts_with("radio/") && *path != "radio/schedule.json");
    files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

#[test]
fn a_week_that_cannot_be_filled_holds_back_radio_alone() {
    let mut site = station();
    site.run(["build"]).exits(0);
    let before = site.dist();
    for number in 1..15 {
        site = site.without(&format!("content/tin/bai-{number:02}.md"));
    }
    let run = site.run(["build"]).exits(1).says("radio").reports("L0501", "content/tin/bai-00.md");
    let codes: BTreeSet<&str> = run.told.iter().map(|told| told.code.as_str()).collect();
    assert!(codes.contains("L0502"), "the short week is not told: {codes:?}");
    assert!(codes.iter().all(|code| code.starts_with("L05")), "other mistakes are told: {codes:?}\n{}", run.err);
    for told in &run.told {
        assert!(!told.hints.is_empty() || told.code == "L0503", "no advice: {told:?}");
    }
    let after = site.dist();
    assert!(!after.contains_key("portal/tin/bai-07/index.html"), "the portal was held back too");
    assert_eq!(radio_files(&before), radio_files(&after), "scripts changed although the schedule has errors");
    let schedule = schedule(&site);
    let gaps: Vec<&Value> = list(&schedule, "weeks").iter().flat_map(|week| list(week, "gaps")).collect();
    assert!(!gaps.is_empty(), "schedule.json tells no gap");
    for programme in list(&schedule, "weeks").iter().flat_map(|week| list(week, "programmes")) {
        assert!(programme["script"].is_null(), "a script is named that is not there: {programme:#}");
    }
    site.run(["check"]).exits(1);
}

#[test]
fn a_new_site_with_too_little_to_say_has_a_schedule_of_gaps() {
    let site = Site::new().file("content/a.md", "+++\ntitle = \"Ngắn\"\ndate = 2026-01-02\n+++\n\nMột câu.\n");
    let run = site.run(["build"]).exits(1);
    assert!(run.told.iter().all(|told| told.code.starts_with("L05")), "{}", run.err);
    let dist = site.dist();
    assert!(dist.contains_key("portal/a/index.html"));
    let radio: Vec<&String> = dist.keys().filter(|path| path.starts_with("radio/") && !path.ends_with('/')).collect();
    assert_eq!(radio, ["radio/.loa", "radio/schedule.json"]);
}

#[test]
fn an_old_script_leaves_with_its_programme() {
    let site = station();
    site.run(["build"]).exits(0);
    let site = site.today("2026-12-22");
    site.run(["build"]).exits(0);
    let left: Vec<String> = site.dist().into_keys().filter(|path| path.contains("2026-W48")).collect();
    assert!(left.is_empty(), "{left:?}");
}

fn speak(site: &Site, written: &str) -> Vec<String> {
    let run = site.copy().input(written).run(["speak", "--lines"]).exits(0);
    assert!(run.out.is_empty() || run.out.ends_with('\n'), "{:?}", run.out);
    run.out.lines().map(str::to_owned).collect()
}

#[test]
fn one_spoken_line_for_each_written_line() {
    let site = Site::empty();
    for (written, lines) in [
        ("Một.\nHai.\n", 2),
        ("Một.\nHai.", 2),
        ("Một.\r\nHai.\r\n", 2),
        ("\n", 1),
        ("\n\n\n", 3),
        ("Một.\n\n\nBốn.\n", 4),
        ("   \n\t\nBa.\n", 3),
        ("Một.\u{2028}Vẫn một.\u{85}Vẫn một.\u{c}\u{b}\n", 1),
        ("\u{feff}Một.\n", 1),
        ("Một\rvẫn một.\nHai.\n", 2),
        ("- một\n1. hai\n# ba\n| a | b |\n```\n:::radio\n", 6),
        ("\u{0}\u{1b}[31m\n\u{e000}1\u{e001}\n", 2),
    ] {
        let spoken = speak(&site, written);
        assert_eq!(spoken.len(), lines, "{written:?} became {spoken:?}");
    }
    assert!(site.copy().input("").run(["speak", "--lines"]).exits(0).out.len() <= 1);
}

#[test]
fn spoken_lines_hold_no_digit() {
    let written: Vec<String> = text(7, 200).lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let spoken = speak(&Site::empty(), &(written.join("\n") + "\n"));
    assert_eq!(spoken.len(), written.len());
    for (written, spoken) in written.iter().zip(&spoken) {
        assert!(!spoken.chars().any(char::is_numeric), "{written:?} is said {spoken:?}");
    }
}

#[test]
fn a_site_may_have_words_of_its_own() {
    let site = Site::new().file("content/_data/lexicon.toml", "\"XYZT\" = \"ích y giét tê\"\n");
    assert_eq!(speak(&site, "Mã XYZT.\n"), ["Mã ích y giét tê."]);
    let site = site.file("content/_data/lexicon.toml", "\"XYZT\" = \"ích 1\"\n");
    let run = site.run(["build"]);
    let said = speak(&site, "Mã XYZT.\n");
    let refused = run.code == Some(1) && run.err.contains("content/_data/lexicon.toml:1");
    assert!(refused || !said[0].contains('1'), "a digit gets on air: {said:?}");
}

#[test]
fn what_is_guessed_is_told_before_it_goes_on_air() {
    let page = |text: &str| format!("+++\ntitle = \"Tin\"\ndate = 2026-11-01\ntopic = \"canh-bao\"\n+++\n{text}\n");
    let site = station().file(
        "content/tin.md",
        page("Bà con gọi Zalo.\n\n:::web\nKJQ (kho), QXZ (quê)\n:::\n\nÔng **QXZ** dặn; QXZ nhắc lại."),
    );
    for command in ["build", "check"] {
        site.run([command])
            .exits(0)
            .reports("L0504", "content/tin.md:12:7")
            .showing("Ông **QXZ** dặn")
            .tells_only(&["L0504"]);
    }
    // The line that the message gives settles it.
    let told = site.run(["check"]).err;
    let line = told.lines().find_map(|line| line.split_once("lexicon.toml: ")).expect("a line for the lexicon").1;
    let settled = site.file("content/_data/lexicon.toml", format!("{line}\n"));
    settled.run(["check"]).exits(0).tells_only(&[]);
}

#[test]
fn a_file_is_spoken_as_a_whole() {
    let site = Site::empty().file("loi.txt", "Ngày 2/9, lúc 8h.\r\n\r\nHết.\r\n");
    let run = site.run(["speak", "loi.txt"]).exits(0);
    assert!(!run.out.chars().any(|c| c.is_numeric() || c == '\r'), "{:?}", run.out);
    site.run(["speak", "khong-co.txt"]).exits(3).says("khong-co.txt");
    fs::create_dir(site.path().join("thu-muc")).expect("a folder");
    site.run(["speak", "thu-muc"]).exits(3);
}

#[test]
fn pages_that_are_not_for_radio_stay_off_air() {
    let site = station()
        .file("content/ke-hoach.md", format!("+++\ntitle = \"Kế hoạch\"\ndate = 2026-11-01\nkind = \"plan\"\n+++\n{}", text(3, 30)))
        .file(
            "content/im.md",
            format!("+++\ntitle = \"Im\"\ndate = 2026-11-01\n[radio]\ninclude = false\n+++\n{}", text(4, 30)),
        )
        .file(
            "content/het-han.md",
            format!("+++\ntitle = \"Hết hạn\"\ndate = 2026-10-01\nexpires = 2026-11-01\n+++\n{}", text(5, 30)),
        )
        .file(
            "content/khan.md",
            format!(
                "+++\ntitle = \"Khẩn\"\ndate = 2026-11-22\ntopic = \"canh-bao\"\n[radio]\npriority = \"urgent\"\n+++\n{}",
                text(6, 30)
            ),
        );
    site.run(["build"]).exits(0);
    let schedule = schedule(&site);
    let first: Vec<&str> =
        list(&schedule["weeks"][0]["programmes"][0], "segments").iter().map(|s| words(&s["page"])).collect();
    assert!(first.contains(&"content/khan.md"), "the urgent page is not in the first programme: {first:?}");
    let all = schedule.to_string();
    for page in ["ke-hoach.md", "content/im.md", "het-han.md"] {
        assert!(!all.contains(page), "{page} is on air");
    }
}

#[test]
fn the_portal_alone_leaves_the_radio_as_it_is() {
    let site = station();
    site.run(["build"]).exits(0);
    let radio = |site: &Site| -> Vec<(String, Vec<u8>)> {
        site.dist().into_iter().filter(|(path, _)| path.starts_with("radio/")).collect()
    };
    let before = radio(&site);
    let site = site.file("content/_index.md", "+++\ntitle = \"Tên khác\"\n+++\n");
    let alone = site.run(["build", "--no-radio"]).exits(0);
    assert!(!alone.err.contains("radio"), "it speaks of what nobody asked for:\n{}", alone.err);
    assert_eq!(radio(&site), before);
}
