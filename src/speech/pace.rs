//! How long a spoken text lasts: syllables and pauses in whole milliseconds, no floats.

use std::iter::Sum;
use std::ops::{Add, AddAssign};

use crate::base::Millis;
use crate::speech::syllable;

/// The overall rate of [`Pace::MEASURED`], syllables per minute with pauses.
const MEASURED_OVERALL: u16 = 229;

/// Marks as they fall in a thousand syllables of running text, so that [`Pace::MEASURED`] reads them at its overall rate.
const ORDINARY: Counts =
    Counts { syllables: 1000, weight: 100_000, commas: 62, clauses: 8, sentences: 40, paragraphs: 12 };

/// How many percent slower or faster than measured an announcer may be on another day. On a voice that never varies the
/// estimate is off by up to one percent over a programme and two over a paragraph (`tests/voice`); as much again is left
/// for a throat that is tired or in haste.
pub const MARGIN: u32 = 4;

/// Silence after a mark, each in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pauses {
    /// After `,`.
    pub comma: Millis,
    /// After `;` and `:`.
    pub clause: Millis,
    /// After `.`, `?` and `!`, and at the end of a line that has no mark.
    pub sentence: Millis,
    /// At the end of each paragraph (line), added to the pause of its last mark.
    pub paragraph: Millis,
}

impl Pauses {
    fn map(self, change: impl Fn(Millis) -> Millis) -> Self {
        Self {
            comma: change(self.comma),
            clause: change(self.clause),
            sentence: change(self.sentence),
            paragraph: change(self.paragraph),
        }
    }
}

/// How fast somebody reads.
///
/// ```
/// use loa::base::Millis;
/// use loa::speech::Pace;
/// // Four syllables as long as 4.2 average ones, at 285 a minute; then the pauses of a sentence and of a paragraph.
/// assert_eq!(Pace::MEASURED.time("Xin chào bà con."), Millis(885 + 700 + 400));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pace {
    /// Syllables of average length per minute while the voice sounds, pauses left out.
    pub articulation: u16,
    /// Silence after marks, on top of the time for the syllables.
    pub pauses: Pauses,
}

impl Pace {
    /// Measured on recorded ward programmes: 229 syllables a minute overall (VOV news: 233).
    pub const MEASURED: Self = Self {
        articulation: 285,
        pauses: Pauses { comma: Millis(250), clause: Millis(400), sentence: Millis(700), paragraph: Millis(400) },
    };

    /// [`Pace::MEASURED`] made slower or faster as a whole, so that ordinary text is read at `rate` syllables a
    /// minute with its pauses.
    ///
    /// ```
    /// use loa::speech::Pace;
    /// assert_eq!(Pace::at_overall(229), Pace::MEASURED);
    /// assert!(Pace::at_overall(180).articulation < Pace::MEASURED.articulation);
    /// ```
    #[must_use]
    pub fn at_overall(rate: u16) -> Self {
        let rate = u32::from(rate.max(1));
        let whole = u32::from(MEASURED_OVERALL);
        let measured = Self::MEASURED;
        let articulation = (u32::from(measured.articulation) * rate + whole / 2) / whole;
        let pause = |time: Millis| Millis((time.0 * whole + rate / 2) / rate);
        Self {
            articulation: u16::try_from(articulation.max(1)).unwrap_or(u16::MAX),
            pauses: measured.pauses.map(pause),
        }
    }

    /// Syllables a minute on ordinary text, with its pauses.
    ///
    /// ```
    /// assert_eq!(loa::speech::Pace::MEASURED.overall(), 229);
    /// ```
    #[must_use]
    pub fn overall(&self) -> u32 {
        let time = self.time_of(&ORDINARY).0.max(1);
        (ORDINARY.syllables * 60_000 + time / 2) / time
    }

