//! A document as cited: its kind, number or title, and the date and issuer that stand beside them.

use super::amendments::{amended, amending};
use super::cursor::{Cursor, all_upper, starts_upper};
use super::details::details;
use super::issuer::issuer;
use super::kinds::{self, CODES, Kind, Strength};
use super::number::{Number, number};
use super::titles::{Title, Titles};
use crate::base::Date;

/// What the words say, before anything is looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Document {
    pub kind: Option<Kind>,
    pub number: Option<Number>,
    pub title: Option<Title>,
    /// `Luật Đất đai năm 2024`
    pub year: Option<u32>,
    pub date: Option<Date>,
    pub issuer: Option<String>,
    /// `Luật này`: which one is for the text before to say.
    pub back: bool,
    /// `này`, and not `ấy` or nothing.
    pub this: bool,
    /// A common noun and a number: a document only if the register has it.
    pub doubtful: bool,
}

/// Words before `Luật` that make a school or the law in general of it.
const NOT_BEFORE: &[&str] = &[
    "pháp",
    "đạo",
    "sắc",
    "dự",
    "học",
    "khoa",
    "ngành",
    "trường",
    "kỷ",
    "kỉ",
    "quy",
    "hội",
    "viện",
    "cử",
    "sĩ",
    "giáo",
    "môn",
    "thpt",
    "thcs",
    "đh",
];

/// Reads a document at the cursor, which is moved behind it.
pub(super) fn document(cursor: &mut Cursor<'_>, titles: &Titles) -> Option<Document> {
    let mut look = *cursor;
    look.blanks();
    let start = look.at;
    let mut found = if look.peek()?.is_ascii_digit() {
        let number = number(&mut look, false).filter(|number| number.signed)?;
        Document { kind: number.kind, number: Some(number), ..Document::default() }
    } else if let Some((_, title)) = CODES.iter().find(|(letters, _)| *letters == look.letters()) {
        look.at += look.letters().len();
        let key = titles.longest(&mut Cursor::new(title, 0), Kind::Code, false)?;
        let mut found = Document { kind: Some(Kind::Code), title: Some(key), ..Document::default() };
        amended(&mut look, &mut found);
        found
    } else {
        let (kind, strength) = kinds::kind(&mut look)?;
        if strength == Strength::Titled {
            titled(&mut look, start, kind, titles)?
        } else {
            numbered(&mut look, kind, strength)?
        }
    };
    details(&mut look, &mut found);
    *cursor = look;
    Some(found)
}

/// `Luật này`, `nghị định ấy`, or a kind alone, as in `Điều 9 của Luật`.
pub(super) fn back(cursor: &mut Cursor<'_>) -> Option<Document> {
    let mut look = *cursor;
    let capital = starts_upper(look.next_word().0);
    let (kind, strength) = kinds::kind(&mut look)?;
    let mut behind = look;
    let this = behind.take("này");
    if this || behind.take_any(&["ấy", "đó", "nói trên", "nêu trên", "trên"]).is_some() {
        look = behind;
    } else if !capital || strength == Strength::Letters {
        // `Điều 29 quy định như vậy`: a verb.
        return None;
    }
    *cursor = look;
    Some(Document { kind: Some(kind), back: true, this, ..Document::default() })
}

/// What a decision or a circular carries, beside the kinds of documents.
pub(super) const CARRIED: &[&str] = &["điều lệ", "danh mục", "bảng giá", "nội quy"];

/// Steps over `Quy chế tiếp công dân ban hành kèm theo`: what is cited is a place in what another document carries, and
/// the number of that document names both.
pub(super) fn carried(look: &mut Cursor<'_>) {
    let mut next = *look;
    if kinds::kind(&mut next).is_none() && next.take_any(CARRIED).is_none() {
        return;
    }
    for _ in 0..16 {
        if next.take_any(&["được ban hành kèm theo", "ban hành kèm theo", "kèm theo"]).is_some() {
            *look = next;
            return;
        }
        next.mark(&[',']);
        let (word, after) = next.next_word();
        if word.is_empty() {
            return;
        }
        next = after;
    }
}

