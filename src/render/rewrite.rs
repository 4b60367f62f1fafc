//! One pass over the finished HTML: links become relative, links out are marked, pictures load late, tables scroll.

use std::borrow::Cow;
use std::cell::Cell;
use std::sync::{LazyLock, Mutex, PoisonError};

use lol_html::html_content::{ContentType, Element};
use lol_html::{ElementContentHandlers, HtmlRewriter, Selector, Settings};

use super::outward::{is_foreign, link};
use super::picture;
use super::plain::plain;
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
    /// Where the links lead, if anybody wants to know.
    noted: Option<Mutex<Vec<String>>>,
}

pub(super) type Handled = Result<(), Box<dyn std::error::Error + Send + Sync>>;

type Handler<'h> = Box<dyn FnMut(&mut Element<'_, '_>) -> Handled + 'h>;

/// What is looked for, in the order of the handlers: a selector, and the names of the elements that it can find. Each
/// selector costs a little at each tag of a page, so those are left out whose elements a page does not have.
const RULES: [(&str, &[&str]); 8] = [
    ("a[href]", &["a"]),
    ("link[href]", &["link"]),
    (
        "script[src], source[src], audio[src], video[src], iframe[src], embed[src]",
        &["script", "source", "audio", "video", "iframe", "embed"],
    ),
    ("form[action]", &["form"]),
    ("img", &["img"]),
    ("meta[http-equiv=refresh]", &["meta"]),
    ("article table, main table", &["table"]),
    ("thead th", &["thead"]),
];

/// The selectors of the rules, read once for all pages; none where one cannot be read, which a test forbids.
static SELECTORS: LazyLock<Vec<Selector>> =
    LazyLock::new(|| RULES.iter().map_while(|(selector, _)| selector.parse().ok()).collect());

/// Rewrites a page, in UTF-8.
#[must_use]
pub fn rewrite(html: &[u8], links: &Links<'_>) -> Vec<u8> {
    plain(html, links).unwrap_or_else(|| parsed(html, links))
}

/// The same by the parser of all HTML. What of our own templates it cannot parse is a bug of theirs; the page then stays
/// as it was.
pub(super) fn parsed(html: &[u8], links: &Links<'_>) -> Vec<u8> {
    let tables = Cell::new(0);
    let first = Cell::new(true);
    let handlers: [Handler<'_>; RULES.len()] = [
        Box::new(|el| links.anchor(el, html)),
        Box::new(|el| links.resource(el)),
        Box::new(|el| links.own(el, "src")),
        Box::new(|el| links.attribute(el, "action")),
        Box::new(|el| picture::image(el, links, &first)),
        Box::new(|el| links.refresh(el)),
        Box::new(|el| table(el, &tables)),
        Box::new(|el| {
            if !el.has_attribute("scope") {
                el.set_attribute("scope", "col")?;
            }
            Ok(())
        }),
    ];
    let mut settings = Settings::new();
    for ((selector, handler), wanted) in SELECTORS.iter().zip(handlers).zip(wanted(html)) {
        if wanted {
            let handlers = ElementContentHandlers { element: Some(handler), ..ElementContentHandlers::default() };
            settings = settings.append_element_content_handler((Cow::Borrowed(selector), handlers));
        }
    }
    let mut out = Vec::with_capacity(html.len() + html.len() / 8);
    let mut rewriter = HtmlRewriter::new(settings, |some: &[u8]| out.extend_from_slice(some));
    let done = rewriter.write(html).and_then(|()| rewriter.end());
    if done.is_ok() { out } else { html.to_vec() }
}

/// For each rule, whether the page may have an element for it; a name within a comment counts too.
fn wanted(html: &[u8]) -> [bool; RULES.len()] {
    let mut wanted = [false; RULES.len()];
    for at in memchr::memchr_iter(b'<', html) {
        let tag = &html[at + 1..];
        let Some(initial) = tag.first().map(u8::to_ascii_lowercase).filter(u8::is_ascii_lowercase) else { continue };
        let begins = |name: &&str| {
            let name = name.as_bytes();
            name[0] == initial && tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        };
        for ((_, names), wanted) in RULES.iter().zip(&mut wanted) {
            *wanted = *wanted || names.iter().any(begins);
        }
    }
    wanted
}

fn table(el: &mut Element<'_, '_>, count: &Cell<u32>) -> Handled {
    if el.has_attribute("class") {
        return Ok(());
    }
    count.set(count.get() + 1);
    el.before(&region(count.get()), ContentType::Html);
    el.after("</div>", ContentType::Html);
    Ok(())
}

/// What a table stands in. A wide one scrolls by itself, by finger or by keyboard, and never the page. Regions need names
/// of their own.
pub(super) fn region(number: u32) -> String {
    format!("<div class=\"table\" role=\"region\" aria-label=\"Bảng {number}, kéo ngang để xem hết\" tabindex=\"0\">")
}

impl<'s> Links<'s> {
    #[must_use]
    pub fn new(site: &'s Site, base: &'s BaseUrl, from: &'s str, absolute: bool) -> Self {
        Self { site, base, from, absolute, noted: None }
    }

