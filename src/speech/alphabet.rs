//! Letters by their Vietnamese names, and words in capitals: headings or unknown abbreviations.

use crate::speech::label;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::syllable::{self, lower};
use crate::speech::token::{Case, Kind};
use crate::speech::vocabulary::{KINDS, abbreviations};

/// The names of letters, as in abbreviations read out on air (d is dê, đ is đê: never the same).
const NAMES: &[(char, &str)] = &[
    ('a', "a"),
    ('b', "bê"),
    ('c', "xê"),
    ('d', "dê"),
    ('e', "e"),
    ('f', "ép"),
    ('g', "gờ"),
    ('h', "hát"),
    ('i', "i"),
    ('j', "gi"),
    ('k', "ca"),
    ('l', "lờ"),
    ('m', "mờ"),
    ('n', "nờ"),
    ('o', "o"),
    ('p', "pê"),
    ('q', "quy"),
    ('r', "rờ"),
    ('s', "ét"),
    ('t', "tê"),
    ('u', "u"),
    ('v', "vê"),
    ('w', "đắp liu"),
    ('x', "ích"),
    ('y', "y"),
    ('z', "dét"),
    ('ă', "á"),
    ('â', "ớ"),
    ('đ', "đê"),
    ('ê', "ê"),
    ('ô', "ô"),
    ('ơ', "ơ"),
    ('ư', "ư"),
];

/// The name of a letter in any case; `None` for letters of other alphabets and with tones.
#[must_use]
pub(crate) fn name(letter: char) -> Option<&'static str> {
    let small = lower(letter);
    NAMES.iter().find(|(known, _)| *known == small).map(|(_, name)| *name)
}

/// A word letter by letter. Letters without a name stay.
#[must_use]
pub(crate) fn spell(word: &str) -> String {
    let mut text = String::with_capacity(word.len() * 4);
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        if !text.is_empty() {
            text.push(' ');
        }
        match name(c) {
            Some(name) => text.push_str(name),
            None => text.push(lower(c)),
        }
    }
    text
}

/// `A1B`, `H5N1`, `B12`: short groups of letters and digits without a space, letter by letter.
pub struct Code;

impl Rule for Code {
    fn name(&self) -> &'static str {
        "code"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let word = line.str(at);
        let beside = line.kind(at + 1) == Kind::Digits || at > 0 && line.kind(at - 1) == Kind::Digits;
        // `Km5+200`
        if line.is(at, "km") && line.kind(at + 1) == Kind::Digits {
            return Read::likely(at, at + 1, "ki lô mét");
        }
        if !beside || line.case(at) != Case::Upper && word.chars().count() > 1 || word.chars().count() > 4 {
            return None;
        }
        // `NQ57`, `NĐ168`
        if let ("NĐ" | "NQ" | "QĐ" | "TTLT", Kind::Digits) = (word, line.kind(at + 1))
            && let Some((_, name)) = KINDS.iter().find(|(sign, _)| *sign == word)
        {
            return Read::likely(at, at + 1, *name);
        }
        Read::likely(at, at + 1, spell(word))
    }
}

/// Words in capitals that no table knows.
pub struct Capitals;

impl Rule for Capitals {
    fn name(&self) -> &'static str {
        "capitals"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        if line.case(at) != Case::Upper {
            return None;
        }
        let word = line.str(at);
        if syllable::is_one(word) {
            // A name of one syllable in capitals may as well be an abbreviation: `CA`, `MIN`.
            // "Ở đó": a word of one letter has but its capital.
            if word.chars().nth(1).is_none() && !line.shouting {
                return Read::sure(at, at + 1, word.to_owned());
            }
            let plain = word.chars().all(|c| c.is_ascii() || c == 'Đ');
            let doubtful = plain && !line.shouting && !beside_capitals(line, at);
            let spoken = small(word, line.is_first(at));
            return if doubtful { Read::guess(at, at + 1, spoken) } else { Read::sure(at, at + 1, spoken) };
        }
        let letters = word.chars().count();
        let vowels = word.chars().filter(|c| matches!(lower(*c), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')).count();
        // `FACEBOOK` and `BUALOI` are words in capitals, `UBMTTQ` is not.
        let word_like = letters > 6 && vowels * 4 >= letters || letters > 4 && vowels > 1 && label::is_word(word);
        if word_like || !word.chars().any(|c| name(c).is_some()) {
            return Read::guess(at, at + 1, small(word, false));
        }
        Read::guess(at, at + 1, composed(word).unwrap_or_else(|| spell(word)))
    }
}

/// Two letters that mean the same in all compounds: `CBYT`, `QLTTXD`.
const PAIRS: &[(&str, &str)] = &[
    ("CB", "cán bộ"),
    ("DL", "du lịch"),
    ("DN", "doanh nghiệp"),
    ("GD", "giáo dục"),
    ("GV", "giáo viên"),
    ("NV", "nhân viên"),
    ("QL", "quản lý"),
    ("SX", "sản xuất"),
    ("XD", "xây dựng"),
    ("YT", "y tế"),
];

/// An unknown abbreviation as two known ones, the second as long as possible.
fn composed(word: &str) -> Option<String> {
    let known = |part: &str| {
        let pair = part.chars().nth(2).is_none();
        let is_it = |(known, _): &(&str, &str)| *known == part;
        let found = if pair { PAIRS.iter().copied().find(is_it) } else { abbreviations().find(is_it) };
        found.map(|(_, spoken)| spoken)
    };
    word.char_indices().skip(2).map(|(cut, _)| cut).find_map(|cut| {
        let (left, right) = word.split_at(cut);
        Some(format!("{} {}", known(left)?, known(right)?))
    })
}

fn beside_capitals(line: &Line<'_>, at: usize) -> bool {
    let capital = |place: usize| {
        let word = line.str(place);
        line.kind(place) == Kind::Word && line.case(place) == Case::Upper && word.len() > 1 && syllable::is_one(word)
    };
    line.before(at).is_some_and(capital) || capital(line.skip(at + 1))
}

/// The word in small letters, with a capital at the beginning of a line.
fn small(word: &str, first: bool) -> String {
    let mut letters = word.chars();
    let mut text = String::with_capacity(word.len());
    if first {
        text.extend(letters.next());
    }
    text.extend(letters.flat_map(char::to_lowercase));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d_and_đ_are_never_the_same() {
        assert_eq!(spell("DĐ"), "dê đê");
        assert_eq!(spell("QXZ"), "quy ích dét");
    }
}
