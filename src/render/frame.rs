//! The frame of a page: head, menu and foot, which hardly differ from page to page, rendered and made relative once for
//! all pages on which they are the same.
//!
//! Every template `frame/NAME.html` of a theme is a part of the frame. A page's template puts it in place by
//! `{{ frame.NAME }}`, which is a mark until the page is finished; then the part takes its place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use tera::{Context, Value};

use super::rewrite::{Links, rewrite};
use super::{Lists, Outcome, Renderer, SiteView};
use crate::site::Own;

/// A mark is these around the number of a face and the place of a part. Nobody can write them: `base::clean` drops them.
const OPEN: char = '\u{e0f0}';
const CLOSE: char = '\u{e0f1}';

/// The frames of a site, as far as any page has asked for them.
#[derive(Default)]
pub(super) struct Frames {
    /// Names of the parts, without `frame/` and `.html`.
    parts: Vec<String>,
    /// Addresses that a frame may tell apart from others: those that it links to.
    known: BTreeSet<String>,
    faces: RwLock<BTreeMap<Seen, Arc<Face>>>,
    numbered: RwLock<Vec<Arc<Face>>>,
}

/// All that a frame sees of a page. Pages that it sees alike have one frame.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    /// The template, for its lists; empty where it declares none.
    template: String,
    lang: String,
    /// The page's address where the frame may link to it, else empty.
    here: String,
    /// The longest address known to the frame with which the page's own begins.
    within: String,
}

/// A frame for pages that are alike.
struct Face {
    seen: Seen,
    /// What `frame` is in a template: a mark for each part.
    marks: Value,
    parts: Vec<Part>,
}

#[derive(Default)]
struct Part {
    drawn: OnceLock<Drawn>,
    finished: RwLock<BTreeMap<Place, Arc<[u8]>>>,
}

/// What a part's links depend on: how deep a page lies, and the deepest of its folders that the part knows.
type Place = (usize, String);

/// A part as its template made it.
struct Drawn {
    html: Vec<u8>,
    /// Every folder in which something lies that the part links to.
    folders: BTreeSet<String>,
}

impl Frames {
    pub(super) fn new<'t>(templates: impl Iterator<Item = &'t str>, view: &SiteView) -> Self {
        let part = |name: &'t str| name.strip_prefix("frame/")?.strip_suffix(".html");
        let mut parts: Vec<String> = templates.filter_map(part).map(str::to_owned).collect();
        parts.sort_unstable();
        let links = [&view.menu, &view.topics, &view.taxonomies, &view.areas, &view.own].into_iter().flatten();
        let mut known: BTreeSet<String> = links.map(|link| link.url.clone()).collect();
        known.extend(view.alerts.iter().map(|alert| alert.url.clone()));
        known.extend(Own::ALL.map(|own| own.url().to_owned()));
        known.extend(["/", "/404.html"].map(str::to_owned));
        known.remove("");
        Self { parts, known, ..Self::default() }
    }

    /// The face of the frame for a page.
    fn face(&self, lists: Option<(&str, &Lists)>, lang: &str, here: &str) -> Arc<Face> {
        let in_lists = |address: &str| lists.is_some_and(|(_, lists)| lists.urls.contains(address));
        let is_known = |address: &str| self.known.contains(address) || in_lists(address);
        let within = prefixes(here).find(|start| is_known(start)).unwrap_or_default();
        let seen = Seen {
            template: lists.map_or("", |(name, _)| name).to_owned(),
            lang: lang.to_owned(),
            here: if is_known(here) { here.to_owned() } else { String::new() },
            within: within.to_owned(),
        };
        if let Some(face) = self.faces.read().unwrap_or_else(PoisonError::into_inner).get(&seen) {
            return Arc::clone(face);
        }
        let mut faces = self.faces.write().unwrap_or_else(PoisonError::into_inner);
        let mut numbered = self.numbered.write().unwrap_or_else(PoisonError::into_inner);
        let face = faces.entry(seen).or_insert_with_key(|seen| {
            let number = numbered.len();
            let mark = |at: usize| Value::safe_string(&format!("{OPEN}{number}.{at}{CLOSE}"));
            let marks: tera::Map =
                self.parts.iter().enumerate().map(|(at, name)| (name.clone().into(), mark(at))).collect();
            let parts = self.parts.iter().map(|_| Part::default()).collect();
            let face = Arc::new(Face { seen: seen.clone(), marks: Value::from(marks), parts });
            numbered.push(Arc::clone(&face));
            face
        });
        Arc::clone(face)
    }

    /// The face and the part that a mark's number and place name.
    fn marked(&self, mark: &[u8]) -> Option<(Arc<Face>, usize)> {
        let (number, at) = std::str::from_utf8(mark).ok()?.split_once('.')?;
        let face = Arc::clone(self.numbered.read().ok()?.get(number.parse::<usize>().ok()?)?);
        let at = at.parse::<usize>().ok().filter(|at| *at < face.parts.len())?;
        Some((face, at))
    }
}

