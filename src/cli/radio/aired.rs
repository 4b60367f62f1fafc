//! `loa radio aired`: one more line in the log for each airing, once.

use super::super::args::{AiredArgs, Arguments};
use super::super::{Console, Exit};
use super::desk::{Desk, LOG, clusters, site, tell, write_schedule};
use crate::base::{Date, Millis, SourcePath, TimeOfDay};
use crate::build::{Refused, bulletin as make};
use crate::fs::{Disk, change_file};
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
    if let Some(fixed) = desk.withdrawn(&aired.id) {
        let date = aired.date.unwrap_or(fixed.date);
        due(console, &fixed.id, date, desk.today())?;
        // Nobody can compare words that are gone: the approval holds as it was given.
        allowed(console, aired, &fixed.id, fixed.approval.is_some())?;
        let clusters = of_clusters(aired, &fixed.cluster);
        return log(
            console,
            arguments,
            &airings(aired, &fixed.id, (date, aired.at.unwrap_or(fixed.time)), clusters, None),
        );
    }
    let programme = desk.programme(console, &aired.id)?;
    let (id, slot) = (&programme.id, &programme.slot);
    let date = aired.date.unwrap_or(slot.date);
    due(console, id, date, desk.today())?;
    allowed(console, aired, id, programme.approval.is_given())?;
    let clusters = of_clusters(aired, &slot.cluster);
    let expected = expected(programme.length, &desk.resolved.inputs.ledger);
    // What was aired must stay known by its pages, whatever is planned later.
    if !programme.fixed {
        write_schedule(console, arguments, &[programme.to_fix()])?;
    }
    log(console, arguments, &airings(aired, id, (date, aired.at.unwrap_or(slot.time)), clusters, expected))
}

/// Only what has come can have been aired.
fn due(console: &Console, id: &str, date: Date, today: Date) -> Result<(), Exit> {
    if date <= today {
        return Ok(());
    }
    let day = date.official();
    console.alarm(&say!("lỗi: buổi `{id}` đến ngày {day} mới phát"; "error: `{id}` is not due before {day}"));
    Err(Exit::WrongUse)
}

/// The clusters that were named, or that of the programme.
fn of_clusters(aired: &AiredArgs, own: &str) -> Vec<String> {
    if aired.cluster.is_empty() { vec![own.to_owned()] } else { clusters(&aired.cluster) }
}

fn bulletin(console: &Console, arguments: &Arguments, aired: &AiredArgs) -> Result<Exit, Exit> {
    let resolved = site(console, arguments)?;
    let (ledger, today) = (&resolved.inputs.ledger, resolved.site.today);
    // One whose page was withdrawn or deleted since is known by its approval.
    let approved = ledger.bulletins.iter().find(|bulletin| bulletin.id == aired.id);
    let (id, given, expected) = match make(&resolved, &Disk::new(&arguments.directory), &aired.id, true) {
        Ok(ready) => {
            let bulletin = ready.bulletin;
            (bulletin.id, bulletin.approval.is_given(), expected(bulletin.length, ledger))
        }
        Err(Refused::Unknown(_) | Refused::Page(_)) if approved.is_some() => (aired.id.clone(), true, None),
        Err(refused) => return Err(tell(console, refused)),
    };
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
    allowed(console, aired, &id, given)?;
    log(console, arguments, &airings(aired, &id, (date, time), clusters(&aired.cluster), expected))
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
