//! `content/_data/aired.csv`: the log of what went out, read with patience and added to line by line.

use csv::{ReaderBuilder, StringRecord, WriterBuilder};

use super::ledger::Airing;
use crate::base::{Date, Millis, SourcePath, TimeOfDay};
use crate::diag::{Diagnostic, Text, codes};
use crate::say;

const HEAD: [&str; 9] = ["Mã", "Ngày", "Giờ", "Cụm loa", "Kết quả", "Dài", "Dự tính", "Giọng đọc", "Ghi chú"];
const AIRED: &str = "đã phát";
const MISSED: &str = "không phát";
const MARK: char = '\u{feff}';

/// Reads the log. A line that cannot be read is told with its number and left out; writing never loses it.
///
/// Takes what spreadsheets make of the file: `;` between fields, `24/11/2026`, `17:00:00`.
///
/// ```
/// let text = "Mã,Ngày,Giờ,Cụm loa,Kết quả,Dài,Dự tính,Giọng đọc,Ghi chú\n\
///             2026-11-24-1700-otp,2026-11-24,17:00,,đã phát,8:42,8:30,Lan,\n";
/// let (airings, problems) = loa::radio::parse_airings(text, &"aired.csv".into());
/// assert!(problems.is_empty() && airings[0].aired && airings[0].length.unwrap().to_string() == "8:42");
/// ```
#[must_use]
pub fn parse_airings(text: &str, path: &SourcePath) -> (Vec<Airing>, Vec<Diagnostic>) {
    let text = text.strip_prefix(MARK).unwrap_or(text);
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.matches(';').count() > head.matches(',').count() { b';' } else { b',' };
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let (mut airings, mut problems) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let Ok(record) = record else { continue };
        let start = record.position().and_then(|place| usize::try_from(place.byte()).ok()).unwrap_or_default();
        // The reader counts the second half of a line end to the next line.
        let start = text.len() - text[start.min(text.len())..].trim_start_matches(['\r', '\n']).len();
        if record.iter().all(|field| field.trim().is_empty()) || is_head(&record) {
            continue;
        }
        match airing(&record) {
            Ok(airing) => airings.push(airing),
            Err(why) => {
                let start = u32::try_from(start).unwrap_or(u32::MAX);
                let (vi, en) = (why.vi, why.en);
                let message = say!("dòng này không đọc được nên không tính: {vi}"; "this line cannot be read and is left out: {en}");
                let hint = say!("sửa theo mẫu: Mã, Ngày, Giờ, Cụm loa, đã phát | không phát, phút:giây, phút:giây, Giọng đọc, Ghi chú"; "write it as: id, date, time, cluster, đã phát | không phát, m:ss, m:ss, voice, note");
                problems.push(Diagnostic::new(&codes::AIRED_LOG, message).at(path, start..start + 1).hint(hint));
            }
        }
    }
    (airings, problems)
}

fn is_head(record: &StringRecord) -> bool {
    record.position().is_some_and(|place| place.byte() == 0)
        && record.get(0).is_some_and(|field| field.trim().eq_ignore_ascii_case("id") || field.trim() == HEAD[0])
}

fn airing(record: &StringRecord) -> Result<Airing, Text> {
    let field = |at: usize| record.get(at).unwrap_or_default().trim();
    let (id, date, time) = (field(0), field(1), field(2));
    if id.is_empty() {
        return Err(say!("thiếu mã chương trình"; "the programme's id is missing"));
    }
    Ok(Airing {
        id: id.to_owned(),
        date: day(date).ok_or_else(|| say!("`{date}` không phải ngày"; "`{date}` is not a date"))?,
        time: clock(time).ok_or_else(|| say!("`{time}` không phải giờ"; "`{time}` is not a time"))?,
        cluster: field(3).to_owned(),
        aired: outcome(field(4))?,
        length: length(field(5))?,
        expected: length(field(6))?,
        voice: field(7).to_owned(),
        note: field(8).to_owned(),
    })
}

fn outcome(text: &str) -> Result<bool, Text> {
    match text.to_lowercase().as_str() {
        AIRED | "aired" | "" => Ok(true),
        MISSED | "missed" => Ok(false),
        _ => Err(
            say!("kết quả là `{AIRED}` hoặc `{MISSED}`, không phải `{text}`"; "the result is `{AIRED}` or `{MISSED}`, not `{text}`"),
        ),
    }
}

/// `2026-11-24` or `24/11/2026`.
fn day(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then(|| Date::new(year, month, day).ok()).flatten()
}

/// `17:00` or, from a spreadsheet, `17:00:00`.
fn clock(text: &str) -> Option<TimeOfDay> {
    text.strip_suffix(":00").filter(|short| short.contains(':')).unwrap_or(text).parse().ok()
}

