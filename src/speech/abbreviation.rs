//! Abbreviations of public administration: entries of the lexicon, and those whose meaning the words around decide.

use std::borrow::Cow;

use crate::speech::lexicon::Source;
use crate::speech::rule::{Line, Read, Rule, same_letters};
use crate::speech::service;
use crate::speech::token::{Case, Kind};
use crate::speech::vocabulary::{AMBIGUOUS, COUNTED, NAME, NUMBER, ROAD};

/// An entry of the ward's own lexicon: overrides every rule.
pub struct SiteEntry;

impl Rule for SiteEntry {
    fn name(&self) -> &'static str {
        "lexicon"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word, Kind::Digits, Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let (entry, tokens) = line.lexicon.find(line.text, line.tokens, at, true)?;
        Read::sure(at, at + tokens, entry.spoken(line.style))
    }
}

/// A built-in entry of several tokens, before its first letters are read alone: `đ/c`, `TP.HCM`, `Big Data`.
pub struct Phrase;

impl Rule for Phrase {
    fn name(&self) -> &'static str {
        "phrase"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word, Kind::Digits, Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        comrade(line, at).or_else(|| entry(line, at, None).filter(|read| read.tokens > 1))
    }
}

/// A built-in abbreviation.
pub struct Builtin;

impl Rule for Builtin {
    fn name(&self) -> &'static str {
        "abbreviation"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word, Kind::Digits, Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        entry(line, at, Some(Source::Abbreviation))
    }
}

/// The built-in entry that begins at a place, of one source or of any.
pub(crate) fn entry(line: &Line<'_>, at: usize, source: Option<Source>) -> Option<Read> {
    let (entry, tokens) = line.lexicon.find(line.text, line.tokens, at, false)?;
    if source.is_some_and(|source| source != entry.source) {
        return None;
    }
    // `M2` is a code; only `m2` is a unit.
    if tokens == 2 && line.str(at) == "M" && line.kind(at + 1) == Kind::Digits {
        return None;
    }
    let end = at + tokens;
    // "Lưu: VT, KT." ends a sentence; who signs stands before a name: `KT. CHỦ TỊCH`.
    if entry.ends_with_stop()
        && is_signature(line.str(at))
        && line.kind(line.skip(end)) == Kind::End
        && at > line.first()
    {
        return None;
    }
    // `H.P` and `Đ.H.` are initials.
    let initial = tokens == 2 && entry.ends_with_stop() && line.str(at).chars().nth(1).is_none();
    let chained = line.kind(end) == Kind::Word && line.str(end).chars().nth(1).is_none();
    if initial && (chained || at > 0 && line.str(at - 1) == ".") {
        return None;
    }
    let mut spoken = entry.spoken(line.style);
    // "trực thuộc TP." ends its sentence too.
    if entry.ends_with_stop() && line.kind(line.skip(end)) == Kind::End {
        spoken.to_mut().push('.');
    }
    // A word that is said as it is written may stand there twice.
    if entry.source != Source::Site && !same_letters(line.slice(at, end), &spoken) {
        spoken = not_twice(line, at, spoken);
    }
    Read::sure(at, end, spoken)
}

/// Signs before the office of who signs.
fn is_signature(written: &str) -> bool {
    matches!(written, "KT" | "TM" | "TL")
}

/// An expansion without its first words where these stand before it already: "Phòng PKT" is one phòng.
fn not_twice(line: &Line<'_>, at: usize, spoken: Cow<'static, str>) -> Cow<'static, str> {
    let Some(last) = line.word_before(at) else { return spoken };
    let ends = spoken.match_indices(' ').map(|(at, _)| at).chain([spoken.len()]).take(4);
    let mut said = None;
    let mut from = 0;
    for space in ends {
        if same_letters(line.str(last), &spoken[from..space]) && line.follows(at, &spoken[..space].to_lowercase()) {
            said = Some((space + 1).min(spoken.len()));
        }
        from = space + 1;
    }
    match (said, spoken) {
        (None, spoken) => spoken,
        (Some(rest), Cow::Borrowed(spoken)) => Cow::Borrowed(&spoken[rest..]),
        (Some(rest), Cow::Owned(spoken)) => Cow::Owned(spoken[rest..].to_owned()),
    }
}

/// Words after `đ/c` where it is a person, and before it.
const PERSON: &[&str] = &[
    "bí thư",
    "phó",
    "chủ tịch",
    "trưởng",
    "giám đốc",
    "thủ",
    "tướng",
    "nguyên",
    "công an",
    "cán bộ",
    "ủy viên",
    "lãnh đạo",
    "chủ nhiệm",
    "chánh",
    "này",
    "ấy",
    "đó",
    "trên",
    "thường trực",
    "trong",
    "đảng viên",
    "được",
    "là",
];
const BEFORE_PERSON: &[&str] = &[
    "các",
    "những",
    "một",
    "hai",
    "ba",
    "bốn",
    "năm",
    "mời",
    "với",
    "cùng",
    "kính gửi",
    "gặp",
    "thưa",
    "giao",
    "của",
    "phân công",
    "đề nghị",
];
const BEFORE_ADDRESS: &[&str] =
    &["nhà", "theo", "ghi", "xin", "hỏi", "đúng", "sai", "nhầm", "về", "tại", "nhận", "tên", "họ tên", "sđt", "có"];

