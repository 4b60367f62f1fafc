//! However a text is made, ten times as much of it takes ten times the work: every look of a rule at a token is counted.

use std::cell::Cell;

use crate::speech::{Lexicon, Speaker, Style};

thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// A rule looks at a token of so many bytes.
pub(super) fn step(bytes: usize) {
    STEPS.set(STEPS.get() + 1 + bytes as u64);
}

/// What a text begins with, and what is then written again and again.
const TEXTS: &[(&str, &str)] = &[
    ("", "1/"),
    ("", "1."),
    ("", "1,"),
    ("", "1-"),
    ("", "1 "),
    ("", "1:"),
    ("", "12"),
    ("1/", "12"),
    ("1:", "12"),
    ("1.", "12"),
    ("1-", "12"),
    ("$", "12"),
    ("ISO ", "12"),
    ("thứ ", "12"),
    ("mã số ", "12"),
    ("gọi ", "12"),
    ("1tr", "12"),
    ("", "1.000."),
    ("", "30/4, "),
    ("", "30/4/2026 - "),
    ("", "113, "),
    ("", "0912 "),
    ("", "15A-"),
    ("", "T1-"),
    ("", "7h30-"),
    ("", "142/NĐ-CP "),
    ("", "1-NĐ-CP/"),
    ("", "-1"),
    ("", "$1"),
    ("", "1e"),
    ("", "x1"),
    ("", "5 m2/"),
    ("", "5 đồng/"),
    ("", "a"),
    ("", "A"),
    ("", "Đ"),
    ("", "xiv"),
    ("", "abcd"),
    ("", "a."),
    ("", "a-"),
    ("", "a@"),
    ("", "a'"),
    ("", ".vn"),
    ("a.vn/", "a/"),
    ("http://a.vn/", "a"),
    ("", "TP.TP."),
    ("", "N.T."),
    ("Bà ", "A."),
    ("", "bà N. "),
    ("", "điểm a, "),
    ("", "chương I và "),
    ("", "I, "),
    ("", "II-"),
    ("", "TT "),
    ("", "UBND "),
    ("", "QXZ"),
    ("", "Điều "),
    ("", "ngày "),
    ("\"", "ngày "),
    ("", "số "),
    ("", "và/"),
    ("", "xã - "),
    ("", "phường Mẫu, "),
    ("", "v.v."),
    ("", "/"),
    ("", "("),
    ("", "()"),
    ("", "+"),
    ("", "-"),
    ("", "+-"),
    ("", "…a"),
    ("", "., "),
    ("", "'"),
    ("", " "),
    ("", "\t|"),
    ("", "\n"),
    ("", "\u{301}"),
    ("", "e\u{323}\u{302}"),
    ("", "a\u{200b}"),
    ("", "1\u{301}"),
    ("", "'*"),
    ("khoản ", "'*"),
    ("", "' vi"),
    ("", ": ( vi"),
];

/// The steps for so many bytes of a text, and how long the spoken text is.
fn speak(speaker: &Speaker, (first, again): (&str, &str), bytes: usize) -> (u64, usize) {
    let text = format!("{first}{}", again.repeat(bytes / again.len()));
    STEPS.set(0);
    let spoken = speaker.speak(&text);
    (STEPS.get(), spoken.text.len())
}

#[test]
fn ten_times_the_text_takes_ten_times_the_steps() {
    let speaker = Speaker::new(Lexicon::builtin(), Style::default());
    for text in TEXTS {
        let (few, short) = speak(&speaker, *text, 1_000);
        let (many, long) = speak(&speaker, *text, 10_000);
        assert!(many <= few * 11 + 10_000, "{text:?}: {few} steps, then {many}");
        assert!(long <= short * 11 + 100, "{text:?}: {short} bytes are said, then {long}");
    }
}
