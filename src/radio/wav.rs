//! WAV files that a machine voice has made: how long they are, and the mark that they are synthetic.

use crate::base::Millis;

/// What players show of the file. Article 11 of the AI law (134/2025/QH15) asks that synthetic sound can be known as such.
const COMMENT: &str = "Giọng đọc tổng hợp bằng máy";
const SOFTWARE: &str = "Loa";
/// Sizes from here on are placeholders of voices that write without going back: the data goes on to the end.
const ENDLESS: usize = 0x7fff_0000;

/// How long the sound is; the beginning of the file is enough, to where the data begins. `None` when it is no WAV.
///
/// ```
/// // 16,000 bytes a second, 8,000 bytes of data.
/// let head = b"RIFF\x64\x1f\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\x40\x1f\0\0";
/// assert_eq!(loa::radio::wav_length(head).unwrap().0, 500);
/// assert_eq!(loa::radio::wav_length(b"ID3"), None);
/// ```
#[must_use]
pub fn wav_length(wav: &[u8]) -> Option<Millis> {
    let (mut rate, mut at) = (None, HEAD);
    riff(wav)?;
    loop {
        let (name, size) = chunk(wav, at)?;
        match (name, rate) {
            (b"fmt ", _) => rate = number(wav.get(at + 16..)?),
            (b"data", Some(rate)) if rate > 0 && size > 0 => {
                let size = if size >= ENDLESS { wav.len() - at - 8 } else { size };
                return u32::try_from(size as u64 * 1000 / rate as u64).ok().map(Millis);
            }
            (b"data", _) => return None,
            _ => {}
        }
        at = after(at, size)?;
    }
}

/// The same sound, with a title and the mark that a machine has read it in a `LIST`/`INFO` chunk behind the data, in
/// place of any that was there; other chunks stay as they are. `None` when it is no whole WAV.
#[must_use]
pub fn marked(wav: &[u8], title: &str) -> Option<Vec<u8>> {
    wav_length(wav)?;
    let mut body = b"WAVE".to_vec();
    let mut at = HEAD;
    while at < wav.len() {
        // A few bytes that are no chunk follow the sound in some files.
        let Some((name, size)) = chunk(wav, at) else { break };
        let rest = wav.len() - at - 8;
        let size = match name {
            b"data" if size >= ENDLESS => rest,
            b"data" if size > rest => return None,
            _ => size.min(rest),
        };
        let data = &wav[at + 8..at + 8 + size];
        if !(name == b"LIST" && data.starts_with(b"INFO")) {
            put(&mut body, *name, data)?;
        }
        at = after(at, size)?;
    }
    let mut info = b"INFO".to_vec();
    for (name, text) in [(*b"ICMT", COMMENT), (*b"ISFT", SOFTWARE), (*b"INAM", title)] {
        let text: Vec<u8> = text.bytes().filter(|byte| *byte != 0).chain([0]).collect();
        put(&mut info, name, &text)?;
    }
    put(&mut body, *b"LIST", &info)?;
    let mut file = Vec::with_capacity(body.len() + 8);
    put(&mut file, *b"RIFF", &body)?;
    Some(file)
}

/// Where the first chunk begins.
const HEAD: usize = 12;

fn riff(wav: &[u8]) -> Option<()> {
    (wav.starts_with(b"RIFF") && wav.get(8..12)? == b"WAVE").then_some(())
}

/// The name and the size in bytes of the chunk that begins there.
fn chunk(wav: &[u8], at: usize) -> Option<(&[u8; 4], usize)> {
    let name = wav.get(at..at + 4)?.first_chunk()?;
    Some((name, number(wav.get(at + 4..)?)?))
}

fn number(bytes: &[u8]) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(*bytes.first_chunk()?)).ok()
}

/// Where the next chunk begins: each has an even number of bytes.
fn after(at: usize, size: usize) -> Option<usize> {
    at.checked_add(8)?.checked_add(size)?.checked_add(size % 2)
}

