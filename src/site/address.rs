//! Who owns which address: two files with one address, or with addresses that differ in case alone, are a mistake.

use std::collections::BTreeMap;

use crate::base::SourcePath;
use crate::diag::{Diagnostic, codes};
use crate::say;

/// Addresses in use; folders end with `/`, files do not.
#[derive(Debug, Default)]
pub struct Addresses {
    /// By the address in lower case: Windows and macOS do not tell case apart.
    owners: BTreeMap<String, (String, Owner)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    File(SourcePath),
    /// Made by Loa itself: taxonomies, feeds, the style sheet.
    Loa,
}

impl Addresses {
    /// Takes an address for a file; a diagnostic when it is taken already.
    pub fn claim(&mut self, address: &str, owner: Owner) -> Option<Diagnostic> {
        let key = address.to_lowercase();
        let Some((taken, by)) = self.owners.get(&key) else {
            self.owners.insert(key, (address.to_owned(), owner));
            return None;
        };
        let other = match by {
            Owner::File(path) => path.to_string(),
            Owner::Loa => "Loa".to_owned(),
        };
        let message = if taken == address {
            say!("địa chỉ `{address}` đã có chủ: {other}"; "the address `{address}` is taken: {other}")
        } else {
            say!("địa chỉ `{address}` chỉ khác `{taken}` ở chữ hoa, chữ thường: {other}"; "the address `{address}` differs from `{taken}` in case alone: {other}")
        };
        let diagnostic = Diagnostic::new(&codes::DUPLICATE_ADDRESS, message)
            .hint(say!("đổi tên tệp, hoặc đặt `slug` khác"; "rename the file, or give it another `slug`"));
        Some(match &owner {
            Owner::File(path) => diagnostic.at(path, 0..1),
            Owner::Loa => diagnostic,
        })
    }

    /// Whether something is published at this path, with or without a slash at its end.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        let path = path.split(['#', '?']).next().unwrap_or(path);
        let path = path.strip_suffix("index.html").unwrap_or(path).to_lowercase();
        self.owners.contains_key(&path) || self.owners.contains_key(&format!("{path}/"))
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.owners.values().map(|(address, _)| address.as_str())
    }
}
