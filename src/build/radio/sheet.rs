//! What the page of one programme shows besides its script: differences to the written form, and times in the margin.

use serde::Serialize;

use super::compare::{Run, compare, plain};
use crate::base::Millis;
use crate::radio::{Line, Script};

/// Seconds of speech after which the margin tells the time again.
const MARK_EVERY: u32 = 30;

#[derive(Debug, Serialize)]
pub(super) struct Sheet {
    /// One for each line of the script, in order: that of line 1 comes first.
    lines: Vec<LineView>,
    /// All that may be left out, where there is such.
    optional: Option<Optional>,
}

#[derive(Debug, Serialize)]
struct LineView {
    mark: Option<Mark>,
    /// Here begins what may be left out, and here it ends.
    opens: Option<Optional>,
    closes: bool,
    spoken: Vec<Run>,
    /// Empty where the line is said as it is written.
    written: Vec<Run>,
}

/// Where the programme is when this line begins, at the likely rate.
#[derive(Debug, Serialize)]
struct Mark {
    start: String,
    remaining: String,
}

/// Lines that may be left out, and the time that spares.
#[derive(Debug, Serialize)]
struct Optional {
    lines: usize,
    length: String,
}

impl Sheet {
    pub fn of(script: &Script) -> Self {
        let mut lines = Vec::new();
        for item in &script.items {
            let begin = lines.len();
            let mut at = Millis::from_seconds(item.start_s);
            let mut told = at;
            for (line, (spoken, written)) in item.lines.iter().zip(beside(&item.lines)) {
                let due = line.first && at.saturating_sub(told) >= Millis::from_seconds(MARK_EVERY);
                if due {
                    told = at;
                }
                let left = Millis::from_seconds(script.likely_s).saturating_sub(at);
                let mark = due.then(|| Mark { start: at.to_string(), remaining: left.to_string() });
                lines.push(LineView { mark, opens: None, closes: false, spoken, written });
                at += length(line);
            }
            let mut from = begin;
            for stretch in item.lines.chunk_by(|line, next| line.optional == next.optional) {
                let to = from + stretch.len();
                if stretch.iter().any(|line| line.optional) {
                    lines[from].opens = optional(stretch);
                    lines[to - 1].closes = true;
                }
                from = to;
            }
        }
        Self { lines, optional: optional(script.items.iter().flat_map(|item| &item.lines)) }
    }
}

fn length(line: &Line) -> Millis {
    Millis(line.length_ms) + Millis::from_seconds(line.pause_s)
}

fn optional<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Option<Optional> {
    let lengths: Vec<Millis> = lines.into_iter().filter(|line| line.optional).map(length).collect();
    let spared: Millis = lengths.iter().copied().sum();
    (!lengths.is_empty()).then(|| Optional { lines: lengths.len(), length: spared.to_string() })
}

/// The spoken and the written form of each line, in runs; a paragraph whose sentences do not match is compared whole.
fn beside(lines: &[Line]) -> Vec<(Vec<Run>, Vec<Run>)> {
    let mut pairs = Vec::new();
    for paragraph in lines.chunk_by(|_, next| !next.first) {
        if let [Line { whole: true, written: Some(written), .. }, ..] = paragraph {
            let spoken: Vec<&str> = paragraph.iter().map(|line| line.spoken.as_str()).collect();
            let (mut written, spoken) = compare(written, &spoken);
            pairs.extend(spoken.into_iter().map(|line| (line, std::mem::take(&mut written))));
            continue;
        }
        pairs.extend(paragraph.iter().map(|line| match &line.written {
            Some(written) => {
                let (written, mut spoken) = compare(written, &[line.spoken.as_str()]);
                (spoken.pop().unwrap_or_default(), written)
            }
            None => (plain(&line.spoken), Vec::new()),
        }));
    }
    pairs
}
