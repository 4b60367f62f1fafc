//! `loa time`: how long pages and scripts last on air, at the slowest, the likely and the fastest rate of the station or
//! of one announcer.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::args::{Arguments, TimeArgs, TimeFormat};
use super::script::{self, is_page, settings};
use super::{Console, Exit};
use crate::build::{Builder, Options, Timings, WEEKS, names, spoken_lengths};
use crate::diag::{Diagnostic, Lang, nearest};
use crate::fs::{Disk, Files as _};
use crate::say;
use crate::speech::{Band, Estimate};

/// What `--format json` prints.
#[derive(Serialize)]
struct Report {
    /// Whose pace it is; `null` for the whole station.
    announcer: Option<String>,
    files: Vec<Entry>,
    sections: Vec<Sum>,
    total: Sum,
}

#[derive(Serialize)]
struct Entry {
    path: String,
    section: String,
    #[serde(flatten)]
    times: Times,
    /// From the first word to the last, as a recording cut at both ends lasts.
    sounding: Times,
}

#[derive(Serialize)]
struct Sum {
    #[serde(skip_serializing_if = "String::is_empty")]
    section: String,
    files: usize,
    #[serde(flatten)]
    times: Times,
}

#[derive(Serialize, Clone, Copy)]
struct Times {
    syllables: u32,
    slow_ms: u32,
    likely_ms: u32,
    fast_ms: u32,
}

impl From<Estimate> for Times {
    fn from(length: Estimate) -> Self {
        Self { syllables: length.syllables, slow_ms: length.high.0, likely_ms: length.likely.0, fast_ms: length.low.0 }
    }
}

/// A file, how long it lasts, and how long without the silence after the last word.
type Length = (String, [Estimate; 2]);

pub(super) fn run(console: &Console, arguments: &Arguments, time: &TimeArgs) -> Exit {
    match lengths(console, arguments, time) {
        Ok(lengths) => {
            let text = match time.format {
                TimeFormat::Text => table(console.lang, &lengths),
                TimeFormat::Json => json(time.announcer.clone(), &lengths),
            };
            console.result(&text);
            Exit::Well
        }
        Err(exit) => exit,
    }
}

/// Of all files asked for, by folder and path.
fn lengths(console: &Console, arguments: &Arguments, time: &TimeArgs) -> Result<Vec<Length>, Exit> {
    let shown = |file: &Path| file.to_string_lossy().replace('\\', "/");
    let scripts: Vec<&Path> = time.files.iter().map(AsRef::as_ref).filter(|file| !is_page(file)).collect();
    let pages: Vec<String> = time.files.iter().filter(|file| is_page(file)).map(|file| shown(file)).collect();
    let band = band(console, arguments, time)?;
    let mut lengths = Vec::new();
    for file in &scripts {
        let script = script::read(console, arguments, file)?;
        let both = [script.counts(), script.sounding()].map(|counts| Estimate::of_counts(&counts, &band));
        lengths.push((shown(file), both));
    }
    if scripts.is_empty() || !pages.is_empty() {
        lengths.extend(page_lengths(console, arguments, &pages, &band)?);
    }
    lengths.sort_by(|(one, _), (other, _)| (section(one), one).cmp(&(section(other), other)));
    Ok(lengths)
}

/// The paces of the announcer asked for, or of the station; outside a site, of an uncalibrated station.
fn band(console: &Console, arguments: &Arguments, time: &TimeArgs) -> Result<Band, Exit> {
    let no_site = Disk::new(&arguments.directory).find("loa.toml").is_none();
    let only_scripts = !time.files.is_empty() && !time.files.iter().any(|file| is_page(file));
    if no_site && only_scripts && time.announcer.is_none() {
        return Ok(Band::default());
    }
    let radio = settings(console, arguments)?.radio;
    let Some(id) = &time.announcer else { return Ok(radio.band) };
    let known = radio.announcers.iter().find(|announcer| announcer.id == *id);
    if let Some(band) = known.and_then(|announcer| Band::of_announcers(&[announcer.pace()])) {
        return Ok(band);
    }
    console
        .alarm(&say!("lỗi: trong loa.toml không có phát thanh viên `{id}`"; "error: loa.toml has no announcer `{id}`"));
    if let Some(near) = nearest(id, radio.announcers.iter().map(|announcer| announcer.id.as_str())) {
        console.alarm(&say!("  = có phải `{near}` không?"; "  = did you mean `{near}`?"));
    } else {
        console.alarm(&say!("  = cách sửa: đo giọng bằng loa calibrate KỊCH-BẢN GHI-ÂM --id {id}"; "  = help: measure the voice with loa calibrate SCRIPT AUDIO --id {id}"));
    }
    Err(Exit::WrongUse)
}

