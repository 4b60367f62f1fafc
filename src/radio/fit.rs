//! The exact choice of what goes into a slot: integers only, the same answer every time.

/// One way to air something, in milliseconds at the fastest and at the slowest rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    pub low: u32,
    pub high: u32,
}

/// What the chosen pieces must come to, in milliseconds: the sum of `low` at least `min`, the sum of `high` at most `max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    pub min: u32,
    pub max: u32,
}

/// Steps into which the lower bound is divided: a tenth of a second for five minutes.
const STEPS: u32 = 3000;
const NEVER: u64 = u64::MAX;

/// Chooses among groups, best first, at most one piece of each (the ways to air one page, best first).
///
/// Of all choices within the bounds it is the one that holds the first group if any does, then the second if any
/// that agrees so far does, and so on; within a group the first piece that can be. So nothing is ever left out in
/// favour of something behind it, and no two choices are equally good. `None` when nothing is within the bounds.
///
/// Time is exact above; below it is counted in tenths of a second, rounded down, so the bounds always hold.
#[must_use]
pub fn fit(groups: &[Vec<Piece>], bounds: Bounds) -> Option<Vec<(usize, usize)>> {
    let table = Table::of(groups, bounds.min);
    table.choose(groups, table.steps(bounds.min), u64::from(bounds.max))
}

/// How a search ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The best choice of all that really fit.
    Best(Vec<(usize, usize)>),
    Nothing,
    /// More choices than allowed came close and did not fit; there may be others.
    GaveUp,
}

/// The best choice, in the order of [`fit`], of those that `fits` accepts: for lengths that are known only once a whole
/// programme is put together.
///
/// `groups` and `bounds` are the most favourable that could be: no choice outside them is ever asked about, and every
/// one within them may be, until `tries` were refused.
///
/// ```
/// use loa::radio::{Bounds, Found, Piece, search};
/// let groups = [vec![Piece { low: 40, high: 50 }], vec![Piece { low: 30, high: 40 }], vec![Piece { low: 20, high: 30 }]];
/// let bounds = Bounds { min: 60, max: 100 };
/// assert_eq!(search(&groups, bounds, 9, |_| true), Found::Best(vec![(0, 0), (1, 0)]));
/// assert_eq!(search(&groups, bounds, 9, |chosen| chosen != [(0, 0), (1, 0)]), Found::Best(vec![(0, 0), (2, 0)]));
/// assert_eq!(search(&groups, bounds, 2, |_| false), Found::GaveUp);
/// ```
#[must_use]
pub fn search(groups: &[Vec<Piece>], bounds: Bounds, tries: u32, fits: impl FnMut(&[(usize, usize)]) -> bool) -> Found {
    let table = Table::filled(groups, bounds.min, u32::div_ceil);
    let steps = bounds.min as usize / table.step as usize;
    let mut search = Search { groups, table, max: u64::from(bounds.max), tries, fits, chosen: Vec::new() };
    search.from(0, steps, 0)
}

struct Search<'g, F> {
    groups: &'g [Vec<Piece>],
    table: Table,
    max: u64,
    tries: u32,
    fits: F,
    chosen: Vec<(usize, usize)>,
}

impl<F: FnMut(&[(usize, usize)]) -> bool> Search<'_, F> {
    /// Goes on from group `at`, with so many steps still to be reached and so much time used.
    fn from(&mut self, at: usize, steps: usize, used: u64) -> Found {
        if self.table.least(at, steps).saturating_add(used) > self.max {
            return Found::Nothing;
        }
        let Some(group) = self.groups.get(at) else {
            if (self.fits)(&self.chosen) {
                return Found::Best(self.chosen.clone());
            }
            self.tries = self.tries.saturating_sub(1);
            return if self.tries == 0 { Found::GaveUp } else { Found::Nothing };
        };
        for (which, piece) in group.iter().enumerate() {
            let rest = steps.saturating_sub(piece.low.div_ceil(self.table.step) as usize);
            self.chosen.push((at, which));
            let found = self.from(at + 1, rest, used + u64::from(piece.high));
            self.chosen.pop();
            if found != Found::Nothing {
                return found;
            }
        }
        self.from(at + 1, steps, used)
    }
}

