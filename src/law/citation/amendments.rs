//! Laws that change another, and the years and changes that are told behind a title.

use super::cursor::Cursor;
use super::document::{Document, numbering};
use super::kinds::{self, Kind, Strength};
use super::titles::{Title, Titles};

/// `Luật sửa đổi, bổ sung một số điều của Luật Báo chí`: a law of its own, whose title holds another's.
pub(super) fn amending(look: &mut Cursor<'_>, kind: Kind, titles: &Titles) -> Option<Document> {
    let mut next = *look;
    if !next.take("sửa đổi") {
        return None;
    }
    next.mark(&[',']);
    next.take("bổ sung");
    next.take("một số điều");
    next.take("của");
    next.take("các");
    let several = next.blanks().digits(2).is_some();
    let (inner, strength) = kinds::kind(&mut next)?;
    if strength != Strength::Titled {
        return None;
    }
    let title = titles.longest(&mut next, inner, false).or_else(|| Titles::unknown(&mut next));
    if title.is_none() && !several {
        return None;
    }
    let key = format!("sửa đổi {}", title.map(|title| title.key).unwrap_or_default());
    let title = Some(Title { key, known: false });
    let mut found = Document { kind: Some(kind), title, ..Document::default() };
    amended(&mut next, &mut found);
    found.number = numbering(&mut next, false);
    *look = next;
    Some(found)
}

/// `năm 2015`, `2015`, `(sửa đổi, bổ sung năm 2017)`.
pub(super) fn amended(look: &mut Cursor<'_>, found: &mut Document) {
    for _ in 0..3 {
        let mut next = *look;
        let comma = next.mark(&[',']).is_some();
        let said = next.take("năm");
        let mut year = next;
        year.blanks();
        if found.year.is_none()
            && (said || !comma)
            && let Some(number) = year.digits(4).filter(|year| (1945..2100).contains(year))
            && !year.rest().starts_with(['/', '-', '–'])
            && !year.rest().starts_with(char::is_alphanumeric)
        {
            found.year = Some(number);
            *look = year;
            continue;
        }
        let mut next = *look;
        let open = next.mark(&['(']).is_some();
        next.mark(&[',']);
        let before = next.at;
        next.take_any(&["đã được", "được"]);
        if next.take_any(&["sửa đổi, bổ sung", "sửa đổi bổ sung", "sửa đổi", "bổ sung", "hợp nhất"]).is_some()
        {
            if open {
                let inside = next.rest();
                let end = inside.bytes().take(160).position(|byte| byte == b')');
                // `(được sửa đổi tại Luật Nhà ở)` cites another.
                let other = |inside: &str| inside.contains('/') || inside.contains("uật ");
                if let Some(end) = end.filter(|end| !other(&inside[..*end])) {
                    look.at = next.at + end + 1;
                    continue;
                }
            } else {
                next.mark(&[',']);
                next.take("bổ sung");
                next.take("một số điều");
                if next.take("năm") && next.blanks().digits(4).is_some() {
                    while {
                        let mut more = next;
                        let goes =
                            (more.mark(&[',']).is_some() || more.take("và")) && more.blanks().digits(4).is_some();
                        if goes {
                            next = more;
                        }
                        goes
                    } {}
                    *look = next;
                    continue;
                }
                if before == look.at && found.year.is_none() {
                    look.at = next.at;
                    continue;
                }
            }
        }
        return;
    }
}
