//! Any bytes at the door of the preview server.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| loa_fuzz::server::check(bytes));
