//! Puts a build in place: everything is staged first, then moved file by file, so that a reader, a full disk or a killed
//! process meets for every file either the old one or the new one, whole.
//!
//! Layout of the output folder: `portal/` and `radio/` belong to Loa and bear the mark `.loa`; `.staging/` exists only
//! during a build; `.lock` is held by the program at work. A machine that reads aloud works in `.voice/`, with a lock of
//! its own.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{Error, is_hidden};
use crate::base::{Fingerprint, OutPath};

/// The file that says: this folder is Loa's own.
pub const MARK: &str = ".loa";

const STAGING: &str = ".staging";
const LOCK: &str = ".lock";
const ASIDE: &str = ".voice";

/// An output folder, held by this program alone until dropped.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    /// Keeps other programs out; the system lets go of it when the process ends, however it ends.
    _lock: File,
}

/// Why an output folder may not be used.
#[derive(Debug)]
pub enum Refusal {
    /// Something that is not a folder stands at this path.
    NotAFolder(PathBuf),
    /// A folder with files that Loa did not make.
    NotOurs(PathBuf),
    /// Another program is at work here.
    Busy(PathBuf),
    Machine(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Machine(error)
    }
}

/// What a commit did.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Committed {
    /// Files that are new or changed, by path.
    pub written: Vec<OutPath>,
    pub kept: usize,
    pub removed: Vec<OutPath>,
}

impl Output {
    /// Takes hold of `root` for writing the given channels (`portal`, `radio`).
    ///
    /// # Errors
    /// A refusal when the folder is not Loa's, is a file, or another `loa` is writing; trouble with the machine.
    pub fn open(root: &Path, channels: &[&str]) -> Result<Self, Refusal> {
        for path in std::iter::once(root.to_owned()).chain(channels.iter().map(|name| root.join(name))) {
            if path.symlink_metadata().is_ok() && !path.is_dir() {
                return Err(Refusal::NotAFolder(path));
            }
        }
        for name in channels {
            let folder = root.join(name);
            if folder.is_dir() && !folder.join(MARK).is_file() && !is_empty(&folder)? {
                return Err(Refusal::NotOurs(folder));
            }
        }
        fs::create_dir_all(root).map_err(|cause| Error::new("making", root, cause))?;
        let lock_path = root.join(LOCK);
        if lock_path.is_symlink() {
            return Err(Refusal::NotOurs(lock_path));
        }
        let lock = File::options().write(true).create(true).truncate(false).open(&lock_path);
        let lock = lock.map_err(|cause| Error::new("making", &lock_path, cause))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(Refusal::Busy(root.to_owned())),
            // Some network disks have no locks; then nothing can be held.
            Err(fs::TryLockError::Error(_)) => {}
        }
        let output = Self { root: root.to_owned(), _lock: lock };
        output.clear_staging()?;
        if root.join(ASIDE).is_dir() {
            // Clears away what a killed voice has left; one that is at work is busy, and stays.
            drop(Self::aside(root));
        }
        Ok(output)
    }

    /// The same, waiting for at most so long while another program is at work.
    ///
    /// # Errors
    /// As [`Output::open`].
    pub fn open_within(root: &Path, channels: &[&str], patience: Duration) -> Result<Self, Refusal> {
        let start = Instant::now();
        loop {
            match Self::open(root, channels) {
                Err(Refusal::Busy(_)) if start.elapsed() < patience => sleep(Duration::from_millis(100)),
                ended => return ended,
            }
        }
    }

    /// A folder of its own within `root`, for work that may last minutes: it keeps out others of its kind, and no build.
    ///
    /// # Errors
    /// As [`Output::open`].
    pub fn aside(root: &Path) -> Result<Self, Refusal> {
        Self::open(&root.join(ASIDE), &[])
    }

    /// Begins to stage one channel.
    #[must_use]
    pub fn stage(&self, channel: &str) -> Staged<'_> {
        Staged {
            output: self,
            channel: channel.to_owned(),
            fresh: !self.root.join(channel).join(MARK).is_file(),
            staged: AtomicUsize::new(0),
        }
    }

    /// An empty folder for other programs to work in, by its full path. It goes away with this hold of the output folder,
    /// or, after a killed program, at the next.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn workshop(&self, name: &str) -> Result<PathBuf, Error> {
        let folder = self.root.join(STAGING).join(name);
        let made = fs::create_dir_all(&folder).and_then(|()| std::path::absolute(&folder));
        made.map_err(|cause| Error::new("making", &folder, cause))
    }

    /// What was made in a workshop.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn made(&self, path: &Path) -> Result<Vec<u8>, Error> {
        fs::read(path).map_err(|cause| Error::new("reading", path, cause))
    }

    fn clear_staging(&self) -> Result<(), Error> {
        let staging = self.root.join(STAGING);
        match fs::remove_dir_all(&staging) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(Error::new("removing", &staging, cause)),
            _ => Ok(()),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // What was not committed is nobody's; should this fail, the next build clears it.
        drop(self.clear_staging());
        drop(fs::remove_file(self.root.join(LOCK)));
        if self.root.ends_with(ASIDE) {
            drop(fs::remove_dir(&self.root));
        }
    }
}

