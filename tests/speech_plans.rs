//! The five real plans of `content/ke-hoach`, spoken: two as golden texts, all without a digit, a symbol or an
//! abbreviation, and with every doubt known.
//!
//! After a change on purpose, read the difference, then renew: `LOA_GOLDEN=renew cargo test --test speech_plans`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use loa::content;
use loa::markdown::{Audience, Block, BlockKind, plain_text};
use loa::speech::{Lexicon, Speaker, Style};

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

/// What `loa speak` prints for a plan.
fn aired(name: &str) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(["speak", "--today", "2026-11-22", "--dir"])
        .arg(repository())
        .arg(format!("content/ke-hoach/{name}.md"))
        .output()
        .expect("the program runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8")
}

/// Compares with a reviewed file, or renews it when asked to.
fn reviewed(file: &str, found: &str) {
    let path: PathBuf = repository().join("tests/speech/plans").join(file);
    if std::env::var_os("LOA_GOLDEN").is_some_and(|wish| wish == "renew") {
        fs::write(&path, found).expect("the file can be written");
        return;
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    if let Some(report) = difference(&known, found) {
        panic!(
            "tests/speech/plans/{file} differs (- reviewed, + now):\n{report}\n\
             If this is how an announcer says it: LOA_GOLDEN=renew cargo test --test speech_plans"
        );
    }
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
        reviewed(&format!("{name}.spoken.txt"), &aired(name));
    }
}

#[test]
fn no_digit_symbol_or_abbreviation_is_left() {
    let mut left = Vec::new();
    for name in plans() {
        let text = aired(&name);
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
    let speaker = Speaker::new(Lexicon::builtin(), Style::default());
    let mut doubts = String::from(
        "# What the speaker guessed in the plans, and an editor has looked at: plan: written ⇒ spoken (rule).\n",
    );
    for name in plans() {
        let path = format!("content/ke-hoach/{name}.md");
        let text = fs::read_to_string(repository().join(&path)).expect("a page in UTF-8");
        let document = content::parse(&loa::base::clean(&text), &path.as_str().into());
        let said = document.body.blocks.iter().filter(|block| block.audience != Audience::Readers);
        for text in said.flat_map(words) {
            for doubt in speaker.speak(&text).doubts() {
                let _ = writeln!(doubts, "{name}: {} ⇒ {} ({})", doubt.written, doubt.spoken, doubt.rule);
            }
        }
    }
    reviewed("doubts.txt", &doubts);
}

/// The texts of a block that are said: its words, or the cells of a row.
fn words(block: &Block) -> Vec<String> {
    match &block.kind {
        BlockKind::Code | BlockKind::Footnote => Vec::new(),
        BlockKind::Row { cells, .. } => cells.iter().map(|cell| plain_text(cell)).collect(),
        _ => vec![plain_text(&block.text)],
    }
}

#[test]
fn a_difference_is_shown_line_by_line() {
    assert_eq!(difference("một\nhai\nba\n", "một\nhai\nba\n"), None);
    let report = difference("một\nhai\nba\nbốn\n", "một\nhai mươi\nba\nbốn\nnăm\n").expect("a difference");
    assert_eq!(report, "-    2 hai\n+    2 hai mươi\n+    5 năm\n");
}
