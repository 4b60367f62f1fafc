//! The pages of the radio desk: what announcers, technicians, approvers and the person who pays find on them.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::harness::{CONFIG, Site};
use crate::made::{station, text};
use crate::radio::{list, number, schedule, words};

fn programmes(schedule: &Value) -> Vec<&Value> {
    list(schedule, "weeks").iter().flat_map(|week| list(week, "programmes")).collect()
}

fn page(site: &Site, programme: &Value) -> String {
    site.built(&format!("radio/{}", words(&programme["script"]).replace(".CHUA-DUYET.txt", ".html")))
}

/// `m:ss`
fn clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// What stands between two marks, for each time the first is found.
fn between<'h>(html: &'h str, from: &str, to: &str) -> Vec<&'h str> {
    html.split(from).skip(1).filter_map(|rest| rest.split(to).next()).collect()
}

/// The text of some HTML, with one space for any stretch of blanks, and between the cells of a table.
fn plain(html: &str) -> String {
    let mut text = String::new();
    for piece in html.replace("</t", " </t").split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, after)| after));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_script_tells_times_cues_and_how_it_is_approved() {
    let site = station();
    site.run(["build"]).exits(0);
    let schedule = schedule(&site);
    for programme in programmes(&schedule) {
        let html = page(&site, programme);
        let text = plain(&html);
        let (id, likely) = (words(&programme["id"]), number(&programme["length"]["likely_s"]));
        for wanted in [
            // From the first item on, all of it is left; the last cue is all that is left in the end.
            format!("Bắt đầu 0:00 17:00:00 còn {}", clock(likely)),
            "còn 0:10 KHÔNG ĐỌC – kỹ thuật: Nhạc kết, dài 0:10".to_owned(),
            "KHÔNG ĐỌC – kỹ thuật: Nhạc hiệu, dài 0:12".to_owned(),
            format!("loa radio approve {id} --by \"Họ tên\""),
            format!(
                "khung từ 5:00 đến 10:00. Vừa khung ở mọi tốc độ đọc. Đọc vừa thì dài hơn mức ngắn nhất {}",
                clock(likely - 300)
            ),
            format!("còn {} đến mức dài nhất", clock(600 - likely)),
        ] {
            let text = text.replace("&quot;", "\"");
            assert!(text.contains(&wanted), "{wanted:?} is not in {id}:\n{text}");
        }
        // The times that the prompter goes by are those of the schedule.
        let times: Vec<u64> =
            between(&html, "data-ms=\"", "\"").iter().map(|ms| ms.parse().expect("milliseconds")).collect();
        assert!(times.len() > 40, "{id}: {} lines", times.len());
        assert!(times.iter().sum::<u64>().abs_diff(likely * 1000) <= 1000, "{id}: {times:?} is not {likely} s");
    }
}

#[test]
fn a_script_is_one_file_for_old_phones() {
    let site = station();
    site.run(["build"]).exits(0);
    let html = page(&site, programmes(&schedule(&site))[0]);
    assert!(html.contains("default-src 'none'"));
    for request in ["http:", "https:", " src=", "url(", "@import", "<link rel=\"style"] {
        assert!(!html.contains(request), "the page asks for something: {request}");
    }
    let script = between(&html, "<script>", "</script>").concat();
    assert!(script.contains("requestAnimationFrame"));
    for new in ["=>", "`", "let ", "const ", "class ", "...", "?.", ".closest(", ".includes(", "async "] {
        assert!(!script.contains(new), "browsers of 2015 do not know {new:?}");
    }
    assert!(!html.contains("var(--") && !html.contains("display: grid"));
}

#[test]
fn what_may_be_left_out_and_what_is_written_otherwise_is_marked() {
    let urgent = format!(
        "+++\ntitle = \"Khẩn\"\ndate = 2026-11-22\ntopic = \"canh-bao\"\n[radio]\npriority = \"urgent\"\n+++\n{}\n\n:::cut\nMở lúc 7h30. Gọi cho UBND.\n:::\n\nHết bài.\n",
        text(6, 26)
    );
    let site = station().file("content/khan.md", urgent);
    site.run(["build"]).exits(0);
    let html = page(&site, programmes(&schedule(&site))[0]);
    let text = plain(&html);
    assert!(text.contains("Có thể lược từ đây: 2 câu, bớt được 0:0"), "{text}");
    assert!(text.contains("Hết phần có thể lược"), "{text}");
    let optional = between(&html, " optional\"", "</div>");
    assert_eq!(optional.len(), 2, "{optional:#?}");
    assert!(optional[0].contains("<span class=\"other\">bảy giờ ba mươi phút.</span>"), "{}", optional[0]);
    assert!(optional[0].contains("<span class=\"other\">7h30.</span>"), "{}", optional[0]);
    assert!(optional[1].contains("<span class=\"other\">UBND.</span>"), "{}", optional[1]);
    // What is said as it is written has nothing beside it.
    let end = html.split("<div class=\"line").find(|line| line.contains("Hết bài.")).expect("the last line");
    assert!(!end.split("</div>").next().is_some_and(|line| line.contains("written")), "{end}");
}