/// One channel's new files, not yet in place. Shared by the threads that render.
#[derive(Debug)]
pub struct Staged<'o> {
    output: &'o Output,
    channel: String,
    /// The channel does not exist yet: the whole staged folder can be moved at once.
    fresh: bool,
    staged: AtomicUsize,
}

impl Staged<'_> {
    /// Stages a file, unless the very same bytes are in place already. Returns whether it was staged.
    ///
    /// # Errors
    /// When the file cannot be written, for instance on a full disk; nothing is in place yet then.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<bool, Error> {
        // Paths are made from slugs and checked names; should one slip through, it must not lead out.
        if path.split('/').any(|part| part.is_empty() || part == "." || part == "..") || path.contains('\\') {
            return Err(Error::new("writing", Path::new(path), io::ErrorKind::InvalidInput.into()));
        }
        if !self.fresh && self.same(path, bytes) {
            return Ok(false);
        }
        let to = self.staging().join(path);
        let folder = to.parent().unwrap_or(&to);
        if self.fresh && path.ends_with("/index.html") {
            // The first file of its folder, as a rule; should the folder not be made so, the write tells.
            drop(fs::create_dir(folder));
        }
        let wrote = fs::write(&to, bytes).or_else(|cause| match cause.kind() {
            io::ErrorKind::NotFound => fs::create_dir_all(folder).and_then(|()| fs::write(&to, bytes)),
            _ => Err(cause),
        });
        wrote.map_err(|cause| Error::new("writing", &to, cause))?;
        self.staged.fetch_add(1, Ordering::Relaxed);
        Ok(true)
    }

    /// At most so many bytes from the beginning of a file that is in place already.
    #[must_use]
    pub fn in_place(&self, path: &str, most: u64) -> Option<Vec<u8>> {
        let there = self.own(path)?;
        let mut bytes = Vec::new();
        File::open(there).ok()?.take(most).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// A whole file, as it will be once everything is in place: the one that is staged, else the one there is.
    #[must_use]
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.staging().join(path)).ok().or_else(|| self.in_place(path, u64::MAX))
    }

    /// Moves everything into place and removes what is not in `all`, the complete list of the channel's files.
    ///
    /// # Errors
    /// When a file cannot be moved; every file is then either old or new, and the next commit mends the rest.
    pub fn commit(self, all: &BTreeSet<String>) -> Result<Committed, Error> {
        let target = self.output.root.join(&self.channel);
        let staging = self.staging();
        let mut committed = Committed { kept: all.len() - self.staged.load(Ordering::Relaxed), ..Committed::default() };
        self.put(MARK, MARK_TEXT.as_bytes())?;
        if self.fresh {
            // An empty folder may stand here; a full one without a mark was refused.
            drop(fs::remove_dir(&target));
            fs::rename(&staging, &target).map_err(|cause| Error::new("moving", &target, cause))?;
            committed.written = all.iter().map(|path| OutPath::new(format!("{}/{path}", self.channel))).collect();
            return Ok(committed);
        }
        // A link among our folders would lead what is moved to somewhere else.
        for found in walkdir::WalkDir::new(&target).into_iter().flatten().filter(walkdir::DirEntry::path_is_symlink) {
            fs::remove_file(found.path()).map_err(|cause| Error::new("removing", found.path(), cause))?;
        }
        self.move_staged(&target, &mut committed)?;
        for path in files_below(&target)? {
            if path != MARK && !all.contains(&path) {
                self.remove(&target, &path, &mut committed)?;
            }
        }
        remove_empty_folders(&target);
        Ok(committed)
    }

    /// Moves what is staged into place and removes the files named, of a channel that will then have `count` files. Nothing
    /// else is looked at: only for a channel that this program has put in place itself.
    ///
    /// # Errors
    /// As [`Staged::commit`].
    pub fn commit_some(self, count: usize, gone: &[String]) -> Result<Committed, Error> {
        if self.fresh {
            let why = io::Error::new(io::ErrorKind::NotFound, "the folder has gone");
            return Err(Error::new("moving", &self.output.root.join(&self.channel), why));
        }
        let target = self.output.root.join(&self.channel);
        let mut committed = Committed { kept: count - self.staged.load(Ordering::Relaxed), ..Committed::default() };
        self.move_staged(&target, &mut committed)?;
        for path in gone.iter().filter(|path| self.own(path).is_some()) {
            self.remove(&target, path, &mut committed)?;
        }
        if !committed.removed.is_empty() {
            remove_empty_folders(&target);
        }
        Ok(committed)
    }

    /// The files in place that are not what was staged, and those that are not in `all`; by path below the output folder.
    ///
    /// # Errors
    /// When the folder cannot be looked at.
    pub fn differences(&self, all: &BTreeSet<String>) -> Result<Vec<String>, Error> {
        let there = files_below(&self.output.root.join(&self.channel))?.into_iter();
        let strange = there.filter(|path| path != MARK && !all.contains(path));
        let differs = files_below(&self.staging())?.into_iter().chain(strange);
        Ok(differs.map(|path| format!("{}/{path}", self.channel)).collect())
    }

    fn move_staged(&self, target: &Path, committed: &mut Committed) -> Result<(), Error> {
        let staging = self.staging();
        for path in files_below(&staging)? {
            replace(&staging.join(&path), &target.join(&path))?;
            if path != MARK {
                committed.written.push(OutPath::new(format!("{}/{path}", self.channel)));
            }
        }
        Ok(())
    }

    fn remove(&self, target: &Path, path: &str, committed: &mut Committed) -> Result<(), Error> {
        let gone = target.join(path);
        fs::remove_file(&gone).map_err(|cause| Error::new("removing", &gone, cause))?;
        committed.removed.push(OutPath::new(format!("{}/{path}", self.channel)));
        Ok(())
    }

    /// Puts one file in place and leaves the rest of the channel as it is; what else was staged is dropped.
    ///
    /// # Errors
    /// When the file cannot be written or moved.
    pub fn commit_only(self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let target = self.output.root.join(&self.channel);
        fs::create_dir_all(&target).map_err(|cause| Error::new("making", &target, cause))?;
        fs::create_dir_all(self.staging()).map_err(|cause| Error::new("making", &target, cause))?;
        for (name, bytes) in [(MARK, MARK_TEXT.as_bytes()), (path, bytes)] {
            let from = self.staging().join(name);
            fs::write(&from, bytes).map_err(|cause| Error::new("writing", &from, cause))?;
            replace(&from, &target.join(name))?;
        }
        Ok(())
    }

    fn staging(&self) -> PathBuf {
        self.output.root.join(STAGING).join(&self.channel)
    }

    fn same(&self, path: &str, bytes: &[u8]) -> bool {
        let Some(there) = self.own(path) else { return false };
        let same_size = there.metadata().is_ok_and(|meta| meta.len() == bytes.len() as u64);
        same_size && fs::read(&there).is_ok_and(|old| Fingerprint::of(&old) == Fingerprint::of(bytes))
    }

    /// A file in place that no link leads to.
    fn own(&self, path: &str) -> Option<PathBuf> {
        let target = self.output.root.join(&self.channel);
        let there = target.join(path);
        let linked = there.ancestors().skip(1).take_while(|folder| *folder != target).any(Path::is_symlink);
        (!linked && there.symlink_metadata().is_ok_and(|meta| meta.is_file())).then_some(there)
    }
}

