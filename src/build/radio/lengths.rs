//! How long single pages last on air, and what is said of them.

use super::super::load::Inputs;
use super::channel::{Channel, airs};
use crate::base::SourcePath;
use crate::radio::{self, Doubt, SegmentText};
use crate::render::{Common, Renderer};
use crate::site::{Page, Site};
use crate::speech::{Band, Estimate};

/// How long pages last on air at the paces of a band, with the silence after the last word and without: those that
/// `wanted` names, or all that may go on air.
#[must_use]
pub fn spoken_lengths(
    site: &Site,
    inputs: &Inputs,
    wanted: &[String],
    band: &Band,
) -> Vec<(SourcePath, [Estimate; 2])> {
    let chosen = |page: &Page| {
        if wanted.is_empty() { airs(page) } else { wanted.iter().any(|file| names(file, page.document.path.as_str())) }
    };
    let found = segments(site, inputs, chosen).into_iter();
    found.map(|(path, text)| (path, [text.estimate(band), text.sounding(band)])).collect()
}

/// What is said of the page that was typed, one sentence a line; `None` when there is no such page.
#[must_use]
pub fn spoken_page(site: &Site, inputs: &Inputs, typed: &str) -> Option<String> {
    let found = segments(site, inputs, |page| names(typed, page.document.path.as_str()));
    found.first().map(|(_, text)| text.text())
}

/// What is guessed in the page that was typed, each written form once.
#[must_use]
pub fn page_doubts(site: &Site, inputs: &Inputs, typed: &str) -> Vec<Doubt> {
    let common = Common::new(site, &inputs.config, &inputs.theme);
    let renderer = Renderer::new(site, &inputs.config, &inputs.theme, &common);
    let channel = Channel::new(&renderer, inputs);
    let sources = channel.sources(|page| names(typed, page.document.path.as_str()));
    sources.first().map(|source| radio::doubts(source, &channel.station())).unwrap_or_default()
}

fn segments(site: &Site, inputs: &Inputs, chosen: impl Fn(&Page) -> bool) -> Vec<(SourcePath, SegmentText)> {
    let common = Common::new(site, &inputs.config, &inputs.theme);
    let renderer = Renderer::new(site, &inputs.config, &inputs.theme, &common);
    let channel = Channel::new(&renderer, inputs);
    let station = channel.station();
    let sources = channel.sources(chosen);
    sources.iter().map(|source| (source.page.clone(), radio::segment_text(source, &station))).collect()
}

/// Whether what was typed, `otp.md` or `canh-bao/otp.md`, is the end of a path by whole parts.
#[must_use]
pub fn names(typed: &str, path: &str) -> bool {
    let typed = typed.trim_start_matches("./");
    path.strip_suffix(typed).is_some_and(|before| !typed.is_empty() && (before.is_empty() || before.ends_with('/')))
}
