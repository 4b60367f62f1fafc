//! Markdown events to plain blocks: the page as it is said, searched and summed up.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::marks::{self, BEGIN, BLOCK, END};
use super::places::Places;
use super::prepare::{Mark, Prepared};
use super::syntax::legal_point;
use super::{Audience, Block, BlockKind, Call, Inline, ListKind, plain_text};
use crate::base::Millis;

type Events<'a, 'e> = &'a [(Event<'e>, Range<usize>)];

/// The blocks, and where the words of each stand in the file.
pub(super) fn blocks(events: Events<'_, '_>, prepared: &Prepared) -> (Vec<Block>, Vec<Places>) {
    let mut read = Reader {
        prepared,
        blocks: Vec::new(),
        places: Vec::new(),
        here: Places::default(),
        open: Vec::new(),
        lists: Vec::new(),
        items: items(events),
        text: Vec::new(),
        start: None,
        inline: Vec::new(),
        row: None,
        head: Arc::new(Vec::new()),
        pending: None,
        silent: 0,
        quotes: Vec::new(),
        note: false,
        cuts: 0,
    };
    for (event, span) in events {
        read.event(event, span);
    }
    read.flush(0..0);
    read.blocks.shrink_to_fit();
    read.places.iter_mut().for_each(Places::shrink);
    read.places.shrink_to_fit();
    (read.blocks, read.places)
}

/// How far ahead a letter of code is looked for, past signs of quotes and lists, in characters.
const MOST_SIGNS: usize = 64;

struct List {
    kind: ListKind,
    position: u32,
    of: u32,
}

