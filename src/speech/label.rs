//! What stands between the points of an address: words without their marks, brands, letters.

use crate::speech::alphabet;
use crate::speech::lexicon::Lexicon;
use crate::speech::number;
use crate::speech::roman;
use crate::speech::rule::Line;
use crate::speech::spoken::Confidence;
use crate::speech::syllable;
use crate::speech::token::Kind;
use crate::speech::vocabulary::PARTS;

/// Longest label that is taken apart.
const LONGEST: usize = 40;

/// One label: known words, digits, syllables whose marks were left out, or letters.
pub(crate) fn say(line: &Line<'_>, at: usize, spoken: &mut String, confidence: &mut Confidence) {
    // An apostrophe is left out, as from any word, before the word is looked up.
    let label = line.str(at).replace(['\'', '’'], "");
    let label = label.as_str();
    if line.kind(at) == Kind::Digits {
        spoken.push_str(&number::one_by_one(label));
        return;
    }
    if part(&label.to_ascii_lowercase()).is_none()
        && let Some(entry) = line.lexicon.word(label)
    {
        spoken.push_str(entry.respelled());
        return;
    }
    if !label.is_ascii() && syllable::is_one(label) {
        spoken.push_str(&label.to_lowercase());
        return;
    }
    if let Some((words, sure)) = split(label, line.lexicon) {
        spoken.push_str(&words);
        if !sure {
            *confidence = Confidence::Guess;
        }
        return;
    }
    // Addresses know no capitals: `dVii` is judged as the `dvii` that would be said.
    let small = label.to_lowercase();
    if !is_word(&small) || roman::value(&small).is_some() && !syllable::is_one(&small) {
        spoken.push_str(&alphabet::spell(label));
        return;
    }
    *confidence = Confidence::Guess;
    spoken.push_str(&small);
}

/// `dich-vu-cong`: labels with hyphens that together are known words. Gives the place after them.
pub(crate) fn hyphened(line: &Line<'_>, at: usize, to: usize, spoken: &mut String) -> Option<usize> {
    if line.str(at + 1) != "-" {
        return None;
    }
    let (mut joined, mut end, mut labels) = (String::new(), at, 0);
    let mut found = None;
    while end < to && labels < 6 && line.kind(end) == Kind::Word && joined.len() < LONGEST {
        joined.push_str(&line.str(end).to_ascii_lowercase());
        labels += 1;
        end += 1;
        if labels > 1
            && let Some(words) = part(&joined).filter(|words| words.split(' ').count() == labels)
        {
            found = Some((end, words));
        }
        if line.str(end) != "-" {
            break;
        }
        end += 1;
    }
    let (end, words) = found?;
    spoken.push_str(&words.replace(' ', " gạch ngang "));
    Some(end)
}

fn part(label: &str) -> Option<&'static str> {
    PARTS.binary_search_by(|(known, _)| known.as_bytes().cmp(label.as_bytes())).ok().map(|at| PARTS[at].1)
}

/// `truyenthanhcoso` as known words and syllables, the fewest, and whether all of them are known; `None` where it is
/// not made of such.
fn split(label: &str, lexicon: &Lexicon) -> Option<(String, bool)> {
    let label = label.to_ascii_lowercase();
    if label.len() > LONGEST || !label.is_ascii() {
        return None;
    }
    if let Some(words) = part(&label) {
        return Some((words.to_owned(), true));
    }
    // best[i]: the cost of the first i letters and the length of their last piece.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; label.len() + 1];
    best[0] = Some((0, 0));
    for end in 2..=label.len() {
        for start in 0..end - 1 {
            let Some((before, _)) = best[start] else { continue };
            let Some(cost) = cost(&label[start..end], start == 0, lexicon) else { continue };
            // Of two equal ways the one with the longer last piece.
            if best[end].is_none_or(|(known, _)| before + cost < known) {
                best[end] = Some((before + cost, end - start));
            }
        }
    }
    let (mut place, mut pieces, mut sure) = (label.len(), Vec::new(), true);
    while place > 0 {
        let (_, length) = best[place]?;
        let piece = &label[place - length..place];
        let known = part(piece).filter(|words| words.contains(' ') || place == length || length >= LONG);
        sure &= known.is_some_and(|words| words.contains(' '));
        pieces.push(known.unwrap_or(piece));
        place -= length;
    }
    pieces.reverse();
    Some((pieces.join(" "), sure))
}

/// A known syllable of so many letters is meant wherever it stands.
const LONG: usize = 5;

/// What a piece costs: known words little, short ones only at the beginning, bare syllables more.
fn cost(piece: &str, first: bool, lexicon: &Lexicon) -> Option<usize> {
    match part(piece) {
        Some(words) if words.contains(' ') => Some(2),
        Some(_) if first || piece.len() >= LONG => Some(2),
        _ if piece.len() <= 6 && is_unmarked(piece, lexicon) => Some(3),
        _ => None,
    }
}

/// May this be a syllable whose marks were left out? Not `ko` and `chat`, which are said otherwise.
fn is_unmarked(text: &str, lexicon: &Lexicon) -> bool {
    if lexicon.word(text).is_some() {
        return false;
    }
    let marked = [
        ("uye", "uyê"),
        ("uo", "uô"),
        ("uo", "ươ"),
        ("ie", "iê"),
        ("ye", "yê"),
        ("uu", "ưu"),
        ("a", "â"),
        ("a", "ă"),
        ("e", "ê"),
        ("o", "ô"),
        ("o", "ơ"),
        ("u", "ư"),
    ];
    syllable::is_one(text)
        || marked
            .iter()
            .any(|(plain, marked)| text.contains(plain) && syllable::is_one(&text.replacen(plain, marked, 1)))
}

/// Can it be said as a word, as `home` can and `ubnd` and `gplx` cannot? A vowel, and never more than two
/// consonants in a row, nor more than two vowels.
pub(crate) fn is_word(label: &str) -> bool {
    let (mut vowels, mut run, mut last) = (0, 0, None);
    for letter in label.bytes().map(|letter| letter.to_ascii_lowercase()) {
        let vowel = matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
        vowels += u32::from(vowel);
        run = if last == Some(vowel) { run + 1 } else { 1 };
        last = Some(vowel);
        if run > 2 {
            return label.len() > 6;
        }
    }
    // Three letters are an abbreviation more often than not.
    vowels > 0 && label.len() > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_cut_into_words_and_syllables() {
        for (label, expected) in [
            ("truyenthanhphuong", Some(("truyền thanh phường", false))),
            ("conganbacgiang", Some(("công an bắc giang", true))),
            ("dantri", Some(("dân trí", true))),
            ("nguoi", Some(("nguoi", false))),
            ("vnexpres", None),
        ] {
            assert_eq!(
                split(label, &Lexicon::builtin()),
                expected.map(|(words, sure)| (words.to_owned(), sure)),
                "{label}"
            );
        }
    }

    #[test]
    fn parts_are_in_order() {
        assert!(PARTS.windows(2).all(|pair| pair[0].0.as_bytes() < pair[1].0.as_bytes()));
    }

    #[test]
    fn letters_are_spelt_where_no_one_could_say_them() {
        for (label, word) in [("home", true), ("ubnd", false), ("gplx", false), ("vn", false), ("abc", false)] {
            assert_eq!(is_word(label), word, "{label}");
        }
    }
}
