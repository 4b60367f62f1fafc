//! Which outputs a check renders to find the mistakes of templates.
//!
//! Of a site with templates or directives of its own everything is rendered that a template has a part in: such a template
//! may do anything with any value. The built-in theme asks only whether values are there and which of a few words they
//! are; so of its pages one of each shape is rendered, every directive with every set of arguments, and of its lists one
//! for each shape of what they hold. What no template makes (feeds, data, the index of the search) cannot fail.

use std::collections::BTreeSet;

use super::plan::{Output, Recipe};
use crate::content::{Ai, Alert, FrontMatter, Guide, Kind, Notice, Warning};
use crate::markdown::Call;
use crate::render::{Renderer, TERMS_PER_PAGE, pages_of};
use crate::site::{Page, PageId, Site};

/// The outputs to render, in their order.
pub(super) fn to_render<'o>(renderer: &Renderer<'_>, outputs: &'o [Output]) -> Vec<&'o Output> {
    let made_by_templates = outputs.iter().filter(|output| has_template(&output.recipe));
    if renderer.theme.is_own {
        return made_by_templates.collect();
    }
    let mut seen =
        Seen { renderer, site: renderer.site, pages: BTreeSet::new(), calls: BTreeSet::new(), lists: BTreeSet::new() };
    made_by_templates.filter(|output| seen.is_new(&output.recipe)).collect()
}

fn has_template(recipe: &Recipe) -> bool {
    match recipe {
        Recipe::Home
        | Recipe::Page(_)
        | Recipe::Section(..)
        | Recipe::Taxonomy(..)
        | Recipe::Term(..)
        | Recipe::Alias(_)
        | Recipe::NotFound
        | Recipe::Own(_)
        | Recipe::Leaf(_)
        | Recipe::Transcript(_) => true,
        Recipe::PageJson(_)
        | Recipe::Atom(_)
        | Recipe::JsonFeed
        | Recipe::Sitemap
        | Recipe::Robots
        | Recipe::Headers
        | Recipe::Calendar
        | Recipe::Index(_)
        | Recipe::Sound(_)
        | Recipe::Static(_)
        | Recipe::Asset(_)
        | Recipe::Rendition(..)
        | Recipe::Card(_)
        | Recipe::Manifest => false,
    }
}

