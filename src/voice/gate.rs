//! Where a recording sounds and where it is silent, told by the strength of each five thousandths of a second.

use super::recording::{Recording, Silence};
use crate::base::Millis;

/// Length of one measure of strength; whole milliseconds.
pub(super) const FRAME_MS: u32 = 5;

/// A shorter gap is the closure of a consonant, `cấp tốc`, not a pause.
const SHORTEST_PAUSE: u32 = 120 / FRAME_MS;

/// A shorter sound is a click, not a voice.
const SHORTEST_SOUND: u32 = 20 / FRAME_MS;

/// The strength below which a whole recording is taken for silent, of 32,768: a thousandth.
const FAINTEST: u32 = 33;

/// Strength against time, gathered sample by sample.
#[derive(Debug, Default)]
pub(super) struct Levels {
    levels: Vec<u32>,
    sum: i64,
    squares: i64,
    count: i64,
}

impl Levels {
    /// Adds a sample of 16 bits.
    pub fn add(&mut self, sample: i32) {
        let sample = i64::from(sample);
        self.sum += sample;
        self.squares += sample * sample;
        self.count += 1;
    }

    /// Ends a frame: its strength is the root of the mean square, without what stands still in it, which is no sound.
    pub fn end_frame(&mut self) {
        if self.count > 0 {
            let variance = (self.squares - self.sum * self.sum / self.count) / self.count;
            self.levels.push(u32::try_from(variance.max(0).isqrt()).unwrap_or(u32::MAX));
        }
        (self.sum, self.squares, self.count) = (0, 0, 0);
    }

    /// From the first sound to the last, and the silences between; `None` when there is nothing to hear.
    ///
    /// The gate stands 36 dB below the loudest speech, higher in a noisy room, and never less than 16 dB below.
    pub fn recording(&self) -> Option<Recording> {
        let mut sorted = self.levels.clone();
        sorted.sort_unstable();
        let at = |percent: usize| sorted.get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1)));
        let (noise, loud) = (*at(5)?, *at(98)?);
        if loud < FAINTEST {
            return None;
        }
        let gate = noise.saturating_mul(3).clamp(loud / 64, loud / 6).max(1);
        let runs = runs(self.levels.iter().map(|level| *level > gate));
        // First clicks join the silence around them, then closures the voice around them; then both ends are cut.
        let runs = joined(&runs, |run| run.sounds && run.frames < SHORTEST_SOUND);
        let mut runs = joined(&runs, |run| !run.sounds && run.frames < SHORTEST_PAUSE);
        while runs.last().is_some_and(|run| !run.sounds) {
            runs.pop();
        }
        let first = runs.iter().position(|run| run.sounds)?;
        let mut recording = Recording { length: Millis::ZERO, silences: Some(Vec::new()) };
        let mut voice = Millis::ZERO;
        for run in &runs[first..] {
            let length = Millis(run.frames.saturating_mul(FRAME_MS));
            recording.length += length;
            if run.sounds {
                voice += length;
            } else if let Some(silences) = &mut recording.silences {
                silences.push(Silence { after: voice, length });
            }
        }
        Some(recording)
    }
}

#[derive(Debug, Clone, Copy)]
struct Run {
    sounds: bool,
    frames: u32,
}

fn runs(frames: impl Iterator<Item = bool>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for sounds in frames {
        match runs.last_mut() {
            Some(last) if last.sounds == sounds => last.frames += 1,
            _ => runs.push(Run { sounds, frames: 1 }),
        }
    }
    runs
}

/// The runs with those that `turned` picks turned into what is around them.
fn joined(runs: &[Run], turned: impl Fn(&Run) -> bool) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        let sounds = run.sounds != turned(run);
        match joined.last_mut() {
            Some(last) if last.sounds == sounds => last.frames += run.frames,
            _ => joined.push(Run { sounds, frames: run.frames }),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Strengths and how many frames each lasts; a square wave at this strength.
    fn heard(parts: &[(i32, u32)]) -> Option<Recording> {
        let mut levels = Levels::default();
        for (strength, frames) in parts {
            for _ in 0..*frames {
                for sample in [*strength, -strength, *strength, -strength] {
                    levels.add(sample + 500);
                }
                levels.end_frame();
            }
        }
        levels.recording()
    }

    #[test]
    fn silences_are_found_and_both_ends_are_cut() {
        let found = heard(&[(0, 100), (9000, 200), (0, 60), (7000, 100), (0, 10), (9000, 90), (0, 300)]);
        let silence = Silence { after: Millis(1000), length: Millis(300) };
        assert_eq!(found, Some(Recording { length: Millis(2300), silences: Some(vec![silence]) }));
    }

    #[test]
    fn clicks_and_a_noisy_room_are_no_voice() {
        let found =
            heard(&[(300, 50), (9000, 2), (300, 50), (8000, 200), (300, 40), (9000, 3), (300, 40), (8000, 100)]);
        let silence = Silence { after: Millis(1000), length: Millis(415) };
        assert_eq!(found, Some(Recording { length: Millis(1915), silences: Some(vec![silence]) }));
    }

    #[test]
    fn silence_alone_is_heard_as_nothing() {
        assert_eq!(heard(&[(0, 400)]), None);
        assert_eq!(heard(&[(20, 400)]), None);
        assert_eq!(heard(&[]), None);
    }
}
