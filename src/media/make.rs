//! Lighter versions of a picture: decoded once, turned the right way up, made narrower, written anew without what a
//! camera adds.

use std::io::Cursor;

use image::imageops::{self, FilterType};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, RgbImage, RgbaImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::picture::{Trouble, header, raster};
use super::strip;

/// Changes whenever the same bytes would give another result: then nothing old is taken from a cache.
pub const VERSION: u32 = 1;

/// Widths in pixels: a small telephone, a telephone of many pixels or a column of text, a large screen.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// Of 100; at 78 a face shows no traces of the method at arm's length.
const QUALITY: u8 = 78;

/// The longest colour profile that is kept. Those of telephones have about 500 bytes, those of printers half a megabyte.
const PROFILE: usize = 4096;

/// One lighter version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub width: u32,
    pub height: u32,
    /// `jpg` or `png`.
    pub ending: &'static str,
    pub bytes: Vec<u8>,
}

/// A picture in memory and what it takes to write it again.
struct Decoded {
    image: DynamicImage,
    profile: Option<Vec<u8>>,
    photograph: bool,
    turned: bool,
}

/// Decodes a picture and forgets it: whether it is whole.
///
/// # Errors
/// When it is broken or too large.
pub fn decode(bytes: &[u8]) -> Result<(), Trouble> {
    decoded(bytes).map(drop)
}

/// All lighter versions of a picture, narrowest first; the last is as wide as the picture, or 1600 pixels.
///
/// # Errors
/// When it is broken or too large.
pub fn make(bytes: &[u8]) -> Result<Vec<Made>, Trouble> {
    let Decoded { image, profile, photograph, turned } = decoded(bytes)?;
    let (full, tall) = (image.width(), image.height());
    let widest = full.min(WIDTHS[WIDTHS.len() - 1]);
    // A version that is nearly as wide as the next would be weight for nothing.
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|width| width * 5 / 4 < widest).collect();
    widths.push(widest);
    let mut colours = Colours::of(image);
    let mut made = Vec::new();
    for width in widths.into_iter().rev() {
        let height = scaled(tall, width, full);
        colours = colours.narrowed(width, height);
        made.push((width, height, colours.clone()));
    }
    made.reverse();
    let lossy = !colours.transparent() && (photograph || made.last().is_some_and(|(_, _, one)| one.is_photograph()));
    let profile = profile.filter(|_| lossy);
    let mut versions = Vec::new();
    for (width, height, colours) in made {
        let jpeg = if lossy { colours.jpeg(profile.as_deref()) } else { None };
        let (ending, bytes) = match jpeg {
            Some(bytes) => ("jpg", bytes),
            None => ("png", colours.png().ok_or(Trouble::Broken)?),
        };
        versions.push(Made { width, height, ending, bytes });
    }
    // What somebody made small with care is not made worse.
    if let (Some(last), Some(plain)) = (versions.last_mut(), strip(bytes))
        && last.width == full
        && !turned
        && photograph == (last.ending == "jpg")
        && plain.len() <= last.bytes.len()
        && raster(bytes) != Some(image::ImageFormat::WebP)
    {
        last.bytes = plain.into_owned();
    }
    Ok(versions)
}

fn decoded(bytes: &[u8]) -> Result<Decoded, Trouble> {
    let format = raster(bytes).ok_or(Trouble::Broken)?;
    header(format, bytes)?;
    let mut decoder =
        ImageReader::with_format(Cursor::new(bytes), format).into_decoder().map_err(|_| Trouble::Broken)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    // A profile for inks would make nonsense of colours of light.
    let profile = decoder.icc_profile().ok().flatten();
    let profile = profile.filter(|profile| profile.len() <= PROFILE && profile.get(16..20) == Some(b"RGB "));
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| Trouble::Broken)?;
    image.apply_orientation(orientation);
    let photograph = format == image::ImageFormat::Jpeg;
    Ok(Decoded { image, profile, photograph, turned: orientation != Orientation::NoTransforms })
}

