//! `cargo bench`: one page through each step, and whole sites of 1,000 and 10,000 generated pages.
//!
//! Quote ratios against another program in one run, not single times: machines are noisy. Peak memory of the largest
//! build is printed at the end where the system tells it.

mod corpus;

use std::path::PathBuf;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use loa::base::{Date, SourcePath};
use loa::build::{Builder, Options, WEEKS};
use loa::fs::Memory;

fn main() {
    divan::main();
    if let Some(peak) = peak_memory() {
        #[expect(clippy::print_stdout, reason = "a benchmark reports on standard output")]
        {
            println!("peak memory of the whole run: {peak}");
        }
    }
}

/// `VmHWM` of Linux.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map(|peak| peak.trim().to_owned())
}

/// Memory-backed where there is such a disk, so that the program is measured and not the disk.
fn scratch() -> tempfile::TempDir {
    let memory = PathBuf::from("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a temporary folder")
}

fn day() -> Date {
    "2026-11-22".parse().expect("a date")
}

#[divan::bench]
fn parse_one_page(bencher: Bencher) {
    let (path, text) = corpus::page(7);
    let path = SourcePath::new(path);
    bencher.counter(BytesCount::of_str(&text)).bench(|| loa::content::parse(black_box(&text), &path));
}

#[divan::bench]
fn clean_one_page(bencher: Bencher) {
    let (_, text) = corpus::page(7);
    bencher.counter(BytesCount::of_str(&text)).bench(|| loa::base::clean(black_box(&text)).len());
}

fn speaker() -> loa::speech::Speaker {
    loa::speech::Speaker::new(loa::speech::Lexicon::builtin(), loa::speech::Style::default())
}

#[divan::bench]
fn speak_one_page(bencher: Bencher) {
    let (_, text) = corpus::page(7);
    let speaker = speaker();
    bencher.counter(BytesCount::of_str(&text)).bench(|| speaker.speak(black_box(&text)));
}

#[divan::bench(args = ["pages", "plan"])]
fn speak(bencher: Bencher, name: &str) {
    let (text, speaker) = (corpus::written(name), speaker());
    bencher.counter(BytesCount::of_str(&text)).bench(|| speaker.speak(black_box(&text)));
}

/// One thing written again and again, once a megabyte of it and once ten: the rates must be alike.
#[divan::bench(args = [
    ("1/", 1), ("1/", 10), ("1.1.", 1), ("1.1.", 10), ("a.a.", 1), ("a.a.", 10), ("TP.", 1), ("TP.", 10), ("(", 1), ("(", 10),
    ("+", 1), ("+", 10), ("-", 1), ("-", 10), ("7", 1), ("7", 10), ("chữ", 1), ("chữ", 10), ("\u{301}", 1), ("\u{301}", 10),
    ("Điều ", 1), ("Điều ", 10), ("ngày ", 1), ("ngày ", 10), ("\n", 1), ("\n", 10),
], sample_count = 3, sample_size = 1)]
fn speak_repeated(bencher: Bencher, (piece, megabytes): (&str, usize)) {
    let (text, speaker) = (piece.repeat(megabytes * 1_000_000 / piece.len()), speaker());
    bencher.counter(BytesCount::of_str(&text)).bench(|| speaker.speak(black_box(&text)));
}

/// Syllables and pauses of what was spoken.
#[divan::bench(args = ["pages", "plan"])]
fn count_spoken(bencher: Bencher, name: &str) {
    let spoken = speaker().speak(&corpus::written(name)).text;
    bencher.counter(BytesCount::of_str(&spoken)).bench(|| loa::speech::Counts::of(black_box(&spoken)));
}

/// A resolved small site, for the steps after it.
fn with_renderer(run: impl FnOnce(&loa::render::Renderer<'_>)) {
    let files = corpus::site(40);
    let folder = scratch();
    let today = |_: &str| day();
    let options =
        Options { out: folder.path(), drafts: false, base_url: None, today: &today, from: None, weeks: WEEKS };
    let mut timings = loa::build::Timings::default();
    let Ok(resolved) = Builder::new(&files).resolve(&options, &mut timings) else { return };
    let (site, inputs) = (&resolved.site, &resolved.inputs);
    let common = loa::render::Common::new(site, &inputs.config, &inputs.theme);
    run(&loa::render::Renderer::new(site, &inputs.config, &inputs.theme, &common));
}

#[divan::bench]
fn render_one_page(bencher: Bencher) {
    with_renderer(|renderer| {
        bencher.bench(|| loa::render::page(renderer, loa::site::PageId(3)).map(|html| html.len()));
    });
}

#[divan::bench]
fn rewrite_one_page(bencher: Bencher) {
    with_renderer(|renderer| {
        let Ok(html) = loa::render::page(renderer, loa::site::PageId(3)) else { return };
        let url = renderer.site.page(loa::site::PageId(3)).url.clone();
        let base = &renderer.config.base_url;
        let links = loa::render::Links::new(renderer.site, base, url.as_str(), false);
        bencher
            .counter(BytesCount::of_slice(&html))
            .bench_local(|| loa::render::rewrite(black_box(&html), &links).len());
    });
}

#[divan::bench]
fn sheet_of_one_programme(bencher: Bencher) {
    let files = corpus::site(40);
    let folder = scratch();
    let today = |_: &str| day();
    let options =
        Options { out: folder.path(), drafts: false, base_url: None, today: &today, from: None, weeks: WEEKS };
    let mut timings = loa::build::Timings::default();
    let Ok(resolved) = Builder::new(&files).resolve(&options, &mut timings) else { return };
    let (site, inputs) = (&resolved.site, &resolved.inputs);
    let common = loa::render::Common::new(site, &inputs.config, &inputs.theme);
    let renderer = loa::render::Renderer::new(site, &inputs.config, &inputs.theme, &common);
    let air = loa::build::air(&renderer, inputs, &options);
    let script = air.scripts.first().expect("a programme");
    bencher.bench(|| script.docx().map(|file| file.len()).expect("a sheet"));
}

fn build(files: &Memory) -> usize {
    let folder = scratch();
    let today = |_: &str| day();
    let options =
        Options { out: folder.path(), drafts: false, base_url: None, today: &today, from: None, weeks: WEEKS };
    Builder::new(files).build(&options).map_or(0, |built| built.pages)
}

#[divan::bench(args = [1_000, 10_000], sample_count = 3, sample_size = 1)]
fn build_site(bencher: Bencher, pages: usize) {
    let files = corpus::site(pages);
    bencher.counter(ItemsCount::new(pages)).bench(|| {
        let built = build(&files);
        assert_eq!(built, pages, "every page is built");
        built
    });
}
