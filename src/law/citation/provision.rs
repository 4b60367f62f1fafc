//! Provisions: `điểm a, b khoản 1 Điều 5`, `các Điều 7, 8 và 9`, `Điều 11, khoản 2`, `Đ12.2.b`.

use super::cursor::{Cursor, all_upper, starts_upper};
use super::kinds;
use super::labels::{Dotted, extend, letters, numbers};

/// One place within a document, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provision {
    /// `11`, or `5a` for an article that was put in between.
    pub article: Option<String>,
    pub clause: Option<String>,
    /// `đ`
    pub point: Option<String>,
}

/// The article of `khoản 2 Điều này`, until the text before has told which one it is.
pub(super) const THIS: &str = "này";

/// A chain of provisions and where it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chain {
    pub provisions: Vec<Provision>,
    pub end: usize,
    /// Whether the words alone show that an article is meant, as `Điều 7` does and `điều 7` does not.
    pub sure: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Point,
    Clause,
    Article,
    /// Chapters, annexes and the like, which are read over.
    Other,
}

struct Element {
    level: Level,
    labels: Vec<String>,
    /// How strongly the element is set apart from the one before: 0 a space, 1 a comma, 2 `và`.
    apart: u8,
    /// `Đ12.2.b`: what stood behind the article's number.
    inner: Option<Dotted>,
    /// `các` before it: what stands before is of each.
    many: bool,
}

/// Reads the longest chain at the cursor. `None` where there is none; the cursor then stays, and `Err` tells how far a
/// chain without an article went.
pub(super) fn chain(cursor: Cursor<'_>) -> Result<Chain, usize> {
    let mut look = cursor;
    let mut elements: Vec<Element> = Vec::new();
    let mut sure = false;
    let mut end = look.at;
    let mut apart = 0;
    let mut range = false;
    let mut open = false;
    loop {
        // `Điều 7 (khoản 1, 2), Điều 11 (khoản 4)`
        if elements.last().is_some_and(|last| last.level == Level::Article) && !open && look.mark(&['(']).is_some() {
            (open, apart) = (true, 0);
        }
        let Some((element, proper)) = element(&mut look, !elements.is_empty()) else { break };
        if open && matches!(element.level, Level::Article | Level::Other) {
            break;
        }
        if open && look.mark(&[')']).is_some() {
            open = false;
        }
        sure |= proper && element.level == Level::Article;
        end = look.at;
        match elements.last_mut() {
            Some(last) if range && last.level == element.level => {
                let (from, to) = (last.labels.last().cloned(), element.labels.first().cloned());
                extend(&mut last.labels, from.as_deref(), to.as_deref());
                last.labels.extend(element.labels.into_iter().skip(1));
            }
            _ => elements.push(Element { apart, ..element }),
        }
        (apart, range) = separator(&mut look);
        if elements.len() > 200 {
            break;
        }
    }
    if elements.iter().all(|element| element.level != Level::Article) {
        return Err(end);
    }
    // `khoản 1 điều 5` shows as much as a capital does.
    sure |= elements.len() > 1;
    let provisions = provisions(&elements);
    if provisions.is_empty() { Err(end) } else { Ok(Chain { provisions, end, sure }) }
}

/// What stands between two elements.
fn separator(look: &mut Cursor<'_>) -> (u8, bool) {
    let mut apart = 0;
    let mut next = *look;
    if next.mark(&[';', '&']).is_some() {
        apart = 2;
    } else if next.mark(&[',']).is_some() {
        apart = 1;
    }
    if next.take_any(&["và", "hoặc", "cùng"]).is_some() {
        apart = 2;
    } else if next.take_any(&["đến hết", "đến", "tới"]).is_some() || next.mark(&['-', '–']).is_some() {
        *look = next;
        return (0, true);
    } else if apart == 0 {
        next.take_any(&["của", "thuộc", "tại", "trong"]);
    }
    next.take_any(&["tại", "theo", "từ"]);
    *look = next;
    (apart, false)
}

