//! Loops of a template are bounded: numbers to count through are few, for a theme whose loop never ends would hold a
//! build for ever. The engine itself bounds components within components and knows includes that go round.

use std::cell::Cell;

use tera::{Error, Kwargs, State, TeraResult};

/// Numbers that the loops of one page may count through in all: a thousand times what a page of tables needs.
const MOST: i64 = 100_000;

thread_local! {
    /// What is left to the page that this thread renders.
    static LEFT: Cell<i64> = const { Cell::new(MOST) };
}

/// A new page begins.
pub(super) fn begin() {
    LEFT.set(MOST);
}

/// `range(start, end, step_by)`, as the engine has it, and at the cost of what is left.
#[allow(clippy::needless_pass_by_value, reason = "the engine hands over the arguments so")]
pub(super) fn range(kwargs: Kwargs, _: &State<'_>) -> TeraResult<Vec<i64>> {
    let start = kwargs.get::<i64>("start")?.unwrap_or_default();
    let end = kwargs.must_get::<i64>("end")?;
    let step = kwargs.get::<i64>("step_by")?.unwrap_or(1);
    if step == 0 {
        return Err(Error::message("`range` has a `step_by` of 0"));
    }
    let way = if step > 0 { end.checked_sub(start) } else { start.checked_sub(end) };
    let count = way.map(|way| way.max(0).unsigned_abs().div_ceil(step.unsigned_abs()));
    let count = count.and_then(|count| i64::try_from(count).ok()).filter(|count| *count < LEFT.get());
    let Some(count) = count else {
        return Err(Error::message(format!("the loops of this page count beyond {MOST}")));
    };
    // A loop within a loop that counts to nothing costs its turn all the same.
    LEFT.set(LEFT.get() - count - 1);
    Ok((0..count).map(|number| start + number * step).collect())
}
