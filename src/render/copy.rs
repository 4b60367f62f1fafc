//! A page as data, `index.json`: what another portal needs to take the page over, without reading its HTML.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::Renderer;
use super::page::ai_label;
use super::view::topic;
use crate::base::Date;
use crate::config::{Alert, Contact};
use crate::content::{Ai, Change};
use crate::markdown::{self, Audience, Block, BlockKind, Call, Inline, ListKind, Target};
use crate::site::{Page, PageId, Site};

/// The page as data, its keys in the order of the alphabet, here and in all that is in it.
#[derive(Serialize)]
struct Copy<'p> {
    ai: Ai,
    ai_label: &'static str,
    alert: Option<Alert>,
    approved_by: &'p str,
    approved_on: Option<Date>,
    attachments: Vec<FileCopy<'p>>,
    audience: Vec<&'p str>,
    author: &'p str,
    blocks: Blocks<'p>,
    changes: &'p [Change],
    contacts: Vec<ContactCopy<'p>>,
    date: Date,
    description: &'p str,
    expired: bool,
    expires: Option<Date>,
    guide: Option<Value>,
    kind: &'static str,
    kind_label: &'static str,
    lang: &'p str,
    laws: Vec<LawCopy<'p>>,
    section: Vec<&'p str>,
    sources: &'p [String],
    tags: &'p [String],
    title: &'p str,
    topic: Option<&'p str>,
    topic_title: Option<String>,
    transcript: Option<String>,
    translations: Vec<Translation<'p>>,
    unit: &'p str,
    updated: Option<Date>,
    url: String,
    withdrawn: Option<WithdrawnCopy<'p>>,
}

#[derive(Serialize)]
struct FileCopy<'p> {
    title: &'p str,
    url: Option<String>,
}

#[derive(Serialize)]
struct ContactCopy<'p> {
    id: &'p str,
    name: &'p str,
    phone: &'p str,
}

#[derive(Serialize)]
struct LawCopy<'p> {
    id: &'p str,
    name: String,
    status: &'static str,
    title: &'p str,
    url: &'p str,
}

#[derive(Serialize)]
struct Translation<'p> {
    lang: &'p str,
    url: String,
}

#[derive(Serialize)]
struct WithdrawnCopy<'p> {
    on: Option<Date>,
    replaced_by: Option<String>,
    why: &'p str,
}

/// The page as data: `index.json`.
#[must_use]
pub fn page_json(renderer: &Renderer<'_>, id: PageId) -> String {
    let site = renderer.site;
    let page = site.page(id);
    let front = &page.document.front;
    let absolute = |path: &str| renderer.config.base_url.absolute(path);
    let leads = |file: &str| address(renderer, &Target::of(file, &page.document.path));
    let laws = front.laws.iter().chain(&front.law.id).map(|(id, _)| id.as_str());
    let unit = renderer.view.unit.full_name.as_str();
    let copy = Copy {
        ai: front.ai,
        ai_label: ai_label(front.ai),
        alert: front.alert,
        approved_by: &front.approved_by,
        approved_on: front.approved_on,
        attachments: (front.attachments.iter())
            .map(|file| FileCopy { title: &file.title, url: leads(&file.file) })
            .collect(),
        audience: front.audience.iter().map(|(id, _)| id.as_str()).collect(),
        author: &front.author,
        blocks: Blocks(&page.document.body.blocks),
        changes: &front.changes,
        contacts: contacts_of(site, page),
        date: page.date,
        description: &page.document.summary,
        expired: page.expired,
        expires: front.expires,
        // A value puts the keys in order; few pages are guides.
        guide: front.guide.as_ref().and_then(|guide| serde_json::to_value(guide).ok()),
        kind: front.kind.id(),
        kind_label: front.kind.label(),
        lang: &page.lang,
        laws: (site.laws(laws).into_iter())
            .map(|law| LawCopy {
                id: &law.id,
                name: law.name(),
                status: law.status.vietnamese(),
                title: &law.title,
                url: &law.url,
            })
            .collect(),
        section: site.trail(page.section).into_iter().skip(1).map(|id| site.section(id).title.as_str()).collect(),
        sources: &front.sources,
        tags: &front.tags,
        title: &front.title,
        topic: front.topic.as_ref().map(|(id, _)| id.as_str()),
        topic_title: topic(site, &page.document).map(|topic| topic.title),
        transcript: renderer.made.airing.transcript_of(site, id).map(|path| absolute(&path)),
        translations: (page.translations.iter().map(|id| site.page(*id)))
            .map(|other| Translation { lang: &other.lang, url: absolute(other.url.as_str()) })
            .collect(),
        unit: if front.unit.is_empty() { unit } else { &front.unit },
        updated: front.updated,
        url: absolute(page.url.as_str()),
        withdrawn: front.withdrawn.as_ref().map(|withdrawn| WithdrawnCopy {
            on: withdrawn.on,
            replaced_by: withdrawn.replaced_by.as_ref().and_then(|(file, _)| leads(file)),
            why: &withdrawn.why,
        }),
    };
    let written = serde_json::to_string(&copy);
    debug_assert!(written.is_ok(), "texts and numbers can always be written");
    let mut text = written.unwrap_or_default();
    text.push('\n');
    text
}

/// Where a link leads, in full; `None` for what is not published.
fn address(renderer: &Renderer<'_>, target: &Target) -> Option<String> {
    match target {
        Target::External(address) => Some(address.clone()),
        target => renderer.site.path_of(target).map(|path| renderer.config.base_url.absolute(&path)),
    }
}