/// `tall * width / full`, rounded, at least one pixel.
fn scaled(tall: u32, width: u32, full: u32) -> u32 {
    let (tall, width, full) = (u64::from(tall), u64::from(width), u64::from(full.max(1)));
    u32::try_from((tall * width + full / 2) / full).unwrap_or(u32::MAX).max(1)
}

/// Eight bits a colour; with transparency only where something is transparent, multiplied into the colours.
#[derive(Clone)]
enum Colours {
    Opaque(RgbImage),
    Transparent(RgbaImage),
}

impl Colours {
    fn of(image: DynamicImage) -> Self {
        if image.color().has_alpha() {
            let mut pixels = image.into_rgba8();
            if pixels.pixels().any(|pixel| pixel.0[3] < 255) {
                for pixel in pixels.pixels_mut() {
                    let alpha = u16::from(pixel.0[3]);
                    for colour in &mut pixel.0[..3] {
                        *colour = u8::try_from((u16::from(*colour) * alpha + 127) / 255).unwrap_or(255);
                    }
                }
                return Self::Transparent(pixels);
            }
            return Self::Opaque(DynamicImage::ImageRgba8(pixels).into_rgb8());
        }
        Self::Opaque(image.into_rgb8())
    }

    fn transparent(&self) -> bool {
        matches!(self, Self::Transparent(_))
    }

    /// First by averaging whole areas, which is fast, to twice the width; then by a filter that keeps edges sharp.
    fn narrowed(self, width: u32, height: u32) -> Self {
        match self {
            Self::Opaque(image) if image.width() == width => Self::Opaque(image),
            Self::Transparent(image) if image.width() == width => Self::Transparent(image),
            Self::Opaque(image) if image.width() > 3 * width => {
                Self::Opaque(imageops::thumbnail(&image, 2 * width, 2 * height)).narrowed(width, height)
            }
            Self::Transparent(image) if image.width() > 3 * width => {
                Self::Transparent(imageops::thumbnail(&image, 2 * width, 2 * height)).narrowed(width, height)
            }
            Self::Opaque(image) => Self::Opaque(imageops::resize(&image, width, height, FilterType::CatmullRom)),
            Self::Transparent(image) => {
                Self::Transparent(imageops::resize(&image, width, height, FilterType::CatmullRom))
            }
        }
    }

    /// Whether the lossy format is much the smaller one, as for photographs that were saved as PNG; drawings and
    /// pictures of a screen are small as they are and would lose their sharp edges.
    fn is_photograph(&self) -> bool {
        let (Some(jpeg), Some(png)) = (self.jpeg(None), self.png()) else { return false };
        jpeg.len() * 5 < png.len() * 2
    }

    fn jpeg(&self, profile: Option<&[u8]>) -> Option<Vec<u8>> {
        let Self::Opaque(image) = self else { return None };
        let (width, height) = (u16::try_from(image.width()).ok()?, u16::try_from(image.height()).ok()?);
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, QUALITY);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        if let Some(profile) = profile {
            encoder.add_icc_profile(profile).ok()?;
        }
        encoder.encode(image.as_raw(), width, height, ColorType::Rgb).ok()?;
        Some(bytes)
    }

    fn png(&self) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let (width, height, colour, pixels) = match self {
            Self::Opaque(image) => (image.width(), image.height(), png::ColorType::Rgb, image.as_raw().clone()),
            Self::Transparent(image) => {
                let mut image = image.clone();
                for pixel in image.pixels_mut() {
                    let alpha = u16::from(pixel.0[3]).max(1);
                    for colour in &mut pixel.0[..3] {
                        *colour = u8::try_from((u16::from(*colour) * 255 + alpha / 2) / alpha).unwrap_or(255);
                    }
                }
                (image.width(), image.height(), png::ColorType::Rgba, image.into_raw())
            }
        };
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(colour);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&pixels).ok()?;
        writer.finish().ok()?;
        Some(bytes)
    }
}

#[cfg(test)]
#[path = "make_tests.rs"]
mod tests;
