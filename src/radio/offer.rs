//! What a slot may choose from: the shortlisted pages, each with the forms in which it can be aired there.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::assemble::{Chosen, around, assemble};
use super::fit::{Bounds, Piece};
use super::material::{Form, MOST_PARTS, Material};
use super::planner::Planner;
use super::shortlist::{Candidate, Reason};
use super::slot::Slot;

/// A part of a page that would also go on air whole lasts at least this long at the fastest rate, in milliseconds.
const SHORTEST_PART: u32 = 75_000;

/// How far pages may be changed to make them fit, in order of preference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Whole,
    Cut,
    /// Parted, all parts within one week.
    Parted,
    /// Parted over the end of the week: a plan made next week will not know of the first part.
    Straddling,
}

/// Whether pages may go on air again, besides how far they may be changed: rather part a new page than repeat an old one.
pub(super) type Leave = (Stage, bool);

pub(super) const USUAL: [Leave; 6] = [
    (Stage::Whole, false),
    (Stage::Cut, false),
    (Stage::Parted, false),
    (Stage::Whole, true),
    (Stage::Cut, true),
    (Stage::Parted, true),
];

/// Candidates with the ways in which each can be aired.
pub(super) struct Offer {
    pub candidates: Vec<Candidate>,
    pub forms: Vec<Vec<Form>>,
}

impl<'a> Planner<'a> {
    /// The pages that may go into a slot, and in which forms up to `stage`.
    pub(super) fn offer(&mut self, at: usize, stage: Stage) -> Offer {
        let (_, slot) = self.slots[at];
        let room = self.bounds(slot);
        let room = (room.0.max, room.1.max);
        let mut candidates = self.shelf.shortlist(&self.state, slot);
        candidates.retain(|candidate| !self.material.is_silent(candidate.source));
        let forms = candidates.iter().map(|candidate| self.forms(at, candidate, room, stage)).collect();
        Offer { candidates, forms }
    }

    /// Speaks what the shortlists will name, as far as that can be known before anything is chosen: speaking is most of the
    /// work of a plan, and here all cores can share it.
    pub(super) fn foresee(&mut self) {
        let listed = |(_, slot): &(usize, &Slot)| self.shelf.shortlist(&self.state, slot);
        let sources: BTreeSet<usize> =
            self.slots.par_iter().flat_map_iter(listed).map(|candidate| candidate.source).collect();
        self.material.foresee(&sources.into_iter().collect::<Vec<_>>());
    }

    fn forms(&mut self, at: usize, candidate: &Candidate, (room, most): (u32, u32), stage: Stage) -> Vec<Form> {
        let source = candidate.source;
        if let Some((part, parts)) = candidate.due {
            return vec![Form::Part { part, parts }];
        }
        let uncut = std::iter::once(Form::Whole);
        let mut forms: Vec<Form> = uncut.chain((1..=self.material.cuts(source)).map(Form::Cut)).collect();
        forms.retain(|form| self.has_room(at, source, *form, (room, most)));
        let whole = self.material.piece(source, Form::Whole);
        if !forms.contains(&Form::Whole) || whole.low >= 2 * SHORTEST_PART {
            let material = &mut self.material;
            let fits = |parts: &u8| {
                material.parts(source, *parts) == *parts
                    && (1..=*parts).all(|part| material.piece(source, Form::Part { part, parts: *parts }).high <= room)
            };
            let least = u8::try_from(whole.high.div_ceil(room.max(1))).unwrap_or(u8::MAX).max(2);
            let parts = (least..=MOST_PARTS).find(fits);
            if let Some(parts) = parts.filter(|parts| self.may_part(at, source, *parts, stage)) {
                forms.push(Form::Part { part: 1, parts });
            }
        }
        forms
    }

