//! The files for the programs of an office: the calendar.

use super::Air;
use crate::fs::{self, Staged};
use crate::radio::Calendar;
use crate::render::Renderer;

/// Stages them and returns their paths.
///
/// # Errors
/// Trouble with the machine.
pub fn stage(renderer: &Renderer<'_>, air: &Air, staged: &Staged<'_>) -> Result<Vec<String>, fs::Error> {
    let host = renderer.config.base_url.host();
    let calendar = Calendar { station: &air.station, host, today: renderer.site.today };
    let path = "schedule.ics".to_owned();
    staged.put(&path, air.schedule.ics(&calendar).as_bytes())?;
    Ok(vec![path])
}
