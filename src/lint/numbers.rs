//! Numbers that belong to somebody: identity papers, social insurance, phones, bank accounts.
//!
//! A number alone says little, so the words before it decide, or a form that nothing else has. What is made up, masked or
//! the number of an office is let be.

use std::ops::Range;

use super::Subject;
use super::text::{PageText, Passage, holds};
use crate::diag::{Code, Diagnostic, Severity, Text, codes};
use crate::markdown::BlockKind;
use crate::say;
use crate::speech::Kind;

pub(super) fn identity(subject: &Subject<'_>, text: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    tell(
        subject,
        text,
        found,
        &codes::IDENTITY_NUMBER,
        identity_of,
        |shown| say!("{shown} có vẻ là số giấy tờ tùy thân của một người"; "{shown} looks like the number of somebody's identity paper"),
    );
}

pub(super) fn insurance(subject: &Subject<'_>, text: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    tell(
        subject,
        text,
        found,
        &codes::INSURANCE_NUMBER,
        insurance_of,
        |shown| say!("{shown} có vẻ là mã số bảo hiểm của một người"; "{shown} looks like somebody's insurance number"),
    );
}

pub(super) fn account(subject: &Subject<'_>, text: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    tell(
        subject,
        text,
        found,
        &codes::BANK_ACCOUNT,
        account_of,
        |shown| say!("{shown} có vẻ là số tài khoản ngân hàng của một người"; "{shown} looks like somebody's bank account"),
    );
}

pub(super) fn phone(subject: &Subject<'_>, text: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    let known = |number: &Number<'_>| {
        let contacts = subject.site.registers.contacts.iter().map(|contact| &contact.phone);
        let own = contacts.chain([&subject.config.unit.phone]);
        let local = number.digits.strip_prefix("84").filter(|rest| rest.len() == 9).unwrap_or(&number.digits[1..]);
        own.into_iter().any(|phone| phone.chars().filter(char::is_ascii_digit).collect::<String>().contains(local))
    };
    tell(
        subject,
        text,
        found,
        &codes::PERSONAL_PHONE,
        |number| phone_of(number).filter(|_| !known(number)),
        |shown| say!("{shown} là số di động, không có trong danh bạ của trang"; "{shown} is a mobile number that the site's contacts do not have"),
    );
}

/// How sure it is that a number belongs to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Belongs {
    Surely,
    Likely,
}

fn tell(
    subject: &Subject<'_>,
    text: &PageText<'_>,
    found: &mut Vec<Diagnostic>,
    code: &'static Code,
    judge: impl Fn(&Number<'_>) -> Option<Belongs>,
    message: impl Fn(String) -> Text,
) {
    for number in numbers(text) {
        let Some(belongs) = judge(&number) else { continue };
        let mut problem = Diagnostic::new(code, message(number.masked())).at(subject.path(), number.span());
        if belongs == Belongs::Likely {
            problem.severity = Severity::Warning;
        }
        problem = problem.hint(say!("xóa số này, hoặc che bớt: ghi ba số đầu rồi “xxx”"; "leave it out, or mask it: the first three digits and “xxx”"));
        found.push(if code.id == codes::PERSONAL_PHONE.id {
            problem.hint(say!("nếu là số công vụ, ghi vào content/_data/contacts.toml"; "if it is an office's number, enter it in content/_data/contacts.toml"))
        } else {
            problem
        });
    }
}

/// A number in one or more groups, and the words around it.
struct Number<'t> {
    passage: Passage<'t>,
    bytes: Range<usize>,
    digits: String,
    /// A letter or two right before the digits, as in `GD4010112345678`.
    letters: &'t str,
    /// In small letters; the head of the column stands before the words of a cell.
    before: String,
    after: String,
}

/// Shorter numbers belong to nobody.
const SHORTEST: usize = 7;
/// Bytes that are looked at before and behind a number.
const NEAR: usize = 72;
/// Bytes around an account in which its holder is named.
const AROUND: usize = 300;
/// Bytes of a row in which a number's column is looked for.
const ROW: usize = 2000;

/// The numbers of a page that are long enough, alone and not made up.
fn numbers<'t>(text: &'t PageText<'_>) -> impl Iterator<Item = Number<'t>> {
    text.passages().filter(|passage| passage.has_digits).flat_map(|passage| {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < passage.tokens.len() {
                let first = at;
                at += 1;
                if passage.kind(first) != Kind::Digits {
                    continue;
                }
                let last = chain(&passage, first);
                at = last + 1;
                if let Some(number) = Number::read(passage, first, last) {
                    return Some(number);
                }
            }
            None
        })
    })
}

/// The last token of the groups that make one number: `0912 345 678`, `001.099.012.345`.
fn chain(passage: &Passage<'_>, first: usize) -> usize {
    let mut last = first;
    let length = |at: usize| passage.tokens[at].end - passage.tokens[at].start;
    while passage.kind(last + 2) == Kind::Digits
        && matches!(passage.str(last + 1), " " | "." | "-")
        // Two numbers beside each other are not one.
        && (passage.str(last + 1) != " " || length(last) <= 4 && length(last + 2) <= 4)
    {
        last += 2;
    }
    last
}

