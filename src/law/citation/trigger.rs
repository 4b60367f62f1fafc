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
    let is = |at: usize, byte: u8| word.get(at) == Some(&byte);
    match (small(0), small(1)) {
        // A stroke or a hyphen within the number's reach.
        (b'0'..=b'9', _) => {
            word.iter().take(12).skip(1).any(|byte| matches!(byte, b'/' | b'-'))
                || word.iter().take(8).any(|byte| *byte == 0xe2)
        }
        (b'l', b'u') | (b'q', b'u') | (b'g', b'i') => true,
        (b'l', 0xe1) | (b's', 0xe1) => true,
        (b'b', b'l' | 0xe1 | 0xc3) => true,
        (b'n', b'g') => small(2) == b'h',
        (b'n' | b'q' | b'c', 0xc4) => true,
        (b'n', b'q') => is(0, b'N'),
        (b't', b'h') => is(2, 0xc3),
        (b't', b't' | b'b') | (b'c', b't' | b'v') | (b'k', b'l') | (b'h', b'd') | (b'p', b'l') => {
            is(0, word[0].to_ascii_uppercase())
        }
        (b't', 0xe1) => true,
        (b'c', b'h') => is(2, 0xe1) || is(2, 0xc6),
        (b'c', 0xc3) => true,
        (b'k', b'h') => small(2) == b'o' || is(0, b'K'),
        (b'k', 0xe1 | b'0'..=b'9' | b'.') => true,
        (b'h', 0xc6) => true,
        (b'h', b'i') => is(2, 0xe1),
        (b'p', b'h') => is(2, 0xc3) || is(2, 0xc6),
        (b'v', 0xc4) => true,
        // Đ and đ, before `iều`, `iểm`, `ề án`, a number or a full stop.
        (0xc4, 0x90 | 0x91) => {
            matches!(word.get(2).map(u8::to_ascii_lowercase), Some(b'i' | b'.' | b'0'..=b'9' | 0xe1))
        }
        _ => false,
    }
}
