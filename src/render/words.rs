//! The words of one page, counted for the search index: made of the page alone, and small enough to be kept for each page
//! of a site between builds.

use std::sync::LazyLock;

/// Counted words: each is followed by a sign below U+0020 that tells how often it counts and whether the title has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words(Box<str>);

/// How often a word counts is told apart up to here.
const MOST: u32 = 15;
/// In the sign behind a word: the title has it.
const IN_TITLE: u8 = 16;

/// A word of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'w> {
    pub word: &'w str,
    /// From 1 to 15, which stands for all that is more.
    pub times: u32,
    pub in_title: bool,
}

impl Words {
    /// Each word once, in the order of the page.
    pub fn iter(&self) -> impl Iterator<Item = Word<'_>> {
        let mut rest: &str = &self.0;
        std::iter::from_fn(move || {
            let end = rest.bytes().position(|byte| byte < b' ')?;
            let sign = rest.as_bytes()[end];
            let word = &rest[..end];
            rest = &rest[end + 1..];
            Some(Word { word, times: u32::from(sign & !IN_TITLE), in_title: sign & IN_TITLE != 0 })
        })
    }
}

/// Counts the words of one page after the other.
#[derive(Default)]
pub(super) struct Counter {
    known: Numbered,
    times: Vec<u32>,
    /// The word being read, in small letters.
    small: String,
}

impl Counter {
    /// Counts the words of a text, and gives their number.
    pub fn count(&mut self, text: &str, weight: u32) -> usize {
        let small_letters = &*SMALL;
        let mut number = 0;
        let mut start = 0;
        let mut strange = false;
        self.small.clear();
        for (at, c) in text.char_indices() {
            match small_letters.of(c) {
                Small::Letter(small) => self.small.push(small),
                Small::Strange => strange = true,
                Small::Gap => {
                    number += usize::from(self.word(&text[start..at], strange, weight));
                    start = at + c.len_utf8();
                    strange = false;
                }
            }
        }
        number + usize::from(self.word(&text[start..], strange, weight))
    }

    /// Counts one word; `strange` where its small letters are not known yet.
    fn word(&mut self, word: &str, strange: bool, weight: u32) -> bool {
        let counts = !word.is_empty() && word.len() < LONGEST;
        if counts {
            if strange {
                self.small.clear();
                match word.chars().any(char::is_uppercase) {
                    true => self.small.push_str(&word.to_lowercase()),
                    false => self.small.push_str(word),
                }
            }
            let number = self.known.number(&self.small);
            self.times.resize(self.known.len(), 0);
            self.times[number] += weight;
        }
        self.small.clear();
        counts
    }

    /// All that was counted, of a page with this title; the next page begins with nothing.
    pub fn take(&mut self, title: &str) -> Words {
        let mut in_title = vec![0; self.known.len()];
        for word in split(title) {
            if let Some(number) = self.known.find(&word.to_lowercase()) {
                in_title[number] = IN_TITLE;
            }
        }
        let mut words = String::with_capacity(self.known.text.len() + self.known.len());
        for (number, (times, in_title)) in self.times.iter().zip(in_title).enumerate() {
            words.push_str(self.known.get(number));
            let times = u8::try_from(*times.min(&MOST)).unwrap_or(1);
            words.push(char::from(times | in_title));
        }
        self.known.clear();
        self.times.clear();
        Words(words.into_boxed_str())
    }
}

/// Words are shorter, in bytes.
const LONGEST: usize = 40;

pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && word.len() < LONGEST)
}

/// What a character is within words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Small {
    /// No letter and no figure.
    Gap,
    /// A letter or figure, as the small one.
    Letter(char),
    /// A letter that only Unicode's own tables know.
    Strange,
}

/// The small letters of Latin and Vietnamese, U+0000 to U+024F and U+1E00 to U+1EFF: Unicode's tables take ten times as
/// long for each of them.
struct SmallLetters([Small; LATIN + MORE]);

const LATIN: usize = 0x250;
const MORE: usize = 0x100;
const MORE_FROM: usize = 0x1e00;

static SMALL: LazyLock<SmallLetters> = LazyLock::new(|| {
    SmallLetters(std::array::from_fn(|at| {
        let code = if at < LATIN { at } else { at - LATIN + MORE_FROM };
        u32::try_from(code).ok().and_then(char::from_u32).map_or(Small::Gap, small)
    }))
});

impl SmallLetters {
    fn of(&self, c: char) -> Small {
        let code = c as usize;
        if code < LATIN {
            self.0[code]
        } else if (MORE_FROM..MORE_FROM + MORE).contains(&code) {
            self.0[code - MORE_FROM + LATIN]
        } else if c.is_alphanumeric() {
            Small::Strange
        } else {
            Small::Gap
        }
    }
}

