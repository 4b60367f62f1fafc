//! Which pages are looked at for a slot, and in which order: by what is known of them without their text.

use std::collections::BTreeMap;

use super::slot::Slot;
use super::source::{Priority, Source};
use super::station::Station;
use crate::base::Date;

/// Pages looked at for one slot: enough for every topic to bring several, few enough to be spoken.
const MOST: usize = 40;
/// Of these, pages that press.
const MOST_URGENT: usize = 12;
/// A page this young, in days, goes before older ones of its topic.
const FRESH: i32 = 7;
/// A page that may be aired for less than so many days goes before those that can wait.
const EXPIRING: i32 = 14;
/// A topic not aired for so many days must have its turn.
const STALE: i32 = 10;

/// What has been aired so far in the plan.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// The last airing of each page.
    pub aired: BTreeMap<usize, Date>,
    /// The last airing of each topic.
    pub topics: BTreeMap<String, Date>,
    /// The last airing of something for each audience.
    pub audiences: BTreeMap<String, Date>,
    /// Pages of which further parts are to come.
    pub pending: Vec<Pending>,
}

/// A page in the middle of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pending {
    pub source: usize,
    /// The part that comes next, from 2.
    pub part: u8,
    pub parts: u8,
    /// Whoever heard the first part must hear the next.
    pub cluster: String,
}

/// A page that may go into the slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub source: usize,
    pub reason: Reason,
    /// Rather shorten or part others than leave this one out.
    pub must: bool,
    /// The part that is due, and of how many.
    pub due: Option<(u8, u8)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    Urgent,
    Continued,
    /// The page may be aired for a few more days only, the last of them given.
    Expiring(Date),
    /// The topic has not been aired in this plan.
    NewTopic,
    /// The topic was last aired then.
    Topic(Date),
    /// Another page of a topic that has its turn already.
    Further,
    /// The page has no topic.
    Turn,
}

