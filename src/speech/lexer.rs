//! One pass over the text that cuts it into tokens; put together again they are the text.

use std::ops::Range;
use std::str::Chars;

use crate::speech::syllable::{is_letter, lower};
use crate::speech::token::{Case, Kind, Letters, Token};

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
    let mut rest = text.get(from..to).unwrap_or_default().chars();
    loop {
        let start = place(to, &rest);
        let Some(c) = rest.next() else { break };
        let mut token =
            Token { start, end: start, kind: Kind::Mark, case: Case::Lower, letters: Letters::Ascii, hash: 0 };
        match c {
            ' ' => token.kind = if spaces(&mut rest) { Kind::Cell } else { Kind::Space },
            c if is_letter(c) => word(c, &mut rest, &mut token),
            '\n' => token.kind = Kind::Newline,
            '0'..='9' => {
                token.kind = Kind::Digits;
                token.hash = hash_char(HASH_START, c);
                skip(&mut rest, |c| {
                    let digit = c.is_ascii_digit();
                    if digit {
                        token.hash = hash_char(token.hash, c);
                    }
                    digit
                });
            }
            c if is_space(c) => {
                token.kind = if spaces(&mut rest) || c == '\t' { Kind::Cell } else { Kind::Space };
            }
            c if is_nothing(c) => {
                token.kind = Kind::Nothing;
                skip(&mut rest, is_nothing);
            }
            c => {
                token.hash = hash_char(HASH_START, c);
                skip(&mut rest, |other| other == c);
            }
        }
        token.end = place(to, &rest);
        tokens.push(token);
    }
}

/// Where the rest of a text that ends at `to` begins.
fn place(to: usize, rest: &Chars<'_>) -> u32 {
    u32::try_from(to - rest.as_str().len()).unwrap_or(u32::MAX)
}

/// Passes over the characters that belong to the token.
fn skip(rest: &mut Chars<'_>, mut belongs: impl FnMut(char) -> bool) {
    let mut ahead = rest.clone();
    while ahead.next().is_some_and(&mut belongs) {
        *rest = ahead.clone();
    }
}

/// Passes over spaces; tells whether there was a tab among them.
fn spaces(rest: &mut Chars<'_>) -> bool {
    let mut tab = false;
    skip(rest, |c| {
        let space = is_space(c);
        tab |= space && c == '\t';
        space
    });
    tab
}

/// The rest of a word, with its apostrophes.
fn word(first: char, rest: &mut Chars<'_>, token: &mut Token) {
    let mut word = Word::default();
    word.add(first);
    loop {
        let mut ahead = rest.clone();
        match ahead.next() {
            Some(c) if is_letter(c) => word.add(c),
            Some(c) if is_apostrophe(c) && ahead.clone().next().is_some_and(is_letter) => {
                word.hash = hash_char(word.hash, '\'');
                word.other = true;
            }
            _ => break,
        }
        *rest = ahead;
    }
    token.kind = Kind::Word;
    token.case = word.case();
    token.letters = match (word.other, word.marked) {
        (true, _) => Letters::Other,
        (false, true) => Letters::Vietnamese,
        (false, false) => Letters::Ascii,
    };
    token.hash = word.hash;
}

/// What is known of a word so far.
struct Word {
    hash: u32,
    letters: u32,
    capitals: u32,
    /// Is the first letter a capital?
    first: bool,
    /// Is there a letter beyond a to z?
    marked: bool,
    /// Is there anything that no Vietnamese word has?
    other: bool,
}

impl Word {
    fn add(&mut self, c: char) {
        let small = lower(c);
        self.letters += 1;
        if small != c {
            self.capitals += 1;
            self.first |= self.letters == 1;
        }
        if !c.is_ascii() {
            self.marked = true;
            self.other |= !matches!(c, '\u{c0}'..='\u{1b0}' | '\u{1ea0}'..='\u{1ef9}');
        }
        self.hash = hash_char(self.hash, small);
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

impl Default for Word {
    fn default() -> Self {
        Self { hash: HASH_START, letters: 0, capitals: 0, first: false, marked: false, other: false }
    }
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
    !matches!(c, ' '..='~') && is_nothing(c) && c != '\n' && !is_space(c) && !is_letter(c)
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

    #[test]
    fn words_know_their_letters() {
        for (word, case, letters) in [
            ("theo", Case::Lower, Letters::Ascii),
            ("Ủy", Case::Title, Letters::Vietnamese),
            ("NĐ", Case::Upper, Letters::Vietnamese),
            ("H'Mông", Case::Mixed, Letters::Other),
            ("привет", Case::Lower, Letters::Other),
        ] {
            let mut tokens = Vec::new();
            lex(word, 0, word.len(), &mut tokens);
            assert_eq!((tokens[0].case, tokens[0].letters), (case, letters), "{word}");
        }
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
