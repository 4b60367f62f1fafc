//! Pictures and links to files in the finished HTML: sizes, lighter versions, and what a download is.

use std::cell::Cell;
use std::fmt::Write as _;

use lol_html::html_content::{ContentType, Element};

use super::outward::is_foreign;
use super::rewrite::{Handled, Links};
use crate::base::SourcePath;
use crate::markdown::Target;
use crate::media::{File, describe};

/// The width of a picture in the text: the column of an article, or the screen less its margins.
const SIZES: &str = "(min-width: 49em) 44rem, calc(100vw - 2rem)";

/// What a browser takes that knows no `srcset`.
const PLAIN: u32 = 960;

/// Gives a picture its size and lighter versions. Only the first of a page is loaded at once.
pub(super) fn image(el: &mut Element<'_, '_>, links: &Links<'_>, first: &Cell<bool>) -> Handled {
    if el.get_attribute("src").is_some_and(|src| is_foreign(&src, links.base.host())) {
        // Nothing is loaded from elsewhere; the words that stand for the picture stay.
        let words = el.get_attribute("alt").unwrap_or_default();
        el.replace(&words, ContentType::Html);
        return Ok(());
    }
    let picture = el.get_attribute("src").and_then(|src| file(links, &src)).and_then(|file| file.picture.as_ref());
    links.attribute(el, "src")?;
    if let Some(picture) = picture {
        let widest = picture.renditions.last();
        let (width, height) = widest.map_or((picture.width, picture.height), |one| (one.width, one.height));
        if width > 0 && height > 0 && !el.has_attribute("width") && !el.has_attribute("height") {
            el.set_attribute("width", &width.to_string())?;
            el.set_attribute("height", &height.to_string())?;
        }
        let plain = picture.renditions.iter().rev().find(|one| one.width <= PLAIN).or(picture.renditions.first());
        if let Some(plain) = plain {
            el.set_attribute("src", &links.relative(&plain.path))?;
        }
        if picture.renditions.len() > 1 {
            let mut all = String::new();
            for one in &picture.renditions {
                let comma = if all.is_empty() { "" } else { ", " };
                write!(all, "{comma}{} {}w", links.relative(&one.path), one.width)?;
            }
            el.set_attribute("srcset", &all)?;
            el.set_attribute("sizes", SIZES)?;
        }
    }
    let lazy = if first.replace(false) { None } else { Some(("loading", "lazy")) };
    for (name, value) in lazy.into_iter().chain([("decoding", "async")]) {
        if !el.has_attribute(name) {
            el.set_attribute(name, value)?;
        }
    }
    Ok(())
}

/// Says behind a link to a file what it is: `(Word, 48 KB)`. Where a template says so itself, the link has `download`.
pub(super) fn download(el: &mut Element<'_, '_>, href: &str, links: &Links<'_>) {
    if el.has_attribute("download") {
        return;
    }
    let label = file(links, href).and_then(|file| describe(href, file.size));
    if let Some(label) = label {
        el.after(&format!(" ({label})"), ContentType::Text);
    }
}

/// The file at an address as it stands in HTML, with its letters perhaps as codes.
pub(super) fn file<'s>(links: &Links<'s>, address: &str) -> Option<&'s File> {
    if !address.starts_with('/') {
        return None;
    }
    match Target::of(address, &SourcePath::new("")) {
        Target::Address(path) => links.site.registers.media.at(&path),
        _ => None,
    }
}
