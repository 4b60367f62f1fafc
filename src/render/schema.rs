//! Pages as linked data (schema.org) for search engines: what kind of thing a page is, in JSON that no text can leave.

use serde::Serialize;
use serde_json::{Value, json};

use super::Renderer;
use super::page::ai_label;
use super::view::LinkView;
use crate::base::Date;
use crate::config::is_placeholder;
use crate::content::{Ai, Kind};
use crate::law::Status;
use crate::markdown::{Audience, Block, BlockKind, plain_text};
use crate::site::Page;

/// One thing that a page tells of.
#[derive(Serialize)]
#[serde(untagged)]
enum Thing<'p> {
    Work(Work<'p>),
    Trail(Trail<'p>),
    /// Of few pages.
    Other(Value),
}

/// The page itself: an article, a notice or a list of questions. Keys are in the order of the alphabet.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Work<'p> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_text: Option<&'static str>,
    date_modified: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_posted: Option<Date>,
    date_published: Date,
    description: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    digital_source_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'p str>,
    in_language: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity: Option<Vec<Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'p str>,
    publisher: Publisher<'p>,
    url: String,
}

#[derive(Serialize)]
struct Publisher<'p> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'p str,
    url: String,
}

#[derive(Serialize)]
struct Trail<'p> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    items: Vec<Step<'p>>,
}

#[derive(Serialize)]
struct Step<'p> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item: String,
    name: &'p str,
    position: usize,
}

#[derive(Serialize)]
struct Graph<'p> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Thing<'p>>,
}

/// The linked data of a page, to stand in `<script type="application/ld+json">`.
pub(super) fn json_ld(renderer: &Renderer<'_>, page: &Page, trail: &[LinkView]) -> String {
    let mut graph = vec![Thing::Work(work(renderer, page))];
    let front = &page.document.front;
    match front.kind {
        Kind::Guide => graph.extend(service(renderer, page).into_iter().map(Thing::Other)),
        Kind::Law => graph.extend(legislation(renderer, page).map(Thing::Other)),
        _ => {}
    }
    let items: Vec<Step<'_>> = (trail.iter().enumerate())
        .map(|(at, link)| Step {
            kind: "ListItem",
            item: renderer.config.base_url.absolute(&link.url),
            name: &link.title,
            position: at + 1,
        })
        .collect();
    if !items.is_empty() {
        graph.push(Thing::Trail(Trail { kind: "BreadcrumbList", items }));
    }
    in_script(&Graph { context: "https://schema.org", graph })
}

/// JSON that may stand within a `script` element: no `<` is left that could end it, and nothing that XML parsers or
/// scripts of old take for something else.
pub(super) fn in_script(value: &impl Serialize) -> String {
    let written = serde_json::to_string(value);
    debug_assert!(written.is_ok(), "a value can always be written");
    let text = written.unwrap_or_default();
    if memchr::memchr3(b'<', b'>', b'&', text.as_bytes()).is_none() && !text.contains(['\u{2028}', '\u{2029}']) {
        return text;
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // These stand in JSON only within texts, where each may be written as its number.
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    safe
}

fn work<'p>(renderer: &'p Renderer<'_>, page: &'p Page) -> Work<'p> {
    let front = &page.document.front;
    let title = Some(front.title.as_str());
    let (kind, name, headline) = match front.kind {
        Kind::Notice => ("SpecialAnnouncement", title, None),
        Kind::Faq => ("FAQPage", title, None),
        Kind::Page => ("WebPage", title, None),
        _ => ("Article", None, title),
    };
    let label = Some(ai_label(front.ai)).filter(|label| !label.is_empty());
    let source = match front.ai {
        Ai::Assisted => "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource",
        _ => "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
    };
    Work {
        kind,
        credit_text: label,
        date_modified: front.updated.unwrap_or(page.date),
        date_posted: Some(page.date).filter(|_| front.kind == Kind::Notice),
        date_published: page.date,
        description: &page.document.summary,
        digital_source_type: label.map(|_| source),
        expires: front.expires,
        headline,
        in_language: &page.lang,
        main_entity: (front.kind == Kind::Faq).then(|| questions(&page.document.body.blocks)),
        name,
        publisher: Publisher {
            kind: if renderer.config.official { "GovernmentOrganization" } else { "Organization" },
            name: &renderer.config.title,
            url: renderer.config.base_url.absolute("/"),
        },
        url: renderer.config.base_url.absolute(page.url.as_str()),
    }
}

