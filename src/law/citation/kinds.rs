//! The kinds of documents: how each is written in running text, and the signs that its number bears.

use super::cursor::{Cursor, key};

/// What a document calls itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Constitution,
    Code,
    Law,
    Ordinance,
    Order,
    Resolution,
    Decree,
    Decision,
    Circular,
    Directive,
    Dispatch,
    Telegram,
    Plan,
    Notice,
    Guideline,
    Programme,
    Report,
    Proposal,
    Conclusion,
    Regulation,
    Rules,
    Consolidated,
    Text,
}

/// How far a word alone says that a document is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    /// Cited by its title: `Luật Đất đai`.
    Titled,
    /// A number may follow at once: `Nghị định 142`.
    Sure,
    /// Also a verb or a common noun: `quyết định 3 việc`.
    Common,
    /// Letters that stand for other things too: `TT`, `CT`.
    Letters,
}

use Kind as K;
use Strength as S;

/// Words and their kinds; longer ones first.
const WORDS: &[(&str, Kind, Strength)] = &[
    ("văn bản hợp nhất", K::Consolidated, S::Common),
    ("nghị quyết liên tịch", K::Resolution, S::Sure),
    ("thông tư liên tịch", K::Circular, S::Sure),
    ("kế hoạch liên tịch", K::Plan, S::Common),
    ("hướng dẫn liên ngành", K::Guideline, S::Common),
    ("hướng dẫn liên tịch", K::Guideline, S::Common),
    ("bộ luật", K::Code, S::Titled),
    ("luật", K::Law, S::Titled),
    ("hiến pháp", K::Constitution, S::Titled),
    ("pháp lệnh", K::Ordinance, S::Titled),
    ("nghị quyết", K::Resolution, S::Sure),
    ("nghị định", K::Decree, S::Sure),
    ("quyết định", K::Decision, S::Common),
    ("thông tư", K::Circular, S::Sure),
    ("chỉ thị", K::Directive, S::Sure),
    ("công văn", K::Dispatch, S::Common),
    ("công điện", K::Telegram, S::Common),
    ("kế hoạch", K::Plan, S::Common),
    ("thông báo", K::Notice, S::Common),
    ("thông tri", K::Notice, S::Common),
    ("hướng dẫn", K::Guideline, S::Common),
    ("chương trình", K::Programme, S::Common),
    ("báo cáo", K::Report, S::Common),
    ("tờ trình", K::Proposal, S::Common),
    ("kết luận", K::Conclusion, S::Common),
    ("quy định", K::Regulation, S::Common),
    ("qui định", K::Regulation, S::Common),
    ("quy chế", K::Rules, S::Common),
    ("sắc lệnh", K::Order, S::Common),
    ("lệnh", K::Order, S::Common),
    ("văn bản", K::Text, S::Common),
    ("giấy mời", K::Text, S::Common),
    ("đề án", K::Text, S::Common),
    ("phương án", K::Text, S::Common),
];

/// Abbreviations, written in capitals.
const LETTERS: &[(&str, Kind, Strength)] = &[
    ("NĐ", K::Decree, S::Sure),
    ("QĐ", K::Decision, S::Sure),
    ("NQ", K::Resolution, S::Sure),
    ("TTLT", K::Circular, S::Sure),
    ("TT", K::Circular, S::Letters),
    ("CT", K::Directive, S::Letters),
    ("KH", K::Plan, S::Letters),
    ("CV", K::Dispatch, S::Letters),
    ("CĐ", K::Telegram, S::Letters),
    ("TB", K::Notice, S::Letters),
    ("HD", K::Guideline, S::Letters),
    ("KL", K::Conclusion, S::Letters),
    ("PL", K::Ordinance, S::Letters),
];

/// Codes of law that are cited by letters alone, with their titles.
pub(super) const CODES: &[(&str, &str)] = &[
    ("BLHS", "Hình sự"),
    ("BLDS", "Dân sự"),
    ("BLTTHS", "Tố tụng hình sự"),
    ("BLTTDS", "Tố tụng dân sự"),
    ("BLLĐ", "Lao động"),
];

