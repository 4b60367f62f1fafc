//! What a page says, without how it looks: the plain blocks that speech and summaries are made from.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::base::Millis;

/// One stretch of a page in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// The words of the block; empty for kinds that carry their own (rows, calls, pauses).
    pub text: Vec<Inline>,
    /// Bytes of the source file that the block came from.
    pub span: Range<u32>,
    pub audience: Audience,
    /// The number of the `:::cut` block that this one lies in: such blocks may be dropped, whole, to save air time.
    pub cut: Option<u16>,
}

/// Who gets a block: `:::radio` is said and not shown, `:::web` is shown and not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    Everyone,
    Listeners,
    Readers,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// `##` has level 2.
    Heading {
        level: u8,
    },
    Paragraph,
    /// A point of a legal list, which keeps its letter: `đ) …` has the marker `đ`.
    Point {
        marker: String,
    },
    /// The first paragraph of a list item; its further paragraphs are `Paragraph`s.
    Item {
        list: ListKind,
        position: u32,
        of: u32,
        depth: u8,
    },
    Quote,
    /// One row of the body of a table, with the words of the table's head.
    Row {
        head: Arc<Vec<String>>,
        cells: Vec<Vec<Inline>>,
    },
    /// `::name{…}` on a line of its own, or an inline directive that stands alone.
    Leaf(Call),
    /// `:::name{…}` begins; the blocks up to the matching `Close` are its body.
    Open(Call),
    Close(Call),
    /// `::pause{seconds=2}`
    Pause(Millis),
    /// Fenced or indented code: never said.
    Code,
    /// A footnote's text: never said.
    Footnote,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    Bullets,
    /// An ordered list and the number its first item bears.
    Numbers {
        start: u64,
    },
}

/// A directive as written, with its arguments by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    pub name: String,
    pub args: BTreeMap<String, String>,
    pub span: Range<u32>,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    Text(String),
    /// `:say[written]{as="spoken"}`: goes on air exactly so.
    Say {
        written: String,
        spoken: String,
    },
    /// `:danger[example.com]`: a hostile address, never a link, never read out.
    Danger(String),
    /// A line break that the writer asked for.
    Break,
}

/// The words of some running text as a reader sees them.
///
/// ```
/// use loa::markdown::{Inline, plain_text};
/// let text = [Inline::Text("Mở ".into()), Inline::Say { written: "VNeID".into(), spoken: "vê nờ e".into() }];
/// assert_eq!(plain_text(&text), "Mở VNeID");
/// ```
#[must_use]
pub fn plain_text(text: &[Inline]) -> String {
    let mut plain = String::new();
    for inline in text {
        match inline {
            Inline::Text(words) | Inline::Danger(words) | Inline::Say { written: words, .. } => plain.push_str(words),
            Inline::Break => plain.push(' '),
        }
    }
    plain
}
