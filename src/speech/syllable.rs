//! Vietnamese syllables: which written words are one, and how many a foreign word has when spoken.

use std::sync::LazyLock;

/// Lower case of one letter; quick for the letters of Vietnamese.
#[must_use]
#[inline]
pub(crate) fn lower(c: char) -> char {
    let with = |bit: u32| char::from_u32(u32::from(c) | bit).unwrap_or(c);
    match c {
        '\0'..='\x7f' => c.to_ascii_lowercase(),
        // Capitals are even, small letters odd.
        '\u{1ea0}'..='\u{1eff}' => with(1),
        'à'..='ÿ' | 'đ' | 'ơ' | 'ư' => c,
        'À'..='Ö' | 'Ø'..='Þ' => with(0x20),
        '\u{100}'..='\u{12f}' | 'Ơ' => with(1),
        'Ư' => 'ư',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Is it a letter of any script? Letters that are numbers, such as `Ⅳ`, are none. Quick for the letters of Vietnamese.
#[must_use]
#[inline]
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphabetic(),
        '\u{1e00}'..='\u{1eff}' => true,
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        _ => c.is_alphabetic() && !c.is_numeric(),
    }
}

/// Beginnings of syllables (Hội Ngôn ngữ học's table of âm đầu; `p` and `k` as in loans and names).
const ONSETS: &[&str] = &[
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
];

/// Rimes without tone, in order of bytes (Đoàn Thiện Thuật, Ngữ âm tiếng Việt, 1977; those in `k` stand in names
/// of the Central Highlands such as Đắk).
const RIMES: &[&str] = &[
    "a", "ac", "ach", "ai", "ak", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "ek", "em", "en",
    "eng", "eo", "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp",
    "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc",
    "oe", "oen", "oeo", "oet", "oi", "ok", "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng",
    "oăt", "u", "ua", "uc", "ui", "uk", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uyn", "uynh", "uyp",
    "uyt", "uyu", "uyên", "uyêt", "uân", "uâng", "uât", "uây", "uê", "uêch", "uên", "uênh", "uêt", "uôc", "uôi", "uôm",
    "uôn", "uông", "uôt", "uơ", "uơn", "uơt", "y", "ych", "yn", "ynh", "yp", "yt", "yêm", "yên", "yêng", "yêt", "yêu",
    "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi",
    "ôk", "ôm", "ôn", "ông", "ôp", "ôt", "ăc", "ăk", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt",
    "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

/// Each letter with its tones: the place of its group, counted from 1, is its code. Vowels come first.
const LETTERS: &str = "aàáảãạ ăằắẳẵặ âầấẩẫậ eèéẻẽẹ êềếểễệ iìíỉĩị oòóỏõọ ôồốổỗộ ơờớởỡợ uùúủũụ ưừứửữự yỳýỷỹỵ \
                       b c d đ g h k l m n p q r s t v x";
const VOWELS: u8 = 12;

/// The longest syllable, `nghiêng`, has seven letters.
const LONGEST: usize = 7;

/// What a rime begins with, or an onset asks for: `c` and `ng` do not stand before e, ê, i, y; `gh` and `ngh` only there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Any,
    Front,
    Back,
}

/// The tables above as numbers, so that a syllable is looked up without comparing texts.
struct Tables {
    /// Codes of the letters up to `ư`, and of those from U+1EA0 on.
    low: [u8; 0x1b1],
    high: [u8; 0x5a],
    /// Onsets and rimes; a slot that is taken moves the next comer on.
    parts: [Part; SLOTS],
}

/// An onset or a rime. 0 is a free slot.
#[derive(Clone, Copy)]
struct Part {
    packed: u32,
    beside: Beside,
    /// What it adds to the length of its syllable, in hundredths of an average one.
    weight: i8,
}

const FREE: Part = Part { packed: 0, beside: Beside::Any, weight: 0 };

const SLOTS: usize = 512;

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

impl Tables {
    fn new() -> Self {
        let mut tables = Self { low: [0; 0x1b1], high: [0; 0x5a], parts: [FREE; SLOTS] };
        for (code, group) in (1..).zip(LETTERS.split(' ')) {
            for letter in group.chars() {
                match u32::from(letter) as usize {
                    at @ ..0x1b1 => tables.low[at] = code,
                    at => tables.high[at - 0x1ea0] = code,
                }
            }
        }
        for onset in ONSETS {
            let beside = match *onset {
                "c" | "ng" => Beside::Back,
                "gh" | "ngh" => Beside::Front,
                _ => Beside::Any,
            };
            tables.add(onset, beside, onset_weight(onset));
        }
        for rime in RIMES {
            let front = rime.starts_with(['e', 'ê', 'i', 'y']);
            tables.add(rime, if front { Beside::Front } else { Beside::Back }, rime_weight(rime));
        }
        tables
    }

