//! All sources as the disk shows them without opening one: size and time of each.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use super::FOLDERS;
use crate::fs::is_hidden;

/// Every source file and what tells that it changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stamps(BTreeMap<PathBuf, Stamp>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    /// In bytes.
    size: u64,
    written: Option<SystemTime>,
    /// A file that was renamed over another may be as large and as old; its number differs.
    number: u64,
}

impl Stamps {
    /// Looks at the whole site.
    pub fn take(root: &Path) -> Self {
        let mut stamps = Self::default();
        let folders = FOLDERS.iter().map(|folder| root.join(folder));
        for start in folders.chain([root.join("loa.toml")]) {
            let walk = WalkDir::new(start).follow_links(true).into_iter();
            let shown =
                walk.filter_entry(|found| found.depth() == 0 || !is_hidden(&found.file_name().to_string_lossy()));
            for found in shown.flatten().filter(|found| found.file_type().is_file()) {
                if let Ok(meta) = found.metadata() {
                    let stamp = Stamp { size: meta.len(), written: meta.modified().ok(), number: number(&meta) };
                    stamps.0.insert(found.into_path(), stamp);
                }
            }
        }
        stamps
    }

    /// Files that came, went or changed since `before`.
    pub fn changed_since(&self, before: &Self) -> BTreeSet<PathBuf> {
        let newer = self.0.iter().filter(|(path, stamp)| before.0.get(*path) != Some(stamp));
        let gone = before.0.iter().filter(|(path, _)| !self.0.contains_key(*path));
        newer.chain(gone).map(|(path, _)| path.clone()).collect()
    }
}

#[cfg(unix)]
fn number(meta: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

#[cfg(not(unix))]
fn number(_: &std::fs::Metadata) -> u64 {
    0
}
