//! `loa check`: every mistake of a site, for people or for other programs, and nothing written.

use super::args::{Arguments, CheckArgs};
use super::{Console, Exit};
use crate::build::{Builder, Options, WEEKS};
use crate::diag::{Diagnostic, Format, Style};
use crate::fs::Disk;
use crate::say;

pub(super) fn run(console: &Console, arguments: &Arguments, check: &CheckArgs) -> Exit {
    let today = super::today(arguments);
    let out = arguments.directory.join("dist");
    let options = Options { out: &out, drafts: check.drafts, base_url: None, today: &today, from: None, weeks: WEEKS };
    let disk = Disk::new(&arguments.directory);
    let mut builder = Builder::new(&disk);
    let checked = builder.check(&options);
    // The process ends with this command: nobody needs the memory of ten thousand pages back, one by one.
    std::mem::forget(builder);
    let diagnostics = &checked.diagnostics;
    match Format::from(check.format) {
        Format::Text => {
            console.report(diagnostics);
            if diagnostics.is_empty() {
                console.say(&say!("không có lỗi"; "no mistakes found"));
            }
        }
        Format::Json => console.result(&console.data(&checked)),
        format => console.result(&console.written(diagnostics, format, Style::Plain)),
    }
    if diagnostics.iter().any(Diagnostic::is_error) { Exit::ContentErrors } else { Exit::Well }
}
