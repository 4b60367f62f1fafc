//! TOML into the tree; the only file that names `toml`.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::clean;

use super::reason::{explain, line_at};
use super::{Entry, Node, SyntaxError, Value, offset};

/// Reads a TOML text. Spans are bytes of `text` plus `base`, so that front matter keeps its place in the file.
///
/// # Errors
/// Every syntax error that the parser finds, not only the first.
pub fn parse_toml(text: &str, base: u32) -> Result<Vec<Entry>, Vec<SyntaxError>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Ok(entries(table.into_inner(), base));
    }
    let at = |error: &toml::de::Error| {
        let span = error.span().unwrap_or(0..0);
        SyntaxError { reason: explain(error.message(), line_at(text, span.start)), span: shift(&span, base) }
    };
    Err(errors.iter().map(at).collect())
}

fn entries(table: DeTable<'_>, base: u32) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, node)| Entry {
            key_span: shift(&key.span(), base),
            key: key.into_inner().into_owned(),
            node: convert(node, base),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    entries
}

fn convert(node: Spanned<DeValue<'_>>, base: u32) -> Node {
    let span = shift(&node.span(), base);
    let value = match node.into_inner() {
        // Escapes can write what `clean` has kept out of the file.
        DeValue::String(text) => Value::Text(clean(&text).into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(&number.as_str().replace('_', ""), number.radix())
            .map_or_else(|_| Value::Decimal(number.as_str().to_owned()), Value::Integer),
        DeValue::Float(number) => Value::Decimal(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Value::Bool(truth),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(items) => Value::List(items.into_iter().map(|item| convert(item, base)).collect()),
        DeValue::Table(table) => Value::Table(entries(table, base)),
    };
    Node { value, span }
}

fn shift(span: &Range<usize>, base: u32) -> Range<u32> {
    offset(span.start).saturating_add(base)..offset(span.end).saturating_add(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_place() {
        let entries = parse_toml("title = \"Một\"\ndate = 2026-03-01\n", 4).expect("valid TOML");
        assert_eq!(entries[0].node, Node { value: Value::Text("Một".into()), span: 12..19 });
        assert_eq!(entries[1].node.value, Value::Date("2026-03-01".into()));
    }

    #[test]
    fn all_errors_are_told_at_once() {
        let errors = parse_toml("a = \nb = 1\nc = [1\n", 0).expect_err("two mistakes");
        assert!(errors.len() >= 2, "{errors:?}");
    }
}
