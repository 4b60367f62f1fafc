//! `content/_data/schedule.toml`: programmes that an editor has fixed and bulletins that were approved, read, and written
//! without touching the rest.

use std::ops::Range;

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use super::ledger::{Approved, ApprovedBulletin, Fixed, FixedForm, FixedSegment};
use crate::base::{Date, SourcePath, TimeOfDay};
use crate::data::{Fields, parse_toml};
use crate::diag::{Diagnostic, codes};
use crate::say;

/// What stands at the head of a new file.
const HEAD: &str = "\
# Các buổi phát thanh đã chốt và các tin khẩn đã duyệt. Loa không bao giờ tự đổi mục nào ở đây; người biên tập sửa được.
# Thêm buổi: loa radio fix. Duyệt: loa radio approve MÃ --by \"Họ tên\". Bỏ chốt: xóa cả đoạn của buổi đó.
";

/// Reads the fixed programmes, in order of time, and the approved bulletins. Mistakes hold back radio, never the portal.
///
/// ```
/// let text = "[[programmes]]\nid = \"a\"\ndate = 2026-11-24\ntime = \"17:00\"\nsegments = [{ page = \"otp.md\" }]\n";
/// let (fixed, bulletins, problems) = loa::radio::parse_fixed(text, &"schedule.toml".into());
/// assert!(problems.is_empty() && bulletins.is_empty() && fixed[0].segments[0].page == "content/otp.md");
/// ```
#[must_use]
pub fn parse_fixed(text: &str, path: &SourcePath) -> (Vec<Fixed>, Vec<ApprovedBulletin>, Vec<Diagnostic>) {
    let entries = match parse_toml(text, 0) {
        Ok(entries) => entries,
        Err(errors) => {
            let told = errors.into_iter().map(|error| error.diagnostic(&codes::SCHEDULE_FILE, path));
            return (Vec::new(), Vec::new(), told.collect());
        }
    };
    let mut problems = Vec::new();
    let mut fields = Fields::new(&entries, 0..0, path, &codes::SCHEDULE_FILE, &mut problems);
    let mut read: Vec<Fixed> = fields.tables(&["programmes"], programme).into_iter().flatten().collect();
    let bulletins: Vec<ApprovedBulletin> = fields.tables(&["bulletins"], bulletin).into_iter().flatten().collect();
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
    for (at, bulletin) in bulletins.iter().enumerate() {
        if bulletins[..at].iter().any(|earlier| earlier.id == bulletin.id || earlier.page == bulletin.page) {
            let id = &bulletin.id;
            let message = say!("tin `{id}` trùng mã hoặc trùng bài với tin khác"; "`{id}` has the id or the page of another bulletin");
            problems.push(Diagnostic::new(&codes::SCHEDULE_FILE, message).at(path, bulletin.span.clone()));
        }
    }
    (read, bulletins, problems)
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

/// A bulletin stands in the file for nothing but its approval.
fn bulletin(keys: &mut Fields<'_>) -> Option<ApprovedBulletin> {
    let span = keys.span();
    let (id, page) = (keys.required(&["id"]), keys.required(&["page"]));
    let (by, text) = (keys.required(&["approved_by"]), keys.required(&["approved_text"]));
    if !keys.has(&["approved_on"]) {
        keys.missing(&["approved_on"]);
    }
    let on = keys.date(&["approved_on"]);
    Some(ApprovedBulletin { id: id?, page: below(&page?), approval: Approved { by: by?, on: on?, text: text? }, span })
}

/// A page as `Source` names it, however it is written.
fn below(page: &str) -> String {
    let page = page.trim_start_matches('/');
    if page.starts_with("content/") { page.to_owned() } else { format!("content/{page}") }
}

fn segment(keys: &mut Fields<'_>) -> Option<FixedSegment> {
    let span = keys.span();
    let page = below(&keys.required(&["page"])?);
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
/// everything else stays as it is, comments included. `None` when `old` is no TOML, or has its programmes in another
/// form than `[[programmes]]`: nobody's file is written over.
#[must_use]
pub fn write_fixed(old: &str, programmes: &[Fixed]) -> Option<String> {
    changed(old, "programmes", |tables| {
        for fixed in programmes {
            let same = |table: &&mut Table| table.get("id").and_then(Item::as_str) == Some(fixed.id.as_str());
            let found = tables.iter_mut().find(same);
            match found {
                Some(table) => approve(table, fixed.approval.as_ref()),
                None => tables.push(table(fixed)),
            }
        }
    })
}

/// The text of the file with this bulletin's approval in place of any earlier one of the same page; everything else
/// stays as it is. `None` as for [`write_fixed`].
#[must_use]
pub fn write_bulletin(old: &str, bulletin: &ApprovedBulletin) -> Option<String> {
    changed(old, "bulletins", |tables| {
        let same = |table: &&mut Table| {
            table.get("page").and_then(Item::as_str).is_some_and(|page| below(page.trim()) == bulletin.page)
        };
        let found = tables.iter_mut().find(same);
        if let Some(table) = found {
            set(table, "id", value(&bulletin.id));
            approve(table, Some(&bulletin.approval));
        } else {
            let mut table = Table::new();
            table.decor_mut().set_prefix("\n");
            table.insert("id", value(&bulletin.id));
            table.insert("page", value(bulletin.page.strip_prefix("content/").unwrap_or(&bulletin.page)));
            approve(&mut table, Some(&bulletin.approval));
            tables.push(table);
        }
    })
}

/// Changes one list of tables of a TOML text, which is added where there is none.
fn changed(old: &str, name: &str, change: impl FnOnce(&mut ArrayOfTables)) -> Option<String> {
    let mut document: DocumentMut = old.parse().ok()?;
    let list = document.entry(name).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    change(list.as_array_of_tables_mut()?);
    let text = document.to_string();
    Some(if old.trim().is_empty() { format!("{HEAD}{text}") } else { text })
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
        set(table, "approved_by", value(&approval.by));
        set(table, "approved_on", date(approval.on));
        set(table, "approved_text", value(&approval.text));
    }
}

/// Sets a key; the comment that somebody wrote behind an old value stays.
fn set(table: &mut Table, key: &str, mut item: Item) {
    let decor = table.get(key).and_then(Item::as_value).map(|old| old.decor().clone());
    if let (Some(decor), Some(new)) = (decor, item.as_value_mut()) {
        *new.decor_mut() = decor;
    }
    table.insert(key, item);
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
        let (read, _, problems) = parse_fixed(&text, &path);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(bare(read), [one, two]);
        assert_eq!(write_fixed(&text, &[]).expect("unchanged"), text);
    }

    #[test]
    fn mistakes_are_told_and_the_rest_is_read() {
        let path = SourcePath::from("content/_data/schedule.toml");
        let text = "[[programmes]]\nid = \"a\"\ndate = 2026-11-24\ntime = \"25:00\"\n\n[[programmes]]\nid = \"b\"\ndate = 2026-11-24\ntime = \"17:00\"\nsegmnets = []\n\n[[programmes]]\nid = \"b\"\ndate = 2026-11-25\ntime = \"17:00\"\n";
        let (read, _, problems) = parse_fixed(text, &path);
        assert_eq!(read.len(), 2);
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(write_fixed("a = [", &[]).is_none() && write_fixed("programmes = []\n", &[]).is_none());
    }

    #[test]
    fn an_approved_bulletin_is_added_or_changed_and_the_rest_stays() {
        let path = SourcePath::from("content/_data/schedule.toml");
        let approval = |text: &str| Approved {
            by: "Bà A".to_owned(),
            on: "2026-11-22".parse().expect("a date"),
            text: text.to_owned(),
        };
        let bulletin = |name: &str, text: &str| ApprovedBulletin {
            id: format!("khan-{name}"),
            page: format!("content/thong-bao/{name}.md"),
            approval: approval(text),
            span: 0..0,
        };
        let programmes = write_fixed("", &[fixed("2026-11-24-1700-otp", "2026-11-24")]).expect("a new file");
        let programmes = format!("{programmes}\n# Cuối tệp.\n");
        let one = write_bulletin(&programmes, &bulletin("cat-dien", "00")).expect("one bulletin");
        let before = programmes.trim_end_matches("\n# Cuối tệp.\n");
        assert!(one.starts_with(before) && one.contains("# Cuối tệp.\n"), "{one}");
        let two = write_bulletin(&one, &bulletin("bao", "11")).expect("two");
        let noted = two.replace("id = \"khan-cat-dien\"", "id = \"khan-cat-dien\" # tổ năm");
        // Programmes are still added among programmes.
        let more = write_fixed(&noted, &[fixed("2026-11-27-1700-otp", "2026-11-27")]).expect("one programme more");
        let again = write_bulletin(&more, &bulletin("cat-dien", "22")).expect("another text");
        assert_eq!(again.replace("\"22\"", "\"00\""), more);
        let (programmes, bulletins, problems) = parse_fixed(&again, &path);
        assert!(problems.is_empty() && programmes.len() == 2, "{problems:?}");
        let bare: Vec<_> = bulletins.into_iter().map(|bulletin| ApprovedBulletin { span: 0..0, ..bulletin }).collect();
        assert_eq!(bare, [bulletin("cat-dien", "22"), bulletin("bao", "11")]);
        assert!(write_bulletin("bulletins = []\n", &bulletin("a", "0")).is_none());
        let lacking = "[[bulletins]]\nid = \"khan-a\"\npage = \"a.md\"\n";
        let (_, bulletins, problems) = parse_fixed(lacking, &path);
        assert!(bulletins.is_empty());
        assert_eq!(problems.len(), 3, "{problems:?}");
    }
}
