//! Symbolic links among the sources: a system tells of a change where the file lies, not where a link to it does.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

#[derive(Debug, Default)]
pub(super) struct Links {
    /// Where a linked file really lies, and the link.
    files: BTreeMap<PathBuf, PathBuf>,
    folders: Vec<PathBuf>,
}

impl Links {
    /// The links in the folders of a site, and `loa.toml` if it is one. Links out of the site are followed by nobody.
    pub fn find(root: &Path, folders: [&str; 2]) -> Self {
        let mut links = Self::default();
        let below = folders.iter().map(|folder| WalkDir::new(root.join(folder)).follow_root_links(true));
        let found = below.flatten().flatten().map(walkdir::DirEntry::into_path);
        let config = std::iter::once(root.join("loa.toml"));
        for link in found.chain(config).filter(|path| path.is_symlink()) {
            let Ok(real) = link.canonicalize() else { continue };
            if real.is_dir() {
                links.folders.push(link);
            } else if real.starts_with(root) {
                links.files.insert(real, link);
            }
        }
        links
    }

    /// The link that leads to this file.
    pub fn to(&self, real: &Path) -> Option<&Path> {
        self.files.get(real).map(PathBuf::as_path)
    }

    /// Whether this is a link to a folder.
    pub fn has(&self, link: &Path) -> bool {
        self.folders.iter().any(|folder| folder == link)
    }

    /// The folders in which linked files lie.
    pub fn folders_of_targets(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().filter_map(|real| real.parent())
    }
}
