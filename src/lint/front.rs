//! What a page says of itself: when somebody looks at it again, where its facts are from, who let it go on air.

use super::Subject;
use crate::base::Millis;
use crate::content::Kind;
use crate::diag::{Code, Diagnostic, Text, codes};
use crate::markdown::{Audience, BlockKind, words_of};
use crate::say;
use crate::site::Page;

/// Most broadcasts that a page is divided among, as the radio does it.
const PARTS: u32 = 9;

/// A diagnostic about the front matter as a whole.
fn of_front(subject: &Subject<'_>, code: &'static Code, message: Text) -> Diagnostic {
    Diagnostic::new(code, message).at(subject.path(), subject.document.front.span.clone())
}

/// The page, unless it is kept only for those who have its old address.
fn current<'s>(subject: &Subject<'s>) -> Option<&'s Page> {
    let front = &subject.document.front;
    subject.page.filter(|page| !page.expired && front.withdrawn.is_none() && front.superseded_by.is_none())
}

/// Procedures, laws and answers change: somebody must look at such a page again. Nobody does at a sample.
pub(super) fn review_missing(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let front = &subject.document.front;
    let changing = matches!(front.kind, Kind::Guide | Kind::Law | Kind::Faq);
    if subject.config.sample || !changing || front.review_by.is_some() || current(subject).is_none() {
        return;
    }
    let kind = front.kind.label().to_lowercase();
    let english = front.kind.english().to_lowercase();
    let message = say!("bài {kind} chưa ghi ngày phải rà soát lại (`review_by`)"; "a page of the kind “{english}” does not say by when it is reviewed (`review_by`)");
    let day = subject.site.today.plus_days(365);
    found.push(
        of_front(subject, &codes::REVIEW_MISSING, message)
            .hint(say!("thêm dòng: review_by = {day}"; "add the line: review_by = {day}")),
    );
}

/// The day of the review is past.
pub(super) fn review_due(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some((day, span)) = &subject.document.front.review_by else { return };
    let today = subject.site.today;
    if *day >= today || current(subject).is_none() {
        return;
    }
    let day = day.official();
    let message = say!("bài phải được rà soát trước hết ngày {day}"; "the page was to be reviewed by {day}");
    found.push(
        Diagnostic::new(&codes::REVIEW_DUE, message)
            .at(subject.path(), span.clone())
            .hint(say!("xem lại từng số, ngày, tên cơ quan, văn bản; rồi ghi `updated = {today}` và `review_by` mới"; "check every number, date, office and document; then write `updated = {today}` and a new `review_by`")),
    );
}

/// A warning or a page on a law that does not say where its facts are from.
pub(super) fn sources(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let front = &subject.document.front;
    if !matches!(front.kind, Kind::Warning | Kind::Law) || !front.sources.is_empty() || current(subject).is_none() {
        return;
    }
    let kind = front.kind.label().to_lowercase();
    let english = front.kind.english().to_lowercase();
    let message =
        say!("bài {kind} chưa ghi nguồn (`sources`)"; "a page of the kind “{english}” names no sources (`sources`)");
    found.push(
        of_front(subject, &codes::SOURCES_MISSING, message)
            .hint(say!("thêm dòng: sources = [\"Cơ quan, tên tài liệu, ngày; https://…\"]"; "add the line: sources = [\"Body, title, date; https://…\"]")),
    );
}

/// Whether a page goes on air: as it says itself, or as its kind does.
fn airs(subject: &Subject<'_>) -> bool {
    let front = &subject.document.front;
    let listed = current(subject).is_some_and(|page| page.lang == "vi");
    listed && front.radio.include.unwrap_or_else(|| front.kind.airs())
}

/// What goes on air bears the name of who approved it. Samples are approved by nobody.
pub(super) fn approval(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let front = &subject.document.front;
    if subject.config.sample || !airs(subject) || !front.approved_by.trim().is_empty() {
        return;
    }
    let message = say!("bài sẽ phát trên loa mà chưa ghi người duyệt (`approved_by`)"; "the page goes on air and does not say who approved it (`approved_by`)");
    let today = subject.site.today;
    found.push(
        of_front(subject, &codes::APPROVAL_MISSING, message)
            .hint(say!("sau khi duyệt, thêm: approved_by = \"Họ tên, chức vụ\" và approved_on = {today}"; "once it is approved, add: approved_by = \"Name, office\" and approved_on = {today}"))
            .hint(say!("bài không phát thì ghi include = false trong [radio]"; "a page that is not for the air says include = false under [radio]")),
    );
}

/// A text that no division makes short enough for the slots. A written word is at least one syllable, and pauses come
/// on top: what is told is certain.
pub(super) fn too_long(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if !airs(subject) || subject.config.radio.slots.is_empty() {
        return;
    }
    let rate = u64::from(subject.config.radio.band.slow.articulation.max(1));
    let slot = subject.config.radio.slot_max;
    let too_long = |syllables: u64| syllables * 60_000 / rate > u64::from(slot.0) * u64::from(PARTS);
    let blocks = &subject.document.body.blocks;
    // A word and the blank behind it have two bytes at least: most pages need no counting.
    let bytes = blocks.last().map_or(0, |block| block.span.end);
    if !too_long(u64::from(bytes) / 2) {
        return;
    }
    let said = blocks.iter().filter(|block| {
        block.audience != Audience::Readers
            && block.cut.is_none()
            && !matches!(block.kind, BlockKind::Code | BlockKind::Footnote)
    });
    let syllables: u64 = said.map(|block| words_of(block).split_whitespace().count() as u64).sum();
    if !too_long(syllables) {
        return;
    }
    let length = Millis(u32::try_from(syllables * 60_000 / rate).unwrap_or(u32::MAX));
    let message = say!("bài dài hơn {length}: chia {PARTS} kỳ, mỗi kỳ {slot}, vẫn không đọc hết"; "the page lasts more than {length}: {PARTS} broadcasts of {slot} do not hold it");
    found.push(
        of_front(subject, &codes::PAGE_TOO_LONG, message)
            .hint(say!("viết một bài ngắn cho loa, và ghi include = false trong [radio] của bài này"; "write a short page for the air, and include = false under [radio] of this one"))
            .hint(say!("hoặc đặt đoạn chỉ để đọc vào khối :::web, đoạn bỏ được vào khối :::cut"; "or put what is only to be read into :::web, and what may go into :::cut")),
    );
}
