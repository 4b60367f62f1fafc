//! Judges an address: on the list of hostile ones, made to look official, hiding where it leads, or fine.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::Address;
use super::letters::{mixes_scripts, plain};
use super::tables::{OFFICIAL, SERVICES, SHORTENERS, STATE_ENDING};

/// What is known of addresses: the site's own lists over the built-in tables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watch {
    /// By host.
    hostile: BTreeMap<String, Vec<Hostile>>,
    official: BTreeSet<String>,
}

/// An address that must never be a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hostile {
    /// As it was written down, `a.example` or `a.example/b`.
    pub address: String,
    /// The path that is meant; empty for the whole host and all names below it.
    path: String,
    /// Where it was read that it is hostile.
    pub source: String,
}

/// How an address is made to look official.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trick {
    /// `dichvucong.gov.vn.example.com`: the official name is only the beginning.
    EndsElsewhere,
    /// `dichvucong-gov.vn.xyz`, `dichvuconggov.vn`: “gov” and “vn” without their own dots at the end.
    FakeEnding,
    /// Letters of another alphabet or digits for letters.
    OtherLetters,
    /// One letter more, less or other than an official name.
    OneLetter,
    /// The name of a state service outside `.gov.vn`: `vneid-capnhat.example`.
    ServiceName,
    /// `https://dichvucong.gov.vn@example.com`: what stands before `@` is not where it leads.
    Masked,
}

/// Why nobody can see where an address leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    Shortened,
    /// A number in place of a name.
    Number,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict<'w> {
    Fine,
    Hostile(&'w Hostile),
    /// `official` is the name that it imitates, where that can be told.
    LookAlike {
        trick: Trick,
        official: Option<String>,
    },
    Hidden(Hidden),
}

impl Verdict<'_> {
    /// Whether such an address must never be a link.
    #[must_use]
    pub fn refused(&self) -> bool {
        matches!(self, Self::Hostile(_) | Self::LookAlike { .. })
    }
}

impl Watch {
    /// Adds a hostile address; `false` when it is none, or an official one.
    ///
    /// ```
    /// # use loa::web::{Verdict, Watch};
    /// let mut watch = Watch::default();
    /// assert!(watch.add_hostile("gia-mao.example", "Công an phường"));
    /// assert!(!watch.add_hostile("dichvucong.gov.vn", ""));
    /// assert!(matches!(watch.judge("https://www.gia-mao.example/otp"), Verdict::Hostile(_)));
    /// ```
    pub fn add_hostile(&mut self, address: &str, source: &str) -> bool {
        let Some(read) = Address::parse(address).filter(|read| !self.is_official(&read.host)) else { return false };
        let entry = Hostile { address: address.trim().to_owned(), path: read.path, source: source.to_owned() };
        let of_host = self.hostile.entry(read.host).or_default();
        if !of_host.contains(&entry) {
            of_host.push(entry);
        }
        true
    }

    /// Adds a host that is what it looks like; `false` when it is no address.
    pub fn add_official(&mut self, address: &str) -> bool {
        let Some(read) = Address::parse(address) else { return false };
        self.official.insert(read.host);
        true
    }

