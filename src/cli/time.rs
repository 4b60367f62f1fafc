//! `loa time`: how long pages last on air, at the slowest, the likely and the fastest rate of the station.

use std::fmt::Write as _;

use super::args::{Arguments, TimeArgs};
use super::{Console, Exit};
use crate::build::{Builder, Options, Resolved, Timings, WEEKS, names, spoken_lengths};
use crate::diag::Diagnostic;
use crate::fs::Disk;
use crate::say;
use crate::speech::Estimate;

pub(super) fn run(console: &Console, arguments: &Arguments, time: &TimeArgs) -> Exit {
    let today = super::today(arguments);
    let out = arguments.directory.join("dist");
    let options = Options { out: &out, drafts: true, base_url: None, today: &today, from: None, weeks: WEEKS };
    let disk = Disk::new(&arguments.directory);
    let resolved: Resolved = match Builder::new(&disk).resolve(&options, &mut Timings::default()) {
        Ok(resolved) => resolved,
        Err(diagnostics) => {
            console.report(&diagnostics);
            return Exit::ContentErrors;
        }
    };
    if resolved.diagnostics.iter().any(Diagnostic::is_error) {
        console.report(&resolved.diagnostics);
        return Exit::ContentErrors;
    }
    let wanted: Vec<String> = time.files.iter().map(|file| file.to_string_lossy().replace('\\', "/")).collect();
    let lengths = spoken_lengths(&resolved.site, &resolved.inputs, &wanted);
    for file in &wanted {
        if !lengths.iter().any(|(path, _)| names(file, path.as_str())) {
            console.alarm(&say!("lỗi: không có bài `{file}`"; "error: there is no page `{file}`"));
            return Exit::WrongUse;
        }
    }
    let (slow, likely, fast, title) = match console.lang {
        crate::diag::Lang::Vietnamese => ("chậm", "thường", "nhanh", "bài"),
        crate::diag::Lang::English => ("slow", "likely", "fast", "page"),
    };
    let mut table = format!("{slow:>7} {likely:>7} {fast:>7} {:>6}  {title}\n", "tiếng");
    let mut line = |length: &Estimate, name: &str| {
        let cell = |length: crate::base::Millis| length.to_string();
        let _ = writeln!(
            table,
            "{:>7} {:>7} {:>7} {:>6}  {name}",
            cell(length.high),
            cell(length.likely),
            cell(length.low),
            length.syllables
        );
    };
    for (path, length) in &lengths {
        line(length, path.as_str());
    }
    let total: Estimate = lengths.iter().map(|(_, length)| *length).sum();
    let sum = say!("cộng"; "total");
    line(&total, sum.get(console.lang));
    console.result(&table);
    Exit::Well
}
