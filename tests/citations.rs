//! The tables of `tests/citations/`: each sentence is a page of its own, and what is found is held against what was written
//! by hand. A citation counts as found when number, provision, date and issuer are all as the table has them.

use std::fs;

use loa::base::{Date, SourcePath};
use loa::law::{Citation, Finder, Memory, parse};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/citations");

/// A citation as the tables write it: `134/2025/QH15 Đ11 K2 Pa @2026-02-28 «Quốc hội»`.
fn line(one: &Citation) -> String {
    let mut line = one.number.clone().unwrap_or_else(|| "-".to_owned());
    let provision = &one.provision;
    for (sign, part) in [("Đ", &provision.article), ("K", &provision.clause), ("P", &provision.point)] {
        if let Some(part) = part {
            line.push_str(&format!(" {sign}{part}"));
        }
    }
    if let Some(date) = one.date {
        line.push_str(&format!(" @{date}"));
    }
    if let Some(issuer) = &one.issuer {
        line.push_str(&format!(" «{issuer}»"));
    }
    line
}

#[derive(Default)]
struct Score {
    sentences: usize,
    expected: usize,
    right: usize,
    found: usize,
    wrong: Vec<String>,
}

/// Compares one table with what is found.
fn score(name: &str) -> Score {
    let laws = fs::read_to_string(format!("{FOLDER}/laws.toml")).expect("the register");
    let (laws, problems) = parse(&laws, &SourcePath::from("laws.toml"));
    assert!(problems.is_empty(), "{problems:?}");
    let finder = Finder::new(&laws);
    let table = fs::read_to_string(format!("{FOLDER}/{name}")).expect("a table");
    let mut score = Score::default();
    for row in table.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
        let (sentence, expected) = row.split_once(" ⇒ ").expect("an arrow between sentence and citations");
        let sentence = &sentence.replace('⏎', "\n");
        let mut expected: Vec<String> = if expected.trim() == "ø" {
            Vec::new()
        } else {
            expected.split(" ; ").map(|one| one.trim().to_owned()).collect()
        };
        let found: Vec<String> = finder.find(sentence, &mut Memory::default()).iter().map(line).collect();
        score.sentences += 1;
        score.expected += expected.len();
        score.found += found.len();
        let all = expected.clone();
        for one in &found {
            if let Some(at) = expected.iter().position(|wanted| wanted == one) {
                expected.remove(at);
                score.right += 1;
            }
        }
        if found != all {
            score.wrong.push(format!("{sentence}\n    wanted {all:?}\n    found  {found:?}"));
        }
    }
    score
}

fn hold(name: &str, least: usize) {
    let score = score(name);
    let (right, expected, found) = (score.right, score.expected, score.found);
    let wrong = score.wrong.join("\n");
    assert!(score.sentences >= least, "{name} has {} sentences", score.sentences);
    assert!(right * 100 >= expected * 97, "{name}: recall {right} of {expected}\n{wrong}");
    assert!(right * 100 >= found * 98, "{name}: precision {right} of {found}\n{wrong}");
}

#[test]
fn sentences_of_plans_and_pages() {
    hold("sentences.txt", 200);
}

#[test]
fn batches_in_unusual_styles() {
    hold("fresh-1.txt", 59);
    hold("fresh-2.txt", 59);
    hold("fresh-3.txt", 40);
    hold("fresh-4.txt", 60);
    hold("fresh-5.txt", 60);
    hold("fresh-6.txt", 60);
    hold("fresh-7.txt", 58);
    hold("fresh-8.txt", 60);
    hold("fresh-9.txt", 59);
    hold("fresh-10.txt", 60);
    hold("fresh-11.txt", 59);
    hold("fresh-12.txt", 58);
    hold("fresh-13.txt", 60);
    hold("fresh-14.txt", 57);
    hold("fresh-15.txt", 51);
    hold("fresh-16.txt", 60);
    hold("fresh-17.txt", 60);
    hold("fresh-18.txt", 60);
}

#[test]
fn a_citation_covers_its_whole_phrase() {
    let finder = Finder::new(&[]);
    let found = finder.find("Nghị định số 142/2026/NĐ-CP ngày 30/4/2026 của Chính phủ", &mut Memory::default());
    let lines: Vec<String> = found.iter().map(line).collect();
    assert_eq!(lines, ["142/2026/NĐ-CP @2026-04-30 «Chính phủ»"]);
    assert_eq!(found[0].date, Date::new(2026, 4, 30).ok());
    assert_eq!(found[0].range, 0.."Nghị định số 142/2026/NĐ-CP ngày 30/4/2026 của Chính phủ".len());
}
