//! What has been spoken so far: each page at most once, with its shorter forms and its parts.

use std::collections::BTreeMap;

use super::assemble::announced;
use super::echo::Echo;
use super::fit::Piece;
use super::list::{number, ordinal};
use super::paragraph::{Paragraph, length, without_cuts};
use super::phrases;
use super::source::Source;
use super::station::Station;
use crate::base::Millis;
use crate::config::{Frame, Phrase};
use crate::speech::Estimate;

/// Most parts that one page is aired in.
pub(super) const MOST_PARTS: u8 = 9;

/// Most blocks that are left out one by one; further ones stay.
const MOST_CUTS: usize = 8;

/// How a page goes on air.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// With everything.
    Whole,
    /// Without the last so many of its `:::cut` blocks.
    Cut(u8),
    /// Part `part` (from 1) of `parts`.
    Part { part: u8, parts: u8 },
}

/// The spoken forms of one page.
pub(super) struct Spoken {
    whole: Vec<Paragraph>,
    /// By the number of blocks that are left out, from one.
    cuts: Vec<Vec<Paragraph>>,
    parts: BTreeMap<u8, Vec<Vec<Paragraph>>>,
    /// What the page adds to the frame of a programme, for sure and at best, by its part and parts.
    frames: BTreeMap<(u8, u8), (Piece, Piece)>,
}

/// Every page that had to be spoken, by its place among the sources.
pub(super) struct Material<'a> {
    station: &'a Station<'a>,
    sources: &'a [&'a Source<'a>],
    spoken: BTreeMap<usize, Spoken>,
    echo: &'a mut Echo,
}

impl<'a> Material<'a> {
    pub fn new(station: &'a Station<'a>, sources: &'a [&'a Source<'a>], echo: &'a mut Echo) -> Self {
        echo.begin(station);
        Self { station, sources, spoken: BTreeMap::new(), echo }
    }

    /// Speaks pages that will be asked for, on all cores; whatever was not foreseen is spoken when it is asked for.
    pub fn foresee(&mut self, sources: &[usize]) {
        let (station, pages) = (self.station, self.sources);
        let pages: Vec<&Source<'_>> = sources.iter().map(|at| pages[*at]).collect();
        self.echo.foresee(&pages, station, |source, said| {
            frame(source, Form::Whole, station, &mut |text| {
                said(text);
                Estimate::default()
            });
        });
    }

    pub fn station(&self) -> &'a Station<'a> {
        self.station
    }

    fn spoken(&mut self, at: usize) -> &mut Spoken {
        let (station, source) = (self.station, self.sources[at]);
        let echo = &mut *self.echo;
        self.spoken.entry(at).or_insert_with(|| Spoken::new(echo.segment(source, station).paragraphs.clone()))
    }

    /// Whether nothing of the page can be said.
    pub fn is_silent(&mut self, at: usize) -> bool {
        self.spoken(at).whole.is_empty()
    }

    /// How many blocks of the page may be left out.
    pub fn cuts(&mut self, at: usize) -> u8 {
        u8::try_from(self.spoken(at).cuts.len()).unwrap_or(u8::MAX)
    }

    /// What is said of the page in this form.
    pub fn paragraphs(&mut self, at: usize, form: Form) -> &[Paragraph] {
        let (station, source) = (self.station, self.sources[at]);
        self.spoken(at);
        let (Some(spoken), echo) = (self.spoken.get_mut(&at), &mut *self.echo) else { return &[] };
        match form {
            Form::Whole => &spoken.whole,
            Form::Cut(count) => match usize::from(count).min(spoken.cuts.len()).checked_sub(1) {
                Some(last) => &spoken.cuts[last],
                None => &spoken.whole,
            },
            Form::Part { part, parts } => {
                let body = &spoken.whole;
                let made = spoken.parts.entry(parts).or_insert_with(|| divided(body, parts, source, station, echo));
                made.get(usize::from(part).saturating_sub(1)).map_or(&[], Vec::as_slice)
            }
        }
    }

    /// How many parts there really are when the page is divided into `parts`: a short text gives fewer.
    pub fn parts(&mut self, at: usize, parts: u8) -> u8 {
        self.paragraphs(at, Form::Part { part: 1, parts });
        self.spoken(at).parts.get(&parts).map_or(1, |made| u8::try_from(made.len()).unwrap_or(MOST_PARTS))
    }

    /// What the page takes of a programme in this form, its headline and bridge included: at least so much at the
    /// fastest rate and at most so much at the slowest, wherever it stands in the programme.
    pub fn piece(&mut self, at: usize, form: Form) -> Piece {
        let frame = self.frame(at, form).0;
        self.with(at, form, frame)
    }

    /// The same where the page stands best for the bounds of a slot: never shorter at the fastest rate, never longer at
    /// the slowest than anything it can really take.
    pub fn piece_at_best(&mut self, at: usize, form: Form) -> Piece {
        let frame = self.frame(at, form).1;
        self.with(at, form, frame)
    }

    fn with(&mut self, at: usize, form: Form, frame: Piece) -> Piece {
        let said = length(self.paragraphs(at, form));
        Piece { low: said.low.0.saturating_add(frame.low), high: said.high.0.saturating_add(frame.high) }
    }

    /// A sentence or more of the programme's own.
    pub fn said(&mut self, text: &str) -> Paragraph {
        self.echo.said(text, self.station).clone()
    }

