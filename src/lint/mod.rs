//! What is wrong in the content of a site that can be built all the same: each lint is one line of `LINTS`.
//!
//! `loa check` runs all of them. A build runs those whose code `[lint]` of the site raises to an error; such an error then
//! holds everything back. A lint does not know the levels: what `[lint]` turns off is not run.

mod abbreviations;
mod allow;
mod citations;
mod front;
mod law;
mod letters;
mod made;
mod markup;
mod numbers;
mod persons;
mod placeholder;
mod plain_words;
mod portal;
#[cfg(test)]
mod samples;
mod sentences;
#[cfg(test)]
mod tests;
mod text;

pub use allow::Allowed;
pub use citations::{PageCitation, citations};

use rayon::prelude::*;

use crate::base::{Date, SourcePath};
use crate::config::Config;
use crate::content::Document;
use crate::diag::{Code, Diagnostic, codes};
use crate::law::Cited;
use crate::site::{Page, Site};
use text::PageText;

/// A text that is looked at: a page, or the text of a section.
pub struct Subject<'s> {
    pub site: &'s Site,
    pub config: &'s Config,
    pub document: &'s Document,
    /// `None` for a section.
    pub page: Option<&'s Page>,
    /// The day the text speaks from: when it was last changed.
    pub date: Date,
    pub cited: &'s [Cited],
}

impl Subject<'_> {
    #[must_use]
    pub fn path(&self) -> &SourcePath {
        &self.document.path
    }
}

