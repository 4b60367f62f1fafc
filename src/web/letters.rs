//! Letters that a hurried reader takes for others: the plain form that a name seems to have.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The name as a hurried eye reads it: Vietnamese marks dropped, letters of other scripts, digits and pairs taken for
/// the Latin letters they look like.
///
/// `g0v` reads as `gov`, `dịchvụcông` as `dichvucong`, Cyrillic `оо` as `oo`, `rn` as `m`.
pub(super) fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        plain.push(ALIKE.iter().find(|(other, _)| other.contains(c)).map_or(c, |(_, latin)| *latin));
    }
    plain.replace("rn", "m")
}

/// Whether one part of a name has Latin letters and letters of another script, which no honest name has.
pub(super) fn mixes_scripts(label: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let other = |c: char| c.is_alphabetic() && !latin(c);
    label.chars().any(latin) && label.chars().any(other)
}

/// Look-alikes from the Cyrillic, Greek and other scripts and among digits, by the Latin letter they are taken for.
const ALIKE: [(&str, char); 26] = [
    ("аɑα4", 'a'),
    ("Ьᖯ", 'b'),
    ("сϲᴄ", 'c'),
    ("ԁđɗ", 'd'),
    ("еєэε3", 'e'),
    ("ғ", 'f'),
    ("ɡցgԍ9", 'g'),
    ("һհ", 'h'),
    ("іıι1lӏ|ɩ", 'i'),
    ("јϳ", 'j'),
    ("кκ", 'k'),
    ("ʟ", 'l'),
    ("мϻ", 'm'),
    ("пոռη", 'n'),
    ("оοσօ0ơ", 'o'),
    ("рρ", 'p'),
    ("ԛզ", 'q'),
    ("гᴦ", 'r'),
    ("ѕꜱ5", 's'),
    ("тτ", 't'),
    ("υսцư", 'u'),
    ("ѵνᴠ", 'v'),
    ("ѡԝω", 'w'),
    ("хχ", 'x'),
    ("уүγ", 'y'),
    ("ᴢ", 'z'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_in_a_hurry() {
        for (name, read) in [
            ("dichvucong.g0v.vn", "dichvucong.gov.vn"),
            ("dịchvụcông.vn", "dichvucong.vn"),
            ("dichvuсоng", "dichvucong"),
            ("ｇｏｖ.vn", "gov.vn"),
            ("bocongan", "bocongan"),
            ("đường", "duong"),
        ] {
            assert_eq!(plain(name), plain(read), "{name}");
        }
        assert!(mixes_scripts("dichvuсong") && !mixes_scripts("dịchvụcông") && !mixes_scripts("правительство"));
    }
}
