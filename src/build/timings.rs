//! How long each step of a build took, for `--timings`. Measured only; nothing depends on it.

use std::time::{Duration, Instant};

#[derive(Debug, Default, Clone)]
pub struct Timings {
    pub steps: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Runs a step and notes its time.
    pub fn time<T>(&mut self, step: &'static str, run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let value = run();
        self.steps.push((step, start.elapsed()));
        value
    }
}
