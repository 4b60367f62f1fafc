//! `cargo bench --bench allocations`: how often the spoken form asks for memory, for about 20 kB of text.
//!
//! A program of its own, because counting slows every other benchmark down.

#[allow(dead_code, reason = "no site is built here")]
mod corpus;

use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, black_box};
use loa::speech::{Lexicon, Speaker, Style};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench(args = ["pages", "plan"])]
fn speak(bencher: Bencher, name: &str) {
    let (text, speaker) = (corpus::written(name), Speaker::new(Lexicon::builtin(), Style::default()));
    bencher.counter(BytesCount::of_str(&text)).bench(|| speaker.speak(black_box(&text)));
}