fn element<'t>(cursor: &mut Cursor<'t>, within: bool) -> Option<(Element, bool)> {
    let mut look = *cursor;
    let many = look.take("các");
    let start = {
        look.blanks();
        look.at
    };
    let capital = starts_upper(look.letters());
    let level = if look.take("điều") {
        Level::Article
    } else if look.take("khoản") {
        Level::Clause
    } else if look.take("điểm") {
        Level::Point
    } else if look
        .take_any(&["tiểu mục", "chương", "mục", "phụ lục", "phần", "tiết", "đoạn", "câu", "mẫu số", "mẫu"])
        .is_some()
    {
        if !within {
            return None;
        }
        Level::Other
    } else {
        short(&mut look)?
    };
    let mut element = Element { level, labels: Vec::new(), apart: 0, inner: None, many };
    match level {
        Level::Point => letters(&mut look, &mut element.labels, many),
        Level::Other => {
            let (word, after) = look.next_word();
            let numeral = !word.is_empty() && (word.chars().all(|c| "IVXLC".contains(c)) || word.chars().count() == 1);
            look = if numeral { after } else { look };
            if !numeral && look.blanks().digits(3).is_none() && !look.text[start..].starts_with("Phụ") {
                return None;
            }
            element.labels.push(String::new());
        }
        Level::Article if within && look.take(THIS) => element.labels.push(THIS.to_owned()),
        Level::Article | Level::Clause => {
            look.take("thứ");
            look.take("số");
            let dots = (level == Level::Article).then_some(&mut element.inner);
            numbers(&mut look, &mut element.labels, many, dots);
        }
    }
    if element.labels.is_empty() {
        return None;
    }
    *cursor = look;
    Some((element, capital || many))
}

/// `Đ11`, `Đ.11`, `k2`, `k.2`, `đ.a`: letters for words, close to what they name.
fn short(look: &mut Cursor<'_>) -> Option<Level> {
    let letter = look.peek()?;
    let mut next = *look;
    next.at += letter.len_utf8();
    let dotted = next.peek() == Some('.');
    next.at += usize::from(dotted);
    let follows = if dotted { *next.blanks() } else { next };
    let level = match letter {
        'Đ' if follows.peek().is_some_and(|c| c.is_ascii_digit()) => Level::Article,
        'K' | 'k' if follows.peek().is_some_and(|c| c.is_ascii_digit()) => Level::Clause,
        'đ' if dotted && follows.letters().chars().count() == 1 => Level::Point,
        _ => return None,
    };
    *look = follows;
    Some(level)
}

/// Each place once: points belong to the clause that follows them, clauses to the article that follows; where nothing
/// follows, to what stands before.
fn provisions(elements: &[Element]) -> Vec<Provision> {
    let mut found: Vec<Provision> = Vec::new();
    let mut waiting = Inner::default();
    let mut at = 0;
    while let Some(element) = elements.get(at) {
        at += 1;
        match element.level {
            Level::Other => {}
            Level::Point | Level::Clause => waiting.take(element),
            Level::Article => {
                let inside = std::mem::take(&mut waiting).leaves();
                let from = found.len();
                for (place, article) in element.labels.iter().enumerate() {
                    if place > 0 && !element.many || inside.is_empty() {
                        found.push(Provision { article: Some(article.clone()), ..Provision::default() });
                    } else {
                        found.extend(inside.iter().map(|(clause, point)| Provision {
                            article: Some(article.clone()),
                            clause: clause.clone(),
                            point: point.clone(),
                        }));
                    }
                }
                if let Some((clause, point)) = &element.inner
                    && let Some(first) = found.get_mut(from)
                {
                    (first.clause, first.point) = (clause.clone(), point.clone());
                }
                let behind =
                    elements[at..].iter().take_while(|next| matches!(next.level, Level::Point | Level::Clause));
                let behind = behind.count();
                if behind > 0 && inside.is_empty() && belongs_before(elements, at, behind) {
                    let mut inner = Inner::default();
                    elements[at..at + behind].iter().for_each(|next| inner.take(next));
                    at += behind;
                    if let Some(last) = found.pop() {
                        found.extend(inner.leaves().into_iter().map(|(clause, point)| Provision {
                            clause,
                            point,
                            ..last.clone()
                        }));
                    }
                }
            }
        }
    }
    found
}

