//! Search in the page: an index of titles and telling words, made once a build, which a script of the theme reads.
//!
//! The index comes in shards of so many pages, so that a site of ten thousand pages costs a phone no more than one of five
//! hundred does, until somebody asks for older pages. A shard is a script that calls `loaTim` with plain data: it loads
//! from a disk and under a strict policy, where nothing can be fetched.

use std::collections::BTreeMap;

use serde::Serialize;

use super::copy::block_text;
use super::office::own;
use super::{Outcome, Renderer};
use crate::base::Fingerprint;
use crate::config::Config;
use crate::content::{Document, Kind};
use crate::markdown::{Audience, BlockKind};
use crate::site::{Own, Page, PageId, Site};

/// Pages in one shard.
const SHARD: usize = 500;
/// Telling words kept of all pages of a shard, besides their titles, and the least and the most of one page: small sites
/// are found by more of their words, large ones stay light.
const WORDS: usize = 12_000;
const LEAST: usize = 32;
const MOST: usize = 120;
/// Words of a page's text that are looked at; headings are read to the end.
const READ: usize = 300;
/// How often a word of a heading, a tag or the description counts.
const STRONG: u32 = 3;

/// One file of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    /// `/tim-kiem/chi-muc.1a2b3c4d.js`: its name bears the hash of what it holds.
    pub url: String,
    pub text: String,
}

/// What is found: a page, a section, or a page of Loa's own.
struct Item<'s> {
    url: &'s str,
    title: &'s str,
    label: &'static str,
    /// Words by how often they count.
    words: BTreeMap<String, u32>,
}

/// A shard as the script gets it.
#[derive(Serialize)]
struct Data<'s> {
    labels: Vec<&'static str>,
    /// Address without its first slash, title, number of the label.
    pages: Vec<(&'s str, &'s str, usize)>,
    words: String,
    /// The file of the next shard, beside this one; empty after the last.
    next: String,
    /// Pages in all shards together.
    all: usize,
}

/// The index: sections and pages that stay true first, then by date, newest first; `airs` tells whether any page is for the
/// radio.
#[must_use]
pub fn index(site: &Site, config: &Config, airs: bool) -> Vec<Shard> {
    use rayon::prelude::*;
    let mut ids: Vec<PageId> = site.listed().collect();
    ids.sort_by_cached_key(|id| {
        let page = site.page(*id);
        (passes(page.document.front.kind), std::cmp::Reverse(page.date), page.url.clone())
    });
    let own = Own::linked(airs).filter(|own| !own.is_written(site));
    let sections = site
        .sections
        .iter()
        .skip(1)
        .filter(|section| section.document.is_some() || !site.pages.iter().any(|page| page.url == section.url));
    let mut entries: Vec<Entry<'_>> = own.map(Entry::Own).chain(sections.map(Entry::Section)).collect();
    entries.extend(ids.into_iter().map(|id| Entry::Page(site.page(id))));
    let all = entries.len();
    let made: Vec<Data<'_>> = entries
        .par_chunks(SHARD)
        .map(|some| data(&some.iter().map(|entry| item(entry, site, config)).collect::<Vec<_>>()))
        .collect();
    // Each names the next by its hash, so the last is written first.
    let mut shards: Vec<Shard> = Vec::with_capacity(made.len());
    for mut data in made.into_iter().rev() {
        data.all = all;
        data.next =
            shards.last().map(|next| next.url.rsplit('/').next().unwrap_or_default().to_owned()).unwrap_or_default();
        let text = format!("loaTim({})\n", serde_json::to_string(&data).unwrap_or_default());
        let print = Fingerprint::of(text.as_bytes()).short();
        shards.push(Shard { url: format!("{}chi-muc.{print}.js", Own::Search.url()), text });
    }
    shards.reverse();
    shards
}