/// Whom the page tells to call, each once.
fn contacts_of<'s>(site: &'s Site, page: &Page) -> Vec<ContactCopy<'s>> {
    let mut ids: Vec<&str> = Vec::new();
    for call in page.document.body.calls.iter().filter(|call| call.name == "contact") {
        if let Some(id) = call.args.get("id").filter(|id| !ids.contains(&id.as_str())) {
            ids.push(id);
        }
    }
    let copy = |contact: &'s Contact| ContactCopy { id: &contact.id, name: &contact.name, phone: &contact.phone };
    ids.into_iter().filter_map(|id| site.contact(id)).map(copy).collect()
}

/// The words as a reader sees them, but for hostile addresses: programs that take a text over make links of what looks
/// like one, so their dots go into brackets.
fn plain_text(text: &[Inline]) -> String {
    let mut plain = String::new();
    for inline in text {
        match inline {
            Inline::Danger(address) => plain.push_str(&address.replace('.', "[.]")),
            shown => plain.push_str(&markdown::plain_text(std::slice::from_ref(shown))),
        }
    }
    plain
}

/// The words of a block; of a row of a table its cells, one after another; of a legal point its letter too.
pub(super) fn block_text(block: &Block) -> String {
    match &block.kind {
        BlockKind::Row { cells, .. } => cells.iter().map(|cell| plain_text(cell)).collect::<Vec<_>>().join(" | "),
        BlockKind::Point { marker } => format!("{marker}) {}", plain_text(&block.text)),
        _ => plain_text(&block.text),
    }
}

/// The same words on their way into a file, with nothing made of them first.
#[derive(Clone, Copy, Default)]
struct Words<'b> {
    /// Of a legal point.
    marker: Option<&'b str>,
    text: &'b [Inline],
}

impl Words<'_> {
    fn is_empty(&self) -> bool {
        let empty = |inline: &Inline| match inline {
            Inline::Text(words) | Inline::Danger(words) | Inline::Say { written: words, .. } => words.is_empty(),
            Inline::Break => false,
        };
        self.marker.is_none() && self.text.iter().all(empty)
    }
}

impl Display for Words<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        if let Some(marker) = self.marker {
            write!(out, "{marker}) ")?;
        }
        self.text.iter().try_for_each(|inline| match inline {
            Inline::Text(words) | Inline::Say { written: words, .. } => out.write_str(words),
            other => out.write_str(&plain_text(std::slice::from_ref(other))),
        })
    }
}

impl Serialize for Words<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match (self.marker, self.text) {
            (None, [Inline::Text(words)]) => to.serialize_str(words),
            _ => to.collect_str(self),
        }
    }
}

/// What readers see of a page's blocks.
struct Blocks<'b>(&'b [Block]);

impl Serialize for Blocks<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let shown = self.0.iter().filter(|block| block.audience != Audience::Listeners);
        to.collect_seq(shown.filter_map(Piece::of))
    }
}

/// A block with what it is, so that headings, lists and tables can be made of it again.
#[derive(Default, Serialize)]
struct Piece<'b> {
    #[serde(skip_serializing_if = "Option::is_none")]
    args: Option<&'b BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<Words<'b>>,
    /// How deep an item lies, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    depth: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    directive: Option<&'b str>,
    /// Of a row: the words of the table's head.
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<&'b [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    /// Of a numbered item.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u64>,
    #[serde(skip_serializing_if = "Words::is_empty")]
    text: Words<'b>,
    /// `heading`, `paragraph`, `item`, `row` and so on; of a directive its name, `begin` and `end` around what is in it.
    #[serde(rename = "type")]
    kind: &'b str,
}

impl<'b> Piece<'b> {
    fn of(block: &'b Block) -> Option<Self> {
        let text = Words { marker: None, text: &block.text };
        let plain = |kind: &'b str| Self { kind, text, ..Self::default() };
        let call = |kind: &'b str, call: &'b Call| Self {
            kind,
            directive: Some(&call.name),
            args: Some(&call.args).filter(|args| !args.is_empty()),
            ..Self::default()
        };
        Some(match &block.kind {
            BlockKind::Heading { level } => Self { level: Some(*level), ..plain("heading") },
            BlockKind::Paragraph => plain("paragraph"),
            BlockKind::Point { marker } => {
                Self { kind: "point", text: Words { marker: Some(marker), ..text }, ..Self::default() }
            }
            BlockKind::Item { list, position, depth, .. } => {
                let number = match list {
                    ListKind::Bullets => None,
                    ListKind::Numbers { start } => Some(start + u64::from(*position).saturating_sub(1)),
                };
                Self { number, depth: Some(*depth), ..plain("item") }
            }
            BlockKind::Quote => plain("quote"),
            BlockKind::Row { head, cells } => {
                let cells = cells.iter().map(|cell| Words { marker: None, text: cell }).collect();
                Self { kind: "row", head: Some(head), cells, ..Self::default() }
            }
            BlockKind::Leaf(leaf) => call("directive", leaf),
            BlockKind::Open(open) => call("begin", open),
            BlockKind::Close(close) => Self { args: None, ..call("end", close) },
            BlockKind::Footnote => plain("footnote"),
            BlockKind::Code => plain("code"),
            BlockKind::Pause(_) => return None,
        })
    }
}
