//! One Markdown text becomes HTML with holes for directives, and plain blocks for speech. Knows no other file.
//!
//! ```
//! let text = "Giữ kín mã :say[OTP]{as=\"ô tê pê\"}.\n\n## Việc cần làm\n\n::contact{id=cong-an-113}\n";
//! let parsed = loa::markdown::parse(text, 0, &"content/otp.md".into());
//! assert_eq!(parsed.headings[0].id, "viec-can-lam");
//! assert_eq!(parsed.body.chunks.len(), 2);
//! ```

mod allow;
mod alt;
mod block;
mod blocks;
mod highlight;
mod holes;
mod html;
mod link;
mod marks;
mod notes;
mod outward;
mod places;
mod prepare;
mod raw;
mod sanitize;
mod slips;
mod syntax;
mod tags;

pub use allow::Allow;
pub use block::{Audience, Block, BlockKind, Call, Inline, ListKind, plain_text};
pub use link::{Link, Target};
pub use places::{Places, words_of};
pub use slips::{Slip, SlipKind};

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Options, Parser};

use crate::base::SourcePath;
use crate::diag::Diagnostic;

/// HTML with holes: a hole is filled when a page is rendered, by the theme and with the site's own data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    pub chunks: Vec<Chunk>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chunk {
    Html(String),
    /// A directive with what stands between its opening and its closing line.
    Call {
        call: Call,
        inner: Body,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub level: u8,
    pub id: String,
    pub title: String,
}

/// All that one text says.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    pub body: Body,
    pub blocks: Vec<Block>,
    /// Where the words of each block stand in the file: one for each block.
    pub places: Vec<Places>,
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    /// Addresses marked as hostile, `:danger[…]`.
    pub dangers: Vec<String>,
    /// Every id that a link may lead to.
    pub anchors: BTreeSet<String>,
    /// Every directive, for the theme to know or not to know.
    pub calls: Vec<Call>,
    /// What the writer lets be, `<!-- loa-allow … -->`.
    pub allows: Vec<Allow>,
    /// Slips of writing that only the markup shows; no mistakes that hold anything back.
    pub slips: Vec<Slip>,
    pub problems: Vec<Diagnostic>,
}

/// Reads a body that begins at byte `base` of the file `path` and is cleaned (`base::clean`). Never fails: what could
/// not be understood is told in `problems`, and the rest is there.
#[must_use]
pub fn parse(source: &str, base: u32, path: &SourcePath) -> Parsed {
    let prepared = prepare::prepare(source, base, path);
    // An event of a page of words comes every forty bytes; the parser does not tell how many there will be.
    let mut events: Vec<(Event<'_>, std::ops::Range<usize>)> = Vec::with_capacity(prepared.text.len() / 16);
    events.extend(Parser::new_ext(&prepared.text, options()).into_offset_iter());
    let removed = raw::settle(&mut events, path, &|span| prepared.source(span));
    let (blocks, places) = blocks::blocks(&events, &prepared);
    let slips = slips::slips(&events, &prepared);
    let mut parsed = html::html(&events, &prepared, html::Source { text: source, base, path });
    parsed.blocks = blocks;
    parsed.places = places;
    parsed.allows = allow::allows(&events, &prepared, source, base);
    parsed.slips = slips;
    parsed.problems.extend(removed);
    parsed.problems.extend(prepared.problems);
    parsed
}

/// Front matter is cut off before, so that `---` in a body is a rule and nothing vanishes.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// The words of the first paragraph that readers see, cut at a word below `most` characters.
#[must_use]
pub fn summary(blocks: &[Block], most: usize) -> String {
    let first = blocks.iter().find(|block| {
        matches!(block.kind, BlockKind::Paragraph)
            && block.audience != Audience::Listeners
            && !plain_text(&block.text).trim().is_empty()
    });
    let text = first.map(|block| plain_text(&block.text)).unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= most {
        return text;
    }
    let cut: String = text.chars().take(most).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', '.']))
}
