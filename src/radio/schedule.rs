//! The plan of several weeks.

use super::programme::Programme;
use super::slot::Slot;
use crate::base::{IsoWeek, Millis};

#[derive(Debug, Clone, Default)]
pub struct Schedule {
    pub weeks: Vec<Week>,
}

#[derive(Debug, Clone)]
pub struct Week {
    pub week: IsoWeek,
    pub gaps: Vec<Gap>,
    pub programmes: Vec<Programme>,
}

/// A slot that could not be filled.
#[derive(Debug, Clone)]
pub struct Gap {
    pub slot: Slot,
    /// For people, in Vietnamese.
    pub why: String,
    /// How much is missing at the fastest rate.
    pub missing: Millis,
    /// The topic that has the least to air that day.
    pub topic: Option<String>,
}

impl Schedule {
    /// All programmes, in order of time.
    pub fn programmes(&self) -> impl Iterator<Item = &Programme> {
        self.weeks.iter().flat_map(|week| &week.programmes)
    }

    pub fn programmes_mut(&mut self) -> impl Iterator<Item = &mut Programme> {
        self.weeks.iter_mut().flat_map(|week| &mut week.programmes)
    }
}
