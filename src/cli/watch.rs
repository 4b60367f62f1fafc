//! `loa watch`: builds, serves, and builds again at each change and at midnight.

use std::time::Duration;

use super::args::{Arguments, WatchArgs};
use super::build::tell;
use super::{Console, Exit};
use crate::build::{Builder, Built, Options, WEEKS, stops_everything};
use crate::diag::{Format, Style};
use crate::fs::Disk;
use crate::say;
use crate::serve::Server;
use crate::watch::{Sources, Woken};

/// How often the calendar is looked at; a new day publishes what is dated to it.
const CALENDAR: Duration = Duration::from_secs(20);

pub(super) fn run(console: &Console, arguments: &Arguments, watch: &WatchArgs) -> Exit {
    let root = arguments.directory.canonicalize().unwrap_or_else(|_| arguments.directory.clone());
    let out = match super::output_folder(console, &root, watch.out.as_deref()) {
        Ok(out) => out,
        Err(exit) => return exit,
    };
    let today = super::today(arguments);
    let options = Options { out: &out, drafts: watch.drafts, base_url: None, today: &today, from: None, weeks: WEEKS };
    let disk = Disk::new(&root);
    let mut builder = Builder::new(&disk);
    // Watching begins before the first build, so that nothing saved meanwhile is missed.
    let mut sources = match Sources::watch(&root) {
        Ok(sources) => sources,
        Err(error) => {
            console.alarm(&say!("lỗi máy: không theo dõi được thư mục: {error}"; "machine trouble: the folder cannot be watched: {error}"));
            return Exit::MachineFailed;
        }
    };
    let server = match Server::start(out.join("portal"), watch.port).or_else(|_| Server::start(out.join("portal"), 0)) {
        Ok(server) => server,
        Err(error) => {
            console.alarm(&say!("lỗi máy: không mở được cổng trên máy này: {error}"; "machine trouble: no port can be opened: {error}"));
            return Exit::MachineFailed;
        }
    };
    let address = format!("http://{}/", server.address());
    let mut day = rebuild(console, &mut builder, &options, &server);
    console.say(&say!("đang xem tại {address} (bấm Ctrl+C để dừng)"; "showing at {address} (Ctrl+C stops)"));
    if watch.open {
        open(&address);
    }
    loop {
        let woken = sources.wait(CALENDAR);
        let new_day = today(&day.1) != day.0;
        if woken == Woken::Changed || new_day {
            day = rebuild(console, &mut builder, &options, &server);
        }
    }
}

/// Builds once and tells the terminal and the open pages. Returns the day built for and the zone it was read in.
fn rebuild(
    console: &Console,
    builder: &mut Builder<'_>,
    options: &Options<'_>,
    server: &Server,
) -> (crate::base::Date, String) {
    let start = std::time::Instant::now();
    let problems = match builder.build(options) {
        Ok(built) => {
            console.report(&built.diagnostics);
            tell(console, &built, options.out);
            let millis = start.elapsed().as_millis();
            console.say(&say!("xong sau {millis} ms"; "done in {millis} ms"));
            problems(console, &built)
        }
        Err(error) => {
            console.machine(&error);
            error.to_string()
        }
    };
    server.built(builder.prefix(), problems);
    let zone = builder.timezone().to_owned();
    ((options.today)(&zone), zone)
}

fn problems(console: &Console, built: &Built) -> String {
    // What holds back radio alone is told on the terminal; the page is as good as it can be.
    let errors: Vec<_> = built.diagnostics.iter().filter(|one| stops_everything(one)).cloned().collect();
    console.written(&errors, Format::Text, Style::Plain)
}

fn open(address: &str) {
    let (program, before): (&str, &[&str]) = if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    // Without a browser the address on the terminal is enough.
    drop(std::process::Command::new(program).args(before).arg(address).spawn());
}
