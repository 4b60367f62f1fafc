//! Footnotes: numbered by their first mention, gathered at the end of the page, with a way back.

use std::collections::BTreeMap;

use pulldown_cmark::Event;

/// The footnotes of one page.
#[derive(Default)]
pub(super) struct Notes<'e> {
    /// Names in order of their first mention.
    order: Vec<String>,
    /// The number of each name, and how often it was mentioned.
    mentions: BTreeMap<String, (usize, usize)>,
    /// Texts, each with whether the writer's own HTML is in it.
    texts: BTreeMap<String, (Vec<Event<'e>>, bool)>,
}

impl<'e> Notes<'e> {
    /// A mention in the text: the note's number, and the HTML that leads to it.
    pub fn mention(&mut self, name: &str) -> (usize, String) {
        let next = self.order.len() + 1;
        let (number, count) = self.mentions.entry(name.to_owned()).or_insert((next, 0));
        if *number == next && *count == 0 {
            self.order.push(name.to_owned());
        }
        let number = *number;
        *count += 1;
        let back = if *count == 1 { String::new() } else { format!("-{count}") };
        let html = format!(
            "<sup class=\"footnote-ref\"><a id=\"fnref-{number}{back}\" href=\"#fn-{number}\">{number}</a></sup>"
        );
        (number, html)
    }

    pub fn define(&mut self, name: String, events: Vec<Event<'e>>, raw: bool) {
        self.texts.insert(name, (events, raw));
    }

    /// The notes that are mentioned, as the page's last section; and whether the writer's own HTML is in them.
    pub fn section(mut self) -> (Vec<Event<'e>>, bool) {
        let mut section = Vec::new();
        let mut raw = false;
        if self.order.is_empty() {
            return (section, raw);
        }
        section.push(Event::Html("<section class=\"footnotes\">\n<h2>Chú thích</h2>\n<ol>\n".into()));
        for (at, name) in self.order.iter().enumerate() {
            let number = at + 1;
            section.push(Event::Html(format!("<li id=\"fn-{number}\">\n").into()));
            if let Some((events, written)) = self.texts.remove(name) {
                section.extend(events);
                raw |= written;
            }
            let back = format!(
                "<a class=\"footnote-back\" href=\"#fnref-{number}\" aria-label=\"Trở lại chỗ đang đọc\">↩</a></li>\n"
            );
            section.push(Event::Html(back.into()));
        }
        section.push(Event::Html("</ol>\n</section>\n".into()));
        (section, raw)
    }
}
