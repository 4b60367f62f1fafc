//! `loa watch` as a browser and an editor meet it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::{Site, differences, page, tell};
use crate::made::{large, station};

/// A change must be seen in this time, on a machine that is busy with other tests.
const SOON: Duration = Duration::from_secs(10);

/// A running `loa watch`, stopped when dropped.
struct Watching {
    site: Site,
    child: Child,
    address: String,
    said: Arc<Mutex<String>>,
    /// What stood on standard output: with `--json`, a line for each build.
    told: Arc<Mutex<String>>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn hear(from: impl Read + Send + 'static) -> Arc<Mutex<String>> {
    let said = Arc::new(Mutex::new(String::new()));
    let heard = Arc::clone(&said);
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
            heard.push_str(&line);
            heard.push('\n');
        }
    });
    said
}

impl Watching {
    fn start(site: Site) -> Self {
        Self::with(site, &["--port", "0"])
    }

    fn with(site: Site, arguments: &[&str]) -> Self {
        let mut command = site.command();
        let mut child = command.arg("watch").args(arguments).spawn().expect("the program `loa` can be started");
        let said = hear(child.stderr.take().expect("its standard error"));
        let told = hear(child.stdout.take().expect("its standard output"));
        let mut watching = Self { site, child, address: String::new(), said, told };
        let end = Instant::now() + Duration::from_secs(30);
        watching.address = loop {
            let said = watching.said() + &watching.told();
            if let Some((address, _)) = said.rsplit_once("http://").and_then(|(_, after)| after.split_once('/')) {
                break address.to_owned();
            }
            let ended = watching.child.try_wait().expect("a child of ours");
            assert!(ended.is_none() && Instant::now() < end, "`loa watch` does not start ({ended:?}):\n{said}");
            sleep(Duration::from_millis(20));
        };
        watching
    }

    fn said(&self) -> String {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn told(&self) -> String {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// With `--json`: all builds so far.
    fn builds(&self) -> Vec<Value> {
        self.told().lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }

    /// With `--json`: waits for a build that is told of `path`, after the first `seen` ones.
    #[track_caller]
    fn build_of(&self, path: &str, seen: usize) -> Value {
        let names = |build: &Value| build["changed"].as_array().is_some_and(|all| all.iter().any(|one| one == path));
        self.until(SOON, |watching| watching.builds().into_iter().skip(seen).find(names))
    }

    /// Asks again and again until there is an answer.
    #[track_caller]
    fn until<T>(&self, time: Duration, ask: impl Fn(&Self) -> Option<T>) -> T {
        let end = Instant::now() + time;
        loop {
            if let Some(answer) = ask(self) {
                return answer;
            }
            assert!(Instant::now() < end, "nothing came within {time:?}; loa said:\n{}{}", self.said(), self.told());
            sleep(Duration::from_millis(20));
        }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Asks with more header lines; a `Host` among them replaces the usual one.
    fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = if headers.contains("Host:") { String::new() } else { format!("Host: {}\r\n", self.address) };
        let mut stream = self.connect();
        write!(stream, "{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n").expect("a request");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        Answer::read(&bytes)
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_secs(40))).expect("a time limit");
        stream
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.get(path).body).expect("JSON")
    }

    /// What the page at `path` is told when there is a build newer than `version`.
    #[track_caller]
    fn news(&self, path: &str, version: u64) -> Value {
        self.until(SOON * 3, |watching| {
            let news = watching.json(&format!("/__loa/wait?version={version}&path={path}"));
            news["version"].as_u64().is_some_and(|now| now > version).then_some(news)
        })
    }

    /// Waits for a build newer than `version`; returns its version.
    #[track_caller]
    fn newer(&self, version: u64) -> u64 {
        self.news("/", version)["version"].as_u64().expect("a number")
    }

    /// The version that the pages served now bear.
    fn version(&self) -> u64 {
        self.given("version").parse().expect("a number")
    }

    /// What the home page gives its script.
    fn given(&self, name: &str) -> String {
        let body = self.get("/").body;
        let (_, after) = body.split_once(&format!("data-{name}=\"")).expect("the page bears it");
        after.split('"').next().expect("a value").to_owned()
    }

    fn problems(&self) -> Vec<Value> {
        self.json("/__loa/problems")["problems"].as_array().expect("a list").clone()
    }

    /// Saves as editors do: a new file beside the old one, then a rename over it.
    fn save(&self, path: &str, text: &str) {
        let path = self.site.path().join(path);
        let beside = path.with_extension("md~");
        fs::write(&beside, text).expect("a file beside");
        fs::rename(beside, path).expect("a rename");
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.site.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    #[cfg(unix)]
    fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.child.id().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()), "no signal can be sent");
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        Self { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }
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
    watching.until(SOON, |watching| watching.problems().is_empty().then_some(()));

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
    let problems = watching.until(SOON, |watching| Some(watching.problems()).filter(|problems| !problems.is_empty()));
    let one = &problems[0];
    assert!(one["code"] == "L0203" && one["file"] == "content/bai.md", "{one}");
    assert!(one["line"] == 7 && one["column"] == 5 && one["excerpt"]["before"] == "Xem ", "{one}");
    let link = one["link"].as_str().expect("a link");
    assert!(link.starts_with("vscode://file/") && link.ends_with("content/bai.md:7:5"), "{link}");
    watching.until(SOON, |watching| watching.said().contains("content/bai.md:7:5").then_some(()));
    assert!(watching.get("/bai/").body.contains("Lời đầu."), "the last good page is gone");

    watching.save("content/bai.md", &page("Đã sửa.\n"));
    watching.newer(version);
    watching.until(SOON, |watching| watching.problems().is_empty().then_some(()));
    watching.until(SOON, |watching| watching.get("/bai/").body.contains("Đã sửa.").then_some(()));
}

