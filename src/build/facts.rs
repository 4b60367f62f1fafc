//! What is known of a single page: how long it is on air, what is guessed in it, which programmes hold it.

use super::adjusted;
use super::edition::Edition;
use super::radio::{doubts, spoken_lengths};
use crate::base::{Date, Millis, SourcePath, TimeOfDay};
use crate::content::Document;
use crate::diag::Diagnostic;
use crate::fs::Files;
use crate::radio::Programme;
use crate::speech::Estimate;

/// What is known of one page.
#[derive(Debug, Clone)]
pub struct Facts {
    pub source: SourcePath,
    pub title: String,
    /// On air, with the silence after the last word, at the rates that the station's programmes are planned with.
    /// `None` for a page that does not go on air.
    pub length: Option<Estimate>,
    /// The shortest and the longest programme of the station.
    pub slot: (Millis, Millis),
    /// The planned programmes that hold the page, in order of time.
    pub programmes: Vec<Holding>,
    /// Readings that were guessed, each once, with its place.
    pub doubts: Vec<Diagnostic>,
}

/// A programme that holds a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    pub id: String,
    pub date: Date,
    pub time: TimeOfDay,
    /// Empty for all loudspeakers.
    pub cluster: String,
    /// Its script below `dist/radio`, with `/`.
    pub script: String,
    /// Of the whole programme.
    pub length: Estimate,
    /// The bounds of its slot.
    pub slot: (Millis, Millis),
    /// Whether it is within its slot at every rate.
    pub fits: bool,
}

impl Edition {
    /// What is known of the page at `address`, `/canh-bao/otp/`; `None` for an address that no file of the site speaks for,
    /// as the list of a topic.
    ///
    /// The text is said anew for each question; a page of a thousand words takes a few milliseconds.
    #[must_use]
    pub fn facts(&self, address: &str, files: &dyn Files) -> Option<Facts> {
        let document = self.document(address)?;
        let source = document.path.clone();
        let config = &self.inputs.config;
        let band = self.inputs.ledger.corrected(&config.radio).band;
        let airs = |path: &SourcePath| *path == source;
        let wanted = [source.to_string()];
        let lengths = spoken_lengths(&self.site, &self.inputs, &wanted, &band);
        let on_air = document.front.radio.include.unwrap_or_else(|| document.front.kind.airs());
        let length = lengths.into_iter().find(|(path, _)| airs(path)).map(|(_, [length, _])| length);
        let guessed = doubts(&self.renderer(), &self.inputs, files, |page| airs(&page.document.path));
        Some(Facts {
            title: document.front.title.clone(),
            length: length.filter(|_| on_air),
            slot: (config.radio.slot_min, config.radio.slot_max),
            programmes: self.programmes(&source),
            doubts: adjusted(guessed, &self.inputs, &self.site),
            source,
        })
    }

    fn document(&self, address: &str) -> Option<&Document> {
        let page = self.site.pages.iter().find(|page| page.url.as_str() == address).map(|page| &page.document);
        let section = || self.site.sections.iter().find(|section| section.url.as_str() == address);
        page.or_else(|| section()?.document.as_ref()).map(AsRef::as_ref)
    }

    fn programmes(&self, source: &SourcePath) -> Vec<Holding> {
        let holds = |programme: &&Programme| programme.pages().any(|page| page == source);
        let holding = |programme: &Programme| Holding {
            id: programme.id.clone(),
            date: programme.slot.date,
            time: programme.slot.time,
            cluster: programme.slot.cluster.clone(),
            script: format!("{}.html", programme.path()),
            length: programme.length,
            slot: (programme.slot.min, programme.slot.max),
            fits: programme.fits(),
        };
        self.air.schedule.programmes().filter(holds).map(holding).collect()
    }
}
