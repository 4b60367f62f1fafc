//! One build after another for `loa watch`, and what the terminal, other programs and open pages are told of each.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};

use super::Console;
use super::build::tell;
use crate::base::{Date, OutPath};
use crate::build::{Builder, Built, Options, stops_everything};
use crate::diag::{Diagnostic, Format, Style, Text, codes};
use crate::fs;
use crate::say;
use crate::serve::{News, Server};
use crate::watch::Changes;

/// How often a build is made again at once because files went away under it.
const AGAIN: u32 = 3;

/// A site that is built again and again.
pub(super) struct Rounds<'r> {
    console: &'r Console,
    builder: Builder<'r>,
    options: Options<'r>,
    root: &'r Path,
    server: Server,
    address: &'r str,
    json: bool,
    number: u64,
    /// The day built for.
    day: Option<Date>,
    busy: bool,
    /// What the last build said, without the places, which move with every line.
    said: BTreeSet<String>,
}

impl<'r> Rounds<'r> {
    pub fn new(
        console: &'r Console,
        builder: Builder<'r>,
        options: Options<'r>,
        root: &'r Path,
        server: Server,
        address: &'r str,
        json: bool,
    ) -> Self {
        let (number, day, busy, said) = (0, None, false, BTreeSet::new());
        Self { console, builder, options, root, server, address, json, number, day, busy, said }
    }

    /// Whether another program was writing into the output folder.
    pub fn is_busy(&self) -> bool {
        self.busy
    }

    /// Whether the last build was for a day that is over.
    pub fn is_new_day(&self) -> bool {
        self.day.is_some_and(|day| day != (self.options.today)(self.builder.timezone()))
    }

    /// The first build, told as `loa build` tells it.
    pub fn first(&mut self) {
        let everything = Changes { everything: true, ..Changes::default() };
        let out = self.options.out;
        self.round(&everything, |console, round| {
            console.report(&round.built.diagnostics);
            if round.trouble.is_none() {
                tell(console, &round.built, out);
            }
            let millis = round.millis;
            console.say(&say!("xong sau {millis} ms"; "done in {millis} ms"));
        });
    }

    /// A build after a change, told in one line unless something is wrong.
    pub fn next(&mut self, changes: &Changes) {
        let said = std::mem::take(&mut self.said);
        self.round(changes, |console, round| {
            // What holds back the portal is told as long as it does; what everybody has read is not repeated.
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

    fn round(&mut self, changes: &Changes, told: impl FnOnce(&Console, &Round)) {
        let start = Instant::now();
        let mut result = self.builder.build(&self.options);
        for _ in 0..AGAIN {
            if !result.as_ref().is_ok_and(|built| self.lost_a_file(built)) {
                break;
            }
            result = self.builder.build(&self.options);
        }
        let millis = start.elapsed().as_millis();
        let (built, trouble) = match result {
            Ok(built) => (built, None),
            Err(error) => (Built::default(), Some(error)),
        };
        self.number += 1;
        self.day = Some((self.options.today)(self.builder.timezone()));
        let mut round = Round { built, trouble, millis };
        let shown = round.built.shown.take();
        // The page first, for somebody waits for it; then the terminal.
        self.server.built(News {
            prefix: self.builder.prefix().to_owned(),
            diagnostics: round.built.diagnostics.clone(),
            trouble: round.trouble.as_ref().map(ToString::to_string).unwrap_or_default(),
            files: round.written().chain(round.removed()).cloned().collect(),
            shown,
        });
        self.busy = round.built.diagnostics.iter().any(|one| one.code.id == codes::BUSY.id);
        self.said = round.built.diagnostics.iter().map(words).collect();
        if let Some(error) = &round.trouble {
            self.console.machine(error);
        }
        if self.json {
            self.console.result(&format!("{}\n", self.object(changes, &round)));
        } else {
            told(self.console, &round);
        }
    }

    /// Whether a source was listed and then gone: the event that tells of it is on its way, and nothing is wrong.
    fn lost_a_file(&self, built: &Built) -> bool {
        let errors: Vec<&Diagnostic> = built.diagnostics.iter().filter(|one| stops_everything(one)).collect();
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
            "build": self.number,
            "address": self.address,
            "changed": changes.paths.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "everything": changes.everything,
            "published": round.built.portal.is_some(),
            "pages": round.built.pages,
            "programmes": round.built.programmes,
            "written": round.written().map(ToString::to_string).collect::<Vec<_>>(),
            "removed": round.removed().map(ToString::to_string).collect::<Vec<_>>(),
            "milliseconds": u64::try_from(round.millis).unwrap_or(u64::MAX),
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
    millis: u128,
}

impl Round {
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
