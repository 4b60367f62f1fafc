//! What only pages of one kind show: a warning in short, a service's terms, a law's facts, a plan's tasks.

use serde::Serialize;

use super::Renderer;
use super::plan_view::{PlanView, plan};
use super::view::phone_url;
use crate::base::Date;
use crate::content::{Document, Guide, Kind, Level, Moment, Notice};
use crate::law::{Law, Status};
use crate::site::{Page, working_days_between};

/// The parts of a page that its kind adds; each is there only where the page has it.
#[derive(Serialize)]
pub(super) struct KindViews<'s> {
    warning: Option<WarningView<'s>>,
    guide: Option<GuideView<'s>>,
    law: Option<LawFacts<'s>>,
    plan: Option<PlanView<'s>>,
    notice: Option<&'s Notice>,
    outage: Option<OutageView<'s>>,
}

#[derive(Serialize)]
struct WarningView<'s> {
    tricks: &'s [String],
    signs: &'s [String],
    steps: &'s [String],
    call: Vec<CallView<'s>>,
    /// Plain words to send on by Zalo, in lines.
    share: String,
}

#[derive(Serialize)]
struct CallView<'s> {
    name: &'s str,
    phone: &'s str,
    phone_url: String,
    hours: &'s str,
}

#[derive(Serialize)]
struct GuideView<'s> {
    #[serde(flatten)]
    guide: &'s Guide,
    level_words: &'static str,
    /// The address as people read it: `dichvucong.gov.vn`.
    host: &'s str,
}

#[derive(Serialize)]
struct LawFacts<'s> {
    id: &'s str,
    kind: &'s str,
    name: String,
    title: &'s str,
    issuer: &'s str,
    issued: Option<Date>,
    effective: Option<Date>,
    status: &'static str,
    expired: bool,
    replaced_by: Option<String>,
    url: &'s str,
    articles: Vec<String>,
    affects: &'s [String],
}

#[derive(Serialize)]
struct OutageView<'s> {
    service: &'s str,
    from: String,
    until: String,
    planned: bool,
    /// Working days between the notice and the outage, for a planned one.
    days: Option<u32>,
}

pub(super) fn kinds<'s>(renderer: &Renderer<'s>, page: &'s Page) -> KindViews<'s> {
    let (site, document) = (renderer.site, &*page.document);
    let front = &document.front;
    KindViews {
        warning: (front.kind == Kind::Warning || front.warning.is_some()).then(|| warning(renderer, page)),
        guide: front.guide.as_ref().map(|guide| GuideView {
            guide,
            level_words: match guide.level {
                Level::Full => "Toàn trình",
                Level::Part => "Một phần",
                Level::Unknown => "",
            },
            host: host(&guide.url),
        }),
        law: front.law.id.as_ref().and_then(|(id, _)| site.law(id)).map(|law| facts(renderer, document, law)),
        plan: front.plan_tasks.as_ref().and_then(|(file, _)| site.plan(file)).map(|tasks| plan(tasks, site.today)),
        notice: front.notice.as_ref(),
        outage: front.outage.as_ref().map(|outage| OutageView {
            service: &outage.service,
            from: outage.from.map(moment_words).unwrap_or_default(),
            until: outage.until.map(moment_words).unwrap_or_default(),
            planned: outage.planned,
            days: outage
                .from
                .filter(|_| outage.planned)
                .map(|from| working_days_between(page.date, from.date, &renderer.config.holidays)),
        }),
    }
}

fn warning<'s>(renderer: &Renderer<'s>, page: &'s Page) -> WarningView<'s> {
    let given = page.document.front.warning.as_ref();
    let call: Vec<CallView<'_>> = given
        .into_iter()
        .flat_map(|warning| &warning.call)
        .filter_map(|(id, _)| renderer.site.contact(id))
        .map(|contact| CallView {
            name: &contact.name,
            phone: &contact.phone,
            phone_url: phone_url(&contact.phone),
            hours: &contact.hours,
        })
        .collect();
    let share = share(renderer, page, &call);
    let list = |list: Option<&'s Vec<String>>| list.map_or(&[][..], Vec::as_slice);
    WarningView {
        tricks: list(given.map(|warning| &warning.tricks)),
        signs: list(given.map(|warning| &warning.signs)),
        steps: list(given.map(|warning| &warning.steps)),
        call,
        share,
    }
}

