//! What templates see: plain values, gathered from the site, bounded in size.

use std::collections::BTreeMap;

use serde::Serialize;

use super::alerts::{AlertView, alerts};
use super::share::{ShareView, card_of_section};
use crate::base::Date;
use crate::config::{Config, Contact};
use crate::content::{Ai, Alert, Document};
use crate::markdown::Target;
use crate::site::{Own, PageId, SectionId, Site, TaxonomyKind};

/// The site, the same for every page.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    pub title: String,
    pub base_url: String,
    pub language: String,
    pub sample: bool,
    pub official: bool,
    pub unit: UnitView,
    pub menu: Vec<LinkView>,
    pub topics: Vec<LinkView>,
    pub taxonomies: Vec<LinkView>,
    pub areas: Vec<LinkView>,
    /// What stands above every page today.
    pub alerts: Vec<AlertView>,
    /// Pages that help to find one's way: A–Z, site map, contacts, programmes.
    pub own: Vec<LinkView>,
    /// The published path of each file of the theme: `style.css` → `/static/style.1a2b3c4d.css`.
    pub assets: BTreeMap<String, String>,
    /// The picture of shared links for what has none of its own.
    pub share: ShareView,
}

#[derive(Debug, Clone, Serialize)]
pub struct UnitView {
    pub kind: String,
    pub name: String,
    pub full_name: String,
    pub city: String,
    pub responsible: String,
    pub address: String,
    pub phone: String,
    /// The `tel:` address, empty for placeholders.
    pub phone_url: String,
    pub email: String,
    /// The `mailto:` address, empty for placeholders.
    pub email_url: String,
    pub hours: Vec<String>,
    pub reception: Vec<String>,
    pub parent_name: String,
    pub parent_url: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    pub title: String,
    pub url: String,
}

/// Whom to call.
#[derive(Debug, Serialize)]
pub(super) struct ContactView<'s> {
    #[serde(flatten)]
    contact: &'s Contact,
    phone_url: String,
    placeholder: bool,
}

impl<'s> ContactView<'s> {
    pub(super) fn of(contact: &'s Contact) -> Self {
        let placeholder = contact.phone.starts_with('[');
        Self { contact, phone_url: phone_url(&contact.phone), placeholder }
    }
}

/// A page as other pages show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub title: String,
    pub url: String,
    pub date: Date,
    pub date_words: String,
    pub updated: Option<Date>,
    pub description: String,
    pub kind: &'static str,
    pub kind_label: &'static str,
    pub topic: Option<LinkView>,
    pub alert: Option<Alert>,
    pub ai: Ai,
}

/// The pages of a list, and the way to the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pager {
    /// From 1.
    pub number: usize,
    pub of: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub first: String,
    pub last: String,
    /// The pages to go to at once: all of them, or the ends and the neighbours of a very long list.
    pub numbers: Vec<PageNumber>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageNumber {
    pub number: usize,
    pub url: String,
}

/// Entries of a list of links within a page, at most.
pub(super) const MOST: usize = 100;

impl SiteView {
    #[must_use]
    pub fn new(site: &Site, config: &Config) -> Self {
        let unit = &config.unit;
        let menu = if config.menu.is_empty() { sections(site) } else { menu(site, config) };
        let link = |title: &str, url: &str| LinkView { title: title.to_owned(), url: url.to_owned() };
        Self {
            title: config.title.clone(),
            base_url: config.base_url.absolute("/"),
            language: config.language.clone(),
            sample: config.sample,
            official: config.official,
            unit: UnitView {
                kind: unit.kind.word().to_owned(),
                name: unit.name.clone(),
                full_name: unit.full_name(),
                city: unit.city.clone(),
                responsible: unit.responsible.clone(),
                address: unit.address.clone(),
                phone: unit.phone.clone(),
                phone_url: phone_url(&unit.phone),
                email: unit.email.clone(),
                email_url: mail_url(&unit.email),
                hours: unit.hours.clone(),
                reception: unit.reception.clone(),
                parent_name: unit.parent_name.clone(),
                parent_url: unit.parent_url.clone(),
            },
            menu,
            topics: site.taxonomies[0].terms.iter().map(|term| link(&term.title, term.url.as_str())).collect(),
            taxonomies: site
                .taxonomies
                .iter()
                .map(|taxonomy| link(taxonomy.kind.title(), taxonomy.url.as_str()))
                .collect(),
            areas: site
                .taxonomy(TaxonomyKind::Area)
                .map(|areas| areas.terms.iter().take(MOST).map(|term| link(&term.title, term.url.as_str())).collect())
                .unwrap_or_default(),
            alerts: alerts(site, config),
            own: own_pages(false),
            assets: site.registers.statics.clone(),
            share: ShareView::of(&card_of_section(site, config, SectionId(0))),
        }
    }

