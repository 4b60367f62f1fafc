//! What to do about slots that stay empty, weeks that are short and topics that nobody hears of.

use super::fit::{Bounds, Miss, Piece, miss};
use super::schedule::Schedule;
use super::slot::{Slot, WeekSlots};
use super::source::Source;
use super::station::Station;
use crate::base::{Date, Millis};
use crate::diag::codes::{SLOT_UNFILLED, TOPIC_MISSING, WEEK_SHORT};
use crate::diag::{Diagnostic, Severity};
use crate::say;
use crate::speech::Estimate;

/// A slot that has less room than this for pages, in milliseconds, is a mistake in the settings.
const SHORTEST: u32 = 15_000;

/// Ordinary text of a ward, to turn time into a number of syllables at the station's own rates.
const SAMPLE: &str = "Bà con nhân dân trong phường chú ý, khi có người lạ gọi điện đòi chuyển tiền, xin hãy gác máy. \
                      Bà con gọi lại cho người thân theo số đã lưu từ trước, rồi báo ngay cho công an phường.";

/// A gap explained: for the schedule, and for whoever runs Loa.
pub(super) struct Advice {
    pub why: String,
    /// How much is missing at the fastest rate.
    pub missing: Millis,
    pub diagnostic: Diagnostic,
}

/// Says by how much a slot is missed, and which page to lengthen or to cut. `pages` are those of `groups`; `allowed`
/// is how many pages could be aired on the day, were they not aired lately.
pub(super) fn slot(
    slot: &Slot,
    groups: &[Vec<Piece>],
    pages: &[&Source<'_>],
    bounds: Bounds,
    allowed: usize,
    station: &Station<'_>,
) -> Advice {
    let (day, date, time) = (slot.date.weekday().vietnamese(), slot.date.official(), slot.time);
    let (iso, least, most) = (slot.date, slot.min, slot.max);
    let head = say!(
        "buổi {time} {day} ngày {date} chưa có chương trình";
        "no programme for {iso} {time}"
    );
    let with = |tail: crate::diag::Text| crate::diag::Text {
        vi: format!("{}: {}", head.vi, tail.vi),
        en: format!("{}: {}", head.en, tail.en),
    };
    let need = syllables(Millis(bounds.min), station);
    if bounds.max < SHORTEST {
        let around = Millis(most.0.saturating_sub(bounds.max));
        let tail = if bounds.max == 0 {
            say!("riêng nhạc, lời chào và lời kết đã quá {most} của khung giờ"; "music, greeting and closing alone last longer than the slot's {most}")
        } else {
            say!(
                "riêng nhạc, lời chào và lời kết đã dài tới {around}, khung giờ chỉ có {most}";
                "music, greeting and closing alone last up to {around}, the slot only {most}"
            )
        };
        let why = tail.vi.clone();
        let diagnostic = Diagnostic::new(&SLOT_UNFILLED, with(tail)).hint(say!(
            "tăng `slot_max`, hoặc rút ngắn các câu trong [radio.phrases] và nhạc trong [radio.cues]";
            "raise `slot_max`, or shorten [radio.phrases] and [radio.cues]"
        ));
        return Advice { why, missing: Millis::ZERO, diagnostic };
    }
    if pages.is_empty() {
        let days = station.radio.repeat_after_days;
        let tail = say!(
            "không còn bài nào được phát hôm đó ({allowed} bài đã phát trong vòng {days} ngày trước)";
            "no page may be aired that day ({allowed} were aired less than {days} days before)"
        );
        let why = tail.vi.clone();
        let diagnostic = Diagnostic::new(&SLOT_UNFILLED, with(tail))
            .hint(say!(
                "viết thêm bài, tổng cộng ít nhất khoảng {need} tiếng";
                "write more pages, about {need} syllables or more in all"
            ))
            .hint(say!("hoặc giảm `repeat_after_days` (đang là {days})"; "or lower `repeat_after_days` (now {days})"));
        return Advice { why, missing: Millis(bounds.min), diagnostic };
    }
    let Miss { short: (chosen, below), long } = miss(groups, bounds);
    // Nobody is told that nothing is missing: what is less than a second counts as one.
    let lack = Millis(below.div_ceil(1000).max(1) * 1000);
    let lack_syllables = syllables(lack, station);
    let names = |chosen: &[(usize, usize)]| {
        let names: Vec<String> = chosen.iter().map(|(at, _)| format!("`{}`", pages[*at].page)).collect();
        names.join(", ")
    };
    let tail = if chosen.is_empty() {
        say!("không bài nào vừa khung {least} đến {most}"; "no page fits {least} to {most}")
    } else {
        let best = names(&chosen);
        say!(
            "gần đủ nhất là {best}, còn thiếu {lack} so với {least} khi đọc nhanh nhất";
            "the nearest is {best}, short of {least} by {lack} at the fastest rate"
        )
    };
    let why = tail.vi.clone();
    let mut diagnostic = Diagnostic::new(&SLOT_UNFILLED, with(tail));
    let longer = chosen.iter().map(|(at, _)| pages[*at]).min_by_key(|page| page.page);
    if let Some(page) = longer {
        let name = page.page;
        diagnostic = diagnostic.in_file(name).hint(say!(
            "viết dài thêm khoảng {lack_syllables} tiếng, ví dụ trong `{name}`, hoặc thêm một bài ngắn dài chừng ấy";
            "add about {lack_syllables} syllables, for example to `{name}`, or write a short page of that length"
        ));
    }
    match long {
        Some((over, by)) if by > 0 => {
            let longest =
                over.iter().max_by_key(|(at, which)| (groups[*at][*which].high, *at)).map(|(at, _)| pages[*at]);
            let excess = Millis(by.div_ceil(1000) * 1000);
            let (cut, set) = (syllables(excess, station), names(&over));
            if let Some(page) = longest {
                let name = page.page;
                diagnostic = diagnostic.hint(say!(
                    "hoặc bớt khoảng {cut} tiếng ({excess}) ở `{name}`, hay đặt đoạn bỏ được vào khối `:::cut`, thì phát được {set}";
                    "or take about {cut} syllables ({excess}) out of `{name}`, or put them into `:::cut`; then {set} can be aired"
                ));
                if diagnostic.place.is_none() {
                    diagnostic = diagnostic.in_file(name);
                }
            }
        }
        _ => {
            if let Some(page) = pages.first().filter(|_| diagnostic.place.is_none()) {
                diagnostic = diagnostic.in_file(page.page);
            }
        }
    }
    Advice { why, missing: lack, diagnostic }
}

/// Weeks with fewer programmes than the station wants. What is past cannot be helped and is not spoken of.
pub(super) fn weeks(
    schedule: &Schedule,
    slots: &[WeekSlots],
    station: &Station<'_>,
    today: Date,
    found: &mut Vec<Diagnostic>,
) {
    for (week, planned) in schedule.weeks.iter().zip(slots) {
        // A week of holidays, as that of Tết, cannot have what has no day.
        let wanted = (station.radio.per_week as usize).min(planned.days);
        let made = week.programmes.len();
        let past = week.gaps.iter().filter(|gap| gap.slot.date < today).count();
        let ahead =
            planned.slots.iter().any(|slot| slot.date >= today) || planned.blocked.iter().any(|day| *day >= today);
        if made + past >= wanted || !ahead {
            continue;
        }
        let (name, times) = (week.week, planned.slots.len());
        let mut diagnostic = Diagnostic::new(
            &WEEK_SHORT,
            say!(
                "tuần {name} có {made} buổi phát thanh, cần ít nhất {wanted}";
                "week {name} has {made} programmes, at least {wanted} are wanted"
            ),
        );
        if times < wanted {
            diagnostic = diagnostic.hint(say!(
                "thêm khung giờ vào `[radio] slots`: tuần này chỉ có {times}";
                "add slots under `[radio] slots`: this week has only {times}"
            ));
        }
        if let Some(day) = planned.blocked.first() {
            let day = day.official();
            diagnostic = diagnostic.hint(say!(
                "ngày {day} không phát (`blocked`), hãy chọn ngày khác thay vào";
                "{day} is `blocked`; choose another day in its place"
            ));
        }
        let gaps = week.gaps.len() - past;
        if gaps > 0 {
            diagnostic = diagnostic.hint(say!(
                "{gaps} buổi trong tuần chưa có bài vừa thời lượng, xem thông báo của từng buổi";
                "{gaps} slots of the week are unfilled; see the message of each"
            ));
        }
        found.push(diagnostic);
    }
}

/// Topics that no programme of the plan takes up.
pub(super) fn topics(schedule: &Schedule, sources: &[&Source<'_>], station: &Station<'_>, found: &mut Vec<Diagnostic>) {
    if schedule.programmes().next().is_none() {
        return;
    }
    for (id, title) in station.topics {
        if schedule.programmes().any(|programme| programme.topics().contains(&id.as_str())) {
            continue;
        }
        let has = sources.iter().filter(|source| source.topic == Some(id)).count();
        let message = say!(
            "chủ đề “{title}” (`{id}`) không có trong lịch phát";
            "the topic “{title}” (`{id}`) is not in the schedule"
        );
        let hint = if has == 0 {
            say!(
                "chưa có bài nào: tạo bài mới với `topic = \"{id}\"`";
                "there is no page yet: write one with `topic = \"{id}\"`"
            )
        } else {
            say!(
                "có {has} bài nhưng không bài nào vừa các buổi đã xếp: kiểm tra độ dài, ngày và `until` của bài";
                "there are {has} pages but none fits: look at their lengths, dates and `until`"
            )
        };
        let mut diagnostic = Diagnostic::new(&TOPIC_MISSING, message).hint(hint);
        if station.required.contains(id) {
            diagnostic.severity = Severity::Error;
        }
        found.push(diagnostic);
    }
}

/// How many syllables the fastest announcer of the station needs to fill so much time; rounded up to tens.
fn syllables(time: Millis, station: &Station<'_>) -> u32 {
    let sample = Estimate::of(SAMPLE, &station.radio.band);
    let exact = (u64::from(time.0) * u64::from(sample.syllables)).div_ceil(u64::from(sample.low.0.max(1)));
    u32::try_from(exact.div_ceil(10) * 10).unwrap_or(u32::MAX)
}
