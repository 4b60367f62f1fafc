//! Citations as links: the first of each document in a section leads to the page about it; and who cites a document.

use std::collections::BTreeSet;

use super::outward::tag;
use super::view::LinkView;
use crate::law::Memory;
use crate::site::{PageId, Site};

/// The longest list of pages that cite a document: a view is bounded.
const LONGEST: usize = 100;

/// Elements whose words are left alone: no link within a link, none in headings and code.
const CLOSED: [&str; 12] = ["a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "button", "script", "style"];

/// The HTML of a body with the first citation of each document in each section linked to the site's page about it.
#[must_use]
pub(super) fn linked(site: &Site, id: PageId, html: String) -> String {
    if !site.has_law_pages() {
        return html;
    }
    let citations = site.citations();
    let target = |row: usize| citations.page_of(row).filter(|page| *page != id);
    let cited = citations.pages.get(id.0 as usize);
    if !cited.is_some_and(|cited| cited.iter().any(|one| one.citation.law.and_then(target).is_some())) {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 256);
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    let mut memory = Memory::default();
    let mut closed = 0_usize;
    let mut rest = html.as_str();
    while !rest.is_empty() {
        let text = &rest[..rest.find('<').unwrap_or(rest.len())];
        let mut done = 0;
        for citation in citations.finder.find(if closed == 0 { text } else { "" }, &mut memory) {
            let Some((row, page)) = citation.law.and_then(|row| Some((row, target(row)?))) else { continue };
            if !citation.direct || citation.range.start < done || !seen.insert(row) {
                continue;
            }
            out.push_str(&text[done..citation.range.start]);
            let words = &text[citation.range.clone()];
            out.push_str(&format!("<a class=\"cites\" href=\"{}\">{words}</a>", site.page(page).url));
            done = citation.range.end;
        }
        out.push_str(&text[done..]);
        rest = &rest[text.len()..];
        let tag = &rest[..tag(rest.as_bytes())];
        let name = tag.trim_start_matches(['<', '/']);
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if CLOSED.contains(&name) {
            if tag.starts_with("</") {
                closed = closed.saturating_sub(1);
            } else {
                closed += 1;
                // A heading begins a section.
                if name.starts_with('h') {
                    seen.clear();
                }
            }
        }
        out.push_str(tag);
        rest = &rest[tag.len()..];
    }
    out
}

/// The pages that cite the document that a page is about, newest first.
#[must_use]
pub(super) fn cited_by(site: &Site, id: PageId) -> Vec<LinkView> {
    let Some((law, _)) = &site.page(id).document.front.law.id else { return Vec::new() };
    let citations = site.citations();
    let Some(row) = citations.finder.row(law) else { return Vec::new() };
    let pages = citations.cited_by(row).iter().filter(|page| **page != id).take(LONGEST);
    pages
        .map(|page| LinkView {
            title: site.page(*page).document.front.title.clone(),
            url: site.page(*page).url.to_string(),
        })
        .collect()
}
