//! Larger sites, made of a few sentences: always the same for the same numbers.

use crate::harness::{CONFIG, Site};

/// Numbers that look random and are the same in every run (SplitMix64).
pub struct Draw(pub u64);

impl Draw {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}

/// What pages are made of: numbers, dates, abbreviations, document numbers, as articles have them.
const SENTENCES: [&str; 14] = [
    "Ngày 15/3/2026, một người dân nhận cuộc gọi từ số lạ lúc 8h30.",
    "Kẻ gian xưng là cán bộ công an và giục chuyển 25.000.000 đồng trong 30 phút.",
    "Bà con hãy dừng cuộc gọi, không đọc mã OTP và gọi lại số chính thức.",
    "Luật số 134/2025/QH15 có hiệu lực từ ngày 01/3/2026.",
    "UBND phường tiếp nhận hồ sơ từ 7h30 đến 17h00 các ngày trong tuần.",
    "Hãy mở ứng dụng VNeID, chọn mục Hồ sơ rồi bấm nút Tra cứu.",
    "Nghị định số 142/2026/NĐ-CP hướng dẫn việc gắn nhãn nội dung do AI tạo ra.",
    "Con cháu giúp ông bà đặt mật khẩu dài ít nhất 12 ký tự, không dùng ngày sinh.",
    "Tỷ lệ hồ sơ nộp trực tuyến của phường đạt 87,5%, tăng 3 điểm so với quý II.",
    "Ai cũng có quyền biết dữ liệu của mình được dùng vào việc gì, ở đâu, trong bao lâu.",
    "Ảnh chụp căn cước chỉ gửi khi thật cần, che bớt số và ghi rõ mục đích.",
    "Trợ lý ảo trả lời nhanh nhưng có lúc sai, vì vậy cần kiểm tra lại với người có trách nhiệm.",
    "Mọi thắc mắc xin hỏi tổ công nghệ số cộng đồng của tổ dân phố số 5.",
    "Không chia sẻ ảnh, video chưa rõ nguồn, nhất là khi có thiên tai.",
];

/// A text of about `sentences` sentences under headings.
pub fn text(seed: u64, sentences: u64) -> String {
    let mut draw = Draw(seed);
    let mut text = String::new();
    for number in 0..sentences {
        if number % 12 == 6 {
            text.push_str(&format!("\n\n## Phần {}\n", number / 12 + 1));
        }
        text.push_str(if number % 4 == 0 { "\n\n" } else { " " });
        let at = usize::try_from(draw.below(SENTENCES.len() as u64)).expect("a small number");
        text.push_str(SENTENCES[at]);
    }
    text.push('\n');
    text
}

/// The five topics that sites have when they name none.
pub const TOPICS: [&str; 5] = ["ung-dung", "dich-vu-cong", "du-lieu", "canh-bao", "phap-luat"];

const TITLES: [&str; 5] =
    ["Trí tuệ nhân tạo giúp gì", "Nộp hồ sơ tại nhà", "Giữ kín giấy tờ", "Cảnh giác cuộc gọi lạ", "Luật mới, bài"];

/// A station with 15 articles of 400 to 700 words, three on each topic: enough for four weeks.
pub fn station() -> Site {
    let mut site = Site::new();
    for number in 0..15u64 {
        let topic = TOPICS[usize::try_from(number % 5).expect("a small number")];
        let page = format!(
            "+++\ntitle = \"{} {}\"\ndate = 2025-{:02}-10\ntopic = \"{topic}\"\n+++\n{}",
            TITLES[usize::try_from(number % 5).expect("a small number")],
            number / 5 + 1,
            number % 11 + 1,
            text(number, 26 + number)
        );
        site = site.file(&format!("content/tin/bai-{number:02}.md"), page);
    }
    site
}

/// One of two versions of a site of some 300 pages: most pages are in both, some differ, some are in one alone.
pub fn large(version: u64) -> Vec<(String, String)> {
    let mut files = vec![("loa.toml".to_owned(), format!("paginate = 10\n{CONFIG}"))];
    for number in 0..300u64 {
        let alone = number % 30 == 7;
        if alone && (number / 30) % 2 != version {
            continue;
        }
        let changes = if number % 3 == 0 { version } else { 0 };
        let kind = if number % 25 == 0 { "article" } else { "page" };
        let page = format!(
            "+++\ntitle = \"Trang {number}, bản {changes}\"\ndate = 2026-{:02}-{:02}\nkind = \"{kind}\"\ntags = [\"thẻ {}\"]\n+++\n{}",
            number % 10 + 1,
            number % 28 + 1,
            number % 7,
            text(number * 2 + changes, if kind == "article" { 30 } else { 12 })
        );
        files.push((format!("content/muc-{}/trang-{number}.md", number % 6), page));
    }
    files
}
