//! From an edition to the disk: the weeks are planned, what differs is made and put in place.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use super::edition::Edition;
use super::look::{Looked, Sound};
use super::portal::Workshop;
use super::radio::Echoes;
use super::{Air, Builder, Built, Inputs, Options, adjusted, check, gather, radio, refused};
use crate::base::SourcePath;
use crate::diag::Diagnostic;
use crate::fs::{self, Cache, Files, Staged};
use crate::radio::Programme;
use crate::render::{Gathered, Made, Renderer};

/// Who is told, while an edition is put in place, that there is another to show, and who may break the work off.
pub struct Meanwhile<'m> {
    /// Called with an edition that tells more of the radio, before its files are made.
    pub show: &'m mut dyn FnMut(&Looked),
    /// Whether nobody wants this edition any more.
    pub stop: &'m (dyn Fn() -> bool + Sync),
}

/// The part of a builder that writes: it may be at work in a thread of its own while the next edition is made.
pub struct Settler<'f> {
    files: &'f dyn Files,
    /// The edition that stands in the output folder.
    settled: Option<Arc<Edition>>,
    gathered: Arc<Mutex<Gathered>>,
    echoes: Echoes,
}

impl<'f> Builder<'f> {
    /// Hands over the part that writes, with all that it knows of the output folder.
    pub fn settler(&mut self) -> Settler<'f> {
        let next = Settler::new(self.files, Arc::clone(&self.gathered));
        std::mem::replace(&mut self.settler, next)
    }

    /// Builds everything into `options.out`.
    ///
    /// # Errors
    /// Trouble with the machine; what was in place is then still whole, file by file.
    pub fn build(&mut self, options: &Options<'_>) -> Result<Built, fs::Error> {
        let mut built = Built::default();
        self.begin_anew();
        let (sound, diagnostics) = match self.sound(options, &mut built.timings) {
            Ok(sound) => sound,
            Err(diagnostics) => {
                self.said = None;
                return Ok(Built { diagnostics, ..built });
            }
        };
        let output = match open(options)? {
            Ok(output) => output,
            Err(refusal) => {
                built.diagnostics = diagnostics;
                built.diagnostics.push(refusal);
                return Ok(built);
            }
        };
        self.shapes += 1;
        let (settler, shape) = (&mut self.settler, self.shapes);
        let (air, made) = built.timings.time("radio", || settler.plan(&sound, options, &output))?;
        let edition = Edition::compose(&sound, air, made, shape);
        let looked = self.looked(edition, diagnostics);
        self.settler.publish(options, &output, &looked, built, &|| false)
    }

    /// Renders everything and compares it with what stands in the output folder: the files that a build from nothing would
    /// write otherwise, would not write or would add, by path below it. Nothing is changed.
    ///
    /// # Errors
    /// The diagnostics of a site with errors, or of a folder that is not to be used.
    pub fn verify(&mut self, options: &Options<'_>) -> Result<Result<Vec<String>, Vec<Diagnostic>>, fs::Error> {
        self.begin_anew();
        let sound = match self.sound(options, &mut super::Timings::default()) {
            Ok((sound, _)) => sound,
            Err(diagnostics) => return Ok(Err(diagnostics)),
        };
        let output = match open(options)? {
            Ok(output) => output,
            Err(refusal) => return Ok(Err(vec![refusal])),
        };
        let (air, made) = self.settler.plan(&sound, options, &output)?;
        let edition = Edition::compose(&sound, air, made, self.shapes);
        self.settler.compare(options, &output, &edition).map(Ok)
    }
}

impl<'f> Settler<'f> {
    pub(super) fn new(files: &'f dyn Files, gathered: Arc<Mutex<Gathered>>) -> Self {
        Self { files, settled: None, gathered, echoes: Echoes::default() }
    }

    /// The edition that stands in the output folder, where one stands there whole.
    #[must_use]
    pub fn settled(&self) -> Option<Arc<Edition>> {
        self.settled.clone()
    }

