//! What holds for the citations in any text: each is a place in the text, in order, and stands there as it is told.

use std::ops::Range;
use std::sync::LazyLock;

use loa::base;
use loa::content;
use loa::law::{self, Citation, Finder, Memory};

/// The register of the tables in `tests/citations/`.
static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let (laws, problems) = law::parse(include_str!("../../citations/laws.toml"), &"laws.toml".into());
    assert!(problems.is_empty(), "{problems:?}");
    Finder::new(&laws)
});

/// Everything that must hold, for the text as one run of words and as the body of a page.
pub fn check(text: &str) {
    let found = crate::within_time(text.len(), || FINDER.find(text, &mut Memory::default()));
    let mut before = 0..0;
    for citation in &found {
        is_in_its_place(text, citation, &before);
        before = citation.range.clone();
    }
    let again = FINDER.find(text, &mut Memory::default());
    assert!(found == again, "found otherwise the second time:\n{found:?}\n{again:?}");

    let page = format!("+++\ntitle = \"A\"\ndate = 2026-01-02\n+++\n\n{}", base::clean(text));
    let document = content::parse(&page, &"content/a.md".into());
    let cited = crate::within_time(page.len(), || law::citations(&FINDER, &document.body, None));
    for one in cited {
        let (start, end) = (one.span.start as usize, one.span.end as usize);
        assert!(page.get(start..end).is_some(), "{:?} at {:?} of {} bytes", one.text, one.span, page.len());
        assert!(one.around.is_empty() || !one.text.is_empty(), "{one:?}");
    }
}

/// Several provisions of one phrase share its place; otherwise one citation ends before the next begins.
fn is_in_its_place(text: &str, citation: &Citation, before: &Range<usize>) {
    let range = citation.range.clone();
    let words = text.get(range.clone()).unwrap_or_else(|| panic!("{range:?} is no place of the text: {citation:?}"));
    assert!(!words.trim().is_empty(), "nothing is cited: {citation:?}");
    assert!(range == *before || range.start >= before.end, "{range:?} after {before:?}: {citation:?}");
    if let Some(written) = &citation.written {
        // `213 /KH-UBND`, `142/2026/ND-CP` and `134/2025/QH07` are told in the letters of the register; what a number
        // begins with is as it was written.
        let running: String = written.chars().take_while(char::is_ascii_digit).collect();
        assert!(words.contains(&running), "{written:?} does not stand in {words:?}");
    }
    let provision = &citation.provision;
    for part in [&provision.article, &provision.clause, &provision.point].into_iter().flatten() {
        assert!(!part.trim().is_empty(), "an empty part of a provision: {citation:?}");
    }
}
