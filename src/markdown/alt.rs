//! Pictures that tell nothing to those who do not see them.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

/// Whether the picture that begins at `at` has no words between its brackets.
pub(super) fn is_missing(events: &[(Event<'_>, Range<usize>)], at: usize) -> bool {
    let inside = events.iter().skip(at + 1).map(|(event, _)| event);
    !inside
        .take_while(|event| !matches!(event, Event::End(TagEnd::Image)))
        .any(|event| matches!(event, Event::Text(text) | Event::Code(text) if !text.trim().is_empty()))
}

/// Whether a piece of raw HTML has a picture without `alt`. An empty `alt=""` says that a picture only adorns.
pub(super) fn is_missing_in(raw: &str) -> bool {
    let raw = raw.to_ascii_lowercase();
    raw.split("<img").skip(1).any(|rest| {
        let tag = rest.split('>').next().unwrap_or(rest);
        !tag.split([' ', '\n', '\t', '"', '\'']).any(|word| word == "alt" || word.starts_with("alt="))
    })
}
