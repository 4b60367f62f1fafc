//! Where the written form and the spoken form of a text differ, word by word: what an approver looks at first.

use serde::Serialize;

/// Beyond so many pairs of words nothing is marked: no paragraph that fits into a programme comes near.
const MOST_PAIRS: usize = 4_000_000;

/// Words in a row that the other form has too, or that it has otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Run {
    pub text: String,
    pub other: bool,
}

/// One word, and what of it is compared: letters and digits in lower case.
struct Word<'t> {
    text: &'t str,
    key: String,
    other: bool,
}

/// The written text and each spoken line in runs. Marks of punctuation and capitals do not count as differences.
pub(super) fn compare(written: &str, spoken: &[&str]) -> (Vec<Run>, Vec<Vec<Run>>) {
    let said = spoken.join(" ");
    let (mut left, mut right) = (words(written), words(&said));
    mark(&mut left, &mut right);
    let mut rest = right.as_slice();
    let lines = spoken.iter().map(|line| {
        let (line, after) = rest.split_at(line.split_whitespace().count());
        rest = after;
        runs(line)
    });
    let lines = lines.collect();
    (runs(&left), lines)
}

/// A text without differences.
pub(super) fn plain(text: &str) -> Vec<Run> {
    vec![Run { text: text.to_owned(), other: false }]
}

fn words(text: &str) -> Vec<Word<'_>> {
    let key = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    text.split_whitespace().map(|text| Word { text, key: key(text), other: false }).collect()
}

/// Marks the words outside the longest common sequence.
fn mark(left: &mut [Word<'_>], right: &mut [Word<'_>]) {
    let (rows, columns) = (left.len() + 1, right.len() + 1);
    if rows.saturating_mul(columns) > MOST_PAIRS {
        return;
    }
    // `common[row * columns + column]`: how many words the rests from there on share.
    let mut common = vec![0u32; rows * columns];
    for row in (0..left.len()).rev() {
        for column in (0..right.len()).rev() {
            let here = row * columns + column;
            common[here] = if left[row].key == right[column].key {
                common[here + columns + 1] + 1
            } else {
                common[here + columns].max(common[here + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < left.len() || column < right.len() {
        let here = row * columns + column;
        if row < left.len() && column < right.len() && left[row].key == right[column].key {
            (row, column) = (row + 1, column + 1);
        } else if column == right.len() || row < left.len() && common[here + columns] >= common[here + 1] {
            left[row].other = true;
            row += 1;
        } else {
            right[column].other = true;
            column += 1;
        }
    }
}

fn runs(words: &[Word<'_>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for word in words {
        // A dash between two words goes with the first.
        let other = if word.key.is_empty() { runs.last().is_some_and(|run| run.other) } else { word.other };
        match runs.last_mut() {
            Some(run) if run.other == other => {
                run.text.push(' ');
                run.text.push_str(word.text);
            }
            _ => runs.push(Run { text: word.text.to_owned(), other }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The runs with brackets around what differs.
    fn shown(runs: &[Run]) -> String {
        let shown = |run: &Run| if run.other { format!("[{}]", run.text) } else { run.text.clone() };
        runs.iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbers_and_abbreviations_are_marked_in_both() {
        for (written, spoken, left, right) in [
            (
                "UBND phường mở cửa lúc 7h30, trừ Chủ nhật.",
                "Ủy ban nhân dân phường mở cửa lúc bảy giờ ba mươi, trừ chủ nhật.",
                "[UBND] phường mở cửa lúc [7h30,] trừ Chủ nhật.",
                "[Ủy ban nhân dân] phường mở cửa lúc [bảy giờ ba mươi,] trừ chủ nhật.",
            ),
            ("Từ 5 – 10 phút", "Từ năm đến mười phút", "Từ [5 – 10] phút", "Từ [năm đến mười] phút"),
            ("“Bà con” ơi!", "Bà con ơi.", "“Bà con” ơi!", "Bà con ơi."),
            ("OTP", "ô tê pê", "[OTP]", "[ô tê pê]"),
            ("", "hết", "", "[hết]"),
        ] {
            let (a, b) = compare(written, &[spoken]);
            assert_eq!((shown(&a).as_str(), shown(&b[0]).as_str()), (left, right));
        }
    }

    #[test]
    fn lines_of_a_paragraph_are_compared_together() {
        let (written, lines) = compare("Gọi 113; gọi ngay.", &["Gọi một một ba.", "Gọi ngay."]);
        assert_eq!(shown(&written), "Gọi [113;] gọi ngay.");
        assert_eq!(lines.iter().map(|line| shown(line)).collect::<Vec<_>>(), ["Gọi [một một ba.]", "Gọi ngay."]);
    }
}
