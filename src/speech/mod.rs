//! What an announcer says: official written Vietnamese in words, with everything that was guessed, and how long it
//! lasts on air.
//!
//! A pure leaf: it imports nothing but [`crate::base`], reads no file and keeps no state. One pass cuts the text into
//! tokens ([`Token`]); an ordered table of rules ([`RULES`]) reads them, each rule seeing both sides.

mod abbreviation;
mod alphabet;
mod calendar;
mod date;
mod document;
mod foreign;
mod fraction;
mod holidays;
mod initials;
mod label;
mod layout;
mod legal;
mod lexer;
mod lexicon;
#[cfg(test)]
mod linear_tests;
mod number;
mod pace;
mod phone;
mod quantity;
mod range;
mod roman;
mod rule;
mod rules;
mod service;
mod sign;
mod speaker;
mod spoken;
mod style;
mod syllable;
mod time;
mod token;
mod unit;
mod vocabulary;
mod web;

pub use lexer::lex;
pub use lexicon::Lexicon;
pub use pace::{Band, Counts, Estimate, MARGIN, Pace, Pauses};
pub use rule::{Line, Read, Rule};
pub use rules::RULES;
pub use speaker::Speaker;
pub use spoken::{Confidence, Reading, Spoken};
pub use style::{DocumentNumber, FirstDays, Foreign, Style, Thousand, ZeroTens};
pub(crate) use syllable::is_one as is_syllable;
pub use token::{Case, Kind, Letters, Token};