/// The message to send on. It ends with where it is from: a warning without a source is what liars send.
fn share(renderer: &Renderer<'_>, page: &Page, call: &[CallView<'_>]) -> String {
    let front = &page.document.front;
    let mut lines: Vec<String> = Vec::new();
    match front.warning.as_ref() {
        Some(warning) if !warning.share.is_empty() => lines.push(warning.share.trim().to_owned()),
        given => {
            lines.push(format!("CẢNH BÁO: {}", front.title));
            let list = |title: &str, items: &[String], numbered: bool, lines: &mut Vec<String>| {
                if items.is_empty() {
                    return;
                }
                lines.push(format!("{title}:"));
                lines.extend(
                    items
                        .iter()
                        .enumerate()
                        .map(|(at, item)| if numbered { format!("{}. {item}", at + 1) } else { format!("- {item}") }),
                );
            };
            if let Some(warning) = given {
                list("Dấu hiệu nhận biết", &warning.signs, false, &mut lines);
                list("Việc cần làm ngay", &warning.steps, true, &mut lines);
            }
            if lines.len() == 1 && !page.document.summary.is_empty() {
                lines.push(page.document.summary.clone());
            }
            // A placeholder must never be sent on.
            let real = call.iter().filter(|contact| !contact.phone_url.is_empty());
            let phones: Vec<String> = real.map(|contact| format!("{} {}", contact.name, contact.phone)).collect();
            if !phones.is_empty() {
                lines.push(format!("Gọi: {}.", phones.join("; ")));
            }
        }
    }
    let address = renderer.config.base_url.absolute(page.url.as_str());
    lines.push(format!("Nguồn: {}, {address}", renderer.config.title));
    lines.join("\n")
}

fn facts<'s>(renderer: &Renderer<'s>, document: &'s Document, law: &'s Law) -> LawFacts<'s> {
    let replaced_by = law.replaced_by.as_ref().map(|id| renderer.site.law(id).map_or_else(|| id.clone(), Law::name));
    LawFacts {
        id: &law.id,
        kind: &law.kind,
        name: law.name(),
        title: &law.title,
        issuer: &law.issuer,
        issued: law.issued,
        effective: law.effective,
        status: law.status.vietnamese(),
        expired: law.status == Status::Expired,
        replaced_by,
        url: &law.url,
        articles: articles(document, &law.id),
        affects: &document.front.law.affects,
    }
}

/// The places of a law that a page cites by `::law`, each once: `Điểm a khoản 2 Điều 7`.
pub(super) fn articles(document: &Document, id: &str) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for call in document.body.calls.iter().filter(|call| call.name == "law") {
        let argument = |key: &str| call.args.get(key).map(String::as_str).filter(|value| !value.is_empty());
        if argument("id") != Some(id) {
            continue;
        }
        let parts = [("điểm", argument("point")), ("khoản", argument("clause")), ("Điều", argument("article"))];
        let words: Vec<String> =
            parts.into_iter().filter_map(|(word, value)| Some(format!("{word} {}", value?))).collect();
        let place = capital(&words.join(" "));
        if !place.is_empty() && !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `22:00 ngày 05/12/2026`
fn moment_words(moment: Moment) -> String {
    let day = moment.date.official();
    moment.time.map_or_else(|| format!("ngày {day}"), |time| format!("{time} ngày {day}"))
}

fn host(url: &str) -> &str {
    url.split("://").nth(1).unwrap_or(url).trim_end_matches('/')
}
