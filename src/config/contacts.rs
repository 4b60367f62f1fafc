//! `content/_data/contacts.toml`: hotlines and offices by id.

use std::ops::Range;

use serde::Serialize;

use crate::base::SourcePath;
use crate::data::{Fields, Value, parse_toml};
use crate::diag::{Diagnostic, codes};
use crate::say;

/// Whom to call or visit. A phone in square brackets is a placeholder in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contact {
    pub id: String,
    pub name: String,
    pub phone: String,
    pub hours: String,
    pub address: String,
    pub email: String,
    pub url: String,
    pub note: String,
    /// Where the number was verified.
    pub source: String,
    /// Where its phone number stands, for messages.
    #[serde(skip)]
    pub phone_span: Range<u32>,
}

/// Reads the register, sorted by id.
#[must_use]
pub fn parse_contacts(text: &str, path: &SourcePath) -> (Vec<Contact>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let entries = match parse_toml(text, 0) {
        Ok(entries) => entries,
        Err(errors) => {
            return (Vec::new(), errors.into_iter().map(|error| data_syntax(error, path)).collect());
        }
    };
    let mut contacts = Vec::new();
    for entry in &entries {
        let Value::Table(keys) = &entry.node.value else {
            let key = &entry.key;
            let message = say!("`{key}` phải là một bảng, viết [{key}]"; "`{key}` must be a table, written [{key}]");
            problems.push(Diagnostic::new(&codes::CONFIG_VALUE, message).at(path, entry.key_span.clone()));
            continue;
        };
        let mut fields = Fields::new(keys, entry.key_span.clone(), path, &codes::CONFIG_VALUE, &mut problems);
        let name = fields.required(&["name", "ten"]).unwrap_or_default();
        let (phone, phone_span) = fields
            .texts(&["phone", "dien_thoai"])
            .into_iter()
            .next()
            .unwrap_or_else(|| (String::new(), entry.key_span.clone()));
        let mut text = |name| fields.text(name).unwrap_or_default();
        contacts.push(Contact {
            id: entry.key.clone(),
            name,
            phone,
            phone_span,
            hours: text(&["hours", "gio"]),
            address: text(&["address", "dia_chi"]),
            email: text(&["email"]),
            url: String::new(),
            note: text(&["note", "ghi_chu"]),
            source: text(&["source", "nguon"]),
        });
        let url = fields.url(&["url"]);
        if let Some(contact) = contacts.last_mut() {
            contact.url = url;
        }
        fields.finish();
    }
    contacts.sort_by(|a, b| a.id.cmp(&b.id));
    (contacts, problems)
}

/// A syntax error of a data file as a diagnostic.
#[must_use]
pub fn data_syntax(error: crate::data::SyntaxError, path: &SourcePath) -> Diagnostic {
    error.diagnostic(&codes::CONFIG_SYNTAX, path)
}
