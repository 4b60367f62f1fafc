//! What provisions are called: numbers and letters, in lists and ranges: `7, 8 và 9`, `a, b đến đ`, `5a`, `12.2.b`.

use super::cursor::{Cursor, starts_upper};

/// What stands behind the dots of `12.2.b`: clause and point.
pub(super) type Dotted = (Option<String>, Option<String>);

/// Numbers of articles (`dots` may join more to the first) or of clauses.
pub(super) fn numbers(look: &mut Cursor<'_>, labels: &mut Vec<String>, many: bool, dots: Option<&mut Option<Dotted>>) {
    let mut dots = dots;
    // `các điều từ 4 đến 8`
    look.take("từ");
    loop {
        let mut next = *look;
        let mut ranged = false;
        if !labels.is_empty() {
            let comma = next.mark(&[',', ';', '&']).is_some();
            let word = next.take_any(&["và", "hoặc"]).is_some();
            ranged = !comma && !word && (next.take("đến") || next.take("tới") || next.mark(&['-', '–']).is_some());
            if !comma && !word && !ranged {
                return;
            }
        }
        next.blanks();
        let Some(number) = next.digits(4) else { return };
        let mut label = number.to_string();
        if let Some(letter) = inserted(&mut next) {
            label.push(letter);
        }
        let first = labels.is_empty();
        if first && let Some(inner) = dots.as_deref_mut() {
            *inner = dotted(&mut next);
        }
        // A number that begins something else: a date, a share, a price, a count.
        let rest = next.rest();
        let other = rest.starts_with(['/', '%'])
            || rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit())
            || number > 999
            || rest.starts_with(|c: char| c.is_alphanumeric() && c != 'Đ' && c != 'đ');
        if other || counts(&next) || !first && !ranged && !many && !follows(next) {
            return;
        }
        if ranged {
            let from = labels.last().cloned();
            extend(labels, from.as_deref(), Some(&label));
        } else {
            labels.push(label);
        }
        *look = next;
    }
}

/// `5a`: the letter of an article or a clause that was put in between.
fn inserted(next: &mut Cursor<'_>) -> Option<char> {
    let letter = next.peek().filter(|c| c.is_ascii_lowercase() || *c == 'đ')?;
    let after = next.rest()[letter.len_utf8()..].chars().next();
    if after.is_some_and(char::is_alphanumeric) {
        return None;
    }
    next.at += letter.len_utf8();
    Some(letter)
}

/// The rest of `12.2.b`, when dots join it without a space.
fn dotted(next: &mut Cursor<'_>) -> Option<Dotted> {
    let mut look = *next;
    let step = |look: &mut Cursor<'_>| look.rest().strip_prefix('.').is_some().then(|| look.at += 1);
    step(&mut look)?;
    let clause = look.digits(2)?.to_string();
    *next = look;
    let mut point = None;
    if step(&mut look).is_some() {
        let letter = look.letters();
        if letter.chars().count() == 1 {
            look.at += letter.len();
            point = Some(letter.to_lowercase());
            *next = look;
        }
    } else if let Some(letter) = inserted(&mut look) {
        point = Some(letter.to_string());
        *next = look;
    }
    Some((Some(clause), point))
}

/// `khoản 25 triệu`, `Điều 2 năm`: words that make a number a count.
fn counts(next: &Cursor<'_>) -> bool {
    const UNITS: &[&str] = &[
        "triệu", "nghìn", "ngàn", "tỷ", "tỉ", "đồng", "trăm", "phần", "lần", "cuộc", "ngày", "giờ", "phút", "tuổi",
        "tháng",
    ];
    let (word, _) = next.next_word();
    UNITS.contains(&word)
}

/// Whether what follows a number lets it be that of an article, or belong to a list of them.
pub(super) fn follows(next: Cursor<'_>) -> bool {
    const WORDS: &[&str] = &[
        "và", "hoặc", "đến", "của", "thì", "là", "quy", "nêu", "trên", "này", "tại", "trong", "đã", "có", "cũng",
        "đều", "cho", "nói", "theo", "ban", "thuộc", "khoản", "điều", "điểm", "được", "về", "cấm", "bị", "không",
        "phải", "cùng", "yêu", "giao", "nghị", "luật", "thông", "quyết", "bộ", "pháp", "hiến", "ngày", "sẽ", "còn",
        "để", "với", "do", "chia", "trao", "liệt", "đòi", "buộc", "mở", "đặt", "nhắc", "ghi", "định", "bảo", "áp",
        "hướng", "xử", "phạt", "gồm", "dành", "giải", "tăng", "giảm", "sửa", "bổ", "bãi", "thay", "hết", "chỉ", "vẫn",
        "mới", "coi", "khẳng", "nghiêm", "nhấn", "xác", "đề", "tới", "ra", "rồi", "nên", "sau", "trước", "từ", "mà",
        "hay", "nhưng", "vì",
    ];
    let (word, _) = next.next_word();
    word.is_empty() || starts_upper(word) || WORDS.contains(&word)
}

/// Letters of points, or their numbers.
pub(super) fn letters(look: &mut Cursor<'_>, labels: &mut Vec<String>, many: bool) {
    look.take("từ");
    loop {
        let mut next = *look;
        let mut ranged = false;
        if !labels.is_empty() {
            let comma = next.mark(&[',', ';', '&']).is_some();
            let word = next.take_any(&["và", "hoặc"]).is_some();
            ranged = !comma && !word && (next.take("đến") || next.mark(&['-', '–']).is_some());
            if !comma && !word && !ranged {
                return;
            }
        }
        let (word, after) = next.next_word();
        let mut next = after;
        let digits = word.is_empty().then(|| next.blanks().digits(2)).flatten();
        // `a1`: a point that was put in between.
        let mut inserted = next;
        let between =
            inserted.digits(1).filter(|_| digits.is_none() && !inserted.rest().starts_with(char::is_alphanumeric));
        let label = match digits {
            Some(number) if labels.is_empty() || many => number.to_string(),
            _ if word.chars().count() == 1 => {
                next = if between.is_some() { inserted } else { next };
                format!("{}{}", word.to_lowercase(), between.map(|digit| digit.to_string()).unwrap_or_default())
            }
            _ => return,
        };
        // `điểm a12`, `điểm ab`
        if digits.is_none() && next.peek().is_some_and(char::is_alphanumeric) {
            return;
        }
        if next.peek() == Some(')') && !next.text[..look.at].ends_with('(') {
            next.at += 1;
        }
        if ranged {
            let from = labels.last().cloned();
            extend(labels, from.as_deref(), Some(&label));
        } else {
            labels.push(label);
        }
        *look = next;
    }
}

/// Vietnamese lists go on in this order.
const ALPHABET: &str = "abcdđeghiklmnopqrstuvxy";

/// Ranges longer than this are given by their ends.
const LONGEST_RANGE: u32 = 60;

/// Adds what comes after `from`, up to `to`.
pub(super) fn extend(labels: &mut Vec<String>, from: Option<&str>, to: Option<&str>) {
    let Some(to) = to else { return };
    let numbers = (from.and_then(|from| from.parse::<u32>().ok()), to.parse::<u32>().ok());
    if let (Some(first), Some(last)) = numbers {
        if last > first && last - first <= LONGEST_RANGE {
            labels.extend((first + 1..last).map(|number| number.to_string()));
        }
    } else if let (Some(first), Some(last)) = (from.and_then(|from| ALPHABET.find(from)), ALPHABET.find(to))
        && first < last
    {
        labels.extend(ALPHABET[first..last].chars().skip(1).map(String::from));
    }
    labels.push(to.to_owned());
}
