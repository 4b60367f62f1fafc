//! Settings and front matter as a tree that remembers where each value stands, from TOML or YAML alike.

mod fields;
mod reason;
mod toml_text;
mod yaml_text;

use std::ops::Range;

use crate::base::SourcePath;
use crate::diag::{Code, Diagnostic, Text};
use crate::say;

pub use fields::{Fields, Name};
pub use toml_text::parse_toml;
pub use yaml_text::parse_yaml;

/// A value and the bytes of the text it was written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub value: Value,
    pub span: Range<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Integer(i64),
    /// A number with a fraction, as written: nothing in Loa computes with floats.
    Decimal(String),
    Bool(bool),
    /// A date, perhaps with a time behind it, as written.
    Date(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
    Nothing,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    pub key_span: Range<u32>,
    pub node: Node,
}

/// Why a text could not be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    pub reason: Text,
    pub span: Range<u32>,
}

impl SyntaxError {
    /// The error as a message about a file.
    #[must_use]
    pub fn diagnostic(self, code: &'static Code, path: &SourcePath) -> Diagnostic {
        let (vi, en) = (self.reason.vi, self.reason.en);
        Diagnostic::new(code, say!("không đọc được: {vi}"; "cannot be read: {en}"))
            .at(path, self.span)
            .hint(say!("chữ đặt trong dấu ngoặc kép thẳng \"…\", mỗi mục một dòng"; "put words in straight \"quotes\", one key a line"))
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
