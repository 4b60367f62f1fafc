//! The picture that a shared link shows: 1200 × 630 pixels with a title, drawn from the outlines of one font.
//!
//! The picture has few colours, so each pixel is a place in a palette: for each ink, the steps from the ground beneath it.

use tiny_skia::{FillRule, Mask, Path, PathBuilder, Transform};

use super::lettering::{self, Lettering};
use crate::base::Fingerprint;

/// In pixels, as the networks ask for.
pub const CARD: (u32, u32) = (1200, 630);

/// Changes whenever the same words would give another picture.
const DRAWN: u32 = 1;

/// What a card says. Two cards of the same words are one picture.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Card {
    pub title: String,
    /// The kind of page, above the title; may be empty.
    pub label: String,
    /// Whose site it is: `Trang thông tin Phường Mẫu`.
    pub name: String,
    /// For sites that are no real ones: this must be seen wherever the link is shown.
    pub sample: bool,
}

/// An ink and the ground it is put on, with the first of its steps in the palette.
struct Ink {
    first: u8,
    ground: [u8; 3],
    colour: [u8; 3],
}

const STEPS: u8 = 64;
const WHITE: Ink = Ink { first: 0, ground: [0x0C, 0x4A, 0x4E], colour: [0xFF; 3] };
const AMBER: Ink = Ink { first: STEPS, ground: [0x0C, 0x4A, 0x4E], colour: [0xF2, 0xB1, 0x34] };
const DARK: Ink = Ink { first: 2 * STEPS, ground: [0xFF, 0xD5, 0x4A], colour: [0x1B, 0x23, 0x25] };

const LEFT: i32 = 72;
/// The width of a line of words.
const MEASURE: u32 = CARD.0 - 2 * 72;
const SAMPLE: &str = "TRANG MẪU – không phải trang của cơ quan nhà nước";

impl Card {
    /// A name that says everything the picture depends on.
    #[must_use]
    pub fn key(&self) -> String {
        let all = format!("{DRAWN}\n{}\n{}\n{}\n{}", self.title, self.label, self.name, self.sample);
        Fingerprint::of(all.as_bytes()).to_string()
    }

    /// The picture as PNG; `None` only when the built-in font cannot be read.
    #[must_use]
    pub fn draw(&self) -> Option<Vec<u8>> {
        let font = Lettering::new()?;
        let mut canvas = vec![WHITE.first; (CARD.0 * CARD.1) as usize];
        let top = if self.sample { 72 } else { 0 };
        if self.sample {
            fill(&mut canvas, 0..top, DARK.first);
            let mut mask = Mask::new(CARD.0, CARD.1)?;
            line(&mut mask, &font, SAMPLE, &lettering::SMALL, LEFT, 48);
            ink(&mut canvas, &mask, &DARK);
        }
        let mut amber = Mask::new(CARD.0, CARD.1)?;
        line(&mut amber, &font, &self.label, &lettering::SMALL, LEFT, top + 82);
        mark(&mut amber, AMBER_MARK);
        ink(&mut canvas, &amber, &AMBER);
        fill(&mut canvas, 518..524, AMBER.first + STEPS - 1);
        let mut white = Mask::new(CARD.0, CARD.1)?;
        let (size, lines) = self.lines(&font);
        // The block of words stands in the middle of its space.
        let (above, below) = (top + if self.label.is_empty() { 30 } else { 100 }, 500);
        let tall = size.leading * i32::try_from(lines.len()).unwrap_or(1);
        let mut y = above + (below - above - tall) / 2 + size.leading * 3 / 4;
        for text in &lines {
            line(&mut white, &font, text, size, LEFT, y);
            y += size.leading;
        }
        for part in WHITE_MARK {
            mark(&mut white, part);
        }
        let name = font.wrapped(&self.name, &lettering::MIDDLE, MEASURE - 84, 1);
        line(&mut white, &font, name.first().map_or("", String::as_str), &lettering::MIDDLE, LEFT + 84, 590);
        ink(&mut canvas, &white, &WHITE);
        encoded(&canvas)
    }

    /// Short titles are set large, long ones smaller and on more lines, the longest are cut.
    fn lines(&self, font: &Lettering<'_>) -> (&'static lettering::Size, Vec<String>) {
        let large = font.wrapped(&self.title, &lettering::HUGE, MEASURE, 3);
        if large.len() < 3 {
            return (&lettering::HUGE, large);
        }
        (&lettering::LARGE, font.wrapped(&self.title, &lettering::LARGE, MEASURE, 4))
    }
}

