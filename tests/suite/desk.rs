//! The radio desk: what is fixed stays, approvals are of a text, the log loses nothing.

use serde_json::Value;

use crate::harness::Site;
use crate::made::station;

const MONDAY: &str = "2026-11-23";
const SCHEDULE: &str = "content/_data/schedule.toml";
const LOG: &str = "content/_data/aired.csv";

/// Id and pages of each programme of a week, with whether it is fixed.
fn week(site: &Site, at: usize) -> Vec<(String, bool, String)> {
    let schedule: Value = serde_json::from_str(&site.built("radio/schedule.json")).expect("JSON");
    let programmes = schedule["weeks"][at]["programmes"].as_array().expect("a week").clone();
    programmes
        .iter()
        .map(|programme| {
            let pages: Vec<String> = programme["segments"]
                .as_array()
                .expect("segments")
                .iter()
                .map(|segment| format!("{}#{}", segment["page"], segment["part"]))
                .collect();
            let id = programme["id"].as_str().expect("an id").to_owned();
            (id, programme["fixed"] == true, pages.join(" "))
        })
        .collect()
}

fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path().join(path)).unwrap_or_default()
}

fn html(site: &Site, id: &str, week: &str) -> String {
    site.built(&format!("radio/{week}/{id}.html"))
}

#[test]
fn what_is_fixed_stays() {
    let site = station().today(MONDAY);
    site.run(["build"]).exits(0);
    let (first, second) = (week(&site, 0), week(&site, 1));
    site.run(["radio", "fix", "--weeks", "1"]).exits(0).prints(&first[0].0);
    let written = read(&site, SCHEDULE);
    assert_eq!(written.matches("[[programmes]]").count(), first.len());
    site.run(["radio", "fix", "--weeks", "1"]).exits(0);
    assert_eq!(read(&site, SCHEDULE), written, "nothing is fixed twice");
    // An urgent page would take Tuesday; what is fixed does not move, the next week does.
    let site = site.file(
        "content/tin/khan.md",
        "+++\ntitle = \"Cảnh báo khẩn\"\ndate = 2026-11-22\ntopic = \"canh-bao\"\n[radio]\npriority = \"urgent\"\n+++\nBà con hãy dừng cuộc gọi lạ.\n",
    );
    site.run(["build"]).exits(0);
    let after = week(&site, 0);
    assert_eq!(after.iter().map(|one| &one.2).collect::<Vec<_>>(), first.iter().map(|one| &one.2).collect::<Vec<_>>());
    assert!(after.iter().all(|one| one.1), "{after:?}");
    assert!(week(&site, 1)[0].2.contains("khan.md"), "{:?} was {second:?}", week(&site, 1));
    // The next Monday remembers: no page of the fixed week comes back within its fortnight.
    let site = site.today("2026-11-30");
    site.run(["build"]).exits(0);
    let pages: Vec<String> = first.iter().flat_map(|one| one.2.split(' ').map(str::to_owned)).collect();
    for programme in week(&site, 0) {
        assert!(!pages.iter().any(|page| programme.2.contains(page.as_str())), "{programme:?} repeats {pages:?}");
    }
}

#[test]
fn an_approval_is_of_a_text() {
    let site = station().today(MONDAY);
    site.run(["build"]).exits(0);
    let (id, _, pages) = week(&site, 0)[0].clone();
    assert!(html(&site, &id, "2026-W48").contains("CHƯA DUYỆT – không được phát"));
    site.run(["radio", "approve", &id[..15], "--by", "Nguyễn Thị Mẫu"]).exits(0).prints(&id);
    site.run(["build"]).exits(0).tells_only(&[]);
    assert!(!html(&site, &id, "2026-W48").contains("CHƯA DUYỆT – không được phát"));
    assert!(site.built(&format!("radio/2026-W48/{id}.txt")).contains("Kính thưa"));
    // One word more in a page, and nobody has approved what is read now.
    let page = pages.split('"').nth(1).expect("a page").to_owned();
    let text = read(&site, &page);
    let site = site.file(&page, format!("{text}\nThêm một câu.\n"));
    site.run(["build"]).exits(0).reports("L0509", SCHEDULE);
    assert!(html(&site, &id, "2026-W48").contains("CHƯA DUYỆT – không được phát"));
    assert!(site.built(&format!("radio/2026-W48/{id}.CHUA-DUYET.txt")).contains("Kính thưa"));
    site.today("2026-11-25").run(["radio", "aired", &id]).exits(1).says("chưa được duyệt");
}

