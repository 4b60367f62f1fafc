//! The plan: week by week and slot by slot, the best programme that its bounds allow.

use std::collections::BTreeSet;

use super::advice;
use super::assemble::{Chosen, assemble};
use super::echo::Echo;
use super::fit::{Found, fit, search};
use super::ledger::Ledger;
use super::list::number;
use super::material::{Form, Material};
use super::offer::{Leave, Offer, Stage, USUAL};
use super::placing::Placed;
use super::planner::Planner;
use super::programme::Programme;
use super::schedule::{Gap, Schedule, Week};
use super::shortlist::{Candidate, Pending, Reason, Shelf, State};
use super::slot::{self, Slot};
use super::source::{Priority, Source};
use super::station::Station;
use crate::base::{Date, Millis};
use crate::diag::Diagnostic;
use crate::say;

/// How many choices that only bridges and headlines make too long or too short are put together for one slot, before
/// these are taken to be as long or as short as they can be.
const TRIES: u32 = 400;
/// How many pages are tried as the one to be parted when a later slot would else stay empty.
const PARTED_TRIES: usize = 8;

/// Plans whole weeks, slot by slot; `oracle_tests.rs` states what is best for a slot and holds this plan against trying
/// everything. Two things are not exact. Pages are parted by rule: only where the next programme has room for the next
/// part, and one slot is planned anew when the one after it would stay empty; no further slots are looked at together. And
/// where 400 programmes (`TRIES`) came within a bridge's length of a slot without fitting it, bridges count as long as they get.
///
/// Each week that touches the `weeks` weeks from `today` on, around what is fixed. The same for any order
/// of `sources`.
#[must_use]
pub fn plan(
    sources: &[Source<'_>],
    station: &Station<'_>,
    ledger: &Ledger,
    today: Date,
    weeks: u32,
) -> (Schedule, Vec<Diagnostic>) {
    plan_with(sources, station, ledger, today, weeks, &mut Echo::default())
}

/// The same plan, with what earlier ones have spoken: after one page changed, no other is spoken again.
#[must_use]
pub fn plan_with(
    sources: &[Source<'_>],
    station: &Station<'_>,
    ledger: &Ledger,
    today: Date,
    weeks: u32,
    echo: &mut Echo,
) -> (Schedule, Vec<Diagnostic>) {
    let mut sorted: Vec<&Source<'_>> = sources.iter().collect();
    sorted.sort_by(|one, other| one.page.cmp(other.page));
    let mut weeks = slot::weeks(station, today, weeks);
    let mut diagnostics = ledger.problems.clone();
    let placed = Placed::of(ledger, &mut weeks, station, today, &mut diagnostics);
    let reserved = placed.reserved(&sorted);
    let slots: Vec<(usize, &Slot)> =
        weeks.iter().enumerate().flat_map(|(week, slots)| slots.slots.iter().map(move |slot| (week, slot))).collect();
    let start = slots.first().map_or(today, |(_, slot)| slot.date);
    let mut planner = Planner {
        station,
        sources: &sorted,
        shelf: Shelf::new(&sorted, station, start, reserved.days.clone()),
        material: Material::new(station, &sorted, echo),
        slots,
        state: State::default(),
        placed,
        reserved,
        today,
        diagnostics,
    };
    planner.remember(ledger, start);
    planner.foresee();
    let outcomes = planner.run();
    let mut schedule = Schedule::default();
    let mut outcomes = outcomes.into_iter();
    let mut ids: BTreeSet<String> = ledger.fixed.iter().map(|fixed| fixed.id.clone()).collect();
    for week in &weeks {
        let mut made = Week { week: week.week, gaps: Vec::new(), programmes: Vec::new() };
        for outcome in outcomes.by_ref().take(week.slots.len()) {
            match outcome {
                Ok(mut programme) => {
                    if ledger.fixed(&programme.id).is_none() || !programme.fixed {
                        unique(&mut programme, &mut ids);
                    }
                    programme.outcome = ledger.outcome(&programme.id).cloned();
                    made.programmes.push(programme);
                }
                Err(gap) => made.gaps.push(gap),
            }
        }
        schedule.weeks.push(made);
    }
    let mut diagnostics = planner.diagnostics;
    advice::weeks(&schedule, &weeks, station, today, &mut diagnostics);
    advice::topics(&schedule, &sorted, station, &mut diagnostics);
    (schedule, diagnostics)
}

/// Two clusters may air the same page at the same time.
fn unique(programme: &mut Programme, ids: &mut BTreeSet<String>) {
    let base = programme.id.clone();
    let mut count = 2;
    while !ids.insert(programme.id.clone()) {
        programme.id = format!("{base}-{count}");
        count += 1;
    }
}

impl<'a> Planner<'a> {
    fn run(&mut self) -> Vec<Result<Programme, Gap>> {
        let mut outcomes: Vec<Result<Programme, Gap>> = Vec::new();
        let mut before: Vec<State> = Vec::new();
        for at in 0..self.slots.len() {
            before.push(self.state.clone());
            if let Some((fixed, why)) = self.placed.get(self.slots[at].1).cloned() {
                outcomes.push(self.fixed(at, fixed, why.as_deref()));
                continue;
            }
            let mut made = self.usual(at);
            if made.is_none()
                && outcomes.last().is_some_and(|last| last.as_ref().is_ok_and(|last| !last.fixed))
                && let Some((earlier, now)) = self.replan(at, &before)
            {
                outcomes[at - 1] = Ok(earlier);
                made = Some(now);
            }
            made = made.or_else(|| self.straddling(at));
            outcomes.push(made.ok_or(()).map_err(|()| self.gap(at)));
        }
        outcomes
    }

    /// The programme of a slot, with pages changed no more than it needs. A page is parted only when its next part
    /// finds room in the next programme; where nothing else can be done, the part waits for a later one.
    fn usual(&mut self, at: usize) -> Option<Programme> {
        let before = self.state.clone();
        let mut whole_only: Vec<usize> = Vec::new();
        let mut first: Option<(Programme, State)> = None;
        for _ in 0..PARTED_TRIES {
            let mut offer = self.offer(at, Stage::Parted);
            for (candidate, forms) in offer.candidates.iter().zip(&mut offer.forms) {
                if candidate.due.is_none() && whole_only.contains(&candidate.source) {
                    forms.retain(|form| !matches!(form, Form::Part { .. }));
                }
            }
            let Some(made) = self.choose(at, &offer, &USUAL) else { break };
            let Some(hanging) = self.left_hanging(at) else { return Some(made) };
            let after = std::mem::replace(&mut self.state, before.clone());
            first.get_or_insert((made, after));
            whole_only.push(hanging);
        }
        let (made, after) = first?;
        self.state = after;
        Some(made)
    }

    /// A page that the programme just chosen has begun, and whose next part the next programme has no room for.
    fn left_hanging(&mut self, at: usize) -> Option<usize> {
        let cluster = &self.slots[at].1.cluster;
        let next = (at + 1..self.slots.len()).find(|next| self.slots[*next].1.cluster == *cluster)?;
        let begun: Vec<usize> = self.state.pending.iter().filter(|due| due.part == 2).map(|due| due.source).collect();
        if begun.is_empty() {
            return None;
        }
        let now = self.state.clone();
        let offer = self.offer(next, Stage::Parted);
        let made = self.choose(next, &offer, &USUAL);
        let state = std::mem::replace(&mut self.state, now);
        let waits = |source: &usize| state.pending.iter().any(|due| due.source == *source && due.part == 2);
        begun.into_iter().find(|source| made.is_none() || waits(source))
    }

    fn straddling(&mut self, at: usize) -> Option<Programme> {
        let offer = self.offer(at, Stage::Straddling);
        self.choose(at, &offer, &[(Stage::Straddling, true)])
    }

    /// Plans the slot before this one once more with a page parted between the two, so that neither stays empty.
    fn replan(&mut self, at: usize, before: &[State]) -> Option<(Programme, Programme)> {
        let earlier = at.checked_sub(1)?;
        let ((week, slot), (earlier_week, earlier_slot)) = (self.slots[at], self.slots[earlier]);
        if week != earlier_week || slot.cluster != earlier_slot.cluster {
            return None;
        }
        let after = std::mem::replace(&mut self.state, before[earlier].clone());
        let offer = self.offer(earlier, Stage::Parted);
        let parted: Vec<usize> = (0..offer.candidates.len())
            .filter(|which| offer.candidates[*which].due.is_none())
            .filter(|which| offer.forms[*which].iter().any(|form| matches!(form, Form::Part { .. })))
            .take(PARTED_TRIES)
            .collect();
        for which in parted {
            self.state = before[earlier].clone();
            let mut offer = self.offer(earlier, Stage::Parted);
            let mut candidate = offer.candidates.remove(which);
            let mut forms = offer.forms.remove(which);
            forms.retain(|form| matches!(form, Form::Part { .. }));
            let (source, had_to) = (candidate.source, candidate.must);
            candidate.must = true;
            // Behind what has to be aired anyway.
            let musts = offer.candidates.iter().take_while(|candidate| candidate.must).count();
            let place = if had_to { which } else { musts };
            offer.candidates.insert(place, candidate);
            offer.forms.insert(place, forms);
            let Some(first) = self.choose(earlier, &offer, &[(Stage::Cut, true)]) else { continue };
            if !self.state.pending.iter().any(|due| due.source == source) {
                continue;
            }
            if let Some(second) = self.usual(at) {
                return Some((first, second));
            }
        }
        self.state = after;
        None
    }

    /// Of the ways in `stages` the first whose best choice holds all that must be aired and that the last could air, and
    /// something of the topic whose turn it is; else the first that holds what must be aired. Of that choice the shortest
    /// beginning that fills the slot and holds all of what must be aired: the rest is left for other days.
    fn choose(&mut self, at: usize, offer: &Offer, stages: &[Leave]) -> Option<Programme> {
        let (_, slot) = self.slots[at];
        let keep = offer.candidates.iter().take_while(|candidate| candidate.must).count();
        let (last, earlier) = stages.split_last()?;
        let mut best = self.best(at, offer, *last)?;
        let musts = |chosen: &[(usize, Form)]| -> Vec<usize> {
            chosen.iter().map(|(group, _)| *group).filter(|group| *group < keep).collect()
        };
        let (wanted, first) = (musts(&best), self.first_in_line(offer));
        let mut accepted = false;
        for leave in earlier {
            let Some(chosen) = self.best(at, offer, *leave).filter(|chosen| musts(chosen) == wanted) else { continue };
            let takes_turn = chosen.iter().any(|(group, _)| self.topic(offer, *group) == first);
            if !accepted || takes_turn {
                (best, accepted) = (chosen, true);
            }
            if takes_turn {
                break;
            }
        }
        let pages: Vec<Chosen> = best
            .iter()
            .map(|(group, form)| Chosen {
                source: offer.candidates[*group].source,
                form: *form,
                why: self.why(&offer.candidates[*group], *form),
            })
            .collect();
        let least = wanted.len().max(1);
        for enough in least..=pages.len() {
            let programme = assemble(slot, &pages[..enough], self.sources, &mut self.material);
            if programme.fits() {
                let (programme, pages) = self.restored(at, programme, pages[..enough].to_vec(), offer);
                self.aired(slot, &pages);
                return Some(programme);
            }
        }
        None
    }

    /// The best choice that a way allows, of all whose programme is within the slot.
    fn best(&mut self, at: usize, offer: &Offer, leave: Leave) -> Option<Vec<(usize, Form)>> {
        let (_, slot) = self.slots[at];
        let (sure, kindest) = self.bounds(slot);
        let forms = self.allowed(offer, leave);
        let groups = self.pieces(offer, &forms, Material::piece_at_best);
        let (sources, material) = (self.sources, &mut self.material);
        let mut fits = |chosen: &[(usize, usize)]| {
            let pages: Vec<Chosen> = chosen
                .iter()
                .map(|(group, form)| Chosen {
                    source: offer.candidates[*group].source,
                    form: forms[*group][*form],
                    why: String::new(),
                })
                .collect();
            !pages.is_empty() && assemble(slot, &pages, sources, material).fits()
        };
        let chosen = match search(&groups, kindest, TRIES, &mut fits) {
            Found::Best(chosen) => chosen,
            Found::Nothing => return None,
            Found::GaveUp => {
                let groups = self.pieces(offer, &forms, Material::piece);
                fit(&groups, sure).filter(|chosen| !chosen.is_empty())?
            }
        };
        Some(chosen.into_iter().map(|(group, form)| (group, forms[group][form])).collect())
    }

    /// The same programme with as few blocks left out as really must be: the choice was made with the longest frame.
    fn restored(
        &mut self,
        at: usize,
        mut programme: Programme,
        mut pages: Vec<Chosen>,
        offer: &Offer,
    ) -> (Programme, Vec<Chosen>) {
        let (_, slot) = self.slots[at];
        for which in 0..pages.len() {
            let Form::Cut(left_out) = pages[which].form else { continue };
            let source = pages[which].source;
            let Some(candidate) = offer.candidates.iter().find(|candidate| candidate.source == source) else {
                continue;
            };
            for fewer in 0..left_out {
                let form = if fewer == 0 { Form::Whole } else { Form::Cut(fewer) };
                let mut tried = pages.clone();
                tried[which] = Chosen { source, form, why: self.why(candidate, form) };
                let made = assemble(slot, &tried, self.sources, &mut self.material);
                if made.fits() {
                    (programme, pages) = (made, tried);
                    break;
                }
            }
        }
        (programme, pages)
    }

    pub(super) fn aired(&mut self, slot: &Slot, pages: &[Chosen]) {
        for page in pages {
            let source = self.sources[page.source];
            self.state.pending.retain(|due| due.source != page.source);
            if let Form::Part { part, parts } = page.form
                && part < parts
                && !self.reserved.parts.contains(&(page.source, part + 1))
            {
                let cluster = slot.cluster.clone();
                self.state.pending.push(Pending { source: page.source, part: part + 1, parts, cluster });
            }
            self.state.aired.insert(page.source, slot.date);
            self.state.topics.insert(source.topic.unwrap_or_default().to_owned(), slot.date);
            for audience in &source.audiences {
                self.state.audiences.insert((*audience).to_owned(), slot.date);
            }
        }
    }

    /// Why a page was chosen, for people.
    fn why(&self, candidate: &Candidate, form: Form) -> String {
        let source = self.sources[candidate.source];
        let mut why = match candidate.reason {
            Reason::Urgent => "tin khẩn cấp".to_owned(),
            Reason::Continued => "tiếp kỳ đã phát".to_owned(),
            Reason::Expiring(until) => format!("chỉ còn phát được đến ngày {}", until.official()),
            Reason::NewTopic => "chủ đề chưa phát trong lịch này".to_owned(),
            Reason::Topic(day) => format!("chủ đề phát lần gần nhất ngày {}", day.official()),
            Reason::Further => "cùng chủ đề, vừa thời lượng".to_owned(),
            Reason::Turn => "đến lượt".to_owned(),
        };
        if source.priority == Priority::High {
            why.push_str("; bài ưu tiên");
        }
        if candidate.due.is_none()
            && let Some(day) = self.state.aired.get(&candidate.source)
        {
            why = format!("{why}; phát lại, lần trước ngày {}", day.official());
        }
        match form {
            Form::Whole => {}
            Form::Cut(1) => why.push_str("; lược đoạn cuối được phép bỏ"),
            Form::Cut(count) => {
                let count = number(usize::from(count)).unwrap_or("các");
                why = format!("{why}; lược {count} đoạn cuối được phép bỏ");
            }
            Form::Part { part, parts } => {
                let part = number(usize::from(part)).unwrap_or("tiếp theo");
                let parts = number(usize::from(parts)).unwrap_or("nhiều");
                why = format!("{why}; kỳ {part} trong {parts} kỳ");
            }
        }
        why
    }

    /// A slot that stays empty, and what to do about it.
    fn gap(&mut self, at: usize) -> Gap {
        let (_, slot) = self.slots[at];
        let offer = self.offer(at, Stage::Straddling);
        let forms = self.allowed(&offer, (Stage::Straddling, true));
        let groups = self.pieces(&offer, &forms, Material::piece);
        let waiting = self.sources.iter().filter(|source| source.allowed_on(slot.date)).count();
        let pages: Vec<&Source<'_>> = offer.candidates.iter().map(|candidate| self.sources[candidate.source]).collect();
        let bounds = self.bounds(slot).0;
        let mut advice = advice::slot(slot, &groups, &pages, bounds, waiting, self.station);
        let topic = self.scarce(slot);
        if let Some((id, title)) = topic.filter(|_| advice.missing > Millis::ZERO) {
            let minutes = advice.missing;
            advice.why = format!("{}; nên viết thêm về “{title}”", advice.why);
            advice.diagnostic = advice.diagnostic.hint(say!(
                "chủ đề ít bài nhất lúc này là “{title}” (`{id}`): viết thêm ít nhất {minutes} về chủ đề đó";
                "the topic with the least to air is “{title}” (`{id}`): write at least {minutes} more on it"
            ));
        }
        if slot.date >= self.today {
            self.diagnostics.push(advice.diagnostic);
        }
        let topic = topic.map(|(id, _)| id.clone());
        Gap { slot: slot.clone(), why: advice.why, missing: advice.missing, topic }
    }

    /// The topic of which fewest pages may be aired in a slot.
    fn scarce(&self, slot: &Slot) -> Option<&'a (String, String)> {
        let may_air = self.shelf.available(&self.state, slot);
        let count = |id: &str| may_air.iter().filter(|at| self.sources[**at].topic == Some(id)).count();
        self.station.topics.iter().min_by_key(|(id, _)| count(id))
    }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "oracle_tests.rs"]
mod oracle;
