//! The code that a telephone reads from a printed page, as a drawing within the page.

use qrcodegen::{QrCode, QrCodeEcc};

use crate::base::escape_html;

/// White squares around a code, without which cameras do not find it.
const MARGIN: i32 = 4;

/// A QR code as SVG with a name for those who do not see it. A seventh of it may be dirty or torn. `None` for a text that
/// is too long for any code, over about 2,300 bytes.
///
/// ```
/// let svg = loa::media::code("https://dichvucong.gov.vn/", "Mã QR: nộp hồ sơ").expect("a short address");
/// assert!(svg.starts_with("<svg ") && svg.contains("aria-label=\"Mã QR: nộp hồ sơ\""));
/// ```
#[must_use]
pub fn code(text: &str, label: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let (size, whole) = (code.size(), code.size() + 2 * MARGIN);
    let mut dark = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let run = (x..size).take_while(|x| code.get_module(*x, y)).count();
            let run = i32::try_from(run).unwrap_or(0);
            if run > 0 {
                dark.push_str(&format!("M{} {}h{run}v1h-{run}z", x + MARGIN, y + MARGIN));
            }
            x += run.max(1);
        }
    }
    let label = escape_html(label);
    Some(format!(
        "<svg class=\"qr\" viewBox=\"0 0 {whole} {whole}\" width=\"120\" height=\"120\" role=\"img\" aria-label=\"{label}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{whole}v{whole}H0z\"/><path fill=\"#000\" d=\"{dark}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawing_has_the_squares_of_the_code() {
        let text = "https://phuongmau.example.gov.vn/dich-vu-cong/tra-cuu-ho-so/";
        let svg = code(text, "a \"b\"").expect("a short address");
        assert!(svg.contains("aria-label=\"a &quot;b&quot;\""));
        let wanted = QrCode::encode_text(text, QrCodeEcc::Medium).expect("a short address");
        let path = svg.rsplit_once(" d=\"M").expect("a path").1.split('"').next().expect("an end");
        let mut seen = std::collections::BTreeSet::new();
        for part in path.split('M') {
            let numbers: Vec<i32> = part.split([' ', 'h', 'v', 'z']).filter_map(|number| number.parse().ok()).collect();
            let &[x, y, run, 1, back] = numbers.as_slice() else { panic!("{part}") };
            assert_eq!(run, -back);
            seen.extend((0..run).map(|step| (x - MARGIN + step, y - MARGIN)));
        }
        for y in 0..wanted.size() {
            for x in 0..wanted.size() {
                assert_eq!(seen.contains(&(x, y)), wanted.get_module(x, y), "{x}, {y}");
            }
        }
    }

    #[test]
    fn a_text_too_long_for_any_code_gives_none() {
        assert_eq!(code(&"a".repeat(3000), "b"), None);
    }
}
