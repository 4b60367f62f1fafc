//! Drafts read by a machine: made on request alone, marked as synthetic, kept while the words are the same.

use std::fs;

use serde_json::Value;

use crate::harness::{CONFIG, Site};
use crate::made::station;

const MONDAY: &str = "2026-11-23";

/// Seconds of the sound that the voice of these tests makes for every text.
const LENGTH: u32 = 462;

/// A sound of 8,000 bytes a second.
fn wav(seconds: u32) -> Vec<u8> {
    let data = seconds * 8000;
    let mut file = Vec::new();
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&(36 + data).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    file.extend_from_slice(&8000u32.to_le_bytes());
    file.extend_from_slice(&8000u32.to_le_bytes());
    file.extend_from_slice(b"\x01\0\x08\0data");
    file.extend_from_slice(&data.to_le_bytes());
    file.resize(file.len() + data as usize, 128);
    file
}

/// A station whose voice is this shell script, which gets the text as `$1` and the WAV as `$2`.
fn voiced(script: &str) -> Site {
    let command = "command = \"sh giong.sh '{in}' {out}\"";
    station()
        .config(&format!("{CONFIG}\n[radio.voice]\n{command}\n"))
        .file("giong.sh", script)
        .file("mau.wav", wav(LENGTH))
        .today(MONDAY)
}

const READS: &str = "cat \"$1\" >> da-doc.txt\ncp mau.wav \"$2\"\n";

fn programmes(site: &Site) -> Vec<Value> {
    let schedule: Value = serde_json::from_str(&site.built("radio/schedule.json")).expect("JSON");
    let weeks = schedule["weeks"].as_array().expect("weeks").clone();
    weeks.iter().flat_map(|week| week["programmes"].as_array().expect("programmes").clone()).collect()
}

/// Of the desk; those of the portal are copies.
fn sounds(site: &Site) -> Vec<String> {
    sounds_in(site, "radio/")
}

fn sounds_in(site: &Site, channel: &str) -> Vec<String> {
    site.dist().into_keys().filter(|path| path.starts_with(channel) && path.ends_with(".wav")).collect()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().expect("a text")
}

#[test]
fn each_programme_is_read_once_and_says_that_a_machine_reads() {
    let site = voiced(READS);
    site.run(["build"]).exits(0);
    assert!(sounds(&site).is_empty() && !site.path().join("da-doc.txt").exists(), "a build starts no voice");
    assert!(programmes(&site).iter().all(|one| one.get("audio").is_none()));
    site.run(["radio", "--audio"]).exits(0).tells_only(&[]);
    let all = programmes(&site);
    let read = fs::read_to_string(site.path().join("da-doc.txt")).expect("what the voice was given");
    assert_eq!(read.matches("Giọng đọc trong chương trình này do máy tạo ra.\n\n").count(), all.len());
    assert!(read.starts_with("Giọng đọc trong chương trình này do máy tạo ra.\n\nĐây là Đài"), "{}", &read[..200]);
    assert_eq!(sounds(&site).len(), all.len());
    for one in &all {
        let file = text(&one["audio"], "file");
        let script = text(one, "script");
        // The words lie beside the sound, under the same name.
        let stem = script.strip_suffix(".txt").expect("a text file");
        let print = file.strip_prefix(stem).and_then(|rest| rest.strip_prefix('.')?.strip_suffix(".wav"));
        assert_eq!(print.map(str::len), Some(8), "{file}");
        assert_eq!(one["audio"]["length_s"], LENGTH);
        assert!(read.contains(&site.built(&format!("radio/{script}"))), "{script} was not read");
        let html = site.built(&format!("radio/{}.html", script.replace(".CHUA-DUYET.txt", "")));
        assert!(html.contains(print.expect("a fingerprint")), "the name is not that of the words on the sheet");
        assert!(html.contains("Bản máy đọc nháp: 7:42</a> (ước tính "), "{html}");
        assert!(site.built("radio/index.html").contains(&format!("{file}\">Bản máy đọc nháp: 7:42</a>")));
        let bytes = fs::read(site.path().join("dist/radio").join(file)).expect("a sound");
        let original = wav(LENGTH);
        assert_eq!(bytes[8..original.len()], original[8..], "the sound is another");
        let mark = String::from_utf8_lossy(&bytes[original.len()..]).into_owned();
        assert!(mark.starts_with("LIST") && mark.contains("Giọng đọc tổng hợp bằng máy"), "{mark}");
    }
    assert!(!site.path().join("dist/.staging").exists());
}

