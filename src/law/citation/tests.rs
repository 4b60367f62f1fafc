//! Shapes that a table cannot hold: any text at all, and texts of one thing again and again.

use proptest::prelude::*;

use super::*;

fn finder() -> Finder {
    let text = "[[laws]]\nid = \"134/2025/QH15\"\nkind = \"Luật\"\ntitle = \"Luật Trí tuệ nhân tạo\"\n";
    Finder::new(&crate::law::parse(text, &"laws.toml".into()).0)
}

const PIECES: &[&str] = &[
    "Điều ",
    "điều ",
    "khoản ",
    "điểm ",
    "các ",
    "và ",
    "đến ",
    "của ",
    "Luật ",
    "luật ",
    "Nghị định ",
    "NĐ",
    "QĐ ",
    "số ",
    "số: ",
    "134/2025/QH15",
    "57-NQ/TW",
    "/",
    "-",
    "–",
    "TTg",
    "QĐ-TTg",
    "ngày ",
    "28/02/2026",
    "tháng ",
    "năm ",
    "2026",
    "Chính phủ",
    "UBND ",
    "tỉnh ",
    "Trí tuệ nhân tạo",
    "Bộ ",
    "luật Hình sự",
    "này",
    "a",
    "b",
    "đ",
    "1",
    "2",
    "11",
    ", ",
    "; ",
    "(",
    ")",
    ". ",
    " ",
    "\n",
    "“",
    "Đ",
    "k",
    "é",
    "Uỷ ban nhân dân ",
    "BLHS",
    "Hiến pháp ",
    "sửa đổi, bổ sung ",
    "Kế hoạch ",
];

proptest! {
    #[test]
    fn any_text_can_be_read(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn any_pieces_can_be_read(pieces in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = pieces.into_iter().map(|at| PIECES[at]).collect();
        holds(&text);
    }
}

fn holds(text: &str) {
    let mut end = 0;
    for one in finder().find(text, &mut Memory::default()) {
        assert!(text.get(one.range.clone()).is_some_and(|cited| !cited.trim().is_empty()), "{text:?} {one:?}");
        assert!(one.range.start >= end || one.range.end >= end, "{text:?} {one:?}");
        end = one.range.start;
    }
}

/// One thing again and again: a text sixteen times as long is held against sixteen short ones. What grows with the square
/// would take sixteen times as long; the bound lies far from both, since a test machine has other work.
#[test]
fn time_is_linear() {
    let finder = finder();
    let more = ["Điều 1, ", "khoản 1, ", "điểm a, ", "Điều 1 đến 60, ", "Luật Abc ", "12/", "1/2025/QĐ-", "(ngày "];
    for piece in PIECES.iter().chain(&more) {
        let time = |count: usize, runs: usize| {
            let text = piece.repeat(count);
            let begin = std::time::Instant::now();
            for _ in 0..runs {
                assert!(finder.find(&text, &mut Memory::default()).len() <= count * 61);
            }
            begin.elapsed()
        };
        // A busy machine may stop any one run.
        let good = (0..6).any(|_| time(3_200, 1) < time(200, 16) * 5 + std::time::Duration::from_millis(50));
        assert!(good, "{piece:?} again and again takes too long");
    }
}
