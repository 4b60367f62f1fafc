//! The readings of a page that were guessed, so that an editor sees them before they go on air.

use std::collections::BTreeSet;
use std::ops::Range;

use super::segment::is_said;
use super::source::Source;
use super::station::Station;
use super::words::Words;
use crate::diag::Text;
use crate::markdown::{Block, BlockKind};
use crate::say;
use crate::speech::Reading;

/// A written form that nothing decided how to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    pub written: String,
    /// How it would be read.
    pub spoken: String,
    /// Bytes of the source file in which it stands; `None` for the title and the lead.
    pub block: Option<Range<u32>>,
}

impl Doubt {
    /// What was guessed, and the line of the lexicon that would decide it.
    #[must_use]
    pub fn told(written: &str, spoken: &str) -> (Text, Text) {
        (
            say!("chưa chắc cách đọc: `{written}` đang đọc là `{spoken}`"; "not sure how to read `{written}`: it is read as `{spoken}`"),
            say!("thêm cách đọc đúng vào content/_data/lexicon.toml: \"{written}\" = \"{spoken}\""; "add the right reading to content/_data/lexicon.toml: \"{written}\" = \"{spoken}\""),
        )
    }
}

/// What was guessed in a page, each written form once, in reading order.
#[must_use]
pub fn doubts(source: &Source<'_>, station: &Station<'_>) -> Vec<Doubt> {
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    let mut look = |words: &Words, block: Option<&Block>| {
        for Reading { written, spoken, .. } in words.doubts(station.speaker) {
            if told.insert(written.clone()) {
                found.push(Doubt {
                    written,
                    spoken: spoken.into_owned(),
                    block: block.map(|block| block.span.clone()),
                });
            }
        }
    };
    look(&Words::plain(source.title), None);
    if let Some(lead) = source.lead {
        look(&Words::plain(lead), None);
    }
    for block in source.blocks.iter().filter(|block| is_said(block)) {
        look(&Words::of(&block.text), Some(block));
        if let BlockKind::Row { cells, .. } = &block.kind {
            for cell in cells {
                look(&Words::of(cell), Some(block));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;
    use crate::markdown;
    use crate::radio::fixture::{self, Mute};
    use crate::speech::{Lexicon, Speaker, Style};

    #[test]
    fn each_guess_is_told_once_where_it_stands() {
        let path = SourcePath::from("content/a.md");
        let text = "Ông QXZ nói về QXZ và UBND.\n\n| Tên |\n|---|\n| ZQW |\n\n:::web\nJKQ\n:::\n";
        let parsed = markdown::parse(text, 0, &path);
        let (radio, speaker) = (fixture::radio(), Speaker::new(Lexicon::builtin(), Style::default()));
        let station =
            Station {
                radio: &radio, unit: "phường Mẫu", topics: &[], required: &[], speaker: &speaker, faces: &Mute
            };
        let source = Source { title: "Bài WXJ", ..fixture::source(&path, &parsed.blocks) };
        let found = doubts(&source, &station);
        let names: Vec<&str> = found.iter().map(|doubt| doubt.written.as_str()).collect();
        assert_eq!(names, ["WXJ", "QXZ", "ZQW"]);
        assert_eq!(found[0].block, None);
        let place = found[1].block.clone().expect("a place");
        assert!(text[place.start as usize..place.end as usize].contains("QXZ"));
    }
}