#[test]
fn a_sound_stays_as_long_as_its_words() {
    let site = voiced(READS);
    site.run(["radio", "--audio"]).exits(0);
    let before = sounds(&site);
    let read = fs::metadata(site.path().join("da-doc.txt")).expect("a file").len();
    site.run(["build"]).exits(0);
    site.run(["radio"]).exits(0);
    assert_eq!(sounds(&site), before);
    // Approved words have the same sound under another name.
    let first = programmes(&site)[0].clone();
    site.run(["radio", "fix", "--weeks", "1"]).exits(0);
    site.run(["radio", "approve", text(&first, "id"), "--by", "Bà A"]).exits(0);
    site.run(["build"]).exits(0).tells_only(&[]);
    let approved = programmes(&site)[0].clone();
    assert_eq!(text(&approved["audio"], "file"), text(&first["audio"], "file").replace(".CHUA-DUYET", ""));
    assert_eq!(sounds(&site).len(), before.len());
    // Other words have none, until they are read.
    let page = format!("content/{}", text(&first["segments"][0], "page").trim_start_matches("content/"));
    let old = fs::read_to_string(site.path().join(&page)).expect("a page");
    let site = site.file(&page, format!("{old}\nThêm một câu.\n"));
    site.run(["build"]).exits(0);
    let now = programmes(&site);
    assert!(now[0].get("audio").is_none() && now[1].get("audio").is_some(), "{now:#?}");
    assert!(!sounds(&site).iter().any(|path| path.contains(text(&first, "id"))), "{:?}", sounds(&site));
    assert_eq!(fs::metadata(site.path().join("da-doc.txt")).expect("a file").len(), read, "a build has read aloud");
    site.run(["radio", "--audio"]).exits(0);
    assert!(programmes(&site)[0].get("audio").is_some());
    // What is damaged in place is no sound any more.
    let site = site.with(|folder| {
        let file = folder.join("dist/radio").join(text(&programmes_in(folder)[1]["audio"], "file"));
        fs::write(file, "RIFF").expect("a file to damage");
    });
    site.run(["build"]).exits(0);
    assert!(programmes(&site)[1].get("audio").is_none() && programmes(&site)[0].get("audio").is_some());
}

fn programmes_in(folder: &std::path::Path) -> Vec<Value> {
    let text = fs::read_to_string(folder.join("dist/radio/schedule.json")).expect("a schedule");
    let schedule: Value = serde_json::from_str(&text).expect("JSON");
    schedule["weeks"][0]["programmes"].as_array().expect("programmes").clone()
}

#[test]
fn a_voice_in_trouble_holds_back_no_script_and_leaves_no_half_file() {
    // The first text is refused in the middle of the work, the others are read.
    let site = voiced(
        "if [ ! -e lan-dau ]; then touch lan-dau; printf RIFF > \"$2\"; echo hết bộ nhớ >&2; exit 7; fi\ncp mau.wav \"$2\"\n",
    );
    let run = site.run(["radio", "--audio"]).exits(1).reports("L0511", "loa.toml");
    assert!(run.err.contains("1 buổi") && run.err.contains("mã 7") && run.err.contains("hết bộ nhớ"), "{}", run.err);
    let all = programmes(&site);
    assert!(all[0].get("audio").is_none() && all[0]["script"].is_string());
    assert!(all[1..].iter().all(|one| one.get("audio").is_some()));
    assert_eq!(sounds(&site).len(), all.len() - 1);
    assert!(!site.path().join("dist/.staging").exists());
    // The next time it works; a failure later leaves the sound of the same words.
    site.run(["radio", "--audio"]).exits(0);
    let whole = sounds(&site);
    let site = site.file("giong.sh", "exit 1\n");
    let run = site.run(["radio", "--audio"]).exits(1).reports("L0511", "loa.toml");
    assert_eq!(run.told.len(), 1, "{}", run.err);
    assert_eq!(sounds(&site), whole);
    // Nothing written, something that is no sound, no such program, no command at all.
    for (script, why) in [(":\n", "không ghi ra tệp WAV"), ("echo MP3 > \"$2\"\n", "không ghi ra tệp WAV")] {
        voiced(script).run(["radio", "--audio"]).exits(1).reports("L0511", "loa.toml").says(why);
    }
    let missing =
        station().config(&format!("{CONFIG}\n[radio.voice]\ncommand = [\"khong-co\", \"{{in}}\", \"{{out}}\"]\n"));
    missing
        .run(["radio", "--audio"])
        .exits(1)
        .reports("L0511", "loa.toml")
        .says("không tìm thấy chương trình `khong-co`");
    assert!(missing.dist().keys().any(|path| path.ends_with(".txt")));
    let none = station();
    none.run(["radio", "--audio"]).exits(1).reports("L0511", "loa.toml").says("chưa có [radio.voice] command");
    assert!(none.dist().keys().any(|path| path.ends_with(".txt")));
}

