//! Tables of what the lints on a page's text tell and what they let be, and properties that hold for any text.

use proptest::prelude::*;

use super::samples::{problems, told, told_of};
use crate::diag::Severity;

/// Texts with the one code that they must bring.
const FLAGGED: &[(&str, &str)] = &[
    ("L0710", "Anh Bình, CCCD số 031086204517, đã nhận quà."),
    ("L0710", "Số căn cước 031 086 204 517 cấp tại Hải Phòng."),
    ("L0710", "Số định danh cá nhân: 001203047185."),
    ("L0710", "Người nhận: 036187002946."),
    ("L0710", "Bà Lan, CMND 142583907 do Công an Hải Dương cấp."),
    ("L0710", "Chứng minh nhân dân số 142 583 907."),
    ("L0710", "| Họ tên | Số CCCD |\n|---|---|\n| Bình | 031086204517 |"),
    ("L0710", "Ông Bình mang hộ chiếu C4185207 đến làm thủ tục."),
    ("L0710", "- CCCD: 079.086.204.517"),
    ("L0711", "Mã số BHXH 3116204857 của bà Lan."),
    ("L0711", "Thẻ bảo hiểm y tế số GD4310812204857."),
    ("L0711", "Sổ BHXH số 3116204857 đã chốt."),
    ("L0712", "Ai nhặt được xin gọi bà Lan 0936 482 157."),
    ("L0712", "Liên hệ anh Bình, ĐT: 0936.482.157 hoặc 0987-412-653."),
    ("L0712", "Gọi (+84) 936482157."),
    ("L0712", "Nhắn +84936482157 cho con."),
    ("L0712", "Zalo 0351 74 26 83"),
    ("L0712", "| Tổ | Điện thoại |\n|---|---|\n| Số 5 | 0936482157 |"),
    ("L0713", "Chuyển vào tài khoản 0451000372845 của bà Lan."),
    ("L0713", "STK: 1903 4582 7160 12 Techcombank"),
    ("L0713", "Số tài khoản 8602 1457 3390 tại Agribank."),
    ("L0713", "| Người nhận | Số tài khoản |\n|---|---|\n| Lan | 0451000372845 |"),
    ("L0714", "Nguyễn Thị Hạnh, sinh ngày 12/3/1985, trú tại tổ 5."),
    ("L0714", "Anh Trần Quốc Bảo (sinh ngày 05 tháng 11 năm 1990) vắng mặt."),
    ("L0714", "Họ và tên: Lê Thu Hà\n\nNgày sinh: 07-09-1978"),
    ("L0714", "| Họ tên | Ngày sinh |\n|---|---|\n| Phạm Văn Tú | 21.04.2001 |"),
    ("L0715", "Nạn nhân trú tại số 12 ngõ 5 đường Lạch Tray."),
    ("L0715", "Bà cụ bị lừa 50 triệu đồng, ở tại căn hộ 1203 chung cư Hoàng Huy."),
    ("L0715", "Cháu bé ngụ hẻm 27 tổ 4, đã được đưa về nhà."),
];

