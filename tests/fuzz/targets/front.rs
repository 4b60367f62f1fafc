//! Any front matter, in TOML and in YAML.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| loa_fuzz::front::check(&String::from_utf8_lossy(bytes)));
