//! Pages that list other pages: home, sections, taxonomies and their terms; and the two that stand alone.

use std::collections::BTreeMap;

use tera::{Context, Value};

use super::page::trail;
use super::share::{ShareView, card_of_section};
use super::view::{LinkView, MOST, PageNumber, Pager, Summary};
use super::{Lists, Outcome, Renderer};
use crate::base::{UrlPath, sort_key};
use crate::site::{PageId, SectionId, Site, Taxonomy, TaxonomyKind, Term};
use crate::theme::{ListRule, Manifest};

/// For each template that declares lists: a context with them, as `lists.NAME`.
pub(super) fn contexts(site: &Site, manifest: &Manifest, base: &Context) -> BTreeMap<String, Lists> {
    let chosen: BTreeMap<&str, Vec<Summary>> =
        manifest.lists.iter().map(|(name, rule)| (name.as_str(), select(site, rule))).collect();
    let mut contexts = BTreeMap::new();
    for (template, names) in &manifest.templates {
        let wanted: BTreeMap<&str, &Vec<Summary>> = names
            .iter()
            .filter_map(|name| chosen.get_key_value(name.as_str()))
            .map(|(name, list)| (*name, list))
            .collect();
        let mut context = base.clone();
        context.insert("lists", &wanted);
        let urls = wanted.values().flat_map(|list| list.iter()).map(|page| page.url.clone()).collect();
        contexts.insert(template.clone(), Lists { context, urls });
    }
    contexts
}

/// The newest pages that a rule asks for.
fn select(site: &Site, rule: &ListRule) -> Vec<Summary> {
    let wanted = |id: &PageId| {
        let page = site.page(*id);
        let front = &page.document.front;
        let is =
            |wanted: &Option<String>, given: Option<&str>| wanted.as_deref().is_none_or(|wanted| given == Some(wanted));
        let section = site.section(page.section).url.as_str().trim_matches('/');
        is(&rule.kind, Some(front.kind.id()))
            && is(&rule.section, Some(section))
            && is(&rule.topic, front.topic.as_ref().map(|(id, _)| id.as_str()))
    };
    let mut ids: Vec<PageId> = site.listed().filter(wanted).collect();
    ids.sort_by(|a, b| {
        let (a, b) = (site.page(*a), site.page(*b));
        // An emergency stands above everything newer.
        b.document.front.alert.cmp(&a.document.front.alert).then(b.date.cmp(&a.date)).then_with(|| a.url.cmp(&b.url))
    });
    ids.truncate(rule.limit);
    ids.into_iter().map(|id| Summary::of(site, id)).collect()
}

/// Terms on one page of a taxonomy: a site may have thousands of tags.
pub const TERMS_PER_PAGE: usize = MOST;

/// Up to this many pages of a list are all linked from each, so that every page of the site is three clicks from home.
const MOST_NUMBERS: usize = 60;

/// How many pages a list of this many entries has; an empty list has one.
#[must_use]
pub fn pages_of(entries: usize, per_page: usize) -> usize {
    entries.div_ceil(per_page.max(1)).max(1)
}

/// The address of one page of a list: `/a/`, `/a/trang/2/`.
#[must_use]
pub fn numbered(url: &UrlPath, number: usize) -> UrlPath {
    if number == 1 { url.clone() } else { UrlPath::new(format!("{url}trang/{number}/")) }
}

/// The context of one page of a list, with its address.
fn framed(renderer: &Renderer<'_>, template: &str, url: &UrlPath, number: usize) -> Context {
    let url = numbered(url, number);
    let mut context = renderer.framed(template, url.as_str(), &renderer.view.language);
    context.insert("url", &url);
    context
}

fn paged(renderer: &Renderer<'_>, context: &mut Context, url: &UrlPath, ids: &[PageId], number: usize) {
    let per_page = renderer.config.paginate;
    let of = pages_of(ids.len(), per_page);
    let start = (number - 1) * per_page;
    let shown: Vec<Summary> = ids.iter().skip(start).take(per_page).map(|id| Summary::of(renderer.site, *id)).collect();
    context.insert("pages", &shown);
    context.insert("pager", &pager(url, number, of));
}

fn pager(url: &UrlPath, number: usize, of: usize) -> Pager {
    let path = |number: usize| numbered(url, number).to_string();
    let near = |other: &usize| of <= MOST_NUMBERS || *other <= 2 || *other + 1 >= of || other.abs_diff(number) <= 5;
    Pager {
        number,
        of,
        previous: (number > 1).then(|| path(number - 1)),
        next: (number < of).then(|| path(number + 1)),
        first: path(1),
        last: path(of),
        numbers: (1..=of).filter(near).map(|number| PageNumber { number, url: path(number) }).collect(),
    }
}

/// A child of a section as its list shows it.
#[derive(serde::Serialize)]
struct ChildView {
    title: String,
    url: String,
    description: String,
    count: usize,
}

