//! The table of rules, tried from top to bottom at each place of a text.

use std::sync::LazyLock;

use crate::speech::rule::Rule;
use crate::speech::token::Kind;
use crate::speech::{
    abbreviation, alphabet, calendar, date, document, foreign, fraction, initials, layout, legal, phone, quantity,
    range, roman, service, time, web,
};

/// All rules; order is meaning. What a site says of its words comes first, what is left over last.
pub static RULES: &[&dyn Rule] = &[
    &abbreviation::SiteEntry,  // the ward's lexicon overrides everything
    &calendar::Calendar,       // T10/2026, Q.III/2026, CN
    &layout::Marker,           // "- ", "1. ", "a) ", "I. " at the beginning of a line
    &initials::Initials,       // Bà Nguyễn Thị H., P. Bạch Đằng
    &layout::Ending,           // "./.", "v.v."
    &web::Address,             // addresses of pages, mailboxes and computers
    &document::Standard,       // QCVN 01:2021/BXD
    &document::DocumentNumber, // 142/2026/NĐ-CP, before dates and fractions
    &service::Service,         // 113, gửi 1414
    &phone::Phone,             // numbers that are dialled, before amounts
    &phone::Plate,             // 15A-123.45
    &date::Blank,              // ngày … tháng 6 năm 2026
    &date::Dates,              // 30/4/2026, before fractions
    &time::Time,               // 7h30, 07:30, 4p30s
    &phone::Coded,             // accounts, identity numbers, versions: digit by digit
    &roman::Roman,             // Quý II, khóa XV, before letters and abbreviations
    &quantity::Money,          // USD 5 triệu, before the names of currencies
    &abbreviation::Phrase,     // đ/c, TP.HCM: entries of several tokens
    &legal::Letter,            // điểm đ, ký tự A
    &legal::ShortName,         // Luật Trí tuệ nhân tạo (Luật)
    &abbreviation::Ambiguous,  // TT, CT, ĐT: what the words around say
    &abbreviation::Builtin,    // UBND, KH&CN
    &foreign::Known,           // AI, VNeID, Zalo
    &quantity::Ordinal,        // thứ 4, hạng 1
    &fraction::Fraction,       // 2/3 số hộ, 19/19 tiêu chí, 123/4
    &quantity::Quantity,       // amounts with units and money
    &range::Negative,          // -5 °C
    &range::Dash,              // 10-15, kinh tế - xã hội
    &range::Slash,             // lần/tuần, và/hoặc
    &alphabet::Code,           // A1B, G7, 4K
    &alphabet::Capitals,       // headings; what else is in capitals
    &foreign::Unknown,         // words that are not Vietnamese
    &layout::Symbol,           // %, &, brackets; all others are dropped
];

/// Those of [`RULES`] that may begin with a kind of token, in their order.
pub(crate) fn beginning_with(kind: Kind) -> &'static [&'static dyn Rule] {
    static BY_KIND: LazyLock<[Vec<&'static dyn Rule>; KINDS.len()]> = LazyLock::new(|| {
        KINDS.map(|kind| RULES.iter().copied().filter(|rule| rule.begins().contains(&kind)).collect())
    });
    KINDS.iter().position(|known| *known == kind).map_or(&[], |at| &BY_KIND[at])
}

const KINDS: [Kind; 7] = [Kind::Word, Kind::Digits, Kind::Mark, Kind::Space, Kind::Newline, Kind::Nothing, Kind::End];
