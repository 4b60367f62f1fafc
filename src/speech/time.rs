//! Times of day and short durations: `7h30`, `07:30`, `4p30s`.

use crate::speech::number;
use crate::speech::quantity::Amount;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::token::Kind;

pub struct Time;

impl Rule for Time {
    fn name(&self) -> &'static str {
        "time"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Digits]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        if at >= 2 && matches!(line.str(at - 1), ":" | "." | ",") && line.kind(at - 2) == Kind::Digits {
            return None;
        }
        match line.str(at + 1) {
            ":" => colon(line, at),
            "h" | "H" => hours(line, at),
            "g" if is_hour_in_g(line, at) => hours(line, at),
            "p" | "ph" => minutes(line, at),
            " " if matches!(line.str(at + 2), "h" | "H") => apart(line, at),
            _ => None,
        }
    }
}

/// `8g30`, `8g sáng`: g is giờ, not gam.
fn is_hour_in_g(line: &Line<'_>, at: usize) -> bool {
    // `8g-10g sáng`
    let joined = matches!(line.str(at + 2), "-" | "–") && line.str(at + 4) == "g" && line.kind(at + 3) == Kind::Digits;
    line.kind(at + 2) == Kind::Digits
        || joined && is_hour_in_g(line, at + 3)
        || line.precedes_any(at + 2, &["sáng", "trưa", "chiều", "tối", "đêm", "ngày", "kém"])
        || line.follows_any(at, &["lúc", "hồi", "vào lúc", "trước", "từ", "đến"])
}

/// `7 h 30`, `19 h`
fn apart(line: &Line<'_>, at: usize) -> Option<Read> {
    let hour = part(line, at, 24)?;
    let minute = line.skip(at + 3);
    if let Some(digits) = line.digits(minute).filter(|digits| digits.len() == 2) {
        let said = part(line, minute, 59)?;
        let zero = if digits.starts_with('0') { "không " } else { "" };
        let spoken = if digits == "00" { format!("{hour} giờ") } else { format!("{hour} giờ {zero}{said} phút") };
        return Read::likely(at, skip_word(line, minute + 1, "phút"), spoken);
    }
    Read::likely(at, at + 3, format!("{hour} giờ"))
}

/// `17h00`, `8h`, `8h30'`, `2h30p15s`
fn hours(line: &Line<'_>, at: usize) -> Option<Read> {
    let hour = part(line, at, 99)?;
    let mut spoken = format!("{hour} giờ");
    let Some(minute) = line.digits(at + 2) else {
        return Read::sure(at, at + 2, spoken);
    };
    if minute.len() > 2 {
        return None;
    }
    // With h the minutes are said as they are written: `8h05` is tám giờ không năm phút.
    let zero = if minute.len() == 2 && minute.starts_with('0') { "không " } else { "" };
    if minute.bytes().any(|digit| digit != b'0') {
        spoken = format!("{spoken} {zero}{} phút", part(line, at + 2, 59)?);
    } else if hour == "không" {
        spoken.push_str(" không phút");
    }
    let mut end = at + 3;
    if matches!(line.str(end), "'" | "’" | "′" | "p" | "ph" | "m") {
        end += 1;
        if let (Some(_), "s" | "\"" | "''") = (line.digits(end), line.str(end + 1)) {
            spoken = format!("{spoken} {} giây", part(line, end, 59)?);
            end += 2;
        }
    } else {
        end = skip_word(line, end, "phút");
    }
    Read::sure(at, end, spoken)
}

/// `4p30s`, `5p`
fn minutes(line: &Line<'_>, at: usize) -> Option<Read> {
    let minute = part(line, at, 999)?;
    let spoken = format!("{minute} phút");
    if let (Some(second), true) = (line.digits(at + 2), matches!(line.str(at + 3), "s" | "")) {
        let end = at + 3 + usize::from(line.str(at + 3) == "s");
        if second.bytes().all(|digit| digit == b'0') {
            return Read::sure(at, end, spoken);
        }
        return Read::sure(at, end, format!("{spoken} {} giây", part(line, at + 2, 59)?));
    }
    (line.kind(at + 2) != Kind::Digits).then(|| Read::sure(at, at + 2, spoken)).flatten()
}

/// `07:30`, `6:10:05`; after "thời lượng" minutes and seconds; `1:500` is a scale, `3:2` a score.
fn colon(line: &Line<'_>, at: usize) -> Option<Read> {
    let (first, second) = (line.digits(at)?, line.digits(at + 2)?);
    let third = if line.str(at + 3) == ":" { line.digits(at + 4) } else { None };
    let ratio = line.follows_any(at, &["tỷ lệ", "tỉ lệ", "tỷ số", "tỉ số", "bản đồ", "thắng", "thua", "hòa"]);
    let clock =
        first.len() <= 2 && second.len() == 2 && part(line, at, 24).is_some() && part(line, at + 2, 59).is_some();
    if ratio || !clock {
        if line.str(at + 3) == ":" && third.is_some() {
            return None;
        }
        let over = number::cardinal(first, line.style, false);
        let under = Amount::scan(line, at + 2)?;
        let scale = line.follows_any(at, &["tỷ lệ", "tỉ lệ", "bản đồ"]) || under.whole.len() > 2;
        let between = if scale { " trên " } else { " " };
        return Read::likely(at, under.end, format!("{over}{between}{}", under.say(line.style)));
    }
    if third.is_none() && line.follows_any(at, &["thời lượng", "dài", "kéo dài", "thời gian"]) {
        let minutes = part(line, at, 99)?;
        let seconds = part(line, at + 2, 59)?;
        let spoken =
            if second == "00" { format!("{minutes} phút") } else { format!("{minutes} phút {seconds} giây") };
        return Read::likely(at, skip_word(line, at + 3, "phút"), spoken);
    }
    let mut spoken = format!("{} giờ", part(line, at, 24)?);
    // A time to the second is meant to be exact: `12:00:00`.
    let exact = third == Some("00") && second == "00";
    if second != "00" || exact {
        spoken = format!("{spoken} {} phút", part(line, at + 2, 59)?);
    }
    let mut end = at + 3;
    if let Some(third) = third {
        let seconds = part(line, at + 4, 59).filter(|_| third.len() == 2)?;
        if third != "00" || exact {
            spoken = format!("{spoken} {seconds} giây");
        }
        end = skip_word(line, at + 5, "giây");
    } else {
        end = skip_word(line, end, "phút");
    }
    Read::sure(at, end, spoken)
}

/// The place after the word, if it stands there: "10:20 phút" has its minutes already.
fn skip_word(line: &Line<'_>, at: usize, word: &str) -> usize {
    let place = line.skip(at);
    if line.is(place, word) { place + 1 } else { at }
}

/// One or two digits (three for minutes), in words, up to a greatest value.
fn part(line: &Line<'_>, at: usize, greatest: u32) -> Option<String> {
    let digits = line.digits(at).filter(|digits| digits.len() <= 3)?;
    (digits.parse::<u32>().ok()? <= greatest).then(|| number::cardinal(digits, line.style, false))
}