    /// This pace with all times made `part / whole` of what they are, away from it in either direction.
    fn slowed(self, part: u32, whole: u32) -> Self {
        let speed = u32::from(self.articulation) * whole;
        let speed = if part > whole { speed / part } else { speed.div_ceil(part) };
        let pause = |time: Millis| {
            if part > whole { time.scaled(part, whole) } else { Millis(time.0.saturating_mul(part) / whole) }
        };
        Self { articulation: u16::try_from(speed.max(1)).unwrap_or(u16::MAX), pauses: self.pauses.map(pause) }
    }

    fn merged(&self, other: &Self, speed: fn(u16, u16) -> u16, pause: fn(Millis, Millis) -> Millis) -> Self {
        let (one, two) = (&self.pauses, &other.pauses);
        Self {
            articulation: speed(self.articulation, other.articulation),
            pauses: Pauses {
                comma: pause(one.comma, two.comma),
                clause: pause(one.clause, two.clause),
                sentence: pause(one.sentence, two.sentence),
                paragraph: pause(one.paragraph, two.paragraph),
            },
        }
    }

    /// How long this pace needs for a spoken text, pauses included.
    #[must_use]
    pub fn time(&self, spoken: &str) -> Millis {
        self.time_of(&Counts::of(spoken))
    }

    /// How long this pace needs for so many syllables and pauses; rounded up to the next millisecond.
    #[must_use]
    pub fn time_of(&self, counts: &Counts) -> Millis {
        let times = |count: u32, pause: Millis| u64::from(count) * u64::from(pause.0);
        // A minute in milliseconds, over the weight of an average syllable.
        let voice = (u64::from(counts.weight) * (60_000 / u64::from(syllable::AVERAGE)))
            .div_ceil(u64::from(self.articulation.max(1)));
        let silence = times(counts.commas, self.pauses.comma)
            + times(counts.clauses, self.pauses.clause)
            + times(counts.sentences, self.pauses.sentence)
            + times(counts.paragraphs, self.pauses.paragraph);
        Millis(u32::try_from(voice + silence).unwrap_or(u32::MAX))
    }
}

/// What takes time in a spoken text.
///
/// The counts of two texts put together, each on its own lines, are the sum of their counts:
///
/// ```
/// use loa::speech::Counts;
/// let (one, two) = ("Kính thưa bà con, đây là đài phường.", "Tin thứ nhất");
/// assert_eq!(Counts::of(&format!("{one}\n{two}")), Counts::of(one) + Counts::of(two));
/// assert_eq!(Counts::of(one).syllables, 8);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Counts {
    /// Spoken syllables; a foreign word has one for each group of vowels.
    pub syllables: u32,
    /// How long the syllables are together, in hundredths of an average one: `quang` takes longer than `đi`.
    pub weight: u32,
    /// `,`
    pub commas: u32,
    /// `;` and `:`
    pub clauses: u32,
    /// `.`, `?`, `!`, and ends of lines without a mark
    pub sentences: u32,
    /// Lines that hold at least one syllable.
    pub paragraphs: u32,
}

impl Counts {
    /// Counts a spoken text. Several marks in a row are one pause, that of the last.
    #[must_use]
    pub fn of(spoken: &str) -> Self {
        spoken.lines().map(Self::of_line).sum()
    }

    /// The same without the pause after the last word: what a recording holds that is cut where the voice begins and
    /// where it ends.
    ///
    /// ```
    /// use loa::speech::Counts;
    /// let counts = Counts::sounding("Một, hai.\nBa.");
    /// assert_eq!((counts.commas, counts.sentences, counts.paragraphs), (1, 1, 1));
    /// ```
    #[must_use]
    pub fn sounding(spoken: &str) -> Self {
        let mut counts = Self::of(spoken);
        let last = match spoken.trim_end().chars().next_back() {
            Some(',') => &mut counts.commas,
            Some(';' | ':') => &mut counts.clauses,
            _ => &mut counts.sentences,
        };
        *last = last.saturating_sub(1);
        counts.paragraphs = counts.paragraphs.saturating_sub(1);
        counts
    }

