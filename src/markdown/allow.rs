//! `<!-- loa-allow L0712 why -->`: a writer's word that a message is known, with the stretch of the page that it is meant for.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::marks::BLOCK;
use super::prepare::{Mark, Prepared};

/// What every such comment begins with.
const WORD: &str = "loa-allow";

/// A comment that lets messages be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// What stands behind `loa-allow`: codes and the reason.
    pub text: String,
    /// The comment itself.
    pub span: Range<u32>,
    /// The bytes of the file it is meant for: the block around it or after it; all of them where it stands before the
    /// first block.
    pub covers: Range<u32>,
}

/// The comments of a text; `source` is the body as it stands in the file from byte `base`.
pub(super) fn allows(events: &[(Event<'_>, Range<usize>)], prepared: &Prepared, source: &str, base: u32) -> Vec<Allow> {
    if !source.contains(WORD) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut around: Vec<Range<usize>> = Vec::new();
    let mut first = true;
    let mut at = 0;
    while let Some((event, span)) = events.get(at) {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                at = skip_block(events, at);
                let covers = if first {
                    0..u32::MAX
                } else {
                    following(events, at, prepared)
                        .or_else(|| around.last().map(|span| prepared.source(span)))
                        .unwrap_or(0..0)
                };
                found.extend(read(source, base, prepared.source(span), &covers));
                continue;
            }
            Event::InlineHtml(_) => {
                let covers = around.last().map_or(0..0, |span| prepared.source(span));
                found.extend(read(source, base, prepared.source(span), &covers));
            }
            Event::Start(tag) if is_block(tag) => around.push(span.clone()),
            Event::End(end) if ends_block(*end) => drop(around.pop()),
            _ => {}
        }
        first = false;
        at += 1;
    }
    found
}

/// What holds running text, and with it a comment.
fn is_block(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableHead | Tag::TableRow)
}

fn ends_block(end: TagEnd) -> bool {
    matches!(end, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow)
}

/// The event after a block of HTML.
fn skip_block(events: &[(Event<'_>, Range<usize>)], at: usize) -> usize {
    let is_end = |event: &Event<'_>| matches!(event, Event::End(TagEnd::HtmlBlock));
    events[at..].iter().position(|(event, _)| is_end(event)).map_or(events.len(), |end| at + end + 1)
}

/// The block that begins at an event, other comments apart: a paragraph, a whole list or table, a directive to its end.
fn following(events: &[(Event<'_>, Range<usize>)], mut at: usize, prepared: &Prepared) -> Option<Range<u32>> {
    while matches!(events.get(at)?.0, Event::Start(Tag::HtmlBlock)) {
        at = skip_block(events, at);
    }
    let (Event::Start(_), span) = events.get(at)? else { return None };
    let mut own = prepared.source(span);
    let mut depth = 0u32;
    for (event, _) in &events[at..] {
        match event {
            Event::Text(text) => match mark(text, prepared) {
                Some(Mark::Leaf(call)) if depth == 0 => return Some(call.span.clone()),
                Some(Mark::Open(call)) => {
                    own.start = own.start.min(call.span.start);
                    depth += 1;
                }
                Some(Mark::Close(close)) if depth == 1 => return Some(own.start..close.end),
                Some(Mark::Close(_)) => depth = depth.saturating_sub(1),
                _ => {}
            },
            Event::End(_) if depth == 0 => break,
            _ => {}
        }
    }
    Some(own)
}

fn mark<'p>(text: &str, prepared: &'p Prepared) -> Option<&'p Mark> {
    let number = text.strip_prefix(BLOCK.0)?.strip_suffix(BLOCK.1)?;
    prepared.marks.get(number.parse::<usize>().ok()?)
}

/// The comments within some raw HTML.
fn read(source: &str, base: u32, span: Range<u32>, covers: &Range<u32>) -> Vec<Allow> {
    let start = span.start.saturating_sub(base) as usize;
    let end = (span.end.saturating_sub(base) as usize).min(source.len());
    let mut found = Vec::new();
    let mut at = start;
    while let Some(open) = source.get(at..end).and_then(|html| html.find("<!--")).map(|open| at + open) {
        let Some(length) = source[open..end].find("-->") else { break };
        at = open + length + "-->".len();
        let words = source[open + "<!--".len()..open + length].trim();
        let Some(text) = words.strip_prefix(WORD).filter(|rest| !rest.starts_with(is_word)) else { continue };
        let place = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX).saturating_add(base);
        found.push(Allow { text: text.trim().to_owned(), span: place(open)..place(at), covers: covers.clone() });
    }
    found
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text that each comment covers.
    fn covered(text: &str) -> Vec<String> {
        let parsed = crate::markdown::parse(text, 0, &"content/a.md".into());
        let cut = |allow: &Allow| {
            let end = (allow.covers.end as usize).min(text.len());
            text[allow.covers.start as usize..end].trim().to_owned()
        };
        parsed.allows.iter().map(cut).collect()
    }

    #[test]
    fn a_comment_is_meant_for_the_block_after_it_or_around_it() {
        let note = "<!-- loa-allow L0701 lý do -->";
        for (text, covers) in [
            (format!("A\n\n{note}\n\nB\n\nC\n"), "B"),
            (format!("A\n\n{note}\n- B\n- C\n\nD\n"), "- B\n- C"),
            (format!("A\n\n{note}\n\n| B |\n|---|\n| C |\n\nD\n"), "| B |\n|---|\n| C |"),
            (
                format!("A\n\n{note}\n\n:::warning\nB\n\n:::cut\nC\n:::\n\nD\n:::\n\nE\n"),
                ":::warning\nB\n\n:::cut\nC\n:::\n\nD\n:::",
            ),
            (format!("A\n\n{note}\n::contact{{id=b}}\n\nC\n"), "::contact{id=b}"),
            (format!("A\n\n- B {note}\n- C\n"), &format!("- B {note}")),
            (format!("A\n\nB {note} C\n\nD\n"), &format!("B {note} C")),
            (format!("A\n\n{note}\n\n<!-- khác -->\n\n## B\n\nC\n"), "## B"),
            (format!("{note}\n\nA\n"), &format!("{note}\n\nA")),
            (format!("A\n\n{note}\n"), ""),
        ] {
            assert_eq!(covered(&text), [covers], "{text}");
        }
    }

    #[test]
    fn an_example_in_code_is_no_comment() {
        assert!(covered("`<!-- loa-allow L0701 a -->`\n\n```\n<!-- loa-allow L0701 a -->\n```\n").is_empty());
        assert!(covered("<!-- loa-allowance L0701 a -->\n\nA\n").is_empty());
    }
}