    /// Whether there are programmes to link to.
    pub(super) fn airs(&mut self, airs: bool) {
        self.own = own_pages(airs);
    }
}

fn own_pages(airs: bool) -> Vec<LinkView> {
    Own::linked(airs).map(|own| LinkView { title: own.title().to_owned(), url: own.url().to_owned() }).collect()
}

impl Summary {
    #[must_use]
    pub fn of(site: &Site, id: PageId) -> Self {
        let page = site.page(id);
        let front = &page.document.front;
        Self {
            title: front.title.clone(),
            url: page.url.to_string(),
            date: page.date,
            date_words: date_words_in(page.date, &page.lang),
            updated: front.updated,
            description: page.document.summary.clone(),
            kind: front.kind.id(),
            kind_label: if page.lang == "en" { front.kind.english() } else { front.kind.label() },
            topic: topic(site, &page.document),
            alert: front.alert,
            ai: front.ai,
        }
    }
}

/// A phone number as a `tel:` address; empty when it is a placeholder in words.
#[must_use]
pub(super) fn phone_url(phone: &str) -> String {
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    if digits.len() < 3 || phone.starts_with('[') || phone.contains('/') {
        String::new()
    } else {
        format!("tel:{digits}")
    }
}

/// An e-mail address as a `mailto:` address; empty when it is a placeholder in words.
#[must_use]
pub(super) fn mail_url(email: &str) -> String {
    let good = email.contains('@') && !email.starts_with('[') && !email.contains([' ', '?', '&', '"', '<', '>']);
    if good { format!("mailto:{email}") } else { String::new() }
}

/// A date in words of a page's language: `22 tháng 11 năm 2026`, `22 November 2026`.
#[must_use]
pub(super) fn date_words_in(date: Date, lang: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    if lang != "en" {
        return date_words(date);
    }
    let month = MONTHS[usize::from(date.month().unsigned_abs()).clamp(1, 12) - 1];
    format!("{} {month} {}", date.day(), date.year())
}

/// `22 tháng 11 năm 2026`
#[must_use]
pub fn date_words(date: Date) -> String {
    format!("{} tháng {} năm {}", date.day(), date.month(), date.year())
}

pub(super) fn topic(site: &Site, document: &Document) -> Option<LinkView> {
    let (id, _) = document.front.topic.as_ref()?;
    let term = site.taxonomies[0].terms.iter().find(|term| term.id == *id)?;
    Some(LinkView { title: term.title.clone(), url: term.url.to_string() })
}

/// Sections in a menu that nobody has written.
const SECTIONS: usize = 12;

fn sections(site: &Site) -> Vec<LinkView> {
    let link = |id: &crate::site::SectionId| {
        let section = site.section(*id);
        LinkView { title: section.title.clone(), url: section.url.to_string() }
    };
    site.home().children.iter().take(SECTIONS).map(link).collect()
}

fn menu(site: &Site, config: &Config) -> Vec<LinkView> {
    let from = crate::base::SourcePath::from("content/_index.md");
    let url = |written: &str| match Target::of(written, &from) {
        Target::External(address) => Some(address),
        target => site.path_of(&target),
    };
    config
        .menu
        .iter()
        .filter_map(|item| url(&item.url).map(|url| LinkView { title: item.title.clone(), url }))
        .collect()
}
