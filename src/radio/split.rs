//! A long page is parted evenly: between sections, else between paragraphs, else between sentences.

use super::paragraph::{Edge, Paragraph, length};
use super::station::Station;

/// How far from the even place a part may end, in percent of a part, for each kind of edge.
const NEAR_SECTION: u64 = 25;
const NEAR_SUBSECTION: u64 = 20;
const NEAR_PARAGRAPH: u64 = 15;
const NEAR_TIED: u64 = 10;

/// The paragraphs in `parts` parts of even length; fewer when there are not enough sentences.
#[must_use]
pub(super) fn split(paragraphs: &[Paragraph], parts: usize, station: &Station<'_>) -> Vec<Vec<Paragraph>> {
    let pieces: Vec<Paragraph> = paragraphs.iter().flat_map(|paragraph| paragraph.by_sentence(station)).collect();
    let whole = time(&pieces);
    let even = (whole / parts.max(1) as u64).max(1);
    let sections = pieces.iter().filter_map(Paragraph::level).min().unwrap_or(2);
    let mut ends = Vec::new();
    for part in 1..parts {
        let from = ends.last().copied().unwrap_or_default();
        match best_end(&pieces, from, whole * part as u64 / parts as u64, even, sections) {
            Some(end) => ends.push(end),
            None => break,
        }
    }
    ends.push(pieces.len());
    let mut made = Vec::new();
    let mut from = 0;
    for end in ends {
        let mut part: Vec<Paragraph> = Vec::new();
        for piece in &pieces[from..end] {
            match part.last_mut() {
                Some(last) if piece.edge == Edge::Sentence => last.join(piece, station),
                _ => part.push(piece.clone()),
            }
        }
        from = end;
        if !part.is_empty() {
            made.push(part);
        }
    }
    made
}

/// The place before which to part: of the kinds of edges that have one near enough to `wanted`, the best kind; of
/// that kind the nearest.
fn best_end(pieces: &[Paragraph], from: usize, wanted: u64, even: u64, sections: u8) -> Option<usize> {
    let mut at = time(&pieces[..from]);
    let mut best: Option<(u8, u64, usize)> = None;
    for place in from + 1..pieces.len() {
        at += time(&pieces[place - 1..place]);
        let off = at.abs_diff(wanted);
        // A heading stays with what it announces.
        if pieces[place - 1].heading {
            continue;
        }
        let (kind, near) = match pieces[place].edge {
            Edge::Heading(level) if level <= sections => (0, NEAR_SECTION),
            Edge::Heading(_) => (1, NEAR_SUBSECTION),
            Edge::Free => (2, NEAR_PARAGRAPH),
            Edge::Tied => (3, NEAR_TIED),
            Edge::Sentence => (4, 0),
        };
        let kind = if off * 100 <= even * near { kind } else { 5 };
        if best.is_none_or(|best| (kind, off, place) < best) {
            best = Some((kind, off, place));
        }
    }
    best.map(|(_, _, place)| place)
}

fn time(paragraphs: &[Paragraph]) -> u64 {
    u64::from(length(paragraphs).likely.0)
}

#[cfg(test)]
#[path = "split_tests.rs"]
mod tests;
