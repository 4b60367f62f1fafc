//! Fixed programmes take their slots before anything is planned, and what was aired before is remembered.

use std::collections::{BTreeMap, BTreeSet};

use super::assemble::{Chosen, assemble};
use super::fixed::place;
use super::ledger::{Fixed, FixedForm, FixedSegment, Ledger};
use super::material::Form;
use super::planner::Planner;
use super::programme::{Approval, Programme};
use super::schedule::Gap;
use super::shortlist::Pending;
use super::slot::{Slot, WeekSlots};
use super::source::Source;
use super::station::Station;
use crate::base::{Date, TimeOfDay};
use crate::diag::codes::{APPROVAL_CHANGED, FIXED_MISFIT, FIXED_PAGE, MISSED_AIRING};
use crate::diag::{Diagnostic, Text};
use crate::say;

/// A slot's time and cluster.
type Key = (Date, TimeOfDay, String);

/// What the slots of a plan are already given to.
#[derive(Default)]
pub(super) struct Placed<'a> {
    by_slot: BTreeMap<Key, (&'a Fixed, Option<String>)>,
}

fn key(slot: &Slot) -> Key {
    (slot.date, slot.time, slot.cluster.clone())
}

fn own_key(fixed: &Fixed) -> Key {
    (fixed.date, fixed.time, fixed.cluster.clone())
}

impl<'a> Placed<'a> {
    /// Gives fixed programmes their slots, adding slots that `loa.toml` does not have; programmes that were missed get
    /// the next free slot of their week.
    pub fn of(
        ledger: &'a Ledger,
        weeks: &mut [WeekSlots],
        station: &Station<'_>,
        today: Date,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut placed = Self::default();
        for fixed in &ledger.fixed {
            let Some(week) = weeks.iter_mut().find(|week| week.week == fixed.date.iso_week()) else { continue };
            if !week.slots.iter().any(|slot| key(slot) == own_key(fixed)) {
                let (min, max) = (station.radio.slot_min, station.radio.slot_max);
                let (date, time, cluster) = own_key(fixed);
                week.slots.push(Slot { date, time, cluster, min, max, instead_of: None });
                week.slots.sort();
            }
            placed.by_slot.entry(own_key(fixed)).or_insert((fixed, None));
        }
        for fixed in &ledger.fixed {
            if ledger.outcome(&fixed.id).is_none_or(|outcome| outcome.aired) {
                continue;
            }
            let Some(week) = weeks.iter().find(|week| week.week == fixed.date.iso_week()) else { continue };
            let made_up = |other: &&Fixed| own_key(other) > own_key(fixed) && pages(other) == pages(fixed);
            if ledger.fixed.iter().any(|other| made_up(&other) && other.date.iso_week() == week.week) {
                continue;
            }
            let later = |slot: &&Slot| {
                slot.cluster == fixed.cluster && slot.date >= today && (slot.date, slot.time) > (fixed.date, fixed.time)
            };
            let free = week.slots.iter().filter(later).find(|slot| !placed.by_slot.contains_key(&key(slot)));
            if let Some(slot) = free {
                let why = format!("phát bù buổi {} {}", fixed.time, fixed.date.official());
                placed.by_slot.insert(key(slot), (fixed, Some(why)));
            } else if week.slots.iter().any(|slot| slot.date >= today) {
                let (id, date) = (&fixed.id, fixed.date.official());
                let (path, span) = place(fixed);
                diagnostics.push(
                    Diagnostic::new(&MISSED_AIRING, say!("buổi `{id}` ngày {date} không phát, trong tuần không còn khung giờ trống để phát bù"; "`{id}` of {date} was not aired, and its week has no free slot left"))
                        .at(&path, span),
                );
            }
        }
        placed
    }

    /// The fixed programme of a slot, and why it is there when that is not its own time.
    pub fn get(&self, slot: &Slot) -> Option<&(&'a Fixed, Option<String>)> {
        self.by_slot.get(&key(slot))
    }

