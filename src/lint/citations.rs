//! The citations of a site as data for other programs.

use std::ops::Range;

use serde_json::{Value, json};

use crate::base::SourcePath;
use crate::law::Cited;
use crate::site::Site;

/// A citation and the file that it stands in.
#[derive(Debug, Clone)]
pub struct PageCitation {
    pub page: SourcePath,
    /// Bytes of the cleaned file.
    pub span: Range<u32>,
    cited: Cited,
}

impl PageCitation {
    /// `{page, line, text, number, date, issuer, article, clause, point, resolved}`. Articles and clauses are whole numbers,
    /// or text for those that were put in between (`5a`). `number` is the register's where the document is known; `date`
    /// and `issuer` are what the text says; `resolved` tells whether the register has the document.
    #[must_use]
    pub fn data(&self, line: u32) -> Value {
        let citation = &self.cited.citation;
        let number = |part: &Option<String>| match part.as_deref().map(|part| (part, part.parse::<u32>())) {
            None => Value::Null,
            Some((_, Ok(number))) => json!(number),
            Some((part, Err(_))) => json!(part),
        };
        json!({
            "page": self.page.to_string(),
            "line": line,
            "text": self.cited.text,
            "number": citation.number,
            "date": citation.date,
            "issuer": citation.issuer,
            "article": number(&citation.provision.article),
            "clause": number(&citation.provision.clause),
            "point": citation.provision.point,
            "resolved": citation.law.is_some(),
        })
    }
}

/// Every citation of every page and section, in order of file and place.
#[must_use]
pub fn citations(site: &Site) -> Vec<PageCitation> {
    let found = site.citations();
    let pages = site.pages.iter().map(|page| Some(&page.document)).zip(&found.pages);
    let sections = site.sections.iter().map(|section| section.document.as_ref()).zip(&found.sections);
    let mut all: Vec<PageCitation> = pages
        .chain(sections)
        .filter_map(|(document, cited)| Some((document?, cited)))
        .flat_map(|(document, cited)| {
            let of = |cited: &Cited| PageCitation {
                page: document.path.clone(),
                span: cited.span.clone(),
                cited: cited.clone(),
            };
            cited.iter().map(of).collect::<Vec<_>>()
        })
        .collect();
    // Stable: provisions of one phrase stay as written.
    all.sort_by(|a, b| (&a.page, a.span.start).cmp(&(&b.page, b.span.start)));
    all
}
