//! Citations held against the register: unknown, contradicting, expired, too early, beyond the last article.

use super::Subject;
use crate::base::Date;
use crate::diag::{Diagnostic, Severity, codes};
use crate::law::{Cited, Law, Status, issuer_clash};
use crate::markdown::words_of;
use crate::say;

fn law<'s>(subject: &Subject<'s>, cited: &Cited) -> Option<&'s Law> {
    cited.citation.law.and_then(|row| subject.site.registers.laws.get(row))
}

/// The first phrase for each document, unless some sentence of the page says itself what the lint would say.
fn once<'s>(subject: &Subject<'s>, said: &[&str], wrong: impl Fn(&Law) -> bool) -> Vec<(&'s Cited, &'s Law)> {
    let mut first: Vec<(&Cited, &Law)> = Vec::new();
    let mut excused: Vec<&str> = Vec::new();
    for cited in phrases(subject) {
        let Some(law) = law(subject, cited).filter(|law| wrong(law)) else { continue };
        if says(cited, said) {
            excused.push(&law.id);
        } else if first.iter().all(|(_, known)| known.id != law.id) {
            first.push((cited, law));
        }
    }
    first.retain(|(_, law)| !excused.contains(&law.id.as_str()));
    first
}

/// Each phrase once, whatever it lists.
fn phrases<'s>(subject: &Subject<'s>) -> impl Iterator<Item = &'s Cited> {
    let mut last = None;
    subject.cited.iter().filter(move |cited| last.replace(cited.span.clone()) != Some(cited.span.clone()))
}

fn register_unreadable(subject: &Subject<'_>) -> bool {
    subject.site.registers.unreadable.contains("_data/laws.toml")
}

/// A number that the register does not have. Titles alone are let pass: `Luật Đất đai` needs no row to be understood.
pub(super) fn unknown(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if register_unreadable(subject) || subject.site.registers.laws.is_empty() {
        return;
    }
    let mut told = std::collections::BTreeSet::new();
    for cited in phrases(subject).filter(|cited| cited.citation.law.is_none() && cited.citation.direct) {
        let Some(number) = cited.citation.number.as_ref().filter(|number| told.insert((*number).clone())) else {
            continue;
        };
        let message = say!("văn bản `{number}` chưa có trong sổ `content/_data/laws.toml`"; "`{number}` is not in the register `content/_data/laws.toml`");
        let known = subject.site.registers.laws.iter().map(|law| law.id.as_str());
        let mut problem = Diagnostic::new(&codes::UNKNOWN_DOCUMENT, message).at(subject.path(), cited.span.clone());
        if let Some(near) = crate::diag::nearest(number, known).filter(|near| *near != number) {
            problem = problem.hint(say!("có phải `{near}` không?"; "did you mean `{near}`?"));
        }
        found.push(problem.hint(
            say!("đối chiếu Công báo rồi thêm văn bản vào sổ"; "check the Gazette, then add it to the register"),
        ));
    }
}

/// Date, issuer or title that are not the register's.
pub(super) fn mismatch(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    // `:sic[…]` keeps what an authority wrote, and says that it is known.
    let kept: Vec<_> = subject.document.body.calls.iter().filter(|call| call.name == "sic").collect();
    let known =
        |cited: &Cited| kept.iter().any(|call| call.span.start < cited.span.end && cited.span.start < call.span.end);
    for cited in phrases(subject).filter(|cited| !known(cited)) {
        let Some(law) = law(subject, cited) else { continue };
        let id = &law.id;
        let citation = &cited.citation;
        let mut tell = |message, hint| {
            let problem = Diagnostic::new(&codes::CITATION_MISMATCH, message).at(subject.path(), cited.span.clone());
            found.push(problem.hint(hint));
        };
        if let (Some(date), Some(issued)) = (citation.date, law.issued)
            && date != issued
        {
            let (date, issued) = (date.official(), issued.official());
            tell(
                say!("bài ghi {id} ngày {date}; theo sổ là ngày {issued}"; "the page dates {id} {date}; the register says {issued}"),
                say!("sửa thành ngày {issued}, hoặc sửa `issued` trong sổ"; "write {issued}, or correct `issued` in the register"),
            );
        }
        if let Some(issuer) = &citation.issuer
            && issuer_clash(issuer, &law.issuer)
        {
            let known = &law.issuer;
            tell(
                say!("bài ghi {id} là của {issuer}; theo sổ là của {known}"; "the page says that {id} is by {issuer}; the register says {known}"),
                say!("sửa thành “của {known}”, hoặc sửa `issuer` trong sổ"; "write “của {known}”, or correct `issuer` in the register"),
            );
        }
        let other = citation.titled.filter(|row| Some(*row) != citation.law);
        if let Some(other) =
            other.and_then(|row| subject.site.registers.laws.get(row)).filter(|other| other.title != law.title)
        {
            let (title, right, wrong) = (&law.title, &other.id, &other.title);
            tell(
                say!("số {id} là của {title}, không phải {wrong}"; "{id} is {title}, not {wrong}"),
                say!("sửa số thành {right}, hoặc sửa tên"; "write the number {right}, or correct the title"),
            );
        }
    }
}

