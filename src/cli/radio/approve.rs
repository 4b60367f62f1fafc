//! `loa radio approve`: somebody answers for exactly these words.

use super::super::args::{ApproveArgs, Arguments};
use super::super::{Console, Exit};
use super::desk::{Desk, write_schedule};
use crate::radio::Approved;
use crate::say;

pub fn run(console: &Console, arguments: &Arguments, approve: &ApproveArgs) -> Result<Exit, Exit> {
    let by = approve.by.split_whitespace().collect::<Vec<_>>().join(" ");
    if by.is_empty() {
        console.alarm(&say!("lỗi: --by cần họ tên người duyệt"; "error: --by needs a name"));
        return Err(Exit::WrongUse);
    }
    let desk = Desk::around(console, arguments, &approve.id)?;
    let programme = desk.programme(console, &approve.id)?;
    let mut fixed = programme.to_fix();
    let text = programme.fingerprint();
    fixed.approval = Some(Approved { by: by.clone(), on: desk.today(), text: text.clone() });
    write_schedule(console, arguments, &[fixed])?;
    let (id, title) = (&programme.id, &programme.title);
    console.result(&format!("{id}  {text}\n"));
    console.say(&say!("{by} đã duyệt lời đọc của buổi “{title}”; sửa bất cứ chữ nào thì phải duyệt lại"; "{by} has approved the text of “{title}”; any change asks for a new approval"));
    Ok(Exit::Well)
}
