//! A planned outage of an online service is announced at least seven working days ahead, with the time at which the
//! service is expected back (NĐ 224/2026/NĐ-CP, Điều 13.1.a).

use crate::base::{Date, Weekday};
use crate::content::Document;
use crate::diag::{Diagnostic, codes};
use crate::say;

/// Working days that must lie between the announcement and the outage.
pub const NOTICE: u32 = 7;

/// What is wrong with how a page announces an outage; nothing when it has none, or is a breakdown that nobody foresaw.
pub(super) fn outage(document: &Document, off: &[Date]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let Some(outage) = document.front.outage.as_ref() else { return problems };
    let mut tell = |message, hint| {
        let problem = Diagnostic::new(&codes::OUTAGE_NOTICE, message);
        problems.push(problem.at(&document.path, outage.span.clone()).hint(hint));
    };
    if let (Some(from), Some(until)) = (outage.from, outage.until)
        && until < from
    {
        tell(
            say!("giờ khôi phục đứng trước giờ tạm dừng"; "the service is back before it is gone"),
            say!("xem lại `from` và `until` trong [outage]"; "look at `from` and `until` under [outage] again"),
        );
    }
    if !outage.planned {
        return problems;
    }
    if outage.until.is_none() {
        tell(
            say!("thông báo tạm dừng dịch vụ chưa ghi thời gian dự kiến khôi phục"; "the notice does not say when the service is expected back"),
            say!("thêm dòng: until = \"2026-12-05 22:00\""; "add the line: until = \"2026-12-05 22:00\""),
        );
    }
    if let (Some(announced), Some(from)) = (document.front.date, outage.from) {
        let days = working_days_between(announced, from.date, off);
        if days < NOTICE {
            let day = from.date.official();
            let earliest = earliest(announced, off).official();
            tell(
                say!("thông báo chỉ trước {days} ngày làm việc, quy định ít nhất {NOTICE} ngày: tạm dừng ngày {day}"; "only {days} working days lie between this notice and the outage on {day}; there must be {NOTICE}"),
                say!("lùi việc tạm dừng đến ngày {earliest} hoặc muộn hơn; nếu là sự cố không biết trước thì ghi planned = false"; "put it off until {earliest} or later; for a breakdown write planned = false"),
            );
        }
    }
    problems
}

/// Working days after the day `from` and before the day `until`: as days of a term are counted, the first day does not
/// count and each other counts whole. `off` are the days off, sorted.
///
/// ```
/// use loa::site::working_days_between;
/// let day = |text: &str| text.parse().unwrap();
/// // From a Monday to the Thursday of next week: Tuesday to Friday, Monday to Wednesday.
/// assert_eq!(working_days_between(day("2026-11-02"), day("2026-11-12"), &[]), 7);
/// assert_eq!(working_days_between(day("2026-11-02"), day("2026-11-12"), &[day("2026-11-05")]), 6);
/// ```
#[must_use]
pub fn working_days_between(from: Date, until: Date, off: &[Date]) -> u32 {
    // Longer than a season is long enough; a wrong year must not take long to count.
    let days = until.days_since(from).clamp(0, 120);
    let working = (1..days).filter(|days| is_working_day(from.plus_days(*days), off)).count();
    u32::try_from(working).unwrap_or(u32::MAX)
}

fn is_working_day(day: Date, off: &[Date]) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && off.binary_search(&day).is_err()
}

/// The first day on which an outage announced on a day may begin.
fn earliest(announced: Date, off: &[Date]) -> Date {
    let enough = |days: &i32| working_days_between(announced, announced.plus_days(*days), off) >= NOTICE;
    announced.plus_days((1..120).find(enough).unwrap_or(120))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn weekends_and_holidays_do_not_count() {
        // A Friday to the Monday after it: nothing lies between but a weekend.
        assert_eq!(working_days_between(day("2026-11-20"), day("2026-11-23"), &[]), 0);
        // Ngày Văn hóa Việt Nam, 24/11, is a Tuesday in 2026.
        assert_eq!(working_days_between(day("2026-11-20"), day("2026-11-28"), &[]), 5);
        assert_eq!(working_days_between(day("2026-11-20"), day("2026-11-28"), &[day("2026-11-24")]), 4);
        assert_eq!(working_days_between(day("2026-11-20"), day("2026-11-20"), &[]), 0);
        assert_eq!(working_days_between(day("2026-11-20"), day("2026-11-01"), &[]), 0);
    }

    #[test]
    fn the_earliest_day_is_the_first_that_is_far_enough() {
        assert_eq!(earliest(day("2026-11-02"), &[]), day("2026-11-12"));
        assert_eq!(earliest(day("2026-11-02"), &[day("2026-11-05")]), day("2026-11-13"));
    }

    proptest! {
        #[test]
        fn more_days_off_never_make_more_working_days(start in 0i32..4000, length in 0i32..100, off in 0i32..100) {
            let from = day("2020-01-01").plus_days(start);
            let until = from.plus_days(length);
            let free = [from.plus_days(off)];
            let (with, without) = (working_days_between(from, until, &free), working_days_between(from, until, &[]));
            prop_assert!(with <= without && without <= with + 1);
            prop_assert!(without <= u32::try_from(length).expect("not negative"));
        }
    }
}
