//! `loa calibrate`: measures an announcer from recordings of known scripts, and keeps the figures in `loa.toml`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::args::{Arguments, CalibrateArgs};
use super::script::{self, settings};
use super::{Console, Exit};
use crate::base::{SourcePath, slug};
use crate::config::{self, Config};
use crate::diag::{Diagnostic, Text, codes};
use crate::fs;
use crate::say;
use crate::speech::Band;
use crate::voice::{Fault, Reading, Recording, Voice, fit, has_rate, put};

/// Who reads when nobody is named.
const SOMEBODY: &str = "Phát thanh viên";

/// A recording that is off by more than this many thousandths from what the others tell may be of another script.
const ODD: i32 = 100;

pub(super) fn run(console: &Console, arguments: &Arguments, calibrate: &CalibrateArgs) -> Exit {
    match measure(console, arguments, calibrate) {
        Ok(()) => Exit::Well,
        Err(exit) => exit,
    }
}

fn measure(console: &Console, arguments: &Arguments, calibrate: &CalibrateArgs) -> Result<(), Exit> {
    let (pairs, rest) = calibrate.pairs.as_chunks::<2>();
    if let [alone] = rest {
        let alone = alone.display();
        console.alarm(&say!("lỗi: `{alone}` không có bản ghi âm đi cùng\n  = cách sửa: viết từng cặp: kịch bản rồi bản ghi âm của nó"; "error: `{alone}` has no recording beside it\n  = help: give pairs: a script, then its recording"));
        return Err(Exit::WrongUse);
    }
    let config = settings(console, arguments)?;
    let (id, name) = identity(console, calibrate, &config)?;
    let readings = readings(console, arguments, pairs)?;
    let voice = fit(&readings).map_err(|faults| {
        // Which of the two files is the wrong one, only people know; the recording is what was asked about.
        let faults: Vec<_> = faults.into_iter().map(|(at, fault)| told(&pairs[at][1], fault)).collect();
        console.report(&faults);
        Exit::ContentErrors
    })?;
    let path = arguments.directory.join("loa.toml");
    let old = script::bytes(console, &path)?;
    let old = String::from_utf8_lossy(&old).into_owned();
    let (new, band) = renewed(console, &old, &id, name.as_deref(), &voice)?;
    console.result(&report(console, pairs, &readings, &voice, &config.radio.band, &band, has_rate(&old)));
    if calibrate.dry_run {
        let entry = put("\n", &id, name.as_deref(), &voice.pace).unwrap_or_default();
        console.result(&format!("\n{}", entry.trim_start()));
        console.say(&say!("chưa ghi gì (--dry-run)"; "nothing was written (--dry-run)"));
    } else if new == old {
        console.say(&say!("loa.toml đã có đúng số đo này"; "loa.toml holds these very figures already"));
    } else {
        fs::replace(&path, new.as_bytes()).map_err(|error| {
            console.machine(&error);
            Exit::MachineFailed
        })?;
        console.say(&say!("đã ghi giọng `{id}` vào loa.toml"; "`{id}` was written to loa.toml"));
    }
    Ok(())
}

/// The id, and the name where one is to be written: as asked; an announcer that is known keeps the name.
fn identity(console: &Console, calibrate: &CalibrateArgs, config: &Config) -> Result<(String, Option<String>), Exit> {
    let asked = calibrate.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let id = calibrate.id.clone().unwrap_or_else(|| slug(asked.unwrap_or(SOMEBODY)));
    if id.is_empty() || slug(&id) != id {
        let near = slug(&id);
        console.alarm(&say!("lỗi: mã `{id}` phải là chữ thường không dấu, số, gạch nối\n  = có phải `{near}` không?"; "error: the id `{id}` must be lower-case letters, digits and hyphens\n  = did you mean `{near}`?"));
        return Err(Exit::WrongUse);
    }
    let known = config.radio.announcers.iter().any(|announcer| announcer.id == id);
    let name = asked.or_else(|| (!known).then_some(if calibrate.id.is_some() { &id } else { SOMEBODY }));
    let name = name.map(str::to_owned);
    Ok((id, name))
}

/// All scripts with their recordings; everything that is wrong with them is told at once.
fn readings(console: &Console, arguments: &Arguments, pairs: &[[PathBuf; 2]]) -> Result<Vec<Reading>, Exit> {
    let (mut readings, mut faults) = (Vec::new(), Vec::new());
    for [script, audio] in pairs {
        let script = script::read(console, arguments, script)?;
        match Recording::read(script::bytes(console, audio)?) {
            Ok(recording) => readings.push(Reading { script, recording }),
            Err(fault) => faults.push(told(audio, fault)),
        }
    }
    if faults.is_empty() {
        return Ok(readings);
    }
    console.report(&faults);
    Err(Exit::ContentErrors)
}

fn told(audio: &Path, fault: Fault) -> Diagnostic {
    let code = match fault {
        Fault::NoWords | Fault::TooFast(_) | Fault::TooSlow(_) => &codes::WRONG_SCRIPT,
        _ => &codes::BAD_RECORDING,
    };
    let (message, hint) = fault.told();
    Diagnostic::new(code, message).in_file(&SourcePath::new(audio.to_string_lossy())).hint(hint)
}

