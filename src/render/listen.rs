//! The portal's side of the radio: which programmes a page stands in, what is read of it, and the weeks' programmes.
//!
//! The values come from whoever plans the radio; rendering knows them as plain words.

use std::collections::BTreeMap;

use serde::Serialize;

use super::office::own;
use super::page::trail;
use super::view::LinkView;
use super::{Outcome, Renderer};
use crate::site::{Own, PageId, Site};

/// Where a transcript stands below its page.
pub const BELOW: &str = "ban-doc/";

/// What the radio has to tell the portal. Empty where nothing is planned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Airing {
    pub station: String,
    pub weeks: Vec<AiringWeek>,
    /// By page, for pages that stand in a programme.
    pub pages: BTreeMap<PageId, Heard>,
    /// The calendar of the weeks, as a file.
    pub calendar: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AiringWeek {
    /// `23/11–29/11/2026`
    pub days: String,
    pub shows: Vec<Show>,
}

/// One programme, as residents see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Show {
    /// What links within the page lead to.
    pub id: String,
    /// `thứ Ba`
    pub weekday: &'static str,
    /// `2026-11-24`
    pub date: String,
    /// `24/11/2026`
    pub date_figures: String,
    /// `17:00`
    pub time: String,
    /// The loudspeakers, empty for all.
    pub cluster: String,
    /// `dự kiến`, `đã chốt lịch`, `đã duyệt`, `đã phát` or `không phát`.
    pub state: &'static str,
    pub pages: Vec<LinkView>,
    /// A machine's reading of approved words.
    pub audio: Option<Sound>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sound {
    /// Within the portal: `/phat-thanh/….wav`.
    pub url: String,
    /// Where the file lies under `dist/radio`.
    #[serde(skip)]
    pub file: String,
    /// `8:12`
    pub length: String,
}

/// What is read of one page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard {
    /// One list of sentences for each paragraph.
    pub transcript: Vec<Said>,
    /// `4:10`
    pub length: String,
    /// The programmes it stands in, as places in the weeks: week, programme.
    pub shows: Vec<(usize, usize)>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Said {
    pub text: String,
    pub heading: bool,
}

impl Airing {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.weeks.iter().all(|week| week.shows.is_empty())
    }

    /// Where the transcript of a page stands.
    #[must_use]
    pub fn transcript_of(&self, site: &Site, page: PageId) -> Option<String> {
        self.pages.contains_key(&page).then(|| format!("{}{BELOW}", site.page(page).url))
    }

    /// Every sound that the portal plays.
    pub fn sounds(&self) -> impl Iterator<Item = &Sound> {
        self.weeks.iter().flat_map(|week| &week.shows).filter_map(|show| show.audio.as_ref())
    }

    fn shows_of<'a>(&'a self, heard: &'a Heard) -> impl Iterator<Item = &'a Show> {
        heard.shows.iter().filter_map(|(week, at)| self.weeks.get(*week)?.shows.get(*at))
    }
}

/// What `page.html` shows of it, as `listen`.
#[derive(Serialize)]
pub(super) struct ListenView<'a> {
    url: String,
    length: &'a str,
    shows: Vec<&'a Show>,
}

pub(super) fn view<'a>(renderer: &'a Renderer<'_>, page: PageId) -> Option<ListenView<'a>> {
    let airing = &renderer.made.airing;
    let heard = airing.pages.get(&page)?;
    let url = airing.transcript_of(renderer.site, page)?;
    Some(ListenView { url, length: &heard.length, shows: airing.shows_of(heard).collect() })
}

/// `…/ban-doc/`: what is read of a page on air, sentence by sentence.
///
/// # Errors
/// When a template has a mistake.
pub fn transcript(renderer: &Renderer<'_>, id: PageId) -> Outcome<Vec<u8>> {
    let (site, airing) = (renderer.site, &renderer.made.airing);
    let page = site.page(id);
    let title = &page.document.front.title;
    let url = airing.transcript_of(site, id).unwrap_or_default();
    let mut context = renderer.framed("ban-doc.html", &url, &renderer.view.language);
    let mut way = trail(site, page.section);
    way.push(LinkView { title: title.clone(), url: page.url.to_string() });
    context.insert("title", &format!("Bản phát thanh: {title}"));
    context.insert("url", &url);
    context.insert("of", &LinkView { title: title.clone(), url: page.url.to_string() });
    context.insert("trail", &way);
    let heard = airing.pages.get(&id).cloned().unwrap_or_default();
    context.insert("transcript", &heard.transcript);
    context.insert("listen", &view(renderer, id));
    context.insert("station", &airing.station);
    context.insert("ai_label", super::page::ai_label(page.document.front.ai));
    renderer.theme.render_bytes("ban-doc.html", &context)
}

/// `/phat-thanh/`: the programmes of the weeks.
///
/// # Errors
/// When a template has a mistake.
pub fn programmes(renderer: &Renderer<'_>) -> Outcome<Vec<u8>> {
    let airing = &renderer.made.airing;
    let mut context = own(renderer, "phat-thanh.html", Own::Programmes);
    context.insert("station", &airing.station);
    context.insert("weeks", &airing.weeks.iter().filter(|week| !week.shows.is_empty()).collect::<Vec<_>>());
    context.insert("calendar", &format!("{}{CALENDAR}", Own::Programmes.url()));
    renderer.theme.render_bytes("phat-thanh.html", &context)
}

/// The calendar's file beside the programme page.
pub const CALENDAR: &str = "lich-phat-thanh.ics";
