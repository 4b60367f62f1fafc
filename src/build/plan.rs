//! The portal as data: a sorted list of every file and how it is made.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::base::SourcePath;
use crate::config::Config;
use crate::diag::{Diagnostic, codes};
use crate::media::{Card, Rendition};
use crate::render::{CALENDAR, Made, TERMS_PER_PAGE, card_path, cards, numbered, pages_of, parted};
use crate::say;
use crate::site::{Own, PageId, SectionId, Site, alias_path};

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
    Taxonomy(usize, usize),
    Term(usize, usize, usize),
    Alias(PageId),
    NotFound,
    Atom(SectionId),
    JsonFeed,
    Sitemap,
    Robots,
    Headers,
    /// A page of Loa's own.
    Own(Own),
    /// One leaf of the list from A to Z.
    Leaf(usize),
    /// What is read of a page on air.
    Transcript(PageId),
    /// The calendar of the programmes.
    Calendar,
    /// A shard of the index of the search.
    Index(usize),
    /// A machine's reading, by its file under `dist/radio`.
    Sound(String),
    /// A file of the theme, by its name there.
    Static(String),
    /// A file from `content/`; a picture without what a camera adds.
    Asset(String),
    /// A lighter version of a picture from `content/`.
    Rendition(String, Rendition),
    /// The picture of a shared link.
    Card(Card),
    Manifest,
}

/// Everything the portal consists of, sorted by path.
///
/// What is not listed is not published; a file that leaves this list leaves the output folder.
#[must_use]
pub fn plan(site: &Site, config: &Config, made: &Made) -> Vec<Output> {
    planned_with(&lasting(site, config), site, config, made)
}

/// The outputs that are the same whatever pages say and are called, sorted by path.
#[must_use]
pub(super) fn lasting(site: &Site, config: &Config) -> Vec<Output> {
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
        for number in 1..=pages_of(taxonomy.terms.len(), TERMS_PER_PAGE) {
            add(&numbered(&taxonomy.url, number).index_file(), Recipe::Taxonomy(t, number));
        }
        for (at, term) in taxonomy.terms.iter().enumerate() {
            for number in 1..=pages_of(term.pages.len(), config.paginate) {
                add(&numbered(&term.url, number).index_file(), Recipe::Term(t, at, number));
            }
        }
    }
    for (name, path) in &site.registers.statics {
        add(path, Recipe::Static(name.clone()));
    }
    for file in &site.registers.assets {
        add(file, Recipe::Asset(file.clone()));
    }
    add("manifest.webmanifest", Recipe::Manifest);
    for own in Own::ALL.into_iter().filter(|own| !own.is_written(site)) {
        add(&format!("{}index.html", own.url()), Recipe::Own(own));
    }
    add("404.html", Recipe::NotFound);
    add("feed.json", Recipe::JsonFeed);
    add("sitemap.xml", Recipe::Sitemap);
    add("robots.txt", Recipe::Robots);
    add("_headers", Recipe::Headers);
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    outputs
}

/// All outputs: the lasting ones, and those that follow from pictures, from titles and from what was made of all pages.
#[must_use]
pub(super) fn planned_with(lasting: &[Output], site: &Site, config: &Config, made: &Made) -> Vec<Output> {
    let mut outputs = lasting.to_vec();
    let mut add = |path: &str, recipe| outputs.push(Output { path: path.trim_start_matches('/').to_owned(), recipe });
    let mut seen = BTreeSet::new();
    for (file, one) in site.registers.media.renditions() {
        // The same picture under two names is one.
        if seen.insert(&one.path) {
            add(&one.path, Recipe::Rendition(file.to_owned(), one.clone()));
        }
    }
    for card in cards(site, config) {
        add(&card_path(&card), Recipe::Card(card));
    }
    // What somebody wrote at such an address is there already, and stays.
    let mut add_beside = |path: &str, recipe| {
        if !site.addresses.has(path) {
            add(path, recipe);
        }
    };
    add_beside(&format!("{}{CALENDAR}", Own::Programmes.url()), Recipe::Calendar);
    for (at, leaf) in made.alphabet.iter().enumerate().filter(|_| parted(&made.alphabet)) {
        add_beside(&format!("{}index.html", leaf.url), Recipe::Leaf(at));
    }
    for (at, shard) in made.shards.iter().enumerate() {
        add_beside(&shard.url, Recipe::Index(at));
    }
    for page in made.airing.pages.keys() {
        if let Some(url) = made.airing.transcript_of(site, *page) {
            add_beside(&format!("{url}index.html"), Recipe::Transcript(*page));
        }
    }
    for sound in made.airing.sounds() {
        add_beside(&sound.url, Recipe::Sound(sound.file.clone()));
    }
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    outputs
}

