//! The citations of a whole page: its blocks in reading order, and its `::law` directives.

use std::ops::Range;

use super::{Citation, Finder, Memory, Provision};
use crate::markdown::{Parsed, words_of};

/// A citation with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    pub citation: Citation,
    /// Bytes of the file.
    pub span: Range<u32>,
    /// The words that cite, with single spaces.
    pub text: String,
    /// The sentence around them and the one after, in which a reason may be given.
    pub around: String,
}

/// All citations of a page, in reading order, directives last. `about` is the page's own document, as a row.
#[must_use]
pub fn citations(finder: &Finder, page: &Parsed, about: Option<usize>) -> Vec<Cited> {
    let mut memory = Memory::of_page(about);
    let mut all = Vec::new();
    for (block, places) in page.blocks.iter().zip(&page.places) {
        let words = words_of(block);
        for citation in finder.find(&words, &mut memory) {
            let text = spaced(words.get(citation.range.clone()).unwrap_or_default());
            let around = around(&words, citation.range.clone()).to_owned();
            all.push(Cited { span: places.span(citation.range.clone()), citation, text, around });
        }
    }
    for call in page.calls.iter().filter(|call| call.name == "law") {
        let Some(row) = call.args.get("id").and_then(|id| finder.row(id)) else { continue };
        let part =
            |key: &str| call.args.get(key).map(|part| part.trim().to_lowercase()).filter(|part| !part.is_empty());
        let provision = Provision { article: part("article"), clause: part("clause"), point: part("point") };
        let citation = finder.citation(row, provision);
        let text = citation.number.clone().unwrap_or_default();
        all.push(Cited { citation, span: call.span.clone(), text, around: String::new() });
    }
    all
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentence around some bytes and the next: numbers hold full stops too, so only one before a blank ends a sentence.
fn around(words: &str, range: Range<usize>) -> &str {
    let from = floor(words, range.start.saturating_sub(REACH));
    let to = floor(words, range.end.saturating_add(REACH).min(words.len()));
    let start = words[from..range.start].rfind(". ").map_or(from, |at| from + at + 2);
    let end = |after: usize| words[after..to].find(". ").map_or(to, |at| after + at + 2);
    &words[start..end(end(range.end))]
}

/// How far a reason is looked for, in bytes: a block may be as long as a file.
const REACH: usize = 600;

fn floor(words: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| words.is_char_boundary(*at)).unwrap_or(0)
}
