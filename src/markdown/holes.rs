//! HTML cut at its holes: where a directive was taken out of the stream, its call comes back as a chunk of its own.

use super::Chunk;
use super::marks::{self, HOLE};

/// The chunks of some HTML; each hole is filled once.
pub(super) fn cut(html: String, holes: &mut [Option<Chunk>]) -> Vec<Chunk> {
    if html.is_empty() || marks::find(&html, [HOLE.0]).is_none() {
        return if html.is_empty() { Vec::new() } else { vec![Chunk::Html(html)] };
    }
    let mut chunks = Vec::new();
    let mut rest = html.as_str();
    let mut tags = Tags::default();
    while let Some((before, after)) = rest.split_once(HOLE.0) {
        let (number, after) = after.split_once(HOLE.1).unwrap_or(("", after));
        let hole = number.parse().ok().and_then(|number: usize| holes.get_mut(number)).and_then(Option::take);
        push_html(&mut chunks, before);
        // Within a tag there is no place for elements: the mark came into an attribute.
        tags.read(before);
        if !tags.inside {
            if tags.in_link && matches!(&hole, Some(Chunk::Call { call, .. }) if call.name == "danger") {
                // A hostile address is never part of a link, not even of one in raw HTML.
                push_html(&mut chunks, "</a>");
                tags.in_link = false;
            }
            chunks.extend(hole);
        }
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    push_html(&mut chunks, rest);
    chunks
}

fn push_html(chunks: &mut Vec<Chunk>, html: &str) {
    if !html.is_empty() {
        chunks.push(Chunk::Html(html.to_owned()));
    }
}

/// Follows HTML to tell whether a place lies within a tag.
#[derive(Default)]
struct Tags {
    inside: bool,
    quote: Option<char>,
    /// Whether a link is open.
    in_link: bool,
}

impl Tags {
    fn read(&mut self, html: &str) {
        for (at, c) in html.char_indices() {
            if !self.inside && c == '<' {
                let tag = &html[at..];
                self.in_link = tag.starts_with("<a ") || self.in_link && !tag.starts_with("</a>");
            }
            match (self.inside, self.quote, c) {
                (false, _, '<') => self.inside = true,
                (true, None, '>') => self.inside = false,
                (true, None, '"' | '\'') => self.quote = Some(c),
                (true, Some(open), c) if c == open => self.quote = None,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hole_in_an_attribute_stays_empty() {
        for (html, filled) in [
            ("<p>\u{e010}0\u{e011}</p>", true),
            ("<img alt=\"\u{e010}0\u{e011}\">", false),
            ("<p title=\"a>\u{e010}0\u{e011}\">x</p>", false),
            ("<p title=\"a>b\">x > y' \u{e010}0\u{e011}</p>", true),
        ] {
            let call = crate::markdown::Call { name: "x".into(), args: Default::default(), span: 0..1 };
            let mut holes = [Some(Chunk::Call { call, inner: crate::markdown::Body::default() })];
            let chunks = cut(html.to_owned(), &mut holes);
            assert_eq!(chunks.iter().any(|chunk| matches!(chunk, Chunk::Call { .. })), filled, "{html}");
        }
    }
}
