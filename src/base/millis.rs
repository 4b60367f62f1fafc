//! Spoken time in whole milliseconds; no floats, so that sums are exact and the same everywhere.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign};

/// A length of spoken time. Displays as minutes and seconds, `7:05`, rounded to the nearest second.
///
/// ```
/// use loa::base::Millis;
/// assert_eq!((Millis(299_400) + Millis(200)).to_string(), "5:00");
/// assert_eq!(Millis::from_clock("9:30"), Some(Millis(570_000)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Millis(pub u32);

impl Millis {
    pub const ZERO: Self = Self(0);

    #[must_use]
    pub const fn from_seconds(seconds: u32) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// Reads `m:ss`, as slot lengths stand in `loa.toml`; `None` when the text is not of that form.
    #[must_use]
    pub fn from_clock(text: &str) -> Option<Self> {
        let (minutes, seconds) = text.split_once(':')?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if seconds.len() != 2 || !digits(minutes) || !digits(seconds) {
            return None;
        }
        let (minutes, seconds): (u32, u32) = (minutes.parse().ok()?, seconds.parse().ok()?);
        (minutes < 1440 && seconds < 60).then(|| Self::from_seconds(minutes * 60 + seconds))
    }

    /// Whole seconds, rounded to the nearest.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        self.0.saturating_add(500) / 1000
    }

    /// This time as `part / whole` of itself, rounded up, so that an upper bound stays one.
    #[must_use]
    pub fn scaled(self, part: u32, whole: u32) -> Self {
        let value = (u64::from(self.0) * u64::from(part)).div_ceil(u64::from(whole.max(1)));
        Self(u32::try_from(value).unwrap_or(u32::MAX))
    }

    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Add for Millis {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Millis {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Millis {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Millis {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.seconds();
        write!(out, "{}:{:02}", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_texts_are_strict() {
        for wrong in ["5", "5:0", "5:60", "-1:00", "a:00", "5:00:00", ":10", "99999:00"] {
            assert_eq!(Millis::from_clock(wrong), None, "{wrong}");
        }
        assert_eq!(Millis::from_clock("10:00"), Some(Millis(600_000)));
    }

    #[test]
    fn scaling_rounds_up_and_does_not_overflow() {
        assert_eq!(Millis(10).scaled(1, 3), Millis(4));
        assert_eq!(Millis(u32::MAX).scaled(3, 1), Millis(u32::MAX));
    }
}