    /// The same, noting the paths that links lead to.
    pub(super) fn noting(self) -> Self {
        Self { noted: Some(Mutex::default()), ..self }
    }

    /// Paths that links have led to so far.
    pub(super) fn noted(&self) -> Vec<String> {
        let noted = self.noted.as_ref().map(|noted| noted.lock().unwrap_or_else(PoisonError::into_inner));
        noted.map(|mut noted| std::mem::take(&mut *noted)).unwrap_or_default()
    }

    fn anchor(&self, el: &mut Element<'_, '_>, html: &[u8]) -> Handled {
        let href = el.get_attribute("href").unwrap_or_default();
        if el.has_attribute("target") {
            el.remove_attribute("target");
        }
        if let Some(way) = self.way(&href) {
            if way != href {
                el.set_attribute("href", &way)?;
            }
        } else if is_web(&href) {
            link(el, &href, html, self.base.host(), &self.site.registers.watch)?;
        } else if is_path(&href) && !self.refuses(&href) {
            picture::download(el, &href, self);
            el.set_attribute("href", &self.relative(&href))?;
        } else {
            // Hostile, or not published yet: the words stay, the link goes.
            el.remove_and_keep_content();
        }
        Ok(())
    }

    /// The address that a link within the site has on this page; `None` where an address is not all that it needs: for
    /// links to other sites, to files, and to where none may lead.
    pub(super) fn way<'h>(&self, href: &'h str) -> Option<Cow<'h, str>> {
        if let Some(rest) = href.strip_prefix("@/") {
            let (file, anchor) = rest.split_once('#').map_or((rest, None), |(file, anchor)| (file, Some(anchor)));
            let target = Target::Page { file: file.to_owned(), anchor: anchor.map(str::to_owned) };
            return self.site.path_of(&target).map(|path| Cow::Owned(self.relative(&path)));
        }
        if is_web(href) || self.refuses(href) {
            return None;
        }
        if !is_path(href) {
            return Some(Cow::Borrowed(href));
        }
        // Most links lead to pages, whose addresses end as folders do.
        let to_file = !href.ends_with('/') && picture::file(self, href).is_some();
        (!to_file).then(|| Cow::Owned(self.relative(href)))
    }

    /// Whether an address that is none of the web may not be a link.
    fn refuses(&self, href: &str) -> bool {
        href.contains(':') && self.site.registers.watch.judge(href).refused()
    }

    pub(super) fn attribute(&self, el: &mut Element<'_, '_>, name: &str) -> Handled {
        if let Some(value) = el.get_attribute(name)
            && is_path(&value)
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
        let (path, anchor) = match memchr::memchr2(b'#', b'?', path.as_bytes()) {
            Some(at) => path.split_at(at),
            None => (path, ""),
        };
        if self.absolute {
            return format!("{}{}{anchor}", self.base.prefix, path.trim_start_matches('/'));
        }
        let mut path = Cow::Borrowed(path);
        while path.contains("//") {
            path = Cow::Owned(path.replace("//", "/"));
        }
        if let Some(noted) = &self.noted {
            noted.lock().unwrap_or_else(PoisonError::into_inner).push(path.clone().into_owned());
        }
        let mut way = relative(self.from, &path);
        way.push_str(anchor);
        way
    }
}

/// Whether an address is a path of this site.
pub(super) fn is_path(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//")
}

fn is_web(href: &str) -> bool {
    let scheme = |scheme: &str| href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    scheme("https:") || scheme("http:") || href.starts_with("//")
}

/// The way from one path of the site to another.
pub(super) fn relative(from: &str, to: &str) -> String {
    let folder = &from[..from.rfind('/').map_or(0, |at| at + 1)];
    let to = to.find('/').map_or("/", |at| &to[at..]);
    // The folders that both lie in. The last part of `to` is a file name, never a folder to go into.
    let same = folder.bytes().zip(to.bytes()).take_while(|(here, there)| here == there).count();
    let same = folder[..same].rfind('/').map_or(0, |at| at + 1);
    let up = folder[same..].bytes().filter(|byte| *byte == b'/').count();
    let rest = to[same..].trim_start_matches('/');
    let mut way = String::with_capacity(3 * up + rest.len() + "index.html".len());
    (0..up).for_each(|_| way.push_str("../"));
    way.push_str(rest);
    if way.is_empty() || way.ends_with('/') {
        way.push_str("index.html");
    }
    // `a:b.png` alone would be an address with the scheme `a`.
    if way.contains(':') && way.split('/').next().is_some_and(|first| first.contains(':')) {
        way.insert_str(0, "./");
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_selector_can_be_read_and_a_page_gets_those_that_it_has_elements_for() {
        assert_eq!(SELECTORS.len(), RULES.len());
        let wanted = |html: &str| -> Vec<&str> {
            RULES.iter().zip(wanted(html.as_bytes())).filter(|(_, wanted)| *wanted).map(|(rule, _)| rule.0).collect()
        };
        assert_eq!(wanted("<p>table < a </img>"), [""; 0]);
        assert_eq!(wanted("<TABLE><Thead><th>"), ["article table, main table", "thead th"]);
        assert_eq!(wanted("<i><img src=a>"), ["img"]);
    }

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