/// The two nearest choices when nothing is within the bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// The longest choice that is not over `max`, and by how many milliseconds it stays below `min`.
    pub short: (Vec<(usize, usize)>, u32),
    /// The choice that reaches `min` and goes least over `max`, and by how much; `None` when all together do not reach `min`.
    pub long: Option<(Vec<(usize, usize)>, u32)>,
}

/// Says by how much a slot is missed.
#[must_use]
pub fn miss(groups: &[Vec<Piece>], bounds: Bounds) -> Miss {
    let table = Table::of(groups, bounds.min);
    let (all, max) = (table.steps(bounds.min), u64::from(bounds.max));
    let reached = (0..=all).rev().find(|steps| table.least(0, *steps) <= max).unwrap_or_default();
    let chosen = table.choose(groups, reached, max).unwrap_or_default();
    let low: u64 = chosen.iter().map(|(group, piece)| u64::from(groups[*group][*piece].low)).sum();
    let below = u64::from(bounds.min).saturating_sub(low);
    let least = table.least(0, all);
    let long = (least != NEVER).then(|| {
        let over = u32::try_from(least.saturating_sub(max)).unwrap_or(u32::MAX);
        (table.choose(groups, all, least).unwrap_or_default(), over)
    });
    Miss { short: (chosen, u32::try_from(below).unwrap_or(u32::MAX)), long }
}

/// For each group and each number of steps: the least sum of `high` with which the groups from there on reach so many.
struct Table {
    step: u32,
    width: usize,
    least: Vec<u64>,
}

impl Table {
    /// What is counted in steps is at least that long.
    fn of(groups: &[Vec<Piece>], min: u32) -> Self {
        Self::filled(groups, min, |low, step| low / step)
    }

    fn filled(groups: &[Vec<Piece>], min: u32, count: fn(u32, u32) -> u32) -> Self {
        let step = min.div_ceil(STEPS).max(1);
        let width = min.div_ceil(step) as usize + 1;
        let mut table = Self { step, width, least: vec![NEVER; (groups.len() + 1) * width] };
        table.least[groups.len() * width] = 0;
        for (at, group) in groups.iter().enumerate().rev() {
            let (rows, behind) = table.least.split_at_mut((at + 1) * width);
            let (row, behind) = (&mut rows[at * width..], &behind[..width]);
            row.copy_from_slice(behind);
            for piece in group {
                let (counts, high) = ((count(piece.low, step) as usize).min(width), u64::from(piece.high));
                // Up to there the piece alone is enough; further on the groups behind must reach what is left.
                let (alone, with) = row.split_at_mut(counts);
                let enough = behind[0].saturating_add(high);
                alone.iter_mut().for_each(|least| *least = enough.min(*least));
                with.iter_mut().zip(behind).for_each(|(least, rest)| *least = rest.saturating_add(high).min(*least));
            }
        }
        table
    }

    fn least(&self, group: usize, steps: usize) -> u64 {
        self.least[group * self.width + steps]
    }

    fn steps(&self, min: u32) -> usize {
        min.div_ceil(self.step) as usize
    }

