//! What holds for any file of a site: reading never fails, and every place that is told lies in the file.

use loa::base;
use loa::content;

/// Everything that must hold, for the file read as a page and as a section.
pub fn check(text: &str) {
    let text = base::clean(text);
    for path in ["content/a.md", "content/_index.md"] {
        let document = crate::within_time(text.len(), || content::parse(&text, &path.into()));
        crate::places_are_inside(&text, &document.problems);
        for block in &document.body.blocks {
            let (start, end) = (block.span.start as usize, block.span.end as usize);
            assert!(text.get(start..end).is_some(), "a block at {:?} of {} bytes", block.span, text.len());
        }
        for call in &document.body.calls {
            let (start, end) = (call.span.start as usize, call.span.end as usize);
            assert!(text.get(start..end).is_some(), "`{}` at {:?} of {} bytes", call.name, call.span, text.len());
        }
        for heading in &document.body.headings {
            assert!(!heading.id.is_empty() && document.body.anchors.contains(&heading.id), "{heading:?}");
        }
    }
}
