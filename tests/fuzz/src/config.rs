//! What holds for any settings: reading never fails, and every place that is told lies in the file.

use loa::base;
use loa::config;

/// Everything that must hold, for the file read as `loa.toml` and as `content/_data/contacts.toml`.
pub fn check(text: &str) {
    let text = base::clean(text);
    let (_, problems) = crate::within_time(text.len(), || config::parse(&text, &"loa.toml".into()));
    crate::places_are_inside(&text, &problems);
    let (_, problems) = config::parse_contacts(&text, &"content/_data/contacts.toml".into());
    crate::places_are_inside(&text, &problems);
}
