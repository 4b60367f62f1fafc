//! Announcers measured from recordings that are made here, and what the station's times become by them.

use std::fs;
use std::io::Cursor;

use serde_json::Value;

use crate::harness::{CONFIG, Site, page};

/// What is read, how long its words sound and how long the silence after them is, in milliseconds: 4.3 syllables a
/// second, and pauses of 300, 500, 800 and 1,200 for comma, clause, sentence and paragraph.
const READ: [(&str, u32, u32); 10] = [
    ("Kính thưa bà con,", 930, 300),
    ("đây là đài truyền thanh phường.", 1395, 800),
    ("Hôm nay đài có hai tin:", 1395, 500),
    ("một tin về công an,", 1163, 300),
    ("một tin về trường học.", 1163, 1200),
    ("Bà con nhận cuộc gọi lạ thì dừng lại,", 2093, 300),
    ("hỏi người thân,", 698, 300),
    ("rồi gọi số một một ba.", 1395, 800),
    ("Đừng bấm vào đường dẫn lạ;", 1395, 500),
    ("đừng cài ứng dụng lạ.", 1163, 0),
];

fn script() -> String {
    let mut text = String::new();
    for (words, _, pause) in READ {
        text.push_str(words);
        text.push_str(match pause {
            1200 => "\n\n",
            800 => "\n",
            _ => " ",
        });
    }
    text
}

/// The length of the recording of [`script`] from its first sound to its last.
fn length() -> u32 {
    READ.iter().map(|(_, words, pause)| words + pause).sum()
}

/// A recording of so many percent of the usual length, with silence before and after.
fn recording(percent: u32) -> Vec<u8> {
    let parts = READ.iter().flat_map(|(_, words, pause)| [(9000, *words), (0, *pause)]);
    wav([(0, 400)].into_iter().chain(parts).chain([(0, 700)]), percent)
}

/// Strength and length of each part, as a WAV file at 8 kHz.
fn wav(parts: impl IntoIterator<Item = (i16, u32)>, percent: u32) -> Vec<u8> {
    let spec =
        hound::WavSpec { channels: 1, sample_rate: 8000, bits_per_sample: 16, sample_format: hound::SampleFormat::Int };
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut bytes, spec).expect("a header");
    for (strength, length) in parts {
        for at in 0..8 * length * percent / 100 {
            writer.write_sample(if at / 10 % 2 == 0 { strength } else { -strength }).expect("a sample");
        }
    }
    writer.finalize().expect("a whole file");
    bytes.into_inner()
}

fn station(settings: &str) -> Site {
    Site::new().config(&format!("{CONFIG}{settings}")).file("tin.txt", script()).file("tin.wav", recording(100))
}

fn settings(site: &Site) -> String {
    fs::read_to_string(site.path().join("loa.toml")).expect("loa.toml")
}

fn json(site: &Site, call: &[&str]) -> Value {
    let out = site.run(call.iter().copied().chain(["--format", "json"])).exits(0).out;
    serde_json::from_str(&out).expect("JSON")
}

fn ms(value: &Value) -> u32 {
    value.as_u64().and_then(|ms| u32::try_from(ms).ok()).expect("milliseconds")
}

fn near(found: u32, right: u32, thousandths: u32) -> bool {
    found.abs_diff(right) * 1000 <= right * thousandths
}

#[test]
fn an_announcer_is_measured_and_kept() {
    let site = station("\n[radio]  # đài\nper_week = 2\n");
    let before = settings(&site);
    site.run(["calibrate", "tin.txt", "tin.wav", "--id", "lan", "--name", "Chị Lan"])
        .exits(0)
        .prints("tin.wav")
        .prints("tiếng/phút")
        .prints("180–205–240 →")
        .says("`lan`");
    let after = settings(&site);
    assert!(after.starts_with(&before), "{after}");
    let entry: toml::Table = after[before.len()..].parse().expect("TOML");
    let lan = &entry["radio"]["announcers"][0];
    assert_eq!((lan["id"].as_str(), lan["name"].as_str()), (Some("lan"), Some("Chị Lan")));
    let figure = |value: &toml::Value| u32::try_from(value.as_integer().expect("a number")).expect("no less than zero");
    assert!((245..=275).contains(&figure(&lan["articulation"])), "{lan}");
    for (kind, pause) in [("comma", 300), ("clause", 500), ("sentence", 800), ("paragraph", 400)] {
        assert!(near(figure(&lan["pauses"][kind]), pause, 150), "{kind}: {lan}");
    }
    // What was measured is what is foretold.
    let times = json(&site, &["time", "tin.txt", "--announcer", "lan"]);
    let sounding = &times["files"][0]["sounding"];
    assert!(near(ms(&sounding["likely_ms"]), length(), 5), "{times}");
    assert_eq!(times["announcer"], "lan");
}

