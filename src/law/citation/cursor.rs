//! A place in a text that reads words, numbers and marks, forgiving of case, spaces and the place of tone marks.

use unicode_normalization::char::decompose_canonical;

/// Reads on from a byte of a text; a copy is a place to come back to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    pub text: &'t str,
    pub at: usize,
}

/// What may stand between two words.
const BLANKS: [char; 6] = [' ', '\n', '\t', '\u{a0}', '*', '_'];

/// At most this many bytes of blanks stand between two words of a citation.
const WIDEST: usize = 8;

impl<'t> Cursor<'t> {
    pub fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    pub fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Steps over blanks, among them those that do not break, and stars of emphasis; a long gap ends every citation.
    pub fn blanks(&mut self) -> &mut Self {
        let bytes = self.rest().as_bytes();
        let mut gap = 0;
        while gap < WIDEST {
            gap += match bytes[gap..] {
                [b' ' | b'\n' | b'\t' | b'*' | b'_', ..] => 1,
                [0xc2, 0xa0, ..] => 2,
                _ => break,
            };
        }
        self.at += gap;
        self
    }

    /// Takes one of these characters, after blanks.
    pub fn mark(&mut self, marks: &[char]) -> Option<char> {
        let mut look = *self;
        let found = look.blanks().peek().filter(|c| marks.contains(c))?;
        self.at = look.at + found.len_utf8();
        Some(found)
    }

    /// The letters that come next, without blanks before them.
    pub fn letters(&self) -> &'t str {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let mut end = 0;
        while let Some(byte) = bytes.get(end) {
            if byte.is_ascii() {
                if !byte.is_ascii_alphabetic() {
                    break;
                }
                end += 1;
            } else {
                match rest[end..].chars().next() {
                    Some(c) if is_letter(c) => end += c.len_utf8(),
                    _ => break,
                }
            }
        }
        &rest[..end]
    }

    /// The next word, after blanks, and the place behind it.
    pub fn next_word(&self) -> (&'t str, Self) {
        let mut look = *self;
        let word = look.blanks().letters();
        look.at += word.len();
        (word, look)
    }

    /// Takes some words, each after blanks: `take("ủy ban nhân dân")`.
    pub fn take(&mut self, words: &str) -> bool {
        let mut look = *self;
        // Nearly all phrases differ in their first letter; one with a mark may be written in two ways.
        let first = |text: &str| text.bytes().next().filter(u8::is_ascii).map(|byte| byte.to_ascii_lowercase());
        if let (Some(here), Some(wanted)) = (first(look.blanks().rest()), first(words))
            && here != wanted
        {
            return false;
        }
        for wanted in words.split(' ') {
            let (word, after) = look.next_word();
            if !same(word, wanted) || after.peek().is_some_and(char::is_numeric) && wanted.len() == 1 {
                return false;
            }
            look = after;
        }
        *self = look;
        true
    }

    /// Takes the first of several phrases that fits; name longer ones first.
    pub fn take_any(&mut self, phrases: &[&'static str]) -> Option<&'static str> {
        phrases.iter().copied().find(|phrase| self.take(phrase))
    }

    /// Takes a whole number of at most `most` digits, here and now.
    pub fn digits(&mut self, most: usize) -> Option<u32> {
        let rest = self.rest().as_bytes();
        let count = rest.iter().take(most + 1).take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 || count > most {
            return None;
        }
        let number = self.rest()[..count].parse().ok()?;
        self.at += count;
        Some(number)
    }

    /// The word that ends right before `at`, and where it begins.
    pub fn word_before(text: &str, at: usize) -> (&str, usize) {
        let head = text[..at].trim_end_matches(BLANKS);
        let mut start = head.len();
        for c in head.chars().rev().take(16) {
            if !c.is_alphabetic() {
                break;
            }
            start -= c.len_utf8();
        }
        (&head[start..], start)
    }
}

/// The letters of Vietnamese are known at a glance.
fn is_letter(c: char) -> bool {
    match c {
        'À'..='ɏ' => !matches!(c, '×' | '÷'),
        'Ạ'..='ỹ' => true,
        c => c.is_alphabetic(),
    }
}

/// Whether two words are the same but for case and the place of the tone mark: `Uỷ`, `ủy`.
pub(super) fn same(a: &str, b: &str) -> bool {
    // Vietnamese letters are as long in capitals, and a tone mark takes its bytes along.
    if a.len() != b.len() {
        return false;
    }
    if a.eq_ignore_ascii_case(b) {
        return true;
    }
    if a.is_ascii() || b.is_ascii() {
        return false;
    }
    let (mut left, mut right) = (a.chars().map(letter), b.chars().map(letter));
    let (mut tone_left, mut tone_right) = (None, None);
    loop {
        match (left.next(), right.next()) {
            (None, None) => return tone_left == tone_right,
            (Some((x, first)), Some((y, second))) if x == y => {
                tone_left = tone_left.or(first);
                tone_right = tone_right.or(second);
            }
            _ => return false,
        }
    }
}

/// A word as it is looked up: small letters, with the tone behind them.
pub(super) fn key(word: &str) -> String {
    let mut key = String::with_capacity(word.len() + 1);
    push_key(&mut key, word);
    key
}

/// Whether words have this key.
pub(super) fn title_is(words: &str, wanted: &str) -> bool {
    words.split(' ').map(key).eq(wanted.split(' ').map(str::to_owned))
}

pub(super) fn push_key(key: &mut String, word: &str) {
    let mut tone = None;
    for c in word.chars() {
        let (letter, mark) = letter(c);
        key.push(letter);
        tone = tone.or(mark);
    }
    key.extend(tone);
}

/// A small letter without its tone, and the tone.
fn letter(c: char) -> (char, Option<char>) {
    if c.is_ascii() {
        return (c.to_ascii_lowercase(), None);
    }
    let c = c.to_lowercase().next().unwrap_or(c);
    let (mut base, mut shape, mut tone) = (c, None, None);
    decompose_canonical(c, |part| match part {
        '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tone = Some(part),
        '\u{302}' | '\u{306}' | '\u{31b}' => shape = Some(part),
        part => base = part,
    });
    let whole = match (base, shape) {
        (base, None) => base,
        ('a', Some('\u{302}')) => 'â',
        ('a', Some('\u{306}')) => 'ă',
        ('e', Some(_)) => 'ê',
        ('o', Some('\u{302}')) => 'ô',
        ('o', Some(_)) => 'ơ',
        ('u', Some(_)) => 'ư',
        (base, Some(_)) => base,
    };
    (whole, tone)
}

pub(super) fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Letters all of which are capitals, at least two.
pub(super) fn all_upper(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
}
