//! What readers of each kind of page get first, what the frame around it shows and when, and that every page is near.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::OnceLock;

use insta::assert_snapshot;

use crate::harness::{CONFIG, Site, page, repository};

/// Front matter with more keys; the page is on no programme.
fn front(title: &str, kind: &str, keys: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\ndate = 2026-11-02\nkind = \"{kind}\"\nradio = {{ include = false }}\n{keys}\n+++\n\nMở đầu.\n"
    )
}

const LAWS: &str = "[[laws]]\nid = \"134/2025/QH15\"\nkind = \"Luật\"\ntitle = \"Luật Trí tuệ nhân tạo\"\nissuer = \"Quốc hội\"\nissued = 2025-12-10\neffective = 2026-03-01\n";
const PLAN: &str = "title = \"Việc năm 2026\"\nsource = \"Phụ lục\"\n\n[[tasks]]\ntitle = \"Rà soát\"\nlead = \"Sở A\"\nwith = \"Sở B\"\ntime = \"Quý II năm 2026\"\ndue = 2026-06-30\nproduct = \"Báo cáo\"\nunits = [\"Sở A\", \"Sở B\"]\n\n[[tasks]]\ntitle = \"Phổ biến\"\nlead = \"Sở A\"\ntime = \"Thường xuyên\"\n";

/// One page of each kind, in a ward with areas, contacts and an alert.
fn all_kinds() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let site = Site::new()
            .config(&format!(
                "{CONFIG}phone = \"0225 3 000 000\"\nemail = \"phuong@thu.example\"\nhours = [\"Thứ Hai đến thứ Sáu\"]\nreception = [\"Thứ Năm\"]\n\n[[areas]]\nid = \"to-1\"\ntitle = \"Tổ dân phố 1\"\n\n[[areas]]\nid = \"to-2\"\ntitle = \"Tổ dân phố 2\"\n\n[[alerts]]\nlevel = \"warning\"\ntext = \"Cắt nước\"\nurl = \"@/thong-bao.md\"\nfrom = 2026-11-20\nuntil = 2026-11-23\n"
            ))
            .file("content/_data/contacts.toml", "[cong-an-113]\nname = \"Công an\"\nphone = \"113\"\n\n[phuong]\nname = \"Phường\"\nphone = \"[số điện thoại của phường]\"\n")
            .file("content/_data/laws.toml", LAWS)
            .file("content/_data/plans/viec.toml", PLAN)
            .file("content/canh-bao.md", front("Giả giọng", "warning", "expires = 2026-12-31\n[warning]\ntricks = [\"Giả giọng con\"]\nsigns = [\"Gọi số lạ\", \"Giục gấp\"]\nsteps = [\"Cúp máy\", \"Gọi lại số quen\"]\ncall = [\"cong-an-113\", \"phuong\"]"))
            .file("content/huong-dan.md", front("Nộp hồ sơ", "guide", "[guide]\nlevel = \"mot_phan\"\nwho = \"Người dân\"\nurl = \"https://dichvucong.gov.vn/\"\ndocuments = [\"Căn cước\"]\nfee = \"Không mất phí\"") + "\n:::steps\n1. Mở trang.\n2. Đăng nhập.\n\n   ::or\n\n   Ra quầy.\n:::\n")
            .file("content/luat.md", front("Luật nói gì", "law", "[law]\nid = \"134/2025/QH15\"\naffects = [\"Hộ kinh doanh\"]") + "\n::law{id=\"134/2025/QH15\" article=11}\n\n::law{id=\"134/2025/QH15\" article=7 clause=2}\n")
            .file("content/ke-hoach.md", front("Kế hoạch", "plan", "[plan]\ntasks = \"viec.toml\""))
            .file("content/thong-bao.md", front("Cắt nước tổ 1", "notice", "area = [\"to-1\"]\n[notice]\nwhen = \"Ngày 23/11\"\nplace = \"Tổ dân phố 1\"\nbring = [\"Xô\"]\n[outage]\nservice = \"Một cửa điện tử\"\nfrom = \"2026-11-23 22:00\"\nuntil = \"2026-11-24 05:00\""))
            .file("content/hoi-dap.md", front("Hỏi đáp", "faq", "") + "\n## Một?\n\nA.\n\n## Hai?\n\nB.\n\n## Ba?\n\nC.\n");
        site.run(["build"]).exits(0).tells_only(&[]);
        site
    })
}

