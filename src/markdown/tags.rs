//! Tags in a piece of raw HTML, as browsers tell them apart. Only for judging and for messages: what is safe is decided
//! by the sanitiser, which parses the whole.

use std::ops::Range;

/// A stretch of raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text,
    Tag(Tag),
    /// A comment, a declaration or an instruction.
    Comment,
    /// A comment or a tag that never ends.
    Open,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// In lower case.
    pub name: String,
    pub closing: bool,
    /// Names in lower case, values with their entities read; a name alone has an empty value.
    pub attributes: Vec<(String, String)>,
}

/// The pieces of some raw HTML, in order and without gaps.
pub(super) fn pieces(html: &str) -> Vec<(Piece, Range<usize>)> {
    let mut pieces: Vec<(Piece, Range<usize>)> = Vec::new();
    let (mut at, mut text) = (0, 0);
    while let Some(next) = html[at..].find('<') {
        let start = at + next;
        let Some((piece, end)) = piece(html, start) else {
            at = start + 1;
            continue;
        };
        if text < start {
            pieces.push((Piece::Text, text..start));
        }
        pieces.push((piece, start..end));
        (at, text) = (end, end);
    }
    if text < html.len() {
        pieces.push((Piece::Text, text..html.len()));
    }
    pieces
}

/// What begins at a `<`, and where it ends; `None` when that is only a sign.
fn piece(html: &str, start: usize) -> Option<(Piece, usize)> {
    let rest = &html[start + 1..];
    if let Some(comment) = rest.strip_prefix("!--") {
        let begin = start + 4;
        if let Some(end) = [">", "->"].iter().find(|end| comment.starts_with(**end)) {
            return Some((Piece::Comment, begin + end.len()));
        }
        let ends = ["-->", "--!>"].iter().filter_map(|end| comment.find(end).map(|at| begin + at + end.len()));
        return Some(ends.min().map_or((Piece::Open, html.len()), |end| (Piece::Comment, end)));
    }
    let closing = rest.starts_with('/');
    let name_at = start + 1 + usize::from(closing);
    let first = html[name_at..].chars().next()?;
    if !first.is_ascii_alphabetic() {
        let comment = rest.starts_with(['!', '?']) || closing;
        let end = html[start..].find('>').map(|at| start + at + 1);
        return comment.then(|| end.map_or((Piece::Open, html.len()), |end| (Piece::Comment, end)));
    }
    let name_end = html[name_at..].find(ends_name).map_or(html.len(), |at| name_at + at);
    let name = html[name_at..name_end].to_ascii_lowercase();
    let mut attributes = Vec::new();
    let mut at = name_end;
    loop {
        let skipped = html[at..].trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        at = html.len() - skipped.len();
        match skipped.chars().next() {
            None => return Some((Piece::Open, html.len())),
            Some('>') => return Some((Piece::Tag(Tag { name, closing, attributes }), at + 1)),
            Some(first) => {
                let (attribute, next) = attribute(html, at, first.len_utf8());
                attributes.push(attribute);
                at = next;
            }
        }
    }
}

fn ends_name(c: char) -> bool {
    c.is_ascii_whitespace() || c == '/' || c == '>'
}

/// One attribute at `at`, whose first character has `first` bytes; and where it ends.
fn attribute(html: &str, at: usize, first: usize) -> ((String, String), usize) {
    let name_end = html[at + first..].find(|c| ends_name(c) || c == '=').map_or(html.len(), |end| at + first + end);
    let name = html[at..name_end].to_ascii_lowercase();
    let rest = html[name_end..].trim_start_matches(|c: char| c.is_ascii_whitespace());
    let Some(rest) = rest.strip_prefix('=') else { return ((name, String::new()), name_end) };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let begin = html.len() - rest.len();
    let (value, end) = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let inner = &rest[1..];
            match inner.find(quote) {
                Some(length) => (&inner[..length], begin + length + 2),
                None => (inner, html.len()),
            }
        }
        Some('>') | None => ("", begin),
        Some(_) => {
            let length = rest.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(rest.len());
            (&rest[..length], begin + length)
        }
    };
    ((name, entities(value)), end)
}

