//! `loa check`: everything that a build would say, and every lint, without writing.

use std::sync::Arc;

use super::load::Inputs;
use super::plan::plan;
use super::{Builder, Options, Resolved, Timings, air, airs, gather, pictures, portal, radio, reach};
use crate::content::Document;
use crate::diag::{Code, Diagnostic, Scope, codes};
use crate::fs::Cache;
use crate::lint::{self, Allowed};
use crate::render::{Common, Gathered, Made, Renderer};
use crate::site::Site;

/// What a check found.
#[derive(Debug, Default)]
pub struct Checked {
    pub diagnostics: Vec<Diagnostic>,
    /// Every citation of a document, in order of file and place.
    pub citations: Vec<lint::PageCitation>,
}

impl Builder<'_> {
    /// Everything that `build` would say, and every lint, without writing.
    pub fn check(&mut self, options: &Options<'_>) -> Checked {
        let mut timings = Timings::default();
        let Resolved { inputs, mut site, diagnostics, .. } = match self.resolve(options, &mut timings) {
            Ok(resolved) => resolved,
            Err(diagnostics) => return Checked { diagnostics, ..Checked::default() },
        };
        let cache = Cache::beside(options.out, false);
        let (catalog, problems) = pictures::look(&site, &inputs, self.files, &cache, pictures::Work::Check);
        let mut diagnostics: Vec<Diagnostic> = diagnostics.into_iter().chain(problems).collect();
        let stops = |one: &Diagnostic| one.is_error() && one.code.scope != Scope::Page;
        if adjusted(diagnostics.clone(), &inputs, &site).iter().any(stops) {
            diagnostics.extend(lint::check(&site, &inputs.config, false));
        } else {
            Arc::make_mut(&mut site.registers).media = catalog;
            diagnostics.extend(self.deeper(options, &inputs, &site, &diagnostics));
        }
        Checked { diagnostics: adjusted(diagnostics, &inputs, &site), citations: lint::citations(&site) }
    }

    /// What only templates, the plan of the radio and the lints show, of a site whose pages have no error; `known` is what
    /// was found before.
    fn deeper(&self, options: &Options<'_>, inputs: &Inputs, site: &Site, known: &[Diagnostic]) -> Vec<Diagnostic> {
        let config = &inputs.config;
        let common = Common::new(site, config, &inputs.theme);
        let renderer = Renderer::new(site, config, &inputs.theme, &common);
        // Asked for once before the work is divided: whoever comes second would wait for the first.
        let _ = site.citations();
        let doubts = || radio::doubts(&renderer, inputs, self.files, |_| true);
        let lints = || lint::check(site, config, true);
        let (aired, (doubts, mut problems)) =
            rayon::join(|| air(&renderer, inputs, options), || rayon::join(doubts, lints));
        let airing = radio::airing(&renderer, inputs, &aired, &mut radio::Echoes::default());
        // The built-in theme does not ask what is in the index of the search.
        let made = if inputs.theme.is_own {
            gather(site, config, &self.gathered)
        } else {
            Gathered::default().without_index(site, airs(site))
        };
        let common = common.with(&inputs.theme, Made { airing, ..made });
        let renderer = Renderer::new(site, config, &inputs.theme, &common);
        let mut of_theme = portal::try_templates(&renderer, &plan(site, config, renderer.made));
        of_theme.extend(radio::faces(&renderer));
        let sound = !of_theme.iter().any(Diagnostic::is_error);
        problems.extend(of_theme);
        if sound {
            problems.extend(rendered_lints(&renderer, |_| true));
            problems.extend(aired.diagnostics);
            problems.extend(doubts);
            // Of a site that was not looked at to the end nobody knows what a comment would let be.
            let all: Vec<Diagnostic> = known.iter().chain(&problems).cloned().collect();
            problems.extend(useless_comments(site, inputs, &all));
        }
        problems
    }
}

/// The lints that need the theme: those for whose codes somebody asks.
pub(super) fn rendered_lints(renderer: &Renderer<'_>, wanted: impl Fn(&Code) -> bool) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if wanted(&codes::ORPHAN) || wanted(&codes::TOO_MANY_CLICKS) {
        problems.extend(reach::check(renderer));
    }
    if wanted(&codes::NO_SPOKEN_FACE) {
        problems.extend(radio::faceless(renderer));
    }
    problems.retain(|one| wanted(one.code));
    problems
}

/// Comments `loa-allow` of published pages that are no use.
fn useless_comments(site: &Site, inputs: &Inputs, all: &[Diagnostic]) -> Vec<Diagnostic> {
    Allowed::of(published(site)).useless(all, |code| inputs.config.hears(code))
}

/// Those that can have no effect, where the site has made an error of that; which were of no use only a check knows.
pub(super) fn void_comments(site: &Site, inputs: &Inputs) -> Vec<Diagnostic> {
    let mut problems = Allowed::of(published(site)).useless(&[], |_| false);
    problems.retain(|one| inputs.config.raises(one.code));
    problems
}

fn published(site: &Site) -> impl Iterator<Item = &Document> {
    site.documents().map(AsRef::as_ref)
}

/// The levels that `[lint]` sets, without what comments in the pages let be; in order of file and place, each message once.
pub(super) fn adjusted(diagnostics: Vec<Diagnostic>, inputs: &Inputs, site: &Site) -> Vec<Diagnostic> {
    let allowed = Allowed::of(published(site));
    let mut adjusted: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    for mut diagnostic in diagnostics {
        match inputs.config.lint.get(diagnostic.code.id) {
            Some(None) => continue,
            Some(Some(severity)) => diagnostic.severity = *severity,
            None => {}
        }
        if !allowed.lets(&diagnostic) {
            adjusted.push(diagnostic);
        }
    }
    adjusted.sort_by_cached_key(|one| {
        let place = one.place.as_ref().map(|(path, span)| (path.clone(), span.as_ref().map(|span| span.start)));
        (place, one.code.id, one.message.vi.clone())
    });
    adjusted.dedup();
    adjusted
}
