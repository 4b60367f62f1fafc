//! Pages of about 700 words and an official plan, the same for the same number. The text is test text: nothing of it
//! is true.

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

/// A plan of so many tasks as an office writes it, dense with numbers: documents, dates, amounts, times, telephones.
pub fn plan(tasks: usize) -> String {
    let mut text = String::from(
        "ỦY BAN NHÂN DÂN PHƯỜNG MẪU\n\nSố: 219/KH-UBND\n\nPhường Mẫu, ngày 02 tháng 3 năm 2026\n\nKẾ HOẠCH\n\n\
         Triển khai Luật Trí tuệ nhân tạo trên địa bàn phường năm 2026\n\n",
    );
    for task in 1..=tasks {
        let (day, month, amount) = (1 + task * 7 % 28, 1 + task * 5 % 12, 100 + task * 37 % 900);
        let next = 1 + month % 12;
        text.push_str(&match task % 8 {
            0 => format!(
                "{task}. Căn cứ Nghị định số {amount}/2026/NĐ-CP ngày {day:02}/{month}/2026 của Chính phủ và Quyết định số \
                 {}/QĐ-TTg ngày {day}/{next}/2026 của Thủ tướng Chính phủ, UBND phường ban hành Kế hoạch số {task}/KH-UBND.\n",
                amount + 11
            ),
            1 => format!(
                "{task}. Kinh phí thực hiện: {amount}.500.000 đồng, trong đó ngân sách phường {}%, nguồn xã hội hóa {},{}%; \
                 hoàn thành trước ngày {day:02}/{month:02}/2026.\n",
                day + 40,
                59 - day,
                task % 10
            ),
            2 => format!(
                "- Theo điểm a khoản {} Điều {day} của Luật số 134/2025/QH15, hệ thống có rủi ro cao phải được đánh giá trong \
                 {day} ngày, chậm nhất là quý {}/2026.\n",
                1 + task % 5,
                1 + task % 4
            ),
            3 => format!(
                "- Tổ chức {} buổi tập huấn cho {amount} cán bộ, công chức; thời gian từ 7h30 đến 11h00 ngày {day}-{}/{month}/2026 \
                 tại Hội trường tầng {}.\n",
                1 + task % 9,
                day + 1,
                1 + task % 3
            ),
            4 => format!(
                "- Đầu mối tiếp nhận: bà Nguyễn Thị H., điện thoại 0912 345 {amount}; email vhxh@phuongmau.example.vn; gọi 113 khi \
                 thấy dấu hiệu lừa đảo.\n"
            ),
            5 => format!(
                "- Phấn đấu {}/{} tổ dân phố có tổ công nghệ số cộng đồng; từ {day} - {}% hồ sơ nộp trực tuyến; phát thanh tối thiểu \
                 02 lần/tuần, mỗi lần 5 - 10 phút.\n",
                task % 19,
                19 + task % 3,
                day + 30
            ),
            6 => format!(
                "- Phòng VH-XH chủ trì, phối hợp với Công an phường, Ủy ban MTTQ Việt Nam phường và các đoàn thể chính trị - xã \
                 hội tuyên truyền đến toàn thể Nhân dân; báo cáo kết quả về UBND phường (qua Phòng VH-XH) trước ngày {day} \
                 tháng {month} hằng năm.\n"
            ),
            _ => "- Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị kịp thời phản ánh để được xem \
                  xét, hướng dẫn, giải quyết theo thẩm quyền.\n"
                .to_owned(),
        });
    }
    text.push_str("\nNơi nhận:\n- TT Đảng ủy, HĐND phường;\n- CT, các PCT UBND phường;\n- Lưu: VT, VH-XH.\n");
    text
}

/// The texts that are spoken: Markdown of pages, or a plan full of numbers; about 20 kB, so that a sample is
/// shorter than a busy machine's time slices.
pub fn written(name: &str) -> String {
    match name {
        "pages" => (0..5).map(|number| page(number).1).collect(),
        _ => plan(100),
    }
}
