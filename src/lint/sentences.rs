//! How easily a page is read: long sentences and long lists. One message a page, with the first place.

use std::ops::Range;

use super::Subject;
use super::text::{PageText, Passage};
use crate::diag::{Diagnostic, codes};
use crate::markdown::BlockKind;
use crate::say;
use crate::speech::Kind;

/// Syllables that a reader holds in mind at once.
const LONGEST: u32 = 30;
/// Points that a list is looked over with.
const POINTS: u32 = 7;

pub(super) fn long_sentences(subject: &Subject<'_>, text: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    let mut count = 0;
    let mut first = None;
    for passage in text.prose() {
        sentences(&passage, |bytes, syllables| {
            if syllables > LONGEST {
                count += 1;
                first.get_or_insert_with(|| (passage.span(bytes), syllables));
            }
        });
    }
    let Some((span, syllables)) = first else { return };
    let message = if count == 1 {
        say!("câu dài {syllables} tiếng, hơn {LONGEST} tiếng là khó theo"; "a sentence of {syllables} syllables; beyond {LONGEST} it is hard to follow")
    } else {
        say!("{count} câu dài hơn {LONGEST} tiếng; câu đầu dài {syllables} tiếng"; "{count} sentences are longer than {LONGEST} syllables; the first has {syllables}")
    };
    found.push(Diagnostic::new(&codes::LONG_SENTENCE, message).at(subject.path(), span).hint(
        say!("tách thành hai, ba câu ngắn, mỗi câu một ý"; "part it into two or three short ones, a thought each"),
    ));
}

/// Tells each sentence with its bytes and its written syllables: what stands between spaces counts one, so that a
/// document's number is one.
fn sentences(passage: &Passage<'_>, mut tell: impl FnMut(Range<usize>, u32)) {
    let mut start = 0;
    let (mut count, mut counted) = (0, false);
    for (at, token) in passage.tokens.iter().enumerate() {
        match token.kind {
            Kind::Space | Kind::Cell | Kind::Newline => counted = false,
            Kind::Word | Kind::Digits if !counted => {
                counted = true;
                count += 1;
            }
            Kind::Mark if ends(passage, at) => {
                tell(passage.bytes(start, at), count);
                (start, count, counted) = (at + 1, 0, false);
                if passage.kind(start) == Kind::Space {
                    start += 1;
                }
            }
            _ => {}
        }
    }
    if start < passage.tokens.len() {
        tell(passage.bytes(start, passage.tokens.len() - 1), count);
    }
}

/// Whether a sentence ends at a mark. `TP. Hải Phòng` and `1.000` go on.
fn ends(passage: &Passage<'_>, at: usize) -> bool {
    let mark = passage.str(at);
    if !matches!(mark.as_bytes()[0], b'.' | b'!' | b'?') && !mark.starts_with('…') {
        return false;
    }
    // Closing quotes and brackets belong to the sentence that they close.
    let mut next = at + 1;
    while matches!(passage.str(next), "”" | "\"" | "’" | ")" | "»") {
        next += 1;
    }
    match passage.kind(next) {
        Kind::Space | Kind::Cell | Kind::Newline | Kind::End => {}
        _ => return false,
    }
    const SHORT: &[&str] = &["BS", "GS", "H", "KT", "P", "PGS", "Q", "TL", "TM", "TP", "TS", "TUQ", "TX", "ThS", "Tp"];
    let short = mark == "." && at.checked_sub(1).is_some_and(|before| SHORT.contains(&passage.str(before)));
    // `…` within a sentence goes on with a small letter.
    let goes_on = mark != "." && passage.tokens.get(next + 1).is_some_and(crate::speech::Token::is_small);
    !(short && passage.kind(next) != Kind::End || goes_on && !matches!(mark.as_bytes()[0], b'!' | b'?'))
}

pub(super) fn long_lists(subject: &Subject<'_>, text: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    let mut lists = text.prose().filter_map(|passage| match passage.block.kind {
        BlockKind::Item { position: 1, of, .. } if of > POINTS => Some((passage.block.span.clone(), of)),
        _ => None,
    });
    let Some((span, points)) = lists.next() else { return };
    let more = lists.count();
    let message = if more == 0 {
        say!("danh sách dài {points} ý, hơn {POINTS} ý là khó nhớ"; "a list of {points} points; more than {POINTS} are hard to keep in mind")
    } else {
        let count = more + 1;
        say!("{count} danh sách dài hơn {POINTS} ý; danh sách đầu có {points} ý"; "{count} lists have more than {POINTS} points; the first has {points}")
    };
    found.push(Diagnostic::new(&codes::LONG_LIST, message).at(subject.path(), span).hint(
        say!("chia thành vài nhóm, mỗi nhóm một đề mục nhỏ, hoặc chuyển thành bảng"; "part it into groups with a heading each, or make it a table"),
    ));
}

#[cfg(test)]
mod tests {
    use super::super::samples::told;

    /// `count` syllables and a full stop.
    fn sentence(count: usize) -> String {
        format!("{}.", vec!["ta"; count].join(" "))
    }

    #[test]
    fn thirty_syllables_are_enough() {
        let long = [
            sentence(31),
            format!("Câu ngắn. {}", sentence(40)),
            format!("- {}", sentence(31)),
            format!("{}, theo khoản 2 Điều 11", sentence(28).trim_end_matches('.')),
            format!("{} TP. {}", sentence(20).trim_end_matches('.'), sentence(20)),
            format!("Nộp 1.000 {}", sentence(30)),
            format!("Ghi “{}", sentence(31)),
            format!("{}; {}", sentence(20).trim_end_matches('.'), sentence(20)),
            format!("{}… {}", sentence(20).trim_end_matches('.'), sentence(20)),
            format!("**{}** {}", sentence(20).trim_end_matches('.'), sentence(20)),
            format!(":::radio\n{}\n:::", sentence(35)),
            format!("{}\n{}", sentence(20).trim_end_matches('.'), sentence(20)),
        ];
        for text in long {
            assert_eq!(told(&text), ["L0730"], "{text}");
        }
        let short = [
            sentence(30),
            format!("{} {}", sentence(30), sentence(30)),
            format!("{}! {}? {}", sentence(20).trim_end_matches('.'), sentence(20).trim_end_matches('.'), sentence(20)),
            format!("Ông nói: “{}” {}", sentence(20), sentence(20)),
            format!("{} 142/2026/NĐ-CP 30/4/2026", sentence(28).trim_end_matches('.')),
            format!("> {}", sentence(50)),
            format!("a) {}", sentence(50)),
            format!("| Việc |\n|---|\n| {} |", sentence(50)),
            format!("- {}\n- {}", sentence(20), sentence(20)),
            format!("## {}", sentence(35).trim_end_matches('.')),
            format!("```\n{}\n```", sentence(50)),
            format!("{} (xem bài sau.) {}", sentence(20), sentence(20)),
            format!("{} AI. {}", sentence(20).trim_end_matches('.'), sentence(20)),
        ];
        for text in short {
            assert_eq!(told(&text), <[&str; 0]>::default(), "{text}");
        }
    }

    #[test]
    fn seven_points_are_enough() {
        let list = |count: usize| (1..=count).map(|n| format!("{n}. Việc\n")).collect::<String>();
        assert_eq!(told(&list(8)), ["L0733"]);
        assert_eq!(told(&list(7)), <[&str; 0]>::default());
        assert_eq!(told(&"- a\n".repeat(9)), ["L0733"]);
        assert_eq!(told(&format!("{}\nChữ.\n\n{}", list(7), "- b\n".repeat(7))), <[&str; 0]>::default());
    }
}
