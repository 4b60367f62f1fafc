//! What the template engine says of a mistake, as a message at its place, with the names that there are.

use crate::base::SourcePath;
use crate::diag::{Diagnostic, codes, nearest};
use crate::say;

/// An error of the template engine as a diagnostic at its place.
pub(super) fn trouble(error: &tera::Error, template: &str, folder: &str, templates: &[(String, String)]) -> Diagnostic {
    let place = |name: &str| {
        let below = if name.starts_with("directives/") { "" } else { "templates/" };
        SourcePath::new(format!("{folder}/{below}{name}"))
    };
    match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
            let reason = report.message();
            let name = if report.filename().is_empty() { template } else { report.filename() };
            let range = report.span().range.clone();
            let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
            told(reason, templates).at(&place(name), at(range.start)..at(range.end))
        }
        kind => {
            let text = error.to_string();
            let mut at_word = "extends";
            let (name, reason, at) = match kind {
                tera::ErrorKind::MissingParent { current, .. } => (current.as_str(), text.as_str(), None),
                tera::ErrorKind::CircularInclude { tpl, .. } => {
                    at_word = "include";
                    (tpl.as_str(), text.as_str(), None)
                }
                tera::ErrorKind::CircularExtend { tpl, .. } => (tpl.as_str(), text.as_str(), None),
                _ => told_place(&text).unwrap_or((template, text.as_str(), None)),
            };
            let source =
                templates.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str()).unwrap_or_default();
            let at = match at {
                Some((line, column)) => byte_of(source, line, column),
                None => source.find(at_word).unwrap_or(0),
            };
            let at = u32::try_from(at).unwrap_or(0);
            let diagnostic = told(reason, templates);
            if name.is_empty() { diagnostic } else { diagnostic.at(&place(name), at..at + 1) }
        }
    }
}

/// The message for one of the engine's reasons; where a name is wrong, with the nearest of those that there are.
fn told(reason: &str, templates: &[(String, String)]) -> Diagnostic {
    let quoted = || reason.split('`').nth(1).unwrap_or_default();
    let (wrong, vi, en, known): (&str, &str, &str, Vec<&str>) =
        if let Some((_, list)) = reason.split_once("Available fields: ") {
            (quoted(), "không có trường", "there is no field", list.split(", ").collect())
        } else if let Some((_, list)) = reason.split_once("Available variables: ") {
            (quoted(), "không có biến", "there is no variable", list.split(", ").collect())
        } else if reason.starts_with("Block `") && reason.contains("not defined") {
            let blocks = templates.iter().flat_map(|(_, text)| named(text, "{% block "));
            (quoted(), "mẫu gốc không có khối", "no parent template has the block", blocks.collect())
        } else if reason.starts_with("Unknown component `") {
            let components = templates.iter().flat_map(|(_, text)| named(text, "{% component "));
            (quoted(), "không có thành phần", "there is no component", components.collect())
        } else {
            let message = say!("mẫu giao diện có lỗi: {reason}"; "a template has a mistake: {reason}");
            return Diagnostic::new(&codes::TEMPLATE, message);
        };
    let mut known: Vec<&str> = known.into_iter().filter(|name| *name != wrong).collect();
    known.sort_unstable();
    known.dedup();
    let message = say!("mẫu giao diện có lỗi: {vi} `{wrong}`"; "a template has a mistake: {en} `{wrong}`");
    let problem = Diagnostic::new(&codes::TEMPLATE, message);
    let all = known.join(", ");
    let problem = match nearest(wrong, known.iter().copied()) {
        Some(near) => problem.hint(say!("có phải `{near}` không?"; "did you mean `{near}`?")),
        None => problem,
    };
    problem.hint(say!("các tên có: {all}"; "there are: {all}"))
}

/// The names that follow some words in a template.
fn named<'t>(text: &'t str, start: &'t str) -> impl Iterator<Item = &'t str> {
    let name_end = |c: char| !(c.is_alphanumeric() || c == '_' || c == '-');
    text.split(start).skip(1).filter_map(move |rest| rest.split(name_end).next())
}

/// A file, a reason, and a line and column from 1.
type Told<'t> = (&'t str, &'t str, Option<(usize, usize)>);

/// Some messages of the engine are ready-made text: `error: REASON`, then `--> FILE:LINE:COLUMN`.
fn told_place(text: &str) -> Option<Told<'_>> {
    let reason = text.lines().next()?.trim_start_matches("error: ");
    let place = text.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?.trim();
    let mut parts = place.rsplitn(3, ':');
    let (column, line, name) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    Some((name, reason, Some((line, column))))
}

fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at)
}
