//! The tasks of a plan, `content/_data/plans/*.toml`: the six columns of an official annex, with what a reader filters by.

use crate::base::{Date, SourcePath};
use crate::config::data_syntax;
use crate::data::{Fields, Name, parse_toml};
use crate::diag::{Diagnostic, codes};

/// One plan's tasks, in the order of the annex.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// What the table is called.
    pub title: String,
    /// Where the tasks were read.
    pub source: String,
    pub tasks: Vec<Task>,
}

/// One row: STT is its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// `Tên công việc`
    pub title: String,
    /// `Cơ quan chủ trì`
    pub lead: String,
    /// `Cơ quan phối hợp`
    pub with: String,
    /// `Thời gian thực hiện`, in the plan's own words.
    pub time: String,
    /// `Sản phẩm`
    pub product: String,
    /// The last day, where the plan names one.
    pub due: Option<Date>,
    pub deadline: Deadline,
    /// The units by which the task is found: those given, else the leading one.
    pub units: Vec<String>,
    pub status: Status,
}

/// What kind of deadline a task has; plans name a day for few of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deadline {
    /// A day, a quarter or a year that ends.
    Fixed,
    /// `Thường xuyên`, `Năm 2026 và các năm tiếp theo`.
    Ongoing,
    /// `Khi có yêu cầu`.
    OnRequest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing is said of it.
    Unknown,
    Todo,
    Doing,
    Done,
}

impl Deadline {
    /// The kind that the words of a plan mean, where they say no more.
    ///
    /// ```
    /// use loa::plans::Deadline;
    /// assert_eq!(Deadline::of("Năm 2026 và các năm tiếp theo"), Deadline::Ongoing);
    /// assert_eq!(Deadline::of("Thực hiện khi có yêu cầu"), Deadline::OnRequest);
    /// assert_eq!(Deadline::of("Quý II năm 2026"), Deadline::Fixed);
    /// ```
    #[must_use]
    pub fn of(words: &str) -> Self {
        let words = words.to_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
        if has(&["thường xuyên", "tiếp theo", "hằng năm", "hàng năm", "định kỳ", "định kì"]) {
            Self::Ongoing
        } else if has(&["khi có", "theo yêu cầu", "đột xuất"]) {
            Self::OnRequest
        } else {
            Self::Fixed
        }
    }
}

impl Task {
    /// Whether its day has passed and nobody has said that it is done.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        self.status != Status::Done && self.due.is_some_and(|due| due < today)
    }
}

/// Reads one file of tasks.
#[must_use]
pub fn parse(text: &str, path: &SourcePath) -> (Plan, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let entries = match parse_toml(text, 0) {
        Ok(entries) => entries,
        Err(errors) => return (Plan::default(), errors.into_iter().map(|error| data_syntax(error, path)).collect()),
    };
    let mut fields = Fields::new(&entries, 0..0, path, &codes::CONFIG_VALUE, &mut problems);
    let plan = Plan {
        title: fields.text(&["title", "ten"]).unwrap_or_default(),
        source: fields.text(&["source", "nguon"]).unwrap_or_default(),
        tasks: fields.tables(&["tasks", "nhiem_vu"], task),
    };
    fields.finish();
    (plan, problems)
}

fn task(fields: &mut Fields<'_>) -> Task {
    let deadlines: [(Name, Deadline); 3] = [
        (&["fixed", "co_han"], Deadline::Fixed),
        (&["ongoing", "thuong_xuyen"], Deadline::Ongoing),
        (&["on_request", "khi_co_yeu_cau"], Deadline::OnRequest),
    ];
    let statuses: [(Name, Status); 3] = [
        (&["todo", "chua_lam"], Status::Todo),
        (&["doing", "dang_lam"], Status::Doing),
        (&["done", "da_xong"], Status::Done),
    ];
    let title = fields.required(&["title", "ten"]).unwrap_or_default();
    let mut text = |name| fields.text(name).unwrap_or_default();
    let lead = text(&["lead", "chu_tri"]);
    let with = text(&["with", "phoi_hop"]);
    let time = text(&["time", "thoi_gian"]);
    let product = text(&["product", "san_pham"]);
    let due = fields.date(&["due", "han"]);
    let given = fields.choice(&["deadline", "loai_han"], &deadlines);
    let guess = if due.is_some() { Deadline::Fixed } else { Deadline::of(&time) };
    let mut units: Vec<String> = fields.texts(&["units", "don_vi"]).into_iter().map(|(unit, _)| unit).collect();
    if units.is_empty() && !lead.is_empty() {
        units.push(lead.clone());
    }
    let status = fields.choice(&["status", "tinh_trang"], &statuses).unwrap_or(Status::Unknown);
    Task { title, lead, with, time, product, due, deadline: given.unwrap_or(guess), units, status }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Plan, Vec<Diagnostic>) {
        parse(text, &"content/_data/plans/hue.toml".into())
    }

    #[test]
    fn vietnamese_names_say_the_same() {
        let (english, a) = read(
            "[[tasks]]\ntitle = \"Rà soát\"\nlead = \"Sở A\"\ntime = \"Thường xuyên\"\ndue = 2026-06-30\nstatus = \"done\"\n",
        );
        let (vietnamese, b) = read(
            "[[nhiem_vu]]\nten = \"Rà soát\"\nchu_tri = \"Sở A\"\nthoi_gian = \"Thường xuyên\"\nhan = 2026-06-30\ntinh_trang = \"da_xong\"\n",
        );
        assert!(a.is_empty() && b.is_empty(), "{a:?} {b:?}");
        assert_eq!(english, vietnamese);
        // A day that is given says more than the words.
        assert_eq!(english.tasks[0].deadline, Deadline::Fixed);
        assert_eq!(english.tasks[0].units, ["Sở A"]);
    }

    #[test]
    fn only_what_is_dated_and_open_can_be_late() {
        let (plan, _) = read(
            "[[tasks]]\ntitle = \"a\"\ndue = 2026-06-30\n[[tasks]]\ntitle = \"b\"\ndue = 2026-06-30\nstatus = \"done\"\n[[tasks]]\ntitle = \"c\"\ntime = \"Thường xuyên\"\n",
        );
        let late = |day: &str| {
            let day: Date = day.parse().expect("a date");
            plan.tasks.iter().map(|task| task.is_late(day)).collect::<Vec<_>>()
        };
        assert_eq!(late("2026-06-30"), [false, false, false]);
        assert_eq!(late("2026-07-01"), [true, false, false]);
    }

    #[test]
    fn every_mistake_has_a_place() {
        let (_, problems) = read("[[tasks]]\nlead = \"Sở A\"\nstatuss = \"done\"\n");
        let told: Vec<&str> = problems.iter().map(|problem| problem.code.id).collect();
        assert_eq!(told, ["L0114", "L0113"]);
    }
}