#[test]
fn two_voices_are_named_before_their_lines() {
    let site = station().config(&format!("{CONFIG}\n[radio]\nvoices = 2\n"));
    site.run(["build"]).exits(0);
    let html = page(&site, programmes(&schedule(&site))[0]);
    let named = |kind: &str, name: &str| {
        let item = between(&html, &format!("item-{kind}\">"), "</section>")[0];
        let (before, _) = item.split_once("class=\"line").expect("a line");
        assert!(before.contains(&format!("<p class=\"voice\">{name}:</p>")), "{kind}: {before}");
    };
    named("opening", "Giọng một");
    named("segment", "Giọng hai");
    let one = station();
    one.run(["build"]).exits(0);
    assert!(!page(&one, programmes(&schedule(&one))[0]).contains("class=\"voice\""));
}

#[test]
fn the_index_adds_up_topics_audiences_and_pages() {
    let meant = format!(
        "+++\ntitle = \"Cho ông bà\"\ndate = 2026-11-22\ntopic = \"canh-bao\"\naudience = [\"nguoi-cao-tuoi\"]\n[radio]\npriority = \"urgent\"\n+++\n{}",
        text(6, 26)
    );
    let site = station().file("content/ong-ba.md", meant);
    site.run(["build"]).exits(0);
    let schedule = schedule(&site);
    let index = plain(&site.built("radio/index.html"));
    let segments: Vec<&Value> = programmes(&schedule).into_iter().flat_map(|it| list(it, "segments")).collect();
    let row = |is: &dyn Fn(&Value) -> bool| {
        let own: Vec<&&Value> = segments.iter().filter(|segment| is(segment)).collect();
        let pages: BTreeSet<&str> = own.iter().map(|segment| words(&segment["page"])).collect();
        format!("{} bài, {}", pages.len(), clock(own.iter().map(|segment| number(&segment["likely_s"])).sum()))
    };
    for (id, title, next) in [
        ("ung-dung", "Ứng dụng trí tuệ nhân tạo", "Dịch vụ công trực tuyến"),
        ("canh-bao", "Cảnh báo lừa đảo", "Pháp luật về trí tuệ nhân tạo"),
        ("phap-luat", "Pháp luật về trí tuệ nhân tạo", "Đối tượng"),
    ] {
        let table = index.split("Cả kỳ").nth(1).expect("the table of topics");
        let cells = between(table, title, next)[0].trim();
        let all = row(&|segment| segment["topic"] == id);
        assert!(cells.ends_with(&all) && cells.len() > all.len(), "{title}: {cells:?} does not end with {all:?}");
    }
    let audiences = index.split("Cả kỳ").nth(2).expect("the table of audiences");
    let old = row(&|segment| segment["page"] == "content/ong-ba.md");
    let none = row(&|segment| segment["page"] != "content/ong-ba.md");
    assert!(between(audiences, "Người cao tuổi", "Học sinh")[0].trim().ends_with(&old), "{audiences}");
    assert!(between(audiences, "Không ghi đối tượng", "Số từ")[0].trim().ends_with(&none), "{audiences}");
    assert!(between(audiences, "Học sinh", "Hộ kinh doanh")[0].trim().ends_with("CHƯA CÓ BÀI"), "{audiences}");
    // Pages of 350 words, in tenths and rounded up, programme by programme.
    let of = |programme: &Value| (number(&programme["syllables"]) * 10).div_ceil(350);
    let tenths: u64 = programmes(&schedule).into_iter().map(of).sum();
    let total = index.split("Tổng ").last().expect("the last row");
    assert!(total.contains(&format!(" {},{} ", tenths / 10, tenths % 10)), "{total}: not {tenths}");
}

#[test]
fn an_empty_slot_is_told_in_words() {
    let mut site = station().config(&format!("{CONFIG}\n[lint]\nL0501 = \"warning\"\nL0502 = \"warning\"\n"));
    for number in 2..15 {
        site = site.without(&format!("content/tin/bai-{number:02}.md"));
    }
    site.run(["build"]).exits(0);
    let gaps: usize = list(&schedule(&site), "weeks").iter().map(|week| list(week, "gaps").len()).sum();
    assert!(gaps > 0, "the schedule has no gap");
    let index = plain(&site.built("radio/index.html"));
    assert!(index.contains(&format!("{gaps} còn trống")), "{index}");
    // Above all weeks, and once more in its week.
    assert_eq!(index.matches("CÒN TRỐNG ").count(), gaps + weeks_with_gaps(&schedule(&site)), "{index}");
}

fn weeks_with_gaps(schedule: &Value) -> usize {
    list(schedule, "weeks").iter().filter(|week| !list(week, "gaps").is_empty()).count()
}