fn titled(look: &mut Cursor<'_>, start: usize, kind: Kind, titles: &Titles) -> Option<Document> {
    let (before, _) = Cursor::word_before(look.text, start);
    let lower = before.to_lowercase();
    if kind == Kind::Law && NOT_BEFORE.contains(&lower.as_str()) {
        return None;
    }
    if let Some(found) = amending(look, kind, titles) {
        return Some(found);
    }
    let capital = starts_upper(&look.text[start..]);
    let begin = *look;
    let mut found = Document { kind: Some(kind), ..Document::default() };
    if let Some(number) = numbering(look, true).filter(|_| kind != Kind::Constitution) {
        if !number.signed && (number.year.is_none() && number.running > 999 || counted(look)) {
            return None;
        }
        found.number = Some(number);
        // `Luật số 134/2025/QH15 (Luật Trí tuệ nhân tạo)`
        let mut inside = *look;
        inside.mark(&['(']);
        if inside.at != look.at && kinds::kind(&mut inside).is_some_and(|(inner, _)| inner == kind) {
            let title = titles.longest(&mut inside, kind, false);
            if title.is_some() && inside.mark(&[')']).is_some() {
                found.title = title;
                *look = inside;
            }
        }
        return Some(found);
    }
    *look = begin;
    if is_many(&lower) {
        look.mark(&[':']);
    }
    if kind == Kind::Constitution {
        look.take("nước Cộng hòa xã hội chủ nghĩa Việt Nam");
        amended(look, &mut found);
        found.title = Some(Title { key: String::new(), known: true });
        return (capital || found.year.is_some()).then_some(found);
    }
    let (first, _) = look.next_word();
    let mut quiet = !capital && !starts_upper(first);
    let sole = !first.is_empty() && !starts_upper(first);
    let mut after = *look;
    let mut known = titles.longest(&mut after, kind, quiet);
    if quiet {
        quiet = known.is_none();
        known = known.or_else(|| titles.longest(&mut after, kind, false));
    }
    // `Luật giá` may be a title; `Luật giao`, `luật đầu tư` seldom are: small letters need two words.
    let known = known.filter(|title| !sole || title.key.contains(' '));
    let title = match known {
        Some(title) => Some(title),
        None if capital => {
            after = *look;
            // Where everything is in capitals nothing shows where a name ends.
            let loud = look.text[start..look.at].chars().nth(1).is_some_and(char::is_uppercase);
            if loud && (!all_upper(first) || first.chars().count() > 5) { None } else { Titles::unknown(&mut after) }
        }
        None if all_upper(first) && first.chars().count() <= 6 => Titles::unknown(&mut after),
        None => None,
    };
    found.title = Some(title?);
    *look = after;
    amended(look, &mut found);
    let mut inside = *look;
    let bracket = inside.mark(&['(', ',']);
    // `Luật Đất đai (Nghị định số 102/2024/NĐ-CP)` are two documents.
    let same =
        bracket != Some('(') || kinds::kind(&mut inside).is_none_or(|(inner, _)| inner.is_law() || inner == kind);
    if same
        && let Some(number) = numbering(&mut inside, false)
        && (bracket != Some('(') || inside.mark(&[')']).is_some() || number.signed)
    {
        found.number = Some(number);
        *look = inside;
    }
    amended(look, &mut found);
    // In small letters a title may be common words: `luật đất đai`, `Luật xây dựng khung …`.
    let verb = sole
        && found.title.as_ref().is_some_and(|title| VERBS.iter().any(|verb| super::cursor::title_is(verb, &title.key)));
    let shown = found.year.is_some() || found.number.is_some();
    ((!quiet && !verb) || shown).then_some(found)
}

/// Titles that are verbs as well.
const VERBS: &[&str] = &["xây dựng", "quảng cáo", "xuất bản", "tố cáo", "khiếu nại", "thanh tra", "đầu tư", "thống kê"];

fn is_many(before: &str) -> bool {
    super::cursor::same(before, "các")
}

/// `số: 134/2025/QH15`; without `số` only what names a document by itself, unless `bare`.
pub(super) fn numbering(look: &mut Cursor<'_>, bare: bool) -> Option<Number> {
    let mut next = *look;
    next.mark(&[':']);
    let mut bearing = next;
    if bearing.take_any(&["mang", "có"]).is_some() && bearing.next_word().0 == "số" {
        next = bearing;
    }
    let said = next.take("số hiệu") || next.take("số");
    if said {
        next.mark(&[':', '.']);
    }
    next.blanks();
    let number = number(&mut next, said || bare)?;
    if !number.signed && !said && !bare {
        return None;
    }
    *look = next;
    Some(number)
}