/// Texts that bring nothing of the kind.
const LET_BE: &[&str] = &[
    "CCCD gồm 12 chữ số, ví dụ 031086204517.",
    "Số CCCD 001099000000 chỉ để minh họa.",
    "Số CCCD 012345678901 không có thật.",
    "Ghi số CCCD 031xxxxxxxxx hoặc 031*********.",
    "Mã thủ tục 1.000656, 2.001234 và 1.012345.000.00.00.H24.",
    "Nghị định số 142/2026/NĐ-CP, Quyết định 1671/QĐ-TTg ngày 28/02/2026.",
    "Dự án có vốn 031.086.204.517 đồng, phạt 100.000.000.000 đồng.",
    "Mã số thuế 0200153807 hoặc 0200153807-001 của Công ty Cấp nước.",
    "Mã giao dịch 031086204517 trên sao kê.",
    "Mã QR 00020101021138540010A000000727, hồ sơ H24.18-260103-0047.",
    "Gọi 113, 114, 115, 1022, 18001096, 1900 6017 hoặc nhắn 5656.",
    "Gọi Ủy ban nhân dân phường: 0225.3842.157, (024) 3825 1746.",
    "Đường dây nóng 0936 482 157 nhận tin cả ngày.",
    "Số máy trực ban: 0987412653.",
    "Phường có số 0936482159 và 0987 164 253 trong danh bạ.",
    "Nhắn đến 09xx xxx xxx hoặc 0900 000 000, 0912 345 678.",
    "Kẻ gian giả danh cán bộ gọi từ số 0936 482 157.",
    "Từ 2016 đến 2026, ngày 12/03/2026 lúc 17:00, thửa 0312, tờ 08620451.",
    "Mức hỗ trợ 1.500.000.000 đồng vào tài khoản của hộ dân.",
    "Ủng hộ vào số tài khoản 8602145733905 của Ủy ban Mặt trận Tổ quốc phường.",
    "Tài khoản có 12.500.000 đồng thì bị trừ 8.000.000 đồng.",
    "Chủ tịch Hồ Chí Minh sinh ngày 19/5/1890 tại Nghệ An.",
    "Nguyễn Văn A, sinh ngày 12/3/1985, đã nộp hồ sơ.",
    "Trẻ sinh ngày 12/3/2026 được cấp thẻ bảo hiểm.",
    "Trường Trần Phú kỷ niệm ngày sinh 12/3/1985 của liên đội.",
    "Ông Nguyễn Văn Hùng sinh năm 1985.",
    "Nạn nhân trú tại phường Mẫu, thành phố Hải Phòng.",
    "Bà con bị lừa hãy đến số 12 đường Lạch Tray để trình báo.",
    "Người dân trú tại số 12 ngõ 5 nhận thẻ.",
    "Bị mất thẻ thì ở nhà gọi số 113.",
    "Ông Nguyễn Văn T. trú tại Tổ dân phố số 24 bị lừa 5 triệu đồng.",
    "Xem tệp anh-031086204517.jpg tại https://thu.example/a/031086204517.",
    "Tọa độ 20.8449115, 106.6880841; seri máy SN036187002946.",
];

#[test]
fn what_belongs_to_somebody_is_told() {
    let all = FLAGGED.iter().map(|(code, text)| (code, text, told(text)));
    let missed = |(code, _, told): &(&&str, _, Vec<&str>)| told.is_empty() || told.iter().any(|found| found != *code);
    assert_eq!(all.filter(missed).collect::<Vec<_>>(), []);
}

#[test]
fn what_belongs_to_nobody_is_let_be() {
    let all = LET_BE.iter().map(|text| (text, told(text)));
    assert_eq!(all.filter(|(_, told)| told.iter().any(|code| code.starts_with("L071"))).collect::<Vec<_>>(), []);
    assert_eq!(told_of("kind = \"warning\"", "Máy lạ 0936 482 157 gọi đến."), <[&str; 0]>::default());
}

#[test]
fn a_message_does_not_repeat_the_number_and_is_sure_of_what_is_named() {
    let sure = &problems("", "CCCD số 031086204517.")[0];
    assert_eq!(sure.severity, Severity::Error);
    assert!(sure.message.vi.contains("“031…”") && !sure.message.en.contains("0310"), "{:?}", sure.message);
    assert_eq!(problems("", "Người nhận: 036187002946.")[0].severity, Severity::Warning);
}

