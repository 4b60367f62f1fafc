//! Search in the page: an index of titles and telling words, made once a build, which a script of the theme reads.
//!
//! The index comes in shards of so many pages, so that a site of ten thousand pages costs a phone no more than one of five
//! hundred does, until somebody asks for older pages. A shard is a script that calls `loaTim` with plain data: it loads
//! from a disk and under a strict policy, where nothing can be fetched.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::copy::block_text;
use super::office::own;
use super::words::{Counter, Numbered, Word, Words};
use super::{Outcome, Renderer};
use crate::base::Fingerprint;
use crate::config::Config;
use crate::content::{Document, Kind};
use crate::markdown::{Audience, Block, BlockKind, Inline};
use crate::site::{Own, Page, PageId, Section, Site};

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
#[derive(Debug, Clone, PartialEq, Eq)]
struct Item<'s> {
    url: &'s str,
    title: &'s str,
    label: &'static str,
    words: Arc<Words>,
}

/// What a shard holds, as the script gets it; two further keys, `next` and `all`, are known only when all are made.
#[derive(Serialize)]
struct Data<'s> {
    labels: Vec<&'static str>,
    /// Address without its first slash, title, number of the label.
    pages: Vec<(&'s str, &'s str, usize)>,
    words: String,
}

/// The index as it was made last: what did not change is neither read nor made again.
#[derive(Default)]
pub struct Memo {
    /// Of the settings that the words of a page depend on.
    topics: Vec<(String, String)>,
    /// The words of each page, by where its document lies in memory, which is held so that no other comes to lie there.
    words: BTreeMap<usize, (Arc<Document>, Arc<Words>)>,
    shards: Vec<Known>,
}

/// A shard as it was made.
struct Known {
    /// Address, title, label and words of what it holds.
    items: Vec<(String, String, &'static str, Arc<Words>)>,
    /// The text up to the key `next`.
    part: String,
    /// The text behind it.
    rest: String,
    shard: Arc<Shard>,
}

/// The index: sections and pages that stay true first, then by date, newest first; `airs` tells whether any page is for the
/// radio. What stands in `memo` is used again where it is still true; with an empty one all is made.
#[must_use]
pub fn index(site: &Site, config: &Config, airs: bool, memo: &mut Memo) -> Vec<Arc<Shard>> {
    use rayon::prelude::*;
    let topics = config.topics.iter().map(|topic| (topic.id.clone(), topic.title.clone())).collect();
    if memo.topics != topics {
        *memo = Memo { topics, ..Memo::default() };
    }
    let entries = entries(site, airs);
    let items: Vec<Item<'_>> = entries
        .par_iter()
        .map_init(Counter::default, |counter, entry| item(entry, site, config, &memo.words, counter))
        .collect();
    remember(&entries, &items, &mut memo.words);
    let mut old: Vec<Option<Known>> = std::mem::take(&mut memo.shards).into_iter().map(Some).collect();
    old.resize_with(items.len().div_ceil(SHARD), || None);
    let mut made: Vec<Known> = items
        .par_chunks(SHARD)
        .zip(old)
        .map(|(items, old)| old.filter(|old| old.holds(items)).unwrap_or_else(|| Known::of(items)))
        .collect();
    // Each names the next by its hash, so the last is written first.
    let mut next = String::new();
    for shard in made.iter_mut().rev() {
        shard.write(&next, items.len());
        shard.shard.url.rsplit('/').next().unwrap_or_default().clone_into(&mut next);
    }
    memo.shards = made;
    memo.shards.iter().map(|known| Arc::clone(&known.shard)).collect()
}

enum Entry<'s> {
    Own(Own),
    Section(&'s Section),
    Page(&'s Page),
}

/// All that is found, in order.
fn entries(site: &Site, airs: bool) -> Vec<Entry<'_>> {
    let mut ids: Vec<PageId> = site.listed().collect();
    let kept = |id: &PageId| passes(site.page(*id).document.front.kind);
    ids.sort_unstable_by(|a, b| {
        let (first, second) = (site.page(*a), site.page(*b));
        let later = second.date.cmp(&first.date);
        kept(a).cmp(&kept(b)).then(later).then_with(|| (&first.url, a).cmp(&(&second.url, b)))
    });
    let own = Own::linked(airs).filter(|own| !own.is_written(site));
    let sections = site
        .sections
        .iter()
        .skip(1)
        .filter(|section| section.document.is_some() || !site.pages.iter().any(|page| page.url == section.url));
    let mut entries: Vec<Entry<'_>> = own.map(Entry::Own).chain(sections.map(Entry::Section)).collect();
    entries.extend(ids.into_iter().map(|id| Entry::Page(site.page(id))));
    entries
}

/// News pass, guides stay.
fn passes(kind: Kind) -> bool {
    matches!(kind, Kind::Article | Kind::Notice)
}

/// Where a document lies.
fn place(document: &Arc<Document>) -> usize {
    Arc::as_ptr(document) as usize
}

/// Keeps the words of the pages that are there, and of no others.
fn remember(entries: &[Entry<'_>], items: &[Item<'_>], words: &mut BTreeMap<usize, (Arc<Document>, Arc<Words>)>) {
    let pages = || {
        entries.iter().zip(items).filter_map(|(entry, item)| match entry {
            Entry::Page(page) => Some((&page.document, &item.words)),
            _ => None,
        })
    };
    let same = pages().count() == words.len() && pages().all(|(document, _)| words.contains_key(&place(document)));
    if !same {
        *words =
            pages().map(|(document, words)| (place(document), (Arc::clone(document), Arc::clone(words)))).collect();
    }
}

fn item<'s>(
    entry: &Entry<'s>,
    site: &'s Site,
    config: &Config,
    known: &BTreeMap<usize, (Arc<Document>, Arc<Words>)>,
    counter: &mut Counter,
) -> Item<'s> {
    match entry {
        Entry::Own(own) => {
            if *own == Own::Contacts {
                for contact in &site.registers.contacts {
                    counter.count(&contact.name, STRONG);
                    counter.count(&contact.phone, STRONG);
                }
            }
            Item {
                url: own.url(), title: own.title(), label: "Tiện ích", words: Arc::new(counter.take(own.title()))
            }
        }
        Entry::Section(section) => {
            if let Some(document) = &section.document {
                read(document, counter);
            }
            let words = Arc::new(counter.take(&section.title));
            Item { url: section.url.as_str(), title: &section.title, label: "Mục", words }
        }
        Entry::Page(page) => {
            let front = &page.document.front;
            let words = known
                .get(&place(&page.document))
                .map_or_else(|| Arc::new(words(&page.document, config, counter)), |(_, words)| Arc::clone(words));
            Item { url: page.url.as_str(), title: &front.title, label: front.kind.label(), words }
        }
    }
}

