//! Who may ask, and who may open an editor.

use std::hash::{BuildHasher as _, RandomState};
use std::net::IpAddr;

use hyper::{HeaderMap, Request, header};

/// The names under which the server may be asked. A page of another site can have its own name lead to this machine, but
/// then its browser says that name.
#[derive(Debug, Clone)]
pub(super) struct Hosts {
    /// Where the server listens.
    pub address: IpAddr,
    /// What else it is called, in lower case.
    pub name: Option<String>,
}

impl Hosts {
    pub fn admit<B>(&self, request: &Request<B>) -> bool {
        let mut hosts = request.headers().get_all(header::HOST).iter();
        let named = hosts.next().and_then(|host| host.to_str().ok()).is_some_and(|host| self.knows(host));
        let target = request.uri().authority().is_none_or(|authority| self.knows(authority.as_str()));
        named && target && hosts.next().is_none()
    }

    fn knows(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((number, _)) => number,
            None => host.split_once(':').map_or(host.as_str(), |(name, _)| name),
        };
        let name = name.trim_end_matches('.');
        match name.parse::<IpAddr>() {
            // A number is never another site's name; where the server listens on all, each of them may be its own.
            Ok(number) => number.is_loopback() || number == self.address || self.address.is_unspecified(),
            Err(_) => name == "localhost" || self.name.as_deref() == Some(name),
        }
    }
}

/// A word that only our own pages know: no other site can read them.
pub(super) fn token() -> String {
    // The standard library seeds each of these from the system's source of chance.
    let word = |salt: u8| format!("{:016x}", RandomState::new().hash_one(salt));
    word(1) + &word(2)
}

/// Whether a request to do something comes from a page of ours.
pub(super) fn ours(headers: &HeaderMap, token: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let same_origin = text("origin").is_none_or(|origin| {
        origin.split_once("://").is_some_and(|(_, host)| Some(host) == text(header::HOST.as_str()))
    });
    same_origin && text(TOKEN) == Some(token)
}

/// A header of its own: pages of other sites may not even send it.
pub(super) const TOKEN: &str = "x-loa-token";

#[cfg(test)]
mod tests {
    use super::*;

    fn admitted(address: &str, name: Option<&str>, host: &str) -> bool {
        let hosts = Hosts { address: address.parse().expect("a number"), name: name.map(ToOwned::to_owned) };
        let request = Request::builder().uri("/").header(header::HOST, host).body(()).expect("a request");
        hosts.admit(&request)
    }

    #[test]
    fn only_our_own_names_are_answered() {
        for host in ["localhost", "localhost:1111", "LOCALHOST.", "127.0.0.1:1111", "[::1]:1111"] {
            assert!(admitted("127.0.0.1", None, host), "{host}");
        }
        for host in ["", "evil.example", "localhost.evil.example", "192.168.1.5", "127.0.0.1.nip.io", "[::1", "a:b:c"] {
            assert!(!admitted("127.0.0.1", None, host), "{host}");
        }
        assert!(admitted("192.168.1.5", None, "192.168.1.5:1111") && !admitted("192.168.1.5", None, "192.168.1.6"));
        assert!(admitted("0.0.0.0", None, "192.168.1.6") && !admitted("0.0.0.0", None, "may-tinh"));
        assert!(admitted("192.168.1.5", Some("may-tinh"), "may-tinh:1111"));
    }

    #[test]
    fn two_hosts_or_none_are_refused() {
        let hosts = Hosts { address: "127.0.0.1".parse().expect("a number"), name: None };
        let request = |hosts: &[&str]| {
            let request = Request::builder().uri("/");
            hosts.iter().fold(request, |request, host| request.header(header::HOST, *host)).body(()).expect("a request")
        };
        assert!(!hosts.admit(&request(&[])) && !hosts.admit(&request(&["localhost", "evil.example"])));
        let absolute = Request::builder().uri("http://evil.example/").header(header::HOST, "localhost");
        assert!(!hosts.admit(&absolute.body(()).expect("a request")));
    }

    #[test]
    fn tokens_differ() {
        assert_ne!(token(), token());
        assert_eq!(token().len(), 32);
    }
}
