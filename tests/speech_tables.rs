//! The tables of `tests/speech/*.txt`: what is written, and what an announcer says.
//!
//! One case a line, `written ⇒ spoken`; `⇒?` where the reading must be reported as a doubt. `#` begins a comment.
//! Capitals do not count, marks do: they are pauses.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use loa::speech::{Lexicon, Speaker, Style};

/// At least this many cases must stand in the tables.
const AT_LEAST: usize = 600;

#[test]
fn written_forms_are_said_as_the_tables_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/speech");
    let speaker = Speaker::new(Lexicon::builtin(), Style::default());
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("tests/speech is a folder")
        .map(|entry| entry.expect("an entry of tests/speech").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    let (mut cases, mut failed, mut report) = (0, 0, String::new());
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).expect("a table in UTF-8");
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let place = format!("tests/speech/{name}:{}", number + 1);
            let Some((written, expected)) = line.split_once('⇒') else {
                failed += 1;
                let _ = writeln!(report, "{place}: no `⇒` in `{line}`");
                continue;
            };
            cases += 1;
            let (doubtful, expected) = match expected.strip_prefix('?') {
                Some(expected) => (true, expected.trim()),
                None => (false, expected.trim()),
            };
            let spoken = speaker.speak(written.trim());
            if spoken.text.to_lowercase() != expected.to_lowercase() {
                failed += 1;
                let _ = writeln!(
                    report,
                    "{place}: {}\n    said     {}\n    expected {expected}",
                    written.trim(),
                    spoken.text
                );
            } else if spoken.doubts().next().is_some() != doubtful {
                failed += 1;
                let doubts: Vec<_> = spoken.doubts().map(|doubt| (&doubt.written, &doubt.spoken, doubt.rule)).collect();
                let _ = writeln!(report, "{place}: {}\n    doubts: {doubts:?}, expected: {doubtful}", written.trim());
            }
        }
    }
    assert!(failed == 0, "{failed} of {cases} cases failed:\n{report}");
    assert!(cases >= AT_LEAST, "only {cases} cases");
}
