//! Finds directives in a Markdown text and puts marks in their place that the Markdown parser carries through as plain
//! words.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Call;
use super::marks::{self, BEGIN, BLOCK, END};
use super::syntax::{attributes, harmless, is_list_item, legal_point, matching, name, note_text, without_marker};
use crate::base::SourcePath;
use crate::diag::{Diagnostic, codes};
use crate::say;

/// What a mark stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Open(Call),
    Close(Range<u32>),
    Leaf(Call),
    Inline(Call),
}

/// A text for the Markdown parser, with the way back to the file.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub text: String,
    pub marks: Vec<Mark>,
    /// Sorted.
    jumps: Vec<Jump>,
    pub problems: Vec<Diagnostic>,
}

/// Something was inserted, most often in place of a directive, and copying went on.
#[derive(Debug)]
struct Jump {
    /// The bytes of `text` that were inserted.
    inserted: Range<usize>,
    /// The byte of the file with which copying went on.
    resume: usize,
}

impl Prepared {
    /// The bytes of the file that some bytes of `text` came from.
    pub fn source(&self, span: &Range<usize>) -> Range<u32> {
        let start = self.origin(span.start).start;
        start..self.origin(span.end.saturating_sub(1)).end.max(start)
    }

    /// The byte of the file that a byte of `text` came from.
    pub fn place(&self, at: usize) -> u32 {
        self.origin(at).start
    }

    /// The bytes of the file that a byte of `text` stands for: that byte, or all that an insertion took the place of.
    fn origin(&self, at: usize) -> Range<u32> {
        let after = self.jumps.partition_point(|jump| jump.inserted.end <= at);
        let (to, from) =
            after.checked_sub(1).map_or((0, 0), |last| (self.jumps[last].inserted.end, self.jumps[last].resume));
        let [start, end] = match self.jumps.get(after).filter(|next| next.inserted.start <= at) {
            Some(next) => [from + next.inserted.start.saturating_sub(to), next.resume],
            None => [from + (at - to), from + (at - to) + 1],
        };
        u32::try_from(start).unwrap_or(u32::MAX)..u32::try_from(end).unwrap_or(u32::MAX)
    }

    /// Puts the marks in `text` back as they were written: for code, where a directive is only an example.
    pub fn restore(&self, text: &str, source: &str, base: u32) -> String {
        let mut restored = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = marks::find(rest, [BLOCK.0, BEGIN.0, END]) {
            restored.push_str(&rest[..at]);
            let mark = rest[at..].chars().next().unwrap_or(END);
            rest = &rest[at + mark.len_utf8()..];
            if mark == END {
                continue;
            }
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            if let Some(found) = rest[..digits].parse().ok().and_then(|number: usize| self.marks.get(number)) {
                let span = match found {
                    Mark::Open(call) | Mark::Leaf(call) | Mark::Inline(call) => &call.span,
                    Mark::Close(span) => span,
                };
                let span = (span.start - base) as usize..(span.end - base) as usize;
                restored.push_str(source.get(span).unwrap_or_default());
            }
            rest = rest[digits..].strip_prefix([BLOCK.1, BEGIN.1]).unwrap_or(&rest[digits..]);
            if mark == BEGIN.0 {
                // The whole directive was put back, so its inner text must not come twice.
                rest = rest.split_once(END).map_or(rest, |(_, after)| after);
            }
        }
        restored.push_str(rest);
        restored
    }
}

/// Prepares a body; `base` is where it begins in the file.
pub(super) fn prepare(source: &str, base: u32, path: &SourcePath) -> Prepared {
    let mut scan = Scan {
        source,
        base,
        path,
        out: Prepared::default(),
        fence: None,
        depth: 0,
        in_list: false,
        in_note: false,
        blank_before: true,
    };
    scan.out.text.reserve(source.len() + source.len() / 16);
    scan.out.jumps.push(Jump { inserted: 0..0, resume: base as usize });
    let mut at = 0;
    while at < source.len() {
        let end = source[at..].find('\n').map_or(source.len(), |line| at + line + 1);
        at = scan.line(at, end);
    }
    scan.out
}

struct Scan<'a> {
    source: &'a str,
    base: u32,
    path: &'a SourcePath,
    out: Prepared,
    fence: Option<(char, usize)>,
    /// Inline directives around the place.
    depth: usize,
    in_list: bool,
    /// Whether the text of a footnote goes on.
    in_note: bool,
    blank_before: bool,
}

