//! A plan's tasks as a table that readers can narrow down by unit and by deadline, without a script: each choice is an
//! address of its own on the page, `#dv-1`, and the style sheet hides the rows that do not bear its name.

use serde::Serialize;

use crate::base::Date;
use crate::plans::{Deadline, Plan, Status, Task};

/// Choices that the style sheet knows: `dv-1` to `dv-8`.
const UNITS: usize = 8;

/// A task is said to be due soon in the last days before its day.
const SOON: i32 = 30;

#[derive(Serialize)]
pub(super) struct PlanView<'s> {
    title: &'s str,
    source: &'s str,
    tasks: Vec<TaskView<'s>>,
    /// The units, those with most tasks first; those with as many in the order of the plan.
    units: Vec<Choice<'s>>,
    times: Vec<Choice<'s>>,
}

#[derive(Serialize)]
struct TaskView<'s> {
    title: &'s str,
    lead: &'s str,
    with: &'s str,
    time: &'s str,
    product: &'s str,
    due: Option<Date>,
    /// `Đã xong`, `Đang làm`, `Chưa làm`, `Quá hạn`, or nothing.
    status: &'static str,
    late: bool,
    /// The choices under which the row stays: `dv-1 dv-3 th-4`.
    found_by: String,
}

#[derive(Serialize)]
struct Choice<'s> {
    id: String,
    title: &'s str,
    count: usize,
}

/// Deadlines as readers choose them, with the place of each in the style sheet.
const TIMES: [&str; 6] =
    ["Quá hạn", "Đến hạn trong 30 ngày", "Có thời hạn", "Thường xuyên, nhiều năm", "Khi có yêu cầu", "Đã xong"];

pub(super) fn plan(plan: &Plan, today: Date) -> PlanView<'_> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for unit in plan.tasks.iter().flat_map(|task| &task.units) {
        match counts.iter_mut().find(|(known, _)| known == unit) {
            Some((_, count)) => *count += 1,
            None => counts.push((unit, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.truncate(UNITS);
    let units: Vec<Choice<'_>> = counts
        .into_iter()
        .enumerate()
        .map(|(at, (title, count))| Choice { id: format!("dv-{}", at + 1), title, count })
        .collect();
    let tasks: Vec<TaskView<'_>> = plan.tasks.iter().map(|task| view(task, &units, today)).collect();
    let times = TIMES
        .iter()
        .enumerate()
        .map(|(at, title)| {
            let count = plan.tasks.iter().filter(|task| times(task, today).contains(&at)).count();
            Choice { id: format!("th-{}", at + 1), title, count }
        })
        .filter(|choice| choice.count > 0)
        .collect();
    PlanView { title: &plan.title, source: &plan.source, tasks, units, times }
}

fn view<'s>(task: &'s Task, units: &[Choice<'_>], today: Date) -> TaskView<'s> {
    let late = task.is_late(today);
    let mut found_by: Vec<String> = units
        .iter()
        .filter(|choice| task.units.iter().any(|unit| unit == choice.title))
        .map(|choice| choice.id.clone())
        .collect();
    found_by.extend(times(task, today).into_iter().map(|at| format!("th-{}", at + 1)));
    TaskView {
        title: &task.title,
        lead: &task.lead,
        with: &task.with,
        time: &task.time,
        product: &task.product,
        due: task.due,
        status: match task.status {
            Status::Done => "Đã xong",
            _ if late => "Quá hạn",
            Status::Doing => "Đang làm",
            Status::Todo => "Chưa làm",
            Status::Unknown => "",
        },
        late,
        found_by: found_by.join(" "),
    }
}

/// Under which of [`TIMES`] a task is found.
fn times(task: &Task, today: Date) -> Vec<usize> {
    if task.status == Status::Done {
        return vec![5];
    }
    let mut found = Vec::new();
    if task.is_late(today) {
        found.push(0);
    } else if task.due.is_some_and(|due| due.days_since(today) <= SOON) {
        found.push(1);
    }
    found.push(match task.deadline {
        Deadline::Fixed => 2,
        Deadline::Ongoing => 3,
        Deadline::OnRequest => 4,
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plans::parse;

    #[test]
    fn rows_bear_the_names_of_their_choices() {
        let text = "[[tasks]]\ntitle = \"a\"\nunits = [\"Sở A\", \"Sở B\"]\ndue = 2026-11-01\n\
                    [[tasks]]\ntitle = \"b\"\nlead = \"Sở B\"\ntime = \"Thường xuyên\"\n\
                    [[tasks]]\ntitle = \"c\"\nlead = \"Sở B\"\ndue = 2026-12-01\nstatus = \"done\"\n";
        let (tasks, problems) = parse(text, &"a.toml".into());
        assert!(problems.is_empty(), "{problems:?}");
        let view = plan(&tasks, "2026-11-22".parse().expect("a date"));
        let rows: Vec<(&str, &str)> = view.tasks.iter().map(|task| (task.found_by.as_str(), task.status)).collect();
        // Sở B has most tasks and comes first.
        assert_eq!(rows, [("dv-1 dv-2 th-1 th-3", "Quá hạn"), ("dv-1 th-4", ""), ("dv-1 th-6", "Đã xong")]);
        let times: Vec<(&str, usize)> = view.times.iter().map(|choice| (choice.title, choice.count)).collect();
        assert_eq!(times, [("Quá hạn", 1), ("Có thời hạn", 1), ("Thường xuyên, nhiều năm", 1), ("Đã xong", 1)]);
    }
}
