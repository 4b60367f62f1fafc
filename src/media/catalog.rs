//! What is known of the files below `content/` when pages are rendered.

use std::collections::BTreeMap;

/// Files by their path below `content/`.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    files: BTreeMap<String, File>,
}

/// One file that is no page.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// In bytes.
    pub size: u64,
    pub picture: Option<Picture>,
}

/// A picture that browsers can show. Width and height are in pixels as it is seen, turned the right way up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    /// Lighter versions, narrowest first; none for drawings and moving pictures, and for what no page shows.
    pub renditions: Vec<Rendition>,
}

/// One lighter version of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    pub width: u32,
    pub height: u32,
    /// Its address, `/static/anh/cong-vien.1a2b3c4d-480.jpg`.
    pub path: String,
    /// Its name in the cache.
    pub key: String,
}

impl Catalog {
    pub fn add(&mut self, path: &str, file: File) {
        self.files.insert(path.to_owned(), file);
    }

    /// The file at a site path, `/a/anh.jpg`.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&File> {
        self.files.get(path.strip_prefix('/')?)
    }

    /// All renditions, with the file they are of.
    pub fn renditions(&self) -> impl Iterator<Item = (&str, &Rendition)> {
        self.files.iter().flat_map(|(path, file)| {
            file.picture.iter().flat_map(move |picture| picture.renditions.iter().map(move |one| (path.as_str(), one)))
        })
    }
}
