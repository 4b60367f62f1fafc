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

/// The shortest beginning of a choice that is within the bounds and holds all it has of the first `keep` groups:
/// what is not needed today is left for other days. Never empty unless the choice is.
#[must_use]
pub fn enough(
    groups: &[Vec<Piece>],
    mut chosen: Vec<(usize, usize)>,
    bounds: Bounds,
    keep: usize,
) -> Vec<(usize, usize)> {
    let mut low = 0;
    for at in 0..chosen.len() {
        if at > 0 && low >= u64::from(bounds.min) && chosen[at].0 >= keep {
            chosen.truncate(at);
            break;
        }
        let (group, piece) = chosen[at];
        low += u64::from(groups[group][piece].low);
    }
    chosen
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
    fn of(groups: &[Vec<Piece>], min: u32) -> Self {
        let step = min.div_ceil(STEPS).max(1);
        let width = min.div_ceil(step) as usize + 1;
        let mut table = Self { step, width, least: vec![NEVER; (groups.len() + 1) * width] };
        table.least[groups.len() * width] = 0;
        for (at, group) in groups.iter().enumerate().rev() {
            for steps in 0..width {
                let mut least = table.least(at + 1, steps);
                for piece in group {
                    let rest = steps.saturating_sub((piece.low / step) as usize);
                    least = least.min(table.least(at + 1, rest).saturating_add(u64::from(piece.high)));
                }
                table.least[at * width + steps] = least;
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
    fn brute(groups: &[Vec<Piece>], bounds: Bounds) -> Option<Vec<(usize, usize)>> {
        let mut best: Option<Vec<usize>> = None;
        let mut digits = vec![0; groups.len()];
        loop {
            let chosen: Vec<(usize, usize)> =
                digits.iter().enumerate().filter(|(at, d)| **d < groups[*at].len()).map(|(at, d)| (at, *d)).collect();
            let (low, high) = sums(groups, &chosen);
            if low >= u64::from(bounds.min)
                && high <= u64::from(bounds.max)
                && best.as_ref().is_none_or(|best| digits < *best)
            {
                best = Some(digits.clone());
            }
            let Some(at) = (0..groups.len()).find(|at| digits[*at] < groups[*at].len()) else { break };
            digits[at] += 1;
            digits[..at].fill(0);
        }
        best.map(|digits| digits.into_iter().enumerate().filter(|(at, d)| *d < groups[*at].len()).collect())
    }

    #[test]
    fn what_is_enough_is_the_shortest_beginning() {
        let groups = vec![vec![Piece { low: 4, high: 5 }]; 4];
        let bounds = Bounds { min: 6, max: 20 };
        let chosen = fit(&groups, bounds).expect("all four");
        assert_eq!(chosen.len(), 4);
        assert_eq!(enough(&groups, chosen.clone(), bounds, 0), [(0, 0), (1, 0)]);
        assert_eq!(enough(&groups, chosen, bounds, 3), [(0, 0), (1, 0), (2, 0)]);
    }

    fn pieces(most: u32) -> impl Strategy<Value = Vec<Vec<Piece>>> {
        let piece = (0..=most, 0..=most / 2).prop_map(|(low, more)| Piece { low, high: low + more });
        proptest::collection::vec(proptest::collection::vec(piece, 1..3), 0..7)
    }

    proptest! {
        #[test]
        fn it_equals_trying_everything(groups in pieces(900), min in 0u32..2000, width in 0u32..1500) {
            let bounds = Bounds { min, max: min + width };
            prop_assert_eq!(fit(&groups, bounds), brute(&groups, bounds));
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
