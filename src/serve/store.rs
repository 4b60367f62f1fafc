//! What is served: the files that a build has put in place, and above them those that it has not put there yet.
//!
//! Only what is newer than the disk is held in memory. Ten thousand pages with their data are 200 MB; a page of 16 kB is
//! answered from the disk in 0.2 ms, script and all. So memory would pay for nothing but the moments between a rebuild and
//! its last file, and for those the few new files suffice.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use crate::fs::MARK;

/// The files of an output folder as a browser shall see them. Every request meets one state of it, whole.
#[derive(Debug)]
pub struct Store {
    out: PathBuf,
    newer: RwLock<Arc<Newer>>,
}

/// What the disk does not have yet, by path below the output folder; `None` where a file will leave.
#[derive(Debug, Clone, Default)]
struct Newer {
    /// Under which number a file is shown, and its bytes.
    files: BTreeMap<String, (u64, Content)>,
    count: u64,
}

/// The bytes of a file that is shown, or `None` for one that is not there any more.
type Content = Option<Arc<[u8]>>;

/// A file's bytes: from memory, or a file of the disk and its size. An open file stays whole when another takes its name.
pub(super) enum Bytes {
    Memory(Arc<[u8]>),
    Disk(File, u64),
}

/// What stands at an address.
pub(super) enum Found {
    Html(String),
    /// Nothing: the site's own page for that, or ours while there is none.
    Missing(String),
    Other(&'static str, Bytes),
    /// A folder asked for without its slash.
    Folder,
}

impl Store {
    #[must_use]
    pub fn new(out: PathBuf) -> Self {
        Self { out, newer: RwLock::default() }
    }

    /// Shows these files from now on, all in one moment, whatever the disk has: by path below the output folder,
    /// `portal/otp/index.html`, with `None` for what is no longer there. Returns a number for [`Store::settled`].
    ///
    /// ```
    /// let store = loa::serve::Store::new("dist".into());
    /// let number = store.show([("portal/otp/index.html".to_owned(), Some("<p>…".as_bytes().into()))]);
    /// // … write it to the disk …
    /// store.settled(number);
    /// ```
    pub fn show(&self, files: impl IntoIterator<Item = (String, Content)>) -> u64 {
        let mut newer = self.newer.write().unwrap_or_else(PoisonError::into_inner);
        let mut next = Newer::clone(&newer);
        next.count += 1;
        let count = next.count;
        next.files.extend(files.into_iter().map(|(path, bytes)| (path, (count, bytes))));
        *newer = Arc::new(next);
        count
    }

    /// Forgets what was shown under this number or an earlier one: the disk has it.
    pub fn settled(&self, number: u64) {
        let mut newer = self.newer.write().unwrap_or_else(PoisonError::into_inner);
        let mut next = Newer::clone(&newer);
        next.files.retain(|_, (shown, _)| *shown > number);
        *newer = Arc::new(next);
    }

    /// What stands at `address` in a channel, `portal` or `radio`.
    pub(super) fn find(&self, channel: &str, address: &str) -> Found {
        let newer = Arc::clone(&self.newer.read().unwrap_or_else(PoisonError::into_inner));
        let shelf = Shelf { root: self.out.join(channel), channel, newer: &newer };
        let Some(mut name) = decode(address).and_then(|path| safe(&path)) else { return shelf.missing() };
        if name.is_empty() || address.ends_with('/') {
            name.push_str(if name.is_empty() { "index.html" } else { "/index.html" });
        }
        let Some(bytes) = shelf.open(&name) else {
            let folder = shelf.open(&format!("{name}/index.html")).is_some();
            return if folder { Found::Folder } else { shelf.missing() };
        };
        let ending = Path::new(&name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if matches!(ending, "html" | "htm") {
            return bytes.text().map_or_else(|| shelf.missing(), Found::Html);
        }
        Found::Other(kind(&ending.to_ascii_lowercase()), bytes)
    }
}

/// One channel at one moment.
struct Shelf<'s> {
    root: PathBuf,
    channel: &'s str,
    newer: &'s Newer,
}

impl Shelf<'_> {
    fn open(&self, name: &str) -> Option<Bytes> {
        if let Some((_, bytes)) = self.newer.files.get(&format!("{}/{name}", self.channel)) {
            return bytes.clone().map(Bytes::Memory);
        }
        if name == MARK {
            return None;
        }
        // A stranger's link in our folder must not lead out of it, and a pipe would never end.
        let real = self.root.join(name).canonicalize().ok()?;
        let plain = real.starts_with(self.root.canonicalize().ok()?) && real.is_file();
        let file = plain.then(|| File::open(&real))?.ok()?;
        let size = file.metadata().ok()?.len();
        Some(Bytes::Disk(file, size))
    }