fn page_lengths(console: &Console, arguments: &Arguments, wanted: &[String], band: &Band) -> Result<Vec<Length>, Exit> {
    let today = super::today(arguments);
    let out = arguments.directory.join("dist");
    let options = Options { out: &out, drafts: true, base_url: None, today: &today, from: None, weeks: WEEKS };
    let disk = Disk::new(&arguments.directory);
    let found = Builder::new(&disk).resolve(&options, &mut Timings::default());
    let resolved = found.map_err(|diagnostics| {
        console.report(&diagnostics);
        Exit::ContentErrors
    })?;
    if resolved.diagnostics.iter().any(Diagnostic::is_error) {
        console.report(&resolved.diagnostics);
        return Err(Exit::ContentErrors);
    }
    let lengths = spoken_lengths(&resolved.site, &resolved.inputs, wanted, band);
    for file in wanted {
        if !lengths.iter().any(|(path, _)| names(file, path.as_str())) {
            console.alarm(&say!("lỗi: không có bài `{file}`"; "error: there is no page `{file}`"));
            return Err(Exit::WrongUse);
        }
    }
    Ok(lengths.into_iter().map(|(path, both)| (path.to_string(), both)).collect())
}

/// The folder of a file.
fn section(path: &str) -> &str {
    path.rsplit_once('/').map_or(".", |(folder, _)| folder)
}

/// The sums of the sections, in order, and the sum of all.
fn sums(lengths: &[Length]) -> (BTreeMap<&str, (usize, Estimate)>, Estimate) {
    let mut sections: BTreeMap<&str, (usize, Estimate)> = BTreeMap::new();
    for (path, [length, _]) in lengths {
        let (files, sum) = sections.entry(section(path)).or_default();
        *files += 1;
        *sum += *length;
    }
    let total = sections.values().map(|(_, sum)| *sum).sum();
    (sections, total)
}

fn table(lang: Lang, lengths: &[Length]) -> String {
    let [slow, likely, fast, syllables, title, sum] = match lang {
        Lang::Vietnamese => ["chậm", "thường", "nhanh", "tiếng", "bài", "cộng"],
        Lang::English => ["slow", "likely", "fast", "syll.", "page", "total"],
    };
    let mut table = format!("{slow:>7} {likely:>7} {fast:>7} {syllables:>6}  {title}\n");
    let mut line = |length: &Estimate, name: &str| {
        let [high, likely, low] = [length.high, length.likely, length.low].map(|time| time.to_string());
        let _ = writeln!(table, "{high:>7} {likely:>7} {low:>7} {:>6}  {name}", length.syllables);
    };
    let (sections, total) = sums(lengths);
    for (section_name, (files, sum)) in &sections {
        for (path, [length, _]) in lengths.iter().filter(|(path, _)| section(path) == *section_name) {
            line(length, path);
        }
        if sections.len() > 1 {
            line(sum, &format!("= {section_name} ({files})"));
        }
    }
    line(&total, &format!("= {sum} ({})", lengths.len()));
    table
}

fn json(announcer: Option<String>, lengths: &[Length]) -> String {
    let (sections, total) = sums(lengths);
    let entry = |(path, [length, sounding]): &Length| Entry {
        path: path.clone(),
        section: section(path).to_owned(),
        times: (*length).into(),
        sounding: (*sounding).into(),
    };
    let sum = |(section, (files, sum)): (&&str, &(usize, Estimate))| Sum {
        section: (*section).to_owned(),
        files: *files,
        times: (*sum).into(),
    };
    let report = Report {
        announcer,
        files: lengths.iter().map(entry).collect(),
        sections: sections.iter().map(sum).collect(),
        total: Sum { section: String::new(), files: lengths.len(), times: total.into() },
    };
    serde_json::to_string_pretty(&report).map_or_else(|_| String::new(), |text| text + "\n")
}
