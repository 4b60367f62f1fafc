//! The command line: reads arguments, runs one command, and is the only printer.

mod args;
mod build;
mod calibrate;
mod check;
mod console;
mod editor;
mod explain;
mod help;
mod init;
mod new;
mod radio;
mod round;
mod script;
mod speak;
mod telling;
mod time;
mod watch;

pub use args::{Arguments, Command};
pub use console::Console;

use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use crate::base::{Date, today_in};
use crate::diag::Lang;
use crate::say;

/// How a command ended, as the process tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0
    Well,
    /// 1: what people wrote has errors.
    ContentErrors,
    /// 2: the command was used wrongly.
    WrongUse,
    /// 3: a disk, a port, a permission.
    MachineFailed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Well => 0,
            Exit::ContentErrors => 1,
            Exit::WrongUse => 2,
            Exit::MachineFailed => 3,
        })
    }
}

/// Runs the program with these arguments, the program's own name first.
#[must_use]
pub fn run(arguments: Vec<std::ffi::OsString>) -> Exit {
    let arguments = match help::parse(arguments) {
        Ok(arguments) => arguments,
        Err(exit) => return exit,
    };
    let console = Console::new(&arguments);
    match &arguments.command {
        Command::Build(build) => build::run(&console, &arguments, build),
        Command::Check(check) => check::run(&console, &arguments, check),
        Command::Watch(watch) => watch::run(&console, &arguments, watch),
        Command::New(new) => new::run(&console, &arguments, new),
        Command::Init(init) => init::run(&console, &arguments, init),
        Command::Radio(radio) => radio::run(&console, &arguments, radio),
        Command::Speak(speak) => speak::run(&console, &arguments, speak),
        Command::Time(time) => time::run(&console, &arguments, time),
        Command::Calibrate(calibrate) => calibrate::run(&console, &arguments, calibrate),
        Command::Explain(explain) => explain::run(&console, explain),
    }
}

/// The day that commands go by: `--today`, or the clock in the site's time zone.
fn today(arguments: &Arguments) -> impl Fn(&str) -> Date + Sync + use<> {
    let fixed = arguments.today;
    move |zone: &str| {
        fixed.or_else(|| today_in(zone).ok()).or_else(|| today_in("Asia/Ho_Chi_Minh").ok()).unwrap_or_else(|| {
            // The zone of Việt Nam is part of the program; this line is for the type alone.
            Date::new(2026, 1, 1).unwrap_or_else(|_| unreachable!("the first of January 2026 is a date"))
        })
    }
}

/// The folder to write to: `dist` in the site, or what was asked for. Sources are never written among: what lies there
/// belongs to people, and would be published by the next build.
fn output_folder(console: &Console, site: &Path, asked: Option<&Path>) -> Result<PathBuf, Exit> {
    let out = asked.map_or_else(|| site.join("dist"), Path::to_owned);
    let plain = |path: &Path| {
        let mut plain = PathBuf::new();
        for part in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
            match part {
                Component::ParentDir => drop(plain.pop()),
                part => plain.push(part),
            }
        }
        // Through links, as far as the path exists.
        plain
            .ancestors()
            .find_map(|there| Some((there.canonicalize().ok()?, plain.strip_prefix(there).ok()?)))
            .map_or_else(|| plain.clone(), |(real, rest)| real.join(rest))
    };
    let target = plain(&out);
    if ["content", "themes"].iter().any(|folder| target.starts_with(plain(&site.join(folder)))) {
        let shown = out.display();
        console.alarm(&say!("lỗi: không ghi kết quả vào thư mục nguồn: {shown}\n  = cách sửa: chọn thư mục ngoài content và themes"; "error: results are not written among the sources: {shown}\n  = help: choose a folder outside content and themes"));
        return Err(Exit::WrongUse);
    }
    Ok(out)
}

/// The language that `--lang` or the first letters of a bad call ask for.
fn language(english: bool) -> Lang {
    if english { Lang::English } else { Lang::Vietnamese }
}
