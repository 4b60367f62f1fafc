//! What a plan in the making knows: its sources, its slots, and what has been put into them so far.

use super::material::Material;
use super::placing::{Placed, Reserved};
use super::shortlist::{Shelf, State};
use super::slot::Slot;
use super::source::Source;
use super::station::Station;
use crate::base::Date;
use crate::diag::Diagnostic;

/// A plan in the making.
pub(super) struct Planner<'a> {
    pub(super) station: &'a Station<'a>,
    /// Sorted by page.
    pub(super) sources: &'a [&'a Source<'a>],
    pub(super) shelf: Shelf<'a>,
    pub(super) material: Material<'a>,
    /// All slots in order, each with the number of its week.
    pub(super) slots: Vec<(usize, &'a Slot)>,
    pub(super) state: State,
    pub(super) placed: Placed<'a>,
    pub(super) reserved: Reserved,
    pub(super) today: Date,
    pub(super) diagnostics: Vec<Diagnostic>,
}