fn numbered(look: &mut Cursor<'_>, kind: Kind, strength: Strength) -> Option<Document> {
    let found = |number| Document { kind: Some(kind), number: Some(number), ..Document::default() };
    if let Some(owned) = owned(look, kind) {
        return Some(owned);
    }
    let mut next = *look;
    next.mark(&[':', '-', '–']);
    let said = next.take("số hiệu") || next.take("số");
    if said {
        next.mark(&[':', '.']);
    }
    next.blanks();
    if next.peek().is_some_and(|c| c.is_ascii_digit()) {
        let sure = strength == Strength::Sure;
        let mut number = number(&mut next, true)?;
        let mut year = next;
        if (sure || said)
            && number.year.is_none()
            && year.take("năm")
            && let Some(said) = year.blanks().digits(4).filter(|year| (1945..2100).contains(year))
        {
            number.year = Some(said).filter(|_| !number.signed);
            next = year;
        }
        let vague = matches!(kind, Kind::Text | Kind::Programme | Kind::Report | Kind::Rules | Kind::Regulation);
        // A year, a count: `Kế hoạch 2026`, `quyết định 3 việc`.
        let count = counted(&next) || number.running > 9999 || (1945..2100).contains(&number.running) && !said;
        let doubtful = !number.signed
            && (vague
                // `Nghị quyết 5 không`
                || !said && number.text.len() == 1 && number.year.is_none()
                || !(sure || said && number.running > 9 || number.year.is_some())
                || strength == Strength::Letters && !said && number.year.is_none());
        if !number.signed && (count || !sure && !said && number.year.is_none() && !free(&next)) {
            return None;
        }
        *look = next;
        return Some(Document { doubtful, ..found(number) });
    }
    // `Kế hoạch hành động số 219/KH-UBND`
    let mut words = *look;
    for _ in 0..5 {
        let (word, after) = words.next_word();
        if word.is_empty() || starts_upper(word) && !all_upper(word) {
            return None;
        }
        if super::cursor::same(word, "số") {
            let mut at = after;
            at.mark(&[':']);
            at.blanks();
            let number = number(&mut at, true).filter(|number| number.signed)?;
            *look = at;
            return Some(found(number));
        }
        words = after;
    }
    None
}

/// `Nghị định của Chính phủ số 142/2026/NĐ-CP`, `Kế hoạch của UBND thành phố (số 219/KH-UBND ngày 16/6/2026)`
fn owned(look: &mut Cursor<'_>, kind: Kind) -> Option<Document> {
    let mut next = *look;
    next.take("của");
    let issuer = issuer(&mut next)?;
    let open = next.mark(&['(']).is_some();
    if !next.take("số") {
        return None;
    }
    next.mark(&[':']);
    next.blanks();
    let number = number(&mut next, true).filter(|number| number.signed)?;
    let mut found = Document { kind: Some(kind), number: Some(number), issuer: Some(issuer), ..Document::default() };
    if open {
        details(&mut next, &mut found);
        next.mark(&[')']);
    }
    *look = next;
    Some(found)
}

/// Whether a word behind a number makes it a count: `5 năm`, `3 bước`.
pub(super) fn counted(next: &Cursor<'_>) -> bool {
    const COUNTED: &[&str] = &[
        "năm",
        "tháng",
        "ngày",
        "tuần",
        "quý",
        "giờ",
        "phút",
        "triệu",
        "nghìn",
        "tỷ",
        "đồng",
        "việc",
        "bước",
        "nội",
        "thủ",
        "nhóm",
        "mục",
        "điểm",
        "trường",
        "người",
        "hộ",
        "cấp",
        "mức",
        "lần",
        "loại",
        "đối",
        "phường",
        "xã",
        "tỉnh",
    ];
    let mut look = *next;
    if look.rest().starts_with(['%', '.', ',']) && look.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    if look.rest().starts_with(char::is_alphabetic) {
        return true;
    }
    let (word, after) = look.next_word();
    // `ngày 30/4/2026` tells when; `5 ngày` counts.
    if word == "ngày" || word == "năm" {
        look = after;
        return !look.blanks().peek().is_some_and(|c| c.is_ascii_digit());
    }
    COUNTED.contains(&word)
}

/// Whether a number stands free, so that it may be a document's: no noun follows that it counts.
pub(super) fn free(next: &Cursor<'_>) -> bool {
    let (word, _) = next.next_word();
    word.is_empty() || starts_upper(word) || super::titles::ends_a_name(word)
}