/// Words of a sentence that says itself that a document is no longer, or not yet, in force.
const SAID: &[&str] = &[
    "hết hiệu lực",
    "thay thế",
    "thay cho",
    "thay bằng",
    "được thay",
    "bị thay",
    "nay là",
    "bãi bỏ",
    "trước đây",
    "đã thay",
    "hủy bỏ",
];
const SAID_EARLY: &[&str] = &["có hiệu lực", "dự thảo", "sắp có", "hiệu lực từ", "kể từ ngày", "áp dụng từ"];

fn says(cited: &Cited, words: &[&str]) -> bool {
    let around = cited.around.to_lowercase();
    words.iter().any(|word| around.contains(word))
}

/// Cited although expired on the page's day.
pub(super) fn expired(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (cited, law) in once(subject, SAID, |law| law.status_on(subject.date) == Status::Expired) {
        // A page on the old document itself misleads nobody.
        if subject.document.front.law.id.as_ref().is_some_and(|(id, _)| *id == law.id) {
            continue;
        }
        let name = law.name();
        let message = match law.expires {
            Some(day) => {
                let day = day.official();
                say!("{name} hết hiệu lực từ ngày {day}"; "{name} has not been in force since {day}")
            }
            None => say!("{name} đã hết hiệu lực"; "{name} is no longer in force"),
        };
        let problem = Diagnostic::new(&codes::EXPIRED_CITATION, message).at(subject.path(), cited.span.clone());
        let new = law.replaced_by.as_ref().map(|id| subject.site.law(id).map_or_else(|| id.clone(), Law::name));
        found.push(match new {
            Some(new) => problem.hint(say!("dẫn văn bản thay thế: {new}"; "cite what replaced it: {new}")),
            None => problem.hint(say!("nói rõ trong câu là văn bản đã hết hiệu lực, hoặc bỏ câu dẫn"; "say in the sentence that it has expired, or leave it out")),
        });
    }
}

/// Cited although not in force on the page's day, or a draft.
pub(super) fn early(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let early = |law: &Law| matches!(law.status_on(subject.date), Status::NotYet | Status::Draft);
    for (cited, law) in once(subject, SAID_EARLY, early) {
        let status = law.status_on(subject.date);
        let name = law.name();
        let message = match (status, law.effective) {
            (Status::Draft, _) => say!("{name} mới là dự thảo"; "{name} is only a draft"),
            (_, Some(day)) => {
                let day = day.official();
                say!("{name} đến ngày {day} mới có hiệu lực"; "{name} comes into force on {day}")
            }
            _ => say!("{name} chưa có hiệu lực"; "{name} is not in force yet"),
        };
        let problem = Diagnostic::new(&codes::EARLY_CITATION, message).at(subject.path(), cited.span.clone());
        let old = law.replaces.first().map(|id| subject.site.law(id).map_or_else(|| id.clone(), Law::name));
        found.push(match old {
            Some(old) => problem.hint(say!("dẫn văn bản đang áp dụng: {old}; hoặc ghi ngày có hiệu lực"; "cite what applies now: {old}; or say from when")),
            None => problem.hint(say!("ghi rõ ngày văn bản có hiệu lực"; "say from which day it applies")),
        });
    }
}

/// `Điều 44` of a law with 35. A warning where the document is only guessed from the text before.
pub(super) fn article_beyond(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for cited in subject.cited {
        let Some(law) = law(subject, cited) else { continue };
        let digits: Option<u32> = cited
            .citation
            .provision
            .article
            .as_ref()
            .and_then(|article| article.trim_end_matches(char::is_alphabetic).parse().ok());
        let (Some(article), Some(last)) = (digits, law.articles) else { continue };
        if article <= last {
            continue;
        }
        let name = law.name();
        let message = say!("{name} chỉ có {last} điều, không có Điều {article}"; "{name} has {last} articles and no Điều {article}");
        let mut problem = Diagnostic::new(&codes::ARTICLE_BEYOND, message).at(subject.path(), cited.span.clone());
        if !cited.citation.direct {
            problem.severity = Severity::Warning;
            problem = problem.hint(say!("nếu là điều của văn bản khác, ghi tên văn bản ngay sau số điều"; "if another document is meant, name it right behind the article"));
        }
        found.push(problem.hint(say!("kiểm tra lại số điều"; "check the number of the article")));
    }
}

