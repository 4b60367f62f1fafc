//! The set phrases of a station: everything a programme says besides its pages, as a table with what each may fill in.

use std::collections::BTreeMap;

use super::UnitKind;
use crate::data::Fields;
use crate::diag::Diagnostic;
use crate::say;

/// A set phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phrase {
    Identification,
    Greeting,
    Opening,
    Announce,
    Headlines,
    Headline,
    HeadlineAlone,
    First,
    Only,
    Closing,
    PartFirst,
    PartNext,
    PartLast,
    PartEnds,
    PartEndsLast,
    MadeWithAi,
    Again,
    UrgentOpening,
    UrgentClosing,
    SyntheticVoice,
}

/// A phrase, its key in `[radio.phrases]`, the usual words, and what may stand in braces besides [`ALWAYS`].
type Row = (Phrase, &'static str, &'static str, &'static [&'static str]);

/// Names that every phrase may use.
pub const ALWAYS: [&str; 4] = ["station", "unit", "listeners", "greeting"];

const DAY: &[&str] = &["weekday", "date"];
const PARTS: &[&str] = &["part", "parts", "before", "next", "title"];

#[rustfmt::skip]
const ROWS: [Row; 20] = [
    // Said before the music.
    (Phrase::Identification, "identification", "Đây là {station}.", DAY),
    // Where it is not set, the unit's kind decides: see `Phrases::usual`.
    (Phrase::Greeting, "greeting", "", &[]),
    (Phrase::Opening, "opening", "{greeting} Hôm nay, {weekday}, ngày {date}, mời {listeners} nghe chương trình phát thanh của {unit}.", DAY),
    // The one line before everything in the frame `segment`.
    (Phrase::Announce, "announce", "Sau đây là chuyên mục của {unit}, phát {weekday}, ngày {date}.", DAY),
    (Phrase::Headlines, "headlines", "Trong chương trình hôm nay, mời {listeners} nghe {count} bài.", &["count"]),
    (Phrase::Headline, "headline", "Bài thứ {ordinal}: {title}.", &["ordinal", "title"]),
    (Phrase::HeadlineAlone, "headline_alone", "Trong chương trình hôm nay, mời {listeners} nghe bài: {title}.", &["title"]),
    // Before the first of several pages.
    (Phrase::First, "first", "Mở đầu chương trình, mời {listeners} nghe bài: {title}.", &["title", "topic"]),
    // Before the only page, whose title the headlines have just given.
    (Phrase::Only, "only", "Sau đây là nội dung chi tiết.", &["title", "topic"]),
    (Phrase::Closing, "closing", "Chương trình của {station} đến đây là hết. Cảm ơn {listeners} đã lắng nghe. Kính chào và hẹn gặp lại {listeners}.", DAY),
    // Around the parts of a page that is aired on several days, so that each part can be heard alone.
    (Phrase::PartFirst, "part_first", "Bài này phát trong {parts} kỳ. Sau đây là kỳ một.", PARTS),
    (Phrase::PartNext, "part_next", "Bài này phát trong {parts} kỳ. Kỳ {before} đã phát trong chương trình trước. Sau đây là kỳ {part}.", PARTS),
    (Phrase::PartLast, "part_last", "Bài này phát trong {parts} kỳ. Kỳ {before} đã phát trong chương trình trước. Sau đây là kỳ {part}, kỳ cuối.", PARTS),
    (Phrase::PartEnds, "part_ends", "{listeners} vừa nghe kỳ {part}. Mời {listeners} đón nghe kỳ {next} trong chương trình tới.", PARTS),
    (Phrase::PartEndsLast, "part_ends_last", "{listeners} vừa nghe kỳ cuối của bài: {title}.", PARTS),
    // The label that Article 11 of the AI law (134/2025/QH15) asks for, as it can be heard.
    (Phrase::MadeWithAi, "made_with_ai", "Nội dung chương trình do trí tuệ nhân tạo soạn thảo.", &[]),
    // Before everything, or the most needed, is said again; who has only now begun to listen needs the title too.
    (Phrase::Again, "again", "Xin nhắc lại: {title}.", &["title"]),
    (Phrase::UrgentOpening, "urgent_opening", "{greeting} {station} xin thông báo: {title}.", &["title"]),
    (Phrase::UrgentClosing, "urgent_closing", "Đề nghị {listeners} chú ý theo dõi các thông báo tiếp theo.", &["title"]),
    // What a machine reads out begins with this: the notice that Article 11 of the AI law (134/2025/QH15) asks for.
    (Phrase::SyntheticVoice, "synthetic_voice", "Giọng đọc trong chương trình này do máy tạo ra.", &[]),
];