    fn missing(&self) -> Found {
        let own = self.open("404.html").and_then(Bytes::text);
        Found::Missing(own.unwrap_or_else(|| {
            "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>Chưa dựng được trang</title>\
             <body><h1>Chưa dựng được trang</h1><p>Sửa các lỗi dưới đây, trang sẽ tự hiện.</p></body></html>"
                .to_owned()
        }))
    }
}

impl Bytes {
    fn text(self) -> Option<String> {
        let bytes = match self {
            Self::Memory(bytes) => bytes.to_vec(),
            Self::Disk(mut file, size) => {
                let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
                file.read_to_end(&mut bytes).ok()?;
                bytes
            }
        };
        Some(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }
}

/// A path without anything that climbs out, with neither the first nor the last slash.
fn safe(path: &str) -> Option<String> {
    let relative = path.trim_start_matches('/').trim_end_matches('/');
    let plain = Path::new(relative).components().all(|part| matches!(part, Component::Normal(_)));
    let doubled = relative.contains("//") || relative.split('/').any(|part| part == ".");
    (plain && !doubled && !path.contains(['\\', '\0', ':'])).then(|| relative.to_owned())
}

/// What an address means without its percent signs.
pub(super) fn decode(address: &str) -> Option<String> {
    let bytes = address.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' {
            let digits = std::str::from_utf8(bytes.get(at + 1..at + 3)?).ok()?;
            decoded.push(u8::from_str_radix(digits, 16).ok()?);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(decoded).ok()
}

fn kind(ending: &str) -> &'static str {
    match ending {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "zip" => "application/zip",
        "wasm" => "application/wasm",
        "wav" => "audio/wav",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(found: Found) -> String {
        match found {
            Found::Html(text) => text,
            Found::Missing(_) => "404".to_owned(),
            Found::Other(kind, bytes) => format!("{kind}: {}", bytes.text().expect("text")),
            Found::Folder => "a folder".to_owned(),
        }
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("portal")).expect("a folder");
        std::fs::write(folder.path().join("secret.txt"), "x").expect("a file");
        std::fs::write(folder.path().join("portal/.loa"), "x").expect("a file");
        let store = Store::new(folder.path().to_owned());
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path().join("secret.txt"), folder.path().join("portal/link.txt"))
            .expect("a link");
        for address in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/%",
            "/%ff",
            "//etc/passwd",
            "/a%00b",
            "/link.txt",
            "/.loa",
            "/./link.txt",
        ] {
            assert!(matches!(store.find("portal", address), Found::Missing(_)), "{address}");
        }
    }

    #[test]
    fn what_is_new_is_shown_at_once_and_the_disk_afterwards() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir_all(folder.path().join("portal/a")).expect("a folder");
        std::fs::write(folder.path().join("portal/a/index.html"), "cũ").expect("a file");
        std::fs::write(folder.path().join("portal/b.txt"), "b").expect("a file");
        let store = Store::new(folder.path().to_owned());
        assert_eq!(text(store.find("portal", "/a/")), "cũ");
        let first = store.show([
            ("portal/a/index.html".to_owned(), Some("mới".as_bytes().into())),
            ("portal/b.txt".to_owned(), None),
            ("portal/c/index.html".to_owned(), Some("c".as_bytes().into())),
        ]);
        assert_eq!(text(store.find("portal", "/a/")), "mới");
        assert_eq!(text(store.find("portal", "/b.txt")), "404");
        assert_eq!(text(store.find("portal", "/c")), "a folder");
        // The next build is shown before the first is on the disk.
        let second = store.show([("portal/a/index.html".to_owned(), Some("mới hơn".as_bytes().into()))]);
        store.settled(first);
        assert_eq!(text(store.find("portal", "/a/")), "mới hơn");
        assert_eq!(text(store.find("portal", "/b.txt")), "text/plain; charset=utf-8: b");
        store.settled(second);
        assert_eq!(text(store.find("portal", "/a/")), "cũ");
    }
}
