//! `schedule.csv`: the plan for a spreadsheet.

use ::csv::{Error, QuoteStyle, Terminator, WriterBuilder};

use super::super::script::pages;
use super::{numbered_title, state, timed};
use crate::radio::{Item, Programme, Schedule};

const HEAD: [&str; 14] = [
    "Ngày",
    "Thứ",
    "Giờ",
    "Cụm loa",
    "Chương trình",
    "Thứ tự",
    "Tên bài",
    "Chủ đề",
    "Bắt đầu",
    "Thời lượng",
    "Trạng thái duyệt",
    "Đã chốt",
    "Số tiếng",
    "Số trang 350 từ",
];

type Row = [String; HEAD.len()];

impl Schedule {
    /// `schedule.csv`: one row for each page aired, whose length, syllables and sheets are the page's own, so that
    /// columns can be summed; with a byte-order mark, without which Excel garbles Vietnamese.
    ///
    /// Fields are parted by commas, as everything but a spreadsheet set to Vietnamese expects, which wants `;` and puts
    /// a row into one cell when the file is opened by a double click: there, Data – From Text/CSV finds the commas. A line
    /// `sep=,` would help Excel alone, make it forget the byte-order mark, and be a row of rubbish everywhere else; with `;`
    /// the sheets of other countries and most programs would break in the same way.
    #[must_use]
    pub fn csv(&self) -> String {
        let rows: Vec<Row> = self.programmes().flat_map(rows).collect();
        // It is written to memory, and every row is as long as the head: this cannot fail.
        let table = table(&rows).unwrap_or_default();
        format!("\u{feff}{}", String::from_utf8_lossy(&table))
    }
}

fn rows(programme: &Programme) -> impl Iterator<Item = Row> {
    let slot = &programme.slot;
    let aired = timed(programme).filter_map(|(start, item)| match item {
        Item::Segment { topic_title, likely, .. } => Some((start, item, topic_title, likely)),
        _ => None,
    });
    aired.zip(1..).map(move |((start, item, topic, likely), position)| {
        let syllables = item.length().syllables;
        [
            slot.date.to_string(),
            slot.date.weekday().vietnamese().to_owned(),
            slot.time.to_string(),
            slot.cluster.clone(),
            programme.id.clone(),
            position.to_string(),
            numbered_title(item).unwrap_or_default(),
            topic.clone().unwrap_or_default(),
            start.to_string(),
            likely.to_string(),
            state(&programme.approval).to_owned(),
            if programme.fixed { "có" } else { "không" }.to_owned(),
            syllables.to_string(),
            pages(syllables),
        ]
    })
}

fn table(rows: &[Row]) -> Result<Vec<u8>, Error> {
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
