//! The quick way through a finished page. A page that is written as strictly as our own templates and texts write needs
//! no parser of all that HTML may be: its tags are found one after another, and what is to be done is done in place.
//!
//! Whatever is not as strict, or asks for more than an address, is left to the parser, whole. What both can read, both
//! make the same of; a test holds them to it.

use std::ops::Range;

use super::outward::is_foreign;
use super::rewrite::{Links, is_path, region};

/// Elements without an end tag.
fn is_void(name: &[u8]) -> bool {
    matches!(name, b"br" | b"hr" | b"link" | b"meta" | b"wbr")
}

/// Elements that change nothing in how the text in them is read, and in which nothing is to be done.
#[rustfmt::skip]
fn is_plain(name: &[u8]) -> bool {
    matches!(name,
        b"abbr" | b"address" | b"aside" | b"b" | b"bdi" | b"blockquote" | b"body" | b"br" | b"button" | b"caption" |
        b"cite" | b"code" | b"dd" | b"del" | b"details" | b"dfn" | b"div" | b"dl" | b"dt" | b"em" | b"figcaption" |
        b"figure" | b"footer" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"head" | b"header" | b"hgroup" | b"hr" |
        b"html" | b"i" | b"ins" | b"kbd" | b"label" | b"li" | b"mark" | b"nav" | b"ol" | b"p" | b"pre" | b"q" | b"s" |
        b"samp" | b"section" | b"small" | b"span" | b"strong" | b"sub" | b"summary" | b"sup" | b"tbody" | b"td" |
        b"tfoot" | b"time" | b"tr" | b"ul" | b"wbr"
    )
}

/// The page with its links made relative and its tables framed; `None` where only the parser can tell.
pub(super) fn plain(html: &[u8], links: &Links<'_>) -> Option<Vec<u8>> {
    let mut page = Page::new(html, links);
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'<', &html[at..]) {
        at = page.tag(at + next)?;
    }
    page.open.is_empty().then(|| {
        page.out.extend_from_slice(&html[page.copied..]);
        page.out
    })
}

struct Page<'h> {
    html: &'h [u8],
    links: &'h Links<'h>,
    out: Vec<u8>,
    /// How much of the page is in `out`.
    copied: usize,
    /// The elements around the place.
    open: Vec<Open<'h>>,
    attributes: Vec<Attribute<'h>>,
    tables: u32,
}

struct Open<'h> {
    name: &'h [u8],
    /// A table with a frame around it.
    framed: bool,
    /// Whether it is, or lies in, what readers come for.
    content: bool,
    /// Whether it is, or lies in, the head of a table.
    head: bool,
}

/// A name and the place of a value in the page.
type Attribute<'h> = (&'h [u8], Range<usize>);

impl<'h> Page<'h> {
    fn new(html: &'h [u8], links: &'h Links<'h>) -> Self {
        let out = Vec::with_capacity(html.len() + html.len() / 8);
        Self { html, links, out, copied: 0, open: Vec::new(), attributes: Vec::new(), tables: 0 }
    }

    /// Reads the tag at a place, and tells where it ends.
    fn tag(&mut self, start: usize) -> Option<usize> {
        const DOCTYPE: &[u8] = b"<!DOCTYPE html>";
        let html = self.html;
        if start == 0 && html.starts_with(DOCTYPE) {
            return Some(DOCTYPE.len());
        }
        if html.get(start + 1) == Some(&b'/') {
            let name = name(&html[start + 2..]);
            let end = start + 2 + name.len();
            let open = self.open.pop().filter(|open| open.name == name && html.get(end) == Some(&b'>'))?;
            if open.framed {
                self.put(end + 1..end + 1, b"</div>");
            }
            return Some(end + 1);
        }
        let name = name(&html[start + 1..]);
        let end = self.attributes(start + 1 + name.len())?;
        let (mut content, mut head) = self.open.last().map_or((false, false), |open| (open.content, open.head));
        let mut framed = false;
        match name {
            b"a" => self.anchor()?,
            b"article" | b"main" => content = true,
            b"table" => framed = self.table(start, content),
            b"thead" => head = true,
            b"th" if head && !self.has(b"scope") => self.put(end - 1..end - 1, b" scope=\"col\""),
            b"th" => {}
            b"script" => self.source().and_then(|()| self.text_alone(end, name))?,
            b"title" => self.text_alone(end, name)?,
            b"meta" => self.meta()?,
            b"link" => self.told()?,
            name if is_plain(name) => {}
            _ => return None,
        }
        if !is_void(name) {
            self.open.push(Open { name, framed, content, head });
        }
        Some(end)
    }

