//! Markdown events to HTML with holes. The library writes the HTML; this file gives headings their ids, takes directives
//! out of the stream, numbers footnotes, colours code and notes every link.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::marks::{self, BEGIN, BLOCK, END, HOLE};
use super::notes::Notes;
use super::prepare::{DEEPEST, Mark, Prepared};
use super::{Body, Call, Chunk, Heading, Parsed, alt, highlight::highlight, holes, sanitize};
use crate::base::{SourcePath, escape_html, slug};
use crate::diag::{Diagnostic, codes};
use crate::say;

/// Ids of the page around the text, which headings must not take: the built-in theme's own.
const RESERVED: [&str; 4] = ["noi-dung", "menu-cuoi", "thong-tin-thu-tuc", "muc-luc"];

#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub text: &'a str,
    pub base: u32,
    pub path: &'a SourcePath,
}

pub(super) fn html<'e>(events: &[(Event<'e>, Range<usize>)], prepared: &'e Prepared, source: Source<'e>) -> Parsed {
    let mut build = Build {
        prepared,
        source,
        frames: vec![Frame { events: Vec::with_capacity(events.len() + 16), ..Frame::default() }],
        holes: Vec::new(),
        in_image: false,
        in_link: false,
        dead_link: false,
        aligned: false,
        ids: BTreeMap::new(),
        notes: Notes::default(),
        parsed: Parsed::default(),
    };
    let mut at = 0;
    while at < events.len() {
        at = build.event(events, at);
    }
    build.finish()
}

/// What is collected between the opening and the closing of a directive.
#[derive(Default)]
pub(super) struct Frame<'e> {
    pub(super) kind: Kind,
    events: Vec<Event<'e>>,
    /// Markdown elements opened and not yet closed within this frame.
    depth: usize,
    /// Whether the writer's own HTML is in it.
    pub(super) raw: bool,
}

#[derive(Default)]
pub(super) enum Kind {
    #[default]
    Page,
    Block(Call),
    Inline(Call),
    Alert(Call),
    Note(String),
}

pub(super) struct Build<'e> {
    pub(super) prepared: &'e Prepared,
    pub(super) source: Source<'e>,
    pub(super) frames: Vec<Frame<'e>>,
    holes: Vec<Option<Chunk>>,
    in_image: bool,
    in_link: bool,
    /// Whether the link around the place was dropped because of a hostile address.
    dead_link: bool,
    /// Whether a table has sides to which its cells are set.
    aligned: bool,
    ids: BTreeMap<String, u32>,
    notes: Notes<'e>,
    pub(super) parsed: Parsed,
}

