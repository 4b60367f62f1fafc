//! The tables of words that come with the program: data alone, for the lexicon to hold.
//!
//! Sources: the signs in Nghị định 30/2020/NĐ-CP (Phụ lục I and III), Quy định 66-QĐ/TW and Hướng dẫn 36-HD/VPTW of the
//! Party, the names of ministries after the 15th National Assembly's resolution 176/2025/QH15, and the lists of
//! abbreviations ("Danh mục từ viết tắt") at the head of plans and reports of provinces and wards.

mod addresses;
mod ambiguous;
mod brands;
mod daily;
mod documents;
mod fields;
mod foreign_words;
mod organs;
mod signs;

pub(crate) use addresses::{ENDS, FILES, PARTS};
pub(crate) use ambiguous::{AMBIGUOUS, COUNTED, NAME, NUMBER, ROAD};
pub(crate) use documents::{ISSUERS, KINDS};

/// All foreign words.
pub(crate) fn words() -> impl Iterator<Item = &'static foreign_words::Word> {
    foreign_words::WORDS.iter().chain(brands::BRANDS)
}

/// Written and spoken forms of all built-in abbreviations.
pub(crate) fn abbreviations() -> impl Iterator<Item = (&'static str, &'static str)> {
    [organs::ORGANS, organs::PEOPLE, fields::FIELDS, daily::DAILY, signs::SIGNS].into_iter().flatten().copied()
}
