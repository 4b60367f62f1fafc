//! `loa watch`: builds, serves, and builds again at each change and at midnight.

use std::net::{IpAddr, ToSocketAddrs as _};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::args::{Arguments, WatchArgs};
use super::round::{Rounds, Turns, settle};
use super::telling::Teller;
use super::{Console, Exit, editor};
use crate::build::{Builder, Options, WEEKS};
use crate::fs::Disk;
use crate::say;
use crate::serve::{Server, Settings};
use crate::watch::{Changes, How, Sources, Stopper, Woken};

/// How often the calendar is looked at; a new day publishes what is dated to it.
const CALENDAR: Duration = Duration::from_secs(20);

/// How soon to try again when another `loa` was writing.
const BUSY: Duration = Duration::from_millis(500);

pub(super) fn run(console: &Console, arguments: &Arguments, watch: &WatchArgs) -> Exit {
    follow(console, arguments, watch).unwrap_or_else(|exit| exit)
}

fn follow(console: &Console, arguments: &Arguments, watch: &WatchArgs) -> Result<Exit, Exit> {
    let root = arguments.directory.canonicalize().unwrap_or_else(|_| arguments.directory.clone());
    let out = super::output_folder(console, &root, watch.out.as_deref())?;
    let settings = settings(console, watch, root.clone(), out.clone())?;
    // Watching begins before the first build, so that nothing saved meanwhile is missed.
    let how = if watch.poll { How::Polling } else { How::Events };
    let mut sources = Sources::watch(&root, how).map_err(|error| {
        console.alarm(&say!("lỗi máy: không theo dõi được thư mục: {error}"; "machine trouble: the folder cannot be watched: {error}"));
        Exit::MachineFailed
    })?;
    stop_on_interrupt(sources.stopper());
    let host = settings.address;
    if !host.is_loopback() {
        console.alarm(&say!("cảnh báo: mọi máy trong mạng xem được trang chưa đăng, kể cả bản nháp"; "warning: every machine of the network can see unpublished pages, drafts too"));
    }
    let server = Server::start(settings).map_err(|error| {
        console.alarm(&say!("lỗi máy: không mở được cổng trên máy này: {error}"; "machine trouble: no port can be opened: {error}"));
        Exit::MachineFailed
    })?;
    let mut address = server.address();
    if host.is_unspecified() {
        address.set_ip(IpAddr::from([127, 0, 0, 1]));
    }
    let address = format!("http://{address}/");
    let today = super::today(arguments);
    let options = Options { out: &out, drafts: watch.drafts, base_url: None, today: &today, from: None, weeks: WEEKS };
    let disk = Disk::new(&root);
    let teller = Teller { console, server, address: &address, json: watch.json, told: Mutex::default() };
    let (jobs, coming) = channel();
    let turns = Turns::default();
    let pool = rayon::ThreadPoolBuilder::new().build().ok();
    std::thread::scope(|scope| {
        let builder = Builder::new(&disk);
        let mut rounds =
            Rounds { teller: &teller, builder, options: &options, root: &root, jobs, turns: &turns, pool, day: None };
        rounds.first();
        let settler = rounds.builder.settler();
        let (teller, options, turns) = (&teller, &options, &turns);
        scope.spawn(move || settle(&coming, settler, teller, options, turns));
        if !watch.json {
            console.say(&say!("đang xem tại {address} (bấm Ctrl+C để dừng)"; "showing at {address} (Ctrl+C stops)"));
        }
        if watch.open {
            open(&address);
        }
        loop {
            match sources.wait(if teller.is_busy() { BUSY } else { CALENDAR }) {
                Woken::Changed(changes) => rounds.next(changes),
                Woken::Idle if teller.is_busy() || rounds.is_new_day() => {
                    rounds.next(Changes { everything: true, ..Changes::default() });
                }
                Woken::Idle => {}
                // What was shown last goes to the disk before the thread behind ends.
                Woken::Stopped => return Ok(Exit::Well),
            }
        }
    })
}

fn settings(console: &Console, watch: &WatchArgs, root: PathBuf, out: PathBuf) -> Result<Settings, Exit> {
    let mut settings = Settings { port: watch.port, lang: console.lang, ..Settings::new(root, out) };
    if let Some(line) = &watch.editor {
        settings.editor = Some(editor::find(console, line)?);
    }
    if let Some(host) = &watch.host {
        let number = host.trim_matches(['[', ']']).parse::<IpAddr>().ok();
        let found = || Some((host.as_str(), 0).to_socket_addrs().ok()?.next()?.ip());
        settings.address = number.or_else(found).ok_or_else(|| {
            console.alarm(&say!("lỗi: không có máy nào tên `{host}`; --host nhận địa chỉ của chính máy này, ví dụ 192.168.1.5"; "error: there is no host `{host}`; --host takes an address of this machine, as in 192.168.1.5"));
            Exit::WrongUse
        })?;
        settings.name = number.is_none().then(|| host.clone());
    }
    Ok(settings)
}

/// Ctrl-C lets a build come to its end, so that `dist/` is of one piece; a second one does not wait.
fn stop_on_interrupt(stopper: Stopper) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    let wait = move || {
        runtime.block_on(async {
            if tokio::signal::ctrl_c().await.is_err() {
                return;
            }
            stopper.stop();
            if tokio::signal::ctrl_c().await.is_ok() {
                end_at_once();
            }
        });
    };
    // Without this thread Ctrl-C ends the program at once; each file is then still the old one or the new one.
    drop(std::thread::Builder::new().name("loa-stop".to_owned()).spawn(wait));
}

#[expect(clippy::exit, reason = "the writer asked twice, and the main thread is at work")]
fn end_at_once() {
    std::process::exit(130);
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