#[test]
fn the_band_is_that_of_the_announcers_unless_a_rate_is_given() {
    let two = "\n[[radio.announcers]]\nid = \"lan\"\narticulation = 250\n\n[[radio.announcers]]\nid = \"hoa\"\narticulation = 300\n";
    let likely = |site: &Site, who: &[&str], rate: &str| {
        ms(&json(site, &[["time", "tin.txt"].as_slice(), who].concat())["total"][rate])
    };
    let site = station(two);
    let (lan, hoa) = (["--announcer", "lan"], ["--announcer", "hoa"]);
    assert_eq!(likely(&site, &[], "likely_ms"), likely(&site, &lan, "likely_ms"));
    assert_eq!(likely(&site, &[], "slow_ms"), likely(&site, &lan, "slow_ms"));
    assert_eq!(likely(&site, &[], "fast_ms"), likely(&site, &hoa, "fast_ms"));
    let [slow, usual, fast] = ["slow_ms", "likely_ms", "fast_ms"].map(|rate| likely(&site, &lan, rate));
    assert!(near(slow, usual * 104 / 100, 3) && near(fast, usual * 100 / 104, 3), "{slow} {usual} {fast}");
    // Hoa is the usual one when she stands first.
    let first = station(&two.replace("\"lan\"", "\"x\"").replace("\"hoa\"", "\"lan\"").replace("\"x\"", "\"hoa\""));
    assert_eq!(likely(&first, &[], "slow_ms"), likely(&site, &[], "slow_ms"));
    let rated = station(&format!("\n[radio]\nrate = {{ low = 180, likely = 205, high = 240 }}\n{two}"));
    let none = station("");
    for rate in ["slow_ms", "likely_ms", "fast_ms"] {
        assert_eq!(likely(&rated, &[], rate), likely(&none, &[], rate));
    }
    rated.run(["calibrate", "tin.txt", "tin.wav", "--id", "lan"]).exits(0).prints("giữ nguyên").prints("rate");
}

#[test]
fn measuring_again_renews_the_same_entry() {
    let site = station(
        "\r\n# Các giọng\r\n[[radio.announcers]]\r\nid = \"lan\" # giọng chính\r\nname = \"Chị Lan\"\r\n\r\n[[topics]]\r\nid = \"a\"\r\ntitle = \"A\"\r\n",
    );
    site.run(["calibrate", "tin.txt", "tin.wav", "--id", "lan"]).exits(0);
    let first = settings(&site);
    assert!(first.contains(
        "# Các giọng\r\n[[radio.announcers]]\r\nid = \"lan\" # giọng chính\r\nname = \"Chị Lan\"\r\narticulation = "
    ));
    assert!(first.ends_with("}\r\n\r\n[[topics]]\r\nid = \"a\"\r\ntitle = \"A\"\r\n"), "{first}");
    site.run(["calibrate", "tin.txt", "tin.wav", "--id", "lan"]).exits(0).says("đã có đúng");
    assert_eq!(settings(&site), first);
    let slower = site.file("cham.wav", recording(110));
    slower.run(["calibrate", "tin.txt", "cham.wav", "--id", "lan"]).exits(0);
    let differing =
        first.lines().zip(settings(&slower).lines().collect::<Vec<_>>()).filter(|(old, new)| old != new).count();
    assert_eq!((settings(&slower).lines().count(), differing), (first.lines().count(), 2), "{}", settings(&slower));
    slower.run(["calibrate", "tin.txt", "cham.wav", "--name", "Anh Bảy"]).exits(0);
    assert!(settings(&slower).contains("id = \"anh-bay\"\r\nname = \"Anh Bảy\"\r\n"), "{}", settings(&slower));
}

