//! Links that lead out of the site: marked with the host they lead to, in words; hostile ones are no links at all.

use lol_html::html_content::{ContentType, Element};

use super::rewrite::Handled;
use crate::base::escape_html;
use crate::web::{Address, Watch};

/// Whether a page may not load a file from this address: whatever does not come from its own server.
pub(super) fn is_foreign(address: &str, own: &str) -> bool {
    // Browsers read a backslash as a slash, and skip spaces and control characters.
    let bare = |c: &char| !c.is_whitespace() && !c.is_control();
    let address: String = address.chars().filter(bare).map(|c| if c == '\\' { '/' } else { c }).collect();
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    match scheme.filter(|scheme| scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(letter)) {
        Some(scheme) if !matches!(scheme.as_str(), "http" | "https") => true,
        None if !address.starts_with("//") => false,
        _ => Address::parse(&address).is_none_or(|read| read.host != own),
    }
}

/// Treats a link to another site, in a page of which `html` is all. `own` is the site's own host.
pub(super) fn link(el: &mut Element<'_, '_>, href: &str, html: &[u8], own: &str, watch: &Watch) -> Handled {
    let read = Address::parse(href);
    if read.as_ref().is_none_or(|read| watch.judge_read(read).refused()) {
        el.remove_and_keep_content();
        return Ok(());
    }
    let Some(read) = read.filter(|read| read.host != own) else { return Ok(()) };
    let class = el.get_attribute("class").map_or_else(|| "external".to_owned(), |class| format!("{class} external"));
    el.set_attribute("class", &class)?;
    el.set_attribute("rel", "external noopener")?;
    let inside = html.get(el.source_location().bytes().end..).unwrap_or_default();
    if words(inside).to_lowercase().contains(&read.host) {
        return Ok(());
    }
    let mark = format!(" <span class=\"host\">({})</span>", escape_html(&read.host));
    if let Some(handlers) = el.end_tag_handlers() {
        handlers.push(Box::new(move |end| {
            end.before(&mark, ContentType::Html);
            Ok(())
        }));
    }
    Ok(())
}

/// The words of a link, in HTML that begins behind its start tag. A parser's text handler would tell the same, and make
/// it read the text of every page letter by letter.
fn words(html: &[u8]) -> String {
    let mut words = Vec::new();
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest) {
        words.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        let ends = rest.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case(b"</a"));
        if ends && !rest.get(3).is_some_and(u8::is_ascii_alphanumeric) {
            break;
        }
        rest = match rest.strip_prefix(b"<!--") {
            Some(comment) => memchr::memmem::find(comment, b"-->").map_or(&[], |end| &comment[end + 3..]),
            None => &rest[tag(rest)..],
        };
    }
    String::from_utf8_lossy(&words).into_owned()
}

/// The length of the tag that HTML begins with, with its quoted values.
pub(super) fn tag(html: &[u8]) -> usize {
    let mut quote = None;
    for (at, byte) in html.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_ends_where_no_quote_is_open() {
        for (html, expected) in [("<a title=\"x>y\">z", "<a title=\"x>y\">"), ("<br>", "<br>"), ("<b", "<b"), ("", "")]
        {
            assert_eq!(&html[..tag(html.as_bytes())], expected);
        }
    }

    #[test]
    fn the_words_of_a_link_end_with_it() {
        for (html, expected) in [
            ("a <b title=\">\">b</b><!-- > c -->d</a>e", "a bd"),
            ("a<abbr>b</abbr></A >c", "ab"),
            ("a", ""),
            ("<br", ""),
            ("a<!-- b", "a"),
        ] {
            assert_eq!(words(html.as_bytes()), expected, "{html}");
        }
    }

    #[test]
    fn only_the_own_server_is_not_foreign() {
        for (address, foreign) in [
            ("/static/a.png", false),
            ("../a.b/c.png", false),
            ("a.png", false),
            ("https://thu.example/a.png", false),
            ("https://khac.example/a.png", true),
            ("//khac.example/a.png", true),
            ("/\\khac.example/a.png", true),
            ("https://thu.example.khac.example/a.png", true),
            ("data:image/svg+xml,x", true),
            ("java\tscript:x", true),
            ("tel:113", true),
            ("https://", true),
        ] {
            assert_eq!(is_foreign(address, "thu.example"), foreign, "{address}");
        }
    }
}
