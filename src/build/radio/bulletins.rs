//! Bulletins of single pages: which page is meant, whether it may be announced, and whether its text is the approved one.

use std::collections::BTreeMap;

use super::super::Resolved;
use super::channel::{Channel, source};
use super::doubts::told;
use super::faces::faces;
use super::lengths::names;
use crate::base::{Date, SourcePath, slug};
use crate::content::{Alert, Kind, Priority};
use crate::diag::{Diagnostic, Text, codes, nearest};
use crate::fs::Files;
use crate::radio::{self, Approval, Bulletin, Ledger, PREFIX, Unfit};
use crate::render::{Common, Renderer};
use crate::say;
use crate::site::{Page, Site};

/// How many pages a message names.
const NAMED: usize = 12;

/// A bulletin, and what its page says about when it may go out.
pub struct Ready {
    pub bulletin: Bulletin,
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// Guessed readings, and other things to know before it goes on air.
    pub warnings: Vec<Diagnostic>,
}

/// Why there is no bulletin.
pub enum Refused {
    /// No page, or no single one, goes by this name.
    Unknown(Text),
    /// The page cannot be announced as it stands.
    Page(Text),
    /// Mistakes in what would be read.
    Mistakes(Vec<Diagnostic>),
}

/// The bulletin of the page that was typed, as a path, the end of one, a slug or the bulletin's id. With `past` a page
/// whose days are over is taken too: its airings are still to be logged.
///
/// # Errors
/// When there is no such page, or it cannot be announced; the texts say what to do.
pub fn bulletin(resolved: &Resolved, files: &dyn Files, typed: &str, past: bool) -> Result<Ready, Refused> {
    let Resolved { inputs, site, diagnostics, .. } = resolved;
    let (id, page) = find(resolved, typed)?;
    let path = &page.document.path;
    if let Some(why) = barred(page).or_else(|| over(page, site.today).filter(|_| !past)) {
        return Err(Refused::Page(why));
    }
    let common = Common::new(site, &inputs.config, &inputs.theme);
    let renderer = Renderer::new(site, &inputs.config, &inputs.theme, &common);
    let of_page = |one: &&Diagnostic| one.place.as_ref().is_some_and(|(place, _)| place == path);
    let own = diagnostics.iter().filter(of_page).cloned();
    let (mut mistakes, mut warnings): (Vec<_>, Vec<_>) = own.chain(faces(&renderer)).partition(Diagnostic::is_error);
    if !mistakes.is_empty() {
        mistakes.append(&mut warnings);
        return Err(Refused::Mistakes(mistakes));
    }
    let channel = Channel::new(&renderer, inputs);
    let station = channel.station();
    let made = made(&id, page, &channel, &inputs.ledger).map_err(|unfit| Refused::Page(told_unfit(path, unfit)))?;
    let source = source(page);
    warnings.extend(told(&source, radio::doubts(&source, &station), files));
    Ok(Ready { bulletin: made, from: source.from, until: last_day(page), warnings })
}

/// Approved bulletins whose text has changed while their page is still to be announced.
pub(super) fn changed(channel: &Channel<'_>, site: &Site, ledger: &Ledger) -> Vec<Diagnostic> {
    let path = SourcePath::from("content/_data/schedule.toml");
    let mut problems = Vec::new();
    for approved in &ledger.bulletins {
        let page = site.pages.iter().find(|page| page.document.path.as_str() == approved.page);
        let Some(page) = page.filter(|page| barred(page).or_else(|| over(page, site.today)).is_none()) else {
            continue;
        };
        let made = made(&approved.id, page, channel, ledger);
        if made.is_ok_and(|made| made.approval.is_given()) {
            continue;
        }
        let (id, by, day) = (&approved.id, &approved.approval.by, approved.approval.on.official());
        let message = say!("lời đọc của tin `{id}` đã đổi sau khi {by} duyệt ngày {day}"; "the text of `{id}` has changed since {by} approved it on {day}");
        let hint = say!("xem lại bằng loa radio urgent {id}, rồi: loa radio approve {id} --by \"Họ tên\""; "look at it with loa radio urgent {id}, then: loa radio approve {id} --by NAME");
        problems.push(Diagnostic::new(&codes::APPROVAL_CHANGED, message).at(&path, approved.span.clone()).hint(hint));
    }
    problems
}

