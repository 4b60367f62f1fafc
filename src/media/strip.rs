//! Takes out of a picture what it tells besides the picture: where a photograph was taken, with which telephone, by whom.
//!
//! Nothing is decoded: the pieces of the file are copied one by one, and those with such data are left out.

use std::borrow::Cow;

use image::ImageFormat;
use image::metadata::Orientation;

use super::picture::raster;

/// The picture without Exif, XMP, comments and what stands behind its end. Pictures of other kinds than JPEG, PNG and
/// WebP come back as they are; `None` for one that is damaged.
#[must_use]
pub fn strip(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    match raster(bytes) {
        Some(ImageFormat::Jpeg) => jpeg(bytes).map(Cow::Owned),
        Some(ImageFormat::Png) => png(bytes).map(Cow::Owned),
        Some(ImageFormat::WebP) => webp(bytes).map(Cow::Owned),
        _ => Some(Cow::Borrowed(bytes)),
    }
}

/// A JPEG is a row of segments, `FF`, a letter, a length; after a scan's head its data run to the next marker.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = vec![0xFF, 0xD8];
    let mut at = 2;
    loop {
        while bytes.get(at..at + 2)? == [0xFF, 0xFF] {
            at += 1;
        }
        let &[0xFF, letter] = bytes.get(at..at + 2)? else { return None };
        if letter == 0xD9 {
            out.extend([0xFF, 0xD9]);
            return Some(out);
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let data = bytes.get(at + 4..at + 2 + length.max(2))?;
        match letter {
            0xE1 => out.extend(data.strip_prefix(b"Exif\0\0").and_then(upright).unwrap_or_default()),
            // JFIF, colour profiles and Adobe's word on colours are needed to show it.
            0xE2 if !data.starts_with(b"ICC_PROFILE\0") => {}
            0xE3..=0xED | 0xEF | 0xFE => {}
            _ => out.extend(&bytes[at..at + 2 + length.max(2)]),
        }
        at += 2 + length.max(2);
        if letter == 0xDA {
            let end = scan_end(bytes, at)?;
            out.extend(&bytes[at..end]);
            at = end;
        }
    }
}

/// Where the data of a scan end: at the next marker that is no restart and no escaped byte.
fn scan_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        match bytes.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}

/// A segment that says nothing but which way is up; `None` where it is up already.
fn upright(exif: &[u8]) -> Option<Vec<u8>> {
    let orientation = Orientation::from_exif_chunk(exif).filter(|one| *one != Orientation::NoTransforms)?;
    let mut segment = vec![0xFF, 0xE1, 0, 34];
    segment.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend([orientation.to_exif(), 0, 0, 0, 0, 0, 0]);
    Some(segment)
}

/// Chunks of a PNG that make the picture; times, texts and Exif are others.
const PNG_KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD",
    b"hIST", b"sPLT", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..8)?.to_vec();
    let mut at = 8;
    loop {
        let length = usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()?;
        let name = bytes.get(at + 4..at + 8)?;
        let whole = bytes.get(at..at.checked_add(length)?.checked_add(12)?)?;
        if PNG_KEPT.iter().any(|kept| *kept == name) {
            out.extend(whole);
        }
        if name == b"IEND" {
            return Some(out);
        }
        at += whole.len();
    }
}

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let length = usize::try_from(u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?)).ok()?;
    let body = bytes.get(12..length.checked_add(8)?)?;
    let mut out = bytes.get(..12)?.to_vec();
    let mut at = 0;
    while at < body.len() {
        let length = usize::try_from(u32::from_le_bytes(body.get(at + 4..at + 8)?.try_into().ok()?)).ok()?;
        let end = at.checked_add(8)?.checked_add(length)?;
        let whole = body.get(at..end)?;
        match &whole[..4] {
            b"EXIF" | b"XMP " => {}
            name => {
                out.extend(whole);
                if name == b"VP8X"
                    && let Some(flags) = whole.get(8)
                {
                    // The two flags say that such chunks follow.
                    let place = out.len() - whole.len() + 8;
                    out[place] = flags & !0x0C;
                }
                out.resize(out.len() + length % 2, 0);
            }
        }
        at = end + length % 2;
    }
    let length = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Some(out)
}
