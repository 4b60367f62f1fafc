//! Sources in memory, for tests and for programs that embed Loa.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use super::{Entry, Error, Files, Listing, is_hidden};
use crate::base::SourcePath;

/// Files by path.
///
/// ```
/// use loa::fs::{Files, Memory};
/// let files = Memory::default().with("content/_index.md", "+++\ntitle = \"A\"\n+++\n");
/// assert_eq!(files.list("content").entries.len(), 1);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Memory {
    files: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }

    /// Changes or adds a file.
    pub fn write(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.to_owned(), bytes.into());
    }

    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }

    fn entry(path: &str, bytes: &[u8]) -> Entry {
        Entry { path: SourcePath::new(path), size: bytes.len() as u64, real: PathBuf::from(path) }
    }
}

impl Files for Memory {
    fn list(&self, folder: &str) -> Listing {
        let start = format!("{folder}/");
        let entries = self
            .files
            .iter()
            .filter(|(path, _)| path.starts_with(&start) || *path == folder)
            .filter(|(path, _)| !path.split('/').any(is_hidden))
            .map(|(path, bytes)| Self::entry(path, bytes))
            .collect();
        Listing { entries, ..Listing::default() }
    }

    fn read(&self, entry: &Entry) -> Result<Vec<u8>, Error> {
        let found = self.files.get(entry.path.as_str());
        found.cloned().ok_or_else(|| Error::new("reading", &entry.real, io::ErrorKind::NotFound.into()))
    }

    fn find(&self, path: &str) -> Option<Entry> {
        self.files.get(path).map(|bytes| Self::entry(path, bytes))
    }
}