#[test]
fn it_starts_with_a_broken_site_and_recovers() {
    let watching = Watching::start(site().file("loa.toml", "base_url = \n"));
    let problems = watching.until(SOON, |watching| Some(watching.problems()).filter(|problems| !problems.is_empty()));
    assert!(problems[0]["code"] == "L0302" && problems[0]["file"] == "loa.toml", "{problems:?}");
    let shown = watching.get("/");
    assert!(shown.status == 404 && shown.body.contains("/__loa/reload.js"), "{}", shown.body);
    fs::write(watching.site.path().join("loa.toml"), crate::harness::CONFIG).expect("a save");
    watching.until(SOON, |watching| watching.get("/bai/").body.contains("Lời đầu.").then_some(()));
    watching.until(SOON, |watching| watching.problems().is_empty().then_some(()));
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
        "/.loa",
        "/__loa/",
        "/__loa/radio/../portal/index.html",
        "/__loa/radio/%2e%2e/portal/index.html",
    ] {
        let answer = watching.get(path);
        assert!(matches!(answer.status, 400 | 403 | 404), "{path}: {}", answer.status);
        assert!(!answer.body.contains("BÍ MẬT") && !answer.body.contains("root:"), "{path} is served");
    }
    // A page of another site, through a name that leads to this machine, reads nothing; not its mistakes either.
    for path in ["/", "/bai/", "/__loa/problems", "/__loa/wait?version=0", "/__loa/page?path=/bai/", "/__loa/radio/"] {
        assert_eq!(watching.ask("GET", path, "Host: ke-gian.example\r\n").status, 403, "{path}");
    }
    assert_eq!(watching.ask("GET", "/bai/", "Host: localhost:1111\r\n").status, 200);
    assert_eq!(watching.get("/bai").status, 307);
    assert_eq!(watching.get("//bai").status, 307);
    assert!(watching.get("//bai").head.contains("location: /bai/"), "it leads to another server");
    assert_eq!(watching.ask("POST", "/bai/", "").status, 405);
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

#[test]
fn a_style_sheet_is_told_apart_from_a_page_and_from_a_picture() {
    let watching = Watching::start(site().file("content/anh.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"));
    let version = watching.version();
    let before = watching.news("/bai/", 0);
    watching.write("themes/phuong/static/style.css", "body { color: #123456 }\n");
    let after = watching.news("/bai/", version);
    assert_eq!(before["page"], after["page"], "the page is loaded anew for a style sheet");
    assert_eq!(before["assets"], after["assets"]);
    assert!(before["styles"] != after["styles"] && after["styles"].as_array().is_some_and(|all| all.len() == 1));
    let style = after["styles"][0].as_str().expect("an address").trim_start_matches("..").to_owned();
    assert!(watching.get(&style).body.contains("#123456"), "{style}");

    let version = after["version"].as_u64().expect("a number");
    watching.write("content/anh.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>2</title></svg>\n");
    // The end of the build before may be told in between.
    let picture = watching
        .until(SOON, |watching| Some(watching.news("/bai/", version)).filter(|news| news["assets"] != after["assets"]));
    assert_eq!(picture["page"], after["page"]);
    assert_eq!(watching.given("assets"), picture["assets"].to_string());

    let version = picture["version"].as_u64().expect("a number");
    watching.save("content/bai.md", &page("Lời khác.\n"));
    let other = watching
        .until(SOON, |watching| Some(watching.news("/bai/", version)).filter(|news| news["page"] != picture["page"]));
    assert_eq!(other["assets"], picture["assets"]);
}

