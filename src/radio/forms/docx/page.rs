//! What stands on the sheet, from top to bottom.

use docx_rs::{
    Docx, Footer, Header, HeightRule, NumPages, PageNum, Paragraph, Run, Table, TableCell, TableLayoutType, TableRow,
    WidthType,
};

use super::{mm, plain};
use crate::radio::{Line, Script, ScriptItem};

/// Between the margins of the sheet.
const WIDTH: i32 = mm(165);

const UNAPPROVED: &str = "CHƯA DUYỆT – không được phát";

/// Puts a script on paper.
pub(super) fn fill(paper: Docx, script: &Script) -> Docx {
    let mut sheet = paper.header(header(script)).footer(footer(script));
    if !script.approved {
        sheet = sheet.add_paragraph(words("LoaChuaDuyet", UNAPPROVED));
    }
    sheet = sheet.add_paragraph(words("LoaTieuDe", &script.title)).add_table(facts(script));
    sheet = sheet.add_paragraph(words("LoaGhiChu", NOTE));
    for item in &script.items {
        for paragraph in running(item) {
            sheet = sheet.add_paragraph(paragraph);
        }
    }
    // Room before the table; after it the paragraph that every document ends with, too small to need a page.
    let [room, end] = ["LoaKyTen", "LoaCuoi"].map(|style| Paragraph::new().style(style));
    sheet.add_paragraph(room).add_table(signatures()).add_paragraph(end)
}

const NOTE: &str = "Ở lề trái: giờ tính từ đầu chương trình và giờ đồng hồ, theo tốc độ đọc vừa; số thứ tự của câu.";

fn header(script: &Script) -> Header {
    let text = if script.approved { "" } else { UNAPPROVED };
    Header::new().add_paragraph(words("LoaDauTrang", text))
}

fn footer(script: &Script) -> Footer {
    let line = words("LoaChanTrang", &script.id)
        .add_run(Run::new().add_tab().add_text("Trang "))
        .add_page_num(PageNum::new())
        .add_run(Run::new().add_text(" / "))
        .add_num_pages(NumPages::new());
    Footer::new().add_paragraph(line)
}

/// What the desk wants to know of a programme, a row for each.
fn facts(script: &Script) -> Table {
    let mut rows: Vec<(&str, Vec<Run>)> = Vec::new();
    let station = if script.unit.is_empty() || script.station.contains(&script.unit) {
        script.station.clone()
    } else {
        format!("{}, {}", script.station, script.unit)
    };
    rows.push(("Đài", vec![said(&station)]));
    let state = if script.fixed { " (đã chốt lịch)" } else { " (lịch dự kiến)" };
    let when = format!("{}, {}, ngày {}", script.time, script.weekday, script.date_figures);
    rows.push(("Phát lúc", vec![said(&when).bold(), said(state)]));
    if !script.cluster.is_empty() {
        rows.push(("Cụm loa", vec![said(&script.cluster)]));
    }
    rows.push(("Khung giờ", vec![said(&format!("từ {} đến {} (phút:giây)", script.slot_min, script.slot_max))]));
    let mut length = vec![
        said(&script.likely).bold(),
        said(&format!(" khi đọc vừa; {} khi đọc nhanh; {} khi đọc chậm", script.low, script.high)),
    ];
    if script.high_s > script.slot_max_s {
        length.push(said(". Đọc chậm sẽ quá giờ.").bold());
    } else if script.low_s < script.slot_min_s {
        length.push(said(". Đọc nhanh sẽ thiếu giờ.").bold());
    }
    rows.push(("Dài ước tính", length));
    rows.push(("Số lượng", vec![said(&format!("{} tiếng, bằng {} trang 350 từ", script.syllables, script.pages))]));
    rows.push(("Duyệt", approval(script)));
    rows.push(("Mã lời đọc", vec![said(&script.fingerprint)]));
    if script.ai {
        let label = "Có phần do trí tuệ nhân tạo tạo ra; lời báo cho người nghe đã có trong bản đọc.";
        rows.push(("Nhãn AI", vec![said(label)]));
    }
    let columns = [mm(32), WIDTH - mm(32)];
    let row = |(name, value): (&str, Vec<Run>)| {
        let value = value.into_iter().fold(Paragraph::new().style("LoaBang"), Paragraph::add_run);
        let name = Paragraph::new().style("LoaBang").add_run(said(name).bold());
        TableRow::new(vec![cell(name, columns[0]), cell(value, columns[1])]).cant_split()
    };
    table(rows.into_iter().map(row).collect())
}

