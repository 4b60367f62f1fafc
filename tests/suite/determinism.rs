//! Same input, same bytes; and the sample site of this repository as its readers get it.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{Site, Snapshot, differences, repository, snapshot};
use crate::made::{large, station};

/// The days on which the sample site must build without a word.
const DAYS: [&str; 6] = ["2026-01-01", "2026-06-30", "2026-11-22", "2027-02-28", "2029-12-31", "2031-12-31"];

#[track_caller]
fn same(left: &Snapshot, right: &Snapshot) {
    let differences = differences(left, right);
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn two_folders_and_any_number_of_threads() {
    let station = station();
    station.run(["build"]).exits(0);
    for threads in ["1", "2", "7"] {
        let other = station.copy().threads(threads);
        std::fs::remove_dir_all(other.path().join("dist")).expect("a folder to remove");
        other.run(["build"]).exits(0);
        same(&station.dist(), &other.dist());
    }
}

/// Runs `loa build` with these variables of the environment, and on Unix with this umask; tells what was built.
fn built_with(site: &Site, variables: &[(&str, &str)], umask: &str) -> Snapshot {
    let plain = site.command();
    let mut command = if cfg!(unix) {
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &format!("umask {umask} && exec \"$0\" \"$@\"")]).arg(plain.get_program());
        shell.args(plain.get_args()).current_dir(site.path());
        shell
    } else {
        plain
    };
    for name in ["TZ", "LANG", "LC_ALL", "LANGUAGE", "RAYON_NUM_THREADS"] {
        command.env_remove(name);
    }
    drop(std::fs::remove_dir_all(site.path().join("dist")));
    let output = command.arg("build").envs(variables.iter().copied()).output().expect("the program can be started");
    assert!(output.status.success(), "{variables:?}: {}", String::from_utf8_lossy(&output.stderr));
    site.dist()
}

/// The same site, its files made in the other order: some disks list them so.
fn in_the_other_order(site: &Site) -> Site {
    let files = snapshot(site.path());
    let ours = |path: &str| !path.ends_with('/') && !path.starts_with("dist/") && !path.starts_with(".cache/");
    files.iter().rev().filter(|(path, _)| ours(path)).fold(Site::empty(), |site, (path, bytes)| site.file(path, bytes))
}

#[test]
fn another_machine_makes_the_same_bytes() {
    let station = station();
    let here = built_with(&station, &[], "022");
    for (variables, umask) in [
        (&[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "vi_VN.UTF-8"), ("RAYON_NUM_THREADS", "1")][..], "077"),
        (&[("TZ", "Pacific/Pago_Pago"), ("LANG", "tr_TR.UTF-8"), ("RAYON_NUM_THREADS", "16")], "000"),
        (&[("TZ", "nowhere"), ("LC_ALL", "C"), ("LANGUAGE", "de:fr")], "027"),
    ] {
        same(&here, &built_with(&in_the_other_order(&station), variables, umask));
    }
    // Without a day told it is the clock's, in the time of the ward and not of the machine. Should midnight pass meanwhile,
    // there is nothing to compare.
    let station = station.today("");
    let day = |zone: &str| built_with(&station, &[("TZ", zone)], "022");
    let (first, other, last) = (day("Pacific/Kiritimati"), day("Pacific/Pago_Pago"), day("Pacific/Kiritimati"));
    if first == last {
        same(&first, &other);
    }
}

#[cfg(unix)]
#[test]
fn who_may_read_the_output_is_what_the_umask_says() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Site::fixture("nho");
    for (umask, file, folder) in [("022", 0o644, 0o755), ("077", 0o600, 0o700), ("027", 0o640, 0o750)] {
        built_with(&site, &[], umask);
        let portal = site.path().join("dist/portal");
        let mode =
            |path: &str| portal.join(path).metadata().expect("a file of the portal").permissions().mode() & 0o777;
        let modes = [mode("index.html"), mode("sitemap.xml"), mode("static"), mode("")];
        assert_eq!(modes, [file, file, folder, folder], "umask {umask}: {modes:?}");
    }
}