/// Letters that Vietnamese lists pass over.
pub(super) fn point_letter(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for cited in subject.cited.iter().filter(|cited| cited.citation.law.is_some() || cited.citation.number.is_some()) {
        let Some(point) =
            cited.citation.provision.point.as_deref().filter(|point| matches!(*point, "f" | "j" | "w" | "z"))
        else {
            continue;
        };
        let message = say!("văn bản Việt Nam không có điểm {point}"; "Vietnamese documents have no point {point}");
        let problem = Diagnostic::new(&codes::POINT_LETTER, message).at(subject.path(), cited.span.clone());
        found.push(problem.hint(say!("thứ tự điểm: a, b, c, d, đ, e, g, h, i, k, l, m, n, o, p…"; "points go a, b, c, d, đ, e, g, h, i, k, l, m, n, o, p…")));
    }
}

/// A page about a document that was last looked at before the document's status changed, or a row that its dates overtook.
pub(super) fn status_changed(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some((id, span)) = &subject.document.front.law.id else { return };
    let Some(law) = subject.site.law(id) else { return };
    let today = subject.site.today;
    let now = law.status_on(today);
    let checked = law.checked.and_then(|checked| checked.on).unwrap_or(subject.date);
    let since = |seen: Date, day: Option<Date>| day.filter(|day| seen < *day && *day <= today);
    // Who checks the row when a law expires has not yet rewritten the page; that a law came into force spoils no page.
    let changed = since(subject.date.min(checked), law.expires).or(since(checked, law.effective));
    // A day before the check says nothing about what was found then.
    let overtaken = now != law.status && checked <= today;
    let Some(day) = changed.or(overtaken.then_some(today)) else { return };
    let (name, words, day) = (law.name(), now.vietnamese().to_lowercase(), day.official());
    let message = say!("{name}: {words} từ ngày {day}, sau lần kiểm tra cuối"; "{name}: its status changed on {day}, after it was last checked ({words})");
    let problem = Diagnostic::new(&codes::STATUS_CHANGED, message).at(subject.path(), span.clone());
    found.push(problem.hint(say!("rà soát bài rồi ghi `updated`; sửa `status` và `checked_on` trong sổ"; "review the page and set `updated`; correct `status` and `checked_on` in the register")));
}

/// `dịch vụ công trực tuyến mức độ 3, 4`. Levels of other things, as of electronic identity, are let be.
pub(super) fn service_level(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let body = &subject.document.body;
    for (block, places) in body.blocks.iter().zip(&body.places) {
        let words = words_of(block);
        // Most blocks have no such figure, which is seen faster than the word.
        if !words.as_bytes().contains(&b'3') && !words.as_bytes().contains(&b'4') {
            continue;
        }
        let mut from = 0;
        while let Some(at) = words[from..].find("mức ").map(|at| from + at) {
            from = at + "mức ".len();
            let rest = words[from..].strip_prefix("độ ").unwrap_or(&words[from..]);
            let level = rest.trim_start();
            if !level.starts_with(['3', '4'])
                || level[1..].starts_with(|c: char| c.is_alphanumeric() || c == '.' || c == '%')
            {
                continue;
            }
            let mut near = at.saturating_sub(90);
            while !words.is_char_boundary(near) {
                near -= 1;
            }
            let before = words[near..at].to_lowercase();
            let services = ["dịch vụ công", "dvc", "trực tuyến", "thủ tục hành chính"];
            if !services.iter().any(|service| before.contains(service)) || before.contains("định danh") {
                continue;
            }
            let end = words.len() - level.len() + 1;
            let message = say!("“mức độ 3, 4” là cách gọi cũ của dịch vụ công trực tuyến"; "“mức độ 3, 4” is an old name of levels of online services");
            let problem = Diagnostic::new(&codes::SERVICE_LEVEL, message).at(subject.path(), places.span(at..end));
            found.push(problem.hint(say!("viết “toàn trình” (trước là mức 4) hoặc “một phần” (mức 3)"; "write “toàn trình” (formerly level 4) or “một phần” (level 3)")));
        }
    }
}
