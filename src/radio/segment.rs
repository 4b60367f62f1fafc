//! A page becomes speech: its blocks, in reading order, as paragraphs that make sense to somebody who only listens.

use super::address::tell;
use super::list::{self, Lists, Style};
use super::paragraph::{Edge, Paragraph, length, silence};
use super::phone::{calls, phone};
use super::source::Source;
use super::station::Station;
use super::words::Words;
use crate::base::Millis;
use crate::markdown::{Audience, Block, BlockKind, Call, Inline};
use crate::speech::{Band, Counts, Estimate};

const QUOTE_BEGINS: &str = "Xin đọc nguyên văn.";
const QUOTE_ENDS: &str = "Hết phần nguyên văn.";
/// A quote of more words than this is closed as well as opened, or listeners take what follows for part of it.
const LONG_QUOTE: usize = 40;
/// Longest silence one page may ask for at one place.
const LONGEST_PAUSE: Millis = Millis::from_seconds(10);
/// Directives whose words tell what to do; a contact tells whom to call.
const ACTS: [&str; 5] = ["steps", "warning", "alert-important", "alert-warning", "alert-caution"];

/// The spoken text of one page.
#[derive(Debug, Clone, Default)]
pub struct SegmentText {
    pub paragraphs: Vec<Paragraph>,
    pub length: Estimate,
}

impl SegmentText {
    #[must_use]
    pub fn of(paragraphs: Vec<Paragraph>) -> Self {
        let length = length(&paragraphs);
        Self { paragraphs, length }
    }

    /// How long it lasts at other rates than the station's: those of one announcer.
    #[must_use]
    pub fn estimate(&self, band: &Band) -> Estimate {
        let lengths =
            self.paragraphs.iter().map(|paragraph| Estimate::of(&paragraph.spoken, band) + silence(paragraph.pause));
        lengths.sum()
    }

    /// The same from the first word to the last, without the silence after it.
    #[must_use]
    pub fn sounding(&self, band: &Band) -> Estimate {
        let Some((last, before)) = self.paragraphs.split_last() else { return Estimate::default() };
        Self { paragraphs: before.to_vec(), ..Self::default() }.estimate(band)
            + Estimate::of_counts(&Counts::sounding(&last.spoken), band)
    }

    /// One sentence a line, a blank line between paragraphs.
    #[must_use]
    pub fn text(&self) -> String {
        script_text(&self.paragraphs)
    }
}

