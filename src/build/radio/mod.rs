//! The radio channel: the site's pages as sources, the plan of programmes, and its files.

mod airing;
mod audio;
mod bulletins;
mod channel;
mod compare;
mod desk;
mod doubts;
mod faces;
mod lengths;
mod office;
mod past;
mod sheet;
mod stage;

use super::Options;
use super::load::Inputs;
use crate::diag::Diagnostic;
use crate::radio::{self, Reading, Schedule, Script};
use crate::render::Renderer;

pub(super) use airing::airing;
pub(super) use audio::Readings;
pub use audio::{Order, Voice};
pub(super) use audio::{keep, read, record};
pub use bulletins::{Ready, Refused, bulletin};
use channel::Channel;
pub(super) use channel::airs;
pub(super) use doubts::doubts;
pub(super) use faces::{faceless, faces};
pub use lengths::{names, page_doubts, spoken_lengths, spoken_page};
pub(super) use stage::{commit_gaps, stage};

/// The programmes of some weeks.
#[derive(Default)]
pub struct Air {
    pub schedule: Schedule,
    /// Of the schedule's programmes, in their order.
    pub scripts: Vec<Script>,
    /// What a machine voice would read of each programme.
    readings: Vec<Reading>,
    station: String,
    past: Vec<past::PastWeek>,
    pub diagnostics: Vec<Diagnostic>,
}

/// What was spoken for earlier builds: for their programmes, and for the transcripts of the portal.
#[derive(Default)]
pub(super) struct Echoes {
    plan: radio::Echo,
    transcripts: radio::Echo,
}

/// Plans the programmes; none for no weeks.
#[must_use]
pub fn air(renderer: &Renderer<'_>, inputs: &Inputs, options: &Options<'_>) -> Air {
    air_with(renderer, inputs, options, &mut Echoes::default())
}

/// The same, with what earlier builds have spoken.
pub(super) fn air_with(renderer: &Renderer<'_>, inputs: &Inputs, options: &Options<'_>, echoes: &mut Echoes) -> Air {
    let name = inputs.config.radio.station.clone();
    if options.weeks == 0 {
        return Air { station: name, ..Air::default() };
    }
    let channel = Channel::new(renderer, inputs);
    let station = channel.station();
    let sources = channel.sources(airs);
    let changed = bulletins::changed(&channel, renderer.site, &inputs.ledger);
    if sources.is_empty() {
        // A site that has nothing to say on air yet has no duty to.
        let diagnostics = inputs.ledger.problems.iter().cloned().chain(changed).collect();
        return Air {
            station: name,
            past: past::past(renderer.site, &inputs.ledger, &Schedule::default()),
            diagnostics,
            ..Air::default()
        };
    }
    let from = options.from.unwrap_or(renderer.site.today);
    let (schedule, mut diagnostics) =
        radio::plan_with(&sources, &station, &inputs.ledger, from, options.weeks, &mut echoes.plan);
    diagnostics.extend(changed);
    let scripts = schedule.programmes().map(|programme| Script::of(programme, &station)).collect();
    let readings = schedule.programmes().map(|programme| Reading::of(programme, &station)).collect();
    let past = past::past(renderer.site, &inputs.ledger, &schedule);
    Air { schedule, scripts, readings, station: name, past, diagnostics }
}
