//! Looks at every file beside the pages, and has lighter versions made of the pictures that pages show.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::load::Inputs;
use crate::base::{Fingerprint, SourcePath, slug};
use crate::diag::{Diagnostic, codes};
use crate::fs::{self, Cache, Files};
use crate::markdown::Target;
use crate::media::{self, Card, Catalog, File, Picture, Rendition, Trouble};
use crate::say;
use crate::site::Site;

/// Pixels from which pictures are decoded one after the other, so that memory does not grow with the number of cores.
const ONE_BY_ONE: u64 = 16_000_000;

/// Whether lighter versions are wanted or only what is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    Make,
    Check,
}

/// Where pages show a picture: file, page, place.
type Uses<'s> = BTreeMap<&'s str, Vec<(&'s SourcePath, Range<u32>)>>;

/// The catalogue of all files below `content/` that are no pages, and what is wrong with the pictures.
pub(super) fn look(
    site: &Site,
    inputs: &Inputs,
    files: &dyn Files,
    cache: &Cache,
    work: Work,
) -> (Catalog, Vec<Diagnostic>) {
    let uses = uses(site, inputs);
    let large = Mutex::new(());
    let looked: Vec<(&String, File, Option<Trouble>)> = inputs
        .assets
        .par_iter()
        .map(|(path, entry)| {
            let mut file = File { size: entry.size, picture: None };
            let shown = uses.contains_key(path.as_str());
            // A scan in TIFF may be there to be downloaded; as a picture on a page it is a mistake.
            if !shown && !media::is_picture(path) {
                return (path, file, None);
            }
            // What cannot be read now is told when it is to be published.
            let Ok(bytes) = files.read(entry) else { return (path, file, None) };
            match picture(path, &bytes, shown, cache, work, &large) {
                Ok(picture) => {
                    file.picture = Some(picture);
                    (path, file, None)
                }
                Err(trouble) => (path, file, Some(trouble)),
            }
        })
        .collect();
    let (mut catalog, mut problems) = (Catalog::default(), Vec::new());
    for (path, file, trouble) in looked {
        catalog.add(path, file);
        if let Some(trouble) = trouble {
            tell(path, &trouble, uses.get(path.as_str()), &mut problems);
        }
    }
    (catalog, problems)
}

/// The bytes of one lighter version: from the cache, or made again where somebody emptied it meanwhile.
///
/// # Errors
/// When the picture cannot be read.
pub(super) fn rendition(
    inputs: &Inputs,
    files: &dyn Files,
    cache: &Cache,
    file: &str,
    one: &Rendition,
) -> Result<Vec<u8>, fs::Error> {
    if let Some(bytes) = cache.get(&one.key) {
        return Ok(bytes);
    }
    let Some(entry) = inputs.assets.get(file) else { return Ok(Vec::new()) };
    let made = media::make(&files.read(entry)?).unwrap_or_default();
    Ok(made.into_iter().find(|made| made.width == one.width).map(|made| made.bytes).unwrap_or_default())
}

fn uses<'s>(site: &'s Site, inputs: &'s Inputs) -> Uses<'s> {
    let mut uses = Uses::new();
    for document in site.documents() {
        for link in document.body.links.iter().filter(|link| link.image) {
            let file = match &link.target {
                Target::File(file) => file.as_str(),
                Target::Address(path) => path.trim_start_matches('/'),
                _ => continue,
            };
            if let Some((file, _)) = inputs.assets.get_key_value(file) {
                uses.entry(file).or_default().push((&document.path, link.span.clone()));
            }
        }
    }
    uses
}

fn picture(
    path: &str,
    bytes: &[u8],
    shown: bool,
    cache: &Cache,
    work: Work,
    large: &Mutex<()>,
) -> Result<Picture, Trouble> {
    let probe = media::probe(path, bytes)?;
    let mut picture = Picture { width: probe.width, height: probe.height, renditions: Vec::new() };
    if !probe.raster || !shown {
        return Ok(picture);
    }
    let print = Fingerprint::of(bytes);
    let list = format!("anh-{print}-{}", media::VERSION);
    let known = cache.get(&list).and_then(|text| sizes(&text));
    let sizes = match known {
        Some(sizes) => sizes,
        None => {
            let pixels = u64::from(probe.width) * u64::from(probe.height);
            let _one_by_one = (pixels > ONE_BY_ONE).then(|| large.lock().unwrap_or_else(PoisonError::into_inner));
            if work == Work::Check {
                media::decode(bytes)?;
                return Ok(picture);
            }
            let made = media::make(bytes)?;
            let mut lines = String::new();
            let mut sizes = Vec::new();
            for one in &made {
                cache.put(&format!("{list}-{}", one.width), &one.bytes);
                lines.push_str(&format!("{} {} {}\n", one.width, one.height, one.ending));
                sizes.push((one.width, one.height, one.ending));
            }
            cache.put(&list, lines.as_bytes());
            sizes
        }
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let stem = if stem.is_empty() { "anh".to_owned() } else { stem };
    let short = Fingerprint::of(list.as_bytes()).short();
    let rendition = |(width, height, ending)| Rendition {
        width,
        height,
        path: format!("/static/anh/{stem}.{short}-{width}.{ending}"),
        key: format!("{list}-{width}"),
    };
    picture.renditions = sizes.into_iter().map(rendition).collect();
    Ok(picture)
}

/// `480 320 jpg` a line, as it was kept.
fn sizes(text: &[u8]) -> Option<Vec<(u32, u32, &'static str)>> {
    let line = |line: &str| {
        let mut words = line.split(' ');
        let (width, height) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        let ending = ["jpg", "png"].into_iter().find(|known| Some(*known) == line.rsplit(' ').next())?;
        Some((width, height, ending))
    };
    std::str::from_utf8(text).ok()?.lines().map(line).collect()
}

/// Tells of a picture at each place where a page shows it, or by itself.
fn tell(path: &str, trouble: &Trouble, uses: Option<&Vec<(&SourcePath, Range<u32>)>>, problems: &mut Vec<Diagnostic>) {
    let diagnostic = match trouble {
        Trouble::Broken => Diagnostic::new(&codes::BROKEN_PICTURE, say!("ảnh `content/{path}` bị hỏng hoặc bị cụt"; "the picture `content/{path}` is damaged or cut short"))
            .hint(say!("chép lại ảnh gốc từ máy ảnh hoặc điện thoại"; "copy it again from the camera or telephone")),
        Trouble::Kind(kind) => {
            let kind = kind.map(|kind| format!(" ({kind})")).unwrap_or_default();
            Diagnostic::new(&codes::BROKEN_PICTURE, say!("trình duyệt không hiện được ảnh `content/{path}`{kind}"; "browsers do not show the picture `content/{path}`{kind}"))
                .hint(say!("mở ảnh và lưu lại thành JPEG hoặc PNG"; "open it and save it as JPEG or PNG"))
        }
        Trouble::Huge { width, height } => Diagnostic::new(&codes::HUGE_PICTURE, say!("ảnh `content/{path}` quá lớn: {width} × {height} điểm ảnh"; "the picture `content/{path}` is too large: {width} × {height} pixels"))
            .hint(say!("thu nhỏ ảnh, chiều rộng 3000 điểm ảnh là đủ"; "make it smaller; a width of 3000 pixels is enough")),
        Trouble::Runs(what) => Diagnostic::new(&codes::LIVE_DRAWING, say!("ảnh `content/{path}` có thứ chạy mã hoặc tải từ nơi khác: `{what}`"; "the drawing `content/{path}` runs code or fetches from elsewhere: `{what}`"))
            .hint(say!("lưu lại thành SVG thường (Plain SVG) hoặc PNG"; "save it as a plain SVG, or as PNG")),
    };
    match uses {
        Some(uses) => problems.extend(uses.iter().map(|(page, span)| diagnostic.clone().at(page, span.clone()))),
        None => problems.push(diagnostic.in_file(&SourcePath::new(format!("content/{path}")))),
    }
}

/// The picture of a shared link: from the cache, or drawn.
pub(super) fn card(cache: &Cache, card: &Card) -> Vec<u8> {
    let key = format!("the-{}", card.key());
    if let Some(bytes) = cache.get(&key) {
        return bytes;
    }
    let bytes = card.draw().unwrap_or_default();
    cache.put(&key, &bytes);
    bytes
}
