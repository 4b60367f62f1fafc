//! Vietnamese syllables: which written words are one, and how many a foreign word has when spoken.

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

/// Beginnings of syllables, longest first (Hội Ngôn ngữ học's table of âm đầu; `p` and `k` as in loans and names).
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

/// The letter without its tone mark (`ế` → `ê`), in lower case.
fn toneless(c: char) -> char {
    match lower(c) {
        'à' | 'á' | 'ả' | 'ã' | 'ạ' => 'a',
        'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' => 'ă',
        'ầ' | 'ấ' | 'ẩ' | 'ẫ' | 'ậ' => 'â',
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' => 'e',
        'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' => 'ê',
        'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 'i',
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' => 'o',
        'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' => 'ô',
        'ờ' | 'ớ' | 'ở' | 'ỡ' | 'ợ' => 'ơ',
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' => 'u',
        'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => 'ư',
        'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => 'y',
        other => other,
    }
}

/// Is the word one written Vietnamese syllable, in whatever case? At least one letter; no digits.
#[must_use]
pub(crate) fn is_one(word: &str) -> bool {
    // The longest syllable, `nghiêng`, has seven letters.
    if word.len() > 21 {
        return false;
    }
    let mut plain = [0u8; 32];
    let mut used = 0;
    for c in word.chars() {
        let c = toneless(c);
        if used + c.len_utf8() > plain.len() {
            return false;
        }
        used += c.encode_utf8(&mut plain[used..]).len();
    }
    let Ok(plain) = std::str::from_utf8(&plain[..used]) else { return false };
    if is_rime(plain) {
        return true;
    }
    ONSETS.iter().any(|onset| plain.strip_prefix(onset).is_some_and(|rest| is_rime(rest) && fits(onset, rest)))
        // `gì`, `gìn`, `giếng`: one letter i serves the onset and the rime.
        || plain == "gi"
        || plain.strip_prefix("gi").is_some_and(|rest| matches!(rest, "m" | "n" | "p" | "êng" | "ên" | "êt" | "êc"))
}

fn is_rime(text: &str) -> bool {
    RIMES.binary_search(&text).is_ok()
}

/// `c` and `g` do not stand before e, ê, i; `k` and `gh` and `ngh` only there (with y).
fn fits(onset: &str, rime: &str) -> bool {
    let front = rime.starts_with(['e', 'ê', 'i', 'y']);
    match onset {
        "c" | "ng" => !front,
        "gh" | "ngh" => front,
        _ => true,
    }
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
    let (mut groups, mut inside, mut letters) = (0, false, 0u32);
    for c in word.chars() {
        if !c.is_alphabetic() {
            inside = false;
            continue;
        }
        letters += 1;
        let vowel = matches!(toneless(c), 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y');
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
    fn rimes_are_sorted() {
        assert!(RIMES.is_sorted());
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
