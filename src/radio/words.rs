//! Running text on its way to the air: pieces that the speaker reads, and pieces that are said as their writer put them.

use crate::markdown::Inline;
use crate::speech::{Reading, Speaker};

const FAKE_SITE: &str = "một trang web giả mạo";
/// After these the listener already knows that a site is meant.
const SITE_WORDS: [&str; 6] = ["trang web", "website", "trang mạng", "đường dẫn", "địa chỉ", "trang"];
const MARKS: [char; 6] = ['.', ',', ';', ':', '?', '!'];
const ENDS: [char; 4] = ['.', '?', '!', '…'];
const CLOSERS: [char; 6] = ['”', '"', '’', '\'', ')', '»'];

/// One paragraph before it is spoken; keeps the written form for whoever approves the script.
#[derive(Debug, Clone, Default)]
pub struct Words {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    Said { written: String, spoken: String },
}

impl Words {
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self { pieces: vec![Piece::Text(text.split_whitespace().collect::<Vec<_>>().join(" "))] }
    }

    #[must_use]
    pub fn of(inlines: &[Inline]) -> Self {
        let mut words = Self::default();
        for (at, inline) in inlines.iter().enumerate() {
            match inline {
                Inline::Text(text) => words.text(&text.replace('\n', " ")),
                Inline::Say { written, spoken } => words.said(written, spoken),
                Inline::Danger(address) => {
                    let before = words.written().to_lowercase();
                    let known = SITE_WORDS.iter().any(|word| before.trim_end().ends_with(word));
                    words.said(address, if known { "giả mạo" } else { FAKE_SITE });
                }
                Inline::Break => words.line_break(inlines.get(at + 1)),
            }
        }
        words
    }

    fn text(&mut self, more: &str) {
        if let Some(Piece::Text(text)) = self.pieces.last_mut() {
            text.push_str(more);
        } else {
            self.pieces.push(Piece::Text(more.to_owned()));
        }
    }

    fn said(&mut self, written: &str, spoken: &str) {
        self.pieces.push(Piece::Said { written: written.to_owned(), spoken: spoken.trim().to_owned() });
    }

    /// A line that begins with a capital is a sentence of its own; any other goes on.
    fn line_break(&mut self, next: Option<&Inline>) {
        let capital = matches!(next, Some(Inline::Text(text))
            if text.trim_start_matches([' ', '(', '“', '"']).starts_with(char::is_uppercase));
        let ended = self.written().trim_end().ends_with(|c| MARKS.contains(&c) || ENDS.contains(&c));
        if capital && !ended && !self.is_blank() {
            self.text(". ");
        } else {
            self.text(" ");
        }
    }

    #[must_use]
    pub fn is_blank(&self) -> bool {
        !self.written().contains(char::is_alphanumeric)
    }

    /// The text as its writer has it.
    #[must_use]
    pub fn written(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(words) | Piece::Said { written: words, .. } => text.push_str(words),
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text as it is said. What lies between pieces said verbatim is read by the speaker, marks at its edges apart.
    #[must_use]
    pub fn spoken(&self, speaker: &Speaker) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Said { spoken, .. } => glue(&mut out, spoken),
                Piece::Text(text) => {
                    let text = text.trim();
                    let body = text.trim_start_matches(MARKS);
                    out.push_str(text[..text.len() - body.len()].trim());
                    if body.contains(char::is_alphanumeric) {
                        glue(&mut out, speaker.speak(body).text.trim());
                    } else {
                        out.extend(body.chars().filter(|c| MARKS.contains(c)));
                    }
                }
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What the speaker guesses in it.
    #[must_use]
    pub fn doubts(&self, speaker: &Speaker) -> Vec<Reading> {
        let texts = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text),
            Piece::Said { .. } => None,
        });
        texts.flat_map(|text| speaker.speak(text).doubts().cloned().collect::<Vec<_>>()).collect()
    }

    /// The same with words put before it; the text's own first letter becomes small where that is safe.
    #[must_use]
    pub fn after(mut self, before: &str) -> Self {
        if let Some(Piece::Text(text)) = self.pieces.first_mut() {
            *text = small_first(text.trim_start());
        }
        self.pieces.insert(0, Piece::Said { written: before.to_owned(), spoken: before.trim().to_owned() });
        self
    }

    /// The same with words before it that are printed otherwise than said: `b)` and `Điểm bê,`.
    #[must_use]
    pub fn after_said(self, written: &str, spoken: &str) -> Self {
        let mut words = self.after(spoken);
        words.pieces[0] = Piece::Said { written: format!("{written} "), spoken: spoken.to_owned() };
        words
    }

    /// Adds other words at the end, with `between` before them.
    pub fn append(&mut self, between: &str, other: Self) {
        self.text(between);
        for piece in other.pieces {
            match piece {
                Piece::Text(text) => self.text(&text),
                said @ Piece::Said { .. } => self.pieces.push(said),
            }
        }
    }

    /// The same with `change` made to what the speaker reads.
    #[must_use]
    pub fn changed(mut self, mut change: impl FnMut(&str) -> String) -> Self {
        for piece in &mut self.pieces {
            if let Piece::Text(text) = piece {
                *text = change(text);
            }
        }
        self
    }

    /// Takes the marks from the end, so that the words can stand within a sentence.
    #[must_use]
    pub fn unfinished(mut self) -> Self {
        if let Some(Piece::Text(text)) = self.pieces.last_mut() {
            text.truncate(text.trim_end().trim_end_matches([';', ',', '.', ':']).trim_end().len());
        }
        self
    }

    /// Ends the text as a sentence, or leaves the colon that opens a list.
    #[must_use]
    pub fn finished(mut self) -> Self {
        let written = self.written();
        let bare = written.trim_end_matches(CLOSERS);
        if bare.ends_with(ENDS) || written.ends_with(':') {
            return self;
        }
        if written.ends_with([';', ',']) {
            self = self.unfinished();
        }
        self.text(".");
        self
    }

    /// Ends the text as a question, where it is one and lacks the mark.
    #[must_use]
    pub fn asking(self) -> Self {
        let written = self.written();
        if written.ends_with(ENDS) || !sounds_like_question(&written) {
            return self.finished();
        }
        let mut words = self.unfinished();
        words.text("?");
        words
    }

    #[must_use]
    pub fn count(&self) -> usize {
        self.written().split_whitespace().count()
    }
}

