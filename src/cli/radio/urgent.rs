//! `loa radio urgent`: the words of one bulletin, and what whoever reads it has to know.

use std::path::{Path, PathBuf};

use super::super::args::{Arguments, UrgentArgs};
use super::super::{Console, Exit, output_folder};
use super::desk::{clusters, ready};
use crate::base::Date;
use crate::build::Ready;
use crate::fs::replace;
use crate::radio::{Again, Approval, Bulletin, LONGEST};
use crate::say;

/// What stands in the name of a file that nobody has approved, because a voice would read out whatever stands within.
const DRAFT: &str = ".CHUA-DUYET";

pub fn run(console: &Console, arguments: &Arguments, urgent: &UrgentArgs) -> Result<Exit, Exit> {
    let (ready, _) = ready(console, arguments, &urgent.page)?;
    console.report(&ready.warnings);
    let bulletin = &ready.bulletin;
    match &urgent.out {
        Some(out) => {
            let path = named(out, bulletin.approval.is_given());
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            output_folder(console, &arguments.directory, Some(folder))?;
            replace(&path, bulletin.text().as_bytes()).map_err(|error| {
                console.machine(&error);
                Exit::MachineFailed
            })?;
            let shown = path.display();
            console.say(&say!("đã ghi lời đọc vào {shown}"; "the words are in {shown}"));
        }
        None => console.result(&bulletin.text()),
    }
    tell(console, &ready, &clusters(&urgent.cluster));
    Ok(Exit::Well)
}

/// The file's name, which tells a draft: `cat-dien.CHUA-DUYET.txt`.
fn named(out: &Path, approved: bool) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    if approved || name.contains(DRAFT) {
        return out.to_owned();
    }
    let (stem, ending) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).unwrap_or((&name, ""));
    let ending = if ending.is_empty() { String::new() } else { format!(".{ending}") };
    out.with_file_name(format!("{stem}{DRAFT}{ending}"))
}

fn tell(console: &Console, ready: &Ready, clusters: &[String]) {
    let bulletin = &ready.bulletin;
    let (id, title, length) = (&bulletin.id, &bulletin.title, bulletin.length);
    console.say(&say!("tin `{id}`: {title}"; "bulletin `{id}`: {title}"));
    let (low, likely, high, syllables) = (length.low, length.likely, length.high, length.syllables);
    console.say(&say!("dài: {low} đọc nhanh, {likely} đọc vừa, {high} đọc chậm; {syllables} tiếng"; "length: {low} fast, {likely} likely, {high} slow; {syllables} syllables"));
    tell_form(console, bulletin);
    match (ready.from, ready.until) {
        (None, None) => console.say(&say!("bài không ghi ngày hết hạn"; "the page names no last day")),
        (from, until) => {
            let from = from.map(Date::official);
            let until = until.map(Date::official);
            let (since, begins) =
                from.map_or_else(Default::default, |day| (format!("từ {day} "), format!("from {day} ")));
            let (to, ends) =
                until.map_or_else(Default::default, |day| (format!("đến hết {day}"), format!("until {day}")));
            console.say(&say!("được phát: {since}{to}"; "valid: {begins}{ends}"));
        }
    }
    let names = clusters.join(", ");
    if names.is_empty() {
        console.say(&say!("cụm loa: tất cả"; "clusters: all"));
    } else {
        console.say(&say!("cụm loa: {names}"; "clusters: {names}"));
    }
    let text = bulletin.fingerprint();
    match &bulletin.approval {
        Approval::Given { by, on } => {
            let day = on.official();
            console.say(&say!("đã duyệt đúng lời đọc này: {by}, ngày {day} ({text})"; "exactly this text is approved: {by}, {day} ({text})"));
        }
        Approval::Changed { by, on } => {
            let day = on.official();
            console.alarm(&say!("CHƯA DUYỆT: lời đọc đã đổi sau khi {by} duyệt ngày {day}; duyệt lại: loa radio approve {id} --by \"Họ tên\" ({text})"; "NOT APPROVED: the text has changed since {by} approved it on {day}; again: loa radio approve {id} --by NAME ({text})"));
        }
        Approval::None => console.alarm(&say!("CHƯA DUYỆT; duyệt: loa radio approve {id} --by \"Họ tên\" ({text})"; "NOT APPROVED; approve: loa radio approve {id} --by NAME ({text})")),
    }
}

/// What was left out or is not said again, and a length that is beyond the bounds.
fn tell_form(console: &Console, bulletin: &Bulletin) {
    let count = bulletin.left_out;
    if count > 0 {
        console.say(&say!("đã bỏ {count} đoạn :::cut ở cuối bài cho vừa 3 phút"; "{count} :::cut blocks at the end are left out to stay within 3 minutes"));
    }
    match bulletin.again {
        Again::Everything => {}
        Again::Twice => console.say(&say!("bài ngắn nên nhắc lại hai lần"; "the page is short and said three times")),
        Again::Essentials => console.say(&say!("nhắc lại: đoạn đầu, việc cần làm và số cần gọi"; "said again: the first paragraph, what to do and whom to call")),
        Again::Opening => console.say(&say!("nhắc lại: chỉ đoạn đầu, vì cả bài đã gần 3 phút"; "said again: the first paragraph alone, for the page is nearly 3 minutes long")),
    }
    let high = bulletin.length.high;
    if high > LONGEST {
        console.alarm(&say!("cảnh báo: tin thiên tai, khẩn cấp không bị rút gọn nên dài tới {high} khi đọc chậm, quá 3:00"; "warning: an emergency is never shortened: it lasts up to {high} at the slowest rate, over 3:00"));
    } else if !bulletin.fits() {
        let low = bulletin.length.low;
        console.alarm(&say!("cảnh báo: đọc nhanh chỉ dài {low}, chưa đủ 0:30; nên đọc chậm, phát nhiều lần"; "warning: it lasts only {low} at the fastest rate, under 0:30; read it slowly, air it several times"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_say_so_in_their_name() {
        for (out, approved, expected) in [
            ("tin/cat-dien.txt", false, "tin/cat-dien.CHUA-DUYET.txt"),
            ("tin/cat-dien.txt", true, "tin/cat-dien.txt"),
            ("cat-dien", false, "cat-dien.CHUA-DUYET"),
            ("a.CHUA-DUYET.txt", false, "a.CHUA-DUYET.txt"),
            (".tin", false, ".tin.CHUA-DUYET"),
        ] {
            assert_eq!(named(Path::new(out), approved), Path::new(expected), "{out}");
        }
    }
}
