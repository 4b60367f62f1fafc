//! The marks that stand for directives in a prepared text: private-use characters around a number, which `base::clean`
//! keeps out of what people write.

/// Before and after the number of a block mark.
pub(super) const BLOCK: (char, char) = ('\u{e000}', '\u{e001}');
/// Before and after the number of an inline mark that begins a directive's text.
pub(super) const BEGIN: (char, char) = ('\u{e002}', '\u{e003}');
/// Ends an inline directive's text.
pub(super) const END: char = '\u{e004}';
/// Before and after the number of a hole in the HTML of a level.
pub(super) const HOLE: (char, char) = ('\u{e010}', '\u{e011}');

/// The first byte of every mark in UTF-8. No character of Vietnamese begins with it.
const FIRST: u8 = 0xee;

/// Where the first of these marks stands. Nearly every text has none, and to look for one byte is several times cheaper
/// than to read characters.
pub(super) fn find<const N: usize>(text: &str, marks: [char; N]) -> Option<usize> {
    let from = memchr::memchr(FIRST, text.as_bytes())?;
    text[from..].find(marks).map(|at| from + at)
}

/// Text without the marks of inline directives.
pub(super) fn without(text: &str) -> String {
    if find(text, [BEGIN.0, END]).is_none() {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(BEGIN.0) {
        plain.push_str(before);
        rest = after.split_once(BEGIN.1).map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain.retain(|c| c != END);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_marks_begin_with_one_byte() {
        for mark in [BLOCK.0, BLOCK.1, BEGIN.0, BEGIN.1, END, HOLE.0, HOLE.1] {
            assert_eq!(mark.to_string().as_bytes()[0], FIRST);
        }
    }

    #[test]
    fn words_stay_when_marks_go() {
        for (text, plain) in [
            ("Mở :x", "Mở :x"),
            ("Mở \u{e002}12\u{e003}ứng\u{e004} dụng", "Mở ứng dụng"),
            ("một\u{e004}", "một"),
            ("\u{e002}1", ""),
            ("\u{e100} khác", "\u{e100} khác"),
        ] {
            assert_eq!(without(text), plain, "{text:?}");
        }
    }
}
