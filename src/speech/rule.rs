//! A rule reads a few tokens, seeing what stands on both sides.

use std::borrow::Cow;
use std::cell::Cell;

use crate::speech::lexicon::Lexicon;
use crate::speech::spoken::Confidence;
use crate::speech::style::Style;
use crate::speech::syllable::lower;
use crate::speech::token::{Case, Kind, Token};

/// One way of reading. Rules are stateless and know nothing of each other but their order.
pub trait Rule: Sync {
    /// Shown with each reading: `date`, `phone`.
    fn name(&self) -> &'static str;

    /// Kinds of token that it may begin with.
    fn begins(&self) -> &'static [Kind];

    /// Reads from `line.tokens[at]`, or leaves it to the rules below.
    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read>;
}

/// What a rule read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// How many tokens, at least one.
    pub tokens: usize,
    /// Words and marks; empty when nothing is said.
    pub spoken: Cow<'static, str>,
    /// How sure the rule is of it.
    pub confidence: Confidence,
}

impl Read {
    /// From the token `at` up to, not including, `end`.
    pub(crate) fn sure(at: usize, end: usize, spoken: impl Into<Cow<'static, str>>) -> Option<Self> {
        Self::with(at, end, spoken, Confidence::Sure)
    }

    pub(crate) fn likely(at: usize, end: usize, spoken: impl Into<Cow<'static, str>>) -> Option<Self> {
        Self::with(at, end, spoken, Confidence::Likely)
    }

    pub(crate) fn guess(at: usize, end: usize, spoken: impl Into<Cow<'static, str>>) -> Option<Self> {
        Self::with(at, end, spoken, Confidence::Guess)
    }

    #[expect(clippy::unnecessary_wraps, reason = "rules end with one of these")]
    pub(crate) fn with(
        at: usize,
        end: usize,
        spoken: impl Into<Cow<'static, str>>,
        confidence: Confidence,
    ) -> Option<Self> {
        Some(Self { tokens: end.saturating_sub(at).max(1), spoken: spoken.into(), confidence })
    }
}

/// How many marks in a row are looked past, so that each look back stays short.
const MOST_DROPPED: usize = 32;

/// One line of the text, cut into tokens, with what a rule may look at.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    /// The whole text; tokens count from its beginning.
    pub text: &'a str,
    /// The tokens of this line, without its end.
    pub tokens: &'a [Token],
    /// For each token, whether it was read and left nothing in the spoken text, neither words nor a pause.
    pub dropped: &'a [Cell<bool>],
    /// The built-in and the site's own words.
    pub lexicon: &'a Lexicon,
    /// The house style.
    pub style: &'a Style,
    /// Is the line in capitals, as headings are?
    pub shouting: bool,
}

impl<'a> Line<'a> {
    /// What the token at a place is made of; [`Kind::End`] where there is none.
    #[must_use]
    #[inline]
    pub fn kind(&self, at: usize) -> Kind {
        #[cfg(test)]
        crate::speech::linear_tests::step(0);
        self.tokens.get(at).map_or(Kind::End, |token| token.kind)
    }

    /// How the word at a place is cased; [`Case::Lower`] where there is none.
    #[must_use]
    #[inline]
    pub fn case(&self, at: usize) -> Case {
        self.tokens.get(at).map_or(Case::Lower, |token| token.case)
    }