fn glue(out: &mut String, more: &str) {
    if !out.is_empty() && !more.is_empty() && !more.starts_with(MARKS) {
        out.push(' ');
    }
    out.push_str(more);
}

fn sounds_like_question(text: &str) -> bool {
    let text = text.to_lowercase();
    let asks_last = [
        " thì sao",
        "thế nào",
        " ra sao",
        " ở đâu",
        " bao nhiêu",
        " bao lâu",
        " khi nào",
        " hay không",
        " được không",
        " phải không",
        " có không",
        " là ai",
        " vì sao",
        " tại sao",
    ];
    let asks_first = ["vì sao ", "tại sao ", "làm sao ", "làm thế nào ", "thế nào ", "khi nào ", "bao giờ "];
    let denies = ["không ", "chưa ", "chẳng ", "đừng "].iter().any(|word| text.contains(word));
    text.ends_with(" gì") && !denies
        || asks_last.iter().any(|tail| text.ends_with(tail))
        || asks_first.iter().any(|head| text.starts_with(head))
}

/// The sentences of a spoken text, in order; a new line ends one too.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut start = 0;
        let mut ended = false;
        for (at, c) in line.char_indices() {
            if ended && c.is_whitespace() {
                found.push(line[start..at].trim());
                start = at;
            }
            ended = ENDS.contains(&c) || ended && CLOSERS.contains(&c);
        }
        found.push(line[start..].trim());
    }
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// Whether there is more than one sentence.
pub fn several_sentences(text: &str) -> bool {
    sentences(text).len() > 1
}

