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

pub use alphabet::{Leaf, alphabet, leaves, parted};
pub use body::Directives;
pub use copy::page_json;
pub use feed::{atom, json_feed, robots, sitemap};
pub use headers::{POLICY, headers, security};
pub use list::{TERMS_PER_PAGE, numbered, pages_of};
pub use list::{home, not_found, redirect, section, taxonomy, term};
pub use listen::{Airing, AiringWeek, BELOW, CALENDAR, Heard, Said, Show, Sound, programmes, transcript};
pub use office::{channels, contacts, map};
pub use page::page;
pub use rewrite::{Links, rewrite};
pub use search::{Shard, index, search};
pub use share::{card_path, cards, manifest};
pub use view::{LinkView, Pager, SiteView, Summary, date_words};

use std::collections::BTreeMap;

use tera::Context;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::site::Site;
use crate::theme::Theme;

/// What a build makes of all pages together before it renders the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made {
    /// The list from A to Z.
    pub alphabet: Vec<Leaf>,
    /// The index of the search.
    pub shards: Vec<Shard>,
    /// What the radio tells the portal.
    pub airing: Airing,
}

/// What all pages of one site have in common, made once. Shared by threads; nothing in it changes once it has learnt.
#[derive(Clone)]
pub struct Frame {
    view: SiteView,
    made: Made,
    /// The site's view as templates see it, made once.
    base: Context,
    /// The same with the lists that a template declares, made once: a list is the same on every page.
    with_lists: BTreeMap<String, Context>,
}

/// What every rendering needs: a site, and its frame.
#[derive(Clone, Copy)]
pub struct Renderer<'s> {
    pub site: &'s Site,
    pub config: &'s Config,
    pub theme: &'s Theme,
    pub view: &'s SiteView,
    pub made: &'s Made,
    frame: &'s Frame,
}

/// A mistake in a template, at its place in the theme.
pub type Outcome<T> = Result<T, Box<Diagnostic>>;

impl Frame {
    #[must_use]
    pub fn new(site: &Site, config: &Config, theme: &Theme) -> Self {
        let view = SiteView::new(site, config);
        let mut base = Context::new();
        base.insert("site", &view);
        let with_lists = list::contexts(site, &theme.manifest, &base);
        base.insert("lists", &BTreeMap::<&str, ()>::new());
        Self { view, made: Made::default(), base, with_lists }
    }

    #[must_use]
    pub fn made(&self) -> &Made {
        &self.made
    }

    /// Takes over what was made of all pages together; before, no page knows of the radio, the search or the A–Z list.
    pub fn learn(&mut self, made: Made) {
        self.view.airs(!made.airing.is_empty());
        self.made = made;
        for context in self.with_lists.values_mut().chain([&mut self.base]) {
            context.insert("site", &self.view);
        }
    }
}

impl<'s> Renderer<'s> {
    /// The frame must have been made of the same site.
    #[must_use]
    pub fn new(site: &'s Site, config: &'s Config, theme: &'s Theme, frame: &'s Frame) -> Self {
        Self { site, config, theme, view: &frame.view, made: &frame.made, frame }
    }

    /// The context that a template begins with: the site, and the lists it declares.
    #[must_use]
    pub fn context(&self, template: &str) -> Context {
        let lists = self.frame.with_lists.get(template);
        // A kind of page shows the lists of all pages unless it declares its own.
        let lists = lists.or_else(|| self.frame.with_lists.get("page.html").filter(|_| template.starts_with("kinds/")));
        lists.unwrap_or(&self.frame.base).clone()
    }
}
