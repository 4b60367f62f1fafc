//! Pages of the site as bytes: a view is gathered, a template sees it, one pass over the HTML makes links relative.
//!
//! Knows nothing of radio and nothing of the disk.

mod body;
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
}

/// A mistake in a template, at its place in the theme.
pub type Outcome<T> = Result<T, Box<Diagnostic>>;

impl<'s> Renderer<'s> {
    #[must_use]
    pub fn new(site: &'s Site, config: &'s Config, theme: &'s Theme) -> Self {
        let view = SiteView::new(site, config);
        let mut base = Context::new();
        base.insert("site", &view);
        Self { site, config, theme, view, base }
    }

    /// The context that templates begin with.
    #[must_use]
    pub fn context(&self) -> Context {
        self.base.clone()
    }
}