/// The words of a page: of its document and of the title of its topic.
fn words(document: &Document, config: &Config, counter: &mut Counter) -> Words {
    let front = &document.front;
    for tag in &front.tags {
        counter.count(tag, STRONG);
    }
    let topic = front.topic.as_ref().and_then(|(id, _)| config.topics.iter().find(|topic| topic.id == *id));
    if let Some(topic) = topic {
        counter.count(&topic.title, 1);
    }
    read(document, counter);
    counter.take(&front.title)
}

fn read(document: &Document, counter: &mut Counter) {
    counter.count(&document.front.description, STRONG);
    let mut left = READ;
    for block in document.body.blocks.iter().filter(|block| block.audience != Audience::Listeners) {
        match &block.kind {
            BlockKind::Heading { .. } => drop(read_block(block, STRONG, counter)),
            BlockKind::Code | BlockKind::Open(_) | BlockKind::Close(_) | BlockKind::Leaf(_) => {}
            _ if left > 0 => left = left.saturating_sub(read_block(block, 1, counter)),
            _ => {}
        }
    }
}

/// Counts the words of a block, and gives their number.
fn read_block(block: &Block, weight: u32, counter: &mut Counter) -> usize {
    match (&block.kind, block.text.as_slice()) {
        (BlockKind::Row { cells, .. }, _) if cells.iter().all(|cell| matches!(cell[..], [] | [Inline::Text(_)])) => {
            let words = cells.iter().flatten().filter_map(|inline| match inline {
                Inline::Text(words) => Some(words),
                _ => None,
            });
            words.map(|words| counter.count(words, weight)).sum()
        }
        (BlockKind::Row { .. } | BlockKind::Point { .. }, _) => counter.count(&block_text(block), weight),
        (_, [Inline::Text(words)]) => counter.count(words, weight),
        _ => counter.count(&block_text(block), weight),
    }
}