impl Renderer<'_> {
    /// The context of a template that shows a page with the frame around it.
    #[must_use]
    pub(super) fn framed(&self, template: &str, url: &str, lang: &str) -> Context {
        let lists = self.lists_of(template);
        let mut context = self.context(template);
        context.insert_value("frame", self.common.frames.face(lists, lang, url).marks.clone());
        context
    }

    /// A finished page: its own HTML made relative, with the parts of the frame in place of their marks.
    ///
    /// # Errors
    /// When the template of a part has a mistake.
    pub fn finish(&self, html: &[u8], links: &Links<'_>) -> Outcome<Vec<u8>> {
        let html = rewrite(html, links);
        let (open, close) = (OPEN.to_string(), CLOSE.to_string());
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        let mut rest = html.as_slice();
        while let Some(at) = memchr::memmem::find(rest, open.as_bytes()) {
            let mark = &rest[at + open.len()..];
            let Some(end) = memchr::memmem::find(mark, close.as_bytes()) else { break };
            pieces.push(Piece::Own(&rest[..at]));
            if let Some((face, at)) = self.common.frames.marked(&mark[..end]) {
                pieces.push(Piece::Frame(self.part(&face, at, links)?));
            }
            rest = &mark[end + close.len()..];
        }
        if pieces.is_empty() {
            return Ok(html);
        }
        pieces.push(Piece::Own(rest));
        let mut page = Vec::with_capacity(pieces.iter().map(|piece| piece.bytes().len()).sum());
        pieces.iter().for_each(|piece| page.extend_from_slice(piece.bytes()));
        Ok(page)
    }

    fn part(&self, face: &Face, at: usize, links: &Links<'_>) -> Outcome<Arc<[u8]>> {
        let part = &face.parts[at];
        let drawn = match part.drawn.get() {
            Some(drawn) => drawn,
            None => {
                let drawn = self.draw(face, at)?;
                part.drawn.get_or_init(|| drawn)
            }
        };
        // The way from a folder to a target depends on how deep the folder lies, and on the folders both lie in.
        let folder = &links.from[..links.from.rfind('/').map_or(0, |at| at + 1)];
        let shared = prefixes(folder).find(|folder| drawn.folders.contains(*folder)).unwrap_or_default();
        let depth = if links.absolute { usize::MAX } else { folder.matches('/').count() };
        let key: Place = (depth, shared.to_owned());
        if let Some(bytes) = part.finished.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(bytes));
        }
        let bytes: Arc<[u8]> = rewrite(&drawn.html, links).into();
        let mut finished = part.finished.write().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(finished.entry(key).or_insert(bytes)))
    }

    /// Renders a part, and finds where its links lead.
    fn draw(&self, face: &Face, at: usize) -> Outcome<Drawn> {
        let mut context = self.context(&face.seen.template);
        context.insert("lang", &face.seen.lang);
        context.insert("here", &face.seen.here);
        context.insert("within", &face.seen.within);
        let html = self.theme.render_bytes(&format!("frame/{}.html", self.common.frames.parts[at]), &context)?;
        let links = Links::new(self.site, &self.config.base_url, "/", false).noting();
        drop(rewrite(&html, &links));
        let paths = links.noted();
        let folders = paths.iter().flat_map(|path| prefixes(path)).filter(|start| start.ends_with('/'));
        let folders = folders.map(str::to_owned).collect();
        Ok(Drawn { html, folders })
    }
}

enum Piece<'p> {
    Own(&'p [u8]),
    Frame(Arc<[u8]>),
}

impl Piece<'_> {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Own(bytes) => bytes,
            Self::Frame(bytes) => bytes,
        }
    }
}

/// An address and the addresses above it, the longest first: `/a/b/c`, `/a/b/`, `/a/`, `/`.
fn prefixes(address: &str) -> impl Iterator<Item = &str> {
    let above = address.rmatch_indices('/').map(|(at, _)| &address[..=at]);
    std::iter::once(address).chain(above.filter(|start| start.len() < address.len()))
}

#[cfg(test)]
mod tests {
    use super::super::rewrite::relative;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Why a part of the frame may be shared by folders.
        #[test]
        fn ways_from_folders_that_a_part_does_not_tell_apart_are_the_same(
            targets in proptest::collection::vec("(/[ab]){0,3}/[ab]?", 1..5),
            folders in proptest::collection::vec("(/[ab]){0,4}/", 2..9),
        ) {
            let known: BTreeSet<&str> =
                targets.iter().flat_map(|path| prefixes(path)).filter(|start| start.ends_with('/')).collect();
            let mut first: BTreeMap<(usize, &str), &str> = BTreeMap::new();
            for folder in &folders {
                let shared = prefixes(folder).find(|start| known.contains(start)).unwrap_or_default();
                let alike = first.entry((folder.matches('/').count(), shared)).or_insert(folder);
                for target in &targets {
                    prop_assert_eq!(relative(folder, target), relative(alike, target));
                }
            }
        }
    }

    #[test]
    fn prefixes_of_an_address() {
        assert_eq!(prefixes("/a/b/").collect::<Vec<_>>(), ["/a/b/", "/a/", "/"]);
        assert_eq!(prefixes("/a.html").collect::<Vec<_>>(), ["/a.html", "/"]);
        assert_eq!(prefixes("/").collect::<Vec<_>>(), ["/"]);
    }
}
