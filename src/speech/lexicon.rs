//! How words are said: the built-in tables and a site's own entries, found by the longest match.

use std::borrow::Cow;

use crate::speech::lexer::{HASH_START, hash_char, lex};
use crate::speech::number;
use crate::speech::style::{Foreign, Style};
use crate::speech::syllable::lower;
use crate::speech::token::{Kind, Token};
use crate::speech::vocabulary;

/// Words that are not said as they are written.
///
/// An entry written in capitals only (`AI`) stands for exactly that; one with small letters (`Zalo`) for any case.
///
/// ```
/// use loa::speech::{Lexicon, Speaker, Style};
/// let own = [("VNeID".to_owned(), "vi en ai đi".to_owned()), ("Ea Kar".to_owned(), "Ê Ka".to_owned())];
/// let speaker = Speaker::new(Lexicon::builtin().with_entries(own), Style::default());
/// assert_eq!(speaker.speak("Xã Ea Kar dùng VNeID").text, "Xã Ê Ka dùng vi en ai đi");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexicon {
    entries: Vec<Entry>,
    firsts: Firsts,
}

/// What entries begin with, by the low half of the hash of the first token.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Firsts {
    /// One bit for each half: nearly all words are turned away here.
    bits: Vec<u64>,
    /// How many bits are set before each word of `bits`.
    before: Vec<u16>,
    /// For each bit that is set, in their order, the entries; the longest first.
    entries: Vec<Vec<u32>>,
}

impl Firsts {
    fn new() -> Self {
        Self { bits: vec![0; 1024], before: vec![0; 1024], entries: Vec::new() }
    }

    #[inline]
    fn has(&self, hash: u32) -> bool {
        self.bits[usize::from(hash as u16) / 64] & (1 << (hash % 64)) != 0
    }

    /// Where the list of a hash stands, or would stand.
    fn place(&self, hash: u32) -> usize {
        let word = usize::from(hash as u16) / 64;
        let below = self.bits[word] & ((1 << (hash % 64)) - 1);
        usize::from(self.before[word]) + below.count_ones() as usize
    }

    fn get(&self, hash: u32) -> &[u32] {
        if self.has(hash) { &self.entries[self.place(hash)] } else { &[] }
    }

    fn get_mut(&mut self, hash: u32) -> &mut Vec<u32> {
        let place = self.place(hash);
        if !self.has(hash) {
            let word = usize::from(hash as u16) / 64;
            self.bits[word] |= 1 << (hash % 64);
            self.before[word + 1..].iter_mut().for_each(|before| *before += 1);
            self.entries.insert(place, Vec::new());
        }
        &mut self.entries[place]
    }
}

/// Where an entry comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    Abbreviation,
    Foreign,
    /// The site's own table: stronger than every rule.
    Site,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The tokens of the written form, in lower case unless `exact`; runs of spaces as one.
    key: Vec<String>,
    exact: bool,
    pub source: Source,
    spoken: Cow<'static, str>,
    /// As Vietnamese pronounce the foreign word, where that is not `spoken`.
    respelled: Option<&'static str>,
}

impl Entry {
    pub fn spoken(&self, style: &Style) -> Cow<'static, str> {
        match (style.foreign, self.respelled) {
            (Foreign::Respelled, Some(respelled)) => Cow::Borrowed(respelled),
            _ => self.spoken.clone(),
        }
    }

    /// As the letters themselves are said, where what is written must be heard: `chat` in an address is chát.
    pub fn respelled(&self) -> &str {
        self.respelled.unwrap_or(&self.spoken)
    }

    pub fn ends_with_stop(&self) -> bool {
        self.key.last().is_some_and(|last| last == ".")
    }
}

impl Lexicon {
    /// The tables that come with the program.
    #[must_use]
    pub fn builtin() -> Self {
        let mut lexicon = Self { entries: Vec::new(), firsts: Firsts::new() };
        for (written, spoken) in vocabulary::abbreviations() {
            lexicon.add(written, spoken.into(), None, Source::Abbreviation);
        }
        for word in vocabulary::words() {
            let spoken = word.vietnamese.unwrap_or(word.respelled);
            lexicon.add(word.written, spoken.into(), Some(word.respelled), Source::Foreign);
        }
        lexicon
    }

    /// The same with a site's own entries, written → spoken. They override every rule and every built-in entry; of
    /// two with the same written form the later one counts.
    #[must_use]
    pub fn with_entries<I: IntoIterator<Item = (String, String)>>(mut self, entries: I) -> Self {
        for (written, spoken) in entries {
            self.add(written.trim(), digits_in_words(&spoken).into(), None, Source::Site);
        }
        self
    }

    fn add(&mut self, written: &str, spoken: Cow<'static, str>, respelled: Option<&'static str>, source: Source) {
        let written = crate::base::nfc(written);
        let exact =
            written.chars().all(|c| lower(c) == c || !c.is_lowercase()) && !written.chars().any(char::is_lowercase);
        let mut tokens = Vec::new();
        lex(&written, 0, written.len(), &mut tokens);
        let Some(first) = tokens.first() else { return };
        let hash = first.hash;
        let key: Vec<String> = tokens
            .iter()
            .map(|token| match token.kind {
                Kind::Space => " ".to_owned(),
                _ if exact => written[token.start as usize..token.end as usize].to_owned(),
                _ => written[token.start as usize..token.end as usize].chars().map(fold).collect(),
            })
            .collect();
        let id = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let same_place = self.firsts.get_mut(hash);
        let entries = &mut self.entries;
        same_place.retain(|other| {
            let other = &entries[*other as usize];
            other.key != key || other.source > source
        });
        let length = key.len();
        let at = same_place.iter().position(|other| {
            let other = &entries[*other as usize];
            (other.source == Source::Site, other.key.len(), other.exact) <= (source == Source::Site, length, exact)
        });
        same_place.insert(at.unwrap_or(same_place.len()), id);
        entries.push(Entry { key, exact, source, spoken, respelled });
    }

