//! `loa radio`: the radio channel alone, and the desk: fix, approve, log, and bulletins at once.

mod aired;
mod approve;
mod desk;
mod fix;
mod urgent;
mod voice;

use super::args::{Arguments, RadioAction, RadioArgs};
use super::{Console, Exit};
use crate::build::{Builder, Options, WEEKS};
use crate::fs::Disk;

pub(super) fn run(console: &Console, arguments: &Arguments, radio: &RadioArgs) -> Exit {
    let done = match &radio.action {
        None => return build(console, arguments, radio),
        Some(RadioAction::Fix(fix)) => fix::run(console, arguments, fix),
        Some(RadioAction::Approve(approve)) => approve::run(console, arguments, approve),
        Some(RadioAction::Aired(aired)) => aired::run(console, arguments, aired),
        Some(RadioAction::Urgent(urgent)) => urgent::run(console, arguments, urgent),
    };
    done.unwrap_or_else(|exit| exit)
}

fn build(console: &Console, arguments: &Arguments, radio: &RadioArgs) -> Exit {
    let out = match super::output_folder(console, &arguments.directory, radio.out.as_deref()) {
        Ok(out) => out,
        Err(exit) => return exit,
    };
    let today = super::today(arguments);
    let weeks = radio.weeks.unwrap_or(WEEKS);
    let options = Options { out: &out, drafts: false, base_url: None, today: &today, from: radio.from, weeks };
    let disk = Disk::new(&arguments.directory);
    let site = std::path::absolute(&arguments.directory).unwrap_or_else(|_| arguments.directory.clone());
    let voice = voice::Program { directory: site, limit: voice::LIMIT, console: Some(console) };
    match Builder::new(&disk).build_radio(&options, radio.audio.then_some(&voice as _)) {
        Ok(built) => {
            console.report(&built.diagnostics);
            super::build::tell_radio(console, &built, &out);
            if built.has_errors() { Exit::ContentErrors } else { Exit::Well }
        }
        Err(error) => {
            console.machine(&error);
            Exit::MachineFailed
        }
    }
}
