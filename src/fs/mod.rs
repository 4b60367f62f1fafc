//! The only module besides `watch`, `serve` and `cli` that touches the machine: reading sources and putting outputs in place.

mod cache;
mod disk;
mod memory;
mod output;
mod replace;
mod stamp;
mod text;
mod whole;

use std::fmt;
use std::path::{Path, PathBuf};

pub use cache::Cache;
pub use disk::Disk;
pub use memory::Memory;
pub use output::{Committed, MARK, Output, Refusal, Staged};
pub use replace::replace;
pub use stamp::stamp;
pub use text::{LARGEST, decode, lossy, too_large};
pub use whole::change_file;

use crate::base::{Fingerprint, SourcePath};
use crate::diag::Diagnostic;

/// Trouble with the machine, not with what people wrote.
#[derive(Debug)]
pub struct Error {
    pub doing: &'static str,
    pub path: PathBuf,
    pub cause: std::io::Error,
}

impl Error {
    pub(crate) fn new(doing: &'static str, path: &Path, cause: std::io::Error) -> Self {
        Self { doing, path: path.to_owned(), cause }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}: {}", self.doing, self.path.display(), self.cause)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

/// A source file that was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Relative to the site, in normal form C, with `/`.
    pub path: SourcePath,
    /// In bytes.
    pub size: u64,
    /// As the disk names it: macOS keeps file names decomposed.
    pub(crate) real: PathBuf,
}

/// What lies in a folder, sorted by path, and what could not be listed.
#[derive(Debug, Default)]
pub struct Listing {
    pub entries: Vec<Entry>,
    /// Whether some of it was found by way of a symbolic link.
    pub linked: bool,
    pub problems: Vec<Diagnostic>,
}

/// Where sources come from: a disk, or memory in tests.
pub trait Files: Sync {
    /// All files below a folder of the site, or one file by itself; what is absent has none.
    fn list(&self, folder: &str) -> Listing;

    /// The bytes of a file.
    ///
    /// # Errors
    /// When the file is gone or may not be read.
    fn read(&self, entry: &Entry) -> Result<Vec<u8>, Error>;

    /// The fingerprint of a file's bytes.
    ///
    /// # Errors
    /// As [`Files::read`].
    fn print(&self, entry: &Entry) -> Result<Fingerprint, Error> {
        self.read(entry).map(|bytes| Fingerprint::of(&bytes))
    }

    /// The file at exactly this path, if there is one.
    fn find(&self, path: &str) -> Option<Entry>;
}

/// Editors' and systems' own files, which are nobody's content: `.git`, `~$bai.docx`, `bai.md~`, `.bai.md.swp`, `bai.md.bck`.
#[must_use]
pub fn is_hidden(name: &str) -> bool {
    const ENDINGS: [&str; 9] =
        ["~", ".swp", ".swx", ".tmp", ".bak", ".bck", ".crdownload", "___jb_tmp___", "___jb_old___"];
    name.starts_with('.')
        || name.starts_with("~$")
        || (name.starts_with('#') && name.ends_with('#'))
        || ENDINGS.iter().any(|ending| name.ends_with(ending))
        || matches!(name, "Thumbs.db" | "desktop.ini" | "4913")
}