const MARK_TEXT: &str = "Thư mục này do Loa tạo và quản lý: tệp lạ ở đây sẽ bị xóa.\nThis folder is made by Loa: other files in it are removed.\n";

/// Moves a file over another. A folder in the way, which only a stranger could have made in our folder, is removed.
fn replace(from: &Path, to: &Path) -> Result<(), Error> {
    let fail = |cause| Error::new("moving", to, cause);
    if to.is_dir() && !to.is_symlink() {
        fs::remove_dir_all(to).map_err(fail)?;
    }
    let Err(first) = fs::rename(from, to) else { return Ok(()) };
    let Some(folder) = to.parent() else { return Err(fail(first)) };
    // A page where now a folder of pages must stand.
    for part in folder.ancestors().collect::<Vec<_>>().into_iter().rev() {
        if part.symlink_metadata().is_ok_and(|meta| !meta.is_dir()) && !part.is_dir() {
            fs::remove_file(part).map_err(fail)?;
        }
    }
    fs::create_dir_all(folder).map_err(fail)?;
    fs::rename(from, to).map_err(fail)
}

fn files_below(folder: &Path) -> Result<Vec<String>, Error> {
    let mut files = Vec::new();
    for found in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let found = match found {
            Ok(found) => found,
            Err(error) if error.io_error().is_some_and(|cause| cause.kind() == io::ErrorKind::NotFound) => continue,
            Err(error) => return Err(Error::new("listing", folder, error.into())),
        };
        if !found.file_type().is_dir() {
            let relative = found.path().strip_prefix(folder).unwrap_or(found.path());
            let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            files.push(parts.join("/"));
        }
    }
    Ok(files)
}

