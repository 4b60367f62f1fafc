//! When programmes go out: the weeks that a plan touches, and the slots in them.

use super::station::Station;
use crate::base::{Date, IsoWeek, Millis, TimeOfDay, Weekday};
use crate::config::SlotRule;

/// When a programme goes out where the station has not said: after work, before the evening news.
const DEFAULT_TIME: TimeOfDay = TimeOfDay { hour: 17, minute: 0 };
/// For a second round of programmes in the week, when there are more than days.
const SECOND_TIME: TimeOfDay = TimeOfDay { hour: 6, minute: 0 };
/// Days after Monday for one to seven programmes a week, spread as evenly as working people would.
const SPREAD: [&[i32]; 7] =
    [&[2], &[1, 4], &[0, 2, 4], &[0, 1, 3, 4], &[0, 1, 2, 3, 4], &[0, 1, 2, 3, 4, 5], &[0, 1, 2, 3, 4, 5, 6]];

/// One time on air.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    pub date: Date,
    pub time: TimeOfDay,
    /// The loudspeaker cluster, empty for all.
    pub cluster: String,
    /// Bounds of the whole programme, at every rate of the band.
    pub min: Millis,
    pub max: Millis,
    /// The day off in whose place this day was chosen.
    pub instead_of: Option<Date>,
}

/// A whole ISO week and its slots in order of time.
#[derive(Debug, Clone)]
pub(super) struct WeekSlots {
    pub week: IsoWeek,
    pub slots: Vec<Slot>,
    /// Days of this week on which a slot fell out, because nothing is broadcast.
    pub blocked: Vec<Date>,
    /// Days of this week on which something can be broadcast.
    pub days: usize,
}

/// Every ISO week that touches the `weeks` weeks from `today` on, whole; days of the current week that are past are
/// planned too, so that the plan of a week does not depend on the day it is made.
pub(super) fn weeks(station: &Station<'_>, today: Date, weeks: u32) -> Vec<WeekSlots> {
    let days = i32::try_from(weeks.saturating_mul(7).min(3700)).unwrap_or_default();
    let end = today.plus_days(days);
    let mut monday = today.plus_days(-today.weekday().offset());
    let rules = rules(station);
    let mut found = Vec::new();
    while monday < end {
        let days = (0..7).filter(|day| !station.radio.blocked.contains(&monday.plus_days(*day))).count();
        let mut week = WeekSlots { week: monday.iso_week(), slots: Vec::new(), blocked: Vec::new(), days };
        let mut fallen = Vec::new();
        for rule in &rules {
            let date = monday.plus_days(rule.day.offset());
            if station.radio.blocked.contains(&date) {
                fallen.push((rule, date));
            } else {
                week.slots.push(slot(rule, date, None, station));
            }
        }
        for (rule, date) in fallen {
            match replacement(rule, date, monday, &week.slots, station) {
                Some(day) if week.slots.len() < station.radio.per_week as usize => {
                    week.slots.push(slot(rule, day, Some(date), station));
                }
                _ => week.blocked.push(date),
            }
        }
        week.slots.sort();
        week.blocked.sort();
        week.blocked.dedup();
        // A week whose last slot is past is over: the plan begins with the next, as it will on its Monday.
        if week.slots.last().is_none_or(|last| last.date >= today) {
            found.push(week);
        }
        monday = monday.plus_days(7);
    }
    found
}

fn slot(rule: &SlotRule, date: Date, instead_of: Option<Date>, station: &Station<'_>) -> Slot {
    let (min, max) = (station.radio.slot_min, station.radio.slot_max);
    Slot { date, time: rule.at, cluster: rule.cluster.clone(), min, max, instead_of }
}

/// The nearest day of the same week on which something can be broadcast and which has no programme yet; of two the
/// later.
fn replacement(rule: &SlotRule, off: Date, monday: Date, slots: &[Slot], station: &Station<'_>) -> Option<Date> {
    let free = |day: &Date| {
        let taken = slots.iter().any(|slot| slot.date == *day && slot.cluster == rule.cluster);
        let hours = &station.radio.blocked_hours;
        let blocked = hours.iter().any(|hours| hours.meets(day.weekday(), rule.at, station.radio.slot_max));
        !taken && !blocked && !station.radio.blocked.contains(day)
    };
    let days = (0..7).map(|day| monday.plus_days(day)).filter(free);
    days.min_by_key(|day| (day.days_since(off).abs(), *day < off))
}

/// The station's slots, or evenly spread ones.
fn rules(station: &Station<'_>) -> Vec<SlotRule> {
    if !station.radio.slots.is_empty() {
        return station.radio.slots.clone();
    }
    let wanted = usize::try_from(station.radio.per_week).unwrap_or_default().min(14);
    let mut rules = Vec::new();
    for (count, at) in [(wanted.min(7), DEFAULT_TIME), (wanted.saturating_sub(7), SECOND_TIME)] {
        let days = count.checked_sub(1).and_then(|last| SPREAD.get(last)).copied().unwrap_or_default();
        for day in Weekday::ALL.into_iter().filter(|day| days.contains(&day.offset())) {
            rules.push(SlotRule { day, at, cluster: String::new() });
        }
    }
    rules
}
