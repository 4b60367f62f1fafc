//! `loa explain CODE`: what a message means, why it is one, and what to do; `--all` gives the table of all.

use super::args::ExplainArgs;
use super::{Console, Exit};
use crate::diag::{CODES, Lang, find, nearest, table};
use crate::say;

pub(super) fn run(console: &Console, explain: &ExplainArgs) -> Exit {
    let Some(wanted) = &explain.code else {
        console.result(&table(console.lang));
        return Exit::Well;
    };
    let Some(code) = find(wanted) else {
        console.alarm(&say!("lỗi: không có mã `{wanted}`"; "error: there is no code `{wanted}`"));
        if let Some(near) = nearest(&wanted.to_uppercase(), CODES.iter().map(|code| code.id)) {
            console.alarm(&say!("  = có phải `{near}` không?"; "  = did you mean `{near}`?"));
        }
        return Exit::WrongUse;
    };
    let (text, why, fix) = match console.lang {
        Lang::Vietnamese => (&code.vi, "Vì sao", "Cách sửa"),
        Lang::English => (&code.en, "Why", "What to do"),
    };
    console
        .result(&format!("{} ({})\n\n{}\n\n{why}: {}\n{fix}: {}\n", code.id, code.name, text.what, text.why, text.fix));
    Exit::Well
}
