//! The site at one moment, from which each of its files can be made whenever somebody asks for it.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::load::Inputs;
use super::look::Sound;
use super::plan::{Output, Recipe, planned_with};
use super::portal::Workshop;
use super::radio::Air;
use crate::fs::{Cache, Files};
use crate::render::{Common, Made, Renderer};
use crate::site::{PageId, Site};

/// A site that was read, resolved and planned; nothing in it changes. Two editions share what did not change between them.
#[derive(Clone)]
pub struct Edition {
    pub(super) inputs: Arc<Inputs>,
    pub(super) site: Arc<Site>,
    pub(super) common: Arc<Common>,
    /// The outputs that follow from the places of pages alone, sorted by path.
    pub(super) lasting: Arc<Vec<Output>>,
    /// All outputs, sorted by path.
    pub(super) outputs: Arc<Vec<Output>>,
    pub(super) air: Arc<Air>,
    /// Editions with the same number differ in the bodies of pages, and in what is planned of them, alone.
    pub(super) shape: u64,
}

/// A file of the portal as an edition has it.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    Made(Vec<u8>),
    /// There is such a file, and it cannot be made now: the output folder may have it.
    NotNow,
    /// The site has no such file.
    Absent,
}

impl Edition {
    /// Puts together a site and what was made of all its pages.
    pub(super) fn compose(sound: &Sound, air: Arc<Air>, made: Made, shape: u64) -> Self {
        let Sound { inputs, site, common, lasting } = sound.clone();
        let common = Arc::new(common.with(&inputs.theme, made));
        let outputs = Arc::new(planned_with(&lasting, &site, &inputs.config, common.made()));
        Self { inputs, site, common, lasting, outputs, air, shape }
    }

    /// The site as it was before anything was made of its pages.
    pub(super) fn sound(&self) -> Sound {
        let Self { inputs, site, common, lasting, .. } = self.clone();
        Sound { inputs, site, common, lasting }
    }

    pub(super) fn renderer(&self) -> Renderer<'_> {
        Renderer::new(&self.site, &self.inputs.config, &self.inputs.theme, &self.common)
    }

    /// The file of the portal at `path`, `canh-bao/otp/index.html`, made at this moment.
    #[must_use]
    pub fn file(&self, path: &str, files: &dyn Files, cache: &Cache) -> Found {
        let Ok(at) = self.outputs.binary_search_by(|output| output.path.as_str().cmp(path)) else {
            return Found::Absent;
        };
        let output = &self.outputs[at];
        if matches!(output.recipe, Recipe::Sound(_)) {
            return Found::NotNow;
        }
        let workshop = Workshop { renderer: self.renderer(), inputs: &self.inputs, files, cache };
        match workshop.make(output, &|_| None) {
            Ok(Ok(bytes)) => Found::Made(bytes.into_owned()),
            _ => Found::NotNow,
        }
    }

    /// The places in `outputs` of all that may differ from an edition before; `None` where that may be anything.
    ///
    /// Only for editions of one shape more can be told: then the site is the same but for the bodies of some pages, so that
    /// a file can differ only where it shows such a body, or what was made of all bodies together.
    pub(super) fn outdated(&self, before: &Self) -> Option<Vec<usize>> {
        if self.shape != before.shape {
            return None;
        }
        let pairs = self.site.pages.iter().zip(&before.site.pages);
        let bodies = pairs.enumerate().filter(|(_, (now, then))| !Arc::ptr_eq(&now.document, &then.document));
        let mut pages: BTreeSet<PageId> = bodies.filter_map(|(at, _)| u32::try_from(at).ok().map(PageId)).collect();
        let (now, then) = (self.common.made(), before.common.made());
        // Whether there is radio at all stands on every page.
        if now.alphabet != then.alphabet || now.airing.is_empty() != then.airing.is_empty() {
            return None;
        }
        let aired = now.airing != then.airing;
        let texts = !pages.is_empty();
        if self.site.has_law_pages() && texts {
            // A page about a law tells who cites it.
            pages.extend(self.site.page_ids().filter(|id| self.site.page(*id).document.front.law.id.is_some()));
        }
        if aired {
            pages.extend(now.airing.pages.keys().chain(then.airing.pages.keys()).copied());
        }
        let may_differ = |output: &Output| match &output.recipe {
            Recipe::Page(id) | Recipe::PageJson(id) => pages.contains(id),
            Recipe::Atom(_) | Recipe::JsonFeed => texts,
            Recipe::Transcript(_) | Recipe::Calendar | Recipe::Own(_) | Recipe::Sound(_) => aired || texts,
            Recipe::Index(_) => now.shards != then.shards,
            // Pictures are looked at whenever the shape is made.
            _ => false,
        };
        let all = self.outputs.iter().enumerate();
        Some(all.filter(|(_, output)| may_differ(output)).map(|(at, _)| at).collect())
    }
}

impl fmt::Debug for Edition {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Edition({} pages)", self.site.pages.len())
    }
}
