//! A bulletin: a warning or a notice as half a minute to three minutes that can be read as they stand, at once.

use super::paragraph::{Edge, Paragraph, length, without_cuts};
use super::phrases;
use super::programme::{Approval, fingerprint};
use super::segment::{script_text, segment_text};
use super::source::Source;
use super::station::Station;
use crate::base::{Millis, SourcePath};
use crate::config::Phrase;
use crate::speech::Estimate;

/// Bounds of a bulletin at every rate of the station's band. What is shorter is over before people have come to the
/// window; of what is longer they keep little.
pub const SHORTEST: Millis = Millis::from_seconds(30);
pub const LONGEST: Millis = Millis::from_seconds(180);
/// What the ids of bulletins begin with; those of programmes begin with a date.
pub const PREFIX: &str = "khan-";

/// A page as it is announced outside the schedule.
#[derive(Debug, Clone)]
pub struct Bulletin {
    /// `khan-<slug of the page>`
    pub id: String,
    pub page: SourcePath,
    pub title: String,
    /// All that is said, in order.
    pub paragraphs: Vec<Paragraph>,
    pub length: Estimate,
    /// How many `:::cut` blocks of the page are left out.
    pub left_out: usize,
    pub again: Again,
    pub approval: Approval,
}

/// How much of the page is said a second time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// Everything, and then everything once more: the page is short.
    Twice,
    Everything,
    /// The lead or the first paragraph, and what to do and whom to call.
    Essentials,
    /// The lead or the first paragraph.
    Opening,
}

/// Why a page makes no bulletin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing in it is said.
    Silent,
    /// Even said three times it is this much below [`SHORTEST`] at the fastest rate.
    Short { by: Millis, syllables: u32 },
    /// Without all that may be cut, and with the shortest repetition, it is this much over [`LONGEST`] at the slowest
    /// rate; `cuts` tells whether the page has `:::cut` blocks at all.
    Long { by: Millis, syllables: u32, cuts: bool },
}

impl Bulletin {
    /// The `.txt`: words only, one sentence a line, a blank line between paragraphs.
    #[must_use]
    pub fn text(&self) -> String {
        script_text(&self.paragraphs)
    }

    /// The fingerprint of what is read: what an approval is of.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.text())
    }

    /// Whether the length is within [`SHORTEST`] and [`LONGEST`] at every rate of the band; only an emergency may not be.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.length.low >= SHORTEST && self.length.high <= LONGEST
    }
}

/// The bulletin of a page: greeting and title, the page, what bears repeating, and a closing line. Where it would be too
/// long the repetition shrinks by whole paragraphs of the page, and at each size of it `:::cut` blocks go first, from the
/// bottom; where it would be too short everything is said once more.
///
/// An `emergency` – a storm, a flood, a fire – keeps every word however long it is, and is never refused for its length.
///
/// # Errors
/// When no form of the page is within the bounds.
pub fn bulletin(id: &str, source: &Source<'_>, emergency: bool, station: &Station<'_>) -> Result<Bulletin, Unfit> {
    let bodies = bodies(segment_text(source, station).paragraphs);
    if bodies.is_empty() {
        return Err(Unfit::Silent);
    }
    let form = |left_out: usize, again: Again| {
        let paragraphs = framed(&bodies[left_out], again, source, station);
        let (page, title) = (source.page.clone(), source.title.to_owned());
        let length = length(&paragraphs);
        Bulletin { id: id.to_owned(), page, title, paragraphs, length, left_out, again, approval: Approval::None }
    };
    let usual = form(0, Again::Everything);
    if usual.length.low < SHORTEST {
        let longer = form(0, Again::Twice);
        return if longer.fits() || emergency { Ok(longer) } else { Err(misfit(&longer, bodies.len() > 1)) };
    }
    if emergency {
        return Ok(if usual.fits() { usual } else { form(0, Again::Essentials) });
    }
    let mut shortest = usual;
    for again in [Again::Everything, Again::Essentials, Again::Opening] {
        for left_out in 0..bodies.len() {
            let made = form(left_out, again);
            if made.fits() {
                return Ok(made);
            }
            if made.length.high < shortest.length.high {
                shortest = made;
            }
        }
    }
    Err(misfit(&shortest, bodies.len() > 1))
}

/// By how much the form that comes nearest misses the bounds.
fn misfit(nearest: &Bulletin, cuts: bool) -> Unfit {
    let length = nearest.length;
    if length.high > LONGEST {
        let by = length.high.saturating_sub(LONGEST);
        return Unfit::Long { by, syllables: syllables(by, length.syllables, length.high), cuts };
    }
    let by = SHORTEST.saturating_sub(length.low);
    Unfit::Short { by, syllables: syllables(by, length.syllables, length.low) }
}

/// How many syllables of a text of that length and rate fill so much time, rounded up.
fn syllables(time: Millis, all: u32, length: Millis) -> u32 {
    let count = (u64::from(time.0) * u64::from(all)).div_ceil(u64::from(length.0.max(1)));
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What is said of the page: whole, then with one more `:::cut` block left out each time, from the bottom up.
fn bodies(whole: Vec<Paragraph>) -> Vec<Vec<Paragraph>> {
    let mut blocks: Vec<u16> = whole.iter().filter_map(|paragraph| paragraph.cut).collect();
    blocks.sort_unstable();
    blocks.dedup();
    let shorter: Vec<Vec<Paragraph>> = blocks.iter().rev().map(|first| without_cuts(&whole, *first)).collect();
    std::iter::once(whole).chain(shorter).filter(|body| !body.is_empty()).collect()
}

/// Everything that is said around a body and of it.
fn framed(body: &[Paragraph], again: Again, source: &Source<'_>, station: &Station<'_>) -> Vec<Paragraph> {
    let said = |phrase| Paragraph::said(&phrases::phrase(station, phrase, &[("title", source.title)]), station);
    let repeated = match again {
        Again::Twice | Again::Everything => body.to_vec(),
        Again::Essentials => essentials(body, true),
        Again::Opening => essentials(body, false),
    };
    let mut all = vec![said(Phrase::UrgentOpening)];
    all.extend_from_slice(body);
    for _ in 0..if again == Again::Twice { 2 } else { 1 } {
        all.push(said(Phrase::Again));
        all.extend_from_slice(&repeated);
    }
    if source.ai_generated {
        all.push(said(Phrase::MadeWithAi));
    }
    all.push(said(Phrase::UrgentClosing));
    all
}

/// The lead or the first paragraph, and with `acts` all that tells what to do or whom to call; lists stay whole, with
/// the words that open them, and a heading is said where something follows it.
fn essentials(body: &[Paragraph], acts: bool) -> Vec<Paragraph> {
    let mut groups: Vec<&[Paragraph]> = body.chunk_by(|_, next| next.edge == Edge::Tied).collect();
    let first = groups.iter().position(|group| group.iter().any(|paragraph| !paragraph.heading));
    let wanted =
        |at: usize, group: &[Paragraph]| Some(at) == first || acts && group.iter().any(|paragraph| paragraph.act);
    let keep: Vec<bool> = groups
        .iter()
        .enumerate()
        .map(|(at, group)| {
            let next = groups.get(at + 1).filter(|_| group.iter().all(|paragraph| paragraph.heading));
            wanted(at, group) || next.is_some_and(|next| wanted(at + 1, next))
        })
        .collect();
    let mut keep = keep.into_iter();
    groups.retain(|_| keep.next().unwrap_or_default());
    groups.concat()
}

#[cfg(test)]
#[path = "bulletin_tests.rs"]
mod tests;
