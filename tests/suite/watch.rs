//! `loa watch` as a browser and an editor meet it.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::harness::{Site, page};

/// A change must be seen in this time.
const SOON: Duration = Duration::from_secs(3);

/// A running `loa watch`, stopped when dropped.
struct Watching {
    site: Site,
    child: Child,
    address: String,
    said: Arc<Mutex<String>>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Watching {
    fn start(site: Site) -> Self {
        let mut child = site
            .command()
            .args(["watch", "--port", "0"])
            .stdout(Stdio::null())
            .spawn()
            .expect("the program `loa` can be started");
        let errors = child.stderr.take().expect("its standard error");
        let said = Arc::new(Mutex::new(String::new()));
        let heard = Arc::clone(&said);
        std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
                heard.push_str(&line);
                heard.push('\n');
            }
        });
        let mut watching = Self { site, child, address: String::new(), said };
        let end = Instant::now() + Duration::from_secs(20);
        let found = loop {
            let said = watching.said();
            if let Some((address, _)) = said.split_once("http://").and_then(|(_, after)| after.split_once('/')) {
                break address.to_owned();
            }
            let ended = watching.child.try_wait().expect("a child of ours");
            assert!(ended.is_none() && Instant::now() < end, "`loa watch` does not start ({ended:?}):\n{said}");
            sleep(Duration::from_millis(20));
        };
        watching.address = found;
        watching
    }

    fn said(&self) -> String {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks again and again until there is an answer.
    #[track_caller]
    fn until<T>(&self, time: Duration, ask: impl Fn(&Self) -> Option<T>) -> T {
        let end = Instant::now() + time;
        loop {
            if let Some(answer) = ask(self) {
                return answer;
            }
            assert!(Instant::now() < end, "nothing came within {time:?}; loa said:\n{}", self.said());
            sleep(Duration::from_millis(20));
        }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(path, &self.address)
    }

    fn ask(&self, path: &str, host: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("a request");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    /// Waits for a build newer than `version`, as an open page does; returns its version.
    #[track_caller]
    fn newer(&self, version: u64) -> u64 {
        let start = Instant::now();
        let answer = self.get(&format!("/__loa/wait?{version}"));
        assert!(start.elapsed() < SOON, "a change was seen after {:?}; loa said:\n{}", start.elapsed(), self.said());
        let now = answer.body.trim().parse().expect("a number");
        assert!(now > version, "nothing new after version {version}; loa said:\n{}", self.said());
        now
    }

    /// The version that the pages served now bear.
    fn version(&self) -> u64 {
        let body = self.get("/").body;
        let (_, after) = body.split_once("data-version=\"").expect("the page bears its version");
        after.split('"').next().and_then(|number| number.parse().ok()).expect("a number")
    }

    /// Saves as editors do: a new file beside the old one, then a rename over it.
    fn save(&self, path: &str, text: &str) {
        let path = self.site.path().join(path);
        let beside = path.with_extension("md~");
        fs::write(&beside, text).expect("a file beside");
        fs::rename(beside, path).expect("a rename");
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

fn site() -> Site {
    Site::new().file("content/bai.md", page("Lời đầu.\n"))
}

#[test]
fn a_page_is_served_and_follows_its_file() {
    let watching = Watching::start(site());
    let first = watching.get("/bai/");
    assert_eq!(first.status, 200);
    assert!(first.head.contains("text/html; charset=utf-8") && first.head.contains("no-store"), "{}", first.head);
    assert!(first.body.contains("Lời đầu.") && first.body.contains("/__loa/reload.js"), "{}", first.body);
    assert!(!watching.site.built("portal/bai/index.html").contains("__loa"), "the script is in what will be published");
    assert_eq!(watching.get("/__loa/reload.js").status, 200);
    watching.until(SOON, |watching| watching.get("/__loa/problems").body.is_empty().then_some(()));

    let version = watching.version();
    watching.save("content/bai.md", &page("Lời sau.\n"));
    let version = watching.newer(version);
    watching.until(SOON, |watching| watching.get("/bai/").body.contains("Lời sau.").then_some(()));

    fs::write(watching.site.path().join("content/bai.md"), page("Ghi đè.\n")).expect("a save in place");
    watching.newer(version);
    watching.until(SOON, |watching| watching.get("/bai/").body.contains("Ghi đè.").then_some(()));
}

#[test]
fn a_mistake_is_shown_and_goes_when_it_is_mended() {
    let watching = Watching::start(site());
    let version = watching.version();
    watching.save("content/bai.md", &page("Xem [kia](khong-co.md).\n"));
    let version = watching.newer(version);
    let problems = watching
        .until(SOON, |watching| Some(watching.get("/__loa/problems").body).filter(|problems| !problems.is_empty()));
    assert!(problems.contains("L0203") && problems.contains("content/bai.md:7:5"), "{problems}");
    watching.until(SOON, |watching| watching.said().contains("content/bai.md:7:5").then_some(()));
    assert!(watching.get("/bai/").body.contains("Lời đầu."), "the last good page is gone");

    watching.save("content/bai.md", &page("Đã sửa.\n"));
    watching.newer(version);
    watching.until(SOON, |watching| watching.get("/__loa/problems").body.is_empty().then_some(()));
    watching.until(SOON, |watching| watching.get("/bai/").body.contains("Đã sửa.").then_some(()));
}

#[test]
fn it_starts_with_a_broken_site_and_recovers() {
    let watching = Watching::start(site().file("loa.toml", "base_url = \n"));
    let problems = watching
        .until(SOON, |watching| Some(watching.get("/__loa/problems").body).filter(|problems| !problems.is_empty()));
    assert!(problems.contains("L0302") && problems.contains("loa.toml:1"), "{problems}");
    let shown = watching.get("/");
    assert!(shown.status == 404 && shown.body.contains("/__loa/reload.js"), "{}", shown.body);
    fs::write(watching.site.path().join("loa.toml"), crate::harness::CONFIG).expect("a save");
    watching.until(SOON, |watching| watching.get("/bai/").body.contains("Lời đầu.").then_some(()));
    watching.until(SOON, |watching| watching.get("/__loa/problems").body.is_empty().then_some(()));
}

#[test]
fn new_files_and_folders_are_seen_and_old_ones_leave() {
    let watching = Watching::start(site());
    let folder = watching.site.path().join("content/moi/sau");
    fs::create_dir_all(&folder).expect("a new folder");
    fs::write(folder.join("trang.md"), page("Trang mới.\n")).expect("a new file");
    watching.until(SOON, |watching| watching.get("/moi/sau/trang/").body.contains("Trang mới.").then_some(()));
    // The new folder is watched too.
    fs::write(folder.join("hai.md"), page("Trang hai.\n")).expect("a new file");
    watching.until(SOON, |watching| watching.get("/moi/sau/hai/").body.contains("Trang hai.").then_some(()));
    fs::remove_file(folder.join("hai.md")).expect("a file to remove");
    watching.until(SOON, |watching| (watching.get("/moi/sau/hai/").status == 404).then_some(()));
    fs::rename(watching.site.path().join("content/moi"), watching.site.path().join("content/doi")).expect("a rename");
    watching.until(SOON, |watching| (watching.get("/doi/sau/trang/").status == 200).then_some(()));
    watching.until(SOON, |watching| (watching.get("/moi/sau/trang/").status == 404).then_some(()));
}

#[test]
fn a_theme_of_the_site_is_followed() {
    let watching = Watching::start(site());
    let version = watching.version();
    let folder = watching.site.path().join("themes/phuong/templates");
    fs::create_dir_all(&folder).expect("a new folder");
    fs::write(folder.join("page.html"), "<body>Mẫu riêng: {{ page.title }}</body>\n").expect("a new template");
    watching.newer(version);
    watching.until(SOON, |watching| watching.get("/bai/").body.contains("Mẫu riêng: Bài thử").then_some(()));
}

#[test]
fn nothing_else_is_served() {
    let site = site();
    fs::write(site.path().join("bi-mat.txt"), "BÍ MẬT").expect("a file beside the site");
    let watching = Watching::start(site);
    for path in [
        "/../bi-mat.txt",
        "/../../bi-mat.txt",
        "/%2e%2e/%2e%2e/bi-mat.txt",
        "/..%2f..%2fbi-mat.txt",
        "/bai/../../../bi-mat.txt",
        "/..\\..\\bi-mat.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/khong-co/",
        "/%",
        "/%00",
        "/%ff",
    ] {
        let answer = watching.get(path);
        assert!(matches!(answer.status, 400 | 403 | 404), "{path}: {}", answer.status);
        assert!(!answer.body.contains("BÍ MẬT") && !answer.body.contains("root:"), "{path} is served");
    }
    // A page of another site, through a name that leads to this machine, reads nothing; not its mistakes either.
    for path in ["/", "/bai/", "/__loa/problems", "/__loa/wait?0"] {
        assert_eq!(watching.ask(path, "ke-gian.example").status, 403, "{path}");
    }
    assert_eq!(watching.ask("/bai/", "localhost:1111").status, 200);
    assert_eq!(watching.get("/bai").status, 307);
    assert!(watching.address.starts_with("127.0.0.1:"), "{}", watching.address);
}

#[test]
fn links_of_a_site_in_a_sub_path_work_here_too() {
    let config = crate::harness::CONFIG.replace("thu.example/", "thu.example/cong/");
    let watching = Watching::start(site().config(&config));
    assert_eq!(watching.get("/bai/").status, 200);
    assert_eq!(watching.get("/cong/bai/").status, 200);
    let missing = watching.get("/cong/khong-co/");
    assert!(missing.status == 404 && missing.body.contains("\"/cong/"), "{}", missing.body);
}