#[test]
fn a_rebuild_over_an_old_dist() {
    let site = large(0).into_iter().fold(Site::empty(), |site, (path, text)| site.file(&path, text));
    site.run(["build", "--quiet"]);
    let first = site.dist();
    site.run(["build", "--quiet"]);
    same(&first, &site.dist());
    let before: BTreeSet<String> = large(0).into_iter().map(|(path, _)| path).collect();
    let after: BTreeMap<String, String> = large(1).into_iter().collect();
    let mut site = site;
    for path in before.iter().filter(|path| !after.contains_key(*path)) {
        site = site.without(path);
    }
    for (path, text) in &after {
        site = site.file(path, text);
    }
    site.run(["build", "--quiet"]);
    let clean = after.iter().fold(Site::empty(), |site, (path, text)| site.file(path, text));
    clean.run(["build", "--quiet"]);
    same(&clean.dist(), &site.dist());
}

#[test]
fn a_site_in_a_sub_path() {
    let site = Site::fixture("nho");
    site.run(["build", "--base-url", "https://example.vn/phuong/nho/"]).exits(0).tells_only(&[]);
    let sub = site.dist();
    broken_links(&sub, "/phuong/nho/");
    site.run(["build", "--base-url", "https://khac.example/"]).exits(0);
    let top = site.dist();
    broken_links(&top, "/");
    // Where a site stands is told in its machine-readable files and nowhere else: pages can be moved as they are.
    for path in differences(&sub, &top) {
        let file = path.trim_start_matches(['!', ' ']);
        let text = |of: &Snapshot| String::from_utf8_lossy(&of[file]).into_owned();
        let (sub, top) = (without_codes(&text(&sub)), without_codes(&text(&top)));
        let absolute = file == "portal/404.html";
        let plain = |text: &str| text.replace("\"/phuong/nho/", "\"/");
        // The ids of a calendar's events bear the host, which moves the folds of its lines.
        let calendar = file.ends_with(".ics");
        let (sub, top) = if calendar { (unfolded(&sub), unfolded(&top)) } else { (sub, top) };
        let moved = sub.replace("https://example.vn/phuong/nho/", "https://khac.example/");
        let moved = if calendar { moved.replace("@example.vn\r\n", "@khac.example\r\n") } else { moved };
        assert!(moved == top || (absolute && plain(&moved) == plain(&top)), "{file} differs in more than its address");
    }
}

/// A page without what is computed of its address: the QR codes on its printed form, and the hash of its linked data.
fn without_codes(html: &str) -> String {
    without(&without(html, "<svg class=\"qr\"", "</svg>"), "'sha256-", "'")
}

/// The text without each piece from `from` to the next `to`.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut parts = text.split(from);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once(to).map_or(part, |(_, after)| after));
    }
    out
}

fn unfolded(calendar: &str) -> String {
    calendar.replace("\r\n ", "")
}

#[test]
fn the_sample_site_is_clean_on_every_day() {
    let root = repository();
    for day in DAYS {
        let site = Site::empty().today(day);
        let out = site.path().join("dist").display().to_string();
        let root = root.display().to_string();
        site.run(["-C", &root, "build", "--out", &out]).exits(0).tells_only(&[]);
        site.run(["-C", &root, "check"]).exits(0).tells_only(&[]).says("không có lỗi");
        let dist = site.dist();
        assert!(dist.contains_key("portal/index.html") && dist.contains_key("radio/schedule.json"), "{day}");
        broken_links(&dist, "/");
        let schedule: serde_json::Value =
            serde_json::from_str(&site.built("radio/schedule.json")).expect("schedule.json is JSON");
        let weeks = schedule["weeks"].as_array().expect("a list of weeks");
        // A week that has begun comes before the four.
        assert!((4..=5).contains(&weeks.len()), "{day}: {} weeks", weeks.len());
        for week in &weeks[weeks.len() - 4..] {
            assert!(week["programmes"].as_array().is_some_and(|list| list.len() >= 2), "{day}: {week:#}");
        }
        let digits = dist.iter().filter(|(path, _)| path.starts_with("radio/") && path.ends_with(".txt"));
        for (path, bytes) in digits {
            let text = String::from_utf8_lossy(bytes);
            let line = text.lines().find(|line| line.chars().any(char::is_numeric));
            assert!(line.is_none(), "{day} {path}: {line:?}");
        }
    }
}

