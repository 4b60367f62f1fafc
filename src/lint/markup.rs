//! Slips of writing that hurt every reader: stars left of bold print, links that say nothing, levels that are skipped,
//! tables without a head, whole paragraphs in capitals.

use std::ops::Range;

use super::Subject;
use super::text::{PageText, Passage};
use crate::content::Kind as PageKind;
use crate::diag::{Diagnostic, Text, codes};
use crate::markdown::{BlockKind, Slip, SlipKind};
use crate::say;
use crate::speech::{Case, Kind, Token, is_syllable, lex};

/// The slips of a page that a lint is about: the first is told, with how many there are, and all are mended.
fn gathered<'s>(subject: &Subject<'s>, wanted: impl Fn(&SlipKind) -> bool) -> Option<(&'s Slip, usize, Vec<&'s Slip>)> {
    let all: Vec<&Slip> = subject.document.body.slips.iter().filter(|slip| wanted(&slip.kind)).collect();
    Some((all.first().copied()?, all.len(), all))
}

pub(super) fn broken_emphasis(subject: &Subject<'_>, _: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    let wanted = |kind: &SlipKind| matches!(kind, SlipKind::Stars | SlipKind::Glued);
    let Some((first, count, all)) = gathered(subject, wanted) else { return };
    let message = match first.kind {
        SlipKind::Stars => {
            say!("hai dấu sao hiện nguyên trên trang ({count} chỗ): chữ không thành chữ đậm"; "two stars are shown as they are ({count} places): the words did not become bold")
        }
        _ => {
            say!("chữ đậm dính vào chữ bên cạnh ({count} chỗ)"; "bold words stand against the next word ({count} places)")
        }
    };
    let fixes = all.iter().flat_map(|slip| slip.fixes.iter().cloned());
    found.push(Diagnostic::new(&codes::BROKEN_EMPHASIS, message).at(subject.path(), first.span.clone()).fixed_by(fixes).hint(
        say!("sau chữ đậm phải có dấu cách, trong hai dấu sao thì không: **Điều 1.** Phạm vi"; "a space behind the stars, and none within: **Điều 1.** Phạm vi"),
    ));
}

pub(super) fn empty_links(subject: &Subject<'_>, _: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    let Some((first, count, _)) = gathered(subject, |kind| matches!(kind, SlipKind::EmptyLink(_))) else { return };
    let SlipKind::EmptyLink(words) = &first.kind else { return };
    let message = say!("chữ liên kết “{words}” không nói dẫn đến đâu ({count} chỗ)"; "the link text “{words}” does not say where it leads ({count} places)");
    found.push(Diagnostic::new(&codes::EMPTY_LINK_TEXT, message).at(subject.path(), first.span.clone()).hint(
        say!("lấy tên của trang hay tệp làm chữ liên kết: [Mẫu tờ khai cư trú](…)"; "make the name of the page or file the link: [Residence form](…)"),
    ));
}

pub(super) fn headings(subject: &Subject<'_>, _: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    let wanted = |kind: &SlipKind| matches!(kind, SlipKind::SecondTitle | SlipKind::SkippedLevel { .. });
    let Some((first, count, _)) = gathered(subject, wanted) else { return };
    let (message, hint) = match first.kind {
        SlipKind::SkippedLevel { from, to } => {
            let (above, here) = ("#".repeat(from.into()), "#".repeat(to.into()));
            let right = "#".repeat(usize::from(from) + 1);
            let place = if from == 1 {
                say!("đề mục đầu tiên là cấp {to}"; "the first heading is of level {to}")
            } else {
                say!("đề mục nhảy từ cấp {from} (`{above}`) xuống cấp {to} (`{here}`)"; "a heading skips from level {from} (`{above}`) to level {to} (`{here}`)")
            };
            (place, say!("viết `{right}`"; "write `{right}`"))
        }
        _ => (
            say!("`#` trong bài: tên bài đã là đề mục cấp 1"; "`#` in a body: the title is the first level already"),
            say!("bắt đầu từ `##`"; "begin with `##`"),
        ),
    };
    let message = if count > 1 {
        let Text { vi, en } = message;
        say!("{vi} ({count} chỗ sai cấp)"; "{en} ({count} such places)")
    } else {
        message
    };
    found.push(Diagnostic::new(&codes::HEADING_LEVEL, message).at(subject.path(), first.span.clone()).hint(hint));
}

pub(super) fn headless_tables(subject: &Subject<'_>, _: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    let Some((first, count, _)) = gathered(subject, |kind| *kind == SlipKind::NoHead) else { return };
    let message = say!("bảng không có hàng tiêu đề ({count} bảng)"; "a table has no head ({count} tables)");
    found.push(Diagnostic::new(&codes::TABLE_HEAD, message).at(subject.path(), first.span.clone()).hint(
        say!("ghi tên từng cột ở hàng đầu, trên hàng gạch: | Việc | Hạn |"; "name the columns in the first row, above the dashes: | Task | Due |"),
    ));
}

/// Words that make a paragraph; shorter ones may be names.
const WORDS: usize = 5;

/// Paragraphs, headings and titles in capitals: they are hard to read, and screen readers may spell them.
pub(super) fn capitals(subject: &Subject<'_>, text: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    if text.official {
        return;
    }
    let front = &subject.document.front;
    let mut title = Vec::new();
    lex(&front.title, 0, front.title.len(), &mut title);
    let title = is_loud(&front.title, &title);
    let title = (title && subject.document.front.kind != PageKind::Plan).then(|| front.span.clone());
    let loud = |passage: &Passage<'_>| {
        let kinds = matches!(
            passage.block.kind,
            BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Point { .. } | BlockKind::Heading { .. }
        );
        kinds && is_loud(passage.words, passage.tokens)
    };
    let places = text.passages().filter(loud).map(|passage| passage.block.span.clone());
    let all: Vec<Range<u32>> = title.into_iter().chain(places).collect();
    let Some(first) = all.first().cloned() else { return };
    let count = all.len();
    let message = say!("cả đoạn viết hoa ({count} đoạn)"; "a whole paragraph is in capitals ({count} such)");
    found.push(Diagnostic::new(&codes::CAPITALS, message).at(subject.path(), first).hint(
        say!("viết thường, chữ cần nhấn thì in đậm **như thế này**"; "write small letters, and what matters **in bold**"),
    ));
}

/// Whether all words are in capitals and enough of them are words indeed: `TT 26/2020/TT-BTTTT` is a number.
fn is_loud(text: &str, tokens: &[Token]) -> bool {
    let mut count = 0;
    for token in tokens.iter().filter(|token| token.kind == Kind::Word) {
        let word = &text[token.start as usize..token.end as usize];
        let single = word.chars().nth(1).is_none();
        if token.case != Case::Upper && !single {
            return false;
        }
        count += usize::from(!single && is_syllable(word));
    }
    count >= WORDS
}
