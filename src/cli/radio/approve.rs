//! `loa radio approve`: somebody answers for exactly these words.

use super::super::args::{ApproveArgs, Arguments};
use super::super::{Console, Exit};
use super::desk::{Desk, change_schedule, ready, write_schedule};
use crate::radio::{Approved, ApprovedBulletin, PREFIX, write_bulletin};
use crate::say;

pub fn run(console: &Console, arguments: &Arguments, approve: &ApproveArgs) -> Result<Exit, Exit> {
    let by = approve.by.split_whitespace().collect::<Vec<_>>().join(" ");
    if by.is_empty() {
        console.alarm(&say!("lỗi: --by cần họ tên người duyệt"; "error: --by needs a name"));
        return Err(Exit::WrongUse);
    }
    let (id, title, text) = if approve.id.starts_with(PREFIX) {
        bulletin(console, arguments, &approve.id, &by)?
    } else {
        programme(console, arguments, &approve.id, &by)?
    };
    console.result(&format!("{id}  {text}\n"));
    console.say(&say!("{by} đã duyệt lời đọc của “{title}”; sửa bất cứ chữ nào thì phải duyệt lại"; "{by} has approved the text of “{title}”; any change asks for a new approval"));
    Ok(Exit::Well)
}

/// Id, title and fingerprint of what was approved.
type Done = (String, String, String);

fn programme(console: &Console, arguments: &Arguments, id: &str, by: &str) -> Result<Done, Exit> {
    let desk = Desk::around(console, arguments, id)?;
    let programme = desk.programme(console, id)?;
    let mut fixed = programme.to_fix();
    let text = programme.fingerprint();
    fixed.approval = Some(Approved { by: by.to_owned(), on: desk.today(), text: text.clone() });
    write_schedule(console, arguments, &[fixed])?;
    Ok((programme.id.clone(), programme.title.clone(), text))
}

fn bulletin(console: &Console, arguments: &Arguments, id: &str, by: &str) -> Result<Done, Exit> {
    let (ready, resolved) = ready(console, arguments, id)?;
    let bulletin = ready.bulletin;
    let text = bulletin.fingerprint();
    let approval = Approved { by: by.to_owned(), on: resolved.site.today, text: text.clone() };
    let approved = ApprovedBulletin { id: bulletin.id.clone(), page: bulletin.page.to_string(), approval, span: 0..0 };
    change_schedule(console, arguments, |old| write_bulletin(old, &approved))?;
    Ok((bulletin.id, bulletin.title, text))
}
