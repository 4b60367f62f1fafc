//! Lays the silences of a recording beside the marks of its script: each mark gets the silence it was read with, or none.
//!
//! Announcers pass over marks and stop where there is none. Of all ways to pair marks and silences in order, the one is
//! chosen whose stretches between pairs are nearest to what the script says of them.

use super::recording::{Recording, Silence};
use super::script::Script;
use crate::base::Millis;
use crate::speech::{Counts, Pauses};

/// Marks, and silences, that may stay alone one after another.
const REACH: usize = 12;

/// Pairs to be weighed at most: those of an hour and a half. Of a longer recording only the length is used.
const LARGEST: usize = 8_000_000;

/// A longer silence is a page turned, or a cup of tea.
const LONGEST: Millis = Millis(3000);

/// Pauses of one kind: how many marks, and the silences heard at them together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    pub marks: u32,
    pub silence: Millis,
}

/// What was heard at the marks of all kinds. The pause of a paragraph is what its end has beyond its last mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measured {
    pub comma: Seen,
    pub clause: Seen,
    pub sentence: Seen,
    pub paragraph: Seen,
}

/// The silence after each inner piece of the script; `None` when the recording has no measured silences, or they
/// cannot be laid beside the marks.
#[must_use]
pub fn align(script: &Script, recording: &Recording) -> Option<Vec<Millis>> {
    let silences = recording.silences.as_deref()?;
    let (_, inner) = script.pieces().split_last()?;
    let weight: u64 = script.pieces().iter().map(|piece| u64::from(piece.weight)).sum();
    let silent: Millis = silences.iter().map(|silence| silence.length).sum();
    let voice = u64::from(recording.length.saturating_sub(silent).0.max(1));
    let scale = |time: Millis| i64::try_from(u64::from(time.0) * weight / voice).unwrap_or(i64::MAX);
    let end = i64::try_from(weight).ok()?;
    let mut place = 0;
    let marks = row(
        end,
        inner.iter().map(|piece| {
            place += i64::from(piece.weight);
            (place, forgone(&piece.pause))
        }),
    );
    let gaps = row(end, silences.iter().map(|Silence { after, length }| (scale(*after), scale(*length))));
    let mut found = vec![Millis::ZERO; inner.len()];
    for (mark, gap) in pairs(&marks, &gaps)? {
        found[mark - 1] = silences[gap - 1].length;
    }
    Some(found)
}

/// A mark or a silence, or one of the ends.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// In hundredths of an average syllable.
    at: i64,
    /// What it costs to leave alone everything to here.
    alone: i64,
}

fn row(end: i64, places: impl Iterator<Item = (i64, i64)>) -> Vec<Place> {
    let mut row = vec![Place { at: 0, alone: 0 }];
    let mut sum = 0;
    for (at, alone) in places {
        sum += alone;
        row.push(Place { at, alone: sum });
    }
    row.push(Place { at: end, alone: sum });
    row
}

/// What a mark without a silence costs: the more, the longer its pause is wont to be.
fn forgone(pause: &Counts) -> i64 {
    let own = if pause.sentences > 0 {
        400
    } else if pause.clauses > 0 {
        200
    } else {
        120
    };
    if pause.paragraphs > 0 { own + 200 } else { own }
}

/// The cheapest way through both rows, from their first entries to their last, which are pairs themselves.
fn pairs(marks: &[Place], gaps: &[Place]) -> Option<Vec<(usize, usize)>> {
    let (rows, columns) = (marks.len(), gaps.len());
    if rows.saturating_mul(columns) > LARGEST {
        return None;
    }
    let end = marks.last()?.at;
    let mut best: Vec<Option<(i64, (usize, usize))>> = vec![None; rows * columns];
    best[0] = Some((0, (0, 0)));
    for mark in 1..rows {
        for gap in 1..columns {
            // No announcer is a third of the text ahead of where the script says; nor do ends pair with anything else.
            let apart = (marks[mark].at - gaps[gap].at).abs() > end / 3 + 2000;
            if apart || (mark == rows - 1) != (gap == columns - 1) {
                continue;
            }
            for before in mark.saturating_sub(REACH)..mark {
                for earlier in gap.saturating_sub(REACH)..gap {
                    let Some((cost, _)) = best[before * columns + earlier] else { continue };
                    let stretch = (marks[mark].at - marks[before].at - (gaps[gap].at - gaps[earlier].at)).abs();
                    let left = marks[mark - 1].alone - marks[before].alone + gaps[gap - 1].alone - gaps[earlier].alone;
                    let cost = cost + stretch + left;
                    let cell = &mut best[mark * columns + gap];
                    if cell.is_none_or(|(known, _)| cost < known) {
                        *cell = Some((cost, (before, earlier)));
                    }
                }
            }
        }
    }
    let mut at = best[rows * columns - 1]?.1;
    let mut pairs = Vec::new();
    while at != (0, 0) {
        pairs.push(at);
        at = best[at.0 * columns + at.1]?.1;
    }
    Some(pairs)
}

