//! Finds the legal documents and provisions that a text cites, in one pass and in time linear in the text.
//!
//! Each cited provision is one citation, and so is each document cited as a whole: `điểm a, b khoản 1 Điều 5 Luật X` is two,
//! `Điều 7 đến Điều 9` three, `Luật X, Điều 7` one. A name with its number, `Luật X (số 1/2025/QH15)`, is one document.
//! `Điều 7` without a document, and `Điều 7 của Luật này`, belong to the document cited before them. `Luật này` alone,
//! `Kế hoạch này` and the heading `Điều 1. …` of a text of its own cite nothing.

mod amendments;
mod before;
mod cursor;
mod date;
mod details;
mod document;
mod issuer;
mod kinds;
mod labels;
mod number;
mod provinces;
mod provision;
mod register;
mod titles;
mod trigger;

pub use kinds::Kind;
pub use provision::Provision;
pub use register::Finder;

use std::ops::Range;

use crate::base::Date;
use cursor::Cursor;
use document::Document;

/// A document, or a provision of one, cited in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Bytes of the text: the whole phrase, with date and issuer.
    pub range: Range<usize>,
    pub kind: Option<Kind>,
    /// The register's number when the document is known, else as written; `None` for a title alone.
    pub number: Option<String>,
    /// The number as the text has it.
    pub written: Option<String>,
    /// The date that the text gives, in the phrase or before it: `Ngày 30/4/2026, Chính phủ ban hành …`.
    pub date: Option<Date>,
    /// The issuer that the text gives.
    pub issuer: Option<String>,
    pub provision: Provision,
    /// The row of the register.
    pub law: Option<usize>,
    /// The row that the title alone would name, where the number names another.
    pub titled: Option<usize>,
    /// Whether the document stands in the phrase itself, and is not taken from the text before.
    pub direct: bool,
}

/// What was cited before in the same page: what `Luật này` and `Điều 7` refer to.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    /// The document that the page itself is about, as a row of the register.
    pub page: Option<usize>,
    /// The last document of each kind, the latest last.
    said: Vec<Said>,
    /// The article that was cited last in the text that is being read, and where: what `Điều này` means a sentence later.
    article: Option<(String, usize)>,
    /// Whether the latest was said in the text that is being read.
    near: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    kind: Option<Kind>,
    number: Option<String>,
    law: Option<usize>,
}

impl Memory {
    /// For a page about this row of the register.
    #[must_use]
    pub fn of_page(law: Option<usize>) -> Self {
        Self { page: law, ..Self::default() }
    }

    fn say(&mut self, said: Said) {
        self.said.retain(|old| old.kind != said.kind);
        self.said.push(said);
        self.near = true;
    }
}

/// What was read at one place, before it is looked up.
struct Read {
    range: Range<usize>,
    document: Option<Document>,
    provisions: Vec<Provision>,
    /// `Điều 3 chị em tâm đắc` where a sentence begins: an article only if a document was cited before.
    loose: bool,
}

impl Finder {
    /// The citations of one text, in order. `memory` is what the page said before, and what it says from now on.
    ///
    /// ```
    /// use loa::law::{Finder, Memory};
    /// let finder = Finder::new(&[]);
    /// let found = finder.find("Theo khoản 2 Điều 11 Luật số 134/2025/QH15.", &mut Memory::default());
    /// assert_eq!(found[0].number.as_deref(), Some("134/2025/QH15"));
    /// assert_eq!(found[0].provision.article.as_deref(), Some("11"));
    /// ```
    #[must_use]
    pub fn find(&self, text: &str, memory: &mut Memory) -> Vec<Citation> {
        let mut found = Vec::new();
        let mut at = 0;
        memory.near = false;
        memory.article = None;
        while let Some(start) = trigger::next(text, at) {
            match self.read(text, start) {
                Ok(reads) => {
                    for read in reads {
                        at = at.max(read.range.end);
                        self.cite(text, read, memory, &mut found);
                    }
                }
                Err(end) => at = end,
            }
            let step = text[start..].chars().next().map_or(1, char::len_utf8);
            at = at.max(start + step);
        }
        look_ahead(text, &mut found);
        found
    }