#[test]
fn several_recordings_are_taken_together_and_a_dry_run_writes_nothing() {
    let site = station("").file("hai.wav", recording(102)).file("sai.wav", recording(150));
    let run = site
        .run([
            "calibrate",
            "tin.txt",
            "tin.wav",
            "tin.txt",
            "hai.wav",
            "tin.txt",
            "tin.wav",
            "tin.txt",
            "sai.wav",
            "--dry-run",
        ])
        .exits(0)
        .prints("đúng kịch bản không")
        .prints("[[radio.announcers]]")
        .says("chưa ghi gì");
    assert!(run.sources_touched().is_empty(), "{:?}", run.sources_touched());
    let english = site.run(["calibrate", "tin.txt", "tin.wav", "--dry-run", "--lang", "en"]).exits(0);
    assert!(english.out.contains("syllables") && !english.out.contains("tiếng"), "{}", english.out);
}

#[test]
fn scripts_may_be_pages_or_hold_figures() {
    let body = script();
    let site = station("").file("content/tin.md", page(&body)).file("so.txt", "Ngày 2/9/2026, lúc 8h30, gọi 113.\n");
    let of = |file: &str| {
        let run = site.run(["calibrate", file, "tin.wav", "--dry-run"]).exits(0);
        run.out.lines().next().expect("a line").to_owned()
    };
    assert_eq!(of("tin.md"), of("tin.txt"));
    assert_eq!(of("content/tin.md"), of("tin.txt"));
    // Said in words: ngày hai tháng chín năm hai nghìn không trăm hai mươi sáu, lúc tám giờ ba mươi phút, gọi một một ba.
    let times = json(&site, &["time", "so.txt"]);
    assert_eq!(times["files"][0]["syllables"], 22, "{times}");
}

#[test]
fn recordings_of_no_use_change_nothing() {
    let whole = recording(100);
    let mp3 = {
        let mut frame = vec![0xff, 0xfb, 0x50, 0xc0];
        frame.resize(208, 0);
        frame.repeat(20)
    };
    for (name, bytes, code, words) in [
        ("empty", Vec::new(), "L0601", "rỗng"),
        ("no sound at all", "Kính thưa bà con".into(), "L0601", "WAV"),
        ("a head alone", whole[..30].to_vec(), "L0601", "hỏng"),
        ("half a copy", whole[..whole.len() / 2].to_vec(), "L0601", "cụt"),
        ("silence", wav([(0, 20_000)], 100), "L0601", "micrô"),
        ("a hum too faint to hear", wav([(20, 20_000)], 100), "L0601", "micrô"),
        ("too quick", recording(50), "L0602", "quá nhanh"),
        ("too slow", wav([(9000, 60_000)], 100), "L0602", "quá chậm"),
        ("half a second of MP3", mp3, "L0602", "kịch bản"),
    ] {
        let site = station("\n[radio]\nper_week = 2\n").file("hong.wav", bytes);
        let run =
            site.run(["calibrate", "tin.txt", "tin.wav", "tin.txt", "hong.wav"]).exits(1).reports(code, "hong.wav");
        assert!(run.err.contains(words), "{name} does not say {words:?}:\n{}", run.err);
        assert!(run.sources_touched().is_empty(), "{name}: {:?}", run.sources_touched());
        let english = site.run(["--lang", "en", "calibrate", "tin.txt", "hong.wav"]).exits(1);
        assert!(!english.err.contains("ghi âm") && english.err.contains("help:"), "{name}: {}", english.err);
    }
    let site = station("").file("trong.txt", " \n").file("latin.txt", b"Ph\xfang.\n");
    site.run(["calibrate", "trong.txt", "tin.wav"]).exits(1).reports("L0602", "tin.wav").says("không có chữ");
    site.run(["calibrate", "latin.txt", "tin.wav"]).exits(1).reports("L0102", "latin.txt");
}

