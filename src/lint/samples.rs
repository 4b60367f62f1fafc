//! Pages for tests of lints: one text in, the codes of the lints on wording out.

use std::sync::Arc;

use crate::base::Date;
use crate::config;
use crate::content;
use crate::diag::Diagnostic;
use crate::site::{Registers, resolve};

pub(super) const CONFIG: &str = "base_url = \"https://thu.example/\"\ntitle = \"Phường Thử\"\nsample = true\n[unit]\nname = \"Thử\"\nphone = \"0936 482 159\"\n";

/// What the lints on a page's words tell of a text, in their order.
pub(super) fn told(text: &str) -> Vec<&'static str> {
    told_of("kind = \"page\"", text)
}

/// The same with keys of its front matter.
pub(super) fn told_of(keys: &str, text: &str) -> Vec<&'static str> {
    problems(keys, text).iter().map(|problem| problem.code.id).collect()
}

pub(super) fn problems(keys: &str, text: &str) -> Vec<Diagnostic> {
    let file = format!("+++\ntitle = \"Bài thử\"\ndate = 2026-01-02\n{keys}\n+++\n\n{text}\n");
    assert_eq!(content::parse(&file, &"content/a.md".into()).problems, [], "{text}");
    of_file(&file)
}

/// What is told of a whole file, in order of lints.
pub(super) fn of_file(file: &str) -> Vec<Diagnostic> {
    let (config, _) = config::parse(CONFIG, &"loa.toml".into());
    let document = content::parse(file, &"content/a.md".into());
    let (contacts, _) = config::parse_contacts("[truc]\nname = \"Trực\"\nphone = \"0987.164.253\"\n", &"a".into());
    let registers = Registers { contacts, words: ["TDP".to_owned()].into(), ..Registers::default() };
    let today = Date::new(2026, 11, 22).expect("a date");
    let (site, _) = resolve(&[Arc::new(document)], registers, &config, today, false);
    assert_eq!(site.pages.len(), 1, "{file}");
    let mut problems = super::check(&site, &config, false);
    problems.retain(|problem| matches!(problem.code.id.as_bytes()[2..4], [b'7', b'1'..=b'7']));
    problems
}