/// The text with a small first letter, unless the first word is a name, an abbreviation or foreign.
pub fn small_first(text: &str) -> String {
    if let Some(quoted) = text.strip_prefix(['“', '"']) {
        return format!("{}{}", &text[..text.len() - quoted.len()], small_first(quoted));
    }
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default().trim_end_matches(MARKS);
    let next_is_name = words.next().is_some_and(|word| word.starts_with(char::is_uppercase));
    let ends_here = text.split_whitespace().next().is_some_and(|word| word.ends_with(MARKS));
    let mut letters = first.chars();
    let Some(initial) = letters.next() else { return text.to_owned() };
    let rest = letters.as_str();
    if !initial.is_uppercase()
        || rest.contains(|c: char| !c.is_lowercase())
        || next_is_name && !ends_here
        || !vietnamese(first)
    {
        return text.to_owned();
    }
    initial.to_lowercase().chain(text.chars().skip(1)).collect()
}

/// Whether a word could be one Vietnamese syllable; a letter with a mark is proof enough.
fn vietnamese(word: &str) -> bool {
    if !word.is_ascii() {
        return true;
    }
    let word = word.to_ascii_lowercase();
    let onsets = [
        "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h", "k", "l", "m", "n",
        "p", "r", "s", "t", "v", "x", "",
    ];
    let codas = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    onsets.iter().filter_map(|onset| word.strip_prefix(onset)).any(|rest| {
        let coda = rest.trim_start_matches(['a', 'e', 'i', 'o', 'u', 'y']);
        (1..=3).contains(&(rest.len() - coda.len())) && codas.contains(&coda)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_only_where_safe() {
        for (text, expected) in [
            ("Nhờ người ấy", "nhờ người ấy"),
            ("Anh B đến", "Anh B đến"),
            ("Xin thêm số", "xin thêm số"),
            ("UBND phường", "UBND phường"),
            ("Zalo báo lạ", "Zalo báo lạ"),
            ("Google hỏi", "Google hỏi"),
            ("Hải Phòng mưa", "Hải Phòng mưa"),
            ("VNeID báo", "VNeID báo"),
            ("5 ngày", "5 ngày"),
            ("“Bạn ở đâu?”", "“bạn ở đâu?”"),
            ("", ""),
        ] {
            assert_eq!(small_first(text), expected);
        }
    }

    #[test]
    fn a_line_with_a_capital_is_a_sentence() {
        for (next, expected) in [
            ("Triển khai Luật", "Kế hoạch. Triển khai Luật"),
            ("(Kèm theo văn bản)", "Kế hoạch. (Kèm theo văn bản)"),
            ("triển khai Luật", "Kế hoạch triển khai Luật"),
            ("(kèm theo văn bản)", "Kế hoạch (kèm theo văn bản)"),
        ] {
            let words = Words::of(&[Inline::Text("Kế hoạch".into()), Inline::Break, Inline::Text(next.into())]);
            assert_eq!(words.written(), expected);
        }
    }

    #[test]
    fn sentences_end_at_marks() {
        assert_eq!(sentences("Một. Hai? “Ba.” Bốn"), ["Một.", "Hai?", "“Ba.”", "Bốn"]);
        assert_eq!(sentences(" \n"), Vec::<&str>::new());
    }

    #[test]
    fn headings_that_ask_get_their_mark() {
        for (text, expected) in [
            ("Lộ mã OTP thì sao", "Lộ mã OTP thì sao?"),
            ("Mã OTP là gì?", "Mã OTP là gì?"),
            ("Luật đòi hỏi điều gì", "Luật đòi hỏi điều gì?"),
            ("Dừng sớm thì không mất gì", "Dừng sớm thì không mất gì."),
            ("Câu nói để gác máy", "Câu nói để gác máy."),
        ] {
            assert_eq!(Words::plain(text).asking().written(), expected);
        }
    }
}