#[test]
fn calibrate_wants_pairs_a_site_and_a_plain_id() {
    let site = station("");
    site.run(["calibrate"]).exits(2);
    site.run(["calibrate", "tin.txt"]).exits(2).says("tin.txt").says("từng cặp");
    site.run(["calibrate", "tin.txt", "tin.wav", "--id", "Chị Lan"]).exits(2).says("có phải `chi-lan` không?");
    site.run(["calibrate", "khong-co.md", "tin.wav"]).exits(2).says("khong-co.md");
    site.run(["calibrate", "khong-co.txt", "tin.wav"]).exits(3).says("khong-co.txt");
    site.run(["calibrate", "tin.txt", "khong-co.wav"]).exits(3).says("khong-co.wav");
    let site = site.without("loa.toml");
    site.run(["calibrate", "tin.txt", "tin.wav"]).exits(1).says("L0301").says("loa init");
    assert!(!site.path().join("loa.toml").exists(), "loa.toml was made");
    let broken = station("\n[radio]\nper_wek = 2\n");
    let run = broken.run(["calibrate", "tin.txt", "tin.wav"]).exits(1).reports("L0113", "loa.toml:9:1");
    assert!(run.sources_touched().is_empty());
    let single = station("\n[radio.announcers]\nid = \"lan\"\n");
    let run = single.run(["calibrate", "tin.txt", "tin.wav"]).exits(1).reports("L0303", "loa.toml");
    assert!(run.sources_touched().is_empty());
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_nothing_is_left_beside_it() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let site = station("").with(|folder| {
        fs::create_dir(folder.join("chung")).expect("a folder");
        fs::rename(folder.join("loa.toml"), folder.join("chung/loa.toml")).expect("moved");
        fs::set_permissions(folder.join("chung/loa.toml"), fs::Permissions::from_mode(0o640)).expect("a mode");
        symlink("chung/loa.toml", folder.join("loa.toml")).expect("a link");
    });
    site.run(["calibrate", "tin.txt", "tin.wav"]).exits(0);
    assert!(site.path().join("loa.toml").is_symlink(), "the link was replaced");
    assert!(settings(&site).contains("phat-thanh-vien"));
    let mode = fs::metadata(site.path().join("chung/loa.toml")).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_eq!(fs::read_dir(site.path().join("chung")).expect("the folder").count(), 1);
}

#[test]
fn times_add_up_by_file_section_and_total() {
    let site = Site::fixture("nho").file("kich-ban/tin.txt", script());
    let times = json(&site, &["time"]);
    let files = times["files"].as_array().expect("files");
    let sections = times["sections"].as_array().expect("sections");
    assert!(files.len() >= 3 && sections.len() >= 2, "{times}");
    assert!(times["announcer"].is_null());
    for key in ["syllables", "slow_ms", "likely_ms", "fast_ms"] {
        let sum = |rows: &[&Value]| rows.iter().map(|row| ms(&row[key])).sum::<u32>();
        let total = ms(&times["total"][key]);
        assert_eq!(sum(&files.iter().collect::<Vec<_>>()), total, "{key}");
        assert_eq!(sum(&sections.iter().collect::<Vec<_>>()), total, "{key}");
        for section in sections {
            let its: Vec<&Value> = files.iter().filter(|file| file["section"] == section["section"]).collect();
            assert_eq!((sum(&its), its.len() as u64), (ms(&section[key]), section["files"].as_u64().expect("a count")));
        }
    }
    for file in files {
        let [slow, likely, fast] = ["slow_ms", "likely_ms", "fast_ms"].map(|rate| ms(&file[rate]));
        assert!(slow > likely && likely > fast && likely > ms(&file["sounding"]["likely_ms"]), "{file}");
    }
    let text = site.run(["time"]).exits(0).out;
    assert!(text.lines().any(|line| line.ends_with("= content/canh-bao (2)")), "{text}");
    assert!(text.lines().last().is_some_and(|line| line.contains("= cộng")), "{text}");
    // A script, beside pages and outside a site.
    let both = json(&site, &["time", "kich-ban/tin.txt", "ma-otp.md"]);
    assert_eq!(both["total"]["files"], 2);
    let alone = Site::empty().file("tin.txt", script());
    let here = json(&alone, &["time", "tin.txt"]);
    assert_eq!(here["files"][0]["syllables"], both["files"][1]["syllables"]);
    alone.run(["time", "tin.txt", "--announcer", "lan"]).exits(1).says("L0301");
    alone.run(["time", "khong-co.txt"]).exits(3).says("khong-co.txt");
}

#[test]
fn an_unknown_announcer_is_told() {
    let site = station("\n[[radio.announcers]]\nid = \"lanh\"\n");
    site.run(["time", "--announcer", "lan-h"]).exits(2).says("có phải `lanh` không?");
    site.run(["time", "--announcer", "x"]).exits(2).says("loa calibrate");
    site.run(["time", "--format", "xml"]).exits(2).says("xml");
}
