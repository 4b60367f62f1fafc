//! Documents become a site: who is published today, under which address, in which order, next to whom.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::taxonomy::taxonomies;
use super::{Addresses, Own, Page, PageId, Place, Section, SectionId, Site};
use crate::base::{Date, SourcePath, UrlPath, slug};
use crate::config::{Config, Contact};
use crate::content::{Document, Role};
use crate::diag::{Diagnostic, codes};
use crate::law::Law;
use crate::media::Catalog;
use crate::plans::Plan;
use crate::say;
use crate::web::Watch;

/// What pages refer to by id.
#[derive(Debug, Clone, Default)]
pub struct Registers {
    pub contacts: Vec<Contact>,
    /// Words whose reading the site gives itself: everyone in the ward knows them.
    pub words: BTreeSet<String>,
    pub laws: Vec<Law>,
    /// Plans by the name of their file below `content/_data/plans/`.
    pub plans: BTreeMap<String, Plan>,
    /// Files below `content/` that are no pages, and are published as they are.
    pub assets: BTreeSet<String>,
    /// `loa.toml` and files below `content/` that could not be read: what refers to them is not a mistake of its own.
    pub unreadable: BTreeSet<String>,
    /// Where each file of the theme is published: `style.css`, `/static/style.1a2b3c4d.css`.
    pub statics: BTreeMap<String, String>,
    /// What is known of the assets; empty until a build or a check has looked at them.
    pub media: Catalog,
    /// Addresses that must never be links, and official ones.
    pub watch: Watch,
}

/// Builds the site of one day; `drafts` shows drafts and pages of later days too. `documents` may come in any order:
/// what depends on order is sorted here.
#[must_use]
pub fn resolve(
    documents: &[Arc<Document>],
    registers: Registers,
    config: &Config,
    today: Date,
    drafts: bool,
) -> (Site, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut registers = registers;
    registers.watch.add_official(config.base_url.host());
    let mut unpublished = BTreeSet::new();
    let mut sections = Sections::new(config);
    let mut chosen: Vec<&Arc<Document>> = Vec::new();
    for document in documents {
        for marked in &document.body.dangers {
            registers.watch.add_hostile(marked, document.path.as_str());
        }
        let front = &document.front;
        if document.role == Role::Section {
            sections.add(document);
        } else if !drafts && (front.draft || front.date.is_some_and(|date| date > today)) {
            unpublished.insert(below_content(&document.path).to_owned());
        } else {
            chosen.push(document);
        }
    }
    chosen.sort_by(|a, b| {
        let key = |document: &Document| (document.front.weight, Reverse(document.front.date));
        key(a).cmp(&key(b)).then_with(|| a.path.cmp(&b.path))
    });
    let mut pages: Vec<Page> = Vec::with_capacity(chosen.len());
    for document in chosen {
        pages.push(page(document, &mut sections, today, &mut problems));
    }
    let sections = sections.finish();
    let mut site = Site {
        today,
        pages,
        sections: Arc::new(sections),
        taxonomies: Arc::default(),
        by_file: Arc::default(),
        unpublished: Arc::new(unpublished),
        addresses: Arc::default(),
        registers: Arc::new(registers),
        law_pages: false,
        citations: std::sync::OnceLock::new(),
    };
    relate(&mut site, config);
    site.law_pages = site.pages.iter().any(|page| page.document.front.law.id.is_some());
    bad_aliases(&site.pages, &mut problems);
    site.addresses = Arc::new(addresses(&site));
    (site, problems)
}

