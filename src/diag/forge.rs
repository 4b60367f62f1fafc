//! Diagnostics as the two large forges show them beside the lines of a change.

use serde_json::{Value, json};

use super::report::Place;
use super::sarif::Prints;
use super::{Diagnostic, Lang};

/// A workflow command of GitHub: `::error file=…,line=…,col=…::message`.
pub(super) fn github(one: &Diagnostic, lang: Lang, place: Option<Place>) -> String {
    let place = place.map_or_else(String::new, |place| {
        format!(" file={},line={},col={}", property(&place.file), place.line, place.column)
    });
    let (level, id) = (one.severity.id(), one.code.id);
    format!("::{level}{place}::[{id}] {}\n", data(&one.words(lang)))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A Code Quality report of GitLab, which has a place for everything: what has none stands at the settings.
pub(super) fn gitlab(diagnostics: &[Diagnostic], lang: Lang, place: impl Fn(&Diagnostic) -> Option<Place>) -> Value {
    let mut prints = Prints::default();
    let issue = |one: &Diagnostic| {
        let place = place(one);
        let fingerprint = prints.of(one, place.as_ref());
        let (file, line) = place.map_or_else(|| ("loa.toml".to_owned(), 1), |place| (place.file, place.line));
        json!({
            "description": format!("[{}] {}", one.code.id, one.words(lang)),
            "check_name": one.code.id,
            "fingerprint": fingerprint,
            "severity": if one.is_error() { "major" } else { "minor" },
            "location": {"path": file, "lines": {"begin": line}},
        })
    };
    Value::Array(diagnostics.iter().map(issue).collect())
}
