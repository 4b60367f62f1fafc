//! Help and messages about wrong use, in Vietnamese unless `--lang en` stands in the call.

use std::ffi::OsString;
use std::io::Write as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, FromArgMatches};

use super::{Arguments, Exit, language};
use crate::diag::Lang;

/// English words for the texts that stand in Vietnamese in `args.rs`: of the program, of commands, of their options.
const ENGLISH: &[(&str, &str, &str)] = &[
    ("", "", "Loa: one article, two ways to the people: the ward's web portal and its loudspeaker programmes"),
    ("", "directory", "The site's folder, where loa.toml is"),
    ("", "today", "Take this day for today, as in 2026-11-22"),
    ("", "lang", "The language of messages"),
    ("", "quiet", "Print errors only"),
    ("build", "", "Build the portal and the programmes into dist"),
    ("build", "out", "The folder to write to"),
    ("build", "base_url", "Where the portal will stand, in place of base_url"),
    ("build", "drafts", "Build drafts and pages of later days too"),
    ("build", "no_radio", "Plan no programmes, build the portal alone; the radio folder stays as it is"),
    ("build", "weeks", "Weeks of programmes"),
    (
        "build",
        "verify",
        "Make everything again, compare it with the output folder and name what differs; write nothing",
    ),
    ("build", "timings", "Print how long each step took"),
    ("watch", "", "Write and see: rebuild and reload at each save"),
    ("watch", "open", "Open the browser"),
    ("watch", "port", "The port on this machine, or the next free one"),
    ("watch", "drafts", "Show drafts and pages of later days too"),
    ("watch", "out", "The folder to write to"),
    ("watch", "json", "Print each rebuild as one line of JSON"),
    ("watch", "poll", "Look at all files again and again, for network drives that tell of no change"),
    ("watch", "host", "Let other machines look, at this address of this machine; only this one if left out"),
    (
        "watch",
        "editor",
        "Open a file with this command when a message is clicked; without one, with $VISUAL or $EDITOR",
    ),
    ("check", "", "Look for mistakes, write nothing"),
    ("check", "format", "The form of the report"),
    ("check", "fix", "Mend in the pages what can be mended beyond doubt, and check again"),
    ("check", "drafts", "Check drafts and pages of later days too"),
    ("new", "", "Make a new page with its frame"),
    ("new", "kind", "The kind of page"),
    ("new", "title", "The title"),
    ("new", "section", "The section, a folder in content; by kind if left out"),
    ("init", "", "Make a new site, ready to build"),
    ("init", "target", "The new site's folder"),
    ("speak", "", "Turn written text into spoken words"),
    ("speak", "file", "A page of the site, a text file, or - for standard input"),
    ("speak", "lines", "Exactly one spoken line for each written line"),
    ("speak", "doubts", "Show what was guessed"),
    ("radio", "", "The radio desk: build the scripts alone, fix, approve, log"),
    ("radio", "from", "Plan from this day instead of today"),
    ("radio", "weeks", "How many weeks to plan"),
    ("radio", "out", "The folder to write to"),
    ("radio", "audio", "Have each programme read by the command of [radio.voice], as a draft in WAV"),
    ("radio fix", "", "Fix the coming programmes in content/_data/schedule.toml"),
    ("radio fix", "weeks", "How many weeks to fix, this one included"),
    ("radio approve", "", "Approve exactly the text of a programme, and fix it"),
    ("radio approve", "id", "The id of a programme or of a bulletin (khan-…), or how it begins"),
    ("radio approve", "by", "Who approves"),
    ("radio aired", "", "Note in content/_data/aired.csv that a programme was aired, or not"),
    ("radio aired", "id", "The id of a programme or of a bulletin (khan-…), or how it begins"),
    ("radio aired", "cluster", "Which loudspeakers aired it, if not as planned; may be given several times"),
    ("radio aired", "at", "When it was aired, if not as planned; bulletins always need it"),
    ("radio aired", "date", "On which day it was aired, if not as planned"),
    ("radio aired", "length", "How long it really was, minutes:seconds"),
    ("radio aired", "voice", "Who read it"),
    ("radio aired", "missed", "It was not aired, for this reason"),
    ("radio aired", "override_reason", "Note it as aired though nobody approved it, for this reason"),
    ("radio urgent", "", "Make a bulletin of 30 seconds to 3 minutes from a warning or a notice"),
    ("radio urgent", "page", "The page: a path, the end of one, or the bulletin's id"),
    ("radio urgent", "cluster", "The loudspeakers that will air it; may be given several times"),
    ("radio urgent", "out", "Write the words to this file; its name says .CHUA-DUYET while nobody has approved them"),
    ("time", "", "How long pages last on air"),
    ("time", "files", "Pages, or .txt scripts; all pages that go on air if left out"),
    ("time", "announcer", "By this announcer of loa.toml instead of the whole station"),
    ("time", "format", "The form of the result: text or json"),
    ("calibrate", "", "Measure an announcer from recordings and keep the figures in loa.toml"),
    ("calibrate", "pairs", "Pairs: a script that was read (.txt, or a page .md), then its recording (WAV, MP3, M4A)"),
    ("calibrate", "id", "The announcer's id in loa.toml; from the name if left out"),
    ("calibrate", "name", "The announcer's name"),
    ("calibrate", "dry_run", "Print what was measured, write nothing"),
    ("explain", "", "Explain a code"),
    ("explain", "code", "The code in a message, as in L0203"),
    ("explain", "all", "Print a table of all codes, in Markdown"),
];

const VIETNAMESE_TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";

