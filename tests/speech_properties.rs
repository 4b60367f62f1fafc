//! What holds for any text that is spoken: generated texts of all kinds, and every case of the tables.
//!
//! `PROPTEST_CASES=20000 cargo test --release --test speech_properties` looks longer than the everyday run.

#[path = "fuzz/src/speech.rs"]
mod oracle;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use loa::speech::{DocumentNumber, FirstDays, Foreign, Lexicon, Speaker, Style, Thousand, ZeroTens};
use proptest::prelude::*;

static SPEAKER: LazyLock<Speaker> = LazyLock::new(|| Speaker::new(Lexicon::builtin(), Style::default()));

/// Every other choice of a house style than the usual one.
static OTHER: LazyLock<Speaker> = LazyLock::new(|| {
    Speaker::new(
        Lexicon::builtin(),
        Style {
            zero_tens: ZeroTens::Le,
            thousand: Thousand::Ngan,
            document_number: DocumentNumber::Full,
            foreign: Foreign::Respelled,
            first_days: FirstDays::Mung,
        },
    )
});

/// What is written in the tables of `tests/speech`, case by case.
fn written() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/speech");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("tests/speech is a folder")
        .map(|entry| entry.expect("an entry of tests/speech").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    let texts = files.iter().map(|file| fs::read_to_string(file).expect("a table in UTF-8"));
    texts
        .flat_map(|text| {
            let cases =
                text.lines().filter_map(|line| line.split_once('⇒')).map(|(written, _)| written.trim().to_owned());
            cases.collect::<Vec<_>>()
        })
        .collect()
}

/// The words, numbers and marks of the tables, each once.
static PIECES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut pieces: Vec<String> =
        written().iter().flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect();
    pieces.extend(
        ["\n", "\t", "\u{200b}", "\u{a0}", "\u{301}", "./.", "…", "😀", "Ⅳ", "٣", "<", "=", "^"].map(str::to_owned),
    );
    pieces.sort();
    pieces.dedup();
    pieces
});

/// Pieces of the tables in any order, with a space between or none.
fn mixed() -> impl Strategy<Value = String> {
    let piece = (0..PIECES.len()).prop_map(|at| PIECES[at].as_str());
    prop::collection::vec((piece, any::<bool>()), 0..10).prop_map(|pieces| {
        pieces.into_iter().fold(String::new(), |text, (piece, space)| text + if space { " " } else { "" } + piece)
    })
}

/// Any characters of any script, more often those that the rules look at.
fn anything() -> impl Strategy<Value = String> {
    let signs = "0123456789./-,:;()%&+<>=$@#*'\"°²₫đĐVXICMkmhTQ \n\t";
    let sign = prop::sample::select(signs.chars().collect::<Vec<_>>());
    let vietnamese = prop::sample::select("aăâeêioôơuưyđàảãáạằẳẵắặầẩẫấậUBNDHĐ".chars().collect::<Vec<_>>());
    let c = prop_oneof![4 => sign, 2 => vietnamese, 1 => any::<char>()];
    prop::collection::vec(c, 0..40).prop_map(|chars| chars.into_iter().collect())
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    for speaker in [&*SPEAKER, &*OTHER] {
        oracle::check(speaker, text).map_err(TestCaseError::fail)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.max(1000),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn for_pieces_of_official_texts(text in mixed()) {
        holds(&text)?;
    }

    #[test]
    fn for_signs_and_digits_in_any_order(text in anything()) {
        holds(&text)?;
    }

    #[test]
    fn for_any_text_of_any_script(text in any::<String>()) {
        holds(&text)?;
    }
}

#[test]
fn for_every_case_of_the_tables() {
    let cases = written();
    assert!(cases.len() > 600, "only {} cases", cases.len());
    let broken: Vec<String> = cases
        .iter()
        .flat_map(|text| [&*SPEAKER, &*OTHER].map(|speaker| (text, oracle::check(speaker, text))))
        .filter_map(|(text, held)| held.err().map(|why| format!("{text}\n    {why}")))
        .collect();
    assert!(broken.is_empty(), "{} of {}:\n{}", broken.len(), cases.len(), broken.join("\n"));
}

#[test]
fn what_is_dropped_between_two_words_parts_them_no_more_than_a_space() {
    let marks: Vec<char> = ('!'..='~')
        .filter(|c| !c.is_alphanumeric())
        .chain("“”‘’«»…–—·•●✓→°§´¨¬¶\u{fffd}😀\t\u{200b}".chars())
        .collect();
    let words = [
        ("khoản", "vi"),
        ("chương", "vi"),
        ("chương", "V"),
        ("mục", "x"),
        ("thế kỷ", "xx"),
        ("điểm", "đ"),
        ("số", "12"),
        ("ngày", "5"),
        ("thứ", "4"),
        ("quý", "II"),
        ("tài khoản", "vi"),
        ("Nghị định", "142/2026/NĐ-CP"),
        ("gọi", "113"),
        ("lúc", "7h30"),
        ("TP", "HCM"),
        ("tháng", "10"),
    ];
    let mut broken = Vec::new();
    for (before, after) in words {
        for one in &marks {
            for two in &marks {
                for text in [
                    format!("a {before} {one}{after}"),
                    format!("a {before} {one} {two}{after}"),
                    format!("a {before}{one} {two} {after}"),
                    format!("a {before} {one}{two}{after}{two}{one} b"),
                ] {
                    broken.extend(oracle::check(&SPEAKER, &text).err().map(|why| format!("{text}\n    {why}")));
                }
            }
        }
    }
    broken.dedup();
    assert!(broken.is_empty(), "{}:\n{}", broken.len(), broken[..broken.len().min(40)].join("\n"));
}

#[test]
fn what_nobody_sees_parts_no_word() {
    let text = "UB\u{200b}ND xã họp lúc 1\u{2060}5h, Vi\u{ad}ệt";
    let spoken = SPEAKER.speak(text);
    assert_eq!(spoken.text, "Ủy ban nhân dân xã họp lúc mười lăm giờ, Việt");
    let written: Vec<_> = spoken.readings.iter().map(|reading| reading.written.as_str()).collect();
    assert_eq!(written, ["UB\u{200b}ND", "1\u{2060}5h"]);
}
