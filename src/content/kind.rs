//! The kinds of pages, and what each is called.

use crate::data::Name;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Kind {
    #[default]
    Article,
    Warning,
    Guide,
    Law,
    Plan,
    Notice,
    Faq,
    Page,
}

impl Kind {
    /// Words in front matter, English first, with the kind they stand for.
    pub const WORDS: [(Name, Self); 8] = [
        (&["article", "tin-bai", "bai"], Self::Article),
        (&["warning", "canh-bao"], Self::Warning),
        (&["guide", "huong-dan"], Self::Guide),
        (&["law", "phap-luat"], Self::Law),
        (&["plan", "ke-hoach"], Self::Plan),
        (&["notice", "thong-bao"], Self::Notice),
        (&["faq", "hoi-dap"], Self::Faq),
        (&["page", "trang"], Self::Page),
    ];

    #[must_use]
    pub fn id(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(words, _)| words[0])
    }

    /// What readers see: `Cảnh báo lừa đảo`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Article => "Tin bài",
            Self::Warning => "Cảnh báo lừa đảo",
            Self::Guide => "Hướng dẫn thủ tục",
            Self::Law => "Tìm hiểu pháp luật",
            Self::Plan => "Kế hoạch",
            Self::Notice => "Thông báo",
            Self::Faq => "Hỏi đáp",
            Self::Page => "Trang",
        }
    }

    /// The label on English pages.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::Article => "News",
            Self::Warning => "Fraud warning",
            Self::Guide => "Guide",
            Self::Law => "The law explained",
            Self::Plan => "Plan",
            Self::Notice => "Notice",
            Self::Faq => "Questions and answers",
            Self::Page => "Page",
        }
    }

    /// Whether pages of this kind go on air unless they say otherwise.
    #[must_use]
    pub fn airs(self) -> bool {
        matches!(self, Self::Article | Self::Warning | Self::Guide | Self::Law | Self::Notice)
    }
}