#[test]
fn the_panel_knows_how_long_a_page_is_on_air_and_the_radio_side_follows() {
    let watching = Watching::start(Site::fixture("nho"));
    let facts = watching.json("/__loa/page?path=%2Fcong%2Fcanh-bao%2Fma-otp%2F");
    assert_eq!(facts["source"]["file"], "content/canh-bao/ma-otp.md");
    let length = |facts: &Value, rate: &str| facts["length"][rate]["ms"].as_u64().expect("a time");
    assert!(length(&facts, "low") < length(&facts, "likely") && length(&facts, "likely") < length(&facts, "high"));
    assert_eq!((&facts["slot"]["min"], &facts["slot"]["max"]), (&"1:00".into(), &"3:00".into()));
    // As `loa time` has it, for this station has no log yet.
    let time = watching.site.copy().run(["time", "content/canh-bao/ma-otp.md", "--format", "json"]).exits(0).out;
    let time: Value = serde_json::from_str(&time).expect("JSON");
    assert_eq!(time["files"][0]["likely_ms"].as_u64(), Some(length(&facts, "likely")));
    assert_eq!(time["files"][0]["syllables"], facts["length"]["syllables"]);
    let programme = &facts["programmes"][0];
    assert!(programme["fits"] == true, "{facts}");
    let script = watching.get(programme["script"].as_str().expect("an address"));
    assert!(script.status == 200 && script.body.contains("/__loa/reload.js"), "{}", script.body);
    assert!(script.body.contains("connect-src 'self'"), "its own policy forbids what we add");
    for form in ["txt", "docx"] {
        let name = programme["script"].as_str().expect("an address").replace(".html", &format!(".{form}"));
        let answer = watching.get(&name);
        let draft = watching.get(&name.replace(".txt", ".CHUA-DUYET.txt"));
        assert!(answer.status == 200 || draft.status == 200, "{name}");
    }
    assert_eq!(watching.get("/__loa/radio").status, 307);
    assert!(watching.get("/__loa/radio/").body.contains("/__loa/reload.js"));
    let published = watching.site.built("radio/index.html");
    assert!(!published.contains("__loa") && !published.contains("script-src"), "the script is in what is printed");

    let version = watching.version();
    let file = watching.site.path().join("content/canh-bao/ma-otp.md");
    let text = fs::read_to_string(&file).expect("a page") + "\nBà con nhớ gọi lại số chính thức. Mẫu mã QZXW lạ.\n";
    fs::write(&file, text).expect("a save");
    watching.newer(version);
    let later = watching.json("/__loa/page?path=/canh-bao/ma-otp/");
    assert!(length(&later, "likely") > length(&facts, "likely") + 2000, "{later}");
    let doubt = &later["doubts"][0];
    assert!(doubt["code"] == "L0504" && doubt["excerpt"]["marked"] == "QZXW", "{later}");
    // The programme follows, a moment after the page.
    watching.until(SOON, |watching| {
        let page = watching.json("/__loa/page?path=/canh-bao/ma-otp/");
        let script = page["programmes"][0]["script"].as_str().expect("an address").to_owned();
        watching.get(&script).body.contains("QZXW").then_some(())
    });
    // What no file speaks for has nothing to tell; what is not there neither.
    assert!(watching.json("/__loa/page?path=/khong-co/")["source"].is_null());
}

