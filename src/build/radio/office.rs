//! The files for the programs of an office: a sheet for Word of each programme, and the calendar.

use std::path::Path;

use rayon::prelude::*;

use super::Air;
use crate::fs::{self, Staged};
use crate::radio::{Calendar, Programme, Script};
use crate::render::Renderer;

/// Stages them and returns their paths.
///
/// # Errors
/// Trouble with the machine.
pub fn stage(renderer: &Renderer<'_>, air: &Air, staged: &Staged<'_>) -> Result<Vec<String>, fs::Error> {
    let programmes: Vec<(&Programme, &Script)> = air.schedule.programmes().zip(&air.scripts).collect();
    let sheet = |(programme, script): &(&Programme, &Script)| {
        let path = format!("{}.docx", programme.path());
        let bytes = script.docx().map_err(|cause| fs::Error::new("writing", Path::new(&path), cause))?;
        staged.put(&path, &bytes)?;
        Ok(path)
    };
    let mut paths = programmes.par_iter().map(sheet).collect::<Result<Vec<_>, fs::Error>>()?;
    let host = renderer.config.base_url.host();
    let calendar = Calendar { station: &air.station, host, today: renderer.site.today };
    let path = "schedule.ics".to_owned();
    staged.put(&path, air.schedule.ics(&calendar).as_bytes())?;
    paths.push(path);
    Ok(paths)
}
