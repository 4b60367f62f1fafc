//! From a byte of a text to the line and column that an editor shows.

/// A place in a text as people count it: both from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position<'t> {
    pub line: u32,
    pub column: u32,
    /// The line itself, without its end.
    pub text: &'t str,
    /// How many characters of the line are meant, at least 1.
    pub width: u32,
}

impl<'t> Position<'t> {
    /// Finds `span` in `text`; a span beyond the end or inside a character is taken at the nearest place before it.
    ///
    /// ```
    /// let found = loa::diag::Position::find("một\nhai ba", 9..11);
    /// assert_eq!((found.line, found.column, found.text, found.width), (2, 4, "hai ba", 2));
    /// ```
    #[must_use]
    pub fn find(text: &'t str, span: std::ops::Range<u32>) -> Self {
        let start = floor(text, span.start as usize);
        let end = floor(text, span.end as usize).max(start);
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = &text[line_start..line_end];
        let count = |part: &str| u32::try_from(part.chars().count()).unwrap_or(u32::MAX);
        Self {
            line: u32::try_from(before.matches('\n').count()).unwrap_or(u32::MAX - 1) + 1,
            column: count(&text[line_start..start]) + 1,
            text: line,
            width: count(&text[start..end.min(line_end)]).max(1),
        }
    }
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_span_of_any_text_has_a_place(text in any::<String>(), start: u32, end: u32) {
            let found = Position::find(&text, start..end);
            prop_assert!(found.line >= 1 && found.column >= 1 && found.width >= 1);
        }
    }
}