#[test]
fn the_log_is_added_to_once_and_keeps_broken_lines() {
    let site = station().today(MONDAY);
    site.run(["radio", "fix", "--weeks", "1"]).exits(0);
    site.run(["build"]).exits(0);
    let id = week(&site, 0)[0].0.clone();
    site.run(["radio", "aired", &id]).exits(2).says("mới phát");
    let site = site.today("2026-11-25");
    site.run(["radio", "aired", &id, "--override", "loa cụm hai"]).exits(0);
    let once = read(&site, LOG);
    assert!(once.starts_with('\u{feff}') && once.contains("phát khi chưa duyệt: loa cụm hai"), "{once}");
    site.run(["radio", "aired", &id, "--override", "loa cụm hai"]).exits(0).says("đã ghi từ trước");
    assert_eq!(read(&site, LOG), once);
    site.run(["radio", "aired", "2030"]).exits(2).says(&id);
    let broken = format!("{once}hỏng, dòng này\r\n");
    let site = site.file(LOG, &broken);
    site.run(["build"]).exits(0).reports("L0506", &format!("{LOG}:3"));
    let friday = week(&site, 0)[1].0.clone();
    let site = site.today("2026-11-28");
    site.run(["radio", "aired", &friday, "--missed", "mất điện"]).exits(0);
    let log = read(&site, LOG);
    assert!(log.starts_with(&broken) && log.contains("không phát") && log.contains("mất điện"), "{log}");
}

#[test]
fn a_missed_programme_gets_the_next_free_slot_of_its_week() {
    let site = station().today(MONDAY);
    site.run(["build"]).exits(0);
    let (id, _, pages) = week(&site, 0)[0].clone();
    let site = site.today("2026-11-25");
    site.run(["radio", "aired", &id, "--missed", "mưa bão"]).exits(0);
    site.run(["build"]).exits(0);
    let after = week(&site, 0);
    assert_eq!(after[1].2, pages, "{after:?}");
    assert!(after[1].0.starts_with("2026-11-27"), "{after:?}");
    assert!(site.built("radio/schedule.json").contains("phát bù buổi 17:00 24/11/2026"));
    // Where the rest of the week is fixed, somebody has to find a time.
    let other = station().today(MONDAY);
    other.run(["radio", "fix", "--weeks", "1"]).exits(0);
    let other = other.today("2026-11-25");
    other.run(["radio", "aired", &id, "--missed", "mưa bão"]).exits(0);
    other.run(["build"]).exits(0).reports("L0510", SCHEDULE);
}

#[test]
fn a_fixed_programme_whose_page_is_gone_is_told_and_holds_back_nothing() {
    let site = station().today(MONDAY);
    site.run(["radio", "fix", "--weeks", "1"]).exits(0);
    let schedule = read(&site, SCHEDULE);
    let page = schedule.split("page = \"").nth(1).and_then(|rest| rest.split('"').next()).expect("a page").to_owned();
    std::fs::remove_file(site.path().join("content").join(&page)).expect("a page to delete");
    let run = site.run(["build"]).reports("L0508", SCHEDULE);
    assert!(run.err.contains(&page), "{}", run.err);
    assert!(site.built("portal/index.html").contains("<html"));
    // Changed so much that it no longer fits: told, and aired as fixed all the same.
    let site = station().today(MONDAY);
    site.run(["radio", "fix", "--weeks", "1"]).exits(0);
    let site = site.file(
        &format!("content/{page}"),
        "+++\ntitle = \"Ngắn\"\ndate = 2025-01-10\ntopic = \"canh-bao\"\n+++\nNgắn thôi.\n",
    );
    site.run(["build"]).exits(0).reports("L0507", SCHEDULE);
}

