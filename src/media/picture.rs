//! What a picture is, from its first bytes, and what is wrong with it. Nothing is decoded here.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, ImageReader};

use super::{strip, vector};

/// The most memory that one decoded picture may take, in bytes: 85 megapixels of a photograph. A file of a few
/// kilobytes can claim terabytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Endings that a page may show with `![…](…)`.
const SHOWN: [&str; 7] = ["jpg", "jpeg", "png", "webp", "gif", "svg", "avif"];

/// Why a picture cannot be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Neither bytes nor name are of a kind that browsers show; the kind, if it is known: `HEIC`.
    Kind(Option<&'static str>),
    /// Cut short or damaged.
    Broken,
    /// Its header claims so many pixels.
    Huge { width: u32, height: u32 },
    /// An SVG with something that runs or that fetches from elsewhere: the first such thing.
    Runs(String),
}

/// A picture as its header describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// In pixels, the right way up; zero where the file does not say.
    pub width: u32,
    pub height: u32,
    /// Whether lighter versions can be made.
    pub raster: bool,
}

/// Whether a file is a picture for pages by its name.
#[must_use]
pub fn is_picture(name: &str) -> bool {
    ending(name).is_some_and(|ending| SHOWN.contains(&ending.as_str()))
}

fn ending(name: &str) -> Option<String> {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())
}

/// Reads the header of a picture.
///
/// # Errors
/// When no browser could show it, or when it must not be decoded.
pub fn probe(name: &str, bytes: &[u8]) -> Result<Probe, Trouble> {
    let ending = ending(name).unwrap_or_default();
    if ending == "svg" {
        return vector::probe(bytes);
    }
    if let Some(format) = raster(bytes) {
        return header(format, bytes);
    }
    let kind = match (bytes, bytes.get(4..12)) {
        (_, Some(b"ftypheic" | b"ftypheix" | b"ftyphevc" | b"ftypmif1" | b"ftypheif")) => Some("HEIC"),
        (_, Some(b"ftypavif" | b"ftypavis")) if ending == "avif" => {
            return Ok(Probe { width: 0, height: 0, raster: false });
        }
        ([b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..], _) => Some("TIFF"),
        ([b'B', b'M', ..], _) => Some("BMP"),
        ([b'G', b'I', b'F', b'8', _, _, w0, w1, h0, h1, ..], _) => {
            let side = |low: &u8, high: &u8| u32::from(u16::from_le_bytes([*low, *high]));
            return Ok(Probe { width: side(w0, w1), height: side(h0, h1), raster: false });
        }
        _ => None,
    };
    Err(if kind.is_none() && SHOWN.contains(&ending.as_str()) { Trouble::Broken } else { Trouble::Kind(kind) })
}

/// The format of pictures that can be decoded, by their first bytes.
pub(super) fn raster(bytes: &[u8]) -> Option<ImageFormat> {
    let format = image::guess_format(bytes).ok()?;
    matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP).then_some(format)
}

pub(super) fn header(format: ImageFormat, bytes: &[u8]) -> Result<Probe, Trouble> {
    // Before a decoder sees it: decoders have limits of their own, and would only say that something is wrong.
    if let Some((width, height)) = claimed(format, bytes)
        && u64::from(width) * u64::from(height) * 3 > LARGEST
    {
        return Err(Trouble::Huge { width, height });
    }
    let mut decoder =
        ImageReader::with_format(Cursor::new(bytes), format).into_decoder().map_err(|_| Trouble::Broken)?;
    let (mut width, mut height) = decoder.dimensions();
    if decoder.total_bytes() > LARGEST {
        return Err(Trouble::Huge { width, height });
    }
    // A decoder forgives a photograph that was cut short and paints the rest grey.
    let plain = strip(bytes).ok_or(Trouble::Broken)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    if turned(orientation) {
        std::mem::swap(&mut width, &mut height);
    }
    Ok(Probe { width, height, raster: !moves(format, bytes) && !separate(format, &plain) })
}

/// The size that a file claims, in pixels as they are stored.
fn claimed(format: ImageFormat, bytes: &[u8]) -> Option<(u32, u32)> {
    let long = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let short = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    match format {
        ImageFormat::Png => Some((long(16)?, long(20)?)),
        ImageFormat::Jpeg => {
            let mut at = 2;
            loop {
                let &[0xFF, letter] = bytes.get(at..at + 2)? else { return None };
                match letter {
                    0xFF => at += 1,
                    // The head of a frame; three letters among them mean tables.
                    0xC0..=0xCF if !matches!(letter, 0xC4 | 0xC8 | 0xCC) => {
                        return Some((u32::from(short(at + 7)?), u32::from(short(at + 5)?)));
                    }
                    0xD9 | 0xDA => return None,
                    _ => at += 2 + usize::from(short(at + 2)?),
                }
            }
        }
        _ => None,
    }
}

fn turned(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// Whether a photograph has a scan for each colour, which the decoder turns green without a word (zune-jpeg 0.5.15).
/// `plain` holds no small preview, which would have a scan of its own.
fn separate(format: ImageFormat, plain: &[u8]) -> bool {
    let count = |letter: u8| plain.windows(2).filter(|pair| *pair == [0xFF, letter]).count();
    format == ImageFormat::Jpeg && plain.windows(2).any(|pair| matches!(pair, [0xFF, 0xC0 | 0xC1])) && count(0xDA) > 1
}

/// Whether a picture is a film of several.
fn moves(format: ImageFormat, bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    match format {
        ImageFormat::Png => head.windows(4).any(|name| name == b"acTL"),
        ImageFormat::WebP => head.get(12..16) == Some(b"VP8X") && head.get(20).is_some_and(|flags| flags & 2 != 0),
        _ => false,
    }
}
