//! What the radio desk asks of a site: its programmes alone, one bulletin, a reading by a machine.

use std::time::Duration;

use super::{Air, Builder, Built, Options, Resolved, Timings, Voice, adjusted, air, radio, refused};
use crate::base::SourcePath;
use crate::diag::Diagnostic;
use crate::fs::{self, Refusal};
use crate::render::{Common, Renderer};

/// How long a finished reading waits for another program that is building: a build takes seconds.
const PATIENCE: Duration = Duration::from_secs(60);

impl Resolved {
    fn common(&self) -> Common {
        Common::new(&self.site, &self.inputs.config, &self.inputs.theme)
    }

    fn renderer<'r>(&'r self, common: &'r Common) -> Renderer<'r> {
        Renderer::new(&self.site, &self.inputs.config, &self.inputs.theme, common)
    }
}

impl Builder<'_> {
    /// The programmes of a site, without rendering or writing anything.
    ///
    /// # Errors
    /// The diagnostics, when the site itself has errors.
    pub fn programmes(&mut self, options: &Options<'_>) -> Result<(Resolved, Air), Vec<Diagnostic>> {
        let mut resolved = self.resolve(options, &mut Timings::default())?;
        resolved.diagnostics = adjusted(resolved.diagnostics, &resolved.inputs, &resolved.site);
        if resolved.diagnostics.iter().any(Diagnostic::is_error) {
            return Err(resolved.diagnostics);
        }
        let common = resolved.common();
        let mut aired = air(&resolved.renderer(&common), &resolved.inputs, options);
        aired.diagnostics = adjusted(aired.diagnostics, &resolved.inputs, &resolved.site);
        Ok((resolved, aired))
    }

    /// Reads a site for one bulletin. A mistake in some other page does not hold it back: a storm does not wait until
    /// all links are mended.
    ///
    /// # Errors
    /// The diagnostics, when something that every page needs has errors.
    pub fn for_bulletins(&mut self, options: &Options<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut resolved = self.resolve(options, &mut Timings::default())?;
        resolved.diagnostics = adjusted(resolved.diagnostics, &resolved.inputs, &resolved.site);
        let page = |path: &SourcePath| path.as_str().starts_with("content/") && !path.as_str().starts_with("content/_");
        let of_a_page = |one: &Diagnostic| one.place.as_ref().is_some_and(|(path, _)| page(path));
        if resolved.diagnostics.iter().any(|one| one.is_error() && !of_a_page(one)) {
            return Err(resolved.diagnostics);
        }
        Ok(resolved)
    }

    /// Builds the radio channel alone, with each programme read by `voice` if there is one.
    ///
    /// # Errors
    /// Trouble with the machine.
    pub fn build_radio(&mut self, options: &Options<'_>, voice: Option<&dyn Voice>) -> Result<Built, fs::Error> {
        let refusing = |refusal| Ok(Built { diagnostics: vec![refused(refusal)?], ..Built::default() });
        let mut readings = None;
        if let Some(voice) = voice {
            // Minutes are not to be spent on a folder that will not take their fruit.
            if let Err(refusal) = fs::Output::open_within(options.out, &["radio"], PATIENCE) {
                return refusing(refusal);
            }
            readings = match self.read_aloud(options, voice) {
                Ok(readings) => readings,
                Err(refusal) => return refusing(refusal),
            };
        }
        // Planned only now: pages may have changed while the voice was reading.
        let (resolved, mut aired) = match self.programmes(options) {
            Ok(planned) => planned,
            Err(diagnostics) => return Ok(Built { diagnostics, ..Built::default() }),
        };
        let mut built = Built { diagnostics: aired.diagnostics.clone(), ..Built::default() };
        let patience = if readings.is_some() { PATIENCE } else { Duration::ZERO };
        let output = match fs::Output::open_within(options.out, &["radio"], patience) {
            Ok(output) => output,
            Err(refusal) => return refusing(refusal),
        };
        let common = resolved.common();
        let renderer = resolved.renderer(&common);
        let radio = output.stage("radio");
        let mut unread = Vec::new();
        if let Some(readings) = readings {
            radio::record(&mut aired, &readings, &radio)?;
            unread = adjusted(readings.failures, &resolved.inputs, &resolved.site);
        }
        radio::keep(&mut aired, &radio)?;
        let (files, problems) = radio::stage(&renderer, &aired, &radio)?;
        built.diagnostics.extend(adjusted(problems, &resolved.inputs, &resolved.site));
        if built.has_errors() {
            radio::commit_gaps(&aired, radio)?;
        } else {
            built.programmes = aired.schedule.programmes().count();
            built.radio = Some(radio.commit(&files)?);
        }
        // A silent voice holds back no script.
        built.diagnostics.extend(unread);
        Ok(built)
    }

    /// Has the programmes read as they are planned now; nothing is read of a site that has errors.
    fn read_aloud(&mut self, options: &Options<'_>, voice: &dyn Voice) -> Result<Option<radio::Readings>, Refusal> {
        match self.programmes(options) {
            Ok((resolved, aired)) if !aired.diagnostics.iter().any(Diagnostic::is_error) => {
                radio::read(&aired, voice, &resolved.inputs.config.radio.voice_command, options.out).map(Some)
            }
            _ => Ok(None),
        }
    }
}
