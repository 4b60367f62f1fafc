//! How many clicks lie between the home page and each page, and which pages nothing leads to.
//!
//! The links of the home page are those of its finished HTML, whatever theme made it. Further on the lists are counted
//! as Loa fills them (sections, terms, their numbered pages, neighbours, translations) and texts by the links written in
//! them; links that a theme adds to its other templates are not seen. The list from A to Z has every page, so that it
//! counts for clicks and not for whether anything leads to a page.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::base::{SourcePath, slug};
use crate::config::Config;
use crate::content::Document;
use crate::diag::{Diagnostic, codes};
use crate::markdown::Target;
use crate::render::{self, Links, Renderer, TERMS_PER_PAGE};
use crate::say;
use crate::site::{Own, PageId, Site, TaxonomyKind};

/// Clicks from home within which a page must be found.
const CLICKS: u32 = 3;

/// Pages that nothing leads to, and those that are too far. A home page that cannot be rendered has a message of its own.
pub(super) fn check(renderer: &Renderer<'_>) -> Vec<Diagnostic> {
    let base = &renderer.config.base_url;
    let home = render::home(renderer).and_then(|html| {
        let finished = renderer.finish(&html, &Links::new(renderer.site, base, "/", true))?;
        Ok(hrefs(&String::from_utf8_lossy(&finished), &base.prefix))
    });
    home.map(|links| unreached(renderer.site, renderer.config, &links)).unwrap_or_default()
}

/// Pages that nothing leads to, and those that are too far; `links` are the paths that the home page leads to.
fn unreached(site: &Site, config: &Config, links: &[String]) -> Vec<Diagnostic> {
    let linked = |own: Own| links.iter().any(|link| link.split('#').next() == Some(own.url()));
    let mut graph = Graph::new(site, config, links);
    let clicks = graph.clicks();
    // From the list of all pages, or from the page of a letter where there are many, every page is one click.
    let all_near = linked(Own::Alphabet);
    if !all_near && linked(Own::Map) {
        graph.add_map();
    }
    let near = if all_near { Vec::new() } else { graph.clicks() };
    let mut problems = Vec::new();
    for id in site.page_ids() {
        let page = site.page(id);
        let front = &page.document.front;
        // What left the lists on purpose is kept for those who have its address.
        if page.expired || front.withdrawn.is_some() || front.superseded_by.is_some() {
            continue;
        }
        let at = id.0 as usize;
        let place = |problem: Diagnostic| problem.at(&page.document.path, front.span.clone());
        if clicks[at].is_none() {
            let message = say!("không danh sách, bài viết hay menu nào dẫn tới bài này"; "no list, page or menu leads to this page");
            problems.push(place(Diagnostic::new(&codes::ORPHAN, message)).hint(say!("thêm liên kết tới bài từ một bài khác hoặc từ menu, hoặc chuyển bài sang chuyên mục có danh sách"; "link to it from another page or the menu, or move it to a section that lists its pages")));
        } else if let Some(Some(clicks)) = near.get(at)
            && *clicks > CLICKS
        {
            let message = say!("bài cách trang chủ {clicks} lần bấm, quá {CLICKS}"; "the page is {clicks} clicks from home, more than {CLICKS}");
            problems.push(place(Diagnostic::new(&codes::TOO_MANY_CLICKS, message)).hint(say!("dẫn tới bài từ trang chủ, menu hoặc đầu chuyên mục"; "link to it from home, the menu or the top of its section")));
        }
    }
    problems
}

/// The targets of all links in a page whose links begin at the root of the server, `prefix` taken off.
fn hrefs(html: &str, prefix: &str) -> Vec<String> {
    html.split("<a ")
        .skip(1)
        .filter_map(|tag| {
            let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
            let value = tag.split_once("href=\"")?.1;
            let target = value[..value.find('"')?].replace("&amp;", "&");
            Some(target.strip_prefix(prefix).map_or_else(|| target.clone(), |path| format!("/{path}")))
        })
        .collect()
}

