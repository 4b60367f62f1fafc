//! English words and brands of the field, and words that are not Vietnamese.

use crate::base;
use crate::speech::abbreviation;
use crate::speech::alphabet;
use crate::speech::lexicon::Source;
use crate::speech::roman;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::syllable::{self, lower};
use crate::speech::token::{Case, Kind};

/// A foreign word or brand with an entry.
pub struct Known;

impl Rule for Known {
    fn name(&self) -> &'static str {
        "foreign"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        abbreviation::entry(line, at, Some(Source::Foreign))
    }
}

/// A word that is no Vietnamese syllable and has no entry.
pub struct Unknown;

impl Rule for Unknown {
    fn name(&self) -> &'static str {
        "unknown"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let word = line.str(at);
        let letters: String = word.chars().filter(|c| !matches!(c, '\'' | '’')).collect();
        // `ii`, and `ko` or `mi` within `0ko1` or `k'o`: by themselves they would be read as something else.
        let code = line.kind(at + 1) == Kind::Digits || at > 0 && line.kind(at - 1) == Kind::Digits;
        let within = code || letters != word;
        let syllable = syllable::is_one(&letters);
        let numeral = roman::value(&letters).is_some();
        if within && (numeral || line.lexicon.word(&letters).is_some()) || numeral && !syllable {
            return Read::guess(at, at + 1, alphabet::spell(&letters));
        }
        if syllable && letters == word {
            return Read::sure(at, at + 1, word.to_owned());
        }
        let vowel = |c: char| matches!(lower(c), 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !c.is_ascii();
        let short = letters.chars().count() <= 6;
        if short && !letters.chars().any(vowel) && line.case(at) != Case::Upper {
            return Read::guess(at, at + 1, alphabet::spell(&letters));
        }
        Read::guess(at, at + 1, base::nfc(&letters).into_owned())
    }
}
