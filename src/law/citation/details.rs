//! The date and the issuer that stand behind a document's number or title.

use super::cursor::Cursor;
use super::date::day;
use super::document::Document;
use super::issuer::{is_central, issuer, official};
use super::kinds::Kind;

/// Date and issuer, in either order.
pub(super) fn details(look: &mut Cursor<'_>, found: &mut Document) {
    // `[Quyết định số 367/QĐ-TTg](https://…) ngày …` as the file has it.
    if look.rest().starts_with("](")
        && let Some(end) = look.rest().bytes().take(300).position(|byte| byte == b')')
    {
        look.at += end + 1;
    }
    for _ in 0..3 {
        let read = found.date.is_none() && (date(look, found) || aside(look, found))
            || found.issuer.is_none() && body(look, found);
        if !read {
            return;
        }
    }
}

const ISSUED: &[&str] = &["ký ban hành", "ban hành", "ký", "thông qua", "đề"];

fn date(look: &mut Cursor<'_>, found: &mut Document) -> bool {
    let mut next = *look;
    let open = next.mark(&[',', '(', '-', '–']);
    next.take_any(&["đã được", "được", "đã"]);
    if next.take_any(ISSUED).is_some() || found.issuer.is_some() {
        next.take("vào");
    }
    if !next.take("ngày") {
        return false;
    }
    let Some(date) = day(&mut next) else { return false };
    if open == Some('(') {
        let mut inside = next;
        // `(ngày 15/5/2026, UBND tỉnh Ninh Bình)`
        if found.issuer.is_none() && !body(&mut inside, found) {
            let mut named = inside;
            named.mark(&[',', ';']);
            if let Some(name) = official(&mut named).filter(|_| named.mark(&[')']).is_some()) {
                found.issuer = Some(name);
                inside = named;
            }
        }
        inside.mark(&[')']);
        next = inside;
    }
    found.date = date;
    *look = next;
    true
}

/// `(13/4/2026)`, `(Chính phủ, 30/6/2025)`, ` – Chính phủ – 01/4/2025`: a day, and perhaps a body, with no word that says so.
fn aside(look: &mut Cursor<'_>, found: &mut Document) -> bool {
    let mut next = *look;
    let Some(open) = next.mark(&['(', '–', '-']) else { return false };
    let name = official(&mut next);
    if name.is_some() && next.mark(&[',', ';', '–', '-']).is_none() || name.is_none() && open != '(' {
        return false;
    }
    next.take("ngày");
    next.blanks();
    let Some(Some(date)) = day(&mut next) else { return false };
    if open == '(' && next.mark(&[')']).is_none() {
        return false;
    }
    found.date = Some(date);
    found.issuer = found.issuer.take().or(name);
    *look = next;
    true
}

fn body(look: &mut Cursor<'_>, found: &mut Document) -> bool {
    let mut next = *look;
    let comma = next.mark(&[',', '(']) == Some(',');
    if next.take("của") {
        let Some(name) = issuer(&mut next) else { return false };
        // `trách nhiệm tại Điều 76 Luật Nhà ở của Ủy ban nhân dân`: the committee's duty, and no committee's law.
        if found.kind.is_some_and(Kind::is_parliamentary) && !is_central(&name) {
            return false;
        }
        found.issuer = Some(name);
        *look = next;
        return true;
    }
    // `do Quốc hội ban hành`, `được Chính phủ ban hành`; `, Thủ tướng Chính phủ ký ngày …`
    let by = next.take_any(&["do", "được", "đã được"]);
    let name = match by {
        Some(_) => issuer(&mut next),
        None if comma => official(&mut next),
        None => None,
    };
    let Some(name) = name else { return false };
    next.mark(&[',']);
    if next.take_any(&["ký ban hành", "ban hành", "thông qua", "ký"]).is_none() {
        return false;
    }
    // `Phó Thủ tướng ký thay Thủ tướng`
    let mut instead = next;
    if instead.take("thay") && official(&mut instead).is_some() {
        next = instead;
    }
    // `…, Chính phủ ban hành Nghị định số …` is of the next.
    let own = next.next_word().0 == "ngày" || next.next_word().0.is_empty();
    if by.is_none() && !own {
        return false;
    }
    found.issuer = Some(name);
    *look = next;
    true
}
