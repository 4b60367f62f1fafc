//! Files of a theme that ask other servers for something: fonts, scripts, pictures. Pages load nothing from elsewhere.

use crate::base::SourcePath;
use crate::diag::{Diagnostic, codes};
use crate::say;

/// Mistakes in a style sheet; other files have none.
pub(super) fn in_style(name: &str, bytes: &[u8], path: &SourcePath) -> Vec<Diagnostic> {
    if !name.ends_with(".css") {
        return Vec::new();
    }
    style(&String::from_utf8_lossy(bytes), path)
}

fn style(css: &str, path: &SourcePath) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for start in ["url(", "@import"] {
        for (at, _) in css.match_indices(start) {
            let address = css[at + start.len()..].trim_start_matches([' ', '"', '\'']).trim_start_matches("url(");
            let address = address.trim_start_matches([' ', '"', '\'']);
            problems.extend(foreign(address, path, at));
        }
    }
    problems
}

/// Mistakes in a template, as far as its text alone shows them; what a view brings is treated when a page is finished.
pub(super) fn in_template(name: &str, text: &str, path: &SourcePath) -> Vec<Diagnostic> {
    if !name.ends_with(".html") {
        return Vec::new();
    }
    let mut problems = style(text, path);
    for start in ["src=", "srcset=", "poster=", "href="] {
        for (at, _) in text.match_indices(start) {
            let tag = text[..at].rfind('<').map_or("", |open| &text[open..at + rest_of_tag(&text[at..])]);
            let told = ["canonical", "alternate", "license"].iter().any(|rel| tag.contains(rel));
            if start != "href=" || tag.starts_with("<link") && !told {
                let address = text[at + start.len()..].trim_start_matches(['"', '\'']);
                problems.extend(foreign(address, path, at));
            }
        }
    }
    problems
}

fn rest_of_tag(text: &str) -> usize {
    text.find('>').unwrap_or(text.len())
}

fn foreign(address: &str, path: &SourcePath, at: usize) -> Option<Diagnostic> {
    let elsewhere = ["https:", "http:", "//"].iter().any(|start| address.starts_with(start));
    if !elsewhere {
        return None;
    }
    let end = address.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ')' | ';' | '>'));
    let address = &address[..end.unwrap_or(address.len())];
    let message =
        say!("giao diện tải tệp từ máy chủ khác: {address}"; "the theme loads a file from another server: {address}");
    let hint = say!("chép tệp vào thư mục static của giao diện"; "copy the file into the theme's static folder");
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    Some(Diagnostic::new(&codes::FOREIGN_FILE, message).at(path, at..at.saturating_add(1)).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_theme_asks_of_others_is_seen() {
        let path = SourcePath::from("themes/a/x");
        for (css, count) in [
            ("a { background: url(\"https://x.example/a.png\") }", 1),
            ("@import url(//x.example/a.css);", 2),
            ("@import 'https://x.example/a.css';", 1),
            ("a { background: url(anh.png) }", 0),
        ] {
            assert_eq!(in_style("a.css", css.as_bytes(), &path).len(), count, "{css}");
        }
        for (html, count) in [
            ("<script src=\"https://x.example/a.js\"></script>", 1),
            ("<img src=//x.example/a.png>", 1),
            ("<link rel=\"stylesheet\" href=\"https://fonts.example/css\">", 1),
            ("<link rel=\"canonical\" href=\"https://x.example/\">", 0),
            ("<a href=\"https://x.example/\">x</a><img src=\"{{ x }}\">", 0),
        ] {
            assert_eq!(in_template("page.html", html, &path).len(), count, "{html}");
        }
        assert!(in_style("a.js", b"url(https://x)", &path).is_empty());
    }
}
