//! Slips that only the markup shows, found while a text is parsed: marks of bold print left as stars, links that say
//! nothing, headings that skip a level, tables without a head; and the texts of pictures.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::marks;
use super::prepare::Prepared;
use super::tags::{Piece, pieces};
use crate::diag::Fix;

/// One slip and where it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    pub kind: SlipKind,
    pub span: Range<u32>,
    pub fixes: Vec<Fix>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlipKind {
    /// Two stars that readers see: Markdown did not take them for bold print.
    Stars,
    /// Bold print and the next word stand together without a space.
    Glued,
    /// The words of a link that do not say where it leads.
    EmptyLink(String),
    /// `#` in a body: the page's title is the only heading of the first level.
    SecondTitle,
    /// A heading of level `to` right below one of level `from`.
    SkippedLevel { from: u8, to: u8 },
    /// A table all of whose head is empty, or one in HTML without a `<th>`.
    NoHead,
    /// No slip: the text of a picture, for those who must judge it.
    Picture(String),
}

/// Words of links that tell nothing when they are read alone, as by a screen reader that lists the links of a page.
const EMPTY_LINKS: &[&str] = &[
    "bấm đây",
    "bấm vào đây",
    "bấm vào link",
    "chi tiết",
    "chi tiết tại đây",
    "chi tiết xem tại đây",
    "click",
    "click here",
    "click vào đây",
    "download",
    "đây",
    "đường dẫn",
    "đường dẫn này",
    "đường link",
    "đường link này",
    "here",
    "kích vào đây",
    "liên kết",
    "liên kết này",
    "link",
    "link này",
    "more",
    "nhấn đây",
    "nhấn vào đây",
    "nhấp vào đây",
    "ở đây",
    "read more",
    "tại đây",
    "tại liên kết này",
    "tại link này",
    "tải tại đây",
    "tải về",
    "tải về tại đây",
    "tải xuống",
    "tải xuống tại đây",
    "truy cập tại đây",
    "vào đây",
    "xem",
    "xem chi tiết",
    "xem chi tiết tại đây",
    "xem ở đây",
    "xem tại đây",
    "xem thêm",
    "xem thêm tại đây",
    "xem tiếp",
];

