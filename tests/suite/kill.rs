//! `kill -9` at fifty moments of a build: every file is the old one or the new one, whole, and the next build mends all.
//! `LOA_KILLS=200` kills more of them.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::harness::{Site, Snapshot, differences, tell};
use crate::made::{Draw, large};

const KILLS: u64 = 50;

fn kills() -> u64 {
    std::env::var_os("LOA_KILLS").and_then(|count| count.to_str()?.parse().ok()).unwrap_or(KILLS)
}

/// Every so many rounds the output folder is not there at all, as on a first build.
const FRESH: u64 = 10;

fn write(root: &Path, files: &[(String, String)], without: &[(String, String)]) {
    for (path, _) in without {
        drop(fs::remove_file(root.join(path)));
    }
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a path in a folder")).expect("a folder");
        fs::write(path, text).expect("a source file");
    }
}

/// The files of an output folder without what exists only during a build.
fn published(dist: &Snapshot) -> Snapshot {
    let ours = |path: &str| !path.starts_with(".staging/") && path != ".lock" && !path.ends_with('/');
    dist.iter().filter(|(path, _)| ours(path)).map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

#[test]
fn builds_are_killed_at_any_moment() {
    let versions = [large(0), large(1)];
    let site = Site::empty();
    let mut clean = Vec::new();
    let mut longest = Duration::ZERO;
    for (files, other) in [(&versions[0], &versions[1]), (&versions[1], &versions[0])] {
        write(site.path(), files, other);
        let start = Instant::now();
        let code = site.run(["build", "--quiet"]).code;
        longest = longest.max(start.elapsed());
        // Too little for radio is told with 1; the portal is there.
        assert!(matches!(code, Some(0 | 1)), "the site cannot be built");
        clean.push(site.dist());
    }
    // What a build over another leaves is what a build from nothing makes.
    for (version, files) in versions.iter().enumerate() {
        let fresh = Site::empty();
        write(fresh.path(), files, &[]);
        fresh.run(["build", "--quiet"]);
        let differences = differences(&fresh.dist(), &clean[version]);
        assert!(differences.is_empty(), "a build over an old one differs from a clean one: {differences:#?}");
    }
    let pages = clean[0].keys().filter(|path| path.ends_with("/index.json")).count();
    assert!(pages >= 290, "only {pages} pages were built");
    assert!(differences(&clean[0], &clean[1]).len() > 200, "the versions hardly differ");

    let differ = |path: &&String| {
        path.starts_with("portal/") && clean[1].get(*path).is_some_and(|other| *other != clean[0][*path])
    };
    let first = site.path().join("dist").join(clean[0].keys().find(differ).expect("a page that differs"));
    let changed = |path: &std::path::Path| fs::metadata(path).and_then(|meta| meta.modified()).ok();
    let mut draw = Draw(20_261_122);
    let (mut in_the_middle, mut mixed) = (0, 0);
    for round in 0..kills() {
        let (new, old) = if round % 2 == 0 { (0, 1) } else { (1, 0) };
        let fresh = round % FRESH == FRESH - 1;
        if fresh {
            fs::remove_dir_all(site.path().join("dist")).expect("a folder to remove");
        }
        write(site.path(), &versions[new], &versions[old]);
        let mut child = site.command().args(["build", "--quiet"]).spawn().expect("the program `loa` can be started");
        let mut within = longest;
        if round % 5 > 1 {
            // Putting files in place takes the shortest time of all; three in five kills aim at it. It has begun when
            // the first file that the versions do not share is another one.
            let before = changed(&first);
            while changed(&first) == before && child.try_wait().expect("a child of ours").is_none() {
                sleep(Duration::from_micros(100));
            }
            within /= 25;
        }
        let moment = within * u32::try_from(draw.below(1000)).expect("a small number") / 1000;
        sleep(moment);
        in_the_middle += u64::from(child.try_wait().expect("a child of ours").is_none());
        // Does nothing to a child that has ended.
        drop(child.kill());
        child.wait().expect("the child ends");

        let left = published(&site.dist());
        for (path, bytes) in &left {
            let whole = [old, new].iter().any(|version| clean[*version].get(path) == Some(bytes));
            assert!(whole, "killed in round {round}: {path} is neither old nor new");
        }
        if !fresh {
            let lost: Vec<&String> = clean[old]
                .keys()
                .filter(|path| !path.ends_with('/') && clean[new].contains_key(*path) && !left.contains_key(*path))
                .collect();
            assert!(lost.is_empty(), "killed in round {round}: gone are {lost:?}");
        }
        let is_mixed = [old, new].iter().all(|version| published(&clean[*version]) != left);
        mixed += u32::from(is_mixed && !left.is_empty());

        site.run(["build", "--quiet"]);
        let differences = differences(&clean[new], &site.dist());
        assert!(differences.is_empty(), "after a kill in round {round} and a build: {differences:#?}");
    }
    assert!(in_the_middle > kills() / 5, "only {in_the_middle} builds were still at work when killed");
    // The proof is worth something only if kills hit the moments in which files are moved.
    assert!(mixed > 0, "no kill came while files were put in place");
    let kills = kills();
    tell(&format!("{kills} builds killed, {in_the_middle} of them at work, {mixed} while files were put in place"));
}

#[test]
fn what_a_crash_or_a_stranger_left_is_put_right() {
    let site = Site::fixture("nho");
    site.run(["build"]).exits(0);
    let good = site.dist();
    let dist = site.path().join("dist");
    fs::create_dir_all(dist.join(".staging/portal/x")).expect("a folder");
    fs::write(dist.join(".staging/portal/x/index.html"), "half").expect("a file");
    fs::write(dist.join(".lock"), "").expect("a file");
    fs::write(dist.join("portal/index.html"), "half").expect("a file");
    fs::remove_file(dist.join("portal/feed.xml")).expect("a file to remove");
    fs::remove_dir_all(dist.join("radio")).expect("a folder to remove");
    fs::create_dir_all(dist.join("portal/la/trong")).expect("a folder");
    fs::write(dist.join("portal/la/x.txt"), "x").expect("a file");
    fs::remove_file(dist.join("portal/404.html")).expect("a file to remove");
    fs::create_dir_all(dist.join("portal/404.html/x")).expect("a folder in a file's place");
    site.run(["build"]).exits(0);
    let differences = differences(&good, &site.dist());
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn another_at_work_is_told_and_waited_for() {
    let site = Site::fixture("nho");
    site.run(["build"]).exits(0);
    let lock = fs::File::create(site.path().join("dist/.lock")).expect("a lock file");
    lock.lock().expect("a lock");
    let site = site.file("content/moi.md", crate::harness::page("Mới.\n"));
    let run = site.run(["build"]).exits(1).untouched().tells_only(&["L0903"]);
    assert!(!run.told[0].hints.is_empty(), "{}", run.err);
    drop(lock);
    site.run(["build"]).exits(0).tells_only(&[]);
    assert!(site.dist().contains_key("portal/moi/index.html") && !site.dist().contains_key(".lock"));
}

#[test]
fn two_at_work_at_once_do_not_spoil_each_other() {
    let site = Site::empty();
    write(site.path(), &large(0), &[]);
    let mut children: Vec<_> = (0..3)
        .map(|_| site.command().args(["build", "--quiet"]).spawn().expect("the program can be started"))
        .collect();
    for child in &mut children {
        let code = child.wait().expect("a child ends").code();
        assert!(matches!(code, Some(0 | 1)), "a build ended with {code:?}");
    }
    site.run(["build", "--quiet"]);
    let other = Site::empty();
    write(other.path(), &large(0), &[]);
    other.run(["build", "--quiet"]);
    let differences = differences(&other.dist(), &site.dist());
    assert!(differences.is_empty(), "{differences:#?}");
}
