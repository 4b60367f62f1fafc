//! A page as data, `index.json`: what another portal needs to take the page over, without reading its HTML.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::Renderer;
use super::page::ai_label;
use super::view::topic;
use crate::config::Contact;
use crate::law::Law;
use crate::markdown::{self, Audience, Block, BlockKind, Call, Inline, ListKind, Target};
use crate::site::{Page, PageId, Site};

/// The page as data: `index.json`.
#[must_use]
pub fn page_json(renderer: &Renderer<'_>, id: PageId) -> String {
    let site = renderer.site;
    let page = site.page(id);
    let front = &page.document.front;
    let absolute = |path: &str| renderer.config.base_url.absolute(path);
    let shown = page.document.body.blocks.iter().filter(|block| block.audience != Audience::Listeners);
    let laws = front.laws.iter().chain(&front.law.id).map(|(id, _)| id.as_str());
    let law = |law: &Law| json!({ "id": law.id, "name": law.name(), "title": law.title, "status": law.status.vietnamese(), "url": law.url });
    let attachments = front.attachments.iter().map(|file| {
        let address = address(renderer, &Target::of(&file.file, &page.document.path));
        json!({ "title": file.title, "url": address })
    });
    let value = json!({
        "url": absolute(page.url.as_str()),
        "lang": page.lang,
        "title": front.title,
        "date": page.date,
        "updated": front.updated,
        "expires": front.expires,
        "expired": page.expired,
        "withdrawn": front.withdrawn.as_ref().map(|withdrawn| json!({
            "on": withdrawn.on,
            "why": withdrawn.why,
            "replaced_by": withdrawn.replaced_by.as_ref()
                .and_then(|(file, _)| address(renderer, &Target::of(file, &page.document.path))),
        })),
        "kind": front.kind.id(),
        "kind_label": front.kind.label(),
        "section": site.trail(page.section).into_iter().skip(1).map(|id| &site.section(id).title).collect::<Vec<_>>(),
        "topic": front.topic.as_ref().map(|(id, _)| id),
        "topic_title": topic(site, &page.document).map(|topic| topic.title),
        "audience": front.audience.iter().map(|(id, _)| id).collect::<Vec<_>>(),
        "tags": front.tags,
        "alert": front.alert,
        "description": page.document.summary,
        "unit": if front.unit.is_empty() { renderer.config.unit.full_name() } else { front.unit.clone() },
        "author": front.author,
        "approved_by": front.approved_by,
        "approved_on": front.approved_on,
        "ai": front.ai,
        "ai_label": ai_label(front.ai),
        "laws": site.laws(laws).into_iter().map(law).collect::<Vec<_>>(),
        "contacts": contacts_of(site, page),
        "guide": front.guide,
        "attachments": attachments.collect::<Vec<_>>(),
        "sources": front.sources,
        "changes": front.changes,
        "translations": page.translations.iter().map(|id| {
            let other = site.page(*id);
            json!({ "lang": other.lang, "url": absolute(other.url.as_str()) })
        }).collect::<Vec<_>>(),
        "transcript": renderer.made.airing.transcript_of(site, id).map(|path| absolute(&path)),
        "blocks": shown.filter_map(Piece::of).collect::<Vec<_>>(),
    });
    format!("{value}\n")
}

/// Where a link leads, in full; `None` for what is not published.
fn address(renderer: &Renderer<'_>, target: &Target) -> Option<String> {
    match target {
        Target::External(address) => Some(address.clone()),
        target => renderer.site.path_of(target).map(|path| renderer.config.base_url.absolute(&path)),
    }
}

/// Whom the page tells to call, each once.
fn contacts_of(site: &Site, page: &Page) -> Vec<Value> {
    let mut ids: Vec<&str> = Vec::new();
    for call in page.document.body.calls.iter().filter(|call| call.name == "contact") {
        if let Some(id) = call.args.get("id").filter(|id| !ids.contains(&id.as_str())) {
            ids.push(id);
        }
    }
    let value = |contact: &Contact| json!({ "id": contact.id, "name": contact.name, "phone": contact.phone });
    ids.into_iter().filter_map(|id| site.contact(id)).map(value).collect()
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

/// A block with what it is, so that headings, lists and tables can be made of it again.
#[derive(Default, Serialize)]
struct Piece<'b> {
    /// `heading`, `paragraph`, `item`, `row` and so on; of a directive its name, `begin` and `end` around what is in it.
    #[serde(rename = "type")]
    kind: &'b str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    /// Of a numbered item.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u64>,
    /// How deep an item lies, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    depth: Option<u8>,
    /// Of a row: the words of the table's head.
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<&'b [String]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    directive: Option<&'b str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    args: Option<&'b BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
}

impl<'b> Piece<'b> {
    fn of(block: &'b Block) -> Option<Self> {
        let text = || plain_text(&block.text);
        let plain = |kind: &'b str| Self { kind, text: text(), ..Self::default() };
        let call = |kind: &'b str, call: &'b Call| Self {
            kind,
            directive: Some(&call.name),
            args: Some(&call.args).filter(|args| !args.is_empty()),
            ..Self::default()
        };
        Some(match &block.kind {
            BlockKind::Heading { level } => Self { level: Some(*level), ..plain("heading") },
            BlockKind::Paragraph => plain("paragraph"),
            BlockKind::Point { .. } => Self { kind: "point", text: block_text(block), ..Self::default() },
            BlockKind::Item { list, position, depth, .. } => {
                let number = match list {
                    ListKind::Bullets => None,
                    ListKind::Numbers { start } => Some(start + u64::from(*position).saturating_sub(1)),
                };
                Self { number, depth: Some(*depth), ..plain("item") }
            }
            BlockKind::Quote => plain("quote"),
            BlockKind::Row { head, cells } => {
                let cells = cells.iter().map(|cell| plain_text(cell)).collect();
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
