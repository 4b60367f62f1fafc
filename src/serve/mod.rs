//! Shows what was built on this machine alone, tells open pages when something changed, and shows what is wrong.
//!
//! Everything that is for the writer only, the reloading script and the panel, is added here and never by `render`: what
//! lies in `dist/` is what will be published.

mod answer;
mod connection;
mod facts;
mod guard;
mod inject;
mod open_pages;
mod routes;
mod store;

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::watch;

use crate::base::OutPath;
use crate::build::Edition;
use crate::diag::{Diagnostic, Lang};

use guard::Hosts;
use open_pages::OpenPages;

/// Where Loa's own addresses begin; no page can have one, for addresses have no underscores.
const OWN: &str = "/__loa";

/// How many ports are tried after the one that was asked for.
const NEXT_PORTS: u16 = 20;

/// Opens a file in an editor, at a line and a column, both from 1.
pub type Editor = dyn Fn(&Path, u32, u32) + Send + Sync;

/// How a server is set up.
pub struct Settings {
    /// The site's folder, for sources.
    pub site: PathBuf,
    /// The output folder, with `portal/` and `radio/` in it.
    pub out: PathBuf,
    /// Where to listen: loopback, unless somebody wants to show the site to others.
    pub address: IpAddr,
    /// The name under which others may ask, when it is more than a number.
    pub name: Option<String>,
    /// 0 for any free one; of another the next free one is taken.
    pub port: u16,
    pub lang: Lang,
    /// Without one, pages can only link to an editor.
    pub editor: Option<Box<Editor>>,
}

impl Settings {
    /// On loopback, at port 1111 or the next free one, in Vietnamese.
    #[must_use]
    pub fn new(site: PathBuf, out: PathBuf) -> Self {
        let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
        Self { site, out, address, name: None, port: 1111, lang: Lang::Vietnamese, editor: None }
    }
}

/// What a build has to tell the pages that are open.
#[derive(Default)]
pub struct News {
    /// The path of `base_url`, so that links from the root, as in 404.html, work here too.
    pub prefix: String,
    pub diagnostics: Vec<Diagnostic>,
    /// Trouble with the machine, in words; empty for none.
    pub trouble: String,
    /// Files that were written or removed, `portal/anh.jpg`, or may have changed.
    pub files: Vec<OutPath>,
    /// What is to be shown; `None` keeps what is shown, as when the sources have errors.
    pub edition: Option<Arc<Edition>>,
    /// Whether the disk has all of it; until then its files are made as they are asked for.
    pub settled: bool,
}

/// A running server; it ends with the process.
pub struct Server {
    shared: Arc<Shared>,
    address: SocketAddr,
}

/// What all requests see.
struct Shared {
    settings: Settings,
    store: store::Store,
    hosts: Hosts,
    token: String,
    pages: Arc<OpenPages>,
    state: watch::Sender<Arc<State>>,
}

/// How things stand after a build; one is never changed, only replaced.
#[derive(Clone)]
struct State {
    /// Counts builds.
    version: u64,
    /// The last version in which something changed that a page's text does not tell of, such as a picture.
    assets: u64,
    prefix: String,
    diagnostics: Vec<Diagnostic>,
    trouble: String,
    edition: Option<Arc<Edition>>,
    settled: bool,
}

impl Server {
    /// Starts to serve.
    ///
    /// # Errors
    /// When no port is free or the system allows no server.
    pub fn start(settings: Settings) -> std::io::Result<Self> {
        let listener = bind(settings.address, settings.port)?;
        let address = listener.local_addr()?;
        let state = State {
            version: 0,
            assets: 0,
            prefix: "/".to_owned(),
            diagnostics: Vec::new(),
            trouble: String::new(),
            edition: None,
            settled: true,
        };
        let shared = Arc::new(Shared {
            store: store::Store::new(settings.out.clone(), &settings.site),
            hosts: Hosts { address: settings.address, name: settings.name.as_ref().map(|name| name.to_lowercase()) },
            token: guard::token(),
            pages: Arc::default(),
            state: watch::Sender::new(Arc::new(state)),
            settings,
        });
        connection::serve(listener, Arc::clone(&shared))?;
        Ok(Self { shared, address })
    }

    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Shows what a build has come to, all in one moment, and tells every open page of it.
    pub fn built(&self, news: News) {
        let pictures = news.files.iter().any(is_seen_and_unnamed);
        let before = Arc::clone(&self.shared.state.borrow());
        let version = before.version + 1;
        let state = State {
            version,
            assets: if pictures { version } else { before.assets },
            prefix: news.prefix,
            diagnostics: news.diagnostics,
            trouble: news.trouble,
            settled: if news.edition.is_some() { news.settled } else { before.settled },
            edition: news.edition.or_else(|| before.edition.clone()),
        };
        // A large site takes a while to forget, which happens when all pages know of the new one.
        drop(self.shared.state.send_replace(Arc::new(state)));
    }

