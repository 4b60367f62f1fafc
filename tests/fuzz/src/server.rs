//! What holds for the server of `loa watch`, whatever comes in at its door: it answers whole or hangs up, shows nothing from
//! outside the site, opens no file but a source, and goes on.
//!
//! The server is a real one, on a port of this machine: its reader of requests is tested with it.

use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use loa::serve::{News, Server, Settings};

/// Stands in every file that must not be shown.
const SECRET: &str = "khong-duoc-thay-5c1f";

/// A server may take so long, on any machine.
const SLOWEST: Duration = Duration::from_secs(5);

struct Running {
    server: Server,
    address: SocketAddr,
    /// What only the server's own pages know.
    token: String,
    site: PathBuf,
}

/// The files are left behind in the system's folder for such: a fuzzer ends by being ended.
fn running() -> &'static Running {
    static RUNNING: OnceLock<Running> = OnceLock::new();
    RUNNING.get_or_init(|| {
        let outside = std::env::temp_dir().join(format!("loa-fuzz-server-{}", std::process::id()));
        let site = outside.join("trang");
        let write = |path: PathBuf, text: &str| {
            fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
            fs::write(path, text).expect("a file");
        };
        let page = "<!DOCTYPE html><html lang=\"vi\"><head><title>T</title></head><body><p>Chữ.</p></body></html>";
        for name in ["portal/index.html", "portal/bai/index.html", "portal/404.html", "radio/index.html"] {
            write(site.join("dist").join(name), page);
        }
        write(site.join("dist/portal/tep.txt"), &"mười chữ số ".repeat(500));
        write(site.join("dist/radio/schedule.json"), "{}");
        write(site.join("content/bai.md"), "+++\ntitle = \"A\"\ndate = 2026-01-02\n+++\n");
        write(site.join("loa.toml"), "base_url = \"https://thu.example/\"\n");
        for name in [".git/config", "mat.txt", "dist/.loa", "dist/mat.txt", "dist/portal/.loa"] {
            write(site.join(name), SECRET);
        }
        write(outside.join("mat.txt"), SECRET);
        #[cfg(unix)]
        for name in ["dist/portal/loi.txt", "dist/radio/loi.txt", "content/loi.md"] {
            let link = site.join(name);
            if !link.is_symlink() {
                std::os::unix::fs::symlink(outside.join("mat.txt"), link).expect("a link");
            }
        }
        let root = site.canonicalize().expect("the site's folder");
        let editor = move |path: &Path, line: u32, column: u32| {
            let real = path.canonicalize().expect("a file that is there");
            let source = real == root.join("loa.toml") || real.starts_with(root.join("content"));
            assert!(source && line > 0 && column > 0, "an editor was asked for {} {line} {column}", path.display());
        };
        let settings =
            Settings { port: 0, editor: Some(Box::new(editor)), ..Settings::new(site.clone(), site.join("dist")) };
        let server = Server::start(settings).expect("a port of this machine");
        server.built(News { prefix: "/cong/".to_owned(), ..News::default() });
        let address = server.address();
        let home = talk(address, b"GET /cong/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", false);
        let home = String::from_utf8(home.bytes).expect("a page in UTF-8");
        let (_, token) = home.split_once("data-token=\"").expect("the page knows the word");
        let token = token.split('"').next().unwrap_or_default().to_owned();
        Running { server, address, token, site }
    })
}