/// Said between two pages, in turn, where `loa.toml` has no `bridges`.
const BRIDGES: [&str; 3] = [
    "Tiếp theo, mời {listeners} nghe bài: {title}.",
    "Chương trình được tiếp tục với bài: {title}.",
    "Sau đây là bài: {title}.",
];

impl Phrase {
    fn row(self) -> &'static Row {
        // Each phrase has its row; a test holds it.
        ROWS.iter().find(|row| row.0 == self).unwrap_or(&ROWS[0])
    }
}

/// A station's set phrases: its own, and the usual ones for the rest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrases {
    kind: UnitKind,
    own: BTreeMap<Phrase, String>,
    bridges: Vec<String>,
    listeners: Option<String>,
}

impl Phrases {
    /// The usual phrases of a kind of unit.
    ///
    /// ```
    /// use loa::config::{Phrase, Phrases, UnitKind};
    /// assert_eq!(Phrases::usual(UnitKind::Commune).get(Phrase::Greeting), "Thưa bà con và các bạn!");
    /// ```
    #[must_use]
    pub fn usual(kind: UnitKind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// The words of a phrase, with names in braces.
    #[must_use]
    pub fn get(&self, phrase: Phrase) -> &str {
        let usual = match (phrase, self.kind) {
            (Phrase::Greeting, UnitKind::Commune) => "Thưa bà con và các bạn!",
            (Phrase::Greeting, UnitKind::Ward | UnitKind::SpecialZone) => "Kính thưa quý vị và các bạn!",
            _ => phrase.row().2,
        };
        self.own.get(&phrase).map_or(usual, String::as_str)
    }

    /// How the listeners are called within a sentence.
    #[must_use]
    pub fn listeners(&self) -> &str {
        let usual = match self.kind {
            UnitKind::Commune => "bà con",
            UnitKind::Ward | UnitKind::SpecialZone => "quý vị và các bạn",
        };
        self.listeners.as_deref().unwrap_or(usual)
    }

    /// Said between two pages, in turn; never empty.
    #[must_use]
    pub fn bridges(&self) -> Vec<&str> {
        if self.bridges.is_empty() { BRIDGES.to_vec() } else { self.bridges.iter().map(String::as_str).collect() }
    }

    /// The same with other words for a phrase; empty words leave the usual ones.
    #[must_use]
    pub fn with(mut self, phrase: Phrase, words: &str) -> Self {
        if !words.trim().is_empty() {
            self.own.insert(phrase, words.to_owned());
        }
        self
    }

    /// The same with other bridges.
    #[must_use]
    pub fn with_bridges(mut self, bridges: Vec<String>) -> Self {
        self.bridges = bridges;
        self
    }

    /// Reads the keys of `[radio]` that hold phrases.
    pub(super) fn read(&mut self, keys: &mut Fields<'_>) {
        for phrase in [Phrase::Opening, Phrase::Closing] {
            self.take(keys, phrase);
        }
        for (bridge, span) in keys.texts(&["bridges"]) {
            known_names(keys, &bridge, &["title", "topic"], &span);
            self.bridges.push(bridge);
        }
        self.listeners = keys.words(&["listeners"]);
        keys.table(&["phrases"], |keys| {
            for (phrase, ..) in ROWS {
                if !matches!(phrase, Phrase::Opening | Phrase::Closing) {
                    self.take(keys, phrase);
                }
            }
        });
    }

    fn take(&mut self, keys: &mut Fields<'_>, phrase: Phrase) {
        let (_, key, _, names) = phrase.row();
        for (words, span) in keys.texts(std::slice::from_ref(key)) {
            known_names(keys, &words, names, &span);
            if !words.trim().is_empty() {
                self.own.insert(phrase, words);
            }
        }
    }
}

/// A mistyped `{titel}` would be read out on air.
fn known_names(keys: &mut Fields<'_>, words: &str, names: &[&str], span: &std::ops::Range<u32>) {
    let known: Vec<&str> = names.iter().copied().chain(ALWAYS).collect();
    for name in words.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default()) {
        if !known.contains(&name) {
            let all = known.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ");
            let problem = Diagnostic::new(
                keys.code(),
                say!("không có `{{{name}}}` ở câu này"; "`{{{name}}}` cannot stand in this phrase"),
            )
            .hint(say!("dùng được: {all}"; "these can: {all}"));
            keys.report(problem, span.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_one_row_and_uses_only_known_names() {
        for (at, (phrase, key, usual, names)) in ROWS.iter().enumerate() {
            assert_eq!(ROWS.iter().position(|row| row.0 == *phrase), Some(at), "{key}");
            assert_eq!(ROWS.iter().position(|row| row.1 == *key), Some(at), "{key}");
            for name in usual.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                assert!(names.contains(&name) || ALWAYS.contains(&name), "{key}: {name}");
            }
        }
    }
}
