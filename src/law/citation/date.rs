//! Dates as documents write them: `28/02/2026`, `28-2-2026`, `28.02.2026`, `28 tháng 02 năm 2026`.

use super::cursor::Cursor;
use crate::base::Date;

/// A day at the cursor, behind `ngày`; `Some(None)` for a day without a year, or one that no calendar has.
pub(super) fn day(cursor: &mut Cursor<'_>) -> Option<Option<Date>> {
    let mut look = *cursor;
    let day = look.blanks().digits(2)?;
    let month = if look.take("tháng") {
        look.blanks().digits(2)?
    } else {
        look.mark(&['/', '-', '.', '–'])?;
        look.blanks().digits(2)?
    };
    let mut year = None;
    let mut further = look;
    if (further.take("năm") || further.mark(&['/', '-', '.', '–']).is_some())
        && let Some(number) = further.blanks().digits(4).filter(|year| *year > 1900)
    {
        year = Some(number);
        look = further;
    }
    *cursor = look;
    let date = year
        .and_then(|year| Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok());
    Some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_every_style() {
        for (text, expected) in [
            ("28/02/2026", Some("2026-02-28")),
            ("28-2-2026", Some("2026-02-28")),
            ("28. 02. 2026", Some("2026-02-28")),
            ("01 tháng 4 năm 2025", Some("2025-04-01")),
            ("30/4", None),
            ("31/02/2026", None),
        ] {
            let read = day(&mut Cursor::new(text, 0)).expect("a day");
            assert_eq!(read.map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
        assert_eq!(day(&mut Cursor::new("ký", 0)), None);
    }
}
