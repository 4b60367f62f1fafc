//! The command line: reads arguments, runs one command, and is the only printer.

mod args;
mod build;
mod check;
mod console;
mod explain;
mod help;
mod init;
mod new;
mod speak;
mod time;
mod watch;

pub use args::{Arguments, Command};
pub use console::Console;

use std::process::ExitCode;

use crate::base::{Date, today_in};
use crate::diag::Lang;

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
        Command::Speak(speak) => speak::run(&console, &arguments, speak),
        Command::Time(time) => time::run(&console, &arguments, time),
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

/// The language that `--lang` or the first letters of a bad call ask for.
fn language(english: bool) -> Lang {
    if english { Lang::English } else { Lang::Vietnamese }
}