    /// Tells that the disk has all of an edition now, and of files that were written with it, when there is a newer edition
    /// to show already.
    pub fn settled(&self, edition: Option<&Arc<Edition>>, files: &[OutPath]) {
        let pictures = files.iter().any(is_seen_and_unnamed);
        self.shared.state.send_if_modified(|state| {
            let mut next = State::clone(state);
            let shown = |shown: &Arc<Edition>| edition.is_some_and(|edition| Arc::ptr_eq(shown, edition));
            next.settled |= state.edition.as_ref().is_some_and(shown);
            if pictures {
                next.version += 1;
                next.assets = next.version;
            }
            *state = Arc::new(next);
            // Without them nobody needs to look again.
            pictures
        });
    }

    /// The pages that are open in a browser, `/canh-bao/otp/`, the one looked at last first: a build can make these before
    /// all others.
    #[must_use]
    pub fn open_pages(&self) -> Vec<String> {
        self.shared.pages.list()
    }
}

/// The port asked for, or the next free one.
fn bind(address: IpAddr, port: u16) -> std::io::Result<TcpListener> {
    let last = if port == 0 { 0 } else { port.saturating_add(NEXT_PORTS) };
    let mut found = TcpListener::bind((address, port));
    for next in port.saturating_add(1)..=last {
        match found {
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
            found => return found,
        }
        found = TcpListener::bind((address, next));
    }
    found
}

/// Whether a page may show this file under a name that stays the same when its bytes change. The theme's own files bear
/// their hash in their names.
fn is_seen_and_unnamed(path: &OutPath) -> bool {
    let path = path.as_str();
    let text =
        [".html", ".json", ".xml", ".txt", ".js", ".ics", ".webmanifest"].iter().any(|ending| path.ends_with(ending));
    path.starts_with("portal/") && !path.starts_with("portal/static/") && !text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::time::{Duration, Instant};

    #[test]
    fn a_taken_port_leads_to_the_next() {
        let loopback = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let first = bind(loopback, 0).expect("a free port");
        let port = first.local_addr().expect("its address").port();
        let next = bind(loopback, port).expect("another port").local_addr().expect("its address").port();
        assert!((port..=port + NEXT_PORTS).contains(&next) && next != port, "{port} {next}");
    }

    fn ask(server: &Server, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(server.address()).expect("the server listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("a request");
        stream
    }

    fn answer(mut stream: TcpStream) -> String {
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("an answer");
        text
    }

    #[test]
    fn it_knows_what_is_open() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("dist");
        let settings = Settings { port: 0, ..Settings::new(folder.path().to_owned(), out.clone()) };
        let server = Server::start(settings).expect("a server");
        server.built(News { prefix: "/cong/".to_owned(), ..News::default() });
        let waiting = ask(&server, "/__loa/wait?version=1&path=%2Fcong%2Fbai%2F");
        let end = Instant::now() + Duration::from_secs(10);
        while server.open_pages() != ["/bai/"] {
            assert!(Instant::now() < end, "{:?}", server.open_pages());
            std::thread::sleep(Duration::from_millis(5));
        }
        server.built(News { prefix: "/cong/".to_owned(), ..News::default() });
        let told = answer(waiting);
        assert!(told.contains("\"version\":2") && told.contains("\"page\":"), "{told}");
    }

    #[test]
    fn pictures_are_told_apart_from_pages() {
        let seen = |path: &str| is_seen_and_unnamed(&OutPath::new(path));
        assert!(seen("portal/a/anh.jpg") && seen("portal/tep.pdf"));
        assert!(!seen("portal/a/index.html") && !seen("portal/static/style.0123.css") && !seen("radio/a.docx"));
    }
}