fn made(id: &str, page: &Page, channel: &Channel<'_>, ledger: &Ledger) -> Result<Bulletin, Unfit> {
    let emergency = page.document.front.alert == Some(Alert::Emergency);
    let mut made = radio::bulletin(id, &source(page), emergency, &channel.station())?;
    let approved = ledger.bulletins.iter().find(|approved| approved.page == page.document.path.as_str());
    made.approval = approved.map_or(Approval::None, |approved| {
        let (by, on) = (approved.approval.by.clone(), approved.approval.on);
        let same = approved.approval.text == made.fingerprint();
        if same { Approval::Given { by, on } } else { Approval::Changed { by, on } }
    });
    Ok(made)
}

/// Whether bulletins are made of such pages at all.
fn announced(page: &Page) -> bool {
    let front = &page.document.front;
    let kind = matches!(front.kind, Kind::Warning | Kind::Notice);
    page.lang == "vi" && (kind || front.radio.priority == Priority::Urgent)
}

/// The pages that bulletins are made of, by id: `khan-<slug>`, with the sections before it where two have one slug.
fn ids(site: &Site) -> BTreeMap<String, &Page> {
    let mut by_slug: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    for page in site.pages.iter().filter(|page| announced(page)) {
        by_slug.entry(source(page).slug).or_default().push(page);
    }
    let mut ids = BTreeMap::new();
    for (slug, pages) in by_slug {
        for page in &pages {
            let name =
                if pages.len() > 1 { page.url.as_str().trim_matches('/').replace('/', "-") } else { slug.to_owned() };
            ids.insert(format!("{PREFIX}{name}"), *page);
        }
    }
    ids
}

fn find<'r>(resolved: &'r Resolved, typed: &str) -> Result<(String, &'r Page), Refused> {
    let site = &resolved.site;
    let ids = ids(site);
    let id_of = |page: &Page| ids.iter().find(|(_, known)| known.url == page.url).map(|(id, _)| id.clone());
    if let Some(page) = ids.get(typed) {
        return Ok((typed.to_owned(), page));
    }
    let file = format!("{typed}.md");
    let is_typed = |path: &str| names(typed, path) || names(&file, path);
    let mut found: Vec<&Page> =
        site.pages.iter().filter(|page| is_typed(page.document.path.as_str()) || source(page).slug == typed).collect();
    if found.is_empty() && typed.starts_with(PREFIX) {
        found = ids.iter().filter(|(id, _)| id.starts_with(typed)).map(|(_, page)| *page).collect();
    }
    match found[..] {
        [page] => return Ok((id_of(page).unwrap_or_default(), page)),
        [] => {}
        _ => return Err(unknown(typed, &found, &ids)),
    }
    let unpublished = |path: &SourcePath| site.unpublished.iter().any(|file| names(file, path.as_str()));
    let waiting = resolved.documents.iter().filter(|document| unpublished(&document.path));
    if let Some(document) = waiting.clone().find(|document| is_typed(document.path.as_str())) {
        let path = &document.path;
        return Err(Refused::Page(if document.front.draft {
            say!("bài `{path}` còn là bản nháp\n  = cách sửa: viết xong thì xóa dòng draft = true"; "`{path}` is a draft\n  = help: remove the line draft = true when it is ready")
        } else {
            say!("bài `{path}` đề ngày sau hôm nay\n  = cách sửa: sửa dòng date nếu tin phát ngay"; "`{path}` is dated later than today\n  = help: correct its date if it goes out now")
        }));
    }
    let stem = slug(typed.trim_end_matches(".md").rsplit('/').next().unwrap_or_default());
    let stem = stem.strip_prefix(PREFIX).unwrap_or(&stem);
    let known: Vec<&Page> = ids.values().copied().filter(|page| over(page, site.today).is_none()).collect();
    let like = |page: &&&Page| !stem.is_empty() && source(page).slug.contains(stem);
    let mut near: Vec<&Page> = known.iter().filter(like).copied().collect();
    if near.is_empty() {
        let best = nearest(stem, known.iter().map(|page| source(page).slug));
        near = known.iter().filter(|page| Some(source(page).slug) == best).copied().collect();
    }
    Err(unknown(typed, if near.is_empty() { &known } else { &near }, &ids))
}

