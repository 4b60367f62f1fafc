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
    /// The sentence around them, from which the reason of a citation may be seen.
    pub sentence: String,
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
            let sentence = sentence(&words, citation.range.clone()).to_owned();
            all.push(Cited { span: places.span(citation.range.clone()), citation, text, sentence });
        }
    }
    for call in page.calls.iter().filter(|call| call.name == "law") {
        let Some(row) = call.args.get("id").and_then(|id| finder.row(id)) else { continue };
        let part =
            |key: &str| call.args.get(key).map(|part| part.trim().to_lowercase()).filter(|part| !part.is_empty());
        let provision = Provision { article: part("article"), clause: part("clause"), point: part("point") };
        let citation = finder.citation(row, provision);
        let text = citation.number.clone().unwrap_or_default();
        all.push(Cited { citation, span: call.span.clone(), text, sentence: String::new() });
    }
    all
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentence around some bytes: numbers hold full stops too, so only one before a blank ends it.
fn sentence(words: &str, range: Range<usize>) -> &str {
    let start = words[..range.start].rfind(". ").map_or(0, |at| at + 2);
    let end = words[range.end..].find(". ").map_or(words.len(), |at| range.end + at + 1);
    &words[start..end]
}
