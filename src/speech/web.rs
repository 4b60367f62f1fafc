//! Addresses of pages and mailboxes, and names of files: `dichvucong.gov.vn`, `ubnd@phuongmau.gov.vn`, `vneid.apk`.

use std::ops::Range;

use crate::speech::label;
use crate::speech::rule::{Line, Read, Rule, same};
use crate::speech::spoken::Confidence;
use crate::speech::token::{Case, Kind};
use crate::speech::vocabulary::{ENDS, FILES};

pub struct Address;

impl Rule for Address {
    fn name(&self) -> &'static str {
        "address"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word, Kind::Digits, Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        if let Some(previous) = at.checked_sub(1) {
            let open = line.kind(previous) == Kind::Space
                || matches!(
                    line.str(previous).chars().next(),
                    Some('(' | '[' | '"' | '“' | '‘' | '<' | '*' | '«' | ':' | '@')
                );
            if !open {
                return None;
            }
        }
        if line.kind(at) == Kind::Mark {
            return tag(line, at).or_else(|| suffix(line, at));
        }
        // A sentence of ordinary words and numbers is turned away by its first two tokens.
        let begins = match line.kind(at) {
            Kind::Digits => matches!(line.kind(at + 1), Kind::Word | Kind::Mark),
            _ => matches!(line.str(at + 1), "." | "@" | "-" | "_" | ":") || line.kind(at + 1) == Kind::Digits,
        };
        if !begins {
            return None;
        }
        let mut place = at;
        if line.is_any(at, &["http", "https", "ftp"]) && line.str(at + 1) == ":" && line.str(at + 2) == "//" {
            place = at + 3;
        }
        if line.is(place, "www") && line.str(place + 1) == "." {
            place += 2;
        }
        let scheme = place > at;
        let (mut host, mut end) = host(line, place)?;
        let mut spoken = String::new();
        let mut confidence = Confidence::Sure;
        if line.str(end) == "@" {
            say_labels(line, place, end, &mut spoken, &mut confidence);
            spoken.push_str(" a còng ");
            place = end + 1;
            (host, end) = self::host(line, place)?;
        }
        if !is_host(line, place..end, host, scheme) {
            return None;
        }
        say_labels(line, place, end, &mut spoken, &mut confidence);
        // What comes after the host: a port, a path, a query.
        let mut after = end;
        while let Some(said) = path_mark(line, after) {
            let next = line.kind(after + 1);
            if !matches!(next, Kind::Word | Kind::Digits)
                && line.str(after) != "/"
                && path_mark(line, after + 1).is_none()
            {
                break;
            }
            let last = !matches!(next, Kind::Word | Kind::Digits | Kind::Mark);
            after += 1;
            if last {
                break;
            }
            spoken.push(' ');
            spoken.push_str(said);
            while matches!(line.kind(after), Kind::Word | Kind::Digits) {
                spoken.push(' ');
                if let Some(end) = label::hyphened(line, after, line.tokens.len(), &mut spoken) {
                    after = end;
                    continue;
                }
                label::say(line, after, &mut spoken, &mut confidence);
                after += 1;
            }
        }
        Read::with(at, after, spoken, confidence)
    }
}

/// Do these labels end as an address or the name of a file does?
fn is_host(line: &Line<'_>, labels: Range<usize>, last: usize, scheme: bool) -> bool {
    let dots = labels.clone().filter(|place| line.str(*place) == ".").count();
    let end = line.str(last);
    let digits = |place: usize| matches!(line.kind(place), Kind::Digits | Kind::Mark);
    if scheme && dots == 3 && labels.clone().all(digits) {
        return true;
    }
    let known = end.len() < 8 && ENDS.iter().any(|(known, _)| same(end, known));
    let small = end.bytes().all(|b| b.is_ascii_lowercase());
    // `DICHVUCONG.GOV.VN` in a heading, and not `TP.VN`.
    let capitals = dots > 1 && labels.clone().all(|place| line.case(place) == Case::Upper || digits(place));
    let file = dots == 1 && !scheme && FILES.iter().any(|(known, _)| same(end, known));
    // With its scheme it is an address whatever its end.
    if scheme && dots > 0 && line.kind(last) == Kind::Word {
        return true;
    }
    dots > 0 && (known && (small || scheme || capitals) || file)
}

