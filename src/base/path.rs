//! Paths of three kinds that must not be mixed: where a source lies, where an output goes, what a visitor asks for.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

macro_rules! path_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl Default for $name {
            fn default() -> Self {
                Self::new("")
            }
        }

        impl $name {
            #[must_use]
            pub fn new(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, out)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }
    };
}

path_type! {
    /// A source file, relative to the site's folder, with `/` between parts: `content/canh-bao/otp.md`.
    SourcePath
}

path_type! {
    /// An output file, relative to the output folder: `portal/canh-bao/otp/index.html`.
    OutPath
}

path_type! {
    /// The address of a page within the site, beginning and ending with `/`: `/canh-bao/otp/`.
    UrlPath
}

impl SourcePath {
    /// The last part: `otp.md`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The folder, without a trailing `/`; empty at the top.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// Whether a file or folder of this name can be on every system: Windows keeps some names for devices, forbids some
/// signs, and drops dots and spaces at the end.
///
/// ```
/// use loa::base::is_portable;
/// assert!(is_portable("canh-bao.html") && is_portable("Kế hoạch 213.pdf"));
/// assert!(!is_portable("con") && !is_portable("AUX.txt") && !is_portable("a.") && !is_portable("a?b"));
/// ```
#[must_use]
pub fn is_portable(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered =
        |device: &str| stem.strip_prefix(device).is_some_and(|rest| matches!(rest.as_bytes(), [b'1'..=b'9']));
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt");
    let sign = |c: char| c.is_control() || matches!(c, '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    !device && !name.is_empty() && name.len() <= 255 && !name.ends_with(['.', ' ']) && !name.contains(sign)
}

impl UrlPath {
    /// The file that a web server gives for this address: `canh-bao/otp/index.html`.
    #[must_use]
    pub fn index_file(&self) -> String {
        format!("{}index.html", self.0.trim_start_matches('/'))
    }
}
