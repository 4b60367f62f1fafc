//! The order of the Vietnamese alphabet: letters first, then tones, then capitals, as dictionaries and ICU have it.
//!
//! Written by hand: the rule is three lines long, and ICU's collator would bring data for every language of the world.
//! `tests/search/collation.js` holds this order to ICU's own.

use unicode_normalization::UnicodeNormalization;

use super::nfc;

/// Where a text stands among others; compare with `<`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey {
    letters: Vec<u32>,
    tones: Vec<u8>,
    capitals: Vec<bool>,
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
    let mut key = SortKey { letters: Vec::new(), tones: Vec::new(), capitals: Vec::new() };
    for c in text.nfd() {
        if let Some(shape) = shape(c) {
            if let Some(letter) = key.letters.last_mut() {
                *letter += shape;
            }
        } else if let Some(tone) = tone(c) {
            if let Some(last) = key.tones.last_mut() {
                *last = tone;
            }
        } else {
            for small in c.to_lowercase() {
                key.letters.push(rank(small));
                key.tones.push(0);
                key.capitals.push(c.is_uppercase());
            }
        }
    }
    key
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

    #[test]
    fn decomposed_text_has_the_same_place() {
        assert_eq!(sort_key("Việt"), sort_key("Vie\u{323}\u{302}t"));
        assert_eq!(initial("A\u{302}\u{301}p"), 'Â');
    }
}
