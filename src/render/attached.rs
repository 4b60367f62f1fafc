//! Files that a page offers, and the codes on its printed form.

use serde::Serialize;

use crate::config::Config;
use crate::markdown::Target;
use crate::media::{code, describe};
use crate::site::{Page, Site};

/// A file to download as templates see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttachmentView {
    pub title: String,
    pub url: String,
    /// `PDF, 1,2 MB`; empty where the ending says nothing.
    pub about: String,
}

/// A code for telephones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeView {
    pub label: String,
    pub url: String,
    /// An `<svg>` element.
    pub svg: String,
}

pub(super) fn attachments(site: &Site, page: &Page) -> Vec<AttachmentView> {
    let view = |file: &crate::content::Attachment| {
        let url = match Target::of(&file.file, &page.document.path) {
            Target::File(file) => format!("/{file}"),
            Target::Address(path) => path,
            target => target.href(),
        };
        let size = site.registers.media.at(&url).map(|file| file.size);
        let about = size.and_then(|size| describe(&url, size)).unwrap_or_default();
        AttachmentView { title: file.title.clone(), url, about }
    };
    page.document.front.attachments.iter().map(view).collect()
}

/// The codes of a guide: where to apply, and the page itself. Other pages have none: who prints a guide stands at a counter.
pub(super) fn codes(config: &Config, page: &Page) -> Vec<CodeView> {
    let Some(guide) = &page.document.front.guide else { return Vec::new() };
    let own = config.base_url.absolute(page.url.as_str());
    let wanted = [("Nộp hồ sơ trực tuyến", guide.url.clone()), ("Mở trang này trên điện thoại", own)];
    wanted
        .into_iter()
        .filter(|(_, url)| !url.is_empty())
        .filter_map(|(label, url)| {
            let svg = code(&url, &format!("Mã QR: {label}"))?;
            Some(CodeView { label: label.to_owned(), url, svg })
        })
        .collect()
}
