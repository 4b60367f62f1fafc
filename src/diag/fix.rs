//! Changes of a text that mend what a message tells, and how they are made in the file as it stands on the disk.

use std::ops::Range;

use crate::base::{clean, lines};

/// A change that is safe: what readers see stays, or becomes what was meant beyond doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Bytes of the cleaned text (`base::clean`), within one line. An empty span with no text cleans its line.
    pub span: Range<u32>,
    /// What is to stand there.
    pub text: String,
}

impl Fix {
    /// A change of some bytes.
    #[must_use]
    pub fn new(span: Range<u32>, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Only cleans the line that begins at this byte: normal form C, nothing invisible.
    #[must_use]
    pub fn clean_line(at: u32) -> Self {
        Self::new(at..at, "")
    }
}

/// Makes the changes in a file's text and tells how many were made; those that overlap an earlier one or leave their
/// line are left out. Lines that nothing is changed in, the ends of lines and a byte-order mark stay as they are.
///
/// ```
/// use loa::diag::{Fix, mend};
/// let text = "một\r\nhòa  và hoà\r\n";
/// let at = "một\nhòa  và ".len() as u32;
/// assert_eq!(mend(text, &[Fix::new(at..at + 4, "hòa")]), ("một\r\nhòa  và hòa\r\n".to_owned(), 1));
/// ```
#[must_use]
pub fn mend(text: &str, fixes: &[Fix]) -> (String, usize) {
    let mut fixes: Vec<&Fix> = fixes.iter().collect();
    fixes.sort_by_key(|fix| (fix.span.start, fix.span.end, &fix.text));
    fixes.dedup();
    let mut fixes = fixes.into_iter().peekable();
    let mut mended = String::with_capacity(text.len() + 16);
    let mut made = 0;
    // Where the line begins in the cleaned text.
    let mut start = 0;
    for (line, end) in lines(text) {
        let (mark, line) = line.strip_prefix('\u{feff}').map_or(("", line), |rest| ("\u{feff}", rest));
        let cleaned = clean(line);
        let limit = start + cleaned.len();
        mended.push_str(mark);
        let (mut at, mut changed) = (start, false);
        let mut new = String::new();
        while let Some(fix) = fixes.next_if(|fix| (fix.span.start as usize) <= limit) {
            let (from, to) = (fix.span.start as usize, fix.span.end as usize);
            if from == to && fix.text.is_empty() {
                changed = true;
                made += usize::from(cleaned != line);
                continue;
            }
            let pieces = (from >= at && from <= to && to <= limit)
                .then(|| Some((cleaned.get(at - start..from - start)?, cleaned.get(to - start..)?)))
                .flatten();
            let Some((before, _)) = pieces else { continue };
            new.push_str(before);
            new.push_str(&fix.text);
            (at, changed) = (to, true);
            made += 1;
        }
        if changed {
            new.push_str(&cleaned[at - start..]);
            mended.push_str(&new);
        } else {
            mended.push_str(line);
        }
        mended.push_str(end);
        start = limit + 1;
    }
    (mended, made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_meant_stays_to_the_byte() {
        let text = "\u{feff}Vie\u{323}\u{302}t\r\nhai\u{a0}ba\rbo\u{301}n\n";
        let at = "Việt\n".len() as u32;
        assert_eq!(
            mend(text, &[Fix::new(at..at + 3, "HAI")]),
            ("\u{feff}Vie\u{323}\u{302}t\r\nHAI ba\rbo\u{301}n\n".to_owned(), 1)
        );
        assert_eq!(mend(text, &[Fix::clean_line(0)]), ("\u{feff}Việt\r\nhai\u{a0}ba\rbo\u{301}n\n".to_owned(), 1));
        assert_eq!(mend(text, &[]), (text.to_owned(), 0));
    }

    #[test]
    fn changes_that_overlap_are_made_one_at_a_time() {
        let fixes = [Fix::new(1..3, "X"), Fix::new(2..4, "Y"), Fix::new(4..4, " "), Fix::new(4..9, "over the line")];
        assert_eq!(mend("abcdef\ngh", &fixes), ("aXd ef\ngh".to_owned(), 2));
    }

    proptest! {
        #[test]
        fn no_change_breaks_or_loses_a_text(
            text in any::<String>(),
            spans in proptest::collection::vec((0u32..60, 0u32..6, "[a-zđ ]{0,3}"), 0..6),
        ) {
            let fixes: Vec<Fix> = spans.into_iter().map(|(at, length, new)| Fix::new(at..at + length, new)).collect();
            let (mended, made) = mend(&text, &fixes);
            prop_assert!(made <= fixes.len());
            prop_assert_eq!(clean(&mended).lines().count() , clean(&text).lines().count());
            prop_assert_eq!(mend(&text, &[]).0, text);
        }
    }
}
