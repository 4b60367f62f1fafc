//! `loa radio fix`: the coming programmes stay as they are planned now.

use super::super::args::{Arguments, FixArgs};
use super::super::{Console, Exit};
use super::desk::{Desk, SCHEDULE, write_schedule};
use crate::build::WEEKS;
use crate::radio::Fixed;
use crate::say;

pub fn run(console: &Console, arguments: &Arguments, fix: &FixArgs) -> Result<Exit, Exit> {
    let desk = Desk::open(console, arguments, None, fix.weeks.max(WEEKS))?;
    console.report(&desk.air.diagnostics);
    let weeks = desk.air.schedule.weeks.iter().take(fix.weeks as usize);
    let open = weeks
        .flat_map(|week| &week.programmes)
        .filter(|programme| !programme.fixed && programme.slot.date >= desk.today());
    let mut list = String::new();
    let fixed: Vec<Fixed> = open
        .map(|programme| {
            list.push_str(&format!("{}  {}\n", programme.id, programme.title));
            programme.to_fix()
        })
        .collect();
    if fixed.is_empty() {
        console.say(&say!("không có buổi nào mới để chốt"; "there is nothing new to fix"));
        return Ok(Exit::Well);
    }
    write_schedule(console, arguments, &fixed)?;
    console.result(&list);
    let count = fixed.len();
    console.say(&say!("đã chốt {count} buổi vào {SCHEDULE}"; "{count} programmes are fixed in {SCHEDULE}"));
    Ok(Exit::Well)
}
