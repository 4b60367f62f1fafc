//! What the terminal, other programs and open pages are told of each round of `loa watch`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use serde_json::{Value, json};

use super::Console;
use super::build::tell;
use crate::base::{OutPath, SourcePath};
use crate::build::{Built, Edition, Looked, stops_everything};
use crate::diag::{Diagnostic, Format, Style, Text, codes};
use crate::fs;
use crate::say;
use crate::serve::{News, Server};
use crate::watch::Changes;

/// Who speaks to people. Two threads do: the one that looks at sources, and the one that puts editions on the disk.
pub(super) struct Teller<'t> {
    pub console: &'t Console,
    pub server: Server,
    pub address: &'t str,
    pub json: bool,
    pub told: Mutex<Told>,
}

/// What has been told so far.
#[derive(Default)]
pub(super) struct Told {
    /// Counts the looks; what belongs to an older one is news no more.
    look: u64,
    number: u64,
    busy: bool,
    /// What the last build said, without the places, which move with every line.
    said: BTreeSet<String>,
    /// The last edition that was planned.
    planned: Option<Arc<Edition>>,
    /// Files that were told of when they were shown, and in which look. A build that was at work then may have found them
    /// changed already.
    files: BTreeMap<OutPath, u64>,
}

impl Teller<'_> {
    /// Shows what was looked at before the disk has it, or what is wrong in it. Returns the number of the look.
    pub fn show(&self, prefix: &str, looked: &Looked, files: Vec<OutPath>) -> u64 {
        let mut told = self.told();
        told.look += 1;
        let look = told.look;
        told.files.extend(files.iter().map(|file| (file.clone(), look)));
        self.server.built(News { files, ..news(prefix, looked) });
        look
    }

    /// Shows the same look again, with more of the radio, unless there is a newer one.
    pub fn show_again(&self, look: u64, prefix: &str, looked: &Looked) {
        if self.told().look == look {
            self.server.built(news(prefix, looked));
        }
    }

    /// Whether another program was writing into the output folder.
    pub fn is_busy(&self) -> bool {
        self.told().busy
    }

    /// The last edition that was planned, once.
    pub fn planned(&self) -> Option<Arc<Edition>> {
        self.told().planned.take()
    }

    /// The first build, told as `loa build` tells it.
    pub fn first(&self, prefix: &str, round: &Round, out: &Path) {
        let everything = Changes { everything: true, ..Changes::default() };
        self.end(prefix, 0, &everything, round, |console, round, _| {
            console.report(&round.built.diagnostics);
            if round.trouble.is_none() {
                tell(console, &round.built, out);
            }
            let millis = round.millis;
            console.say(&say!("xong sau {millis} ms"; "done in {millis} ms"));
        });
    }

    /// One line, and what is wrong, unless everybody has read it.
    pub fn next(&self, prefix: &str, look: u64, changes: &Changes, round: &Round) {
        self.end(prefix, look, changes, round, |console, round, said| {
            // What holds back the portal is told as long as it does.
            let fresh = |one: &&Diagnostic| stops_everything(one) || !said.contains(&words(one));
            let told: Vec<Diagnostic> = round.built.diagnostics.iter().filter(fresh).cloned().collect();
            let (made, removed) = (round.written().count(), round.removed().count());
            // A second look that finds nothing is nobody's business.
            if told.is_empty() && made + removed == 0 && changes.paths.is_empty() && round.trouble.is_none() {
                return;
            }
            console.report(&told);
            console.say(&line(&what(changes), round, console));
        });
    }

    fn end(
        &self,
        prefix: &str,
        look: u64,
        changes: &Changes,
        round: &Round,
        line: impl FnOnce(&Console, &Round, &BTreeSet<String>),
    ) {
        let mut told = self.told();
        told.number += 1;
        told.busy = round.built.diagnostics.iter().any(|one| one.code.id == codes::BUSY.id);
        if let Some(planned) = &round.built.edition {
            told.planned = Some(Arc::clone(planned));
        }
        // The page first, for somebody waits for it; then the terminal.
        let written = round.written().chain(round.removed()).filter(|file| !told.files.contains_key(*file));
        let files: Vec<OutPath> = written.cloned().collect();
        told.files.retain(|_, shown| *shown > look);
        match &round.built.edition {
            edition if told.look != look => self.server.settled(edition.as_ref(), &files),
            _ => self.server.built(News { files, ..round.news(prefix) }),
        }
        let now = round.built.diagnostics.iter().map(words).collect();
        let said = std::mem::replace(&mut told.said, now);
        let number = told.number;
        drop(told);
        if let Some(error) = &round.trouble {
            self.console.machine(error);
        }
        if self.json {
            self.console.result(&format!("{}\n", self.object(number, changes, round)));
        } else {
            line(self.console, round, &said);
        }
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One build as a line for other programs.
    fn object(&self, number: u64, changes: &Changes, round: &Round) -> Value {
        let report = self.console.written(&round.built.diagnostics, Format::Json, Style::Plain);
        let count = |error| round.built.diagnostics.iter().filter(|one| one.is_error() == error).count();
        json!({
            "build": number,
            "address": self.address,
            "changed": changes.paths.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "everything": changes.everything,
            "published": round.built.portal.is_some(),
            "pages": round.built.pages,
            "programmes": round.built.programmes,
            "written": round.written().map(ToString::to_string).collect::<Vec<_>>(),
            "removed": round.removed().map(ToString::to_string).collect::<Vec<_>>(),
            "milliseconds": u64::try_from(round.millis).unwrap_or(u64::MAX),
            "shown_milliseconds": round.shown.map(|millis| u64::try_from(millis).unwrap_or(u64::MAX)),
            "errors": count(true),
            "warnings": count(false),
            "trouble": round.trouble.as_ref().map(ToString::to_string),
            "messages": serde_json::from_str::<Value>(&report).unwrap_or_default(),
        })
    }
}