/// The horn of the site's icon, of 48 × 48 units, as corners; drawn small beside the name.
const WHITE_MARK: [&[(f32, f32)]; 2] = [
    &[(7.0, 19.0), (15.0, 19.0), (29.0, 11.0), (29.0, 37.0), (15.0, 29.0), (7.0, 29.0)],
    &[(13.0, 31.0), (19.0, 31.0), (21.0, 39.0), (15.0, 39.0)],
];
/// Its waves.
const AMBER_MARK: &[(f32, f32)] = &[(33.0, 17.0), (35.5, 17.0), (38.0, 24.0), (35.5, 31.0), (33.0, 31.0), (35.0, 24.0)];

fn mark(mask: &mut Mask, corners: &[(f32, f32)]) {
    let mut builder = PathBuilder::new();
    for (at, (x, y)) in corners.iter().enumerate() {
        if at == 0 {
            builder.move_to(*x, *y);
        } else {
            builder.line_to(*x, *y);
        }
    }
    builder.close();
    if let Some(path) = builder.finish() {
        mask.fill_path(&path, FillRule::Winding, true, Transform::from_row(1.5, 0.0, 0.0, 1.5, 62.0, 541.0));
    }
}

/// Puts words on a mask, with their foot at `y`.
fn line(mask: &mut Mask, font: &Lettering<'_>, text: &str, size: &lettering::Size, x: i32, y: i32) {
    let path: Option<Path> = font.outline(text);
    if let Some(path) = path {
        let place =
            Transform::from_scale(size.scale, size.scale).pre_scale(1.0, -1.0).post_translate(x as f32, y as f32);
        mask.fill_path(&path, FillRule::Winding, true, place);
    }
}

fn fill(canvas: &mut [u8], rows: std::ops::Range<i32>, colour: u8) {
    let at = |row: i32| usize::try_from(row).unwrap_or(0) * CARD.0 as usize;
    canvas[at(rows.start)..at(rows.end)].fill(colour);
}

fn ink(canvas: &mut [u8], mask: &Mask, ink: &Ink) {
    for (pixel, cover) in canvas.iter_mut().zip(mask.data()) {
        if *cover > 1 {
            *pixel = ink.first + cover / (u8::MAX / STEPS + 1);
        }
    }
}

fn encoded(canvas: &[u8]) -> Option<Vec<u8>> {
    let mut palette = Vec::new();
    for ink in [WHITE, AMBER, DARK] {
        for step in 0..u16::from(STEPS) {
            for (ground, colour) in ink.ground.into_iter().zip(ink.colour) {
                let most = u16::from(STEPS) - 1;
                let mixed = (u16::from(ground) * (most - step) + u16::from(colour) * step + most / 2) / most;
                palette.push(u8::try_from(mixed).unwrap_or(u8::MAX));
            }
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, CARD.0, CARD.1);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_compression(png::Compression::Balanced);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(canvas).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str) -> Card {
        Card {
            title: title.into(),
            label: "Cảnh báo lừa đảo".into(),
            name: "Trang thông tin Phường Mẫu".into(),
            sample: true,
        }
    }

    fn pixels(card: &Card) -> image::RgbImage {
        let bytes = card.draw().expect("the built-in font");
        assert!(bytes.len() < 60 * 1024, "{} bytes", bytes.len());
        image::load_from_memory(&bytes).expect("a picture").into_rgb8()
    }

    #[test]
    fn a_card_has_its_size_and_keeps_its_margins() {
        for title in
            ["Ngắn", &"Giả danh cán bộ dịch vụ công để lừa người dân ".repeat(6), &"ữ".repeat(200), "", "🙂 漢字"]
        {
            let image = pixels(&card(title));
            assert_eq!(image.dimensions(), CARD);
            let white = |pixel: &image::Rgb<u8>| pixel.0.iter().all(|part| *part > 200);
            let inside = image.enumerate_pixels().filter(|(_, y, pixel)| *y > 80 && white(pixel));
            for (x, y, _) in inside {
                assert!((60..1140).contains(&x) && y < 610, "{title:?} at {x}, {y}");
            }
        }
    }

    #[test]
    fn a_sample_is_marked_and_every_word_counts() {
        let sample = card("Mã OTP");
        let real = Card { sample: false, ..sample.clone() };
        let band = |image: &image::RgbImage| image.get_pixel(5, 5).0;
        assert_eq!((band(&pixels(&sample)), band(&pixels(&real))), (DARK.ground, WHITE.ground));
        assert_ne!(sample.key(), real.key());
        assert_ne!(sample.key(), card("Mã OTp").key());
        assert_ne!(pixels(&sample), pixels(&card("Mã OTp")));
    }
}
