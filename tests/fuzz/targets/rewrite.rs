//! Any page, on its last way to the disk.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| loa_fuzz::rewrite::check(&String::from_utf8_lossy(bytes)));
