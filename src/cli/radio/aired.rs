//! `loa radio aired`: one more line in the log for each airing, once.

use super::super::args::{AiredArgs, Arguments};
use super::super::{Console, Exit};
use super::desk::{Desk, LOG, clusters, ready, write_schedule};
use crate::base::{Date, Millis, SourcePath, TimeOfDay};
use crate::fs::change_file;
use crate::radio::{Airing, Ledger, PREFIX, parse_airings, write_airing};
use crate::say;
use crate::speech::Estimate;

pub fn run(console: &Console, arguments: &Arguments, aired: &AiredArgs) -> Result<Exit, Exit> {
    if aired.id.starts_with(PREFIX) {
        bulletin(console, arguments, aired)
    } else {
        programme(console, arguments, aired)
    }
}

fn programme(console: &Console, arguments: &Arguments, aired: &AiredArgs) -> Result<Exit, Exit> {
    let desk = Desk::around(console, arguments, &aired.id)?;
    let programme = desk.programme(console, &aired.id)?;
    let (id, slot) = (&programme.id, &programme.slot);
    let date = aired.date.unwrap_or(slot.date);
    if date > desk.today() {
        let day = date.official();
        console.alarm(&say!("lỗi: buổi `{id}` đến ngày {day} mới phát"; "error: `{id}` is not due before {day}"));
        return Err(Exit::WrongUse);
    }
    allowed(console, aired, id, programme.approval.is_given())?;
    let named = clusters(&aired.cluster);
    let clusters = if aired.cluster.is_empty() { vec![slot.cluster.clone()] } else { named };
    let expected = expected(programme.length, &desk.resolved.inputs.ledger);
    // What was aired must stay known by its pages, whatever is planned later.
    if !programme.fixed {
        write_schedule(console, arguments, &[programme.to_fix()])?;
    }
    log(console, arguments, &airings(aired, id, (date, aired.at.unwrap_or(slot.time)), clusters, expected))
}

fn bulletin(console: &Console, arguments: &Arguments, aired: &AiredArgs) -> Result<Exit, Exit> {
    let (ready, resolved) = ready(console, arguments, &aired.id, true)?;
    let (bulletin, today) = (&ready.bulletin, resolved.site.today);
    let Some(time) = aired.at else {
        console.alarm(&say!("lỗi: tin khẩn không có giờ trong lịch\n  = cách sửa: thêm --at GIỜ, ví dụ --at 09:15"; "error: a bulletin has no time of its own\n  = help: add --at TIME, as in --at 09:15"));
        return Err(Exit::WrongUse);
    };
    let date = aired.date.unwrap_or(today);
    if date > today {
        let day = date.official();
        console.alarm(&say!("lỗi: chưa đến ngày {day}"; "error: {day} has not come yet"));
        return Err(Exit::WrongUse);
    }
    allowed(console, aired, &bulletin.id, bulletin.approval.is_given())?;
    let expected = expected(bulletin.length, &resolved.inputs.ledger);
    log(console, arguments, &airings(aired, &bulletin.id, (date, time), clusters(&aired.cluster), expected))
}

/// What nobody approved is logged as aired only with a reason.
fn allowed(console: &Console, aired: &AiredArgs, id: &str, approved: bool) -> Result<(), Exit> {
    if aired.missed.is_some() || approved || aired.override_reason.is_some() {
        return Ok(());
    }
    console.alarm(&say!("lỗi: lời đọc của `{id}` chưa được duyệt\n  = cách sửa: loa radio approve {id} --by \"Họ tên\", hoặc thêm --override \"lý do\" nếu đã phát thật"; "error: the text of `{id}` is not approved\n  = help: loa radio approve {id} --by NAME, or add --override REASON if it was really aired"));
    Err(Exit::ContentErrors)
}

/// As it was expected before any correction of the rate, or corrections would correct themselves.
fn expected(length: Estimate, ledger: &Ledger) -> Option<Millis> {
    let correction = ledger.correction().unwrap_or(1000);
    u32::try_from(u64::from(length.likely.0) * 1000 / correction.max(1)).ok().map(Millis)
}

/// The lines of the log: one for each cluster.
fn airings(
    aired: &AiredArgs,
    id: &str,
    (date, time): (Date, TimeOfDay),
    clusters: Vec<String>,
    expected: Option<Millis>,
) -> Vec<Airing> {
    let unapproved = |reason: &str| format!("phát khi chưa duyệt: {reason}");
    let note = aired.missed.clone().or_else(|| aired.override_reason.as_deref().map(unapproved)).unwrap_or_default();
    let airing = |cluster| Airing {
        id: id.to_owned(),
        date,
        time,
        cluster,
        length: aired.length,
        expected,
        voice: aired.voice.trim().to_owned(),
        aired: aired.missed.is_none(),
        note: note.clone(),
    };
    clusters.into_iter().map(airing).collect()
}

fn log(console: &Console, arguments: &Arguments, airings: &[Airing]) -> Result<Exit, Exit> {
    let path = SourcePath::from(LOG);
    let same = |one: &Airing, other: &Airing| {
        (&one.id, one.date, one.time, &one.cluster, one.aired)
            == (&other.id, other.date, other.time, &other.cluster, other.aired)
    };
    let mut added = 0;
    let change = |old: &str| {
        let (known, _) = parse_airings(&crate::base::clean(old), &path);
        let new = airings.iter().filter(|airing| !known.iter().any(|other| same(airing, other)));
        let text = new.fold(old.to_owned(), |text, airing| {
            added += 1;
            write_airing(&text, airing)
        });
        (added > 0).then_some(text)
    };
    change_file(&arguments.directory, LOG, change).map_err(|error| {
        console.machine(&error);
        Exit::MachineFailed
    })?;
    let id = airings.first().map_or("", |airing| airing.id.as_str());
    console.say(&match added {
        0 => say!("`{id}` đã ghi từ trước, không ghi thêm"; "`{id}` was noted before; nothing is added"),
        1 => say!("đã ghi `{id}` vào {LOG}"; "`{id}` is noted in {LOG}"),
        _ => say!("đã ghi `{id}` vào {LOG}: {added} cụm loa"; "`{id}` is noted in {LOG}: {added} clusters"),
    });
    Ok(Exit::Well)
}
