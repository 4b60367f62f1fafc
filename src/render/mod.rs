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

use std::collections::{BTreeMap, BTreeSet};

use tera::Context;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::site::Site;
use crate::theme::Theme;
use frame::Frames;

/// What a build makes of all pages together before it renders the first.
#[derive(Debug, Default)]
pub struct Made {
    /// The list from A to Z.
    pub alphabet: Vec<Leaf>,
    /// The index of the search.
    pub shards: Vec<Shard>,
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
    with_lists: BTreeMap<String, Lists>,
    frames: Frames,
}

/// What a template that declares lists begins with.
struct Lists {
    context: Context,
    /// The addresses of all pages in them.
    urls: BTreeSet<String>,
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
        let frames = Frames::new(theme.templates(), &view);
        Self { site, config, theme, view, made: Made::default(), base, with_lists, frames }
    }

    /// Takes over what was made of all pages together; before, no page knows of the radio, the search or the A–Z list.
    pub fn learn(&mut self, made: Made) {
        self.view.airs(!made.airing.is_empty());
        self.made = made;
        for context in self.with_lists.values_mut().map(|lists| &mut lists.context).chain([&mut self.base]) {
            context.insert("site", &self.view);
        }
        self.frames = Frames::new(self.theme.templates(), &self.view);
    }

    /// The context that a template begins with: the site, and the lists it declares.
    #[must_use]
    pub fn context(&self, template: &str) -> Context {
        self.lists_of(template).map_or(&self.base, |(_, lists)| &lists.context).clone()
    }

    /// The lists of a template, and the name under which they are declared.
    fn lists_of(&self, template: &str) -> Option<(&str, &Lists)> {
        let declared = |name: &str| self.with_lists.get_key_value(name);
        // A kind of page shows the lists of all pages unless it declares its own.
        let found = declared(template).or_else(|| declared("page.html").filter(|_| template.starts_with("kinds/")));
        found.map(|(name, lists)| (name.as_str(), lists))
    }
}