#[test]
fn a_broken_schedule_holds_back_radio_alone() {
    let site = station().file(SCHEDULE, "[[programmes]]\nid = \"a\"\ndate = 2026-11-24\ntime = \"muộn\"\n");
    site.run(["build"]).exits(1).reports("L0505", &format!("{SCHEDULE}:1"));
    assert!(site.built("portal/index.html").contains("<html"));
    let broken = station().file(SCHEDULE, "[[programmes\n");
    broken.run(["radio", "fix"]).exits(1).says("viết sai");
    assert_eq!(read(&broken, SCHEDULE), "[[programmes\n");
}

#[test]
fn real_lengths_correct_the_rate() {
    let site = station().today(MONDAY);
    site.run(["build"]).exits(0);
    let likely = |site: &Site| -> u64 {
        let schedule: Value = serde_json::from_str(&site.built("radio/schedule.json")).expect("JSON");
        schedule["weeks"][0]["programmes"][0]["length"]["likely_s"].as_u64().expect("seconds")
    };
    let before = likely(&site);
    site.run(["radio", "fix", "--weeks", "1"]).exits(0);
    let head = "Mã,Ngày,Giờ,Cụm loa,Kết quả,Dài,Dự tính,Giọng đọc,Ghi chú\n";
    let line = |day: u32| format!("x-{day},2026-10-{day},17:00,,đã phát,7:21,7:00,,\n");
    let site = site.file(LOG, format!("{head}{}{}{}", line(10), line(13), line(17)));
    site.run(["build"]).exits(0);
    let after = likely(&site);
    let thousandths = after * 1000 / before;
    assert!((1035..=1065).contains(&thousandths), "{before} s became {after} s");
}

#[test]
fn what_was_planned_and_what_was_aired_is_shown_of_past_weeks() {
    let site = station().today(MONDAY);
    site.run(["radio", "fix", "--weeks", "1"]).exits(0);
    site.run(["build"]).exits(0);
    let programmes = week(&site, 0);
    assert!(!site.built("radio/index.html").contains("Đã lên lịch và đã phát"), "nothing is past yet");
    let (first, second) = (&programmes[0], &programmes[1]);
    site.run(["radio", "approve", &first.0, "--by", "Nguyễn Thị Mẫu"]).exits(0);
    // The pages of an approved programme are taken away after it was on air, before anybody noted that.
    let mut site = site.today("2026-12-02");
    for page in first.2.split('"').filter(|page| page.ends_with(".md")) {
        site = site.without(page);
    }
    let shown = |site: &Site| {
        site.run(["build"]);
        let index = site.built("radio/index.html");
        index.split_once("Đã lên lịch và đã phát</h2>").expect("past weeks").1.to_owned()
    };
    let before = shown(&site);
    assert!(before.contains("Tuần 23/11–29/11/2026") && before.contains("bài đã gỡ"), "{before}");
    assert_eq!(before.matches("CHƯA GHI").count(), programmes.len(), "{before}");
    site.run(["radio", "aired", &first.0, "--length", "8:42", "--voice", "Lan"]).exits(0);
    site.run(["radio", "aired", &second.0, "--missed", "mất điện"]).exits(0);
    let after = shown(&site);
    assert!(after.contains("đã phát 17:00 ngày 24/11/2026, dài 8:42, giọng Lan"), "{after}");
    assert!(after.contains("không phát") && after.contains("(mất điện)"), "{after}");
    assert_eq!(after.matches("CHƯA GHI").count(), programmes.len() - 2, "{after}");
}
