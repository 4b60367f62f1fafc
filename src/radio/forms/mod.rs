//! The files that a schedule and a script become, a file of code for each: pure functions to text or bytes, that know
//! neither the disk nor the clock. The pages for a browser are templates of the theme instead.

mod csv;
mod docx;
mod ics;
mod json;
#[cfg(test)]
mod tests;
mod text;

pub use ics::Calendar;

use super::programme::{Approval, Item, Programme};
use crate::base::Millis;

/// The items of a programme, each with its beginning at the likely rate.
fn timed(programme: &Programme) -> impl Iterator<Item = (Millis, &Item)> {
    programme.items.iter().scan(Millis::ZERO, |start, item| {
        let begins = *start;
        *start += item.length().likely;
        Some((begins, item))
    })
}

/// The title of a page, with the number of the part: `Gọi lại trước khi chuyển tiền (kỳ 1/2)`.
fn numbered_title(item: &Item) -> Option<String> {
    match item {
        Item::Segment { title, part, parts, .. } if *parts > 1 => Some(format!("{title} (kỳ {part}/{parts})")),
        Item::Segment { title, .. } => Some(title.clone()),
        _ => None,
    }
}

/// Whether what is read is approved, in few words.
fn state(approval: &Approval) -> &'static str {
    match approval {
        Approval::Given { .. } => "Đã duyệt",
        Approval::Changed { .. } => "CHƯA DUYỆT (lời đọc đã đổi sau khi duyệt)",
        Approval::None => "CHƯA DUYỆT",
    }
}