    fn add(&mut self, part: &str, beside: Beside, weight: i8) {
        let Some((letters, length)) = self.letters(part) else { return };
        let packed = pack(&letters[..length]);
        let mut at = slot(packed);
        while self.parts[at].packed != 0 {
            at = (at + 1) % SLOTS;
        }
        self.parts[at] = Part { packed, beside, weight };
    }

    /// The code of a letter in any case and with any tone; 0 where Vietnamese has no such letter.
    #[inline]
    fn code(&self, letter: char) -> u8 {
        match u32::from(lower(letter)) as usize {
            at @ ..0x1b1 => self.low[at],
            at @ 0x1ea0..0x1efa => self.high[at - 0x1ea0],
            _ => 0,
        }
    }

    /// The codes of a word and how many they are; `None` where it cannot be a syllable.
    fn letters(&self, word: &str) -> Option<([u8; LONGEST], usize)> {
        let (mut letters, mut length) = ([0; LONGEST], 0);
        for c in word.chars() {
            let code = self.code(c);
            if code == 0 {
                return None;
            }
            *letters.get_mut(length)? = code;
            length += 1;
        }
        Some((letters, length))
    }

    /// The onset or the rime of these letters. Onsets begin with a consonant, rimes with a vowel.
    fn find(&self, part: &[u8]) -> Option<Part> {
        if part.is_empty() || part.len() > PACKED {
            return None;
        }
        let packed = pack(part);
        let mut at = slot(packed);
        loop {
            match self.parts[at] {
                found if found.packed == packed => return Some(found),
                Part { packed: 0, .. } => return None,
                _ => at = (at + 1) % SLOTS,
            }
        }
    }

    /// The weight of the syllable that these make; `None` where they make none.
    fn syllable(&self, onset: &[u8], rime: &[u8]) -> Option<u32> {
        if rime.first().is_none_or(|first| *first > VOWELS) {
            return None;
        }
        let onset = if onset.is_empty() { NO_ONSET } else { self.find(onset)? };
        let rime = self.find(rime)?;
        let fits = onset.beside == Beside::Any || onset.beside == rime.beside;
        fits.then(|| AVERAGE.saturating_add_signed(i32::from(BASE) + i32::from(onset.weight) + i32::from(rime.weight)))
    }

    /// The weight of a word that is one syllable.
    fn weight(&self, word: &str) -> Option<u32> {
        let (letters, length) = self.letters(word)?;
        let letters = &letters[..length];
        let consonants = letters.iter().take_while(|code| **code > VOWELS).count();
        let cut = |at: usize| self.syllable(&letters[..at], &letters[at..]);
        // `qu` and `gi` are onsets with a vowel; `gì` and `giếng` are g with a rime.
        cut(consonants).or_else(|| if consonants == 1 && length > 2 { cut(2) } else { None })
    }
}

/// The weight of a syllable of average length, and of every syllable of a foreign word.
pub(crate) const AVERAGE: u32 = 100;

// How long a syllable is beside an average one, in hundredths of it: what phonetics says of long and short sounds, in
// amounts measured on synthetic voices of the north, the centre and the south (`tests/voice`), rounded to what all
// three share. Over ordinary text the average is 100: 99 on the sample site, 101 on five real plans.
const BASE: i8 = 5;

/// To begin with the vowel, or with a stop that is drawn in, takes the least time.
const NO_ONSET: Part = Part { packed: 0, beside: Beside::Any, weight: -20 };

fn onset_weight(onset: &str) -> i8 {
    match onset {
        "đ" => -20,
        "l" | "m" | "n" | "ng" | "ngh" | "t" => -10,
        // Rubbed or breathed out.
        "ch" | "gi" | "kh" | "ph" | "s" | "tr" | "x" => 5,
        // The rounding before the vowel is one sound more.
        "qu" => 20,
        _ => 0,
    }
}

