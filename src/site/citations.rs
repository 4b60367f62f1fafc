//! Which page cites which document: read from all texts at once, when somebody first asks.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{PageId, Place, Site, below_content};
use crate::content::{Document, Kind};
use crate::law::{self, Cited, Finder};

/// The citations of a site.
#[derive(Debug)]
pub struct Citations {
    pub finder: Arc<Finder>,
    /// One list for each page.
    pub pages: Vec<Arc<[Cited]>>,
    /// One list for each section that somebody wrote a text for.
    pub sections: Vec<Arc<[Cited]>>,
    /// The page about a row of the register: the first in the site's order, one of the kind `law` before others.
    page_of: BTreeMap<usize, PageId>,
    /// The pages that cite a row, newest first.
    cited_by: BTreeMap<usize, Vec<PageId>>,
}

impl Citations {
    /// Reads them; of pages that are the very same in a site `before`, which has read its own with the same register, they
    /// are taken over.
    pub(super) fn read(site: &Site, before: Option<&Site>) -> Self {
        let before = before.and_then(|before| Some((before, before.citations.get()?)));
        let finder =
            before.map_or_else(|| Arc::new(Finder::new(&site.registers.laws)), |(_, known)| Arc::clone(&known.finder));
        let about = |document: &Document| document.front.law.id.as_ref().and_then(|(id, _)| finder.row(id));
        let known = |document: &Arc<Document>| {
            let (before, known) = before?;
            match before.by_file.get(below_content(&document.path))? {
                Place::Page(id) if Arc::ptr_eq(&before.page(*id).document, document) => {
                    known.pages.get(id.0 as usize).cloned()
                }
                _ => None,
            }
        };
        let anew = |document: &Arc<Document>| law::citations(&finder, &document.body, about(document)).into();
        let read = |document: &Arc<Document>| known(document).unwrap_or_else(|| anew(document));
        let pages: Vec<Arc<[Cited]>> = site.pages.par_iter().map(|page| read(&page.document)).collect();
        let sections = site.sections.iter().map(|section| section.document.as_ref().map_or_else(|| [].into(), read));
        let sections = sections.collect();
        let mut page_of = BTreeMap::new();
        let mut cited_by: BTreeMap<usize, Vec<PageId>> = BTreeMap::new();
        for id in site.listed() {
            let document = &site.page(id).document;
            if let Some(row) = about(document) {
                let known = page_of.entry(row).or_insert(id);
                let is_law = |id: PageId| site.page(id).document.front.kind == Kind::Law;
                if !is_law(*known) && is_law(id) {
                    *known = id;
                }
            }
            let mut rows: Vec<usize> = pages[id.0 as usize].iter().filter_map(|cited| cited.citation.law).collect();
            rows.sort_unstable();
            rows.dedup();
            for row in rows {
                cited_by.entry(row).or_default().push(id);
            }
        }
        for pages in cited_by.values_mut() {
            pages.sort_by_key(|id| std::cmp::Reverse(site.page(*id).date));
        }
        Self { finder, pages, sections, page_of, cited_by }
    }

    /// The page about a row of the register.
    #[must_use]
    pub fn page_of(&self, row: usize) -> Option<PageId> {
        self.page_of.get(&row).copied()
    }

    /// The pages that cite a row, newest first.
    #[must_use]
    pub fn cited_by(&self, row: usize) -> &[PageId] {
        self.cited_by.get(&row).map_or(&[], Vec::as_slice)
    }
}
