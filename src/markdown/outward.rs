//! Links and raw HTML on their way into the page: where they lead is noted, and a hostile address is never one of them.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, TagEnd};

use super::html::{Build, Kind};
use super::marks::BEGIN;
use super::prepare::Mark;
use super::{Link, Target, alt, raw};
use crate::diag::{Diagnostic, codes};
use crate::say;

impl<'e> Build<'e> {
    /// A hostile address that could be followed.
    pub(super) fn live_danger(&mut self, span: &Range<u32>) {
        let message = say!("địa chỉ giả mạo trong `:danger[…]` không được là liên kết"; "a hostile address in `:danger[…]` must not be a link");
        let problem = Diagnostic::new(&codes::UNSAFE_LINK, message).at(self.source.path, span.clone());
        self.parsed.problems.push(problem.hint(say!("bỏ liên kết, chỉ để chữ"; "remove the link, leave the words")));
    }

    /// Whether the place lies within the words of a hostile address.
    pub(super) fn in_danger(&self) -> bool {
        self.frames.iter().any(|frame| matches!(&frame.kind, Kind::Inline(call) if call.name == "danger"))
    }

    /// Whether a hostile address stands in the link that these events continue.
    pub(super) fn holds_danger(&self, events: &[(Event<'e>, Range<usize>)]) -> bool {
        let ends = |event: &Event<'_>| match event {
            Event::End(end) => matches!(end, TagEnd::Link | TagEnd::Paragraph | TagEnd::Heading(_)),
            Event::InlineHtml(raw) => raw.to_ascii_lowercase().starts_with("</a"),
            _ => false,
        };
        let inside = events.iter().take_while(|(event, _)| !ends(event));
        let marks = inside.filter_map(|(event, _)| match event {
            Event::Text(text) => Some(text.split(BEGIN.0).skip(1)),
            _ => None,
        });
        marks.flatten().any(|mark| {
            let number = mark.split(BEGIN.1).next().and_then(|number| number.parse::<usize>().ok());
            let mark = number.and_then(|number| self.prepared.marks.get(number));
            matches!(mark, Some(Mark::Inline(call)) if call.name == "danger")
        })
    }

    /// A whole block of raw HTML; returns the event after it.
    pub(super) fn raw_block(&mut self, events: &[(Event<'e>, Range<usize>)], at: usize) -> usize {
        let mut lines = Vec::new();
        let mut next = at + 1;
        while let Some((event, span)) = events.get(next) {
            next += 1;
            match event {
                Event::Html(raw) | Event::Text(raw) => lines.push((raw, span.clone())),
                Event::End(TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        self.raw(&lines, true);
        next
    }

    pub(super) fn raw(&mut self, lines: &[(&CowStr<'e>, Range<usize>)], block: bool) {
        let mut html = String::new();
        let mut starts = Vec::with_capacity(lines.len());
        for (line, span) in lines {
            starts.push((html.len(), span.clone()));
            html.push_str(&self.restored(line));
        }
        let prepared = self.prepared;
        let place = |piece: Range<usize>| {
            let line = starts.partition_point(|(start, _)| *start <= piece.start).saturating_sub(1);
            let (start, span) = starts.get(line).cloned().unwrap_or((0, 0..1));
            let from = (span.start + (piece.start - start)).min(span.end.saturating_sub(1));
            prepared.source(&(from..(from + piece.len()).min(span.end)))
        };
        if alt::is_missing_in(&html)
            && let Some((_, span)) = lines.first()
        {
            self.missing_alt(span);
        }
        let around = raw::Around { path: self.source.path, place: &place, block, no_links: self.in_danger() };
        let judged = raw::judge(&html, &around, &mut |id| self.unique(id));
        self.parsed.links.extend(judged.links);
        self.parsed.problems.extend(judged.problems);
        self.top().raw = true;
        self.push(if block { Event::Html(judged.html.into()) } else { Event::InlineHtml(judged.html.into()) });
    }

    pub(super) fn link(
        &mut self,
        link_type: LinkType,
        destination: &CowStr<'e>,
        span: &Range<usize>,
        image: bool,
    ) -> CowStr<'e> {
        if link_type == LinkType::Email {
            return destination.clone();
        }
        let target = Target::of(&self.restored(destination), self.source.path);
        let href = target.href();
        self.parsed.links.push(Link { target, span: self.prepared.source(span), image });
        href.into()
    }
}
