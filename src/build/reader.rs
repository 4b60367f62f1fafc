//! The sources of a site between builds: what lies where, each page as it was parsed, the theme as it was compiled.
//!
//! Whoever is told what changed reads that and no more: to list and read ten thousand files takes longer than all else
//! that a small change asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::load::cannot_read;
use crate::base::{Fingerprint, SourcePath, decomposed_lines};
use crate::config::Config;
use crate::content::{self, Document};
use crate::diag::Diagnostic;
use crate::fs::{self, Entry, Files, Listing, is_hidden};
use crate::theme::Theme;

/// What may have changed since sources were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    Everything,
    /// These files, and all that is in these folders; relative to the site.
    Only(BTreeSet<SourcePath>),
}

/// Reads the sources of one site again and again.
pub struct Reader<'f> {
    pub(super) files: &'f dyn Files,
    /// What lies below `content/`; `None` before it was listed.
    listing: Option<Listing>,
    documents: BTreeMap<SourcePath, Known>,
    /// Documents that must be read again although they are known; with `None` all.
    stale: Option<BTreeSet<SourcePath>>,
    /// The theme and what was wrong with it, for the settings it was loaded with.
    theme: Option<(Arc<Theme>, Vec<Diagnostic>)>,
}

/// A document and the fingerprint of its file.
type Known = (Fingerprint, Arc<Document>);

/// A page read, or why it cannot be.
pub(super) type Read = Result<Arc<Document>, Box<Diagnostic>>;

impl<'f> Reader<'f> {
    #[must_use]
    pub fn new(files: &'f dyn Files) -> Self {
        Self { files, listing: None, documents: BTreeMap::new(), stale: None, theme: None }
    }

    /// Whether pages were read before: until then a list of files is of this moment.
    pub(super) fn has_read(&self) -> bool {
        self.stale.is_some()
    }

    /// Forgets what may have changed.
    pub fn touch(&mut self, touched: &Touched) {
        let Touched::Only(paths) = touched else {
            (self.listing, self.stale, self.theme) = (None, None, None);
            return;
        };
        for path in paths {
            let below = |folder: &str| path.as_str() == folder || path.as_str().starts_with(&format!("{folder}/"));
            if path.as_str() == "loa.toml" || is_of_theme(path) {
                self.theme = None;
            }
            if below("content") {
                self.relist(path);
            }
        }
    }

    /// Brings the list up to date with one file or folder.
    fn relist(&mut self, path: &SourcePath) {
        let Some(listing) = &mut self.listing else { return };
        let inner = format!("{path}/");
        let touched = |one: &SourcePath| one == path || one.as_str().starts_with(&inner);
        let there = self.files.list(path.as_str());
        let known = listing.entries.iter().any(|entry| touched(&entry.path));
        let hidden = path.as_str().split('/').any(is_hidden);
        // A link leads to files under other names than their own; and what is neither there nor known may be there under a
        // name that is coded otherwise. A list of all is right in any case.
        let odd = listing.linked || there.linked || !there.problems.is_empty() || !listing.problems.is_empty();
        if odd || hidden || path.as_str() == "content" || (there.entries.is_empty() && !known) {
            (self.listing, self.stale) = (None, None);
            return;
        }
        listing.entries.retain(|entry| !touched(&entry.path));
        listing.entries.extend(there.entries.iter().cloned());
        listing.entries.sort();
        if let Some(stale) = &mut self.stale {
            stale.extend(there.entries.into_iter().map(|entry| entry.path));
        }
    }

    /// The fingerprint of a page's file as it was read last.
    pub(super) fn print_of(&self, path: &SourcePath) -> Option<Fingerprint> {
        self.documents.get(path).map(|(print, _)| *print)
    }

    /// What lies below `content/`.
    pub(super) fn list(&mut self) -> &Listing {
        let files = self.files;
        self.listing.get_or_insert_with(|| files.list("content"))
    }