    /// What is written at a place; empty where there is no token.
    #[must_use]
    #[inline]
    pub fn str(&self, at: usize) -> &'a str {
        let written = self.tokens.get(at).map_or("", |token| &self.text[token.start as usize..token.end as usize]);
        #[cfg(test)]
        crate::speech::linear_tests::step(written.len());
        written
    }

    /// What is written from one token up to, not including, another.
    #[must_use]
    pub fn slice(&self, from: usize, to: usize) -> &'a str {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if from < to => &self.text[first.start as usize..last.end as usize],
            _ => "",
        }
    }

    /// Is this token written so, in any case? `small` is in lower case.
    #[must_use]
    pub fn is(&self, at: usize, small: &str) -> bool {
        self.is_any(at, &[small])
    }

    /// Is this token one of these, in any case? All in lower case.
    #[must_use]
    pub fn is_any(&self, at: usize, small: &[&str]) -> bool {
        let written = self.str(at);
        match self.case(at) {
            _ if written.is_empty() => false,
            Case::Lower => small.contains(&written),
            _ => small.iter().any(|word| same(written, word)),
        }
    }

    /// The digits at a place; `None` for other tokens.
    #[must_use]
    pub fn digits(&self, at: usize) -> Option<&'a str> {
        (self.kind(at) == Kind::Digits).then(|| self.str(at))
    }

    /// The next place that is not a space.
    #[must_use]
    pub fn skip(&self, at: usize) -> usize {
        if self.kind(at) == Kind::Space { at + 1 } else { at }
    }

    /// The place before `at` that is not a space and was not dropped: what nobody hears must part no words, or the spoken
    /// text would be read in another way.
    #[must_use]
    pub fn before(&self, at: usize) -> Option<usize> {
        let mut before = at.checked_sub(1)?;
        for _ in 0..MOST_DROPPED {
            if self.kind(before) != Kind::Space && !self.dropped.get(before).is_some_and(Cell::get) {
                break;
            }
            before = before.checked_sub(1)?;
        }
        Some(before)
    }

    /// The word before `at`, with only spaces, what was dropped, and `:` or `(` between.
    #[must_use]
    pub fn word_before(&self, at: usize) -> Option<usize> {
        self.place_before(at).filter(|before| self.kind(*before) == Kind::Word)
    }

    /// The place before `at` that is not a space, nor `:` or `(`; of several marks before a colon only the colon is heard.
    #[must_use]
    pub fn place_before(&self, at: usize) -> Option<usize> {
        const LIGHTER: [char; 11] = [',', ';', ')', '[', ']', '{', '}', '|', '-', '–', '—'];
        let mut before = self.before(at)?;
        let mut colon = false;
        for _ in 0..MOST_DROPPED {
            match self.kind(before) {
                Kind::Mark if self.str(before).starts_with(':') => colon = true,
                Kind::Mark if self.str(before).starts_with('(') => {}
                Kind::Mark if colon && self.str(before).starts_with(LIGHTER) => {}
                Kind::Cell if colon => {}
                _ => break,
            }
            before = self.before(before)?;
        }
        Some(before)
    }

    /// Do these words (lower case, one space between) stand right before `at`?
    #[must_use]
    pub fn follows(&self, at: usize, phrase: &str) -> bool {
        self.follows_any(at, &[phrase])
    }

    /// Does one of these phrases stand right before `at`, as in [`Line::follows`]?
    #[must_use]
    pub fn follows_any(&self, at: usize, phrases: &[&str]) -> bool {
        let Some(last) = self.word_before(at) else { return false };
        let may_end = self.may_end(last);
        phrases.iter().any(|phrase| may_end(phrase) && self.ends_here(last, phrase))
    }

    /// Do these words stand at `at`, after a space or not?
    #[must_use]
    pub fn precedes(&self, at: usize, phrase: &str) -> bool {
        let (mut place, mut rest) = (self.skip(at), phrase);
        loop {
            match self.strip_first(place, rest) {
                Some("") => return true,
                Some(after) => rest = after,
                None => return false,
            }
            place = self.skip(place + 1);
        }
    }

    /// Does one of these phrases stand at `at`, as in [`Line::precedes`]?
    #[must_use]
    pub fn precedes_any(&self, at: usize, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.precedes(at, phrase))
    }

    /// Does one of the words stand among the `reach` words before `at`, in the same sentence?
    #[must_use]
    pub fn among_before(&self, at: usize, reach: usize, phrases: &[&str]) -> bool {
        let mut place = at;
        for _ in 0..reach * 2 {
            let Some(before) = place.checked_sub(1) else { return false };
            place = before;
            match self.kind(place) {
                Kind::Word => {
                    let may_end = self.may_end(place);
                    if phrases.iter().any(|phrase| may_end(phrase) && self.ends_here(place, phrase)) {
                        return true;
                    }
                }
                Kind::Cell => return false,
                Kind::Mark
                    if matches!(self.str(place), "." | ";" | "?" | "!") && self.kind(place + 1) == Kind::Space =>
                {
                    return false;
                }
                _ => {}
            }
        }
        false
    }

    /// Turns away by their last byte nearly all phrases that do not end with the word at `last`.
    fn may_end(&self, last: usize) -> impl Fn(&str) -> bool {
        let end = self.str(last).bytes().next_back().unwrap_or_default();
        // The last byte of an accented letter is another in a capital.
        let any = !end.is_ascii() && self.case(last) != Case::Lower;
        move |phrase| any || phrase.bytes().next_back().is_some_and(|byte| byte.eq_ignore_ascii_case(&end))
    }

    /// Does the phrase end with the word at `last`?
    fn ends_here(&self, last: usize, phrase: &str) -> bool {
        let (mut place, mut rest) = (last, phrase);
        loop {
            match self.strip_last(place, rest) {
                Some("") => return true,
                Some(before) => rest = before,
                None => return false,
            }
            let Some(before) = self.before(place) else { return false };
            place = before;
        }
    }

    /// The phrase without its last word, if that is written at a place. Nearly all phrases are turned away here, so
    /// words in small letters are compared as bytes.
    #[inline]
    fn strip_last<'p>(&self, at: usize, phrase: &'p str) -> Option<&'p str> {
        let written = self.str(at);
        let rest = if self.case(at) == Case::Lower {
            phrase.strip_suffix(written)?
        } else {
            let cut = phrase.bytes().rposition(|byte| byte == b' ').map_or(0, |space| space + 1);
            let (rest, word) = phrase.split_at(cut);
            same(written, word).then_some(rest)?
        };
        if rest.is_empty() { Some(rest) } else { rest.strip_suffix(' ') }
    }

    /// The phrase without its first word, if that is written at a place.
    #[inline]
    fn strip_first<'p>(&self, at: usize, phrase: &'p str) -> Option<&'p str> {
        let written = self.str(at);
        let rest = if self.case(at) == Case::Lower {
            phrase.strip_prefix(written)?
        } else {
            let cut = phrase.bytes().position(|byte| byte == b' ').unwrap_or(phrase.len());
            let (word, rest) = phrase.split_at(cut);
            same(written, word).then_some(rest)?
        };
        if rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ') }
    }

    /// The first place of the line that is not a space.
    #[must_use]
    pub fn first(&self) -> usize {
        usize::from(matches!(self.kind(0), Kind::Space | Kind::Cell))
    }

    /// Does nothing that is said stand before `at`? Quotes, brackets and emphasis do not count.
    #[must_use]
    pub fn is_first(&self, at: usize) -> bool {
        let mut place = at;
        for _ in 0..8 {
            let Some(before) = place.checked_sub(1) else { return true };
            place = before;
            let quiet = self.kind(place) == Kind::Space
                || matches!(self.str(place).as_bytes().first(), Some(b'*' | b'#' | b'_' | b'>' | b'|' | b'"' | b'('));
            if !quiet {
                return false;
            }
        }
        false
    }
}

/// Equal in any case; `small` is in lower case.
#[inline]
pub(crate) fn same(written: &str, small: &str) -> bool {
    match (written.as_bytes().first(), small.as_bytes().first()) {
        // Most words differ in their first letter.
        (Some(one), Some(two)) if one.is_ascii() && !one.eq_ignore_ascii_case(two) => false,
        _ => written.chars().map(lower).eq(small.chars()),
    }
}

/// Equal in any case, both sides.
pub(crate) fn same_letters(one: &str, other: &str) -> bool {
    match (one.as_bytes().first(), other.as_bytes().first()) {
        (Some(a), Some(b)) if a.is_ascii() && b.is_ascii() && !a.eq_ignore_ascii_case(b) => false,
        _ => one.chars().map(lower).eq(other.chars().map(lower)),
    }
}
