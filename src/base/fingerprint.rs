//! Content hashes: two values with the same fingerprint are taken to be the same bytes.

use std::fmt;

/// 128 bits of BLAKE3 over some bytes.
///
/// ```
/// use loa::base::Fingerprint;
/// assert_eq!(Fingerprint::of(b"loa"), Fingerprint::of(b"loa"));
/// assert_ne!(Fingerprint::of(b"loa"), Fingerprint::of(b"Loa"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u128);

impl Fingerprint {
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::first_half(blake3::hash(bytes))
    }

    /// The same of all that can be read, without holding it.
    ///
    /// # Errors
    /// When it cannot be read to the end.
    pub fn of_all(from: impl std::io::Read) -> std::io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(from)?;
        Ok(Self::first_half(hasher.finalize()))
    }

    fn first_half(hash: blake3::Hash) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&hash.as_bytes()[..16]);
        Self(u128::from_be_bytes(half))
    }

    /// The first eight hexadecimal digits, for names such as `style.1a2b3c4d.css`.
    #[must_use]
    pub fn short(self) -> String {
        format!("{:08x}", self.0 >> 96)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:032x}", self.0)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}
