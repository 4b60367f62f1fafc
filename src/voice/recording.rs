//! What can be heard in a file of sound.

use super::fault::Fault;
use super::gate::{FRAME_MS, Levels};
use super::length;
use crate::base::Millis;

/// A reading as a file holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    /// Of a WAV file from the first sound to the last; of others, whole.
    pub length: Millis,
    /// In order; only of a WAV file.
    pub silences: Option<Vec<Silence>>,
}

/// A stretch without a voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// How long the voice sounded before it, silences left out.
    pub after: Millis,
    pub length: Millis,
}

/// Programs that write sound into a pipe do not know how much will come, and put something of this size or zero.
const UNKNOWN_SIZE: u32 = 0x7fff_0000;

impl Recording {
    /// Hears a WAV file (PCM of 8, 16, 24 or 32 bits, or floats), or finds the length of an MP3 or M4A file.
    ///
    /// # Errors
    /// A fault when the file is empty, of another kind, broken, cut short, or silent.
    pub fn read(mut bytes: Vec<u8>) -> Result<Self, Fault> {
        if bytes.is_empty() {
            return Err(Fault::Empty);
        }
        if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WAVE") {
            mend_size(&mut bytes)?;
            return hear(&bytes);
        }
        let length = if bytes.get(4..8) == Some(b"ftyp") { length::m4a(&bytes)? } else { length::mp3(&bytes)? };
        Ok(Self { length, silences: None })
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Compares the size that the header gives with what is there, and writes it where the header has none.
fn mend_size(bytes: &mut [u8]) -> Result<(), Fault> {
    let (mut at, mut block) = (12, 1);
    while let Some(size) = word(bytes, at + 4) {
        let inside = at + 8;
        if bytes[at..].starts_with(b"fmt ") {
            block = word(bytes, inside + 12).map_or(1, |word| (word & 0xffff) as usize).max(1);
        }
        if !bytes[at..].starts_with(b"data") {
            // Chunks begin at even places.
            at = inside.saturating_add(size as usize).saturating_add(size as usize % 2);
            continue;
        }
        let there = bytes.len() - inside;
        if size == 0 || size >= UNKNOWN_SIZE {
            let whole = u32::try_from(there - there % block).map_err(|_| Fault::Broken)?;
            bytes[at + 4..inside].copy_from_slice(&whole.to_le_bytes());
        } else if size as usize > there {
            return Err(Fault::Truncated(percent(there as u64, u64::from(size))));
        }
        return Ok(());
    }
    Err(Fault::Broken)
}

/// How much of something cut short is there; never all of it.
pub(super) fn percent(part: u64, whole: u64) -> u32 {
    u32::try_from(part.saturating_mul(100) / whole.max(1)).unwrap_or(0).min(99)
}

fn hear(bytes: &[u8]) -> Result<Recording, Fault> {
    let reader = hound::WavReader::new(bytes).map_err(|error| fault(&error))?;
    let spec = reader.spec();
    if spec.sample_rate < 1000 || spec.channels == 0 {
        return Err(Fault::Broken);
    }
    let mut levels = Levels::default();
    let each = u64::from(spec.channels);
    let frame = |count: u64| count / each * u64::from(1000 / FRAME_MS) / u64::from(spec.sample_rate);
    let mut count = 0;
    let mut add = |sample: i32| {
        if frame(count) != frame(count.saturating_sub(1)) {
            levels.end_frame();
        }
        count += 1;
        levels.add(sample);
    };
    match spec.sample_format {
        hound::SampleFormat::Float => {
            for sample in reader.into_samples::<f32>() {
                #[expect(
                    clippy::float_arithmetic,
                    reason = "these samples are floats; what is measured on them is not"
                )]
                let sample = sample.map_err(|error| fault(&error))? * 32_768.0;
                // What is no number becomes zero, what is out of bounds the nearest bound.
                add(i32::from(sample as i16));
            }
        }
        hound::SampleFormat::Int => {
            let bits = spec.bits_per_sample;
            for sample in reader.into_samples::<i32>() {
                let sample = sample.map_err(|error| fault(&error))?;
                add(if bits < 16 { sample << (16 - bits) } else { sample >> (bits - 16) });
            }
        }
    }
    levels.end_frame();
    levels.recording().ok_or(Fault::Silent)
}

fn fault(error: &hound::Error) -> Fault {
    match error {
        hound::Error::Unsupported | hound::Error::InvalidSampleFormat => Fault::NotPcm,
        _ => Fault::Broken,
    }
}

#[cfg(test)]
#[path = "recording_tests.rs"]
mod tests;
