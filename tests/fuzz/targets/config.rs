//! Any `loa.toml` and any register of contacts.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| loa_fuzz::config::check(&String::from_utf8_lossy(bytes)));