    /// Whether the slot is long enough for this form of a page, with no other beside it.
    fn has_room(&mut self, at: usize, source: usize, form: Form, (room, most): (u32, u32)) -> bool {
        if self.material.piece(source, form).high <= room {
            return true;
        }
        if self.material.piece_at_best(source, form).high > most {
            return false;
        }
        let (_, slot) = self.slots[at];
        let alone = Chosen { source, form, why: String::new() };
        assemble(slot, &[alone], self.sources, &mut self.material).length.high <= slot.max
    }

    /// Whether there are slots for all parts: in this week, unless no week has so many.
    fn may_part(&self, at: usize, source: usize, parts: u8, stage: Stage) -> bool {
        let (week, slot) = self.slots[at];
        let parts = usize::from(parts);
        let same = |(_, other): &&(usize, &Slot)| other.cluster == slot.cluster;
        let in_week = self.slots.iter().filter(|(other, _)| *other == week).filter(same).count();
        let left = self.slots[at..].iter().filter(same).take_while(|(other, _)| *other == week).count();
        if stage < Stage::Straddling && parts > left && !(parts > in_week && left == in_week) {
            return false;
        }
        let last = self.slots[at..].iter().filter(same).nth(parts - 1).map(|(_, slot)| slot.date);
        self.sources[source].until.is_none_or(|until| last.is_some_and(|last| last <= until))
    }

    /// The bounds of what may be said of pages in the slot, for sure and at best.
    pub(super) fn bounds(&mut self, slot: &Slot) -> (Bounds, Bounds) {
        let any = self.sources.iter().any(|source| source.ai_generated);
        let all = !self.sources.is_empty() && self.sources.iter().all(|source| source.ai_generated);
        let (sure, best) = around(slot, (any, all), &mut self.material);
        let within = |around: Piece| Bounds {
            min: slot.min.0.saturating_sub(around.low),
            max: slot.max.0.saturating_sub(around.high),
        };
        (within(sure), within(best))
    }

    /// The forms of each candidate, as far as `leave` goes. A page too long for any slot is parted at once.
    pub(super) fn allowed(&self, offer: &Offer, (stage, again): Leave) -> Vec<Vec<Form>> {
        let mut groups = Vec::new();
        for (candidate, forms) in offer.candidates.iter().zip(&offer.forms) {
            let repeated = self.state.aired.contains_key(&candidate.source) && !candidate.must;
            groups.push(if repeated && !again { Vec::new() } else { allowed(forms, stage) });
        }
        groups
    }

    /// What these forms take of a programme, for sure or at best.
    pub(super) fn pieces(
        &mut self,
        offer: &Offer,
        forms: &[Vec<Form>],
        of: fn(&mut Material<'a>, usize, Form) -> Piece,
    ) -> Vec<Vec<Piece>> {
        let groups = offer.candidates.iter().zip(forms);
        let material = &mut self.material;
        groups
            .map(|(candidate, forms)| forms.iter().map(|form| of(material, candidate.source, *form)).collect())
            .collect()
    }

    pub(super) fn topic(&self, offer: &Offer, group: usize) -> Option<&'a str> {
        self.sources[offer.candidates[group].source].topic
    }

    /// The topic that has waited longest.
    pub(super) fn first_in_line(&self, offer: &Offer) -> Option<&'a str> {
        let waits = |reason: Reason| matches!(reason, Reason::NewTopic | Reason::Topic(_) | Reason::Turn);
        let group = offer.candidates.iter().position(|candidate| waits(candidate.reason))?;
        self.topic(offer, group)
    }
}

/// The forms that a stage allows; a page that can only be aired in parts always may be.
pub(super) fn allowed(forms: &[Form], stage: Stage) -> Vec<Form> {
    let parts_only = !forms.iter().any(|form| !matches!(form, Form::Part { .. }));
    let cut_only = !forms.contains(&Form::Whole);
    let keep = |form: &&Form| match form {
        Form::Whole => true,
        Form::Cut(_) => stage >= Stage::Cut || cut_only,
        Form::Part { .. } => stage >= Stage::Parted || parts_only,
    };
    forms.iter().filter(keep).copied().collect()
}