    fn choose(&self, groups: &[Vec<Piece>], mut steps: usize, mut room: u64) -> Option<Vec<(usize, usize)>> {
        if self.least(0, steps) > room {
            return None;
        }
        let mut chosen = Vec::new();
        for (at, group) in groups.iter().enumerate() {
            for (which, piece) in group.iter().enumerate() {
                let rest = steps.saturating_sub((piece.low / self.step) as usize);
                if self.least(at + 1, rest).saturating_add(u64::from(piece.high)) <= room {
                    chosen.push((at, which));
                    (steps, room) = (rest, room - u64::from(piece.high));
                    break;
                }
            }
        }
        Some(chosen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sums(groups: &[Vec<Piece>], chosen: &[(usize, usize)]) -> (u64, u64) {
        chosen
            .iter()
            .map(|(group, piece)| groups[*group][*piece])
            .fold((0, 0), |(low, high), piece| (low + u64::from(piece.low), high + u64::from(piece.high)))
    }

    /// All choices, one after another; a choice is better when an earlier group is in, or in by an earlier piece.
    fn brute(groups: &[Vec<Piece>], fits: impl Fn(&[(usize, usize)]) -> bool) -> Option<Vec<(usize, usize)>> {
        let mut best: Option<Vec<usize>> = None;
        let mut digits = vec![0; groups.len()];
        loop {
            let chosen: Vec<(usize, usize)> =
                digits.iter().enumerate().filter(|(at, d)| **d < groups[*at].len()).map(|(at, d)| (at, *d)).collect();
            if fits(&chosen) && best.as_ref().is_none_or(|best| digits < *best) {
                best = Some(digits.clone());
            }
            let Some(at) = (0..groups.len()).find(|at| digits[*at] < groups[*at].len()) else { break };
            digits[at] += 1;
            digits[..at].fill(0);
        }
        best.map(|digits| digits.into_iter().enumerate().filter(|(at, d)| *d < groups[*at].len()).collect())
    }

    fn pieces(most: u32) -> impl Strategy<Value = Vec<Vec<Piece>>> {
        let piece = (0..=most, 0..=most / 2).prop_map(|(low, more)| Piece { low, high: low + more });
        proptest::collection::vec(proptest::collection::vec(piece, 1..3), 0..7)
    }

    proptest! {
        #[test]
        fn it_equals_trying_everything(groups in pieces(900), min in 0u32..2000, width in 0u32..1500) {
            let bounds = Bounds { min, max: min + width };
            let within = |chosen: &[(usize, usize)]| {
                let (low, high) = sums(&groups, chosen);
                low >= u64::from(bounds.min) && high <= u64::from(bounds.max)
            };
            prop_assert_eq!(fit(&groups, bounds), brute(&groups, within));
        }

        #[test]
        fn a_search_equals_trying_everything(
            groups in pieces(900),
            min in 0u32..2000,
            width in 0u32..1500,
            frame in 0u32..60,
            each in 0u32..60,
        ) {
            // What is really said depends on how many pages there are and on which comes where.
            let real = |chosen: &[(usize, usize)]| {
                let (low, high) = sums(&groups, chosen);
                let more: u64 = chosen.iter().enumerate().map(|(at, _)| u64::from(each) * (at as u64 % 3) / 2).sum();
                (low + more, high + more + u64::from(frame) * (chosen.len() as u64 % 2))
            };
            let within = |(low, high): (u64, u64)| low >= u64::from(min) && high <= u64::from(min + width);
            let kindest: Vec<Vec<Piece>> =
                groups.iter().map(|group| group.iter().map(|piece| Piece { low: piece.low + each, ..*piece }).collect()).collect();
            let found = search(&kindest, Bounds { min, max: min + width }, u32::MAX, |chosen| within(real(chosen)));
            let expected = brute(&groups, |chosen| within(real(chosen))).map_or(Found::Nothing, Found::Best);
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn it_never_leaves_the_bounds(groups in pieces(400_000), min in 0u32..900_000, width in 0u32..700_000) {
            let bounds = Bounds { min, max: min + width };
            if let Some(chosen) = fit(&groups, bounds) {
                let (low, high) = sums(&groups, &chosen);
                prop_assert!(low >= u64::from(min) && high <= u64::from(bounds.max));
            } else {
                let miss = miss(&groups, bounds);
                let (low, high) = sums(&groups, &miss.short.0);
                prop_assert!(high <= u64::from(bounds.max));
                prop_assert_eq!(low + u64::from(miss.short.1), u64::from(min).max(low));
            }
        }
    }
}
