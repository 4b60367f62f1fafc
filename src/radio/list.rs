//! How the items of a list are counted on air: "Một là …; hai là …", "Thứ nhất, …", "Bước một, …".

use super::words::{Words, several_sentences};
use crate::markdown::{Block, BlockKind, ListKind};

const NUMBERS: [&str; 10] = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
const ORDINALS: [&str; 10] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
/// More items than this are not counted aloud: nobody remembers the tenth.
const MOST_COUNTED: usize = 9;
/// Longest item, and longest list, in words, that can be said in one breath with its neighbours.
const SHORT_ITEM: usize = 12;
const SHORT_LIST: usize = 40;

/// How one list is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// All items in one sentence.
    Joined,
    /// "Một là, …"
    One,
    /// "Thứ nhất, …", for items of several sentences.
    Ordinal,
    /// "Bước một, …"
    Step,
    /// "Một, …"
    Number,
    /// No counter: nested lists and long ones.
    Silent,
}

#[derive(Debug)]
struct Open {
    depth: u8,
    kind: ListKind,
    position: u32,
    ordinal: u64,
    style: Style,
}

/// The lists that are open at a place of the page, outermost first.
#[derive(Debug, Default)]
pub struct Lists {
    open: Vec<Open>,
}

impl Lists {
    /// Forgets all lists: something came that is no part of one.
    pub fn close(&mut self) {
        self.open.clear();
    }

    /// Takes in the item at `blocks[0]`; gives the style of its list and the item's number in it.
    pub fn item(&mut self, blocks: &[&Block], in_steps: bool) -> (Style, u64) {
        let BlockKind::Item { list, position, depth, .. } = blocks[0].kind else { return (Style::Silent, 1) };
        while self.open.last().is_some_and(|open| open.depth > depth) {
            self.open.pop();
        }
        let nested = self.open.iter().any(|open| open.depth < depth);
        match self.open.last_mut() {
            Some(open) if open.depth == depth && open.kind == list && position > open.position => {
                open.position = position;
                open.ordinal += 1;
                (open.style, open.ordinal)
            }
            _ => {
                if self.open.last().is_some_and(|open| open.depth == depth) {
                    self.open.pop();
                }
                let ordinal = if let ListKind::Numbers { start } = list { start } else { 1 };
                let style = style(blocks, nested, in_steps);
                self.open.push(Open { depth, kind: list, position, ordinal, style });
                (style, ordinal)
            }
        }
    }
}

/// The items of the list that begins at `blocks[0]`, and whether nothing but them lies between the first and the last.
pub fn items<'b>(blocks: &[&'b Block]) -> (Vec<&'b Block>, bool) {
    let BlockKind::Item { list: kind, depth: level, .. } = blocks[0].kind else { return (Vec::new(), false) };
    let mut found = Vec::new();
    let (mut last, mut between, mut pure) = (None, false, true);
    for block in blocks {
        match block.kind {
            BlockKind::Item { list, position, depth, of } if depth == level => {
                if list != kind || last.is_some_and(|(before, all)| position <= before || of != all) {
                    break;
                }
                pure &= !between;
                last = Some((position, of));
                found.push(*block);
            }
            BlockKind::Item { depth, .. } if depth < level => break,
            // A deeper list, even after the last item, hangs on one of these.
            BlockKind::Item { .. } => pure = false,
            BlockKind::Paragraph => between = true,
            _ => break,
        }
    }
    (found, pure)
}

fn style(blocks: &[&Block], nested: bool, in_steps: bool) -> Style {
    let (items, pure) = items(blocks);
    let BlockKind::Item { list, .. } = blocks[0].kind else { return Style::Silent };
    if nested || items.len() < 2 {
        return if in_steps && !nested { Style::Step } else { Style::Silent };
    }
    if in_steps {
        return Style::Step;
    }
    let words: Vec<Words> = items.iter().map(|item| Words::of(&item.text)).collect();
    if words.iter().any(|item| counts_itself(&item.written())) {
        return Style::Silent;
    }
    let several = words.iter().any(|item| several_sentences(&item.written()));
    match list {
        ListKind::Numbers { .. } if several && items.len() <= MOST_COUNTED => Style::Ordinal,
        ListKind::Numbers { .. } => Style::Number,
        ListKind::Bullets if items.len() > MOST_COUNTED => Style::Silent,
        ListKind::Bullets if several => Style::Ordinal,
        ListKind::Bullets => {
            let same_cut = items.iter().all(|item| item.cut == items[0].cut);
            let total: usize = words.iter().map(Words::count).sum();
            if pure && same_cut && total <= SHORT_LIST && all_phrases(&words) { Style::Joined } else { Style::One }
        }
    }
}

/// Whether items are parts of a sentence rather than sentences: short, no stop within, no full stop but at the very end.
fn all_phrases(items: &[Words]) -> bool {
    items.iter().enumerate().all(|(at, item)| {
        let written = item.written();
        let last = at + 1 == items.len();
        let bare = written.trim_end_matches([';', ',']);
        let bare = if last { bare.trim_end_matches('.') } else { bare };
        item.count() <= SHORT_ITEM && !bare.contains([';', ':', '?', '!', '“']) && !bare.ends_with('.')
    })
}

/// Items that say their own number must not get a second one.
fn counts_itself(text: &str) -> bool {
    let text = text.to_lowercase();
    ["bước ", "thứ nhất", "thứ hai", "một là", "hai là", "điều thứ", "việc thứ", "câu "]
        .iter()
        .any(|head| text.starts_with(head))
}

/// The words before an item.
#[must_use]
pub fn counter(style: Style, ordinal: u64, speak: impl Fn(&str) -> String) -> Option<String> {
    let at = usize::try_from(ordinal).ok().and_then(|ordinal| ordinal.checked_sub(1));
    let word = |table: &[&str; 10]| match at.and_then(|at| table.get(at)) {
        Some(word) => (*word).to_owned(),
        None => speak(&ordinal.to_string()),
    };
    Some(match style {
        Style::Joined | Style::One => format!("{} là,", capital(&word(&NUMBERS))),
        Style::Ordinal => format!("Thứ {},", word(&ORDINALS)),
        Style::Step => format!("Bước {},", word(&NUMBERS)),
        Style::Number => format!("{},", capital(&word(&NUMBERS))),
        Style::Silent => return None,
    })
}

/// Several short items as one sentence.
#[must_use]
pub fn joined(items: &[&Block]) -> Words {
    let mut sentence = Words::default();
    for (at, item) in items.iter().enumerate() {
        let words = Words::of(&item.text).unfinished();
        let count = NUMBERS.get(at).copied().unwrap_or("tiếp theo");
        let words = words.after(&format!("{} là, ", if at == 0 { capital(count) } else { count.to_owned() }));
        if at == 0 {
            sentence = words;
        } else {
            sentence.append("; ", words);
        }
    }
    sentence.finished()
}

/// The word for a small number, as it stands within a sentence.
#[must_use]
pub fn number(count: usize) -> Option<&'static str> {
    count.checked_sub(1).and_then(|at| NUMBERS.get(at)).copied()
}

/// The word for a place in a row: `nhất`, `hai`.
#[must_use]
pub fn ordinal(at: usize) -> &'static str {
    ORDINALS.get(at).copied().unwrap_or("tiếp theo")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
