//! One paragraph of a script: as written, as said, and how long it lasts.

use super::station::Station;
use super::words::{Words, sentences};
use crate::base::Millis;
use crate::speech::Estimate;

/// A stretch of speech that ends with a paragraph pause.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// For whoever approves the script.
    pub written: String,
    /// For the announcer: words only, on one line.
    pub spoken: String,
    /// The number of the `:::cut` block it lies in; such paragraphs may be dropped.
    pub cut: Option<u16>,
    pub heading: bool,
    /// Whether it tells what to do or whom to call: a step, a warning, a contact.
    pub act: bool,
    /// Silence that the writer asked for, after the words.
    pub pause: Millis,
    /// Time for the words and the silence.
    pub length: Estimate,
    pub(super) edge: Edge,
}

/// How well a page can be parted before a paragraph, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edge {
    /// A heading of this level stands here.
    Heading(u8),
    Free,
    /// The paragraph hangs on the one before: a list, or the end of a box.
    Tied,
    /// In the middle of a paragraph, between two sentences.
    Sentence,
}

impl Paragraph {
    /// Speaks some words as a paragraph of their own.
    pub(super) fn new(words: &Words, station: &Station<'_>) -> Self {
        let spoken = words.spoken(station.speaker);
        let length = Estimate::of(&spoken, &station.radio.band);
        Self {
            written: words.written(),
            spoken,
            cut: None,
            heading: false,
            act: false,
            pause: Millis::ZERO,
            length,
            edge: Edge::Free,
        }
    }

    /// A sentence or more of the programme's own: greetings, bridges.
    pub(super) fn said(text: &str, station: &Station<'_>) -> Self {
        Self::new(&Words::plain(text).finished(), station)
    }

    /// Adds silence after the words.
    pub(super) fn pause(&mut self, time: Millis) {
        self.pause += time;
        self.length += silence(time);
    }

    /// The sentences, each of which is a line of the script.
    #[must_use]
    pub fn lines(&self) -> Vec<&str> {
        sentences(&self.spoken)
    }

    /// The level of the heading, where it is one.
    pub(super) fn level(&self) -> Option<u8> {
        match self.edge {
            Edge::Heading(level) => Some(level),
            _ => None,
        }
    }

    /// The same paragraph as one for each sentence, for a page that can be parted nowhere else.
    pub(super) fn by_sentence(&self, station: &Station<'_>) -> Vec<Self> {
        let spoken = sentences(&self.spoken);
        if spoken.len() < 2 || self.heading {
            return vec![self.clone()];
        }
        let written = sentences(&self.written);
        let last = spoken.len() - 1;
        let alike = written.len() == spoken.len();
        let mut pieces = Vec::new();
        for (at, line) in spoken.iter().enumerate() {
            let mut piece = Self {
                written: (*if alike { &written[at] } else { line }).to_owned(),
                spoken: (*line).to_owned(),
                pause: Millis::ZERO,
                length: Estimate::of(line, &station.radio.band),
                edge: if at == 0 { self.edge } else { Edge::Sentence },
                ..self.clone()
            };
            if at == last {
                piece.pause(self.pause);
            }
            pieces.push(piece);
        }
        pieces
    }

    /// Puts the next sentence of the same paragraph back on.
    pub(super) fn join(&mut self, next: &Self, station: &Station<'_>) {
        self.written = format!("{} {}", self.written, next.written);
        self.spoken = format!("{} {}", self.spoken, next.spoken);
        self.length = Estimate::of(&self.spoken, &station.radio.band);
        let silence = self.pause + next.pause;
        self.pause = Millis::ZERO;
        self.pause(silence);
    }
}

/// Time in which nobody speaks, the same at every rate.
pub(super) fn silence(time: Millis) -> Estimate {
    Estimate { syllables: 0, low: time, likely: time, high: time }
}

/// The time of all of them.
pub(super) fn length(paragraphs: &[Paragraph]) -> Estimate {
    paragraphs.iter().map(|paragraph| paragraph.length).sum()
}

/// The paragraphs without those that may be cut, from the block of that number on, and without headings that nothing
/// is left under.
pub(super) fn without_cuts(paragraphs: &[Paragraph], first: u16) -> Vec<Paragraph> {
    let stays = |paragraph: &&Paragraph| paragraph.cut.is_none_or(|block| block < first);
    let kept: Vec<&Paragraph> = paragraphs.iter().filter(stays).collect();
    let mut out = Vec::new();
    for (at, paragraph) in kept.iter().enumerate() {
        let follows = kept.get(at + 1).map(|next| next.level());
        let empty = paragraph.level().is_some_and(|level| match follows {
            None => true,
            Some(next) => next.is_some_and(|next| next <= level),
        });
        if !empty {
            out.push((*paragraph).clone());
        }
    }
    out
}
