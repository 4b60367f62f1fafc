//! A page of its own, as HTML and as JSON.

use serde::Serialize;
use tera::Value;

use super::view::{LinkView, Summary, date_words, topic};
use super::{Outcome, Renderer, cite};
use crate::base::Date;
use crate::content::{Ai, Change, Guide, Withdrawn};
use crate::markdown::{Heading, Target};
use crate::site::{Page, PageId, SectionId, Site};

#[derive(Serialize)]
struct PageView<'s> {
    #[serde(flatten)]
    summary: Summary,
    lang: &'s str,
    updated_words: Option<String>,
    expired: bool,
    expires: Option<Date>,
    audience: Vec<LinkView>,
    tags: Vec<LinkView>,
    unit: &'s str,
    author: &'s str,
    approved_by: &'s str,
    approved_on: Option<Date>,
    sources: &'s [String],
    laws: Vec<LawLink>,
    attachments: Vec<LinkView>,
    guide: Option<&'s Guide>,
    withdrawn: Option<&'s Withdrawn>,
    changes: &'s [Change],
    /// The label that khoản 3, 4 Điều 11 of Luật 134/2025/QH15 ask for; empty when there is nothing to tell.
    ai_label: &'static str,
    /// Reading time in whole minutes.
    minutes: u32,
    translations: Vec<LinkView>,
}

#[derive(Serialize)]
struct LawLink {
    name: String,
    title: String,
    url: String,
    status: &'static str,
    expired: bool,
}

#[derive(Serialize)]
struct TocItem<'s> {
    level: u8,
    id: &'s str,
    title: &'s str,
}

/// Silent reading, in syllables a minute: about twice the speed of a voice.
const READING: u32 = 400;

/// The HTML of a page, before links are made relative.
///
/// # Errors
/// When a template has a mistake.
pub fn page(renderer: &Renderer<'_>, id: PageId) -> Outcome<String> {
    let site = renderer.site;
    let page = site.page(id);
    let content = cite::linked(site, id, renderer.body(&page.document.body.body)?);
    let mut context = renderer.context("page.html");
    context.insert("cited_by", &cite::cited_by(site, id));
    context.insert("page", &view(site, id));
    context.insert("toc", &toc(&page.document.body.headings));
    context.insert("trail", &trail(site, page.section));
    context.insert("newer", &page.newer.map(|id| Summary::of(site, id)));
    context.insert("older", &page.older.map(|id| Summary::of(site, id)));
    context.insert_value("content", Value::safe_string(&content));
    renderer.theme.render("page.html", &context)
}

/// The page as data: `index.json`.
#[must_use]
pub fn page_json(renderer: &Renderer<'_>, id: PageId) -> String {
    let page = renderer.site.page(id);
    let text: Vec<String> = page
        .document
        .body
        .blocks
        .iter()
        .filter(|block| block.audience != crate::markdown::Audience::Listeners)
        .map(|block| crate::markdown::plain_text(&block.text))
        .filter(|text| !text.trim().is_empty())
        .collect();
    let front = &page.document.front;
    let value = serde_json::json!({
        "url": renderer.config.base_url.absolute(page.url.as_str()),
        "title": front.title,
        "date": page.date,
        "updated": front.updated,
        "kind": front.kind.id(),
        "topic": front.topic.as_ref().map(|(id, _)| id),
        "audience": front.audience.iter().map(|(id, _)| id).collect::<Vec<_>>(),
        "tags": front.tags,
        "description": page.document.summary,
        "ai": front.ai,
        "sources": front.sources,
        "expired": page.expired,
        "text": text,
    });
    format!("{value}\n")
}

