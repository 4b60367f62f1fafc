//! Addresses of pages in running text: nobody hears that `dichvucong` is one word without marks, so it is told once.

use crate::base::slug;
use crate::speech::Speaker;

/// How a writer tells it; then nothing is added.
const TOLD: [&str; 2] = ["viết liền", "không dấu"];

/// The text with "(viết liền, không dấu)" after each address of joined words that was not told before; `told` keeps
/// those that were.
pub(super) fn tell(text: &str, told: &mut Vec<String>, speaker: &Speaker) -> String {
    let explained = TOLD.iter().any(|words| text.to_lowercase().contains(words));
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(' ') {
        out.push_str(word);
        let bare = word.trim().trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let Some(note) = note(bare, speaker) else { continue };
        let address = bare.to_lowercase();
        if told.contains(&address) {
            continue;
        }
        told.push(address);
        if !explained {
            let after = word.rfind(bare).map_or(0, |at| word.len() - at - bare.len());
            out.insert_str(out.len() - after, note);
        }
    }
    out
}

/// What listeners must be told of an address; `None` for other words and for addresses that are spelt.
fn note(word: &str, speaker: &Speaker) -> Option<&'static str> {
    if !word.is_ascii() || !word.contains('.') || !word.ends_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let spoken = speaker.speak(word);
    if !spoken.readings.iter().any(|reading| reading.rule == "address" && reading.written == word) {
        return None;
    }
    let said = spoken.text.replace(" a còng ", " chấm ");
    let joined = said.split(" chấm ").any(|label| is_joined(label, word));
    let parted = said.split(" gạch ngang ").any(|label| !label.is_ascii());
    match (joined, word.contains('-') && parted) {
        (true, _) => Some(" (viết liền, không dấu)"),
        (false, true) => Some(" (không dấu)"),
        (false, false) => None,
    }
}

/// Is it several words whose letters stand together in the address?
fn is_joined(label: &str, address: &str) -> bool {
    let written = slug(label);
    let words = written.split('-').filter(|word| word.chars().nth(1).is_some()).count();
    words > 1 && address.to_lowercase().contains(&written.replace('-', ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::{Lexicon, Style};

    #[test]
    fn joined_words_are_told_once() {
        let speaker = Speaker::new(Lexicon::builtin(), Style::default());
        for (text, expected) in [
            ("Vào dichvucong.gov.vn, chọn mục.", "Vào dichvucong.gov.vn (viết liền, không dấu), chọn mục."),
            ("Vào thue.gov.vn và vneid.gov.vn.", "Vào thue.gov.vn và vneid.gov.vn."),
            ("Vào sct.haiphong.gov.vn.", "Vào sct.haiphong.gov.vn (viết liền, không dấu)."),
            ("Vào tin-tuc.vn nhé", "Vào tin-tuc.vn (không dấu) nhé"),
            ("Gửi canhbao@bocongan.gov.vn nhé", "Gửi canhbao@bocongan.gov.vn (viết liền, không dấu) nhé"),
            ("Vào dichvucong.gov.vn, viết liền, không dấu.", "Vào dichvucong.gov.vn, viết liền, không dấu."),
            ("Đọc Điều 2.3 và mục 1.a", "Đọc Điều 2.3 và mục 1.a"),
        ] {
            assert_eq!(tell(text, &mut Vec::new(), &speaker), expected);
        }
        let mut told = Vec::new();
        tell("Vào dichvucong.gov.vn.", &mut told, &speaker);
        assert_eq!(tell("Vào dichvucong.gov.vn.", &mut told, &speaker), "Vào dichvucong.gov.vn.");
    }
}