#[test]
fn letters_that_only_look_right() {
    let all = [
        ("L0741", "Bà Hoà lo hoà giải ở tổ hòa giải."),
        ("L0741", "Ủy ban và Uỷ ban."),
        ("L0741", "Tòan dân khai báo."),
        ("L0741", "Nộp vào qũy và qúy."),
        ("L0742", "Ủy bаn nhân dân."),
        ("L0742", "Ðường Lạch Tray."),
        ("L0742", "Xem kỹ ɖiều này."),
        ("L0742", "𝐓𝐡ô𝐧𝐠 báo"),
        ("L0743", "Chữ x\u{323}\u{302} lạ."),
        ("L0744", "**Điều 1.**Phạm vi"),
        ("L0745", "Xem [tại đây](https://thu.example/a)."),
        ("L0746", "## Một\n\n#### Hai"),
        ("L0746", "# Một"),
        ("L0747", "| | |\n|---|---|\n| Một | Hai |"),
        ("L0740", "ĐỀ NGHỊ BÀ CON ĐI KHÁM ĐÚNG GIỜ."),
        ("L0740", "## ĐỀ NGHỊ BÀ CON ĐI KHÁM"),
    ];
    let all = all.into_iter().map(|(code, text)| (code, text, told(text)));
    assert_eq!(all.filter(|(code, _, told)| *told != [*code]).collect::<Vec<_>>(), []);
    let none = [
        "Hòa giải ở tổ, khỏe mạnh, thủy lợi, quý, quỹ, tuyến, hoàn, khoản, khuỷu, thuế.",
        "Hoà giải ở tổ, khoẻ mạnh, thuỷ lợi, quý, quỹ, tuyến, hoàn, thoải mái, ngoằn ngoèo.",
        "Ủy ban và bà Nguyễn Thị Thuý, tỉnh Thanh Hoá.",
        "Góc α bằng 30°, µm, Ω, Москва, Ελλάδα, đồng €.",
        "ĐỀ NGHỊ BÀ CON",
        "Số máy 𝟎 và ①.",
        "UBND, HĐND, UBMTTQ, CCCD, BHYT và BHXH.",
        "TT 05/2026/TT-BKHCN, TT 26/2020/TT-BTTTT",
    ];
    let none = none.into_iter().map(|text| (text, told(text)));
    assert_eq!(none.filter(|(_, told)| !told.is_empty()).collect::<Vec<_>>(), []);
    assert_eq!(told_of("kind = \"plan\"", "ĐỀ NGHỊ BÀ CON ĐI KHÁM ĐÚNG GIỜ."), <[&str; 0]>::default());
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,12}",
        "[0-9 ./-]{6,24}",
        Just("CCCD số 031086204517".to_owned()),
        Just("Nguyễn Thị Hạnh sinh ngày 12/3/1985 ".to_owned()),
        Just("nạn nhân trú tại số 12 ".to_owned()),
        Just("**Điều 1.**Phạm vi ".to_owned()),
        Just("hoà hòa hòan Ðường bаn ".to_owned()),
        Just("tiến hành TTHC (".to_owned()),
        Just("\n\n- ".to_owned()),
        Just("\n| ".to_owned()),
        Just("[tại đây](a.md)\u{301}".to_owned()),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_breaks_a_lint_and_places_are_places(text in pieces()) {
        let file = crate::base::clean(&format!("+++\ntitle = \"Bài thử\"\ndate = 2026-01-02\n+++\n\n{text}\n")).into_owned();
        for problem in super::samples::of_file(&file) {
            let (_, span) = problem.place.clone().expect("a place");
            let span = span.expect("bytes");
            prop_assert!(span.start <= span.end && file.get(span.start as usize..span.end as usize).is_some(), "{:?}", problem);
            for fix in &problem.fixes {
                prop_assert!(file.get(fix.span.start as usize..fix.span.end as usize).is_some(), "{:?}", problem);
            }
        }
    }

    #[test]
    fn what_is_mended_stays_mended(text in pieces()) {
        let mut file = crate::base::clean(&format!("+++\ntitle = \"Bài thử\"\ndate = 2026-01-02\n+++\n\n{text}\n")).into_owned();
        let mut rounds = 0;
        loop {
            let fixes: Vec<_> = super::samples::of_file(&file).into_iter().flat_map(|problem| problem.fixes).collect();
            let (mended, made) = crate::diag::mend(&file, &fixes);
            if made == 0 {
                break;
            }
            file = mended;
            rounds += 1;
            prop_assert!(rounds < 6, "{file}");
        }
    }
}

#[test]
fn time_grows_with_the_text_alone() {
    for piece in [
        "CCCD 031086204517, TTHC tiến hành hoà hòa **Điều 1.**Phạm vi sinh ngày 12/3/1985 nạn nhân trú tại số 12 bаn ",
        "Nguyễn ",
        "sinh ngày 12/3/1985 Trần ",
        "STK 8602145733905 ",
        "![",
        "**",
        "A-",
        "0936 482 157 ",
        "(\u{301}",
    ] {
        let time = |count: usize| {
            let file = format!("+++\ntitle = \"A\"\ndate = 2026-01-02\n+++\n\n{}\n", piece.repeat(count));
            let once = || {
                let start = std::time::Instant::now();
                drop(super::samples::of_file(&file));
                start.elapsed()
            };
            // What else the machine does comes and goes.
            once().min(once()).min(once())
        };
        let (short, long) = (time(400), time(4000));
        // Ten times the text: a hundred times the time would be quadratic.
        assert!(long < short * 50, "{piece}: {short:?} {long:?}");
    }
}