/// `#ChuyenDoiSo`, `@phuongmau`: words without marks, written together.
fn tag(line: &Line<'_>, at: usize) -> Option<Read> {
    let at_sign = line.str(at) == "@";
    let label = line.str(at + 1);
    if !at_sign && line.str(at) != "#" || line.kind(at + 1) != Kind::Word || !label.is_ascii() || label.len() < 5 {
        return None;
    }
    if matches!(line.str(at + 2), "." | "-" | "_" | "/") && line.kind(at + 3) == Kind::Word {
        return None;
    }
    let mut spoken = if at_sign { "a còng ".to_owned() } else { String::new() };
    let mut confidence = Confidence::Sure;
    label::say(line, at + 1, &mut spoken, &mut confidence);
    Read::with(at, at + 2, spoken, confidence)
}

/// `.gov.vn` alone: the end of an address; `.apk`: that of a file.
fn suffix(line: &Line<'_>, at: usize) -> Option<Read> {
    let (mut end, mut said) = (at, Vec::new());
    while line.str(end) == "." && line.case(end + 1) == Case::Lower {
        let file = FILES.iter().filter(|_| end == at);
        let Some((_, name)) = ENDS.iter().chain(file).find(|(known, _)| *known == line.str(end + 1)) else { break };
        said.push(format!("chấm {name}"));
        end += 2;
    }
    let whole = !matches!(line.kind(end), Kind::Word | Kind::Digits);
    (whole && !said.is_empty()).then(|| Read::sure(at, end, said.join(" "))).flatten()
}

/// Labels with points and hyphens between: the place of the last label, and where they end.
fn host(line: &Line<'_>, at: usize) -> Option<(usize, usize)> {
    let (mut place, mut last) = (at, at);
    for _ in 0..40 {
        match line.kind(place) {
            Kind::Word if line.str(place).is_ascii() => last = place,
            Kind::Digits => last = place,
            _ => break,
        }
        place += 1;
        if matches!(line.str(place), "." | "-" | "_" | "+") && matches!(line.kind(place + 1), Kind::Word | Kind::Digits)
        {
            place += 1;
        }
    }
    (place > at).then_some((last, place))
}

fn path_mark(line: &Line<'_>, at: usize) -> Option<&'static str> {
    Some(match line.str(at) {
        "/" => "gạch chéo",
        "-" => "gạch ngang",
        "_" => "gạch dưới",
        "." => "chấm",
        ":" => "hai chấm",
        "?" => "hỏi chấm",
        "=" => "bằng",
        "&" => "và",
        "#" => "thăng",
        "%" => "phần trăm",
        "~" => "ngã",
        _ => return None,
    })
}

fn say_labels(line: &Line<'_>, from: usize, to: usize, spoken: &mut String, confidence: &mut Confidence) {
    let mut place = from;
    while place < to {
        if !spoken.is_empty() && !spoken.ends_with(' ') {
            spoken.push(' ');
        }
        if let Some(end) = label::hyphened(line, place, to, spoken) {
            place = end;
            continue;
        }
        match path_mark(line, place) {
            Some(mark) => spoken.push_str(mark),
            None if place + 1 == to || line.str(place + 1) == "." && place > from => {
                say_end(line, place, spoken, confidence);
            }
            None => label::say(line, place, spoken, confidence),
        }
        place += 1;
    }
}

fn say_end(line: &Line<'_>, at: usize, spoken: &mut String, confidence: &mut Confidence) {
    match ENDS.iter().chain(FILES).find(|(known, _)| same(line.str(at), known)) {
        Some((_, said)) => spoken.push_str(said),
        None => label::say(line, at, spoken, confidence),
    }
}
