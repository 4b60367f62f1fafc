//! What stands above every page today: banners of `loa.toml` and of pages, the most urgent first.

use std::cmp::Reverse;

use serde::Serialize;

use crate::base::{Date, SourcePath};
use crate::config::{Alert, Config};
use crate::markdown::Target;
use crate::site::{Page, Site};

/// More banners than this are read by nobody.
const MOST: usize = 3;

/// Days that an emergency stands when nobody said until when.
const UNTIL_TOLD: i32 = 7;

/// One banner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AlertView {
    pub level: Alert,
    /// The level in a word, for colour must not be the only sign.
    pub label: &'static str,
    pub text: String,
    /// Empty where there is nothing more to read.
    pub url: String,
    /// The last day, as `2026-11-25`: a copy that is not built anew can take it away by itself.
    pub until: Date,
    pub until_words: String,
}

/// The banners of the site's day.
pub(super) fn alerts(site: &Site, config: &Config) -> Vec<AlertView> {
    let home = SourcePath::from("content/_index.md");
    let link = |url: &str| match Target::of(url, &home) {
        _ if url.is_empty() => String::new(),
        Target::External(address) => address,
        target => site.path_of(&target).unwrap_or_default(),
    };
    let view = |level: Alert, text: &str, url: String, until: Date| AlertView {
        level,
        label: label(level),
        text: text.to_owned(),
        url,
        until,
        until_words: until.official(),
    };
    let configured = config
        .alerts
        .iter()
        .filter(|alert| alert.from.is_none_or(|from| from <= site.today) && site.today <= alert.until)
        .map(|alert| view(alert.level, &alert.text, link(&alert.url), alert.until));
    let of_pages = site.listed().map(|id| site.page(id)).filter_map(|page| {
        let (level, until) = standing(page, site.today)?;
        Some(view(level, &page.document.front.title, page.url.to_string(), until))
    });
    let mut all: Vec<AlertView> = configured.chain(of_pages).collect();
    all.sort_by_key(|alert| Reverse(alert.level));
    all.truncate(MOST);
    all
}

/// The level and the last day of a page's banner, where it has one on this day. An emergency always has one; of the
/// other levels only those whose last day is given.
fn standing(page: &Page, today: Date) -> Option<(Alert, Date)> {
    let front = &page.document.front;
    let level = front.alert?;
    let from = front.alert_from.unwrap_or(page.date);
    let told = match level {
        Alert::Emergency => front.alert_until.or(front.expires).unwrap_or_else(|| from.plus_days(UNTIL_TOLD)),
        _ => front.alert_until?,
    };
    let until = front.expires.map_or(told, |last| last.min(told));
    (from <= today && today <= until).then_some((level, until))
}

fn label(level: Alert) -> &'static str {
    match level {
        Alert::Info => "Thông báo",
        Alert::Warning => "Cảnh báo",
        Alert::Emergency => "Khẩn cấp",
    }
}