    /// Reads at a place where something may begin; otherwise says where to go on.
    fn read(&self, text: &str, start: usize) -> Result<Vec<Read>, usize> {
        let cursor = Cursor::new(text, start);
        let mut skip = start;
        match provision::chain(cursor) {
            Ok(chain) => {
                let mut end = chain.end;
                let mut look = Cursor::new(text, end);
                let mut document = None;
                if provision::joins_document(&mut look, true) {
                    document::carried(&mut look);
                    document = document::document(&mut look, self.titles()).or_else(|| document::back(&mut look));
                }
                if document.is_some() {
                    end = look.at;
                } else if !chain.sure || is_heading(text, start, &chain) {
                    return Err(end);
                }
                let loose = document.is_none() && is_loose(text, start, &chain);
                return Ok(vec![Read { range: start..end, document, provisions: chain.provisions, loose }]);
            }
            Err(end) => skip = skip.max(end),
        }
        let mut look = cursor;
        let Some(mut document) = document::document(&mut look, self.titles()) else { return Err(skip) };
        let bare = document.date.is_none() && document.issuer.is_none() && document.number.is_some();
        if is_letterhead(text, start, look.at) || bare && is_form(text, start) {
            return Err(look.at);
        }
        before::complete(start, &mut look, &mut document);
        let mut reads = Vec::new();
        let many = cursor::same(Cursor::word_before(text, start).0, "các");
        let kind = document.kind;
        let listed = document.number.as_ref().is_some_and(|number| !number.signed) && !document.doubtful;
        let titled = many && document.title.as_ref().is_some_and(|title| title.known);
        let (end, provisions) = behind(look, self.titles());
        reads.push(Read { range: start..end, document: Some(document), provisions, loose: false });
        if listed || titled {
            self.list(kind, listed, text, &mut reads);
        }
        Ok(reads)
    }

    /// What goes on with a kind that is said once: `Nghị định 142, 80 và 224`, `các Luật Đất đai, Nhà ở`.
    fn list(&self, kind: Option<Kind>, numbers: bool, text: &str, reads: &mut Vec<Read>) {
        let Some(first) = reads.last() else { return };
        let mut last = Cursor::new(text, first.range.end);
        loop {
            let mut next = last;
            if next.mark(&[',']).is_none() && !next.take("và") {
                break;
            }
            next.blanks();
            let from = next.at;
            let document = if numbers {
                let number = number::number(&mut next, true).filter(|number| {
                    let alone =
                        !document::counted(&next) && document::free(&next) && kinds::kind(&mut next.clone()).is_none();
                    number.signed || number.year.is_some() || number.running < 1000 && alone
                });
                number.map(|number| Document { number: Some(number), ..Document::default() })
            } else {
                let title = kind.filter(|_| cursor::starts_upper(next.letters()));
                let title = title.and_then(|kind| self.titles().longest(&mut next, kind, false));
                title.map(|title| Document { title: Some(title), ..Document::default() })
            };
            let Some(document) = document else { break };
            let document = Document { kind, ..document };
            let range = from..next.at;
            reads.push(Read { range, document: Some(document), provisions: Vec::new(), loose: false });
            last = next;
        }
        // `Nghị quyết số 57, 59, 66 và 68 của Bộ Chính trị`
        let mut common = Document::default();
        details::details(&mut last, &mut common);
        if reads.len() > 1 {
            for document in reads.iter_mut().filter_map(|read| read.document.as_mut()) {
                document.issuer = document.issuer.take().or_else(|| common.issuer.clone());
            }
            if let Some(read) = reads.last_mut() {
                read.range.end = last.at;
                if let Some(document) = read.document.as_mut() {
                    document.date = document.date.or(common.date);
                }
            }
        }
    }