fn view(site: &Site, id: PageId) -> PageView<'_> {
    let page = site.page(id);
    let front = &page.document.front;
    let syllables = page
        .document
        .body
        .blocks
        .iter()
        .map(|block| crate::markdown::plain_text(&block.text).split_whitespace().count())
        .sum::<usize>();
    PageView {
        summary: Summary { topic: topic(site, &page.document), ..Summary::of(site, id) },
        lang: &page.lang,
        updated_words: front.updated.map(date_words),
        expired: page.expired,
        expires: front.expires,
        audience: terms(site, 1, front.audience.iter().map(|(id, _)| id.as_str())),
        tags: terms(site, 2, front.tags.iter().map(String::as_str)),
        unit: &front.unit,
        author: &front.author,
        approved_by: &front.approved_by,
        approved_on: front.approved_on,
        sources: &front.sources,
        laws: laws(site, page),
        attachments: attachments(page),
        guide: front.guide.as_ref(),
        withdrawn: front.withdrawn.as_ref(),
        changes: &front.changes,
        ai_label: ai_label(front.ai),
        minutes: u32::try_from(syllables).unwrap_or(u32::MAX).div_ceil(READING).max(1),
        translations: page
            .translations
            .iter()
            .map(|id| LinkView { title: site.page(*id).lang.clone(), url: site.page(*id).url.to_string() })
            .collect(),
    }
}

/// What readers are told of a machine's part in a page.
pub(super) fn ai_label(ai: Ai) -> &'static str {
    match ai {
        Ai::None => "",
        Ai::Assisted => "Bài có trí tuệ nhân tạo hỗ trợ biên tập",
        Ai::Generated => "Nội dung do trí tuệ nhân tạo tạo ra",
        Ai::SyntheticVoice => "Bài có giọng đọc do trí tuệ nhân tạo tạo ra",
        Ai::SimulatedPerson => "Bài có hình ảnh hoặc giọng nói mô phỏng người thật do trí tuệ nhân tạo tạo ra",
    }
}

fn terms<'t>(site: &Site, taxonomy: usize, ids: impl Iterator<Item = &'t str>) -> Vec<LinkView> {
    let terms = &site.taxonomies[taxonomy].terms;
    ids.filter_map(|id| {
        let wanted = if taxonomy == 2 { crate::base::slug(id) } else { id.to_owned() };
        let found = terms.iter().find(|term| term.id == wanted)?;
        Some(LinkView { title: found.title.clone(), url: found.url.to_string() })
    })
    .collect()
}

fn laws(site: &Site, page: &Page) -> Vec<LawLink> {
    let front = &page.document.front;
    let mut ids: Vec<&str> = front.law.iter().chain(&front.laws).map(|(id, _)| id.as_str()).collect();
    ids.dedup();
    let mut seen = std::collections::BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    ids.iter()
        .filter_map(|id| site.law(id))
        .map(|law| LawLink {
            name: law.name(),
            title: law.title.clone(),
            url: law.url.clone(),
            status: law.status.vietnamese(),
            expired: law.status == crate::law::Status::Expired,
        })
        .collect()
}

fn attachments(page: &Page) -> Vec<LinkView> {
    let link = |file: &crate::content::Attachment| {
        let url = match Target::of(&file.file, &page.document.path) {
            Target::File(file) => format!("/{file}"),
            Target::Address(path) => path,
            target => target.href(),
        };
        LinkView { title: file.title.clone(), url }
    };
    page.document.front.attachments.iter().map(link).collect()
}

fn toc(headings: &[Heading]) -> Vec<TocItem<'_>> {
    let shown = headings.iter().filter(|heading| heading.level <= 3);
    shown.map(|heading| TocItem { level: heading.level, id: &heading.id, title: &heading.title }).collect()
}

/// The way from the home page to a section.
pub(super) fn trail(site: &Site, section: SectionId) -> Vec<LinkView> {
    site.trail(section)
        .into_iter()
        .enumerate()
        .map(|(depth, id)| {
            let section = site.section(id);
            let title = if depth == 0 { "Trang chủ".to_owned() } else { section.title.clone() };
            LinkView { title, url: section.url.to_string() }
        })
        .collect()
}
