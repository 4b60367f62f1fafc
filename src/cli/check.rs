//! `loa check`: every mistake of a site, for people or for other programs, and nothing written.

use super::args::{Arguments, CheckArgs};
use super::{Console, Exit};
use crate::build::{Builder, Checked, Mended, Options, WEEKS};
use crate::diag::{Diagnostic, Format, Style};
use crate::fs::{self, Disk};
use crate::say;

pub(super) fn run(console: &Console, arguments: &Arguments, check: &CheckArgs) -> Exit {
    let today = super::today(arguments);
    let out = arguments.directory.join("dist");
    let options = Options { out: &out, drafts: check.drafts, base_url: None, today: &today, from: None, weeks: WEEKS };
    let disk = Disk::new(&arguments.directory);
    let mut builder = Builder::new(&disk);
    let mut checked = builder.check(&options);
    if check.fix {
        match mend(console, arguments, &mut builder, &options, checked) {
            Ok(again) => checked = again,
            Err(error) => {
                console.machine(&error);
                return Exit::MachineFailed;
            }
        }
    }
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

/// A change may uncover another, as in a word with two slips; more rounds than this none needs.
const ROUNDS: usize = 5;

/// Makes all changes that messages offer, and checks again.
fn mend(
    console: &Console,
    arguments: &Arguments,
    builder: &mut Builder<'_>,
    options: &Options<'_>,
    mut checked: Checked,
) -> Result<Checked, fs::Error> {
    let (mut places, mut files, mut changed) = (0, 0, 0);
    for _ in 0..ROUNDS {
        let mended: Mended = builder.mend(&arguments.directory, &checked.diagnostics)?;
        places += mended.places;
        files = files.max(mended.files);
        changed = mended.changed;
        if mended.files == 0 {
            break;
        }
        checked = builder.check(options);
    }
    if changed > 0 {
        console.alarm(&say!("{changed} tệp đã đổi trong lúc soát nên không sửa; chạy lại loa check --fix"; "{changed} files changed meanwhile and were left alone; run loa check --fix again"));
    }
    console.say(&say!("đã sửa {places} chỗ trong {files} tệp"; "mended {places} places in {files} files"));
    Ok(checked)
}
