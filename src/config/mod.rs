//! `loa.toml` and the small data files beside the content, read into types; every mistake is told at once.

mod addresses;
mod alerts;
mod channels;
mod contacts;
mod holidays;
mod phrases;
mod radio;
mod radio_keys;
mod site_keys;

pub use addresses::parse_addresses;
pub use alerts::{Alert, Notice};
pub use channels::Channel;
pub use contacts::{Contact, data_syntax, parse_contacts};
pub use holidays::parse_holidays;
pub use phrases::{Phrase, Phrases};
pub use radio::{Announcer, BlockedHours, Cue, Frame, Radio, SlotRule, command_words};
pub use site_keys::{is_placeholder, parse};

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::Date;
use crate::diag::{Code, Severity};
use crate::speech;

/// Everything that `loa.toml` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    pub base_url: BaseUrl,
    /// Where `base_url` stands, for messages.
    pub base_url_span: Range<u32>,
    pub title: String,
    pub language: String,
    pub theme: String,
    /// Where `theme` stands, for messages.
    pub theme_span: Range<u32>,
    /// A sample site: banner, `noindex`, placeholders allowed.
    pub sample: bool,
    /// A state body's own site: masthead; needs a `.gov.vn` address.
    pub official: bool,
    /// Pages per list page.
    pub paginate: usize,
    /// IANA name of the zone whose midnight begins a new day.
    pub timezone: String,
    pub unit: Unit,
    pub topics: Vec<Term>,
    pub audiences: Vec<Term>,
    /// Parts of the ward: tổ dân phố, thôn.
    pub areas: Vec<Term>,
    /// What stands above every page for some days.
    pub alerts: Vec<Notice>,
    /// Days off, sorted: from `content/_data/holidays.toml`.
    pub holidays: Vec<Date>,
    pub menu: Vec<MenuItem>,
    pub channels: Vec<Channel>,
    pub radio: Radio,
    pub speech: speech::Style,
    /// Codes whose severity the site changes; `None` is off.
    pub lint: BTreeMap<String, Option<Severity>>,
    pub profile: Profile,
}

impl Config {
    /// Whether anybody wants to hear of a code.
    #[must_use]
    pub fn hears(&self, code: &Code) -> bool {
        self.lint.get(code.id) != Some(&None)
    }

    /// Whether the site has made an error of a code: then a build asks for it too.
    #[must_use]
    pub fn raises(&self, code: &Code) -> bool {
        self.lint.get(code.id) == Some(&Some(Severity::Error))
    }
}

/// Where the portal will stand: `https://host/prefix/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// `https://host`, without a slash at the end.
    pub origin: String,
    /// The path, beginning and ending with `/`.
    pub prefix: String,
}

impl BaseUrl {
    /// Reads an `http` or `https` address; `None` when it is no such address or has a query or a fragment.
    ///
    /// ```
    /// use loa::config::BaseUrl;
    /// let base = BaseUrl::parse("https://phuong.example.gov.vn/cong").unwrap();
    /// assert_eq!((base.prefix.as_str(), base.host()), ("/cong/", "phuong.example.gov.vn"));
    /// assert_eq!(base.absolute("/a/b/"), "https://phuong.example.gov.vn/cong/a/b/");
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        if rest.contains(['?', '#', ' ', '"', '<', '>', '\\']) || rest.starts_with('/') || rest.is_empty() {
            return None;
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let scheme = &text[..text.len() - rest.len()];
        let path = path.trim_matches('/');
        let prefix = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        Some(Self { origin: format!("{scheme}{host}"), prefix })
    }

    #[must_use]
    pub fn host(&self) -> &str {
        let host = self.origin.split("://").nth(1).unwrap_or_default();
        host.split(':').next().unwrap_or_default()
    }

    /// The full address of a site path such as `/a/b/`.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}{}", self.origin, self.prefix, path.trim_start_matches('/'))
    }
}

/// The body whose site this is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unit {
    /// `Phường`, `Xã` or `Đặc khu`.
    pub kind: UnitKind,
    pub name: String,
    pub city: String,
    pub responsible: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    /// Office hours and the days on which citizens are received, a line each.
    pub hours: Vec<String>,
    pub reception: Vec<String>,
    pub parent_name: String,
    pub parent_url: String,
    /// Keys whose value is still in square brackets: key, value, place.
    pub placeholders: Vec<(String, String, Range<u32>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UnitKind {
    #[default]
    Ward,
    Commune,
    SpecialZone,
}

impl UnitKind {
    /// The word before the name, in lower case: `phường`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ward => "phường",
            Self::Commune => "xã",
            Self::SpecialZone => "đặc khu",
        }
    }
}

impl Unit {
    /// `phường Mẫu`
    ///
    /// ```
    /// let unit = loa::config::Unit { name: "Phường Mẫu".into(), ..Default::default() };
    /// assert_eq!(unit.full_name(), "phường Mẫu");
    /// ```
    #[must_use]
    pub fn full_name(&self) -> String {
        // Many write the word into the name as well: `Phường Mẫu`.
        let (word, name) = (self.kind.word(), self.name.trim());
        let start = name.char_indices().nth(word.chars().count()).map_or(name.len(), |(at, _)| at);
        let bare = if name[..start].to_lowercase() == word { name[start..].trim_start() } else { name };
        format!("{word} {bare}").trim().to_owned()
    }
}

/// An entry of a closed list that pages choose from: a topic or an audience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub id: String,
    pub title: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    pub title: String,
    /// `@/section/_index.md`, `/path/` or a full address.
    pub url: String,
    /// Where `url` stands, for messages.
    pub span: Range<u32>,
}

/// Duties that differ from place to place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// Programmes a week that the place's plan requires, where it differs from `[radio] per_week`.
    pub per_week: Option<u32>,
    /// Topics without which a schedule is an error, not only a warning.
    pub required_topics: Vec<String>,
    /// Days on which reports are due, as written in the plan: `15/6`.
    pub reports: Vec<String>,
}
