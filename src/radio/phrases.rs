//! The set phrases of a ward station, and how their placeholders are filled in.

use super::station::Station;
use crate::base::Date;

/// Said first where `loa.toml` has no `opening`.
pub const OPENING: &str = "Kính thưa bà con! Đây là {station}. Hôm nay, {weekday}, ngày {date}, mời bà con nghe chương trình phát thanh của {unit}.";
/// Said last where `loa.toml` has no `closing`.
pub const CLOSING: &str =
    "Chương trình của {station} đến đây là hết. Cảm ơn bà con đã lắng nghe. Kính chào và hẹn gặp lại bà con.";
/// Said between two pages, in turn, where `loa.toml` has no `bridges`.
pub const BRIDGES: [&str; 3] = [
    "Tiếp theo, mời bà con nghe bài: {title}.",
    "Chương trình được tiếp tục với bài: {title}.",
    "Sau đây là bài: {title}.",
];
/// Said before the first of several pages.
pub const FIRST: &str = "Mở đầu chương trình, mời bà con nghe bài: {title}.";
/// Said before the only page, whose title the headlines have just given.
pub const ONLY: &str = "Sau đây là nội dung chi tiết.";
/// The one line before everything in the frame `segment`.
pub const ANNOUNCE: &str = "Sau đây là chuyên mục của {unit}, phát {weekday}, ngày {date}.";
pub const HEADLINES: &str = "Trong chương trình hôm nay, mời bà con nghe {count} bài.";
pub const HEADLINE: &str = "Bài thứ {ordinal}: {title}.";
pub const HEADLINE_ALONE: &str = "Trong chương trình hôm nay, mời bà con nghe bài: {title}.";
/// The label that the AI law asks for, as it can be heard.
pub const MADE_WITH_AI: &str = "Nội dung chương trình do trí tuệ nhân tạo soạn thảo.";
/// Around the parts of a page that is aired on several days, so that each part can be heard alone.
pub const PART_FIRST: &str = "Bài này phát trong {parts} kỳ. Sau đây là kỳ một.";
pub const PART_NEXT: &str =
    "Bài này phát trong {parts} kỳ. Kỳ {before} đã phát trong chương trình trước. Sau đây là kỳ {part}.";
pub const PART_LAST: &str =
    "Bài này phát trong {parts} kỳ. Kỳ {before} đã phát trong chương trình trước. Sau đây là kỳ {part}, kỳ cuối.";
pub const PART_ENDS: &str = "Bà con vừa nghe kỳ {part}. Mời bà con đón nghe kỳ {next} trong chương trình tới.";
pub const PART_ENDS_LAST: &str = "Bà con vừa nghe kỳ cuối của bài: {title}.";
/// Notes to the technician where `loa.toml` has none under the same name.
pub const CUES: [(&str, &str); 3] =
    [("start", "Nhạc hiệu, 10 đến 15 giây"), ("bridge", "Nhạc cắt, 3 đến 5 giây"), ("end", "Nhạc kết")];

/// Fills in `{name}`s. A value that ends its own sentence takes the place of the full stop after it; `ngày` is not
/// doubled where the phrase and the date both bring it. Unknown names stay.
#[must_use]
pub fn fill(phrase: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(phrase.len() + 32);
    let mut rest = phrase;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let known = after.split_once('}').and_then(|(name, after)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (value.trim(), after))
        });
        let Some((value, after)) = known else {
            out.push('{');
            rest = after;
            continue;
        };
        let value = value.trim_end_matches([',', ';', ':']);
        out.push_str(value);
        rest = if value.ends_with(['.', '?', '!', '…']) { after.strip_prefix('.').unwrap_or(after) } else { after };
    }
    out.push_str(rest);
    out
}

/// A phrase about a day: `{station}`, `{unit}`, `{weekday}` and `{date}`.
#[must_use]
pub fn dated(phrase: &str, station: &Station<'_>, date: Date) -> String {
    let day = format!("{} tháng {} năm {}", date.day(), date.month(), date.year());
    let full = format!("ngày {day}");
    let phrase =
        phrase.replace("ngày {date}", "{full}").replace("Ngày {date}", "Ngày {day}").replace("{date}", "{full}");
    fill(
        &phrase,
        &[
            ("station", station.radio.station.as_str()),
            ("unit", station.unit),
            ("weekday", date.weekday().vietnamese()),
            ("full", &full),
            ("day", &day),
        ],
    )
}

/// The note to the technician of that name; `None` where the ward has set it empty.
#[must_use]
pub fn cue(station: &Station<'_>, name: &str) -> Option<String> {
    let own = station.radio.cues.get(name).map(String::as_str);
    let text = own.or_else(|| CUES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text))?;
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// The ward's own phrase, or the usual one.
#[must_use]
pub fn or<'p>(own: &'p str, usual: &'p str) -> &'p str {
    if own.trim().is_empty() { usual } else { own }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_once() {
        let title = [("title", "Ai gọi đó?")];
        assert_eq!(fill("Mời nghe bài: {title}. Hết.", &title), "Mời nghe bài: Ai gọi đó? Hết.");
        assert_eq!(fill("{title} {other} {", &title), "Ai gọi đó? {other} {");
    }
}
