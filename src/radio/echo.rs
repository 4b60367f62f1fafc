//! What was spoken for an earlier plan, kept for the next: after one page changed, only that page is spoken again.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Mutex;

use rayon::prelude::*;

use super::paragraph::Paragraph;
use super::segment::{SegmentText, segment_text};
use super::source::Source;
use super::split::split;
use super::station::{Faces, Station};
use crate::base::SourcePath;
use crate::config::Radio;
use crate::markdown::{Block, Call};
use crate::speech::Speaker;

/// Spoken texts of one station. What is said with an echo of other plans, or of none, is the same to the letter.
#[derive(Default)]
pub struct Echo {
    voice: Option<Voice>,
    /// What the station itself says: greetings, headlines and bridges come again and again.
    said: BTreeMap<String, Kept<Paragraph>>,
    pages: BTreeMap<SourcePath, Kept<Page>>,
}

/// All that a text is spoken by, besides its own words and the faces of its directives.
#[derive(PartialEq)]
struct Voice {
    radio: Radio,
    unit: String,
    topics: Vec<(String, String)>,
    speaker: Speaker,
}

/// Something with whether the plan in the making has asked for it.
struct Kept<T> {
    value: T,
    used: bool,
}

/// A page as it was spoken.
struct Page {
    lead: Option<String>,
    blocks: Vec<Block>,
    /// Every directive whose face was asked for, with the answer.
    faces: Vec<Asked>,
    text: SegmentText,
    /// The text parted, by the number of parts that were wanted: sentences are spoken anew where a paragraph is parted.
    parted: BTreeMap<usize, Vec<Vec<Paragraph>>>,
}

type Asked = (Call, Option<(String, String)>);

impl Echo {
    /// Begins a plan: another station forgets all, and what the last plan did not ask for is forgotten too.
    pub fn begin(&mut self, station: &Station<'_>) {
        let same = self.voice.as_ref().is_some_and(|voice| {
            voice.radio == *station.radio
                && voice.unit == station.unit
                && voice.topics == station.topics
                && voice.speaker == *station.speaker
        });
        if !same {
            let voice = Voice {
                radio: station.radio.clone(),
                unit: station.unit.to_owned(),
                topics: station.topics.to_vec(),
                speaker: station.speaker.clone(),
            };
            *self = Self { voice: Some(voice), ..Self::default() };
        }
        self.said.retain(|_, kept| std::mem::take(&mut kept.used));
        self.pages.retain(|_, kept| std::mem::take(&mut kept.used));
    }

    /// A sentence or more of the station's own.
    pub(super) fn said(&mut self, text: &str, station: &Station<'_>) -> &Paragraph {
        let kept = self.said.entry(text.to_owned());
        let kept = kept.or_insert_with(|| Kept { value: Paragraph::said(text, station), used: true });
        kept.used = true;
        &kept.value
    }

    /// The spoken text of a page, as [`segment_text`] gives it; within one plan a page has one source.
    pub fn segment(&mut self, source: &Source<'_>, station: &Station<'_>) -> &SegmentText {
        let fresh = || Kept { value: Page::of(source, station), used: true };
        let kept = match self.pages.entry(source.page.clone()) {
            Entry::Vacant(place) => place.insert(fresh()),
            Entry::Occupied(place) => {
                let kept = place.into_mut();
                // What this plan has asked for already was spoken for it, or looked at.
                if !kept.used && !kept.value.is(source, station) {
                    *kept = fresh();
                }
                kept
            }
        };
        kept.used = true;
        &kept.value.text
    }

