//! What was planned and what was aired, beyond the programmes of the plan: earlier weeks, bulletins, and what can no
//! longer be put together because its pages are gone.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::desk::monday_to_sunday;
use crate::base::{Date, TimeOfDay};
use crate::radio::{Airing, Fixed, Ledger, Schedule, outcome};
use crate::site::Site;

/// Reports are of a year; what is older stands in `aired.csv`.
const WEEKS_BACK: i32 = 53;

/// A week, the last first.
#[derive(Debug, Serialize)]
pub(super) struct PastWeek {
    days: String,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    id: String,
    date: String,
    weekday: &'static str,
    time: String,
    cluster: String,
    /// Whether somebody had fixed it, or it was aired without: a bulletin.
    planned: bool,
    pages: Vec<PageView>,
    outcomes: Vec<Outcome>,
}

#[derive(Debug, Serialize)]
struct PageView {
    title: String,
    /// Whether it is no page of the site any more.
    gone: bool,
}

#[derive(Debug, Serialize)]
struct Outcome {
    text: String,
    aired: bool,
}

/// The time of a row, by which rows are sorted.
type When = (Date, TimeOfDay);

pub(super) fn past(site: &Site, ledger: &Ledger, schedule: &Schedule) -> Vec<PastWeek> {
    let shown: BTreeSet<&str> = schedule.programmes().map(|programme| programme.id.as_str()).collect();
    let begins = begins(schedule).unwrap_or(site.today);
    let oldest = site.today.plus_days(-7 * WEEKS_BACK);
    let of = |id: &str| ledger.airings.iter().filter(|airing| airing.id == id).collect::<Vec<_>>();
    let mut rows: Vec<(When, Row)> = Vec::new();
    for fixed in ledger.fixed.iter().filter(|fixed| !shown.contains(fixed.id.as_str())) {
        let airings = of(&fixed.id);
        if fixed.date < begins || !airings.is_empty() {
            rows.push(((fixed.date, fixed.time), planned(fixed, &airings, site)));
        }
    }
    // One row for each airing that no programme stands for: a bulletin goes out at many times.
    for airing in &ledger.airings {
        if !shown.contains(airing.id.as_str()) && ledger.fixed(&airing.id).is_none() {
            rows.push(((airing.date, airing.time), unplanned(airing, ledger, site)));
        }
    }
    rows.retain(|((date, _), _)| *date >= oldest);
    rows.sort_by(|(a, one), (b, other)| (a, &one.id, &one.cluster).cmp(&(b, &other.id, &other.cluster)));
    let mut weeks: BTreeMap<Date, Vec<Row>> = BTreeMap::new();
    for ((date, _), row) in rows {
        weeks.entry(date.plus_days(-date.weekday().offset())).or_default().push(row);
    }
    weeks.into_iter().rev().map(|(monday, rows)| PastWeek { days: monday_to_sunday(monday), rows }).collect()
}

/// The Monday of the plan's first week.
fn begins(schedule: &Schedule) -> Option<Date> {
    let week = schedule.weeks.first()?;
    let slots = week.programmes.iter().map(|programme| &programme.slot).chain(week.gaps.iter().map(|gap| &gap.slot));
    let first = slots.map(|slot| slot.date).min()?;
    Some(first.plus_days(-first.weekday().offset()))
}

fn planned(fixed: &Fixed, airings: &[&Airing], site: &Site) -> Row {
    Row {
        id: fixed.id.clone(),
        date: fixed.date.official(),
        weekday: fixed.date.weekday().vietnamese(),
        time: fixed.time.to_string(),
        cluster: fixed.cluster.clone(),
        planned: true,
        pages: fixed.segments.iter().map(|segment| page(&segment.page, site)).collect(),
        outcomes: airings.iter().map(|airing| told(airing, &fixed.cluster)).collect(),
    }
}

fn unplanned(airing: &Airing, ledger: &Ledger, site: &Site) -> Row {
    let bulletin = ledger.bulletins.iter().find(|bulletin| bulletin.id == airing.id);
    Row {
        id: airing.id.clone(),
        date: airing.date.official(),
        weekday: airing.date.weekday().vietnamese(),
        time: airing.time.to_string(),
        cluster: airing.cluster.clone(),
        planned: false,
        pages: bulletin.map(|bulletin| page(&bulletin.page, site)).into_iter().collect(),
        outcomes: vec![told(airing, &airing.cluster)],
    }
}

fn page(path: &str, site: &Site) -> PageView {
    match site.pages.iter().find(|page| page.document.path.as_str() == path) {
        Some(page) => {
            let front = &page.document.front;
            PageView { title: front.title.clone(), gone: front.withdrawn.is_some() }
        }
        None => PageView { title: path.to_owned(), gone: true },
    }
}

/// The cluster is named where it is another than the row's.
fn told(airing: &Airing, cluster: &str) -> Outcome {
    let text = outcome(airing);
    let text = if airing.cluster.is_empty() || airing.cluster == cluster {
        text
    } else {
        format!("{}: {text}", airing.cluster)
    };
    Outcome { text, aired: airing.aired }
}
