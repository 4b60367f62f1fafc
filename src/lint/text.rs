//! The words of a page, cut into tokens once for all lints that look at them.

use std::borrow::Cow;
use std::ops::Range;

use super::Subject;
use crate::content::Kind;
use crate::markdown::{Block, BlockKind, Places, words_of};
use crate::speech::{self, Token, lex};

/// The texts of a page in reading order.
pub(super) struct PageText<'s> {
    passages: Vec<Stored<'s>>,
    tokens: Vec<Token>,
    /// Whether the page is in Vietnamese: lints on wording know no other language.
    pub vietnamese: bool,
    /// Whether the page gives the words of others: laws and plans are copied as they were issued.
    pub official: bool,
}

struct Stored<'s> {
    block: &'s Block,
    places: &'s Places,
    words: Cow<'s, str>,
    tokens: Range<usize>,
    has_digits: bool,
    is_odd: bool,
}

/// One block: a paragraph, a point of a list, a row of a table.
#[derive(Clone, Copy)]
pub(super) struct Passage<'t> {
    pub block: &'t Block,
    pub words: &'t str,
    pub tokens: &'t [Token],
    pub has_digits: bool,
    /// Whether there may be letters of other alphabets, or marks that join no letter.
    pub is_odd: bool,
    places: &'t Places,
}

impl<'s> PageText<'s> {
    pub fn of(subject: &Subject<'s>) -> Self {
        let document = subject.document;
        let body = &document.body;
        let mut passages = Vec::with_capacity(body.blocks.len());
        let mut tokens = Vec::new();
        for (block, places) in body.blocks.iter().zip(&body.places) {
            let words = words_of(block);
            if words.is_empty() {
                continue;
            }
            let from = tokens.len();
            lex(&words, 0, words.len(), &mut tokens);
            let has_digits = words.bytes().any(|byte| byte.is_ascii_digit());
            let is_odd = is_odd(words.as_bytes());
            passages.push(Stored { block, places, words, tokens: from..tokens.len(), has_digits, is_odd });
        }
        let lang = &document.front.lang;
        let lang = if lang.is_empty() { &subject.config.language } else { lang };
        let vietnamese = lang == "vi" || lang.starts_with("vi-");
        Self { passages, tokens, vietnamese, official: matches!(document.front.kind, Kind::Law | Kind::Plan) }
    }

    pub fn passages(&self) -> impl DoubleEndedIterator<Item = Passage<'_>> + Clone {
        self.passages.iter().map(|stored| Passage {
            block: stored.block,
            words: &stored.words,
            tokens: &self.tokens[stored.tokens.clone()],
            has_digits: stored.has_digits,
            is_odd: stored.is_odd,
            places: stored.places,
        })
    }

    /// What the writer says in sentences of their own: no quotes, no points of laws, no rows.
    pub fn prose(&self) -> impl Iterator<Item = Passage<'_>> {
        let own = |passage: &Passage<'_>| matches!(passage.block.kind, BlockKind::Paragraph | BlockKind::Item { .. });
        self.passages().filter(move |passage| self.vietnamese && !self.official && own(passage))
    }
}

impl<'t> Passage<'t> {
    pub fn kind(&self, at: usize) -> speech::Kind {
        self.tokens.get(at).map_or(speech::Kind::End, |token| token.kind)
    }

    /// The characters of a token; empty where there is none.
    pub fn str(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| &self.words[token.start as usize..token.end as usize])
    }

    /// The bytes of the words from one token up to and with another.
    pub fn bytes(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.tokens.get(first).map_or(0, |token| token.start as usize);
        start..self.tokens.get(last).map_or(start, |token| token.end as usize)
    }

    /// The bytes of the file for some bytes of the words.
    pub fn span(&self, bytes: Range<usize>) -> Range<u32> {
        self.places.span(bytes)
    }

    /// The word before a token, over one space.
    pub fn before(&self, at: usize) -> Option<usize> {
        let space = at.checked_sub(2)?;
        (self.kind(at - 1) == speech::Kind::Space && self.kind(space) == speech::Kind::Word).then_some(space)
    }

    /// The word after a token, over one space.
    pub fn after(&self, at: usize) -> Option<usize> {
        let next = at + 2;
        (self.kind(at + 1) == speech::Kind::Space && self.kind(next) == speech::Kind::Word).then_some(next)
    }

    /// Up to so many bytes before a place, in small letters.
    pub fn near_before(&self, at: usize, most: usize) -> String {
        let mut from = at.saturating_sub(most);
        while !self.words.is_char_boundary(from) {
            from -= 1;
        }
        self.words[from..at].to_lowercase()
    }

    /// Up to so many bytes behind a place, in small letters.
    pub fn near_after(&self, at: usize, most: usize) -> String {
        let mut to = self.words.len().min(at + most);
        while !self.words.is_char_boundary(to) {
            to += 1;
        }
        self.words[at..to].to_lowercase()
    }
}

/// Looks at bytes alone, and turns nearly every Vietnamese text away.
fn is_odd(words: &[u8]) -> bool {
    let pair = |at: usize, second: &[u8]| words.get(at + 1).is_some_and(|next| second.contains(next));
    words.iter().enumerate().any(|(at, byte)| match byte {
        // U+0250 to U+0532: IPA, combining marks, Greek, Cyrillic.
        0xc9..=0xd4 => true,
        // Ð and ð; Ɖ; full-width letters; letters of mathematics.
        0xc3 => pair(at, &[0x90, 0xb0]),
        0xc6 => pair(at, &[0x89]),
        0xef => pair(at, &[0xbc, 0xbd]),
        0xf0 => pair(at, &[0x9d]),
        _ => false,
    })
}

/// Whether a text holds one of some words or phrases.
pub(super) fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