    /// Reads `name="value"`s up to the end of a tag, and tells where that is.
    fn attributes(&mut self, from: usize) -> Option<usize> {
        self.attributes.clear();
        let mut at = from;
        while *self.html.get(at)? == b' ' {
            let key = key(&self.html[at + 1..]);
            at += 1 + key.len();
            let mut value = at..at;
            if self.html[at..].starts_with(b"=\"") {
                value = at + 2..at + 2 + memchr::memchr(b'"', &self.html[at + 2..])?;
                at = value.end + 1;
            }
            if key.is_empty() || self.has(key) {
                return None;
            }
            self.attributes.push((key, value));
        }
        (self.html[at] == b'>').then_some(at + 1)
    }

    fn value(&self, key: &[u8]) -> Option<Range<usize>> {
        self.attributes.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }

    fn has(&self, key: &[u8]) -> bool {
        self.attributes.iter().any(|(name, _)| *name == key)
    }

    fn anchor(&mut self) -> Option<()> {
        let Some(value) = self.value(b"href") else { return Some(()) };
        if self.has(b"target") || self.has(b"download") {
            return None;
        }
        // The parser reads addresses without the mark of byte order that one may begin with.
        let href = std::str::from_utf8(&self.html[value.clone()]).ok().filter(|href| !href.starts_with('\u{feff}'))?;
        let way = self.links.way(href)?;
        if way != href {
            self.lead(value, &way)?;
        }
        Some(())
    }

    /// A script of the theme.
    fn source(&mut self) -> Option<()> {
        let Some(value) = self.value(b"src") else { return Some(()) };
        let src = std::str::from_utf8(&self.html[value.clone()]).ok()?;
        let own = is_path(src) && !is_foreign(src, self.links.base.host());
        own.then(|| self.links.relative(src)).and_then(|way| self.lead(value, &way))
    }

    /// Writes another address in place of one.
    fn lead(&mut self, value: Range<usize>, way: &str) -> Option<()> {
        let writable = !way.contains('"');
        writable.then(|| self.put(value, way.as_bytes()))
    }

    /// Puts a frame around a table of the text, and tells whether it has one.
    fn table(&mut self, start: usize, content: bool) -> bool {
        let framed = content && !self.has(b"class");
        if framed {
            self.tables += 1;
            self.put(start..start, region(self.tables).as_bytes());
        }
        framed
    }

    /// The text in some elements is read by rules of its own; here it has to end at the first sign of a tag.
    fn text_alone(&self, from: usize, name: &[u8]) -> Option<()> {
        let end = from + memchr::memchr(b'<', &self.html[from..])?;
        let rest = self.html[end..].strip_prefix(b"</")?.strip_prefix(name)?;
        rest.starts_with(b">").then_some(())
    }

    fn meta(&self) -> Option<()> {
        let refreshes = self.value(b"http-equiv").is_some_and(|at| self.html[at].eq_ignore_ascii_case(b"refresh"));
        (!refreshes).then_some(())
    }

    /// A `link` that only tells of another site's address, as the canonical one.
    fn told(&self) -> Option<()> {
        let rel = self.value(b"rel").map(|at| &self.html[at]);
        let only_told = matches!(rel, Some(b"canonical" | b"alternate"));
        let path = self.value(b"href").is_none_or(|at| self.html[at].starts_with(b"/"));
        (only_told && !path).then_some(())
    }

    /// Writes other bytes in place of some of the page.
    fn put(&mut self, at: Range<usize>, bytes: &[u8]) {
        self.out.extend_from_slice(&self.html[self.copied..at.start]);
        self.out.extend_from_slice(bytes);
        self.copied = at.end;
    }
}

/// The name of an element that something begins with.
fn name(html: &[u8]) -> &[u8] {
    let ends = |byte: &u8| !byte.is_ascii_lowercase() && !byte.is_ascii_digit();
    &html[..html.iter().position(ends).unwrap_or(html.len())]
}

/// The name of an attribute that something begins with.
fn key(html: &[u8]) -> &[u8] {
    let ends = |byte: &u8| !byte.is_ascii_lowercase() && *byte != b'-';
    &html[..html.iter().position(ends).unwrap_or(html.len())]
}

#[cfg(test)]
mod tests {
    use super::super::rewrite::parsed;
    use super::*;
    use crate::base::Date;
    use crate::config::{Config, parse};
    use crate::site::{Registers, Site, resolve};
    use proptest::prelude::*;

