//! A token: a piece of the written text that the rules take as one.

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Letters, with apostrophes and combining marks between them.
    Word,
    /// `0` to `9`.
    Digits,
    /// Spaces.
    Space,
    /// Spaces with a tab among them: the edge between two cells of a table, over which nothing is read together.
    Cell,
    /// One end of line.
    Newline,
    /// A run of one punctuation mark or symbol: `,`, `...`, `((`.
    Mark,
    /// Characters that nobody sees and that are never said: zero-width spaces, soft hyphens, stray accents.
    Nothing,
    /// Where there is no token.
    End,
}

/// How a word's letters are cased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// Small letters only.
    Lower,
    /// A capital and then small letters.
    Title,
    /// Capitals only.
    Upper,
    /// Anything else: `VNeID`, `TTg`.
    Mixed,
}

/// Which letters a word is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Letters {
    /// `a` to `z` in any case.
    Ascii,
    /// Those of Latin script, at least one with a mark.
    Vietnamese,
    /// Letters of other scripts, or an apostrophe among them.
    Other,
}

/// A piece of text with its place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Bytes from the beginning of the text.
    pub start: u32,
    /// Where it ends, in the same count.
    pub end: u32,
    /// What it is made of.
    pub kind: Kind,
    /// Meaningful for words.
    pub case: Case,
    /// Meaningful for words.
    pub letters: Letters,
    /// Hash of the lower-case letters of a word, to look it up quickly.
    pub hash: u32,
}

impl Token {
    /// Is it a word in small letters, without an apostrophe?
    #[must_use]
    pub fn is_small(&self) -> bool {
        self.kind == Kind::Word && self.case == Case::Lower && self.letters != Letters::Other
    }
}
