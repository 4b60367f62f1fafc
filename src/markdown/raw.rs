//! The writer's own HTML, tag by tag: what is not allowed goes before anything is parsed, so that it takes no words with
//! it; links and pictures are noted like those of Markdown.

use std::ops::Range;

use pulldown_cmark::Event;

use super::tags::{Piece, Tag, pieces};
use super::{Link, Target, sanitize};
use crate::base::{SourcePath, escape_html};
use crate::diag::{Diagnostic, codes};
use crate::say;

/// Elements whose inside is code or a thing of another program, never words for readers.
const NO_WORDS: [&str; 13] = [
    "script", "style", "template", "iframe", "object", "noembed", "noframes", "svg", "math", "applet", "frameset",
    "noscript", "select",
];

/// Elements that change how letters look, or where a part of a page belongs: losing them loses nothing that was meant.
const QUIET: [&str; 19] = [
    "font", "center", "tt", "strike", "big", "basefont", "acronym", "nobr", "article", "header", "footer", "nav",
    "hgroup", "main", "aside", "body", "html", "head", "form",
];

/// A piece of raw HTML as it goes on.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub html: String,
    pub links: Vec<Link>,
    pub problems: Vec<Diagnostic>,
}

/// Where bytes of a piece lie in the file.
pub(super) type Place<'p> = &'p dyn Fn(Range<usize>) -> Range<u32>;

/// Where a piece of raw HTML stands.
pub(super) struct Around<'p> {
    pub path: &'p SourcePath,
    pub place: Place<'p>,
    /// Whether it is a block of its own, which ends where its first tag ends.
    pub block: bool,
    /// Whether it stands within words that must not be a link.
    pub no_links: bool,
}

/// Judges a block of raw HTML, or one tag in running text. `id` makes an id the page's own.
pub(super) fn judge(html: &str, around: &Around<'_>, id: &mut dyn FnMut(&str) -> String) -> Judged {
    let Around { path, place, block, no_links } = *around;
    let mut judged = Judged::default();
    let all = pieces(html);
    let mut at = 0;
    while let Some((piece, span)) = all.get(at) {
        let spot = || place(span.clone());
        match piece {
            Piece::Text => judged.html.push_str(&html[span.clone()]),
            Piece::Comment => {}
            Piece::Open => judged.problems.push(open(path, spot())),
            Piece::Tag(tag) if no_links && tag.name == "a" => {}
            Piece::Tag(tag) if sanitize::writers(&tag.name) => {
                if tag.name == "pre" && block && at == 0 && closing(&all, at).is_none() && !tag.closing {
                    judged.problems.push(open(path, spot()));
                }
                judged.keep(tag, path, &spot(), id);
            }
            Piece::Tag(tag) => {
                if !tag.closing && !QUIET.contains(&tag.name.as_str()) && !tag.name.contains(':') {
                    judged.problems.push(removed(&tag.name, path, spot()));
                }
                if !tag.closing && NO_WORDS.contains(&tag.name.as_str()) {
                    match closing(&all, at) {
                        Some(end) => at = end,
                        None if block && at == 0 && matches!(tag.name.as_str(), "script" | "style") => {
                            judged.problems.push(open(path, spot()));
                        }
                        None => {}
                    }
                } else if tag.name == "textarea" && block && at == 0 && closing(&all, at).is_none() && !tag.closing {
                    judged.problems.push(open(path, spot()));
                }
            }
        }
        at += 1;
    }
    judged
}

impl Judged {
    /// An allowed tag, with its allowed attributes.
    fn keep(&mut self, tag: &Tag, path: &SourcePath, span: &Range<u32>, id: &mut dyn FnMut(&str) -> String) {
        // The page's title is its only first-level heading.
        let name = if tag.name == "h1" { "h2" } else { &tag.name };
        if tag.closing {
            self.html.push_str(&format!("</{name}>"));
            return;
        }
        self.html.push('<');
        self.html.push_str(name);
        let mut seen: Vec<&str> = Vec::new();
        for (attribute, value) in &tag.attributes {
            let attribute = match (name, attribute.as_str()) {
                // Anchors of old pages.
                ("a", "name") => "id",
                (_, attribute) => attribute,
            };
            if !sanitize::writers_attribute(name, attribute) {
                if attribute.starts_with("on") || attribute == "style" || attribute == "srcset" {
                    self.problems.push(removed_attribute(attribute, path, span.clone()));
                }
                continue;
            }
            if seen.contains(&attribute) {
                continue;
            }
            seen.push(attribute);
            let value = match attribute {
                "href" | "src" | "poster" => {
                    let target = Target::of(value, path);
                    let href = target.href();
                    self.links.push(Link { target, span: span.clone(), image: attribute != "href" });
                    href
                }
                "id" => id(value),
                _ => value.clone(),
            };
            self.html.push_str(&format!(" {attribute}=\"{}\"", escape_html(&value)));
        }
        self.html.push('>');
    }
}