    /// Judges an address with or without its scheme; whatever has no host is fine.
    #[must_use]
    pub fn judge(&self, address: &str) -> Verdict<'_> {
        Address::parse(address).map_or(Verdict::Fine, |read| self.judge_read(&read))
    }

    /// Judges an address that was read already.
    #[must_use]
    pub fn judge_read(&self, address: &Address) -> Verdict<'_> {
        let host = address.host.as_str();
        if let Some(hostile) = self.listed(address) {
            return Verdict::Hostile(hostile);
        }
        if address.masked {
            return Verdict::LookAlike { trick: Trick::Masked, official: None };
        }
        if self.is_official(host) {
            return Verdict::Fine;
        }
        if address.number {
            return Verdict::Hidden(Hidden::Number);
        }
        if SHORTENERS.contains(&host) {
            return Verdict::Hidden(Hidden::Shortened);
        }
        match self.imitates(host) {
            Some((trick, official)) => Verdict::LookAlike { trick, official },
            None => Verdict::Fine,
        }
    }

    fn listed(&self, address: &Address) -> Option<&Hostile> {
        let covers = |entry: &&Hostile| {
            let rest = address.path.strip_prefix(entry.path.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        names_above(&address.host).find_map(|host| self.hostile.get(host)?.iter().find(covers))
    }

    fn is_official(&self, host: &str) -> bool {
        names_above(host).any(|name| name == STATE_ENDING || OFFICIAL.contains(&name) || self.official.contains(name))
    }

    fn imitates(&self, host: &str) -> Option<(Trick, Option<String>)> {
        let read = plain(host);
        if self.reads_official(&read) {
            return Some((Trick::OtherLetters, Some(read)));
        }
        if host.split('.').any(mixes_scripts) {
            return Some((Trick::OtherLetters, None));
        }
        if let Some(name) = self.begins_officially(&read) {
            return Some((Trick::EndsElsewhere, Some(name)));
        }
        if has_fake_ending(&read) {
            return Some((Trick::FakeEnding, None));
        }
        let mut known = OFFICIAL.iter().copied().chain(self.official.iter().map(String::as_str));
        let near = known.find(|name| name.len() >= NEAR && names_above(&read).any(|read| one_letter_apart(read, name)));
        if let Some(name) = near {
            return Some((Trick::OneLetter, Some(name.to_owned())));
        }
        let service = SERVICES.iter().find(|(name, _)| read.split('.').any(|label| is_of_service(label, name)));
        service.map(|(_, official)| (Trick::ServiceName, Some((*official).to_owned())))
    }

    /// Whether a name in its plain form is that of an official host.
    fn reads_official(&self, read: &str) -> bool {
        let own = |name: &str| self.official.iter().any(|host| plain(host) == name);
        names_above(read).any(|name| name == STATE_ENDING || PLAIN.iter().any(|host| host == name) || own(name))
    }

    /// The official name that a host begins with, or has in its midst, before it ends elsewhere.
    fn begins_officially(&self, read: &str) -> Option<String> {
        let ends = read.match_indices('.').map(|(at, _)| &read[..at]).skip(1);
        ends.filter(|name| self.reads_official(name)).map(str::to_owned).next()
    }
}

/// The official hosts as a hurried eye reads them.
static PLAIN: LazyLock<Vec<String>> = LazyLock::new(|| OFFICIAL.iter().map(|host| plain(host)).collect());

/// Shorter names are all near each other.
const NEAR: usize = 10;

/// A host and the names above it: `a.b.c`, `b.c`, `c`.
fn names_above(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host), |name| name.split_once('.').map(|(_, rest)| rest))
}

/// “gov” and “vn” in a name that does not end with them as labels of their own.
fn has_fake_ending(read: &str) -> bool {
    let words: Vec<&str> = read.split(['.', '-']).collect();
    let glued = |label: &str| label.len() >= GLUED && label.ends_with("gov");
    words.windows(2).any(|pair| pair == ["gov", "vn"])
        || words.iter().any(|word| *word == "govn" || word.ends_with("govvn"))
        || read.strip_suffix(".vn").and_then(|rest| rest.rsplit('.').next()).is_some_and(glued)
}

/// `egov.vn` may be anybody's honest name; `conganphuonggov.vn` is not.
const GLUED: usize = 8;

fn is_of_service(label: &str, name: &str) -> bool {
    let joined = label.replace('-', "");
    joined.starts_with(name) || joined.ends_with(name)
}

