//! What is added to a page on its way to the browser, and never on its way to `dist/`: the reloading script, and leave for
//! it where the page's own policy forbids scripts.

use std::ops::Range;

use crate::base::Fingerprint;

/// A page as the reloading script compares it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// Of everything but the addresses of style sheets.
    pub print: String,
    /// Those, in order.
    pub styles: Vec<String>,
}

/// Takes a page apart. When only the addresses of its style sheets have changed, it needs not be loaded anew.
pub(super) fn look(html: &str) -> Look {
    let mut rest = String::with_capacity(html.len());
    let mut styles = Vec::new();
    let mut done = 0;
    for tag in tags(html, "<link") {
        if !html[tag.clone()].to_ascii_lowercase().contains("stylesheet") {
            continue;
        }
        if let Some(href) = attribute(html, tag, "href") {
            styles.push(html[href.clone()].to_owned());
            rest.push_str(&html[done..href.start]);
            done = href.end;
        }
    }
    rest.push_str(&html[done..]);
    Look { print: Fingerprint::of(rest.as_bytes()).to_string(), styles }
}

/// The page with the script in it, which is given these attributes.
pub(super) fn with_script(html: &str, own: &str, attributes: &[(&str, &str)]) -> String {
    let mut script = format!("<script src=\"{own}/reload.js\"");
    for (name, value) in attributes {
        script.push_str(&format!(" data-{name}=\"{}\"", crate::base::escape_html(value)));
    }
    script.push_str("></script>");
    let at = html.rfind("</body>").unwrap_or(html.len());
    let mut page = String::with_capacity(html.len() + script.len() + 64);
    let mut done = 0;
    for tag in tags(&html[..at], "<meta") {
        if !html[tag.clone()].to_ascii_lowercase().contains("content-security-policy") {
            continue;
        }
        if let Some(content) = attribute(html, tag, "content") {
            page.push_str(&html[done..content.start]);
            page.push_str(&admitting(&html[content.clone()]));
            done = content.end;
        }
    }
    page.push_str(&html[done..at]);
    page.push_str(&script);
    page.push_str(&html[at..]);
    page
}

/// A policy under which our own script, style sheet and questions are allowed, and nothing else that was not.
fn admitting(policy: &str) -> String {
    let mut directives: Vec<Vec<String>> = policy
        .split(';')
        .map(|directive| directive.split_ascii_whitespace().map(ToOwned::to_owned).collect::<Vec<_>>())
        .filter(|words| !words.is_empty())
        .collect();
    let find = |directives: &[Vec<String>], name: &str| {
        directives.iter().position(|words| words[0].eq_ignore_ascii_case(name))
    };
    for names in [["script-src-elem", "script-src"], ["style-src-elem", "style-src"], ["connect-src", "connect-src"]] {
        let own = names.into_iter().find_map(|name| find(&directives, name));
        let Some(at) = own.or_else(|| find(&directives, "default-src")) else { continue };
        if directives[at].iter().any(|word| word == "'self'") {
            continue;
        }
        let mut words = directives[at].clone();
        words.retain(|word| word != "'none'");
        words.push("'self'".to_owned());
        if own.is_some() {
            directives[at] = words;
        } else {
            words[0] = names[1].to_owned();
            directives.push(words);
        }
    }
    directives.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join("; ")
}

/// Where tags of a kind stand, from `<` to before `>`.
fn tags<'h>(html: &'h str, start: &'h str) -> impl Iterator<Item = Range<usize>> + 'h {
    html.match_indices(start).filter_map(|(at, _)| Some(at..at + html[at..].find('>')?))
}

/// The value of an attribute of a tag.
fn attribute(html: &str, tag: Range<usize>, name: &str) -> Option<Range<usize>> {
    let text = &html[tag.clone()];
    let found = text.match_indices(name).find(|(at, _)| {
        text[..*at].ends_with(|c: char| c.is_ascii_whitespace()) && text[at + name.len()..].starts_with('=')
    });
    let start = found?.0 + name.len() + 1;
    let (start, end) = match text[start..].chars().next()? {
        quote @ ('"' | '\'') => (start + 1, start + 1 + text[start + 1..].find(quote)?),
        _ => (start, text[start..].find(|c: char| c.is_ascii_whitespace()).map_or(text.len(), |at| start + at)),
    };
    Some(tag.start + start..tag.start + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_in_which_only_style_sheets_changed_looks_the_same() {
        let page = |style: &str, text: &str| {
            format!("<head><link rel=\"stylesheet\" href=\"{style}\"><link rel=icon href=\"i.svg\"></head><p>{text}")
        };
        let first = look(&page("../static/style.0123.css", "Xin chào"));
        let second = look(&page("../static/style.4567.css", "Xin chào"));
        assert_eq!(first.styles, ["../static/style.0123.css"]);
        assert!(first.print == second.print && first.styles != second.styles);
        assert_ne!(first.print, look(&page("../static/style.0123.css", "Xin")).print);
        assert_eq!(look("<LINK rel=stylesheet").styles, Vec::<String>::new());
        assert_eq!(look("<link rel=stylesheet href=a.css>").styles, ["a.css"]);
    }

    #[test]
    fn our_script_is_let_in_and_nothing_else() {
        assert_eq!(admitting("default-src 'self'; img-src data:"), "default-src 'self'; img-src data:");
        assert_eq!(
            admitting("default-src 'none'; style-src 'unsafe-inline'"),
            "default-src 'none'; style-src 'unsafe-inline' 'self'; script-src 'self'; connect-src 'self'"
        );
        assert_eq!(
            admitting("script-src 'none'; script-src-elem https:"),
            "script-src 'none'; script-src-elem https: 'self'"
        );
        assert_eq!(admitting("img-src 'none'"), "img-src 'none'");
    }

    #[test]
    fn the_script_stands_at_the_end_of_the_page() {
        let html = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\"><body>é</body></html>";
        let shown = with_script(html, "/__loa", &[("version", "3"), ("lang", "\"<")]);
        assert!(shown.contains("script-src 'self'"), "{shown}");
        assert!(
            shown.ends_with(
                "é<script src=\"/__loa/reload.js\" data-version=\"3\" data-lang=\"&quot;&lt;\"></script></body></html>"
            ),
            "{shown}"
        );
        assert!(with_script("chữ", "/__loa", &[]).starts_with("chữ<script"));
    }
}
