//! All documents together: addresses, sections, taxonomies, neighbours. Relations are indices, as in a table.

mod address;
mod check;
mod citations;
mod outage;
mod outward;
mod own;
mod resolve;
mod taxonomy;

pub use address::Addresses;
pub use check::{check, check_texts};
pub use citations::Citations;
pub use outage::working_days_between;
pub use own::Own;
pub use resolve::{Registers, resolve};

pub(crate) use resolve::{alias_path, below_content};
pub use taxonomy::{Taxonomy, TaxonomyKind, Term};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::base::{Date, UrlPath};
use crate::config::Contact;
use crate::content::Document;
use crate::law::Law;
use crate::markdown::Target;
use crate::plans::Plan;

/// An index into [`Site::pages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub u32);

/// An index into [`Site::sections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub u32);

/// Everything that is published on the day the site was resolved for.
#[derive(Debug)]
pub struct Site {
    pub today: Date,
    /// Sorted: by weight, newest first, then by path.
    pub pages: Vec<Page>,
    /// The home section first; a section comes before those within it.
    pub sections: Arc<Vec<Section>>,
    pub taxonomies: Arc<Vec<Taxonomy>>,
    /// By file below `content/`.
    pub by_file: Arc<BTreeMap<String, Place>>,
    /// Files below `content/` that are drafts or dated later than today.
    pub unpublished: Arc<BTreeSet<String>>,
    /// Every address, for links.
    pub addresses: Arc<Addresses>,
    pub registers: Arc<Registers>,
    pub(crate) law_pages: bool,
    /// Read when first asked for; see [`Site::citations`].
    pub(crate) citations: OnceLock<Citations>,
}

/// What a file became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Page(PageId),
    Section(SectionId),
}

#[derive(Debug, Clone)]
pub struct Page {
    pub document: Arc<Document>,
    pub url: UrlPath,
    pub section: SectionId,
    pub date: Date,
    /// Past its last day: it stays, labelled, and leaves lists and radio.
    pub expired: bool,
    /// `vi`, or the language of a version such as `page.en.md`.
    pub lang: String,
    /// The same page in the other languages.
    pub translations: Vec<PageId>,
    pub newer: Option<PageId>,
    pub older: Option<PageId>,
}

#[derive(Debug, Clone)]
pub struct Section {
    /// The `_index.md`, if somebody wrote one.
    pub document: Option<Arc<Document>>,
    pub url: UrlPath,
    pub title: String,
    pub parent: Option<SectionId>,
    pub children: Vec<SectionId>,
    /// Pages to list, in order.
    pub pages: Vec<PageId>,
}

impl Site {
    #[must_use]
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0 as usize]
    }

    #[must_use]
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.0 as usize]
    }

    pub fn page_ids(&self) -> impl Iterator<Item = PageId> + use<> {
        (0..u32::try_from(self.pages.len()).unwrap_or(u32::MAX)).map(PageId)
    }

    /// Every text that is published: of the pages, then of the sections that somebody wrote one for.
    pub fn documents(&self) -> impl Iterator<Item = &Arc<Document>> {
        let sections = self.sections.iter().filter_map(|section| section.document.as_ref());
        self.pages.iter().map(|page| &page.document).chain(sections)
    }

    /// The home page's section.
    #[must_use]
    pub fn home(&self) -> &Section {
        &self.sections[0]
    }

    /// Pages that lists show: current, in force and in the site's own language.
    pub fn listed(&self) -> impl Iterator<Item = PageId> + '_ {
        self.page_ids().filter(|id| self.is_listed(*id))
    }

    #[must_use]
    pub fn is_listed(&self, id: PageId) -> bool {
        let page = self.page(id);
        let front = &page.document.front;
        !page.expired && front.withdrawn.is_none() && front.superseded_by.is_none() && page.lang == "vi"
    }

    /// The address of a file below `content/`; `None` when it is not published.
    #[must_use]
    pub fn url_of(&self, file: &str) -> Option<&UrlPath> {
        self.by_file.get(file).map(|place| match place {
            Place::Page(id) => &self.page(*id).url,
            Place::Section(id) => &self.section(*id).url,
        })
    }

    /// The site path of a link's target, with its anchor; `None` for what is not published or lies elsewhere.
    #[must_use]
    pub fn path_of(&self, target: &Target) -> Option<String> {
        match target {
            Target::Page { file, anchor } => {
                let url = self.url_of(file)?;
                Some(anchor.as_ref().map_or_else(|| url.to_string(), |anchor| format!("{url}#{anchor}")))
            }
            Target::Address(path) => Some(path.clone()),
            Target::File(file) => Some(format!("/{file}")),
            _ => None,
        }
    }

    #[must_use]
    pub fn contact(&self, id: &str) -> Option<&Contact> {
        self.registers.contacts.iter().find(|contact| contact.id == id)
    }

    #[must_use]
    pub fn law(&self, id: &str) -> Option<&Law> {
        self.registers.laws.iter().find(|law| law.id == id)
    }

    /// The tasks in a file of `content/_data/plans/`.
    #[must_use]
    pub fn plan(&self, file: &str) -> Option<&Plan> {
        self.registers.plans.get(file)
    }

    /// The taxonomy of a kind; areas are there only where the ward names some.
    #[must_use]
    pub fn taxonomy(&self, kind: TaxonomyKind) -> Option<&Taxonomy> {
        self.taxonomies.iter().find(|taxonomy| taxonomy.kind == kind)
    }

    /// The documents of the register with these ids, each once, in the order in which they are first named.
    #[must_use]
    pub fn laws<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<&Law> {
        let mut seen = BTreeSet::new();
        ids.filter(|id| seen.insert(*id)).filter_map(|id| self.law(id)).collect()
    }

    /// Whether any page is about a document of the register.
    #[must_use]
    pub fn has_law_pages(&self) -> bool {
        self.law_pages
    }

    /// Every citation of every page.
    #[must_use]
    pub fn citations(&self) -> &Citations {
        self.citations.get_or_init(|| Citations::read(self, None))
    }

    /// Takes over the citations of an earlier state of the site, where they were read; those of pages that have changed
    /// since are read again.
    pub fn recall(&self, before: &Self) {
        if before.citations.get().is_some() && before.registers.laws == self.registers.laws {
            drop(self.citations.set(Citations::read(self, Some(before))));
        }
    }

    /// The same site with some pages in another state, which must have the same place in it: address, lists, neighbours.
    #[must_use]
    pub fn with_documents(&self, renewed: &[(PageId, Arc<Document>)]) -> Self {
        let mut pages = self.pages.clone();
        for (id, document) in renewed {
            pages[id.0 as usize].document = Arc::clone(document);
        }
        let site = Self {
            today: self.today,
            pages,
            sections: Arc::clone(&self.sections),
            taxonomies: Arc::clone(&self.taxonomies),
            by_file: Arc::clone(&self.by_file),
            unpublished: Arc::clone(&self.unpublished),
            addresses: Arc::clone(&self.addresses),
            registers: Arc::clone(&self.registers),
            law_pages: self.law_pages,
            citations: OnceLock::new(),
        };
        site.recall(self);
        site
    }

    /// The sections around a section, home first, itself last.
    #[must_use]
    pub fn trail(&self, id: SectionId) -> Vec<SectionId> {
        let mut trail = vec![id];
        let mut at = self.section(id).parent;
        while let Some(parent) = at {
            trail.push(parent);
            at = self.section(parent).parent;
        }
        trail.reverse();
        trail
    }
}
