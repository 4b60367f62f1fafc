//! YAML into the tree; the only file that names `serde_saphyr`.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned};

use crate::say;

use crate::base::clean;

use super::reason::{explain, line_at};
use super::{Entry, Node, SyntaxError, Value, offset};

/// Reads a YAML text. Spans are bytes of `text` plus `base`.
///
/// # Errors
/// The first syntax error: a YAML parser cannot go on after one.
pub fn parse_yaml(text: &str, base: u32) -> Result<Vec<Entry>, Vec<SyntaxError>> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let lines = Lines::of(text, base);
    let root: Spanned<Raw> = serde_saphyr::from_str(text).map_err(|error| {
        let span = error.location().map_or(base..base, |location| lines.span(location, 1));
        let line = line_at(text, (span.start - base) as usize);
        vec![SyntaxError { reason: explain(&reason(&error.to_string()), line), span }]
    })?;
    match convert(root, &lines) {
        Node { value: Value::Table(entries), .. } => Ok(entries),
        Node { value: Value::Nothing, .. } => Ok(Vec::new()),
        node => Err(vec![SyntaxError {
            reason: say!("mỗi dòng phải là `tên: giá trị`"; "each line must be `key: value`"),
            span: node.span,
        }]),
    }
}

/// The parser's first line without its own place, which it counts from the `---`.
fn reason(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    let line = line.strip_prefix("error: ").unwrap_or(line);
    match line.split_once(": ") {
        Some((place, reason)) if place.starts_with("line ") => reason.to_owned(),
        _ => line.to_owned(),
    }
}

enum Raw {
    Text(String),
    Integer(i64),
    Decimal(String),
    Bool(bool),
    Nothing,
    List(Vec<Spanned<Raw>>),
    Table(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value")
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Raw, E> {
        Ok(Raw::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Raw, E> {
        Ok(i64::try_from(number).map_or_else(|_| Raw::Decimal(number.to_string()), Raw::Integer))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Raw, E> {
        Ok(Raw::Decimal(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut table = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            table.push(entry);
        }
        Ok(Raw::Table(table))
    }
}

fn convert(raw: Spanned<Raw>, lines: &Lines) -> Node {
    let width = match &raw.value {
        Raw::Text(text) => text.chars().count(),
        Raw::Integer(number) => number.to_string().len(),
        _ => 1,
    };
    let span = lines.span(raw.referenced, width);
    let value = match raw.value {
        // Escapes can write what `clean` has kept out of the file.
        Raw::Text(text) => Value::Text(clean(&text).into_owned()),
        Raw::Integer(number) => Value::Integer(number),
        Raw::Decimal(number) => Value::Decimal(number),
        Raw::Bool(truth) => Value::Bool(truth),
        Raw::Nothing => Value::Nothing,
        Raw::List(items) => Value::List(items.into_iter().map(|item| convert(item, lines)).collect()),
        Raw::Table(entries) => Value::Table(
            entries
                .into_iter()
                .map(|(key, value)| Entry {
                    key_span: lines.span(key.referenced, key.value.chars().count()),
                    key: key.value,
                    node: convert(value, lines),
                })
                .collect(),
        ),
    };
    Node { value, span }
}

/// Finds bytes by the line and column that the YAML parser counts in characters.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    base: u32,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str, base: u32) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts, base }
    }

    fn span(&self, at: Location, width: usize) -> Range<u32> {
        let number = |value: u64| usize::try_from(value).unwrap_or(usize::MAX).saturating_sub(1);
        let start = self.starts.get(number(at.line())).copied().unwrap_or(self.text.len());
        let after = |from: usize, count: usize| {
            let rest = &self.text[from..];
            rest.char_indices().nth(count).map_or(self.text.len(), |(at, _)| from + at)
        };
        let begin = after(start, number(at.column()));
        let end = after(begin, width).max(begin);
        offset(begin).saturating_add(self.base)..offset(end).saturating_add(self.base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_place() {
        let text = "title: Giữ kín mã\ntags: [a, 12]\ndraft: true\n";
        let entries = parse_yaml(text, 10).expect("valid YAML");
        assert_eq!(entries[0].key, "title");
        let span = entries[0].node.span.clone();
        assert_eq!(&text[span.start as usize - 10..span.end as usize - 10], "Giữ kín mã");
        let Value::List(items) = &entries[1].node.value else { panic!("a list: {entries:?}") };
        assert_eq!(items[1].value, Value::Integer(12));
        assert_eq!(entries[2].node.value, Value::Bool(true));
    }

    #[test]
    fn a_colon_in_a_title_is_told_with_its_line() {
        let errors = parse_yaml("date: 2026-01-01\ntitle: Luật: AI\n", 0).expect_err("a YAML mistake");
        assert!(errors[0].span.start > 16, "{errors:?}");
    }
}
