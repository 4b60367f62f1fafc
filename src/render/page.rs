//! A page of its own, as HTML and as JSON.

use serde::Serialize;
use tera::Value;

use super::attached::{AttachmentView, attachments, codes};
use super::headers::print_of;
use super::kinds::{KindViews, articles, kinds};
use super::schema::json_ld;
use super::share::{ShareView, card_of_page};
use super::view::{LinkView, Summary, date_words_in, mail_url, phone_url};
use super::{Outcome, Renderer, cite};
use crate::base::Date;
use crate::content::{Ai, Change, Placed};
use crate::markdown::{Block, Heading, Inline, Target};
use crate::site::{Page, PageId, Place, SectionId, Site, TaxonomyKind};

#[derive(Serialize)]
struct PageView<'s> {
    #[serde(flatten)]
    summary: Summary,
    /// The description, unless the page begins with the same words.
    lead: &'s str,
    lang: &'s str,
    updated_words: Option<String>,
    expired: bool,
    expires: Option<Date>,
    audience: Vec<LinkView>,
    /// Parts of the ward that the page is for; none is all of it.
    area: Vec<LinkView>,
    tags: Vec<LinkView>,
    unit: &'s str,
    author: &'s str,
    reviewed_by: &'s str,
    approved_by: &'s str,
    approved_on: Option<Date>,
    sources: &'s [String],
    laws: Vec<LawLink>,
    attachments: Vec<AttachmentView>,
    #[serde(flatten)]
    kinds: KindViews<'s>,
    withdrawn: Option<WithdrawnView<'s>>,
    /// The page that stands in its place.
    superseded_by: Option<LinkView>,
    changes: &'s [Change],
    /// The label that khoản 3, 4 Điều 11 of Luật 134/2025/QH15 ask for; empty when there is nothing to tell.
    ai_label: &'static str,
    /// Reading time in whole minutes.
    minutes: u32,
    translations: Vec<LinkView>,
    /// How to tell the ward of a mistake on this page: `mailto:` or `tel:`; empty where it has given neither.
    report_url: String,
}

#[derive(Serialize)]
struct WithdrawnView<'s> {
    on: Option<Date>,
    why: &'s str,
    replaced_by: Option<LinkView>,
}

#[derive(Serialize)]
struct LawLink {
    name: String,
    title: String,
    url: String,
    status: &'static str,
    expired: bool,
    /// The places that the page cites.
    articles: Vec<String>,
}

#[derive(Serialize)]
struct TocItem<'s> {
    level: u8,
    id: &'s str,
    title: &'s str,
}

/// Tags shown on a page; whoever wrote more wrote for no reader.
const TAGS: usize = 20;

/// A page with these many letters of its description in it has the description.
const BEGINNING: usize = 20;

/// Silent reading, in syllables a minute: about twice the speed of a voice.
const READING: u32 = 400;

/// The HTML of a page, before links are made relative.
///
/// # Errors
/// When a template has a mistake.
pub fn page(renderer: &Renderer<'_>, id: PageId) -> Outcome<Vec<u8>> {
    let site = renderer.site;
    let page = site.page(id);
    let content = cite::linked(site, id, renderer.body(&page.document.body.body)?);
    let trail = trail(site, page.section);
    let own = format!("kinds/{}.html", page.document.front.kind.id());
    // A theme need not tell all kinds apart.
    let template = if renderer.theme.has(&own) { own.as_str() } else { "page.html" };
    let mut context = renderer.framed(template, page.url.as_str(), &page.lang);
    context.insert("cited_by", &cite::cited_by(site, id));
    context.insert("page", &view(renderer, id, &content));
    context.insert("toc", &toc(&page.document.body.headings));
    context.insert("trail", &trail);
    let linked_data = json_ld(renderer, page, &trail);
    context.insert("json_ld_print", &print_of(&linked_data));
    context.insert_value("json_ld", Value::safe_string(&linked_data));
    context.insert("newer", &page.newer.map(|id| Summary::of(site, id)));
    context.insert("older", &page.older.map(|id| Summary::of(site, id)));
    context.insert("codes", &codes(renderer.config, page));
    context.insert("share", &ShareView::of(&card_of_page(site, renderer.config, id)));
    context.insert("listen", &super::listen::view(renderer, id));
    context.insert_value("content", Value::safe_string(&content));
    renderer.theme.render_bytes(template, &context)
}

