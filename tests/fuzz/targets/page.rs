//! Any file of a site, read: front matter, Markdown and directives.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| loa_fuzz::page::check(&String::from_utf8_lossy(bytes)));
