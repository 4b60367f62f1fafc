//! Diagnostics as SARIF 2.1.0, with the whole catalogue as its rules.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::report::{Place, percent_encoded};
use super::{CODES, Code, Diagnostic, Explanation, Lang};
use crate::base::Fingerprint;

/// One run; `place` tells where a diagnostic stands. Columns count characters, as the run declares.
pub(super) fn sarif(diagnostics: &[Diagnostic], lang: Lang, place: impl Fn(&Diagnostic) -> Option<Place>) -> Value {
    let mut prints = Prints::default();
    let results: Vec<Value> = diagnostics.iter().map(|one| result(one, lang, place(one), &mut prints)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "loa",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": tag(lang),
                "rules": CODES.iter().map(|code| rule(code, lang)).collect::<Vec<_>>(),
            }},
            "language": tag(lang),
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {"SITE": {"description": {"text": match lang {
                Lang::Vietnamese => "Thư mục của trang, nơi có tệp loa.toml",
                Lang::English => "The site's folder, where loa.toml is",
            }}}},
            "invocations": [{"executionSuccessful": true}],
            "results": results,
        }],
    })
}

fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Vietnamese => "vi-VN",
        Lang::English => "en-US",
    }
}

fn rule(code: &Code, lang: Lang) -> Value {
    let Explanation { what, why, fix } = match lang {
        Lang::Vietnamese => &code.vi,
        Lang::English => &code.en,
    };
    json!({
        "id": code.id,
        "name": code.name,
        "shortDescription": {"text": what},
        "fullDescription": {"text": why},
        "help": {"text": fix, "markdown": format!("{why}\n\n**{fix}**")},
        "defaultConfiguration": {"level": code.severity.id()},
    })
}

fn result(one: &Diagnostic, lang: Lang, place: Option<Place>, prints: &mut Prints) -> Value {
    let mut result = json!({
        "ruleId": one.code.id,
        "ruleIndex": CODES.iter().position(|code| code.id == one.code.id),
        "level": one.severity.id(),
        "message": {"text": one.words(lang)},
        "partialFingerprints": {"loa/v1": prints.of(one, place.as_ref())},
    });
    if let Some(place) = place {
        let mut physical = json!({"artifactLocation": {"uri": percent_encoded(&place.file), "uriBaseId": "SITE"}});
        physical["region"] = match place.width {
            Some(width) => json!({
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.line,
                "endColumn": place.column.saturating_add(width),
            }),
            None => json!({"startLine": place.line}),
        };
        result["locations"] = json!([{"physicalLocation": physical}]);
    }
    result
}

/// Prints by which a code host knows a message again though lines above it came or went: of code, file and words, and of
/// how many such there were before it.
#[derive(Default)]
pub(super) struct Prints {
    seen: BTreeMap<Fingerprint, u32>,
}

impl Prints {
    pub(super) fn of(&mut self, one: &Diagnostic, place: Option<&Place>) -> String {
        let file = place.map_or("", |place| &place.file);
        let print = Fingerprint::of([one.code.id, file, &one.message.vi].join("\0").as_bytes());
        let before = self.seen.entry(print).or_default();
        *before += 1;
        format!("{print}{before:x}")
    }
}