/// The slips of a text, in order of place.
pub(super) fn slips(events: &[(Event<'_>, Range<usize>)], prepared: &Prepared) -> Vec<Slip> {
    let mut look = Look { prepared, found: Vec::new(), stars: Vec::new(), level: 1, strong: None, table: None };
    let mut at = 0;
    while at < events.len() {
        look.event(events, at);
        at += 1;
    }
    look.pair();
    look.found
}

struct Look<'p> {
    prepared: &'p Prepared,
    found: Vec<Slip>,
    /// Places of stars in the words of the paragraph, in bytes of the prepared text.
    stars: Vec<usize>,
    /// The last heading's level.
    level: u8,
    /// Where bold print that ends right here stands.
    strong: Option<Range<usize>>,
    /// The tag of a table in HTML that has not shown a head yet.
    table: Option<Range<usize>>,
}

impl Look<'_> {
    fn event(&mut self, events: &[(Event<'_>, Range<usize>)], at: usize) {
        let (event, span) = &events[at];
        let strong = self.strong.take();
        match event {
            Event::Text(words) => {
                if let Some(strong) = strong {
                    self.glued(&strong, words, span.start);
                }
                self.stars(words, span);
            }
            Event::Start(Tag::Strong) => self.glued_before(events, at),
            Event::End(TagEnd::Strong) => self.strong = Some(span.clone()),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell)
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::Heading(_)) => self.pair(),
            // What stands between two code blocks or in one is no bold print.
            Event::Start(Tag::CodeBlock(_)) => self.pair(),
            Event::End(TagEnd::CodeBlock) => self.stars.clear(),
            Event::Start(Tag::Heading { level, .. }) => {
                self.pair();
                self.heading(*level, span);
            }
            Event::Start(Tag::Link { .. }) => self.link(events, at),
            Event::Start(Tag::Image { .. }) => {
                let (words, _) = inner(events, at, |end| matches!(end, TagEnd::Image));
                self.add(SlipKind::Picture(words), span, Vec::new());
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => self.html(span),
            Event::Start(Tag::TableHead) => {
                let (words, _) = inner(events, at, |end| matches!(end, TagEnd::TableHead));
                if words.trim().is_empty() {
                    self.add(SlipKind::NoHead, span, Vec::new());
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, kind: SlipKind, span: &Range<usize>, fixes: Vec<Fix>) {
        self.found.push(Slip { kind, span: self.prepared.source(span), fixes });
    }

    fn text(&self, span: Range<usize>) -> &str {
        self.prepared.text.get(span).unwrap_or_default()
    }

    fn heading(&mut self, level: HeadingLevel, span: &Range<usize>) {
        let (from, to) = (self.level, level as u8);
        if to == 1 {
            self.add(SlipKind::SecondTitle, span, Vec::new());
        } else if to > from + 1 {
            self.add(SlipKind::SkippedLevel { from, to }, span, Vec::new());
        }
        self.level = to.max(2);
    }

    /// A table for layout alone says so, `role="presentation"`.
    fn html(&mut self, span: &Range<usize>) {
        let prepared = self.prepared;
        let written = prepared.text.get(span.clone()).unwrap_or_default();
        for (piece, range) in pieces(written) {
            let Piece::Tag(tag) = piece else { continue };
            let layout = || {
                tag.attributes
                    .iter()
                    .any(|(name, value)| name == "role" && matches!(value.as_str(), "presentation" | "none"))
            };
            match (tag.name.as_str(), tag.closing) {
                ("table", false) => {
                    self.table = (!layout()).then(|| span.start + range.start..span.start + range.end);
                }
                ("th", false) => self.table = None,
                ("table", true) => {
                    if let Some(table) = self.table.take() {
                        self.add(SlipKind::NoHead, &table, Vec::new());
                    }
                }
                _ => {}
            }
        }
    }

    fn link(&mut self, events: &[(Event<'_>, Range<usize>)], at: usize) {
        let (words, picture) = inner(events, at, |end| matches!(end, TagEnd::Link));
        let plain = words.trim_matches(|c: char| !c.is_alphanumeric());
        let empty = !picture && plain.len() <= 40 && EMPTY_LINKS.contains(&plain.to_lowercase().as_str());
        if empty {
            self.add(SlipKind::EmptyLink(plain.to_owned()), &events[at].1, Vec::new());
        }
    }

    /// Notes stars that stand among the words; those behind a backslash are meant.
    fn stars(&mut self, words: &str, span: &Range<usize>) {
        if !words.contains('*') {
            return;
        }
        // An entity or an escape is shorter than what is written, and no slip.
        let written = self.text(span.clone());
        if written == words {
            let found: Vec<usize> = written.match_indices('*').map(|(at, _)| span.start + at).collect();
            self.stars.extend(found);
        }
    }

    /// Ends a paragraph: stars that stand in pairs were to be bold print.
    fn pair(&mut self) {
        let stars = std::mem::take(&mut self.stars);
        let doubles = stars.chunk_by(|a, b| a + 1 == *b).filter(|run| run.len() == 2);
        let doubles: Vec<usize> = doubles.filter_map(|run| run.first().copied()).collect();
        for pair in doubles.chunks(2) {
            match *pair {
                [open, close] => {
                    let span = open..close + 2;
                    let fixes = self.paired(open, close).into_iter().collect();
                    self.add(SlipKind::Stars, &span, fixes);
                }
                [open] => self.add(SlipKind::Stars, &(open..open + 2), Vec::new()),
                _ => {}
            }
        }
    }

    /// Bold print as it was meant: no space within the stars, and a space where a word begins right behind them.
    fn paired(&self, open: usize, close: usize) -> Option<Fix> {
        let inner = self.prepared.text.get(open + 2..close)?;
        let words = inner.trim();
        if words.is_empty() || inner.contains(['\n', '*', '\\', '`', '<', '\u{e000}', '\u{e002}', '\u{e004}']) {
            return None;
        }
        let before = self.prepared.text[..open].chars().next_back();
        let after = self.prepared.text[close + 2..].chars().next();
        let joins = |c: char| c.is_alphanumeric() || matches!(c, '“' | '(' | '[' | '"');
        let space = |needed: bool| if needed { " " } else { "" };
        let left = space(before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | ';' | ':' | ')' | '”')));
        let right = space(after.is_some_and(joins));
        let span = self.prepared.source(&(open..close + 2));
        // Where a directive was taken out in between, the bytes of the file are others.
        if span.len() != close + 2 - open {
            return None;
        }
        Some(Fix::new(span, format!("{left}**{words}**{right}")))
    }

    /// A word right behind bold print that is a phrase of its own: `**Điều 1**Phạm vi`. Bold print of a part of a word
    /// is let be.
    fn glued(&mut self, strong: &Range<usize>, words: &str, at: usize) {
        let inner = self.text(strong.clone()).trim_end_matches('*');
        let phrase = inner.contains(' ') && inner.ends_with(char::is_alphanumeric);
        if phrase && strong.end == at && words.starts_with(char::is_alphabetic) {
            let place = self.prepared.source(&(at..at + 1)).start;
            self.add(SlipKind::Glued, &(strong.start..at), vec![Fix::new(place..place, " ")]);
        }
    }

    /// A word right before bold print: `Theo**Điều 1** này`.
    fn glued_before(&mut self, events: &[(Event<'_>, Range<usize>)], at: usize) {
        let span = &events[at].1;
        let before = at.checked_sub(1).map(|before| &events[before]);
        let Some((Event::Text(words), text)) = before else { return };
        let inner = self.text(span.clone()).trim_start_matches('*');
        let phrase = inner.contains(' ') && inner.starts_with(char::is_alphanumeric);
        if phrase && text.end == span.start && words.ends_with(char::is_alphabetic) {
            let place = self.prepared.source(&(span.start..span.start + 1)).start;
            self.add(SlipKind::Glued, span, vec![Fix::new(place..place, " ")]);
        }
    }
}

/// Events that are looked at: pictures may stand in pictures, as deep as somebody likes.
const LONGEST: usize = 200;

/// The words between the event at `at` and its end, and whether a picture is among them.
fn inner(events: &[(Event<'_>, Range<usize>)], at: usize, ends: impl Fn(&TagEnd) -> bool) -> (String, bool) {
    let (mut words, mut picture) = (String::new(), false);
    for (event, _) in events[at + 1..].iter().take(LONGEST) {
        match event {
            Event::End(end) if ends(end) => break,
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Start(Tag::Image { .. }) => picture = true,
            _ => {}
        }
    }
    (marks::without(&words), picture)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::mend;

    fn slips(text: &str) -> Vec<Slip> {
        super::super::parse(text, 0, &"content/a.md".into()).slips
    }

    #[test]
    fn bold_print_that_was_not_taken_for_it_is_mended() {
        for (written, mended) in [
            ("**Điều 1.**Phạm vi áp dụng\n", "**Điều 1.** Phạm vi áp dụng\n"),
            ("Xem ** chú ý ** này\n", "Xem **chú ý** này\n"),
            ("- **Bước 1:**Mở ứng dụng\n", "- **Bước 1:** Mở ứng dụng\n"),
            ("Ghi **“Tên”**vào\n", "Ghi **“Tên”** vào\n"),
            ("**Điều 1**Phạm vi\n", "**Điều 1** Phạm vi\n"),
            ("Theo**Điều 1** này\n", "Theo **Điều 1** này\n"),
            ("Nhớ**: gọi 113** ngay\n", "Nhớ **: gọi 113** ngay\n"),
            ("| a |\n|---|\n| **Một.**Hai |\n", "| a |\n|---|\n| **Một.** Hai |\n"),
        ] {
            let found = slips(written);
            let fixes: Vec<Fix> = found.iter().flat_map(|slip| slip.fixes.clone()).collect();
            assert!(!found.is_empty(), "{written}");
            assert_eq!(mend(written, &fixes).0, mended);
            assert_eq!(slips(mended), [], "{mended}");
        }
        assert_eq!(slips("Một dấu ** thừa\n")[0].fixes, []);
    }

    #[test]
    fn what_is_meant_is_let_be() {
        for written in [
            "**Điều 1.** Phạm vi **và** đối tượng\n",
            "Viết `**chữ đậm**` và \\*\\*sao\\*\\*.\n",
            "```\n**Điều 1.**Phạm vi\n```\n",
            "**N**guyễn, quy tắc **5**K, *ghi chú*, 2 * 3 * 4, *** \n",
            "[Cách nộp hồ sơ](a.md), [![Quầy](a.png)](b.md)\n".replace("![Quầy](a.png)", "Quầy").as_str(),
            "## Một\n\n### Hai\n\n## Ba\n",
            "| Việc | Hạn |\n|---|---|\n| Nộp | 5 ngày |\n",
        ] {
            assert_eq!(slips(written), [], "{written}");
        }
    }

    #[test]
    fn links_headings_and_tables() {
        let kinds = |text: &str| slips(text).into_iter().map(|slip| slip.kind).collect::<Vec<_>>();
        assert_eq!(kinds("Xem [tại đây](a.md).\n"), [SlipKind::EmptyLink("tại đây".into())]);
        assert_eq!(kinds("[**Bấm vào đây**](a.md)\n"), [SlipKind::EmptyLink("Bấm vào đây".into())]);
        assert_eq!(kinds("## Một\n\n#### Hai\n"), [SlipKind::SkippedLevel { from: 2, to: 4 }]);
        assert_eq!(kinds("### Một\n"), [SlipKind::SkippedLevel { from: 1, to: 3 }]);
        assert_eq!(kinds("# Một\n\n## Hai\n"), [SlipKind::SecondTitle]);
        assert_eq!(kinds("| | |\n|---|---|\n| Một | Hai |\n"), [SlipKind::NoHead]);
        assert_eq!(kinds("<table>\n<tr><td>Một</td></tr>\n\n<tr><td>Hai</td></tr></table>\n"), [SlipKind::NoHead]);
        assert_eq!(kinds("<table><tr><th>Việc</th></tr><tr><td>Nộp</td></tr></table>\n"), []);
        assert_eq!(kinds("<table role=\"presentation\"><tr><td>Ảnh</td></tr></table>\n"), []);
        assert_eq!(kinds("![Quầy số 2](a.png)\n"), [SlipKind::Picture("Quầy số 2".into())]);
    }
}
