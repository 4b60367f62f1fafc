//! Links that lead out of the site: marked with the host they lead to, in words; hostile ones are no links at all.

use std::cell::RefCell;
use std::rc::Rc;

use lol_html::html_content::{ContentType, Element, TextChunk};

use super::rewrite::Handled;
use crate::base::escape_html;
use crate::web::{Address, Watch};

/// The link around the place, and the words seen in it so far.
#[derive(Default)]
pub(super) struct Open {
    host: String,
    words: String,
}

pub(super) type Shared = Rc<RefCell<Option<Open>>>;

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

/// Treats a link to another site. `own` is the site's own host.
pub(super) fn link(el: &mut Element<'_, '_>, href: &str, own: &str, watch: &Watch, open: &Shared) -> Handled {
    let read = Address::parse(href);
    if read.as_ref().is_none_or(|read| watch.judge_read(read).refused()) {
        el.remove_and_keep_content();
        return Ok(());
    }
    let Some(read) = read.filter(|read| read.host != own) else { return Ok(()) };
    let class = el.get_attribute("class").map_or_else(|| "external".to_owned(), |class| format!("{class} external"));
    el.set_attribute("class", &class)?;
    el.set_attribute("rel", "external noopener")?;
    *open.borrow_mut() = Some(Open { host: read.host, words: String::new() });
    let open = Rc::clone(open);
    if let Some(handlers) = el.end_tag_handlers() {
        handlers.push(Box::new(move |end| {
            if let Some(Open { host, words }) = open.take()
                && !words.to_lowercase().contains(&host)
            {
                let mark = format!(" <span class=\"host\">({})</span>", escape_html(&host));
                end.before(&mark, ContentType::Html);
            }
            Ok(())
        }));
    }
    Ok(())
}

/// Notes the words of the link around the place.
pub(super) fn words(text: &TextChunk<'_>, open: &Shared) {
    if let Some(open) = open.borrow_mut().as_mut() {
        open.words.push_str(text.as_str());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
