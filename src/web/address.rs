//! The host that an address really leads to, read as browsers read it.

use url::{Host, Url};

/// Where an address of the web or of a mailbox leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// In lower case, without `www.` and without a dot at the end, other letters as they are shown: `tiếngviệt.vn`.
    pub host: String,
    /// The path without a slash at its end; empty for the host alone.
    pub path: String,
    /// Whether something stands before the host that a reader takes for the host: `https://a.gov.vn@b.example`.
    pub masked: bool,
    /// Whether the host is a number, as in `http://203.0.113.7/`.
    pub number: bool,
}

impl Address {
    /// Reads an address with its scheme (`http`, `https`, `mailto`), with two slashes alone, or bare, `a.example/b`.
    /// `None` for what has no host: a phone number, a path, words.
    ///
    /// ```
    /// use loa::web::Address;
    /// let host = |text: &str| Address::parse(text).map(|address| address.host);
    /// assert_eq!(host("HTTPS://www.A.example:8443/b"), Some("a.example".to_owned()));
    /// assert_eq!(host("mailto:hoi@a.example?subject=x"), Some("a.example".to_owned()));
    /// assert_eq!(host("https:\\\\a.example"), Some("a.example".to_owned()));
    /// assert_eq!(host("tel:113"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let start = text.get(..7).unwrap_or_default();
        if start.eq_ignore_ascii_case("mailto:") {
            let mailbox = text[7..].split(['?', ',']).next()?;
            let (_, host) = mailbox.rsplit_once('@')?;
            return Self::parse(&format!("https://{host}"));
        }
        let url = match Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => url,
            // `a.example:8080/b` reads as a scheme; `tel:113` is one.
            Ok(url) if url.scheme().contains('.') => Url::parse(&format!("https://{text}")).ok()?,
            Ok(_) => return None,
            Err(_) if text.starts_with("//") => Url::parse(&format!("https:{text}")).ok()?,
            Err(_) if is_bare(text) => Url::parse(&format!("https://{text}")).ok()?,
            Err(_) => return None,
        };
        let number = !matches!(url.host()?, Host::Domain(_));
        let shown = idna::domain_to_unicode(url.host_str()?).0.to_lowercase();
        let host = shown.trim_end_matches('.');
        let host = host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(host);
        Some(Self {
            host: host.to_owned(),
            path: url.path().trim_end_matches('/').to_owned(),
            masked: !url.username().is_empty() || url.password().is_some(),
            number,
        })
    }
}

/// Whether text without a scheme is an address all the same: a name with a dot in it and no spaces.
fn is_bare(text: &str) -> bool {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let labels = host.split('.').filter(|label| !label.is_empty()).count();
    labels >= 2 && !text.contains(char::is_whitespace) && !text.starts_with(['.', '/', '#', '@'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_the_one_that_a_browser_goes_to() {
        for (text, host) in [
            ("https://a.example/x?y#z", "a.example"),
            ("  https://a.example", "a.example"),
            ("https:/a.example", "a.example"),
            ("https:a.example", "a.example"),
            ("ht\ntps://a.exa\tmple/", "a.example"),
            ("//a.example/x", "a.example"),
            ("https://b.gov.vn@a.example/", "a.example"),
            ("https://b.gov.vn\\@a.example/", "b.gov.vn"),
            ("https://%61.example/", "a.example"),
            ("https://a。example/", "a.example"),
            ("https://a.example./", "a.example"),
            ("https://www.a.example", "a.example"),
            ("https://xn--tingvit-5t4cyc.vn/", "tiếngviệt.vn"),
            ("a.example/b", "a.example"),
            ("http://3405803783/", "203.0.113.7"),
        ] {
            assert_eq!(Address::parse(text).map(|address| address.host).as_deref(), Some(host), "{text}");
        }
        for text in ["tel:113", "/a/b.html", "b.md c", "#x", "@/a.md", "data:text/html,x", "", "https://", "Lừa đảo."]
        {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }
}