/// All pages in the order in which they are chosen from.
pub(super) struct Shelf<'a> {
    sources: &'a [&'a Source<'a>],
    station: &'a Station<'a>,
    /// The first day of the plan.
    start: Date,
    /// Days on which fixed programmes air a page.
    reserved: BTreeMap<usize, Vec<Date>>,
    /// The pages of each topic, oldest first.
    by_topic: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Shelf<'a> {
    /// `sources` are sorted by page.
    pub fn new(
        sources: &'a [&'a Source<'a>],
        station: &'a Station<'a>,
        start: Date,
        reserved: BTreeMap<usize, Vec<Date>>,
    ) -> Self {
        let mut by_topic: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, source) in sources.iter().enumerate() {
            by_topic.entry(source.topic.unwrap_or_default()).or_default().push(at);
        }
        for pages in by_topic.values_mut() {
            pages.sort_by_key(|at| (sources[*at].date, *at));
        }
        Self { sources, station, start, reserved, by_topic }
    }

    /// Urgent pages, parts that are due, pages that soon expire, then the best page of each topic, the topic that has waited longest first,
    /// then the second best of each, and so on.
    pub fn shortlist(&self, state: &State, slot: &Slot) -> Vec<Candidate> {
        let mut urgent: Vec<usize> = Vec::new();
        let mut topics = Vec::new();
        for (topic, pages) in &self.by_topic {
            let ranked = self.ranked(pages, state, slot);
            let presses = |at: &usize| self.sources[*at].priority == Priority::Urgent;
            urgent.extend(ranked.iter().copied().filter(presses));
            let calm: Vec<usize> = ranked.into_iter().filter(|at| !presses(at)).collect();
            if !calm.is_empty() {
                topics.push((self.waiting(topic, state, slot), *topic, calm));
            }
        }
        urgent.sort_by_key(|at| (state.aired.get(at).copied(), std::cmp::Reverse(self.sources[*at].date), *at));
        topics.sort();
        let candidate = |source, reason, must| Candidate { source, reason, must, due: None };
        let mut list: Vec<Candidate> =
            urgent.into_iter().take(MOST_URGENT).map(|at| candidate(at, Reason::Urgent, true)).collect();
        let due_here = |due: &&Pending| due.cluster == slot.cluster && self.sources[due.source].allowed_on(slot.date);
        for due in state.pending.iter().filter(due_here) {
            let due_part = Some((due.part, due.parts));
            list.push(Candidate { due: due_part, ..candidate(due.source, Reason::Continued, true) });
        }
        // What cannot wait goes before whose turn it is.
        let expiring = |at: &usize| expires(self.sources[*at], slot).filter(|_| !state.aired.contains_key(at));
        let mut soon: Vec<(Date, usize)> = Vec::new();
        for (_, _, pages) in &mut topics {
            soon.extend(pages.iter().filter_map(|at| Some((expiring(at)?, *at))));
            pages.retain(|at| expiring(at).is_none());
        }
        topics.retain(|(_, _, pages)| !pages.is_empty());
        soon.sort_unstable();
        // A topic has to have its turn only where nothing stands before it that cannot wait.
        let in_turn = soon.is_empty();
        list.extend(soon.into_iter().map(|(until, at)| candidate(at, Reason::Expiring(until), false)));
        let rounds = topics.iter().map(|(_, _, pages)| pages.len()).max().unwrap_or_default();
        for round in 0..rounds.min(MOST) {
            for (_, topic, pages) in &topics {
                let Some(at) = pages.get(round) else { continue };
                let last = state.topics.get(*topic).copied();
                let reason = match last {
                    _ if topic.is_empty() => Reason::Turn,
                    _ if round > 0 => Reason::Further,
                    None => Reason::NewTopic,
                    Some(day) => Reason::Topic(day),
                };
                let waited = slot.date.days_since(last.unwrap_or(self.start));
                list.push(candidate(*at, reason, in_turn && round == 0 && waited >= STALE));
            }
        }
        list.truncate(MOST);
        list
    }

    /// The pages of one topic that may be aired in the slot, best first: high priority, then not yet aired in the
    /// plan, then soon to expire, then fresh from the editor, then for the audience that has waited longest. The rest
    /// take turns by the week, so that plans made in different weeks, which do not know of each other, do not all begin
    /// with the same page.
    fn ranked(&self, pages: &[usize], state: &State, slot: &Slot) -> Vec<usize> {
        let known = pages.partition_point(|at| self.sources[*at].date <= slot.date);
        let turn = turn(slot.date) % known.max(1);
        let mut ranked: Vec<_> = pages[..known]
            .iter()
            .enumerate()
            .filter(|(_, at)| self.may_air(**at, state, slot))
            .map(|(place, at)| {
                let source = self.sources[*at];
                let fresh = slot.date.days_since(source.date) < FRESH;
                let aired = state.aired.get(at).copied();
                let rest = (place + known - turn) % known;
                let newest = std::cmp::Reverse(fresh.then_some(source.date));
                let expires = expires(source, slot);
                let expiring = (expires.is_none(), expires);
                let waited = source.audiences.iter().map(|id| state.audiences.get(*id).copied()).min();
                let audience = waited.unwrap_or(Some(slot.date));
                (std::cmp::Reverse(source.priority), aired, expiring, newest, audience, rest, *at)
            })
            .collect();
        // No more than these can be listed, whatever the other topics bring.
        if ranked.len() > MOST {
            ranked.select_nth_unstable(MOST);
            ranked.truncate(MOST);
        }
        ranked.sort_unstable();
        ranked.into_iter().map(|(.., at)| at).collect()
    }

    /// All pages that may be aired in the slot.
    pub fn available(&self, state: &State, slot: &Slot) -> Vec<usize> {
        (0..self.sources.len()).filter(|at| self.may_air(*at, state, slot)).collect()
    }

    fn may_air(&self, at: usize, state: &State, slot: &Slot) -> bool {
        let source = self.sources[at];
        let wait = i32::try_from(source.repeat.unwrap_or(self.station.radio.repeat_after_days)).unwrap_or(i32::MAX);
        source.allowed_on(slot.date)
            && state.aired.get(&at).is_none_or(|last| slot.date.days_since(*last) >= wait.max(1))
            && !self
                .reserved
                .get(&at)
                .is_some_and(|days| days.iter().any(|day| slot.date.days_since(*day).abs() < wait.max(1)))
            && !state.pending.iter().any(|due| due.source == at)
    }

    /// Sorts topics: never aired first, then by their last airing; equal ones take turns by the week.
    fn waiting(&self, topic: &str, state: &State, slot: &Slot) -> (Option<Date>, usize) {
        let all = self.station.topics.len();
        let place = self.station.topics.iter().position(|(id, _)| id == topic);
        let step = self.station.radio.per_week.saturating_mul(2) as usize % all.max(1);
        let first = (turn(slot.date) * step) % all.max(1);
        (state.topics.get(topic).copied(), place.map_or(all, |place| (place + all - first) % all))
    }
}

/// The last day of a page that cannot wait much longer.
fn expires(source: &Source<'_>, slot: &Slot) -> Option<Date> {
    source.until.filter(|until| until.days_since(slot.date) < EXPIRING)
}

/// A number that grows by one from week to week.
fn turn(day: Date) -> usize {
    let week = day.iso_week();
    usize::try_from(i32::from(week.year) * 53 + i32::from(week.week)).unwrap_or_default()
}
