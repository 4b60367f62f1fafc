//! The radio channel: the site's pages as sources, the plan of programmes, and its files.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Context;

use super::load::Inputs;
use crate::base::{IsoWeek, SourcePath};
use crate::content::{self, Ai};
use crate::diag::Diagnostic;
use crate::fs::{self, Staged};
use crate::markdown::Call;
use crate::radio::{self, Faces, Programme, Schedule, Script, SegmentText, Source, Station};
use crate::render::{Directives, Renderer};
use crate::site::{Page, Site};
use crate::speech::{Band, Estimate, Speaker};
use crate::theme::Theme;

/// The programmes of some weeks.
pub struct Air {
    pub schedule: Schedule,
    scripts: Vec<Script>,
    station: String,
    pub diagnostics: Vec<Diagnostic>,
}

/// Plans the programmes.
#[must_use]
pub fn air(renderer: &Renderer<'_>, inputs: &Inputs, weeks: u32) -> Air {
    let config = &inputs.config;
    let speaker = Speaker::new(inputs.lexicon.clone(), config.speech.clone());
    let faces = ThemeFaces { renderer };
    let unit = config.unit.full_name();
    let topics: Vec<(String, String)> =
        config.topics.iter().map(|topic| (topic.id.clone(), topic.title.clone())).collect();
    let station = Station {
        radio: &config.radio,
        unit: &unit,
        topics: &topics,
        required: &config.profile.required_topics,
        speaker: &speaker,
        faces: &faces,
    };
    let sources = sources(renderer.site, airs);
    if sources.is_empty() {
        // A site that has nothing to say on air yet has no duty to.
        return Air {
            schedule: Schedule { weeks: Vec::new() },
            scripts: Vec::new(),
            station: config.radio.station.clone(),
            diagnostics: Vec::new(),
        };
    }
    let (schedule, diagnostics) = radio::plan(&sources, &station, renderer.site.today, weeks);
    let scripts = schedule.programmes().map(|programme| Script::of(programme, &station)).collect();
    Air { schedule, scripts, station: config.radio.station.clone(), diagnostics }
}

/// Whether a page goes on air: as it says itself, or as its kind does.
fn airs(page: &Page) -> bool {
    page.document.front.radio.include.unwrap_or_else(|| page.document.front.kind.airs())
}

/// The listed pages that `chosen` picks, as radio sees them.
fn sources<'s>(site: &'s Site, chosen: impl Fn(&Page) -> bool) -> Vec<Source<'s>> {
    site.listed()
        .map(|id| site.page(id))
        .filter(|page| chosen(page))
        .map(|page| {
            let front = &page.document.front;
            Source {
                page: &page.document.path,
                slug: page.url.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default(),
                title: &front.title,
                kind_word: front.kind.label(),
                topic: front.topic.as_ref().map(|(id, _)| id.as_str()),
                date: page.date,
                priority: match front.radio.priority {
                    content::Priority::Normal => radio::Priority::Normal,
                    content::Priority::High => radio::Priority::High,
                    content::Priority::Urgent => radio::Priority::Urgent,
                },
                from: front.radio.from,
                until: front.radio.until.or(front.expires),
                repeat: front.radio.repeat,
                lead: Some(front.radio.lead.as_str()).filter(|lead| !lead.is_empty()),
                ai_generated: matches!(front.ai, Ai::Generated | Ai::SyntheticVoice | Ai::SimulatedPerson),
                approved: !front.approved_by.is_empty(),
                blocks: &page.document.body.blocks,
            }
        })
        .collect()
}

/// The spoken faces of directives, from the theme.
pub(crate) struct ThemeFaces<'r, 's> {
    pub renderer: &'r Renderer<'s>,
}

/// Stands for the body while a container's spoken face is rendered.
const BODY: char = '\u{e020}';

impl Faces for ThemeFaces<'_, '_> {
    fn spoken(&self, call: &Call) -> Option<(String, String)> {
        let mut context: Context = self.renderer.context("");
        Directives { site: self.renderer.site }.fill(&mut context, call, &BODY.to_string());
        // Mistakes in spoken faces are told by `faces`, and hold back the build.
        let words = Theme::sound(self.renderer.theme, &call.name, &context).ok().flatten()?;
        let (before, after) = words.split_once(BODY).unwrap_or((&words, ""));
        Some((before.trim().to_owned(), after.trim().to_owned()))
    }
}

/// Mistakes in the spoken faces of directives, as pages use them: on air such a face would be silent.
#[must_use]
pub(super) fn faces(renderer: &Renderer<'_>) -> Vec<Diagnostic> {
    let mut tried = BTreeSet::new();
    let mut problems = Vec::new();
    for call in renderer.site.pages.iter().flat_map(|page| &page.document.body.calls) {
        if !tried.insert((&call.name, &call.args)) {
            continue;
        }
        let mut context: Context = renderer.context("");
        Directives { site: renderer.site }.fill(&mut context, call, &BODY.to_string());
        problems.extend(renderer.theme.sound(&call.name, &context).err().map(|problem| *problem));
    }
    problems
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
    path: String,
    script: &'a Script,
}

