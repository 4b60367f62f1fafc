//! What machines read: Atom and JSON feeds, the site map, robots.txt.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::Renderer;
use super::copy::block_text;
use super::page::ai_label;
use crate::base::UrlPath;
use crate::markdown::Audience;
use crate::site::{Own, Page, PageId};

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
            let front = &page.document.front;
            serde_json::json!({
                "id": absolute(page.url.as_str()),
                "url": absolute(page.url.as_str()),
                "title": front.title,
                "summary": page.document.summary,
                "content_text": words(page),
                "date_published": format!("{}{OFFSET}", page.date),
                "date_modified": changed(renderer, id),
                "tags": front.tags,
                "_loa": {
                    "kind": front.kind.id(),
                    "topic": front.topic.as_ref().map(|(id, _)| id),
                    "ai": front.ai,
                    "copy": absolute(&format!("{}index.json", page.url)),
                },
            })
        })
        .collect();
    let feed = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": renderer.config.title,
        "home_page_url": absolute("/"),
        "feed_url": absolute("/feed.json"),
        "language": renderer.config.language,
        "authors": [{ "name": renderer.config.title, "url": absolute("/") }],
        "items": items,
    });
    format!("{feed:#}\n")
}

/// What a page says to readers, a paragraph after another.
fn words(page: &Page) -> String {
    let shown = page.document.body.blocks.iter().filter(|block| block.audience != Audience::Listeners);
    let text: Vec<String> = shown.map(block_text).filter(|text| !text.trim().is_empty()).collect();
    text.join("\n\n")
}

/// `sitemap.xml`: every page and section with its last change and its versions in other languages.
#[must_use]
pub fn sitemap(renderer: &Renderer<'_>) -> String {
    let site = renderer.site;
    document(|out| {
        out.create_element("urlset")
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
            .with_attribute(("xmlns:xhtml", "http://www.w3.org/1999/xhtml"))
            .write_inner_content(|out| {
                let absolute = |path: &str| renderer.config.base_url.absolute(path);
                let sections = site.sections.iter().map(|section| section.url.as_str());
                let airs = !renderer.made.airing.is_empty();
                let own = Own::linked(airs).filter(|own| !own.is_written(site)).map(Own::url);
                for url in sections.map(str::to_owned).chain(own.map(str::to_owned)) {
                    out.create_element("url").write_inner_content(|out| text(out, "loc", &absolute(&url)))?;
                }
                let outdated = |page: &&Page| page.expired || page.document.front.withdrawn.is_some();
                for page in site.pages.iter().filter(|page| !outdated(page)) {
                    out.create_element("url").write_inner_content(|out| {
                        text(out, "loc", &absolute(page.url.as_str()))?;
                        text(out, "lastmod", &page.document.front.updated.unwrap_or(page.date).to_string())?;
                        // Each version names all, itself too.
                        let others = page.translations.iter().map(|id| site.page(*id)).filter(|other| !outdated(other));
                        let versions: Vec<&Page> = std::iter::once(page).chain(others).collect();
                        for version in versions.iter().filter(|_| versions.len() > 1) {
                            out.create_element("xhtml:link")
                                .with_attribute(("rel", "alternate"))
                                .with_attribute(("hreflang", version.lang.as_str()))
                                .with_attribute(("href", absolute(version.url.as_str()).as_str()))
                                .write_empty()?;
                        }
                        Ok(())
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