impl Scan<'_> {
    /// Copies or replaces the line at `start..end`; returns where to go on (later, when an inline directive went over
    /// the line's end).
    fn line(&mut self, start: usize, end: usize) -> usize {
        let line = self.source[start..end].trim_end_matches('\n');
        let body = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - body.len();
        if self.fenced(body, indent) {
            self.copy(start, end);
            self.blank_before = false;
            return end;
        }
        if body.is_empty() {
            self.copy(start, end);
            self.blank_before = true;
            return end;
        }
        let item = is_list_item(body);
        if item {
            self.in_list = true;
        } else if indent == 0 && self.blank_before {
            self.in_list = false;
        }
        if indent == 0 && (self.blank_before || body.starts_with("[^")) {
            self.in_note = note_text(body).is_some();
        }
        self.misplaced(body, start + indent, indent);
        if indent < 4 || self.in_list {
            if let Some(mark) = self.block(body.trim_end(), start + indent) {
                self.block_mark(mark, &line[..indent], end);
                self.blank_before = true;
                return end;
            }
            if !self.blank_before && !item && legal_point(body).is_some() {
                // Points of a law stand on lines of their own: a paragraph each, whatever the writer's blank lines.
                self.insert("\n", start);
            }
        } else if self.blank_before {
            self.copy(start, end);
            return end;
        }
        self.blank_before = false;
        self.inlines(start, end)
    }

    /// Tells of a directive where it is mere text: within a quote, behind the mark of an item, in a footnote.
    fn misplaced(&mut self, body: &str, start: usize, indent: usize) {
        let mut inner = body;
        while let Some(rest) = without_marker(inner).or_else(|| note_text(inner)) {
            inner = rest;
        }
        let in_note = self.in_note && !self.in_list && indent >= 4;
        if !inner.starts_with("::") || (inner.len() == body.len() && !in_note) {
            return;
        }
        let told = self.out.problems.len();
        let found = self.block(inner.trim_end(), start + body.len() - inner.len());
        // Its arguments matter when it stands where it works.
        self.out.problems.truncate(told);
        let Some(Mark::Open(call) | Mark::Leaf(call)) = found else { return };
        let name = &call.name;
        let message = say!("khối lệnh `{name}` đứng sau dấu đầu dòng hoặc trong chú thích nên chỉ hiện thành chữ"; "the directive `{name}` stands behind a mark or in a note, and would be mere text");
        let hint = say!("đưa khối lệnh ra một dòng riêng"; "put it on a line of its own");
        self.out.problems.push(Diagnostic::new(&codes::QUOTED_DIRECTIVE, message).at(self.path, call.span).hint(hint));
    }

    fn fenced(&mut self, line: &str, indent: usize) -> bool {
        // A fence may open or close behind the mark of an item or a quote.
        let mut body = line;
        while let Some(inner) = without_marker(body) {
            body = inner;
        }
        let marker = body.chars().next().filter(|c| *c == '`' || *c == '~');
        let run = marker.map_or(0, |marker| body.chars().take_while(|c| *c == marker).count());
        match (self.fence, marker) {
            (Some((open, length)), Some(marker)) => {
                if marker == open && run >= length && body[run..].trim().is_empty() {
                    self.fence = None;
                }
                true
            }
            (Some(_), None) => true,
            (None, Some(marker)) if run >= 3 && (indent < 4 || self.in_list) => {
                // A fence of backticks has none in its language word; else it is a code span.
                let opens = marker == '~' || !body[run..].contains('`');
                if opens {
                    self.fence = Some((marker, run));
                }
                opens
            }
            (None, _) => false,
        }
    }

    fn block(&mut self, body: &str, start: usize) -> Option<Mark> {
        let colons = body.bytes().take_while(|byte| *byte == b':').count();
        if colons < 2 {
            return None;
        }
        let span = self.span(start, start + body.len());
        let rest = &body[colons..];
        if colons >= 3 && rest.trim().is_empty() {
            return Some(Mark::Close(span));
        }
        let rest = if colons >= 3 { rest.trim_start() } else { rest };
        // A name in other letters is a mistake to be told, not text: `:::cảnh báo`.
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '{' | '[')).unwrap_or(rest.len());
        let name = match name(rest) {
            Some((name, _)) if colons == 2 || name.len() == end => name,
            _ if colons >= 3 && rest.starts_with(char::is_alphabetic) => &rest[..end],
            _ => return None,
        };
        let mut args = BTreeMap::new();
        let after = rest[name.len()..].trim();
        let (title, braces) = match after.find('{') {
            Some(at) => after.split_at(at),
            None => (after, ""),
        };
        let title = title.trim();
        let title = title.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(title);
        if colons == 2 && !title.is_empty() && !after.starts_with('[') {
            return None;
        }
        if !title.is_empty() {
            args.insert("title".to_owned(), title.to_owned());
        }
        if !braces.is_empty() {
            match braces.strip_suffix('}').and_then(|inside| attributes(&inside[1..])) {
                Some(given) => args.extend(given),
                None => self.bad_arguments(&span),
            }
        }
        let call = Call { name: name.to_owned(), args, span };
        Some(if colons == 2 { Mark::Leaf(call) } else { Mark::Open(call) })
    }

    fn block_mark(&mut self, mark: Mark, indent: &str, resume: usize) {
        let number = self.out.marks.len();
        self.out.marks.push(mark);
        let text = format!("\n{indent}{}{number}{}\n\n", BLOCK.0, BLOCK.1);
        self.insert(&text, resume);
    }

    /// Copies a line, with its inline directives marked; code spans are left alone.
    fn inlines(&mut self, start: usize, end: usize) -> usize {
        let mut copied = start;
        let mut at = start;
        while at < end {
            let Some(next) = memchr::memchr3(b':', b'`', b'\\', &self.source.as_bytes()[at..end]) else { break };
            at += next;
            match self.source.as_bytes()[at] {
                b'\\' => at += 1 + self.source[at + 1..].chars().next().map_or(0, char::len_utf8),
                b'`' => at = self.after_code(at, end),
                _ => {
                    if let Some((call, text, after)) = self.inline(at).filter(|_| self.depth < DEEPEST) {
                        self.copy(copied, at);
                        let number = self.out.marks.len();
                        self.insert(&format!("{}{number}{}", BEGIN.0, BEGIN.1), text.start);
                        self.out.marks.push(Mark::Inline(call));
                        self.inner(text.clone());
                        self.insert(&END.to_string(), after);
                        copied = after;
                        at = after;
                    } else {
                        at += 1;
                    }
                }
            }
        }
        let end = end.max(copied);
        self.copy(copied, end);
        end
    }

    /// The text of an inline directive may hold further ones.
    fn inner(&mut self, text: Range<usize>) {
        self.depth += 1;
        let done = self.inlines(text.start, text.end);
        self.depth -= 1;
        debug_assert_eq!(done, text.end, "an inner directive ends within the outer one");
    }

    fn after_code(&self, at: usize, end: usize) -> usize {
        let run = self.source[at..end].bytes().take_while(|byte| *byte == b'`').count();
        let mut look = at + run;
        while let Some(next) = self.source[look..end].find('`') {
            let start = look + next;
            let length = self.source[start..end].bytes().take_while(|byte| *byte == b'`').count();
            look = start + length;
            if length == run {
                return look;
            }
        }
        at + run
    }

    /// `:name[text]{k=v}` at a colon: the call, where its text lies, and where to go on.
    fn inline(&mut self, at: usize) -> Option<(Call, Range<usize>, usize)> {
        let before = self.source[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == ':' || c == '/') {
            return None;
        }
        let (name, after) = name(&self.source[at + 1..])?;
        if !after.starts_with('[') {
            return None;
        }
        let open = at + 1 + name.len();
        let mut limit = self.source.len().min(open + REACH);
        while !self.source.is_char_boundary(limit) {
            limit -= 1;
        }
        let limit = self.source[open..limit].find("\n\n").map_or(limit, |blank| open + blank);
        let closes = memchr::memchr(b']', &self.source.as_bytes()[open..limit]).is_some();
        let Some(close) = closes.then(|| matching(&self.source[open..limit], '[', ']')).flatten() else {
            if BUILT_IN.contains(&name) {
                let message = say!("`:{name}[` không có dấu `]` đóng"; "`:{name}[` has no closing `]`");
                let span = self.span(at, open + 1);
                let problem = Diagnostic::new(&codes::UNCLOSED_DIRECTIVE, message).at(self.path, span);
                self.out.problems.push(
                    problem.hint(say!("thêm dấu `]` sau chữ cần đánh dấu"; "add `]` after the words that are meant")),
                );
            }
            return None;
        };
        let text = open + 1..open + close;
        let mut after = open + close + 1;
        let mut args = BTreeMap::new();
        if self.source[after..limit].starts_with('{') {
            let span = self.span(after, after + 1);
            match matching(&self.source[after..limit], '{', '}') {
                Some(length) => {
                    match attributes(&self.source[after + 1..after + length]) {
                        Some(given) => args = given,
                        None => self.bad_arguments(&span),
                    }
                    after += length + 1;
                }
                None => self.bad_arguments(&span),
            }
        }
        let call = Call { name: name.to_owned(), args, span: self.span(at, after) };
        Some((call, text, after))
    }

    fn bad_arguments(&mut self, span: &Range<u32>) {
        let message = say!("không đọc được tham số trong ngoặc nhọn"; "the arguments in braces cannot be read");
        let hint = say!(r#"viết {{tên=giá-trị}} hoặc {{tên="giá trị có dấu cách"}}"#; r#"write {{name=value}} or {{name="a value with spaces"}}"#);
        let problem = Diagnostic::new(&codes::DIRECTIVE_ARGUMENT, message).at(self.path, span.clone());
        self.out.problems.push(problem.hint(hint));
    }

    fn copy(&mut self, start: usize, end: usize) {
        let text = &self.source[start..end];
        match harmless(text) {
            Some(text) => self.out.text.push_str(&text),
            None => self.out.text.push_str(text),
        }
    }

    fn insert(&mut self, text: &str, resume: usize) {
        let from = self.out.text.len();
        self.out.text.push_str(text);
        self.out.jumps.push(Jump { inserted: from..self.out.text.len(), resume: resume + self.base as usize });
    }

    fn span(&self, start: usize, end: usize) -> Range<u32> {
        let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX).saturating_add(self.base);
        at(start)..at(end)
    }
}

