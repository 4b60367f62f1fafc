//! How long MP3 and M4A files last, told from their frames and headers without decoding them.

use super::fault::Fault;
use super::recording::percent;
use crate::base::Millis;

/// Kilobits a second of Layer III by index: MPEG 1, then MPEG 2 and 2.5 (ISO/IEC 11172-3, 13818-3).
const BITRATES: [[u32; 15]; 2] = [
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];

/// Samples a second by index, of MPEG 1.
const RATES: [u32; 3] = [44_100, 48_000, 32_000];

/// A frame of Layer III.
struct Frame {
    /// In bytes, its header included.
    size: usize,
    samples: u32,
    rate: u32,
    /// Where the note of an encoder stands in it, if it has one.
    note: usize,
}

impl Frame {
    fn at(bytes: &[u8]) -> Option<Self> {
        let header = u32::from_be_bytes(*bytes.first_chunk()?);
        let bits = |low: u32, count: u32| (header >> low) & ((1 << count) - 1);
        // Eleven bits of beginning; versions 0 (2.5), 2 (2) and 3 (1); layer 1 stands for Layer III.
        if bits(21, 11) != 0x7ff || bits(19, 2) == 1 || bits(17, 2) != 1 {
            return None;
        }
        let first = bits(19, 2) == 3;
        let halvings = match bits(19, 2) {
            3 => 0,
            2 => 1,
            _ => 2,
        };
        let bitrate = *BITRATES[usize::from(!first)].get(bits(12, 4) as usize).filter(|rate| **rate > 0)?;
        let rate = RATES.get(bits(10, 2) as usize)? >> halvings;
        let samples = if first { 1152 } else { 576 };
        let size = samples / 8 * bitrate * 1000 / rate + bits(9, 1);
        let mono = bits(6, 2) == 3;
        let note = 4 + match (first, mono) {
            (true, false) => 32,
            (true, true) | (false, false) => 17,
            (false, true) => 9,
        };
        Some(Self { size: size as usize, samples, rate, note })
    }
}

/// How long an MP3 file lasts: every frame is counted, so that changing bitrates and copies cut short are seen.
pub(super) fn mp3(bytes: &[u8]) -> Result<Millis, Fault> {
    let mut at = 0;
    // ID3v2 tags stand before the sound: seven bits of their size in each of four bytes.
    while let Some([b'I', b'D', b'3', _, _, flags, a, b, c, d]) = bytes.get(at..).and_then(<[u8]>::first_chunk::<10>) {
        let size = [a, b, c, d].iter().fold(0, |size, byte| size << 7 | usize::from(**byte & 0x7f));
        at += 10 + size + if flags & 0x10 == 0 { 0 } else { 10 };
    }
    let start = at;
    let (mut frames, mut announced, mut samples, mut rate) = (0u64, 0u64, 0u64, 1u64);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(frame) = Frame::at(rest).filter(|frame| frame.size > 4) else {
            // Tags of several kinds may stand behind the sound, and some rubbish before it.
            let behind = at > bytes.len() / 10 * 9;
            if frames > 1 && (behind || rest.starts_with(b"TAG") || rest.starts_with(b"APETAGEX")) {
                break;
            }
            if frames > 1 {
                return Err(Fault::Broken);
            }
            if frames > 0 || at > start + 4096 {
                return Err(Fault::Unknown);
            }
            at += 1;
            continue;
        };
        let note = rest.get(frame.note..).unwrap_or_default();
        if frames == 0 && announced == 0 && (note.starts_with(b"Xing") || note.starts_with(b"Info")) {
            // The encoder's note says how many frames follow; it makes no sound itself.
            let count = note.get(8..).and_then(<[u8]>::first_chunk).map(|count| u32::from_be_bytes(*count));
            announced = count.filter(|_| note[7] & 1 == 1).map_or(0, u64::from);
        } else if rest.len() >= frame.size {
            frames += 1;
            samples += u64::from(frame.samples);
            rate = u64::from(frame.rate);
        }
        at += frame.size;
    }
    if frames == 0 {
        return Err(Fault::Unknown);
    }
    if frames * 100 < announced * 99 {
        return Err(Fault::Truncated(percent(frames, announced)));
    }
    u32::try_from(samples * 1000 / rate).map(Millis).map_err(|_| Fault::Broken)
}

/// How long an M4A file lasts, as its `mvhd` says.
pub(super) fn m4a(bytes: &[u8]) -> Result<Millis, Fault> {
    let mut length = None;
    let mut rest = bytes;
    // A few bytes that are too short for a part may lie behind the last one.
    while rest.len() >= 8 {
        let (kind, body, after) = part(rest, bytes.len())?;
        if kind == *b"moov" {
            length = Some(header(body).ok_or(Fault::Broken)?);
        }
        rest = after;
    }
    length.filter(|length| *length > Millis::ZERO).ok_or(Fault::Broken)
}

/// A part of an M4A file: its kind, what is in it, and what comes after it.
type Part<'b> = ([u8; 4], &'b [u8], &'b [u8]);

/// The first part of some bytes of a file of this size.
fn part(bytes: &[u8], file: usize) -> Result<Part<'_>, Fault> {
    let (Some(size), Some(kind)) = (bytes.first_chunk(), bytes.get(4..).and_then(<[u8]>::first_chunk)) else {
        return Err(Fault::Broken);
    };
    let (head, size) = match u32::from_be_bytes(*size) {
        0 => (8, bytes.len() as u64),
        1 => match bytes.get(8..).and_then(<[u8]>::first_chunk) {
            Some(long) => (16, u64::from_be_bytes(*long)),
            None => return Err(Fault::Broken),
        },
        size => (8, u64::from(size)),
    };
    if size > bytes.len() as u64 {
        let missing = size - bytes.len() as u64;
        return Err(Fault::Truncated(percent(file as u64, (file as u64).saturating_add(missing))));
    }
    let (this, after) = bytes.split_at(size as usize);
    Ok((*kind, this.get(head..).ok_or(Fault::Broken)?, after))
}

/// The length in `moov`: a number of ticks and how many make a second.
fn header(moov: &[u8]) -> Option<Millis> {
    let mut rest = moov;
    while !rest.is_empty() {
        let (kind, body, after) = part(rest, moov.len()).ok()?;
        if kind != *b"mvhd" {
            rest = after;
            continue;
        }
        let long = *body.first()? == 1;
        let number = |at: usize| body.get(at..)?.first_chunk().map(|bytes| u64::from(u32::from_be_bytes(*bytes)));
        let (ticks, length) =
            if long { (number(20)?, number(24)? << 32 | number(28)?) } else { (number(12)?, number(16)?) };
        return u32::try_from(u128::from(length) * 1000 / u128::from(ticks.max(1))).ok().map(Millis);
    }
    None
}
