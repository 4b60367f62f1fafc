//! What leads to a person: a day of birth beside a name, the home of somebody who was harmed.

use super::Subject;
use super::text::{PageText, Passage, holds};
use crate::diag::{Diagnostic, codes};
use crate::markdown::BlockKind;
use crate::say;
use crate::speech::{Case, Kind};

/// Family names of nearly all people of Việt Nam.
const FAMILIES: &[&str] = &[
    "Bùi", "Cao", "Chu", "Dương", "Giàng", "Hoàng", "Huỳnh", "Hà", "Hồ", "Khổng", "Kiều", "La", "Lâm", "Lê", "Lò",
    "Lý", "Lưu", "Lương", "Lục", "Mai", "Mạc", "Nghiêm", "Nguyễn", "Ngô", "Nông", "Phan", "Phùng", "Phạm", "Quách",
    "Sùng", "Thái", "Thân", "Thạch", "Tiêu", "Triệu", "Trương", "Trần", "Trịnh", "Tô", "Tăng", "Tạ", "Tống", "Vàng",
    "Võ", "Vũ", "Vương", "Đinh", "Đoàn", "Đàm", "Đào", "Đặng", "Đỗ",
];

/// Words before a name that is no person's: streets, schools, places.
const PLACES: &[&str] =
    &["đường", "phố", "trường", "ngõ", "hẻm", "phường", "xã", "chợ", "tỉnh", "huyện", "quận", "công", "cầu"];

/// Whether a person's full name begins at a token: `Nguyễn Thị Hạnh`. `Nguyễn Văn A` hides who it is.
fn is_name(passage: &Passage<'_>, at: usize) -> bool {
    let token = passage.tokens[at];
    let first = token.kind == Kind::Word
        && token.case == Case::Title
        && FAMILIES.binary_search(&passage.str(at)).is_ok()
        && !passage.before(at).is_some_and(|before| PLACES.contains(&passage.str(before).to_lowercase().as_str()));
    if !first {
        return false;
    }
    let mut last = at;
    // No name has more than seven syllables.
    for _ in 0..6 {
        let next = passage.after(last).filter(|next| passage.tokens[*next].case == Case::Title);
        let Some(next) = next else { break };
        last = next;
    }
    // `Nguyễn Văn A` and `Trần B.`: a single letter, which is a capital like any other to the eye of the lexer.
    let hidden = passage.str(last).chars().nth(1).is_none()
        || passage
            .after(last)
            .is_some_and(|next| passage.str(next).chars().nth(1).is_none() && passage.tokens[next].case == Case::Upper);
    last > at && !hidden
}

fn has_name(passage: &Passage<'_>) -> bool {
    (0..passage.tokens.len()).any(|at| is_name(passage, at))
}

/// A full day of birth in the same paragraph, row or form as a name. Lives that the public has a right to know are let be.
pub(super) fn birth(subject: &Subject<'_>, text: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    const PUBLIC: &[&str] = &[
        "chủ tịch",
        "bí thư",
        "đại biểu",
        "ứng cử",
        "anh hùng",
        "liệt sĩ",
        "liệt sỹ",
        "nhà thơ",
        "nhà văn",
        "nhạc sĩ",
        "họa sĩ",
        "vua ",
        "tổng thống",
        "thủ tướng",
        "bộ trưởng",
        "danh nhân",
        "tiểu sử",
        "lãnh tụ",
    ];
    if holds(&subject.document.front.title.to_lowercase(), &["tiểu sử", "lãnh đạo", "ứng cử", "đại biểu"])
    {
        return;
    }
    let mut before: Option<Passage<'_>> = None;
    for passage in text.passages() {
        if let Some((first, last)) = passage.has_digits.then(|| day_of_birth(&passage)).flatten() {
            let here = has_name(&passage);
            // A form gives the name on the line before.
            let above = || {
                before.is_some_and(|before| {
                    let label = before.words.to_lowercase();
                    (label.starts_with("họ") || label.contains("họ tên") || label.contains("họ và tên"))
                        && has_name(&before)
                })
            };
            if (here || above()) && !holds(&passage.words.to_lowercase(), PUBLIC) {
                let message = say!("ngày sinh đứng cùng tên một người"; "a day of birth stands beside somebody's name");
                let span = passage.span(passage.bytes(first, last));
                found.push(Diagnostic::new(&codes::BIRTH_DATE, message).at(subject.path(), span).hint(
                    say!("bỏ ngày sinh, hoặc chỉ ghi năm sinh khi thật cần"; "leave it out, or give the year alone where it is needed"),
                ));
            }
        }
        before = Some(passage);
    }
}

