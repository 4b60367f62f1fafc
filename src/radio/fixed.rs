//! `content/_data/schedule.toml`: programmes that an editor has fixed, read, and written without touching the rest.

use std::ops::Range;

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use super::ledger::{Approved, Fixed, FixedForm, FixedSegment};
use crate::base::{Date, SourcePath, TimeOfDay};
use crate::data::{Fields, parse_toml};
use crate::diag::{Diagnostic, codes};
use crate::say;

/// What stands at the head of a new file.
const HEAD: &str = "\
# Các buổi phát thanh đã chốt. Loa không bao giờ tự đổi buổi nào ở đây; người biên tập sửa được.
# Thêm buổi: loa radio fix. Duyệt: loa radio approve MÃ --by \"Họ tên\". Bỏ chốt: xóa cả đoạn của buổi đó.
";

/// Reads the fixed programmes, in order of time. Mistakes hold back radio, never the portal.
///
/// ```
/// let text = "[[programmes]]\nid = \"a\"\ndate = 2026-11-24\ntime = \"17:00\"\nsegments = [{ page = \"otp.md\" }]\n";
/// let (fixed, problems) = loa::radio::parse_fixed(text, &"schedule.toml".into());
/// assert!(problems.is_empty() && fixed[0].segments[0].page == "content/otp.md");
/// ```
#[must_use]
pub fn parse_fixed(text: &str, path: &SourcePath) -> (Vec<Fixed>, Vec<Diagnostic>) {
    let entries = match parse_toml(text, 0) {
        Ok(entries) => entries,
        Err(errors) => {
            let told = errors.into_iter().map(|error| error.diagnostic(&codes::SCHEDULE_FILE, path));
            return (Vec::new(), told.collect());
        }
    };
    let mut problems = Vec::new();
    let mut fields = Fields::new(&entries, 0..0, path, &codes::SCHEDULE_FILE, &mut problems);
    let mut read: Vec<Fixed> = fields.tables(&["programmes"], programme).into_iter().flatten().collect();
    fields.finish();
    read.sort_by(|a, b| (a.date, a.time, &a.cluster, &a.id).cmp(&(b.date, b.time, &b.cluster, &b.id)));
    let same = |one: &Fixed, other: &Fixed| {
        one.id == other.id || (one.date, one.time, &one.cluster) == (other.date, other.time, &other.cluster)
    };
    for (at, fixed) in read.iter().enumerate() {
        if read[..at].iter().any(|earlier| same(earlier, fixed)) {
            let (id, date, time) = (&fixed.id, fixed.date.official(), fixed.time);
            let message = say!("buổi `{id}` ({time} ngày {date}) trùng mã hoặc trùng giờ với buổi khác"; "`{id}` has the id or the time of another programme");
            problems.push(Diagnostic::new(&codes::SCHEDULE_FILE, message).at(path, fixed.span.clone()));
        }
    }
    (read, problems)
}

fn programme(keys: &mut Fields<'_>) -> Option<Fixed> {
    let span = keys.span();
    let id = keys.required(&["id"]);
    if !keys.has(&["date"]) {
        keys.missing(&["date"]);
    }
    let date = keys.date(&["date"]);
    let time = keys.required(&["time"]).and_then(|text| match text.parse::<TimeOfDay>() {
        Ok(time) => Some(time),
        Err(_) => {
            let message = say!("`{text}` không phải giờ, ví dụ \"17:00\""; "`{text}` is not a time, as in \"17:00\"");
            keys.report(Diagnostic::new(keys.code(), message), span.clone());
            None
        }
    });
    let cluster = keys.text(&["cluster"]).unwrap_or_default();
    let segments: Vec<FixedSegment> = keys.tables(&["segments"], segment).into_iter().flatten().collect();
    let by = keys.words(&["approved_by"]);
    let on = keys.date(&["approved_on"]);
    let text = keys.words(&["approved_text"]);
    let approval = by.zip(on).zip(text).map(|((by, on), text)| Approved { by, on, text });
    Some(Fixed { id: id?, date: date?, time: time?, cluster, segments, approval, span })
}

fn segment(keys: &mut Fields<'_>) -> Option<FixedSegment> {
    let span = keys.span();
    let page = keys.required(&["page"])?;
    let page = page.trim_start_matches('/');
    let page = if page.starts_with("content/") { page.to_owned() } else { format!("content/{page}") };
    let small = |number: Option<i64>| number.and_then(|number| u8::try_from(number).ok());
    let cut = small(keys.integer(&["cut"], 1..=8));
    let (part, parts) = (small(keys.integer(&["part"], 1..=9)), small(keys.integer(&["parts"], 2..=9)));
    let form = match (cut, part, parts) {
        (_, Some(part), Some(parts)) if part <= parts => FixedForm::Part { part, parts },
        (Some(cut), ..) => FixedForm::Cut(cut),
        _ => FixedForm::Whole,
    };
    Some(FixedSegment { page, form, span })
}

