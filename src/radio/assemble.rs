//! A programme is put together around the pages chosen for it.

use super::fit::Piece;
use super::list::number;
use super::material::{Form, Material, bridge, headline};
use super::paragraph::{Paragraph, length, silence};
use super::phrases;
use super::programme::{Approval, Item, Programme};
use super::slot::Slot;
use super::source::Source;
use super::station::Station;
use crate::config::{Frame, Phrase};
use crate::speech::Estimate;

/// A page chosen for a programme.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub source: usize,
    pub form: Form,
    /// For people, in Vietnamese.
    pub why: String,
}

/// The title as it is announced: with the part, where the page is aired in parts.
pub(super) fn announced(title: &str, form: Form) -> String {
    match form {
        Form::Part { part, parts } => {
            let part_word = if part == parts { "cuối" } else { number(usize::from(part)).unwrap_or("tiếp theo") };
            if title.ends_with(['.', '?', '!', '…']) {
                format!("{title} Kỳ {part_word}")
            } else {
                format!("{title}, kỳ {part_word}")
            }
        }
        _ => title.to_owned(),
    }
}

/// What every programme of the slot says around its pages: least and most.
pub(super) fn around(slot: &Slot, any_ai: bool, all_ai: bool, station: &Station<'_>) -> Piece {
    let said = |text: &str| Paragraph::said(text, station).length;
    let mut all = said(&opening(slot, station));
    if station.radio.frame == Frame::Programme {
        all += said(&phrases::dated(station, Phrase::Identification, slot.date));
        all += said(&phrases::dated(station, Phrase::Closing, slot.date));
        all += said(&phrases::phrase(station, Phrase::Headlines, &[("count", "hai")]));
        for name in ["start", "end"] {
            all += phrases::cue(station, name).map_or(Estimate::default(), |cue| silence(cue.length));
        }
    }
    let notice = |has: bool| if has { said(&made_with_ai(station)) } else { Estimate::default() };
    Piece { low: (all + notice(all_ai)).low.0, high: (all + notice(any_ai)).high.0 }
}

fn opening(slot: &Slot, station: &Station<'_>) -> String {
    let phrase = match station.radio.frame {
        Frame::Programme => Phrase::Opening,
        Frame::Segment => Phrase::Announce,
    };
    phrases::dated(station, phrase, slot.date)
}

fn only(source: &Source<'_>, station: &Station<'_>) -> String {
    let topic = source.topic.map_or(source.kind_word, |topic| station.topic_title(topic));
    phrases::phrase(station, Phrase::Only, &[("title", source.title), ("topic", topic)])
}

fn made_with_ai(station: &Station<'_>) -> String {
    phrases::phrase(station, Phrase::MadeWithAi, &[])
}

/// The programme of these pages, with the length of what is really said in it.
pub(super) fn assemble(
    slot: &Slot,
    chosen: &[Chosen],
    sources: &[&Source<'_>],
    material: &mut Material<'_>,
    station: &Station<'_>,
) -> Programme {
    let said = |text: &str| vec![Paragraph::said(text, station)];
    let whole = station.radio.frame == Frame::Programme;
    let cue = |name: &str| phrases::cue(station, name).map(Item::Cue);
    let titles: Vec<String> =
        chosen.iter().map(|choice| announced(sources[choice.source].title, choice.form)).collect();
    let mut items: Vec<Item> = Vec::new();
    if whole {
        items.push(Item::Identification(said(&phrases::dated(station, Phrase::Identification, slot.date))));
        items.extend(cue("start"));
    }
    items.push(Item::Opening(said(&opening(slot, station))));
    if whole {
        items.push(Item::Headlines(headlines(&titles, station)));
    }
    for (at, choice) in chosen.iter().enumerate() {
        let source = sources[choice.source];
        if at > 0 {
            items.extend(cue("bridge"));
        }
        let alone = chosen.len() == 1 && whole;
        let words = if alone { only(source, station) } else { bridge(at, source, station) };
        items.push(Item::Bridge(said(&words)));
        let paragraphs = material.paragraphs(choice.source, choice.form).to_vec();
        let (part, parts) = match choice.form {
            Form::Part { part, parts } => (part, material.parts(choice.source, parts)),
            _ => (1, 1),
        };
        items.push(Item::Segment {
            page: source.page.clone(),
            part,
            parts,
            left_out: if let Form::Cut(count) = choice.form { count } else { 0 },
            topic: source.topic.map(str::to_owned),
            topic_title: source.topic.map(|topic| station.topic_title(topic).to_owned()),
            title: source.title.to_owned(),
            why: choice.why.clone(),
            likely: length(&paragraphs).likely,
            paragraphs,
        });
    }
    if chosen.iter().any(|choice| sources[choice.source].ai_generated) {
        items.push(Item::Notice(said(&made_with_ai(station))));
    }
    if whole {
        items.push(Item::Closing(said(&phrases::dated(station, Phrase::Closing, slot.date))));
        items.extend(cue("end"));
    }
    let slug = chosen.first().map_or("", |choice| sources[choice.source].slug);
    Programme {
        id: format!("{}-{:02}{:02}-{slug}", slot.date, slot.time.hour, slot.time.minute),
        slot: slot.clone(),
        fixed: false,
        title: titles.join("; "),
        length: items.iter().map(Item::length).sum(),
        items,
        approval: Approval::None,
        outcome: None,
        audio: None,
    }
}

fn headlines(titles: &[String], station: &Station<'_>) -> Vec<Paragraph> {
    if let [title] = titles {
        let words = phrases::phrase(station, Phrase::HeadlineAlone, &[("title", title)]);
        return vec![Paragraph::said(&words, station)];
    }
    let count = number(titles.len()).map_or_else(|| titles.len().to_string(), str::to_owned);
    let intro = phrases::phrase(station, Phrase::Headlines, &[("count", &count)]);
    let lines = titles.iter().enumerate().map(|(at, title)| headline(at, title, station));
    std::iter::once(intro).chain(lines).map(|line| Paragraph::said(&line, station)).collect()
}