fn page(document: &Arc<Document>, sections: &mut Sections, today: Date, problems: &mut Vec<Diagnostic>) -> Page {
    let file = below_content(&document.path);
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let stem = without_ending(name);
    let (stem, lang) = match stem.rsplit_once('.') {
        Some((stem, lang @ "en")) => (stem, lang),
        _ => (stem, "vi"),
    };
    let lang = if document.front.lang.is_empty() { lang } else { &document.front.lang };
    // `a/b/index.md` is the page `/a/b/`.
    let (folder, stem) = match (stem, folder.rsplit_once('/')) {
        ("index", Some((outer, inner))) => (outer, inner),
        ("index", None) if !folder.is_empty() => ("", folder),
        _ => (folder, stem),
    };
    let section = sections.of(folder);
    let mut last = slug(stem);
    if let Some((wanted, span)) = &document.front.slug {
        if slug(wanted) == *wanted {
            last.clone_from(wanted);
        } else {
            let good = slug(wanted);
            let message = say!("`slug` chỉ gồm chữ thường không dấu, số và gạch nối: `{wanted}`"; "`slug` has lower-case letters, digits and hyphens only: `{wanted}`");
            let problem = Diagnostic::new(&codes::BAD_ADDRESS, message).at(&document.path, span.clone());
            problems.push(problem.hint(say!("viết `{good}`"; "write `{good}`")));
        }
    }
    if last.is_empty() {
        let message = say!("tên tệp không cho ra địa chỉ nào"; "the file's name makes no address");
        let problem = Diagnostic::new(&codes::BAD_ADDRESS, message).in_file(&document.path);
        problems.push(problem.hint(say!("đặt tên tệp bằng chữ và số, hoặc thêm `slug`"; "name the file in letters and digits, or add a `slug`")));
        "trang".clone_into(&mut last);
    }
    let prefix = if lang == "vi" { String::new() } else { format!("/{lang}") };
    let url = UrlPath::new(format!("{prefix}{}{last}/", sections.list[section.0 as usize].url));
    let date = document.front.date.unwrap_or(today);
    Page {
        document: Arc::clone(document),
        url,
        section,
        date,
        expired: document.front.expires.is_some_and(|last_day| last_day < today),
        lang: lang.to_owned(),
        translations: Vec::new(),
        newer: None,
        older: None,
    }
}

/// Neighbours, members of sections and terms, other languages.
fn relate(site: &mut Site, config: &Config) {
    let ids: Vec<PageId> = site.page_ids().collect();
    let mut by_file = BTreeMap::new();
    let mut versions: BTreeMap<(SectionId, String), Vec<PageId>> = BTreeMap::new();
    for id in &ids {
        let page = site.page(*id);
        let file = below_content(&page.document.path).to_owned();
        let name = without_ending(&file);
        let name = name.strip_suffix(".en").unwrap_or(name).to_owned();
        versions.entry((page.section, name)).or_default().push(*id);
        by_file.insert(file, Place::Page(*id));
    }
    for versions in versions.values().filter(|versions| versions.len() > 1) {
        for id in versions {
            site.pages[id.0 as usize].translations = versions.iter().copied().filter(|other| other != id).collect();
        }
    }
    for (at, section) in site.sections.iter().enumerate() {
        if let Some(document) = &section.document {
            let id = SectionId(u32::try_from(at).unwrap_or(u32::MAX));
            by_file.insert(below_content(&document.path).to_owned(), Place::Section(id));
        }
    }
    site.by_file = Arc::new(by_file);
    let listed: Vec<PageId> = site.listed().collect();
    let sections = Arc::make_mut(&mut site.sections);
    for id in &listed {
        let section = site.pages[id.0 as usize].section;
        sections[section.0 as usize].pages.push(*id);
    }
    for at in 0..site.sections.len() {
        let mut by_date = site.sections[at].pages.clone();
        by_date.sort_by(|a, b| {
            let (a, b) = (site.page(*a), site.page(*b));
            b.date.cmp(&a.date).then_with(|| a.document.path.cmp(&b.document.path))
        });
        for pair in by_date.windows(2) {
            site.pages[pair[0].0 as usize].older = Some(pair[1]);
            site.pages[pair[1].0 as usize].newer = Some(pair[0]);
        }
    }
    site.taxonomies = Arc::new(taxonomies(config, &site.pages, &listed));
}

/// Notes every address, for links; whether two files want the same one is told from the list of outputs.
fn addresses(site: &Site) -> Addresses {
    let mut addresses = Addresses::default();
    for fixed in ["/404.html", "/sitemap.xml", "/robots.txt", "/feed.xml", "/feed.json"] {
        addresses.add(fixed);
    }
    Own::ALL.iter().for_each(|own| addresses.add(own.url()));
    for taxonomy in site.taxonomies.iter() {
        addresses.add(taxonomy.url.as_str());
        taxonomy.terms.iter().for_each(|term| addresses.add(term.url.as_str()));
    }
    for section in site.sections.iter() {
        addresses.add(section.url.as_str());
        addresses.add(&format!("{}feed.xml", section.url));
    }
    for page in &site.pages {
        addresses.add(page.url.as_str());
        page.document
            .front
            .aliases
            .iter()
            .filter_map(|(alias, _)| alias_path(alias))
            .for_each(|path| addresses.add(&path));
    }
    for file in &site.registers.assets {
        addresses.add(&format!("/{file}"));
    }
    site.registers.statics.values().for_each(|path| addresses.add(path));
    addresses
}

