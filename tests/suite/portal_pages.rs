//! Pages that Loa makes itself: search, A–Z, site map, contacts, the radio's programmes; and the copies for other portals.

use insta::assert_snapshot;

use crate::harness::{CONFIG, Site, page};
use crate::made::{Draw, station};

/// The part of a page within `main`, without empty lines.
fn main_of(html: &str) -> String {
    assert!(html.contains("<main"), "no main in {html}");
    let after = html.split_once("<main").map_or("", |(_, after)| after);
    let inner = after.split_once("</main>").map_or(after, |(inner, _)| inner);
    inner.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn nho() -> Site {
    let site = Site::fixture("nho");
    site.run(["build"]).exits(0).tells_only(&[]);
    site
}

#[test]
fn the_list_from_a_to_z() {
    assert_snapshot!(main_of(&nho().built("portal/a-z/index.html")));
}

#[test]
fn the_site_map_as_a_tree() {
    assert_snapshot!(main_of(&nho().built("portal/so-do-trang/index.html")));
}

#[test]
fn whom_to_call() {
    assert_snapshot!(main_of(&nho().built("portal/lien-he/index.html")));
}

#[test]
fn the_programmes_of_the_weeks() {
    assert_snapshot!(main_of(&nho().built("portal/phat-thanh/index.html")));
}

#[test]
fn a_transcript() {
    assert_snapshot!(main_of(&nho().built("portal/canh-bao/ma-otp/ban-doc/index.html")));
}

#[test]
fn the_feed_for_programs() {
    assert_snapshot!(nho().built("portal/feed.json"));
}

/// The name of the first shard of the index, as the search page has it.
fn shard(site: &Site) -> String {
    let html = site.built("portal/tim-kiem/index.html");
    assert!(html.contains("\" data-index"), "no index in {html}");
    let before = html.split_once("\" data-index").map_or("", |(before, _)| before);
    before.rsplit_once("src=\"").expect("a source").1.to_owned()
}

#[test]
fn an_index_is_in_shards_that_name_the_next() {
    let mut site = Site::new();
    for number in 0..620 {
        let text = page("Chữ.\n").replace("Bài thử", &format!("Bài thử {number}"));
        site = site.file(&format!("content/muc/bai-{number}.md"), text);
    }
    site.run(["build"]).exits(0);
    let mut next = shard(&site);
    let mut pages = 0;
    let mut shards = 0;
    while !next.is_empty() {
        let text = site.built(&format!("portal/tim-kiem/{next}"));
        let json = text.strip_prefix("loaTim(").and_then(|text| text.strip_suffix(")\n")).expect("one call");
        let data: serde_json::Value = serde_json::from_str(json).expect("plain data");
        let some = data["pages"].as_array().expect("pages").len();
        assert!(some <= 500, "{some} pages in one shard");
        pages += some;
        shards += 1;
        data["next"].as_str().expect("the next").clone_into(&mut next);
    }
    // 620 pages, one section, and four pages of Loa's own: none is for the radio.
    assert_eq!((pages, shards), (625, 2));
}

#[test]
fn a_long_list_is_parted_by_letters() {
    let mut site = Site::new();
    let mut draw = Draw(3);
    for number in 0..700u64 {
        let letter = ["An", "Ăn", "Ấn", "Đi", "Ơn"][usize::try_from(draw.below(5)).expect("small")];
        let letter = if number < 350 { "Đi" } else { letter };
        let text = page("Chữ.\n").replace("Bài thử", &format!("{letter} {number}"));
        site = site.file(&format!("content/bai-{number}.md"), text);
    }
    site.run(["build"]).exits(0);
    let all = site.built("portal/a-z/index.html");
    for leaf in ["a/", "aw/", "aa/", "dd/", "dd/2/", "ow/"] {
        assert!(all.contains(&format!("href=\"{leaf}index.html\"")), "no link to {leaf} in {}", main_of(&all));
        let html = site.built(&format!("portal/a-z/{leaf}index.html"));
        let links = main_of(&html).matches("/bai-").count();
        assert!((1..=300).contains(&links), "{links} links on {leaf}");
    }
}

#[test]
fn every_page_is_three_clicks_from_home_at_most() {
    let site = nho();
    let pages: Vec<String> = site
        .dist()
        .into_keys()
        .filter(|path| path.starts_with("portal/") && path.ends_with("/index.html") && !path.contains("/huong-dan-cu/"))
        .collect();
    let mut known = vec!["portal/index.html".to_owned()];
    let mut last = known.clone();
    for _ in 0..3 {
        let mut found = Vec::new();
        for from in &last {
            let html = site.built(from);
            for link in html.split("<a ").skip(1).filter_map(|tag| tag.split_once("href=\"")?.1.split('"').next()) {
                let to = joined(from, link.split(['#', '?']).next().unwrap_or_default());
                if !known.contains(&to) && pages.contains(&to) {
                    known.push(to.clone());
                    found.push(to);
                }
            }
        }
        last = found;
    }
    let far: Vec<&String> = pages.iter().filter(|page| !known.contains(page) && !page.contains("tim-kiem")).collect();
    assert!(far.is_empty(), "further than three clicks: {far:?}");
    assert!(pages.len() > 20);
}

/// Where a relative link leads from a file.
fn joined(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn a_ward_may_write_its_own_contacts_page() {
    let site = Site::new()
        .file("content/lien-he.md", page("Của phường.\n"))
        .file("content/kenh-chinh-thuc/_index.md", "+++\ntitle = \"Kênh của phường\"\n+++\n");
    site.run(["build"]).exits(0).tells_only(&[]);
    assert!(site.built("portal/lien-he/index.html").contains("Của phường."));
    assert!(site.built("portal/kenh-chinh-thuc/index.html").contains("Kênh của phường"));
}

#[test]
fn official_channels_come_from_the_settings() {
    let channels = "\n[[channels]]\ntitle = \"Zalo\"\naddress = \"https://zalo.example/phuong\"\nnote = \"Tin hằng ngày\"\n\n[[channels]]\ntitle = \"Nhóm tổ 5\"\naddress = \"Tổ 5 phường Thử\"\n";
    let site = Site::new().config(&format!("{CONFIG}{channels}"));
    site.run(["build"]).exits(0).tells_only(&[]);
    let html = main_of(&site.built("portal/kenh-chinh-thuc/index.html"));
    assert!(html.contains("href=\"https://zalo.example/phuong\"") && html.contains("Tin hằng ngày"), "{html}");
    assert!(html.contains("Tổ 5 phường Thử") && html.contains("thu.example"), "{html}");
    Site::new()
        .config(&format!("{CONFIG}\n[[channels]]\ntitle = \"Zalo\"\n"))
        .run(["build"])
        .exits(1)
        .reports("L0114", "loa.toml");
}

#[test]
fn tags_stand_in_the_order_of_the_alphabet() {
    let tagged =
        page("Chữ.\n").replace("+++\n\n", "tags = [\"đất\", \"dân\", \"ăn uống\", \"an toàn\", \"ấm\"]\n+++\n\n");
    let site = Site::new().file("content/a.md", tagged);
    site.run(["build"]).exits(0);
    let html = main_of(&site.built("portal/the/index.html"));
    let places: Vec<Option<usize>> =
        [">an toàn<", ">ăn uống<", ">ấm<", ">dân<", ">đất<"].iter().map(|tag| html.find(tag)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in {html}");
}

#[test]
fn other_addresses_of_loa_are_taken() {
    for (file, address) in [
        ("content/tim-kiem.md", "/tim-kiem/"),
        ("content/a-z.md", "/a-z/"),
        ("content/so-do-trang.md", "/so-do-trang/"),
        ("content/phat-thanh/index.md", "/phat-thanh/"),
    ] {
        let site = Site::new().file(file, page("Chữ.\n"));
        site.run(["build"]).exits(1).reports("L0401", file).says(address).untouched();
    }
    // An old address gives way to nothing.
    let alias = page("Chữ.\n").replace("+++\n\n", "aliases = [\"/lien-he/\"]\n+++\n\n");
    Site::new().file("content/a.md", alias).run(["build"]).exits(1).reports("L0401", "content/a.md:5").untouched();
}

#[test]
fn links_lead_to_pages_of_loa() {
    let text = page("Xem [lịch](/phat-thanh/), [danh sách](/a-z/), [số gọi](/lien-he/).\n");
    Site::new().file("content/a.md", text).run(["build"]).exits(0).tells_only(&[]);
}

#[test]
fn what_is_not_approved_shows_only_what_readers_may_see() {
    let site = station();
    let text = site.sources()["tin/bai-00.md"].clone();
    let text = String::from_utf8(text).expect("UTF-8").replace(
        "+++\n\n",
        "radio = { lead = \"Câu dẫn chỉ có trên loa.\", priority = \"urgent\" }\n+++\n\n:::radio\nĐoạn chỉ dành cho người nghe.\n:::\n\n",
    );
    let site = site.file("content/tin/bai-00.md", text);
    site.run(["build"]).exits(0);
    let html = site.built("portal/tin/bai-00/ban-doc/index.html");
    assert!(html.contains("(dự kiến)") && html.contains("tháng ba"), "{html}");
    assert!(!html.contains("chỉ có trên loa") && !html.contains("chỉ dành cho người nghe"), "{html}");
    let page = site.built("portal/tin/bai-00/index.html");
    assert!(page.contains("ban-doc/index.html") && page.contains("(dự kiến)"), "{page}");
    assert!(!page.contains("<audio"), "nothing unapproved is to be heard");

    // Approved, it has the very words of the script.
    site.run(["radio", "fix"]).exits(0);
    let id = programme_of(&site, "bai-00");
    site.run(["radio", "approve", &id, "--by", "Bà Thử"]).exits(0);
    site.run(["build"]).exits(0);
    let html = site.built("portal/tin/bai-00/ban-doc/index.html");
    assert!(html.contains("(đã duyệt)") && html.contains("chỉ dành cho người nghe"), "{html}");
    assert!(!html.contains("CHƯA DUYỆT") && !html.contains("KHÔNG ĐỌC"), "{html}");
}

/// The id of the first programme in which a page stands.
fn programme_of(site: &Site, page: &str) -> String {
    let schedule: serde_json::Value = serde_json::from_str(&site.built("radio/schedule.json")).expect("JSON");
    let weeks = schedule["weeks"].as_array().expect("weeks").iter();
    let mut programmes = weeks.flat_map(|week| week["programmes"].as_array().expect("programmes"));
    let found = programmes.find(|programme| programme.to_string().contains(page)).expect("a programme with the page");
    found["id"].as_str().expect("an id").to_owned()
}

#[test]
fn a_withdrawn_page_has_no_transcript() {
    let site = station();
    site.run(["build"]).exits(0);
    let heard = |site: &Site| -> Vec<String> {
        site.dist().into_keys().filter(|path| path.ends_with("/ban-doc/index.html")).collect()
    };
    let first = heard(&site).into_iter().next().expect("a transcript");
    let file = format!("content/tin/{}.md", first.split('/').nth(2).expect("a page"));
    let text = String::from_utf8(site.sources()[file.trim_start_matches("content/")].clone()).expect("UTF-8");
    let site = site.file(&file, text.replacen("\n+++\n", "\nwithdrawn = { on = 2026-11-20, why = \"Sai\" }\n+++\n", 1));
    site.run(["build"]).exits(0);
    assert!(!heard(&site).contains(&first));
    let page = site.built(&first.replace("ban-doc/", ""));
    assert!(page.contains("đã rút lại") && !page.contains("Nghe/đọc"), "{page}");
}

#[test]
fn trouble_of_the_radio_holds_back_no_page() {
    // One short page, and a station that asks for hours.
    let config = format!("{CONFIG}\n[radio]\nslot_min = \"50:00\"\nslot_max = \"59:00\"\nper_week = 2\n");
    let site = Site::new().config(&config).file("content/a.md", page("Chữ.\n").replace("\"page\"", "\"article\""));
    site.run(["build"]).exits(1).says("L0501");
    assert!(site.built("portal/a/index.html").contains("Chữ."));
    assert!(main_of(&site.built("portal/phat-thanh/index.html")).contains("Chưa có lịch phát thanh."));
    assert!(!site.built("portal/index.html").contains("phat-thanh"), "a page of nothing is not linked");
}

#[test]
fn a_translation_is_told_to_search_engines() {
    let site = Site::new()
        .file("content/a.md", page("Chữ.\n"))
        .file("content/a.en.md", page("Words.\n").replace("Bài thử", "A page"));
    site.run(["build"]).exits(0);
    let html = site.built("portal/a/index.html");
    for line in [
        "<link rel=\"canonical\" href=\"https://thu.example/a/\">",
        "<link rel=\"alternate\" hreflang=\"vi\" href=\"https://thu.example/a/\">",
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://thu.example/en/a/\">",
    ] {
        assert!(html.contains(line), "no {line} in {html}");
    }
    let map = site.built("portal/sitemap.xml");
    let alternate = "<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://thu.example/en/a/\"/>";
    assert_eq!(map.matches(alternate).count(), 2, "{map}");
}

#[test]
fn odd_sites_build() {
    // Nothing but a home page; three thousand tags, some without a letter; a title without one.
    Site::new().run(["build"]).exits(0).tells_only(&[]);
    let tags: Vec<String> = (0..3000).map(|number| format!("\"thẻ {number}\"")).collect();
    let tagged = page("Chữ.\n").replace("+++\n\n", &format!("tags = [\"…\", \"!?\", {}]\n+++\n\n", tags.join(", ")));
    let site = Site::new().file("content/a.md", tagged).file("content/_index.md", "+++\ntitle = \"…\"\n+++\n");
    site.run(["build"]).exits(0).tells_only(&[]);
    assert!(site.built("portal/the/the-2999/index.html").contains("Bài thử"));
    let none = page("Chữ.\n").replace("Bài thử", "!?…");
    let site = Site::new().file("content/khong-chu.md", none);
    site.run(["build"]).exits(0);
    assert!(main_of(&site.built("portal/a-z/index.html")).contains("Khác"));
}
