//! The portal as data: a sorted list of every file and how it is made.

use crate::config::Config;
use crate::render::{numbered, pages_of};
use crate::site::{PageId, SectionId, Site, alias_path};

/// One file of the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Below `portal/`, with `/`.
    pub path: String,
    pub recipe: Recipe,
}

/// How a file is made. Numbers of list pages count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipe {
    Home,
    Page(PageId),
    PageJson(PageId),
    Section(SectionId, usize),
    Taxonomy(usize),
    Term(usize, usize, usize),
    Alias(PageId),
    NotFound,
    Atom(SectionId),
    JsonFeed,
    Sitemap,
    Robots,
    /// A file of the theme, by its name there.
    Static(String),
    /// A file from `content/`, as it is.
    Asset(String),
}

/// Everything the portal consists of, sorted by path.
///
/// What is not listed is not published; a file that leaves this list leaves the output folder.
#[must_use]
pub fn plan(site: &Site, config: &Config) -> Vec<Output> {
    let mut outputs = Vec::new();
    let mut add = |path: &str, recipe| outputs.push(Output { path: path.trim_start_matches('/').to_owned(), recipe });
    for (at, section) in site.sections.iter().enumerate() {
        let id = SectionId(u32::try_from(at).unwrap_or(u32::MAX));
        add(&format!("{}feed.xml", section.url), Recipe::Atom(id));
        if at == 0 {
            add("index.html", Recipe::Home);
            continue;
        }
        if section.document.is_none() && site.pages.iter().any(|page| page.url == section.url) {
            // `a/index.md` speaks for its folder.
            continue;
        }
        for number in 1..=pages_of(section.pages.len(), config.paginate) {
            add(&numbered(&section.url, number).index_file(), Recipe::Section(id, number));
        }
    }
    for id in site.page_ids() {
        let page = site.page(id);
        add(&page.url.index_file(), Recipe::Page(id));
        add(&format!("{}index.json", page.url), Recipe::PageJson(id));
        for (alias, _) in &page.document.front.aliases {
            if let Some(path) = alias_path(alias) {
                let file = if path.ends_with('/') { format!("{path}index.html") } else { path };
                add(&file, Recipe::Alias(id));
            }
        }
    }
    for (t, taxonomy) in site.taxonomies.iter().enumerate() {
        add(&taxonomy.url.index_file(), Recipe::Taxonomy(t));
        for (at, term) in taxonomy.terms.iter().enumerate() {
            for number in 1..=pages_of(term.pages.len(), config.paginate) {
                add(&numbered(&term.url, number).index_file(), Recipe::Term(t, at, number));
            }
        }
    }
    for path in &site.registers.statics {
        add(path, Recipe::Static(path.clone()));
    }
    for file in &site.registers.assets {
        add(file, Recipe::Asset(file.clone()));
    }
    add("404.html", Recipe::NotFound);
    add("feed.json", Recipe::JsonFeed);
    add("sitemap.xml", Recipe::Sitemap);
    add("robots.txt", Recipe::Robots);
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    outputs
}
