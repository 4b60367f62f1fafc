//! Letters that look right and are not: other alphabets, marks beside their letter, and two ways of placing tones.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::Subject;
use super::text::{PageText, Passage};
use crate::diag::{Diagnostic, Fix, codes};
use crate::markdown::BlockKind;
use crate::say;
use crate::speech::{Case, Kind, Letters, is_syllable};

/// Letters of other alphabets by the Latin letter that they look like.
const ALIKE: &[(&str, &str)] = &[
    // Icelandic and African letters that old fonts gave for Đ.
    ("ÐƉ", "Đ"),
    ("ðɖ", "đ"),
    // Cyrillic.
    ("аеорсхуіјѕһԁԛԝ", "aeopcxyijshdqw"),
    ("АВЕКМНОРСТХУІЈЅԌԚԜ", "ABEKMHOPCTXYIJSGQW"),
    // Greek.
    ("οανρυ", "oavpu"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
];

fn latin(c: char) -> Option<char> {
    let known = ALIKE.iter().find_map(|(others, latin)| {
        let place = others.chars().position(|other| other == c)?;
        latin.chars().nth(place.min(latin.chars().count() - 1))
    });
    // Bold, slanted and full-width letters of mathematics and of Chinese print, pasted from social networks.
    let styled = || {
        let styled = matches!(c, '\u{1d400}'..='\u{1d7ff}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}');
        std::iter::once(c).nfkc().next().filter(|plain| styled && plain.is_ascii_alphabetic())
    };
    known.or_else(styled)
}

/// Words in which a letter of another alphabet stands for a Latin one: nobody finds them by searching, and a screen
/// reader spells them.
pub(super) fn look_alikes(subject: &Subject<'_>, text: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: Option<(Range<u32>, String)> = None;
    let mut count = 0;
    let mut fixes = Vec::new();
    for passage in text.passages().filter(|passage| passage.is_odd) {
        for at in 0..passage.tokens.len() {
            let word = passage.str(at);
            if passage.kind(at) != Kind::Word || word.is_ascii() || !word.chars().any(|c| latin(c).is_some()) {
                continue;
            }
            let plain: String = word.chars().map(|c| latin(c).unwrap_or(c)).collect();
            let vietnamese =
                |c: char| c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{1b0}' | '\u{1ea0}'..='\u{1ef9}');
            // A whole word of Russian or Greek is no slip; one of which all is Latin but the letters in question is. An Ð
            // looks like nothing else.
            let own = word.chars().any(|c| vietnamese(c) && latin(c).is_none());
            let styled = word.chars().any(|c| matches!(c, '\u{1d400}'..='\u{1d7ff}' | '\u{ff00}'..='\u{ff5a}'));
            let eth = word.chars().any(|c| matches!(c, 'Ð' | 'ð' | 'Ɖ' | 'ɖ'));
            if !plain.chars().all(vietnamese) || !(own || styled || eth && is_syllable(&plain)) {
                continue;
            }
            count += 1;
            let span = passage.span(passage.bytes(at, at));
            // Where a mark follows, the word is longer than its letters.
            if span.len() == word.len() && passage.kind(at + 1) != Kind::Nothing {
                fixes.push(Fix::new(span.clone(), plain.as_str()));
            }
            first.get_or_insert_with(|| (span, odd(word)));
        }
    }
    let Some((span, odd)) = first else { return };
    let message = say!("{count} chữ có ký tự lạ giống chữ Việt, chữ đầu có {odd}"; "{count} words hold characters that only look like Vietnamese letters, the first has {odd}");
    found.push(Diagnostic::new(&codes::LOOK_ALIKE_LETTER, message).at(subject.path(), span).fixed_by(fixes).hint(
        say!("gõ lại chữ ấy bằng bộ gõ tiếng Việt, hoặc chạy loa check --fix"; "type the word anew on a Vietnamese keyboard, or run loa check --fix"),
    ));
}

/// The characters in question, as `U+0430 (giống a)`.
fn odd(word: &str) -> String {
    word.chars()
        .find_map(|c| Some((c, latin(c)?)))
        .map_or_else(String::new, |(c, latin)| format!("U+{:04X} ({latin})", u32::from(c)))
}

/// Letters that the file keeps apart from their marks, which the program joins; and marks that join nothing.
pub(super) fn decomposed(subject: &Subject<'_>, text: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    let apart = &subject.document.decomposed;
    if let Some(first) = apart.first() {
        let lines = apart.len();
        let message = say!("{lines} dòng gõ bằng Unicode tổ hợp: chữ và dấu là hai ký tự"; "{lines} lines are in decomposed Unicode: letters and marks are characters apart");
        let fixes = apart.iter().map(|line| Fix::clean_line(line.start));
        found.push(Diagnostic::new(&codes::DECOMPOSED, message).at(subject.path(), first.clone()).fixed_by(fixes).hint(
            say!("chọn bảng mã Unicode dựng sẵn trong bộ gõ, hoặc chạy loa check --fix"; "set the keyboard to precomposed Unicode, or run loa check --fix"),
        ));
    }
    let stray = |passage: &Passage<'_>| {
        let at = (0..passage.tokens.len()).find(|at| {
            passage.kind(*at) == Kind::Nothing && passage.str(*at).contains(|c| matches!(c, '\u{300}'..='\u{36f}'))
        })?;
        Some(passage.span(passage.bytes(at.saturating_sub(1), at)))
    };
    let mut strays = text.passages().filter(|passage| passage.is_odd).filter_map(|passage| stray(&passage));
    if let Some(first) = strays.next() {
        let message = say!("dấu rời không ghép được vào chữ nào"; "a mark that joins no letter");
        found.push(
            Diagnostic::new(&codes::DECOMPOSED, message)
                .at(subject.path(), first)
                .hint(say!("xóa chữ có dấu rời rồi gõ lại"; "delete the letter with its mark and type it anew")),
        );
    }
}