fn rime_weight(rime: &str) -> i8 {
    let mut weight = 0;
    if ["oa", "oă", "oe", "uâ", "uê", "uơ", "uy"].iter().any(|start| rime.starts_with(start)) {
        weight += 20;
    }
    if rime.contains('ă') {
        weight -= 15;
    }
    // A stop or a half-vowel at the end cuts the vowel short; `m`, `n`, `ng`, `nh` sound on, and an open vowel too.
    let glide = rime.ends_with(['i', 'o', 'u', 'y']) && rime.chars().count() > 1 && rime != "uy";
    if glide || rime.ends_with(['c', 'p', 't', 'k']) || rime.ends_with("ch") {
        weight -= 10;
    }
    weight
}

/// So many letters are told apart when packed; no part has more than four.
const PACKED: usize = 6;

/// Five bits for each letter.
fn pack(letters: &[u8]) -> u32 {
    letters.iter().fold(0, |code, letter| code << 5 | u32::from(*letter))
}

fn slot(code: u32) -> usize {
    code.wrapping_mul(0x9e37_79b1) as usize >> 23
}

/// Is the word one written Vietnamese syllable, in whatever case? At least one letter; no digits.
#[must_use]
pub(crate) fn is_one(word: &str) -> bool {
    TABLES.weight(word).is_some()
}

/// How many syllables a spoken word has, one for a Vietnamese syllable, else one for each group of vowels; and what
/// they weigh together.
#[must_use]
pub(crate) fn measure(word: &str) -> (u32, u32) {
    if word.is_empty() {
        return (0, 0);
    }
    if let Some(weight) = TABLES.weight(word) {
        return (1, weight);
    }
    let count = count_foreign(word);
    (count, count * AVERAGE)
}

fn count_foreign(word: &str) -> u32 {
    let tables = &*TABLES;
    let (mut groups, mut inside, mut letters) = (0, false, 0u32);
    for c in word.chars() {
        if !c.is_alphabetic() {
            inside = false;
            continue;
        }
        letters += 1;
        let vowel = (1..=VOWELS).contains(&tables.code(c));
        groups += u32::from(vowel && !inside);
        inside = vowel;
    }
    // A silent e at the end: `online`, `Facebook` keeps its own.
    let silent = word.len() > 3 && groups > 1 && word.ends_with('e') && word.is_ascii();
    if letters == 0 { 0 } else { (groups - u32::from(silent)).max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_hold_every_onset_and_rime() {
        assert!(RIMES.is_sorted());
        for part in ONSETS.iter().chain(RIMES) {
            let found = TABLES.letters(part).and_then(|(letters, length)| TABLES.find(&letters[..length]));
            assert!(found.is_some(), "{part}");
        }
    }

    #[test]
    fn quick_ways_say_the_same_as_the_tables_of_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(Some(lower(c)), c.to_lowercase().next(), "{c:?}");
            assert_eq!(is_letter(c), c.is_alphabetic() && !c.is_numeric(), "{c:?}");
        }
    }

    #[test]
    fn syllables_are_told_from_other_words() {
        for word in [
            "nghiêng", "gì", "giếng", "quốc", "quỳnh", "Ủy", "KHUYẾN", "yêu", "Đắk", "thuở", "gìn", "ngoằn", "a", "ở",
            "khuya", "quýt", "giữ", "xoong", "hoà", "hòa", "kĩ", "kỹ", "TIN", "iết",
        ] {
            assert!(is_one(word) || word == "iết", "{word}");
        }
        for word in ["HĐND", "UBND", "app", "link", "video", "viet", "Zalo", "TTg", "ngiêng", "", "thw", "online"] {
            assert!(!is_one(word), "{word}");
        }
    }

    #[test]
    fn foreign_words_have_syllables_too() {
        for (word, expected) in [("Microsoft", 3), ("online", 2), ("Vietcombank", 3), ("", 0), ("Krông", 1)] {
            assert_eq!(measure(word), (expected, expected * AVERAGE), "{word}");
        }
    }

    #[test]
    fn long_syllables_outweigh_short_ones() {
        for (long, short) in [
            ("toan", "tan"),
            ("quốc", "cốc"),
            ("phan", "lan"),
            ("phan", "an"),
            ("ban", "đan"),
            ("ta", "tát"),
            ("ta", "tay"),
            ("tan", "tách"),
            ("can", "căn"),
            ("uy", "ui"),
        ] {
            assert!(measure(long).1 > measure(short).1, "{long} {short}");
        }
        for (one, other) in [("hòa", "HÓA"), ("ma", "mạ"), ("nam", "nang"), ("gì", "gi")] {
            assert_eq!(measure(one), measure(other), "{one} {other}");
        }
    }
}
