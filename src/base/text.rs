//! Text as it must be before anything reads it: one normal form, one kind of line end, nothing invisible.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in Unicode normal form C, in which every Vietnamese letter is one character.
///
/// ```
/// assert_eq!(loa::base::nfc("Vie\u{323}\u{302}t"), "Việt");
/// ```
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_composed(text) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

/// Are all characters ASCII, Latin letters or common punctuation (U+0000 to U+02FF, U+1E00 to U+1EFF, U+2010 to U+203F)?
/// None of these joins with its neighbours, so the text is in normal form C. It looks at bytes and answers for nearly
/// every Vietnamese text.
fn is_composed(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|byte| *byte > 0xcb) {
        rest = match &rest[at..] {
            [0xe1, 0xb8..=0xbb, _, rest @ ..] | [0xe2, 0x80, 0x90..=0xbf, rest @ ..] => rest,
            _ => return false,
        };
    }
    true
}

/// Is a text made of nothing but what `is_composed` knows and `clean` keeps? It looks at every byte with the two behind
/// it, and never stops early, so that compilers take many at a time: a page costs a microsecond and not twenty.
fn is_plain(text: &str) -> bool {
    // A first byte decides; the bytes that follow one are between 0x80 and 0xbf, and pass as first bytes.
    let strange = |first: u8, second: u8, third: u8| {
        let control = (first < 0x20) & (first != b'\t') & (first != b'\n') | (first == 0x7f);
        let latin = (first == 0xc2) & ((second <= 0xa0) | (second == 0xad));
        let letters = (first == 0xe1) & !(0xb8..=0xbb).contains(&second);
        let separator = (third < 0x90) | (0xa8..=0xaf).contains(&third);
        let signs = (first == 0xe2) & ((second != 0x80) | separator);
        let others = (first > 0xcb) & (first != 0xe1) & (first != 0xe2);
        control | latin | letters | signs | others
    };
    let bytes = text.as_bytes();
    let (second, third) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    let inner = bytes.iter().zip(second).zip(third);
    let found = inner.fold(false, |found, ((first, second), third)| found | strange(*first, *second, *third));
    let last = |back: usize| bytes.len().checked_sub(back).map_or(b'\n', |at| bytes[at]);
    !(found | strange(last(2), last(1), 0) | strange(last(1), 0, 0))
}

/// Brings a file's text to the one form that all modules expect: NFC, `\n` line ends, no byte-order mark, no
/// zero-width or control characters, and none of the private-use characters that the Markdown reader uses as marks.
/// No-break spaces become spaces. Lines stay where they were, so line numbers in messages are those of the file.
///
/// ```
/// assert_eq!(loa::base::clean("\u{feff}a\r\nb\u{200b}c\u{a0}d"), "a\nbc d");
/// ```
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let needs_work = |c: char| replacement(c) != Some(c);
    if !text.contains('\r') && !text.chars().any(needs_work) {
        return nfc(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' {
            // A lone carriage return ends a line too (old Macintosh files).
            if chars.peek() != Some(&'\n') {
                kept.push('\n');
            }
        } else if let Some(c) = replacement(c) {
            kept.push(c);
        }
    }
    Cow::Owned(nfc(&kept).into_owned())
}

fn replacement(c: char) -> Option<char> {
    match c {
        '\t' | '\n' => Some(c),
        '\u{a0}' | '\u{202f}' | '\u{2007}' => Some(' '),
        '\u{2028}' | '\u{2029}' => Some(' '),
        // Zero-width space, byte-order mark, soft hyphen, word joiner, direction marks.
        '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => None,
        '\u{e000}'..='\u{e0ff}' | '\u{fffe}' | '\u{ffff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// An address part: lower-case ASCII letters and digits with single hyphens; empty when nothing is left.
///
/// ```
/// assert_eq!(loa::base::slug("Lừa đảo: Nghị định 13/2023/NĐ-CP"), "lua-dao-nghi-dinh-13-2023-nd-cp");
/// ```
#[must_use]
pub fn slug(text: &str) -> String {
    let ascii = deunicode::deunicode(&nfc(text));
    let mut slug = String::with_capacity(ascii.len());
    for c in ascii.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.len() > LONGEST_SLUG {
        slug.truncate(LONGEST_SLUG);
        slug.truncate(slug.rfind('-').unwrap_or(LONGEST_SLUG));
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Disks allow 255 bytes for a name; an address that long helps nobody.
const LONGEST_SLUG: usize = 120;

/// The text with `& < > " '` written as HTML entities, for element content and quoted attributes.
///
/// ```
/// assert_eq!(loa::base::escape_html("<a & \"b\">"), "&lt;a &amp; &quot;b&quot;&gt;");
/// ```
#[must_use]
pub fn escape_html(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_ends_of_every_system_become_one() {
        assert_eq!(clean("a\r\nb\rc\nd"), "a\nb\nc\nd");
    }

    #[test]
    fn quick_look_takes_only_what_is_composed() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            let alone = is_nfc_quick([c].into_iter()) == IsNormalized::Yes;
            // A mark that joins what stands before it is in normal form when it stands alone.
            let joins = unicode_normalization::char::canonical_combining_class(c) > 0;
            assert!(!is_composed(&text) || alone && !joins, "{c:?}");
        }
        assert!(is_composed("Ủy ban “Đường” – 50 % …"));
    }

    #[test]
    fn plain_texts_are_clean_wherever_a_character_stands() {
        for c in '\0'..=char::MAX {
            let kept = replacement(c) == Some(c) && is_composed(&c.to_string());
            for text in [format!("{c}"), format!("{c}a"), format!("aộ{c}ab")] {
                assert_eq!(is_plain(&text), kept, "{c:?} in {text:?}");
            }
        }
        assert!(is_plain("") && is_plain("Ủy ban\t“Đường” – 50 % …\n"));
    }

    #[test]
    fn slugs_of_vietnamese_letters() {
        for (text, expected) in [
            ("Ủy ban nhân dân", "uy-ban-nhan-dan"),
            ("Đường Đống Đa", "duong-dong-da"),
            ("hoà / hòa", "hoa-hoa"),
            ("  --- ", ""),
            ("“Ngoặc” – gạch", "ngoac-gach"),
        ] {
            assert_eq!(slug(text), expected);
        }
    }

    proptest! {
        #[test]
        fn a_slug_is_always_a_safe_path_part(text in any::<String>()) {
            let slug = slug(&text);
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        }

        #[test]
        fn cleaning_twice_changes_nothing_more(text in any::<String>()) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
        }
    }
}
