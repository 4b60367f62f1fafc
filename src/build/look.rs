//! From sources to an edition: everything that can be told of a site before a file of it is made.

use std::sync::Arc;

use super::edition::Edition;
use super::load::Inputs;
use super::plan::Output;
use super::radio::{self, Echoes};
use super::{Air, Builder, Options, Resolved, Timings, Touched, adjusted, gather, pictures};
use crate::diag::Diagnostic;
use crate::fs::Cache;
use crate::render::{Common, Made, Renderer};
use crate::site::Site;

/// What came of a look at the sources.
#[derive(Debug, Default)]
pub struct Looked {
    pub diagnostics: Vec<Diagnostic>,
    /// `None` when there are errors: what was shown before stays.
    pub edition: Option<Arc<Edition>>,
}

/// A site without errors, before anything is made of all its pages.
#[derive(Clone)]
pub(super) struct Sound {
    pub inputs: Arc<Inputs>,
    pub site: Arc<Site>,
    pub common: Arc<Common>,
    /// The outputs that follow from the places of pages alone, sorted by path.
    pub lasting: Arc<Vec<Output>>,
}

impl Builder<'_> {
    /// Looks at what was touched and makes an edition that can be shown at once. Of the radio it tells what was planned
    /// before; [`Settler::settle`](super::Settler::settle) plans anew.
    pub fn look(&mut self, options: &Options<'_>, touched: &Touched) -> Looked {
        if let Touched::Only(paths) = touched
            && let Some(looked) = self.look_again(options, paths)
        {
            return looked;
        }
        self.reader.touch(touched);
        let before = self.edition.clone();
        match self.sound(options, &mut Timings::default()) {
            Ok((sound, diagnostics)) => {
                if let Some(before) = &before {
                    sound.site.recall(&before.site);
                }
                let gathered = Arc::clone(&self.gathered);
                let edition = self.compose(&sound, |sound| gather(&sound.site, &sound.inputs.config, &gathered));
                self.looked(edition, diagnostics)
            }
            Err(diagnostics) => self.refused(diagnostics),
        }
    }

    /// An edition of another shape than all before it, with the radio as it was planned last.
    pub(super) fn compose(&mut self, sound: &Sound, gather: impl FnOnce(&Sound) -> Made + Send) -> Edition {
        self.shapes += 1;
        let made = sound.made(&self.air, || gather(sound), &mut self.echoes);
        Edition::compose(sound, Arc::clone(&self.air), made, self.shapes)
    }

    /// Reads the whole site, and tells what is to be said of it.
    ///
    /// # Errors
    /// All diagnostics, when there is an error among them.
    pub(super) fn sound(
        &mut self,
        options: &Options<'_>,
        timings: &mut Timings,
    ) -> Result<(Sound, Vec<Diagnostic>), Vec<Diagnostic>> {
        let Resolved { inputs, mut site, lasting, diagnostics, .. } = self.resolve_known(options, timings)?;
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
        Ok((Sound::new(Arc::new(inputs), Arc::new(site), Arc::new(lasting)), diagnostics))
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

    pub(super) fn refused(&mut self, diagnostics: Vec<Diagnostic>) -> Looked {
        self.said = None;
        Looked { diagnostics, edition: None }
    }
}

impl Sound {
    pub fn new(inputs: Arc<Inputs>, site: Arc<Site>, lasting: Arc<Vec<Output>>) -> Self {
        let common = Arc::new(Common::new(&site, &inputs.config, &inputs.theme));
        Self { inputs, site, common, lasting }
    }

    /// What is made of all pages together, and what the radio tells of them.
    pub fn made(&self, air: &Air, gather: impl FnOnce() -> Made + Send, echoes: &mut Echoes) -> Made {
        let renderer = Renderer::new(&self.site, &self.inputs.config, &self.inputs.theme, &self.common);
        let (gathered, airing) = rayon::join(gather, || radio::airing(&renderer, &self.inputs, air, echoes));
        Made { airing, ..gathered }
    }
}
