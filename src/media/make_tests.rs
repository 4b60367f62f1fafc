//! Pictures made here, spoilt here, and made light.

use image::{Rgb, Rgba};

use super::*;
use crate::media::{Probe, probe};

/// A field of colours that runs from dark to light, with a red corner at the top left.
fn field(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        if x < width / 4 && y < height / 4 {
            return Rgb([230, 20, 20]);
        }
        let noise = u8::try_from((x * 7919 + y * 104_729) % 23).unwrap_or(0);
        let shade = u8::try_from(255 * x / width).unwrap_or(255) / 2;
        Rgb([shade + noise, 60 + noise, 200 - shade])
    })
}

fn jpeg(image: &RgbImage, exif: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    if let Some(exif) = exif {
        encoder.add_exif_metadata(exif).expect("Exif that fits");
    }
    let (width, height) = (u16::try_from(image.width()).expect("small"), u16::try_from(image.height()).expect("small"));
    encoder.encode(image.as_raw(), width, height, ColorType::Rgb).expect("a picture");
    bytes
}

/// Exif with an orientation and a text that stands for a place.
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0]);
    exif.extend(b"\x01\x0e\0\x02\0\0\0\x0d\0\0\0\x26\0\0\0\0GPS 21.03 N \0");
    exif
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|part| part == words)
}

fn shown(made: &Made) -> RgbImage {
    image::load_from_memory(&made.bytes).expect("a picture that was just written").into_rgb8()
}

fn is_red(pixel: Rgb<u8>) -> bool {
    pixel.0[0] > 180 && pixel.0[1] < 80 && pixel.0[2] < 80
}

#[test]
fn a_photograph_becomes_three_light_ones_and_is_never_made_larger() {
    let photograph = jpeg(&field(2400, 1200), None);
    let made = make(&photograph).expect("a good picture");
    let sizes: Vec<_> = made.iter().map(|one| (one.width, one.height, one.ending)).collect();
    assert_eq!(sizes, [(480, 240, "jpg"), (960, 480, "jpg"), (1600, 800, "jpg")]);
    assert!(made.windows(2).all(|pair| pair[0].bytes.len() < pair[1].bytes.len()));
    for one in &made {
        assert_eq!(shown(one).dimensions(), (one.width, one.height));
    }
    let small = make(&jpeg(&field(500, 20), None)).expect("a good picture");
    assert_eq!(small.iter().map(|one| one.width).collect::<Vec<_>>(), [500]);
    assert_eq!(make(&jpeg(&field(1, 1), None)).expect("a dot")[0].height, 1);
}

#[test]
fn a_camera_held_upright_is_believed_and_the_place_is_forgotten() {
    // The red corner is at the top left of what the sensor saw; each orientation puts it elsewhere.
    let corners =
        [(1, (0, 0)), (2, (1, 0)), (3, (1, 1)), (4, (0, 1)), (5, (0, 0)), (6, (1, 0)), (7, (1, 1)), (8, (0, 1))];
    for (orientation, (right, bottom)) in corners {
        let photograph = jpeg(&field(640, 320), Some(&exif(orientation)));
        assert!(holds(&photograph, b"GPS 21.03"));
        let made = make(&photograph).expect("a good picture");
        let upright = if orientation > 4 { (320, 640) } else { (640, 320) };
        let last = made.last().expect("a version");
        assert_eq!((last.width, last.height), upright, "orientation {orientation}");
        assert_eq!(probe("a.jpg", &photograph), Ok(Probe { width: upright.0, height: upright.1, raster: true }));
        assert!(!made.iter().any(|one| holds(&one.bytes, b"GPS") || holds(&one.bytes, b"Exif")));
        let image = shown(last);
        let (x, y) = (right * (last.width - 9) + 4, bottom * (last.height - 9) + 4);
        assert!(is_red(*image.get_pixel(x, y)), "orientation {orientation}: {:?}", image.get_pixel(x, y));
        let plain = strip(&photograph).expect("a good picture");
        assert!(!holds(&plain, b"GPS"));
        assert_eq!(probe("a.jpg", &plain), probe("a.jpg", &photograph), "orientation {orientation}");
    }
}