fn part(html: &str, from: &str, to: &str) -> String {
    let after = html.split_once(from).map_or_else(|| format!("(no {from} in)\n{html}"), |(_, after)| after.to_owned());
    let part = after.split_once(to).map_or(after.as_str(), |(part, _)| part);
    part.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn body(name: &str) -> String {
    let html = all_kinds().built(&format!("portal/{name}/index.html"));
    part(&html, "<div class=\"page-body\">", "<footer class=\"page-foot\">")
}

#[test]
fn a_warning() {
    assert_snapshot!(body("canh-bao"));
}

#[test]
fn a_guide_in_steps() {
    assert_snapshot!(body("huong-dan"));
}

#[test]
fn a_law() {
    assert_snapshot!(body("luat"));
}

#[test]
fn a_plan() {
    assert_snapshot!(body("ke-hoach"));
}

#[test]
fn a_notice() {
    assert_snapshot!(body("thong-bao"));
}

/// The linked data of a page, as JSON.
fn linked(html: &str) -> serde_json::Value {
    let (_, after) = html.split_once("<script type=\"application/ld+json\">").expect("linked data");
    let (json, _) = after.split_once("</script>").expect("the end of it");
    serde_json::from_str(json).expect("JSON")
}

#[test]
fn linked_data_says_what_a_page_is() {
    let types = |name: &str| -> Vec<String> {
        let data = linked(&all_kinds().built(&format!("portal/{name}/index.html")));
        let graph = data["@graph"].as_array().expect("a graph").clone();
        graph.iter().map(|item| item["@type"].as_str().expect("a type").to_owned()).collect()
    };
    assert_eq!(types("huong-dan"), ["Article", "GovernmentService", "HowTo", "BreadcrumbList"]);
    assert_eq!(types("luat"), ["Article", "Legislation", "BreadcrumbList"]);
    assert_eq!(types("hoi-dap"), ["FAQPage", "BreadcrumbList"]);
    assert_eq!(types("thong-bao"), ["SpecialAnnouncement", "BreadcrumbList"]);
}

#[test]
fn linked_data_cannot_be_left() {
    let title = "A</script><script>alert(1)</script><!--";
    let site = Site::new().file("content/a.md", page("Chữ.\n").replace("Bài thử", title));
    site.run(["build"]).exits(0);
    let html = site.built("portal/a/index.html");
    assert_eq!(html.matches("<script").count(), 2, "{html}");
    assert!(!html.contains("<script>"), "{html}");
    assert_eq!(linked(&html)["@graph"][0]["name"], title);
}

#[test]
fn a_banner_stands_on_its_days_and_on_no_other() {
    let shown = |day: &str| {
        let site = all_kinds().copy().today(day);
        site.run(["build"]).exits(0);
        let html = site.built("portal/hoi-dap/index.html");
        html.contains("<strong>Cảnh báo:</strong> <a href=\"../thong-bao/index.html\">Cắt nước</a>")
    };
    assert_eq!(["2026-11-19", "2026-11-20", "2026-11-23", "2026-11-24"].map(shown), [false, true, true, false]);
}

#[test]
fn a_page_has_a_banner_while_it_lasts() {
    let levels = |keys: &str, day: &str| {
        let site = Site::new().file("content/a.md", front("Bão", "notice", keys)).today(day);
        site.run(["build"]).exits(0);
        site.built("portal/index.html").matches("class=\"banner banner-").count()
    };
    // An emergency ends by itself after a week; lesser ones need a last day.
    assert_eq!(levels("alert = \"emergency\"", "2026-11-09"), 1);
    assert_eq!(levels("alert = \"emergency\"", "2026-11-10"), 0);
    assert_eq!(levels("alert = \"emergency\"\nalert_until = 2026-11-20", "2026-11-20"), 1);
    assert_eq!(levels("alert = \"emergency\"\nalert_until = 2026-11-20\nexpires = 2026-11-10", "2026-11-11"), 0);
    assert_eq!(levels("alert = \"info\"", "2026-11-03"), 0);
    assert_eq!(levels("bao_dong = \"thong-tin\"\nbao_dong_den = 2026-11-05", "2026-11-05"), 1);
    assert_eq!(levels("alert = \"info\"\nalert_from = 2026-11-05\nalert_until = 2026-11-06", "2026-11-04"), 0);
}

#[test]
fn a_page_is_told_to_the_part_of_the_ward_it_is_for() {
    let site = all_kinds();
    assert!(site.built("portal/dia-ban/to-1/index.html").contains("Cắt nước tổ 1"));
    assert!(site.built("portal/dia-ban/to-2/index.html").contains("Chưa có bài nào."));
    assert!(site.built("portal/dia-ban/index.html").contains("Tổ dân phố 2"));
    let html = site.built("portal/thong-bao/index.html");
    assert!(
        html.contains("<strong>Áp dụng tại:</strong> <a href=\"../dia-ban/to-1/index.html\">Tổ dân phố 1</a>"),
        "{html}"
    );
    // A ward that names no areas has no such pages.
    let plain = Site::new().file("content/a.md", page("Chữ.\n"));
    plain.run(["build"]).exits(0);
    assert!(!plain.dist().keys().any(|path| path.contains("dia-ban")));
}

#[test]
fn what_was_withdrawn_or_replaced_stays_and_leaves_all_lists() {
    let site = Site::new()
        .file("content/tin/_index.md", "+++\ntitle = \"Tin\"\n+++\n")
        .file("content/tin/moi.md", page("Mới.\n").replace("Bài thử", "Bài mới"))
        .file("content/tin/cu.md", front("Bài cũ", "notice", "superseded_by = \"@/tin/moi.md\""))
        .file(
            "content/tin/rut.md",
            front(
                "Bài rút",
                "notice",
                "[rut_lai]\nngay = 2026-11-20\nly_do = \"Sai ngày\"\nthay_bang = \"@/tin/moi.md\"",
            ),
        );
    site.run(["build"]).exits(0).tells_only(&[]);
    let old = site.built("portal/tin/cu/index.html");
    assert!(
        old.contains("Bài này đã có bài mới thay") && old.contains("<a href=\"../moi/index.html\">Bài mới</a>"),
        "{old}"
    );
    let gone = site.built("portal/tin/rut/index.html");
    assert!(gone.contains("Lý do: Sai ngày") && gone.contains("<a href=\"../moi/index.html\">Bài mới</a>"), "{gone}");
    let list = site.built("portal/tin/index.html");
    assert!(list.contains("Bài mới") && !list.contains("Bài cũ") && !list.contains("Bài rút"), "{list}");
}

#[test]
fn a_mistake_is_told_by_mail_else_by_telephone_else_not() {
    let report = |unit: &str| {
        let site = Site::new().config(&format!("{CONFIG}{unit}")).file("content/a.md", page("Chữ.\n"));
        site.run(["build"]).exits(0);
        part(&site.built("portal/a/index.html"), "<p class=\"report\">", "</p>")
    };
    let mail = report("email = \"phuong@thu.example\"\nphone = \"0225 3\"\n");
    assert!(
        mail.starts_with(
            "<a href=\"mailto:phuong@thu.example?subject=B%C3%A1o%20l%E1%BB%97i%20b%C3%A0i%3A%20B%C3%A0i%20th%E1%BB%AD&"
        ),
        "{mail}"
    );
    assert_eq!(report("phone = \"0225 3000\"\n"), "<a href=\"tel:02253000\">Báo lỗi bài này</a> (gọi 0225 3000)");
    assert!(report("email = \"[thư điện tử]\"\nphone = \"[số điện thoại]\"\n").starts_with("(no <p class"));
}

#[test]
fn an_english_page_has_an_english_frame() {
    let site = Site::new()
        .file("content/a.md", page("Chữ.\n"))
        .file("content/a.en.md", page("Words.\n").replace("Bài thử", "A page"));
    site.run(["build"]).exits(0).tells_only(&[]);
    let html = site.built("portal/en/a/index.html");
    assert!(html.contains("<html lang=\"en\">") && html.contains("Skip to main content"), "{html}");
    assert!(html.contains("Published <time datetime=\"2026-01-02\">2 January 2026</time>"), "{html}");
    assert!(html.contains("<a href=\"../../a/index.html\" hreflang=\"vi\" lang=\"vi\">Tiếng Việt</a>"), "{html}");
    let html = site.built("portal/a/index.html");
    assert!(html.contains("<html lang=\"vi\">") && html.contains("hreflang=\"en\" lang=\"en\">English</a>"), "{html}");
}

#[test]
fn every_choice_of_a_plan_is_an_address_that_the_style_sheet_knows() {
    let site = all_kinds();
    let html = site.built("portal/ke-hoach/index.html");
    let style = site.dist().into_keys().find(|path| path.ends_with(".css")).expect("a style sheet");
    let style = site.built(&style);
    let chips: Vec<&str> =
        html.split("<li><a href=\"#").skip(1).filter_map(|rest| rest.split_once('"')).map(|(id, _)| id).collect();
    let chips: Vec<&&str> = chips.iter().filter(|id| id.starts_with("dv-") || id.starts_with("th-")).collect();
    assert_eq!(chips, [&"dv-1", &"dv-2", &"th-1", &"th-3", &"th-4"]);
    for id in chips {
        assert!(html.contains(&format!("id=\"{id}\"")), "{html}");
        assert!(style.contains(&format!("#{id}:target~* .task:not(.{id})")), "{id} hides nothing: {style}");
    }
    assert!(
        html.contains("<tr class=\"task dv-1 dv-2 th-1 th-3\">") && html.contains("<tr class=\"task dv-1 th-4\">"),
        "{html}"
    );
}

#[test]
fn thousands_of_tags_make_no_page_heavy() {
    let mut site = Site::new();
    for at in 0..30 {
        let tags: Vec<String> = (0..100).map(|tag| format!("\"nhãn {at} {tag}\"")).collect();
        let text = page("Chữ.\n").replace("kind =", &format!("tags = [{}]\nkind =", tags.join(", ")));
        site = site.file(&format!("content/bai-{at}.md"), text);
    }
    site.run(["build"]).exits(0);
    let size = |path: &str| site.built(path).len();
    assert!(size("portal/index.html") < 40_000, "{}", size("portal/index.html"));
    assert!(size("portal/bai-3/index.html") < 20_000, "{}", size("portal/bai-3/index.html"));
    let mut listed = BTreeSet::new();
    for number in 1..=30 {
        let path = if number == 1 {
            "portal/the/index.html".to_owned()
        } else {
            format!("portal/the/trang/{number}/index.html")
        };
        let html = site.built(&path);
        assert!(html.len() < 40_000, "{path}: {}", html.len());
        listed.extend(links(&html).into_iter().filter(|link| link.contains("nhan-")));
    }
    assert_eq!(listed.len(), 3000);
}

#[test]
fn a_site_without_sections_or_dates_builds() {
    // Without a date nothing is published; without sections there are no empty lists.
    let site = Site::empty().config(CONFIG);
    site.run(["build"]).exits(0).tells_only(&[]);
    let html = site.built("portal/index.html");
    assert!(!html.contains("<ul></ul>") && !html.contains("<ul class=\"cards\">"), "{html}");
    let site = site.file("content/a.md", "+++\ntitle = \"A\"\nkind = \"page\"\n+++\n\nChữ.\n");
    site.run(["build"]).exits(1).reports("L0114", "content/a.md:1");
}

/// The values of all `href` of a page.
fn links(html: &str) -> Vec<String> {
    html.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(link, _)| link.to_owned()).collect()
}

