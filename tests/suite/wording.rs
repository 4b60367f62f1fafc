//! The lints on the text of pages as `loa check` tells them, and `loa check --fix`.

use crate::harness::{CONFIG, Site, page};

fn site(text: &str) -> Site {
    Site::new().file("content/a.md", page(&format!("{text}\n")))
}

#[test]
fn every_code_flags_what_is_wrong_and_lets_be_what_is_right() {
    for (code, wrong, right) in [
        ("L0710", "Anh Bình, CCCD số 031086204517.", "CCCD gồm 12 chữ số, ghi 031xxxxxxxxx."),
        ("L0711", "Mã số BHXH 3116204857 của bà Lan.", "Mã số BHXH gồm 10 chữ số."),
        ("L0712", "Ai nhặt được xin gọi 0936 482 157.", "Thấy lừa đảo thì gọi 113 hoặc 1022."),
        (
            "L0713",
            "Chuyển vào tài khoản 0451000372845 của bà Lan.",
            "Ủng hộ: số tài khoản 8602145733905 của Quỹ Vì người nghèo.",
        ),
        ("L0714", "Nguyễn Thị Hạnh, sinh ngày 12/3/1985, được khen.", "Nguyễn Thị Hạnh, sinh năm 1985, được khen."),
        ("L0715", "Nạn nhân trú tại số 12 ngõ 5 Lạch Tray.", "Nạn nhân trú tại phường Thử."),
        ("L0720", "Ảnh minh họa: ChatGPT", "Ảnh: Văn phòng HĐND và UBND"),
        ("L0731", "Nộp hồ sơ ở BPTNTKQ.", "Nộp hồ sơ ở bộ phận một cửa (BPMC). BPMC mở cả ngày."),
        ("L0732", "Công an tiến hành xác minh.", "Công an xác minh."),
        ("L0733", "- a\n- b\n- c\n- d\n- e\n- g\n- h\n- i", "- a\n- b\n- c\n- d\n- e\n- g\n- h"),
        ("L0740", "ĐỀ NGHỊ BÀ CON ĐI KHÁM ĐÚNG GIỜ.", "**Đề nghị bà con đi khám đúng giờ.**"),
        ("L0741", "Tổ hòa giải hoà thuận.", "Tổ hòa giải hòa thuận."),
        ("L0742", "Ðường Lạch Tray.", "Đường Lạch Tray."),
        ("L0743", "Vie\u{323}\u{302}t Nam.", "Việt Nam."),
        ("L0744", "**Điều 1.**Phạm vi", "**Điều 1.** Phạm vi"),
        ("L0745", "Xem [tại đây](@/_index.md).", "Xem [trang chủ](@/_index.md)."),
        ("L0746", "## Một\n\n#### Hai", "## Một\n\n### Hai"),
        ("L0747", "| | |\n|---|---|\n| Nộp | 5 ngày |", "| Việc | Hạn |\n|---|---|\n| Nộp | 5 ngày |"),
    ] {
        site(wrong).run(["check"]).tells_only(&[code]);
        site(right).run(["check"]).exits(0).tells_only(&[]);
        // A build says nothing of it, unless the site asks.
        site(wrong).run(["build"]).exits(0).tells_only(&[]);
    }
    let long = format!("Bà con {}.", "hãy nhớ ".repeat(15).trim_end());
    site(&long).run(["check"]).exits(0).reports("L0730", "content/a.md:7:1");
}

#[test]
fn a_place_is_the_words_that_are_meant() {
    site("Nhớ **mang theo** thẻ.\n\nAnh Bình, CCCD số 031086204517.")
        .run(["check"])
        .exits(1)
        .reports("L0710", "content/a.md:9:19");
    site("Công an phường *tiến hành* xác minh.").run(["check"]).exits(0).reports("L0732", "content/a.md:7:17");
}

#[test]
fn a_site_may_turn_them_off_or_make_them_errors() {
    let text = "Công an tiến hành xác minh.";
    site(text).config(&format!("{CONFIG}\n[lint]\nL0732 = \"off\"\n")).run(["check"]).exits(0).tells_only(&[]);
    let strict = site(text).config(&format!("{CONFIG}\n[lint]\nL0732 = \"error\"\n"));
    strict.run(["build"]).exits(1).tells_only(&["L0732"]).untouched();
}

#[test]
fn what_is_safe_is_mended_and_the_rest_stays_to_the_byte() {
    let head = "\u{feff}+++\r\ntitle = \"Hoà bình\"\r\ndate = 2026-01-02\r\nkind = \"page\"\r\n+++\r\n\r\n";
    let written = format!(
        "{head}Vie\u{323}\u{302}t  Nam.\r\n\r\n**Điều 1.**Phạm vi\u{a0}này.\r\n\r\nTổ hòa giải hoà thuận, thủy lợi, tòan dân.\r\n\r\nÐường Lạch Tray,\u{a0}Ủy bаn.\r\n\r\nDòng\u{a0}này\u{200b} nguyên.  \r\n\r\n`**a.**b` tiến hành."
    );
    let mended = format!(
        "{head}Việt  Nam.\r\n\r\n**Điều 1.** Phạm vi này.\r\n\r\nTổ hòa giải hòa thuận, thủy lợi, toàn dân.\r\n\r\nĐường Lạch Tray, Ủy ban.\r\n\r\nDòng\u{a0}này\u{200b} nguyên.  \r\n\r\n`**a.**b` tiến hành."
    );
    let site = Site::new().file("content/a.md", &written).file("content/b.md", page("Bài tốt, hoà thuận.\n"));
    let other = std::fs::read(site.path().join("content/b.md")).expect("a page");
    let run = site.run(["check", "--fix"]).exits(0).tells_only(&["L0732"]);
    assert!(run.err.contains("đã sửa 6 chỗ trong 1 tệp"), "{}", run.err);
    let text = || std::fs::read_to_string(site.path().join("content/a.md")).expect("the page");
    assert_eq!(text(), mended);
    assert_eq!(std::fs::read(site.path().join("content/b.md")).expect("a page"), other);
    let again = site.run(["check", "--fix", "--lang", "en"]).exits(0).tells_only(&["L0732"]);
    assert!(again.err.contains("mended 0 places in 0 files"), "{}", again.err);
    assert_eq!(text(), mended);
}