/// `đ/c` is đồng chí before a name or an office and địa chỉ before a place; alone it may be either.
fn comrade(line: &Line<'_>, at: usize) -> Option<Read> {
    if !line.is(at, "đ") || line.str(at + 1) != "/" || !line.is(at + 2, "c") {
        return None;
    }
    let end = at + 3;
    let next = line.skip(end);
    let digits_before = line.before(at).is_some_and(|before| line.kind(before) == Kind::Digits);
    let name = matches!(line.case(next), Case::Title | Case::Upper) && line.kind(next) == Kind::Word;
    let address = line.kind(next) == Kind::Digits
        || line.str(next) == ":"
        || line.follows_any(at, BEFORE_ADDRESS)
        || line.precedes_any(end, &["số", "nhà", "thôn", "xóm", "tổ", "ngõ", "đường", "phường", "xã"]);
    if digits_before || line.follows_any(at, BEFORE_PERSON) || name && !address || line.precedes_any(end, PERSON) {
        return Read::likely(at, end, "đồng chí");
    }
    if address { Read::likely(at, end, "địa chỉ") } else { Read::guess(at, end, "địa chỉ") }
}

/// An abbreviation with several meanings.
pub struct Ambiguous;

impl Rule for Ambiguous {
    fn name(&self) -> &'static str {
        "ambiguous"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        if line.case(at) != Case::Upper {
            return None;
        }
        let written = line.str(at);
        let (_, meanings, guess) = AMBIGUOUS.iter().find(|(known, _, _)| *known == written)?;
        // `QL.10`, `ĐT.353`
        let road = matches!(written, "QL" | "TL" | "ĐT" | "HL");
        let dotted = line.str(at + 1) == "." && line.kind(at + 2) == Kind::Digits;
        if dotted && !road {
            return None;
        }
        let end = at + 1 + usize::from(dotted);
        let short = written == "ĐT" && line.digits(end).is_some_and(|digits| digits.len() < 3);
        if line.kind(end) == Kind::Digits && (!road || short) {
            return None;
        }
        // Longer entries of the tables come first: `TT-TH`, `TP.HCM`, `KT.`
        let signs = is_signature(written) && line.kind(line.skip(at + 2)) == Kind::End;
        if !signs && line.lexicon.find(line.text, line.tokens, at, false).is_some_and(|(_, tokens)| tokens > 1) {
            return None;
        }
        let number = line.kind(line.skip(end)) == Kind::Digits;
        let found = meanings.iter().find(|meaning| {
            meaning.after.iter().any(|phrase| follows_marked(line, at, phrase))
                || meaning.before.iter().any(|phrase| match *phrase {
                    NUMBER => number,
                    ROAD => number && is_road(line, line.skip(end)),
                    COUNTED => line.before(at).is_some_and(|before| line.kind(before) == Kind::Digits),
                    NAME => line.case(line.skip(end)) == Case::Title,
                    phrase => line.precedes(end, phrase),
                })
        });
        let (spoken, likely) = match found {
            Some(meaning) => (meaning.spoken, true),
            None => (*guess, false),
        };
        let spoken = not_twice(line, at, Cow::Borrowed(spoken));
        // Some have one common meaning in this field; the rest is a guess without a context.
        let common = matches!(written, "TP" | "DN" | "GV" | "SV" | "QĐ" | "BV" | "CB" | "BC" | "XH");
        if likely || common { Read::likely(at, end, spoken) } else { Read::guess(at, end, spoken) }
    }
}

/// A number of three digits at most, with or without a letter, that no one dials.
pub(crate) fn is_road(line: &Line<'_>, at: usize) -> bool {
    line.digits(at).is_some_and(|digits| digits.len() == 3 && !service::is_service(digits))
        && !(matches!(line.str(at + 1), "." | "-" | " ") && line.kind(at + 2) == Kind::Digits)
}

/// Like [`Line::follows`], for phrases that may end with a mark.
fn follows_marked(line: &Line<'_>, at: usize, phrase: &str) -> bool {
    let mut place = line.before(at);
    for word in phrase.rsplit(' ') {
        let (word, mark) = match word.char_indices().next_back() {
            Some((cut, mark)) if !mark.is_alphabetic() && word.len() > 1 => (&word[..cut], Some(mark)),
            _ => (word, None),
        };
        if let Some(mark) = mark {
            let Some(found) = place else { return false };
            if !line.str(found).starts_with(mark) {
                return false;
            }
            place = line.before(found);
        }
        let Some(found) = place else { return false };
        if !line.is(found, word) {
            return false;
        }
        place = line.before(found);
    }
    true
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::speech::vocabulary::abbreviations;
    use crate::speech::{Lexicon, Speaker, Style};

    #[test]
    fn the_table_is_large_and_names_nothing_twice() {
        let mut seen = BTreeMap::new();
        for (written, spoken) in abbreviations() {
            assert_eq!(seen.insert(written, spoken), None, "{written}");
        }
        assert!(seen.len() >= 400, "{}", seen.len());
    }

    #[test]
    fn what_is_said_needs_no_further_reading() {
        let speaker = Speaker::new(Lexicon::builtin(), Style::default());
        let meanings = AMBIGUOUS.iter().flat_map(|(written, meanings, guess)| {
            meanings.iter().map(|meaning| (*written, meaning.spoken)).chain([(*written, *guess)])
        });
        for (written, spoken) in abbreviations().chain(meanings) {
            let spoken = spoken.trim_start_matches(", ");
            assert_eq!(speaker.speak(spoken).text, spoken, "{written}");
        }
    }
}
