//! From recordings to an announcer's pace: robust least squares over syllables and pauses, none of them negative.
//!
//! What the recordings do not tell keeps its proportion: each figure leans on a first guess as on one more, weaker
//! observation. So one recording gives the rate, a few give the pauses too, and thirty hardly feel the guess.
#![expect(
    clippy::float_arithmetic,
    reason = "five unknowns of different size; plain sums and quotients, the same on every machine, rounded at the end"
)]

use super::align::{Measured, align};
use super::fault::Fault;
use super::recording::Recording;
use super::script::Script;
use crate::base::Millis;
use crate::speech::{Counts, Pace, Pauses};

/// How far the estimate of a reading of ten seconds is off, as measured on synthetic voices: two percent or three.
/// Errors of syllables cancel out, so the share shrinks with the root of the length.
const NOISE: f64 = 0.03;
const NOISE_AT_MS: f64 = 10_000.0;

/// How far an announcer's figure may be from the first guess: a third of it, and no less than this many milliseconds.
const TRUST: f64 = 0.3;
const TRUST_MS: f64 = 10.0;

/// A reading that is off by more than so many times the noise counts less, the farther the less.
const ORDINARY: f64 = 2.0;

/// What `loa.toml` takes.
const ARTICULATION: (f64, f64) = (100.0, 500.0);
const LONGEST_PAUSE: f64 = 10_000.0;

/// One script that was read, and the recording of it.
#[derive(Debug, Clone)]
pub struct Reading {
    pub script: Script,
    pub recording: Recording,
}

/// What was found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    pub pace: Pace,
    /// Syllables a minute over all recordings, with pauses.
    pub overall: u32,
    /// Marks whose pauses were heard; none where only lengths are known.
    pub marks: u32,
    /// For each recording how much the estimate is longer than it, in thousandths.
    pub errors: Vec<i32>,
}

impl Reading {
    /// Syllables a minute, with pauses.
    #[must_use]
    pub fn overall(&self) -> u32 {
        rate(self.script.counts().syllables, self.recording.length)
    }
}

fn rate(syllables: u32, length: Millis) -> u32 {
    let length = u64::from(length.0.max(1));
    u32::try_from((u64::from(syllables) * 60_000 + length / 2) / length).unwrap_or(u32::MAX)
}

/// Measures the announcer of some recordings.
///
/// # Errors
/// The recordings, by their places, whose rates nobody reads at.
pub fn fit(readings: &[Reading]) -> Result<Voice, Vec<(usize, Fault)>> {
    let fault = |reading: &Reading| Fault::of_rate(reading.script.counts().syllables, reading.recording.length);
    let faults: Vec<_> = readings.iter().enumerate().filter_map(|(at, reading)| Some((at, fault(reading)?))).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut measured = Measured::default();
    for reading in readings {
        if let Some(silences) = align(&reading.script, &reading.recording) {
            measured.add(&reading.script, &silences);
        }
    }
    let rows: Vec<Row> = readings.iter().map(Row::of).collect();
    let first = guess(&rows, &measured);
    let pace = pace(&least_squares(&rows, &first));
    let errors = readings.iter().map(|reading| error(&pace, reading)).collect();
    let syllables = readings.iter().map(|reading| reading.script.counts().syllables).sum();
    let length = readings.iter().map(|reading| reading.recording.length).sum();
    Ok(Voice { pace, overall: rate(syllables, length), marks: measured.marks(), errors })
}

fn error(pace: &Pace, reading: &Reading) -> i32 {
    let (estimate, length) = (pace.time_of(&reading.script.sounding()).0, reading.recording.length.0.max(1));
    let thousandths = (i64::from(estimate) - i64::from(length)) * 1000 / i64::from(length);
    i32::try_from(thousandths).unwrap_or(i32::MAX)
}

/// Milliseconds for an average syllable and for the pauses of commas, clauses, sentences and paragraphs.
type Figures = [f64; 5];

struct Row {
    /// How many of each there are.
    counts: Figures,
    length: f64,
}

