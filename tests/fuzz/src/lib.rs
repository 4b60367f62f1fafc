//! What must hold for any input, one module for each target. A new target is a module here, a file of one line in
//! `targets/`, a `[[bin]]` in `Cargo.toml`, and a line for its first inputs in `run`.

pub mod citations;
pub mod config;
pub mod front;
pub mod page;
pub mod rewrite;
pub mod server;
pub mod speech;

use std::time::{Duration, Instant};

use loa::diag::Diagnostic;
use loa::speech::{Lexicon, Speaker, Style};

/// No input that a fuzzer writes, a few kilobytes at most, may take longer than this, on any machine.
const SLOWEST: Duration = Duration::from_secs(2);

/// One text, spoken by a station of the house's own style.
///
/// # Panics
/// If anything that must hold does not.
pub fn speak(text: &str) {
    thread_local!(static SPEAKER: Speaker = Speaker::new(Lexicon::builtin(), Style::default()));
    let held = SPEAKER.with(|speaker| within_time(text.len(), || speech::check(speaker, text)));
    if let Err(broken) = held {
        panic!("{broken}\n{text:?}");
    }
}

/// Runs and times one input.
fn within_time<T>(size: usize, run: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let result = run();
    let taken = begun.elapsed();
    assert!(size > 65_536 || taken < SLOWEST, "{size} bytes took {taken:?}");
    result
}

/// The place of a message lies in the text it is about, between two characters.
fn places_are_inside(text: &str, problems: &[Diagnostic]) {
    for problem in problems {
        if let Some((_, Some(span))) = &problem.place {
            let (start, end) = (span.start as usize, span.end as usize);
            assert!(text.get(start..end).is_some(), "{} at {span:?} of {} bytes", problem.code.id, text.len());
        }
    }
}