/// Outputs that want the same file, differ in case alone (Windows and macOS do not tell case apart), or want a file
/// where another wants a folder. One of the two would silently be lost.
#[must_use]
pub fn conflicts(site: &Site, outputs: &[Output]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if all_apart(outputs) {
        return problems;
    }
    let mut owners: BTreeMap<String, &Output> = BTreeMap::new();
    for output in outputs {
        let key = output.path.to_lowercase();
        match owners.get(&key) {
            // The data beside a page follows its page, which has a message already.
            Some(_) if matches!(output.recipe, Recipe::PageJson(_)) => {}
            // A folder named as a taxonomy is: its pages have messages of their own.
            Some(first) if owner(site, first).is_none() && owner(site, output).is_none() => {}
            Some(first) => problems.push(conflict(site, first, output)),
            None => drop(owners.insert(key, output)),
        }
    }
    for (path, output) in &owners {
        for file in folders(path).filter_map(|folder| owners.get(folder)) {
            problems.push(conflict(site, file, output));
        }
    }
    let mut told = Vec::new();
    problems.retain(|problem| {
        let fresh = !told.contains(&problem.place);
        told.push(problem.place.clone());
        fresh
    });
    problems
}

/// Whether no two outputs, which are sorted, can want the same place: so it is on nearly every site.
fn all_apart(outputs: &[Output]) -> bool {
    let is_file = |path: &str| outputs.binary_search_by(|output| output.path.as_str().cmp(path)).is_ok();
    let mut last = "";
    outputs.windows(2).all(|pair| pair[0].path != pair[1].path)
        && outputs.iter().all(|Output { path, .. }| {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let known = std::mem::replace(&mut last, folder) == folder;
            let plain = path.is_ascii() && !path.bytes().any(|byte| byte.is_ascii_uppercase());
            plain && (known || !folders(path).any(is_file))
        })
}

/// The folders around a file, the outermost first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

fn conflict(site: &Site, first: &Output, second: &Output) -> Diagnostic {
    // The message stands where the address was chosen most freely, and names the other.
    let (mut mine, mut other) = (first, second);
    let freedom = |output: &Output| match output.recipe {
        Recipe::Alias(_) => 2,
        Recipe::Page(_) | Recipe::PageJson(_) | Recipe::Asset(_) => 1,
        _ => 0,
    };
    let key = |output: &Output| (freedom(output), owner(site, output).map(|(path, _)| path));
    if key(other) > key(mine) {
        std::mem::swap(&mut mine, &mut other);
    }
    let (mine, other) = (owner(site, mine), owner(site, other));
    let address = format!("/{}", first.path.strip_suffix("index.html").unwrap_or(&first.path));
    let other = other.map_or_else(|| "Loa".to_owned(), |(path, _)| path.to_string());
    let message = if first.path == second.path {
        say!("địa chỉ `{address}` đã có chủ: {other}"; "the address `{address}` is taken: {other}")
    } else if first.path.to_lowercase() == second.path.to_lowercase() {
        let second = &second.path;
        say!("`{address}` và `/{second}` chỉ khác nhau ở chữ hoa, chữ thường: {other}"; "`{address}` and `/{second}` differ in case alone: {other}")
    } else {
        let second = &second.path;
        say!("`{address}` và `/{second}` không thể cùng có trên đĩa: {other}"; "`{address}` and `/{second}` cannot both be on a disk: {other}")
    };
    let hint = say!("đổi tên một tệp, hoặc đặt `slug` khác"; "rename one file, or give it another `slug`");
    let diagnostic = Diagnostic::new(&codes::DUPLICATE_ADDRESS, message).hint(hint);
    match mine {
        Some((path, span)) => diagnostic.at(&path, span),
        None => diagnostic,
    }
}

/// The source file behind an output, and where in it the address is decided.
pub(super) fn owner(site: &Site, output: &Output) -> Option<(SourcePath, Range<u32>)> {
    let page = |id: PageId| &site.page(id).document;
    match &output.recipe {
        Recipe::Page(id) | Recipe::PageJson(id) => {
            let document = page(*id);
            let span = document.front.slug.as_ref().map_or(0..1, |(_, span)| span.clone());
            Some((document.path.clone(), span))
        }
        Recipe::Alias(id) => {
            let document = page(*id);
            let wanted =
                |alias: &str| alias_path(alias).is_some_and(|path| output.path.starts_with(path.trim_matches('/')));
            let span =
                document.front.aliases.iter().find(|(alias, _)| wanted(alias)).map_or(0..1, |(_, span)| span.clone());
            Some((document.path.clone(), span))
        }
        Recipe::Section(id, _) => site.section(*id).document.as_ref().map(|document| (document.path.clone(), 0..1)),
        Recipe::Asset(file) => Some((SourcePath::new(format!("content/{file}")), 0..1)),
        _ => None,
    }
}
