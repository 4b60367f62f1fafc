//! `theme.toml`: the lists that templates may show. A template gets what it declares and can ask for nothing else, so
//! what a page depends on is known without running anything.

use std::collections::BTreeMap;

use crate::base::SourcePath;
use crate::data::{Fields, parse_toml};
use crate::diag::{Diagnostic, codes};
use crate::say;

/// The longest list that a page may show: a view is bounded.
pub const LONGEST: i64 = 100;

#[derive(Debug, Clone, Default)]
pub struct Manifest {
    /// `themes/phuong`
    pub folder: String,
    pub lists: BTreeMap<String, ListRule>,
    /// Names of lists by template.
    pub templates: BTreeMap<String, Vec<String>>,
}

/// Which pages a list holds: all conditions that are given; newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRule {
    pub section: Option<String>,
    pub kind: Option<String>,
    pub topic: Option<String>,
    pub limit: usize,
}

impl Manifest {
    #[must_use]
    pub fn parse(text: &str, path: &SourcePath) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let mut manifest = Self { folder: path.folder().to_owned(), ..Self::default() };
        let entries = match parse_toml(text, 0) {
            Ok(entries) => entries,
            Err(errors) => {
                problems.extend(errors.into_iter().map(|error| error.diagnostic(&codes::CONFIG_SYNTAX, path)));
                return (manifest, problems);
            }
        };
        let mut fields = Fields::new(&entries, 0..0, path, &codes::CONFIG_VALUE, &mut problems);
        fields.text(&["name"]);
        let mut lists = BTreeMap::new();
        fields.table(&["lists"], |all| {
            for entry in all.rest() {
                let crate::data::Value::Table(keys) = &entry.node.value else { continue };
                let mut inner = Vec::new();
                let mut rule = Fields::new(keys, entry.key_span.clone(), path, &codes::CONFIG_VALUE, &mut inner);
                let list = ListRule {
                    section: rule.words(&["section"]),
                    kind: rule.words(&["kind"]),
                    topic: rule.words(&["topic"]),
                    limit: rule.integer(&["limit"], 1..=LONGEST).and_then(|n| usize::try_from(n).ok()).unwrap_or(10),
                };
                rule.finish();
                all.extend(inner);
                lists.insert(entry.key.clone(), list);
            }
        });
        let mut templates = BTreeMap::new();
        fields.table(&["templates"], |all| {
            for entry in all.rest() {
                let crate::data::Value::Table(keys) = &entry.node.value else { continue };
                let mut inner = Vec::new();
                let mut wants = Fields::new(keys, entry.key_span.clone(), path, &codes::CONFIG_VALUE, &mut inner);
                let names = wants.texts(&["lists"]);
                wants.finish();
                all.extend(inner);
                for (name, span) in &names {
                    if !lists.contains_key(name) {
                        let message =
                            say!("không có danh sách `{name}` trong [lists]"; "there is no list `{name}` in [lists]");
                        all.report(Diagnostic::new(&codes::CONFIG_VALUE, message), span.clone());
                    }
                }
                templates.insert(entry.key.clone(), names.into_iter().map(|(name, _)| name).collect());
            }
        });
        fields.finish();
        manifest.lists = lists;
        manifest.templates = templates;
        (manifest, problems)
    }
}