#[test]
fn a_plan_with_errors_is_not_read_aloud() {
    let mut site = voiced(READS);
    for number in 1..15 {
        site = site.without(&format!("content/tin/bai-{number:02}.md"));
    }
    site.run(["radio", "--audio"]).exits(1).reports("L0501", "content/tin/bai-00.md");
    assert!(!site.path().join("da-doc.txt").exists());
}

#[test]
fn others_build_while_a_voice_reads() {
    let site = voiced("touch \"$2\"\nwhile [ ! -e xong ]; do sleep 0.05; done\ncp mau.wav \"$2\"\n");
    let mut child = site.command().args(["radio", "--audio"]).spawn().expect("the program `loa` can be started");
    let begun = site.path().join("dist/.voice/.staging/voice/0/giong-doc.wav");
    while !begun.exists() && child.try_wait().expect("a child of ours").is_none() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    site.run(["build"]).exits(0).tells_only(&[]);
    site.run(["radio", "--audio"]).exits(1).tells_only(&["L0903"]);
    let site = site.file("xong", "");
    assert!(child.wait().expect("its end").success());
    assert!(programmes(&site).iter().all(|one| one.get("audio").is_some()));
    assert!(!site.path().join("dist/.voice").exists());
}

#[test]
fn a_kill_in_the_middle_leaves_what_was_there() {
    let site = voiced(READS);
    site.run(["radio", "--audio"]).exits(0);
    let before = site.dist();
    let site = site.file("giong.sh", "printf RIFF > \"$2\"\nexec sleep 20\n");
    let mut child = site.command().args(["radio", "--audio"]).spawn().expect("the program `loa` can be started");
    let half = site.path().join("dist/.voice/.staging/voice/0/giong-doc.wav");
    while !half.exists() && child.try_wait().expect("a child of ours").is_none() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    child.kill().expect("a program to kill");
    child.wait().expect("its end");
    assert!(half.exists());
    let site = site.file("giong.sh", READS);
    site.run(["build"]).exits(0);
    let after = site.dist();
    let radio = |path: &String| path.starts_with("radio/") || path.starts_with('.');
    assert!(before.iter().filter(|(path, _)| radio(path)).eq(after.iter().filter(|(path, _)| radio(path))));
}

#[test]
fn residents_hear_what_was_approved_and_nothing_else() {
    let site = voiced(READS);
    site.run(["build"]).exits(0);
    site.run(["radio", "--audio"]).exits(0);
    site.run(["radio", "fix"]).exits(0);
    site.run(["build"]).exits(0);
    let heard = |site: &Site| sounds_in(site, "portal/");
    assert_eq!(heard(&site), Vec::<String>::new(), "nothing is approved yet");
    let id = text(&programmes(&site)[0], "id").to_owned();
    site.run(["radio", "approve", &id, "--by", "Bà Thử"]).exits(0);
    site.run(["build"]).exits(0);
    let found = heard(&site);
    assert_eq!(found.len(), 1, "{found:?}");
    let bytes = fs::read(site.path().join("dist").join(&found[0])).expect("a sound");
    let own = sounds(&site).into_iter().find(|path| path.contains(&id)).expect("its own");
    assert!(bytes.len() > LENGTH as usize && bytes == fs::read(site.path().join("dist").join(own)).expect("a sound"));
    let html = site.built("portal/phat-thanh/index.html");
    assert_eq!(html.matches("<audio controls").count(), 1, "{html}");
    assert!(html.contains("giọng đọc máy, dài 7:42"), "{html}");
    assert!(html.contains(found[0].rsplit('/').next().expect("a name")), "{html}");
}