#[test]
fn a_picture_cut_short_anywhere_is_told() {
    let whole = jpeg(&field(64, 48), Some(&exif(6)));
    assert!(probe("a.jpg", &whole).is_ok());
    for end in 0..whole.len() {
        assert_eq!(probe("a.jpg", &whole[..end]), Err(Trouble::Broken), "cut at {end} of {}", whole.len());
    }
    let mut png = Colours::Opaque(field(64, 48)).png().expect("a picture");
    assert!(decode(&png).is_ok());
    for end in (0..png.len()).step_by(7) {
        assert_eq!(probe("a.png", &png[..end]), Err(Trouble::Broken), "cut at {end} of {}", png.len());
    }
    let middle = png.len() / 2;
    png[middle] ^= 0x55;
    assert_eq!(decode(&png), Err(Trouble::Broken));
}

#[test]
fn a_header_that_claims_sixty_thousand_pixels_a_side_is_refused_before_anything_is_decoded() {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 60_000, 60_000);
    encoder.set_color(png::ColorType::Rgb);
    drop(encoder.write_header().expect("a header"));
    bytes.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
    let huge = Err(Trouble::Huge { width: 60_000, height: 60_000 });
    assert_eq!(probe("a.png", &bytes), huge);
    assert_eq!(decode(&bytes), huge.map(drop));
}

#[test]
fn transparency_stays_and_leaves_no_dark_edge() {
    let logo = RgbaImage::from_fn(1200, 1200, |x, _| if x < 600 { Rgba([250, 250, 250, 255]) } else { Rgba([0; 4]) });
    let png = Colours::of(DynamicImage::ImageRgba8(logo)).png().expect("a picture");
    let made = make(&png).expect("a good picture");
    assert!(made.iter().all(|one| one.ending == "png"));
    let image = image::load_from_memory(&made[0].bytes).expect("a picture").into_rgba8();
    assert!(image.pixels().all(|pixel| pixel.0[3] == 0 || pixel.0[..3].iter().all(|colour| *colour > 240)));
    assert_eq!(image.get_pixel(470, 5).0[3], 0);
}

#[test]
fn a_photograph_saved_as_png_becomes_light_and_a_drawing_stays_sharp() {
    let photograph = Colours::Opaque(RgbImage::from_fn(1700, 900, |x, y| {
        let hash =
            (u64::from(x) * 2_654_435_761 + u64::from(y) * 40_503).wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes();
        Rgb([(x / 8) as u8 ^ (hash[0] & 15), (y / 4) as u8 ^ (hash[1] & 15), 90 ^ (hash[2] & 15)])
    }));
    let png = photograph.png().expect("a picture");
    let made = make(&png).expect("a good picture");
    assert!(made.iter().all(|one| one.ending == "jpg"));
    assert!(made.iter().map(|one| one.bytes.len()).sum::<usize>() * 2 < png.len());
    let drawing = Colours::Opaque(RgbImage::from_fn(1700, 900, |x, y| {
        Rgb([if (x / 50 + y / 50) % 2 == 0 { 20 } else { 240 }; 3])
    }));
    let made = make(&drawing.png().expect("a picture")).expect("a good picture");
    assert!(made.iter().all(|one| one.ending == "png"));
}

#[test]
fn texts_and_times_leave_a_png() {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 2, 2);
    encoder.set_color(png::ColorType::Rgb);
    encoder.add_text_chunk("Location".to_owned(), "nha rieng".to_owned()).expect("a text");
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&[9; 12]).expect("the pixels");
    writer.finish().expect("an end");
    let plain = strip(&bytes).expect("a good picture");
    assert!(holds(&bytes, b"nha rieng") && !holds(&plain, b"nha rieng"));
    assert_eq!(image::load_from_memory(&plain).expect("a picture").into_rgb8().into_raw(), [9; 12]);
}

/// Scans of one colour each are allowed, rare, and misread by the decoder: such a picture stays as it is.
#[test]
fn a_photograph_in_separate_scans_is_left_alone() {
    let image = field(64, 48);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 78);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(image.as_raw(), 64, 48, ColorType::Rgb).expect("a picture");
    assert_eq!(probe("a.jpg", &bytes), Ok(Probe { width: 64, height: 48, raster: false }));
    assert!(probe("a.jpg", &make(&jpeg(&image, None)).expect("a good picture")[0].bytes).is_ok_and(|one| one.raster));
}
