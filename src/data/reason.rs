//! What parsers say of a mistake, in words for people: the parsers speak English and of grammar.

use crate::diag::Text;
use crate::say;

/// A fragment of a parser's message, and what it means for the writer.
const REASONS: [(&str, &str, &str); 10] = [
    (
        "string values must be quoted",
        "chữ phải đặt trong dấu ngoặc kép thẳng: \"…\"",
        "text must be in straight quotes: \"…\"",
    ),
    (
        "leading zero",
        "số không bắt đầu bằng 0; ngày viết năm-tháng-ngày: 2026-11-20",
        "a number has no leading zero; a date is written 2026-11-20",
    ),
    (
        "mapping values are not allowed",
        "có dấu hai chấm trong giá trị: đặt cả giá trị trong ngoặc kép \"…\"",
        "there is a colon in the value: put it in \"quotes\"",
    ),
    (
        "unquoted key",
        "tên mục chỉ gồm chữ không dấu, số, gạch nối, gạch dưới",
        "a key has plain letters, digits, hyphens and underscores only",
    ),
    ("duplicate", "mục này đã được khai ở trên", "the key was given above already"),
    ("unclosed", "thiếu dấu đóng: ngoặc kép hoặc ngoặc vuông", "a closing quote or bracket is missing"),
    ("missing assignment operator", "thiếu dấu = sau tên mục", "there is no = after the key"),
    (
        "key with no value",
        "tên mục chỉ gồm chữ không dấu, số, gạch nối, gạch dưới; sau tên là dấu =",
        "a key has plain letters, digits, hyphens and underscores only, then =",
    ),
    ("missing value", "thiếu giá trị sau dấu =", "there is no value after ="),
    (
        "illegal placement of ':'",
        "dấu hai chấm đặt sai chỗ, hoặc dòng trên chưa đóng ngoặc",
        "a colon stands in the wrong place, or a bracket above is not closed",
    ),
];

/// A parser's reason in both languages; `line` is the line of the mistake.
#[must_use]
pub fn explain(reason: &str, line: &str) -> Text {
    if line.contains(['“', '”', '‘', '’', '«']) && !line.contains('"') {
        return say!("dấu ngoặc cong “ ” không dùng được ở đây: gõ ngoặc thẳng \""; "curly quotes “ ” cannot be used here: type straight ones \"");
    }
    match REASONS.iter().find(|(fragment, _, _)| reason.to_lowercase().contains(fragment)) {
        Some((_, vi, en)) => Text { vi: (*vi).to_owned(), en: (*en).to_owned() },
        None => say!("viết sai cú pháp ({reason})"; "{reason}"),
    }
}

/// The line that holds a byte.
#[must_use]
pub fn line_at(text: &str, at: usize) -> &str {
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[start..].lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writers_meet_no_grammar() {
        for (text, expected) in [
            ("title = Luật AI\n", "chữ phải đặt trong dấu ngoặc kép thẳng"),
            ("title = “Luật AI”\n", "ngoặc cong"),
            ("date = 20/11/2026\n", ""),
            ("draft = 01\n", "số không bắt đầu bằng 0"),
            ("Tiêu đề = \"A\"\n", "tên mục chỉ gồm"),
            ("title = \"A\"\ntitle = \"B\"\n", "đã được khai"),
        ] {
            let errors = super::super::parse_toml(text, 0).expect_err(text);
            let line = line_at(text, errors[0].span.start as usize);
            assert!(errors[0].reason.vi.contains(expected), "{text} ({line}): {:?}", errors[0].reason);
        }
    }
}
