//! What a page shows and nobody says: markers of lists, emphasis, brackets, signs.

use crate::speech::alphabet;
use crate::speech::number;
use crate::speech::roman;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::token::{Case, Kind};

/// What begins a line of a list or a heading: `- `, `+ `, `1. `, `a) `, `II. `.
pub struct Marker;

impl Rule for Marker {
    fn name(&self) -> &'static str {
        "marker"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Mark, Kind::Digits, Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        if at > 8 || !line.is_first(at) {
            return None;
        }
        let written = line.str(at);
        match line.kind(at) {
            Kind::Mark => {
                let bullet = matches!(
                    written.chars().next(),
                    Some('-' | '+' | '*' | '•' | '–' | '—' | '#' | '>' | '·' | '▪' | '◦' | '●' | '‣' | '✓')
                );
                // `> 60 tuổi` and `>= 60` compare; `> 1. Mục` quotes.
                let next = line.skip(at + 1);
                let compares = written == ">"
                    && (line.str(at + 1) == "="
                        || line.kind(next) == Kind::Digits && !matches!(line.str(next + 1), "." | ")"));
                // `#chuyendoiso` is a tag.
                let tag = written == "#" && line.kind(at + 1) == Kind::Word;
                let text = line.kind(at + 1) != Kind::Digits && !compares && !tag;
                (bullet && text).then(|| Read::sure(at, at + 1, "")).flatten()
            }
            Kind::Digits => {
                let mark = line.str(at + 1);
                let follows = matches!(line.kind(at + 2), Kind::Space | Kind::Cell | Kind::Word)
                    || matches!(line.str(at + 2), "*" | "**");
                // `3/ Tổ chức thực hiện`
                let heading = mark == "/" && line.kind(at + 2) == Kind::Space && line.case(at + 3) != Case::Lower;
                if !matches!(mark, "." | ")") && !heading || !follows || written.len() > 3 {
                    return None;
                }
                let said = number::cardinal(written, line.style, false);
                Read::sure(at, after_marker(line, at + 2), said + if mark == "." { "." } else { "," })
            }
            _ => {
                let mark = line.str(at + 1);
                if !matches!(mark, "." | ")") || line.kind(at + 2) == Kind::End {
                    return None;
                }
                let space =
                    matches!(line.kind(at + 2), Kind::Space | Kind::Cell) || matches!(line.str(at + 2), "*" | "**");
                if let (Some(value), Case::Upper, true) =
                    (roman::value(written), line.case(at), mark == "." || mark == ")")
                {
                    let single = !matches!(written, "C" | "D" | "L" | "M")
                        && (space || line.kind(at + 2) == Kind::Word && written.len() > 1);
                    if single {
                        let said = number::cardinal(&value.to_string(), line.style, false) + ".";
                        return Read::sure(at, after_marker(line, at + 2), said);
                    }
                }
                let mut letters = written.chars();
                let (Some(letter), None) = (letters.next(), letters.next()) else { return None };
                let name = alphabet::name(letter)?;
                let listed = mark == ")" || line.case(at) == Case::Lower || matches!(letter, 'A'..='E');
                (listed && space || mark == ")")
                    .then(|| {
                        let said = format!("{name}{}", if mark == "." { "." } else { "," });
                        Read::sure(at, after_marker(line, at + 2), said)
                    })
                    .flatten()
            }
        }
    }
}

/// A tab after a marker is the space that word processors put there, and no cell ends.
fn after_marker(line: &Line<'_>, at: usize) -> usize {
    if line.kind(at) == Kind::Cell { at + 1 } else { at }
}

/// `./.` at the end of a document, `v.v.`, `...`
pub struct Ending;

