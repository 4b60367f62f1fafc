//! The house rules that a machine can check: layers, length, and a first sentence in every file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::repository;

/// Lines of code in a file, tests and tables apart.
const LONGEST: usize = 450;

fn sources() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    gather(&repository().join("src"), &mut files);
    files.sort();
    assert!(files.len() > 50, "the sources were not found");
    files
}

fn gather(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            gather(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("a source file in UTF-8");
            files.push((path.strip_prefix(repository()).expect("below the repository").to_owned(), text));
        }
    }
}

/// The documentation of the crate: what stands at the top of `src/lib.rs`, or the file that is included there.
fn documentation(lib: &str) -> String {
    let included = lib.lines().find_map(|line| line.strip_prefix("#![doc = include_str!(\"")?.strip_suffix("\")]"));
    let file = included.map(|name| fs::read_to_string(repository().join("src").join(name)).expect("the file included"));
    file.unwrap_or_else(|| lib.lines().filter_map(|line| line.strip_prefix("//! ")).collect::<Vec<_>>().join("\n"))
}

/// The layer of each module, from the table in the documentation of the crate.
fn layers() -> BTreeMap<String, usize> {
    let lib = fs::read_to_string(repository().join("src/lib.rs")).expect("src/lib.rs");
    let mut layers = BTreeMap::new();
    for line in documentation(&lib).lines().filter_map(|line| line.strip_prefix('|')) {
        let mut cells = line.split('|').map(str::trim);
        let Some(layer) = cells.next().and_then(|cell| cell.parse::<usize>().ok()) else { continue };
        for module in cells.next().unwrap_or_default().split(',') {
            let module = module.trim().trim_matches(['[', ']', '`']).to_owned();
            assert!(layers.insert(module.clone(), layer).is_none(), "{module} is in two layers");
        }
    }
    let modules: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(!modules.is_empty());
    for module in &modules {
        assert!(layers.contains_key(*module), "{module} has no layer in the table of the documentation");
    }
    assert_eq!(layers.len(), modules.len(), "the table names modules that are not there: {layers:?}");
    layers
}

/// Files that are modules of tests alone, `#[cfg(test)] mod plan_tests;`.
fn test_files(sources: &[(PathBuf, String)]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for (path, text) in sources {
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            if line.trim() != "#[cfg(test)]" {
                continue;
            }
            let named = lines.peek().and_then(|next| next.trim().strip_prefix("#[path = \"")?.strip_suffix("\"]"));
            if let Some(name) = named {
                files.push(path.with_file_name(name));
                continue;
            }
            if let Some(name) = lines.peek().and_then(|next| next.trim().strip_prefix("mod ")?.strip_suffix(';')) {
                let folder = path.parent().expect("a file in a folder");
                let stem = path.file_stem().expect("a name").to_string_lossy();
                let folder =
                    if matches!(&*stem, "mod" | "lib" | "main") { folder.to_owned() } else { folder.join(&*stem) };
                files.push(folder.join(format!("{name}.rs")));
                files.push(folder.join(name).join("mod.rs"));
            }
        }
    }
    files
}

/// The code without what only tests compile: items under `#[cfg(test)]`, to their closing brace.
fn without_tests(text: &str) -> Vec<(usize, &str)> {
    let mut kept = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            kept.push((number + 1, line));
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        for (_, line) in lines.by_ref() {
            let inner = line.len() - line.trim_start().len();
            let ends = line.trim_end().ends_with(';') || line.trim_start().starts_with('}');
            if inner == indent && ends {
                break;
            }
        }
    }
    kept
}

/// The code without comments, as one text, with a line's number at each byte.
fn code(text: &str) -> (String, Vec<usize>) {
    let (mut code, mut numbers) = (String::new(), Vec::new());
    for (number, line) in without_tests(text) {
        let line = if line.trim_start().starts_with("//") { "" } else { line };
        code.push_str(line);
        code.push('\n');
        numbers.resize(code.len(), number);
    }
    (code, numbers)
}

/// The first names of every path from the crate's root: `crate::fs`, `crate::{say, speech}`, `super::super::fs`.
fn paths_from_the_root(code: &str, depth: usize) -> Vec<(usize, String)> {
    let climbing = "super::".repeat(depth);
    let mut found = Vec::new();
    for start in ["crate::", climbing.as_str()].iter().filter(|start| !start.is_empty()) {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back().unwrap_or(' ');
            if before.is_alphanumeric() || before == '_' || before == ':' {
                continue;
            }
            let rest = &code[at + start.len()..];
            if let Some(group) = rest.strip_prefix('{') {
                found.extend(names_of_group(group).into_iter().map(|name| (at, name)));
            } else {
                found.push((at, name(rest)));
            }
        }
    }
    found
}

fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first names within `{…}`, whose opening brace is gone.
fn names_of_group(text: &str) -> Vec<String> {
    let (mut names, mut depth, mut fresh) = (Vec::new(), 1, true);
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => fresh = true,
            c if fresh && depth == 1 && !c.is_whitespace() => {
                names.push(name(&text[at..]));
                fresh = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// Macros are exported at the crate's root, wherever they are written.
fn macros(sources: &[(PathBuf, String)]) -> BTreeMap<String, String> {
    let mut macros = BTreeMap::new();
    for (path, text) in sources {
        for part in text.split("#[macro_export]").skip(1) {
            if let Some((_, after)) = part.split_once("macro_rules!") {
                macros.insert(name(after.trim_start()), module(path));
            }
        }
    }
    macros
}

/// The top module of a file: `fs` for `src/fs/disk.rs`.
fn module(path: &Path) -> String {
    let below = path.strip_prefix("src").expect("below src");
    let first = below.components().next().expect("a part").as_os_str().to_string_lossy().into_owned();
    first.strip_suffix(".rs").unwrap_or(&first).to_owned()
}

/// How many `super::` lead from a file to the crate's root.
fn depth(path: &Path) -> usize {
    let parts = path.components().count() - 1;
    if path.file_name().is_some_and(|name| name == "mod.rs") { parts - 1 } else { parts }
}

#[test]
fn a_module_imports_only_from_lower_layers() {
    let sources = sources();
    let (layers, tests, macros) = (layers(), test_files(&sources), macros(&sources));
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (path, text) in &sources {
        let from = module(path);
        if matches!(from.as_str(), "lib" | "main") || tests.contains(path) {
            continue;
        }
        let Some(layer) = layers.get(&from).copied() else {
            wrong.push(format!("{}: `{from}` is no module of the crate", path.display()));
            continue;
        };
        let (code, numbers) = code(text);
        for (at, name) in paths_from_the_root(&code, depth(path)) {
            let to = macros.get(&name).unwrap_or(&name);
            let place = format!("{}:{}", path.display(), numbers[at]);
            let Some(target) = layers.get(to) else {
                wrong.push(format!("{place}: `{name}` is no module of the crate"));
                continue;
            };
            seen += 1;
            if *to != from && *target >= layer {
                wrong.push(format!("{place}: {from} (layer {layer}) imports {to} (layer {target})"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen > 100, "only {seen} imports were seen");
}

#[test]
fn files_are_short() {
    let sources = sources();
    let tests = test_files(&sources);
    let mut long = Vec::new();
    for (path, text) in &sources {
        if tests.contains(path) {
            continue;
        }
        let lines = without_tests(text).into_iter().filter(|(_, line)| !is_table_row(line)).count();
        if lines > LONGEST {
            long.push(format!("{} has {lines} lines", path.display()));
        }
    }
    assert!(long.is_empty(), "more than {LONGEST} lines: {long:#?}");
}

/// A line that holds nothing but data: a tuple or a text, and a comma.
fn is_table_row(line: &str) -> bool {
    let line = line.trim();
    line.ends_with(',') && line.starts_with(['"', '(']) && line.contains('"') && !line.contains("=>")
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let mut silent = Vec::new();
    for (path, text) in sources() {
        let head: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("//!")).collect();
        let first: Vec<&str> = head.iter().map(|line| line.trim()).take_while(|line| !line.is_empty()).collect();
        let sentence = first.join(" ");
        let included = text.starts_with("#![doc = include_str!(");
        if !included && (sentence.len() < 15 || !sentence.contains(['.', ':', '?', '!'])) {
            silent.push(format!("{}: {sentence:?}", path.display()));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn the_reader_of_imports_sees_them() {
    let text = "use crate::fs::{self, Disk};\nuse crate::{say, speech};\n// crate::cli\nlet x = super::super::build::Y;\n#[cfg(test)]\nmod tests {\n    use crate::cli;\n}\nfn f() -> crate::base::Date { $crate::diag::X }\n";
    let (code, _) = code(text);
    let mut names: Vec<String> = paths_from_the_root(&code, 2).into_iter().map(|(_, name)| name).collect();
    names.sort();
    assert_eq!(names, ["base", "build", "diag", "fs", "say", "speech"]);
}
