//! A script as the announcer sees it: stretches of words, each with the pause that ends it.

use crate::speech::Counts;

/// Words up to a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Of its syllables, in hundredths of an average one.
    pub weight: u32,
    /// The pause after it, and nothing else.
    pub pause: Counts,
}

/// A spoken text: sentences, one or more a line, in paragraphs with a blank line between them, as in the `.txt` scripts
/// of `dist/radio`.
///
/// ```
/// use loa::voice::Script;
/// let script = Script::read("Kính thưa bà con, đây là đài phường.\nMột tin ngắn.\n\nTin thứ nhất");
/// assert_eq!(script.pieces().len(), 4);
/// let counts = script.counts();
/// assert_eq!((counts.syllables, counts.commas, counts.sentences, counts.paragraphs), (14, 1, 3, 2));
/// assert_eq!(script.sounding().sentences, 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Script {
    pieces: Vec<Piece>,
    syllables: u32,
}

impl Script {
    /// Reads a text of words and marks. A line without a mark at its end is a sentence all the same.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut script = Self::default();
        for line in text.lines() {
            if line.trim().is_empty() {
                script.end_paragraph();
            } else {
                script.line(line);
            }
        }
        script.end_paragraph();
        script
    }

    fn line(&mut self, line: &str) {
        let mut from = 0;
        for (at, _) in line.match_indices(char::is_whitespace).chain([(line.len(), "")]) {
            let ends = at == line.len() || line[..at].ends_with(['.', ',', ';', ':', '?', '!']);
            let counts = if ends { Counts::of(&line[from..at]) } else { continue };
            if counts.syllables > 0 {
                from = at;
                self.syllables = self.syllables.saturating_add(counts.syllables);
                let pause = Counts { syllables: 0, weight: 0, paragraphs: 0, ..counts };
                self.pieces.push(Piece { weight: counts.weight, pause });
            }
        }
    }

    fn end_paragraph(&mut self) {
        if let Some(last) = self.pieces.last_mut() {
            last.pause.paragraphs = 1;
        }
    }

    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Everything, with the pause after the last word.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let weight = self.pieces.iter().fold(0, |sum: u32, piece| sum.saturating_add(piece.weight));
        let pauses: Counts = self.pieces.iter().map(|piece| piece.pause).sum();
        Counts { syllables: self.syllables, weight, ..pauses }
    }

    /// What sounds from the first word to the last.
    #[must_use]
    pub fn sounding(&self) -> Counts {
        let Some((_, inner)) = self.pieces.split_last() else { return Counts::default() };
        let pauses: Counts = inner.iter().map(|piece| piece.pause).sum();
        Counts { syllables: self.syllables, weight: self.counts().weight, ..pauses }
    }
}

/// Whether a text holds nothing but words and the marks of a script; any other is to be spoken first.
///
/// ```
/// use loa::voice::is_spoken;
/// assert!(is_spoken("Ngày hai tháng chín, tám giờ."));
/// assert!(!is_spoken("Ngày 2/9, 8 giờ."));
/// ```
#[must_use]
pub fn is_spoken(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || (c.is_alphabetic() && !c.is_numeric()) || ".,;:?!".contains(c))
}
