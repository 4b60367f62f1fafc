//! The `[radio]` part of `loa.toml`: the station, its slots, its rates and its set phrases.

use std::collections::BTreeMap;

use super::Phrases;
use crate::base::{Date, Millis, TimeOfDay, Weekday};
use crate::speech::{Band, Pace, Pauses};

/// How the ward's station broadcasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Radio {
    /// The station's name as said on air: `Đài truyền thanh phường Mẫu`.
    pub station: String,
    pub frame: Frame,
    /// Shortest and longest length of one programme: 5 and 10 minutes by the Đại Sơn plan (IV.7).
    pub slot_min: Millis,
    pub slot_max: Millis,
    /// Programmes a week: at least 2 by the Đại Sơn plan (IV.7).
    pub per_week: u32,
    /// When programmes go out, in order of the week.
    pub slots: Vec<SlotRule>,
    /// Days without a broadcast.
    pub blocked: Vec<Date>,
    /// Hours that belong to somebody else, such as the relay of the province's station.
    pub blocked_hours: Vec<BlockedHours>,
    /// A page is not aired again before this many days have passed.
    pub repeat_after_days: u32,
    /// The rates of speech that every programme must fit: as `rate` says, else those of the announcers.
    pub band: Band,
    /// Everything a programme says besides its pages.
    pub phrases: Phrases,
    /// Notes to the technician by name (`start`, `bridge`, `end`): printed, never said. `None` is no cue.
    pub cues: BTreeMap<String, Option<Cue>>,
    /// One or two voices, in turn.
    pub voices: u8,
    /// The usual one first.
    pub announcers: Vec<Announcer>,
    /// The words of the command that reads a draft aloud, with `{in}` and `{out}` in them; none where there is no such
    /// voice.
    pub voice_command: Vec<String>,
}

/// Whether Loa's output is a whole programme or a part of the station's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    Programme,
    Segment,
}

/// Music, or any other sound that somebody else makes; its length counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    pub text: String,
    pub length: Millis,
}

/// The words of a command line, parted by blanks; quotes of either kind hold together what has blanks in it. No shell
/// reads it and nothing escapes anything, for a path on Windows is full of backslashes. `None` when a quote stays open.
///
/// ```
/// let words = loa::config::command_words(r#""C:\Giọng đọc\doc.exe" -w {out} --lang='vi vn' ''"#).unwrap();
/// assert_eq!(words, [r"C:\Giọng đọc\doc.exe", "-w", "{out}", "--lang=vi vn", ""]);
/// assert_eq!(loa::config::command_words("doc \"{in}"), None);
/// ```
#[must_use]
pub fn command_words(line: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let (mut quote, mut within) = (None, false);
    for letter in line.chars() {
        match quote {
            Some(open) if open == letter => quote = None,
            None if letter.is_whitespace() => within = false,
            _ => {
                if !within {
                    words.push(String::new());
                    within = true;
                }
                match (quote, words.last_mut()) {
                    (None, _) if matches!(letter, '"' | '\'') => quote = Some(letter),
                    (_, Some(word)) => word.push(letter),
                    _ => {}
                }
            }
        }
    }
    quote.is_none().then_some(words)
}

/// A stretch of every day, or of one day of the week, in which nothing of ours goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockedHours {
    /// `None` for every day.
    pub day: Option<Weekday>,
    pub from: TimeOfDay,
    pub to: TimeOfDay,
}

impl BlockedHours {
    /// Whether something that begins then and lasts so long would run into these hours.
    #[must_use]
    pub fn meets(&self, day: Weekday, at: TimeOfDay, length: Millis) -> bool {
        let start = at.seconds();
        let end = start + length.0.div_ceil(1000);
        self.day.is_none_or(|own| own == day) && start < self.to.seconds() && end > self.from.seconds()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotRule {
    pub day: Weekday,
    pub at: TimeOfDay,
    /// The loudspeaker cluster, empty for all.
    pub cluster: String,
}

/// A calibrated voice: measured articulation (syllables a minute without pauses) and pauses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcer {
    pub id: String,
    pub name: String,
    pub articulation: u16,
    pub pauses: Pauses,
}

impl Announcer {
    #[must_use]
    pub fn pace(&self) -> Pace {
        Pace { articulation: self.articulation, pauses: self.pauses }
    }
}
