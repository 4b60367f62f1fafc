//! One build after another for `loa watch`, and what the terminal, other programs and open pages are told of each.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};

use super::Console;
use super::build::tell;
use crate::base::{Date, OutPath, SourcePath};
use crate::build::{Builder, Built, Looked, Meanwhile, Options, Touched, stops_everything};
use crate::diag::{Diagnostic, Format, Style, Text, codes};
use crate::fs;
use crate::say;
use crate::serve::{News, Server};
use crate::watch::Changes;

/// How often a build is made again at once because files went away under it.
const AGAIN: u32 = 3;

/// A site that is built again and again.
pub(super) struct Rounds<'r> {
    pub console: &'r Console,
    pub builder: Builder<'r>,
    pub options: Options<'r>,
    pub root: &'r Path,
    pub server: Server,
    pub address: &'r str,
    pub json: bool,
    /// Whether the next change has come already.
    pub stirring: &'r (dyn Fn() -> bool + Sync),
    pub past: Past,
}

/// What the rounds before have left behind.
#[derive(Default)]
pub(super) struct Past {
    number: u64,
    /// The day built for.
    day: Option<Date>,
    busy: bool,
    /// What is shown and not on the disk yet: the changes, since when, and how long it took to show them.
    unsettled: Option<(Changes, Instant, Option<u128>)>,
    /// What the last build said, without the places, which move with every line.
    said: BTreeSet<String>,
}

