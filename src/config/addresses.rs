//! `content/_data/addresses.toml`: addresses that must never be links, and official ones that Loa does not know.

use crate::base::SourcePath;
use crate::data::{Fields, Name, parse_toml};
use crate::diag::{Diagnostic, codes};
use crate::say;
use crate::web::{Address, Watch};

use super::data_syntax;

/// Reads the list. Every entry says where and when it was learned, for an address is somebody's name.
///
/// ```
/// let text = "[[scam]]\naddress = \"gia-mao.example\"\nsource = \"Công an phường\"\ndate = 2026-11-20\n";
/// let (watch, problems) = loa::config::parse_addresses(text, &"addresses.toml".into());
/// assert!(problems.is_empty() && watch.judge("https://gia-mao.example/").refused());
/// ```
#[must_use]
pub fn parse_addresses(text: &str, path: &SourcePath) -> (Watch, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut watch = Watch::default();
    let entries = match parse_toml(text, 0) {
        Ok(entries) => entries,
        Err(errors) => return (watch, errors.into_iter().map(|error| data_syntax(error, path)).collect()),
    };
    let mut fields = Fields::new(&entries, 0..0, path, &codes::CONFIG_VALUE, &mut problems);
    fields.tables(&["official", "chinh_thuc"], |fields| {
        fields.text(&["name", "ten"]);
        entry(fields, |address, _| watch.add_official(address));
    });
    fields.tables(&["scam", "lua_dao"], |fields| entry(fields, |address, source| watch.add_hostile(address, source)));
    fields.finish();
    (watch, problems)
}

/// One address with its source and day; `add` says whether it can be in the list.
fn entry(fields: &mut Fields<'_>, add: impl FnOnce(&str, &str) -> bool) {
    const ADDRESS: Name = &["address", "dia_chi"];
    const DATE: Name = &["date", "ngay"];
    let source = fields.required(&["source", "nguon"]).unwrap_or_default();
    if fields.has(DATE) {
        fields.date(DATE);
    } else {
        fields.take(DATE);
        fields.missing(DATE);
    }
    fields.text(&["note", "ghi_chu"]);
    let Some((address, span)) = fields.texts(ADDRESS).into_iter().next() else { return fields.missing(ADDRESS) };
    if add(&address, &source) {
        return;
    }
    let message = if Address::parse(&address).is_some() {
        say!("`{address}` là địa chỉ chính thức, không thể ở danh sách này"; "`{address}` is official and cannot be in this list")
    } else {
        say!("`{address}` không phải địa chỉ, viết dạng \"ten-mien.example\""; "`{address}` is no address; write it as \"name.example\"")
    };
    fields.report(Diagnostic::new(&codes::CONFIG_VALUE, message), span);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_need_a_source_and_a_day() {
        let text = "[[lua_dao]]\ndia_chi = \"gia-mao.example\"\n\n[[lua_dao]]\naddress = \"vneid.gov.vn\"\nsource = \"a\"\ndate = 2026-01-02\n\n[[lua_dao]]\naddress = \"không phải\"\nsource = \"a\"\ndate = 2026-01-02\n";
        let (watch, problems) = parse_addresses(text, &"addresses.toml".into());
        let told: Vec<(&str, &str)> = problems
            .iter()
            .map(|problem| {
                let span = problem.place.as_ref().and_then(|(_, span)| span.clone()).expect("a place");
                (problem.code.id, &text[span.start as usize..span.end as usize])
            })
            .collect();
        let ids: Vec<&str> = told.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, ["L0114", "L0114", "L0303", "L0303"], "{told:?}");
        assert!(told[2].1.contains("vneid.gov.vn") && told[3].1.contains("không phải"), "{told:?}");
        assert!(watch.judge("gia-mao.example").refused(), "what could be read is in the list");
    }
}
