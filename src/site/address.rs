//! Every address of the site, for links to be checked against.

use std::collections::BTreeMap;

/// Addresses in use; folders end with `/`, files do not.
#[derive(Debug, Default)]
pub struct Addresses {
    /// By the address in lower case: a link that differs in case alone works on some servers and not on others, and is
    /// left to the writer.
    known: BTreeMap<String, String>,
}

impl Addresses {
    pub fn add(&mut self, address: &str) {
        self.known.insert(address.to_lowercase(), address.to_owned());
    }

    /// Whether something is published at this path, with or without a slash at its end.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        let path = path.split(['#', '?']).next().unwrap_or(path);
        let path = path.strip_suffix("index.html").unwrap_or(path).to_lowercase();
        self.known.contains_key(&path) || self.known.contains_key(&format!("{path}/"))
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.known.values().map(String::as_str)
    }
}
