//! Announcers that are known beforehand, and what their recordings tell of them.

use super::*;
use crate::voice::{Piece, Silence};

const TEXTS: [&str; 6] = [
    "Kính thưa bà con, đây là đài truyền thanh phường. Xin mời bà con cùng nghe bản tin.\n\nTin thứ nhất: giữ kín mã xác thực.\nKhông đọc mã cho bất kỳ ai, kể cả người quen, kể cả người tự xưng là cán bộ.\n",
    "Khi nhận cuộc gọi lạ, bà con dừng lại; hỏi người thân; gọi số một một ba.\n\nGọi lại cho ngân hàng bằng số in trên thẻ. Đừng bấm vào đường dẫn lạ, đừng cài ứng dụng lạ.",
    "Hồ sơ gồm: tờ khai, căn cước, giấy xác nhận. Nộp tại bộ phận một cửa; nhận kết quả sau ba ngày.",
    "Nhà nước khuyến khích tổ chức, cá nhân nghiên cứu trí tuệ nhân tạo vì lợi ích của con người",
    "Ủy ban nhân dân phường giao công an phường chủ trì, phối hợp với các tổ dân phố rà soát, lập danh sách; báo cáo trước ngày mười lăm.\n\nCác trường học tổ chức phổ biến cho học sinh.\n\nĐài truyền thanh phát mỗi tuần hai lần, mỗi lần từ năm đến mười phút.",
    "Bà con xem lại mục: việc cần làm ngay. Gọi cho người thân trước. Khóa tài khoản, rồi báo công an.",
];

const SLOW: Pace = Pace {
    articulation: 230,
    pauses: Pauses { comma: Millis(320), clause: Millis(380), sentence: Millis(900), paragraph: Millis(300) },
};

/// A reading of a text at a pace, to the millisecond; with its silences, as a WAV file has them, or without.
fn read(text: &str, pace: &Pace, heard: bool) -> Reading {
    let script = Script::read(text);
    let mut recording = Recording { length: pace.time_of(&script.sounding()), silences: None };
    if heard {
        let mut silences = Vec::new();
        let mut words = Counts::default();
        let (_, inner) = script.pieces().split_last().expect("a script with words");
        for Piece { weight, pause } in inner {
            words.weight += weight;
            silences.push(Silence { after: pace.time_of(&words), length: pace.time_of(pause) });
        }
        recording.silences = Some(silences);
    }
    Reading { script, recording }
}

fn assert_near(found: &Pace, true_pace: &Pace, percent: u32) {
    let near = |found: u32, right: u32| found.abs_diff(right) * 100 <= right * percent;
    let parts = |pace: &Pace| {
        let pauses = pace.pauses;
        [u32::from(pace.articulation), pauses.comma.0, pauses.clause.0, pauses.sentence.0, pauses.paragraph.0]
    };
    let all_near = parts(found).iter().zip(parts(true_pace)).all(|(found, right)| near(*found, right));
    assert!(all_near, "{found:?} is not within {percent}% of {true_pace:?}");
}

#[test]
fn recordings_that_are_heard_give_rate_and_pauses() {
    let readings: Vec<Reading> = TEXTS.iter().cycle().take(24).map(|text| read(text, &SLOW, true)).collect();
    let voice = fit(&readings).expect("ordinary rates");
    assert_near(&voice.pace, &SLOW, 10);
    assert!(voice.errors.iter().all(|error| error.abs() <= 10), "{:?}", voice.errors);
    assert_eq!(voice.marks, readings.iter().map(|one| one.script.pieces().len() as u32 - 1).sum::<u32>());
}

#[test]
fn one_length_makes_everything_slower_alike() {
    let slower = Pace::at_overall(200);
    for text in [TEXTS[0], TEXTS[3]] {
        let voice = fit(&[read(text, &slower, false)]).expect("an ordinary rate");
        assert_near(&voice.pace, &slower, 1);
        assert_eq!(voice.marks, 0);
    }
}

#[test]
fn many_lengths_tell_the_pauses_too() {
    let readings: Vec<Reading> = TEXTS.iter().cycle().take(48).map(|text| read(text, &SLOW, false)).collect();
    let voice = fit(&readings).expect("ordinary rates");
    assert!(voice.errors.iter().all(|error| error.abs() <= 10), "{:?}", voice.errors);
    // The guess has 1.04 for this; only the lengths can have told it.
    assert!(voice.pace.pauses.comma.0 * 10 < voice.pace.pauses.sentence.0 * 4, "{:?}", voice.pace);
}

#[test]
fn one_wrong_script_does_not_move_the_rest() {
    let mut readings: Vec<Reading> = TEXTS.iter().map(|text| read(text, &SLOW, true)).collect();
    let mut wrong = read(TEXTS[3], &SLOW, false);
    wrong.recording.length = wrong.recording.length.scaled(3, 2);
    readings.push(wrong);
    let voice = fit(&readings).expect("rates that could be");
    let (odd, others) = voice.errors.split_last().expect("errors");
    assert!(*odd < -250 && others.iter().all(|error| error.abs() <= 25), "{:?}", voice.errors);
}

#[test]
fn figures_stay_within_what_settings_take() {
    // No pauses at all: the marks must not become negative, nor the voice too quick.
    let hasty = Pace {
        articulation: 340,
        pauses: Pauses { comma: Millis(0), clause: Millis(0), sentence: Millis(0), paragraph: Millis(0) },
    };
    let readings: Vec<Reading> = TEXTS.iter().map(|text| read(text, &hasty, true)).collect();
    let readings: Vec<Reading> = readings
        .into_iter()
        .map(|mut reading| {
            reading.recording.silences = Some(Vec::new());
            reading
        })
        .collect();
    let voice = fit(&readings).expect("rates that could be");
    assert!(voice.errors.iter().all(|error| error.abs() <= 20), "{:?} {:?}", voice.errors, voice.pace);
    assert!((330..=350).contains(&voice.pace.articulation), "{:?}", voice.pace);
}

#[test]
fn rates_that_nobody_reads_at_are_refused() {
    let mut readings = vec![read(TEXTS[0], &SLOW, true), read(TEXTS[1], &SLOW, true)];
    readings[1].recording.length = readings[1].recording.length.scaled(1, 3);
    let rate = readings[1].overall();
    assert!(matches!(fit(&readings).unwrap_err()[..], [(1, Fault::TooFast(found))] if found.abs_diff(rate) <= 1));
    readings[1].recording.length = Millis(100_000);
    readings[0].script = Script::read(" \n. ,");
    assert!(matches!(fit(&readings).unwrap_err()[..], [(0, Fault::NoWords), (1, Fault::TooSlow(_))]));
}
