//! `content/_data/holidays.toml`: days off, on which nothing is broadcast.

use super::data_syntax;
use crate::base::{Date, SourcePath};
use crate::data::{Fields, parse_toml};
use crate::diag::{Diagnostic, codes};

/// Reads the days off, sorted.
///
/// ```
/// let text = "[[holidays]]\ndate = 2027-01-01\nname = \"Tết Dương lịch\"\n";
/// let (days, problems) = loa::config::parse_holidays(text, &"holidays.toml".into());
/// assert!(problems.is_empty() && days[0].to_string() == "2027-01-01");
/// ```
#[must_use]
pub fn parse_holidays(text: &str, path: &SourcePath) -> (Vec<Date>, Vec<Diagnostic>) {
    let entries = match parse_toml(text, 0) {
        Ok(entries) => entries,
        Err(errors) => return (Vec::new(), errors.into_iter().map(|error| data_syntax(error, path)).collect()),
    };
    let mut problems = Vec::new();
    let mut fields = Fields::new(&entries, 0..0, path, &codes::CONFIG_VALUE, &mut problems);
    let days = fields.tables(&["holidays", "ngay_nghi"], |keys| {
        // The name is for people who read the file.
        keys.text(&["name", "ten"]);
        if !keys.has(&["date", "ngay"]) {
            keys.missing(&["date", "ngay"]);
        }
        keys.date(&["date", "ngay"])
    });
    fields.finish();
    let mut days: Vec<Date> = days.into_iter().flatten().collect();
    days.sort_unstable();
    days.dedup();
    (days, problems)
}