impl Rounds<'_> {
    /// Whether another program was writing into the output folder.
    pub fn is_busy(&self) -> bool {
        self.past.busy
    }

    /// Whether something is shown that is not on the disk yet.
    pub fn is_unsettled(&self) -> bool {
        self.past.unsettled.is_some()
    }

    /// Whether the last build was for a day that is over.
    pub fn is_new_day(&self) -> bool {
        self.past.day.is_some_and(|day| day != (self.options.today)(self.builder.timezone()))
    }

    /// The first build, told as `loa build` tells it.
    pub fn first(&mut self) {
        let start = Instant::now();
        let mut result = self.builder.build(&self.options);
        for _ in 0..AGAIN {
            if !result.as_ref().is_ok_and(|built| self.lost_a_file(&built.diagnostics)) {
                break;
            }
            result = self.builder.build(&self.options);
        }
        let out = self.options.out;
        let everything = Changes { everything: true, ..Changes::default() };
        self.end(&everything, &Round::new(result, start, None), |console, round| {
            console.report(&round.built.diagnostics);
            if round.trouble.is_none() {
                tell(console, &round.built, out);
            }
            let millis = round.millis;
            console.say(&say!("xong sau {millis} ms"; "done in {millis} ms"));
        });
    }

    /// A build after a change: shown first, then put on the disk, told in one line unless something is wrong.
    pub fn next(&mut self, changes: &Changes) {
        let start = Instant::now();
        let touched = if changes.everything { Touched::Everything } else { Touched::Only(changes.paths.clone()) };
        let mut looked = self.builder.look(&self.options, &touched);
        for _ in 0..AGAIN {
            if !self.lost_a_file(&looked.diagnostics) {
                break;
            }
            looked = self.builder.look(&self.options, &Touched::Everything);
        }
        let files = changes.paths.iter().filter_map(shown_as_it_is).collect();
        let mut changes = changes.clone();
        if let Some((before, ..)) = self.past.unsettled.take() {
            changes.paths.extend(before.paths);
            changes.everything |= before.everything;
        }
        if looked.edition.is_none() {
            let built = Built { diagnostics: looked.diagnostics, ..Built::default() };
            return self.tell(&changes, &Round::new(Ok(built), start, None));
        }
        self.server.built(News { files, ..news(self.builder.prefix(), &looked) });
        self.settle(changes, start, Some(start.elapsed().as_millis()));
    }

    /// Puts on the disk what is shown already.
    pub fn finish(&mut self) {
        if let Some((changes, start, shown)) = self.past.unsettled.take() {
            self.settle(changes, start, shown);
        }
    }

    fn settle(&mut self, changes: Changes, start: Instant, shown: Option<u128>) {
        let (server, prefix) = (&self.server, self.builder.prefix().to_owned());
        let mut show = |looked: &Looked| server.built(news(&prefix, looked));
        let mut meanwhile = Meanwhile { show: &mut show, stop: self.stirring };
        let result = self.builder.settle(&self.options, &mut meanwhile);
        if result.as_ref().is_ok_and(|built| built.interrupted) {
            self.past.unsettled = Some((changes, start, shown));
            return;
        }
        self.tell(&changes, &Round::new(result, start, shown));
    }

    /// One line, and what is wrong, unless everybody has read it.
    fn tell(&mut self, changes: &Changes, round: &Round) {
        let said = std::mem::take(&mut self.past.said);
        self.end(changes, round, |console, round| {
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

    fn end(&mut self, changes: &Changes, round: &Round, told: impl FnOnce(&Console, &Round)) {
        self.past.number += 1;
        self.past.day = Some((self.options.today)(self.builder.timezone()));
        // What was told when it was shown is not told again.
        let known = changes.paths.iter().filter(|_| round.shown.is_some()).filter_map(shown_as_it_is);
        let known: BTreeSet<OutPath> = known.collect();
        let held_back = round.built.edition.is_none() && round.trouble.is_none();
        // The page first, for somebody waits for it; then the terminal.
        self.server.built(News {
            prefix: self.builder.prefix().to_owned(),
            diagnostics: round.built.diagnostics.clone(),
            trouble: round.trouble.as_ref().map(ToString::to_string).unwrap_or_default(),
            files: round.written().chain(round.removed()).filter(|file| !known.contains(file)).cloned().collect(),
            // What was held back at the last moment gives way to what is on the disk.
            edition: round.built.edition.clone().or_else(|| self.builder.settled().filter(|_| held_back)),
            settled: true,
        });
        self.past.busy = round.built.diagnostics.iter().any(|one| one.code.id == codes::BUSY.id);
        self.past.said = round.built.diagnostics.iter().map(words).collect();
        if let Some(error) = &round.trouble {
            self.console.machine(error);
        }
        if self.json {
            self.console.result(&format!("{}\n", self.object(changes, round)));
        } else {
            told(self.console, round);
        }
    }

    /// Whether a source was listed and then gone: the event that tells of it is on its way, and nothing is wrong.
    fn lost_a_file(&self, diagnostics: &[Diagnostic]) -> bool {
        let errors: Vec<&Diagnostic> = diagnostics.iter().filter(|one| stops_everything(one)).collect();
        errors.iter().any(|one| {
            let gone = |path: &str| self.root.join(path).symlink_metadata().is_err();
            one.code.id == codes::UNREADABLE.id && one.place.as_ref().is_some_and(|(path, _)| gone(path.as_str()))
        })
    }

    /// One build as a line for other programs.
    fn object(&self, changes: &Changes, round: &Round) -> Value {
        let report = self.console.written(&round.built.diagnostics, Format::Json, Style::Plain);
        let count = |error| round.built.diagnostics.iter().filter(|one| one.is_error() == error).count();
        json!({
            "build": self.past.number,
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
struct Round {
    built: Built,
    trouble: Option<fs::Error>,
    /// Until all of it stood on the disk.
    millis: u128,
    /// Until it could be seen, where that was sooner.
    shown: Option<u128>,
}

impl Round {
    fn new(result: Result<Built, fs::Error>, start: Instant, shown: Option<u128>) -> Self {
        let millis = start.elapsed().as_millis();
        match result {
            Ok(built) => Self { built, trouble: None, millis, shown },
            Err(error) => Self { built: Built::default(), trouble: Some(error), millis, shown },
        }
    }

    fn written(&self) -> impl Iterator<Item = &OutPath> {
        [&self.built.portal, &self.built.radio].into_iter().flatten().flat_map(|committed| &committed.written)
    }

    fn removed(&self) -> impl Iterator<Item = &OutPath> {
        [&self.built.portal, &self.built.radio].into_iter().flatten().flat_map(|committed| &committed.removed)
    }
}

/// Where a source that is no page is published.
fn shown_as_it_is(source: &SourcePath) -> Option<OutPath> {
    let path = source.as_str().strip_prefix("content/").filter(|path| !path.ends_with(".md"))?;
    Some(OutPath::new(format!("portal/{path}")))
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