#[test]
fn the_sample_site_is_the_same_from_another_folder() {
    let here = Site::empty();
    let out = here.path().join("dist").display().to_string();
    here.run(["-C", &repository().display().to_string(), "build", "--out", &out]).exits(0);
    let mut other = Site::empty();
    for folder in ["content", "themes"] {
        for (path, bytes) in snapshot(&repository().join(folder)) {
            if !path.ends_with('/') {
                other = other.file(&format!("{folder}/{path}"), bytes);
            }
        }
    }
    let other = other.file("loa.toml", std::fs::read(repository().join("loa.toml")).expect("loa.toml"));
    other.run(["build"]).exits(0);
    same(&here.dist(), &other.dist());
}

/// Looks at every link of every page: each leads to a file that is there and to a place in it; none is from the root but
/// on the page of errors; nothing is fetched from elsewhere.
#[track_caller]
fn broken_links(dist: &Snapshot, prefix: &str) {
    let pages: BTreeMap<&str, String> = dist
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes).into_owned()))
        .collect();
    assert!(pages.len() > 10, "hardly any page was built");
    let mut wrong = Vec::new();
    let mut links = 0;
    for (path, html) in &pages {
        for (tag, name, value) in attributes(html) {
            let value = value.replace("&amp;", "&");
            let loads = name != "href" || (tag == "link" && !is_named(html, &value));
            let elsewhere = value.starts_with("http:") || value.starts_with("https:") || value.starts_with("//");
            if elsewhere {
                if loads {
                    wrong.push(format!("{path}: <{tag} {name}> loads from {value}"));
                }
                continue;
            }
            if ["tel:", "mailto:", "sms:", "data:"].iter().any(|scheme| value.starts_with(scheme)) {
                continue;
            }
            links += 1;
            let (file, anchor) = value.split_once('#').unwrap_or((&value, ""));
            let file = decode(file.split('?').next().unwrap_or_default());
            let target = if let Some(rooted) = file.strip_prefix(prefix).filter(|_| *path == "portal/404.html") {
                let index = if rooted.is_empty() || rooted.ends_with('/') { "index.html" } else { "" };
                Some(format!("portal/{rooted}{index}"))
            } else if file.starts_with('/') {
                wrong.push(format!("{path}: {value} begins at the root"));
                continue;
            } else if file.is_empty() {
                Some((*path).to_owned())
            } else {
                resolve(path, &file)
            };
            match target.as_deref().and_then(|target| dist.get_key_value(target)) {
                None => wrong.push(format!("{path}: {value} leads nowhere ({target:?})")),
                Some((target, _)) if !anchor.is_empty() && !anchor.contains('&') => {
                    let anchor = decode(anchor);
                    let there =
                        pages.get(target.as_str()).is_some_and(|html| html.contains(&format!("id=\"{anchor}\"")));
                    if !there {
                        wrong.push(format!("{path}: {target} has no #{anchor}"));
                    }
                }
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {links} links are wrong: {wrong:#?}", wrong.len());
    assert!(links > 50, "only {links} links were looked at");
}

/// Whether an address stands in a `<link>` that only names it and loads nothing.
fn is_named(html: &str, value: &str) -> bool {
    html.lines().any(|line| {
        line.contains(value) && ["rel=\"canonical\"", "rel=\"alternate\""].iter().any(|rel| line.contains(rel))
    })
}

/// Tag, attribute and value of everything that leads or loads.
fn attributes(html: &str) -> Vec<(String, &'static str, String)> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let tag: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        if tag.is_empty() {
            continue;
        }
        let end = end_of_tag(rest);
        for name in ["href", "src", "action", "srcset", "poster"] {
            let mut inside = &rest[..end];
            while let Some(at) = inside.find(&format!("{name}=\"")) {
                let whole = inside[..at].ends_with(char::is_whitespace);
                inside = &inside[at + name.len() + 2..];
                let value = inside.split('"').next().unwrap_or_default();
                if whole {
                    found.push((tag.clone(), name, value.to_owned()));
                }
            }
        }
        rest = &rest[end..];
        if tag == "script" || tag == "style" {
            // What stands inside is no HTML.
            rest = rest.find(&format!("</{tag}")).map_or("", |close| &rest[close..]);
        }
    }
    found
}

fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// A relative address from a file; `None` when it climbs out.
fn resolve(from: &str, to: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let folder = if to.ends_with('/') { "/index.html" } else { "" };
    Some(format!("{}{folder}", parts.join("/")))
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2)).flatten().and_then(|code| std::str::from_utf8(code).ok());
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).expect("an address in UTF-8")
}

