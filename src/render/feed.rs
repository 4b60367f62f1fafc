//! What machines read: Atom and JSON feeds, the site map, robots.txt.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::Renderer;
use super::page::ai_label;
use crate::base::UrlPath;
use crate::site::PageId;

/// Entries in a feed.
const NEWEST: usize = 20;

/// Offset of Việt Nam, which has had no summer time since 1975.
const OFFSET: &str = "T00:00:00+07:00";

/// The newest pages of a list as an Atom feed, or the whole site's.
#[must_use]
pub fn atom(renderer: &Renderer<'_>, title: &str, url: &UrlPath, ids: &[PageId]) -> String {
    let absolute = |path: &str| renderer.config.base_url.absolute(path);
    let newest = newest(renderer, ids);
    let updated = newest.iter().map(|id| changed(renderer, *id)).max().unwrap_or_else(|| format!("2026-01-01{OFFSET}"));
    document(|out| {
        out.create_element("feed")
            .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xml:lang", "vi"))
            .write_inner_content(|out| {
                text(out, "id", &absolute(url.as_str()))?;
                text(out, "title", title)?;
                text(out, "updated", &updated)?;
                link(out, "self", &absolute(&format!("{url}feed.xml")))?;
                link(out, "alternate", &absolute(url.as_str()))?;
                out.create_element("author").write_inner_content(|out| text(out, "name", &renderer.config.title))?;
                for id in &newest {
                    let page = renderer.site.page(*id);
                    let front = &page.document.front;
                    let address = absolute(page.url.as_str());
                    out.create_element("entry").write_inner_content(|out| {
                        text(out, "id", &address)?;
                        text(out, "title", &front.title)?;
                        link(out, "alternate", &address)?;
                        text(out, "published", &format!("{}{OFFSET}", page.date))?;
                        text(out, "updated", &changed(renderer, *id))?;
                        let label = ai_label(front.ai);
                        let summary = if label.is_empty() {
                            page.document.summary.clone()
                        } else {
                            format!("{} ({label})", page.document.summary)
                        };
                        text(out, "summary", &summary)?;
                        if let Some((topic, _)) = &front.topic {
                            out.create_element("category").with_attribute(("term", topic.as_str())).write_empty()?;
                        }
                        Ok(())
                    })?;
                }
                Ok(())
            })?;
        Ok(())
    })
}

/// The same as JSON Feed 1.1.
#[must_use]
pub fn json_feed(renderer: &Renderer<'_>, ids: &[PageId]) -> String {
    let absolute = |path: &str| renderer.config.base_url.absolute(path);
    let items: Vec<_> = newest(renderer, ids)
        .into_iter()
        .map(|id| {
            let page = renderer.site.page(id);
            serde_json::json!({
                "id": absolute(page.url.as_str()),
                "url": absolute(page.url.as_str()),
                "title": page.document.front.title,
                "content_text": page.document.summary,
                "date_published": format!("{}{OFFSET}", page.date),
                "tags": page.document.front.tags,
                "_ai": page.document.front.ai,
            })
        })
        .collect();
    let feed = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": renderer.config.title,
        "home_page_url": absolute("/"),
        "feed_url": absolute("/feed.json"),
        "language": renderer.config.language,
        "items": items,
    });
    format!("{feed:#}\n")
}

/// `sitemap.xml`: every page and section with its last change.
#[must_use]
pub fn sitemap(renderer: &Renderer<'_>) -> String {
    let site = renderer.site;
    document(|out| {
        out.create_element("urlset")
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
            .write_inner_content(|out| {
                let sections = site.sections.iter().map(|section| (section.url.as_str(), None));
                let pages = site
                    .pages
                    .iter()
                    .map(|page| (page.url.as_str(), Some(page.document.front.updated.unwrap_or(page.date))));
                for (url, changed) in sections.chain(pages) {
                    out.create_element("url").write_inner_content(|out| {
                        text(out, "loc", &renderer.config.base_url.absolute(url))?;
                        changed.map_or(Ok(()), |day| text(out, "lastmod", &day.to_string()))
                    })?;
                }
                Ok(())
            })?;
        Ok(())
    })
}

/// `robots.txt`: a sample site asks not to be found.
#[must_use]
pub fn robots(renderer: &Renderer<'_>) -> String {
    if renderer.config.sample {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", renderer.config.base_url.absolute("/sitemap.xml"))
}

fn newest(renderer: &Renderer<'_>, ids: &[PageId]) -> Vec<PageId> {
    let mut ids = ids.to_vec();
    ids.sort_by(|a, b| {
        let (a, b) = (renderer.site.page(*a), renderer.site.page(*b));
        b.date.cmp(&a.date).then_with(|| a.url.cmp(&b.url))
    });
    ids.truncate(NEWEST);
    ids
}

fn changed(renderer: &Renderer<'_>, id: PageId) -> String {
    let page = renderer.site.page(id);
    format!("{}{OFFSET}", page.document.front.updated.unwrap_or(page.date))
}

type Xml = Writer<Vec<u8>>;

fn document(write: impl FnOnce(&mut Xml) -> std::io::Result<()>) -> String {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 1);
    let written =
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None))).and_then(|()| write(&mut out));
    debug_assert!(written.is_ok(), "writing into memory does not fail");
    let mut text = String::from_utf8(out.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

fn text(out: &mut Xml, name: &str, value: &str) -> std::io::Result<()> {
    // XML 1.0 has no way to write control characters.
    let value: String = value.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n')).collect();
    out.create_element(name).write_text_content(BytesText::new(&value)).map(drop)
}

fn link(out: &mut Xml, rel: &str, href: &str) -> std::io::Result<()> {
    out.create_element("link").with_attribute(("rel", rel)).with_attribute(("href", href)).write_empty().map(drop)
}