/// `8:42`, which a spreadsheet may have made `08:42:00`; empty is unknown.
fn length(text: &str) -> Result<Option<Millis>, Text> {
    if text.is_empty() {
        return Ok(None);
    }
    let short = text.strip_suffix(":00").filter(|short| short.contains(':')).unwrap_or(text);
    Millis::from_clock(short)
        .map(Some)
        .ok_or_else(|| say!("`{text}` không phải thời lượng, ví dụ 8:42"; "`{text}` is not a length, as in 8:42"))
}

/// The text of the log with one more line; what stands there stays as it is, byte for byte.
#[must_use]
pub fn write_airing(old: &str, airing: &Airing) -> String {
    let mut text = if old.trim_start_matches(MARK).trim().is_empty() {
        // Without the mark, spreadsheets garble Vietnamese.
        format!("{MARK}{}", row(b',', &HEAD))
    } else {
        old.to_owned()
    };
    if !text.ends_with('\n') {
        text.push_str("\r\n");
    }
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.matches(';').count() > head.matches(',').count() { b';' } else { b',' };
    let clock = |length: Option<Millis>| length.map(|length| length.to_string()).unwrap_or_default();
    let result = if airing.aired { AIRED } else { MISSED };
    text.push_str(&row(
        delimiter,
        &[
            &airing.id,
            &airing.date.to_string(),
            &airing.time.to_string(),
            &airing.cluster,
            result,
            &clock(airing.length),
            &clock(airing.expected),
            &airing.voice,
            &airing.note,
        ],
    ));
    text
}

/// One line, ended as spreadsheets end it.
fn row(delimiter: u8, fields: &[&str]) -> String {
    let mut writer =
        WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing into memory cannot fail.
    drop(writer.write_record(fields.iter().map(|field| field.replace(['\n', '\r'], " "))));
    writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample() -> Airing {
        Airing {
            id: "2026-11-24-1700-otp".to_owned(),
            date: "2026-11-24".parse().expect("a date"),
            time: "17:00".parse().expect("a time"),
            cluster: "Cụm chợ".to_owned(),
            length: Some(Millis::from_seconds(522)),
            expected: Some(Millis::from_seconds(510)),
            voice: "Lan".to_owned(),
            aired: true,
            note: String::new(),
        }
    }

    #[test]
    fn broken_lines_are_told_by_number_and_kept() {
        let path = SourcePath::from("content/_data/aired.csv");
        let good = write_airing("", &sample());
        let broken = format!("{good}a,31/02/2026,17:00\r\nb,2026-11-24,17:00,,hỏng\r\n,2026-11-24,17:00\r\n");
        let text = write_airing(&broken, &Airing { aired: false, note: "mất điện".to_owned(), ..sample() });
        assert!(text.starts_with(&broken));
        let (airings, problems) = parse_airings(&text, &path);
        assert_eq!(airings.len(), 2);
        assert!(airings[0] == sample() && !airings[1].aired && airings[1].note == "mất điện");
        assert_eq!(problems.len(), 3, "{problems:?}");
        let starts: Vec<usize> =
            problems.iter().filter_map(|problem| Some(problem.place.as_ref()?.1.as_ref()?.start as usize)).collect();
        let bare = text.strip_prefix(MARK).expect("a mark");
        assert!(bare[starts[0]..].starts_with("a,31/02") && bare[starts[2]..].starts_with(",2026"), "{starts:?}");
    }

    #[test]
    fn what_spreadsheets_make_of_it_is_read() {
        let text = "Mã;Ngày;Giờ;Cụm loa;Kết quả;Dài;Dự tính;Giọng đọc;Ghi chú\r\na;24/11/2026;17:00:00;;Đã phát;08:42:00;;;\r\n";
        let (airings, problems) = parse_airings(text, &"aired.csv".into());
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(airings[0].length, Some(Millis::from_seconds(522)));
        assert!(write_airing(text, &sample()).ends_with(";Lan;\r\n"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(note in "[^\\p{C}]{0,20}", voice in "\\PC{0,12}", aired in any::<bool>()) {
            let (note, voice) = (note.trim().to_owned(), voice.trim().to_owned());
            let airing = Airing { note, voice, aired, ..sample() };
            let (read, problems) = parse_airings(&write_airing("", &airing), &"aired.csv".into());
            prop_assert!(problems.is_empty());
            prop_assert_eq!(&read[..], &[airing][..]);
        }

        #[test]
        fn any_text_is_read(text in any::<String>()) {
            let (_, problems) = parse_airings(&text, &"aired.csv".into());
            prop_assert!(problems.len() <= text.lines().count() + text.matches('\r').count());
        }
    }
}