/// A value with its entities read: all numeric ones, and those names that can hide an address.
pub(super) fn entities(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        read.push_str(&rest[..at]);
        let entity = &rest[at..];
        match numeric(entity).or_else(|| named(entity)) {
            Some((c, length)) => {
                read.push(c);
                rest = &entity[length..];
            }
            None => {
                read.push('&');
                rest = &entity[1..];
            }
        }
    }
    read.push_str(rest);
    read
}

/// `&#106;`, `&#x6a`: browsers want no semicolon.
fn numeric(entity: &str) -> Option<(char, usize)> {
    let digits = entity.strip_prefix("&#")?;
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (digits, 10),
    };
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let code = u32::from_str_radix(digits.get(..length).filter(|digits| !digits.is_empty())?, radix).ok();
    let c = code.and_then(char::from_u32).filter(|c| *c != '\0').unwrap_or('\u{fffd}');
    let end = entity.len() - digits.len() + length;
    Some((c, end + usize::from(entity[end..].starts_with(';'))))
}

fn named(entity: &str) -> Option<(char, usize)> {
    const NAMES: [(&str, char); 17] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&apos;", '\''),
        ("&colon;", ':'),
        ("&sol;", '/'),
        ("&bsol;", '\\'),
        ("&period;", '.'),
        ("&commat;", '@'),
        ("&num;", '#'),
        ("&lpar;", '('),
        ("&rpar;", ')'),
        ("&Tab;", '\t'),
        ("&NewLine;", '\n'),
        ("&nbsp;", '\u{a0}'),
        ("&amp", '&'),
    ];
    NAMES.iter().find(|(name, _)| entity.starts_with(name)).map(|(name, c)| (*c, name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        let show = |(piece, span): (Piece, Range<usize>)| match piece {
            Piece::Text => format!("text {}", &html[span]),
            Piece::Comment => "comment".to_owned(),
            Piece::Open => "open".to_owned(),
            Piece::Tag(tag) => {
                let attributes: Vec<String> =
                    tag.attributes.iter().map(|(name, value)| format!(" {name}={value}")).collect();
                format!("{}{}{}", if tag.closing { "/" } else { "" }, tag.name, attributes.concat())
            }
        };
        pieces(html).into_iter().map(show).collect()
    }

    #[test]
    fn tags_are_told_apart_as_browsers_do() {
        for (html, expected) in [
            ("a<b>c</B >d", &["text a", "b", "text c", "/b", "text d"][..]),
            ("<a href='x>y' title=\"&quot;\">", &["a href=x>y title=\""]),
            ("<a/href=//x/onclick=y>", &["a href=//x/onclick=y"]),
            ("<img\nsrc = x\tonerror=a>", &["img src=x onerror=a"]),
            ("<a href=java&#115cript:x>", &["a href=javascript:x"]),
            ("<a href=\"&#0106;&Tab;&colon;\">", &["a href=j\t:"]),
            ("1 < 2 <ở đâu> <3", &["text 1 < 2 <ở đâu> <3"]),
            ("<!-- <b> --><!DOCTYPE x><?php x?></ x>", &["comment", "comment", "comment", "comment"]),
            ("<!--> x", &["comment", "text  x"]),
            ("x<!-- y", &["text x", "open"]),
            ("<b title='", &["open"]),
            ("<b =x>", &["b =x="]),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn pieces_have_no_gaps() {
        for html in ["", "<", "<<<b>>", "đ<b đ=\"đ\">đ", "</", "<!", "<a b='c' d"] {
            let mut at = 0;
            for (_, span) in pieces(html) {
                assert_eq!(span.start, at, "{html}");
                at = span.end;
            }
            assert_eq!(at, html.len(), "{html}");
        }
    }
}
