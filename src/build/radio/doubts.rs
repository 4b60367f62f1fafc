//! Guessed readings as messages: where they stand, and the line of the lexicon that would decide them.

use std::ops::Range;

use rayon::prelude::*;

use super::super::load::Inputs;
use super::channel::{Channel, airs};
use crate::base::SourcePath;
use crate::diag::{Diagnostic, codes};
use crate::fs::{self, Files};
use crate::radio::{self, Doubt, Source};
use crate::render::Renderer;
use crate::site::Page;

/// What is guessed in the pages that `chosen` picks of those that go on air.
pub fn doubts(
    renderer: &Renderer<'_>,
    inputs: &Inputs,
    files: &dyn Files,
    chosen: impl Fn(&Page) -> bool,
) -> Vec<Diagnostic> {
    let channel = Channel::new(renderer, inputs);
    let station = channel.station();
    let sources = channel.sources(|page| airs(page) && chosen(page));
    let found = sources.par_iter().map(|source| told(source, radio::doubts(source, &station), files));
    found.flatten_iter().collect()
}

pub(super) fn told(source: &Source<'_>, doubts: Vec<Doubt>, files: &dyn Files) -> Vec<Diagnostic> {
    if doubts.is_empty() {
        return Vec::new();
    }
    let text = text_of(files, source.page);
    doubts
        .into_iter()
        .map(|doubt| {
            let (what, mend) = Doubt::told(&doubt.written, &doubt.spoken);
            let message = Diagnostic::new(&codes::DOUBTFUL_READING, what).hint(mend);
            match place(&doubt, &text) {
                Some(span) => message.at(source.page, span),
                None => message.in_file(source.page),
            }
        })
        .collect()
}

/// Where the doubtful words stand; the block that they are in when Markdown has changed them.
fn place(doubt: &Doubt, text: &str) -> Option<Range<u32>> {
    let within = doubt.block.clone().unwrap_or(0..u32::try_from(text.len()).ok()?);
    let block = text.get(within.start as usize..within.end as usize)?;
    match block.find(&doubt.written) {
        Some(at) => {
            let start = within.start + u32::try_from(at).ok()?;
            Some(start..start + u32::try_from(doubt.written.len()).ok()?)
        }
        None => doubt.block.clone(),
    }
}

/// The text of a page as it was parsed; it was read a moment ago.
fn text_of(files: &dyn Files, path: &SourcePath) -> String {
    let bytes = files.find(path.as_str()).and_then(|entry| files.read(&entry).ok());
    bytes.map(|bytes| fs::lossy(&bytes)).unwrap_or_default()
}