/// One sentence a line, a blank line between paragraphs.
pub(super) fn script_text<'p>(paragraphs: impl IntoIterator<Item = &'p Paragraph>) -> String {
    let mut text = String::new();
    for paragraph in paragraphs {
        if !text.is_empty() {
            text.push('\n');
        }
        for line in paragraph.lines() {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// The spoken text of a page on its own: its lead and its body, without any programme around it.
#[must_use]
pub fn segment_text(source: &Source<'_>, station: &Station<'_>) -> SegmentText {
    let spoken: Vec<&Block> = source.blocks.iter().filter(|block| is_said(block)).collect();
    let mut reader = Reader { station, ..Reader::new(station) };
    if let Some(lead) = source.lead {
        reader.push(&Words::plain(lead).finished(), None);
    }
    let mut at = 0;
    while at < spoken.len() {
        at += reader.read(&spoken[at..]);
    }
    reader.end_quote();
    SegmentText::of(reader.out)
}

/// Whether a block goes on air at all.
pub(super) fn is_said(block: &Block) -> bool {
    block.audience != Audience::Readers && !matches!(block.kind, BlockKind::Code | BlockKind::Footnote)
}

/// What has been read of a page so far.
struct Reader<'a> {
    station: &'a Station<'a>,
    out: Vec<Paragraph>,
    /// Headings that wait for something to be said under them.
    headings: Vec<(u8, Words, Option<u16>)>,
    /// Open directives: name, and what to say when they close.
    open: Vec<(String, String)>,
    lists: Lists,
    /// Words of the quote that is being read.
    quote: Option<usize>,
    /// The next paragraph hangs on the last.
    tied: bool,
    /// Addresses of which listeners know how they are written.
    addresses: Vec<String>,
}

impl<'a> Reader<'a> {
    fn new(station: &'a Station<'a>) -> Self {
        Self {
            station,
            out: Vec::new(),
            headings: Vec::new(),
            open: Vec::new(),
            lists: Lists::default(),
            quote: None,
            tied: false,
            addresses: Vec::new(),
        }
    }

    /// Reads the first block, or a list of short items at once; gives the number of blocks read.
    fn read(&mut self, blocks: &[&Block]) -> usize {
        let block = blocks[0];
        if block.kind != BlockKind::Quote {
            self.end_quote();
        }
        if !matches!(block.kind, BlockKind::Item { .. } | BlockKind::Paragraph | BlockKind::Pause(_)) {
            self.lists.close();
        }
        match &block.kind {
            BlockKind::Heading { level } => self.heading(*level, block),
            BlockKind::Paragraph => self.push(&Words::of(&block.text).finished(), block.cut),
            BlockKind::Point { marker } => self.point(marker, block),
            BlockKind::Item { .. } => return self.item(blocks),
            BlockKind::Quote => self.quote(block),
            BlockKind::Row { head, cells } => self.row(head, cells, block.cut),
            BlockKind::Leaf(call) => self.leaf(call, block.cut),
            BlockKind::Open(call) => {
                let (before, after) = self.station.faces.spoken(call).unwrap_or_default();
                self.open.push((name(call), after));
                self.face(&before, block.cut);
            }
            BlockKind::Close(call) => self.close(call, block.cut),
            BlockKind::Pause(silence) => {
                if let Some(last) = self.out.last_mut() {
                    last.pause((*silence).min(LONGEST_PAUSE));
                }
            }
            BlockKind::Code | BlockKind::Footnote => {}
        }
        1
    }

    fn heading(&mut self, level: u8, block: &Block) {
        self.headings.retain(|(waiting, ..)| *waiting < level);
        let words = Words::plain(unnumbered(&Words::of(&block.text).written()));
        // A heading with words said otherwise keeps them.
        let special = block.text.iter().any(|inline| !matches!(inline, Inline::Text(_) | Inline::Break));
        let words = if special { Words::of(&block.text) } else { words };
        if !words.is_blank() {
            self.headings.push((level, words.unfinished().asking(), block.cut));
        }
        self.tied = false;
    }

    fn point(&mut self, marker: &str, block: &Block) {
        let small = marker.trim_matches([')', '.', ' ']).to_lowercase();
        // "điểm đê", as in running text.
        let name = self.speak(&format!("Điểm {small}"));
        let words = Words::of(&block.text).after_said(&format!("{small})"), &format!("{name},"));
        self.tied = true;
        self.push(&words.finished(), block.cut);
    }

    fn item(&mut self, blocks: &[&Block]) -> usize {
        let block = blocks[0];
        let in_steps = self.open.iter().any(|(name, _)| name == "steps");
        let (style, ordinal) = self.lists.item(blocks, in_steps);
        self.tied = !self.out.is_empty() && (ordinal > 1 || self.opens_list());
        if style == Style::Joined {
            let (items, _) = list::items(blocks);
            self.push(&list::joined(&items), block.cut);
            self.lists.close();
            // Nothing but the items lies between the first and the last.
            return items.len();
        }
        let words = Words::of(&block.text);
        let words = match list::counter(style, ordinal, |number| self.speak(number)) {
            Some(counter) => words.after(&format!("{counter} ")),
            None => words,
        };
        self.push(&words.finished(), block.cut);
        1
    }

    /// Whether the last paragraph ends with the colon that a list hangs on.
    fn opens_list(&self) -> bool {
        self.headings.is_empty() && self.out.last().is_some_and(|last| last.written.ends_with(':'))
    }

    fn quote(&mut self, block: &Block) {
        let words = Words::of(&block.text).finished();
        if self.quote.is_none() && !self.opens_list() {
            self.push(&Words::plain(QUOTE_BEGINS), block.cut);
        }
        self.quote = Some(self.quote.unwrap_or_default() + words.count());
        self.tied = true;
        self.push(&words, block.cut);
    }

    fn end_quote(&mut self) {
        if self.quote.take().is_some_and(|words| words > LONG_QUOTE) {
            let cut = self.out.last().and_then(|last| last.cut);
            self.tied = true;
            self.push(&Words::plain(QUOTE_ENDS), cut);
        }
    }

    /// "Thời hạn: năm 2026. Lệ phí: không."
    fn row(&mut self, head: &[String], cells: &[Vec<Inline>], cut: Option<u16>) {
        let mut sentence = Words::default();
        for (at, cell) in cells.iter().enumerate() {
            let cell = Words::of(cell);
            let title = head.get(at).map_or("", |title| title.trim().trim_end_matches([':', '.']));
            let running_number = matches!(title.to_lowercase().as_str(), "stt" | "tt" | "số tt" | "#");
            if cell.is_blank() || running_number {
                continue;
            }
            let cell = if title.is_empty() { cell.finished() } else { cell.after(&format!("{title}: ")).finished() };
            if sentence.is_blank() {
                sentence = cell;
            } else {
                sentence.append(" ", cell);
            }
        }
        self.push(&sentence, cut);
    }

    fn leaf(&mut self, call: &Call, cut: Option<u16>) {
        let Some((before, after)) = self.station.faces.spoken(call) else { return };
        let from = self.out.len();
        self.face(&before, cut);
        self.face(&after, cut);
        if call.name != "contact" {
            return;
        }
        self.out[from..].iter_mut().for_each(|paragraph| paragraph.act |= !paragraph.heading);
        let text = format!("{before} {after}");
        if let Some(number) = phone(&text).filter(|_| !text.contains("nhắc lại"))
            && let Some(last) = self.out[from..].last_mut()
        {
            let again = Paragraph::said(&format!("Xin nhắc lại, gọi số {number}."), self.station);
            last.join(&again, self.station);
        }
    }

    fn close(&mut self, call: &Call, cut: Option<u16>) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| *open == name(call)) {
            let after = self.open.drain(at..).next().map(|(_, after)| after).unwrap_or_default();
            // Words that close the box hang on it; where there are none, what follows stands for itself.
            self.tied = !after.is_empty();
            self.face(&after, cut);
        }
    }

    /// Words from the theme, a paragraph a line.
    fn face(&mut self, text: &str, cut: Option<u16>) {
        for line in text.lines() {
            self.push(&Words::plain(line).finished(), cut);
        }
    }

    fn speak(&self, text: &str) -> String {
        self.station.speaker.speak(text).text.trim().to_owned()
    }

    fn push(&mut self, words: &Words, cut: Option<u16>) {
        if words.is_blank() {
            return;
        }
        for (level, heading, cut) in std::mem::take(&mut self.headings) {
            let mut paragraph = Paragraph::new(&heading, self.station);
            (paragraph.heading, paragraph.cut, paragraph.edge) = (true, cut, Edge::Heading(level));
            self.out.push(paragraph);
        }
        let told = words.clone().changed(|text| tell(text, &mut self.addresses, self.station.speaker));
        let mut paragraph = Paragraph::new(&told, self.station);
        let tied = std::mem::take(&mut self.tied) || self.out.last().is_some_and(|last| last.written.ends_with(':'));
        (paragraph.cut, paragraph.edge) = (cut, if tied { Edge::Tied } else { Edge::Free });
        paragraph.act = calls(&paragraph.written) || self.open.iter().any(|(name, _)| ACTS.contains(&name.as_str()));
        if !paragraph.spoken.is_empty() {
            self.out.push(paragraph);
        }
    }
}

/// What an open directive goes by: alerts by their kind, since a note asks for nothing and a warning does.
fn name(call: &Call) -> String {
    let kind = call.args.get("kind").filter(|_| call.name == "alert");
    kind.map_or_else(|| call.name.clone(), |kind| format!("{}-{kind}", call.name))
}

/// A heading without the number before it: listeners cannot look up "mục 1.2".
fn unnumbered(heading: &str) -> &str {
    let Some((first, rest)) = heading.split_once(' ') else { return heading };
    let numeral = first.trim_end_matches(['.', ')', ':']);
    let marked = numeral.len() < first.len();
    let digits = numeral.chars().all(|c| c.is_ascii_digit() || c == '.');
    let roman = numeral.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let letter = first.ends_with(')') && numeral.chars().nth(1).is_none() && numeral.chars().all(char::is_lowercase);
    if marked && !numeral.is_empty() && (digits || roman || letter) { rest.trim_start() } else { heading }
}

#[cfg(test)]
#[path = "segment_tests.rs"]
mod tests;
