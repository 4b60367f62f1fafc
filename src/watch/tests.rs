//! Saves as programs make them, in a real folder.

use super::*;
use std::fs;

/// Long enough for a busy machine; nothing waits for it when all is well.
const SOON: Duration = Duration::from_secs(5);

/// Long enough for an event that should not come.
const NOTHING: Duration = Duration::from_millis(250);

struct Site {
    folder: tempfile::TempDir,
    root: PathBuf,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().canonicalize().expect("a path without links");
        fs::create_dir_all(root.join("content/muc")).expect("folders");
        fs::write(root.join("loa.toml"), "").expect("a file");
        fs::write(root.join("content/bai.md"), "cũ").expect("a file");
        Self { folder, root }
    }

    fn watch(&self, how: How) -> Sources {
        Sources::watch(&self.root, how).expect("a folder that can be watched")
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.root.join(path), text).expect("a file");
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.root.join(from), self.root.join(to)).expect("a rename");
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        assert!(self.folder.path().exists(), "a test removed its own folder");
    }
}

#[track_caller]
fn changed(sources: &mut Sources) -> Changes {
    match sources.wait(SOON) {
        Woken::Changed(changes) => changes,
        woken => panic!("no change came: {woken:?}"),
    }
}

#[track_caller]
fn paths(changes: &Changes) -> Vec<&str> {
    changes.paths.iter().map(SourcePath::as_str).collect()
}

#[test]
fn each_way_to_save_is_one_change() {
    let site = Site::new();
    let mut sources = site.watch(How::Events);
    let mut one = |how: &str, save: &dyn Fn()| {
        save();
        assert_eq!(paths(&changed(&mut sources)), ["content/bai.md"], "{how}");
        assert_eq!(sources.wait(NOTHING), Woken::Idle, "{how} is more than one change");
    };
    one("in place", &|| site.write("content/bai.md", "mới"));
    one("a rename over the old file", &|| {
        site.write("content/.bai.md.tmp", "mới hơn");
        site.rename("content/.bai.md.tmp", "content/bai.md");
    });
    one("vim: the old file goes aside", &|| {
        site.write("content/4913", "");
        fs::remove_file(site.root.join("content/4913")).expect("a file");
        site.write("content/.bai.md.swp", "b0VIM");
        site.rename("content/bai.md", "content/bai.md~");
        site.write("content/bai.md", "mới nữa");
        fs::remove_file(site.root.join("content/bai.md~")).expect("a file");
    });
    one("Word and its like: a second file, two renames", &|| {
        site.write("content/~$bai.md", "tên người dùng");
        site.write("content/~WRD0001.tmp", "chữ của Word");
        site.rename("content/bai.md", "content/~WRL0002.tmp");
        site.rename("content/~WRD0001.tmp", "content/bai.md");
        fs::remove_file(site.root.join("content/~WRL0002.tmp")).expect("a file");
        fs::remove_file(site.root.join("content/~$bai.md")).expect("a file");
    });
    one("sed -i: a second file of any name", &|| {
        site.write("content/sedAbC123", "khác");
        site.rename("content/sedAbC123", "content/bai.md");
    });
    one("JetBrains: a safe write", &|| {
        site.write("content/bai.md___jb_tmp___", "chữ");
        site.rename("content/bai.md", "content/bai.md___jb_old___");
        site.rename("content/bai.md___jb_tmp___", "content/bai.md");
        fs::remove_file(site.root.join("content/bai.md___jb_old___")).expect("a file");
    });
}

#[test]
fn what_is_no_source_wakes_nobody() {
    let site = Site::new();
    let mut sources = site.watch(How::Events);
    fs::create_dir_all(site.root.join("dist/portal")).expect("a folder");
    site.write("dist/portal/index.html", "trang");
    site.write("ghi-chu.txt", "chữ");
    site.write("content/.bai.md.swp", "b0VIM");
    site.write("content/~$bai.docx", "tên");
    site.write("content/thoang-qua", "chữ");
    fs::remove_file(site.root.join("content/thoang-qua")).expect("a file");
    // Reading is no change, and a build reads everything.
    drop(fs::read(site.root.join("content/bai.md")));
    drop(fs::read_dir(site.root.join("content")));
    assert_eq!(sources.wait(NOTHING), Woken::Idle);
}

#[test]
fn a_thousand_files_at_once_are_few_changes_and_all_are_named() {
    let site = Site::new();
    let mut sources = site.watch(How::Events);
    for number in 0..1000 {
        site.write(&format!("content/muc/{number}.md"), "chữ");
    }
    let (mut named, mut wakes) = (BTreeSet::new(), 0);
    while named.len() < 1000 {
        named.extend(changed(&mut sources).paths);
        wakes += 1;
    }
    assert!(wakes <= 3, "{wakes} builds for one checkout");
}