#[test]
fn the_scanner_sees_links() {
    let found = attributes(
        "<a title=\">\" href=\"x\">y</a><script src=\"z\">\"<a href='no'>\"</script><img data-src=\"no\" src=\"i\">",
    );
    let found: Vec<(&str, &str, &str)> = found.iter().map(|(a, b, c)| (a.as_str(), *b, c.as_str())).collect();
    assert_eq!(found, [("a", "href", "x"), ("script", "src", "z"), ("img", "src", "i")]);
    assert_eq!(resolve("portal/a/b/index.html", "../c/").as_deref(), Some("portal/a/c/index.html"));
}

#[test]
fn a_build_of_what_was_built_already_touches_nothing_and_says_the_same() {
    let site = station();
    let first = site.run(["build"]).exits(0);
    let written = |site: &Site| {
        let page = site.path().join("dist/portal/index.html");
        page.metadata().and_then(|meta| meta.modified()).expect("the home page")
    };
    let (dist, time) = (site.dist(), written(&site));
    let again = site.run(["build", "--timings"]).exits(0).says(" 0 tệp mới hoặc đổi");
    assert_eq!((first.told.len(), time), (again.told.len(), written(&site)));
    assert!(!again.err.contains("render"), "it was built again:\n{}", again.err);
    same(&dist, &site.dist());
    site.run(["build", "--verify"]).exits(0).untouched();
    // Whatever somebody does to the output, or wants otherwise, is seen.
    let home = site.path().join("dist/portal/index.html");
    std::fs::write(&home, "khác").expect("a file to write");
    std::fs::write(site.path().join("dist/portal/la.html"), "lạ").expect("a file to write");
    std::fs::remove_file(site.path().join("dist/radio/index.html")).expect("a file to remove");
    let verified = site.run(["build", "--verify"]).exits(1);
    for path in ["portal/index.html", "portal/la.html", "radio/index.html"] {
        assert!(verified.err.contains(&format!("khác: {path}\n")), "{path} is not named:\n{}", verified.err);
    }
    site.run(["build"]).exits(0);
    same(&dist, &site.dist());
    let later = site.run(["build", "--weeks", "5"]).exits(0);
    assert!(later.err.contains("render") || site.dist() != dist, "other weeks are taken for the same");
    // A cache that was damaged or is gone counts for nothing.
    site.run(["build"]).exits(0);
    for damage in [&b"{"[..], b""] {
        std::fs::write(site.path().join(".cache/loa/receipt.json"), damage).expect("a file to write");
        site.run(["build"]).exits(0);
        same(&dist, &site.dist());
    }
    std::fs::remove_dir_all(site.path().join(".cache")).expect("a folder to remove");
    let site = site.file("content/moi.md", crate::harness::page("Bài mới.\n"));
    site.run(["build"]).exits(0);
    assert!(site.dist().contains_key("portal/moi/index.html"), "a new page is not seen");
}
