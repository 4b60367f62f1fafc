//! The radio channel: the site's pages as sources, the plan of programmes, and its files.

mod channel;
mod compare;
mod desk;
mod doubts;
mod faces;
mod lengths;
mod sheet;
mod stage;

use super::load::Inputs;
use crate::diag::Diagnostic;
use crate::radio::{self, Schedule, Script};
use crate::render::Renderer;

use channel::{Channel, airs};
pub(super) use doubts::doubts;
pub(super) use faces::faces;
pub use lengths::{names, spoken_lengths, spoken_page};
pub(super) use stage::{commit_gaps, stage};

/// The programmes of some weeks.
pub struct Air {
    pub schedule: Schedule,
    scripts: Vec<Script>,
    station: String,
    pub diagnostics: Vec<Diagnostic>,
}

/// Plans the programmes.
#[must_use]
pub fn air(renderer: &Renderer<'_>, inputs: &Inputs, weeks: u32) -> Air {
    let channel = Channel::new(renderer, inputs);
    let station = channel.station();
    let sources = channel.sources(airs);
    let name = inputs.config.radio.station.clone();
    if sources.is_empty() {
        // A site that has nothing to say on air yet has no duty to.
        return Air { schedule: Schedule::default(), scripts: Vec::new(), station: name, diagnostics: Vec::new() };
    }
    let (schedule, diagnostics) = radio::plan(&sources, &station, renderer.site.today, weeks);
    let scripts = schedule.programmes().map(|programme| Script::of(programme, &station)).collect();
    Air { schedule, scripts, station: name, diagnostics }
}
