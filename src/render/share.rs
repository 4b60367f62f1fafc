//! The pictures of shared links, and what a telephone needs to put the site on its home screen.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::config::Config;
use crate::content::Kind;
use crate::media::{CARD, Card};
use crate::site::{PageId, SectionId, Site};

/// A card as templates see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShareView {
    /// Site path of the picture.
    pub url: String,
    /// What stands on it.
    pub alt: String,
    /// In pixels.
    pub width: u32,
    pub height: u32,
}

impl ShareView {
    #[must_use]
    pub fn of(card: &Card) -> Self {
        let label = if card.label.is_empty() { String::new() } else { format!("{}: ", card.label) };
        let alt = format!("{label}{} – {}", card.title, card.name);
        Self { url: card_path(card), alt, width: CARD.0, height: CARD.1 }
    }
}

/// Where a card is published; cards of the same words are one file.
#[must_use]
pub fn card_path(card: &Card) -> String {
    format!("/static/chia-se/{:.16}.png", card.key())
}

/// The card of a page: its own for warnings and where it asks for one, else that of its section and kind.
#[must_use]
pub fn card_of_page(site: &Site, config: &Config, id: PageId) -> Card {
    let page = site.page(id);
    let front = &page.document.front;
    let label = if front.kind == Kind::Page { "" } else { front.kind.label() };
    if front.share_image.unwrap_or(front.kind == Kind::Warning) {
        return card(config, &front.title, label);
    }
    let section = &site.section(page.section).title;
    let title = if page.section.0 == 0 { &config.title } else { section };
    card(config, title, if title == label { "" } else { label })
}

/// The card of a section's list, and of the home page.
#[must_use]
pub fn card_of_section(site: &Site, config: &Config, id: SectionId) -> Card {
    card(config, if id.0 == 0 { &config.title } else { &site.section(id).title }, "")
}

fn card(config: &Config, title: &str, label: &str) -> Card {
    let name = format!("Trang thông tin {}", config.unit.full_name());
    Card { title: title.to_owned(), label: label.to_owned(), name, sample: config.sample }
}

/// Every card of a site: pages without their own share those of their sections and kinds.
#[must_use]
pub fn cards(site: &Site, config: &Config) -> BTreeSet<Card> {
    let sections = (0..site.sections.len()).map(|at| SectionId(u32::try_from(at).unwrap_or(u32::MAX)));
    let sections = sections.map(|id| card_of_section(site, config, id));
    sections.chain(site.page_ids().map(|id| card_of_page(site, config, id))).collect()
}

/// `manifest.webmanifest`, with addresses as seen from the top of the site; icons are those that the theme has.
#[must_use]
pub fn manifest(site: &Site, config: &Config) -> String {
    let icon = |size: u32| {
        let path = site.registers.statics.get(&format!("icon-{size}.png"))?;
        Some(serde_json::json!({
            "src": path.trim_start_matches('/'), "sizes": format!("{size}x{size}"), "type": "image/png",
        }))
    };
    let icons: Vec<_> = [icon(192), icon(512)].into_iter().flatten().collect();
    let manifest = serde_json::json!({
        "name": config.title,
        "short_name": config.unit.full_name(),
        "lang": config.language,
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#0c4a4e",
        "icons": icons,
    });
    format!("{manifest:#}\n")
}