/// The sign of a number's first group, as it must be written, and its kind: `QĐ` of `367/QĐ-TTg`.
pub(super) const SIGNS: &[(&str, Kind)] = &[
    ("NĐ", K::Decree),
    ("QĐ", K::Decision),
    ("NQ", K::Resolution),
    ("TT", K::Circular),
    ("TTLT", K::Circular),
    ("NQLT", K::Resolution),
    ("CT", K::Directive),
    ("KH", K::Plan),
    ("KHLT", K::Plan),
    ("KHPH", K::Plan),
    ("TB", K::Notice),
    ("HD", K::Guideline),
    ("HDLN", K::Guideline),
    ("HDLT", K::Guideline),
    ("BC", K::Report),
    ("TTr", K::Proposal),
    ("CTr", K::Programme),
    ("CTHĐ", K::Programme),
    ("CTrHĐ", K::Programme),
    ("CĐ", K::Telegram),
    ("CV", K::Dispatch),
    ("KL", K::Conclusion),
    ("QC", K::Rules),
    ("QCPH", K::Rules),
    ("QyĐ", K::Regulation),
    ("QĐi", K::Regulation),
    ("PL", K::Ordinance),
    ("L", K::Order),
    ("SL", K::Order),
    ("VBHN", K::Consolidated),
    ("ĐA", K::Text),
    ("PA", K::Text),
    ("GM", K::Text),
    ("BB", K::Text),
    ("TM", K::Text),
    ("BGN", K::Text),
    ("BTT", K::Text),
    ("TTg", K::Directive),
    ("CP", K::Dispatch),
    ("TC", K::Text),
];

impl Kind {
    /// `Nghị định`
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            K::Constitution => "Hiến pháp",
            K::Code => "Bộ luật",
            K::Law => "Luật",
            K::Ordinance => "Pháp lệnh",
            K::Order => "Lệnh",
            K::Resolution => "Nghị quyết",
            K::Decree => "Nghị định",
            K::Decision => "Quyết định",
            K::Circular => "Thông tư",
            K::Directive => "Chỉ thị",
            K::Dispatch => "Công văn",
            K::Telegram => "Công điện",
            K::Plan => "Kế hoạch",
            K::Notice => "Thông báo",
            K::Guideline => "Hướng dẫn",
            K::Programme => "Chương trình",
            K::Report => "Báo cáo",
            K::Proposal => "Tờ trình",
            K::Conclusion => "Kết luận",
            K::Regulation => "Quy định",
            K::Rules => "Quy chế",
            K::Consolidated => "Văn bản hợp nhất",
            K::Text => "Văn bản",
        }
    }

    /// The kind that a register calls by its Vietnamese name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let wanted: Vec<String> = name.split_whitespace().map(key).collect();
        let is = |words: &str| words.split(' ').map(key).eq(wanted.iter().cloned());
        WORDS.iter().find(|(words, ..)| is(words)).map(|(_, kind, _)| *kind)
    }

    /// Kinds that only the National Assembly and its committee issue.
    pub(super) fn is_parliamentary(self) -> bool {
        matches!(self, K::Constitution | K::Code | K::Law | K::Ordinance)
    }

    /// Laws and codes are one when a text says `luật này`.
    pub(super) fn is_law(self) -> bool {
        matches!(self, K::Law | K::Code)
    }
}

/// A kind at a cursor, which is moved behind it.
pub(super) fn kind(cursor: &mut Cursor<'_>) -> Option<(Kind, Strength)> {
    let (word, after) = cursor.next_word();
    if let Some((_, kind, strength)) = LETTERS.iter().find(|(letters, ..)| *letters == word) {
        *cursor = after;
        return Some((*kind, *strength));
    }
    // The first letter decides for most of the table, which is in small letters.
    let first = word.chars().next()?.to_lowercase().next()?;
    let fits = |words: &str| words.starts_with(first);
    let (_, kind, strength) = WORDS.iter().find(|(words, ..)| fits(words) && cursor.take(words))?;
    Some((*kind, *strength))
}
