//! What a folder holds, told by names, sizes and times without reading a file.

use std::fs::DirEntry;
use std::path::Path;
use std::time::UNIX_EPOCH;

use rayon::prelude::*;

use crate::base::Fingerprint;

/// A fingerprint of all files below some folders of `root`, by name, size and time of the last change, and how many there
/// are in each. `None` when something cannot be looked at, or is a link.
///
/// A file that somebody changes, adds or removes changes it; one that is written anew with the same bytes does so too.
#[must_use]
pub fn stamp(root: &Path, folders: &[&str]) -> Option<(Fingerprint, Vec<usize>)> {
    let (mut told, mut counts) = (Vec::new(), Vec::new());
    for folder in folders {
        let (files, count) = below(&root.join(folder), folder)?;
        told.extend(files);
        counts.push(count);
    }
    Some((Fingerprint::of(&told), counts))
}

/// What is told of the files of a folder, which has this name below the root, and how many they are. Twenty thousand files
/// in ten thousand folders are looked at by all cores.
fn below(folder: &Path, name: &str) -> Option<(Vec<u8>, usize)> {
    let mut entries = std::fs::read_dir(folder).ok()?.collect::<Result<Vec<DirEntry>, _>>().ok()?;
    entries.sort_by_key(DirEntry::file_name);
    let parts: Vec<Option<(Vec<u8>, usize)>> = entries
        .par_iter()
        .map(|entry| {
            let name = format!("{name}/{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type().ok()?;
            if kind.is_dir() {
                return below(&entry.path(), &name);
            }
            let meta = entry.metadata().ok().filter(|_| !kind.is_symlink())?;
            let time = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
            let mut told = name.into_bytes();
            told.push(0);
            told.extend(meta.len().to_le_bytes());
            told.extend(time.as_nanos().to_le_bytes());
            Some((told, 1))
        })
        .collect();
    let (mut told, mut count) = (Vec::new(), 0);
    for part in parts {
        let (files, more) = part?;
        told.extend(files);
        count += more;
    }
    Some((told, count))
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
