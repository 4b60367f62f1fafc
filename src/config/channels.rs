//! `[[channels]]` of `loa.toml`: where the ward speaks besides this site, for the page of official channels.

use serde::Serialize;

use crate::data::Fields;

/// A page, a group or an application of the ward.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Channel {
    /// What it is: `Trang Zalo`.
    pub title: String,
    /// A full address, which becomes a link, or a name in words.
    pub address: String,
    /// What it is for.
    pub note: String,
}

pub(super) fn read(fields: &mut Fields<'_>) -> Vec<Channel> {
    fields.tables(&["channels"], |channel| Channel {
        title: channel.required(&["title"]).unwrap_or_default(),
        address: channel.required(&["address"]).unwrap_or_default(),
        note: channel.text(&["note"]).unwrap_or_default(),
    })
}
