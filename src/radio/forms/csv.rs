//! `schedule.csv`: the plan for a spreadsheet.

use ::csv::{Error, QuoteStyle, Terminator, WriterBuilder};

use crate::base::Millis;
use crate::radio::{Item, Schedule};

const HEAD: [&str; 10] =
    ["Ngày", "Thứ", "Giờ", "Cụm loa", "Chương trình", "Thứ tự", "Tên bài", "Chủ đề", "Bắt đầu", "Thời lượng"];

impl Schedule {
    /// `schedule.csv`: one row for each page aired; with a byte-order mark, without which Excel garbles Vietnamese.
    #[must_use]
    pub fn csv(&self) -> String {
        // It is written to memory, and every row is as long as the head: this cannot fail.
        let table = table(&self.rows()).unwrap_or_default();
        format!("\u{feff}{}", String::from_utf8_lossy(&table))
    }

    fn rows(&self) -> Vec<[String; HEAD.len()]> {
        let mut rows = Vec::new();
        for programme in self.programmes() {
            let slot = &programme.slot;
            let mut start = Millis::ZERO;
            let mut position = 0;
            for item in &programme.items {
                if let Item::Segment { title, topic_title, part, parts, likely, .. } = item {
                    position += 1;
                    rows.push([
                        slot.date.to_string(),
                        slot.date.weekday().vietnamese().to_owned(),
                        slot.time.to_string(),
                        slot.cluster.clone(),
                        programme.id.clone(),
                        position.to_string(),
                        if *parts > 1 { format!("{title} (kỳ {part}/{parts})") } else { title.clone() },
                        topic_title.clone().unwrap_or_default(),
                        start.to_string(),
                        likely.to_string(),
                    ]);
                }
                start += item.length().likely;
            }
        }
        rows
    }
}

fn table(rows: &[[String; HEAD.len()]]) -> Result<Vec<u8>, Error> {
    // Text in quotes, whatever is in it: some spreadsheets part lines at semicolons and tabs too.
    let mut table =
        WriterBuilder::new().terminator(Terminator::CRLF).quote_style(QuoteStyle::NonNumeric).from_writer(Vec::new());
    table.write_record(HEAD)?;
    for row in rows {
        table.write_record(row.iter().map(|field| harmless(field)))?;
    }
    table.into_inner().map_err(|error| error.into_error().into())
}

/// A spreadsheet would run a text that begins like a formula.
fn harmless(field: &str) -> String {
    if field.starts_with(['=', '+', '-', '@', '\t']) { format!("'{field}") } else { field.to_owned() }
}
