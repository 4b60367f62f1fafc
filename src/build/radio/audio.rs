//! Drafts read by a machine: made on request alone, kept by later builds for as long as the words stay the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Air;
use crate::base::SourcePath;
use crate::diag::{Diagnostic, Text, codes};
use crate::fs::{self, Output, Refusal, Staged};
use crate::radio::{Audio, Programme, Reading, Script, ScriptAudio, marked, wav_length};
use crate::say;

/// Whoever reads aloud; given by the command line, since the library starts no programs.
pub trait Voice {
    /// Reads a text into a WAV file and gives its bytes.
    ///
    /// # Errors
    /// Why there is none, for people.
    fn read(&self, order: &Order<'_>) -> Result<Vec<u8>, Text>;
}

/// One text to read.
pub struct Order<'o> {
    /// The words of `[radio.voice] command`, with `{in}` and `{out}`.
    pub command: &'o [String],
    /// An empty folder for files on the way; a full path.
    pub folder: &'o Path,
    /// The programme's id.
    pub id: &'o str,
    pub text: &'o str,
}

/// A finished reading, in the folder it was made in.
const SOUND: &str = "ban-doc.wav";
/// More than enough of a WAV file to tell its length.
const HEAD: u64 = 64 * 1024;

/// What a voice has read, in files that last as long as this.
pub struct Readings {
    aside: Output,
    /// By the text that was read.
    sounds: BTreeMap<String, PathBuf>,
    /// What was not read.
    pub failures: Vec<Diagnostic>,
}

/// Has every programme read. This may last minutes, in which others may build: nothing of the output folder is held.
///
/// # Errors
/// When the folder is not Loa's, or another voice is reading into it; trouble with the machine.
pub fn read(air: &Air, voice: &dyn Voice, command: &[String], out: &Path) -> Result<Readings, Refusal> {
    let aside = Output::aside(out)?;
    let mut failures: Vec<(Text, Vec<String>)> = Vec::new();
    let mut sounds = BTreeMap::new();
    for (at, (programme, reading)) in air.schedule.programmes().zip(&air.readings).enumerate() {
        let folder = aside.workshop(&format!("voice/{at}"))?;
        let order = Order { command, folder: &folder, id: &programme.id, text: &reading.text };
        let no_wav = || say!("lệnh chạy xong nhưng không ghi ra tệp WAV đọc được"; "the command ended well and wrote no WAV file that can be read");
        match voice.read(&order).and_then(|wav| marked(&wav, &programme.title).ok_or_else(no_wav)) {
            Ok(wav) => {
                let path = folder.join(SOUND);
                fs::replace(&path, &wav)?;
                sounds.insert(reading.text.clone(), path);
            }
            // What is wrong with the command is wrong with it each time: one message names all programmes.
            Err(why) => match failures.iter_mut().find(|(known, _)| *known == why) {
                Some((_, ids)) => ids.push(programme.id.clone()),
                None => failures.push((why, vec![programme.id.clone()])),
            },
        }
    }
    Ok(Readings { aside, sounds, failures: failures.into_iter().map(told).collect() })
}

/// Stages what was read of programmes whose words are still the same.
///
/// # Errors
/// Trouble with the machine.
pub fn record(air: &mut Air, readings: &Readings, staged: &Staged<'_>) -> Result<(), fs::Error> {
    let Air { schedule, scripts, readings: texts, .. } = air;
    for ((programme, script), reading) in schedule.programmes_mut().zip(scripts).zip(texts) {
        if let Some(sound) = readings.sounds.get(&reading.text) {
            let wav = readings.aside.made(sound)?;
            let path = programme.audio_path();
            staged.put(&path, &wav)?;
            set(programme, script, reading, path, &wav);
        }
    }
    Ok(())
}

fn told((why, ids): (Text, Vec<String>)) -> Diagnostic {
    let (count, names, vi, en) = (ids.len(), ids.join(", "), why.vi, why.en);
    let message =
        say!("không có bản máy đọc của {count} buổi: {vi}"; "{count} programmes have no machine reading: {en}");
    Diagnostic::new(&codes::VOICE_FAILED, message)
        .in_file(&SourcePath::from("loa.toml"))
        .hint(say!("các buổi đó: {names}"; "these: {names}"))
        .hint(say!("chạy thử lệnh trong [radio.voice] với một tệp văn bản"; "try the command of [radio.voice] on a text file"))
}

/// Keeps the sound of programmes whose words have not changed since it was made; an approval changes only its name.
///
/// # Errors
/// Trouble with the machine.
pub fn keep(air: &mut Air, staged: &Staged<'_>) -> Result<(), fs::Error> {
    let Air { schedule, scripts, readings, .. } = air;
    for ((programme, script), reading) in schedule.programmes_mut().zip(scripts).zip(readings) {
        if programme.audio.is_some() {
            continue;
        }
        let path = programme.audio_path();
        if let Some(wav) = staged.in_place(&path, HEAD) {
            set(programme, script, reading, path, &wav);
        } else if let Some(wav) = staged.in_place(&programme.audio_path_as(!programme.approval.is_given()), u64::MAX) {
            staged.put(&path, &wav)?;
            set(programme, script, reading, path, &wav);
        }
    }
    Ok(())
}

/// Puts the sound beside the programme and on its script; what is no WAV any more is not named, and so removed.
fn set(programme: &mut Programme, script: &mut Script, reading: &Reading, file: String, wav: &[u8]) {
    programme.audio = wav_length(wav).map(|length| Audio { file, length, expected: reading.expected });
    script.audio = programme.audio.as_ref().map(ScriptAudio::of);
}
