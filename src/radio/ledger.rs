//! What was planned and what was aired: the two files that an editor keeps, `schedule.toml` and `aired.csv`.

use std::ops::Range;

use crate::base::{Date, Millis, TimeOfDay};
use crate::config::Radio;
use crate::diag::Diagnostic;
use crate::speech::{Band, Pace};

/// Everything a plan remembers from week to week.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// Programmes that never move by themselves, in order of time.
    pub fixed: Vec<Fixed>,
    /// Bulletins that somebody approved, in the order of the file.
    pub bulletins: Vec<ApprovedBulletin>,
    /// What became of them, in the order of the file.
    pub airings: Vec<Airing>,
    /// Mistakes in the two files.
    pub problems: Vec<Diagnostic>,
}

/// A programme that the editor has fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    pub id: String,
    pub date: Date,
    pub time: TimeOfDay,
    /// Empty for all clusters.
    pub cluster: String,
    pub segments: Vec<FixedSegment>,
    pub approval: Option<Approved>,
    /// Bytes of `schedule.toml`, for messages.
    pub span: Range<u32>,
}

/// A page in a fixed programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedSegment {
    /// `content/canh-bao/otp.md`
    pub page: String,
    pub form: FixedForm,
    pub span: Range<u32>,
}

/// How much of a page a fixed programme airs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixedForm {
    Whole,
    /// Without the last so many of its `:::cut` blocks.
    Cut(u8),
    /// Part `part` (from 1) of `parts`.
    Part {
        part: u8,
        parts: u8,
    },
}

/// Who approved a programme or a bulletin, and which text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    pub by: String,
    pub on: Date,
    /// [`crate::radio::Programme::fingerprint`] of what was approved, or that of the bulletin.
    pub text: String,
}

/// A bulletin that somebody approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovedBulletin {
    pub id: String,
    /// `content/thong-bao/cat-dien.md`
    pub page: String,
    pub approval: Approved,
    /// Bytes of `schedule.toml`, for messages.
    pub span: Range<u32>,
}

/// One line of `aired.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Airing {
    pub id: String,
    pub date: Date,
    pub time: TimeOfDay,
    pub cluster: String,
    /// How long it really was.
    pub length: Option<Millis>,
    /// How long it was expected to be, at the station's own rate before any correction.
    pub expected: Option<Millis>,
    pub voice: String,
    /// `false` for a programme that was not aired.
    pub aired: bool,
    /// Why it was not aired, or aired without approval.
    pub note: String,
}

/// A pace that takes so many thousandths of the time.
fn slower(mut pace: Pace, thousandths: u64) -> Pace {
    let rate = u64::from(pace.articulation) * 1000 / thousandths.max(1);
    pace.articulation = u16::try_from(rate.max(1)).unwrap_or(u16::MAX);
    let pauses = &mut pace.pauses;
    for pause in [&mut pauses.comma, &mut pauses.clause, &mut pauses.sentence, &mut pauses.paragraph] {
        pause.0 = u32::try_from(u64::from(pause.0) * thousandths / 1000).unwrap_or(u32::MAX);
    }
    pace
}

/// Airings that a correction of the rate looks at, and how many there must be.
const CORRECTED_BY: usize = 12;
const FEWEST: usize = 3;
/// A correction beyond these, in thousandths, is no rate but a mistake in the log.
const LEAST: u64 = 800;
const MOST: u64 = 1250;

impl Ledger {
    /// The fixed programme of that id.
    #[must_use]
    pub fn fixed(&self, id: &str) -> Option<&Fixed> {
        self.fixed.iter().find(|fixed| fixed.id == id)
    }

    /// What became of a programme: the last line about it, an airing before any failure.
    #[must_use]
    pub fn outcome(&self, id: &str) -> Option<&Airing> {
        let all = || self.airings.iter().filter(|airing| airing.id == id);
        all().rfind(|airing| airing.aired).or_else(|| all().next_back())
    }

    /// By how much real programmes are longer than expected, in thousandths, from the last airings whose length was
    /// noted; `None` while there are too few to tell.
    ///
    /// ```
    /// use loa::base::Millis;
    /// use loa::radio::{Airing, Ledger};
    /// let airing = |id: &str| Airing {
    ///     id: id.into(), date: "2026-11-24".parse().unwrap(), time: "17:00".parse().unwrap(), cluster: String::new(),
    ///     length: Some(Millis(495_000)), expected: Some(Millis(450_000)), voice: String::new(), aired: true, note: String::new(),
    /// };
    /// let mut ledger = Ledger { airings: vec![airing("a"), airing("b")], ..Ledger::default() };
    /// assert_eq!(ledger.correction(), None);
    /// ledger.airings.push(airing("c"));
    /// assert_eq!(ledger.correction(), Some(1100));
    /// ```
    #[must_use]
    pub fn correction(&self) -> Option<u64> {
        let measured = self.airings.iter().rev().filter(|airing| airing.aired);
        let pairs: Vec<(u64, u64)> = measured
            .filter_map(|airing| Some((u64::from(airing.length?.0), u64::from(airing.expected?.0))))
            .filter(|(_, expected)| *expected > 0)
            .filter(|(length, expected)| (LEAST..=MOST).contains(&(length * 1000 / expected)))
            .take(CORRECTED_BY)
            .collect();
        if pairs.len() < FEWEST {
            return None;
        }
        let (length, expected) = pairs.iter().fold((0, 0), |(a, b), (length, expected)| (a + length, b + expected));
        Some((length * 1000 + expected / 2) / expected)
    }

    /// The station with its rates corrected by what was measured.
    #[must_use]
    pub fn corrected(&self, radio: &Radio) -> Radio {
        let mut radio = radio.clone();
        if let Some(thousandths) = self.correction() {
            let Band { slow, likely, fast } = radio.band;
            radio.band = Band {
                slow: slower(slow, thousandths),
                likely: slower(likely, thousandths),
                fast: slower(fast, thousandths),
            };
            for announcer in &mut radio.announcers {
                let Pace { articulation, pauses } = slower(announcer.pace(), thousandths);
                (announcer.articulation, announcer.pauses) = (articulation, pauses);
            }
        }
        radio
    }
}
