//! The speaker: cuts the text into lines and tokens, and tries the rules on each token.

use std::cell::Cell;

use crate::base;
use crate::speech::date;
use crate::speech::document;
use crate::speech::lexer::{Visible, lex};
use crate::speech::lexicon::Lexicon;
use crate::speech::roman;
use crate::speech::rule::{Line, same_letters};
use crate::speech::rules::beginning_with;
use crate::speech::spoken::{Reading, Spoken, Writer, is_mark};
use crate::speech::style::Style;
use crate::speech::syllable;
use crate::speech::token::{Case, Kind, Letters, Token};

/// Turns written Vietnamese into what an announcer says, in one house style.
///
/// ```
/// use loa::speech::{Lexicon, Speaker, Style};
/// let speaker = Speaker::new(Lexicon::builtin(), Style::default());
/// let spoken = speaker.speak("Nghị định số 142/2026/NĐ-CP ngày 30/4/2026");
/// assert_eq!(
///     spoken.text,
///     "Nghị định số một trăm bốn mươi hai, ngày ba mươi tháng tư năm hai nghìn không trăm hai mươi sáu, \
///      của Chính phủ"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    lexicon: Lexicon,
    style: Style,
}

impl Speaker {
    /// A speaker with the words and the house style of one site; it keeps no state between texts.
    #[must_use]
    pub fn new(lexicon: Lexicon, style: Style) -> Self {
        Self { lexicon, style }
    }

    /// The spoken form of a text of any length. Each line of the text is one line of the spoken text.
    #[must_use]
    pub fn speak(&self, written: &str) -> Spoken {
        let text = base::nfc(written);
        let Some(visible) = Visible::of(&text) else { return self.read(&text) };
        let mut spoken = self.read(&visible.text);
        for reading in &mut spoken.readings {
            reading.span = visible.place(&reading.span);
            reading.written = text[reading.span.start as usize..reading.span.end as usize].to_owned();
        }
        spoken
    }

    fn read(&self, text: &str) -> Spoken {
        let mut writer = Writer::with_capacity(text.len() + text.len() / 4);
        let mut readings = Vec::new();
        let mut tokens = Vec::new();
        let mut dropped = Vec::new();
        let mut from = 0;
        while from < text.len() {
            let end = text[from..].find('\n').map_or(text.len(), |at| from + at);
            tokens.clear();
            lex(text, from, end, &mut tokens);
            dropped.clear();
            dropped.resize(tokens.len(), Cell::new(false));
            let line = Line {
                text,
                tokens: &tokens,
                dropped: &dropped,
                lexicon: &self.lexicon,
                style: &self.style,
                shouting: is_shouting(text, &tokens),
            };
            let start = writer.text.len();
            let dropped = read_line(&line, &mut writer, &mut readings);
            if dropped && may_join(&line) {
                self.settle(&mut writer, start);
            }
            if end < text.len() {
                writer.newline();
            } else {
                writer.line_end();
            }
            from = end + 1;
        }
        Spoken { text: writer.text, readings }
    }

    /// Words between which a mark was dropped may say something together that they do not say apart, as `đèn "LEd"`: the
    /// line is read as it is heard, until nothing changes any more.
    fn settle(&self, writer: &mut Writer, start: usize) {
        for _ in 0..MOST_READINGS {
            let heard = self.read(&writer.text[start..]).text;
            if heard == writer.text[start..] {
                break;
            }
            writer.text.truncate(start);
            writer.text.push_str(&heard);
        }
    }
}

/// How often a line is read again; one reading settles nearly all.
const MOST_READINGS: usize = 4;

