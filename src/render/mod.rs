//! Pages of the site as bytes: a view is gathered, a template sees it, one pass over the HTML makes links relative.
//!
//! Knows nothing of radio and nothing of the disk.

mod body;
mod cite;
mod feed;
mod list;
mod page;
mod rewrite;
mod view;

pub use body::Directives;
pub use feed::{atom, json_feed, robots, sitemap};
pub use list::{home, not_found, redirect, section, taxonomy, term};
pub use list::{numbered, pages_of};
pub use page::{page, page_json};
pub use rewrite::{Links, rewrite};
pub use view::{Pager, SiteView, Summary, date_words};

use std::collections::BTreeMap;

use tera::Context;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::site::Site;
use crate::theme::Theme;

/// What every rendering needs. Shared by threads; nothing in it changes.
pub struct Renderer<'s> {
    pub site: &'s Site,
    pub config: &'s Config,
    pub theme: &'s Theme,
    pub view: SiteView,
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
        Self { site, config, theme, view, base, with_lists }
    }

    /// The context that a template begins with: the site, and the lists it declares.
    #[must_use]
    pub fn context(&self, template: &str) -> Context {
        self.with_lists.get(template).unwrap_or(&self.base).clone()
    }
}
