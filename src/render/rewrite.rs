//! One pass over the finished HTML: links become relative, links out are marked, pictures load late, tables scroll.

use std::cell::Cell;

use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str, text};

use super::outward::{Shared, is_foreign, link, words};
use super::picture;
use crate::config::BaseUrl;
use crate::markdown::Target;
use crate::site::Site;

/// How the links of one page are written.
pub struct Links<'s> {
    pub site: &'s Site,
    pub base: &'s BaseUrl,
    /// The page's own path, `/a/b/` or `/404.html`.
    pub from: &'s str,
    /// For pages that are shown at any depth, as 404.html: links from the root of the server.
    pub absolute: bool,
}

pub(super) type Handled = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// Rewrites a page. HTML of our own templates that cannot be parsed is a bug of theirs; the page then stays as it was.
#[must_use]
pub fn rewrite(html: &str, links: &Links<'_>) -> String {
    let tables = Cell::new(0);
    let first = Cell::new(true);
    let open = Shared::default();
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("a[href]", |el| links.anchor(el, &open)))
        .append_element_content_handler(text!("a[href]", |text| {
            words(text, &open);
            Ok(())
        }))
        .append_element_content_handler(element!("link[href]", |el| links.resource(el)))
        .append_element_content_handler(element!(
            "script[src], source[src], audio[src], video[src], iframe[src], embed[src]",
            |el| { links.own(el, "src") }
        ))
        .append_element_content_handler(element!("form[action]", |el| links.attribute(el, "action")))
        .append_element_content_handler(element!("img", |el| picture::image(el, links, &first)))
        .append_element_content_handler(element!("meta[http-equiv=refresh]", |el| links.refresh(el)))
        .append_element_content_handler(element!("article table, main table", |el| table(el, &tables)))
        .append_element_content_handler(element!("thead th", |el| {
            if !el.has_attribute("scope") {
                el.set_attribute("scope", "col")?;
            }
            Ok(())
        }));
    rewrite_str(html, settings).unwrap_or_else(|_| html.to_owned())
}

fn table(el: &mut Element<'_, '_>, count: &Cell<u32>) -> Handled {
    if el.has_attribute("class") {
        return Ok(());
    }
    count.set(count.get() + 1);
    let number = count.get();
    // A wide table scrolls by itself, by finger or by keyboard, and never the page. Regions need names of their own.
    let region = format!(
        "<div class=\"table\" role=\"region\" aria-label=\"Bảng {number}, kéo ngang để xem hết\" tabindex=\"0\">"
    );
    el.before(&region, ContentType::Html);
    el.after("</div>", ContentType::Html);
    Ok(())
}

