//! Raw HTML in Markdown is cut down to plain text tags. Writers paste from everywhere; readers must not pay for it.

use std::sync::LazyLock;

use ammonia::Builder;

/// What headings, footnotes, tasks, tables and code of our own making need beyond the library's own careful list.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::default();
    cleaner
        .add_tags(["section", "input", "figure", "figcaption"])
        .add_generic_attributes(["id", "class", "lang"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("input", ["type", "checked", "disabled", "aria-label"])
        .add_tag_attributes("th", ["style"])
        .add_tag_attributes("td", ["style"])
        .filter_style_properties(["text-align"].into())
        .add_url_schemes(["tel", "sms"])
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    cleaner
});

/// The safe part of some HTML, with every open element closed.
#[must_use]
pub(super) fn sanitize(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// Whether sanitising takes away something of this raw piece that its writer meant: a tag, an attribute or a comment is
/// no matter, a script or a frame is.
#[must_use]
pub(super) fn loses_something(raw: &str) -> bool {
    if raw.contains("<!--") && !raw.contains("-->") {
        return true;
    }
    const DROPPED: [&str; 14] = [
        "<script",
        "<iframe",
        "<object",
        "<embed",
        "<form",
        "<style",
        "<video",
        "<audio",
        "<link",
        "<template",
        "<title",
        "<noscript",
        "<plaintext",
        "<textarea",
    ];
    let raw = raw.to_ascii_lowercase();
    DROPPED.iter().any(|tag| raw.contains(tag)) || raw.contains(" on") && raw.contains("=\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_runs_is_left() {
        for evil in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<a href=\"javascript:alert(1)\">a</a>",
            "<iframe src=\"https://x\"></iframe>",
            "<svg onload=alert(1)>",
        ] {
            let safe = sanitize(evil);
            for word in ["script", "onerror", "javascript", "iframe", "onload"] {
                assert!(!safe.contains(word), "{evil} gave {safe}");
            }
        }
    }

    #[test]
    fn our_own_marks_and_text_tags_pass() {
        let good = "<h2 id=\"a\">A</h2>\n<p>\u{e000}1\u{e001} <kbd>Enter</kbd></p>";
        assert_eq!(sanitize(good), good);
        assert_eq!(sanitize("<div>mở"), "<div>mở</div>");
    }
}
