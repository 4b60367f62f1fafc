//! Where a citation may begin: a quick look at the first bytes of each word, which lets nearly all of a text pass.

/// The next such place at or behind `at`.
pub(super) fn next(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = at;
    while let Some(&byte) = bytes.get(at) {
        if STARTS[byte as usize] && begins_word(bytes, at) && may_begin(&bytes[at..]) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// First bytes of kinds, of provisions and of numbers; `Đ` and `đ` begin with 0xc4.
static STARTS: [bool; 256] = {
    let mut starts = [false; 256];
    let firsts = b"lLbBnNqQtTcCkKhHpPvVsSgG0123456789\xc4";
    let mut at = 0;
    while at < firsts.len() {
        starts[firsts[at] as usize] = true;
        at += 1;
    }
    starts
};

/// No letter and no digit stands right before.
fn begins_word(bytes: &[u8], at: usize) -> bool {
    match at.checked_sub(1).map(|before| bytes[before]) {
        None => true,
        Some(before) if before.is_ascii() => !before.is_ascii_alphanumeric(),
        // General punctuation: quotes, dashes, the ellipsis. Guillemets are of the same use.
        Some(_) => at >= 3 && bytes[at - 3] == 0xe2 && bytes[at - 2] == 0x80 || at >= 2 && bytes[at - 2] == 0xc2,
    }
}

fn may_begin(word: &[u8]) -> bool {
    let small = |at: usize| word.get(at).map_or(0, u8::to_ascii_lowercase);
    let capital = word.first().is_some_and(u8::is_ascii_uppercase);
    // A vowel in small letters or capitals: the two codes differ in the last bit, or by 0x20 in the Latin-1 block.
    let e1 = |at: usize, mid: u8, low: u8| {
        small(at) == 0xe1 && word.get(at + 1) == Some(&mid) && word.get(at + 2).is_some_and(|byte| byte | 1 == low | 1)
    };
    let c3 = |at: usize, low: u8| small(at) == 0xc3 && word.get(at + 1).is_some_and(|byte| byte | 0x20 == low);
    match (small(0), small(1)) {
        // A stroke or a hyphen within the number's reach.
        (b'0'..=b'9', _) => {
            let digits = word.iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
            word.iter().skip(digits).take(4).any(|byte| matches!(byte, b'/' | b'-' | 0xe2))
        }
        // luật, lệnh
        (b'l', b'u') => e1(2, 0xba, 0xad),
        (b'l', 0xe1) => e1(1, 0xbb, 0x87),
        // sắc lệnh
        (b's', 0xe1) => e1(1, 0xba, 0xaf),
        // quyết định, quy chế, qui định
        (b'q', b'u') => matches!(small(2), b'y' | b'i'),
        // giấy mời
        (b'g', b'i') => e1(2, 0xba, 0xa5),
        // bộ luật, báo cáo, BLHS
        (b'b', b'l') => capital,
        (b'b', 0xe1) => e1(1, 0xbb, 0x99),
        (b'b', 0xc3) => c3(1, 0xa1),
        // nghị định, NĐ, NQ
        (b'n', b'g') => small(2) == b'h' && e1(3, 0xbb, 0x8b),
        (b'n' | b'q' | b'c', 0xc4) => capital || word.get(2) == Some(&0x91),
        // thông tư, tờ trình
        (b't', b'h') => c3(2, 0xb4),
        (b't', 0xe1) => e1(1, 0xbb, 0x9d),
        (b'n', b'q') | (b't', b't' | b'b') | (b'c', b't' | b'v') | (b'k' | b'p', b'l') | (b'h', b'd') => capital,
        // chỉ thị, chương, công văn, các
        (b'c', b'h') => e1(2, 0xbb, 0x89) || small(2) == 0xc6,
        (b'c', 0xc3) => c3(1, 0xb4) || c3(1, 0xa1),
        // khoản, KH, kế hoạch, k2
        (b'k', b'h') => small(2) == b'o' && e1(3, 0xba, 0xa3) || capital && small(2) != b'o',
        (b'k', 0xe1) => e1(1, 0xba, 0xbf),
        (b'k', b'0'..=b'9' | b'.') => true,
        // hướng dẫn, hiến pháp
        (b'h', 0xc6) => true,
        (b'h', b'i') => e1(2, 0xba, 0xbf),
        // pháp lệnh, phương án
        (b'p', b'h') => c3(2, 0xa1) || small(2) == 0xc6,
        // văn bản
        (b'v', 0xc4) => true,
        // điều, điểm, đề án, Đ11, đ.a
        (0xc4, 0x90 | 0x91) => match small(2) {
            b'i' => e1(3, 0xbb, 0x81) || e1(3, 0xbb, 0x83),
            0xe1 => e1(2, 0xbb, 0x81),
            byte => matches!(byte, b'.' | b'0'..=b'9'),
        },
        _ => false,
    }
}
