//! `loa build`: everything into the output folder, and a line on what was published.

use super::args::{Arguments, BuildArgs};
use super::{Console, Exit};
use crate::build::{Builder, Built, Options, WEEKS, stops_everything};
use crate::config::BaseUrl;
use crate::fs::Disk;
use crate::say;

pub(super) fn run(console: &Console, arguments: &Arguments, build: &BuildArgs) -> Exit {
    let out = match super::output_folder(console, &arguments.directory, build.out.as_deref()) {
        Ok(out) => out,
        Err(exit) => return exit,
    };
    let today = super::today(arguments);
    let options = Options {
        out: &out,
        drafts: build.drafts,
        base_url: build.base_url.clone(),
        today: &today,
        from: None,
        weeks: if build.no_radio { 0 } else { build.weeks.unwrap_or(WEEKS) },
    };
    if let Some(url) = build.base_url.as_ref().filter(|url| BaseUrl::parse(url).is_none()) {
        console.alarm(&say!("lỗi: --base-url phải là địa chỉ đầy đủ, ví dụ https://phuong.example.gov.vn/, không phải `{url}`"; "error: --base-url must be a full address, as in https://phuong.example.gov.vn/, not `{url}`"));
        return Exit::WrongUse;
    }
    let disk = Disk::new(&arguments.directory);
    let mut builder = Builder::new(&disk);
    if build.verify {
        return verify(console, &mut builder, &options);
    }
    let result = builder.build_once(&options, &program());
    // The process ends with this command: nobody needs the memory of ten thousand pages back, one by one.
    std::mem::forget(builder);
    match result {
        Ok(built) => {
            console.report(&built.diagnostics);
            tell(console, &built, &out);
            if build.timings {
                for (step, time) in &built.timings.steps {
                    let millis = time.as_millis();
                    console.say(&say!("{step:>10} {millis:>6} ms"; "{step:>10} {millis:>6} ms"));
                }
            }
            if built.has_errors() { Exit::ContentErrors } else { Exit::Well }
        }
        Err(error) => {
            console.machine(&error);
            Exit::MachineFailed
        }
    }
}

/// Names every file that differs from what a build from nothing would give.
fn verify(console: &Console, builder: &mut Builder<'_>, options: &Options<'_>) -> Exit {
    match builder.verify(options) {
        Ok(Ok(differences)) if differences.is_empty() => {
            console
                .say(&say!("thư mục kết quả đúng như dựng mới"; "the output folder is as a new build would make it"));
            Exit::Well
        }
        Ok(Ok(differences)) => {
            for path in &differences {
                console.alarm(&say!("khác: {path}"; "differs: {path}"));
            }
            let count = differences.len();
            console.say(&say!("{count} tệp khác so với dựng mới; chạy loa build để sửa"; "{count} files differ from a new build; loa build mends them"));
            Exit::ContentErrors
        }
        Ok(Err(diagnostics)) => {
            console.report(&diagnostics);
            Exit::ContentErrors
        }
        Err(error) => {
            console.machine(&error);
            Exit::MachineFailed
        }
    }
}

/// What tells this program from any other: its version, and the size and time of its file.
fn program() -> String {
    let file = std::env::current_exe().and_then(|path| path.metadata());
    let file = file.map(|meta| format!("{} {:?}", meta.len(), meta.modified().ok()));
    format!("{} {}", env!("CARGO_PKG_VERSION"), file.unwrap_or_default())
}

/// One line on what was published and what was held back.
pub(super) fn tell(console: &Console, built: &Built, out: &std::path::Path) {
    let out = out.display().to_string();
    let out = out.strip_prefix("./").unwrap_or(&out);
    let pages = built.pages;
    if let Some(portal) = &built.portal {
        let (written, kept, removed) = (portal.written.len(), portal.kept, portal.removed.len());
        console.say(&say!("{out}/portal: {pages} bài; {written} tệp mới hoặc đổi, {kept} tệp giữ nguyên, {removed} tệp xóa"; "{out}/portal: {pages} pages; {written} files new or changed, {kept} kept, {removed} removed"));
        let waiting = built.unpublished;
        if waiting > 0 {
            console.say(&say!("chưa đăng {waiting} bài: bản nháp hoặc đề ngày sau hôm nay; xem cả bằng --drafts"; "{waiting} pages are left out: drafts, or dated later than today; --drafts shows them"));
        }
    } else if built.diagnostics.iter().any(stops_everything) {
        console.say(&say!("không đăng gì: {out} vẫn như cũ cho tới khi sửa xong lỗi"; "nothing was published: {out} stays as it was until the errors are mended"));
    }
    if built.portal.is_some() || built.radio.is_some() {
        tell_radio(console, built, out.as_ref());
    }
}

/// One line on the programmes, where any were asked for.
pub(super) fn tell_radio(console: &Console, built: &Built, out: &std::path::Path) {
    let out = out.display();
    let programmes = built.programmes;
    if built.radio.is_some() {
        console.say(&say!("{out}/radio: {programmes} buổi phát thanh"; "{out}/radio: {programmes} programmes"));
    } else if built.has_errors() {
        console.say(
            &say!("{out}/radio giữ nguyên: lịch phát còn lỗi"; "{out}/radio stays as it was: the schedule has errors"),
        );
    }
}