fn put(to: &mut Vec<u8>, name: [u8; 4], data: &[u8]) -> Option<()> {
    to.extend_from_slice(&name);
    to.extend_from_slice(&u32::try_from(data.len()).ok()?.to_le_bytes());
    to.extend_from_slice(data);
    if data.len() % 2 == 1 {
        to.push(0);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Mono, 16 bits, 1000 samples a second: two bytes are a millisecond.
    fn wav(data: &[u8], before: &[u8]) -> Vec<u8> {
        let mut body = b"WAVE".to_vec();
        let format = [1, 0, 1, 0, 0xe8, 3, 0, 0, 0xd0, 7, 0, 0, 2, 0, 16, 0];
        put(&mut body, *b"fmt ", &format).expect("small");
        body.extend_from_slice(before);
        put(&mut body, *b"data", data).expect("small");
        let mut file = Vec::new();
        put(&mut file, *b"RIFF", &body).expect("small");
        file
    }

    /// Names and contents of all chunks, and whether the sizes lead exactly to the end.
    fn chunks(wav: &[u8]) -> (Vec<(String, Vec<u8>)>, bool) {
        let (mut found, mut at) = (Vec::new(), HEAD);
        while let Some((name, size)) = chunk(wav, at) {
            found.push((String::from_utf8_lossy(name).into_owned(), wav[at + 8..at + 8 + size].to_vec()));
            at = after(at, size).expect("small");
        }
        let declared = number(&wav[4..]).expect("a size");
        (found, at == wav.len() && declared + 8 == wav.len())
    }

    #[test]
    fn a_marked_file_has_the_same_sound_and_says_what_it_is() {
        // An odd number of bytes, and chunks of other programs, one of which already tells a title.
        let other = b"bext\x03\0\0\0abc\0LIST\x0e\0\0\0INFOINAM\x02\0\0\0x\0";
        let sound: Vec<u8> = (0..=254).collect();
        let original = wav(&sound, other);
        let marked = marked(&original, "Mã OTP").expect("a WAV");
        let (found, whole) = chunks(&marked);
        assert!(whole, "{marked:?}");
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["fmt ", "bext", "data", "LIST"]);
        assert_eq!((&found[1].1[..], &found[2].1), (&b"abc"[..], &sound));
        let info = &found[3].1;
        for (name, text) in [("ICMT", "Giọng đọc tổng hợp bằng máy"), ("ISFT", "Loa"), ("INAM", "Mã OTP")]
        {
            let part =
                [name.as_bytes(), &u32::try_from(text.len() + 1).expect("small").to_le_bytes(), text.as_bytes(), b"\0"]
                    .concat();
            assert!(info.windows(part.len()).any(|window| window == part), "{name}");
        }
        assert_eq!(wav_length(&marked), Some(Millis(127)));
        assert_eq!(wav_length(&marked[..60]), Some(Millis(127)), "the beginning is enough");
        assert_eq!(super::marked(&marked, "Mã OTP").as_deref(), Some(&marked[..]), "marking twice changes nothing");
    }

    #[test]
    fn sizes_that_were_never_filled_in_are_put_right_and_half_files_are_refused() {
        let mut endless = wav(&[0; 2000], b"");
        let data = endless.len() - 2004;
        endless[data..data + 4].copy_from_slice(&[0xff; 4]);
        assert_eq!(wav_length(&endless), Some(Millis(1000)));
        let marked_endless = marked(&endless, "").expect("a WAV");
        assert!(chunks(&marked_endless).1);
        let half = &wav(&[0; 2000], b"")[..900];
        assert_eq!(marked(half, ""), None);
        for wrong in [&b""[..], b"RIFF", b"RIFF\0\0\0\0WAVE", b"<html>", &wav(&[], b"")] {
            assert_eq!((wav_length(wrong), marked(wrong, "")), (None, None));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0usize..300) {
            let mut file = wav(&bytes, b"");
            file.truncate(cut);
            let _ = (wav_length(&bytes), marked(&bytes, ""), wav_length(&file));
            if let Some(marked) = marked(&file, "a\0b") {
                prop_assert!(chunks(&marked).1);
            }
        }
    }
}