/// Directives within directives beyond this depth are a mistake, and would cost stack.
pub(super) const DEEPEST: usize = 16;

/// How far the closing bracket of an inline directive is looked for, in bytes.
const REACH: usize = 8_000;

/// Inline directives that Loa itself knows.
const BUILT_IN: [&str; 3] = ["say", "danger", "sic"];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn prepared(text: &str) -> Prepared {
        prepare(text, 0, &"a.md".into())
    }

    #[test]
    fn what_was_inserted_stands_for_the_directive() {
        for (text, directive) in
            [("ộ\n::w", "::w"), ("ộ\n::w\nộ", "::w\n"), ("::ghi{chú=\"ộ\"}\nộ", "::ghi{chú=\"ộ\"}\n")]
        {
            let out = prepared(text);
            let mark = out.text.find(BLOCK.0).expect("a mark");
            let span =
                out.source(&(mark..out.text[mark..].find(BLOCK.1).expect("its end") + mark + BLOCK.1.len_utf8()));
            assert_eq!(text.get(span.start as usize..span.end as usize), Some(directive), "{text:?} {span:?}");
        }
    }

    #[test]
    fn block_directives_become_marks_with_blank_lines_around() {
        let out = prepared("Một.\n:::warning{level=2}\nHai.\n:::\n::contact{id=\"cong an\"}\n");
        assert_eq!(out.marks.len(), 3);
        assert!(matches!(&out.marks[0], Mark::Open(call) if call.name == "warning" && call.args["level"] == "2"));
        assert!(matches!(&out.marks[2], Mark::Leaf(call) if call.args["id"] == "cong an"));
        assert!(out.text.starts_with("Một.\n\n\u{e000}0\u{e001}\n\nHai.\n\n\u{e000}1\u{e001}\n\n"), "{:?}", out.text);
    }

    #[test]
    fn inline_directives_keep_their_text_as_markdown() {
        let out = prepared("Mở :say[ứng *dụng*]{as=\"x y\"} ngay, 10:30[a], http://a:b[c].");
        assert_eq!(out.marks.len(), 1);
        assert!(out.text.contains("\u{e002}0\u{e003}ứng *dụng*\u{e004} ngay, 10:30[a]"), "{:?}", out.text);
    }

    #[test]
    fn code_is_left_alone() {
        let text = "`:say[a]` và\n\n```\n:::warning\n```\n\n    ::contact{id=a}\n";
        let out = prepared(text);
        assert!(out.marks.is_empty(), "{:?}", out.marks);
        assert_eq!(out.text, text);
    }

    #[test]
    fn legal_points_stand_apart() {
        assert_eq!(prepared("Gồm:\na) một;\nđ) hai.\n").text, "Gồm:\n\na) một;\n\nđ) hai.\n");
        assert_eq!(legal_point("đ) hai"), Some(("đ", 4)));
        assert_eq!(legal_point("abc) x"), None);
    }

    #[test]
    fn places_lead_back_to_the_file() {
        let source = "A\n:::x\nB :say[C] D\n";
        let out = prepared(source);
        for word in ["A", "B", "C", "D"] {
            let at = out.text.find(word).expect("the word is there");
            let span = out.source(&(at..at + 1));
            assert_eq!(&source[span.start as usize..span.end as usize], word);
        }
    }

    #[test]
    fn a_mark_at_the_very_end_has_its_place() {
        let out = prepared("::a");
        let last = out.text.len();
        assert!(out.source(&(last - 1..last)).end <= 4);
    }

    proptest! {
        #[test]
        fn any_text_can_be_prepared(parts in proptest::collection::vec("[:`{}\\[\\]\\\\a-đ =\"\n)-]{0,9}", 0..12)) {
            let text = parts.concat();
            let out = prepared(&text);
            for at in 0..out.text.len() {
                let span = out.source(&(at..at + 1));
                prop_assert!(span.end as usize <= text.len() + 1);
            }
        }
    }
}
