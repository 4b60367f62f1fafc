//! The site map as a tree in words, and the two pages that tell how to reach the ward.

use serde::Serialize;

use super::page::trail;
use super::view::ContactView;
use super::{Outcome, Renderer};
use crate::config::Contact;
use crate::site::{Own, SectionId, Site};

/// Pages in the whole tree, shared among the sections; longer sections end with a link to all of theirs.
const TREE: usize = 1500;
/// The most and the least that one section shows.
const MOST: usize = 100;
const LEAST: usize = 3;

/// A line of the tree.
#[derive(Debug, Serialize)]
struct Branch {
    title: String,
    url: String,
    /// Whether lines below it follow.
    opens: bool,
    /// Lists that end after it.
    closes: Vec<()>,
}

/// `/so-do-trang/`
///
/// # Errors
/// When a template has a mistake.
pub fn map(renderer: &Renderer<'_>) -> Outcome<Vec<u8>> {
    let site = renderer.site;
    let most = (TREE / site.sections.len()).clamp(LEAST, MOST);
    let mut tree = Vec::new();
    grow(site, SectionId(0), most, &mut tree);
    let mut context = own(renderer, "so-do-trang.html", Own::Map);
    context.insert("tree", &tree);
    renderer.theme.render_bytes("so-do-trang.html", &context)
}

/// Adds what lies in a section: its sections, then its pages.
fn grow(site: &Site, id: SectionId, most: usize, tree: &mut Vec<Branch>) {
    let section = site.section(id);
    let start = tree.len();
    for child in &section.children {
        let inner = site.section(*child);
        let at = tree.len();
        tree.push(branch(&inner.title, inner.url.as_str()));
        grow(site, *child, most, tree);
        tree[at].opens = tree.len() > at + 1;
    }
    for page in section.pages.iter().take(most).map(|id| site.page(*id)) {
        tree.push(branch(&page.document.front.title, page.url.as_str()));
    }
    let count = section.pages.len();
    if count > most {
        tree.push(branch(&format!("Xem tất cả {count} bài của mục này"), section.url.as_str()));
    }
    // The list around the home section is the template's own.
    if id.0 > 0
        && tree.len() > start
        && let Some(last) = tree.last_mut()
    {
        last.closes.push(());
    }
}

fn branch(title: &str, url: &str) -> Branch {
    Branch { title: title.to_owned(), url: url.to_owned(), opens: false, closes: Vec::new() }
}

/// `/lien-he/`: the ward, then numbers of few figures, which are for everybody, then all others.
///
/// # Errors
/// When a template has a mistake.
pub fn contacts(renderer: &Renderer<'_>) -> Outcome<Vec<u8>> {
    let (short, long): (Vec<&Contact>, Vec<&Contact>) =
        renderer.site.registers.contacts.iter().partition(|contact| is_short(&contact.phone));
    let mut context = own(renderer, "lien-he.html", Own::Contacts);
    context.insert("hotlines", &short.into_iter().map(ContactView::of).collect::<Vec<_>>());
    context.insert("offices", &long.into_iter().map(ContactView::of).collect::<Vec<_>>());
    renderer.theme.render_bytes("lien-he.html", &context)
}

/// 113, 111, 156: numbers that the whole country has.
fn is_short(phone: &str) -> bool {
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    (1..=5).contains(&digits) && phone.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '.')
}

/// `/kenh-chinh-thuc/`, where nobody wrote it.
///
/// # Errors
/// When a template has a mistake.
pub fn channels(renderer: &Renderer<'_>) -> Outcome<Vec<u8>> {
    let mut context = own(renderer, "kenh-chinh-thuc.html", Own::Channels);
    context.insert("channels", &renderer.config.channels);
    renderer.theme.render_bytes("kenh-chinh-thuc.html", &context)
}

/// What a template of Loa's own pages sees first.
pub(super) fn own(renderer: &Renderer<'_>, template: &str, own: Own) -> tera::Context {
    let mut context = renderer.framed(template, own.url(), &renderer.view.language);
    context.insert("title", own.title());
    context.insert("url", own.url());
    context.insert("trail", &trail(renderer.site, SectionId(0)));
    context
}