impl Rule for Ending {
    fn name(&self) -> &'static str {
        "ending"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Mark, Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        match line.str(at) {
            "." | "/" => {
                let mut end = at + 1;
                while end < at + 4 && matches!(line.str(end), "/" | ".") {
                    end += 1;
                }
                let last = line.slice(at, end);
                (matches!(last, "./." | "/." | "./") && line.kind(end) != Kind::Digits && line.kind(end) != Kind::Word)
                    .then(|| Read::sure(at, end, "."))
                    .flatten()
            }
            "v" | "V" if line.str(at + 1) == "." && line.is(at + 2, "v") => {
                let stop = matches!(line.str(at + 3), "." | "..." | "…" | ".." | "....");
                let end = at + 3 + usize::from(stop);
                let close = stop && matches!(line.kind(line.skip(end)), Kind::End);
                Read::sure(at, end, if close { "vân vân." } else { "vân vân" })
            }
            "…" | "..." | ".." | "...." | "....." => {
                let next = line.skip(at + 1);
                // `số …/KH-UBND` has no number yet.
                if line.str(next) == "/" {
                    return None;
                }
                let next =
                    if matches!(line.str(next), "\"" | "”" | "’" | "»") { line.skip(next + 1) } else { next };
                let goes_on = line.kind(next) == Kind::Word && line.case(next) == Case::Lower
                    || matches!(line.str(next), "," | ";" | ")" | "%");
                Read::sure(at, at + 1, if goes_on { "," } else { "." })
            }
            _ => None,
        }
    }
}

/// Signs that are said, signs that part, and all others, which are dropped.
pub struct Symbol;

