//! What the commands of the radio desk share: today's plan, a programme by its id, and changes to the two files.

use super::super::args::Arguments;
use super::super::{Console, Exit, today};
use crate::base::Date;
use crate::build::{Air, Builder, Options, Ready, Refused, Resolved, WEEKS, bulletin};
use crate::fs::{Disk, change_file};
use crate::radio::{Fixed, Programme, write_fixed};
use crate::say;

pub const SCHEDULE: &str = "content/_data/schedule.toml";
pub const LOG: &str = "content/_data/aired.csv";

/// The plan as it stands.
pub struct Desk {
    pub resolved: Resolved,
    pub air: Air,
}

impl Desk {
    /// Plans `weeks` weeks from a day on.
    pub fn open(console: &Console, arguments: &Arguments, from: Option<Date>, weeks: u32) -> Result<Self, Exit> {
        let today = today(arguments);
        let out = arguments.directory.join("dist");
        let options = Options { out: &out, drafts: false, base_url: None, today: &today, from, weeks };
        let disk = Disk::new(&arguments.directory);
        match Builder::new(&disk).programmes(&options) {
            Ok((resolved, air)) => Ok(Self { resolved, air }),
            Err(diagnostics) => {
                console.report(&diagnostics);
                Err(Exit::ContentErrors)
            }
        }
    }

    /// Plans the coming weeks as a build does, or the past week that an id names by its date.
    pub fn around(console: &Console, arguments: &Arguments, id: &str) -> Result<Self, Exit> {
        let desk = Self::open(console, arguments, None, WEEKS)?;
        match id.get(..10).and_then(|day| day.parse::<Date>().ok()) {
            Some(day)
                if day < desk.today() && !desk.air.schedule.weeks.iter().any(|week| week.week == day.iso_week()) =>
            {
                Self::open(console, arguments, Some(day), 1)
            }
            _ => Ok(desk),
        }
    }

    /// The programme with this id, or the only one whose id begins so.
    pub fn programme(&self, console: &Console, id: &str) -> Result<&Programme, Exit> {
        let all: Vec<&Programme> = self.air.schedule.programmes().collect();
        if let Some(exact) = all.iter().find(|programme| programme.id == id) {
            return Ok(exact);
        }
        let like: Vec<&&Programme> = all.iter().filter(|programme| programme.id.starts_with(id)).collect();
        match like[..] {
            [one] => Ok(one),
            _ => {
                let among = if like.is_empty() { all.iter().collect() } else { like };
                let names: Vec<String> = among.iter().take(12).map(|one| format!("  {}", one.id)).collect();
                let names = names.join("\n");
                console.alarm(&say!("lỗi: không rõ buổi nào là `{id}`; các buổi có trong lịch:\n{names}"; "error: `{id}` is no single programme; these are planned:\n{names}"));
                Err(Exit::WrongUse)
            }
        }
    }

    /// A fixed programme of which no page is left to be aired: it may have been on air before they went.
    pub fn withdrawn(&self, id: &str) -> Option<&Fixed> {
        let planned = self.air.schedule.programmes().any(|programme| programme.id == id);
        self.resolved.inputs.ledger.fixed(id).filter(|_| !planned)
    }

    pub fn today(&self) -> Date {
        self.resolved.site.today
    }
}

/// The bulletin of a page, and the site that it is of.
pub fn ready(console: &Console, arguments: &Arguments, typed: &str) -> Result<(Ready, Resolved), Exit> {
    let resolved = site(console, arguments)?;
    match bulletin(&resolved, &Disk::new(&arguments.directory), typed, false) {
        Ok(ready) => Ok((ready, resolved)),
        Err(refused) => Err(tell(console, refused)),
    }
}

/// The site, for bulletins.
pub fn site(console: &Console, arguments: &Arguments) -> Result<Resolved, Exit> {
    let today = today(arguments);
    let out = arguments.directory.join("dist");
    let options = Options { out: &out, drafts: false, base_url: None, today: &today, from: None, weeks: WEEKS };
    let disk = Disk::new(&arguments.directory);
    Builder::new(&disk).for_bulletins(&options).map_err(|diagnostics| {
        console.report(&diagnostics);
        Exit::ContentErrors
    })
}

/// Says why there is no bulletin.
pub fn tell(console: &Console, refused: Refused) -> Exit {
    let tell = |text: crate::diag::Text| {
        let (vi, en) = (text.vi, text.en);
        console.alarm(&say!("lỗi: {vi}"; "error: {en}"));
    };
    match refused {
        Refused::Unknown(text) => {
            tell(text);
            Exit::WrongUse
        }
        Refused::Page(text) => {
            tell(text);
            Exit::ContentErrors
        }
        Refused::Mistakes(diagnostics) => {
            console.report(&diagnostics);
            Exit::ContentErrors
        }
    }
}

/// The names of clusters as typed, without doubles; one empty name, which is all clusters, when there are none.
pub fn clusters(typed: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in typed.iter().map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() { vec![String::new()] } else { names }
}

/// Adds programmes to `schedule.toml`, or the approvals of those that are there.
pub fn write_schedule(console: &Console, arguments: &Arguments, programmes: &[Fixed]) -> Result<bool, Exit> {
    change_schedule(console, arguments, |old| write_fixed(old, programmes))
}

/// Changes `schedule.toml`; `None` says that it has mistakes and stays as it is.
pub fn change_schedule(
    console: &Console,
    arguments: &Arguments,
    write: impl FnOnce(&str) -> Option<String>,
) -> Result<bool, Exit> {
    let mut broken = false;
    let change = |old: &str| {
        let written = write(old);
        broken = written.is_none();
        written
    };
    let done = change_file(&arguments.directory, SCHEDULE, change).map_err(|error| {
        console.machine(&error);
        Exit::MachineFailed
    })?;
    if broken {
        console.alarm(&say!("lỗi: {SCHEDULE} viết sai nên không ghi thêm vào; chạy loa check để xem chỗ sai"; "error: {SCHEDULE} has mistakes, so nothing is added; see loa check"));
        return Err(Exit::ContentErrors);
    }
    Ok(done)
}
