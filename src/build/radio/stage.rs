//! The files of the radio channel.

use std::collections::BTreeSet;

use super::desk::Desk;
use super::sheet::Sheet;
use super::{Air, office};
use crate::diag::Diagnostic;
use crate::fs::{self, Staged};
use crate::radio::{Programme, Script};
use crate::render::Renderer;

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
        context.insert("sheet", &Sheet::of(script));
        match renderer.theme.render("radio-script.html", &context) {
            Ok(html) => put(format!("{}.html", programme.path()), &html)?,
            Err(problem) => problems.push(*problem),
        }
    }
    let mut context = renderer.context("radio-index.html");
    context.insert("station", &air.station);
    context.insert("desk", &Desk::of(renderer, air, &programmes));
    match renderer.theme.render("radio-index.html", &context) {
        Ok(html) => put("index.html".to_owned(), &html)?,
        Err(problem) => problems.push(*problem),
    }
    put(SCHEDULE.to_owned(), &air.schedule.json())?;
    put("schedule.csv".to_owned(), &air.schedule.csv())?;
    all.extend(office::stage(renderer, air, staged)?);
    // Staged, or in place, already.
    all.extend(programmes.iter().filter_map(|(programme, _)| Some(programme.audio.as_ref()?.file.clone())));
    Ok((all, problems))
}

const SCHEDULE: &str = "schedule.json";

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
