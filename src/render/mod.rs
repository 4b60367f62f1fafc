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
mod frame;
mod gathered;
mod headers;
mod kinds;
mod list;
mod listen;
mod office;
mod outward;
mod page;
mod picture;
mod plain;
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

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::Context;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::site::Site;
use crate::theme::Theme;
use frame::Frames;

/// What a build makes of all pages together before it renders the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made {
    /// The list from A to Z.
    pub alphabet: Arc<Vec<Leaf>>,
    /// The index of the search.
    pub shards: Vec<Arc<Shard>>,
    /// What the radio tells the portal.
    pub airing: Airing,
}

/// What all pages of one site have in common, made once. Shared by threads; nothing that can be seen of it changes.
pub struct Common {
    view: SiteView,
    made: Made,
    /// The site's view as templates see it, made once.
    base: Context,
    /// The same with the lists that a template declares, made once: a list is the same on every page.
    with_lists: BTreeMap<String, Lists>,
    frames: Frames,
}

/// What a template that declares lists begins with.
#[derive(Clone)]
struct Lists {
    context: Context,
    /// The addresses of all pages in them.
    urls: BTreeSet<String>,
}

/// What every rendering needs: a site, and what its pages have in common.
#[derive(Clone, Copy)]
pub struct Renderer<'s> {
    pub site: &'s Site,
    pub config: &'s Config,
    pub theme: &'s Theme,
    pub view: &'s SiteView,
    pub made: &'s Made,
    common: &'s Common,
}

/// A mistake in a template, at its place in the theme.
pub type Outcome<T> = Result<T, Box<Diagnostic>>;

impl Common {
    #[must_use]
    pub fn new(site: &Site, config: &Config, theme: &Theme) -> Self {
        let view = SiteView::new(site, config);
        let mut base = Context::new();
        base.insert("site", &view);
        let with_lists = list::contexts(site, &theme.manifest, &base);
        base.insert("lists", &BTreeMap::<&str, ()>::new());
        let frames = Frames::new(theme.templates(), &view);
        Self { view, made: Made::default(), base, with_lists, frames }
    }

    #[must_use]
    pub fn made(&self) -> &Made {
        &self.made
    }

    /// The same with what was made of all pages together; before, no page knows of the radio, the search or the A–Z list.
    #[must_use]
    pub fn with(&self, theme: &Theme, made: Made) -> Self {
        let (mut view, mut base, mut with_lists) = (self.view.clone(), self.base.clone(), self.with_lists.clone());
        view.airs(!made.airing.is_empty());
        for context in with_lists.values_mut().map(|lists| &mut lists.context).chain([&mut base]) {
            context.insert("site", &view);
        }
        let frames = Frames::new(theme.templates(), &view);
        Self { view, made, base, with_lists, frames }
    }
}

impl<'s> Renderer<'s> {
    /// `common` must have been made of the same site.
    #[must_use]
    pub fn new(site: &'s Site, config: &'s Config, theme: &'s Theme, common: &'s Common) -> Self {
        Self { site, config, theme, view: &common.view, made: &common.made, common }
    }

    /// The context that a template begins with: the site, and the lists it declares.
    #[must_use]
    pub fn context(&self, template: &str) -> Context {
        self.lists_of(template).map_or(&self.common.base, |(_, lists)| &lists.context).clone()
    }

    /// The lists of a template, and the name under which they are declared.
    fn lists_of(&self, template: &str) -> Option<(&str, &Lists)> {
        let declared = |name: &str| self.common.with_lists.get_key_value(name);
        // A kind of page shows the lists of all pages unless it declares its own.
        let found = declared(template).or_else(|| declared("page.html").filter(|_| template.starts_with("kinds/")));
        found.map(|(name, lists)| (name.as_str(), lists))
    }
}
