//! The list of all pages from A to Z: one page while it is short, a page for each letter when it is long.

use std::sync::Arc;

use serde::Serialize;

use super::page::trail;
use super::view::LinkView;
use super::{Outcome, Renderer};
use crate::base::{ALPHABET, Fingerprint, SortKey, initial, sort_key};
use crate::site::{Own, SectionId, Site};

/// Entries on one page of the list.
const LONGEST: usize = 300;

/// A part of the list: a letter's entries, or some of them where there are many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Leaf {
    /// `Đ`, `0–9`, or `Khác` for what the alphabet does not have.
    pub letter: String,
    /// Where the leaf stands when it is a page of its own: `/a-z/dd/`, `/a-z/dd/2/`.
    pub url: String,
    /// Its place on the page when all leaves stand on one.
    pub anchor: String,
    /// From 1, where a letter has several.
    pub number: usize,
    pub of: usize,
    pub entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    pub title: String,
    pub url: String,
    /// What tells it apart: `mục`, `chủ đề`, `đã hết hạn`.
    pub note: &'static str,
    /// Set where the title is not in the site's language.
    pub lang: String,
}

/// The list as it was made last, and a fingerprint of all that it was made of.
#[derive(Default)]
pub struct Memo {
    of: Option<Fingerprint>,
    leaves: Arc<Vec<Leaf>>,
}

/// All leaves, in the order of the alphabet; `airs` tells whether any page is for the radio. They are those of `memo` where
/// no entry has changed.
#[must_use]
pub fn leaves(site: &Site, airs: bool, memo: &mut Memo) -> Arc<Vec<Leaf>> {
    let entries = entries(site, airs);
    let mut all = String::new();
    for Entry { title, url, note, lang } in &entries {
        for part in [title, url, *note, lang] {
            all.push_str(part);
            all.push('\0');
        }
    }
    let print = Some(Fingerprint::of(all.as_bytes()));
    if memo.of != print {
        *memo = Memo { of: print, leaves: Arc::new(parts(entries)) };
    }
    Arc::clone(&memo.leaves)
}

fn parts(entries: Vec<Entry>) -> Vec<Leaf> {
    let keyed = |entry: Entry| {
        let bare = entry.title.trim_start_matches(|c: char| !c.is_alphanumeric());
        ((place(initial(&entry.title)), sort_key(bare)), entry)
    };
    let mut entries: Vec<((usize, SortKey), Entry)> = entries.into_iter().map(keyed).collect();
    entries.sort_by(|(key, a), (other, b)| (key, &a.title, &a.url).cmp(&(other, &b.title, &b.url)));
    let mut leaves = Vec::new();
    for letter in entries.chunk_by(|(a, _), (b, _)| a.0 == b.0) {
        let of = letter.len().div_ceil(LONGEST);
        let (name, part) = letter_names(letter[0].0.0);
        for (at, some) in letter.chunks(LONGEST).enumerate() {
            let below = if at == 0 { String::new() } else { format!("{}/", at + 1) };
            leaves.push(Leaf {
                letter: name.clone(),
                url: format!("{}{part}/{below}", Own::Alphabet.url()),
                anchor: format!("chu-{part}"),
                number: at + 1,
                of,
                entries: some.iter().map(|(_, entry)| entry.clone()).collect(),
            });
        }
    }
    leaves
}

/// Whether each leaf is a page of its own.
#[must_use]
pub fn parted(leaves: &[Leaf]) -> bool {
    leaves.iter().map(|leaf| leaf.entries.len()).sum::<usize>() > LONGEST
}