#[test]
fn a_range_of_a_recording_can_be_asked_for() {
    let sound: String =
        (0..40_000).map(|number| char::from(b'a' + u8::try_from(number % 23).expect("small"))).collect();
    let watching = Watching::start(site().file("content/am.mp3", &sound));
    let whole = watching.get("/am.mp3");
    assert!(
        whole.status == 200 && whole.body == sound && whole.head.contains("accept-ranges: bytes"),
        "{}",
        whole.head
    );
    assert!(whole.head.contains("content-type: audio/mpeg") && whole.head.contains("no-store"), "{}", whole.head);
    let part = watching.ask("GET", "/am.mp3", "Range: bytes=100-199\r\n");
    assert!(part.status == 206 && part.body == sound[100..200], "{}", part.head);
    assert!(part.head.contains("content-range: bytes 100-199/40000"), "{}", part.head);
    let end = watching.ask("GET", "/am.mp3", "Range: bytes=-10\r\n");
    assert!(end.status == 206 && end.body == sound[39_990..], "{}", end.head);
    let beyond = watching.ask("GET", "/am.mp3", "Range: bytes=40000-\r\n");
    assert!(beyond.status == 416 && beyond.head.contains("content-range: bytes */40000"), "{}", beyond.head);
    assert_eq!(watching.ask("GET", "/am.mp3", "Range: bytes=0-1,5-6\r\n").body.len(), 40_000);
    let head = watching.ask("HEAD", "/am.mp3", "");
    assert!(head.status == 200 && head.body.is_empty() && head.head.contains("content-length: 40000"), "{}", head.head);
    let head = watching.ask("HEAD", "/bai/", "");
    assert!(head.status == 200 && head.body.is_empty(), "{}", head.body);
}

#[cfg(unix)]
#[test]
fn an_editor_is_opened_only_for_a_page_of_ours() {
    let made = tempfile::tempdir().expect("a folder");
    let editor = format!("cp {{file}} '{}/dòng {{line}} cột {{column}}'", made.path().display());
    let watching = Watching::with(site(), &["--port", "0", "--editor", &editor]);
    let token = watching.given("token");
    let host = format!("http://{}", watching.address);
    let ask = |path: &str, headers: &str| watching.ask("POST", path, &format!("{headers}Content-Length: 0\r\n")).status;
    let right = format!("x-loa-token: {token}\r\n");
    let place = "/__loa/open?file=content%2Fbai.md&line=7&column=5";
    assert_eq!(ask(place, ""), 403);
    assert_eq!(ask(place, "x-loa-token: 0123456789abcdef0123456789abcdef\r\n"), 403);
    assert_eq!(ask(place, &format!("{right}Origin: http://ke-gian.example\r\n")), 403);
    assert_eq!(ask(place, &format!("{right}Host: ke-gian.example\r\n")), 403);
    assert_eq!(watching.ask("GET", place, &right).status, 405);
    for path in ["../bi-mat", "/etc/passwd", "content/../../x", "content", "dist/portal/index.html", "content/khong.md"]
    {
        assert_eq!(ask(&format!("/__loa/open?file={path}"), &right), 404, "{path}");
    }
    assert_eq!(fs::read_dir(made.path()).expect("the folder").count(), 0, "something was opened all the same");
    assert_eq!(ask(place, &format!("{right}Origin: {host}\r\n")), 204);
    watching.until(SOON, |_| made.path().join("dòng 7 cột 5").exists().then_some(()));
    for script in ["/__loa/reload.js", "/__loa/panel.js"] {
        assert!(!watching.get(script).body.contains(&token), "other sites can load {script}");
    }
    // Without the option there is no token, and nothing is run.
    let without = Watching::start(site());
    assert!(!without.get("/").body.contains("data-token"));
    assert_eq!(without.ask("POST", place, &format!("{right}Content-Length: 0\r\n")).status, 403);
}