fn small(c: char) -> Small {
    if !c.is_alphanumeric() {
        return Small::Gap;
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(small), None) if small == c || c.is_uppercase() => Small::Letter(small),
        _ => Small::Strange,
    }
}

/// Gives each word a number, in the order in which words are first seen: a table without an order of its own.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    /// All words, one behind the other.
    text: String,
    ends: Vec<u32>,
    /// The hash of a word and one more than its number, or nothing; as many as a power of two, at most half of them taken.
    slots: Vec<(u32, u32)>,
}

impl Numbered {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn get(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[start..self.ends[number] as usize]
    }

    /// The number of a word, a new one where it is new.
    pub fn number(&mut self, word: &str) -> usize {
        if self.slots.len() < 2 * (self.len() + 1) {
            self.grow();
        }
        let hash = hash(word);
        let slot = self.slot(word, hash);
        if self.slots[slot].1 == 0 {
            self.text.push_str(word);
            self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
            self.slots[slot] = (hash, u32::try_from(self.len()).unwrap_or(u32::MAX));
        }
        self.slots[slot].1 as usize - 1
    }

    pub fn find(&self, word: &str) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        (self.slots[self.slot(word, hash(word))].1 as usize).checked_sub(1)
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.slots.fill((0, 0));
    }

    fn grow(&mut self) {
        let more = vec![(0, 0); (2 * self.slots.len()).max(512)];
        for (hash, number) in std::mem::replace(&mut self.slots, more) {
            if number > 0 {
                // No two words are the same, and none is empty: a free place is found.
                let slot = self.slot("", hash);
                self.slots[slot] = (hash, number);
            }
        }
    }

    /// Where a word stands or belongs.
    fn slot(&self, word: &str, hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            match self.slots[slot] {
                (_, 0) => return slot,
                (known, number) if known == hash && self.get(number as usize - 1) == word => return slot,
                _ => slot = (slot + 1) & mask,
            }
        }
    }
}

/// Eight bytes at a time: most words have no more.
fn hash(word: &str) -> u32 {
    let mut hash = word.len() as u64;
    for part in word.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes[..part.len()].copy_from_slice(part);
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(bytes)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_word_is_counted_however_it_is_written() {
        let mut counter = Counter::default();
        assert_eq!(counter.count("Mã OTP, mã otp; ĐỒNG đồng 2026", 1), 7);
        assert_eq!(counter.count("otp", 20), 1);
        let words = counter.take("Mã số");
        let read: Vec<_> = words.iter().map(|word| (word.word, word.times, word.in_title)).collect();
        assert_eq!(read, [("mã", 2, true), ("otp", 15, false), ("đồng", 2, false), ("2026", 1, false)]);
        assert_eq!(counter.take("").iter().count(), 0);
    }

    #[test]
    fn small_letters_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            match SMALL.of(c) {
                Small::Gap => assert!(!c.is_alphanumeric(), "{c:?}"),
                Small::Letter(small) if c.is_uppercase() => assert_eq!(small.to_string(), c.to_lowercase().to_string()),
                Small::Letter(small) => assert_eq!((small, c.is_alphanumeric()), (c, true)),
                Small::Strange => assert!(c.is_alphanumeric(), "{c:?}"),
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn words_are_those_that_splitting_finds(text in "[a-cA-CăĂđĐΣσςİǅß1٣\u{1d400} ,.-]{0,60}") {
            let mut expected: BTreeMap<String, u32> = BTreeMap::new();
            for word in split(&text) {
                let upper = word.chars().any(char::is_uppercase);
                *expected.entry(if upper { word.to_lowercase() } else { word.to_owned() }).or_default() += 1;
            }
            let mut counter = Counter::default();
            proptest::prop_assert_eq!(counter.count(&text, 1), split(&text).count());
            let words = counter.take("");
            let counted: BTreeMap<String, u32> =
                words.iter().map(|word| (word.word.to_owned(), word.times)).collect();
            expected.values_mut().for_each(|times| *times = (*times).min(MOST));
            proptest::prop_assert_eq!(counted, expected);
        }
    }

    #[test]
    fn numbers_are_given_in_order_and_kept() {
        let mut numbered = Numbered::default();
        let words: Vec<String> = (0..2000).map(|at| format!("từ{}", at % 1500)).collect();
        for (at, word) in words.iter().enumerate() {
            assert_eq!(numbered.number(word), at % 1500);
        }
        assert_eq!((numbered.len(), numbered.get(1499), numbered.find("từ7")), (1500, "từ1499", Some(7)));
        assert_eq!(numbered.find("không"), None);
    }
}