    fn frame(&mut self, at: usize, form: Form) -> (Piece, Piece) {
        let key = if let Form::Part { part, parts } = form { (part, parts) } else { (1, 1) };
        if let Some(known) = self.spoken(at).frames.get(&key) {
            return *known;
        }
        let (station, echo) = (self.station, &mut *self.echo);
        let made = frame(self.sources[at], form, station, &mut |text| echo.said(text, station).length);
        self.spoken(at).frames.insert(key, made);
        made
    }
}

impl Spoken {
    fn new(whole: Vec<Paragraph>) -> Self {
        let mut blocks: Vec<u16> = whole.iter().filter_map(|paragraph| paragraph.cut).collect();
        blocks.sort_unstable();
        blocks.dedup();
        // From the bottom of the page upwards, as editors shorten.
        let cuts = blocks.iter().rev().take(MOST_CUTS).map(|first| without_cuts(&whole, *first));
        let cuts = cuts.take_while(|left| !left.is_empty()).collect();
        Self { whole, cuts, parts: BTreeMap::new(), frames: BTreeMap::new() }
    }
}

/// The words before a page: the bridge whose turn it is, or the first page's.
pub(super) fn bridge(turn: usize, source: &Source<'_>, station: &Station<'_>) -> String {
    let bridges = station.radio.phrases.bridges();
    let phrase = match turn.checked_sub(1) {
        None => station.radio.phrases.get(Phrase::First),
        Some(turn) => bridges[turn % bridges.len()],
    };
    let topic = source.topic.map_or(source.kind_word, |topic| station.topic_title(topic));
    phrases::words(station, phrase, &[("title", source.title), ("topic", topic)])
}

pub(super) fn headline(at: usize, title: &str, station: &Station<'_>) -> String {
    phrases::phrase(station, Phrase::Headline, &[("ordinal", ordinal(at)), ("title", title)])
}

/// The words before the only page of a programme.
pub(super) fn only(source: &Source<'_>, station: &Station<'_>) -> String {
    let topic = source.topic.map_or(source.kind_word, |topic| station.topic_title(topic));
    phrases::phrase(station, Phrase::Only, &[("title", source.title), ("topic", topic)])
}

pub(super) fn headline_alone(title: &str, station: &Station<'_>) -> String {
    phrases::phrase(station, Phrase::HeadlineAlone, &[("title", title)])
}

/// Further places in a programme are all called alike.
const PLACES: usize = 11;

/// Headline, bridge and music of a page, for sure and at best. Before the first page there is no music, which
/// [`super::assemble::around`] takes off again.
fn frame(
    source: &Source<'_>,
    form: Form,
    station: &Station<'_>,
    said: &mut dyn FnMut(&str) -> Estimate,
) -> (Piece, Piece) {
    let title = announced(source.title, form);
    let turns = station.radio.phrases.bridges().len();
    let mut bridges: Vec<Estimate> = (0..=turns).map(|turn| said(&bridge(turn, source, station))).collect();
    let mut headlines = vec![Estimate::default()];
    if station.radio.frame == Frame::Programme {
        bridges.push(said(&only(source, station)));
        headlines = (0..PLACES).map(|at| said(&headline(at, &title, station))).collect();
        headlines.push(said(&headline_alone(&title, station)));
    }
    let music = phrases::cue(station, "bridge").map_or(Millis::ZERO, |cue| cue.length).0;
    let least = |all: &[Estimate], of: fn(&Estimate) -> Millis| all.iter().map(of).min().unwrap_or_default().0;
    let most = |all: &[Estimate], of: fn(&Estimate) -> Millis| all.iter().map(of).max().unwrap_or_default().0;
    let (low, high) = (|length: &Estimate| length.low, |length: &Estimate| length.high);
    (
        Piece {
            low: least(&bridges, low) + least(&headlines, low) + music,
            high: most(&bridges, high) + most(&headlines, high) + music,
        },
        Piece {
            low: most(&bridges, low) + most(&headlines, low) + music,
            high: least(&bridges, high) + least(&headlines, high) + music,
        },
    )
}

/// The parts of a page, each with the words that let it stand alone.
fn divided(
    body: &[Paragraph],
    parts: u8,
    source: &Source<'_>,
    station: &Station<'_>,
    echo: &mut Echo,
) -> Vec<Vec<Paragraph>> {
    let mut made = echo.parted(source.page, body, usize::from(parts), station);
    let count = made.len();
    if count < 2 {
        return made;
    }
    let word = |at: usize| number(at).unwrap_or("tiếp theo");
    for (at, part) in made.iter_mut().enumerate() {
        let at = at + 1;
        let values = [
            ("part", word(at)),
            ("parts", word(count)),
            ("before", word(at - 1)),
            ("next", word(at + 1)),
            ("title", source.title),
        ];
        let (first, last) = (at == 1, at == count);
        let begins = if first {
            Phrase::PartFirst
        } else if last {
            Phrase::PartLast
        } else {
            Phrase::PartNext
        };
        let ends = if last { Phrase::PartEndsLast } else { Phrase::PartEnds };
        part.insert(0, echo.said(&phrases::phrase(station, begins, &values), station).clone());
        part.push(echo.said(&phrases::phrase(station, ends, &values), station).clone());
    }
    made
}
