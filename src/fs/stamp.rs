//! What a folder holds, told by names, sizes and times without reading a file.

use std::path::Path;
use std::time::UNIX_EPOCH;

use walkdir::WalkDir;

use crate::base::Fingerprint;

/// A fingerprint of all files below some folders of `root`, by name, size and time of the last change, and how many there
/// are in each. `None` when something cannot be looked at, or is a link.
///
/// A file that somebody changes, adds or removes changes it; one that is written anew with the same bytes does so too.
#[must_use]
pub fn stamp(root: &Path, folders: &[&str]) -> Option<(Fingerprint, Vec<usize>)> {
    let (mut told, mut counts) = (Vec::new(), Vec::new());
    for folder in folders {
        let mut count = 0;
        for found in WalkDir::new(root.join(folder)).sort_by_file_name() {
            let found = found.ok()?;
            if found.path_is_symlink() {
                return None;
            }
            if found.file_type().is_dir() {
                continue;
            }
            let meta = found.metadata().ok()?;
            let time = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
            told.extend(found.path().strip_prefix(root).ok()?.to_string_lossy().as_bytes());
            told.push(0);
            told.extend(meta.len().to_le_bytes());
            told.extend(time.as_nanos().to_le_bytes());
            count += 1;
        }
        counts.push(count);
    }
    Some((Fingerprint::of(&told), counts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_change_is_seen() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
        std::fs::create_dir(folder.path().join("a")).expect("a folder");
        write("a/x", "một");
        write("a/y", "hai");
        let first = stamp(folder.path(), &["a"]).expect("a folder that can be looked at");
        assert_eq!(first.1, [2]);
        assert_eq!(stamp(folder.path(), &["a"]), Some(first.clone()));
        write("a/y", "ba");
        assert_ne!(stamp(folder.path(), &["a"]), Some(first.clone()));
        std::fs::remove_file(folder.path().join("a/y")).expect("a file to remove");
        assert_eq!(stamp(folder.path(), &["a"]).expect("a folder").1, [1]);
        assert_eq!(stamp(folder.path(), &["a", "b"]), None, "a folder that is not there");
    }
}