/// One letter more, less, other, or two neighbours that changed places.
fn one_letter_apart(left: &str, right: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if a == b || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let swapped = a.len() >= 2 && b.len() >= 2 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..];
    match a.len().cmp(&b.len()) {
        Ordering::Equal => a[1..] == b[1..] || swapped,
        Ordering::Less => a == &b[1..],
        Ordering::Greater => &a[1..] == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(address: &str) -> String {
        let mut watch = Watch::default();
        assert!(
            watch.add_hostile("lua-dao.example", "Công an") && watch.add_hostile("https://cho.example/ke-gian/", "")
        );
        assert!(watch.add_official("https://dichvucong-mot-cua.example/"));
        match watch.judge(address) {
            Verdict::Fine => "fine".to_owned(),
            Verdict::Hostile(_) => "hostile".to_owned(),
            Verdict::LookAlike { trick, .. } => format!("{trick:?}"),
            Verdict::Hidden(how) => format!("{how:?}"),
        }
    }

    /// The rules as a table: every row is a kind of address that was met, or one that must be left alone.
    #[test]
    fn addresses_and_what_is_said_of_them() {
        for (address, expected) in [
            // Official, or nobody's business.
            ("https://dichvucong.gov.vn/p/home/dvc-trang-chu.html", "fine"),
            ("https://thutuc.dichvucong.gov.vn/", "fine"),
            ("https://www.phuongmau.hue.gov.vn", "fine"),
            ("https://vanban.chinhphu.vn/?pageid=27160", "fine"),
            ("https://xaydungchinhsach.chinhphu.vn/", "fine"),
            ("https://www.gov.uk/", "fine"),
            ("https://www.usa.gov/", "fine"),
            ("https://design.gov.sg/", "fine"),
            ("https://thuvienphapluat.vn/van-ban/", "fine"),
            ("https://luatvietnam.vn/", "fine"),
            ("https://apps.apple.com/vn/app/vneid/id1582750372", "fine"),
            ("https://egov.vn/", "fine"),
            ("https://tênmiền.vn/", "fine"),
            ("https://www.24h.com.vn/", "fine"),
            ("https://quochai.example/", "fine"),
            ("https://dichvucong-mot-cua.example/a", "fine"),
            ("mailto:phuong@hue.gov.vn", "fine"),
            ("tel:113", "fine"),
            ("/canh-bao/", "fine"),
            // On the list.
            ("http://lua-dao.example/nhan-qua?x=1", "hostile"),
            ("//www.LUA-DAO.example", "hostile"),
            ("https://a.b.lua-dao.example:8080/", "hostile"),
            ("https://ai.do@lua-dao.example/", "hostile"),
            ("mailto:a@lua-dao.example", "hostile"),
            ("https://cho.example/ke-gian", "hostile"),
            ("https://cho.example/ke-gian/1", "hostile"),
            ("https://cho.example/ke-gian-khac", "fine"),
            ("https://cho.example/", "fine"),
            ("https://khong-lua-dao.example/", "fine"),
            // The official name is not the end.
            ("https://dichvucong.gov.vn.example.com/", "EndsElsewhere"),
            ("https://hue.gov.vn.capnhat.example/", "EndsElsewhere"),
            ("https://a.chinhphu.vn.example/", "EndsElsewhere"),
            ("https://gov.vn.example/", "EndsElsewhere"),
            ("dichvucong.gov.vn.example.com", "EndsElsewhere"),
            // “gov” and “vn” without their own dots.
            ("https://dichvucong-gov.vn.xyz/", "FakeEnding"),
            ("https://vneid-gov-vn.example/", "FakeEnding"),
            ("https://dichvucong-gov.vn/", "FakeEnding"),
            ("https://baohiem.gov-vn.com/", "FakeEnding"),
            ("https://govvn.example/", "FakeEnding"),
            ("https://thue.govn.cc/", "FakeEnding"),
            ("https://conganphuonggov.vn/", "FakeEnding"),
            // Other letters.
            ("https://dichvucong.g0v.vn/", "OtherLetters"),
            ("https://dichvuсong.example/", "OtherLetters"),
            ("https://xn--dichvuong-03h.example/", "OtherLetters"),
            ("https://chính-phủ.example/", "fine"),
            ("https://chínhphủ.vn/", "OtherLetters"),
            ("https://ch1nhphu.vn/", "OtherLetters"),
            // One letter.
            ("https://dichvucong.gov.vm/", "OneLetter"),
            ("https://chinphu.vn/", "OneLetter"),
            ("https://quochio.vn/", "OneLetter"),
            ("https://mail.chinhphuu.vn/", "OneLetter"),
            // The name of a service elsewhere.
            ("https://vneid-capnhat.example/", "ServiceName"),
            ("https://dich-vu-cong.example/", "ServiceName"),
            ("https://dịchvụcông.vn/", "ServiceName"),
            ("https://tai-vne1d.example/", "ServiceName"),
            // What stands before the at sign.
            ("https://dichvucong.gov.vn@example.com/", "Masked"),
            ("https://dichvucong.gov.vn:443@example.com/", "Masked"),
            // Where does it lead?
            ("https://bit.ly/3abcDEF", "Shortened"),
            ("http://tinyurl.com/abc", "Shortened"),
            ("http://203.0.113.7/dang-nhap", "Number"),
            ("http://[2001:db8::1]/", "Number"),
        ] {
            assert_eq!(verdict(address), expected, "{address}");
        }
    }

    #[test]
    fn official_addresses_cannot_be_listed() {
        let mut watch = Watch::default();
        assert!(!watch.add_hostile("https://dichvucong.gov.vn/x", "") && !watch.add_hostile("không phải địa chỉ", ""));
        assert!(!watch.add_official("một từ"));
    }
}
