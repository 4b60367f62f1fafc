//! The writer's editor: a command of the command line or of the environment, which opens a file at a line.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{Console, Exit};
use crate::config::command_words;
use crate::say;
use crate::serve::Editor;

/// Editors that need a terminal, which is taken by `loa watch`.
const IN_A_TERMINAL: [&str; 9] = ["vi", "vim", "nvim", "nano", "emacs", "ed", "hx", "micro", "joe"];

/// Editors that take `-g FILE:LINE:COLUMN`, and those that take `FILE:LINE:COLUMN` as it is.
const WITH_GOTO: [&str; 5] = ["code", "code-insiders", "codium", "cursor", "windsurf"];
const WITH_COLONS: [&str; 4] = ["subl", "zed", "zeditor", "atom"];

/// The editor for `--editor`: the command given, or that of `$VISUAL` or `$EDITOR`. `{file}`, `{line}` and `{column}` stand
/// for the place; without them the place is given as that editor wants it.
pub(super) fn find(console: &Console, asked: &str) -> Result<Box<Editor>, Exit> {
    let known =
        |name| std::env::var_os(name).and_then(|value| value.into_string().ok()).filter(|line| !line.is_empty());
    let line = Some(asked.to_owned()).filter(|line| !line.is_empty());
    let line = line.or_else(|| known("VISUAL")).or_else(|| known("EDITOR")).unwrap_or_default();
    let words = command_words(&line).filter(|words| !words.is_empty());
    let Some(words) = words else {
        console.alarm(&say!("lỗi: --editor cần một lệnh, ví dụ --editor \"code -g {{file}}:{{line}}:{{column}}\"; $VISUAL và $EDITOR không có gì"; "error: --editor needs a command, as in --editor \"code -g {{file}}:{{line}}:{{column}}\"; $VISUAL and $EDITOR are empty"));
        return Err(Exit::WrongUse);
    };
    let name = stem(&words[0]);
    if IN_A_TERMINAL.contains(&name) && !line.contains("{file}") {
        console.alarm(&say!("lỗi: `{name}` cần một cửa sổ lệnh riêng, mà cửa sổ này loa watch đang dùng; ghi lệnh mở cửa sổ mới, ví dụ --editor \"xterm -e {name} {{file}}\""; "error: `{name}` needs a terminal of its own; give a command that opens one, as in --editor \"xterm -e {name} {{file}}\""));
        return Err(Exit::WrongUse);
    }
    Ok(Box::new(move |path, line, column| start(&words, path, line, column)))
}

fn start(words: &[String], path: &Path, line: u32, column: u32) {
    let arguments = arguments(words, &path.to_string_lossy(), line, column);
    let (input, output, errors) = (Stdio::null(), Stdio::null(), Stdio::null());
    let child = Command::new(&words[0]).args(arguments).stdin(input).stdout(output).stderr(errors).spawn();
    // An editor may stay open for hours; when it ends, the system wants somebody to notice.
    if let Ok(mut child) = child {
        drop(std::thread::Builder::new().spawn(move || child.wait()));
    }
}

/// What the command is given: a name with odd signs stays one word, for no shell reads it.
fn arguments(words: &[String], file: &str, line: u32, column: u32) -> Vec<String> {
    let place = format!("{file}:{line}:{column}");
    let mut given: Vec<String> = words[1..]
        .iter()
        .map(|word| {
            let numbers = word.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
            numbers.replace("{file}", file)
        })
        .collect();
    if words.iter().any(|word| word.contains("{file}")) {
        return given;
    }
    match stem(&words[0]) {
        name if WITH_GOTO.contains(&name) => given.extend(["-g".to_owned(), place]),
        name if WITH_COLONS.contains(&name) => given.push(place),
        "gedit" | "kate" => given.extend([format!("+{line}"), file.to_owned()]),
        _ => given.push(file.to_owned()),
    }
    given
}

/// `code` for `C:\Program Files\code.cmd`.
fn stem(program: &str) -> &str {
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_is_told_the_place_in_its_own_way() {
        let told = |line: &str| arguments(&command_words(line).expect("words"), "/a b/ế.md", 7, 5).join("|");
        assert_eq!(told("code -w"), "-w|-g|/a b/ế.md:7:5");
        assert_eq!(told("/usr/bin/subl"), "/a b/ế.md:7:5");
        assert_eq!(told("gedit"), "+7|/a b/ế.md");
        assert_eq!(told("notepad.exe"), "/a b/ế.md");
        assert_eq!(told("xterm -e vim '+call cursor({line},{column})' {file}"), "-e|vim|+call cursor(7,5)|/a b/ế.md");
    }
}
