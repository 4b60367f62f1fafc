//! The machine voice: a program of the ward's own choice, started without a shell, that reads one text into one WAV file.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::super::Console;
use crate::build::{Order, Voice};
use crate::diag::Text;
use crate::say;

/// Ten minutes of speech take a slow voice on an old office computer half of this; what takes longer hangs.
pub const LIMIT: Duration = Duration::from_secs(300);
/// How often a running voice is looked at.
const PAUSE: Duration = Duration::from_millis(20);
/// How much of a program's own complaint is shown.
const SHOWN: usize = 200;

/// Starts the command of `[radio.voice]`.
pub struct Program<'c> {
    /// The site's folder, in which the command runs and in which its relative paths begin; a full path.
    pub directory: PathBuf,
    /// How long one programme may take; then the program is killed.
    pub limit: Duration,
    /// Where progress is told.
    pub console: Option<&'c Console>,
}

impl Voice for Program<'_> {
    fn read(&self, order: &Order<'_>) -> Result<Vec<u8>, Text> {
        let Some((program, arguments)) = order.command.split_first() else {
            return Err(
                say!("loa.toml chưa có [radio.voice] command, ví dụ: command = \"espeak-ng -v vi -w {{out}} -f {{in}}\""; "loa.toml has no [radio.voice] command, as in: command = \"espeak-ng -v vi -w {{out}} -f {{in}}\""),
            );
        };
        if let Some(console) = self.console.filter(|_| io::stderr().is_terminal()) {
            let id = order.id;
            console.say(&say!("đang đọc thử {id} …"; "reading {id} …"));
        }
        let (text, sound, complaints) =
            (order.folder.join("loi-doc.txt"), order.folder.join("giong-doc.wav"), order.folder.join("loi.txt"));
        fs::write(&text, order.text).map_err(|cause| machine(&cause))?;
        let log = File::create(&complaints).map_err(|cause| machine(&cause))?;
        let child = Command::new(self.place(program))
            .args(arguments.iter().map(|word| filled(word, &text, &sound)))
            .current_dir(&self.directory)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn();
        let mut child = child.map_err(|cause| match cause.kind() {
            io::ErrorKind::NotFound => {
                say!("không tìm thấy chương trình `{program}`"; "there is no program `{program}`")
            }
            _ => say!("không chạy được `{program}`: {cause}"; "`{program}` cannot be run: {cause}"),
        })?;
        let Some(status) = self.wait(&mut child).map_err(|cause| machine(&cause))? else {
            let seconds = self.limit.as_secs();
            return Err(
                say!("`{program}` chạy quá {seconds} giây nên đã bị dừng"; "`{program}` ran longer than {seconds} seconds and was stopped"),
            );
        };
        if !status.success() {
            let why = last_line(&complaints, order.folder);
            let code = status.code().map_or_else(|| "?".to_owned(), |code| code.to_string());
            return Err(say!("`{program}` báo lỗi (mã {code}){why}"; "`{program}` failed (code {code}){why}"));
        }
        match fs::read(&sound) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(machine(&cause)),
            // No bytes are no WAV, which is for the caller to tell.
            read => Ok(read.unwrap_or_default()),
        }
    }
}

impl Program<'_> {
    /// A bare name is looked for as the system does; a path begins in the site's folder.
    fn place(&self, program: &str) -> PathBuf {
        if program.contains(['/', '\\']) { self.directory.join(program) } else { PathBuf::from(program) }
    }

    /// How the program ended; `None` when it had to be killed.
    fn wait(&self, child: &mut Child) -> io::Result<Option<ExitStatus>> {
        let start = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(Some(status));
            }
            if start.elapsed() >= self.limit {
                // It may end by itself between the look and the blow.
                drop(child.kill());
                child.wait()?;
                return Ok(None);
            }
            sleep(PAUSE);
        }
    }
}

