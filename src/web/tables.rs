//! Names that are known without any list of a site's own: the state's, and those of services that shorten addresses.

/// Whatever ends so belongs to a state body: khoản 4 Điều 11 of NĐ 224/2026/NĐ-CP; nobody else can have such a name.
pub(super) const STATE_ENDING: &str = "gov.vn";

/// Official hosts outside `.gov.vn`, and those within it that are imitated most.
pub(super) const OFFICIAL: [&str; 16] = [
    "baochinhphu.vn",
    "baohiemxahoi.gov.vn",
    "bocongan.gov.vn",
    "canhbao.khonggianmang.vn",
    "chinhphu.vn",
    "dancuquocgia.gov.vn",
    "dangcongsan.vn",
    "dichvucong.gov.vn",
    "gdt.gov.vn",
    "moj.gov.vn",
    "quochoi.vn",
    "thuedientu.gdt.gov.vn",
    "tongdai111.vn",
    "toaan.gov.vn",
    "vksndtc.gov.vn",
    "vneid.gov.vn",
];

/// Names of the state's services that nobody else has reason to put into a name of their own.
pub(super) const SERVICES: [(&str, &str); 5] = [
    ("bocongan", "bocongan.gov.vn"),
    ("dancuquocgia", "dancuquocgia.gov.vn"),
    ("dichvucong", "dichvucong.gov.vn"),
    ("vneid", "vneid.gov.vn"),
    ("vssid", "baohiemxahoi.gov.vn"),
];

/// Services that put a short name before an address, so that nobody sees where it leads.
pub(super) const SHORTENERS: [&str; 27] = [
    "adf.ly",
    "bit.do",
    "bit.ly",
    "bitly.com",
    "buff.ly",
    "bom.so",
    "by.com.vn",
    "cutt.ly",
    "goo.gl",
    "is.gd",
    "j.mp",
    "linktr.ee",
    "lnkd.in",
    "ow.ly",
    "qr.ae",
    "rb.gy",
    "rebrand.ly",
    "s.id",
    "s.net.vn",
    "short.io",
    "shorturl.at",
    "shorten.asia",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
    "v.gd",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_have_no_doubles() {
        for table in [&OFFICIAL[..], &SHORTENERS[..]] {
            let mut seen: Vec<&str> = table.to_vec();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), table.len());
        }
    }
}