/// What came of one build.
pub(super) struct Round {
    built: Built,
    trouble: Option<fs::Error>,
    /// Until all of it stood on the disk.
    millis: u128,
    /// Until it could be seen, where that was sooner.
    shown: Option<u128>,
    /// What stands on the disk when all of this was held back.
    instead: Option<Arc<Edition>>,
}

impl Round {
    pub fn new(result: Result<Built, fs::Error>, start: Instant, shown: Option<u128>) -> Self {
        let millis = start.elapsed().as_millis();
        match result {
            Ok(built) => Self { built, trouble: None, millis, shown, instead: None },
            Err(error) => Self { built: Built::default(), trouble: Some(error), millis, shown, instead: None },
        }
    }

    /// The same, with what is to be shown when it was held back at the last moment.
    pub fn or(self, instead: Option<Arc<Edition>>) -> Self {
        Self { instead, ..self }
    }

    fn news(&self, prefix: &str) -> News {
        let held_back = self.built.edition.is_none() && self.trouble.is_none();
        News {
            prefix: prefix.to_owned(),
            diagnostics: self.built.diagnostics.clone(),
            trouble: self.trouble.as_ref().map(ToString::to_string).unwrap_or_default(),
            edition: self.built.edition.clone().or_else(|| self.instead.clone().filter(|_| held_back)),
            settled: true,
            ..News::default()
        }
    }

    fn written(&self) -> impl Iterator<Item = &OutPath> {
        [&self.built.portal, &self.built.radio].into_iter().flatten().flat_map(|committed| &committed.written)
    }

    fn removed(&self) -> impl Iterator<Item = &OutPath> {
        [&self.built.portal, &self.built.radio].into_iter().flatten().flat_map(|committed| &committed.removed)
    }
}

fn words(one: &Diagnostic) -> String {
    let path = one.place.as_ref().map(|(path, _)| path.as_str()).unwrap_or_default();
    format!("{} {path} {}", one.code.id, one.message.en)
}

/// What changed, in a few words.
fn what(changes: &Changes) -> Text {
    let more = changes.paths.len().saturating_sub(1);
    match changes.paths.first() {
        Some(path) if more == 0 => say!("{path}"; "{path}"),
        Some(path) => say!("{path} và {more} tệp khác"; "{path} and {more} more"),
        None => say!("toàn bộ trang web"; "the whole site"),
    }
}

fn line(what: &Text, round: &Round, console: &Console) -> Text {
    let (millis, what) = (round.millis, what.get(console.lang));
    if round.built.portal.is_none() {
        return say!("{what}: không đăng gì, {millis} ms"; "{what}: nothing published, {millis} ms");
    }
    let pages = round.written().filter(|path| path.as_str().starts_with("portal/") && path.as_str().ends_with(".html"));
    let (pages, files, removed) = (pages.count(), round.written().count(), round.removed().count());
    match (files, removed) {
        (0, 0) => say!("{what}: không đổi gì, {millis} ms"; "{what}: nothing changed, {millis} ms"),
        (_, 0) => {
            say!("{what}: {pages} trang, {files} tệp, {millis} ms"; "{what}: {pages} pages, {files} files, {millis} ms")
        }
        _ => {
            say!("{what}: {pages} trang, {files} tệp, xóa {removed}, {millis} ms"; "{what}: {pages} pages, {files} files, {removed} removed, {millis} ms")
        }
    }
}

/// What can be shown before the disk has it.
fn news(prefix: &str, looked: &Looked) -> News {
    News {
        prefix: prefix.to_owned(),
        diagnostics: looked.diagnostics.clone(),
        edition: looked.edition.clone(),
        ..News::default()
    }
}

/// Where a source that is no page is published.
pub(super) fn shown_as_it_is(source: &SourcePath) -> Option<OutPath> {
    let path = source.as_str().strip_prefix("content/").filter(|path| !path.ends_with(".md"))?;
    Some(OutPath::new(format!("portal/{path}")))
}