    fn of_line(line: &str) -> Self {
        let mut counts = Self::default();
        let mut pause = None;
        for word in line.split_whitespace() {
            let letters = word.trim_end_matches(['.', ',', ';', ':', '?', '!']);
            let mark = word[letters.len()..].chars().next_back();
            let (syllables, weight) = syllable::measure(letters);
            if syllables > 0 {
                counts.close(pause);
                pause = None;
                counts.syllables += syllables;
                counts.weight += weight;
            }
            pause = mark.or(pause);
        }
        if counts.syllables > 0 {
            counts.close(pause.or(Some('.')));
            counts.paragraphs = 1;
        }
        counts
    }

    fn close(&mut self, pause: Option<char>) {
        match pause {
            Some(',') if self.syllables > 0 => self.commas += 1,
            Some(';' | ':') if self.syllables > 0 => self.clauses += 1,
            Some('.' | '?' | '!') if self.syllables > 0 => self.sentences += 1,
            _ => {}
        }
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            syllables: self.syllables.saturating_add(other.syllables),
            weight: self.weight.saturating_add(other.weight),
            commas: self.commas.saturating_add(other.commas),
            clauses: self.clauses.saturating_add(other.clauses),
            sentences: self.sentences.saturating_add(other.sentences),
            paragraphs: self.paragraphs.saturating_add(other.paragraphs),
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::default(), Add::add)
    }
}

/// The slowest, the likely and the fastest pace of a station's announcers.
///
/// ```
/// use loa::speech::Band;
/// assert_eq!(Band::default(), Band::from_rates(180, 205, 240));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Band {
    /// Nobody at the station reads slower.
    pub slow: Pace,
    /// What a programme is planned with.
    pub likely: Pace,
    /// Nobody reads faster.
    pub fast: Pace,
}

impl Band {
    /// A band of overall rates, in syllables a minute with pauses.
    #[must_use]
    pub fn from_rates(low: u16, likely: u16, high: u16) -> Self {
        Self { slow: Pace::at_overall(low), likely: Pace::at_overall(likely), fast: Pace::at_overall(high) }
    }

    /// The band of measured announcers, the usual one first; `None` without any. `slow` is as slow in each respect as
    /// the slowest of them and [`MARGIN`] percent slower, `fast` likewise, so that whoever reads is within it.
    ///
    /// ```
    /// use loa::speech::{Band, Pace};
    /// let band = Band::of_announcers(&[Pace::MEASURED]).unwrap();
    /// assert_eq!((band.slow.articulation, band.likely.articulation, band.fast.articulation), (274, 285, 297));
    /// ```
    #[must_use]
    pub fn of_announcers(paces: &[Pace]) -> Option<Self> {
        let (likely, others) = paces.split_first()?;
        let (mut slow, mut fast) = (*likely, *likely);
        for pace in others {
            slow = slow.merged(pace, u16::min, Millis::max);
            fast = fast.merged(pace, u16::max, Millis::min);
        }
        Some(Self { slow: slow.slowed(100 + MARGIN, 100), likely: *likely, fast: fast.slowed(100, 100 + MARGIN) })
    }
}

impl Default for Band {
    /// 180, 205 and 240 syllables a minute: outdoor loudspeakers echo, so an uncalibrated station is taken to read
    /// slower than a studio.
    fn default() -> Self {
        Self::from_rates(180, 205, 240)
    }
}

/// How long a text lasts on air. `low` is the shortest time, at the fastest pace; `high` the longest.
///
/// ```
/// use loa::speech::{Band, Estimate};
/// let band = Band::default();
/// let one = Estimate::of("Kính thưa bà con.", &band);
/// assert!(one.low < one.likely && one.likely < one.high);
/// assert_eq!((one + one).syllables, 8);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Estimate {
    /// Spoken syllables, the same at every pace.
    pub syllables: u32,
    /// Milliseconds at the fastest pace of the band.
    pub low: Millis,
    /// Milliseconds at the likely pace.
    pub likely: Millis,
    /// Milliseconds at the slowest pace.
    pub high: Millis,
}