/// Was a mark dropped beside something that may be read together with what stands beyond the mark? Plain words are not, and
/// most marks, as quotes and emphasis, stand between plain words.
fn may_join(line: &Line<'_>) -> bool {
    let quiet = |at: usize| line.kind(at) == Kind::Space || line.dropped.get(at).is_some_and(Cell::get);
    let plain =
        |at: usize| line.tokens.get(at).is_none_or(|token| token.kind == Kind::Word && is_plain(line, at, token));
    let mut last = None;
    let mut at = 0;
    while at < line.tokens.len() {
        if !quiet(at) {
            last = Some(at);
            at += 1;
            continue;
        }
        let from = at;
        while at < line.tokens.len() && quiet(at) {
            at += 1;
        }
        let dropped = (from..at).any(|at| line.kind(at) == Kind::Mark);
        if let Some(last) = last.filter(|_| dropped && at < line.tokens.len())
            && !(plain(last) && plain(at))
        {
            return true;
        }
    }
    false
}

/// Reads a line, and tells whether a mark was dropped.
fn read_line(line: &Line<'_>, writer: &mut Writer, readings: &mut Vec<Reading>) -> bool {
    let (mut at, mut dropped) = (0, false);
    while let Some(token) = line.tokens.get(at) {
        // Nearly all tokens are one of these.
        if token.kind == Kind::Space {
            at += 1;
            continue;
        }
        if token.kind == Kind::Word && is_plain(line, at, token) {
            writer.plain(line.str(at));
            at += 1;
            continue;
        }
        let before = writer.end();
        let read = match token.kind {
            Kind::Newline | Kind::Nothing | Kind::End => 1,
            Kind::Cell => {
                // A longer pause than the commas within cells.
                if line.kind(at + 1) != Kind::End {
                    writer.mark(';');
                }
                1
            }
            Kind::Mark if is_plain_mark(line, at, token) => {
                writer.mark(char::from(line.text.as_bytes()[token.start as usize]));
                1
            }
            _ => read_token(line, at, writer, readings),
        };
        if writer.end() == before {
            line.dropped.iter().skip(at).take(read).for_each(|dropped| dropped.set(true));
            dropped |= token.kind == Kind::Mark;
        }
        at += read;
    }
    dropped
}

