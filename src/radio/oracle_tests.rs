//! The plan against a second one, which tries every choice there is and knows nothing of the first one's shortcuts.
//!
//! Weeks are filled slot by slot. What is best for a slot, most important first:
//!
//! 1. pages that press, those not yet aired first, then those aired longest ago, then the newest;
//! 2. pages that may be aired for less than 14 days more and were not aired yet, the most urgent first;
//! 3. the best page of each topic, the topic first that has waited longest; then the second best of each, and so on. Within
//!    a topic: of high priority, not yet aired, soon to expire, fresh, for the audience that has waited longest, by turns.
//!
//! Rather air a page whole than cut, and rather a new one than an old one, as long as what must be aired is in and so
//! is the topic whose turn it is. What is not needed to fill the slot is left for other days.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use proptest::prelude::*;

use super::tests::{Page, TOPICS, cases, day, page};
use super::*;
use crate::config::Radio;
use crate::radio::Item;
use crate::radio::fixture::{Mute, radio};
use crate::speech::{Band, Lexicon, Speaker, Style};

#[derive(Default)]
struct Memory {
    pages: BTreeMap<usize, Date>,
    topics: BTreeMap<String, Date>,
    audiences: BTreeMap<String, Date>,
}

struct Oracle<'a> {
    pages: &'a [Page],
    radio: &'a Radio,
    start: Date,
    memory: Memory,
    sources: &'a [&'a Source<'a>],
    material: Material<'a>,
}

/// Pages in a programme with how many of their blocks are left out.
type Choice = Vec<(usize, u8)>;

fn week_number(day: Date) -> usize {
    let week = day.iso_week();
    week.year as usize * 53 + week.week as usize
}

