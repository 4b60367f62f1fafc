//! Telephone numbers in running text, which listeners must hear twice to note them down.

/// Words after a number that show it counts something or is that of a house.
const UNITS: [&str; 13] =
    ["giờ", "ngày", "đồng", "phút", "tháng", "năm", "tuổi", "người", "đường", "phố", "ngõ", "tổ", "thôn"];
/// Words before a number that show it is a date or the place in a law.
const NO_NUMBER: [&str; 6] = ["năm", "tháng", "ngày", "điều", "khoản", "lúc"];

/// Words shortly before a number that show it is to be called.
const CALLS: [&str; 7] = ["gọi", "thoại", "nóng", "máy", "hotline", "đt", "alô"];
/// How many words before the number they may stand.
const NEAR: usize = 5;

/// The telephone number in some written words: three to twelve digits, perhaps in groups; the first that is said to
/// be called, else the first that is neither a date nor a count nor the number of a house.
pub(super) fn phone(text: &str) -> Option<String> {
    let (called, first) = numbers(text);
    called.or(first)
}

/// Whether some written words say which number to call.
pub(super) fn calls(text: &str) -> bool {
    numbers(text).0.is_some()
}

/// The first number that is said to be called, and before it the first that may be one.
fn numbers(text: &str) -> (Option<String>, Option<String>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut first = None;
    let mut at = 0;
    while at < words.len() {
        let end = at + words[at..].iter().scan(false, |ended, word| group(word, ended)).count();
        if end == at {
            at += 1;
            continue;
        }
        let groups: Vec<&str> = words[at..end].iter().map(|word| bare(word)).collect();
        let digits = groups.concat().chars().filter(char::is_ascii_digit).count();
        let stopped = !words[end - 1].ends_with(|c: char| c.is_ascii_digit());
        let counts = !stopped && words.get(end).is_some_and(|next| UNITS.contains(&letters(next).as_str()));
        let dated = at > 0 && NO_NUMBER.contains(&letters(words[at - 1]).as_str());
        if (3..=12).contains(&digits) && !counts && !dated {
            let near = &words[at.saturating_sub(NEAR)..at];
            if near.iter().any(|word| CALLS.contains(&letters(word).as_str())) {
                return (Some(groups.join(" ")), first);
            }
            first = first.or_else(|| Some(groups.join(" ")));
        }
        at = end;
    }
    (None, first)
}

/// Goes on while groups of digits follow each other without a mark between.
fn group(word: &str, ended: &mut bool) -> Option<()> {
    let digits = bare(word);
    let numeric = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    if *ended || !numeric {
        return None;
    }
    *ended = !word.ends_with(|c: char| c.is_ascii_digit());
    Some(())
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_ascii_digit())
}

fn letters(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_found() {
        for (text, expected) in [
            ("Gọi 113.", Some("113")),
            ("gọi 0225 3842 009, giờ hành chính", Some("0225 3842 009")),
            ("gọi 1800 1096", Some("1800 1096")),
            ("gọi 1800.1096 hoặc 156", Some("1800.1096")),
            ("gọi 113, 114 hoặc 115", Some("113")),
            ("trực 24 giờ, ngày 01/7/2026", None),
            ("năm 2026 gọi 111", Some("111")),
            ("phạt 500 đồng", None),
            ("Công an: 113", Some("113")),
            ("Số 215 đường Lê Lợi, điện thoại 0225 3842 009.", Some("0225 3842 009")),
            ("Trụ sở: số 215, Lê Lợi. Gọi số 156.", Some("156")),
            ("[số điện thoại]", None),
        ] {
            assert_eq!(phone(text).as_deref(), expected, "{text}");
        }
        for (text, expected) in [
            ("Cần giúp, gọi 114.", true),
            ("Công an: 113", false),
            ("Trạm 110 kV mất điện", false),
            ("gọi to lên", false),
        ] {
            assert_eq!(calls(text), expected, "{text}");
        }
    }
}