#[test]
fn a_folder_moved_in_is_watched_with_all_that_is_in_it() {
    let site = Site::new();
    fs::create_dir_all(site.root.join("nhap/sau")).expect("a folder outside");
    site.write("nhap/sau/a.md", "chữ");
    let mut sources = site.watch(How::Events);
    site.rename("nhap", "content/nhap");
    assert_eq!(paths(&changed(&mut sources)), ["content/nhap"]);
    assert!(changed(&mut sources).everything, "the second look");
    site.write("content/nhap/sau/a.md", "mới");
    assert_eq!(paths(&changed(&mut sources)), ["content/nhap/sau/a.md"]);
    // `content` itself goes and comes.
    site.rename("content", "cat-di");
    changed(&mut sources);
    site.rename("cat-di", "content");
    changed(&mut sources);
    while sources.wait(NOTHING * 2) != Woken::Idle {}
    site.write("content/nhap/sau/a.md", "mới hơn");
    assert_eq!(paths(&changed(&mut sources)), ["content/nhap/sau/a.md"]);
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_watched() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    fs::create_dir_all(site.root.join("kho/anh")).expect("a folder beside");
    site.write("kho/chung.md", "chữ");
    site.write("kho/rieng.md", "chữ");
    symlink(site.root.join("kho/chung.md"), site.root.join("content/chung.md")).expect("a link");
    let mut sources = site.watch(How::Events);
    site.write("kho/chung.md", "mới");
    assert_eq!(paths(&changed(&mut sources)), ["content/chung.md"]);
    site.write("kho/rieng.md", "mới");
    assert_eq!(sources.wait(NOTHING), Woken::Idle, "nobody links to this one");
    // Links that come later.
    symlink(site.root.join("kho/rieng.md"), site.root.join("content/rieng.md")).expect("a link");
    assert_eq!(paths(&changed(&mut sources)), ["content/rieng.md"]);
    site.write("kho/rieng.md", "mới hơn");
    assert_eq!(paths(&changed(&mut sources)), ["content/rieng.md"]);
    symlink(site.root.join("kho/anh"), site.root.join("content/anh")).expect("a link");
    changed(&mut sources);
    while sources.wait(NOTHING * 2) != Woken::Idle {}
    site.write("kho/anh/a.md", "chữ");
    assert_eq!(paths(&changed(&mut sources)), ["content/anh/a.md"]);
}

#[test]
fn lost_events_mean_that_everything_may_have_changed_once() {
    let site = Site::new();
    let mut sources = site.watch(How::Events);
    let lost = || Message::Event(Ok(Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan)));
    sources.sender.send(lost()).expect("it listens");
    assert!(changed(&mut sources).everything);
    // The build that follows reads everything; should that fill the queue again, nothing has changed since.
    sources.sender.send(lost()).expect("it listens");
    assert_eq!(sources.wait(NOTHING), Woken::Idle);
    // But if something has, it counts, though no event told of it.
    let root = site.root.clone();
    sources.watcher = None;
    fs::write(root.join("content/bai.md"), "một bài khác").expect("a file");
    while sources.wait(NOTHING) != Woken::Idle {}
    fs::write(root.join("content/bai.md"), "một bài khác nữa").expect("a file");
    sources.sender.send(lost()).expect("it listens");
    assert!(changed(&mut sources).everything);
}

#[test]
fn polling_finds_what_came_changed_and_went() {
    let site = Site::new();
    let mut sources = site.watch(How::Polling);
    assert!(sources.watcher.is_none());
    site.write("content/muc/moi.md", "chữ");
    assert_eq!(paths(&changed(&mut sources)), ["content/muc/moi.md"]);
    // As long as the old one, and in the same two seconds.
    site.write("content/muc/moi.md", "chỗ");
    assert_eq!(paths(&changed(&mut sources)), ["content/muc/moi.md"]);
    fs::remove_file(site.root.join("content/muc/moi.md")).expect("a file");
    assert_eq!(paths(&changed(&mut sources)), ["content/muc/moi.md"]);
    site.write("content/.an.md", "chữ");
    assert_eq!(sources.wait(NOTHING * 3), Woken::Idle);
}

#[test]
fn a_wait_can_be_stopped() {
    let site = Site::new();
    let mut sources = site.watch(How::Events);
    let stopper = sources.stopper();
    let thread = std::thread::spawn(move || stopper.stop());
    assert_eq!(sources.wait(SOON), Woken::Stopped);
    thread.join().expect("the thread ends");
}
