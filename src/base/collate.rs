//! The order of the Vietnamese alphabet: letters first, then tones, then capitals, as dictionaries and ICU have it.
//!
//! Written by hand: the rule is three lines long, and ICU's collator would bring data for every language of the world.
//! `tests/search/collation.js` holds this order to ICU's own.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::nfc;

/// Where a text stands among others; compare with `<`.
///
/// The ranks of its letters with the greater byte first, an end that is below them all, then its tones, then its capitals:
/// bytes are compared many at a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey(Box<[u8]>);

/// One letter as it is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Letter {
    rank: u32,
    tone: u8,
    capital: bool,
}

/// Marks as ICU orders them; what is not here and no letter or digit comes after the letters.
const MARKS: &str = " _-‐–—,;:!?.…'‘’\"“”«»()[]{}§@*/\\&#%•`´^°+±÷×<=>|~$₫";
const DIGITS: u32 = 200;
const LETTERS: u32 = 300;
const OTHERS: u32 = 1000;

/// The key by which titles are sorted.
///
/// ```
/// use loa::base::sort_key;
/// let mut names = ["Đà Nẵng", "Ăn", "Dĩ An", "An Giang", "Ấp", "An"];
/// names.sort_by_key(|name| sort_key(name));
/// assert_eq!(names, ["An", "An Giang", "Ăn", "Ấp", "Dĩ An", "Đà Nẵng"]);
/// ```
#[must_use]
pub fn sort_key(text: &str) -> SortKey {
    let known = &*KNOWN;
    let mut letters: Vec<Letter> = Vec::with_capacity(text.len());
    for c in text.chars() {
        match known.of(c) {
            Some(letter) => letters.push(letter),
            // Marks that stand alone belong to letters before them.
            None => {
                letters.clear();
                spell(text, &mut letters);
                break;
            }
        }
    }
    let mut key = Vec::with_capacity(letters.len() * 4 + 2);
    for letter in &letters {
        match u16::try_from(letter.rank + 1) {
            Ok(low) if low < FAR => key.extend(low.to_be_bytes()),
            _ => key.extend((u32::from(FAR) << 16 | (letter.rank + 1)).to_be_bytes()),
        }
    }
    key.extend([0, 0]);
    key.extend(letters.iter().map(|letter| letter.tone));
    key.extend(letters.iter().map(|letter| u8::from(letter.capital)));
    SortKey(key.into_boxed_slice())
}

/// Ranks from here on take four bytes: those of letters that the Vietnamese alphabet does not have.
const FAR: u16 = 0x8000;

/// The letters of any text.
fn spell(text: &str, letters: &mut Vec<Letter>) {
    for c in text.nfd() {
        if let Some(shape) = shape(c) {
            if let Some(letter) = letters.last_mut() {
                letter.rank += shape;
            }
        } else if let Some(tone) = tone(c) {
            if let Some(last) = letters.last_mut() {
                last.tone = tone;
            }
        } else {
            letters.extend(c.to_lowercase().map(|small| Letter {
                rank: rank(small),
                tone: 0,
                capital: c.is_uppercase(),
            }));
        }
    }
}

/// The characters of Latin and Vietnamese that are one letter each: spelling them takes twenty times as long.
struct Known([Option<Letter>; LATIN + MORE]);

const LATIN: usize = 0x250;
const MORE: usize = 0x100;
const MORE_FROM: usize = 0x1e00;

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    Known(std::array::from_fn(|at| {
        let code = if at < LATIN { at } else { at - LATIN + MORE_FROM };
        let c = u32::try_from(code).ok().and_then(char::from_u32)?;
        let mut letters = Vec::new();
        spell(c.encode_utf8(&mut [0; 4]), &mut letters);
        <[Letter; 1]>::try_from(letters).ok().map(|[letter]| letter)
    }))
});

impl Known {
    fn of(&self, c: char) -> Option<Letter> {
        let code = c as usize;
        if code < LATIN {
            return self.0[code];
        }
        code.checked_sub(MORE_FROM).filter(|at| *at < MORE).and_then(|at| self.0[at + LATIN])
    }
}

