//! The rounds of `loa watch`: each change is looked at and shown at once, and a thread behind puts it on the disk.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use rayon::ThreadPool;

use super::telling::{Round, Teller, shown_as_it_is};
use crate::base::Date;
use crate::build::{Builder, Built, Looked, Meanwhile, Options, Settler, Touched, stops_everything};
use crate::diag::{Diagnostic, codes};
use crate::fs;
use crate::watch::Changes;

/// Between two looks at whether the disk has its turn again.
const PATIENCE: Duration = Duration::from_millis(1);

/// How often a build is made again at once because files went away under it.
const AGAIN: u32 = 3;

/// A site that is looked at again and again.
pub(super) struct Rounds<'r> {
    pub teller: &'r Teller<'r>,
    pub builder: Builder<'r>,
    pub options: &'r Options<'r>,
    pub root: &'r Path,
    pub jobs: Sender<Job>,
    pub turns: &'r Turns,
    /// Looks have threads of their own: they would wait long for those that put ten thousand pages on the disk.
    pub pool: Option<ThreadPool>,
    /// The day built for.
    pub day: Option<Date>,
}

/// Who goes first: whoever writes wants to see the change, and the disk can wait.
#[derive(Default)]
pub(super) struct Turns {
    /// How many jobs were given out: an older one may be broken off.
    given: AtomicU64,
    /// Whether a change is being looked at.
    looking: AtomicBool,
}

/// An edition to be put on the disk.
pub(super) struct Job {
    number: u64,
    look: u64,
    looked: Looked,
    prefix: String,
    changes: Changes,
    start: Instant,
    /// Milliseconds until it could be seen.
    shown: u128,
}

impl Rounds<'_> {
    /// Whether the last build was for a day that is over.
    pub fn is_new_day(&self) -> bool {
        self.day.is_some_and(|day| day != (self.options.today)(self.builder.timezone()))
    }

    /// The first build.
    pub fn first(&mut self) {
        let start = Instant::now();
        let mut result = self.builder.build(self.options);
        for _ in 0..AGAIN {
            if !result.as_ref().is_ok_and(|built| self.lost_a_file(&built.diagnostics)) {
                break;
            }
            result = self.builder.build(self.options);
        }
        self.day = Some((self.options.today)(self.builder.timezone()));
        self.teller.first(self.builder.prefix(), &Round::new(result, start, None), self.options.out);
    }

    /// Shows a change, and has it put on the disk.
    pub fn next(&mut self, changes: Changes) {
        self.turns.looking.store(true, Ordering::Relaxed);
        self.round(changes);
        self.turns.looking.store(false, Ordering::Relaxed);
    }

    fn round(&mut self, changes: Changes) {
        let start = Instant::now();
        if let Some(planned) = self.teller.planned() {
            self.builder.learn(&planned);
        }
        let touched = if changes.everything { Touched::Everything } else { Touched::Only(changes.paths.clone()) };
        let mut looked = self.look(&touched);
        for _ in 0..AGAIN {
            if !self.lost_a_file(&looked.diagnostics) {
                break;
            }
            looked = self.look(&Touched::Everything);
        }
        self.day = Some((self.options.today)(self.builder.timezone()));
        let files = changes.paths.iter().filter_map(shown_as_it_is).collect();
        let prefix = self.builder.prefix().to_owned();
        let look = self.teller.show(&prefix, &looked, files);
        if looked.edition.is_none() {
            let built = Built { diagnostics: looked.diagnostics, ..Built::default() };
            return self.teller.next(&prefix, look, &changes, &Round::new(Ok(built), start, None));
        }
        let number = self.turns.given.fetch_add(1, Ordering::Relaxed) + 1;
        let shown = start.elapsed().as_millis();
        // The thread behind lives as long as this value.
        drop(self.jobs.send(Job { number, look, looked, prefix, changes, start, shown }));
    }

    fn look(&mut self, touched: &Touched) -> Looked {
        let (builder, options) = (&mut self.builder, self.options);
        match &self.pool {
            Some(pool) => pool.install(|| builder.look(options, touched)),
            None => builder.look(options, touched),
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
}

/// The thread behind: puts on the disk what was shown, always the newest, until nothing more can come.
pub(super) fn settle(
    jobs: &Receiver<Job>,
    mut settler: Settler<'_>,
    teller: &Teller<'_>,
    options: &Options<'_>,
    turns: &Turns,
) {
    let mut left = Changes::default();
    while let Ok(mut job) = jobs.recv() {
        left.add(std::mem::take(&mut job.changes));
        if let Some(result) = job.put(&mut settler, teller, options, turns) {
            let round = Round::new(result, job.start, Some(job.shown)).or(settler.settled());
            teller.next(&job.prefix, job.look, &std::mem::take(&mut left), &round);
        }
    }
}

impl Job {
    /// Puts the edition on the disk, while nobody looks at a change; `None` when a newer one is on its way.
    fn put(
        &self,
        settler: &mut Settler<'_>,
        teller: &Teller<'_>,
        options: &Options<'_>,
        turns: &Turns,
    ) -> Option<Result<Built, fs::Error>> {
        let is_old = || turns.given.load(Ordering::Relaxed) > self.number;
        let looking = || turns.looking.load(Ordering::Relaxed);
        let mut show = |looked: &Looked| teller.show_again(self.look, &self.prefix, looked);
        while !is_old() {
            if looking() {
                std::thread::sleep(PATIENCE);
                continue;
            }
            let stop = || is_old() || looking();
            let result = settler.settle(options, &self.looked, &mut Meanwhile { show: &mut show, stop: &stop });
            if !result.as_ref().is_ok_and(|built| built.interrupted) {
                return Some(result);
            }
        }
        None
    }
}
