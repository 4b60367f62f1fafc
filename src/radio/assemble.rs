//! A programme is put together around the pages chosen for it.

use super::fit::Piece;
use super::list::number;
use super::material::{Form, Material, bridge, headline, headline_alone, only};
use super::paragraph::{Paragraph, length, silence};
use super::phrases;
use super::programme::{Approval, Item, Programme};
use super::slot::Slot;
use super::source::Source;
use super::station::Station;
use crate::base::Millis;
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

/// What a programme of the slot says around its pages: for sure, which is least at the fastest rate and most at the
/// slowest, and at best, the other way round. The notice of AI stands where `any` page needs it, and surely where `all` do.
pub(super) fn around(slot: &Slot, (any, all): (bool, bool), material: &mut Material<'_>) -> (Piece, Piece) {
    let station = material.station();
    let whole = station.radio.frame == Frame::Programme;
    let mut always = material.said(&opening(slot, station)).length;
    let mut intros = vec![Estimate::default()];
    if whole {
        always += material.said(&phrases::dated(station, Phrase::Identification, slot.date)).length;
        always += material.said(&phrases::dated(station, Phrase::Closing, slot.date)).length;
        for name in ["start", "end"] {
            always += phrases::cue(station, name).map_or(Estimate::default(), |cue| silence(cue.length));
        }
        // A single page is announced without one.
        intros.extend((2..=MOST_NAMED).map(|count| material.said(&intro(count, station)).length));
    }
    let notice = |has: bool, material: &mut Material<'_>| {
        if has { material.said(&made_with_ai(station)).length } else { Estimate::default() }
    };
    let (likely, surely) = (notice(any, material), notice(all, material));
    // The music that each page brings, and the first does not.
    let music = phrases::cue(station, "bridge").map_or(0, |cue| cue.length.0);
    let low = |intro: Option<Millis>, notice: Estimate| {
        (always.low.0 + intro.unwrap_or_default().0 + notice.low.0).saturating_sub(music)
    };
    let high = |intro: Option<Millis>, notice: Estimate| {
        (always.high.0 + intro.unwrap_or_default().0 + notice.high.0).saturating_sub(music)
    };
    let (lows, highs) = (intros.iter().map(|intro| intro.low), intros.iter().map(|intro| intro.high));
    (
        Piece { low: low(lows.clone().min(), surely), high: high(highs.clone().max(), likely) },
        Piece { low: low(lows.max(), likely), high: high(highs.min(), surely) },
    )
}

/// More pages than these have no number in words.
const MOST_NAMED: usize = 11;

fn intro(pages: usize, station: &Station<'_>) -> String {
    let count = number(pages).map_or_else(|| pages.to_string(), str::to_owned);
    phrases::phrase(station, Phrase::Headlines, &[("count", &count)])
}

fn opening(slot: &Slot, station: &Station<'_>) -> String {
    let phrase = match station.radio.frame {
        Frame::Programme => Phrase::Opening,
        Frame::Segment => Phrase::Announce,
    };
    phrases::dated(station, phrase, slot.date)
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
) -> Programme {
    let station = material.station();
    let whole = station.radio.frame == Frame::Programme;
    let cue = |name: &str| phrases::cue(station, name).map(Item::Cue);
    let titles: Vec<String> =
        chosen.iter().map(|choice| announced(sources[choice.source].title, choice.form)).collect();
    let mut items: Vec<Item> = Vec::new();
    if whole {
        items.push(Item::Identification(vec![material.said(&phrases::dated(
            station,
            Phrase::Identification,
            slot.date,
        ))]));
        items.extend(cue("start"));
    }
    items.push(Item::Opening(vec![material.said(&opening(slot, station))]));
    if whole {
        items.push(Item::Headlines(headlines(&titles, material)));
    }
    for (at, choice) in chosen.iter().enumerate() {
        let source = sources[choice.source];
        if at > 0 {
            items.extend(cue("bridge"));
        }
        let alone = chosen.len() == 1 && whole;
        let words = if alone { only(source, station) } else { bridge(at, source, station) };
        items.push(Item::Bridge(vec![material.said(&words)]));
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
        items.push(Item::Notice(vec![material.said(&made_with_ai(station))]));
    }
    if whole {
        items.push(Item::Closing(vec![material.said(&phrases::dated(station, Phrase::Closing, slot.date))]));
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

fn headlines(titles: &[String], material: &mut Material<'_>) -> Vec<Paragraph> {
    let station = material.station();
    if let [title] = titles {
        return vec![material.said(&headline_alone(title, station))];
    }
    let lines = titles.iter().enumerate().map(|(at, title)| headline(at, title, station));
    std::iter::once(intro(titles.len(), station)).chain(lines).map(|line| material.said(&line)).collect()
}