    /// On which days fixed programmes air each page, and which parts.
    pub fn reserved(&self, sources: &[&Source<'_>]) -> Reserved {
        let mut reserved = Reserved::default();
        for ((date, ..), (fixed, _)) in &self.by_slot {
            for segment in &fixed.segments {
                let Some(at) = index(sources, segment) else { continue };
                reserved.days.entry(at).or_default().push(*date);
                if let FixedForm::Part { part, .. } = segment.form {
                    reserved.parts.insert((at, part));
                }
            }
        }
        reserved
    }
}

/// What fixed programmes will air.
#[derive(Debug, Clone, Default)]
pub(super) struct Reserved {
    pub days: BTreeMap<usize, Vec<Date>>,
    pub parts: BTreeSet<(usize, u8)>,
}

fn pages(fixed: &Fixed) -> Vec<(&str, FixedForm)> {
    fixed.segments.iter().map(|segment| (segment.page.as_str(), segment.form)).collect()
}

/// The place of a segment's page among the sources, which are sorted by page.
fn index(sources: &[&Source<'_>], segment: &FixedSegment) -> Option<usize> {
    sources.binary_search_by(|source| source.page.as_str().cmp(&segment.page)).ok()
}

impl Planner<'_> {
    /// Takes over what was fixed and not missed before the plan begins, so that nothing comes back too soon and parts go on.
    pub(super) fn remember(&mut self, ledger: &Ledger, start: Date) {
        for fixed in ledger.fixed.iter().filter(|fixed| fixed.date < start) {
            if ledger.outcome(&fixed.id).is_some_and(|outcome| !outcome.aired) {
                continue;
            }
            for segment in &fixed.segments {
                let Some(at) = index(self.sources, segment) else { continue };
                let source = self.sources[at];
                self.state.pending.retain(|due| due.source != at);
                if let FixedForm::Part { part, parts } = segment.form
                    && part < parts
                    && !self.reserved.parts.contains(&(at, part + 1))
                {
                    let cluster = fixed.cluster.clone();
                    self.state.pending.push(Pending { source: at, part: part + 1, parts, cluster });
                }
                self.state.aired.insert(at, fixed.date);
                self.state.topics.insert(source.topic.unwrap_or_default().to_owned(), fixed.date);
                for audience in &source.audiences {
                    self.state.audiences.insert((*audience).to_owned(), fixed.date);
                }
            }
        }
    }

    /// The programme that was fixed for a slot, as its pages read today.
    pub(super) fn fixed(&mut self, at: usize, fixed: &Fixed, why: Option<&str>) -> Result<Programme, Gap> {
        let (_, slot) = self.slots[at];
        let mut chosen = Vec::new();
        for segment in &fixed.segments {
            match self.form(segment, slot) {
                Ok((source, form)) => {
                    let why = why.unwrap_or("đã chốt trong lịch").to_owned();
                    chosen.push(Chosen { source, form, why });
                }
                Err(problem) => {
                    self.tell(slot, Diagnostic::new(&FIXED_PAGE, problem).at(&place(fixed).0, segment.span.clone()));
                }
            }
        }
        if chosen.is_empty() {
            let why = format!("buổi đã chốt `{}` không còn bài nào phát được", fixed.id);
            return Err(Gap { slot: slot.clone(), why, missing: slot.min, topic: None });
        }
        let mut programme = assemble(slot, &chosen, self.sources, &mut self.material);
        programme.fixed = true;
        if why.is_none() {
            programme.id.clone_from(&fixed.id);
        }
        self.aired(slot, &chosen);
        let (id, (path, span)) = (&programme.id, place(fixed));
        if !programme.fits() {
            let (low, high) = (programme.length.low, programme.length.high);
            let (min, max) = (slot.min, slot.max);
            let message = say!("buổi đã chốt `{id}` dài từ {low} đến {high}, khung giờ từ {min} đến {max}"; "the fixed programme `{id}` lasts {low} to {high}, its slot {min} to {max}");
            self.tell(slot, Diagnostic::new(&FIXED_MISFIT, message).at(&path, span.clone()));
        }
        if let Some(approved) = &fixed.approval {
            let (by, on) = (approved.by.clone(), approved.on);
            programme.approval = if programme.fingerprint() == approved.text {
                Approval::Given { by, on }
            } else {
                let (by_whom, day) = (&approved.by, on.official());
                let message = say!("lời đọc của buổi `{id}` đã đổi sau khi {by_whom} duyệt ngày {day}"; "the text of `{id}` has changed since {by_whom} approved it on {day}");
                let hint = say!("xem bản duyệt trong kịch bản, rồi: loa radio approve {id} --by \"Họ tên\""; "look at the script, then: loa radio approve {id} --by NAME");
                self.tell(slot, Diagnostic::new(&APPROVAL_CHANGED, message).at(&path, span).hint(hint));
                Approval::Changed { by, on }
            };
        }
        Ok(programme)
    }

    /// What a fixed segment airs today, or why it cannot.
    fn form(&mut self, segment: &FixedSegment, slot: &Slot) -> Result<(usize, Form), Text> {
        let page = &segment.page;
        let Some(at) = index(self.sources, segment) else {
            return Err(say!("bài `{page}` không có, hoặc không được phát"; "there is no page `{page}` to air"));
        };
        if !self.sources[at].allowed_on(slot.date) {
            let day = slot.date.official();
            return Err(
                say!("bài `{page}` không được phát ngày {day}: xem `expires`, `from`, `until` của bài"; "`{page}` may not be aired on {day}: see its `expires`, `from` and `until`"),
            );
        }
        if self.material.is_silent(at) {
            return Err(say!("bài `{page}` không có gì để đọc"; "`{page}` has nothing to say"));
        }
        Ok((
            at,
            match segment.form {
                FixedForm::Whole => Form::Whole,
                FixedForm::Cut(count) => Form::Cut(count),
                FixedForm::Part { part, parts } => {
                    let real = self.material.parts(at, parts);
                    if real != parts {
                        return Err(
                            say!("bài `{page}` nay chỉ chia được {real} kỳ, không còn kỳ {part} trong {parts} kỳ"; "`{page}` now has {real} parts, not {parts}"),
                        );
                    }
                    Form::Part { part, parts }
                }
            },
        ))
    }

    /// Reports something about a programme that can still be helped.
    fn tell(&mut self, slot: &Slot, problem: Diagnostic) {
        if slot.date >= self.today {
            self.diagnostics.push(problem);
        }
    }
}