impl Oracle<'_> {
    fn open(&self, at: usize, on: Date) -> bool {
        let page = &self.pages[at];
        let wait = page.repeat.unwrap_or(self.radio.repeat_after_days).max(1) as i32;
        page.date <= on
            && page.until.is_none_or(|until| on <= until)
            && self.memory.pages.get(&at).is_none_or(|last| on.days_since(*last) >= wait)
    }

    fn expires(&self, at: usize, on: Date) -> Option<Date> {
        self.pages[at].until.filter(|until| until.days_since(on) < 14)
    }

    /// Pages that may be aired on a day, best first, how many of the first must be, and the topic whose turn it is.
    fn order(&self, on: Date) -> (Vec<usize>, usize, Option<usize>) {
        let open: Vec<usize> = (0..self.pages.len()).filter(|at| self.open(*at, on)).collect();
        let urgent = |at: &usize| self.pages[*at].priority == Priority::Urgent;
        let aired = |at: &usize| self.memory.pages.get(at).copied();
        let mut pressing: Vec<usize> = open.iter().copied().filter(urgent).collect();
        pressing.sort_by_key(|at| (aired(at), Reverse(self.pages[*at].date), *at));
        let mut soon: Vec<usize> = open
            .iter()
            .copied()
            .filter(|at| !urgent(at) && aired(at).is_none() && self.expires(*at, on).is_some())
            .collect();
        soon.sort_by_key(|at| (self.expires(*at, on), *at));
        let step = self.radio.per_week as usize * 2 % TOPICS.len();
        let mut topics: Vec<usize> = (0..TOPICS.len()).collect();
        topics.sort_by_key(|topic| {
            let from_here = (topic + TOPICS.len() - week_number(on) * step % TOPICS.len()) % TOPICS.len();
            (self.memory.topics.get(TOPICS[*topic]).copied(), from_here)
        });
        let shelves: Vec<Vec<usize>> = topics.iter().map(|topic| self.shelf(*topic, on, &open, &soon)).collect();
        let waited = |topic: usize| {
            let last = self.memory.topics.get(TOPICS[topic]).copied().unwrap_or(self.start);
            on.days_since(last) >= 10
        };
        let first = topics.iter().zip(&shelves).find(|(_, shelf)| !shelf.is_empty()).map(|(topic, _)| *topic);
        let stale = topics.iter().zip(&shelves).filter(|(_, shelf)| !shelf.is_empty());
        let stale = stale.take_while(|(topic, _)| waited(**topic)).count();
        let must = pressing.len() + if soon.is_empty() { stale } else { 0 };
        let rounds = (0..self.pages.len()).flat_map(|round| shelves.iter().filter_map(move |shelf| shelf.get(round)));
        let all = pressing.into_iter().chain(soon).chain(rounds.copied()).collect();
        (all, must, first)
    }

    fn shelf(&self, topic: usize, on: Date, open: &[usize], soon: &[usize]) -> Vec<usize> {
        let mut known: Vec<usize> = (0..self.pages.len())
            .filter(|at| self.pages[*at].topic.as_deref() == Some(TOPICS[topic]) && self.pages[*at].date <= on)
            .collect();
        known.sort_by_key(|at| (self.pages[*at].date, *at));
        let count = known.len().max(1);
        known.rotate_left(week_number(on) % count);
        let calm = |at: &usize| open.contains(at) && !soon.contains(at) && self.pages[*at].priority != Priority::Urgent;
        known.retain(calm);
        // A stable sort: equal ones stay in their turn.
        known.sort_by_key(|at| {
            let page = &self.pages[*at];
            let expires = self.expires(*at, on);
            let fresh = (on.days_since(page.date) < 7).then_some(page.date);
            let audience = page.audiences.iter().map(|id| self.memory.audiences.get(id).copied()).min();
            let aired = self.memory.pages.get(at).copied();
            (Reverse(page.priority), aired, expires.is_none(), expires, Reverse(fresh), audience.unwrap_or(Some(on)))
        });
        known
    }

    fn fits(&mut self, slot: &Slot, choice: &[(usize, u8)]) -> bool {
        let chosen: Vec<Chosen> = choice
            .iter()
            .map(|(source, cut)| Chosen {
                source: *source,
                form: if *cut == 0 { Form::Whole } else { Form::Cut(*cut) },
                why: String::new(),
            })
            .collect();
        !chosen.is_empty() && assemble(slot, &chosen, self.sources, &mut self.material).fits()
    }

    /// The best of all choices among pages in this order, each of which may be left out or cut by up to so many blocks.
    fn best(&mut self, slot: &Slot, order: &[(usize, u8)]) -> Option<Choice> {
        let ((at, cuts), rest) = order.split_first()?;
        self.best_after(slot, &[], *at, *cuts, rest)
    }

    fn best_after(
        &mut self,
        slot: &Slot,
        before: &[(usize, u8)],
        at: usize,
        cuts: u8,
        rest: &[(usize, u8)],
    ) -> Option<Choice> {
        // With the page, as whole as can be, then without it: the first that any choice of the rest makes fit.
        let ways = (0..=cuts).map(|cut| [before, &[(at, cut)]].concat()).chain([before.to_vec()]);
        for way in ways.collect::<Vec<_>>() {
            let found = match rest.split_first() {
                Some(((next, cuts), rest)) => self.best_after(slot, &way, *next, *cuts, rest),
                None => self.fits(slot, &way).then_some(way),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn programme(&mut self, slot: &Slot) -> Choice {
        let (order, must, turn) = self.order(slot.date);
        let musts: Vec<usize> = order[..must].to_vec();
        let way = |cut: bool, again: bool, this: &mut Self| {
            let new = |at: &usize| again || musts.contains(at) || !this.memory.pages.contains_key(at);
            let some: Vec<usize> = order.iter().copied().filter(new).collect();
            let cuts: Vec<(usize, u8)> =
                some.into_iter().map(|at| (at, if cut { this.material.cuts(at) } else { 0 })).collect();
            this.best(slot, &cuts)
        };
        let Some(freest) = way(true, true, self) else { return Vec::new() };
        let held =
            |choice: &Choice| choice.iter().map(|(at, _)| *at).filter(|at| musts.contains(at)).collect::<Vec<_>>();
        let ways = [way(false, false, self), way(true, false, self), way(false, true, self), Some(freest.clone())];
        let ways: Vec<Choice> = ways.into_iter().flatten().filter(|choice| held(choice) == held(&freest)).collect();
        let of_turn = |choice: &&Choice| {
            choice.iter().any(|(at, _)| turn.is_some_and(|turn| self.pages[*at].topic.as_deref() == Some(TOPICS[turn])))
        };
        let best = ways.iter().find(of_turn).or(ways.first()).unwrap_or(&freest).clone();
        let least = held(&best).len().max(1);
        let enough = (least..=best.len()).find(|enough| self.fits(slot, &best[..*enough])).unwrap_or(best.len());
        let mut choice = best[..enough].to_vec();
        // What was cut to leave room for others that are not needed after all is made whole again.
        for which in 0..choice.len() {
            for fewer in 0..choice[which].1 {
                let mut tried = choice.clone();
                tried[which].1 = fewer;
                if self.fits(slot, &tried) {
                    choice = tried;
                    break;
                }
            }
        }
        for (at, _) in &choice {
            let page = &self.pages[*at];
            self.memory.pages.insert(*at, slot.date);
            self.memory.topics.extend(page.topic.clone().map(|topic| (topic, slot.date)));
            self.memory.audiences.extend(page.audiences.iter().map(|id| (id.clone(), slot.date)));
        }
        choice
    }
}

/// A page that is short enough never to be parted.
fn any_page() -> impl Strategy<Value = Page> {
    let dated = (-3i32..30, proptest::option::weighted(0.3, 0i32..30), proptest::option::weighted(0.3, 1u32..9));
    let kind = (0usize..5, 40usize..380, 0u8..8, 0usize..4, 0usize..3);
    (kind, dated).prop_map(|((topic, words, priority, audience, cuts), (age, until, repeat))| {
        let mut page = page("p", topic, words);
        page.date = day("2026-11-26").plus_days(-age);
        page.until = until.map(|days| day("2026-11-23").plus_days(days));
        page.repeat = repeat;
        page.priority = [Priority::Urgent, Priority::High].get(usize::from(priority)).copied().unwrap_or_default();
        page.audiences =
            [vec![], vec!["a"], vec!["b"], vec!["a", "b"]][audience].iter().map(|id| (*id).to_owned()).collect();
        let last = page.blocks.len().saturating_sub(1);
        for (at, block) in page.blocks.iter_mut().skip(1).rev().take(cuts.min(last)).enumerate() {
            block.cut = Some((cuts.min(last) - at) as u16);
        }
        page
    })
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_plan_is_the_best_of_all(
        mut pages in proptest::collection::vec(any_page(), 1..6),
        per_week in 1u32..4,
        weeks in 1u32..3,
        (min, width) in (150u32..300, 10u32..120),
        spread in 0u32..12,
        wait in 1u32..15,
    ) {
        for (at, page) in pages.iter_mut().enumerate() {
            page.path = crate::base::SourcePath::new(format!("content/p{at}.md"));
            page.slug = format!("p{at}");
            // Titles and so bridges of different lengths.
            page.title = format!("Bài {}", "dài ".repeat(at * 3 % 7));
        }
        let mut radio = radio();
        (radio.per_week, radio.repeat_after_days) = (per_week, wait);
        radio.band = Band::from_rates(205 - spread as u16, 205, 205 + spread as u16);
        // Nothing is too long to be aired whole.
        (radio.slot_min, radio.slot_max) = (Millis::from_seconds(min), Millis::from_seconds((min + width).max(280)));
        let topics: Vec<(String, String)> = TOPICS.iter().map(|id| ((*id).to_owned(), format!("Chủ đề {id}"))).collect();
        let speaker = Speaker::new(Lexicon::builtin(), Style::default());
        let station = Station { radio: &radio, unit: "phường Mẫu", topics: &topics, required: &[], speaker: &speaker, faces: &Mute };
        let sources: Vec<Source<'_>> = pages.iter().map(Page::source).collect();
        let (schedule, _) = plan(&sources, &station, &Ledger::default(), day("2026-11-23"), weeks);

        let sorted: Vec<&Source<'_>> = sources.iter().collect();
        let mut echo = Echo::default();
        let material = Material::new(&station, &sorted, &mut echo);
        let slots: Vec<Slot> = slot::weeks(&station, day("2026-11-23"), weeks).into_iter().flat_map(|week| week.slots).collect();
        let start = slots[0].date;
        let mut oracle = Oracle { pages: &pages, radio: &radio, start, memory: Memory::default(), sources: &sorted, material };
        for slot in &slots {
            let expected = oracle.programme(slot);
            let made = schedule.programmes().find(|programme| programme.slot == *slot);
            let planned: Choice = made.into_iter().flat_map(|programme| &programme.items).filter_map(|item| match item {
                Item::Segment { page, left_out, .. } => Some((sorted.iter().position(|source| source.page == page)?, *left_out)),
                _ => None,
            }).collect();
            prop_assert_eq!(planned, expected, "{} {}", slot.date, slot.time);
        }
    }
}