fn approval(script: &Script) -> Vec<Run> {
    let by = match (&script.approved_by, &script.approved_on) {
        (Some(by), Some(on)) => format!("{by}, ngày {on}"),
        (Some(by), None) => by.clone(),
        _ => String::new(),
    };
    if script.approved {
        let by = if by.is_empty() { String::new() } else { format!(": {by}") };
        vec![said(&format!("Đã duyệt đúng lời đọc này{by}"))]
    } else if script.changed {
        let before = if by.is_empty() { String::new() } else { format!(" ({by})") };
        let why = format!(". Bản trước đã được duyệt{before}, nhưng sau đó lời đọc đã thay đổi: cần duyệt lại.");
        vec![said("CHƯA DUYỆT").bold(), said(&why)]
    } else {
        vec![said("CHƯA DUYỆT").bold()]
    }
}

/// One item of the running order: its name and its times, what the technician does, what is said.
fn running(item: &ScriptItem) -> Vec<Paragraph> {
    let name = match &item.title {
        Some(title) => format!("{}: {title}", name(item.kind)),
        None => name(item.kind).to_owned(),
    };
    let mut paragraphs =
        vec![Paragraph::new().style("LoaMuc").add_run(said(&item.start).add_tab()).add_run(said(&name)), times(item)];
    if let Some(cue) = &item.cue {
        paragraphs.push(silent(cue));
    }
    for line in &item.lines {
        paragraphs.push(sentence(line));
        if line.pause_s > 0 {
            paragraphs.push(silent(&format!("nghỉ {} giây", line.pause_s)));
        }
    }
    paragraphs
}

fn times(item: &ScriptItem) -> Paragraph {
    let mut line = Paragraph::new().style("LoaGio").add_run(said(&item.clock).add_tab());
    if let Some(voice) = &item.voice {
        line = line.add_run(said(&format!("{voice} đọc. ")).bold());
    }
    let chosen: Vec<&str> = item.topic.iter().chain(&item.why).map(String::as_str).collect();
    let told = format!("Dài {}; còn lại {}. {}", item.length, item.remaining, chosen.join("; "));
    line.add_run(said(told.trim_end()))
}

/// What is never read out.
fn silent(note: &str) -> Paragraph {
    Paragraph::new().style("LoaNhac").add_run(said("KHÔNG ĐỌC").bold()).add_run(said(&format!(" – {note}")))
}

fn sentence(line: &Line) -> Paragraph {
    let style = match (line.heading, line.first) {
        (true, _) => "LoaDeMuc",
        (false, true) => "LoaDauDoan",
        (false, false) => "LoaLoiDoc",
    };
    let number = Run::new().style("LoaSoCau").add_tab().add_text(line.number.to_string()).add_tab();
    let mut paragraph = Paragraph::new().style(style).add_run(number);
    if line.optional {
        paragraph = paragraph.add_run(Run::new().style("LoaLuoc").add_text("(có thể lược) "));
    }
    paragraph.add_run(said(&line.spoken))
}

/// Four people sign, in the order in which they answer for the programme.
fn signatures() -> Table {
    let names = ["Biên tập", "Phát thanh viên", "Kỹ thuật", "Duyệt"];
    let heads = names.map(|name| {
        let name = Paragraph::new().style("LoaKyTen").add_run(said(name).bold());
        cell(name, WIDTH / 4).add_paragraph(words("LoaKyTen", "(ký, ghi rõ họ tên)"))
    });
    let room = names.map(|_| cell(Paragraph::new().style("LoaBang"), WIDTH / 4));
    let space = TableRow::new(room.into()).row_height(1417.0).height_rule(HeightRule::AtLeast).cant_split();
    table(vec![TableRow::new(heads.into()).cant_split(), space])
}

/// The columns are as wide as their cells say.
fn table(rows: Vec<TableRow>) -> Table {
    Table::new(rows).width(length(WIDTH), WidthType::Dxa).layout(TableLayoutType::Fixed)
}

fn cell(paragraph: Paragraph, width: i32) -> TableCell {
    TableCell::new().width(length(width), WidthType::Dxa).add_paragraph(paragraph)
}

fn length(twips: i32) -> usize {
    usize::try_from(twips).unwrap_or_default()
}

fn words(style: &str, text: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(said(text))
}

fn said(text: &str) -> Run {
    Run::new().add_text(plain(text))
}

/// What an item of the running order is called.
fn name(kind: &str) -> &str {
    match kind {
        "cue" => "Kỹ thuật",
        "identification" => "Xưng danh",
        "opening" => "Lời chào đầu",
        "headlines" => "Điểm tin",
        "bridge" => "Lời dẫn",
        "segment" => "Bài",
        "notice" => "Lời báo về trí tuệ nhân tạo",
        "closing" => "Lời chào cuối",
        other => other,
    }
}
