//! Code blocks with classes for the style sheet; the grammars are loaded at the first block that needs them.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use crate::base::escape_html;

/// Loading takes some milliseconds and few pages have code.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Longer blocks are shown plain: colouring costs more than it helps there.
const LONGEST: usize = 64 * 1024;

/// The inside of `<code>`: escaped, and coloured by classes when the language is known.
#[must_use]
pub(super) fn highlight(code: &str, language: &str) -> String {
    let plain = || escape_html(code).into_owned();
    if language.is_empty() || code.len() > LONGEST {
        return plain();
    }
    let Some(grammar) = GRAMMARS.find_syntax_by_token(language) else { return plain() };
    let mut coloured =
        ClassedHTMLGenerator::new_with_class_style(grammar, &GRAMMARS, ClassStyle::SpacedPrefixed { prefix: "c-" });
    for line in LinesWithEndings::from(code) {
        if coloured.parse_html_for_line_which_includes_newline(line).is_err() {
            return plain();
        }
    }
    coloured.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_languages_are_shown_plain_and_escaped() {
        assert_eq!(highlight("a < b", "klingon"), "a &lt; b");
        assert!(highlight("let a = 1;\n", "rust").contains("class=\"c-"));
    }
}
