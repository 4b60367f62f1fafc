//! Scripts and settings as `loa time` and `loa calibrate` are given them.

use std::path::Path;

use super::args::Arguments;
use super::{Console, Exit, speak};
use crate::base::SourcePath;
use crate::build::{Reader, load};
use crate::config::Config;
use crate::fs::{Disk, Error, decode};
use crate::say;
use crate::voice::{Script, is_spoken};

/// The script in a file: a page of the site as it is said, or a text; what is not yet spoken words is spoken first.
pub(super) fn read(console: &Console, arguments: &Arguments, file: &Path) -> Result<Script, Exit> {
    let shown = file.display();
    if is_page(file) {
        return match speak::page(arguments, file) {
            Some((text, _)) => Ok(Script::read(&text)),
            None => {
                console.alarm(&say!("lỗi: không có bài `{shown}`"; "error: there is no page `{shown}`"));
                Err(Exit::WrongUse)
            }
        };
    }
    let bytes = bytes(console, file)?;
    let text = decode(&bytes, &SourcePath::new(file.to_string_lossy())).map_err(|problem| {
        console.report(&[*problem]);
        Exit::ContentErrors
    })?;
    if is_spoken(&text) {
        return Ok(Script::read(&text));
    }
    Ok(Script::read(&speak::speaker(arguments).speak(&text).text))
}

/// The bytes of a file that may lie anywhere.
pub(super) fn bytes(console: &Console, file: &Path) -> Result<Vec<u8>, Exit> {
    std::fs::read(file).map_err(|cause| {
        console.machine(&Error { doing: "reading", path: file.to_owned(), cause });
        Exit::MachineFailed
    })
}

pub(super) fn is_page(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"))
}

/// What `loa.toml` says, when it says nothing wrong.
pub(super) fn settings(console: &Console, arguments: &Arguments) -> Result<Config, Exit> {
    let found = load(&mut Reader::new(&Disk::new(&arguments.directory)), None);
    let wrong = match found {
        Err(problems) => problems,
        Ok(loaded) => {
            let mut problems = loaded.problems;
            problems.retain(|one| {
                one.is_error() && one.place.as_ref().is_some_and(|(path, _)| path.as_str() == "loa.toml")
            });
            if problems.is_empty() {
                return Ok(loaded.inputs.config);
            }
            problems
        }
    };
    console.report(&wrong);
    Err(Exit::ContentErrors)
}
