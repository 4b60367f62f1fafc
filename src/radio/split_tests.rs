//! Pages of known shape, parted.

use super::*;
use crate::radio::fixture::{Mute, radio};
use crate::radio::words::Words;
use crate::speech::{Lexicon, Speaker, Style};

/// Parts a page of `shape`: `#` a heading, a digit so many sentences, `-` a paragraph of one sentence that hangs on
/// the one before. Gives the shape of each part.
fn parted(shape: &str, parts: usize) -> Vec<String> {
    let radio = radio();
    let speaker = Speaker::new(Lexicon::builtin(), Style::default());
    let station = Station { radio: &radio, unit: "", topics: &[], required: &[], speaker: &speaker, faces: &Mute };
    let sentence = "Khi có người lạ gọi điện báo tin xấu, bà con hãy gác máy rồi gọi lại cho người thân. ";
    let page: Vec<Paragraph> = shape
        .chars()
        .map(|c| {
            let count = c.to_digit(10).unwrap_or(1) as usize;
            let words = if c == '#' { Words::plain("Mục.") } else { Words::plain(&sentence.repeat(count)) };
            let mut paragraph = Paragraph::new(&words, &station);
            paragraph.heading = c == '#';
            paragraph.edge = match c {
                '#' => Edge::Heading(2),
                '-' => Edge::Tied,
                _ => Edge::Free,
            };
            paragraph
        })
        .collect();
    let whole: usize = page.iter().map(|paragraph| paragraph.lines().len()).sum();
    let made = split(&page, parts, &station);
    assert_eq!(made.iter().flatten().map(|paragraph| paragraph.lines().len()).sum::<usize>(), whole, "nothing is lost");
    let shape_of = |paragraph: &Paragraph| match paragraph.edge {
        Edge::Heading(_) => "#".to_owned(),
        Edge::Tied => "-".to_owned(),
        _ => paragraph.lines().len().to_string(),
    };
    made.iter().map(|part| part.iter().map(shape_of).collect()).collect()
}

#[test]
fn sections_then_paragraphs_then_sentences() {
    for (shape, parts, expected) in [
        // A section ends near the middle, a paragraph even nearer.
        ("#33#2#34", 2, &["#33#2", "#34"][..]),
        // No section ends near: a paragraph does.
        ("#4444", 2, &["#44", "44"]),
        ("3333", 2, &["33", "33"]),
        // No part ends within a list while another place is near.
        ("322----22", 2, &["322", "----22"]),
        // One long paragraph.
        ("9", 3, &["3", "3", "3"]),
        // Nothing to part.
        ("1", 2, &["1"]),
        ("", 2, &[]),
    ] {
        assert_eq!(parted(shape, parts), expected, "{shape}");
    }
}

#[test]
fn a_heading_never_ends_a_part() {
    for parts in 2..5 {
        assert!(parted("#2#3#2#4#1#5", parts).iter().all(|part| !part.ends_with('#')));
    }
}