impl<'e> Build<'e> {
    /// Handles the event at `at`; returns the next one to look at.
    fn event(&mut self, events: &[(Event<'e>, Range<usize>)], at: usize) -> usize {
        let (event, span) = &events[at];
        match event {
            Event::Start(Tag::Paragraph) if block_mark(events, at + 1).is_some() => {
                self.block(block_mark(events, at + 1).unwrap_or_default());
                return at + 3;
            }
            Event::Text(_) if block_mark(events, at).is_some() => {
                self.block(block_mark(events, at).unwrap_or_default());
            }
            Event::Text(text) => self.text(text),
            Event::Code(code) => self.push(Event::Code(self.restored(code))),
            Event::Start(Tag::HtmlBlock) => return self.raw_block(events, at),
            Event::Html(raw) | Event::InlineHtml(raw) => {
                if raw.to_ascii_lowercase().starts_with("<a ") && self.holds_danger(&events[at + 1..]) {
                    self.live_danger(&self.prepared.source(span));
                }
                self.raw(&[(raw, span.clone())], false);
            }
            Event::Start(Tag::Heading { .. }) => self.heading(events, at),
            Event::Start(Tag::CodeBlock(kind)) => return self.code(kind, events, at),
            Event::Start(Tag::BlockQuote(Some(kind))) => self.open(Kind::Alert(self.alert(*kind, span))),
            Event::Start(Tag::FootnoteDefinition(name)) => self.open(Kind::Note(name.to_string())),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = self.link(*link_type, dest_url, span, false);
                self.in_link = true;
                let within = self.in_danger();
                if within {
                    self.live_danger(&self.prepared.source(span));
                }
                // The words stay, the link goes.
                self.dead_link = within || self.holds_danger(&events[at + 1..]);
                if self.dead_link {
                    return at + 1;
                }
                self.start(Tag::Link { link_type: *link_type, dest_url, title: self.restored(title), id: id.clone() });
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let dest_url = self.link(*link_type, dest_url, span, true);
                if alt::is_missing(events, at) {
                    self.missing_alt(span);
                }
                self.in_image = true;
                self.start(Tag::Image { link_type: *link_type, dest_url, title: self.restored(title), id: id.clone() });
            }
            Event::Start(tag) => {
                self.aligned |= matches!(tag, Tag::Table(sides) if sides.iter().any(|side| *side != Alignment::None));
                self.start(tag.clone());
            }
            Event::End(TagEnd::Link) if std::mem::take(&mut self.dead_link) => self.in_link = false,
            Event::End(end) => self.end(*end),
            Event::FootnoteReference(name) => self.reference(name),
            Event::TaskListMarker(done) => {
                let (checked, label) = if *done { (" checked", "Đã xong") } else { ("", "Chưa xong") };
                let html = format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> ");
                self.push(Event::InlineHtml(html.into()));
            }
            other => self.push(other.clone()),
        }
        at + 1
    }

    pub(super) fn top(&mut self) -> &mut Frame<'e> {
        if self.frames.is_empty() {
            self.frames.push(Frame::default());
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    pub(super) fn push(&mut self, event: Event<'e>) {
        self.top().events.push(event);
    }

    fn start(&mut self, tag: Tag<'e>) {
        self.top().depth += 1;
        self.push(Event::Start(tag));
    }

    fn end(&mut self, end: TagEnd) {
        self.in_image &= end != TagEnd::Image;
        self.in_link &= end != TagEnd::Link;
        while self.frames.len() > 1 && self.top().depth == 0 {
            let closes = matches!(
                (&self.top().kind, end),
                (Kind::Alert(_), TagEnd::BlockQuote(Some(_))) | (Kind::Note(_), TagEnd::FootnoteDefinition)
            );
            if !closes {
                self.unclosed();
            }
            self.close();
            if closes {
                return;
            }
        }
        let top = self.top();
        top.depth = top.depth.saturating_sub(1);
        self.push(Event::End(end));
    }

    fn open(&mut self, kind: Kind) {
        if self.frames.len() > DEEPEST
            && let Kind::Block(call) | Kind::Inline(call) = &kind
        {
            let message = say!("khối lệnh lồng nhau quá sâu"; "directives are nested too deep");
            let problem = Diagnostic::new(&codes::UNCLOSED_DIRECTIVE, message).at(self.source.path, call.span.clone());
            self.parsed.problems.push(problem);
        }
        self.frames.push(Frame { kind, ..Frame::default() });
    }

    /// Ends the innermost frame and hands what it holds to the one around it.
    fn close(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        let raw = frame.raw;
        match frame.kind {
            Kind::Page => self.frames.push(frame),
            Kind::Note(name) => self.notes.define(name, frame.events, raw),
            Kind::Block(call) if call.name == "radio" => {}
            Kind::Block(call) if call.name == "web" || call.name == "cut" => self.merge(frame.events, raw),
            Kind::Inline(call) if call.name == "say" || call.name == "sic" => self.merge(frame.events, raw),
            // The text of a picture is an attribute: words alone.
            Kind::Inline(_) if self.in_image => self.merge(frame.events, raw),
            Kind::Block(call) | Kind::Alert(call) => {
                let inner = self.render(frame.events, raw);
                self.hole(call, inner, true);
            }
            Kind::Inline(call) => {
                if call.name == "danger" {
                    self.parsed.dangers.push(words(&frame.events));
                }
                let inner = self.render(frame.events, raw);
                self.hole(call, inner, false);
            }
        }
    }

    fn merge(&mut self, events: Vec<Event<'e>>, raw: bool) {
        let top = self.top();
        top.raw |= raw;
        top.events.extend(events);
    }

    fn hole(&mut self, call: Call, inner: Body, block: bool) {
        let number = self.holes.len();
        self.holes.push(Some(Chunk::Call { call, inner }));
        let mark = format!("{}{number}{}", HOLE.0, HOLE.1);
        self.push(if block { Event::Html(format!("{mark}\n").into()) } else { Event::InlineHtml(mark.into()) });
    }

    fn block(&mut self, number: usize) {
        match self.prepared.marks.get(number).cloned() {
            Some(Mark::Open(call)) => {
                self.parsed.calls.push(call.clone());
                self.open(Kind::Block(call));
            }
            Some(Mark::Leaf(call)) => {
                self.parsed.calls.push(call.clone());
                if call.name != "pause" {
                    self.hole(call, Body::default(), true);
                }
            }
            Some(Mark::Close(span)) => {
                if matches!(self.top().kind, Kind::Block(_)) && self.top().depth == 0 {
                    self.close();
                } else {
                    let message = say!("dòng `:::` này không đóng khối nào"; "this `:::` closes nothing");
                    let problem = Diagnostic::new(&codes::UNCLOSED_DIRECTIVE, message).at(self.source.path, span);
                    self.parsed.problems.push(problem.hint(say!("xóa dòng này, hoặc thêm dòng mở `:::tên` ở trên"; "remove it, or add the opening `:::name` above")));
                }
            }
            Some(Mark::Inline(_)) | None => {}
        }
    }

    fn unclosed(&mut self) {
        if let Kind::Block(call) = &self.top().kind {
            let (name, span) = (call.name.clone(), call.span.clone());
            let message = say!("khối `:::{name}` chưa đóng"; "`:::{name}` is not closed");
            let problem = Diagnostic::new(&codes::UNCLOSED_DIRECTIVE, message).at(self.source.path, span);
            self.parsed.problems.push(problem.hint(say!("thêm một dòng `:::` sau khối"; "add a line `:::` after it")));
        }
    }

    /// Running text, in which inline directives begin and end.
    fn text(&mut self, text: &CowStr<'e>) {
        if marks::find(text, [BEGIN.0, END]).is_none() {
            return self.push(Event::Text(text.clone()));
        }
        let mut rest: &str = text;
        while let Some(at) = rest.find([BEGIN.0, END]) {
            if at > 0 {
                self.push(Event::Text(rest[..at].to_owned().into()));
            }
            let mark = rest[at..].chars().next().unwrap_or(END);
            rest = &rest[at + mark.len_utf8()..];
            if mark == END {
                if matches!(self.top().kind, Kind::Inline(_)) {
                    self.close();
                }
                continue;
            }
            let (number, after) = rest.split_once(BEGIN.1).unwrap_or((rest, ""));
            rest = after;
            if let Some(Mark::Inline(call)) =
                number.parse().ok().and_then(|number: usize| self.prepared.marks.get(number))
            {
                self.parsed.calls.push(call.clone());
                if call.name == "danger" && self.in_link {
                    self.live_danger(&call.span);
                }
                self.open(Kind::Inline(call.clone()));
            }
        }
        if !rest.is_empty() {
            self.push(Event::Text(rest.to_owned().into()));
        }
    }

    pub(super) fn restored(&self, text: &CowStr<'e>) -> CowStr<'e> {
        if marks::find(text, [BLOCK.0, BEGIN.0, END]).is_some() {
            return self.prepared.restore(text, self.source.text, self.source.base).into();
        }
        text.clone()
    }

    pub(super) fn missing_alt(&mut self, span: &Range<usize>) {
        let message = say!("ảnh này thiếu lời mô tả"; "this picture has no text");
        let problem = Diagnostic::new(&codes::MISSING_ALT, message).at(self.source.path, self.prepared.source(span));
        self.parsed.problems.push(problem.hint(say!("viết ảnh vẽ gì vào giữa hai ngoặc vuông: ![Quầy số 2](anh.jpg)"; "write what it shows between the brackets: ![Counter 2](picture.jpg)")));
    }

    fn heading(&mut self, events: &[(Event<'e>, Range<usize>)], at: usize) {
        let Event::Start(Tag::Heading { level, id, classes, .. }) = &events[at].0 else { return };
        let mut title = String::new();
        for (event, _) in &events[at + 1..] {
            match event {
                Event::End(TagEnd::Heading(_)) => break,
                Event::Text(text) | Event::Code(text) => title.push_str(text),
                Event::SoftBreak | Event::HardBreak => title.push(' '),
                _ => {}
            }
        }
        let title = marks::without(&title);
        let wanted = id.as_ref().map_or_else(|| slug(&title), |id| self.restored(id).to_string());
        let wanted = if wanted.is_empty() { "muc".to_owned() } else { wanted };
        let id = self.unique(&wanted);
        // The page's title is its only first-level heading.
        let level = if *level == HeadingLevel::H1 { HeadingLevel::H2 } else { *level };
        self.parsed.headings.push(Heading { level: level as u8, id: id.clone(), title: title.trim().to_owned() });
        self.start(Tag::Heading { level, id: Some(id.into()), classes: classes.clone(), attrs: Vec::new() });
    }

    pub(super) fn unique(&mut self, wanted: &str) -> String {
        // `fn-1` and `fnref-1` belong to footnotes.
        let wanted = if wanted.starts_with("fn") { format!("muc-{wanted}") } else { wanted.to_owned() };
        let mut id = wanted.clone();
        while self.parsed.anchors.contains(&id) || RESERVED.contains(&id.as_str()) {
            let count = self.ids.entry(wanted.clone()).or_insert(1);
            *count += 1;
            id = format!("{wanted}-{count}");
        }
        self.parsed.anchors.insert(id.clone());
        id
    }

    /// A whole code block; returns the event after it.
    fn code(&mut self, kind: &CodeBlockKind<'e>, events: &[(Event<'e>, Range<usize>)], at: usize) -> usize {
        let mut code = String::new();
        let mut next = at + 1;
        while let Some((event, _)) = events.get(next) {
            next += 1;
            match event {
                Event::Text(text) => code.push_str(text),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let code = self.prepared.restore(&code, self.source.text, self.source.base);
        let language = match kind {
            CodeBlockKind::Fenced(words) => words.split([' ', ',', '{']).next().unwrap_or_default().to_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        let class =
            if language.is_empty() { String::new() } else { format!(" class=\"language-{}\"", escape_html(&language)) };
        let inside = highlight(&code, &language);
        self.push(Event::Html(format!("<pre tabindex=\"0\"><code{class}>{inside}</code></pre>\n").into()));
        next
    }

    fn alert(&self, kind: BlockQuoteKind, span: &Range<usize>) -> Call {
        let kind = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        let args = BTreeMap::from([("kind".to_owned(), kind.to_owned())]);
        Call { name: "alert".to_owned(), args, span: self.prepared.source(span) }
    }

    fn reference(&mut self, name: &str) {
        let (number, html) = self.notes.mention(name);
        self.parsed.anchors.insert(format!("fn-{number}"));
        self.push(Event::InlineHtml(html.into()));
    }

    fn finish(mut self) -> Parsed {
        while self.frames.len() > 1 {
            self.unclosed();
            self.close();
        }
        let (events, raw) = std::mem::take(&mut self.notes).section();
        self.merge(events, raw);
        let page = std::mem::take(self.top());
        self.parsed.body = self.render(page.events, page.raw);
        self.parsed
    }

    /// Events to HTML, cut at the holes.
    fn render(&mut self, events: Vec<Event<'e>>, raw: bool) -> Body {
        // Enough for a page of words; the rest is given back, since a page is kept for as long as its site is.
        let mut html = String::with_capacity(events.len() * 32);
        pulldown_cmark::html::push_html(&mut html, events.into_iter().map(level_of_end()));
        if self.aligned && html.contains(ALIGN) {
            // A strict policy allows no style in an element.
            html = html.replace("style=\"text-align: left\"", "class=\"to-left\"");
            html = html.replace("style=\"text-align: center\"", "class=\"to-center\"");
            html = html.replace("style=\"text-align: right\"", "class=\"to-right\"");
        }
        if raw {
            html = sanitize::sanitize(&html);
        }
        html.shrink_to_fit();
        Body { chunks: holes::cut(html, &mut self.holes) }
    }
}

/// How the library aligns the cells of a table. Text has its quotes escaped, so that this is never a writer's.
const ALIGN: &str = " style=\"text-align: ";

/// The words of some events.
fn words(events: &[Event<'_>]) -> String {
    let text = |event: &Event<'_>| match event {
        Event::Text(text) | Event::Code(text) => text.to_string(),
        _ => String::new(),
    };
    events.iter().map(text).collect()
}

/// First-level headings became second-level ones; their end tags follow.
fn level_of_end<'e>() -> impl FnMut(Event<'e>) -> Event<'e> {
    |event| match event {
        Event::End(TagEnd::Heading(HeadingLevel::H1)) => Event::End(TagEnd::Heading(HeadingLevel::H2)),
        event => event,
    }
}

/// The number of the block mark that the text at `at` consists of.
fn block_mark(events: &[(Event<'_>, Range<usize>)], at: usize) -> Option<usize> {
    let (Event::Text(text), _) = events.get(at)? else { return None };
    text.strip_prefix(BLOCK.0)?.strip_suffix(BLOCK.1)?.parse().ok()
}
