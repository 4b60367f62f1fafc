//! The files of the radio channel.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Air;
use crate::base::IsoWeek;
use crate::diag::Diagnostic;
use crate::fs::{self, Staged};
use crate::radio::{self, Programme, Script};
use crate::render::Renderer;

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
    text_path: String,
    script: &'a Script,
}

/// Stages the scripts, the schedule and the index. Returns all paths, and mistakes in templates.
///
/// # Errors
/// Trouble with the machine.
pub fn stage(
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
        put(programme.text_path(), &programme.text())?;
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
    // Staged, or in place, already.
    all.extend(programmes.iter().filter_map(|(programme, _)| Some(programme.audio.as_ref()?.file.clone())));
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
                .map(|(programme, script)| ProgrammeView {
                    path: programme.path(),
                    text_path: programme.text_path(),
                    script,
                })
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
pub fn commit_gaps(air: &Air, staged: Staged<'_>) -> Result<(), fs::Error> {
    let mut schedule: serde_json::Value = serde_json::from_str(&air.schedule.json()).unwrap_or_default();
    for programme in schedule["weeks"]
        .as_array_mut()
        .into_iter()
        .flatten()
        .flat_map(|week| week["programmes"].as_array_mut())
        .flatten()
    {
        programme["script"] = serde_json::Value::Null;
        programme.as_object_mut().and_then(|programme| programme.remove("audio"));
    }
    staged.commit_only(SCHEDULE, format!("{schedule:#}\n").as_bytes())
}