fn children(site: &Site, id: SectionId) -> Vec<ChildView> {
    let child = |id: &SectionId| {
        let section = site.section(*id);
        ChildView {
            title: section.title.clone(),
            url: section.url.to_string(),
            description: section.document.as_ref().map(|document| document.summary.clone()).unwrap_or_default(),
            count: section.pages.len(),
        }
    };
    site.section(id).children.iter().take(MOST).map(child).collect()
}

/// The home page.
///
/// # Errors
/// When a template has a mistake.
pub fn home(renderer: &Renderer<'_>) -> Outcome<Vec<u8>> {
    let (context, _) = section_context(renderer, SectionId(0), 1, "index.html")?;
    renderer.theme.render_bytes("index.html", &context)
}

/// One page of a section's list; numbers count from 1.
///
/// # Errors
/// When a template has a mistake.
pub fn section(renderer: &Renderer<'_>, id: SectionId, number: usize) -> Outcome<Vec<u8>> {
    let (context, template) = section_context(renderer, id, number, "section.html")?;
    renderer.theme.render_bytes(template, &context)
}

fn section_context<'t>(
    renderer: &Renderer<'_>,
    id: SectionId,
    number: usize,
    template: &'t str,
) -> Outcome<(Context, &'t str)> {
    let site = renderer.site;
    let section = site.section(id);
    let content = match &section.document {
        Some(document) if number == 1 => renderer.body(&document.body.body)?,
        _ => String::new(),
    };
    let mut context = framed(renderer, template, &section.url, number);
    context.insert("title", &section.title);
    context.insert("description", &section.document.as_ref().map(|document| &document.front.description));
    let mut way = trail(site, id);
    way.pop();
    context.insert("trail", &way);
    context.insert("children", &children(site, id));
    context.insert("share", &ShareView::of(&card_of_section(site, renderer.config, id)));
    context.insert("feed", &format!("{}feed.xml", section.url));
    context.insert_value("content", Value::safe_string(&content));
    paged(renderer, &mut context, &section.url, &section.pages, number);
    Ok((context, template))
}

/// One page of a term's list.
///
/// # Errors
/// When a template has a mistake.
pub fn term(renderer: &Renderer<'_>, taxonomy: &Taxonomy, term: &Term, number: usize) -> Outcome<Vec<u8>> {
    let mut context = framed(renderer, "term.html", &term.url, number);
    context.insert("title", &term.title);
    context.insert("taxonomy", taxonomy.kind.title());
    context.insert("is_area", &(taxonomy.kind == TaxonomyKind::Area));
    let mut way = trail(renderer.site, SectionId(0));
    way.push(LinkView { title: taxonomy.kind.title().to_owned(), url: taxonomy.url.to_string() });
    context.insert("trail", &way);
    paged(renderer, &mut context, &term.url, &term.pages, number);
    renderer.theme.render_bytes("term.html", &context)
}

/// One page of a taxonomy's terms; numbers count from 1.
///
/// # Errors
/// When a template has a mistake.
pub fn taxonomy(renderer: &Renderer<'_>, taxonomy: &Taxonomy, number: usize) -> Outcome<Vec<u8>> {
    let mut context = framed(renderer, "taxonomy.html", &taxonomy.url, number);
    context.insert("title", taxonomy.kind.title());
    context.insert("trail", &trail(renderer.site, SectionId(0)));
    let child = |term: &Term| ChildView {
        title: term.title.clone(),
        url: term.url.to_string(),
        description: String::new(),
        count: term.pages.len(),
    };
    let mut terms: Vec<&Term> = taxonomy.terms.iter().collect();
    if taxonomy.kind == TaxonomyKind::Tag {
        // Topics, audiences and areas have an order of the ward's own.
        terms.sort_by_cached_key(|term| sort_key(&term.title));
    }
    let shown = terms.into_iter().skip((number - 1) * TERMS_PER_PAGE).take(TERMS_PER_PAGE);
    context.insert("children", &shown.map(child).collect::<Vec<_>>());
    context.insert("pager", &pager(&taxonomy.url, number, pages_of(taxonomy.terms.len(), TERMS_PER_PAGE)));
    renderer.theme.render_bytes("taxonomy.html", &context)
}

/// `404.html`.
///
/// # Errors
/// When a template has a mistake.
pub fn not_found(renderer: &Renderer<'_>) -> Outcome<Vec<u8>> {
    let mut context = framed(renderer, "404.html", &UrlPath::new("/404.html"), 1);
    context.insert("title", "Không tìm thấy trang");
    context.insert("trail", &trail(renderer.site, SectionId(0)));
    renderer.theme.render_bytes("404.html", &context)
}

/// A page at an old address that leads to the new one.
///
/// # Errors
/// When a template has a mistake.
pub fn redirect(renderer: &Renderer<'_>, to: PageId) -> Outcome<Vec<u8>> {
    let mut context = renderer.context("redirect.html");
    context.insert("to", &Summary::of(renderer.site, to));
    renderer.theme.render_bytes("redirect.html", &context)
}