/// The tokens of a full date behind `sinh ngày` or `ngày sinh`, or in a column of that name.
fn day_of_birth(passage: &Passage<'_>) -> Option<(usize, usize)> {
    if let BlockKind::Row { head, .. } = &passage.block.kind {
        let column = head.iter().position(|head| {
            let head = head.to_lowercase();
            holds(&head, &["ngày sinh", "tháng, năm sinh", "tháng năm sinh", "sinh ngày"])
        })?;
        let mut cell = 0;
        let mut at = 0;
        while at < passage.tokens.len() && cell < column {
            cell += passage.str(at).matches('\u{1e}').count();
            at += 1;
        }
        return date(passage, at);
    }
    (0..passage.tokens.len()).filter(|at| passage.str(*at).eq_ignore_ascii_case("sinh")).find_map(|at| {
        let labelled = passage.before(at).is_some_and(|day| passage.str(day).to_lowercase() == "ngày");
        let told = passage.after(at).is_some_and(|day| passage.str(day) == "ngày");
        let from = if told { at + 3 } else { at + 1 };
        let from = (from..from + 3).find(|at| passage.kind(*at) == Kind::Digits)?;
        (labelled || told).then(|| date(passage, from)).flatten()
    })
}

/// A date of day, month and year that begins at a token.
fn date(passage: &Passage<'_>, at: usize) -> Option<(usize, usize)> {
    let year = |at: usize| {
        passage.kind(at) == Kind::Digits
            && passage.str(at).len() == 4
            && matches!(passage.str(at).as_bytes()[0], b'1' | b'2')
    };
    let day = passage.kind(at) == Kind::Digits && passage.str(at).len() <= 2;
    if !day {
        return None;
    }
    if matches!(passage.str(at + 1), "/" | "-" | ".") && year(at + 4) {
        return Some((at, at + 4));
    }
    let words = passage.after(at).is_some_and(|month| passage.str(month) == "tháng") && passage.str(at + 6) == "năm";
    (words && year(at + 8)).then_some((at, at + 8))
}

/// `nạn nhân trú tại số 12 ngõ 5 …`: with the number of the house everyone knows who was harmed.
pub(super) fn address(subject: &Subject<'_>, text: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    const HARMED: &[&str] = &[
        "nạn nhân",
        "bị hại",
        "bị lừa",
        "bị xâm hại",
        "bị bạo hành",
        "bị bạo lực",
        "bị đánh",
        "bị chiếm đoạt",
        "bị mất",
        "bị hiếp",
        "tử vong",
        "bệnh nhân",
        "nhiễm hiv",
        "tự tử",
        "cháu bé",
        "bé gái",
        "bé trai",
        "bị bắt cóc",
        "bị mua bán",
    ];
    for passage in text.passages().filter(|passage| passage.has_digits) {
        let Some((first, last)) = (0..passage.tokens.len()).find_map(|at| home(&passage, at)) else { continue };
        if !holds(&passage.words.to_lowercase(), HARMED) {
            continue;
        }
        let message = say!("địa chỉ nhà của người bị hại ghi đến từng số nhà"; "the home of somebody who was harmed is given to the number of the house");
        let span = passage.span(passage.bytes(first, last));
        found.push(
            Diagnostic::new(&codes::VICTIM_ADDRESS, message)
                .at(subject.path(), span)
                .hint(say!("chỉ ghi đến phường, xã: “trú tại phường …”"; "give the ward at most: “trú tại phường …”")),
        );
    }
}

/// Words that say where somebody lives, and a number of a house within the next few words.
fn home(passage: &Passage<'_>, at: usize) -> Option<(usize, usize)> {
    const REACH: usize = 14;
    /// Parts of a ward that have numbers.
    const GROUPS: &[&str] =
        &["phố", "tổ", "khu", "cụm", "đội", "xóm", "thôn", "ấp", "khóm", "nhóm", "bản", "xã", "phường"];
    let lives = match passage.str(at) {
        "trú" | "ngụ" => true,
        "ở" | "sống" => passage.after(at).is_some_and(|next| matches!(passage.str(next), "tại" | "số")),
        "riêng" => passage.before(at).is_some_and(|house| passage.str(house) == "nhà"),
        _ => false,
    };
    if !lives {
        return None;
    }
    let end = passage.tokens.len().min(at + REACH);
    (at + 1..end).take_while(|next| !matches!(passage.str(*next), "." | ";")).find_map(|next| {
        let numbered = matches!(passage.str(next), "số" | "ngõ" | "hẻm" | "ngách" | "nhà" | "hộ")
            && passage.kind(next + 1) == Kind::Space
            && passage.kind(next + 2) == Kind::Digits;
        // `căn hộ 1203`, `số nhà 12`; `hộ` alone counts households, and `tổ dân phố số 5` is no house.
        let before = passage.before(next).map_or("", |word| passage.str(word));
        let counted = match passage.str(next) {
            "hộ" => before != "căn",
            "số" => GROUPS.contains(&before.to_lowercase().as_str()),
            _ => false,
        };
        (numbered && !counted).then_some((at, next + 2))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_sorted() {
        assert!(FAMILIES.is_sorted());
    }
}