fn remove_empty_folders(folder: &Path) {
    let folders = walkdir::WalkDir::new(folder).min_depth(1).contents_first(true).into_iter().flatten();
    for found in folders.filter(|found| found.file_type().is_dir()) {
        // Fails, as it should, where files are left.
        drop(fs::remove_dir(found.path()));
    }
}

fn is_empty(folder: &Path) -> Result<bool, Error> {
    let entries = fs::read_dir(folder).map_err(|cause| Error::new("listing", folder, cause))?;
    Ok(entries.flatten().all(|entry| is_hidden(&entry.file_name().to_string_lossy())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(paths: &[&str]) -> BTreeSet<String> {
        paths.iter().map(|path| (*path).to_owned()).collect()
    }

    fn build(root: &Path, files: &[(&str, &str)]) -> Committed {
        let output = Output::open(root, &["portal"]).expect("a folder of ours");
        let staged = output.stage("portal");
        for (path, text) in files {
            staged.put(path, text.as_bytes()).expect("a writable disk");
        }
        let names: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
        staged.commit(&all(&names)).expect("a commit")
    }

    #[test]
    fn only_what_changed_is_written_and_strangers_are_removed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        assert_eq!(build(root, &[("index.html", "1"), ("a/index.html", "a")]).written.len(), 2);
        fs::write(root.join("portal/stranger.txt"), "x").expect("a stray file");
        let second = build(root, &[("index.html", "2"), ("a/index.html", "a")]);
        assert_eq!((second.written.len(), second.kept, second.removed.len()), (1, 1, 1));
        let third = build(root, &[("index.html", "2")]);
        assert_eq!(third.removed.len(), 1);
        assert!(!root.join("portal/a").exists() && !root.join(STAGING).exists() && !root.join(LOCK).exists());
    }

    #[test]
    fn a_page_can_become_a_folder_and_a_folder_a_page() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        build(folder.path(), &[("a", "page"), ("b/c", "inner")]);
        build(folder.path(), &[("a/x", "inner"), ("b", "page")]);
        assert_eq!(fs::read_to_string(folder.path().join("portal/a/x")).expect("moved"), "inner");
        assert_eq!(fs::read_to_string(folder.path().join("portal/b")).expect("moved"), "page");
    }

    #[test]
    fn folders_of_others_are_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(folder.path().join("portal")).expect("a folder");
        fs::write(folder.path().join("portal/thesis.docx"), "x").expect("a file of somebody");
        assert!(matches!(Output::open(folder.path(), &["portal"]), Err(Refusal::NotOurs(_))));
        let file = folder.path().join("dist");
        fs::write(&file, "x").expect("a file");
        assert!(matches!(Output::open(&file, &["portal"]), Err(Refusal::NotAFolder(_))));
    }

    #[test]
    fn one_program_at_a_time() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let first = Output::open(folder.path(), &["portal"]).expect("free");
        assert!(matches!(Output::open(folder.path(), &["portal"]), Err(Refusal::Busy(_))));
        drop(first);
        assert!(Output::open(folder.path(), &["portal"]).is_ok());
    }
}
