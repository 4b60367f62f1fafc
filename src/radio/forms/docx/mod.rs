//! The `.docx`: the announcer's sheet for Word, with the same content as the page that is printed from a browser.
//!
//! The crate writes what is said; the parts that are the same in every file (styles, settings, fonts) are kept as XML
//! beside this file, because it has no words for a document's language, for other fonts, or for who made it.

mod page;

use std::io::{self, Cursor};

use docx_rs::{Docx, PageMargin};

use super::super::script::Script;

const STYLES: &str = include_str!("styles.xml");
const SETTINGS: &str = include_str!("settings.xml");
const FONTS: &str = include_str!("fonts.xml");
const NUMBERINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>\n";

impl Script {
    /// The `.docx`. The same script gives the same bytes: no time of making is in it.
    ///
    /// # Errors
    /// When the file would be too large for its format; no script is.
    pub fn docx(&self) -> io::Result<Vec<u8>> {
        let margins = PageMargin::new().top(mm(20)).bottom(mm(20)).left(mm(30)).right(mm(15));
        let paper = Docx::new().page_size(11_906, 16_838).page_margin(margins.header(mm(10)).footer(mm(10)));
        let mut parts = page::fill(paper, self).build();
        parts.styles = STYLES.into();
        parts.settings = SETTINGS.into();
        parts.font_table = FONTS.into();
        parts.numberings = NUMBERINGS.into();
        parts.doc_props.core = self.properties().into_bytes();
        parts.document = tidy(parts.document);
        parts.headers = parts.headers.into_iter().map(tidy).collect();
        parts.footers = parts.footers.into_iter().map(tidy).collect();
        let mut file = Cursor::new(Vec::new());
        parts.pack(&mut file)?;
        Ok(file.into_inner())
    }

    fn properties(&self) -> String {
        let [title, station, id] = [&self.title, &self.station, &self.id].map(|text| {
            let text = plain(text);
            quick_xml::escape::escape(text.as_str()).into_owned()
        });
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>{station}</dc:creator>\
             <dc:identifier>{id}</dc:identifier><dc:language>vi-VN</dc:language><dc:title>{title}</dc:title>\
             </cp:coreProperties>\n"
        )
    }
}

/// Puts right what the crate writes otherwise than the format has it: an empty list of letter forms in each paragraph,
/// and the header and footer named last of a section's properties instead of first. Takes away the paragraphs' numbers,
/// which run through all files that a thread makes; Word gives its own.
///
/// Words cannot be hit: in them `<` and `"` are escaped.
fn tidy(part: Vec<u8>) -> Vec<u8> {
    // The crate writes UTF-8.
    let text = String::from_utf8(part).unwrap_or_default().replace("<w:rPr />", "");
    let mut tidied = String::with_capacity(text.len());
    for (at, piece) in text.split(" w14:paraId=\"").enumerate() {
        let number = if at == 0 { None } else { piece.split_once('"') };
        tidied.push_str(number.map_or(piece, |(_, rest)| rest));
    }
    if let (Some(start), Some(first), Some(end)) =
        (tidied.find("<w:pgSz"), tidied.find("<w:headerReference"), tidied.find("</w:sectPr>"))
    {
        let references = tidied[first..end].to_owned();
        tidied.replace_range(first..end, "");
        tidied.insert_str(start, &references);
    }
    tidied.into_bytes()
}

/// Millimetres as twentieths of a point.
const fn mm(length: i32) -> i32 {
    (length * 14_400 + 127) / 254
}

/// One line without the characters that XML cannot carry.
fn plain(text: &str) -> String {
    let fit = |c: char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| fit(*c)).collect()
}
