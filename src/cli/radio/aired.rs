//! `loa radio aired`: one more line in the log, once.

use super::super::args::{AiredArgs, Arguments};
use super::super::{Console, Exit};
use super::desk::{Desk, LOG, write_schedule};
use crate::base::{Millis, SourcePath};
use crate::fs::change_file;
use crate::radio::{Airing, parse_airings, write_airing};
use crate::say;

pub fn run(console: &Console, arguments: &Arguments, aired: &AiredArgs) -> Result<Exit, Exit> {
    let desk = Desk::around(console, arguments, &aired.id)?;
    let programme = desk.programme(console, &aired.id)?;
    let (id, slot) = (programme.id.clone(), &programme.slot);
    let date = aired.date.unwrap_or(slot.date);
    if date > desk.today() {
        let day = date.official();
        console.alarm(&say!("lỗi: buổi `{id}` đến ngày {day} mới phát"; "error: `{id}` is not due before {day}"));
        return Err(Exit::WrongUse);
    }
    if aired.missed.is_none() && !programme.approval.is_given() && aired.override_reason.is_none() {
        console.alarm(&say!("lỗi: lời đọc của buổi `{id}` chưa được duyệt\n  = cách sửa: loa radio approve {id} --by \"Họ tên\", hoặc thêm --override \"lý do\" nếu buổi này đã phát thật"; "error: the text of `{id}` is not approved\n  = help: loa radio approve {id} --by NAME, or add --override REASON if it was really aired"));
        return Err(Exit::ContentErrors);
    }
    let unapproved = |reason: &str| format!("phát khi chưa duyệt: {reason}");
    // As it was expected before any correction, or corrections would correct themselves.
    let correction = desk.resolved.inputs.ledger.correction().unwrap_or(1000);
    let expected = u64::from(programme.length.likely.0) * 1000 / correction.max(1);
    let airing = Airing {
        id: id.clone(),
        date,
        time: aired.at.unwrap_or(slot.time),
        cluster: slot.cluster.clone(),
        length: aired.length,
        expected: u32::try_from(expected).ok().map(Millis),
        voice: aired.voice.trim().to_owned(),
        aired: aired.missed.is_none(),
        note: aired.missed.clone().or_else(|| aired.override_reason.as_deref().map(unapproved)).unwrap_or_default(),
    };
    // What was aired must stay known by its pages, whatever is planned later.
    if !programme.fixed {
        write_schedule(console, arguments, &[programme.to_fix()])?;
    }
    let path = SourcePath::from(LOG);
    let same = |other: &Airing| {
        (&other.id, other.date, other.time, other.aired) == (&airing.id, airing.date, airing.time, airing.aired)
    };
    let change = |old: &str| {
        let (known, _) = parse_airings(&crate::base::clean(old), &path);
        (!known.iter().any(same)).then(|| write_airing(old, &airing))
    };
    let written = change_file(&arguments.directory, LOG, change).map_err(|error| {
        console.machine(&error);
        Exit::MachineFailed
    })?;
    if written {
        console.say(&say!("đã ghi buổi `{id}` vào {LOG}"; "`{id}` is noted in {LOG}"));
    } else {
        console.say(&say!("buổi `{id}` đã ghi từ trước, không ghi thêm"; "`{id}` was noted before; nothing is added"));
    }
    Ok(Exit::Well)
}
