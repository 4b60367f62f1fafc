//! The spoken text with the readings that made it, and the writer that keeps it free of digits and symbols.

use std::borrow::Cow;
use std::ops::Range;

use crate::speech::syllable::is_letter;

/// How sure a rule is of what it read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// The written form has one reading.
    Sure,
    /// The words around it decided.
    Likely,
    /// Nothing decided: an editor should look before it goes on air.
    Guess,
}

/// One place where the spoken form is not the written one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Bytes of the input in normal form C.
    pub span: Range<u32>,
    /// That stretch of the text.
    pub written: String,
    /// What is said for it, as its rule gave it: without the capital that a sentence begins with. Empty where nothing is.
    pub spoken: Cow<'static, str>,
    /// The name of the rule, as in the table of rules.
    pub rule: &'static str,
    /// How sure the rule was; [`Confidence::Guess`] is for an editor to look at.
    pub confidence: Confidence,
}

/// What an announcer says.
///
/// ```
/// use loa::speech::{Lexicon, Speaker, Style};
/// let speaker = Speaker::new(Lexicon::builtin(), Style::default());
/// let spoken = speaker.speak("UBND phường họp lúc 8h ngày 2/9, mời ông QXZ.");
/// assert_eq!(spoken.text, "Ủy ban nhân dân phường họp lúc tám giờ ngày hai tháng chín, mời ông quy ích dét.");
/// let doubt = spoken.doubts().next().unwrap();
/// assert_eq!(doubt.written, "QXZ");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spoken {
    /// Words and `. , ; : ? !`; no digit, no symbol. Line ends are those of the input.
    pub text: String,
    /// Every reading that is not plain words, in the order of the text.
    pub readings: Vec<Reading>,
}

impl Spoken {
    /// The readings that were guessed.
    pub fn doubts(&self) -> impl Iterator<Item = &Reading> {
        self.readings.iter().filter(|reading| reading.confidence == Confidence::Guess)
    }
}

/// Builds the spoken text: one space between words, marks after words and never two in a row.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    pub text: String,
}

impl Writer {
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes) }
    }

    /// What changes with all that is said: the length so far and the last byte.
    pub fn end(&self) -> (usize, Option<u8>) {
        (self.text.len(), self.text.as_bytes().last().copied())
    }

    /// A word that is known to hold letters only.
    pub fn plain(&mut self, word: &str) {
        self.space();
        self.text.push_str(word);
    }

    /// Words and marks from a rule or a table; whatever must not be said is left out. Where a sentence begins, and
    /// `capital` says that the written form did so with a capital, the spoken form does too.
    pub fn words(&mut self, words: &str, capital: bool) {
        // A letter alone would look like a numeral or an abbreviation.
        let mut capital = capital
            && words.chars().nth(1).is_some_and(|c| is_letter(c) || c.is_alphabetic())
            && self.begins_sentence();
        let (mut rest, mut inside) = (words, false);
        loop {
            let letters = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(letters);
            if let Some(first) = word.chars().next() {
                if !std::mem::replace(&mut inside, true) {
                    self.space();
                }
                if std::mem::take(&mut capital) {
                    self.text.extend(first.to_uppercase());
                    self.text.push_str(&word[first.len_utf8()..]);
                } else {
                    self.text.push_str(word);
                }
            }
            let mut after = after.chars();
            let Some(c) = after.next() else { break };
            if is_mark(c) {
                self.mark(c);
            }
            // Anything else that is no letter is dropped within its word.
            inside &= !is_mark(c) && !c.is_whitespace();
            rest = after.as_str();
        }
    }

    fn begins_sentence(&self) -> bool {
        matches!(self.text.trim_end_matches(' ').as_bytes().last(), None | Some(b'\n' | b'.' | b'?' | b'!'))
    }

    fn space(&mut self) {
        if !matches!(self.text.as_bytes().last(), None | Some(b'\n' | b' ')) {
            self.text.push(' ');
        }
    }

    /// A mark; of several in a row the one with the longest pause stays.
    pub fn mark(&mut self, mark: char) {
        match self.text.chars().next_back() {
            None | Some('\n') => {}
            Some(last) if is_mark(last) => {
                if weight(mark) > weight(last) {
                    self.text.pop();
                    self.text.push(mark);
                }
            }
            Some(_) => self.text.push(mark),
        }
    }

    /// A line ends; a comma before it says nothing.
    pub fn line_end(&mut self) {
        self.drop_comma();
    }

    pub fn newline(&mut self) {
        self.line_end();
        self.text.push('\n');
    }

    pub fn drop_comma(&mut self) {
        if self.text.ends_with(',') {
            self.text.pop();
        }
    }
}

pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '?' | '!')
}

fn weight(mark: char) -> u8 {
    match mark {
        ',' => 0,
        ';' => 1,
        ':' => 2,
        '.' => 3,
        _ => 4,
    }
}