/// What a lint looks at.
#[derive(Clone, Copy)]
enum Look {
    /// Each page and each section by itself; they are looked at in parallel.
    Each(fn(&Subject<'_>, &mut Vec<Diagnostic>)),
    /// The same with the words of the page, which are cut into tokens once for all such lints.
    Words(fn(&Subject<'_>, &PageText<'_>, &mut Vec<Diagnostic>)),
    /// The site as a whole.
    Whole(fn(&Site, &Config, &mut Vec<Diagnostic>)),
}

struct Lint {
    code: &'static Code,
    look: Look,
}

const LINTS: &[Lint] = &[
    Lint { code: &codes::UNKNOWN_DOCUMENT, look: Look::Each(law::unknown) },
    Lint { code: &codes::CITATION_MISMATCH, look: Look::Each(law::mismatch) },
    Lint { code: &codes::EXPIRED_CITATION, look: Look::Each(law::expired) },
    Lint { code: &codes::EARLY_CITATION, look: Look::Each(law::early) },
    Lint { code: &codes::ARTICLE_BEYOND, look: Look::Each(law::article_beyond) },
    Lint { code: &codes::POINT_LETTER, look: Look::Each(law::point_letter) },
    Lint { code: &codes::STATUS_CHANGED, look: Look::Each(law::status_changed) },
    Lint { code: &codes::SERVICE_LEVEL, look: Look::Each(law::service_level) },
    // What a page says of itself, and the site as a whole.
    Lint { code: &codes::REVIEW_MISSING, look: Look::Each(front::review_missing) },
    Lint { code: &codes::REVIEW_DUE, look: Look::Each(front::review_due) },
    Lint { code: &codes::SOURCES_MISSING, look: Look::Each(front::sources) },
    Lint { code: &codes::APPROVAL_MISSING, look: Look::Each(front::approval) },
    Lint { code: &codes::UNFINISHED, look: Look::Each(placeholder::left) },
    Lint { code: &codes::REQUIRED_PAGE, look: Look::Whole(portal::required) },
    Lint { code: &codes::ADDRESS_NOT_GOV, look: Look::Whole(portal::address) },
    Lint { code: &codes::PAGE_TOO_LONG, look: Look::Each(front::too_long) },
    // The text of a page.
    Lint { code: &codes::IDENTITY_NUMBER, look: Look::Words(numbers::identity) },
    Lint { code: &codes::INSURANCE_NUMBER, look: Look::Words(numbers::insurance) },
    Lint { code: &codes::PERSONAL_PHONE, look: Look::Words(numbers::phone) },
    Lint { code: &codes::BANK_ACCOUNT, look: Look::Words(numbers::account) },
    Lint { code: &codes::BIRTH_DATE, look: Look::Words(persons::birth) },
    Lint { code: &codes::VICTIM_ADDRESS, look: Look::Words(persons::address) },
    Lint { code: &codes::AI_UNLABELLED, look: Look::Words(made::unlabelled) },
    Lint { code: &codes::LONG_SENTENCE, look: Look::Words(sentences::long_sentences) },
    Lint { code: &codes::UNEXPLAINED_ABBREVIATION, look: Look::Words(abbreviations::unexplained) },
    Lint { code: &codes::OFFICIAL_SPEAK, look: Look::Words(plain_words::official_speak) },
    Lint { code: &codes::LONG_LIST, look: Look::Words(sentences::long_lists) },
    Lint { code: &codes::CAPITALS, look: Look::Words(markup::capitals) },
    Lint { code: &codes::TONE_PLACEMENT, look: Look::Words(letters::tones) },
    Lint { code: &codes::LOOK_ALIKE_LETTER, look: Look::Words(letters::look_alikes) },
    Lint { code: &codes::DECOMPOSED, look: Look::Words(letters::decomposed) },
    Lint { code: &codes::BROKEN_EMPHASIS, look: Look::Words(markup::broken_emphasis) },
    Lint { code: &codes::EMPTY_LINK_TEXT, look: Look::Words(markup::empty_links) },
    Lint { code: &codes::HEADING_LEVEL, look: Look::Words(markup::headings) },
    Lint { code: &codes::TABLE_HEAD, look: Look::Words(markup::headless_tables) },
];

/// All that the lints find, file by file. Of a site that cannot be published nobody asks what it lacks as a whole: then
/// `whole` is false.
#[must_use]
pub fn check(site: &Site, config: &Config, whole: bool) -> Vec<Diagnostic> {
    run(site, config, |lint| config.hears(lint.code) && (whole || !matches!(lint.look, Look::Whole(_))))
}

/// What the lints find whose codes the site has raised to errors: a build asks for no more.
#[must_use]
pub fn raised(site: &Site, config: &Config) -> Vec<Diagnostic> {
    run(site, config, |lint| config.raises(lint.code))
}

fn run(site: &Site, config: &Config, wanted: impl Fn(&Lint) -> bool) -> Vec<Diagnostic> {
    let lints: Vec<&Lint> = LINTS.iter().filter(|lint| wanted(lint)).collect();
    if lints.is_empty() {
        return Vec::new();
    }
    let mut problems: Vec<Diagnostic> = subjects(site, config)
        .par_iter()
        .flat_map_iter(|subject| {
            let mut found = Vec::new();
            let words = lints.iter().any(|lint| matches!(lint.look, Look::Words(_))).then(|| PageText::of(subject));
            for lint in &lints {
                match (lint.look, &words) {
                    (Look::Each(look), _) => look(subject, &mut found),
                    (Look::Words(look), Some(words)) => look(subject, words, &mut found),
                    _ => {}
                }
            }
            found
        })
        .collect();
    for lint in &lints {
        if let Look::Whole(look) = lint.look {
            look(site, config, &mut problems);
        }
    }
    problems
}

/// Every text of a site, in the site's order.
fn subjects<'s>(site: &'s Site, config: &'s Config) -> Vec<Subject<'s>> {
    let citations = site.citations();
    let pages = site.pages.iter().zip(&citations.pages).map(|(page, cited)| Subject {
        site,
        config,
        document: &page.document,
        page: Some(page),
        date: page.document.front.updated.unwrap_or(page.date),
        cited,
    });
    let sections = site.sections.iter().zip(&citations.sections).filter_map(|(section, cited)| {
        let document = section.document.as_ref()?;
        let date = document.front.updated.or(document.front.date).unwrap_or(site.today);
        Some(Subject { site, config, document, page: None, date, cited })
    });
    pages.chain(sections).collect()
}