fn rank(c: char) -> u32 {
    match c {
        'a'..='z' => LETTERS + (u32::from(c) - u32::from('a')) * 8,
        'đ' => LETTERS + 3 * 8 + 1,
        '0'..='9' => DIGITS + (u32::from(c) - u32::from('0')),
        c => match MARKS.chars().position(|mark| mark == c) {
            Some(at) => u32::try_from(at).unwrap_or(0),
            None => OTHERS + u32::from(c),
        },
    }
}

/// What makes another letter: a, ă, â.
fn shape(c: char) -> Option<u32> {
    match c {
        '\u{306}' => Some(1),
        '\u{302}' => Some(2),
        '\u{31b}' => Some(3),
        _ => None,
    }
}

/// What leaves the letter as it is: ngang, huyền, hỏi, ngã, sắc, nặng, then any foreign mark.
fn tone(c: char) -> Option<u8> {
    match c {
        '\u{300}' => Some(1),
        '\u{309}' => Some(2),
        '\u{303}' => Some(3),
        '\u{301}' => Some(4),
        '\u{323}' => Some(5),
        '\u{300}'..='\u{36f}' => Some(6),
        _ => None,
    }
}

/// The letter of the alphabet under which a title is filed: its first letter without its tone, marks before it passed
/// over; `0–9` for figures, `#` for what the alphabet does not have.
///
/// ```
/// use loa::base::initial;
/// assert_eq!((initial("“Ấp” mới"), initial("đường"), initial("24 giờ"), initial("…")), ('Â', 'Đ', '0', '#'));
/// ```
#[must_use]
pub fn initial(title: &str) -> char {
    let title = nfc(title);
    let Some(first) = title.chars().find(|c| c.is_alphanumeric()) else { return '#' };
    if first.is_ascii_digit() {
        return '0';
    }
    let bare: String =
        std::iter::once(first).nfd().filter(|c| shape(*c).is_some() || tone(*c).is_none()).nfc().collect();
    let capital = bare.chars().next().and_then(|c| c.to_uppercase().next()).unwrap_or('#');
    if ALPHABET.contains(capital) { capital } else { '#' }
}

/// The Vietnamese alphabet, with the four letters that only foreign words have.
pub const ALPHABET: &str = "AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_before_tones_before_capitals() {
        let sorted = [
            "", " a", "-a", "“a", "2", "a", "A", "à", "À", "ả", "ã", "á", "ạ", "a b", "ab", "ă", "ằ", "â", "ấ", "b",
            "d", "đ", "e", "ê", "i", "o", "ò", "ô", "ơ", "u", "ư", "y",
        ];
        for pair in sorted.windows(2) {
            assert!(sort_key(pair[0]) < sort_key(pair[1]), "{pair:?}");
        }
    }

    /// The rule as it is told: letters, then tones, then capitals.
    fn by_the_rule(text: &str) -> (Vec<u32>, Vec<u8>, Vec<bool>) {
        let mut letters = Vec::new();
        spell(text, &mut letters);
        let each = || letters.iter();
        (
            each().map(|letter| letter.rank).collect(),
            each().map(|letter| letter.tone).collect(),
            each().map(|letter| letter.capital).collect(),
        )
    }

    proptest::proptest! {
        #[test]
        fn keys_keep_the_rule(one in "[aAăÁâậđĐeơzǅ1-9 “,.\u{301}\u{302}漢\u{1f600}ß]{0,6}", other in "[aAăÁâậđĐeơzǅ1-9 “,.\u{301}\u{302}漢\u{1f600}ß]{0,6}") {
            let expected = by_the_rule(&one).cmp(&by_the_rule(&other));
            proptest::prop_assert_eq!(sort_key(&one).cmp(&sort_key(&other)), expected);
        }
    }

    #[test]
    fn decomposed_text_has_the_same_place() {
        assert_eq!(sort_key("Việt"), sort_key("Vie\u{323}\u{302}t"));
        assert_eq!(initial("A\u{302}\u{301}p"), 'Â');
    }
}
