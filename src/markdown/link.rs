//! Where links lead, decided from the text alone; whether something is there is for the site to say.

use std::ops::Range;

use crate::base::SourcePath;

/// A link or picture and where it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub target: Target,
    pub span: Range<u32>,
    pub image: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page by its file below `content/`, written `@/a/b.md#id` or relative, `b.md`.
    Page { file: String, anchor: Option<String> },
    /// A heading of the same page.
    Anchor(String),
    /// An address of this site, `/a/b/`.
    Address(String),
    /// A file beside the content, as `a/anh.png` below `content/`.
    File(String),
    /// Another site, a phone number, a mail address.
    External(String),
    /// A scheme that pages must not lead to: most run code, open files or start programs.
    Unsafe(String),
    /// A path that climbs out of `content/`.
    Outside(String),
}

/// Where a link may lead, in Markdown as in the writer's own HTML; addresses of the site itself have no scheme.
pub(super) const SCHEMES: [&str; 5] = ["http", "https", "mailto", "sms", "tel"];

impl Target {
    /// Reads the destination of a link in the file `from` (`content/a/b.md`).
    #[must_use]
    pub fn of(destination: &str, from: &SourcePath) -> Self {
        let destination = destination.trim();
        if let Some(scheme) = scheme(destination) {
            return if SCHEMES.contains(&scheme.as_str()) {
                Self::External(destination.to_owned())
            } else {
                Self::Unsafe(scheme)
            };
        }
        if destination.starts_with("//") {
            return Self::External(destination.to_owned());
        }
        if let Some(anchor) = destination.strip_prefix('#') {
            return Self::Anchor(decode(anchor));
        }
        let (path, anchor) = match destination.split_once('#') {
            Some((path, anchor)) => (path, Some(decode(anchor)).filter(|anchor| !anchor.is_empty())),
            None => (destination, None),
        };
        let path = decode(path.split('?').next().unwrap_or(path));
        let folder = from.folder().strip_prefix("content").unwrap_or(from.folder()).trim_start_matches('/');
        let (file, rooted) = match path.strip_prefix("@/") {
            Some(file) => (normal("", file), true),
            None if path.starts_with('/') => return Self::Address(path),
            None => (normal(folder, &path), false),
        };
        match file {
            None => Self::Outside(path),
            Some(file) if rooted || file.ends_with(".md") => Self::Page { file, anchor },
            Some(file) => Self::File(file),
        }
    }

    /// The destination as it stands in the HTML until the rewriter makes it relative.
    #[must_use]
    pub fn href(&self) -> String {
        match self {
            Self::Page { file, anchor: Some(anchor) } => format!("@/{file}#{anchor}"),
            Self::Page { file, anchor: None } => format!("@/{file}"),
            Self::Anchor(anchor) => format!("#{anchor}"),
            Self::Address(path) => path.clone(),
            Self::File(file) => format!("/{file}"),
            Self::External(address) => address.clone(),
            Self::Unsafe(_) | Self::Outside(_) => String::new(),
        }
    }
}

fn scheme(destination: &str) -> Option<String> {
    // Browsers skip spaces and control characters inside a scheme.
    let (scheme, _) = destination.split_once(':')?;
    let scheme: String = scheme.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let good = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    good.then(|| scheme.to_ascii_lowercase())
}

/// Joins and resolves `.` and `..`; `None` when the path leaves the top.
fn normal(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `%C3%A0` as `à`; text that is no such code stays.
fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%').then(|| bytes.get(at + 1..at + 3)).flatten();
        let byte = code
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_are_told_apart() {
        let from = SourcePath::from("content/a/b.md");
        let page =
            |file: &str, anchor: Option<&str>| Target::Page { file: file.into(), anchor: anchor.map(Into::into) };
        for (written, expected) in [
            ("@/c/d.md#x", page("c/d.md", Some("x"))),
            ("d.md", page("a/d.md", None)),
            ("../e.md", page("e.md", None)),
            ("../../e.md", Target::Outside("../../e.md".into())),
            ("anh%20ch%E1%BB%A5p.png", Target::File("a/anh chụp.png".into())),
            ("/a/b/", Target::Address("/a/b/".into())),
            ("#muc", Target::Anchor("muc".into())),
            ("tel:113", Target::External("tel:113".into())),
            ("//x.vn", Target::External("//x.vn".into())),
            ("JaVa\tScript:alert(1)", Target::Unsafe("javascript".into())),
            ("data:text/html,x", Target::Unsafe("data".into())),
            ("view-source:https://x.vn", Target::Unsafe("view-source".into())),
            ("C:/mau.docx", Target::Unsafe("c".into())),
            ("SMS:113", Target::External("SMS:113".into())),
        ] {
            assert_eq!(Target::of(written, &from), expected, "{written}");
        }
    }
}
