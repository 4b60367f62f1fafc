//! Words that stand for words to come: `[số điện thoại]`, lorem ipsum, TODO, xxx. A sample site may have them.

use std::ops::Range;

use super::Subject;
use crate::diag::{Diagnostic, codes};
use crate::markdown::words_of;
use crate::say;

/// How a bracketed gap begins: what is to be filled in. Other brackets are notes of an editor, credits, labels and omissions:
/// `[người dân]`, `[Ảnh: TTXVN]`, `[Cập nhật]`, `[…]`.
const GAPS: &[&str] = &[
    "tên",
    "họ tên",
    "họ và tên",
    "số điện thoại",
    "số hiệu",
    "số nhà",
    "số tài khoản",
    "địa chỉ",
    "thư điện tử",
    "email",
    "chức vụ",
    "chức danh",
    "giờ làm việc",
    "ngày giờ",
    "ngày, giờ",
    "ngày tháng",
    "người chịu trách nhiệm",
    "cổng thông tin",
    "mức phí",
    "lệ phí",
    "điền",
    "nhập",
    "chèn",
    "bổ sung",
    "chưa có",
    "sẽ có",
    "đường dẫn",
];

/// Everything left to be filled in, in title, description and text.
pub(super) fn left(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if subject.config.sample {
        return;
    }
    let front = &subject.document.front;
    for (key, text) in [("title", &front.title), ("description", &front.description)] {
        if let Some(gap) = gaps(text).into_iter().next() {
            tell(subject, &text[gap], Some(key), front.span.clone(), found);
        }
    }
    let body = &subject.document.body;
    for (block, places) in body.blocks.iter().zip(&body.places) {
        let words = words_of(block);
        for gap in gaps(&words) {
            tell(subject, &words[gap.clone()], None, places.span(gap), found);
        }
    }
}

fn tell(subject: &Subject<'_>, gap: &str, key: Option<&str>, span: Range<u32>, found: &mut Vec<Diagnostic>) {
    let message = match key {
        Some(key) => say!("`{key}` còn chỗ chưa viết: {gap}"; "`{key}` is not finished: {gap}"),
        None => say!("còn chỗ chưa viết: {gap}"; "something is not written yet: {gap}"),
    };
    found.push(
        Diagnostic::new(&codes::UNFINISHED, message)
            .at(subject.path(), span)
            .hint(say!("viết thông tin thật vào đó, hoặc bỏ đi"; "write what belongs there, or take it out"))
            .hint(say!("bài chưa xong thì ghi draft = true"; "a page that is not ready says draft = true")),
    );
}

/// The bytes of each gap in some words.
fn gaps(words: &str) -> Vec<Range<usize>> {
    if !may_have_gaps(words.as_bytes()) {
        return Vec::new();
    }
    let mut found = bracketed(words);
    let mut tokens = tokens(words).peekable();
    let mut before = "";
    while let Some((at, token)) = tokens.next() {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        let start = at + token.find(bare).unwrap_or(0);
        let after = tokens.peek().map_or("", |(_, next)| next);
        if is_mark(bare) || (is_blank(bare) && !is_mask(before) && !is_mask(after)) {
            found.push(start..start + bare.len());
        }
        before = token;
    }
    found.sort_by_key(|gap| gap.start);
    found
}

/// A quick look that lets nearly all of a text pass.
fn may_have_gaps(bytes: &[u8]) -> bool {
    let begins =
        |at: usize, word: &[u8]| bytes.get(at..at + word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word));
    let marks: [&[u8]; 5] = [b"xxx", b"todo", b"fixme", b"tbd", b"lorem"];
    bytes.iter().enumerate().any(|(at, byte)| match byte | 0x20 {
        b'x' | b't' | b'f' | b'l' => marks.iter().any(|mark| begins(at, mark)),
        _ => *byte == b'[',
    })
}

/// `[tên phường]`
fn bracketed(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = words[at..].find('[').map(|open| at + open) {
        at = open + 1;
        let Some(length) = words[at..].find([']', '[']).filter(|length| words[at + length..].starts_with(']')) else {
            continue;
        };
        let inner = words[at..at + length].trim().to_lowercase();
        let starts = |gap: &&str| inner.strip_prefix(*gap).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        if GAPS.iter().any(starts) {
            found.push(open..at + length + 1);
        }
        at += length;
    }
    found
}

fn tokens(words: &str) -> impl Iterator<Item = (usize, &str)> {
    words.split_whitespace().map(|token| (token.as_ptr() as usize - words.as_ptr() as usize, token))
}

/// `TODO`, `FIXME`, `lorem`: nobody means them.
fn is_mark(token: &str) -> bool {
    matches!(token, "TODO" | "FIXME" | "TBD" | "todo:" | "fixme:") || token.eq_ignore_ascii_case("lorem")
}

/// `xxx`, and `xxx/QĐ-UBND`: a number or a name to come.
fn is_blank(token: &str) -> bool {
    let crosses = token.len() - token.trim_start_matches(['x', 'X']).len();
    let rest = &token[crosses..];
    crosses >= 3 && (rest.is_empty() || rest.starts_with('/'))
}

/// A part of a number whose digits were hidden on purpose: `0912 xxx xxx`.
fn is_mask(token: &str) -> bool {
    let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
    bare.contains(|c: char| c.is_ascii_digit()) || is_blank(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_found_and_other_brackets_let_be() {
        for (words, expected) in [
            ("Gọi [số điện thoại của phường] hoặc [Tên cán bộ].", &["[số điện thoại của phường]", "[Tên cán bộ]"][..]),
            ("Theo “[…] mọi người” [1] và [sic], xem [Nghị định 13].", &[]),
            ("[Cập nhật] Bà con [người dân ở phường] nhận quà. [Ảnh: TTXVN] [tênđó]", &[]),
            ("TODO: viết tiếp. Lorem ipsum dolor.", &["TODO", "Lorem"]),
            ("Quyết định số xxx/QĐ-UBND, ông XXX, số 0912 xxx xxx, tài khoản 1903xxxx.", &["xxx/QĐ-UBND", "XXX"]),
            ("Giải bóng đá XXXII, kích cỡ XXL, toàn bộ, todo mundo.", &[]),
            ("[mở mà không đóng", &[]),
        ] {
            let found: Vec<&str> = gaps(words).into_iter().map(|gap| &words[gap]).collect();
            assert_eq!(found, expected, "{words}");
        }
    }
}
