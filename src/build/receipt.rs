//! What the last build was made of and what it put in place: where both are still the same, there is nothing to build.
//!
//! A receipt lies in the cache, which anybody may delete. It counts only for the very program that wrote it, for the same
//! sources by their bytes, and for an output folder in which no file was touched since.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::settle::channels;
use super::{Builder, Built, Options};
use crate::base::{Fingerprint, SourcePath};
use crate::diag::{Diagnostic, Severity, Text, find};
use crate::fs::{self, Cache, Committed, Entry, stamp};

/// Its name in the cache.
const NAME: &str = "receipt.json";

#[derive(Serialize, Deserialize)]
struct Receipt {
    /// Of the program, what it was asked for, and all sources.
    key: String,
    timezone: String,
    /// Of the files in the output folder.
    stamp: String,
    pages: usize,
    unpublished: usize,
    programmes: usize,
    said: Vec<Said>,
}

/// A diagnostic.
#[derive(Serialize, Deserialize)]
struct Said {
    code: String,
    place: Option<(String, Option<(u32, u32)>)>,
    message: (String, String),
    hints: Vec<(String, String)>,
}

impl Builder<'_> {
    /// Builds like [`Builder::build`], unless the last build of this `program` has done just that: then nothing is parsed,
    /// made or written. `program` must tell apart any two programs that might build differently.
    ///
    /// # Errors
    /// Trouble with the machine, as there.
    pub fn build_once(&mut self, options: &Options<'_>, program: &str) -> Result<Built, fs::Error> {
        let beside = Cache::beside(options.out, true);
        let receipt = beside.get(NAME).and_then(|bytes| serde_json::from_slice::<Receipt>(&bytes).ok());
        let sources = self.sources();
        if let Some(receipt) = receipt
            && receipt.key == sources.key(options, program, &receipt.timezone, &self.prints(&sources.entries))
            && let Some(built) = receipt.built(options)
        {
            return Ok(built);
        }
        // What is no page is looked at before it is read for the build: should it change meanwhile, the next build sees that.
        let is_page = |entry: &&Entry| super::load::is_markdown(entry.path.as_str());
        let others: Vec<Entry> = sources.entries.iter().filter(|entry| !is_page(entry)).cloned().collect();
        let prints = self.prints(&others);
        let others: BTreeMap<&SourcePath, Print> = others.iter().map(|entry| &entry.path).zip(prints).collect();
        let built = self.build(options)?;
        let whole = built.portal.is_some() && (built.radio.is_some() || options.weeks == 0);
        if whole && !built.has_errors() {
            let print =
                |entry: &Entry| others.get(&entry.path).copied().unwrap_or_else(|| self.reader.print_of(&entry.path));
            let prints: Vec<Print> = sources.entries.iter().map(print).collect();
            let key = sources.key(options, program, self.timezone(), &prints);
            if let Some(receipt) = Receipt::of(&built, options, key, self.timezone()) {
                beside.put(NAME, &serde_json::to_vec(&receipt).unwrap_or_default());
            }
        }
        Ok(built)
    }

    fn sources(&mut self) -> Sources {
        let mut sources = Sources::default();
        let content = self.reader.list();
        sources.entries.extend(content.entries.iter().cloned());
        sources.problems = format!("{:?}", content.problems);
        let themes = self.files.list("themes");
        sources.entries.extend(themes.entries);
        sources.problems.push_str(&format!("{:?}", themes.problems));
        sources.entries.extend(self.files.find("loa.toml"));
        sources
    }

    fn prints(&self, entries: &[Entry]) -> Vec<Print> {
        let print = |entry: &Entry| self.files.print(entry).ok();
        entries.par_iter().map(print).collect()
    }
}

/// The fingerprint of a file; `None` when it cannot be read.
type Print = Option<Fingerprint>;

/// All files of a site, and what could not be listed.
#[derive(Default)]
struct Sources {
    entries: Vec<Entry>,
    problems: String,
}

impl Sources {
    /// A fingerprint of all that a build depends on.
    fn key(&self, options: &Options<'_>, program: &str, timezone: &str, prints: &[Print]) -> String {
        let today = (options.today)(timezone);
        let Options { drafts, base_url, from, weeks, .. } = options;
        let problems = &self.problems;
        let mut all =
            format!("{program}\n{today}\n{timezone}\n{drafts}\n{base_url:?}\n{from:?}\n{weeks}\n{problems}\n");
        for (entry, print) in self.entries.iter().zip(prints) {
            let print = print.map_or_else(|| "-".to_owned(), |print| print.to_string());
            all.push_str(&format!("{}\0{print}\n", entry.path));
        }
        Fingerprint::of(all.as_bytes()).to_string()
    }
}

impl Receipt {
    fn of(built: &Built, options: &Options<'_>, key: String, timezone: &str) -> Option<Self> {
        let said = built.diagnostics.iter().map(Said::of).collect();
        let stamp = stamp(options.out, channels(options))?.0.to_string();
        let (pages, unpublished, programmes) = (built.pages, built.unpublished, built.programmes);
        Some(Self { key, timezone: timezone.to_owned(), stamp, pages, unpublished, programmes, said })
    }

    /// What the build had to tell, when nobody has touched what it made.
    fn built(&self, options: &Options<'_>) -> Option<Built> {
        let (stamp, counts) = stamp(options.out, channels(options))?;
        if self.stamp != stamp.to_string() {
            return None;
        }
        // The mark of the folder is nobody's file.
        let kept = |count: &usize| Committed { kept: count.saturating_sub(1), ..Committed::default() };
        Some(Built {
            diagnostics: self.said.iter().map(Said::diagnostic).collect::<Option<_>>()?,
            portal: counts.first().map(kept),
            radio: counts.get(1).map(kept),
            pages: self.pages,
            unpublished: self.unpublished,
            programmes: self.programmes,
            ..Built::default()
        })
    }
}

impl Said {
    fn of(one: &Diagnostic) -> Self {
        let text = |text: &Text| (text.vi.clone(), text.en.clone());
        let place = one.place.as_ref();
        Self {
            code: one.code.id.to_owned(),
            place: place.map(|(path, span)| (path.to_string(), span.as_ref().map(|span| (span.start, span.end)))),
            message: text(&one.message),
            hints: one.hints.iter().map(text).collect(),
        }
    }

    /// `None` for a code that is not known.
    fn diagnostic(&self) -> Option<Diagnostic> {
        let text = |(vi, en): &(String, String)| Text { vi: vi.clone(), en: en.clone() };
        let mut one = Diagnostic::new(find(&self.code)?, text(&self.message));
        // A build with errors leaves no receipt.
        one.severity = Severity::Warning;
        one.place = self
            .place
            .as_ref()
            .map(|(path, span)| (SourcePath::new(path.as_str()), span.map(|(start, end)| start..end)));
        one.hints = self.hints.iter().map(text).collect();
        Some(one)
    }
}
