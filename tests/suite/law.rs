//! Citations and the lints on them: for each code a page that is flagged and one that is not.

use serde_json::Value;

use crate::harness::{Site, page};

const LAWS: &str = r#"
[[laws]]
id = "134/2025/QH15"
kind = "Luật"
title = "Luật Trí tuệ nhân tạo"
short_titles = ["Luật TTNT"]
issuer = "Quốc hội"
issued = 2025-12-10
effective = 2025-12-20
articles = 35

[[laws]]
id = "91/2025/QH15"
kind = "Luật"
title = "Luật Bảo vệ dữ liệu cá nhân"
issuer = "Quốc hội"

[[laws]]
id = "367/QĐ-TTg"
kind = "Quyết định"
title = "Quyết định ban hành Kế hoạch triển khai thi hành Luật Trí tuệ nhân tạo"
issuer = "Thủ tướng Chính phủ"
issued = 2026-02-28

[[laws]]
id = "42/2022/NĐ-CP"
kind = "Nghị định"
title = "Nghị định về dịch vụ công trực tuyến"
issuer = "Chính phủ"
status = "expired"
expires = 2026-01-01
replaced_by = "224/2026/NĐ-CP"

[[laws]]
id = "224/2026/NĐ-CP"
kind = "Nghị định"
title = "Nghị định quy định chi tiết Luật Chuyển đổi số"
issuer = "Chính phủ"
effective = 2026-07-01
replaces = ["42/2022/NĐ-CP"]
checked = "text"
checked_on = 2026-11-22
"#;

fn site(text: &str) -> Site {
    Site::new().file("content/_data/laws.toml", LAWS).file("content/a.md", page(&format!("{text}\n")))
}

/// `page` is dated 2026-01-02; a page that was changed later speaks from that day.
fn later(text: &str) -> Site {
    let changed =
        page(&format!("{text}\n")).replacen("date = 2026-01-02", "date = 2026-01-02\nupdated = 2026-11-01", 1);
    Site::new().file("content/_data/laws.toml", LAWS).file("content/a.md", changed)
}

#[test]
fn every_lint_flags_what_is_wrong_and_lets_be_what_is_right() {
    for (code, wrong, right) in [
        ("L0701", "Theo Nghị định số 999/2031/NĐ-CP.", "Theo Luật số 134/2025/QH15 và Luật Đất đai."),
        (
            "L0702",
            "Bám sát Quyết định số 367/QĐ-TTg ngày 28/2/2026 của Chính phủ.",
            "Bám sát Quyết định số 367/QĐ-TTg ngày 28/02/2026 của Thủ tướng Chính phủ.",
        ),
        (
            "L0702",
            "Bám sát Quyết định số 367/QĐ-TTg ngày 27/2/2026.",
            "Quyết định này thi hành Luật số 134/2025/QH15 ngày 10 tháng 12 năm 2025.",
        ),
        (
            "L0702",
            "Theo Luật Bảo vệ dữ liệu cá nhân số 134/2025/QH15.",
            "Theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15.",
        ),
        ("L0703", "Làm theo Nghị định 42/2022/NĐ-CP.", "Nghị định 42/2022/NĐ-CP đã hết hiệu lực."),
        ("L0704", "Làm theo Nghị định 224/2026/NĐ-CP.", "Nghị định 224/2026/NĐ-CP có hiệu lực từ ngày 01/7/2026."),
        (
            "L0705",
            "Theo Điều 44 Luật Trí tuệ nhân tạo.",
            "Theo Điều 35 Luật Trí tuệ nhân tạo, Điều 36 Luật Bảo vệ dữ liệu cá nhân.",
        ),
        ("L0705", "::law{id=\"134/2025/QH15\" article=36}", "::law{id=\"134/2025/QH15\" article=35}"),
        ("L0706", "Theo điểm f khoản 1 Điều 5 Luật TTNT.", "Theo điểm đ khoản 1 Điều 5 Luật TTNT."),
        (
            "L0708",
            "Phường có 20 dịch vụ công trực tuyến mức độ 3, 4.",
            "Nộp dịch vụ công trực tuyến bằng tài khoản định danh điện tử mức độ 2, lũ ở báo động mức 3.",
        ),
    ] {
        let line = if code == "L0701" { "content/a.md:7:6" } else { "content/a.md:7" };
        let run = site(wrong).run(["check"]);
        assert!(run.told.iter().any(|told| told.code == code), "{code} is not told of {wrong}:\n{}", run.err);
        assert!(run.told.iter().all(|told| told.code == code && told.place.starts_with(line)), "{wrong}\n{}", run.err);
        site(right).run(["check"]).exits(0).tells_only(&[]);
        // A build says nothing of it, unless the site asks.
        site(wrong).run(["build"]).exits(0).tells_only(&[]);
    }
}

