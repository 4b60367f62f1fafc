//! Reads a table key by key, collecting every mistake: wrong types, unknown keys, values out of range.

use std::ops::Range;

use super::{Entry, Node, Value};
use crate::base::{Date, SourcePath};
use crate::diag::{Code, Diagnostic, codes, nearest};
use crate::say;

/// The names of one key: the English one first, then its Vietnamese aliases.
pub type Name = &'static [&'static str];

/// One table being read. Ask for each key that may be there, then call [`Fields::finish`], which reports the rest.
pub struct Fields<'a> {
    entries: &'a [Entry],
    taken: Vec<bool>,
    asked: Vec<Name>,
    path: &'a SourcePath,
    /// The code for a wrong value: that of front matter or of settings.
    code: &'static Code,
    /// Where the table as a whole stands, for missing keys.
    span: Range<u32>,
    problems: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    pub fn new(
        entries: &'a [Entry],
        span: Range<u32>,
        path: &'a SourcePath,
        code: &'static Code,
        problems: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self { entries, taken: vec![false; entries.len()], asked: Vec::new(), path, code, span, problems }
    }

    /// The value of a key, if it is there. A key written twice under two of its names is an error.
    pub fn take(&mut self, name: Name) -> Option<&'a Node> {
        self.asked.push(name);
        let mut found: Option<&'a Node> = None;
        for (at, entry) in self.entries.iter().enumerate() {
            if !name.contains(&entry.key.as_str()) {
                continue;
            }
            self.taken[at] = true;
            if found.is_some() {
                let key = &entry.key;
                self.problems.push(
                    Diagnostic::new(
                        self.code,
                        say!("mục `{key}` đã được khai ở trên bằng tên khác"; "`{key}` was given above by another name"),
                    )
                    .at(self.path, entry.key_span.clone()),
                );
            } else {
                found = Some(&entry.node);
            }
        }
        found.filter(|node| node.value != Value::Nothing)
    }

    pub fn text(&mut self, name: Name) -> Option<String> {
        let node = self.take(name)?;
        match &node.value {
            Value::Text(text) => Some(text.clone()),
            Value::Integer(number) => Some(number.to_string()),
            Value::Decimal(text) | Value::Date(text) => Some(text.clone()),
            _ => self.wrong(name, node, "một chuỗi chữ trong ngoặc kép", "text in quotes"),
        }
    }

    /// Text that must not be empty.
    pub fn words(&mut self, name: Name) -> Option<String> {
        let node = self.take(name)?;
        match &node.value {
            Value::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Value::Integer(number) => Some(number.to_string()),
            _ => self.wrong(name, node, "một chuỗi chữ không rỗng", "text that is not empty"),
        }
    }

    /// An address to link to: of the web, a mailbox, a phone, or of this site; never one that runs code.
    pub fn url(&mut self, name: Name) -> String {
        let Some(node) = self.take(name) else { return String::new() };
        const GOOD: [&str; 6] = ["https://", "http://", "mailto:", "tel:", "/", "@/"];
        match &node.value {
            Value::Text(text) if text.trim().is_empty() => String::new(),
            Value::Text(text) if GOOD.iter().any(|good| text.trim().starts_with(good)) => text.trim().to_owned(),
            _ => self
                .wrong(name, node, "địa chỉ bắt đầu bằng https://", "an address that begins with https://")
                .unwrap_or_default(),
        }
    }

    /// A key that must be there.
    pub fn required(&mut self, name: Name) -> Option<String> {
        if !self.has(name) {
            self.asked.push(name);
            self.missing(name);
            return None;
        }
        self.words(name)
    }

    pub fn missing(&mut self, name: Name) {
        let key = name[0];
        self.problems.push(
            Diagnostic::new(
                &codes::MISSING_KEY,
                say!("thiếu mục bắt buộc `{key}`"; "the required key `{key}` is missing"),
            )
            .at(self.path, self.span.clone())
            .hint(match key {
                "date" => say!("thêm dòng: date = 2026-01-31"; "add the line: date = 2026-01-31"),
                _ => say!("thêm dòng: {key} = \"…\""; "add the line: {key} = \"…\""),
            }),
        );
    }

    #[must_use]
    pub fn has(&self, name: Name) -> bool {
        self.entries.iter().any(|entry| name.contains(&entry.key.as_str()) && entry.node.value != Value::Nothing)
    }

    /// Where a key and its value stand, if it is there.
    #[must_use]
    pub fn place(&self, name: Name) -> Option<Range<u32>> {
        let entry = self.entries.iter().find(|entry| name.contains(&entry.key.as_str()))?;
        Some(entry.key_span.start..entry.node.span.end.max(entry.key_span.end))
    }

    /// Whether the value of a key is a table.
    #[must_use]
    pub fn is_table(&self, name: Name) -> bool {
        let is = |node: &Node| matches!(node.value, Value::Table(_));
        self.entries.iter().any(|entry| name.contains(&entry.key.as_str()) && is(&entry.node))
    }

    pub fn bool(&mut self, name: Name) -> Option<bool> {
        let node = self.take(name)?;
        match &node.value {
            Value::Bool(truth) => Some(*truth),
            Value::Text(text) if ["yes", "có"].contains(&text.as_str()) => Some(true),
            Value::Text(text) if ["no", "không"].contains(&text.as_str()) => Some(false),
            _ => self.wrong(name, node, "true hoặc false", "true or false"),
        }
    }

    pub fn integer(&mut self, name: Name, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        let node = self.take(name)?;
        let (low, high) = (range.start(), range.end());
        match &node.value {
            Value::Integer(number) if range.contains(number) => Some(*number),
            _ => self.wrong(
                name,
                node,
                &format!("một số từ {low} đến {high}"),
                &format!("a number from {low} to {high}"),
            ),
        }
    }

    /// A date; a time behind it is allowed and left out.
    pub fn date(&mut self, name: Name) -> Option<Date> {
        let node = self.take(name)?;
        let text = match &node.value {
            Value::Text(text) | Value::Date(text) => text.as_str(),
            _ => "",
        };
        let (day, rest) = text.split_at_checked(10).unwrap_or((text, ""));
        match day.parse() {
            Ok(date) if rest.is_empty() || rest.starts_with(['T', 't', ' ']) => Some(date),
            _ => self.wrong(name, node, "ngày viết năm-tháng-ngày, ví dụ 2026-11-22", "a date as in 2026-11-22"),
        }
    }

    /// A list of texts; one text alone is a list of one.
    pub fn texts(&mut self, name: Name) -> Vec<(String, Range<u32>)> {
        let Some(node) = self.take(name) else { return Vec::new() };
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match &item.value {
                Value::Text(text) => texts.push((text.clone(), item.span.clone())),
                Value::Integer(number) => texts.push((number.to_string(), item.span.clone())),
                Value::Date(text) => texts.push((text.clone(), item.span.clone())),
                _ => {
                    self.wrong::<()>(
                        name,
                        item,
                        "danh sách chuỗi chữ, ví dụ [\"a\", \"b\"]",
                        "a list of texts, as in [\"a\", \"b\"]",
                    );
                }
            }
        }
        texts
    }

    /// One of a few words; each choice lists the words that stand for it.
    pub fn choice<T: Copy>(&mut self, name: Name, choices: &[(Name, T)]) -> Option<T> {
        let node = self.take(name)?;
        let text = match &node.value {
            Value::Text(text) => text.as_str(),
            Value::Bool(true) => "true",
            Value::Bool(false) => "false",
            _ => "",
        };
        if let Some((_, value)) = choices.iter().find(|(words, _)| words.contains(&text)) {
            return Some(*value);
        }
        let all = choices.iter().map(|(words, _)| words[0]).collect::<Vec<_>>().join(", ");
        let near = nearest(text, choices.iter().flat_map(|(words, _)| words.iter().copied()));
        self.wrong_with(name, node, &format!("một trong: {all}"), &format!("one of: {all}"), near)
    }

    /// A table within this one, read by `read`.
    pub fn table<T>(&mut self, name: Name, read: impl FnOnce(&mut Fields<'_>) -> T) -> Option<T> {
        let node = self.take(name)?;
        let Value::Table(entries) = &node.value else {
            return self.wrong(name, node, "một bảng các mục", "a table of keys");
        };
        let mut fields = Fields::new(entries, node.span.clone(), self.path, self.code, self.problems);
        let value = read(&mut fields);
        fields.finish();
        Some(value)
    }

    /// A list of tables, each read by `read`.
    pub fn tables<T>(&mut self, name: Name, mut read: impl FnMut(&mut Fields<'_>) -> T) -> Vec<T> {
        let Some(node) = self.take(name) else { return Vec::new() };
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            let Value::Table(entries) = &item.value else {
                self.wrong::<()>(
                    name,
                    item,
                    "danh sách bảng, mở đầu bằng [[…]]",
                    "a list of tables, each begun with [[…]]",
                );
                continue;
            };
            let mut fields = Fields::new(entries, item.span.clone(), self.path, self.code, self.problems);
            values.push(read(&mut fields));
            fields.finish();
        }
        values
    }

    /// All keys that were not asked for yet, with their values; for tables whose keys are the writer's own.
    pub fn rest(&mut self) -> Vec<&'a Entry> {
        let entries = self.entries;
        let mut rest = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            if !std::mem::replace(&mut self.taken[at], true) {
                rest.push(entry);
            }
        }
        rest
    }

    /// Reports that a value is not what it should be.
    pub fn wrong<T>(&mut self, name: Name, node: &Node, vi: &str, en: &str) -> Option<T> {
        self.wrong_with(name, node, vi, en, None)
    }

    fn wrong_with<T>(&mut self, name: Name, node: &Node, vi: &str, en: &str, near: Option<&str>) -> Option<T> {
        let key = name[0];
        let mut problem = Diagnostic::new(self.code, say!("`{key}` phải là {vi}"; "`{key}` must be {en}"))
            .at(self.path, node.span.clone());
        if let Some(near) = near {
            problem = problem.hint(say!("có phải `{near}` không?"; "did you mean `{near}`?"));
        }
        self.problems.push(problem);
        None
    }

    /// Reports something about the value of a key that the caller has found out.
    pub fn report(&mut self, problem: Diagnostic, span: Range<u32>) {
        self.problems.push(problem.at(self.path, span));
    }

    /// Passes on what was found within one of this table's values.
    pub fn extend(&mut self, problems: Vec<Diagnostic>) {
        self.problems.extend(problems);
    }

    /// The code of wrong values in this table.
    #[must_use]
    pub fn code(&self) -> &'static Code {
        self.code
    }

    #[must_use]
    pub fn path(&self) -> &'a SourcePath {
        self.path
    }

    #[must_use]
    pub fn span(&self) -> Range<u32> {
        self.span.clone()
    }

    /// Reports every key that nobody asked for, with the nearest known name.
    pub fn finish(self) {
        for (entry, taken) in self.entries.iter().zip(&self.taken) {
            if *taken {
                continue;
            }
            let key = &entry.key;
            let known = self.asked.iter().flat_map(|name| name.iter().copied());
            let mut problem =
                Diagnostic::new(&codes::UNKNOWN_KEY, say!("không có mục tên `{key}`"; "there is no key `{key}`"))
                    .at(self.path, entry.key_span.clone());
            problem = match nearest(key, known) {
                Some(near) => problem.hint(say!("có phải `{near}` không?"; "did you mean `{near}`?")),
                None => {
                    problem.hint(say!("xóa dòng này, hoặc kiểm tra lại tên mục"; "remove the line, or check the name"))
                }
            };
            self.problems.push(problem);
        }
    }
}