    fn with_site(run: impl Fn(&Links<'_>)) {
        let (config, _): (Config, _) =
            parse("base_url = \"https://thu.example\"\ntitle = \"Thử\"\n", &"loa.toml".into());
        let day: Date = "2026-11-22".parse().expect("a day");
        let (site, _): (Site, _) = resolve(&[], Registers::default(), &config, day, false);
        run(&Links::new(&site, &config.base_url, "/a/b/", false));
    }

    #[test]
    fn a_page_as_templates_write_it_goes_the_quick_way() {
        let page = "<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>A – B</title>\
            <link rel=\"canonical\" href=\"https://thu.example/a/b/\"><script type=\"application/ld+json\">{\"a\":1}\
            </script></head><body><main id=\"x\"><p class=\"y\">a<br>b <a class=\"z\" href=\"/a/c/\">c</a>\
            <a href=\"#d\">d</a> <a href=\"tel:113\">113</a></p><table><thead><tr><th style=\"a\">e</th></tr></thead>\
            <tbody><tr><td>g</td></tr></tbody></table></main></body></html>";
        with_site(|links| {
            let quick = plain(page.as_bytes(), links).expect("nothing in it needs a parser");
            assert_eq!(String::from_utf8_lossy(&quick), String::from_utf8_lossy(&parsed(page.as_bytes(), links)));
            let text = String::from_utf8_lossy(&quick);
            assert!(
                text.contains("href=\"../c/index.html\"") && text.contains("scope=\"col\"") && text.contains("Bảng 1")
            );
        });
    }

    #[test]
    fn what_asks_for_more_is_left_to_the_parser() {
        for page in [
            "<a href='/a/'>a</a>",
            "<A href=\"/a/\">a</A>",
            "<a  href=\"/a/\">a</a>",
            "<a href=\"https://khac.example\">a</a>",
            "<a href=\"\u{feff}https://khac.example\">a</a>",
            "<a href=\"//khac.example\">a</a>",
            "<a href=\"@/khong-co.md\">a</a>",
            "<a href=\"/a/\" target=\"_blank\">a</a>",
            "<a href=\"/a/\" href=\"/b/\">a</a>",
            "<!-- <a href=\"/a/\"> -->",
            "<img src=\"/a.png\">",
            "<script src=\"https://khac.example/a.js\"></script>",
            "<script src=\"/\\khac.example/a.js\"></script>",
            "<script>\"<a href='/a/'>\"</script>",
            "<title>a<b></title>",
            "<meta http-equiv=\"Refresh\" content=\"0; url=/a/\">",
            "<link rel=\"stylesheet\" href=\"/a.css\">",
            "<main><p></main><table></table>",
            "<main>",
            "<textarea><a href=\"/a/\"></textarea>",
        ] {
            with_site(|links| assert_eq!(plain(page.as_bytes(), links), None, "{page}"));
        }
    }

    proptest! {
        #[test]
        fn both_ways_lead_to_the_same_page(parts in proptest::collection::vec(0..PARTS.len(), 0..24)) {
            let page: String = parts.into_iter().map(|at| PARTS[at]).collect();
            with_site(|links| {
                if let Some(quick) = plain(page.as_bytes(), links) {
                    let quick = String::from_utf8_lossy(&quick).into_owned();
                    assert_eq!(quick, String::from_utf8_lossy(&parsed(page.as_bytes(), links)), "{page}");
                }
            });
        }
    }

    /// Pieces that make pages of every kind, good and bad, when they are put together.
    #[rustfmt::skip]
    const PARTS: [&str; 31] = [
        "a & b", "<p>", "</p>", "<main>", "</main>", "<article class=\"a\">", "</article>", "<table>", "</table>",
        "<table class=\"b\">", "<thead><tr>", "</tr></thead>", "<th>c</th>", "<th scope=\"row\">c</th>", "<br>",
        "<a href=\"/a/c/\">", "<a href=\"/a/b/?x=1&amp;y#z\" class=\"d\">", "<a href=\"#e\">", "<a>", "</a>",
        "<a href=\"mailto:a@b.example\">", "<a href=\"//x.example\">", "<!-- -->", "<title>f</title>", "<title>",
        "<script>g</script>", "<script src=\"/a.js\"></script>", "<div data-x>", "</div>", "<a href=\"/x.pdf\">h</a>", "<a href=\"/d//e/\">i</a>",
    ];
}