    /// May an entry begin with a token of this hash?
    #[inline]
    pub(crate) fn may_begin(&self, hash: u32) -> bool {
        self.firsts.has(hash)
    }

    /// The entry for this word alone.
    pub(crate) fn word(&self, word: &str) -> Option<&Entry> {
        let small: String = word.chars().map(fold).collect();
        let ids = self.firsts.get(small.chars().fold(HASH_START, hash_char));
        ids.iter().map(|id| &self.entries[*id as usize]).find(|entry| match entry.key.as_slice() {
            [one] => one == if entry.exact { word } else { &small },
            _ => false,
        })
    }

    /// The entry that begins at `tokens[at]`, with how many tokens it takes. The site's come before built-in ones, and
    /// long ones before short ones.
    pub(crate) fn find(&self, text: &str, tokens: &[Token], at: usize, only_site: bool) -> Option<(&Entry, usize)> {
        let first = tokens.get(at)?;
        self.firsts.get(first.hash).iter().map(|id| &self.entries[*id as usize]).find_map(|entry| {
            if only_site && entry.source != Source::Site {
                return None;
            }
            let fits = entry.key.iter().enumerate().all(|(step, key)| {
                tokens.get(at + step).is_some_and(|token| {
                    let written = &text[token.start as usize..token.end as usize];
                    match token.kind {
                        Kind::Space => key == " ",
                        _ if entry.exact || token.is_small() => written == key,
                        _ => written.chars().map(fold).eq(key.chars()),
                    }
                })
            });
            (fits && whole(tokens, text, at, entry.key.len())).then_some((entry, entry.key.len()))
        })
    }
}

/// An entry that begins or ends with digits must not cut a number; one of two letters not a code such as `CT5`.
fn whole(tokens: &[Token], text: &str, at: usize, length: usize) -> bool {
    let kind = |at: usize| tokens.get(at).map_or(Kind::End, |token| token.kind);
    let is_joint = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| matches!(&text[token.start as usize..token.end as usize], "/" | "." | "," | "-" | ":"))
    };
    let before = at.checked_sub(1);
    let last = at + length - 1;
    if kind(at) == Kind::Digits
        && before.is_some_and(|b| kind(b) == Kind::Word || (is_joint(b) && b > 0 && kind(b - 1) == Kind::Digits))
    {
        return false;
    }
    if kind(last) == Kind::Digits && is_joint(last + 1) && kind(last + 2) == Kind::Digits {
        return false;
    }
    let written = &text[tokens[at].start as usize..tokens[at].end as usize];
    let short = length == 1 && written.chars().nth(2).is_none();
    let code = kind(last) == Kind::Word && kind(last + 1) == Kind::Digits;
    let inside_code = kind(at) == Kind::Word && before.is_some_and(|b| kind(b) == Kind::Digits) && short;
    !(short && code || inside_code)
}

fn fold(c: char) -> char {
    if c == '’' { '\'' } else { lower(c) }
}

/// A site may write digits in what is to be said; they are never left in the text.
fn digits_in_words(spoken: &str) -> String {
    let mut text = String::with_capacity(spoken.len());
    let mut digits = String::new();
    for c in spoken.chars().chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            text.push(' ');
            text.push_str(&number::cardinal(&digits, &Style::default(), false));
            text.push(' ');
            digits.clear();
        }
        text.push(c);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(lexicon: &Lexicon, text: &str) -> Option<String> {
        let mut tokens = Vec::new();
        lex(text, 0, text.len(), &mut tokens);
        lexicon.find(text, &tokens, 0, false).map(|(entry, _)| entry.spoken(&Style::default()).into_owned())
    }

    #[test]
    fn the_sites_entries_win_and_the_longest_of_them() {
        let own = [("UBND", "ủy ban"), ("UBND TP", "ủy ban thành phố"), ("24/7", "cả ngày đêm"), ("kho 5", "kho 5")];
        let lexicon = Lexicon::builtin().with_entries(own.map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert_eq!(spoken(&lexicon, "UBND xã").as_deref(), Some("ủy ban"));
        assert_eq!(spoken(&lexicon, "UBND  TP").as_deref(), Some("ủy ban thành phố"));
        assert_eq!(spoken(&lexicon, "24/7").as_deref(), Some("cả ngày đêm"));
        assert_eq!(spoken(&lexicon, "24/7/2026"), None);
        assert_eq!(spoken(&lexicon, "ubnd"), None);
        assert_eq!(spoken(&lexicon, "Kho 5").as_deref(), Some("kho năm"));
    }

    #[test]
    fn hashes_are_those_of_the_lexer() {
        let mut tokens = Vec::new();
        lex("Đường", 0, "Đường".len(), &mut tokens);
        let small = "đường".chars().fold(HASH_START, hash_char);
        assert_eq!(tokens[0].hash, small);
    }
}