struct Reader<'p> {
    prepared: &'p Prepared,
    blocks: Vec<Block>,
    /// One for each block, and that of the text being read.
    places: Vec<Places>,
    here: Places,
    /// Block directives around the place, outermost first, with the number of their `:::cut`.
    open: Vec<(Call, Option<u16>)>,
    lists: Vec<List>,
    /// How many items the lists to come have, the next one last.
    items: Vec<u32>,
    /// The running text being read, and where in the prepared text it began.
    text: Vec<Inline>,
    start: Option<usize>,
    /// Inline directives around the place, with where their text begins in `text`.
    inline: Vec<(Call, usize)>,
    row: Option<Vec<Vec<Inline>>>,
    head: Arc<Vec<String>>,
    /// The kind of the next text, when it is not a paragraph.
    pending: Option<BlockKind>,
    /// Depth of what is not said at all: pictures, code.
    silent: u32,
    /// Block quotes around the place; alerts hold their call.
    quotes: Vec<Option<Call>>,
    note: bool,
    cuts: u16,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, span: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(end) => self.end(*end, span),
            Event::Text(text) if self.silent == 0 => self.words(text, span),
            Event::Code(code) if self.silent == 0 => self.code(code, span),
            Event::SoftBreak if self.silent == 0 => self.push(" ", span.start),
            Event::HardBreak if self.silent == 0 => self.line_break(span.start),
            Event::InlineHtml(raw) if raw.starts_with("<br") => self.line_break(span.start),
            Event::Rule => self.flush(span.clone()),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: &Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush(span.clone());
                self.pending = Some(BlockKind::Heading { level: (*level as u8).max(2) });
            }
            Tag::BlockQuote(kind) => {
                self.flush(span.clone());
                let alert = kind.map(|kind| Call {
                    name: "alert".to_owned(),
                    args: BTreeMap::from([("kind".to_owned(), format!("{kind:?}").to_lowercase())]),
                    span: self.prepared.source(span),
                });
                if let Some(call) = &alert {
                    self.emit(BlockKind::Open(call.clone()), Vec::new(), span);
                }
                self.quotes.push(alert);
            }
            Tag::CodeBlock(_) => {
                self.flush(span.clone());
                self.emit(BlockKind::Code, Vec::new(), span);
                self.silent += 1;
            }
            Tag::Image { .. } | Tag::HtmlBlock => self.silent += 1,
            Tag::List(start) => {
                self.flush(span.clone());
                let kind = start.map_or(ListKind::Bullets, |start| ListKind::Numbers { start });
                self.lists.push(List { kind, position: 0, of: self.items.pop().unwrap_or_default() });
            }
            Tag::Item => {
                self.flush(span.clone());
                let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
                if let Some(list) = self.lists.last_mut() {
                    list.position += 1;
                    self.pending =
                        Some(BlockKind::Item { list: list.kind, position: list.position, of: list.of, depth });
                }
            }
            Tag::FootnoteDefinition(_) => {
                self.flush(span.clone());
                self.note = true;
            }
            Tag::TableHead | Tag::TableRow => self.row = Some(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd, span: &Range<usize>) {
        match end {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item => {
                self.flush(span.clone());
                if end == TagEnd::Item {
                    self.pending = None;
                }
            }
            TagEnd::BlockQuote(_) => {
                self.flush(span.clone());
                if let Some(Some(call)) = self.quotes.pop() {
                    self.emit(BlockKind::Close(call), Vec::new(), span);
                }
            }
            TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock => self.silent = self.silent.saturating_sub(1),
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::FootnoteDefinition => {
                self.flush(span.clone());
                self.note = false;
            }
            TagEnd::TableCell => {
                let cell = self.take();
                if let Some(row) = &mut self.row {
                    row.push(cell);
                    self.here.skip(1);
                }
            }
            TagEnd::TableHead => {
                self.here = Places::default();
                let row = self.row.take().unwrap_or_default();
                self.head = Arc::new(row.iter().map(|cell| plain_text(cell).trim().to_owned()).collect());
            }
            TagEnd::TableRow => {
                let cells = self.row.take().unwrap_or_default();
                self.emit(BlockKind::Row { head: Arc::clone(&self.head), cells }, Vec::new(), span);
            }
            _ => {}
        }
    }

    /// Text in which directives may begin and end.
    fn words(&mut self, text: &str, span: &Range<usize>) {
        let mark = text.strip_prefix(BLOCK.0).and_then(|text| text.strip_suffix(BLOCK.1));
        if let Some(mark) =
            mark.and_then(|number| number.parse().ok()).and_then(|number: usize| self.prepared.marks.get(number))
        {
            return self.block(&mark.clone(), span);
        }
        let mut rest = text;
        // An entity is shorter than it is written.
        let place = |rest: &str| span.start + if text.len() == span.len() { text.len() - rest.len() } else { 0 };
        while let Some(at) = marks::find(rest, [BEGIN.0, END]) {
            self.push(&rest[..at], place(rest));
            let mark = rest[at..].chars().next().unwrap_or(END);
            rest = &rest[at + mark.len_utf8()..];
            if mark == END {
                self.inline_end();
                continue;
            }
            let (number, after) = rest.split_once(BEGIN.1).unwrap_or((rest, ""));
            rest = after;
            if let Some(Mark::Inline(call)) =
                number.parse().ok().and_then(|number: usize| self.prepared.marks.get(number))
            {
                self.inline.push((call.clone(), self.text.len()));
            }
        }
        self.push(rest, place(rest));
    }

    /// Code in a line. A second line of it in a quote or a list begins with signs that are none of its own, and a table
    /// takes strokes away: each letter is looked for a little way ahead.
    fn code(&mut self, code: &str, span: &Range<usize>) {
        let words = marks::without(code);
        let source = self.prepared.text.get(span.clone()).unwrap_or_default();
        let ticks = source.bytes().take_while(|byte| *byte == b'`').count();
        let blank = source[ticks..].starts_with([' ', '\n']) && !words.starts_with(' ');
        let mut ahead = source.char_indices().skip(ticks + usize::from(blank));
        for c in words.chars() {
            let same = |(_, written): &(usize, char)| *written == c || c == ' ' && *written == '\n';
            let mut found = ahead.clone().take(MOST_SIGNS).skip_while(|one| !same(one));
            let at = found.next().map(|(at, _)| at);
            if let Some(at) = at {
                while ahead.next().is_some_and(|(passed, _)| passed < at) {}
            }
            let at = at.or_else(|| ahead.clone().next().map(|(at, _)| at)).unwrap_or(source.len());
            self.place(c.len_utf8(), span.start + at);
        }
        self.append(&words);
    }

    fn inline_end(&mut self) {
        let Some((call, from)) = self.inline.pop() else { return };
        let inner = self.text.split_off(from.min(self.text.len()));
        let written = plain_text(&inner);
        match call.name.as_str() {
            "say" => {
                let spoken = call.args.get("as").cloned().unwrap_or_else(|| written.clone());
                self.text.push(Inline::Say { written, spoken });
            }
            "danger" => self.text.push(Inline::Danger(written)),
            _ => inner.into_iter().for_each(|inline| match inline {
                Inline::Text(words) => self.append(&words),
                other => self.text.push(other),
            }),
        }
    }

    fn block(&mut self, mark: &Mark, span: &Range<usize>) {
        self.flush(span.clone());
        match mark {
            Mark::Leaf(call) if call.name == "pause" => {
                let seconds = call.args.get("seconds").and_then(|seconds| seconds.parse().ok()).unwrap_or(1);
                self.emit(BlockKind::Pause(Millis::from_seconds(seconds)), Vec::new(), span);
            }
            Mark::Leaf(call) => self.emit(BlockKind::Leaf(call.clone()), Vec::new(), span),
            Mark::Open(call) => {
                let cut = (call.name == "cut").then(|| {
                    self.cuts += 1;
                    self.cuts
                });
                self.open.push((call.clone(), cut));
                if !is_frame(call) {
                    self.emit(BlockKind::Open(call.clone()), Vec::new(), span);
                }
            }
            Mark::Close(_) => {
                if let Some((call, _)) = self.open.last().cloned() {
                    if !is_frame(&call) {
                        self.emit(BlockKind::Close(call), Vec::new(), span);
                    }
                    self.open.pop();
                }
            }
            Mark::Inline(_) => {}
        }
    }

    /// Adds words that stand at byte `at` of the prepared text.
    fn push(&mut self, words: &str, at: usize) {
        self.place(words.len(), at);
        self.append(words);
    }

    fn line_break(&mut self, at: usize) {
        self.place(1, at);
        self.text.push(Inline::Break);
    }

    fn place(&mut self, length: usize, at: usize) {
        self.start.get_or_insert(at);
        self.here.add(length, self.prepared.place(at));
    }

    fn append(&mut self, words: &str) {
        let joins = self.inline.last().is_none_or(|(_, from)| *from < self.text.len());
        match self.text.last_mut() {
            _ if words.is_empty() => {}
            // Pieces of one run of text are joined, but never across the beginning of a directive.
            Some(Inline::Text(before)) if joins => before.push_str(words),
            _ => self.text.push(Inline::Text(words.to_owned())),
        }
    }

    /// The running text; it is kept for as long as the site is, and so takes no more memory than it needs.
    fn take(&mut self) -> Vec<Inline> {
        while !self.inline.is_empty() {
            self.inline_end();
        }
        self.start = None;
        let tight = |mut inline| {
            if let Inline::Text(words) = &mut inline {
                words.shrink_to_fit();
            }
            inline
        };
        self.text.drain(..).map(tight).collect()
    }

    /// Ends the running text, if there is any.
    fn flush(&mut self, span: Range<usize>) {
        let start = self.start.unwrap_or(span.start);
        let mut text = self.take();
        if is_blank(&text) {
            self.here = Places::default();
            return;
        }
        let mut kind = self.pending.take().unwrap_or(BlockKind::Paragraph);
        if kind == BlockKind::Paragraph {
            kind = self.paragraph(&mut text);
        }
        let end = span.end.max(start + 1);
        self.emit(kind, text, &(start..end));
    }

    fn paragraph(&mut self, text: &mut [Inline]) -> BlockKind {
        if self.note {
            return BlockKind::Footnote;
        }
        if let Some(Inline::Text(first)) = text.first_mut()
            && let Some((marker, length)) = legal_point(first)
        {
            let marker = marker.to_owned();
            first.drain(..length);
            self.here.cut(length);
            return BlockKind::Point { marker };
        }
        if matches!(self.quotes.last(), Some(None)) { BlockKind::Quote } else { BlockKind::Paragraph }
    }

    fn emit(&mut self, kind: BlockKind, text: Vec<Inline>, span: &Range<usize>) {
        let within = |name: &str| self.open.iter().any(|(call, _)| call.name == name);
        let audience = match (within("radio"), within("web")) {
            (true, _) => Audience::Listeners,
            (false, true) => Audience::Readers,
            (false, false) => Audience::Everyone,
        };
        let cut = self.open.iter().find_map(|(_, cut)| *cut);
        self.blocks.push(Block { kind, text, span: self.prepared.source(span), audience, cut });
        self.places.push(std::mem::take(&mut self.here));
    }
}

