//! From sources to an edition: everything that can be told of a site before a file of it is made.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::edition::Edition;
use super::load::Inputs;
use super::{Builder, Options, Resolved, Timings, Touched, adjusted, gather, pictures};
use crate::base::SourcePath;
use crate::content::Document;
use crate::diag::{Diagnostic, Severity};
use crate::fs::Cache;
use crate::markdown::Target;
use crate::render::Common;
use crate::site::{PageId, Place, Site, below_content, check_texts};

/// What came of a look at the sources.
#[derive(Debug, Default)]
pub struct Looked {
    pub diagnostics: Vec<Diagnostic>,
    /// `None` when there are errors: what was shown before stays.
    pub edition: Option<Arc<Edition>>,
}

/// A site without errors, before anything is made of all its pages.
pub(super) struct Sound {
    pub inputs: Arc<Inputs>,
    pub site: Arc<Site>,
    pub common: Common,
    pub diagnostics: Vec<Diagnostic>,
}

impl Builder<'_> {
    /// Looks at what was touched and makes an edition that can be shown at once. Of the radio it tells what was planned
    /// before; [`Settler::settle`](super::Settler::settle) plans anew.
    pub fn look(&mut self, options: &Options<'_>, touched: &Touched) -> Looked {
        if let Touched::Only(paths) = touched
            && let Some(looked) = self.look_at_bodies(options, paths)
        {
            return looked;
        }
        self.reader.touch(touched);
        let before = self.edition.clone();
        match self.sound(options, &mut Timings::default()) {
            Ok(Sound { inputs, site, common, diagnostics }) => {
                if let Some(before) = &before {
                    site.recall(&before.site);
                }
                let gathered = gather(&site, &inputs.config, &self.gathered);
                let edition = Edition::compose(
                    (inputs, site),
                    &common,
                    Arc::clone(&self.air),
                    gathered,
                    self.shapes,
                    &mut self.echoes,
                );
                self.looked(edition, diagnostics)
            }
            Err(diagnostics) => self.refused(diagnostics),
        }
    }

    /// Reads the whole site.
    ///
    /// # Errors
    /// All diagnostics, when there is an error among them.
    pub(super) fn sound(&mut self, options: &Options<'_>, timings: &mut Timings) -> Result<Sound, Vec<Diagnostic>> {
        let Resolved { inputs, mut site, diagnostics, .. } = self.resolve_known(options, timings)?;
        self.shapes += 1;
        let mut diagnostics = adjusted(diagnostics, &inputs, &site);
        let sound = |diagnostics: &[Diagnostic]| !diagnostics.iter().any(Diagnostic::is_error);
        // Of a site with errors nothing is kept, not even in the cache, and everything wrong is told all the same.
        let makes = sound(&diagnostics);
        let work = if makes { pictures::Work::Make } else { pictures::Work::Check };
        let cache = Cache::beside(options.out, makes);
        let look = || pictures::look(&site, &inputs, self.files, &cache, work);
        let (catalog, problems) = timings.time("pictures", look);
        diagnostics.extend(adjusted(problems, &inputs, &site));
        if !sound(&diagnostics) {
            return Err(diagnostics);
        }
        Arc::make_mut(&mut site.registers).media = catalog;
        let common = Common::new(&site, &inputs.config, &inputs.theme);
        Ok(Sound { inputs: Arc::new(inputs), site: Arc::new(site), common, diagnostics })
    }

    /// When nothing has changed but the bodies of known pages, all else is as it was.
    fn look_at_bodies(&mut self, options: &Options<'_>, paths: &BTreeSet<SourcePath>) -> Option<Looked> {
        let before = Arc::clone(self.edition.as_ref()?);
        let said = self.said.as_ref()?;
        let (inputs, site) = (&before.inputs, &before.site);
        let config = &inputs.config;
        let raises = config.lint.values().any(|level| *level == Some(Severity::Error));
        if paths.is_empty() || raises || site.today != (options.today)(&config.timezone) {
            return None;
        }
        let place = |path: &SourcePath| match site.by_file.get(below_content(path)) {
            Some(Place::Page(id)) => Some(*id),
            _ => None,
        };
        let ids: Vec<PageId> = paths.iter().map(place).collect::<Option<_>>()?;
        let documents = self.reader.renew(paths)?;
        let mut renewed: Vec<(PageId, Arc<Document>)> = ids.into_iter().zip(documents).collect();
        renewed.retain(|(id, document)| !Arc::ptr_eq(&site.page(*id).document, document));
        let of_these = |one: &Diagnostic| one.place.as_ref().is_some_and(|(path, _)| paths.contains(path));
        let same = |(id, document): &(PageId, Arc<Document>)| differ_in_body(&site.page(*id).document, document);
        // What is wrong with a picture is told at the place of each use.
        let pictured = |(_, document): &(PageId, Arc<Document>)| pictures_of(document).next().is_some();
        if !renewed.iter().all(same) || (said.iter().any(of_these) && renewed.iter().any(pictured)) {
            self.said = None;
            return None;
        }
        let site = Arc::new(site.with_bodies(&renewed));
        let mut found: Vec<Diagnostic> = said.iter().filter(|one| !of_these(one)).cloned().collect();
        let renewed = renewed.iter().map(|(_, document)| document);
        found.extend(renewed.clone().flat_map(|document| document.problems.iter().cloned()));
        found.extend(check_texts(&site, config, &inputs.theme, renewed));
        let diagnostics = adjusted(found, inputs, &site);
        if diagnostics.iter().any(Diagnostic::is_error) {
            return Some(self.refused(diagnostics));
        }
        Some(self.looked(Edition { site, ..Edition::clone(&before) }, diagnostics))
    }

    /// Learns what a [`super::Settler`] has planned for an edition, for the editions to come.
    pub fn learn(&mut self, settled: &Edition) {
        self.air = Arc::clone(&settled.air);
        if let Some(edition) = self.edition.as_ref().filter(|edition| edition.shape == settled.shape) {
            self.edition = Some(Arc::new(Edition { site: Arc::clone(&edition.site), ..settled.clone() }));
        }
    }

    pub(super) fn looked(&mut self, edition: Edition, diagnostics: Vec<Diagnostic>) -> Looked {
        let edition = Arc::new(edition);
        self.air = Arc::clone(&edition.air);
        self.edition = Some(Arc::clone(&edition));
        self.said = Some(diagnostics.clone());
        Looked { diagnostics, edition: Some(edition) }
    }

    fn refused(&mut self, diagnostics: Vec<Diagnostic>) -> Looked {
        self.said = None;
        Looked { diagnostics, edition: None }
    }
}

/// Whether two states of a file differ in nothing that other pages or the site as a whole could show or refer to.
fn differ_in_body(one: &Document, other: &Document) -> bool {
    one.role == other.role
        && one.front == other.front
        && one.summary == other.summary
        && one.body.dangers == other.body.dangers
        && one.body.anchors == other.body.anchors
        && pictures_of(one).eq(pictures_of(other))
}

fn pictures_of(document: &Document) -> impl Iterator<Item = &Target> {
    document.body.links.iter().filter(|link| link.image).map(|link| &link.target)
}
