//! What holds for any front matter, in TOML and in YAML: what was not told to be wrong is right.

use loa::base::{self, SourcePath};
use loa::content::{self, Document, Role};
use loa::diag::Severity;

/// Everything that must hold, for the text as the keys of a page and of a section, in both languages.
pub fn check(text: &str) {
    let text = base::clean(text);
    for mark in ["+++", "---"] {
        let file = format!("{mark}\n{text}\n{mark}\n\nChữ.\n");
        for path in ["content/a.md", "content/_index.md"] {
            let path = SourcePath::from(path);
            let document = crate::within_time(file.len(), || content::parse(&file, &path));
            crate::places_are_inside(&file, &document.problems);
            is_whole(&file, &document);
            let again = content::parse(&file, &path);
            assert!(document.front == again.front && document.problems == again.problems, "read otherwise again");
        }
    }
}

/// Without an error there is what every page needs, and every place of a value lies in the file.
fn is_whole(file: &str, document: &Document) {
    let front = &document.front;
    let broken = document.problems.iter().any(|problem| problem.severity == Severity::Error);
    if !broken {
        assert!(!front.title.trim().is_empty(), "a page without a title: {front:?}");
        assert!(front.date.is_some() || document.role == Role::Section, "a page without a date: {front:?}");
        assert!(document.body.blocks.len() <= file.len(), "{front:?}");
    }
    let one = [&front.slug, &front.topic, &front.superseded_by];
    let many = [&front.audience, &front.area, &front.laws, &front.aliases];
    for (value, span) in one.into_iter().flatten().chain(many.into_iter().flatten()) {
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(file.get(start..end).is_some(), "{value:?} at {span:?} of {} bytes", file.len());
    }
    for attachment in &front.attachments {
        let (start, end) = (attachment.span.start as usize, attachment.span.end as usize);
        assert!(file.get(start..end).is_some(), "{attachment:?} of {} bytes", file.len());
    }
}