    fn cite(&self, text: &str, read: Read, memory: &mut Memory, found: &mut Vec<Citation>) {
        let Read { range, document, provisions, loose } = read;
        if loose && memory.said.is_empty() && memory.page.is_none() {
            return;
        }
        let direct = document.as_ref().is_some_and(|document| !document.back);
        let (mut date, mut issuer, mut titled, mut written) = (None, None, None, None);
        let said = match document {
            Some(document) if direct => {
                let law = self.resolve(&document);
                if document.doubtful && law.is_none() {
                    return;
                }
                written = document.number.as_ref().map(|number| number.text.clone());
                let number = law.map(|law| self.id(law).to_owned()).or_else(|| written.clone());
                titled = document
                    .title
                    .as_ref()
                    .filter(|_| document.number.is_some())
                    .and_then(|_| self.by_title(&document));
                let said = Said { kind: law.and_then(|law| self.kind(law)).or(document.kind), number, law };
                (date, issuer) = (document.date, document.issuer);
                memory.say(said.clone());
                said
            }
            Some(document) => self.before(&document, memory),
            None => match memory.said.last() {
                Some(last) if memory.near || memory.page.is_none() => last.clone(),
                _ => self.page(memory),
            },
        };
        let mut range = range;
        range.end = range.start + text[range.clone()].trim_end().len();
        let whole = provisions.is_empty();
        for mut provision in provisions.into_iter().chain(whole.then(Provision::default)) {
            if provision.article.as_deref() == Some(provision::THIS) {
                let before = memory.article.as_ref();
                let Some((article, _)) = before.filter(|(_, end)| ends_a_sentence(text, *end, range.start)) else {
                    continue;
                };
                provision.article = Some(article.clone());
            }
            if let Some(article) = &provision.article {
                memory.article = Some((article.clone(), range.end));
            }
            found.push(Citation {
                range: range.clone(),
                kind: said.kind,
                number: said.number.clone(),
                written: written.clone(),
                date,
                issuer: issuer.clone(),
                provision,
                law: said.law,
                titled,
                direct,
            });
        }
    }

    /// What `Luật này` and `Nghị định ấy` mean.
    fn before(&self, document: &Document, memory: &Memory) -> Said {
        let fits = |kind: Option<Kind>| {
            kind == document.kind || kind.is_some_and(Kind::is_law) && document.kind.is_some_and(Kind::is_law)
        };
        let page = self.page(memory);
        if document.this && page.law.is_some() && fits(page.kind) {
            return page;
        }
        // A plan or a decision that says `này` means itself.
        let itself = document.this && !matches!(document.kind, Some(Kind::Law | Kind::Code | Kind::Decree));
        let last = memory.said.iter().rev().find(|said| fits(said.kind)).filter(|_| !itself);
        last.cloned().unwrap_or(if fits(page.kind) {
            page
        } else {
            Said { kind: document.kind, number: None, law: None }
        })
    }

    fn page(&self, memory: &Memory) -> Said {
        let number = memory.page.map(|law| self.id(law).to_owned());
        Said { kind: memory.page.and_then(|law| self.kind(law)), number, law: memory.page }
    }
}

/// Provisions behind a document, `Luật X, Điều 7 và Điều 11`, unless another document follows them that they belong to.
fn behind(document: Cursor<'_>, titles: &titles::Titles) -> (usize, Vec<Provision>) {
    const LEADS: &[&str] =
        &["cụ thể là", "cụ thể", "quy định tại", "nêu tại", "trong đó", "tại", "theo", "ở", "như", "gồm"];
    let mut look = document;
    look.mark(&['”', '"', '»']);
    let open = look.mark(&[',', '(', ':', '-', '–']);
    look.take_any(LEADS);
    look.blanks();
    let Ok(chain) = provision::chain(look) else { return (document.at, Vec::new()) };
    // A comma joins them even in small letters: `Bộ luật Lao động 2019, điều 98`.
    if !chain.sure && !matches!(open, Some(',' | '(')) {
        return (document.at, Vec::new());
    }
    let mut next = Cursor::new(look.text, chain.end);
    let closed = open == Some('(') && next.mark(&[')']).is_some();
    if !closed {
        let mut other = Cursor::new(look.text, chain.end);
        let own = |at: Cursor<'_>| {
            document::document(&mut at.clone(), titles).is_some() || document::back(&mut at.clone()).is_some()
        };
        if provision::joins_document(&mut other, false) && own(other) {
            return (document.at, Vec::new());
        }
        next.at = chain.end;
    }
    (next.at, chain.provisions)
}

