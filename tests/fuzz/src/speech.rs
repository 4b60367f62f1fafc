//! What holds for the spoken form of any text at all. The fuzzer and `tests/speech_properties.rs` share it.

use loa::base;
use loa::speech::{Speaker, Spoken, Token, lex};
use unicode_normalization::UnicodeNormalization;

/// The spoken form has at most so many bytes for each byte of the text: `C06 C06 …` is what grows most.
const GROWTH: usize = 24;
/// … and so many more, for texts of a word or two.
const EXTRA: usize = 64;

/// Everything that must hold; the error says what does not.
///
/// # Errors
/// A sentence for whoever reads the test's output.
pub fn check(speaker: &Speaker, text: &str) -> Result<(), String> {
    tokens_are_the_text(text)?;
    let spoken = speaker.speak(text);
    is_speakable(&spoken.text)?;
    readings_are_places(&base::nfc(text), &spoken)?;
    let lines = |text: &str| text.matches('\n').count();
    hold(lines(&spoken.text) == lines(text), || format!("lines: {:?}", spoken.text))?;
    let most = text.len() * GROWTH + EXTRA;
    hold(spoken.text.len() <= most, || format!("{} bytes from {}", spoken.text.len(), text.len()))?;
    let again = speaker.speak(&spoken.text).text;
    hold(again == spoken.text, || format!("again: {again:?}\nonce:  {:?}", spoken.text))?;
    let apart: String = text.nfd().collect();
    let other = speaker.speak(&apart);
    hold(other.text == spoken.text, || format!("from NFD: {:?}\nfrom NFC: {:?}", other.text, spoken.text))
}

fn hold(holds: bool, broken: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(broken()) }
}

/// Put together again, the tokens are the text, and none is empty.
fn tokens_are_the_text(text: &str) -> Result<(), String> {
    let mut tokens: Vec<Token> = Vec::new();
    lex(text, 0, text.len(), &mut tokens);
    let mut at = 0;
    for token in &tokens {
        let whole = token.start as usize == at && token.end > token.start && text.is_char_boundary(token.end as usize);
        hold(whole, || format!("a token after {at}: {token:?}"))?;
        at = token.end as usize;
    }
    hold(at == text.len(), || format!("tokens end at {at} of {}", text.len()))
}

/// Words and marks alone: no digit, no symbol; one space between, no mark after a space or another mark.
fn is_speakable(spoken: &str) -> Result<(), String> {
    let is_mark = |c: char| matches!(c, '.' | ',' | ';' | ':' | '?' | '!');
    let mut before = '\n';
    for c in spoken.chars() {
        let letter = c.is_alphabetic() && !c.is_numeric();
        hold(letter || c == ' ' || c == '\n' || is_mark(c), || format!("{c:?} is left: {spoken:?}"))?;
        let apart = !(c == ' ' && matches!(before, ' ' | '\n'));
        let after_word = !is_mark(c) || before.is_alphabetic();
        hold(apart && after_word, || format!("{c:?} after {before:?}: {spoken:?}"))?;
        let joined = letter && is_mark(before);
        hold(!joined, || format!("{c:?} joins {before:?}: {spoken:?}"))?;
        before = c;
    }
    Ok(())
}

/// The readings are in the order of the text, do not overlap, and quote it.
fn readings_are_places(text: &str, spoken: &Spoken) -> Result<(), String> {
    let mut at = 0;
    for reading in &spoken.readings {
        let (start, end) = (reading.span.start as usize, reading.span.end as usize);
        let quoted = text.get(start..end) == Some(reading.written.as_str());
        hold(start >= at && end > start && quoted, || format!("{reading:?} after {at}"))?;
        at = end;
    }
    Ok(())
}