/// The text of the file with these programmes in it: new ones are added, those whose id is there get the new approval;
/// everything else stays as it is, comments included.
///
/// # Errors
/// When `old` is no TOML; nobody's file is written over.
pub fn write_fixed(old: &str, programmes: &[Fixed]) -> Result<String, toml_edit::TomlError> {
    let mut document: DocumentMut = old.parse()?;
    let list = document.entry("programmes").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    if let Some(tables) = list.as_array_of_tables_mut() {
        for fixed in programmes {
            let same = |table: &&mut Table| table.get("id").and_then(Item::as_str) == Some(fixed.id.as_str());
            let at = tables.iter_mut().find(same);
            match at {
                Some(table) => approve(table, fixed.approval.as_ref()),
                None => tables.push(table(fixed)),
            }
        }
    }
    let text = document.to_string();
    Ok(if old.trim().is_empty() { format!("{HEAD}{text}") } else { text })
}

fn table(fixed: &Fixed) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.insert("id", value(&fixed.id));
    table.insert("date", date(fixed.date));
    table.insert("time", value(fixed.time.to_string()));
    if !fixed.cluster.is_empty() {
        table.insert("cluster", value(&fixed.cluster));
    }
    let mut segments = toml_edit::Array::new();
    for segment in &fixed.segments {
        let mut entry = InlineTable::new();
        let page = segment.page.strip_prefix("content/").unwrap_or(&segment.page);
        entry.insert("page", page.into());
        match segment.form {
            FixedForm::Whole => {}
            FixedForm::Cut(count) => drop(entry.insert("cut", i64::from(count).into())),
            FixedForm::Part { part, parts } => {
                entry.insert("part", i64::from(part).into());
                entry.insert("parts", i64::from(parts).into());
            }
        }
        let mut entry = Value::InlineTable(entry);
        entry.decor_mut().set_prefix("\n  ");
        segments.push_formatted(entry);
    }
    segments.set_trailing_comma(true);
    segments.set_trailing("\n");
    table.insert("segments", Item::Value(Value::Array(segments)));
    approve(&mut table, fixed.approval.as_ref());
    table
}

fn approve(table: &mut Table, approval: Option<&Approved>) {
    if let Some(approval) = approval {
        table.insert("approved_by", value(&approval.by));
        table.insert("approved_on", date(approval.on));
        table.insert("approved_text", value(&approval.text));
    }
}

/// A date of TOML, without quotes.
fn date(day: Date) -> Item {
    day.to_string().parse::<toml_edit::Datetime>().map_or_else(|_| value(day.to_string()), value)
}

/// Where a programme stands, for messages.
pub(super) fn place(fixed: &Fixed) -> (SourcePath, Range<u32>) {
    (SourcePath::from("content/_data/schedule.toml"), fixed.span.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(id: &str, date: &str) -> Fixed {
        let segment = |page: &str, form| FixedSegment { page: format!("content/{page}"), form, span: 0..0 };
        Fixed {
            id: id.to_owned(),
            date: date.parse().expect("a date"),
            time: "17:00".parse().expect("a time"),
            cluster: "Cụm chợ".to_owned(),
            segments: vec![
                segment("canh-bao/otp.md", FixedForm::Whole),
                segment("a.md", FixedForm::Cut(2)),
                segment("b.md", FixedForm::Part { part: 1, parts: 3 }),
            ],
            approval: None,
            span: 0..0,
        }
    }

    fn bare(mut programmes: Vec<Fixed>) -> Vec<Fixed> {
        for programme in &mut programmes {
            programme.span = 0..0;
            for segment in &mut programme.segments {
                segment.span = 0..0;
            }
        }
        programmes
    }

    #[test]
    fn what_is_written_is_read_back_and_the_rest_stays() {
        let path = SourcePath::from("content/_data/schedule.toml");
        let mut one = fixed("2026-11-24-1700-otp", "2026-11-24");
        let text = write_fixed("", &[one.clone()]).expect("a new file");
        assert!(text.starts_with("# Các buổi"), "{text}");
        let noted = text.replace("[[programmes]]", "# Đọc chậm.\n[[programmes]]");
        let two = fixed("2026-11-27-1700-otp", "2026-11-27");
        let approval =
            Approved { by: "Bà A".to_owned(), on: "2026-11-22".parse().expect("a date"), text: "00ff".to_owned() };
        one.approval = Some(approval);
        let text = write_fixed(&noted, &[one.clone(), two.clone()]).expect("the file again");
        assert!(text.contains("# Đọc chậm.\n[[programmes]]\nid = \"2026-11-24-1700-otp\""), "{text}");
        let (read, problems) = parse_fixed(&text, &path);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(bare(read), [one, two]);
        assert_eq!(write_fixed(&text, &[]).expect("unchanged"), text);
    }

    #[test]
    fn mistakes_are_told_and_the_rest_is_read() {
        let path = SourcePath::from("content/_data/schedule.toml");
        let text = "[[programmes]]\nid = \"a\"\ndate = 2026-11-24\ntime = \"25:00\"\n\n[[programmes]]\nid = \"b\"\ndate = 2026-11-24\ntime = \"17:00\"\nsegmnets = []\n\n[[programmes]]\nid = \"b\"\ndate = 2026-11-25\ntime = \"17:00\"\n";
        let (read, problems) = parse_fixed(text, &path);
        assert_eq!(read.len(), 2);
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(write_fixed("a = [", &[]).is_err());
    }
}