impl<'t> Number<'t> {
    fn read(passage: Passage<'t>, first: usize, last: usize) -> Option<Self> {
        let bytes = passage.bytes(first, last);
        if bytes.len() < SHORTEST || bytes.len() > 40 {
            return None;
        }
        let digits: String = passage.words[bytes.clone()].chars().filter(char::is_ascii_digit).collect();
        if digits.len() < SHORTEST || made_up(digits.as_bytes()) {
            return None;
        }
        let letters = first.checked_sub(1).filter(|before| passage.kind(*before) == Kind::Word);
        let letters = letters.map_or("", |before| passage.str(before));
        let part_of_more = |mark: char, beyond: Option<char>| match mark {
            // `0912…/0987…` are two numbers, `12/QĐ` is a document.
            '/' | '-' | ':' => beyond.is_some_and(char::is_alphabetic),
            '.' | ',' => beyond.is_some_and(char::is_alphanumeric),
            '_' | '@' | '#' | '=' | '*' | '%' | '•' => true,
            mark => mark.is_alphanumeric(),
        };
        let mut behind = passage.words[bytes.end..].chars();
        if behind.next().is_some_and(|mark| part_of_more(mark, behind.next())) {
            return None;
        }
        let mut ahead = passage.words[..bytes.start].chars().rev();
        if letters.is_empty()
            && ahead.next().is_some_and(|mark| mark != ':' && mark != '-' && part_of_more(mark, ahead.next()))
        {
            return None;
        }
        let mut before = passage.near_before(bytes.start, NEAR);
        let after = passage.near_after(bytes.end, NEAR);
        if let (BlockKind::Row { head, .. }, true) = (&passage.block.kind, bytes.start <= ROW) {
            let cell = passage.words[..bytes.start].matches('\u{1e}').count();
            let own = before.rsplit('\u{1e}').next().unwrap_or_default();
            before = format!("{} {own}", head.get(cell).map_or("", String::as_str).to_lowercase());
        } else if let Some((_, own)) = before.rsplit_once(". ") {
            before = own.to_owned();
        }
        let money = ["đồng", "đ ", "đ.", "đ,", "đ)", "vnđ", "vnd", "usd", "triệu", "tỷ", "tỉ", "%", "m2", "m²", "km"];
        let made_up = ["ví dụ", "thí dụ", "minh họa", "minh hoạ", "giả định", "số mẫu", "không có thật", "tưởng tượng"];
        let rest = after.trim_start();
        let worth = money.iter().any(|unit| rest.starts_with(unit)) || rest == "đ";
        if worth || holds(&before, &made_up) || holds(&after, &made_up) {
            return None;
        }
        Some(Self { passage, bytes, digits, letters, before, after })
    }

    fn span(&self) -> Range<u32> {
        self.passage.span(self.bytes.start - self.letters.len()..self.bytes.end)
    }

    /// A message travels further than the page: it does not repeat the number.
    fn masked(&self) -> String {
        format!("“{}{}…”", self.letters, &self.digits[..3])
    }
}

/// Runs of one digit or of neighbours, which nobody's number has by chance: `000000`, `345678`.
fn made_up(digits: &[u8]) -> bool {
    let run = |step: i16, length: usize| {
        let mut most = 1;
        let mut now = 1;
        for pair in digits.windows(2) {
            now = if i16::from(pair[1]) - i16::from(pair[0]) == step { now + 1 } else { 1 };
            most = most.max(now);
        }
        most >= length
    };
    run(0, 5) || run(1, 6) || run(-1, 6)
}

/// Codes of provinces with which an identity number begins (Thông tư 07/2016/TT-BCA; they stay after provinces merge).
const PROVINCES: &[u8] = &[
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45,
    46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92,
    93, 94, 95, 96,
];

fn identity_of(number: &Number<'_>) -> Option<Belongs> {
    const WORDS: &[&str] =
        &["cccd", "căn cước", "định danh cá nhân", "số định danh", "mã định danh", "giấy tờ tùy thân"];
    const OLD: &[&str] = &["cmnd", "cmtnd", "cmt ", "chứng minh nhân dân", "chứng minh thư"];
    // Other things have numbers of twelve digits too.
    const OTHERS: &[&str] = &[
        "tài khoản",
        "stk",
        "mã giao dịch",
        "mã hồ sơ",
        "hóa đơn",
        "hoá đơn",
        "vận đơn",
        "biên nhận",
        "sê-ri",
        "seri",
    ];
    let digits = number.digits.as_str();
    match (number.letters, digits.len()) {
        ("", 12) => {
            let province = digits[..3].parse::<u8>().ok().filter(|code| PROVINCES.contains(code));
            // The fourth digit is sex and century: 0 to 3 until the year 2099.
            let shaped = province.is_some() && matches!(digits.as_bytes()[3], b'0'..=b'3');
            let named = holds(&number.before, WORDS) || holds(&number.before, OLD);
            match (shaped, named) {
                (true, true) => Some(Belongs::Surely),
                (true, false) if !holds(&number.before, OTHERS) => Some(Belongs::Likely),
                (false, true) => Some(Belongs::Likely),
                _ => None,
            }
        }
        ("", 9) => holds(&number.before, OLD).then_some(Belongs::Surely),
        (letter, 7) if letter.len() == 1 => number.before.contains("hộ chiếu").then_some(Belongs::Surely),
        _ => None,
    }
}