#[test]
fn every_page_is_three_clicks_from_home() {
    let site = Site::empty().with(|folder| copy(&repository(), folder, &["content", "loa.toml"]));
    site.run(["build"]).exits(0);
    let pages: BTreeSet<String> = site
        .dist()
        .into_keys()
        .filter_map(|path| Some(path.strip_prefix("portal/")?.to_owned()))
        .filter(|path| path.ends_with(".html") && !path.starts_with("404"))
        .collect();
    let mut clicks: BTreeMap<String, u32> = BTreeMap::from([("index.html".to_owned(), 0)]);
    let mut next = VecDeque::from(["index.html".to_owned()]);
    while let Some(from) = next.pop_front() {
        let html = site.built(&format!("portal/{from}"));
        let count = clicks[&from] + 1;
        for link in links(&html) {
            let Some(to) = resolved(&from, &link) else { continue };
            if pages.contains(&to) && !clicks.contains_key(&to) {
                clicks.insert(to.clone(), count);
                next.push_back(to);
            }
        }
    }
    let far: Vec<&String> = pages
        .iter()
        // Old addresses are linked from nowhere.
        .filter(|page| !site.built(&format!("portal/{page}")).contains("http-equiv=\"refresh\""))
        .filter(|page| clicks.get(*page).is_none_or(|count| *count > 3))
        .collect();
    assert!(far.is_empty(), "more than three clicks away: {far:#?}");
    assert!(pages.len() > 60, "only {} pages", pages.len());
}

/// Where a relative link of a page leads, as a path below `portal/`.
fn resolved(from: &str, link: &str) -> Option<String> {
    let link = link.split(['#', '?']).next()?;
    if link.is_empty() || link.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn copy(from: &std::path::Path, to: &std::path::Path, names: &[&str]) {
    for name in names {
        for entry in walkdir::WalkDir::new(from.join(name)) {
            let entry = entry.expect("a readable entry");
            let below = entry.path().strip_prefix(from).expect("below the repository");
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(to.join(below)).expect("a folder");
            } else {
                std::fs::copy(entry.path(), to.join(below)).expect("a copy");
            }
        }
    }
}