fn entries(site: &Site, airs: bool) -> Vec<Entry> {
    let entry = |title: &str, url: &str, note| Entry {
        title: title.to_owned(),
        url: url.to_owned(),
        note,
        lang: String::new(),
    };
    let mut entries: Vec<Entry> =
        site.sections.iter().skip(1).map(|section| entry(&section.title, section.url.as_str(), "mục")).collect();
    entries.extend(site.taxonomies[0].terms.iter().map(|term| entry(&term.title, term.url.as_str(), "chủ đề")));
    // What has expired or was withdrawn stays at its address, and has to be found by those who look for it.
    entries.extend(site.pages.iter().map(|page| {
        let front = &page.document.front;
        let note = match (&front.withdrawn, page.expired) {
            (Some(_), _) => "đã rút lại",
            (None, true) => "đã hết thời hạn",
            (None, false) => "",
        };
        let lang = if page.lang == "vi" { String::new() } else { page.lang.clone() };
        Entry { lang, ..entry(&front.title, page.url.as_str(), note) }
    }));
    let own = Own::linked(airs).filter(|own| *own != Own::Alphabet && !own.is_written(site));
    entries.extend(own.map(|own| entry(own.title(), own.url(), "")));
    // `a/index.md` speaks for its folder: one address, one entry.
    entries.sort_by(|a, b| (&a.url, a.note == "mục").cmp(&(&b.url, b.note == "mục")));
    entries.dedup_by(|later, first| later.url == first.url);
    entries
}

/// Figures, then letters, then all else.
fn place(initial: char) -> usize {
    match initial {
        '0' => 0,
        letter => 1 + ALPHABET.chars().position(|known| known == letter).unwrap_or(ALPHABET.chars().count()),
    }
}

/// The name of a letter, and its part of an address, typed as on a Vietnamese keyboard.
fn letter_names(place: usize) -> (String, String) {
    let Some(at) = place.checked_sub(1) else { return ("0–9".to_owned(), "so".to_owned()) };
    let Some(letter) = ALPHABET.chars().nth(at) else { return ("Khác".to_owned(), "khac".to_owned()) };
    let part = match letter {
        'Ă' => "aw".to_owned(),
        'Â' => "aa".to_owned(),
        'Đ' => "dd".to_owned(),
        'Ê' => "ee".to_owned(),
        'Ô' => "oo".to_owned(),
        'Ơ' => "ow".to_owned(),
        'Ư' => "uw".to_owned(),
        plain => plain.to_lowercase().to_string(),
    };
    (letter.to_string(), part)
}

/// A leaf as a link to it.
#[derive(Serialize)]
struct Tab<'l> {
    letter: &'l str,
    number: usize,
    of: usize,
    url: String,
    count: usize,
    /// The first and the last title, where a letter has several leaves.
    from: &'l str,
    to: &'l str,
    here: bool,
}

/// The list, or with a number one of its leaves.
///
/// # Errors
/// When a template has a mistake.
pub fn alphabet(renderer: &Renderer<'_>, leaf: Option<usize>) -> Outcome<Vec<u8>> {
    let leaves = &renderer.made.alphabet;
    let parted = parted(leaves);
    let tabs: Vec<Tab<'_>> = leaves
        .iter()
        .enumerate()
        .map(|(at, tab)| Tab {
            letter: &tab.letter,
            number: tab.number,
            of: tab.of,
            url: if parted { tab.url.clone() } else { format!("#{}", tab.anchor) },
            count: tab.entries.len(),
            from: tab.entries.first().map_or("", |entry| &entry.title),
            to: tab.entries.last().map_or("", |entry| &entry.title),
            here: leaf == Some(at),
        })
        .collect();
    let shown: &[Leaf] = match leaf {
        Some(at) => &leaves[at..=at],
        None if parted => &[],
        None => leaves,
    };
    let mut trail = trail(renderer.site, SectionId(0));
    let (mut title, mut url) = (Own::Alphabet.title().to_owned(), Own::Alphabet.url().to_owned());
    if let Some(leaf) = leaf.and_then(|at| leaves.get(at)) {
        trail.push(LinkView { title: title.clone(), url: url.clone() });
        title = match leaf.of {
            1 => format!("{title}: {}", leaf.letter),
            of => format!("{title}: {} (phần {} trên {of})", leaf.letter, leaf.number),
        };
        url.clone_from(&leaf.url);
    }
    let mut context = renderer.framed("a-z.html", &url, &renderer.view.language);
    context.insert("title", &title);
    context.insert("url", &url);
    context.insert("trail", &trail);
    context.insert("letters", &tabs);
    context.insert("leaves", &shown);
    renderer.theme.render_bytes("a-z.html", &context)
}
