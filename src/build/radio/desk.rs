//! What the index of all programmes shows: the weeks, whom and what they reach, and the words that fees are paid for.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Air;
use super::past::PastWeek;
use crate::base::{Date, IsoWeek, Millis};
use crate::radio::{self, Item, Programme, Script};
use crate::render::Renderer;

#[derive(Serialize)]
pub(super) struct Desk<'a> {
    weeks: Vec<WeekView<'a>>,
    topics: Vec<Reach>,
    audiences: Vec<Reach>,
    totals: Totals,
    /// Before the plan, and beside it.
    past: &'a [PastWeek],
}

#[derive(Serialize)]
struct WeekView<'a> {
    week: IsoWeek,
    /// `23/11–29/11/2026`: numbers of weeks mean nothing to most people.
    days: String,
    gaps: Vec<GapView>,
    programmes: Vec<ProgrammeView<'a>>,
}

#[derive(Serialize)]
struct GapView {
    date: String,
    weekday: &'static str,
    time: String,
    cluster: String,
    why: String,
}

#[derive(Serialize)]
struct ProgrammeView<'a> {
    /// The page of the programme, without its ending.
    path: String,
    text_path: String,
    script: &'a Script,
    bar: Bar,
}

/// Where the slot and the length lie on a line that is the same for all programmes: percents of it, `45.4`.
#[derive(Serialize)]
struct Bar {
    min: String,
    slot: String,
    low: String,
    likely: String,
    span: String,
}

/// How much of the air something gets: a topic, or an audience.
#[derive(Serialize)]
struct Reach {
    /// Empty for pages that name none.
    title: String,
    weeks: Vec<Share>,
    all: Share,
}

/// Pages counted once, however many parts they have, and the time they take without what is said around them.
#[derive(Serialize)]
struct Share {
    pages: usize,
    length: String,
}

#[derive(Serialize)]
struct Totals {
    programmes: usize,
    approved: usize,
    /// Approved once and changed since.
    changed: usize,
    gaps: usize,
    length: String,
    syllables: u32,
    /// The sum of the programmes' pages, each as it is paid.
    pages: String,
}

/// One page, or a part of one, on air.
struct Segment<'a> {
    week: IsoWeek,
    page: &'a str,
    topic: Option<&'a str>,
    /// As everywhere else in the schedule, so that sums can be checked by hand.
    seconds: u32,
}

impl<'a> Desk<'a> {
    pub fn of(renderer: &Renderer<'_>, air: &'a Air, programmes: &[(&'a Programme, &'a Script)]) -> Self {
        let config = renderer.config;
        let segments: Vec<Segment<'_>> = programmes.iter().flat_map(|(programme, _)| segments(programme)).collect();
        let weeks: Vec<IsoWeek> = air.schedule.weeks.iter().map(|week| week.week).collect();
        let pages = renderer.site.pages.iter().map(|page| {
            let audience = &page.document.front.audience;
            (page.document.path.as_str(), audience.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>())
        });
        let meant_for: BTreeMap<&str, Vec<&str>> = pages.collect();
        let of_topic = |segment: &Segment<'a>, id: Option<&str>| segment.topic == id;
        let for_audience = |segment: &Segment<'a>, id: Option<&str>| {
            let ids = meant_for.get(segment.page).map_or(&[][..], Vec::as_slice);
            id.map_or(ids.is_empty(), |id| ids.contains(&id))
        };
        Self {
            weeks: air.schedule.weeks.iter().map(|week| week_view(week, programmes)).collect(),
            topics: reaches(&config.topics, &segments, &weeks, of_topic),
            audiences: reaches(&config.audiences, &segments, &weeks, for_audience),
            totals: totals(air, programmes),
            past: &air.past,
        }
    }
}

fn segments(programme: &Programme) -> impl Iterator<Item = Segment<'_>> {
    let week = programme.slot.date.iso_week();
    programme.items.iter().filter_map(move |item| match item {
        Item::Segment { page, topic, likely, .. } => {
            Some(Segment { week, page: page.as_str(), topic: topic.as_deref(), seconds: likely.seconds() })
        }
        _ => None,
    })
}