#[test]
fn each_change_is_one_line_and_nothing_happens_without_one() {
    let watching = Watching::with(site(), &["--port", "0", "--json"]);
    let first = &watching.builds()[0];
    assert!(first["build"] == 1 && first["published"] == true && first["errors"] == 0, "{first}");
    assert!(first["address"] == format!("http://{}/", watching.address), "{first}");
    watching.save("content/bai.md", &page("Lời sau.\n"));
    let build = watching.build_of("content/bai.md", 1);
    assert_eq!(build["changed"], serde_json::json!(["content/bai.md"]));
    let written: BTreeSet<&str> =
        build["written"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(written.contains("portal/bai/index.html"), "{build}");
    watching.save("content/bai.md", &page("Xem [kia](khong-co.md).\n"));
    let build = watching.until(SOON, |watching| watching.builds().get(2).cloned());
    assert!(build["published"] == false && build["errors"] == 1, "{build}");
    assert!(build["messages"][0]["code"] == "L0203" && build["messages"][0]["line"] == 7, "{build}");
    assert!(watching.said().is_empty(), "{}", watching.said());
    // Neither its own reading nor its own writing wakes it.
    let count = watching.builds().len();
    drop(fs::read(watching.site.path().join("content/bai.md")));
    watching.write("content/~$bai.docx", "Word");
    watching.write("content/.bai.md.swp", "vim");
    watching.write("content/bai.md.tmp", "ai đó");
    sleep(Duration::from_millis(50));
    watching.save("content/bai.md", &page("Đã sửa.\n"));
    watching.until(SOON, |watching| watching.builds().get(count).cloned());
    sleep(Duration::from_millis(50));
    assert_eq!(watching.builds().len(), count + 1, "{}", watching.told());
}

#[test]
fn the_terminal_shows_a_quiet_line_and_errors_in_full() {
    let watching = Watching::start(site());
    let said = || watching.said();
    watching.save("content/bai.md", &page("Lời sau.\n"));
    let line =
        watching.until(SOON, |_| said().lines().find(|line| line.starts_with("content/bai.md: ")).map(str::to_owned));
    assert!(line.contains(" trang, ") && line.ends_with(" ms"), "{line}");
    watching.save("content/bai.md", &page("Xem [kia](khong-co.md).\n"));
    watching.until(SOON, |_| said().contains("content/bai.md: không đăng gì, ").then_some(()));
    assert!(said().contains("lỗi[L0203]") && said().contains("Xem [kia]"), "{}", said());
}

#[test]
fn a_taken_port_leads_to_the_next_one() {
    let first = Watching::start(site());
    let port = first.address.rsplit_once(':').expect("a port").1.to_owned();
    let second = Watching::with(site(), &["--port", &port]);
    assert_ne!(first.address, second.address);
    let [one, other] = [&first, &second].map(|watching| {
        watching.address.rsplit_once(':').and_then(|(_, port)| port.parse::<u16>().ok()).expect("a number")
    });
    assert!(other > one && other <= one + 20, "{one} {other}");
    assert_eq!(second.get("/bai/").status, 200);
}

#[test]
fn others_may_look_only_when_asked_for_and_warned_of() {
    let watching = Watching::with(site(), &["--port", "0", "--host", "0.0.0.0", "--editor", "code"]);
    assert!(watching.said().contains("cảnh báo: mọi máy trong mạng"), "{}", watching.said());
    assert_eq!(watching.get("/bai/").status, 200);
    assert_eq!(watching.ask("GET", "/bai/", "Host: 192.168.1.5:1111\r\n").status, 200);
    assert_eq!(watching.ask("GET", "/bai/", "Host: ke-gian.example\r\n").status, 403);
    let named = Watching::with(site(), &["--port", "0", "--host", "localhost"]);
    assert!(!named.said().contains("cảnh báo: mọi máy"), "{}", named.said());
    site().run(["watch", "--port", "0", "--host", "khong.co.may.nay.invalid"]).exits(2);
}

#[test]
fn hundreds_of_files_at_once_are_few_builds() {
    let watching = Watching::with(site(), &["--port", "0", "--json"]);
    for number in 0..300 {
        watching.write(&format!("content/muc/bai-{number}.md"), page("Một bài.\n"));
    }
    watching.until(SOON * 3, |watching| (watching.get("/muc/bai-299/").status == 200).then_some(()));
    watching.until(SOON, |watching| (watching.get("/muc/bai-0/").status == 200).then_some(()));
    let builds = watching.builds().len();
    assert!(builds <= 6, "{builds} builds");
    fs::remove_dir_all(watching.site.path().join("content/muc")).expect("a folder");
    watching.until(SOON, |watching| (watching.get("/muc/bai-299/").status == 404).then_some(()));
}

#[cfg(target_os = "linux")]
#[test]
fn lost_events_cost_nothing() {
    let watching = Watching::with(site().file("content/hai.md", page("Hai.\n")), &["--port", "0", "--json"]);
    let queue: usize = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events")
        .ok()
        .and_then(|number| number.trim().parse().ok())
        .expect("the length of the queue");
    watching.signal("-STOP");
    // Each write is three events or four; two files by turns, for the system takes equal ones together.
    for number in 0..queue / 2 {
        watching.write(if number % 2 == 0 { "content/.a.swp" } else { "content/.b.swp" }, "chữ");
    }
    watching.save("content/bai.md", &page("Không ai báo bài này đã đổi.\n"));
    watching.write("content/moi/trang.md", page("Trang mới.\n"));
    watching.signal("-CONT");
    watching.until(SOON, |watching| watching.get("/bai/").body.contains("Không ai báo").then_some(()));
    watching.until(SOON, |watching| watching.get("/moi/trang/").body.contains("Trang mới").then_some(()));
    // The new folder is watched, though nobody told of it.
    watching.write("content/moi/trang.md", page("Trang mới hơn.\n"));
    watching.until(SOON, |watching| watching.get("/moi/trang/").body.contains("mới hơn").then_some(()));
    let all = |build: &Value| build["everything"] == true && build["build"] != 1;
    watching.until(SOON, |watching| watching.builds().iter().any(all).then_some(()));
}

#[test]
fn files_that_go_away_while_they_are_read_are_no_mistake() {
    let watching = Watching::with(site(), &["--port", "0", "--json"]);
    let end = Instant::now() + Duration::from_secs(1);
    let mut number = 0;
    while Instant::now() < end {
        number += 1;
        let path = format!("content/thoang-{}.md", number % 50);
        watching.write(&path, page("Thoáng qua.\n"));
        if number % 3 != 0 {
            drop(fs::remove_file(watching.site.path().join(&path)));
        }
    }
    for number in 0..50 {
        drop(fs::remove_file(watching.site.path().join(format!("content/thoang-{number}.md"))));
    }
    watching.save("content/bai.md", &page("Cuối cùng.\n"));
    watching.until(SOON, |watching| watching.get("/bai/").body.contains("Cuối cùng.").then_some(()));
    watching.until(SOON, |watching| watching.builds().last().is_some_and(|last| last["errors"] == 0).then_some(()));
    watching.until(SOON, |watching| (!watching.get("/").body.contains("thoang-")).then_some(()));
}

#[test]
fn a_disk_that_tells_nothing_is_looked_at() {
    let watching = Watching::with(site(), &["--port", "0", "--poll"]);
    watching.write("content/moi/trang.md", page("Trang mới.\n"));
    watching.until(SOON, |watching| watching.get("/moi/trang/").body.contains("Trang mới").then_some(()));
    watching.save("content/bai.md", &page("Lời sau.\n"));
    watching.until(SOON, |watching| watching.get("/bai/").body.contains("Lời sau").then_some(()));
}

#[cfg(unix)]
#[test]
fn a_linked_file_is_followed_where_it_lies() {
    let site = site().file("kho/chung.md", page("Lời chung.\n")).with(|folder| {
        std::os::unix::fs::symlink(folder.join("kho/chung.md"), folder.join("content/chung.md")).expect("a link");
    });
    let watching = Watching::start(site);
    assert!(watching.get("/chung/").body.contains("Lời chung."));
    watching.save("kho/chung.md", &page("Lời chung mới.\n"));
    watching.until(SOON, |watching| watching.get("/chung/").body.contains("Lời chung mới.").then_some(()));
}

#[test]
fn who_is_slow_or_asks_too_much_holds_up_nobody() {
    let watching = Watching::start(site());
    let mut half: Vec<TcpStream> = (0..100).map(|_| watching.connect()).collect();
    for (number, stream) in half.iter_mut().enumerate() {
        let said: &[u8] = if number % 2 == 0 { b"GET /bai/ HTTP/1.1\r\nHo" } else { b"" };
        stream.write_all(said).expect("half a request");
    }
    let start = Instant::now();
    assert_eq!(watching.get("/bai/").status, 200);
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    let long = "a".repeat(70_000);
    for (path, headers) in [(format!("/{long}"), String::new()), ("/bai/".to_owned(), format!("X-Long: {long}\r\n"))] {
        let mut stream = watching.connect();
        // The server may hang up before all is sent.
        drop(write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", watching.address));
        let mut bytes = Vec::new();
        drop(stream.read_to_end(&mut bytes));
        assert!(
            bytes.is_empty() || matches!(Answer::read(&bytes).status, 414 | 431),
            "{}",
            String::from_utf8_lossy(&bytes)
        );
    }
    let many: String = (0..200).map(|number| format!("X-{number}: a\r\n")).collect();
    assert_eq!(watching.ask("GET", "/bai/", &many).status, 431);
    for broken in ["\r\n\r\n", "GET\r\n\r\n", "GET /bai/ HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n"] {
        let mut stream = watching.connect();
        drop(stream.write_all(broken.as_bytes()));
        drop(stream.shutdown(std::net::Shutdown::Write));
        drop(stream.read_to_end(&mut Vec::new()));
    }
    assert_eq!(watching.get("/bai/").status, 200);
    // Half a request is waited for ten seconds and no longer.
    half.drain(2..);
    let start = Instant::now();
    for stream in &mut half {
        drop(stream.read_to_end(&mut Vec::new()));
    }
    assert!(start.elapsed() < Duration::from_secs(20), "half a request is waited for {:?}", start.elapsed());
}

/// Sends a request on a connection that stays open, and reads exactly the answer to it.
fn again(stream: &mut TcpStream, address: &str, path: &str) -> (u16, Vec<u8>) {
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n").expect("a request");
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).expect("a head");
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).expect("a head").to_ascii_lowercase();
    let (_, after) = head.split_once("content-length: ").expect("a length");
    let length = after.split_once("\r\n").and_then(|(number, _)| number.parse().ok()).expect("a number");
    let mut body = vec![0; length];
    stream.read_exact(&mut body).expect("as much as was promised");
    (head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status"), body)
}

#[test]
fn ten_thousand_requests_during_rebuilds_meet_whole_pages() {
    const CONNECTIONS: usize = 200;
    const EACH: usize = 50;
    const STRANGERS: usize = 8;
    let text = |number: usize| {
        page(&format!("Lần {number} bắt đầu.\n\n{}\n\nLần {number} kết thúc.\n", "Một câu dài.\n\n".repeat(300)))
    };
    let watching = Watching::with(site().file("content/bai.md", text(0)), &["--port", "0", "--json"]);
    let files = || fs::read_dir(format!("/proc/{}/fd", watching.child.id())).map_or(0, Iterator::count);
    let memory = || {
        let status = fs::read_to_string(format!("/proc/{}/status", watching.child.id())).unwrap_or_default();
        let now = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        now.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0)
    };
    let (before, held) = (files(), memory());
    let (done, wrong) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let (seen, left) = (Mutex::new(BTreeSet::new()), AtomicUsize::new(CONNECTIONS));
    std::thread::scope(|threads| {
        for _ in 0..CONNECTIONS {
            threads.spawn(|| {
                let mut stream = watching.connect();
                for _ in 0..EACH {
                    let (status, body) = again(&mut stream, &watching.address, "/bai/");
                    let body = String::from_utf8_lossy(&body);
                    let number = |end: &str| {
                        let (head, _) = body.split_once(end)?;
                        head.rsplit_once("Lần ").map(|(_, number)| number.to_owned())
                    };
                    let (first, last) = (number(" bắt đầu."), number(" kết thúc."));
                    if status != 200 || first.is_none() || first != last || !body.trim_end().ends_with("</html>") {
                        wrong
                            .lock()
                            .unwrap_or_else(PoisonError::into_inner)
                            .push(format!("{status} {first:?} {last:?}"));
                    }
                    seen.lock().unwrap_or_else(PoisonError::into_inner).extend(first);
                }
                if left.fetch_sub(1, Ordering::SeqCst) == 1 {
                    done.store(true, Ordering::SeqCst);
                }
            });
        }
        for who in 0..STRANGERS {
            let (done, wrong) = (&done, &wrong);
            let watching = &watching;
            threads.spawn(move || {
                for round in who.. {
                    if done.load(Ordering::SeqCst) {
                        break;
                    }
                    if let Some(told) = stranger(watching, round) {
                        wrong.lock().unwrap_or_else(PoisonError::into_inner).push(told);
                    }
                }
            });
        }
        for number in 1.. {
            watching.save("content/bai.md", &text(number));
            sleep(Duration::from_millis(20));
            if done.load(Ordering::SeqCst) {
                break;
            }
        }
    });
    let wrong = wrong.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert!(wrong.is_empty(), "{} wrong answers: {:?}", wrong.len(), &wrong[..wrong.len().min(5)]);
    let seen = seen.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert!(seen.len() > 1, "nothing was rebuilt meanwhile: {seen:?}");
    watching.until(SOON, |_| (files() <= before + 10).then_some(()));
    let (now, most) = (memory(), held + 100 * 1024);
    assert!(now <= most, "the server held {held} kB before and holds {now} kB now");
    let (seen, after) = (seen.len(), files());
    tell(&format!("{seen} versions seen; {before} files and {held} kB before, {after} and {now} kB after"));
}

