//! Files of all kinds made here, whole and spoiled.

use super::*;

/// Half a second of silence, a second of sound, 300 ms of silence, half a second of sound, silence; at 16 kHz.
fn samples() -> impl Iterator<Item = i32> {
    let parts = [(0, 500), (20_000, 1000), (0, 300), (12_000, 500), (0, 200)];
    parts.into_iter().flat_map(|(strength, length)| {
        (0..16 * length).map(move |at| if at / 20 % 2 == 0 { strength } else { -strength })
    })
}

fn wav(channels: u16, bits: u16, float: bool) -> Vec<u8> {
    let sample_format = if float { hound::SampleFormat::Float } else { hound::SampleFormat::Int };
    let spec = hound::WavSpec { channels, sample_rate: 16_000, bits_per_sample: bits, sample_format };
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut bytes, spec).expect("a header");
    for sample in samples().flat_map(|sample| std::iter::repeat_n(sample, channels.into())) {
        let wrote = if float {
            writer.write_sample(if sample == 0 { 0.0f32 } else { 0.5f32.copysign(if sample > 0 { 1.0 } else { -1.0 }) })
        } else if bits < 16 {
            writer.write_sample(sample >> (16 - bits))
        } else {
            writer.write_sample(sample << (bits - 16))
        };
        wrote.expect("a sample");
    }
    writer.finalize().expect("a whole file");
    bytes.into_inner()
}

fn expected() -> Result<Recording, Fault> {
    let silence = Silence { after: Millis(1000), length: Millis(300) };
    Ok(Recording { length: Millis(1800), silences: Some(vec![silence]) })
}

#[test]
fn wav_files_of_every_kind_are_heard_alike() {
    for (channels, bits, float) in
        [(1, 8, false), (1, 16, false), (2, 16, false), (1, 24, false), (2, 32, false), (1, 32, true)]
    {
        assert_eq!(Recording::read(wav(channels, bits, float)), expected(), "{channels} × {bits}, float: {float}");
    }
}

#[test]
fn a_size_that_a_pipe_did_not_know_is_mended() {
    let mut whole = wav(1, 16, false);
    for size in [0u32, 0x7fff_f000, u32::MAX] {
        whole[40..44].copy_from_slice(&size.to_le_bytes());
        assert_eq!(&whole[36..40], b"data");
        assert_eq!(Recording::read(whole.clone()), expected(), "{size:x}");
    }
}

#[test]
fn spoiled_files_are_told_apart() {
    let whole = wav(1, 16, false);
    assert_eq!(Recording::read(Vec::new()), Err(Fault::Empty));
    assert_eq!(Recording::read("Kính thưa bà con".into()), Err(Fault::Unknown));
    assert_eq!(Recording::read(vec![0; 10_000]), Err(Fault::Unknown));
    assert!(matches!(Recording::read(whole[..whole.len() / 2].to_vec()), Err(Fault::Truncated(49 | 50))));
    assert_eq!(Recording::read(whole[..30].to_vec()), Err(Fault::Broken));
    assert_eq!(Recording::read(whole[..44].to_vec()), Err(Fault::Truncated(0)));
    let mut packed = whole.clone();
    packed[20] = 2; // ADPCM
    assert_eq!(Recording::read(packed), Err(Fault::NotPcm));
    let mut silent = whole;
    silent[44..].fill(0);
    assert_eq!(Recording::read(silent), Err(Fault::Silent));
}

/// A frame of MPEG 1, Layer III, 64 kbit/s, 44.1 kHz, mono: 208 bytes, 1152 samples.
fn frame() -> Vec<u8> {
    let mut frame = vec![0xff, 0xfb, 0x50, 0xc0];
    frame.resize(208, 0);
    frame
}

/// The encoder's note in a frame of its own: so many frames follow.
fn note(frames: u32) -> Vec<u8> {
    let mut note = frame();
    note[21..25].copy_from_slice(b"Xing");
    note[28] = 1;
    note[29..33].copy_from_slice(&frames.to_be_bytes());
    note
}

#[test]
fn frames_of_mp3_are_counted() {
    let length = |bytes: Vec<u8>| Recording::read(bytes).map(|recording| (recording.length, recording.silences));
    let sound = frame().repeat(100);
    let expected = Ok((Millis(100 * 1152 * 1000 / 44_100), None));
    let tag = [b"ID3\x04\x00\x00\x00\x00\x02\x01".as_slice(), &[7; 257]].concat();
    assert_eq!(length(sound.clone()), expected);
    assert_eq!(length([tag.as_slice(), &note(100), &sound, b"TAG", &[0; 125]].concat()), expected);
    assert_eq!(length([&[1; 50], sound.as_slice()].concat()), expected);
    assert_eq!(length([note(200), sound.clone()].concat()), Err(Fault::Truncated(50)));
    assert_eq!(length([sound.as_slice(), &[1; 9000], &sound].concat()), Err(Fault::Broken));
    // Other rates and versions: MPEG 2 at 22.05 kHz and 32 kbit/s has 576 samples in 104 bytes.
    let mut other = vec![0xff, 0xf3, 0x40, 0xc0];
    other.resize(104, 0);
    assert_eq!(length(other.repeat(100)), Ok((Millis(100 * 576 * 1000 / 22_050), None)));
}

fn part(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32 + 8).to_be_bytes(), kind.as_slice(), body].concat()
}

fn m4a(mvhd: &[u8]) -> Vec<u8> {
    let moov = part(b"moov", &[part(b"udta", &[1; 9]), part(b"mvhd", mvhd)].concat());
    [part(b"ftyp", b"M4A \0\0\0\0"), part(b"mdat", &[3; 1000]), moov].concat()
}

#[test]
fn headers_of_m4a_are_read() {
    let short = [&[0; 12], 600u32.to_be_bytes().as_slice(), &75_000u32.to_be_bytes(), &[0; 80]].concat();
    let long = [&[1], [0; 19].as_slice(), &48_000u32.to_be_bytes(), &6_000_000u64.to_be_bytes(), &[0; 80]].concat();
    let length = |bytes: Vec<u8>| Recording::read(bytes).map(|recording| recording.length);
    assert_eq!(length(m4a(&short)), Ok(Millis(125_000)));
    assert_eq!(length(m4a(&long)), Ok(Millis(125_000)));
    let whole = m4a(&short);
    assert!(matches!(length(whole[..600].to_vec()), Err(Fault::Truncated(1..=60))));
    assert_eq!(length(whole[..16].to_vec()), Err(Fault::Broken));
    assert_eq!(length(m4a(&[0; 100])), Err(Fault::Broken));
    assert_eq!(length(m4a(&[0; 10])), Err(Fault::Broken));
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_stumble(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300), kind in 0..4) {
        let heads = ["RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0", "\0\0\0\x20ftypM4A ", "", "ID3"];
        let head = if kind == 2 { &[0xff, 0xfb, 0x50, 0xc0] } else { heads[kind as usize].as_bytes() };
        let _ = Recording::read([head, &bytes].concat());
    }
}
