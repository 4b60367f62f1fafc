//! Lines of words as outlines, from a font that is part of the program: Be Vietnam Pro, whose licence lies beside it.

use tiny_skia::{Path, PathBuilder, Transform};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

static FONT: &[u8] = include_bytes!("be-vietnam-pro.ttf");

/// A size of letters, in pixels, with the factor from the font's thousand units.
#[derive(Debug)]
pub(super) struct Size {
    pub pixels: u32,
    pub scale: f32,
    /// From line to line. Vietnamese capitals with two marks need room.
    pub leading: i32,
}

pub(super) const SMALL: Size = Size { pixels: 34, scale: 0.034, leading: 46 };
pub(super) const MIDDLE: Size = Size { pixels: 38, scale: 0.038, leading: 52 };
pub(super) const LARGE: Size = Size { pixels: 62, scale: 0.062, leading: 86 };
pub(super) const HUGE: Size = Size { pixels: 82, scale: 0.082, leading: 112 };

/// Units of the font in the height of its letters.
const UNITS: u32 = 1000;

pub(super) struct Lettering<'f> {
    face: Face<'f>,
}

impl Lettering<'_> {
    pub fn new() -> Option<Self> {
        Some(Self { face: Face::parse(FONT, 0).ok()? })
    }

    /// The words in lines of at most `width` pixels; what does not fit on `most` lines is cut with three dots.
    pub fn wrapped(&self, text: &str, size: &Size, width: u32, most: usize) -> Vec<String> {
        let room = width * UNITS / size.pixels;
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            let last = lines.last_mut().map(std::mem::take).unwrap_or_default();
            let longer = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
            lines.pop();
            if self.width(&longer) <= room {
                lines.push(longer);
                continue;
            }
            if !last.is_empty() {
                lines.push(last);
            }
            lines.extend(self.pieces(word, room));
        }
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = self.cut(last, room);
            }
        }
        lines
    }

    /// A word longer than a line, in pieces; most words are one piece.
    fn pieces(&self, word: &str, room: u32) -> Vec<String> {
        let mut pieces = vec![String::new()];
        for letter in word.chars() {
            let Some(piece) = pieces.last_mut() else { continue };
            piece.push(letter);
            if self.width(piece) > room && piece.chars().count() > 1 {
                piece.pop();
                pieces.push(letter.to_string());
            }
        }
        pieces
    }

    fn cut(&self, line: &str, room: u32) -> String {
        let mut rest = line;
        loop {
            let cut = format!("{}…", rest.trim_end_matches([' ', ',', ';', ':', '.', '–', '(']));
            if self.width(&cut) <= room || rest.is_empty() {
                return cut;
            }
            // At a word if there is one, else letter by letter.
            let end = rest.rfind(' ').or_else(|| rest.char_indices().next_back().map(|(at, _)| at));
            rest = &rest[..end.unwrap_or(0)];
        }
    }

    /// In units of the font.
    fn width(&self, text: &str) -> u32 {
        self.glyphs(text).map(|(_, advance)| u32::from(advance)).sum()
    }

    /// Glyphs and their widths; letters that the font does not have are left out.
    fn glyphs(&self, text: &str) -> impl Iterator<Item = (GlyphId, u16)> {
        text.chars()
            .filter_map(|letter| self.face.glyph_index(letter))
            .map(|glyph| (glyph, self.face.glyph_hor_advance(glyph).unwrap_or(0)))
    }

    /// A line of words in units of the font, beginning at zero, upwards.
    pub fn outline(&self, text: &str) -> Option<Path> {
        let mut whole = PathBuilder::new();
        let mut at = 0_i32;
        for (glyph, advance) in self.glyphs(text) {
            let mut pen = Pen(PathBuilder::new());
            self.face.outline_glyph(glyph, &mut pen);
            let moved = pen.0.finish().and_then(|path| path.transform(Transform::from_translate(at as f32, 0.0)));
            if let Some(path) = moved {
                whole.push_path(&path);
            }
            at += i32::from(advance);
        }
        whole.finish()
    }
}

struct Pen(PathBuilder);

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_has_every_vietnamese_letter_and_a_thousand_units() {
        let font = Lettering::new().expect("the built-in font");
        assert_eq!(u32::from(font.face.units_per_em()), UNITS);
        let letters = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ0123456789.,:;–…“”!?()/%";
        for letter in letters.chars().flat_map(|c| [c, c.to_uppercase().next().unwrap_or(c)]) {
            assert!(font.outline(&letter.to_string()).is_some(), "{letter}");
        }
    }

    #[test]
    fn lines_fit_and_lose_no_word_until_they_are_cut() {
        let font = Lettering::new().expect("the built-in font");
        let title = "Nhận được cuộc gọi tự xưng là cán bộ công an phường yêu cầu cập nhật định danh mức độ 2";
        let lines = font.wrapped(title, &LARGE, 1056, 9);
        assert_eq!(lines.join(" "), title);
        assert!(lines.len() > 2 && lines.iter().all(|line| font.width(line) * LARGE.pixels <= 1056 * UNITS));
        let cut = font.wrapped(title, &LARGE, 1056, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with('…') && title.starts_with(cut.join(" ").trim_end_matches('…')));
        assert!(font.width(&cut[1]) * LARGE.pixels <= 1056 * UNITS);
    }
}
