//! Any text, spoken: `src/speech.rs` says what must hold.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| loa_fuzz::speak(&String::from_utf8_lossy(bytes)));