enum Entry<'s> {
    Own(Own),
    Section(&'s crate::site::Section),
    Page(&'s Page),
}

/// News pass, guides stay.
fn passes(kind: Kind) -> bool {
    matches!(kind, Kind::Article | Kind::Notice)
}

fn item<'s>(entry: &Entry<'s>, site: &'s Site, config: &Config) -> Item<'s> {
    let mut words = BTreeMap::new();
    match entry {
        Entry::Own(own) => {
            if *own == Own::Contacts {
                for contact in &site.registers.contacts {
                    count(&contact.name, STRONG, &mut words);
                    count(&contact.phone, STRONG, &mut words);
                }
            }
            Item { url: own.url(), title: own.title(), label: "Tiện ích", words }
        }
        Entry::Section(section) => {
            if let Some(document) = &section.document {
                read(document, &mut words);
            }
            Item { url: section.url.as_str(), title: &section.title, label: "Mục", words }
        }
        Entry::Page(page) => {
            let front = &page.document.front;
            for tag in &front.tags {
                count(tag, STRONG, &mut words);
            }
            let topic = front.topic.as_ref().and_then(|(id, _)| config.topics.iter().find(|topic| topic.id == *id));
            if let Some(topic) = topic {
                count(&topic.title, 1, &mut words);
            }
            read(&page.document, &mut words);
            Item { url: page.url.as_str(), title: &front.title, label: front.kind.label(), words }
        }
    }
}

fn read(document: &Document, words: &mut BTreeMap<String, u32>) {
    count(&document.front.description, STRONG, words);
    let mut left = READ;
    for block in document.body.blocks.iter().filter(|block| block.audience != Audience::Listeners) {
        match &block.kind {
            BlockKind::Heading { .. } => {
                count(&block_text(block), STRONG, words);
            }
            BlockKind::Code | BlockKind::Open(_) | BlockKind::Close(_) | BlockKind::Leaf(_) => {}
            _ if left > 0 => left = left.saturating_sub(count(&block_text(block), 1, words)),
            _ => {}
        }
    }
}

/// Counts the words of a text, and gives their number.
fn count(text: &str, weight: u32, words: &mut BTreeMap<String, u32>) -> usize {
    let mut number = 0;
    for word in split(text) {
        number += 1;
        match words.get_mut(word) {
            Some(known) => *known += weight,
            None if word.chars().any(char::is_uppercase) => *words.entry(word.to_lowercase()).or_insert(0) += weight,
            None => drop(words.insert(word.to_owned(), weight)),
        }
    }
    number
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && word.len() < 40)
}

/// Keeps of each page the words that tell most about it, and turns pages of words into words of pages.
fn data<'s>(items: &[Item<'s>]) -> Data<'s> {
    let mut labels: Vec<&'static str> = Vec::new();
    let mut pages = Vec::with_capacity(items.len());
    let mut seen_in: BTreeMap<&str, u32> = BTreeMap::new();
    for item in items {
        for word in item.words.keys() {
            *seen_in.entry(word).or_insert(0) += 1;
        }
    }
    let most = (WORDS / items.len().max(1)).clamp(LEAST, MOST);
    let total = u32::try_from(items.len()).unwrap_or(u32::MAX);
    let mut found: Vec<(&str, usize)> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let title: Vec<String> = split(item.title).map(str::to_lowercase).collect();
        let mut words: Vec<(u32, &str)> = item
            .words
            .iter()
            .filter(|(word, _)| !title.contains(word))
            .filter_map(|(word, times)| {
                let pages = seen_in.get(word.as_str()).copied().unwrap_or(1);
                // What stands on nearly every page tells nothing, unless this one speaks of it again and again.
                let common = total >= 20 && pages * 5 > total * 2 && *times < 2 * STRONG;
                (!common).then(|| ((total * 64 / pages).ilog2() * (1 + (*times).min(15).ilog2()), word.as_str()))
            })
            .collect();
        words.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        found.extend(words.into_iter().take(most).map(|(_, word)| (word, at)));
        let label = labels.iter().position(|known| *known == item.label).unwrap_or_else(|| {
            labels.push(item.label);
            labels.len() - 1
        });
        pages.push((item.url.trim_start_matches('/'), item.title, label));
    }
    found.sort_unstable();
    Data { labels, pages, words: posted(&found), next: String::new(), all: 0 }
}

