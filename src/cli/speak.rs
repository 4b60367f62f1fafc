//! `loa speak`: written text to spoken words, with the site's lexicon where there is a site.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

use super::args::{Arguments, SpeakArgs};
use super::{Console, Exit};
use crate::base::clean;
use crate::build::{Builder, Options, Reader, Timings, WEEKS, load, page_doubts, spoken_page};
use crate::fs::{Disk, Error};
use crate::radio::Doubt;
use crate::speech::{Lexicon, Speaker, Style};

pub(super) fn run(console: &Console, arguments: &Arguments, speak: &SpeakArgs) -> Exit {
    if !speak.lines
        && let Some((text, guessed)) = page(arguments, &speak.file)
    {
        console.result(&text);
        if speak.doubts {
            doubts(console, guessed.iter().map(|doubt| (doubt.written.as_str(), doubt.spoken.as_str())));
        }
        return Exit::Well;
    }
    let bytes = match read(speak) {
        Ok(bytes) => bytes,
        Err(error) => {
            console.machine(&error);
            return Exit::MachineFailed;
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    let speaker = speaker(arguments);
    let mut out = String::new();
    if speak.lines {
        // Exactly one line out for each line in, whatever characters a line holds.
        for line in text.strip_suffix('\n').unwrap_or(&text).split('\n') {
            let spoken = speaker.speak(&clean(line.trim_end_matches('\r')).replace('\n', " "));
            let _ = writeln!(out, "{}", spoken.text.replace('\n', " "));
            if speak.doubts {
                doubts(console, spoken.doubts().map(|doubt| (doubt.written.as_str(), doubt.spoken.as_ref())));
            }
        }
    } else {
        let spoken = speaker.speak(&clean(&text));
        let _ = writeln!(out, "{}", spoken.text.trim_end());
        if speak.doubts {
            doubts(console, spoken.doubts().map(|doubt| (doubt.written.as_str(), &*doubt.spoken)));
        }
    }
    console.result(&out);
    Exit::Well
}

/// A page of the site as it goes on air, its words and not its Markdown, and what was guessed.
pub(super) fn page(arguments: &Arguments, file: &Path) -> Option<(String, Vec<Doubt>)> {
    let file = file.to_string_lossy().replace('\\', "/");
    if !file.ends_with(".md") {
        return None;
    }
    let disk = Disk::new(&arguments.directory);
    let today = super::today(arguments);
    let options =
        Options { out: &arguments.directory, drafts: true, base_url: None, today: &today, from: None, weeks: WEEKS };
    let resolved = Builder::new(&disk).resolve(&options, &mut Timings::default()).ok()?;
    // `trang-phuong/content/a.md` from outside the site means the same as `content/a.md` within.
    let typed = file.find("content/").map_or(file.as_str(), |at| &file[at..]);
    let text = spoken_page(&resolved.site, &resolved.inputs, typed)?;
    Some((text, page_doubts(&resolved.site, &resolved.inputs, typed)))
}

fn read(speak: &SpeakArgs) -> Result<Vec<u8>, Error> {
    let fail = |cause| Error { doing: "reading", path: speak.file.clone(), cause };
    if speak.file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(fail)?;
        return Ok(bytes);
    }
    std::fs::read(&speak.file).map_err(fail)
}

/// The site's way of speaking, or the built-in one outside a site.
pub(super) fn speaker(arguments: &Arguments) -> Speaker {
    let disk = Disk::new(&arguments.directory);
    match load(&mut Reader::new(&disk), None) {
        Ok(loaded) => Speaker::new(loaded.inputs.lexicon, loaded.inputs.config.speech),
        Err(_) => Speaker::new(Lexicon::builtin(), Style::default()),
    }
}

/// What was guessed: as written, and as it is read.
fn doubts<'d>(console: &Console, guessed: impl Iterator<Item = (&'d str, &'d str)>) {
    for (written, reading) in guessed {
        let (what, mend) = Doubt::told(written, reading);
        console.alarm(&what);
        console.alarm(&mend);
    }
}