fn insurance_of(number: &Number<'_>) -> Option<Belongs> {
    const WORDS: &[&str] = &[
        "mã số bhxh",
        "mã bhxh",
        "số bhxh",
        "sổ bhxh",
        "mã số bảo hiểm xã hội",
        "số sổ bảo hiểm",
        "sổ bảo hiểm xã hội",
        "mã số bhyt",
        "mã thẻ bhyt",
        "số thẻ bhyt",
        "thẻ bảo hiểm y tế",
    ];
    match (number.letters, number.digits.len()) {
        ("", 10) => holds(&number.before, WORDS).then_some(Belongs::Surely),
        (letters, 13) if letters.len() == 2 && letters.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            Some(Belongs::Surely)
        }
        _ => None,
    }
}

fn account_of(number: &Number<'_>) -> Option<Belongs> {
    const WORDS: &[&str] = &["tài khoản", "stk", "số tk", "tk số", "tk:"];
    // Accounts of another kind, and those that offices make public so that people pay into them.
    const OTHERS: &[&str] = &["zalo", "facebook", "telegram", "vneid", "mạng xã hội", "mật khẩu", "kho bạc", "thuế"];
    const OFFICES: &[&str] = &[
        "ủy ban",
        "uỷ ban",
        "ubnd",
        "mặt trận",
        "mttq",
        "kho bạc",
        "chữ thập đỏ",
        "quỹ",
        "công ty",
        "hội ",
        "ban cứu trợ",
        "ban vận động",
        "trung tâm",
        "trường",
        "ngân sách",
        "bệnh viện",
        "trạm",
        "chi cục",
    ];
    if !number.letters.is_empty() || !(8..=19).contains(&number.digits.len()) {
        return None;
    }
    let from = WORDS.iter().filter_map(|word| number.before.rfind(word).map(|at| at + word.len())).max()?;
    let between = &number.before[from..];
    if between.chars().count() > 30 || holds(between, OTHERS) {
        return None;
    }
    let Range { start, end } = number.bytes.clone();
    let around = [number.passage.near_before(start, AROUND), number.passage.near_after(end, AROUND)];
    (!around.iter().any(|near| holds(near, OFFICES))).then_some(Belongs::Likely)
}

/// Nine digits behind the zero of a mobile number, with the first two of a network (numbering plan, Thông tư
/// 25/2014/TT-BTTTT and its changes).
fn in_a_network(digits: &[u8]) -> bool {
    let [first, second, ..] = digits else { return false };
    let network = match first {
        b'3' => (b'2'..=b'9').contains(second),
        b'5' => matches!(second, b'2' | b'5' | b'6' | b'8' | b'9'),
        b'7' => matches!(second, b'0' | b'6'..=b'9'),
        b'8' => (b'1'..=b'9').contains(second),
        b'9' => true,
        _ => false,
    };
    network && digits.len() == 9
}

fn phone_of(number: &Number<'_>) -> Option<Belongs> {
    const PUBLIC: &[&str] = &["đường dây nóng", "hotline", "tổng đài", "trực ban", "trực ", "văn phòng"];
    const FRAUD: &[&str] =
        &["lừa đảo", "giả danh", "giả mạo", "mạo danh", "kẻ gian", "đối tượng", "số lạ", "máy lạ", "kẻ xấu"];
    // Tax codes have ten digits too, and begin with the code of a province.
    const OTHERS: &[&str] = &["mã số thuế", "mst", "mã số doanh nghiệp", "đăng ký kinh doanh", "đăng ký doanh nghiệp"];
    let digits = number.digits.as_bytes();
    let mobile = match digits {
        [b'0', rest @ ..] => in_a_network(rest),
        [b'8', b'4', rest @ ..] => in_a_network(rest) && number.before.ends_with('+'),
        rest => in_a_network(rest) && number.before.ends_with("(+84) "),
    };
    if !mobile || !number.letters.is_empty() || holds(&number.before, OTHERS) {
        return None;
    }
    let other = identity_of(number).or_else(|| insurance_of(number)).or_else(|| account_of(number));
    let public = holds(&number.before, PUBLIC) || [&number.before, &number.after].iter().any(|near| holds(near, FRAUD));
    (other.is_none() && !public).then_some(Belongs::Likely)
}
