//! Shows a built portal on this machine alone, tells open pages when to reload, and shows them what is wrong.
//!
//! The reloading script is added here and never by `render`: what lies in `dist/` is what will be published.

mod files;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::get;
use tokio::sync::watch;

use crate::render::security;
use files::{Found, find};

/// Where Loa's own addresses begin; no page can have one, for addresses have no underscores.
const OWN: &str = "/__loa";

/// How long a waiting page is held before it asks again.
const PATIENCE: Duration = Duration::from_secs(25);

/// A running server; it ends with the process.
pub struct Server {
    shared: Arc<Shared>,
    address: SocketAddr,
}

struct Shared {
    root: PathBuf,
    /// The path of `base_url`, so that links from the root, as in 404.html, work here too.
    prefix: RwLock<String>,
    /// What the last build said, empty when all is well.
    problems: RwLock<String>,
    version: watch::Sender<u64>,
}

impl Server {
    /// Starts to serve the folder `root` on loopback. Port 0 takes any free one.
    ///
    /// # Errors
    /// When the port is taken or the system allows no server.
    pub fn start(root: PathBuf, port: u16) -> std::io::Result<Self> {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let (version, _) = watch::channel(0);
        let shared =
            Arc::new(Shared { root, prefix: RwLock::new("/".to_owned()), problems: RwLock::default(), version });
        let app = Router::new()
            .route("/__loa/reload.js", get(reload_script))
            .route("/__loa/wait", get(wait))
            .route("/__loa/problems", get(problems))
            .fallback(get(page))
            .layer(axum::middleware::from_fn(loopback_only))
            .with_state(Arc::clone(&shared));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        std::thread::Builder::new().name("loa-serve".to_owned()).spawn(move || {
            runtime.block_on(async move {
                if let Ok(listener) = tokio::net::TcpListener::from_std(listener) {
                    drop(axum::serve(listener, app).await);
                }
            });
        })?;
        Ok(Self { shared, address })
    }

    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Tells every open page that a build has ended: with which `problems`, empty for none.
    pub fn built(&self, prefix: &str, problems: String) {
        prefix.clone_into(&mut self.shared.prefix.write().unwrap_or_else(PoisonError::into_inner));
        *self.shared.problems.write().unwrap_or_else(PoisonError::into_inner) = problems;
        self.shared.version.send_modify(|version| *version += 1);
    }
}

type Site = State<Arc<Shared>>;

/// A page of another site must not read this one through a name that leads to loopback.
async fn loopback_only(request: Request, next: axum::middleware::Next) -> Response<Body> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if matches!(name, "localhost" | "127.0.0.1" | "") {
        return next.run(request).await;
    }
    status(StatusCode::FORBIDDEN, text("text/plain; charset=utf-8", "loopback only\n".to_owned()))
}

async fn reload_script() -> Response<Body> {
    text("text/javascript; charset=utf-8", include_str!("reload.js").to_owned())
}

async fn problems(State(shared): Site) -> Response<Body> {
    let problems = shared.problems.read().unwrap_or_else(PoisonError::into_inner).clone();
    text("text/plain; charset=utf-8", problems)
}

/// Answers when there is a newer build than the one the page has seen, or after a while.
async fn wait(State(shared): Site, request: Request) -> Response<Body> {
    let seen: u64 = request.uri().query().and_then(|query| query.parse().ok()).unwrap_or(0);
    let mut version = shared.version.subscribe();
    let newer = version.wait_for(|now| *now > seen);
    drop(tokio::time::timeout(PATIENCE, newer).await);
    let now = *shared.version.borrow();
    text("text/plain; charset=utf-8", now.to_string())
}

async fn page(State(shared): Site, request: Request) -> Response<Body> {
    let prefix = shared.prefix.read().unwrap_or_else(PoisonError::into_inner).clone();
    let path = request.uri().path();
    let path = path.strip_prefix(prefix.as_str()).map_or_else(|| path.to_owned(), |rest| format!("/{rest}"));
    let version = *shared.version.borrow();
    match find(&shared.root, &path) {
        Found::Html(html) => text(HTML, with_script(&html, version)),
        Found::Missing(html) => status(StatusCode::NOT_FOUND, text(HTML, with_script(&html, version))),
        Found::Other(kind, bytes) => answer(kind, Body::from(bytes)),
        Found::Elsewhere(path) => {
            let mut response = status(StatusCode::TEMPORARY_REDIRECT, text("text/plain", String::new()));
            if let Ok(path) = HeaderValue::from_str(&path) {
                response.headers_mut().insert(header::LOCATION, path);
            }
            response
        }
    }
}

const HTML: &str = "text/html; charset=utf-8";

fn with_script(html: &str, version: u64) -> String {
    let script = format!("<script src=\"{OWN}/reload.js\" data-version=\"{version}\"></script>");
    match html.rfind("</body>") {
        Some(at) => format!("{}{script}{}", &html[..at], &html[at..]),
        None => format!("{html}{script}"),
    }
}

fn text(kind: &'static str, text: String) -> Response<Body> {
    answer(kind, Body::from(text))
}

fn answer(kind: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in security() {
        // What will be published is tried under the same rules.
        if let Ok(name) = header::HeaderName::try_from(name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

fn status(status: StatusCode, mut response: Response<Body>) -> Response<Body> {
    *response.status_mut() = status;
    response
}
