//! What HTML may be in a page, as lists: of writers' own raw HTML, and of what Markdown and Loa make. A page with raw HTML
//! is parsed as a browser would and cut down to these. Writers paste from everywhere; readers must not pay for it.

use std::sync::LazyLock;

use ammonia::Builder;

use super::link::SCHEMES;

/// Elements that writers may use.
const WRITERS: [&str; 54] = [
    "a",
    "abbr",
    "audio",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "source",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "video",
];

/// More of them: parts of tables, and little ones.
const WRITERS_TOO: [&str; 12] = ["table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr"];

/// Elements of our own making besides: footnotes, tasks.
const OURS: [&str; 2] = ["input", "section"];

/// Attributes that writers may give to any element.
const ANYWHERE: [&str; 5] = ["class", "dir", "id", "lang", "title"];

/// Attributes of one element.
const ATTRIBUTES: [(&str, &[&str]); 16] = [
    ("a", &["href", "hreflang"]),
    ("audio", &["controls", "preload", "src"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("img", &["alt", "height", "src", "width"]),
    ("ins", &["datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start", "type"]),
    ("source", &["src", "type"]),
    ("td", &["colspan", "headers", "rowspan"]),
    ("th", &["abbr", "colspan", "headers", "rowspan", "scope"]),
    ("time", &["datetime"]),
    ("video", &["controls", "height", "poster", "preload", "src", "width"]),
];

/// Whether writers may use an element.
pub(super) fn writers(element: &str) -> bool {
    WRITERS.contains(&element) || WRITERS_TOO.contains(&element)
}

/// Whether writers may give an element this attribute.
pub(super) fn writers_attribute(element: &str, attribute: &str) -> bool {
    ANYWHERE.contains(&attribute)
        || ATTRIBUTES.iter().any(|(name, attributes)| *name == element && attributes.contains(&attribute))
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    const OURS_TOO: [(&str, &[&str]); 2] = [("input", &["type", "checked", "disabled"]), ("pre", &["tabindex"])];
    let attributes = ATTRIBUTES.into_iter().chain(OURS_TOO);
    let mut cleaner = Builder::empty();
    cleaner
        .tags(WRITERS.into_iter().chain(WRITERS_TOO).chain(OURS).collect())
        .tag_attributes(attributes.map(|(name, names)| (name, names.iter().copied().collect())).collect())
        .generic_attributes(ANYWHERE.into_iter().chain(["aria-label"]).collect())
        .clean_content_tags(["script", "style"].into())
        .url_schemes(SCHEMES.into())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    cleaner
});

/// The safe part of some HTML, with every open element closed.
#[must_use]
pub(super) fn sanitize(html: &str) -> String {
    CLEANER.clean(html).to_string()
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
            "<a href=\"JaVa&#10;Script:alert(1)\">a</a>",
            "<iframe src=\"https://x\"></iframe>",
            "<svg onload=alert(1)>",
            "<p style=\"background:url(javascript:alert(1))\">a</p>",
        ] {
            let safe = sanitize(evil).to_lowercase();
            for word in ["script", "onerror", "javascript", "iframe", "onload", "style"] {
                assert!(!safe.contains(word), "{evil} gave {safe}");
            }
        }
    }

    #[test]
    fn our_own_marks_and_text_tags_pass() {
        for good in [
            "<h2 id=\"a\">A</h2>\n<p>\u{e000}1\u{e001} <kbd>Enter</kbd></p>",
            "<pre tabindex=\"0\"><code>a</code></pre>",
            "<table><tbody><tr><td class=\"to-right\">1</td></tr></tbody></table>",
            "<input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"Đã xong\">",
            "<a class=\"footnote-back\" href=\"#fnref-1\" aria-label=\"Trở lại chỗ đang đọc\">↩</a>",
            "<a href=\"@/a/b.md#c\">a</a>",
        ] {
            assert_eq!(sanitize(good), good);
        }
        assert_eq!(sanitize("<div>mở"), "<div>mở</div>");
    }
}