    /// Plans the radio for an edition that [`Builder::look`] has made, and puts it in place. What stands there
    /// already is neither made nor written again.
    ///
    /// # Errors
    /// Trouble with the machine; what was in place is then still whole, file by file.
    pub fn settle(
        &mut self,
        options: &Options<'_>,
        looked: &Looked,
        meanwhile: &mut Meanwhile<'_>,
    ) -> Result<Built, fs::Error> {
        let built = Built::default();
        let Some(before) = &looked.edition else { return Ok(built) };
        let output = match open(options)? {
            Ok(output) => output,
            Err(refusal) => {
                let mut diagnostics = looked.diagnostics.clone();
                diagnostics.push(refusal);
                return Ok(Built { diagnostics, ..built });
            }
        };
        let (air, made) = self.plan(&before.sound(), options, &output)?;
        if (meanwhile.stop)() {
            return Ok(Built { interrupted: true, ..built });
        }
        let same = *before.common.made() == made;
        let edition = if same {
            Edition { air, ..Edition::clone(before) }
        } else {
            Edition::compose(&before.sound(), air, made, before.shape)
        };
        let looked = Looked { diagnostics: looked.diagnostics.clone(), edition: Some(Arc::new(edition)) };
        if !same {
            (meanwhile.show)(&looked);
        }
        self.publish(options, &output, &looked, built, meanwhile.stop)
    }

    /// Plans the radio, which comes first, for pages tell when they are on air; what is wrong with it holds back no page.
    /// Makes the rest of what is made of all pages together.
    fn plan(
        &mut self,
        sound: &Sound,
        options: &Options<'_>,
        output: &fs::Output,
    ) -> Result<(Arc<Air>, Made), fs::Error> {
        let Sound { inputs, site, common, .. } = sound;
        let renderer = Renderer::new(site, &inputs.config, &inputs.theme, common);
        let (echoes, gathered) = (&mut self.echoes, &self.gathered);
        let air = || radio::air_with(&renderer, inputs, options, echoes);
        let (mut air, gathered) = rayon::join(air, || gather(site, &inputs.config, gathered));
        if options.weeks > 0 {
            radio::keep(&mut air, &output.stage("radio"))?;
        }
        let made = sound.made(&air, || gathered, &mut self.echoes);
        Ok((Arc::new(air), made))
    }

    /// Makes every file and compares it with the one that stands in the output folder; puts nothing in place.
    fn compare(&self, options: &Options<'_>, output: &fs::Output, edition: &Edition) -> Result<Vec<String>, fs::Error> {
        let (portal, radio) = (output.stage("portal"), output.stage("radio"));
        let cache = Cache::beside(options.out, false);
        let workshop =
            Workshop { renderer: edition.renderer(), inputs: &edition.inputs, files: self.files, cache: &cache };
        workshop.stage(edition.outputs.par_iter(), &portal, &radio, &|| false)?;
        let all = edition.outputs.iter().map(|output| output.path.clone()).collect();
        let mut differences = portal.differences(&all)?;
        if options.weeks > 0 {
            let (files, _) = radio::stage(&workshop.renderer, &edition.air, &radio)?;
            differences.extend(radio.differences(&files)?);
        }
        Ok(differences)
    }