/// A row for each term, and one for what has none of them, where there is such.
fn reaches<'a>(
    terms: &[crate::config::Term],
    segments: &[Segment<'a>],
    weeks: &[IsoWeek],
    belongs: impl Fn(&Segment<'a>, Option<&str>) -> bool,
) -> Vec<Reach> {
    let row = |title: &str, id: Option<&str>| {
        let own: Vec<&Segment<'_>> = segments.iter().filter(|segment| belongs(segment, id)).collect();
        let week = |week: &IsoWeek| share(own.iter().copied().filter(|segment| segment.week == *week));
        let weeks = weeks.iter().map(week).collect();
        Reach { title: title.to_owned(), weeks, all: share(own.iter().copied()) }
    };
    let mut rows: Vec<Reach> = terms.iter().map(|term| row(&term.title, Some(&term.id))).collect();
    rows.extend(Some(row("", None)).filter(|rest| rest.all.pages > 0));
    rows
}

fn share<'s>(segments: impl Iterator<Item = &'s Segment<'s>>) -> Share {
    let (mut pages, mut seconds) = (BTreeSet::new(), 0u32);
    for segment in segments {
        pages.insert(segment.page);
        seconds = seconds.saturating_add(segment.seconds);
    }
    Share { pages: pages.len(), length: Millis::from_seconds(seconds).to_string() }
}

fn totals(air: &Air, programmes: &[(&Programme, &Script)]) -> Totals {
    let sum = |of: fn(&Script) -> u32| programmes.iter().fold(0u32, |sum, (_, script)| sum.saturating_add(of(script)));
    let count = |is: fn(&Script) -> bool| programmes.iter().filter(|(_, script)| is(script)).count();
    let tenths = sum(|script| script.page_tenths);
    Totals {
        programmes: programmes.len(),
        approved: count(|script| script.approved),
        changed: count(|script| script.changed),
        gaps: air.schedule.weeks.iter().map(|week| week.gaps.len()).sum(),
        length: Millis::from_seconds(sum(|script| script.likely_s)).to_string(),
        syllables: sum(|script| script.syllables),
        pages: format!("{},{}", tenths / 10, tenths % 10),
    }
}

fn week_view<'a>(week: &radio::Week, programmes: &[(&Programme, &'a Script)]) -> WeekView<'a> {
    let gaps = week.gaps.iter().map(|gap| GapView {
        date: gap.slot.date.official(),
        weekday: gap.slot.date.weekday().vietnamese(),
        time: gap.slot.time.to_string(),
        cluster: gap.slot.cluster.clone(),
        why: gap.why.clone(),
    });
    let longest = programmes.iter().map(|(_, script)| script.slot_max_s.max(script.high_s)).max().unwrap_or_default();
    let here = programmes.iter().filter(|(programme, _)| programme.slot.date.iso_week() == week.week);
    let here = here.map(|(programme, script)| ProgrammeView {
        path: programme.path(),
        text_path: programme.text_path(),
        script,
        bar: Bar::of(script, longest),
    });
    WeekView { week: week.week, days: days(week), gaps: gaps.collect(), programmes: here.collect() }
}

impl Bar {
    fn of(script: &Script, longest: u32) -> Self {
        // A twelfth more, so that the end of the slot is no edge.
        let whole = u64::from(longest) * 13 / 12;
        let percent = |seconds: u32| {
            let tenths = u64::from(seconds) * 1000 / whole.max(1);
            format!("{}.{}", tenths / 10, tenths % 10)
        };
        Self {
            min: percent(script.slot_min_s),
            slot: percent(script.slot_max_s.saturating_sub(script.slot_min_s)),
            low: percent(script.low_s),
            likely: percent(script.likely_s),
            span: percent(script.high_s.saturating_sub(script.low_s)),
        }
    }
}

/// Monday to Sunday of a week that has a slot.
pub(super) fn days(week: &radio::Week) -> String {
    let slots = week.programmes.iter().map(|programme| &programme.slot).chain(week.gaps.iter().map(|gap| &gap.slot));
    let Some(day) = slots.map(|slot| slot.date).min() else { return week.week.to_string() };
    monday_to_sunday(day.plus_days(-day.weekday().offset()))
}

/// `23/11–29/11/2026`
pub(super) fn monday_to_sunday(monday: Date) -> String {
    let sunday = monday.plus_days(6);
    format!("{}/{}–{}/{}/{}", monday.day(), monday.month(), sunday.day(), sunday.month(), sunday.year())
}