/// A word of the command with the paths in their places; paths need not be text.
fn filled(word: &str, text: &Path, sound: &Path) -> OsString {
    let mut made = OsString::new();
    let mut rest = word;
    while let Some((at, name, path)) = [("{in}", text), ("{out}", sound)]
        .into_iter()
        .filter_map(|(name, path)| Some((rest.find(name)?, name, path)))
        .min()
    {
        made.push(&rest[..at]);
        made.push(path);
        rest = &rest[at + name.len()..];
    }
    made.push(rest);
    made
}

/// The last thing that a program said, after `: `; nothing when it was silent.
fn last_line(complaints: &Path, folder: &Path) -> String {
    let said = fs::read(complaints).unwrap_or_default();
    let said = String::from_utf8_lossy(&said).replace(&*folder.to_string_lossy(), "…");
    let last = said.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let last: String = last.chars().filter(|c| !c.is_control()).take(SHOWN).collect();
    if last.is_empty() { last } else { format!(": {last}") }
}

fn machine(cause: &io::Error) -> Text {
    say!("lỗi máy khi đọc thử: {cause}"; "machine trouble: {cause}")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// What a shell's command line does as a voice; it gets the text as `$1` and the WAV as `$2`.
    fn read(script: &str, limit: Duration) -> (Result<Vec<u8>, String>, tempfile::TempDir) {
        let command: Vec<String> = ["sh", "-c", script, "giong", "{in}", "{out}"].map(str::to_owned).to_vec();
        let folder = tempfile::tempdir().expect("a temporary folder");
        let order = Order { command: &command, folder: folder.path(), id: "a", text: "Một câu.\n" };
        let voice = Program { directory: folder.path().to_owned(), limit, console: None };
        (voice.read(&order).map_err(|why| why.vi), folder)
    }

    const SOON: Duration = Duration::from_secs(30);

    #[test]
    fn a_voice_gets_the_text_and_gives_the_sound() {
        let (sound, folder) = read("cat \"$1\" \"$1\" > \"$2\"; echo nhiễu >&2; echo nhiễu", SOON);
        assert_eq!(sound.as_deref(), Ok("Một câu.\nMột câu.\n".as_bytes()));
        drop(folder);
        assert_eq!(read(":", SOON).0.as_deref(), Ok(&b""[..]), "nothing written is told by the caller");
    }

    #[test]
    fn a_voice_that_fails_says_why() {
        let (failed, folder) = read("echo đầu >&2; echo \"không có giọng vi: $2\" >&2; echo >&2; exit 3", SOON);
        assert_eq!(failed.expect_err("it fails"), "`sh` báo lỗi (mã 3): không có giọng vi: …/giong-doc.wav");
        drop(folder);
        assert!(read("kill -9 $$", SOON).0.is_err_and(|why| why.contains("(mã ?)")));
    }

    #[test]
    fn a_voice_that_hangs_is_stopped() {
        let start = Instant::now();
        let (hung, _folder) = read("printf RIFF > \"$2\"; exec sleep 60", Duration::from_millis(300));
        assert!(hung.is_err_and(|why| why.contains("chạy quá 0 giây")));
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn a_voice_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let voice = Program { directory: folder.path().to_owned(), limit: SOON, console: None };
        for (command, why) in [
            (&["khong-co-giong-nay", "{in}", "{out}"][..], "không tìm thấy chương trình `khong-co-giong-nay`"),
            (&["./giong", "{in}", "{out}"], "không tìm thấy chương trình `./giong`"),
            (&[], "loa.toml chưa có [radio.voice] command"),
        ] {
            let command: Vec<String> = command.iter().map(|word| (*word).to_owned()).collect();
            let order = Order { command: &command, folder: folder.path(), id: "a", text: "" };
            let told = voice.read(&order).expect_err("no such program");
            assert!(told.vi.starts_with(why), "{}", told.vi);
        }
    }

    #[test]
    fn paths_take_the_places_within_words() {
        let (text, sound) = (Path::new("/a b/x.txt"), Path::new("/a b/{in}.wav"));
        for (word, expected) in
            [("--text={in}", "--text=/a b/x.txt"), ("{out}:{in}", "/a b/{in}.wav:/a b/x.txt"), ("{in", "{in"), ("", "")]
        {
            assert_eq!(filled(word, text, sound), expected);
        }
    }
}