fn view<'s>(renderer: &Renderer<'s>, id: PageId, content: &str) -> PageView<'s> {
    let site = renderer.site;
    let page = site.page(id);
    let front = &page.document.front;
    PageView {
        summary: Summary::of(site, id),
        lead: if content.contains(beginning(&page.document.summary)) { "" } else { &page.document.summary },
        lang: &page.lang,
        updated_words: front.updated.map(|day| date_words_in(day, &page.lang)),
        expired: page.expired,
        expires: front.expires,
        audience: terms(site, TaxonomyKind::Audience, front.audience.iter().map(|(id, _)| id.as_str())),
        area: terms(site, TaxonomyKind::Area, front.area.iter().map(|(id, _)| id.as_str())),
        tags: terms(site, TaxonomyKind::Tag, front.tags.iter().map(String::as_str).take(TAGS)),
        unit: &front.unit,
        author: &front.author,
        reviewed_by: &front.reviewed_by,
        approved_by: &front.approved_by,
        approved_on: front.approved_on,
        sources: &front.sources,
        laws: laws(site, page),
        attachments: attachments(site, page),
        kinds: kinds(renderer, page),
        withdrawn: front.withdrawn.as_ref().map(|withdrawn| WithdrawnView {
            on: withdrawn.on,
            why: &withdrawn.why,
            replaced_by: withdrawn.replaced_by.as_ref().and_then(|place| replacement(site, page, place)),
        }),
        superseded_by: front.superseded_by.as_ref().and_then(|place| replacement(site, page, place)),
        changes: &front.changes,
        ai_label: if page.lang == "en" { ai_label_english(front.ai) } else { ai_label(front.ai) },
        minutes: syllables(&page.document.body.blocks).div_ceil(READING).max(1),
        translations: page
            .translations
            .iter()
            .map(|id| LinkView { title: site.page(*id).lang.clone(), url: site.page(*id).url.to_string() })
            .collect(),
        report_url: report_url(renderer, page),
    }
}

/// The first letters of a text, as many as tell it from others.
fn beginning(text: &str) -> &str {
    text.char_indices().nth(BEGINNING).map_or(text, |(at, _)| &text[..at])
}

/// How many words, parted by spaces, stand in all blocks.
fn syllables(blocks: &[Block]) -> u32 {
    let mut count = 0;
    for block in blocks {
        let mut in_word = false;
        for inline in &block.text {
            let words = match inline {
                Inline::Text(words) | Inline::Danger(words) | Inline::Say { written: words, .. } => words,
                Inline::Break => " ",
            };
            for byte in words.bytes() {
                let space = byte.is_ascii_whitespace();
                count += u32::from(in_word && space);
                in_word = !space;
            }
        }
        count += u32::from(in_word);
    }
    count
}

/// Where to tell the ward of a mistake: by e-mail with the page's name and address, else by telephone.
fn report_url(renderer: &Renderer<'_>, page: &Page) -> String {
    let unit = &renderer.config.unit;
    let mail = mail_url(&unit.email);
    if mail.is_empty() {
        return phone_url(&unit.phone);
    }
    let address = renderer.config.base_url.absolute(page.url.as_str());
    let title = &page.document.front.title;
    format!(
        "{mail}?subject={}&body={}",
        escaped(&format!("Báo lỗi bài: {title}")),
        escaped(&format!("{address}\r\n\r\n"))
    )
}

/// Text as a part of an address (RFC 3986, 2.1).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The page that stands in the place of another, with its title where it is one of this site.
fn replacement(site: &Site, page: &Page, (written, _): &Placed) -> Option<LinkView> {
    let target = Target::of(written, &page.document.path);
    let url = match &target {
        Target::External(address) => address.clone(),
        target => site.path_of(target)?,
    };
    let title = match &target {
        Target::Page { file, .. } => site.by_file.get(file).map(|place| match place {
            Place::Page(id) => site.page(*id).document.front.title.clone(),
            Place::Section(id) => site.section(*id).title.clone(),
        }),
        _ => None,
    };
    Some(LinkView { title: title.unwrap_or_default(), url })
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

fn ai_label_english(ai: Ai) -> &'static str {
    match ai {
        Ai::None => "",
        Ai::Assisted => "Edited with the help of artificial intelligence",
        Ai::Generated => "Made by artificial intelligence",
        Ai::SyntheticVoice => "With a voice made by artificial intelligence",
        Ai::SimulatedPerson => "With a real person's look or voice simulated by artificial intelligence",
    }
}

fn terms<'t>(site: &Site, kind: TaxonomyKind, ids: impl Iterator<Item = &'t str>) -> Vec<LinkView> {
    let Some(taxonomy) = site.taxonomy(kind) else { return Vec::new() };
    let terms = &taxonomy.terms;
    ids.filter_map(|id| {
        let found = if kind == TaxonomyKind::Tag {
            // Tags are sorted, and a site may have thousands.
            let wanted = crate::base::slug(id);
            terms.binary_search_by(|term| term.id.as_str().cmp(&wanted)).ok().map(|at| &terms[at])
        } else {
            terms.iter().find(|term| term.id == id)
        }?;
        Some(LinkView { title: found.title.clone(), url: found.url.to_string() })
    })
    .collect()
}

fn laws(site: &Site, page: &Page) -> Vec<LawLink> {
    let front = &page.document.front;
    site.laws(front.law.id.iter().chain(&front.laws).map(|(id, _)| id.as_str()))
        .into_iter()
        .map(|law| LawLink {
            name: law.name(),
            title: law.title.clone(),
            url: law.url.clone(),
            status: law.status.vietnamese(),
            expired: law.status == crate::law::Status::Expired,
            articles: articles(&page.document, &law.id),
        })
        .collect()
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