/// One who means no good, each time in another way; tells what was answered wrong. Half a request is left behind open for a
/// moment, and then hung up.
fn stranger(watching: &Watching, round: usize) -> Option<String> {
    let long = "a".repeat(70_000);
    let own = &watching.address;
    let (sent, good): (String, &[u16]) = match round % 10 {
        0 => (format!("GET /bai/ HTTP/1.1\r\nHost: {own}\r\nX-Half"), &[]),
        1 => (String::new(), &[]),
        2 => (format!("GET /{long} HTTP/1.1\r\nHost: {own}\r\n\r\n"), &[414, 431]),
        3 => (format!("GET /bai/ HTTP/1.1\r\nHost: {own}\r\nX: {long}\r\n\r\n"), &[431]),
        4 => ("GET /bai/ HTTP/1.1\r\nHost: ke-gian.example\r\nConnection: close\r\n\r\n".to_owned(), &[403]),
        5 => (format!("GET /%2e%2e/loa.toml HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"), &[404]),
        6 => (format!("GET /..%2f..%2floa.toml HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"), &[404]),
        7 => (format!("POST /__loa/open?file=loa.toml HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"), &[403]),
        8 => (format!("GET /bai/ HTTP/1.1\r\nHost: {own}\r\nHost: x\r\nConnection: close\r\n\r\n"), &[400, 403]),
        _ => ("\u{0}\u{1}\u{2} /bai/\r\n\r\n".to_owned(), &[400]),
    };
    let mut stream = watching.connect();
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit");
    // The server may hang up before all is sent.
    drop(stream.write_all(sent.as_bytes()));
    if good.is_empty() {
        sleep(Duration::from_millis(20));
        return None;
    }
    let mut bytes = Vec::new();
    drop(stream.read_to_end(&mut bytes));
    let status = if bytes.is_empty() { 0 } else { Answer::read(&bytes).status };
    let secret = bytes.windows(8).any(|some| some == b"base_url");
    (status != 0 && !good.contains(&status) || secret).then(|| format!("{status} to a stranger, round {round}"))
}