/// `Điều 11, khoản 2` and not `Điều 5, khoản 1 Điều 6`.
fn belongs_before(elements: &[Element], at: usize, behind: usize) -> bool {
    let before = elements[at].apart;
    match elements.get(at + behind) {
        Some(next) if next.level == Level::Article => before == 0 || before < next.apart,
        _ => true,
    }
}

/// Clauses and points on their way to an article.
#[derive(Default)]
struct Inner {
    points: Vec<String>,
    leaves: Vec<(Option<String>, Option<String>)>,
    /// Whether the last clause has points of its own before it.
    full: bool,
    /// Whether points stand behind their clauses.
    behind: bool,
}

impl Inner {
    fn take(&mut self, element: &Element) {
        if element.level == Level::Point {
            match self.leaves.last_mut() {
                // `khoản 2 điểm c`: the point stands behind its clause.
                Some((Some(clause), point)) if !self.full && self.points.is_empty() && element.apart == 0 => {
                    let clause = clause.clone();
                    *point = element.labels.first().cloned();
                    let more = element.labels.iter().skip(1).map(|point| (Some(clause.clone()), Some(point.clone())));
                    self.leaves.extend(more.collect::<Vec<_>>());
                    (self.full, self.behind) = (true, true);
                }
                _ => self.points.extend(element.labels.iter().cloned()),
            }
            return;
        }
        for (place, clause) in element.labels.iter().enumerate() {
            let points = if place == 0 { std::mem::take(&mut self.points) } else { Vec::new() };
            self.full = !points.is_empty();
            if points.is_empty() {
                self.leaves.push((Some(clause.clone()), None));
            }
            self.leaves.extend(points.into_iter().map(|point| (Some(clause.clone()), Some(point))));
        }
    }

    fn leaves(mut self) -> Vec<(Option<String>, Option<String>)> {
        // `khoản 2, điểm c` behind an article, or points without a clause.
        let last = self.leaves.last().filter(|(_, point)| point.is_none() || self.behind);
        let bare = last.is_some_and(|(_, point)| point.is_none());
        let clause = last.and_then(|(clause, _)| clause.clone());
        if bare && clause.is_some() && !self.points.is_empty() {
            self.leaves.pop();
        }
        let points = std::mem::take(&mut self.points);
        self.leaves.extend(points.into_iter().map(|point| (clause.clone(), Some(point))));
        self.leaves
    }
}

/// Whether words that can follow a chain belong to a document's name and not to running text.
pub(super) fn joins_document(look: &mut Cursor<'_>, comma: bool) -> bool {
    let mut next = *look;
    next.mark(&['”', '"', '»']);
    let marked = if comma { next.mark(&[',', '(', '-', '–']).is_some() } else { next.mark(&['(']).is_some() };
    if next.take_any(&["của", "trong", "thuộc", "tại", "theo", "ở", "kèm theo", "ban hành kèm theo"]).is_some()
    {
        next.take("các");
        next.mark(&['“', '"', '«']);
        *look = next;
        return true;
    }
    if marked {
        *look = next;
        return true;
    }
    next.mark(&['“', '"', '«']);
    let (word, _) = next.next_word();
    let mut kind = next;
    let carried = super::document::CARRIED;
    if kinds::kind(&mut kind).is_some()
        || kind.take_any(carried).is_some()
        || all_upper(word)
        || next.blanks().peek().is_some_and(|c| c.is_ascii_digit())
    {
        *look = next;
        return true;
    }
    false
}