fn unknown(typed: &str, pages: &[&Page], ids: &BTreeMap<String, &Page>) -> Refused {
    let line = |page: &&Page| {
        let id = ids.iter().find(|(_, known)| known.url == page.url).map_or("", |(id, _)| id.as_str());
        format!("\n  {}  {id}  {}", page.document.path, page.document.front.title)
    };
    let list: String = pages.iter().take(NAMED).map(line).collect();
    Refused::Unknown(if list.is_empty() {
        say!("không có bài `{typed}`, và chưa có cảnh báo, thông báo nào"; "there is no page `{typed}`, and no warning or notice at all")
    } else {
        say!("không rõ bài nào là `{typed}`; có phải một trong các bài này:{list}"; "`{typed}` is no single page; is it one of these:{list}")
    })
}

/// Why a page is never announced, whatever the day.
fn barred(page: &Page) -> Option<Text> {
    let (path, front) = (&page.document.path, &page.document.front);
    if page.lang != "vi" {
        let lang = &page.lang;
        return Some(
            say!("bài `{path}` là bản dịch ({lang}); tin phát loa làm từ bản tiếng Việt"; "`{path}` is a translation ({lang}); bulletins are made of the Vietnamese page"),
        );
    }
    if front.withdrawn.is_some() {
        return Some(say!("bài `{path}` đã rút"; "`{path}` is withdrawn"));
    }
    if !announced(page) {
        let kind = front.kind.label();
        return Some(
            say!("bài `{path}` thuộc loại {kind}; tin khẩn làm từ cảnh báo hoặc thông báo\n  = cách sửa: đặt kind = \"notice\" hoặc \"warning\"; nếu đúng là khẩn thì thêm: [radio] priority = \"urgent\""; "`{path}` is of another kind ({kind}); bulletins are made of warnings and notices\n  = help: set kind = \"notice\" or \"warning\"; if it is urgent, add: [radio] priority = \"urgent\""),
        );
    }
    if front.radio.include == Some(false) {
        return Some(
            say!("bài `{path}` tự khai không phát thanh\n  = cách sửa: bỏ dòng include = false trong [radio]"; "`{path}` says that it is not for radio\n  = help: remove include = false from its [radio]"),
        );
    }
    None
}

/// Why it is too late for a page.
fn over(page: &Page, today: Date) -> Option<Text> {
    let path = &page.document.path;
    let last = last_day(page).filter(|last| *last < today)?.official();
    Some(
        say!("bài `{path}` đã hết hạn ngày {last}\n  = cách sửa: tin còn giá trị thì sửa dòng expires, hoặc until trong [radio]"; "`{path}` expired on {last}\n  = help: if it still holds, correct its expires, or until in its [radio]"),
    )
}

/// The last day on which a page may be announced.
fn last_day(page: &Page) -> Option<Date> {
    let front = &page.document.front;
    front.expires.into_iter().chain(front.radio.until).min()
}

fn told_unfit(path: &SourcePath, unfit: Unfit) -> Text {
    let seconds = |by: crate::base::Millis| by.0.div_ceil(1000);
    match unfit {
        Unfit::Silent => say!("bài `{path}` không có gì để đọc"; "`{path}` has nothing to say"),
        Unfit::Short { by, syllables } => {
            let by = seconds(by);
            say!("bài `{path}` quá ngắn: nhắc lại hai lần vẫn thiếu {by} giây, khoảng {syllables} tiếng, mới đủ 30 giây khi đọc nhanh\n  = cách sửa: viết rõ thêm việc gì, khi nào, ở đâu, ai cần làm gì"; "`{path}` is too short: said three times it lacks {by} seconds, about {syllables} syllables, of 30 seconds at the fastest rate\n  = help: tell what, when, where, and who is to do what")
        }
        Unfit::Long { by, syllables, cuts } => {
            let by = seconds(by);
            let (vi, en) = if cuts {
                ("đưa thêm đoạn vào :::cut", "put more of it into :::cut")
            } else {
                ("đặt đoạn có thể bỏ giữa :::cut và :::", "put what can be dropped between :::cut and :::")
            };
            say!("bài `{path}` quá dài: đã bỏ hết đoạn :::cut và chỉ nhắc lại đoạn đầu, đọc chậm vẫn hơn 3 phút, thừa {by} giây, khoảng {syllables} tiếng\n  = cách sửa: {vi}, hoặc viết một thông báo ngắn riêng: loa new notice \"…\""; "`{path}` is too long: without its :::cut blocks and with the shortest repetition it is {by} seconds, about {syllables} syllables, over 3 minutes at the slowest rate\n  = help: {en}, or write a short notice of its own: loa new notice \"…\"")
        }
    }
}