/// Stages the scripts, the schedule and the index. Returns all paths, and mistakes in templates.
///
/// # Errors
/// Trouble with the machine.
pub(super) fn stage(
    renderer: &Renderer<'_>,
    air: &Air,
    staged: &Staged<'_>,
) -> Result<(BTreeSet<String>, Vec<Diagnostic>), fs::Error> {
    let mut all = BTreeSet::new();
    let mut problems = Vec::new();
    let mut put = |path: String, text: &str| -> Result<(), fs::Error> {
        staged.put(&path, text.as_bytes())?;
        all.insert(path);
        Ok(())
    };
    let programmes: Vec<(&Programme, &Script)> = air.schedule.programmes().zip(&air.scripts).collect();
    for (programme, script) in &programmes {
        put(format!("{}.txt", programme.path()), &programme.text())?;
        let mut context = renderer.context("radio-script.html");
        context.insert("script", script);
        match renderer.theme.render("radio-script.html", &context) {
            Ok(html) => put(format!("{}.html", programme.path()), &html)?,
            Err(problem) => problems.push(*problem),
        }
    }
    let mut context = renderer.context("radio-index.html");
    context.insert("station", &air.station);
    context.insert("weeks", &weeks(air, &programmes));
    match renderer.theme.render("radio-index.html", &context) {
        Ok(html) => put("index.html".to_owned(), &html)?,
        Err(problem) => problems.push(*problem),
    }
    put(SCHEDULE.to_owned(), &air.schedule.json())?;
    put("schedule.csv".to_owned(), &air.schedule.csv())?;
    Ok((all, problems))
}

const SCHEDULE: &str = "schedule.json";

fn weeks<'a>(air: &Air, programmes: &[(&Programme, &'a Script)]) -> Vec<WeekView<'a>> {
    air.schedule
        .weeks
        .iter()
        .map(|week| WeekView {
            week: week.week,
            days: days(week),
            gaps: week
                .gaps
                .iter()
                .map(|gap| GapView {
                    date: gap.slot.date.official(),
                    weekday: gap.slot.date.weekday().vietnamese(),
                    time: gap.slot.time.to_string(),
                    cluster: gap.slot.cluster.clone(),
                    why: gap.why.clone(),
                })
                .collect(),
            programmes: programmes
                .iter()
                .filter(|(programme, _)| programme.slot.date.iso_week() == week.week)
                .map(|(programme, script)| ProgrammeView { path: programme.path(), script })
                .collect(),
        })
        .collect()
}

/// Monday to Sunday of a week that has a slot.
fn days(week: &radio::Week) -> String {
    let slots = week.programmes.iter().map(|programme| &programme.slot).chain(week.gaps.iter().map(|gap| &gap.slot));
    let Some(day) = slots.map(|slot| slot.date).min() else { return week.week.to_string() };
    let monday = day.plus_days(-day.weekday().offset());
    let sunday = monday.plus_days(6);
    format!("{}/{}–{}/{}/{}", monday.day(), monday.month(), sunday.day(), sunday.month(), sunday.year())
}

/// When radio is held back, its scripts stay as they were; only the schedule tells of the gaps, and names no script.
///
/// # Errors
/// Trouble with the machine.
pub(super) fn commit_gaps(air: &Air, staged: Staged<'_>) -> Result<(), fs::Error> {
    let mut schedule: serde_json::Value = serde_json::from_str(&air.schedule.json()).unwrap_or_default();
    for programme in schedule["weeks"]
        .as_array_mut()
        .into_iter()
        .flatten()
        .flat_map(|week| week["programmes"].as_array_mut())
        .flatten()
    {
        programme["script"] = serde_json::Value::Null;
    }
    staged.commit_only(SCHEDULE, format!("{schedule:#}\n").as_bytes())
}

/// How long pages last on air at the paces of a band, with the silence after the last word and without: those that
/// `wanted` names, or all that may go on air.
#[must_use]
pub fn spoken_lengths(
    site: &Site,
    inputs: &Inputs,
    wanted: &[String],
    band: &Band,
) -> Vec<(SourcePath, [Estimate; 2])> {
    let chosen = |page: &Page| {
        if wanted.is_empty() { airs(page) } else { wanted.iter().any(|file| names(file, page.document.path.as_str())) }
    };
    let found = segments(site, inputs, chosen).into_iter();
    found.map(|(path, text)| (path, [text.estimate(band), text.sounding(band)])).collect()
}

/// What is said of the page that was typed, one sentence a line; `None` when there is no such page.
#[must_use]
pub fn spoken_page(site: &Site, inputs: &Inputs, typed: &str) -> Option<String> {
    let found = segments(site, inputs, |page| names(typed, page.document.path.as_str()));
    found.first().map(|(_, text)| text.text())
}

fn segments(site: &Site, inputs: &Inputs, chosen: impl Fn(&Page) -> bool) -> Vec<(SourcePath, SegmentText)> {
    let renderer = Renderer::new(site, &inputs.config, &inputs.theme);
    let speaker = Speaker::new(inputs.lexicon.clone(), inputs.config.speech.clone());
    let faces = ThemeFaces { renderer: &renderer };
    let unit = inputs.config.unit.full_name();
    let station = Station {
        radio: &inputs.config.radio,
        unit: &unit,
        topics: &[],
        required: &[],
        speaker: &speaker,
        faces: &faces,
    };
    let sources = sources(site, chosen);
    sources.iter().map(|source| (source.page.clone(), radio::segment_text(source, &station))).collect()
}

/// Whether what was typed, `otp.md` or `canh-bao/otp.md`, is the end of a path by whole parts.
#[must_use]
pub fn names(typed: &str, path: &str) -> bool {
    let typed = typed.trim_start_matches("./");
    path.strip_suffix(typed).is_some_and(|before| !typed.is_empty() && (before.is_empty() || before.ends_with('/')))
}
