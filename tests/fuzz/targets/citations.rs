//! Any text, and the legal documents that it cites.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| loa_fuzz::citations::check(&String::from_utf8_lossy(bytes)));
