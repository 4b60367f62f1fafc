//! The way back from the words of a block to the bytes of the file, so that a message about a word points at that word.

use std::borrow::Cow;
use std::ops::Range;

use super::{Block, BlockKind, Inline, plain_text};

/// Where the words of one block stand; see [`words_of`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// Byte of the words, byte of the file: from there on both run alike. Most blocks have only this one.
    first: Option<(u32, u32)>,
    /// Where the words leave the file's and go on elsewhere. Sorted.
    more: Vec<(u32, u32)>,
    length: u32,
}

impl Places {
    /// Words of so many bytes follow, which begin at `file`.
    pub(super) fn add(&mut self, length: usize, file: u32) {
        let last = self.more.last().or(self.first.as_ref());
        let alike = last.is_some_and(|(words, from)| from.checked_add(self.length - words) == Some(file));
        if length > 0 && !alike {
            let step = (self.length, file);
            match self.first {
                None => self.first = Some(step),
                Some(_) => self.more.push(step),
            }
        }
        self.skip(length);
    }

    pub(super) fn skip(&mut self, length: usize) {
        self.length = self.length.saturating_add(u32::try_from(length).unwrap_or(u32::MAX));
    }

    /// Gives back memory that is not needed.
    pub(super) fn shrink(&mut self) {
        self.more.shrink_to_fit();
    }

    /// Drops words at the beginning.
    pub(super) fn cut(&mut self, length: usize) {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        let passed = self.more.partition_point(|(words, _)| *words <= length);
        self.first = self.more.drain(..passed).next_back().or(self.first);
        for (words, file) in self.first.iter_mut().chain(&mut self.more) {
            *file = file.saturating_add(length.saturating_sub(*words));
            *words = words.saturating_sub(length);
        }
        self.length = self.length.saturating_sub(length);
    }

    /// The bytes of the file for some bytes of the words.
    #[must_use]
    pub fn span(&self, words: Range<usize>) -> Range<u32> {
        let back = |at: usize| {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            let passed = self.more.partition_point(|(words, _)| *words <= at);
            let step =
                passed.checked_sub(1).map(|last| self.more[last]).or(self.first).filter(|(words, _)| *words <= at);
            step.map_or(0, |(words, file)| file.saturating_add(at - words))
        };
        let start = back(words.start);
        start..back(words.end.saturating_sub(1)).saturating_add(1).max(start)
    }
}

/// Stands between the cells of a row: no text holds it, so nothing is read across cells.
const CELL: char = '\u{1e}';

/// The words of a block as a reader sees them; cells of a row are set apart by U+001E.
///
/// ```
/// let text = "Xem **Luật số** [1/2025/QH15](a.md).\n";
/// let parsed = loa::markdown::parse(text, 0, &"a.md".into());
/// let words = loa::markdown::words_of(&parsed.blocks[0]);
/// let at = words.find("1/2025").unwrap();
/// let span = parsed.places[0].span(at..at + 6);
/// assert_eq!(&text[span.start as usize..span.end as usize], "1/2025");
/// ```
#[must_use]
pub fn words_of(block: &Block) -> Cow<'_, str> {
    match (&block.kind, block.text.as_slice()) {
        (BlockKind::Row { cells, .. }, _) => {
            Cow::Owned(cells.iter().map(|cell| plain_text(cell)).collect::<Vec<_>>().join(&CELL.to_string()))
        }
        (_, [Inline::Text(words)]) => Cow::Borrowed(words),
        (_, text) => Cow::Owned(plain_text(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_over_lines_leads_back_too() {
        for text in [
            "`một`",
            "`` hai`ba ``",
            "`một``\nhai`",
            "| A |\n|---|\n| `một\\|hai ba` bốn |",
            "- > `năm\n  > :x[sáu] bảy`",
            "> `bốn\n> năm`",
            "- ` sáu\n  bảy\n  tám `",
            "> > `chín\n> >   mười\n>mốt` hai",
        ] {
            let parsed = super::super::parse(text, 0, &"a.md".into());
            for (block, places) in parsed.blocks.iter().zip(&parsed.places) {
                let words = words_of(block);
                for word in words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
                    let at = word.as_ptr() as usize - words.as_ptr() as usize;
                    let span = places.span(at..at + word.len());
                    assert_eq!(text.get(span.start as usize..span.end as usize), Some(word), "{text:?} {words:?}");
                }
            }
        }
    }

    #[test]
    fn every_word_leads_back_to_itself() {
        let text = "+++\n+++\n";
        let source = "Một **hai ba** `bốn` :say[năm]{as=\"x\"} sáu\nbảy [tám](chin.md) &amp; mười.\n\nđ) điểm *đê* một;\n\n\
                      | A | B |\n|---|---|\n| cột | **kia** cuối |\n\n- mục một\n  tiếp\n";
        let parsed = super::super::parse(source, u32::try_from(text.len()).unwrap_or(0), &"a.md".into());
        let whole = format!("{text}{source}");
        let mut seen = 0;
        assert_eq!(parsed.blocks.len(), parsed.places.len());
        for (block, places) in parsed.blocks.iter().zip(&parsed.places) {
            let words = words_of(block);
            for word in words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
                let at = word.as_ptr() as usize - words.as_ptr() as usize;
                let span = places.span(at..at + word.len());
                assert_eq!(whole.get(span.start as usize..span.end as usize), Some(word), "{words}");
                seen += 1;
            }
        }
        assert_eq!(seen, 18);
    }
}