/// `loa.toml` with the announcer, and the band of the station as it is then.
fn renewed(console: &Console, old: &str, id: &str, name: Option<&str>, voice: &Voice) -> Result<(String, Band), Exit> {
    let path = SourcePath::from("loa.toml");
    if let Some(new) = put(old, id, name, &voice.pace) {
        let (config, problems) = config::parse(&crate::base::clean(&new), &path);
        if !problems.iter().any(Diagnostic::is_error) {
            return Ok((new, config.radio.band));
        }
    }
    let message = say!("không thêm được phát thanh viên vào `[radio]`"; "an announcer cannot be added to `[radio]`");
    let hint =
        say!("khai mỗi người trong một bảng [[radio.announcers]]"; "give each person a table [[radio.announcers]]");
    console.report(&[Diagnostic::new(&codes::CONFIG_VALUE, message).in_file(&path).hint(hint)]);
    Err(Exit::ContentErrors)
}

/// What was found, for people.
fn report(
    console: &Console,
    pairs: &[[PathBuf; 2]],
    readings: &[Reading],
    voice: &Voice,
    before: &Band,
    after: &Band,
    rate: bool,
) -> String {
    let mut report = String::new();
    let mut line = |text: &Text| {
        let _ = writeln!(report, "{}", text.get(console.lang));
    };
    for (([_, audio], reading), error) in pairs.iter().zip(readings).zip(&voice.errors) {
        let (audio, length, rate) = (audio.display(), reading.recording.length, reading.overall());
        let syllables = reading.script.counts().syllables;
        let (vi, en) = (percent(*error, ','), percent(*error, '.'));
        line(
            &say!("{audio}: {length}, {syllables} tiếng, {rate} tiếng/phút; ước tính lệch {vi}"; "{audio}: {length}, {syllables} syllables, {rate} a minute; the estimate is off by {en}"),
        );
        if readings.len() > 1 && error.abs() > ODD {
            line(
                &say!("  = cách sửa: lệch nhiều so với các bản khác; xem lại có đúng kịch bản không"; "  = help: far off from the others; see whether it is the right script"),
            );
        }
    }
    let (overall, pace) = (voice.overall, &voice.pace);
    let articulation = pace.articulation;
    line(
        &say!("tốc độ chung: {overall} tiếng/phút; khi có tiếng: {articulation} tiếng/phút"; "overall rate: {overall} syllables a minute; while the voice sounds: {articulation}"),
    );
    let [comma, clause, sentence, paragraph] =
        [pace.pauses.comma, pace.pauses.clause, pace.pauses.sentence, pace.pauses.paragraph].map(|pause| pause.0);
    line(
        &say!("nghỉ (phần nghìn giây): phẩy {comma}, vế {clause}, câu {sentence}, hết đoạn thêm {paragraph}"; "pauses (ms): comma {comma}, clause {clause}, sentence {sentence}, paragraph {paragraph} more"),
    );
    let marks = voice.marks;
    if marks > 0 {
        line(&say!("nghe được chỗ nghỉ ở {marks} dấu câu"; "pauses were heard at {marks} marks"));
    } else {
        line(
            &say!("chỉ biết độ dài bản ghi: chỗ nghỉ tính theo tỷ lệ; ghi WAV thì đo được"; "only lengths are known, so pauses are in proportion; from WAV files they are measured"),
        );
    }
    let sum: i32 = voice.errors.iter().map(|error| error.abs()).sum();
    let mean = sum / i32::try_from(voice.errors.len()).unwrap_or(i32::MAX).max(1);
    let most = voice.errors.iter().copied().max_by_key(|error| error.abs()).unwrap_or(0);
    let (vi, en) = ((percent(mean, ','), percent(most, ',')), (percent(mean, '.'), percent(most, '.')));
    let text = Text {
        vi: format!("sai số: trung bình {}, lớn nhất {}", vi.0, vi.1),
        en: format!("error: {} on average, {} at most", en.0, en.1),
    };
    line(&text);
    let rates = |band: &Band| [band.slow, band.likely, band.fast].map(|pace| pace.overall().to_string()).join("–");
    let (before, after) = (rates(before), rates(after));
    if rate {
        line(
            &say!("dải tốc độ của đài giữ nguyên {before} vì loa.toml có rate; muốn theo giọng đã đo thì xóa dòng rate"; "the station's band stays {before}, because loa.toml has rate; remove that line to go by the measured voices"),
        );
    } else {
        line(
            &say!("dải tốc độ của đài: {before} → {after} tiếng/phút"; "the station's band: {before} → {after} syllables a minute"),
        );
    }
    report
}

/// Thousandths as percent with one decimal.
fn percent(thousandths: i32, point: char) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let size = thousandths.unsigned_abs();
    format!("{sign}{}{point}{}%", size / 10, size % 10)
}
