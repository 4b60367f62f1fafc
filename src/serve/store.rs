//! What is served: the files that a build has put in place, and until it has done so each file as it is asked for, made
//! from the newest edition.
//!
//! No page is held in memory. Ten thousand pages with their data are 200 MB; a page of 16 kB is answered from the disk in
//! 0.2 ms, and is made in less than one. So a change can be seen as soon as it is understood, whatever it touches.

use std::fs::File;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use crate::build::{self, Edition};
use crate::fs::{Cache, Disk, MARK};

/// The files of a site as a browser shall see them.
#[derive(Debug)]
pub(super) struct Store {
    out: PathBuf,
    /// The site's folder, for what is published as it is.
    sources: Disk,
    cache: Cache,
}

/// A file's bytes: from memory, or a file of the disk and its size. An open file stays whole when another takes its name.
pub(super) enum Bytes {
    Memory(Vec<u8>),
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
    pub fn new(out: PathBuf, site: &Path) -> Self {
        let cache = Cache::beside(&out, false);
        Self { out, sources: Disk::new(site), cache }
    }

    /// What stands at `address` in a channel, `portal` or `radio`; of the portal as `edition` has it, where there is one that
    /// the disk does not have yet.
    pub fn find(&self, channel: &str, edition: Option<&Edition>, address: &str) -> Found {
        let shelf =
            Shelf { root: self.out.join(channel), store: self, edition: edition.filter(|_| channel == "portal") };
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
    store: &'s Store,
    edition: Option<&'s Edition>,
}

impl Shelf<'_> {
    fn open(&self, name: &str) -> Option<Bytes> {
        match self.edition.map(|edition| edition.file(name, &self.store.sources, &self.store.cache)) {
            Some(build::Found::Made(bytes)) => return Some(Bytes::Memory(bytes)),
            Some(build::Found::Absent) => return None,
            Some(build::Found::NotNow) | None => {}
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
    fn read(self) -> Option<Vec<u8>> {
        match self {
            Self::Memory(bytes) => Some(bytes),
            Self::Disk(mut file, size) => {
                let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
                file.read_to_end(&mut bytes).ok()?;
                Some(bytes)
            }
        }
    }

    fn text(self) -> Option<String> {
        let bytes = self.read()?;
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
    use crate::base::Date;
    use crate::build::{Builder, Options, Touched};
    use crate::fs::Memory;

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
        let store = Store::new(folder.path().to_owned(), folder.path());
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
            assert!(matches!(store.find("portal", None, address), Found::Missing(_)), "{address}");
        }
    }

    #[test]
    fn what_is_new_is_shown_at_once_and_the_disk_afterwards() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir_all(folder.path().join("portal/a")).expect("a folder");
        std::fs::write(folder.path().join("portal/a/index.html"), "cũ").expect("a file");
        std::fs::write(folder.path().join("portal/b.txt"), "b").expect("a file");
        let page = "+++\ntitle = \"A\"\ndate = 2026-03-01\n+++\n\nLời mới.\n";
        let files = Memory::default().with("loa.toml", CONFIG).with("content/a.md", page);
        let today = |_: &str| Date::new(2026, 3, 2).expect("a day");
        let options =
            Options { out: folder.path(), today: &today, drafts: false, base_url: None, from: None, weeks: 0 };
        let looked = Builder::new(&files).look(&options, &Touched::Everything);
        let edition = looked.edition.unwrap_or_else(|| panic!("{:?}", looked.diagnostics));
        let store = Store::new(folder.path().to_owned(), folder.path());
        assert_eq!(text(store.find("portal", None, "/a/")), "cũ");
        let find = |address| text(store.find("portal", Some(&edition), address));
        assert!(find("/a/").contains("Lời mới."), "{}", find("/a/"));
        assert_eq!(find("/b.txt"), "404", "the new site has no such file");
        assert_eq!(find("/a"), "a folder");
        assert!(find("/sitemap.xml").starts_with("application/xml"), "{}", find("/sitemap.xml"));
        assert_eq!(text(store.find("radio", Some(&edition), "/a/")), "404");
    }

    const CONFIG: &str = "base_url = \"https://thu.example/\"\ntitle = \"T\"\nsample = true\n[unit]\nkind = \"phuong\"\nname = \"Thử\"\n";
}
