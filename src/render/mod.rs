//! Pages of the site as bytes: a view is gathered, a template sees it, one pass over the HTML makes links relative.
//!
//! Knows nothing of radio and nothing of the disk.

mod alerts;
mod alphabet;
mod attached;
mod body;
mod cite;
mod copy;
mod feed;
mod gathered;
mod headers;
mod kinds;
mod list;
mod listen;
mod office;
mod outward;
mod page;
mod picture;
mod plan_view;
mod rewrite;
mod schema;
mod search;
mod share;
mod view;
mod words;

pub use alphabet::{Leaf, alphabet, parted};
pub use body::Directives;
pub use copy::page_json;
pub use feed::{atom, json_feed, robots, sitemap};
pub use gathered::Gathered;
pub use headers::{POLICY, headers, security};
pub use list::{TERMS_PER_PAGE, numbered, pages_of};
pub use list::{home, not_found, redirect, section, taxonomy, term};
pub use listen::{Airing, AiringWeek, BELOW, CALENDAR, Heard, Said, Show, Sound, programmes, transcript};
pub use office::{channels, contacts, map};
pub use page::page;
pub use rewrite::{Links, rewrite};
pub use search::{Shard, search};
pub use share::{card_path, cards, manifest};
pub use view::{LinkView, Pager, SiteView, Summary, date_words};

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::Context;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::site::Site;
use crate::theme::Theme;

/// What a build makes of all pages together before it renders the first.
#[derive(Debug, Default)]
pub struct Made {
    /// The list from A to Z.
    pub alphabet: Arc<Vec<Leaf>>,
    /// The index of the search.
    pub shards: Vec<Arc<Shard>>,
    /// What the radio tells the portal.
    pub airing: Airing,
}

/// What every rendering needs. Shared by threads; nothing in it changes once it has learnt.
pub struct Renderer<'s> {
    pub site: &'s Site,
    pub config: &'s Config,
    pub theme: &'s Theme,
    pub view: SiteView,
    pub made: Made,
    /// The site's view as templates see it, made once.
    base: Context,
    /// The same with the lists that a template declares, made once: a list is the same on every page.
    with_lists: BTreeMap<String, Context>,
}

/// A mistake in a template, at its place in the theme.
pub type Outcome<T> = Result<T, Box<Diagnostic>>;

impl<'s> Renderer<'s> {
    #[must_use]
    pub fn new(site: &'s Site, config: &'s Config, theme: &'s Theme) -> Self {
        let view = SiteView::new(site, config);
        let mut base = Context::new();
        base.insert("site", &view);
        let with_lists = list::contexts(site, &theme.manifest, &base);
        base.insert("lists", &BTreeMap::<&str, ()>::new());
        Self { site, config, theme, view, made: Made::default(), base, with_lists }
    }

    /// Takes over what was made of all pages together; before, no page knows of the radio, the search or the A–Z list.
    pub fn learn(&mut self, made: Made) {
        self.view.airs(!made.airing.is_empty());
        self.made = made;
        for context in self.with_lists.values_mut().chain([&mut self.base]) {
            context.insert("site", &self.view);
        }
    }

    /// The context that a template begins with: the site, and the lists it declares.
    #[must_use]
    pub fn context(&self, template: &str) -> Context {
        let lists = self.with_lists.get(template);
        // A kind of page shows the lists of all pages unless it declares its own.
        let lists = lists.or_else(|| self.with_lists.get("page.html").filter(|_| template.starts_with("kinds/")));
        lists.unwrap_or(&self.base).clone()
    }
}
