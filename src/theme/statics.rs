//! The published names of a theme's files: each bears its content's hash, and style sheets call the others by them.

use std::collections::BTreeMap;

use crate::base::{Fingerprint, SourcePath};
use crate::diag::{Diagnostic, codes, nearest};
use crate::say;

/// The published path of a theme file, so that caches never serve an old one: `/static/style.1a2b3c4d.css`.
#[must_use]
pub fn published(name: &str, bytes: &[u8]) -> String {
    let print = Fingerprint::of(bytes).short();
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("/static/{stem}.{print}.{ending}"),
        None => format!("/static/{name}.{print}"),
    }
}

/// Writes published names into the `url(…)` of all style sheets. Must come before a style sheet's own name is asked for.
pub(super) fn link(statics: &mut BTreeMap<String, Vec<u8>>, folder: &str, problems: &mut Vec<Diagnostic>) {
    // What others are imported by comes first: its name follows from what it holds.
    let mut waiting: Vec<String> = statics.keys().filter(|name| name.ends_with(".css")).cloned().collect();
    while !waiting.is_empty() {
        let names: Vec<String> = waiting.clone();
        let calls = |name: &String| {
            let text = statics.get(name).map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
            urls(&text).iter().filter_map(|url| target(name, url.address)).any(|other| names.contains(&other))
        };
        let (later, now): (Vec<String>, Vec<String>) = waiting.into_iter().partition(calls);
        // A circle cannot be named; its files keep the names they are called by.
        if now.is_empty() {
            return;
        }
        for name in now {
            let Some(bytes) = statics.get(&name) else { continue };
            // What is no text has a message elsewhere or works as it is.
            let Ok(text) = std::str::from_utf8(bytes) else { continue };
            let linked = linked(&name, text, statics, folder, problems);
            statics.insert(name, linked.into_bytes());
        }
        waiting = later;
    }
}

fn linked(
    name: &str,
    text: &str,
    statics: &BTreeMap<String, Vec<u8>>,
    folder: &str,
    problems: &mut Vec<Diagnostic>,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for url in urls(text) {
        let Some(wanted) = target(name, url.address) else { continue };
        let end = url.start + url.address.len();
        let Some(bytes) = statics.get(&wanted) else {
            let message = say!("giao diện không có tệp `static/{wanted}`"; "the theme has no file `static/{wanted}`");
            let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let path = SourcePath::new(format!("{folder}/static/{name}"));
            let problem = Diagnostic::new(&codes::TEMPLATE, message).at(&path, byte(url.start)..byte(end));
            problems.push(match nearest(&wanted, statics.keys().map(String::as_str)) {
                Some(near) => problem.hint(say!("có phải `{near}` không?"; "did you mean `{near}`?")),
                None => problem,
            });
            continue;
        };
        let new = published(&wanted, bytes);
        let new = new.rsplit('/').next().unwrap_or(&new);
        // The folder stays as it was written; what stands behind the name, as `#icon`, stays too.
        let path_end = url.address.find(['#', '?']).unwrap_or(url.address.len());
        let name_start = url.address[..path_end].rfind('/').map_or(0, |slash| slash + 1);
        out.push_str(&text[done..url.start + name_start]);
        out.push_str(new);
        done = url.start + path_end;
    }
    out.push_str(&text[done..]);
    out
}

/// An address in a style sheet and the byte where it begins.
struct Url<'t> {
    start: usize,
    address: &'t str,
}

fn urls(text: &str) -> Vec<Url<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find("url(") {
        let open = at + next + 4;
        let rest = &text[open..];
        let quoted = rest.trim_start().starts_with(['"', '\'']);
        let start = open + (rest.len() - rest.trim_start_matches([' ', '"', '\'']).len());
        let length = text[start..].find(if quoted { &['"', '\''][..] } else { &[')', ' '][..] });
        let Some(length) = length else { break };
        found.push(Url { start, address: &text[start..start + length] });
        at = start + length;
    }
    found
}

/// The theme's file that an address in the style sheet `name` means; `None` for data, other hosts, and paths of the server.
fn target(name: &str, address: &str) -> Option<String> {
    let path = &address[..address.find(['#', '?']).unwrap_or(address.len())];
    if path.is_empty() || path.starts_with('/') || path.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked_up(files: &[(&str, &str)]) -> (BTreeMap<String, String>, Vec<Diagnostic>) {
        let mut statics =
            files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect::<BTreeMap<_, _>>();
        let mut problems = Vec::new();
        link(&mut statics, "themes/thu", &mut problems);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        (statics.into_iter().map(|(name, bytes)| (name, text(bytes))).collect(), problems)
    }

    #[test]
    fn style_sheets_call_files_by_their_published_names() {
        let (files, problems) = linked_up(&[
            ("chu.woff2", "chữ"),
            (
                "css/a.css",
                "a{src:url(../chu.woff2) format(\"woff2\"),url( 'b.svg#x' )}b{c:url(data:x),url(/y),url(#z)}",
            ),
            ("css/b.svg", "<svg/>"),
            ("style.css", "@import url(\"css/a.css\");"),
        ]);
        assert_eq!(problems, vec![]);
        let short = |text: &str| Fingerprint::of(text.as_bytes()).short();
        let (font, drawing) = (short("chữ"), short("<svg/>"));
        let a = format!(
            "a{{src:url(../chu.{font}.woff2) format(\"woff2\"),url( 'b.{drawing}.svg#x' )}}b{{c:url(data:x),url(/y),url(#z)}}"
        );
        assert_eq!(files["css/a.css"], a);
        assert_eq!(files["style.css"], format!("@import url(\"css/a.{}.css\");", short(&a)));
    }

    #[test]
    fn a_file_that_is_not_there_is_told_at_its_place() {
        let (files, problems) = linked_up(&[("chu.woff2", ""), ("style.css", "a{b:url(chu.wof2)}")]);
        assert_eq!(files["style.css"], "a{b:url(chu.wof2)}");
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].place, Some((SourcePath::new("themes/thu/static/style.css"), Some(8..16))));
        assert_eq!(problems[0].hints[0].vi, "có phải `chu.woff2` không?");
    }

    #[test]
    fn style_sheets_in_a_circle_end() {
        let text = "@import url(a.css);";
        assert_eq!(linked_up(&[("a.css", text)]).0["a.css"], text);
    }
}