/// Whether a reader sees no word of it.
fn is_blank(text: &[Inline]) -> bool {
    text.iter().all(|inline| match inline {
        Inline::Text(words) | Inline::Danger(words) | Inline::Say { written: words, .. } => words.trim().is_empty(),
        Inline::Break => true,
    })
}

/// Directives that only say for whom their body is; they have no face of their own.
fn is_frame(call: &Call) -> bool {
    matches!(call.name.as_str(), "radio" | "web" | "cut")
}

/// How many items each list has itself, in the order in which the lists begin; the next one last.
fn items(events: Events<'_, '_>) -> Vec<u32> {
    let (mut counts, mut open) = (Vec::new(), Vec::new());
    for (event, _) in events {
        match event {
            Event::Start(Tag::List(_)) => {
                open.push(counts.len());
                counts.push(0);
            }
            Event::End(TagEnd::List(_)) => drop(open.pop()),
            Event::Start(Tag::Item) => {
                if let Some(count) = open.last().and_then(|list| counts.get_mut(*list)) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    counts.reverse();
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Block> {
        super::super::parse(text, 0, &"content/a.md".into()).blocks
    }

    fn outline(text: &str) -> Vec<String> {
        let line = |block: Block| {
            let text = plain_text(&block.text);
            match block.kind {
                BlockKind::Heading { level } => format!("h{level} {text}"),
                BlockKind::Paragraph => format!("p {text}"),
                BlockKind::Point { marker } => format!("{marker}) {text}"),
                BlockKind::Item { position, of, depth, .. } => format!("{depth}:{position}/{of} {text}"),
                BlockKind::Row { head, cells } => {
                    format!(
                        "row {}={}",
                        head.join("|"),
                        cells.iter().map(|cell| plain_text(cell)).collect::<Vec<_>>().join("|")
                    )
                }
                BlockKind::Open(call) => format!("open {}", call.name),
                BlockKind::Close(call) => format!("close {}", call.name),
                BlockKind::Leaf(call) => format!("leaf {}", call.name),
                BlockKind::Pause(length) => format!("pause {length}"),
                other => format!("{other:?} {text}"),
            }
        };
        read(text).into_iter().map(line).collect()
    }

    #[test]
    fn blocks_of_every_kind_in_reading_order() {
        let text = "Mở đầu\nhai dòng.\n\n## Mục\n\n- một\n- hai\n  1. con\n\nđ) điểm đê;\n\n| A | B |\n|---|---|\n| x |  |\n\n\
                    :::steps\n1. Làm.\n:::\n::contact{id=a}\n::pause{seconds=2}\n\n> trích\n\n> [!WARNING]\n> coi chừng\n\n```\nmã\n```\n";
        assert_eq!(
            outline(text),
            [
                "p Mở đầu hai dòng.",
                "h2 Mục",
                "1:1/2 một",
                "1:2/2 hai",
                "2:1/1 con",
                "đ) điểm đê;",
                "row A|B=x|",
                "open steps",
                "1:1/1 Làm.",
                "close steps",
                "leaf contact",
                "pause 0:02",
                "Quote trích",
                "open alert",
                "p coi chừng",
                "close alert",
                "Code ",
            ]
        );
    }

    #[test]
    fn audiences_and_cuts() {
        let blocks = read(":::radio\nnghe\n:::\n:::web\nxem\n:::\n:::cut\nbỏ được\n:::\nchung\n");
        let seen: Vec<_> = blocks.iter().map(|block| (block.audience, block.cut)).collect();
        assert_eq!(
            seen,
            [
                (Audience::Listeners, None),
                (Audience::Readers, None),
                (Audience::Everyone, Some(1)),
                (Audience::Everyone, None)
            ]
        );
    }

    #[test]
    fn inline_directives_keep_both_faces() {
        let blocks =
            read("Mở **:say[VNeID]{as=\"vê nờ\"}** ở :danger[x.example], :sic[tháng tháng]{should=\"tháng\"}.");
        assert_eq!(
            blocks[0].text,
            [
                Inline::Text("Mở ".into()),
                Inline::Say { written: "VNeID".into(), spoken: "vê nờ".into() },
                Inline::Text(" ở ".into()),
                Inline::Danger("x.example".into()),
                Inline::Text(", tháng tháng.".into()),
            ]
        );
    }

    #[test]
    fn spans_lead_to_the_words_in_the_file() {
        let text = ":::warning\nMột.\n:::\n\nHai ba.\n";
        let blocks = read(text);
        let last = blocks.last().expect("a paragraph");
        assert_eq!(&text[last.span.start as usize..last.span.end as usize], "Hai ba.\n");
    }
}