/// What can be clicked to: pages first, then sections, then terms, then taxonomies; with the clicks of each way on.
struct Graph<'s> {
    site: &'s Site,
    per_page: usize,
    sections: usize,
    terms: BTreeMap<(TaxonomyKind, &'s str), usize>,
    by_url: BTreeMap<&'s str, usize>,
    ways: Vec<Vec<(usize, u32)>>,
}

impl<'s> Graph<'s> {
    fn new(site: &'s Site, config: &Config, home: &[String]) -> Self {
        let sections = site.pages.len();
        let mut nodes = sections + site.sections.len();
        let mut graph = Self {
            site,
            per_page: config.paginate.max(1),
            sections,
            terms: BTreeMap::new(),
            by_url: BTreeMap::new(),
            ways: Vec::new(),
        };
        let taxonomies: Vec<usize> = (0..site.taxonomies.len()).map(|at| nodes + at).collect();
        nodes += taxonomies.len();
        for (at, section) in site.sections.iter().enumerate() {
            graph.by_url.insert(section.url.as_str(), sections + at);
        }
        // `a/index.md` speaks for its folder: whoever goes there sees the page, and no list.
        for (at, page) in site.pages.iter().enumerate() {
            graph.by_url.insert(page.url.as_str(), at);
        }
        for (taxonomy, node) in site.taxonomies.iter().zip(&taxonomies) {
            graph.by_url.insert(taxonomy.url.as_str(), *node);
            for term in &taxonomy.terms {
                graph.terms.insert((taxonomy.kind, &term.id), nodes);
                graph.by_url.insert(term.url.as_str(), nodes);
                nodes += 1;
            }
        }
        graph.ways = vec![Vec::new(); nodes];
        for (taxonomy, node) in site.taxonomies.iter().zip(taxonomies) {
            for (at, term) in taxonomy.terms.iter().enumerate() {
                let to = graph.terms[&(taxonomy.kind, term.id.as_str())];
                let clicks = 1 + turns(at / TERMS_PER_PAGE, taxonomy.terms.len().div_ceil(TERMS_PER_PAGE));
                graph.ways[node].push((to, clicks));
                graph.add_list(to, &term.pages);
            }
        }
        graph.add_sections(home);
        graph.add_pages();
        graph
    }

    fn add_sections(&mut self, home: &[String]) {
        let site = self.site;
        let from = SourcePath::from("content/_index.md");
        let first: Vec<usize> = home.iter().filter_map(|href| self.node(&Target::of(href, &from))).collect();
        self.ways[self.sections].extend(first.into_iter().map(|to| (to, 1)));
        for (at, section) in site.sections.iter().enumerate().skip(1) {
            let node = self.sections + at;
            self.add_list(node, &section.pages);
            self.ways[node].extend(section.children.iter().map(|child| (self.sections + child.0 as usize, 1)));
            if let Some(document) = &section.document {
                self.add_text(node, document);
            }
        }
    }

    fn add_pages(&mut self) {
        let site = self.site;
        for (at, page) in site.pages.iter().enumerate() {
            let front = &page.document.front;
            self.add_text(at, &page.document);
            let pages = page.translations.iter().chain(&page.newer).chain(&page.older);
            self.ways[at].extend(pages.map(|id| (id.0 as usize, 1)));
            self.ways[at].extend(site.trail(page.section).iter().skip(1).filter_map(|id| {
                // By its address: the page that speaks for a folder stands there in place of the list.
                self.by_url.get(site.section(*id).url.as_str()).map(|to| (*to, 1))
            }));
            let tags: Vec<String> = front.tags.iter().map(|tag| slug(tag)).collect();
            let known = [
                (TaxonomyKind::Topic, front.topic.as_slice()),
                (TaxonomyKind::Audience, &front.audience),
                (TaxonomyKind::Area, &front.area),
            ];
            let ids = known.iter().flat_map(|(kind, ids)| ids.iter().map(|(id, _)| (*kind, id.as_str())));
            let ids = ids.chain(tags.iter().map(|tag| (TaxonomyKind::Tag, tag.as_str())));
            let terms: Vec<usize> = ids.filter_map(|term| self.terms.get(&term).copied()).collect();
            self.ways[at].extend(terms.into_iter().map(|to| (to, 1)));
        }
    }

