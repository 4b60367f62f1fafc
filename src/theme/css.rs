//! A style sheet as it is served: without comments and blanks that mean nothing, for each byte is paid by the reader.

/// The same rules in fewer bytes. Only what is sure to mean nothing goes: comments, runs of blanks, blanks beside
/// braces, semicolons and commas, after colons, and the last semicolon of a rule. Texts in quotes stay as they are.
#[must_use]
pub fn slim(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            blank(&mut out);
        } else if c == '"' || c == '\'' {
            let end = text_end(rest, c);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if c.is_ascii_whitespace() {
            blank(&mut out);
            rest = &rest[1..];
        } else {
            if matches!(c, '{' | '}' | ';' | ',') && out.ends_with(' ') {
                out.pop();
            }
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            // Before a colon a blank may be a combinator (`p :focus`); after one, a declaration's value begins.
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// One blank, where one may matter.
fn blank(out: &mut String) {
    if !out.is_empty() && !out.ends_with(['{', '}', ';', ',', ':', '>', '~', ' ']) {
        out.push(' ');
    }
}

/// Where a text in quotes ends, its closing quote included.
fn text_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return at + c.len_utf8();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_nothing_goes_and_the_rest_stays() {
        let css = "/* đầu */\na:hover , p > b :focus { color : red ; margin: 0 1px; }\n\n@media (min-width: 40em) {\n  .x { content: \"a  ; }\\\" /* b */\" }\n}\n";
        assert_eq!(
            slim(css),
            "a:hover,p >b :focus{color :red;margin:0 1px}@media (min-width:40em){.x{content:\"a  ; }\\\" /* b */\"}}"
        );
    }

    #[test]
    fn nothing_more_goes_the_second_time() {
        let css = include_str!("../../themes/phuong/static/style.css");
        let once = slim(css);
        assert_eq!(slim(&once), once);
        assert_eq!(css.matches('{').count(), once.matches('{').count());
    }

    #[test]
    fn broken_style_sheets_end_too() {
        for css in ["/*", "\"", "a{b:'c", "}", ""] {
            assert!(slim(css).len() <= css.len());
        }
    }

    #[test]
    fn the_style_sheet_is_small() {
        let served = slim(include_str!("../../themes/phuong/static/style.css"));
        assert!(served.len() <= 15_000, "{} bytes; a page must open on a slow line", served.len());
    }
}