/// The first byte says how the rest is sent: as it is, as one request with headers that are right, or as the target of one.
pub fn check(bytes: &[u8]) {
    let Some((form, rest)) = bytes.split_first() else { return };
    let running = running();
    let raw = form % 3 == 0;
    let sent = if raw { rest.to_vec() } else { request(*form, rest, &running.token) };
    // A page that asks what is new is held until there is: there is, always.
    let waits = sent.windows(5).any(|some| some == b"/wait");
    if waits {
        running.server.built(News { prefix: "/cong/".to_owned(), ..News::default() });
    }
    let told = crate::within_time(0, || talk(running.address, &sent, raw || waits));
    let text = String::from_utf8_lossy(&told.bytes);
    assert!(!text.contains(SECRET), "what nobody may see was shown for {:?}", String::from_utf8_lossy(&sent));
    for hidden in [running.site.parent(), Some(&running.site)].into_iter().flatten() {
        // Only the panel tells where sources are, and only to this machine.
        let shown = text.contains(&*hidden.to_string_lossy());
        assert!(!shown || text.contains("vscode://"), "a folder of this machine was told:\n{text}");
    }
    let answers = whole(&told.bytes, &sent);
    assert!(answers.is_some() || told.broken, "half an answer to {:?}:\n{text}", String::from_utf8_lossy(&sent));
    if !raw && !waits {
        assert!(answers == Some(1), "{answers:?} answers to {:?}:\n{text}", String::from_utf8_lossy(&sent));
    }
    // Whatever came before, the next is served.
    if raw && form % 16 == 0 {
        let next =
            talk(running.address, b"GET /cong/bai/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", false);
        assert!(next.bytes.starts_with(b"HTTP/1.1 200 "), "{}", String::from_utf8_lossy(&next.bytes));
    }
}

/// One request that the server must answer, with whatever target and headers can be made of the bytes.
fn request(form: u8, bytes: &[u8], token: &str) -> Vec<u8> {
    let (target, more) =
        bytes.iter().position(|byte| *byte == b'\n').map_or((bytes, &[][..]), |at| (&bytes[..at], &bytes[at + 1..]));
    // A target has no blanks or control characters; beyond ASCII, browsers send percent signs.
    let target = target.iter().filter(|byte| byte.is_ascii_graphic() && **byte != b'#');
    let method = ["GET", "HEAD", "POST", "OPTIONS"][usize::from(form / 3 % 4)];
    let mut sent = format!("{method} /").into_bytes();
    sent.extend(target);
    sent.extend(b" HTTP/1.1\r\nHost: localhost:1111\r\nConnection: close\r\n");
    if form & 64 != 0 {
        sent.extend(format!("X-Loa-Token: {token}\r\n").bytes());
    }
    let mut names = ["Range", "Origin", "Cookie", "If-Range", "Accept"].into_iter();
    for (line, name) in more.split(|byte| *byte == b'\n').zip(names.by_ref()) {
        let value: Vec<u8> = line.iter().copied().filter(|byte| *byte == b' ' || byte.is_ascii_graphic()).collect();
        sent.extend(name.bytes().chain(*b": ").chain(value).chain(*b"\r\n"));
    }
    sent.extend(b"\r\n");
    sent
}

struct Told {
    bytes: Vec<u8>,
    /// The server hung up in the middle of something, as it may do on what is no request.
    broken: bool,
}

/// Sends all, says that this was all if `ends`, and reads to the end.
fn talk(address: SocketAddr, sent: &[u8], ends: bool) -> Told {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(SLOWEST)).expect("a time limit");
    let mut broken = stream.write_all(sent).is_err();
    if ends {
        broken |= stream.shutdown(Shutdown::Write).is_err();
    }
    let mut bytes = Vec::new();
    if let Err(error) = stream.read_to_end(&mut bytes) {
        let slow = matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
        assert!(!slow, "no end of the answer to {:?}", String::from_utf8_lossy(sent));
        broken = true;
    }
    Told { bytes, broken }
}

/// How many answers these bytes are; `None` where one is not whole.
fn whole(bytes: &[u8], sent: &[u8]) -> Option<usize> {
    let heads = sent.windows(4).any(|some| some == b"HEAD");
    let (mut rest, mut count) = (bytes, 0);
    while !rest.is_empty() {
        let end = rest.windows(4).position(|some| some == b"\r\n\r\n")? + 4;
        let head = std::str::from_utf8(&rest[..end]).ok()?.to_ascii_lowercase();
        if !head.starts_with("http/1.") {
            return None;
        }
        let length = head.split_once("content-length: ").and_then(|(_, after)| after.split_once("\r\n"));
        let length = length.map_or(Some(0), |(number, _)| number.parse().ok())?;
        rest = &rest[end..];
        // An answer to HEAD tells the length of what it does not send.
        let bare = heads && (rest.is_empty() || rest.starts_with(b"HTTP/1."));
        rest = if bare { rest } else { rest.get(length..)? };
        count += 1;
    }
    Some(count)
}
