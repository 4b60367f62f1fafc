//! Drawings in SVG: their size, and whether they hold anything that runs or fetches.
//!
//! A drawing is refused rather than mended: who drew it should know what is in it.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Decoder, Reader, XmlVersion};

use super::picture::{Probe, Trouble};

/// Elements that run, embed a page, or change attributes later.
const REFUSED: [&str; 9] =
    ["script", "foreignobject", "iframe", "object", "embed", "handler", "set", "animate", "listener"];

/// Reads a drawing through.
pub(super) fn probe(bytes: &[u8]) -> Result<Probe, Trouble> {
    let text = std::str::from_utf8(bytes).map_err(|_| Trouble::Broken)?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut size = None;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Trouble::Broken)? {
            Event::Start(element) => {
                look(&element, reader.decoder(), &mut size)?;
                depth += 1;
            }
            Event::Empty(element) => look(&element, reader.decoder(), &mut size)?,
            Event::End(_) => depth = depth.saturating_sub(1),
            // An entity can stand for anything, an instruction can name a style sheet elsewhere.
            Event::DocType(kind) if kind.contains(&b'[') => return Err(Trouble::Runs("<!DOCTYPE […]>".to_owned())),
            Event::PI(_) => return Err(Trouble::Runs("<?…?>".to_owned())),
            Event::Text(text) if text.windows(7).any(|part| part.eq_ignore_ascii_case(b"@import")) => {
                return Err(Trouble::Runs("@import".to_owned()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let (width, height) = size.filter(|_| depth == 0).ok_or(Trouble::Broken)?;
    Ok(Probe { width, height, raster: false })
}

/// The first element must be `svg` and gives the size; every element is looked at.
fn look(element: &BytesStart<'_>, decoder: Decoder, size: &mut Option<(u32, u32)>) -> Result<(), Trouble> {
    let name = String::from_utf8_lossy(element.local_name().as_ref()).to_ascii_lowercase();
    if REFUSED.contains(&name.as_str()) || name.starts_with("animate") && name != "animatetransform" {
        return Err(Trouble::Runs(format!("<{name}>")));
    }
    let (mut width, mut height, mut view) = (None, None, None);
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_| Trouble::Broken)?;
        let key = String::from_utf8_lossy(attribute.key.local_name().as_ref()).to_ascii_lowercase();
        let value =
            attribute.decoded_and_normalized_value(XmlVersion::Implicit1_0, decoder).map_err(|_| Trouble::Broken)?;
        let plain: String =
            value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_ascii_lowercase();
        let leads = key == "href" && !plain.starts_with('#') && !plain.starts_with("data:image/");
        let mut called = plain.split("url(").skip(1).map(|rest| rest.trim_start_matches(['"', '\'']));
        let fetches = called.any(|address| !address.starts_with('#') && !address.starts_with("data:image/"));
        if key.starts_with("on") || leads || fetches || plain.contains("javascript:") {
            return Err(Trouble::Runs(format!("{key}=\"…\"")));
        }
        match key.as_str() {
            "width" => width = pixels(&value),
            "height" => height = pixels(&value),
            "viewbox" => {
                let mut sides = value.split([' ', ',']).filter(|side| !side.is_empty()).skip(2);
                view = sides.next().and_then(pixels).zip(sides.next().and_then(pixels));
            }
            _ => {}
        }
    }
    if size.is_none() {
        if name != "svg" {
            return Err(Trouble::Broken);
        }
        *size = Some(width.zip(height).or(view).unwrap_or((0, 0)));
    }
    Ok(())
}

/// Whole pixels of `120`, `120.5` and `120px`; other units say nothing about pixels.
fn pixels(value: &str) -> Option<u32> {
    let value = value.trim().trim_end_matches("px");
    let (whole, rest) = value.split_once('.').unwrap_or((value, ""));
    rest.bytes().all(|byte| byte.is_ascii_digit()).then(|| whole.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_has_a_size_and_runs_nothing() {
        let good = b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 32.5\"><a href=\"#x\"><rect fill=\"url(#g)\"/></a></svg>";
        assert_eq!(probe(good), Ok(Probe { width: 48, height: 32, raster: false }));
        assert_eq!(probe(b"<svg width='12px' height='9'/>"), Ok(Probe { width: 12, height: 9, raster: false }));
        for bad in [
            "<svg><script>1</script></svg>",
            "<svg onload='x()'/>",
            "<svg><a href='java\tscript:x()'/></svg>",
            "<svg><image xlink:href='https://x/a.png'/></svg>",
            "<svg><rect style='fill:url(https://x)'/></svg>",
            "<svg><foreignObject/></svg>",
            "<svg><a href='#'><animate attributeName='href' to='javascript:x'/></a></svg>",
            "<?xml-stylesheet href='x.css'?><svg/>",
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>",
            "<svg><style>@import 'https://x';</style></svg>",
        ] {
            assert!(matches!(probe(bad.as_bytes()), Err(Trouble::Runs(_))), "{bad}");
        }
        for broken in ["", "<html></html>", "<svg><g></svg>", "<svg><g>", "\u{1}"] {
            assert_eq!(probe(broken.as_bytes()), Err(Trouble::Broken), "{broken}");
        }
    }
}