impl Links<'_> {
    fn anchor(&self, el: &mut Element<'_, '_>, open: &Shared) -> Handled {
        el.remove_attribute("target");
        let href = el.get_attribute("href").unwrap_or_default();
        if let Some(rest) = href.strip_prefix("@/") {
            let (file, anchor) = rest.split_once('#').map_or((rest, None), |(file, anchor)| (file, Some(anchor)));
            let target = Target::Page { file: file.to_owned(), anchor: anchor.map(str::to_owned) };
            match self.site.path_of(&target) {
                Some(path) => el.set_attribute("href", &self.relative(&path))?,
                // Not published yet: the words stay, the link goes.
                None => el.remove_and_keep_content(),
            }
        } else if is_web(&href) {
            link(el, &href, self.base.host(), &self.site.registers.watch, open)?;
        } else if href.contains(':') && self.site.registers.watch.judge(&href).refused() {
            el.remove_and_keep_content();
        } else {
            picture::download(el, self);
            self.attribute(el, "href")?;
        }
        Ok(())
    }

    pub(super) fn attribute(&self, el: &mut Element<'_, '_>, name: &str) -> Handled {
        if let Some(value) = el.get_attribute(name)
            && value.starts_with('/')
            && !value.starts_with("//")
        {
            el.set_attribute(name, &self.relative(&value))?;
        }
        Ok(())
    }

    /// A file that the browser loads: never from another server.
    fn own(&self, el: &mut Element<'_, '_>, name: &str) -> Handled {
        if el.get_attribute(name).is_some_and(|value| is_foreign(&value, self.base.host())) {
            el.remove();
            return Ok(());
        }
        if name == "src" && el.has_attribute("poster") {
            self.own(el, "poster")?;
        }
        self.attribute(el, name)
    }

    fn resource(&self, el: &mut Element<'_, '_>) -> Handled {
        // Those that only tell of other addresses load nothing.
        const TOLD: [&str; 7] = ["canonical", "alternate", "license", "author", "next", "prev", "me"];
        let rel = el.get_attribute("rel").unwrap_or_default().to_ascii_lowercase();
        if TOLD.iter().any(|told| rel.split_ascii_whitespace().any(|word| word == *told)) {
            return self.attribute(el, "href");
        }
        self.own(el, "href")
    }

    fn refresh(&self, el: &mut Element<'_, '_>) -> Handled {
        let content = el.get_attribute("content").unwrap_or_default();
        if let Some((delay, path)) = content.split_once("url=") {
            let path = self.relative(path);
            el.set_attribute("content", &format!("{delay}url={path}"))?;
        }
        Ok(())
    }

    /// A site path as seen from this page. Folders get their `index.html`, so that a copy on a disk works too.
    pub(super) fn relative(&self, path: &str) -> String {
        let (path, anchor) = match path.find(['#', '?']) {
            Some(at) => path.split_at(at),
            None => (path, ""),
        };
        if self.absolute {
            return format!("{}{}{anchor}", self.base.prefix, path.trim_start_matches('/'));
        }
        let mut path = path.to_owned();
        while path.contains("//") {
            path = path.replace("//", "/");
        }
        format!("{}{anchor}", relative(self.from, &path))
    }
}

fn is_web(href: &str) -> bool {
    let scheme = |scheme: &str| href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    scheme("https:") || scheme("http:") || href.starts_with("//")
}

/// The way from one path of the site to another.
fn relative(from: &str, to: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut here = folder.split('/').skip(1).peekable();
    let mut there = to.split('/').skip(1).peekable();
    while here.peek().is_some() && here.peek() == there.peek() {
        // The last part of `to` is a file name, never a folder to go into.
        let mut ahead = there.clone();
        ahead.next();
        if ahead.peek().is_none() {
            break;
        }
        here.next();
        there.next();
    }
    let mut way = "../".repeat(here.count());
    way.push_str(&there.collect::<Vec<_>>().join("/"));
    if way.is_empty() || way.ends_with('/') {
        way.push_str("index.html");
    }
    // `a:b.png` alone would be an address with the scheme `a`.
    if way.split('/').next().is_some_and(|first| first.contains(':')) {
        way.insert_str(0, "./");
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ways_between_pages() {
        for (from, to, expected) in [
            ("/", "/", "index.html"),
            ("/", "/a/b/", "a/b/index.html"),
            ("/a/b/", "/a/c/", "../c/index.html"),
            ("/a/b/", "/a/", "../index.html"),
            ("/a/b/", "/a/b/", "index.html"),
            ("/a/b/", "/static/x.css", "../../static/x.css"),
            ("/a/", "/a/anh.png", "anh.png"),
            ("/b.html", "/a/", "a/index.html"),
        ] {
            assert_eq!(relative(from, to), expected, "{from} to {to}");
        }
    }

    proptest! {
        #[test]
        fn a_way_leads_where_it_should(from in "(/[ab]{1,2}){0,3}/", to in "(/[ab]{1,2}){0,3}/") {
            let mut parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
            let way = relative(&from, &to);
            for part in way.split('/') {
                match part {
                    ".." => { prop_assert!(parts.pop().is_some()); }
                    "index.html" => {}
                    part => parts.push(part),
                }
            }
            let wanted: Vec<&str> = to.split('/').filter(|part| !part.is_empty()).collect();
            prop_assert_eq!(parts, wanted);
        }
    }
}
