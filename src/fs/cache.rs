//! What took long to make and may be made again: a folder of files that anybody may delete at any time.
//!
//! Each file begins with the fingerprint of what follows; one that was damaged is as if it were not there. Trouble with
//! the disk is no trouble here: what cannot be kept is made again at the next build.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::base::Fingerprint;

/// Things by name. Shared by the threads of a build.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    writes: bool,
    /// What was asked for or kept in this build.
    used: Mutex<BTreeSet<String>>,
}

/// Digits of a fingerprint before the bytes.
const HEAD: usize = 32;

impl Cache {
    /// The cache beside an output folder, `.cache/loa`. Nothing is made on the disk before something is kept; with
    /// `writes` false nothing is kept at all.
    #[must_use]
    pub fn beside(out: &Path, writes: bool) -> Self {
        let folder = out.parent().unwrap_or(out).join(".cache").join("loa");
        Self { folder, writes, used: Mutex::default() }
    }

    /// What was kept under this name, whole.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.mark(name);
        let mut bytes = fs::read(self.folder.join(name)).ok()?;
        let head: [u8; HEAD] = bytes.get(..HEAD)?.try_into().ok()?;
        bytes.drain(..HEAD);
        (Fingerprint::of(&bytes).to_string().as_bytes() == head).then_some(bytes)
    }

    /// Keeps something, if that is possible. A name has small letters, digits, `-` and `.`.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        self.mark(name);
        if !self.writes {
            return;
        }
        let whole = [Fingerprint::of(bytes).to_string().as_bytes(), bytes].concat();
        let fresh = self.folder.join(format!("{name}.new"));
        let written = fs::create_dir_all(&self.folder)
            .and_then(|()| fs::write(self.folder.join(".gitignore"), "*\n"))
            .and_then(|()| fs::write(&fresh, whole))
            .and_then(|()| fs::rename(&fresh, self.folder.join(name)));
        if written.is_err() {
            drop(fs::remove_file(fresh));
        }
    }

    /// Removes what this build had no use for.
    pub fn sweep(&self) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for entry in entries.filter(|_| self.writes) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name != ".gitignore" && !used.contains(&name) {
                drop(fs::remove_file(entry.path()));
            }
        }
    }

    fn mark(&self, name: &str) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_damaged_or_not_used_goes() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("dist");
        let kept = folder.path().join(".cache/loa");
        let cache = Cache::beside(&out, true);
        assert_eq!(cache.get("a"), None);
        cache.sweep();
        assert!(!kept.exists());
        cache.put("a", b"mot");
        cache.put("b", b"hai");
        assert_eq!(Cache::beside(&out, false).get("a").as_deref(), Some(&b"mot"[..]));
        fs::write(kept.join("a"), "not a fingerprint").expect("a damaged file");
        assert_eq!(cache.get("a"), None);
        let whole = fs::read(kept.join("b")).expect("a kept file");
        fs::write(kept.join("b"), &whole[..whole.len() - 1]).expect("a file cut short");
        assert_eq!(cache.get("b"), None);
        cache.put("b", b"hai");
        let next = Cache::beside(&out, true);
        assert_eq!(next.get("b").as_deref(), Some(&b"hai"[..]));
        next.sweep();
        assert!(!kept.join("a").exists() && kept.join("b").exists());
    }

    #[test]
    fn a_disk_that_cannot_be_written_is_no_trouble() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join(".cache"), "a file in the way").expect("a file");
        let cache = Cache::beside(&folder.path().join("dist"), true);
        cache.put("a", b"mot");
        assert_eq!(cache.get("a"), None);
        cache.sweep();
    }
}