/// Ends a number of a posting; forty of them.
const LAST: &[u8; 40] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&()*+,-./:";
/// Begins one of forty and more; the first stands for nothing before it.
const MORE: &[u8; 15] = b";<=>?@[]^_`{|}~";

/// Each word, then the pages that have it: how far each lies behind the one before, in signs that no word has.
fn posted(found: &[(&str, usize)]) -> String {
    let mut text = String::new();
    for same in found.chunk_by(|a, b| a.0 == b.0) {
        text.push_str(same[0].0);
        let mut before = 0;
        for (_, page) in same {
            let step = page - before;
            before = *page;
            if let Some(more) = (step / LAST.len()).checked_sub(1) {
                text.push(char::from(MORE[more.min(MORE.len() - 1)]));
            }
            text.push(char::from(LAST[step % LAST.len()]));
        }
    }
    text
}

/// `/tim-kiem/`
///
/// # Errors
/// When a template has a mistake.
pub fn search(renderer: &Renderer<'_>) -> Outcome<String> {
    let mut context = own(renderer, "tim-kiem.html", Own::Search);
    context.insert("index", &renderer.made.shards.first().map(|shard| shard.url.as_str()));
    renderer.theme.render("tim-kiem.html", &context)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the script does.
    fn read_back(text: &str) -> Vec<(String, Vec<usize>)> {
        let mut words: Vec<(String, Vec<usize>)> = Vec::new();
        let (mut more, mut fresh) = (0, true);
        for c in text.chars() {
            let byte = u8::try_from(c).unwrap_or(0);
            if let Some(at) = MORE.iter().position(|sign| *sign == byte) {
                more = (at + 1) * LAST.len();
                fresh = true;
            } else if let Some(at) = LAST.iter().position(|sign| *sign == byte) {
                let pages = &mut words.last_mut().expect("a word before its pages").1;
                pages.push(pages.last().copied().unwrap_or(0) + more + at);
                (more, fresh) = (0, true);
            } else {
                if fresh {
                    words.push((String::new(), Vec::new()));
                    fresh = false;
                }
                words.last_mut().expect("a word").0.push(c);
            }
        }
        words
    }

    #[test]
    fn postings_are_read_back() {
        let found = [("2026", 0), ("lừa", 0), ("lừa", 39), ("lừa", 40), ("đảo", 499), ("ứng", 41), ("ứng", 499)];
        let expected = [("2026", vec![0]), ("lừa", vec![0, 39, 40]), ("đảo", vec![499]), ("ứng", vec![41, 499])];
        let read: Vec<(String, Vec<usize>)> = read_back(&posted(&found));
        assert_eq!(read, expected.map(|(word, pages)| (word.to_owned(), pages)));
        assert!((SHARD - 1) / LAST.len() <= MORE.len(), "the signs do not reach to the end of a shard");
        assert!(LAST.iter().chain(MORE).all(|sign| !sign.is_ascii_lowercase() && !sign.is_ascii_digit()));
    }

    #[test]
    fn a_word_on_every_page_is_left_out() {
        let urls: Vec<String> = (0..30).map(|number| format!("/{number}/")).collect();
        let items = urls.iter().enumerate().map(|(at, url)| Item {
            url,
            title: "Bài",
            label: "Tin bài",
            words: BTreeMap::from([("của".to_owned(), 3), (format!("riêng{at}"), 1)]),
        });
        let words = data(&items.collect::<Vec<_>>()).words;
        assert!(words.contains("riêng7") && !words.contains("của"), "{words}");
    }
}
