//! A programme as a machine voice reads it, so that an editor can listen before somebody goes on air.

use super::paragraph::Paragraph;
use super::phrases;
use super::programme::{Item, Programme};
use super::station::Station;
use crate::base::Millis;
use crate::config::Phrase;
use crate::speech::Estimate;

/// What the voice is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// One sentence a line, first of all that a machine is reading.
    pub text: String,
    /// Of these words alone: the voice plays no music and keeps no `::pause`.
    pub expected: Millis,
}

/// What the voice has made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audio {
    /// Below `dist/radio`.
    pub file: String,
    pub length: Millis,
    /// [`Reading::expected`]
    pub expected: Millis,
}

impl Reading {
    #[must_use]
    pub fn of(programme: &Programme, station: &Station<'_>) -> Self {
        let notice = Paragraph::said(&phrases::phrase(station, Phrase::SyntheticVoice, &[]), station);
        let said = programme.items.iter().flat_map(Item::paragraphs).map(|paragraph| paragraph.spoken.as_str());
        let length: Estimate = std::iter::once(notice.spoken.as_str())
            .chain(said)
            .map(|spoken| Estimate::of(spoken, &station.radio.band))
            .sum();
        Self { text: format!("{}\n\n{}", notice.lines().join("\n"), programme.text()), expected: length.likely }
    }
}

impl Programme {
    /// Where the sound of these very words lies under `dist/radio`: like the words' own file, with the beginning of their
    /// fingerprint, so that a file of other words is never taken for it.
    #[must_use]
    pub fn audio_path(&self) -> String {
        self.audio_path_as(self.approval.is_given())
    }

    /// The same where it is, or is not, approved: an approval changes the name and not the sound.
    #[must_use]
    pub fn audio_path_as(&self, approved: bool) -> String {
        let print = self.fingerprint();
        format!("{}{}.{}.wav", self.path(), Self::draft(approved), &print[..8])
    }
}