/// Reads the arguments. Help and mistakes are printed here.
pub(super) fn parse(arguments: Vec<OsString>) -> Result<Arguments, Exit> {
    let english = arguments.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en")
        || arguments.iter().any(|word| word == "--lang=en");
    let lang = language(english);
    let mut command = command(lang);
    let parsed = command.try_get_matches_from_mut(arguments).and_then(|matches| Arguments::from_arg_matches(&matches));
    parsed.map_err(|error| tell(&error, lang))
}

fn command(lang: Lang) -> Command {
    let command = Arguments::command();
    if lang == Lang::English {
        let command = ENGLISH.iter().fold(command, |command, (name, argument, text)| match (*name, *argument) {
            ("", "") => command.about(*text),
            ("", argument) => command.mut_arg(argument, |known| known.help(*text)),
            (name, "") => within(command, name, &|known| known.about(*text)),
            (name, argument) => within(command, name, &|known| known.mut_arg(argument, |known| known.help(*text))),
        });
        return each_command(command, &|known| match known.get_after_help().map(ToString::to_string) {
            Some(example) => known.after_help(example.replace("Ví dụ:", "Example:")),
            None => known,
        });
    }
    let version = clap::Arg::new("version")
        .short('V')
        .long("version")
        .help("In số phiên bản")
        .action(clap::ArgAction::Version)
        .help_heading("Tùy chọn");
    let command = vietnamese(command).arg(version);
    each_command(command, &vietnamese)
}

/// Changes the command of that name: `build`, or `radio fix` for one within another.
fn within(command: Command, name: &str, change: &dyn Fn(Command) -> Command) -> Command {
    match name.split_once(' ') {
        Some((first, rest)) => command.mut_subcommand(first, |known| within(known, rest, change)),
        None => command.mut_subcommand(name, change),
    }
}

fn each_command(command: Command, change: &dyn Fn(Command) -> Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|known| known.get_name().to_owned()).collect();
    names
        .into_iter()
        .fold(command, |command, name| command.mut_subcommand(name, |known| each_command(change(known), change)))
}

fn vietnamese(command: Command) -> Command {
    let positional: Vec<String> = command.get_positionals().map(|known| known.get_id().to_string()).collect();
    let command = command
        .help_template(VIETNAMESE_TEMPLATE)
        .next_help_heading("Tùy chọn")
        .mut_args(|known| {
            // The texts name the defaults and the choices themselves.
            let takes_value = known.get_action().takes_values();
            let known = if takes_value { known.hide_default_value(true).hide_possible_values(true) } else { known };
            if known.is_positional() { known } else { known.help_heading("Tùy chọn") }
        })
        .subcommand_help_heading("Lệnh")
        .subcommand_value_name("LỆNH")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .help("Xem cách dùng")
                .action(clap::ArgAction::Help)
                .help_heading("Tùy chọn"),
        );
    positional.into_iter().fold(command, |command, name| command.mut_arg(name, |known| known.help_heading("Tham số")))
}

fn tell(error: &clap::Error, lang: Lang) -> Exit {
    if !error.use_stderr() {
        let mut out = std::io::stdout().lock();
        let text = error.render().to_string();
        let text = if lang == Lang::Vietnamese { text.replace("[OPTIONS]", "[TÙY CHỌN]") } else { text };
        drop(write!(out, "{text}"));
        return Exit::Well;
    }
    let mut out = std::io::stderr().lock();
    if lang == Lang::English || matches!(error.kind(), ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) {
        drop(write!(out, "{}", error.render()));
        return Exit::WrongUse;
    }
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(", "),
        _ => String::new(),
    };
    let argument = word(ContextKind::InvalidArg);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn `{argument}`"),
        ErrorKind::InvalidSubcommand => format!("không có lệnh `{}`", word(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("còn thiếu: {argument}"),
        ErrorKind::MissingSubcommand => "chưa có lệnh".to_owned(),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let valid = word(ContextKind::ValidValue);
            let valid = if valid.is_empty() { String::new() } else { format!("; các giá trị: {valid}") };
            format!("giá trị `{}` của {argument} không hợp lệ{valid}", word(ContextKind::InvalidValue))
        }
        ErrorKind::ArgumentConflict => format!("{argument} được viết hai lần hoặc không đi cùng nhau"),
        _ => error.to_string(),
    };
    drop(writeln!(out, "lỗi: {message}"));
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    for suggestion in near.into_iter().map(word).filter(|word| !word.is_empty()) {
        drop(writeln!(out, "  = có phải `{suggestion}` không?"));
    }
    drop(writeln!(out, "  = xem cách dùng: loa --help"));
    Exit::WrongUse
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        command(Lang::Vietnamese).debug_assert();
        command(Lang::English).debug_assert();
    }

    #[test]
    fn every_command_has_an_example_and_english_words() {
        let all = Arguments::command();
        let inner = all.get_subcommands().flat_map(|outer| {
            outer.get_subcommands().map(|known| (format!("{} {}", outer.get_name(), known.get_name()), known))
        });
        let outer = all.get_subcommands().map(|known| (known.get_name().to_owned(), known));
        for (name, known) in outer.chain(inner) {
            let name = name.as_str();
            assert!(known.get_after_help().is_some_and(|text| text.to_string().contains("Ví dụ")), "{name}");
            for argument in known.get_arguments().map(|argument| argument.get_id().as_str()) {
                assert!(
                    ENGLISH.iter().any(|(command, word, _)| *command == name && *word == argument),
                    "{name} {argument}"
                );
            }
        }
    }
}
