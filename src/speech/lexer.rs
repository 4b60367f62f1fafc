//! One pass over the text that cuts it into tokens; put together again they are the text.

use std::ops::Range;

use crate::speech::syllable::lower;
use crate::speech::token::{Case, Kind, Token};

/// Start of the FNV-1a hash.
pub(crate) const HASH_START: u32 = 0x811c_9dc5;

/// FNV-1a over one more character.
#[must_use]
pub(crate) fn hash_char(hash: u32, c: char) -> u32 {
    (hash ^ u32::from(c)).wrapping_mul(0x0100_0193)
}

/// Appends the tokens of `text[from..to]`. Offsets count from the beginning of `text`.
///
/// ```
/// let text = "Họp lúc 8h";
/// let mut tokens = Vec::new();
/// loa::speech::lex(text, 0, text.len(), &mut tokens);
/// let pieces: Vec<&str> = tokens.iter().map(|token| &text[token.start as usize..token.end as usize]).collect();
/// assert_eq!(pieces, ["Họp", " ", "lúc", " ", "8", "h"]);
/// ```
pub fn lex(text: &str, from: usize, to: usize, tokens: &mut Vec<Token>) {
    let part = text.get(from..to).unwrap_or_default();
    let mut chars = part.char_indices().peekable();
    let place = |at: usize| u32::try_from(from + at).unwrap_or(u32::MAX);
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let (mut case, mut hash) = (Case::Lower, 0);
        let kind = match c {
            '\n' => Kind::Newline,
            '0'..='9' => {
                hash = hash_char(HASH_START, c);
                while let Some((next, c)) = chars.next_if(|(_, c)| c.is_ascii_digit()) {
                    hash = hash_char(hash, c);
                    end = next + 1;
                }
                Kind::Digits
            }
            c if is_space(c) => {
                let mut tab = c == '\t';
                while let Some((next, c)) = chars.next_if(|(_, c)| is_space(*c)) {
                    tab |= c == '\t';
                    end = next + c.len_utf8();
                }
                if tab { Kind::Cell } else { Kind::Space }
            }
            c if is_letter(c) => {
                let mut word = Casing::default();
                hash = word.add(HASH_START, c);
                while let Some(&(next, c)) = chars.peek() {
                    if is_letter(c) {
                        hash = word.add(hash, c);
                    } else if is_apostrophe(c) {
                        let mut after = chars.clone();
                        after.next();
                        if !after.peek().is_some_and(|(_, c)| is_letter(*c)) {
                            break;
                        }
                        hash = hash_char(hash, '\'');
                    } else {
                        break;
                    }
                    end = next + c.len_utf8();
                    chars.next();
                }
                case = word.case();
                Kind::Word
            }
            c if is_nothing(c) => {
                while let Some((next, c)) = chars.next_if(|(_, c)| is_nothing(*c)) {
                    end = next + c.len_utf8();
                }
                Kind::Nothing
            }
            c => {
                hash = hash_char(HASH_START, c);
                while let Some((next, _)) = chars.next_if(|(_, other)| *other == c) {
                    end = next + c.len_utf8();
                }
                Kind::Mark
            }
        };
        tokens.push(Token { start: place(at), end: place(end), kind, case, hash });
    }
}

#[derive(Default)]
struct Casing {
    letters: u32,
    capitals: u32,
    first: bool,
}

impl Casing {
    fn add(&mut self, hash: u32, c: char) -> u32 {
        let small = lower(c);
        self.letters += 1;
        if small != c {
            self.capitals += 1;
            self.first |= self.letters == 1;
        }
        hash_char(hash, small)
    }

    fn case(&self) -> Case {
        match self.capitals {
            0 => Case::Lower,
            all if all == self.letters => Case::Upper,
            1 if self.first => Case::Title,
            _ => Case::Mixed,
        }
    }
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { c.is_alphabetic() && !c.is_numeric() }
}

fn is_space(c: char) -> bool {
    c == ' '
        || c == '\t'
        || (c != '\n' && !matches!(c, '\u{2028}' | '\u{2029}') && c.is_whitespace())
        || matches!(c, '\u{2028}' | '\u{2029}' | '\r')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// A text without the characters that nobody sees, and where they stood.
pub(crate) struct Visible {
    pub text: String,
    /// Bytes of `text` before each gap, and bytes left out up to and with it.
    gaps: Vec<(u32, u32)>,
}

impl Visible {
    /// `None` where nothing is invisible, as nearly always; words are then read as they stand. So they are where what
    /// is left would not be in normal form C any more.
    pub fn of(text: &str) -> Option<Self> {
        if !text.chars().any(is_left_out) {
            return None;
        }
        let mut visible = Self { text: String::with_capacity(text.len()), gaps: Vec::new() };
        for (at, c) in text.char_indices() {
            if is_left_out(c) {
                let before = visible.text.len();
                let gone = at + c.len_utf8() - before;
                visible.gaps.push((u32::try_from(before).unwrap_or(u32::MAX), u32::try_from(gone).unwrap_or(u32::MAX)));
            } else {
                visible.text.push(c);
            }
        }
        matches!(crate::base::nfc(&visible.text), std::borrow::Cow::Borrowed(_)).then_some(visible)
    }

    /// Where some bytes of the visible text stand in the whole one.
    pub fn place(&self, span: &Range<u32>) -> Range<u32> {
        let gone = |gaps: usize| gaps.checked_sub(1).map_or(0, |last| self.gaps[last].1);
        let before = self.gaps.partition_point(|(at, _)| *at <= span.start);
        let within = self.gaps.partition_point(|(at, _)| *at < span.end);
        span.start + gone(before)..span.end + gone(within)
    }
}

fn is_left_out(c: char) -> bool {
    (c > '\u{7e}' || c < ' ') && is_nothing(c) && c != '\n' && !is_space(c) && !is_letter(c)
}

/// Characters that a reader does not see.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
        || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tokens(text: &str) -> Vec<(&str, Kind)> {
        let mut tokens = Vec::new();
        lex(text, 0, text.len(), &mut tokens);
        tokens.iter().map(|token| (&text[token.start as usize..token.end as usize], token.kind)).collect()
    }

    #[test]
    fn a_document_number_in_pieces() {
        assert_eq!(
            tokens("142/NĐ-CP…\n"),
            [
                ("142", Kind::Digits),
                ("/", Kind::Mark),
                ("NĐ", Kind::Word),
                ("-", Kind::Mark),
                ("CP", Kind::Word),
                ("…", Kind::Mark),
                ("\n", Kind::Newline)
            ]
        );
        assert_eq!(tokens("((( H'Mông' ")[0], ("(((", Kind::Mark));
        assert_eq!(tokens("((( H'Mông' ")[2], ("H'Mông", Kind::Word));
    }

    proptest! {
        #[test]
        fn tokens_put_together_are_the_text(text in any::<String>()) {
            let mut found = Vec::new();
            lex(&text, 0, text.len(), &mut found);
            let mut at = 0;
            for token in found {
                prop_assert_eq!(token.start, at);
                prop_assert!(token.end > token.start);
                at = token.end;
            }
            prop_assert_eq!(at as usize, text.len());
        }
    }
}