    /// The links that somebody wrote.
    fn add_text(&mut self, from: usize, document: &Document) {
        let links = document.body.links.iter().filter(|link| !link.image);
        let to: Vec<usize> = links.filter_map(|link| self.node(&link.target)).filter(|to| *to != from).collect();
        self.ways[from].extend(to.into_iter().map(|to| (to, 1)));
    }

    /// A list of pages, with as many clicks more as it takes to turn to the page of the list.
    fn add_list(&mut self, from: usize, pages: &[PageId]) {
        let of = pages.len().div_ceil(self.per_page);
        let ways = pages.iter().enumerate().map(|(at, id)| (id.0 as usize, 1 + turns(at / self.per_page, of)));
        self.ways[from].extend(ways);
    }

    /// The site map is one click from home, and has all sections and the first pages of each.
    fn add_map(&mut self) {
        let site = self.site;
        let home = self.sections;
        for (at, section) in site.sections.iter().enumerate() {
            self.ways[home].push((self.sections + at, 2));
            self.ways[home].extend(section.pages.iter().take(LEAST_OF_MAP).map(|id| (id.0 as usize, 2)));
        }
    }

    fn node(&self, target: &Target) -> Option<usize> {
        let path = self.site.path_of(target)?;
        let path = path.split(['#', '?']).next()?;
        let path = path.strip_suffix("index.html").unwrap_or(path);
        self.by_url.get(path).or_else(|| self.by_url.get(format!("{path}/").as_str())).copied()
    }

    /// The fewest clicks from home to each page; `None` where no way leads.
    fn clicks(&self) -> Vec<Option<u32>> {
        let mut clicks: Vec<Option<u32>> = vec![None; self.ways.len()];
        let mut next = BinaryHeap::from([(Reverse(0), self.sections)]);
        while let Some((Reverse(so_far), at)) = next.pop() {
            if clicks[at].is_some_and(|known| known <= so_far) {
                continue;
            }
            clicks[at] = Some(so_far);
            next.extend(
                self.ways[at]
                    .iter()
                    .filter(|(to, _)| clicks[*to].is_none())
                    .map(|(to, more)| (Reverse(so_far + more), *to)),
            );
        }
        clicks.truncate(self.sections);
        clicks
    }
}

/// Pages of a section that the site map shows however large the site is.
const LEAST_OF_MAP: usize = 3;

/// Clicks from the first page of a list to page `number`, counted from 0, of `of`: up to sixty are all linked, of more the
/// ends and five on either side.
fn turns(number: usize, of: usize) -> u32 {
    let turns = match number {
        0 => 0,
        _ if of <= 60 => 1,
        _ => number.div_ceil(5).min(1 + (of - number).saturating_sub(2).div_ceil(5)),
    };
    u32::try_from(turns).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_read_off_finished_html() {
        let html =
            "<a href=\"/a/?x=1&amp;y=2\">A</a> <link href=\"/b/\"> <a class=\"c\" href=\"/c/\" rel=\"d\">C</a><a>D</a>";
        assert_eq!(hrefs(html, "/"), ["/a/?x=1&y=2", "/c/"]);
    }

    #[test]
    fn a_list_is_turned_as_its_pager_allows() {
        assert_eq!([turns(0, 1), turns(1, 2), turns(59, 60)], [0, 1, 1]);
        // Page 7 of 100 is linked from page 2 at the earliest, page 99 from the first.
        assert_eq!(
            [turns(5, 100), turns(6, 100), turns(98, 100), turns(99, 100), turns(93, 100), turns(92, 100)],
            [1, 2, 1, 1, 2, 3]
        );
    }
}