    /// The theme that the settings name.
    pub(super) fn theme(&mut self, config: &Config, path: &SourcePath) -> (Arc<Theme>, Vec<Diagnostic>) {
        let files = self.files;
        let load = || {
            let (theme, problems) = Theme::load(files, config, path);
            (Arc::new(theme), problems)
        };
        self.theme.get_or_insert_with(load).clone()
    }

    /// The theme read again, when nothing but these of its files changed and nothing was wrong with it.
    pub(super) fn renewed_theme(
        &mut self,
        config: &Config,
        paths: &BTreeSet<SourcePath>,
    ) -> Option<(Arc<Theme>, Vec<Diagnostic>)> {
        let sound = self.theme.as_ref().is_some_and(|(_, problems)| problems.is_empty());
        let settled = self.stale.as_ref().is_some_and(BTreeSet::is_empty) && self.listing.is_some();
        if !sound || !settled {
            return None;
        }
        self.touch(&Touched::Only(paths.clone()));
        Some(self.theme(config, &SourcePath::from("loa.toml")))
    }

    /// The documents of these files, in their order; what is known and has not changed is not parsed again, and where it is
    /// known what changed, not even read.
    pub(super) fn documents(&mut self, pages: &[Entry]) -> Vec<Read> {
        let (known, stale, files) = (&self.documents, self.stale.as_ref(), self.files);
        let read: Vec<Result<Known, Box<Diagnostic>>> = pages
            .par_iter()
            .map(|entry| {
                let old = known.get(&entry.path);
                match (old, stale) {
                    (Some(old), Some(stale)) if !stale.contains(&entry.path) => Ok(old.clone()),
                    (old, _) => read(files, entry, old),
                }
            })
            .collect();
        let all = pages.iter().zip(&read);
        self.documents =
            all.filter_map(|(entry, read)| Some((entry.path.clone(), read.as_ref().ok()?.clone()))).collect();
        self.stale = Some(BTreeSet::new());
        read.into_iter().map(|read| read.map(|(_, document)| document)).collect()
    }

    /// Reads these pages again when they are all that changed: `None` where one of them is no page that was known before,
    /// is gone or cannot be read.
    pub(super) fn renew(&mut self, paths: &BTreeSet<SourcePath>) -> Option<Vec<Arc<Document>>> {
        let listing = self.listing.as_ref().filter(|listing| !listing.linked)?;
        if self.stale.as_ref().is_none_or(|stale| !stale.is_empty()) {
            return None;
        }
        let mut fresh = Vec::new();
        for path in paths {
            let at = listing.entries.binary_search_by(|entry| entry.path.cmp(path)).ok()?;
            let old = self.documents.get(path)?;
            let size = self.files.find(path.as_str())?.size;
            let entry = Entry { size, ..listing.entries[at].clone() };
            fresh.push((path, read(self.files, &entry, Some(old)).ok()?));
        }
        let documents = fresh.iter().map(|(_, (_, document))| Arc::clone(document)).collect();
        for (path, known) in fresh {
            self.documents.insert(path.clone(), known);
        }
        Some(documents)
    }
}

/// Whether a file belongs to a theme, or is the folder of themes.
pub(super) fn is_of_theme(path: &SourcePath) -> bool {
    path.as_str() == "themes" || path.as_str().starts_with("themes/")
}

fn read(files: &dyn Files, entry: &Entry, old: Option<&Known>) -> Result<Known, Box<Diagnostic>> {
    if entry.size > fs::LARGEST {
        return Err(Box::new(fs::too_large(entry.size, &entry.path)));
    }
    let bytes = files.read(entry).map_err(|error| cannot_read(&entry.path, &error.cause))?;
    let print = Fingerprint::of(&bytes);
    if let Some(known) = old.filter(|(known, _)| *known == print) {
        return Ok(known.clone());
    }
    let text = fs::decode(&bytes, &entry.path)?;
    let mut document = content::parse(&text, &entry.path);
    if text.as_bytes() != bytes {
        document.decomposed = std::str::from_utf8(&bytes).map(decomposed_lines).unwrap_or_default();
    }
    Ok((print, Arc::new(document)))
}