    /// Makes what differs from what stands in the output folder, and puts it in place.
    fn publish(
        &mut self,
        options: &Options<'_>,
        output: &fs::Output,
        looked: &Looked,
        mut built: Built,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Built, fs::Error> {
        let Some(edition) = &looked.edition else { return Ok(built) };
        built.diagnostics.clone_from(&looked.diagnostics);
        let (inputs, site, aired) = (&*edition.inputs, &*edition.site, &*edition.air);
        built.pages = site.pages.len();
        built.unpublished = site.unpublished.len();
        let renderer = edition.renderer();
        let (portal, radio) = (output.stage("portal"), output.stage("radio"));
        let outdated = self.settled.as_ref().and_then(|settled| edition.outdated(settled));
        let cache = Cache::beside(options.out, true);
        let workshop = Workshop { renderer, inputs, files: self.files, cache: &cache };
        let problems = built.timings.time("render", || match &outdated {
            Some(some) => workshop.stage(some.par_iter().map(|at| &edition.outputs[*at]), &portal, &radio, stop),
            None => workshop.stage(edition.outputs.par_iter(), &portal, &radio, stop),
        })?;
        if stop() {
            return Ok(Built { interrupted: true, ..built });
        }
        let (radio_files, more) =
            if options.weeks > 0 { radio::stage(&renderer, aired, &radio)? } else { Default::default() };
        let raised = check::rendered_lints(&renderer, |code| inputs.config.raises(code));
        let problems = problems.into_iter().chain(radio::faces(&renderer)).chain(raised).collect();
        built.diagnostics.extend(adjusted(problems, inputs, site));
        if built.has_errors() {
            return Ok(built);
        }
        let radio_problems = on_air(&renderer, inputs, aired, self.files, more);
        let held_back = radio_problems.iter().any(Diagnostic::is_error);
        built.diagnostics.extend(radio_problems);
        // Should what follows fail, what stands in the folder is of no single edition.
        let settled = self.settled.take().filter(|_| outdated.is_some());
        built.portal = Some(built.timings.time("commit", || match settled {
            Some(settled) => portal.commit_some(edition.outputs.len(), &gone(&settled, edition)),
            None => portal.commit(&edition.outputs.iter().map(|output| output.path.clone()).collect()),
        })?);
        if outdated.is_none() {
            cache.sweep();
        }
        if options.weeks > 0 {
            built.programmes = put_radio(&mut built, aired, radio, &radio_files, held_back)?;
        }
        self.settled = Some(Arc::clone(edition));
        built.edition = Some(Arc::clone(edition));
        Ok(built)
    }
}

/// What a build writes into.
pub(super) fn channels(options: &Options<'_>) -> &'static [&'static str] {
    if options.weeks > 0 { &["portal", "radio"] } else { &["portal"] }
}

/// Takes hold of the output folder, or tells why it may not be used.
fn open(options: &Options<'_>) -> Result<Result<fs::Output, Diagnostic>, fs::Error> {
    match fs::Output::open(options.out, channels(options)) {
        Ok(output) => Ok(Ok(output)),
        Err(refusal) => refused(refusal).map(Err),
    }
}

/// Files of the portal that an edition before had and this one has not; both lists are sorted.
fn gone(before: &Edition, now: &Edition) -> Vec<String> {
    let there = |path: &str| now.outputs.binary_search_by(|output| output.path.as_str().cmp(path)).is_ok();
    before.outputs.iter().map(|output| &output.path).filter(|path| !there(path)).cloned().collect()
}

/// What is wrong with the radio; of guessed readings only those that go on air in these weeks: `check` looks at all.
fn on_air(
    renderer: &Renderer<'_>,
    inputs: &Inputs,
    aired: &Air,
    files: &dyn Files,
    more: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let soon: BTreeSet<&SourcePath> = aired.schedule.programmes().flat_map(Programme::pages).collect();
    let guessed = radio::doubts(renderer, inputs, files, |page| soon.contains(&page.document.path));
    let mut problems = adjusted(aired.diagnostics.iter().cloned().chain(guessed).collect(), inputs, renderer.site);
    problems.extend(more);
    problems
}

/// Puts the radio in place, or, when it has errors, only tells of the gaps. Returns the number of programmes.
fn put_radio(
    built: &mut Built,
    aired: &Air,
    radio: Staged<'_>,
    files: &BTreeSet<String>,
    held_back: bool,
) -> Result<usize, fs::Error> {
    if held_back {
        radio::commit_gaps(aired, radio)?;
        return Ok(0);
    }
    built.radio = Some(radio.commit(files)?);
    Ok(aired.schedule.programmes().count())
}