impl Rule for Symbol {
    fn name(&self) -> &'static str {
        "symbol"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Mark]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let end = at + 1;
        let sign = line.str(at).chars().next()?;
        let (before, next) = (line.before(at), line.skip(end));
        let operand = |place: Option<usize>| {
            place.is_some_and(|place| {
                line.kind(place) == Kind::Digits
                    || matches!(line.str(place), ")" | "(" | "C" | "%" | "-" | "−")
                    || line.kind(place) == Kind::Word
            })
        };
        let number_before = before.is_some_and(|before| line.kind(before) == Kind::Digits);
        let numbers = number_before && line.kind(next) == Kind::Digits;
        let between = operand(before) && operand(Some(next));
        // `a > 5` compares; `Cài đặt > Bảo mật` is a way through menus, `<mã số>` a place to fill.
        let value = |place: usize| line.kind(place) != Kind::Word || line.str(place).chars().count() == 1;
        let valued = before.is_some_and(value) && value(next) && (line.kind(end) == Kind::Space || numbers);
        let word = |place: usize| line.kind(place) == Kind::Word && !value(place);
        let menu =
            before.is_some_and(word) && word(next) && line.kind(end) == Kind::Space && line.kind(at - 1) == Kind::Space;
        // `< 5 người`, but neither `<<` nor the head of an arrow.
        let arrow = at > 0 && matches!(line.str(at - 1), "-" | "=" | "–" | "<" | ">");
        let compared = !arrow && line.str(at).len() == 1 && line.kind(next) == Kind::Digits;
        let said = match sign {
            '.' => ".",
            '?' => "?",
            '!' => "!",
            ';' => ";",
            ':' => ":",
            ',' => ",",
            '|' if line.kind(next) != Kind::End => ";",
            '(' | '[' | '{' | ')' | ']' | '}' | '–' | '—' | '|' | '。' | '、' | '，' => ",",
            '&' => "và",
            '%' => "phần trăm",
            '‰' => "phần nghìn",
            '+' if numbers || line.kind(end) == Kind::Digits => "cộng",
            // "giấy khen + tiền thưởng"
            '+' if between && number_or_word(line, before) && line.kind(next) == Kind::Word => "cộng",
            // `18+`, `C++`
            '+' if at > 0 && matches!(line.kind(at - 1), Kind::Digits | Kind::Word) && line.kind(end) != Kind::Word => {
                if line.str(at).len() == 1 {
                    "cộng"
                } else {
                    "cộng cộng"
                }
            }
            '=' if line.str(end) == "<" && line.kind(line.skip(end + 1)) == Kind::Digits => {
                return Read::sure(at, end + 1, "nhỏ hơn hoặc bằng");
            }
            '=' if between => "bằng",
            '>' | '<'
                if line.str(at).len() == 1
                    && line.str(end) == "="
                    && matches!(line.kind(line.skip(end + 1)), Kind::Digits | Kind::Word) =>
            {
                let said = if sign == '>' { "lớn hơn hoặc bằng" } else { "nhỏ hơn hoặc bằng" };
                return Read::sure(at, end + 1, said);
            }
            '>' if menu && !arrow => ",",
            '>' if !arrow && (between && valued || compared) => "lớn hơn",
            '<' if !arrow && (between && valued || compared) => "nhỏ hơn",
            '≥' => "lớn hơn hoặc bằng",
            '≤' => "nhỏ hơn hoặc bằng",
            '≠' => "khác",
            '≈' => "xấp xỉ",
            '~' if line.kind(next) == Kind::Digits => "khoảng",
            '±' => "cộng trừ",
            '×' if between => "nhân",
            '*' if numbers && line.str(at) == "*" => "nhân",
            '÷' => "chia",
            '^' if line.kind(next) == Kind::Digits || line.str(next) == "-" => "mũ",
            '→' if numbers || between && line.kind(end) != Kind::Space => "đến",
            // "OCOP 4*"
            '*' if number_before
                && line.str(at) == "*"
                && line.kind(at - 1) == Kind::Digits
                && !matches!(line.kind(end), Kind::Word | Kind::Digits)
                && line.among_before(at, 6, &["ocop", "sp", "sản phẩm", "khách sạn", "hạng"]) =>
            {
                "sao"
            }
            '°' | 'º' => "độ",
            '@' => "a còng",
            '§' => "mục",
            '√' => "căn bậc hai của",
            '½' => "một phần hai",
            '¼' => "một phần tư",
            '¾' => "ba phần tư",
            '⅓' => "một phần ba",
            '⅔' => "hai phần ba",
            '₫' => "đồng",
            '$' if between && !numbers => "đô la",
            '€' if between => "ơ rô",
            '²' | '³' if at > 0 && unit_before(line, at) => {
                if sign == '²' {
                    "vuông"
                } else {
                    "khối"
                }
            }
            _ => {
                // Digits of other scripts are said; a number that cannot be is shown to the editor.
                if let Some(digit) = other_digit(sign) {
                    return Read::likely(
                        at,
                        end,
                        number::one_by_one(&digit.to_string().repeat(line.str(at).chars().count().min(64))),
                    );
                }
                let value = roman_letter(sign);
                if value > 0 {
                    return Read::likely(at, end, number::cardinal(&value.to_string(), line.style, false));
                }
                let note = matches!(sign, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
                return if sign.is_numeric() && !note { Read::guess(at, end, "") } else { Read::sure(at, end, "") };
            }
        };
        Read::sure(at, end, said)
    }
}

/// Is it a number, a word or a unit that stands there?
fn number_or_word(line: &Line<'_>, at: Option<usize>) -> bool {
    at.is_some_and(|at| matches!(line.kind(at), Kind::Word | Kind::Digits))
}

/// `m²` without a number before it.
fn unit_before(line: &Line<'_>, at: usize) -> bool {
    line.is_any(at - 1, &["m", "km", "cm", "mm", "dm"])
}

/// Full-width and Arabic digits.
fn other_digit(c: char) -> Option<u32> {
    let value = u32::from(c);
    [0xff10, 0x660, 0x6f0].into_iter().find_map(|zero| value.checked_sub(zero).filter(|digit| *digit < 10))
}

/// `Ⅳ` and its like as numbers; 0 for all others.
fn roman_letter(c: char) -> u32 {
    match c {
        'Ⅰ'..='Ⅻ' => u32::from(c) - u32::from('Ⅰ') + 1,
        'ⅰ'..='ⅻ' => u32::from(c) - u32::from('ⅰ') + 1,
        '①'..='⑳' => u32::from(c) - u32::from('①') + 1,
        _ => 0,
    }
}