impl Known {
    fn of(items: &[Item<'_>]) -> Self {
        let data = serde_json::to_string(&data(items)).unwrap_or_default();
        let part = format!("loaTim({}", data.strip_suffix('}').unwrap_or_default());
        let items =
            items.iter().map(|item| (item.url.to_owned(), item.title.to_owned(), item.label, Arc::clone(&item.words)));
        let shard = Arc::new(Shard { url: String::new(), text: String::new() });
        Self { items: items.collect(), part, rest: String::new(), shard }
    }

    /// Whether it holds just these.
    fn holds(&self, items: &[Item<'_>]) -> bool {
        let same = |known: &(String, String, &'static str, Arc<Words>), item: &Item<'_>| {
            let (url, title, label, words) = known;
            (Arc::ptr_eq(words, &item.words) || *words == item.words)
                && (url.as_str(), title.as_str(), *label) == (item.url, item.title, item.label)
        };
        self.items.len() == items.len() && self.items.iter().zip(items).all(|(known, item)| same(known, item))
    }

    /// Writes the text where it is not written so: the next shard's name, empty for the last, and the number of pages in
    /// all shards together.
    fn write(&mut self, next: &str, all: usize) {
        let rest = format!(",\"next\":\"{next}\",\"all\":{all}}})\n");
        if self.rest == rest {
            return;
        }
        let text = format!("{}{rest}", self.part);
        let print = Fingerprint::of(text.as_bytes()).short();
        self.shard = Arc::new(Shard { url: format!("{}chi-muc.{print}.js", Own::Search.url()), text });
        self.rest = rest;
    }
}

/// Keeps of each page the words that tell most about it, and turns pages of words into words of pages.
fn data<'s>(items: &[Item<'s>]) -> Data<'s> {
    let mut labels: Vec<&'static str> = Vec::new();
    let mut pages = Vec::with_capacity(items.len());
    let mut known = Numbered::default();
    // Of each word on how many pages it stands, and of each page its words by number.
    let mut seen_in: Vec<u32> = Vec::new();
    let mut numbers: Vec<usize> = Vec::new();
    for word in items.iter().flat_map(|item| item.words.iter()) {
        let number = known.number(word.word);
        seen_in.resize(known.len(), 0);
        seen_in[number] += 1;
        numbers.push(number);
    }
    let most = (WORDS / items.len().max(1)).clamp(LEAST, MOST);
    let total = u32::try_from(items.len()).unwrap_or(u32::MAX);
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut numbers = numbers.into_iter();
    for (at, item) in items.iter().enumerate() {
        let telling = |(word, number): (Word<'_>, usize)| {
            let pages = seen_in[number];
            // What stands on nearly every page tells nothing, unless this one speaks of it again and again.
            let common = total >= 20 && pages * 5 > total * 2 && word.times < 2 * STRONG;
            let weight = (total * 64 / pages).ilog2() * (1 + word.times.ilog2());
            (!common && !word.in_title).then_some((std::cmp::Reverse(weight), number))
        };
        let mut words: Vec<_> = item.words.iter().zip(numbers.by_ref()).filter_map(telling).collect();
        if words.len() > most {
            words.select_nth_unstable_by(most, |a, b| a.0.cmp(&b.0).then_with(|| known.get(a.1).cmp(known.get(b.1))));
        }
        found.extend(words.into_iter().take(most).map(|(_, number)| (number, at)));
        let label = labels.iter().position(|known| *known == item.label).unwrap_or_else(|| {
            labels.push(item.label);
            labels.len() - 1
        });
        pages.push((item.url.trim_start_matches('/'), item.title, label));
    }
    Data { labels, pages, words: posted(&in_order(&mut found, &known)) }
}

/// The words that were kept, in order, each with its pages in order.
fn in_order<'k>(found: &mut [(usize, usize)], known: &'k Numbered) -> Vec<(&'k str, usize)> {
    let mut kept: Vec<usize> = found.iter().map(|(number, _)| *number).collect();
    kept.sort_unstable();
    kept.dedup();
    kept.sort_unstable_by_key(|number| known.get(*number));
    let mut ranks = vec![0; known.len()];
    for (rank, number) in kept.iter().enumerate() {
        ranks[*number] = rank;
    }
    found.sort_unstable_by_key(|(number, at)| (ranks[*number], *at));
    found.iter().map(|(number, at)| (known.get(*number), *at)).collect()
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
pub fn search(renderer: &Renderer<'_>) -> Outcome<Vec<u8>> {
    let mut context = own(renderer, "tim-kiem.html", Own::Search);
    context.insert("index", &renderer.made.shards.first().map(|shard| shard.url.as_str()));
    renderer.theme.render_bytes("tim-kiem.html", &context)
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
        let mut counter = Counter::default();
        let items = urls.iter().enumerate().map(|(at, url)| {
            counter.count("của", 3);
            counter.count(&format!("riêng{at}"), 1);
            Item { url, title: "Bài", label: "Tin bài", words: Arc::new(counter.take("Bài")) }
        });
        let words = data(&items.collect::<Vec<_>>()).words;
        assert!(words.contains("riêng7") && !words.contains("của"), "{words}");
    }
}