/// What was chosen so far.
struct Seen<'s> {
    renderer: &'s Renderer<'s>,
    site: &'s Site,
    pages: BTreeSet<Shape>,
    calls: BTreeSet<(&'s str, Vec<(&'s str, &'s str)>)>,
    lists: BTreeSet<(&'static str, Vec<bool>, Entry)>,
}

/// What a page is as templates tell pages apart: its kind, its language, and what it has.
type Shape = (Kind, String, Option<Alert>, Vec<bool>);

/// A page as a list shows it.
type Entry = Option<(Kind, Option<Alert>, bool, [bool; 4])>;

impl<'s> Seen<'s> {
    fn is_new(&mut self, recipe: &Recipe) -> bool {
        let site = self.site;
        let per_page = self.renderer.config.paginate;
        match recipe {
            Recipe::Page(id) => self.is_new_page(*id),
            Recipe::Section(id, number) => {
                let section = site.section(*id);
                let more = [
                    section.children.is_empty(),
                    section.document.as_ref().is_some_and(|document| document.front.description.is_empty()),
                    section.document.as_ref().is_some_and(|document| document.body.blocks.is_empty()),
                    section.parent.is_some_and(|parent| parent.0 > 0),
                ];
                let calls = section.document.iter().any(|document| self.has_new_call(&document.body.calls));
                self.is_new_list("section", &section.pages, *number, per_page, &more) || calls
            }
            Recipe::Taxonomy(at, number) => {
                let terms = &site.taxonomies[*at].terms;
                let of = pages_of(terms.len(), TERMS_PER_PAGE);
                let shown = terms.iter().skip((number - 1) * TERMS_PER_PAGE).take(TERMS_PER_PAGE);
                let empty = shown.filter(|term| term.pages.is_empty()).count();
                self.lists.insert((
                    "taxonomy",
                    vec![terms.is_empty(), empty > 0, *number > 1, *number < of, of > 1, of > 60],
                    None,
                ))
            }
            Recipe::Term(at, term, number) => {
                let taxonomy = &site.taxonomies[*at];
                let kind = [taxonomy.kind == crate::site::TaxonomyKind::Area];
                self.is_new_list("term", &taxonomy.terms[*term].pages, *number, per_page, &kind)
            }
            Recipe::Alias(id) => {
                let entry = entry(site.page(*id));
                self.lists.insert(("alias", Vec::new(), Some(entry)))
            }
            _ => true,
        }
    }

    /// A page of a list: with an entry of a new shape, or itself of a new shape.
    fn is_new_list(
        &mut self,
        list: &'static str,
        ids: &[PageId],
        number: usize,
        per_page: usize,
        more: &[bool],
    ) -> bool {
        let of = pages_of(ids.len(), per_page);
        let shape: Vec<bool> = [number > 1, number < of, of > 1, of > 60].iter().chain(more).copied().collect();
        let shown: Vec<PageId> = ids.iter().skip((number - 1) * per_page).take(per_page).copied().collect();
        let mut fresh = self.lists.insert((list, [shape, vec![shown.is_empty()]].concat(), None));
        for id in shown {
            let entry = entry(self.site.page(id));
            fresh |= self.lists.insert((list, Vec::new(), Some(entry)));
        }
        fresh
    }

    fn is_new_page(&mut self, id: PageId) -> bool {
        let page = self.site.page(id);
        let fresh_call = self.has_new_call(&page.document.body.calls);
        match self.shape(id, page) {
            Some(shape) => self.pages.insert(shape) || fresh_call,
            None => true,
        }
    }

    fn has_new_call(&mut self, calls: &'s [Call]) -> bool {
        let mut fresh = false;
        for call in calls {
            let arguments = call.args.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
            fresh |= self.calls.insert((&call.name, arguments));
        }
        fresh
    }

    /// `None` for a page with data that is its own alone: a plan's tasks, a law, an outage.
    fn shape(&self, id: PageId, page: &Page) -> Option<Shape> {
        let renderer = self.renderer;
        let body = &page.document.body;
        // Every key by its name: a new one must be thought of here.
        let FrontMatter {
            title,
            date: _,
            description,
            updated,
            slug: _,
            draft: _,
            expires,
            review_by: _,
            kind,
            topic,
            audience,
            area,
            tags,
            unit,
            author,
            reviewed_by,
            approved_by,
            approved_on,
            sources,
            laws,
            aliases: _,
            weight: _,
            attachments,
            share_image: _,
            lang: _,
            alert,
            alert_from: _,
            alert_until: _,
            withdrawn,
            superseded_by,
            changes,
            ai,
            radio: _,
            warning,
            guide,
            law,
            notice,
            outage,
            plan_tasks,
            span: _,
            rest: _,
        } = &page.document.front;
        let own = !laws.is_empty() || !attachments.is_empty() || withdrawn.is_some() || superseded_by.is_some();
        if own || !changes.is_empty() || law.id.is_some() || outage.is_some() || plan_tasks.is_some() {
            return None;
        }
        let headings = body.headings.len();
        let second = body.headings.iter().filter(|heading| heading.level == 2).count();
        let mut has = vec![
            title.chars().count() > 110,
            description.is_empty(),
            updated.is_some(),
            expires.is_some(),
            page.expired,
            topic.is_some(),
            topic.as_ref().is_some_and(|(id, _)| {
                renderer.config.topics.iter().any(|topic| topic.id == *id && topic.title == kind.label())
            }),
            audience.is_empty(),
            area.is_empty(),
            tags.is_empty(),
            unit.is_empty(),
            author.is_empty(),
            reviewed_by.is_empty(),
            approved_by.is_empty(),
            approved_on.is_some(),
            sources.is_empty(),
            *ai == Ai::None,
            headings > 2,
            headings > 12,
            second > 2,
            page.newer.is_some(),
            page.older.is_some(),
            page.translations.is_empty(),
            renderer.made.airing.pages.contains_key(&id),
        ];
        has.extend(warning.iter().flat_map(of_warning));
        has.extend(guide.iter().flat_map(of_guide));
        has.extend(notice.iter().flat_map(of_notice));
        Some((*kind, page.lang.clone(), *alert, has))
    }
}

fn of_warning(warning: &Warning) -> [bool; 5] {
    let Warning { tricks, signs, steps, call, share } = warning;
    [tricks.is_empty(), signs.is_empty(), steps.is_empty(), call.is_empty(), share.is_empty()]
}

fn of_guide(guide: &Guide) -> [bool; 11] {
    let Guide { service_code, level, agency, who, time_limit, fee, url, documents } = guide;
    let level = *level as u8;
    [
        service_code.is_empty(),
        level & 1 == 0,
        level & 2 == 0,
        agency.is_empty(),
        who.is_empty(),
        time_limit.is_empty(),
        fee.is_empty(),
        url.is_empty(),
        url.starts_with("https://"),
        url.starts_with("http"),
        documents.is_empty(),
    ]
}

fn of_notice(notice: &Notice) -> [bool; 4] {
    let Notice { when, place, who, bring } = notice;
    [when.is_empty(), place.is_empty(), who.is_empty(), bring.is_empty()]
}

fn entry(page: &Page) -> (Kind, Option<Alert>, bool, [bool; 4]) {
    let front = &page.document.front;
    let has = [front.updated.is_some(), page.document.summary.is_empty(), front.topic.is_some(), page.expired];
    (front.kind, front.alert, front.ai == Ai::None, has)
}