/// `Điều 7 cấm giả mạo; Điều 11 Luật Trí tuệ nhân tạo …`: where nothing before says which document an article is of, the
/// next one of the same sentence does. `Điều 35 về chuyển tiếp của Luật Trí tuệ nhân tạo` is one citation.
fn look_ahead(text: &str, found: &mut Vec<Citation>) {
    let mut joined = vec![false; found.len()];
    for at in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(at);
        let (Some(one), Some(next)) = (head.last_mut(), tail.first()) else { return };
        let open = !one.direct && one.kind.is_none() && one.number.is_none();
        let between = text.get(one.range.end..next.range.start).unwrap_or(".").trim();
        // `A. Điều 7 B. Điều 8`
        let listed = between.len() == 2 && between.ends_with(['.', ')']);
        if !open || !listed && between.contains(['.', '?', '!', '\n']) {
            continue;
        }
        if next.provision.article.is_some() && (next.kind.is_some() || next.number.is_some()) {
            (one.kind, one.law) = (next.kind, next.law);
            one.number.clone_from(&next.number);
        } else if next.direct && between.starts_with("về ") && between.ends_with(" của") {
            let provision = std::mem::take(&mut one.provision);
            *one = Citation { range: one.range.start..next.range.end, provision, ..next.clone() };
            joined[at] = true;
        }
    }
    let mut joined = joined.into_iter();
    found.retain(|_| !joined.next().unwrap_or_default());
}

/// Whether a sentence ends between two places. Within one, `Điều này` may be the article of a text that is quoted.
fn ends_a_sentence(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|between| between.contains(['.', ';', ':', '?', '!', '\n']))
}

/// `Số: 12/KH-UBND` alone: the text's own number.
fn is_letterhead(text: &str, start: usize, end: usize) -> bool {
    text[start..].starts_with(|c: char| c.is_ascii_digit())
        && text[end..].trim().is_empty()
        && matches!(text[..start].trim(), "Số" | "Số:" | "SỐ:")
}

/// `Mẫu số 01/TSC-XLTS`, `mẫu báo cáo 01/BC-TTNT`, `QCVN 26:2010/BTNMT`: a number of a form or a standard, or the rest of one.
fn is_form(text: &str, start: usize) -> bool {
    let head = &text[..start];
    let digits = text[start..].starts_with(|c: char| c.is_ascii_digit());
    let part = digits
        && head.ends_with(['-', '/', ':', '.'])
        && head[..head.len() - 1].ends_with(|c: char| c.is_ascii_digit());
    let (mut word, mut at) = Cursor::word_before(text, start);
    if cursor::same(word, "số") {
        (word, at) = Cursor::word_before(text, at);
    }
    let filled = cursor::same(word, "khai") && cursor::same(Cursor::word_before(text, at).0, "tờ");
    part || filled || ["mẫu", "biểu"].iter().any(|form| cursor::same(word, form))
}

/// `Điều 1. Phạm vi điều chỉnh`: the text's own article, and `Điều 2: …` behind it.
fn is_heading(text: &str, start: usize, chain: &provision::Chain) -> bool {
    let rest = &text[chain.end..];
    let alone = chain.provisions.len() == 1 && chain.provisions[0].clause.is_none();
    let titled = rest.starts_with(['.', ':']);
    let before = text[..start].trim();
    let first = before.is_empty() && (titled || rest.trim().is_empty());
    alone && (first || titled && before.ends_with(['.', ';']) && begins_with_heading(before))
}

/// An article alone where a sentence begins, before a word that no sentence about articles goes on with.
fn is_loose(text: &str, start: usize, chain: &provision::Chain) -> bool {
    let alone = chain.provisions.len() == 1 && chain.provisions[0].clause.is_none();
    let before = text[..start].trim_end();
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', '\n']);
    alone && begins && text[chain.end..].starts_with(' ') && !labels::follows(Cursor::new(text, chain.end))
}

/// Whether a text begins with a heading as `Điều 1:`.
fn begins_with_heading(text: &str) -> bool {
    let mut look = Cursor::new(text, 0);
    look.take("điều") && look.blanks().digits(3).is_some() && look.rest().starts_with(['.', ':'])
}

#[cfg(test)]
mod tests;
