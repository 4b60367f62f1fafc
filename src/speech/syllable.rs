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
    /// Onsets and rimes, packed; a slot that is taken moves the next comer on. 0 is free.
    parts: [(u32, Beside); SLOTS],
}

const SLOTS: usize = 512;

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

impl Tables {
    fn new() -> Self {
        let mut tables = Self { low: [0; 0x1b1], high: [0; 0x5a], parts: [(0, Beside::Any); SLOTS] };
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
            tables.add(onset, beside);
        }
        for rime in RIMES {
            tables.add(rime, if rime.starts_with(['e', 'ê', 'i', 'y']) { Beside::Front } else { Beside::Back });
        }
        tables
    }

    fn add(&mut self, part: &str, beside: Beside) {
        let Some((letters, length)) = self.letters(part) else { return };
        let code = pack(&letters[..length]);
        let mut at = slot(code);
        while self.parts[at].0 != 0 {
            at = (at + 1) % SLOTS;
        }
        self.parts[at] = (code, beside);
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
    fn find(&self, part: &[u8]) -> Option<Beside> {
        if part.is_empty() || part.len() > PACKED {
            return None;
        }
        let code = pack(part);
        let mut at = slot(code);
        loop {
            match self.parts[at] {
                (found, beside) if found == code => return Some(beside),
                (0, _) => return None,
                _ => at = (at + 1) % SLOTS,
            }
        }
    }

    fn is_syllable(&self, onset: &[u8], rime: &[u8]) -> bool {
        if rime.first().is_none_or(|first| *first > VOWELS) {
            return false;
        }
        let onset = if onset.is_empty() { Some(Beside::Any) } else { self.find(onset) };
        match (onset, self.find(rime)) {
            (Some(onset), Some(rime)) => onset == Beside::Any || onset == rime,
            _ => false,
        }
    }
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
    let tables = &*TABLES;
    let Some((letters, length)) = tables.letters(word) else { return false };
    let letters = &letters[..length];
    let consonants = letters.iter().take_while(|code| **code > VOWELS).count();
    let cut = |at: usize| tables.is_syllable(&letters[..at], &letters[at..]);
    // `qu` and `gi` are onsets with a vowel; `gì` and `giếng` are g with a rime.
    cut(consonants) || consonants == 1 && length > 2 && cut(2)
}

/// How many syllables a spoken word has: one for a Vietnamese syllable, else one for each group of vowels.
#[must_use]
pub(crate) fn count(word: &str) -> u32 {
    if word.is_empty() {
        return 0;
    }
    if is_one(word) {
        return 1;
    }
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
            assert_eq!(count(word), expected, "{word}");
        }
    }
}