impl Measured {
    /// Adds what was heard at the marks of one script.
    pub fn add(&mut self, script: &Script, silences: &[Millis]) {
        for (piece, silence) in script.pieces().iter().zip(silences) {
            if piece.pause.paragraphs > 0 {
                self.paragraph.add(*silence);
                continue;
            }
            let seen = if piece.pause.sentences > 0 {
                &mut self.sentence
            } else if piece.pause.clauses > 0 {
                &mut self.clause
            } else {
                &mut self.comma
            };
            seen.add(*silence);
        }
    }

    /// The pauses as heard. Kinds that were heard seldom, or never, lean on what the others are beside `usual`; the end of
    /// a paragraph on that of a sentence.
    #[must_use]
    pub fn pauses(&self, usual: &Pauses) -> Pauses {
        let kinds = [(self.comma, usual.comma), (self.clause, usual.clause), (self.sentence, usual.sentence)];
        let sum = |one: &dyn Fn(&(Seen, Millis)) -> u64| kinds.iter().map(one).sum::<u64>();
        let heard = sum(&|(seen, _)| u64::from(seen.silence.0));
        let expected = sum(&|(seen, usual)| u64::from(seen.marks) * u64::from(usual.0));
        // Where nothing but ends of paragraphs was heard, they speak for all.
        let end = usual.sentence + usual.paragraph;
        let (heard, expected) = if expected > 0 {
            (heard, expected)
        } else {
            (u64::from(self.paragraph.silence.0), u64::from(self.paragraph.marks) * u64::from(end.0))
        };
        let part = |time: Millis, part: u64, whole: u64| {
            Millis(u32::try_from(u64::from(time.0) * part / whole.max(1)).unwrap_or(u32::MAX))
        };
        let sentence = self.sentence.mean(part(usual.sentence, heard, expected));
        let likely = part(end, u64::from(sentence.0), u64::from(usual.sentence.0));
        Pauses {
            comma: self.comma.mean(part(usual.comma, heard, expected)),
            clause: self.clause.mean(part(usual.clause, heard, expected)),
            sentence,
            paragraph: self.paragraph.mean(likely).saturating_sub(sentence),
        }
    }

    #[must_use]
    pub fn marks(&self) -> u32 {
        self.comma.marks + self.clause.marks + self.sentence.marks + self.paragraph.marks
    }
}

impl Seen {
    fn add(&mut self, silence: Millis) {
        if silence <= LONGEST {
            self.marks += 1;
            self.silence += silence;
        }
    }

    /// The pause heard on average, beside two imagined ones of a likely length.
    fn mean(self, likely: Millis) -> Millis {
        let sum = u64::from(self.silence.0) + 2 * u64::from(likely.0);
        Millis(u32::try_from(sum / (u64::from(self.marks) + 2)).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The silences beside the marks of a script, for a voice of 240 syllables a minute: after so many syllables, so long.
    fn beside(text: &str, silences: &[(u32, u32)]) -> Option<Vec<u32>> {
        let script = Script::read(text);
        let mut recording = Recording { length: Millis(script.counts().weight * 5 / 2), silences: None };
        recording.length += silences.iter().map(|(_, length)| Millis(*length)).sum();
        let silence = |(after, length): &(u32, u32)| Silence { after: Millis(after * 250), length: Millis(*length) };
        recording.silences = Some(silences.iter().map(silence).collect());
        Some(align(&script, &recording)?.into_iter().map(|silence| silence.0).collect())
    }

    /// Foreign words weigh the same each.
    const TEXT: &str =
        "Online video, online video online. Radio video online radio; online.\nVideo video radio, online.";

    #[test]
    fn every_mark_finds_its_silence() {
        let found = beside(TEXT, &[(4, 200), (8, 600), (17, 300), (19, 700), (25, 250)]);
        assert_eq!(found, Some(vec![200, 600, 300, 700, 250]));
    }

    #[test]
    fn marks_are_passed_over_and_stops_between_marks_are_left_out() {
        // The first comma was passed over; a breath after 13 syllables; the rate wavers.
        let found = beside(TEXT, &[(9, 620), (13, 150), (16, 310), (19, 640), (24, 240)]);
        assert_eq!(found, Some(vec![0, 620, 310, 640, 240]));
        assert_eq!(beside(TEXT, &[]), Some(vec![0; 5]));
    }

    #[test]
    fn a_script_without_marks_has_nothing_to_pair() {
        assert_eq!(beside("Online video", &[(2, 300)]), Some(Vec::new()));
        assert_eq!(beside("", &[]), None);
    }

    #[test]
    fn kinds_that_were_not_heard_follow_the_others() {
        let usual = crate::speech::Pace::MEASURED.pauses;
        let seen = |marks, silence| Seen { marks, silence: Millis(silence) };
        let half = Measured { comma: seen(100, 12_500), sentence: seen(98, 34_300), ..Measured::default() };
        let pauses = Pauses { comma: Millis(125), clause: Millis(200), sentence: Millis(350), paragraph: Millis(200) };
        assert_eq!(half.pauses(&usual), pauses);
        let ends = Measured { paragraph: seen(10, 5500), ..Measured::default() };
        assert_eq!(ends.pauses(&usual), pauses);
    }
}