#[test]
fn a_law_page_is_reviewed_when_its_law_changes() {
    let about = |id: &str, changed: &str| {
        let text = page("Giới thiệu.\n").replacen("date = 2026-01-02\n", &format!("date = 2025-01-02\n{changed}"), 1);
        let text = text.replacen("+++\n\n", &format!("[law]\nid = \"{id}\"\n+++\n\n"), 1);
        Site::new().file("content/_data/laws.toml", LAWS).file("content/a.md", text)
    };
    about("134/2025/QH15", "").run(["check"]).exits(0).tells_only(&["L0707"]);
    about("134/2025/QH15", "updated = 2026-01-05\n").run(["check"]).exits(0).tells_only(&[]);
    about("42/2022/NĐ-CP", "updated = 2025-12-31\n").run(["check"]).exits(0).tells_only(&["L0707"]);
}

#[test]
fn a_page_speaks_from_its_own_day() {
    later("Làm theo Nghị định 224/2026/NĐ-CP.").run(["check"]).exits(0).tells_only(&[]);
    later("Làm theo Nghị định 42/2022/NĐ-CP.")
        .run(["check"])
        .reports("L0703", "content/a.md:8:10")
        .advising("224/2026/NĐ-CP");
}

#[test]
fn a_lint_that_the_site_makes_an_error_stops_the_build() {
    let strict = |level: &str| {
        let config = format!("{}\n[lint]\nL0702 = \"{level}\"\n", crate::harness::CONFIG);
        site("Quyết định số 367/QĐ-TTg ngày 28/2/2026 của Chính phủ.").config(&config)
    };
    strict("error").run(["build"]).exits(1).tells_only(&["L0702"]).untouched();
    strict("error").run(["check"]).exits(1).tells_only(&["L0702"]);
    strict("warning").run(["build"]).exits(0).tells_only(&[]);
    strict("warning").run(["check"]).exits(0).tells_only(&["L0702"]);
    strict("off").run(["check"]).exits(0).tells_only(&[]);
}

#[test]
fn citations_as_data() {
    let text = "Theo **khoản 2** Điều 11 Luật TTNT.\n\n| Việc | Căn cứ |\n|---|---|\n| Gắn nhãn | QĐ 367/QĐ-TTg\u{a0}ngày 28/02/2026 |";
    let run = site(text).run(["check", "--format", "json"]).exits(0);
    let json: Value = serde_json::from_str(&run.out).expect("JSON");
    let expected = serde_json::json!([
        {
            "page": "content/a.md", "line": 7, "text": "khoản 2 Điều 11 Luật TTNT", "number": "134/2025/QH15", "date": null,
            "issuer": null, "article": 11, "clause": 2, "point": null, "resolved": true,
        },
        {
            "page": "content/a.md", "line": 11, "text": "QĐ 367/QĐ-TTg ngày 28/02/2026", "number": "367/QĐ-TTg",
            "date": "2026-02-28", "issuer": null, "article": null, "clause": null, "point": null, "resolved": true,
        },
    ]);
    assert_eq!(json["citations"], expected);
}

#[test]
fn the_first_citation_in_a_section_leads_to_the_page_about_the_law() {
    let about = page("Giới thiệu Luật Trí tuệ nhân tạo.\n")
        .replacen("kind = \"page\"", "kind = \"page\"\nupdated = 2026-11-01", 1)
        .replacen("+++\n\n", "[law]\nid = \"134/2025/QH15\"\n+++\n\n", 1);
    let text = "Theo Điều 7 Luật TTNT và Luật TTNT.\n\n## Luật TTNT là gì\n\nXem [Luật TTNT](luat.md), rồi Luật số 134/2025/QH15; **Luật TTNT** và QĐ 367/QĐ-TTg.";
    let site = site(text).file("content/luat.md", about);
    site.run(["build"]).exits(0).tells_only(&[]);
    let html = site.built("portal/a/index.html");
    assert!(
        html.contains("Theo <a class=\"cites\" href=\"../luat/index.html\">Điều 7 Luật TTNT</a> và Luật TTNT."),
        "{html}"
    );
    assert!(html.contains("Luật TTNT là gì</h2>"), "{html}");
    assert!(
        html.contains(
            "rồi <a class=\"cites\" href=\"../luat/index.html\">Luật số 134/2025/QH15</a>; <strong>Luật TTNT</strong>"
        ),
        "{html}"
    );
    assert!(html.contains(" và QĐ 367/QĐ-TTg."), "{html}");
    let html = site.built("portal/luat/index.html");
    assert!(html.contains("Giới thiệu Luật Trí tuệ nhân tạo."), "a page links to itself:\n{html}");
    assert!(html.contains("Bài dẫn văn bản này") && html.contains("<a href=\"../a/index.html\">Bài thử</a>"), "{html}");
}

#[test]
fn what_an_authority_wrote_is_kept_when_it_is_marked() {
    let text =
        "Quyết định số 367/QĐ-TTg ngày :sic[28/2/2026 của Chính phủ]{should=\"28/2/2026 của Thủ tướng Chính phủ\"}.";
    site(text).run(["check"]).exits(0).tells_only(&[]);
}
