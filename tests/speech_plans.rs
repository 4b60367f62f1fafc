//! The five real plans of `content/ke-hoach`, spoken: two as golden texts, all without a digit, a symbol or an
//! abbreviation, and with every doubt known.
//!
//! After a change on purpose, read the difference, then renew: `LOA_GOLDEN=renew cargo test --test speech_plans`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whole plans that people have read, line by line, as they are aired.
const GOLDEN: [&str; 2] = ["dai-son-nghi-dinh-142", "hue-luat-ai"];

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names of all plans, sorted.
fn plans() -> Vec<String> {
    let folder = repository().join("content/ke-hoach");
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("content/ke-hoach is a folder")
        .map(|entry| entry.expect("an entry of content/ke-hoach").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('_'))
        .collect();
    names.sort();
    assert_eq!(names.len(), 5, "{names:?}");
    names
}

/// What `loa speak --doubts` prints for a plan: its words, and the lines of what was guessed.
fn aired(name: &str) -> (String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(["speak", "--doubts", "--lang", "vi", "--today", "2026-11-22", "--dir"])
        .arg(repository())
        .arg(format!("content/ke-hoach/{name}.md"))
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let (words, doubts) = (text(run.stdout), text(run.stderr));
    assert!(run.status.success(), "{doubts}");
    (words, doubts)
}

/// Compares with a reviewed file, or renews it when asked to.
fn reviewed(file: &str, found: &str) {
    let path: PathBuf = repository().join("tests/speech/plans").join(file);
    if std::env::var_os("LOA_GOLDEN").is_some_and(|wish| wish == "renew") {
        fs::write(&path, found).expect("the file can be written");
        return;
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    let report = difference(&known, found);
    assert!(
        report.is_none(),
        "tests/speech/plans/{file} differs (- reviewed, + now):\n{}\n\
         If this is how an announcer says it: LOA_GOLDEN=renew cargo test --test speech_plans",
        report.unwrap_or_default()
    );
}

/// The lines that differ, in order, with the number that each has in its own text; `None` where none does.
fn difference(known: &str, found: &str) -> Option<String> {
    let (known, found): (Vec<&str>, Vec<&str>) = (known.lines().collect(), found.lines().collect());
    // common[i][j]: the longest run of lines in the same order that known[i..] and found[j..] share.
    let mut common = vec![vec![0u32; found.len() + 1]; known.len() + 1];
    for i in (0..known.len()).rev() {
        for j in (0..found.len()).rev() {
            common[i][j] =
                if known[i] == found[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut report) = (0, 0, String::new());
    while i < known.len() || j < found.len() {
        if i < known.len() && j < found.len() && known[i] == found[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == found.len() || i < known.len() && common[i + 1][j] >= common[i][j + 1] {
            let _ = writeln!(report, "- {:4} {}", i + 1, known[i]);
            i += 1;
        } else {
            let _ = writeln!(report, "+ {:4} {}", j + 1, found[j]);
            j += 1;
        }
    }
    (!report.is_empty()).then_some(report)
}

#[test]
fn two_plans_are_aired_as_they_were_reviewed() {
    for name in GOLDEN {
        reviewed(&format!("{name}.spoken.txt"), &aired(name).0);
    }
}

#[test]
fn no_digit_symbol_or_abbreviation_is_left() {
    let mut left = Vec::new();
    for name in plans() {
        let (text, _) = aired(&name);
        assert!(text.lines().count() > 50, "{name} says too little:\n{text}");
        for (number, line) in text.lines().enumerate() {
            for word in line.split(' ').filter(|word| !word.is_empty()) {
                let letters = word.trim_end_matches(['.', ',', ';', ':', '?', '!']);
                let only_letters = letters.chars().all(|c| c.is_alphabetic() && !c.is_numeric());
                let small = letters.chars().skip(1).all(char::is_lowercase);
                if letters.is_empty() || !only_letters || !small {
                    left.push(format!("{name}, line {}: `{word}` in: {line}", number + 1));
                }
            }
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn every_doubt_is_known() {
    let mut doubts = String::from("# What was guessed in the plans, and an editor has looked at.\n");
    for name in plans() {
        // Each guess is followed by a line on how to settle it.
        for guess in aired(&name).1.lines().filter(|line| line.starts_with("chưa chắc cách đọc: ")) {
            let _ = writeln!(doubts, "{name}: {guess}");
        }
    }
    reviewed("doubts.txt", &doubts);
}

#[test]
fn a_difference_is_shown_line_by_line() {
    assert_eq!(difference("một\nhai\nba\n", "một\nhai\nba\n"), None);
    let report = difference("một\nhai\nba\nbốn\n", "một\nhai mươi\nba\nbốn\nnăm\n").expect("a difference");
    assert_eq!(report, "-    2 hai\n+    2 hai mươi\n+    5 năm\n");
}
