//! The catalogue of codes as one table in Markdown: the page of the documentation, and `loa explain --all`.

use super::{CODES, Code, Lang, Scope, Severity};

/// Parts of the catalogue by how their codes begin, each with what it is about.
const PARTS: [(&str, &str, &str); 10] = [
    ("L01", "Tệp và phần khai báo", "Files and front matter"),
    ("L02", "Markdown, liên kết, ảnh", "Markdown, links, pictures"),
    ("L03", "Thiết lập và giao diện", "Settings and theme"),
    ("L04", "Địa chỉ", "Addresses"),
    ("L05", "Phát thanh", "Radio"),
    ("L06", "Bản ghi âm", "Recordings"),
    ("L07", "Văn bản pháp luật và nội dung bài", "Laws and what pages say"),
    ("L08", "Cả trang", "The site as a whole"),
    ("L09", "Nơi ghi kết quả", "Output"),
    ("L", "Khác", "Others"),
];

/// All codes with their level, what they hold back, what they mean, why, and what to do.
///
/// ```
/// let table = loa::diag::table(loa::diag::Lang::English);
/// assert!(table.contains("| L0203 | error | site | **A link leads nowhere.** Readers would meet an error page. |"));
/// ```
#[must_use]
pub fn table(lang: Lang) -> String {
    let (title, head) = match lang {
        Lang::Vietnamese => ("# Bảng mã thông báo", "| Mã | Mức | Giữ lại | Nghĩa là | Cách sửa |"),
        Lang::English => ("# Codes of messages", "| Code | Level | Holds back | Meaning | What to do |"),
    };
    let mut out = format!("{title}\n");
    let mut left: Vec<&Code> = CODES.to_vec();
    for (start, vi, en) in PARTS {
        let (part, others): (Vec<&Code>, Vec<&Code>) = left.into_iter().partition(|code| code.id.starts_with(start));
        left = others;
        if part.is_empty() {
            continue;
        }
        let name = if lang == Lang::Vietnamese { vi } else { en };
        out.push_str(&format!("\n## {name}\n\n{head}\n|---|---|---|---|---|\n"));
        part.into_iter().for_each(|code| out.push_str(&row(code, lang)));
    }
    out
}

fn row(code: &Code, lang: Lang) -> String {
    let (text, level, scope) = match lang {
        Lang::Vietnamese => (
            &code.vi,
            if code.severity == Severity::Error { "lỗi" } else { "cảnh báo" },
            match code.scope {
                Scope::Site => "cả trang",
                Scope::Radio => "phát thanh",
                Scope::Page => "không",
            },
        ),
        Lang::English => (
            &code.en,
            code.severity.id(),
            match code.scope {
                Scope::Site => "site",
                Scope::Radio => "radio",
                Scope::Page => "nothing",
            },
        ),
    };
    // A warning holds back nothing, whatever it is about.
    let scope = match (code.severity, lang) {
        (Severity::Warning, Lang::Vietnamese) => "không",
        (Severity::Warning, Lang::English) => "nothing",
        _ => scope,
    };
    let (what, why, fix) = (cell(text.what), cell(text.why), cell(text.fix));
    format!("| {} | {level} | {scope} | **{what}.** {why} | {fix} |\n", code.id)
}

/// Words in a cell of a table: signs that Markdown would read are kept as signs, but for those of code.
fn cell(words: &str) -> String {
    let mut cell = String::with_capacity(words.len());
    let mut code = false;
    for c in words.chars() {
        code ^= c == '`';
        if c == '|' || (!code && matches!(c, '<' | '>' | '*' | '_' | '[' | ']' | '\\')) {
            cell.push('\\');
        }
        cell.push(c);
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_row_in_both_languages() {
        for lang in [Lang::Vietnamese, Lang::English] {
            let table = table(lang);
            assert!(CODES.iter().all(|code| table.contains(&format!("| {} |", code.id))));
            assert!(!table.contains("Khác\n") && !table.contains("Others\n"), "a code belongs to no part");
        }
    }
}
