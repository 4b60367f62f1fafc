//! What the portal tells of the radio: when which page is on air, and what is read of it.
//!
//! What nobody has approved is shown as planned, by its time and its titles; of its words only those that stand on the
//! portal already. Of an approved programme the transcript has the very words that were approved.

use std::collections::BTreeMap;

use super::super::load::Inputs;
use super::channel::{Channel, source};
use super::desk::days;
use super::{Air, Echoes};
use crate::base::{Millis, SourcePath};
use crate::markdown::{Audience, Block};
use crate::radio::{self, Calendar, Echo, Item, Paragraph, Programme, Station};
use crate::render::{Airing, AiringWeek, Heard, LinkView, Renderer, Said, Show, Sound};
use crate::site::{Own, PageId, Place, Site, below_content};

/// The programmes of a plan for the portal.
#[must_use]
pub fn airing(renderer: &Renderer<'_>, inputs: &Inputs, air: &Air, echoes: &mut Echoes) -> Airing {
    let site = renderer.site;
    let channel = Channel::new(renderer, inputs);
    let station = channel.station();
    let mut places: BTreeMap<PageId, Vec<(usize, usize)>> = BTreeMap::new();
    let mut weeks = Vec::new();
    for (number, week) in air.schedule.weeks.iter().enumerate() {
        for (at, programme) in week.programmes.iter().enumerate() {
            for page in pages(site, programme) {
                places.entry(page).or_default().push((number, at));
            }
        }
        let shows = week.programmes.iter().map(|programme| show(site, programme)).collect();
        weeks.push(AiringWeek { days: days(week), shows });
    }
    echoes.transcripts.begin(&station);
    let programme = |(week, at): &(usize, usize)| air.schedule.weeks.get(*week)?.programmes.get(*at);
    let pages = places.into_iter().filter_map(|(id, shows)| {
        let url = &site.page(id).url;
        if site.addresses.has(&format!("{url}{}", crate::render::BELOW)) {
            return None;
        }
        let programmes: Vec<&Programme> = shows.iter().filter_map(programme).collect();
        let (transcript, length) = words(site, id, &programmes, &station, &mut echoes.transcripts);
        (!transcript.is_empty()).then(|| (id, Heard { transcript, length: length.to_string(), shows }))
    });
    let pages = pages.collect();
    let calendar = Calendar { station: &air.station, host: renderer.config.base_url.host(), today: site.today };
    Airing { station: air.station.clone(), weeks, pages, calendar: air.schedule.ics(&calendar) }
}

/// The pages of a programme that readers may see, each once.
fn pages(site: &Site, programme: &Programme) -> Vec<PageId> {
    let mut found = Vec::new();
    for path in programme.pages() {
        if let Some(id) = page(site, path).filter(|id| !found.contains(id)) {
            found.push(id);
        }
    }
    found
}

fn page(site: &Site, path: &SourcePath) -> Option<PageId> {
    match site.by_file.get(below_content(path)) {
        Some(Place::Page(id)) => Some(*id).filter(|id| site.is_listed(*id)),
        _ => None,
    }
}

fn show(site: &Site, programme: &Programme) -> Show {
    let slot = &programme.slot;
    let approved = programme.approval.is_given();
    let state = match &programme.outcome {
        Some(outcome) if outcome.aired => "đã phát",
        Some(_) => "không phát",
        None if approved => "đã duyệt",
        None if programme.fixed => "đã chốt lịch",
        None => "dự kiến",
    };
    let link = |id: PageId| {
        let page = site.page(id);
        LinkView { title: page.document.front.title.clone(), url: page.url.to_string() }
    };
    // What nobody has approved is not to be heard.
    let sound = programme.audio.as_ref().filter(|_| approved);
    Show {
        id: format!("buoi-{}", programme.id),
        weekday: slot.date.weekday().vietnamese(),
        date: slot.date.to_string(),
        date_figures: slot.date.official(),
        time: slot.time.to_string(),
        cluster: slot.cluster.clone(),
        state,
        pages: pages(site, programme).into_iter().map(link).collect(),
        audio: sound.map(|audio| Sound {
            url: format!("{}{}", Own::Programmes.url(), audio.file.rsplit('/').next().unwrap_or_default()),
            file: audio.file.clone(),
            length: audio.length.to_string(),
        }),
    }
}

/// What is read of a page, and how long that lasts.
fn words(
    site: &Site,
    id: PageId,
    programmes: &[&Programme],
    station: &Station<'_>,
    echo: &mut Echo,
) -> (Vec<Said>, Millis) {
    let mut parts: BTreeMap<u8, (&[Paragraph], Millis)> = BTreeMap::new();
    for item in programmes.iter().filter(|one| one.approval.is_given()).flat_map(|programme| &programme.items) {
        if let Item::Segment { page: path, part, paragraphs, likely, .. } = item
            && page(site, path) == Some(id)
        {
            parts.entry(*part).or_insert((paragraphs, *likely));
        }
    }
    if !parts.is_empty() {
        let said = parts.values().flat_map(|(paragraphs, _)| paragraphs.iter()).map(said).collect();
        return (said, parts.values().fold(Millis::ZERO, |sum, (_, length)| sum + *length));
    }
    let page = site.page(id);
    let seen = |block: &&Block| block.audience == Audience::Everyone;
    let blocks: Vec<Block> = page.document.body.blocks.iter().filter(seen).cloned().collect();
    let text = echo.segment(&radio::Source { lead: None, blocks: &blocks, ..source(page) }, station);
    (text.paragraphs.iter().map(said).collect(), text.length.likely)
}

fn said(paragraph: &Paragraph) -> Said {
    Said { text: paragraph.spoken.clone(), heading: paragraph.heading }
}