impl Estimate {
    /// The estimate for a spoken text.
    #[must_use]
    pub fn of(spoken: &str, band: &Band) -> Self {
        Self::of_counts(&Counts::of(spoken), band)
    }

    /// The estimate for a text that was counted before.
    #[must_use]
    pub fn of_counts(counts: &Counts, band: &Band) -> Self {
        Self {
            syllables: counts.syllables,
            low: band.fast.time_of(counts),
            likely: band.likely.time_of(counts),
            high: band.slow.time_of(counts),
        }
    }
}

impl Add for Estimate {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            syllables: self.syllables.saturating_add(other.syllables),
            low: self.low + other.low,
            likely: self.likely + other.likely,
            high: self.high + other.high,
        }
    }
}

impl AddAssign for Estimate {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Estimate {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_are_counted_once_and_by_kind() {
        let counts = Counts::of("Một, hai; ba: bốn. Năm?! Sáu\n\nBảy");
        let expected = Counts { syllables: 7, weight: 665, commas: 1, clauses: 2, sentences: 4, paragraphs: 2 };
        assert_eq!(counts, expected);
        assert_eq!(Counts::of(" \n . , \n"), Counts::default());
    }

    #[test]
    fn ordinary_text_is_read_at_the_rate_asked_for() {
        // Sentences of 24 syllables with two commas; paragraphs of three.
        let clause = "bà con nhân dân trong phường chú ý";
        let paragraph = format!("{clause}, {clause}, {clause}. ").repeat(3);
        let text = format!("{paragraph}\n").repeat(10);
        let counts = Counts::of(&text);
        for rate in [180u16, 205, 229, 240] {
            let time = Pace::at_overall(rate).time_of(&counts);
            let overall = u64::from(counts.syllables) * 60_000 / u64::from(time.0);
            assert!(overall.abs_diff(u64::from(rate)) <= 12, "{rate}: {overall}");
        }
    }

    #[test]
    fn every_announcer_is_within_the_band() {
        let pauses = |comma| Pauses { comma: Millis(comma), ..Pace::MEASURED.pauses };
        let (first, second) =
            (Pace { articulation: 280, pauses: pauses(400) }, Pace { articulation: 240, pauses: pauses(200) });
        let band = Band::of_announcers(&[first, second]).expect("two announcers");
        assert_eq!(band.likely, first);
        assert_eq!((band.slow.articulation, band.slow.pauses.comma), (230, Millis(416)));
        assert_eq!((band.fast.articulation, band.fast.pauses.comma), (292, Millis(192)));
        assert_eq!(Band::of_announcers(&[]), None);
    }

    #[test]
    fn a_recording_ends_with_the_last_word() {
        let all = Counts::of("Một, hai.\n\nBa, bốn:\n");
        let expected = Counts { clauses: 0, paragraphs: 1, ..all };
        assert_eq!(Counts::sounding("Một, hai.\n\nBa, bốn:\n"), expected);
        assert_eq!(Counts::sounding(" "), Counts::default());
    }

    proptest! {
        #[test]
        fn counts_of_lines_add_up(one in "[a-zà-ỹ ,.;:?!]{0,40}", two in "[a-zà-ỹ ,.;:?!]{0,40}") {
            prop_assert_eq!(Counts::of(&format!("{one}\n{two}")), Counts::of(&one) + Counts::of(&two));
        }

        #[test]
        fn a_faster_pace_never_takes_longer(text in any::<String>(), low in 60u16..300, more in 1u16..200) {
            let band = Band::from_rates(low, low, low + more);
            let estimate = Estimate::of(&text, &band);
            prop_assert!(estimate.low <= estimate.likely && estimate.likely <= estimate.high);
        }
    }
}