    /// Speaks pages that a plan will ask for, and what `around` says of each, on all cores.
    pub(super) fn foresee(
        &mut self,
        pages: &[&Source<'_>],
        station: &Station<'_>,
        around: impl Fn(&Source<'_>, &mut dyn FnMut(&str)) + Sync,
    ) {
        let known =
            |source: &Source<'_>| self.pages.get(source.page).is_some_and(|kept| kept.value.is(source, station));
        let speak = |source: &Source<'_>| {
            let mut said: Vec<(String, Option<Paragraph>)> = Vec::new();
            around(source, &mut |text| {
                let fresh = !self.said.contains_key(text);
                said.push((text.to_owned(), fresh.then(|| Paragraph::said(text, station))));
            });
            ((!known(source)).then(|| Page::of(source, station)), said)
        };
        let spoken: Vec<_> = pages.par_iter().map(|source| speak(source)).collect();
        for (source, (page, said)) in pages.iter().zip(spoken) {
            keep(&mut self.pages, source.page.clone(), page);
            for (text, paragraph) in said {
                keep(&mut self.said, text, paragraph);
            }
        }
    }

    /// The text of a page in so many parts; of a page that this plan has asked for, and has had as `body`.
    pub(super) fn parted(
        &mut self,
        page: &SourcePath,
        body: &[Paragraph],
        parts: usize,
        station: &Station<'_>,
    ) -> Vec<Vec<Paragraph>> {
        match self.pages.get_mut(page) {
            Some(kept) => kept.value.parted.entry(parts).or_insert_with(|| split(body, parts, station)).clone(),
            None => split(body, parts, station),
        }
    }
}

/// Keeps what was made, or what was there already, for the plan in the making.
fn keep<K: Ord, T>(all: &mut BTreeMap<K, Kept<T>>, key: K, made: Option<T>) {
    if let Some(value) = made {
        all.insert(key, Kept { value, used: true });
    } else if let Some(kept) = all.get_mut(&key) {
        kept.used = true;
    }
}

impl Page {
    fn of(source: &Source<'_>, station: &Station<'_>) -> Self {
        let listening = Listening { faces: station.faces, asked: Mutex::default() };
        let text = segment_text(source, &Station { faces: &listening, ..*station });
        let faces = listening.asked.into_inner().unwrap_or_default();
        Self {
            lead: source.lead.map(str::to_owned),
            blocks: source.blocks.to_vec(),
            faces,
            text,
            parted: BTreeMap::new(),
        }
    }

    /// Whether it would be spoken so.
    fn is(&self, source: &Source<'_>, station: &Station<'_>) -> bool {
        self.lead.as_deref() == source.lead
            && self.blocks == source.blocks
            && self.faces.iter().all(|(call, answer)| station.faces.spoken(call) == *answer)
    }
}

/// Notes which faces are asked for.
struct Listening<'f> {
    faces: &'f dyn Faces,
    asked: Mutex<Vec<Asked>>,
}

impl Faces for Listening<'_> {
    fn spoken(&self, call: &Call) -> Option<(String, String)> {
        let answer = self.faces.spoken(call);
        if let Ok(mut asked) = self.asked.lock() {
            asked.push((call.clone(), answer.clone()));
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::radio::fixture::{Mute, radio, source};
    use crate::speech::{Lexicon, Style};

    /// Speaks a text, and tells where what was spoken lies.
    fn spoken(echo: &mut Echo, text: &str, speaker: &Speaker) -> *const Paragraph {
        let page = "content/a.md".into();
        let blocks = crate::markdown::parse(text, 0, &page).blocks;
        let source = source(&page, &blocks);
        let radio = radio();
        let station =
            Station { radio: &radio, unit: "phường Mẫu", topics: &[], required: &[], speaker, faces: &Mute };
        echo.begin(&station);
        let expected = segment_text(&source, &station).text();
        let text = echo.segment(&source, &station);
        assert_eq!(text.text(), expected);
        text.paragraphs.as_ptr()
    }

    #[test]
    fn a_page_is_spoken_again_only_when_it_would_sound_different() {
        let mut echo = Echo::default();
        let speaker = Speaker::new(Lexicon::builtin(), Style::default());
        let first = spoken(&mut echo, "Gọi 113.", &speaker);
        assert_eq!(spoken(&mut echo, "Gọi 113.", &speaker), first);
        spoken(&mut echo, "Gọi 114.", &speaker);
        let own = Lexicon::builtin().with_entries([("gọi".to_owned(), "bấm".to_owned())]);
        spoken(&mut echo, "Gọi 114.", &Speaker::new(own, Style::default()));
        assert_eq!(echo.pages.len(), 1);
    }

    #[test]
    fn what_no_plan_asked_for_is_forgotten() {
        let mut echo = Echo::default();
        let speaker = Speaker::new(Lexicon::builtin(), Style::default());
        spoken(&mut echo, "Gọi 113.", &speaker);
        let radio = radio();
        let station =
            Station {
                radio: &radio, unit: "phường Mẫu", topics: &[], required: &[], speaker: &speaker, faces: &Mute
            };
        echo.begin(&station);
        assert_eq!(echo.pages.len(), 1, "the plan before has asked for it");
        echo.begin(&station);
        assert_eq!(echo.pages.len(), 0);
    }
}
