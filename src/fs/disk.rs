//! Sources on a disk.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Entry, Error, Files, LARGEST, Listing, is_hidden};
use crate::base::{Fingerprint, SourcePath, nfc};
use crate::diag::{Diagnostic, codes};
use crate::say;

/// A site's folder.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }
}

impl Files for Disk {
    fn list(&self, folder: &str) -> Listing {
        let mut listing = Listing::default();
        let start = self.root.join(folder);
        if !start.exists() {
            return listing;
        }
        if !start.is_dir() && !folder.contains('/') {
            let path = SourcePath::new(folder);
            listing.problems.push(
                Diagnostic::new(
                    &codes::UNREADABLE,
                    say!("`{path}` là một tệp, không phải thư mục"; "`{path}` is a file, not a folder"),
                )
                .in_file(&path)
                .hint(
                    say!("đổi tên tệp đó, rồi tạo thư mục `{path}`"; "rename the file, then make the folder `{path}`"),
                ),
            );
            return listing;
        }
        let home = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
        let walk = WalkDir::new(&start).follow_links(true).sort_by_file_name();
        let mut walk = walk.into_iter();
        while let Some(next) = walk.next() {
            let found = match next {
                Ok(found) => found,
                Err(error) => {
                    listing.problems.push(self.trouble(&error));
                    continue;
                }
            };
            if found.depth() > 0 && is_hidden(&found.file_name().to_string_lossy()) {
                if found.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            let path = self.relative(found.path());
            listing.linked |= found.path_is_symlink();
            // What is linked in from outside was perhaps never meant for the public.
            if found.path_is_symlink() && found.path().canonicalize().is_ok_and(|real| !real.starts_with(&home)) {
                listing.problems.push(
                    Diagnostic::new(&codes::OUTSIDE, say!("`{path}` là liên kết ra ngoài thư mục của trang"; "`{path}` is a link out of the site's folder"))
                        .in_file(&path)
                        .hint(say!("chép tệp vào trong thư mục của trang"; "copy the file into the site's folder")),
                );
                if found.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            } else if found.file_type().is_file() {
                let size = found.metadata().map_or(0, |meta| meta.len());
                listing.entries.push(Entry { path, size, real: found.into_path() });
            }
        }
        listing.entries.sort();
        listing
    }

    fn read(&self, entry: &Entry) -> Result<Vec<u8>, Error> {
        std::fs::read(&entry.real).map_err(|cause| Error::new("reading", &entry.real, cause))
    }

    fn print(&self, entry: &Entry) -> Result<Fingerprint, Error> {
        // A recording or a film is not held in memory for this.
        if entry.size <= LARGEST {
            return self.read(entry).map(|bytes| Fingerprint::of(&bytes));
        }
        let file = std::fs::File::open(&entry.real);
        file.and_then(Fingerprint::of_all).map_err(|cause| Error::new("reading", &entry.real, cause))
    }

    fn find(&self, path: &str) -> Option<Entry> {
        let real = self.root.join(path);
        let meta = real.metadata().ok().filter(std::fs::Metadata::is_file)?;
        Some(Entry { path: SourcePath::new(path), size: meta.len(), real })
    }
}

impl Disk {
    fn relative(&self, path: &Path) -> SourcePath {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<String> =
            relative.components().map(|part| nfc(&part.as_os_str().to_string_lossy()).into_owned()).collect();
        SourcePath::new(parts.join("/"))
    }

    fn trouble(&self, error: &walkdir::Error) -> Diagnostic {
        let path = self.relative(error.path().unwrap_or(&self.root));
        if error.loop_ancestor().is_some() {
            return Diagnostic::new(
                &codes::LINK_LOOP,
                say!("`{path}` là liên kết vòng tròn"; "`{path}` is a link that goes round in a circle"),
            )
            .in_file(&path)
            .hint(say!("xóa liên kết này"; "remove the link"));
        }
        let cause = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        Diagnostic::new(
            &codes::UNREADABLE,
            say!("không đọc được `{path}`: {cause}"; "`{path}` cannot be read: {cause}"),
        )
        .in_file(&path)
        .hint(say!("kiểm tra quyền đọc, hoặc xóa liên kết hỏng"; "check the permissions, or remove a broken link"))
    }
}
