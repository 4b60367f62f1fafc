//! The ward's station and its pages, as the radio module wants them.

use super::super::load::Inputs;
use super::faces::ThemeFaces;
use crate::config;
use crate::content::{self, Ai};
use crate::radio::{self, Source, Station};
use crate::render::Renderer;
use crate::site::Page;
use crate::speech::Speaker;

/// What a [`Station`] borrows.
pub(super) struct Channel<'r> {
    renderer: &'r Renderer<'r>,
    config: &'r config::Config,
    /// The station with the rates that its real programmes have shown.
    radio: config::Radio,
    speaker: Speaker,
    faces: ThemeFaces<'r>,
    unit: String,
    topics: Vec<(String, String)>,
}

impl<'r> Channel<'r> {
    pub fn new(renderer: &'r Renderer<'r>, inputs: &'r Inputs) -> Self {
        let config = &inputs.config;
        Self {
            renderer,
            config,
            radio: inputs.ledger.corrected(&config.radio),
            speaker: Speaker::new(inputs.lexicon.clone(), config.speech.clone()),
            faces: ThemeFaces { renderer },
            unit: config.unit.full_name(),
            topics: config.topics.iter().map(|topic| (topic.id.clone(), topic.title.clone())).collect(),
        }
    }

    pub fn station(&self) -> Station<'_> {
        Station {
            radio: &self.radio,
            unit: &self.unit,
            topics: &self.topics,
            required: &self.config.profile.required_topics,
            speaker: &self.speaker,
            faces: &self.faces,
        }
    }

    /// The listed pages that `chosen` picks, as radio sees them.
    pub fn sources(&self, chosen: impl Fn(&Page) -> bool) -> Vec<Source<'r>> {
        let site = self.renderer.site;
        let pages = site.listed().map(|id| site.page(id)).filter(|page| chosen(page));
        pages.map(source).collect()
    }
}

/// Whether a page goes on air: as it says itself, or as its kind does.
pub fn airs(page: &Page) -> bool {
    page.document.front.radio.include.unwrap_or_else(|| page.document.front.kind.airs())
}

pub(super) fn source(page: &Page) -> Source<'_> {
    let front = &page.document.front;
    Source {
        page: &page.document.path,
        slug: page.url.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default(),
        title: &front.title,
        kind_word: front.kind.label(),
        topic: front.topic.as_ref().map(|(id, _)| id.as_str()),
        audiences: front.audience.iter().map(|(id, _)| id.as_str()).collect(),
        date: page.date,
        priority: match front.radio.priority {
            content::Priority::Normal => radio::Priority::Normal,
            content::Priority::High => radio::Priority::High,
            content::Priority::Urgent => radio::Priority::Urgent,
        },
        from: front.radio.from,
        until: front.radio.until.or(front.expires),
        repeat: front.radio.repeat,
        lead: Some(front.radio.lead.as_str()).filter(|lead| !lead.is_empty()),
        ai_generated: matches!(front.ai, Ai::Generated | Ai::SyntheticVoice | Ai::SimulatedPerson),
        blocks: &page.document.body.blocks,
    }
}
