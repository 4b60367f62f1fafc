//! What a server is told to say beside each file: `_headers`, as Netlify, Cloudflare Pages and others read it.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// What pages may load and do, for the header; `<meta>` in `base.html` says the same but for `frame-ancestors`, which
/// works in a header alone.
pub const POLICY: &str =
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The headers that every answer bears: name and value. `loa watch` sends them too.
///
/// ```
/// assert!(loa::render::security().iter().any(|(name, _)| *name == "Content-Security-Policy"));
/// ```
#[must_use]
pub fn security() -> [(&'static str, &'static str); 6] {
    [
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
}

/// What a policy calls the text of an inline `script` element (CSP 3, 2.3.1): `sha256-` and its hash. The only such
/// elements of a portal hold linked data, which nothing runs.
#[must_use]
pub(super) fn print_of(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// The file `_headers`. Files of the theme bear their content's hash in their names and never change; all else may be
/// another at the next build.
#[must_use]
pub fn headers() -> String {
    let mut file = String::from("/*\n");
    for (name, value) in security() {
        // Writing to a string cannot fail.
        let _ = writeln!(file, "  {name}: {value}");
    }
    file.push_str("  Cache-Control: public, max-age=300\n\n/static/*\n  ! Cache-Control\n");
    file.push_str("  Cache-Control: public, max-age=31536000, immutable\n");
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_the_same_as_the_header() {
        let base = include_str!("../../themes/phuong/templates/base.html");
        let (meta, _) = POLICY.rsplit_once("; frame-ancestors").expect("frame-ancestors comes last");
        let meta = meta.replacen("; ", "; {% block allowed %}{% endblock allowed %}", 1);
        assert!(base.contains(&format!("http-equiv=\"Content-Security-Policy\" content=\"{meta}\"")));
        assert!(!POLICY.contains("unsafe") && !POLICY.contains("data:") && !POLICY.contains("http"));
    }

    #[test]
    fn the_print_of_a_text_is_the_one_of_the_standard() {
        // The example of CSP 3, 8.3.
        assert_eq!(print_of("alert('Hello, world.');"), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }

    #[test]
    fn hashed_files_are_kept_and_pages_are_asked_for_again() {
        let file = headers();
        assert!(file.contains("\n/static/*\n") && file.contains("immutable") && file.contains("max-age=300"));
        assert!(security().iter().all(|(name, _)| file.contains(name)));
    }
}