/// Vowels with their tones, in the order of the tones: none, huyền, sắc, hỏi, ngã, nặng.
const TONES: [&str; 5] = ["aàáảãạ", "eèéẻẽẹ", "oòóỏõọ", "uùúủũụ", "yỳýỷỹỵ"];

/// A vowel without its tone, and the tone.
fn toned(c: char) -> Option<(char, usize)> {
    let small = c.to_lowercase().next()?;
    TONES.iter().find_map(|row| {
        let tone = row.chars().position(|other| other == small)?;
        let plain = row.chars().next()?;
        Some((if small == c { plain } else { plain.to_ascii_uppercase() }, tone))
    })
}

fn with_tone(plain: char, tone: usize) -> char {
    let row = TONES.iter().find(|row| row.starts_with(plain.to_ascii_lowercase()));
    let c = row.and_then(|row| row.chars().nth(tone)).unwrap_or(plain);
    if plain.is_ascii_uppercase() { c.to_uppercase().next().unwrap_or(c) } else { c }
}

/// Where the tone of a syllable stands that ends in oa, oe or uy, or that has one of them before its last letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Placed {
    /// `hòa`
    First,
    /// `hoà`
    Second,
    /// `hòan`, `qúy`: right in neither way.
    Wrong,
}

/// Whether a word has o or u beside a vowel with a mark, or the other way round: looks at bytes alone.
fn may_be_placed(word: &[u8]) -> bool {
    word.windows(2).any(|pair| match pair {
        [b'o' | b'u' | b'O' | b'U', second] => *second >= 0x80,
        [first, b'a' | b'e' | b'y' | b'A' | b'E' | b'Y'] => *first >= 0x80,
        _ => false,
    })
}

