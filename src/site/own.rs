//! Pages that Loa makes itself beside what people write: where each stands, and what it is called.

use super::Site;

/// A page of Loa's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Own {
    Search,
    Alphabet,
    Map,
    Contacts,
    Channels,
    Programmes,
}

impl Own {
    pub const ALL: [Self; 6] =
        [Self::Search, Self::Alphabet, Self::Map, Self::Contacts, Self::Channels, Self::Programmes];

    #[must_use]
    pub fn url(self) -> &'static str {
        match self {
            Self::Search => "/tim-kiem/",
            Self::Alphabet => "/a-z/",
            Self::Map => "/so-do-trang/",
            Self::Contacts => "/lien-he/",
            Self::Channels => "/kenh-chinh-thuc/",
            Self::Programmes => "/phat-thanh/",
        }
    }

    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Search => "Tìm kiếm",
            Self::Alphabet => "Danh sách A–Z",
            Self::Map => "Sơ đồ trang",
            Self::Contacts => "Liên hệ",
            Self::Channels => "Kênh chính thức",
            Self::Programmes => "Lịch phát thanh",
        }
    }

    /// Those that other pages link to: the search is reached through its box, and programmes only where something `airs`.
    pub fn linked(airs: bool) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |own| *own != Self::Search && (airs || *own != Self::Programmes))
    }

    /// Whether a page or a section that somebody wrote may stand in its place: a ward tells best itself how to reach it.
    #[must_use]
    pub fn yields(self) -> bool {
        matches!(self, Self::Contacts | Self::Channels)
    }

    /// Whether somebody wrote it, so that Loa does not.
    #[must_use]
    pub fn is_written(self, site: &Site) -> bool {
        let url = self.url();
        self.yields()
            && (site.pages.iter().any(|page| page.url.as_str() == url)
                || site.sections.iter().any(|section| section.url.as_str() == url))
    }
}