/// Takes out of running text what stands between `<script>` and `</script>` and the like, with the tags: it is no text.
/// Where the closing tag is missing only the tag will go, and the words stay.
pub(super) fn settle(
    events: &mut Vec<(Event<'_>, Range<usize>)>,
    path: &SourcePath,
    place: &dyn Fn(&Range<usize>) -> Range<u32>,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut at = 0;
    while at < events.len() {
        let Some(name) = no_words(&events[at].0) else {
            at += 1;
            continue;
        };
        match inline_closing(&events[at + 1..], &name) {
            Some(length) => {
                problems.push(removed(&name, path, place(&events[at].1)));
                drop(events.drain(at..=at + 1 + length));
            }
            None => at += 1,
        }
    }
    problems
}

/// The name of an element without words that an event opens.
fn no_words(event: &Event<'_>) -> Option<String> {
    let Event::InlineHtml(raw) = event else { return None };
    match pieces(raw).into_iter().next()? {
        (Piece::Tag(tag), _) if !tag.closing && NO_WORDS.contains(&tag.name.as_str()) => Some(tag.name),
        _ => None,
    }
}

/// How many events lie before the closing tag of the same paragraph.
fn inline_closing(events: &[(Event<'_>, Range<usize>)], name: &str) -> Option<usize> {
    let mut depth = 0u32;
    for (count, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.checked_sub(1)?,
            Event::InlineHtml(raw) if depth == 0 && closes(raw, name) => return Some(count),
            _ => {}
        }
    }
    None
}

fn closes(raw: &str, name: &str) -> bool {
    matches!(pieces(raw).into_iter().next(), Some((Piece::Tag(tag), _)) if tag.closing && tag.name == name)
}

/// Where the element that opens at `at` is closed.
fn closing(all: &[(Piece, Range<usize>)], at: usize) -> Option<usize> {
    let (Piece::Tag(opened), _) = all.get(at)? else { return None };
    let is_end = |piece: &Piece| matches!(piece, Piece::Tag(tag) if tag.closing && tag.name == opened.name);
    all[at + 1..].iter().position(|(piece, _)| is_end(piece)).map(|after| at + 1 + after)
}

fn removed(name: &str, path: &SourcePath, span: Range<u32>) -> Diagnostic {
    let message = say!("thẻ `<{name}>` bị lược bỏ để an toàn"; "the tag `<{name}>` is removed for safety");
    let problem = Diagnostic::new(&codes::REMOVED_HTML, message).at(path, span);
    match name {
        "iframe" | "embed" | "object" => {
            problem.hint(say!("viết thành một liên kết tới trang kia"; "make it a link to that page"))
        }
        _ => problem,
    }
}

fn removed_attribute(name: &str, path: &SourcePath, span: Range<u32>) -> Diagnostic {
    let message = say!("thuộc tính `{name}` bị lược bỏ để an toàn"; "the attribute `{name}` is removed for safety");
    Diagnostic::new(&codes::REMOVED_HTML, message).at(path, span)
}

fn open(path: &SourcePath, span: Range<u32>) -> Diagnostic {
    let message = say!("thẻ HTML mở đầu dòng mà không đóng, nuốt mọi chữ sau nó"; "HTML begins a line and is not closed: it swallows all words after it");
    Diagnostic::new(&codes::OPEN_HTML, message)
        .at(path, span)
        .hint(say!("đóng thẻ hoặc ghi chú ấy, hay xóa đi"; "close the tag or the comment, or remove it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(html: &str) -> (String, Vec<&'static str>, Vec<Target>) {
        let path = SourcePath::from("content/a/b.md");
        let place = |span: Range<usize>| span.start as u32..span.end as u32;
        let around = Around { path: &path, place: &place, block: true, no_links: false };
        let judged = judge(html, &around, &mut str::to_owned);
        let codes = judged.problems.iter().map(|problem| problem.code.id).collect();
        (judged.html, codes, judged.links.into_iter().map(|link| link.target).collect())
    }

    #[test]
    fn only_what_is_allowed_goes_on() {
        for (html, kept, codes) in [
            ("<kbd title='a\"b'>x</kbd>", "<kbd title=\"a&quot;b\">x</kbd>", &[][..]),
            ("<p onclick=x style=\"y\">a</p>", "<p>a</p>", &["L0208", "L0208"]),
            ("a <script>alert(1)</script> b", "a  b", &["L0208"]),
            ("a <script> b", "a  b", &["L0208"]),
            ("<script>\nb", "\nb", &["L0208", "L0214"]),
            ("<!-- x --><b>y</b>", "<b>y</b>", &[]),
            ("<!-- x", "", &["L0214"]),
            ("<font color=red>a</font>", "a", &[]),
            ("<h1>a</h1><a name=x target=_blank>b</a>", "<h2>a</h2><a id=\"x\">b</a>", &[]),
            ("<iframe src=//x></iframe>c", "c", &["L0208"]),
            ("<pre>x", "<pre>x", &["L0214"]),
        ] {
            let (html_kept, told, _) = judged(html);
            assert_eq!((html_kept.as_str(), told.as_slice()), (kept, codes), "{html}");
        }
    }

    #[test]
    fn links_and_pictures_are_those_of_markdown() {
        let (html, _, links) =
            judged("<a href=\"c.md#x\">c</a><img src=\"a.png\" alt=\"\"><a href=\"java&#115;cript:x\">y</a>");
        assert_eq!(html, "<a href=\"@/a/c.md#x\">c</a><img src=\"/a/a.png\" alt=\"\"><a href=\"\">y</a>");
        assert_eq!(links[0], Target::Page { file: "a/c.md".into(), anchor: Some("x".into()) });
        assert_eq!((&links[1], &links[2]), (&Target::File("a/a.png".into()), &Target::Unsafe("javascript".into())));
    }
}
