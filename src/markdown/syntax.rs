//! The small grammar of directives, list marks, legal points and entities, piece by piece.

use std::collections::BTreeMap;

/// What follows the mark of a list item or of a quote at the beginning of a line.
pub(super) fn without_marker(body: &str) -> Option<&str> {
    if let Some(inner) = body.strip_prefix('>') {
        return Some(inner.trim_start());
    }
    is_list_item(body).then(|| body.split_once([' ', '\t']).map_or("", |(_, inner)| inner.trim_start()))
}

/// What follows the name of a footnote that begins here: `[^1]: …`.
pub(super) fn note_text(body: &str) -> Option<&str> {
    let (_, text) = body.strip_prefix("[^")?.split_once("]:")?;
    Some(text.trim_start())
}

/// The text with numeric entities blanked that would write our own marks or control characters; as long as before.
pub(super) fn harmless(text: &str) -> Option<String> {
    if !text.contains("&#") {
        return None;
    }
    let mut safe = text.to_owned();
    for (at, _) in text.match_indices("&#") {
        let Some(end) = text[at..].bytes().take(12).position(|byte| byte == b';') else { continue };
        let digits = &text[at + 2..at + end];
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => digits.parse(),
        };
        let bad = |code: u32| {
            (0xe000..=0xe0ff).contains(&code) || code < 0x20 && !matches!(code, 9 | 10 | 13) || code == 0x7f
        };
        if code.is_ok_and(bad) {
            safe.replace_range(at..=at + end, &" ".repeat(end + 1));
        }
    }
    Some(safe)
}

/// A directive's name and what follows it.
pub(super) fn name(text: &str) -> Option<(&str, &str)> {
    let length = text
        .find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_'))
        .unwrap_or(text.len());
    (length > 0 && text.as_bytes()[0].is_ascii_lowercase()).then(|| text.split_at(length))
}

/// Where the bracket that opens `text` is closed; quotes protect braces, a backslash protects any character.
pub(super) fn matching(text: &str, open: char, close: char) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0u32, false, false);
    for (at, c) in text.char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == '"' && open == '{' {
            quoted = !quoted;
        } else if !quoted && c == open {
            depth += 1;
        } else if !quoted && c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// `k=v key="a b"` as a map; `None` when it is not of that form or a key comes twice.
pub(super) fn attributes(text: &str) -> Option<BTreeMap<String, String>> {
    let mut args = BTreeMap::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (key, after) = rest.split_once('=')?;
        if key.is_empty() || !key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-') {
            return None;
        }
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
        };
        if args.insert(key.to_owned(), value.to_owned()).is_some() {
            return None;
        }
        rest = after.trim_start();
    }
    Some(args)
}

/// Whether a line begins with the mark of a list item.
pub(super) fn is_list_item(body: &str) -> bool {
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let after = &body[digits..];
    let bullet = digits == 0 && after.starts_with(['-', '+', '*']);
    let number = (1..=9).contains(&digits) && after.starts_with(['.', ')']);
    (bullet || number) && after[1..].starts_with([' ', '\t'])
}

/// The letter of a legal point, `a) …` to `đ) …` and `aa) …`, and where its words begin.
///
/// Points follow the Vietnamese alphabet, with `đ` after `d`: NĐ 30/2020/NĐ-CP, Phụ lục I.
pub(super) fn legal_point(text: &str) -> Option<(&str, usize)> {
    // The longest, `đđ)`, has five bytes: lines without a marker are not read to their end.
    let end = text.bytes().take(5).position(|byte| byte == b')')?;
    let (marker, rest) = (&text[..end], &text[end + 1..]);
    let letters = marker.chars().count();
    let good = (1..=2).contains(&letters) && marker.chars().all(|c| c.is_ascii_lowercase() || c == 'đ');
    (good && rest.starts_with(' ')).then(|| (marker, marker.len() + 2))
}