impl Row {
    fn of(reading: &Reading) -> Self {
        let Counts { weight, commas, clauses, sentences, paragraphs, .. } = reading.script.sounding();
        let counts = [f64::from(weight) / 100.0, commas.into(), clauses.into(), sentences.into(), paragraphs.into()];
        Self { counts, length: reading.recording.length.0.into() }
    }

    fn time(&self, figures: &Figures) -> f64 {
        self.counts.iter().zip(figures).map(|(count, figure)| count * figure).sum()
    }

    fn noise(&self) -> f64 {
        NOISE * (self.length * NOISE_AT_MS).sqrt()
    }
}

fn figures(articulation: f64, pauses: &Pauses) -> Figures {
    let pause = |time: Millis| f64::from(time.0);
    let [comma, clause, sentence, paragraph] =
        [pauses.comma, pauses.clause, pauses.sentence, pauses.paragraph].map(pause);
    [60_000.0 / articulation, comma, clause, sentence, paragraph]
}

/// The pauses as they were heard, and what they leave for the voice; else the usual announcer, slower or faster.
fn guess(rows: &[Row], measured: &Measured) -> Figures {
    let usual = figures(Pace::MEASURED.articulation.into(), &Pace::MEASURED.pauses);
    if measured.marks() > 0 {
        let mut heard = figures(1.0, &measured.pauses(&Pace::MEASURED.pauses));
        heard[0] = 0.0;
        heard[0] = median(rows.iter().map(|row| (row.length - row.time(&heard)) / row.counts[0].max(1.0)).collect());
        if (ARTICULATION.0..=ARTICULATION.1).contains(&(60_000.0 / heard[0])) {
            return heard;
        }
    }
    let scale = median(rows.iter().map(|row| row.length / row.time(&usual).max(1.0)).collect());
    usual.map(|figure| figure * scale)
}

fn square(value: f64) -> f64 {
    value * value
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(1.0)
}

/// The figures that fit best, where readings that lie far off count less.
fn least_squares(rows: &[Row], first: &Figures) -> Figures {
    let trust = first.map(|figure| 1.0 / square((figure * TRUST).max(TRUST_MS)));
    let mut best = *first;
    for _ in 0..20 {
        let mut products = [[0.0; 5]; 5];
        let mut sums = [0.0; 5];
        for (at, trust) in trust.iter().enumerate() {
            products[at][at] = *trust;
            sums[at] = trust * first[at];
        }
        for row in rows {
            let off = (row.time(&best) - row.length).abs() / row.noise();
            let weight = square(ORDINARY / off.max(ORDINARY) / row.noise());
            for (one, count) in row.counts.iter().enumerate() {
                sums[one] += weight * count * row.length;
                for (two, other) in row.counts.iter().enumerate() {
                    products[one][two] += weight * count * other;
                }
            }
        }
        best = solve(&products, &sums, best);
    }
    best
}

/// One figure after the other is set to its best value beside the rest, none below zero, until they rest.
fn solve(products: &[[f64; 5]; 5], sums: &Figures, mut figures: Figures) -> Figures {
    for _ in 0..2000 {
        for at in 0..5 {
            let others: f64 =
                (0..5).filter(|other| *other != at).map(|other| products[at][other] * figures[other]).sum();
            figures[at] = ((sums[at] - others) / products[at][at]).max(0.0);
        }
    }
    figures
}

fn pace(figures: &Figures) -> Pace {
    let pause = |figure: f64| Millis(figure.round().min(LONGEST_PAUSE) as u32);
    let articulation = (60_000.0 / figures[0].max(1.0)).round().clamp(ARTICULATION.0, ARTICULATION.1);
    Pace {
        articulation: articulation as u16,
        pauses: Pauses {
            comma: pause(figures[1]),
            clause: pause(figures[2]),
            sentence: pause(figures[3]),
            paragraph: pause(figures[4]),
        },
    }
}

#[cfg(test)]
#[path = "fit_tests.rs"]
mod tests;
