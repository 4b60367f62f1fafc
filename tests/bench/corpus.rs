//! Pages of about 700 words, the same for the same number. The text is test text: nothing of it is true.

use loa::fs::Memory;

const SENTENCES: [&str; 12] = [
    "Bà con không đọc mã xác nhận cho bất kỳ ai, kể cả người tự xưng là cán bộ ngân hàng.",
    "Theo khoản 3 Điều 11 của Luật số 134/2025/QH15, nội dung dễ gây nhầm lẫn phải được thông báo rõ.",
    "Thời hạn giải quyết là 5 ngày làm việc, tính từ ngày 02/3/2026.",
    "UBND phường tiếp công dân vào 8h00 thứ Ba hằng tuần, tại tầng 1.",
    "Người dân gọi số 113 khi thấy dấu hiệu lừa đảo.",
    "Kẻ gian dùng hình ảnh và giọng nói giả để vay tiền người thân.",
    "Hồ sơ nộp trên Cổng Dịch vụ công quốc gia được trả kết quả qua bưu điện.",
    "Kế hoạch số 219/KH-UBND yêu cầu phát thanh tối thiểu 02 lần/tuần.",
    "Mức thu là 50.000 đồng, bằng 12,5% so với trước.",
    "Cháu học ở trường có thể giúp ông bà cài ứng dụng VNeID.",
    "Đừng bấm vào đường dẫn lạ; hãy tự gõ địa chỉ của cơ quan.",
    "Ảnh giấy tờ gửi qua mạng có thể bị dùng để vay tiền trực tuyến.",
];

const SECTIONS: [(&str, &str, &str); 5] = [
    ("ung-dung", "ung-dung", "article"),
    ("dich-vu-cong", "dich-vu-cong", "guide"),
    ("du-lieu", "du-lieu", "article"),
    ("canh-bao", "canh-bao", "warning"),
    ("phap-luat", "phap-luat", "law"),
];

/// The path and the text of page `number`.
pub fn page(number: usize) -> (String, String) {
    let (section, topic, kind) = SECTIONS[number % SECTIONS.len()];
    let day = 1 + number % 28;
    let month = 1 + number / 28 % 10;
    let mut text = format!(
        "+++\ntitle = \"Bài số {number}: điều bà con cần nhớ\"\ndate = 2026-{month:02}-{day:02}\nkind = \"{kind}\"\ntopic = \"{topic}\"\n\
         tags = [\"thẻ {}\", \"thẻ {}\"]\n+++\n\n",
        number % 7,
        number % 11
    );
    for part in 0..5 {
        text.push_str(&format!("## Mục {}\n\n", part + 1));
        for at in 0..8 {
            text.push_str(SENTENCES[(number * 5 + part * 7 + at) % SENTENCES.len()]);
            text.push(' ');
        }
        text.push_str("\n\n");
        match part {
            1 => text.push_str("- Giữ kín mã OTP\n- Gọi lại số đã lưu\n- Báo **Công an phường**\n\n"),
            2 => text
                .push_str("| Ngày | Việc |\n|---|---|\n| 02/3/2026 | Hỗ trợ cài VNeID |\n| 09/3/2026 | Tập huấn |\n\n"),
            3 if number > 0 => {
                let (other, _, _) = SECTIONS[(number - 1) % SECTIONS.len()];
                text.push_str(&format!("Xem thêm [bài trước](@/{other}/bai-{}.md).\n\n", number - 1));
            }
            _ => {}
        }
    }
    (format!("content/{section}/bai-{number}.md"), text)
}

/// A site of so many pages.
pub fn site(pages: usize) -> Memory {
    let config =
        "base_url = \"https://phuong.example.vn/\"\ntitle = \"Trang đo\"\nsample = true\n[unit]\nname = \"Mẫu\"\n";
    let mut files =
        Memory::default().with("loa.toml", config).with("content/_index.md", "+++\ntitle = \"Trang chủ\"\n+++\n");
    for (section, _, _) in SECTIONS {
        files.write(&format!("content/{section}/_index.md"), format!("+++\ntitle = \"Mục {section}\"\n+++\n"));
    }
    for number in 0..pages {
        let (path, text) = page(number);
        files.write(&path, text);
    }
    files
}
