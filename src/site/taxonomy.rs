//! Topics, audiences, tags and areas: pages by what they are about, whom they are for and where.

use std::collections::BTreeMap;

use super::{Page, PageId};
use crate::base::{UrlPath, slug};
use crate::config::Config;

#[derive(Debug)]
pub struct Taxonomy {
    pub kind: TaxonomyKind,
    pub url: UrlPath,
    pub terms: Vec<Term>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaxonomyKind {
    Topic,
    Audience,
    Tag,
    /// Tổ dân phố, thôn.
    Area,
}

impl TaxonomyKind {
    pub const ALL: [Self; 4] = [Self::Topic, Self::Audience, Self::Tag, Self::Area];

    /// The first part of its addresses.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Topic => "chu-de",
            Self::Audience => "doi-tuong",
            Self::Tag => "the",
            Self::Area => "dia-ban",
        }
    }

    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Topic => "Chủ đề",
            Self::Audience => "Đối tượng",
            Self::Tag => "Thẻ",
            Self::Area => "Địa bàn",
        }
    }
}

#[derive(Debug)]
pub struct Term {
    pub id: String,
    pub title: String,
    pub url: UrlPath,
    /// Listed pages in the site's order.
    pub pages: Vec<PageId>,
}

/// Sorts the listed pages into terms. Topics, audiences and areas are the configured ones, in their order, also when empty;
/// tags are those in use, by slug, so that `Deepfake` and `deepfake` are one.
pub(super) fn taxonomies(config: &Config, pages: &[Page], listed: &[PageId]) -> Vec<Taxonomy> {
    let mut tags: BTreeMap<String, (String, Vec<PageId>)> = BTreeMap::new();
    let mut by_id: BTreeMap<(TaxonomyKind, &str), Vec<PageId>> = BTreeMap::new();
    for id in listed {
        let front = &pages[id.0 as usize].document.front;
        for tag in &front.tags {
            let slug = slug(tag);
            let (_, pages) = tags.entry(slug).or_insert_with(|| (tag.clone(), Vec::new()));
            if pages.last() != Some(id) {
                pages.push(*id);
            }
        }
        if let Some((topic, _)) = &front.topic {
            by_id.entry((TaxonomyKind::Topic, topic)).or_default().push(*id);
        }
        for (audience, _) in &front.audience {
            by_id.entry((TaxonomyKind::Audience, audience)).or_default().push(*id);
        }
        for (area, _) in &front.area {
            by_id.entry((TaxonomyKind::Area, area)).or_default().push(*id);
        }
    }
    let closed = |kind: TaxonomyKind, terms: &[crate::config::Term]| Taxonomy {
        kind,
        url: UrlPath::new(format!("/{}/", kind.folder())),
        terms: terms
            .iter()
            .map(|term| Term {
                id: term.id.clone(),
                title: term.title.clone(),
                url: UrlPath::new(format!("/{}/{}/", kind.folder(), term.id)),
                pages: by_id.get(&(kind, term.id.as_str())).cloned().unwrap_or_default(),
            })
            .collect(),
    };
    let open = Taxonomy {
        kind: TaxonomyKind::Tag,
        url: UrlPath::new("/the/"),
        terms: tags
            .into_iter()
            .filter(|(slug, _)| !slug.is_empty())
            .map(|(slug, (title, pages))| Term { url: UrlPath::new(format!("/the/{slug}/")), id: slug, title, pages })
            .collect(),
    };
    let mut all =
        vec![closed(TaxonomyKind::Topic, &config.topics), closed(TaxonomyKind::Audience, &config.audiences), open];
    if !config.areas.is_empty() {
        all.push(closed(TaxonomyKind::Area, &config.areas));
    }
    all
}
