//! Settings and front matter as a tree that remembers where each value stands, from TOML or YAML alike.

mod fields;
mod toml_text;
mod yaml_text;

use std::ops::Range;

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

/// Why a text could not be read, in the parser's (English) words, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    pub reason: String,
    pub span: Range<u32>,
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