#[test]
fn a_page_may_wait_for_long_and_others_are_served() {
    let watching = Watching::start(site());
    let version = watching.version();
    std::thread::scope(|threads| {
        let waiting: Vec<_> =
            (0..50).map(|_| threads.spawn(|| watching.news("/bai/", version)["version"].as_u64())).collect();
        assert_eq!(watching.get("/bai/").status, 200);
        watching.save("content/bai.md", &page("Lời sau.\n"));
        for thread in waiting {
            assert!(thread.join().expect("an answer").is_some_and(|now| now > version));
        }
    });
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_a_whole_folder() {
    let versions = [large(0), large(1)];
    let write = |site: &Site, version: usize| {
        for (path, text) in &versions[version] {
            let path = site.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a source file");
        }
        for (path, _) in
            versions[1 - version].iter().filter(|(path, _)| versions[version].iter().all(|(other, _)| other != path))
        {
            drop(fs::remove_file(site.path().join(path)));
        }
    };
    let mut clean = Vec::new();
    for version in 0..2 {
        let site = Site::empty();
        write(&site, version);
        site.run(["build", "--quiet"]);
        clean.push(site.dist());
    }
    let site = Site::empty();
    write(&site, 0);
    let mut watching = Watching::with(site, &["--port", "0", "--quiet", "--json"]);
    write(&watching.site, 1);
    // Somewhere within the build that follows.
    watching.until(SOON, |watching| watching.site.path().join("dist/.staging").exists().then_some(()));
    watching.signal("-INT");
    let end = Instant::now() + Duration::from_secs(60);
    let status = loop {
        if let Some(status) = watching.child.try_wait().expect("a child of ours") {
            break status;
        }
        assert!(Instant::now() < end, "it does not stop");
        sleep(Duration::from_millis(10));
    };
    assert!(status.success(), "{status}");
    let left = watching.site.dist();
    let far: Vec<usize> = clean.iter().map(|clean| differences(clean, &left).len()).collect();
    assert!(far.contains(&0), "it is neither the old site nor the new: {far:?} files differ");
}

#[test]
fn saving_an_article_changes_the_programme_it_is_in() {
    let watching = Watching::with(station(), &["--port", "0", "--json"]);
    let first = watching.builds()[0].clone();
    assert!(first["programmes"].as_u64().is_some_and(|count| count > 0), "{first}");
    let schedule: Value = watching.json("/__loa/radio/schedule.json");
    let id = schedule["weeks"][0]["programmes"][0]["id"].as_str().expect("an id").to_owned();
    assert!(watching.get("/__loa/radio/").body.contains(&id));
}