fn service(renderer: &Renderer<'_>, page: &Page) -> Vec<Value> {
    let front = &page.document.front;
    let mut found = Vec::new();
    if let Some(guide) = &front.guide {
        let mut service = json!({ "@type": "GovernmentService", "name": front.title });
        if !guide.service_code.is_empty() {
            service["identifier"] = json!(guide.service_code);
        }
        if !guide.agency.is_empty() {
            service["serviceOperator"] = json!({ "@type": "GovernmentOrganization", "name": guide.agency });
        }
        if guide.url.starts_with("https://") {
            service["availableChannel"] = json!({ "@type": "ServiceChannel", "serviceUrl": guide.url });
        }
        let place = renderer.config.unit.full_name();
        if !is_placeholder(&renderer.config.unit.name) && !renderer.config.unit.name.is_empty() {
            service["areaServed"] = json!(place);
        }
        found.push(service);
    }
    let steps: Vec<Value> = steps(&page.document.body.blocks)
        .into_iter()
        .enumerate()
        .map(|(at, text)| json!({ "@type": "HowToStep", "position": at + 1, "text": text }))
        .collect();
    if !steps.is_empty() {
        found.push(json!({ "@type": "HowTo", "name": front.title, "step": steps }));
    }
    found
}

fn legislation(renderer: &Renderer<'_>, page: &Page) -> Option<Value> {
    let (id, _) = page.document.front.law.id.as_ref()?;
    let law = renderer.site.law(id)?;
    let force = match law.status {
        Status::InForce => "InForce",
        Status::Partly => "PartiallyInForce",
        Status::Expired | Status::NotYet | Status::Draft => "NotInForce",
    };
    let mut value = json!({
        "@type": "Legislation",
        "name": law.title,
        "legislationIdentifier": law.id,
        "legislationType": law.kind,
        "legislationJurisdiction": "VN",
        "legislationLegalForce": format!("https://schema.org/{force}"),
    });
    if !law.issuer.is_empty() {
        value["legislationPassedBy"] = json!({ "@type": "Organization", "name": law.issuer });
    }
    if let Some(issued) = law.issued {
        value["legislationDate"] = json!(issued);
    }
    if !law.url.is_empty() {
        value["url"] = json!(law.url);
    }
    Some(value)
}

/// The texts of the steps of a page, across all its `:::steps`.
fn steps(blocks: &[Block]) -> Vec<String> {
    let (mut depth, mut found) = (0_u32, Vec::new());
    for block in blocks.iter().filter(|block| block.audience != Audience::Listeners) {
        match &block.kind {
            BlockKind::Open(call) if call.name == "steps" => depth += 1,
            BlockKind::Close(call) if call.name == "steps" => depth = depth.saturating_sub(1),
            BlockKind::Item { depth: 1, .. } if depth > 0 => found.push(plain_text(&block.text).trim().to_owned()),
            _ => {}
        }
    }
    found
}

/// Headings that ask, each with the words up to the next heading.
fn questions(blocks: &[Block]) -> Vec<Value> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    let mut asked = false;
    for block in blocks.iter().filter(|block| block.audience != Audience::Listeners) {
        let text = plain_text(&block.text).trim().to_owned();
        if matches!(block.kind, BlockKind::Heading { .. }) {
            asked = text.ends_with('?');
            if asked {
                found.push((text, Vec::new()));
            }
        } else if let Some((_, answer)) = found.last_mut().filter(|_| asked && !text.is_empty()) {
            answer.push(text);
        }
    }
    found
        .into_iter()
        .filter(|(_, answer)| !answer.is_empty())
        .map(|(question, answer)| {
            let answer = json!({ "@type": "Answer", "text": answer.join(" ") });
            json!({ "@type": "Question", "name": question, "acceptedAnswer": answer })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_leave_the_script() {
        let evil = "</script><script>alert(1)</script><!-- & \u{2028}";
        let text = in_script(&json!({ "name": evil }));
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        let back: Value = serde_json::from_str(&text).expect("still JSON");
        assert_eq!(back["name"], evil);
    }

    fn blocks(text: &str) -> Vec<Block> {
        crate::markdown::parse(text, 0, &"content/a.md".into()).blocks
    }

    #[test]
    fn questions_are_headings_that_ask_and_have_an_answer() {
        let found =
            questions(&blocks("Mở.\n\n## Có mất tiền không?\n\nKhông.\n\n- Thật.\n\n## Ghi chú\n\nBỏ.\n\n## Và?\n"));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["name"], "Có mất tiền không?");
        assert_eq!(found[0]["acceptedAnswer"]["text"], "Không. Thật.");
    }

    #[test]
    fn steps_are_items_of_step_lists_alone() {
        let text = "1. Không.\n\n:::steps\n1. Một.\n   - chi tiết\n2. Hai.\n:::\n\n- Không.\n";
        assert_eq!(steps(&blocks(text)), ["Một.", "Hai."]);
    }
}