fn read_token(line: &Line<'_>, at: usize, writer: &mut Writer, readings: &mut Vec<Reading>) -> usize {
    let kind = line.kind(at);
    for rule in beginning_with(kind) {
        let Some(read) = rule.read(line, at) else { continue };
        let end = (at + read.tokens).min(line.tokens.len());
        let before = writer.text.len();
        let written = line.slice(at, end);
        writer.words(&read.spoken, written.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
        // Dropped signs and words that are said as they stand are nothing to look at.
        let trivial = read.spoken.len() == written.len() && same_letters(&read.spoken, written)
            || !written.contains(|c: char| syllable::is_letter(c) || c.is_alphanumeric())
                && writer.text.len() <= before + 1;
        if !trivial || read.confidence == crate::speech::Confidence::Guess {
            readings.push(Reading {
                span: line.tokens[at].start..line.tokens[end - 1].end,
                written: written.to_owned(),
                spoken: read.spoken,
                rule: rule.name(),
                confidence: read.confidence,
            });
        }
        return end - at;
    }
    // No rule took it: a word is said, anything else is left out.
    if kind == Kind::Word {
        writer.words(line.str(at), false);
    }
    1
}

/// A word that no rule can want: small letters (or one capital), Vietnamese, and in no table.
fn is_plain(line: &Line<'_>, at: usize, token: &Token) -> bool {
    if !matches!(token.case, Case::Lower | Case::Title) {
        return false;
    }
    let word = line.str(at);
    if date::may_be_blank(line, at) || document::missing_number(line, at).is_some() || may_be_address(line, at) {
        return false;
    }
    let vietnamese = match token.letters {
        Letters::Ascii => word.len() > 1 && !roman::is_possible(word) && syllable::is_one(word),
        // One `đ` alone is a letter and not a word.
        Letters::Vietnamese => word.len() < 24 && !matches!(word, "đ" | "Đ"),
        Letters::Other => false,
    };
    vietnamese && (!line.lexicon.may_begin(token.hash) || begins_nothing(line, at))
}

/// A word such as "thành" or "số": entries begin with it, but none does here, and what follows makes it nothing else.
fn begins_nothing(line: &Line<'_>, at: usize) -> bool {
    let word = line.str(at);
    let apart = |at: usize| matches!(line.kind(at), Kind::Space | Kind::End);
    (apart(at + 1) || line.kind(at + 1) == Kind::Mark && apart(at + 2))
        && (at == 0 || !matches!(line.kind(at - 1), Kind::Nothing | Kind::Digits))
        && word.chars().nth(1).is_some()
        && syllable::is_one(word)
        && line.lexicon.find(line.text, line.tokens, at, false).is_none()
}

/// `hue.gov.vn`, `dich-vu-cong.gov.vn`: does the word go on without a space?
fn may_be_address(line: &Line<'_>, at: usize) -> bool {
    line.kind(at + 1) == Kind::Mark
        && matches!(line.str(at + 1), "." | "-" | "_" | "@")
        && matches!(line.kind(at + 2), Kind::Word | Kind::Digits)
}

/// A mark that ends a word or number and stands before a space.
fn is_plain_mark(line: &Line<'_>, at: usize, token: &Token) -> bool {
    token.end - token.start == 1
        && is_mark(char::from(line.text.as_bytes()[token.start as usize]))
        && matches!(line.kind(at + 1), Kind::Space | Kind::Cell | Kind::End)
        && !line.lexicon.may_begin(token.hash)
        && !document::is_colon_of_number(line, at)
}

/// A heading: no small letters but in at most one word of three.
fn is_shouting(text: &str, tokens: &[Token]) -> bool {
    let (mut capitals, mut others) = (0, 0);
    for token in tokens {
        if token.kind == Kind::Word {
            match token.case {
                Case::Upper if text[token.start as usize..token.end as usize].chars().nth(1).is_some() => capitals += 1,
                Case::Upper => {}
                _ => others += 1,
            }
        }
    }
    capitals >= 2 && others * 3 <= capitals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::{DocumentNumber, FirstDays, Foreign, Thousand, ZeroTens};
    use proptest::prelude::*;

    fn speaker() -> Speaker {
        Speaker::new(Lexicon::builtin(), Style::default())
    }

    fn is_speakable(text: &str) -> bool {
        text.chars().all(|c| c == ' ' || c == '\n' || is_mark(c) || (c.is_alphabetic() && !c.is_numeric()))
    }

    /// Pieces of official texts, put together in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "ngày",
            "tháng",
            "năm",
            "số",
            "Điều",
            "khoản",
            "điểm",
            "đ",
            "d",
            "1",
            "02",
            "15",
            "2026",
            "113",
            "30/4/2026",
            "142/2026/NĐ-CP",
            "/",
            "-",
            "–",
            ".",
            ",",
            ":",
            ";",
            "(",
            ")",
            "%",
            "₫",
            "đồng",
            "km",
            "m2",
            "°C",
            "UBND",
            "TP.",
            "TP",
            "TM.",
            "AI",
            "Quý",
            "II",
            "XV",
            "IV",
            "gọi",
            "0912 345 678",
            "dichvucong.gov.vn",
            "a@b.vn",
            "./.",
            "¹",
            "x",
            "VNeID",
            "Zalo",
            "link",
            "A1B",
            "7h30",
            "07:30",
            "10-15",
            "2/3",
            "và/hoặc",
            "lần/tuần",
            "\n",
            " ",
            "  ",
            "…",
            "KH&CN",
            "H'Mông",
            "USD",
            "$",
            "1.500.000",
            "12,5",
            "\u{200b}",
            "😀",
            "Ⅳ",
            "٣",
            "thứ",
            "I",
            "v",
            "i",
            "khóa",
        ]);
        prop::collection::vec((piece, any::<bool>()), 0..12).prop_map(|pieces| {
            pieces.into_iter().fold(String::new(), |text, (piece, space)| text + if space { " " } else { "" } + piece)
        })
    }

    #[test]
    fn house_styles_change_what_is_said() {
        let with = |style: Style, text: &str| Speaker::new(Lexicon::builtin(), style).speak(text).text;
        let style = Style { zero_tens: ZeroTens::Le, thousand: Thousand::Ngan, ..Style::default() };
        assert_eq!(with(style, "1.105 hộ"), "Một ngàn một trăm lẻ năm hộ");
        let style = Style { first_days: FirstDays::Mung, ..Style::default() };
        assert_eq!(with(style.clone(), "ngày 2/9"), "ngày mùng hai tháng chín");
        assert_eq!(with(style.clone(), "ngày 01 tháng 7"), "ngày mùng một tháng bảy");
        for (written, spoken) in [
            ("ngày 11/9", "ngày mười một tháng chín"),
            ("mùng 2/9", "mùng hai tháng chín"),
            ("từ ngày 5 đến ngày 12 tháng 3", "từ ngày mùng năm đến ngày mười hai tháng ba"),
            ("ngày 9-11/3", "ngày mùng chín đến ngày mười một tháng ba"),
            ("3 ngày 2 đêm", "Ba ngày hai đêm"),
            ("2 tháng 9", "Hai tháng chín"),
            (
                "Luật số 1/2026/QH16 ngày 02/3/2026 của Quốc hội",
                "Luật số một, ngày mùng hai tháng ba năm hai nghìn không trăm hai mươi sáu, của Quốc hội",
            ),
        ] {
            assert_eq!(with(style.clone(), written), spoken);
        }
        let style = Style { document_number: DocumentNumber::Full, ..Style::default() };
        assert_eq!(
            with(style, "Nghị định số 142/2026/NĐ-CP"),
            "Nghị định số một trăm bốn mươi hai gạch chéo hai nghìn không trăm hai mươi sáu gạch chéo Nghị định, Chính phủ"
        );
        let style = Style { foreign: Foreign::Respelled, ..Style::default() };
        assert_eq!(with(style, "app AI"), "áp ây ai");
    }

    #[test]
    fn what_was_guessed_is_reported_and_what_is_plain_is_not() {
        let spoken = speaker().speak("UBND XÃ ĐẠI SƠN: hãng QXZ, 5 xã/phường");
        let rules: Vec<_> = spoken.readings.iter().map(|reading| (reading.written.as_str(), reading.rule)).collect();
        assert_eq!(rules, [("UBND", "abbreviation"), ("QXZ", "capitals"), ("5", "number"), ("/", "slash")]);
        let doubts: Vec<_> = spoken.doubts().map(|doubt| doubt.written.as_str()).collect();
        assert_eq!(doubts, ["QXZ"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn only_letters_spaces_and_marks_are_left(text in any::<String>()) {
            let spoken = speaker().speak(&text);
            prop_assert!(is_speakable(&spoken.text), "{:?}", spoken.text);
        }

        #[test]
        fn spoken_text_is_spoken_as_it_is(text in pieces()) {
            let once = speaker().speak(&text).text;
            prop_assert!(is_speakable(&once), "{:?}", once);
            prop_assert_eq!(&speaker().speak(&once).text, &once);
        }

        #[test]
        fn line_ends_stay(text in "[a-z0-9 \n]{0,60}") {
            let spoken = speaker().speak(&text).text;
            prop_assert_eq!(spoken.matches('\n').count(), text.matches('\n').count());
        }

        #[test]
        fn readings_are_slices_of_the_text(text in pieces()) {
            for reading in speaker().speak(&text).readings {
                let span = reading.span.start as usize..reading.span.end as usize;
                let text = base::nfc(&text);
                prop_assert_eq!(text.get(span), Some(reading.written.as_str()));
            }
        }
    }
}