/// How a word places its tone, with the bytes of its two vowels and what they become the other way.
fn placed(word: &str) -> Option<(Placed, Range<usize>, String)> {
    let mut chars = word.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let Some((next_at, next)) = chars.peek().copied() else { break };
        let pair = match c {
            'o' | 'O' | 'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'Ò' | 'Ó' | 'Ỏ' | 'Õ' | 'Ọ' => {
                toned(next).filter(|(plain, _)| matches!(plain, 'a' | 'e' | 'A' | 'E'))
            }
            'u' | 'U' | 'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'Ù' | 'Ú' | 'Ủ' | 'Ũ' | 'Ụ' => {
                toned(next).filter(|(plain, _)| matches!(plain, 'y' | 'Y'))
            }
            _ => None,
        };
        if let (Some((second, after)), Some((first, tone))) = (pair, toned(c)) {
            let end = next_at + next.len_utf8();
            let open = end == word.len();
            let quy = matches!(before, 'q' | 'Q');
            let moved =
                |first, one, second, two| [with_tone(first, one), with_tone(second, two)].iter().collect::<String>();
            return match (tone, after) {
                (0, 0) => None,
                (_, 0) if open && !quy => Some((Placed::First, at..end, moved(first, 0, second, tone))),
                (_, 0) => Some((Placed::Wrong, at..end, moved(first, 0, second, tone))),
                (0, _) if open && !quy => Some((Placed::Second, at..end, moved(first, after, second, 0))),
                _ => None,
            };
        }
        before = c;
    }
    None
}

/// Both `hòa` and `hoà` in one page: a search finds half of it. Parts of names are let be, for a name is written as its
/// bearer writes it.
pub(super) fn tones(subject: &Subject<'_>, text: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    if !text.vietnamese {
        return;
    }
    let mut seen: [Vec<(Range<u32>, String)>; 3] = Default::default();
    let mut words: [&str; 3] = [""; 3];
    for passage in text.passages().filter(|passage| passage.block.kind != BlockKind::Quote) {
        for (at, token) in passage.tokens.iter().enumerate() {
            if token.kind != Kind::Word || token.letters != Letters::Vietnamese {
                continue;
            }
            let word = passage.str(at);
            if !may_be_placed(word.as_bytes()) {
                continue;
            }
            let Some((how, bytes, other)) = placed(word) else { continue };
            let title = |at: Option<usize>| at.is_some_and(|at| passage.tokens[at].case == Case::Title);
            let name = token.case == Case::Title && (title(passage.before(at)) || title(passage.after(at)));
            if !is_syllable(word) || name && how != Placed::Wrong {
                continue;
            }
            let start = token.start as usize;
            let span = passage.span(start + bytes.start..start + bytes.end);
            if span.len() != bytes.len() {
                continue;
            }
            let kind = how as usize;
            if seen[kind].is_empty() {
                words[kind] = word;
            }
            seen[kind].push((span, other));
        }
    }
    let [first, second, wrong] = seen;
    let mut tell = |places: Vec<(Range<u32>, String)>, message| {
        let Some((span, _)) = places.first().cloned() else { return };
        let fixes = places.into_iter().map(|(span, other)| Fix::new(span, other));
        found.push(Diagnostic::new(&codes::TONE_PLACEMENT, message).at(subject.path(), span).fixed_by(fixes).hint(
            say!("viết một kiểu trong cả bài; loa check --fix sửa theo kiểu nhiều hơn"; "place tones one way in a page; loa check --fix follows the more frequent one"),
        ));
    };
    if !wrong.is_empty() {
        let (count, word) = (wrong.len(), words[2]);
        tell(
            wrong,
            say!("{count} chữ bỏ dấu sai chỗ, như “{word}”"; "{count} words have their tone on the wrong letter, as “{word}”"),
        );
    }
    if !first.is_empty() && !second.is_empty() {
        let (few, many) = if first.len() >= second.len() { (second, first.len()) } else { (first, second.len()) };
        let [one, other, _] = words;
        let count = few.len();
        tell(
            few,
            say!("bài có cả hai kiểu bỏ dấu, “{one}” và “{other}”: {count} chữ khác với {many} chữ còn lại"; "the page places tones in both ways, “{one}” and “{other}”: {count} words differ from the other {many}"),
        );
    }
}