/// Old addresses that cannot be.
fn bad_aliases(pages: &[Page], problems: &mut Vec<Diagnostic>) {
    for page in pages {
        for (alias, span) in page.document.front.aliases.iter().filter(|(alias, _)| alias_path(alias).is_none()) {
            let message = say!("địa chỉ cũ không hợp lệ: `{alias}`"; "an alias that cannot be: `{alias}`");
            let problem = Diagnostic::new(&codes::BAD_ADDRESS, message).at(&page.document.path, span.clone());
            problems.push(problem.hint(say!("viết dạng \"/muc-cu/bai-cu/\""; "write it as \"/old/page/\"")));
        }
    }
}

/// An old address as a path of this site, `/a/b/` or `/a/b.html`; `None` when it would leave the site.
#[must_use]
pub(crate) fn alias_path(alias: &str) -> Option<String> {
    let path = alias.trim().trim_start_matches('/').trim_end_matches('/');
    let safe = |part: &str| {
        !part.is_empty()
            && part != "."
            && part != ".."
            && !part.starts_with('.')
            && !part.contains(['\\', ':', '?', '#', '*', '"', '<', '>', '|'])
    };
    if !path.split('/').all(safe) || path.chars().any(char::is_control) {
        return None;
    }
    let is_file = std::path::Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("html"));
    Some(if is_file { format!("/{path}") } else { format!("/{path}/") })
}

/// The name without `.md`, in either case.
fn without_ending(name: &str) -> &str {
    name.len()
        .checked_sub(3)
        .filter(|at| name.get(*at..).is_some_and(|end| end.eq_ignore_ascii_case(".md")))
        .map_or(name, |at| &name[..at])
}

/// `a/b.md` for `content/a/b.md`.
pub(crate) fn below_content(path: &SourcePath) -> &str {
    path.as_str().strip_prefix("content/").unwrap_or(path.as_str())
}

/// Sections by folder, made when first needed.
struct Sections {
    list: Vec<Section>,
    by_folder: BTreeMap<String, SectionId>,
}

impl Sections {
    fn new(config: &Config) -> Self {
        let home = Section {
            document: None,
            url: UrlPath::new("/"),
            title: config.title.clone(),
            parent: None,
            children: Vec::new(),
            pages: Vec::new(),
        };
        Self { list: vec![home], by_folder: BTreeMap::from([(String::new(), SectionId(0))]) }
    }

    fn of(&mut self, folder: &str) -> SectionId {
        if let Some(id) = self.by_folder.get(folder) {
            return *id;
        }
        let (outer, name) = folder.rsplit_once('/').unwrap_or(("", folder));
        let parent = self.of(outer);
        let part = slug(name);
        let part = if part.is_empty() { "muc".to_owned() } else { part };
        let id = SectionId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.list.push(Section {
            document: None,
            url: UrlPath::new(format!("{}{part}/", self.list[parent.0 as usize].url)),
            title: name.to_owned(),
            parent: Some(parent),
            children: Vec::new(),
            pages: Vec::new(),
        });
        self.by_folder.insert(folder.to_owned(), id);
        id
    }

    fn add(&mut self, document: &Arc<Document>) {
        let folder = below_content(&document.path).rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let id = self.of(&folder);
        let section = &mut self.list[id.0 as usize];
        if !document.front.title.is_empty() {
            section.title.clone_from(&document.front.title);
        }
        section.document = Some(Arc::clone(document));
    }

    fn finish(mut self) -> Vec<Section> {
        for at in 1..self.list.len() {
            let id = SectionId(u32::try_from(at).unwrap_or(u32::MAX));
            if let Some(parent) = self.list[at].parent {
                self.list[parent.0 as usize].children.push(id);
            }
        }
        let order: Vec<(i64, String)> = self
            .list
            .iter()
            .map(|section| {
                (section.document.as_ref().map_or(0, |document| document.front.weight), section.url.to_string())
            })
            .collect();
        for section in &mut self.list {
            section.children.sort_by(|a, b| order[a.0 as usize].cmp(&order[b.0 as usize]));
        }
        self.list
    }
}
