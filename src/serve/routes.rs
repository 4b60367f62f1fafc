//! What is answered at which address.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::{Method, Request, Response, StatusCode, header};
use serde_json::{Value, json};

use super::answer::{Body, as_published, file, plain, text, with, with_status};
use super::facts::{Teller, source_file};
use super::inject::{look, with_script};
use super::store::{Found, decode};
use super::{OWN, Shared, State, guard};
use crate::build::stops_everything;
use crate::diag::Lang;

/// How long a waiting page is held before it asks again.
const PATIENCE: Duration = Duration::from_secs(25);

/// How many pages may wait at once. A browser has six connections to a server: were they all taken by pages that wait,
/// it could load nothing more.
const MOST_WAITING: usize = 4;

/// When a page comes again that may not wait, in milliseconds.
const PAUSE: u32 = 500;

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";

pub(super) async fn answer(
    shared: Arc<Shared>,
    peer: SocketAddr,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    if !shared.hosts.admit(&request) {
        return Ok(plain(StatusCode::FORBIDDEN, "not under this name\n"));
    }
    let local = peer.ip().to_canonical().is_loopback();
    let own = request.uri().path().strip_prefix(OWN).filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if own == Some("/open") {
        return Ok(open(&shared, local, &request));
    }
    if !reads {
        let refused = plain(StatusCode::METHOD_NOT_ALLOWED, "GET or HEAD\n");
        return Ok(with(header::ALLOW, "GET, HEAD", refused));
    }
    Ok(match own {
        Some("/reload.js") => text("text/javascript; charset=utf-8", include_str!("reload.js")),
        Some("/panel.js") => text("text/javascript; charset=utf-8", include_str!("panel.js")),
        Some("/loa.css") => text("text/css; charset=utf-8", include_str!("loa.css")),
        Some("/wait") => wait(&shared, &request).await,
        Some("/problems") => value(&shared.teller(local).problems(&shared.now())),
        Some("/page") => facts(&shared, local, &request).await,
        Some(rest) if !(rest == "/radio" || rest.starts_with("/radio/")) => plain(StatusCode::NOT_FOUND, "nothing\n"),
        // The sheets of the radio desk are single files with their own styles; nobody publishes them.
        Some(_) => page(&shared, local, &request),
        None => as_published(page(&shared, local, &request)),
    })
}

impl Shared {
    fn now(&self) -> Arc<State> {
        Arc::clone(&self.state.borrow())
    }

    fn teller(&self, local: bool) -> Teller<'_> {
        Teller { site: &self.settings.site, lang: self.settings.lang, local }
    }

    fn find(&self, state: &State, path: &str) -> Found {
        match path.strip_prefix("/__loa/radio") {
            Some("") => Found::Folder,
            Some(rest) => self.store.find("radio", None, rest),
            None => {
                let edition = state.edition.as_deref().filter(|_| !state.settled);
                self.store.find("portal", edition, &below(&state.prefix, path))
            }
        }
    }
}

/// An address without the path of `base_url`.
fn below(prefix: &str, path: &str) -> String {
    path.strip_prefix(prefix).map_or_else(|| path.to_owned(), |rest| format!("/{rest}"))
}

/// One word of what follows `?`.
fn asked<B>(request: &Request<B>, name: &str) -> Option<String> {
    let pairs = request.uri().query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(key, _)| *key == name).find_map(|(_, value)| decode(value))
}

fn value(value: &Value) -> Response<Body> {
    text(JSON, value.to_string())
}

/// Answers when there is a newer build than the one the page has seen, or after a while: with what the page needs to know
/// whether it is still the same.
async fn wait(shared: &Arc<Shared>, request: &Request<Incoming>) -> Response<Body> {
    let seen: u64 = asked(request, "version").and_then(|number| number.parse().ok()).unwrap_or(0);
    let path = asked(request, "path");
    let _open = path.as_deref().map(|path| shared.pages.enter(&below(&shared.now().prefix, path)));
    let crowded = shared.pages.waiting() > MOST_WAITING;
    if !crowded {
        let mut updates = shared.state.subscribe();
        drop(tokio::time::timeout(PATIENCE, updates.wait_for(|state| state.version > seen)).await);
    }
    let state = shared.now();
    let mut told = json!({
        "version": state.version,
        "pause": if crowded { PAUSE } else { 0 },
        "assets": state.assets,
        "problems": !state.trouble.is_empty() || state.diagnostics.iter().any(stops_everything),
    });
    let found = path.map(|path| shared.find(&state, &path));
    if let (Some(Found::Html(html) | Found::Missing(html)), Some(told)) = (found, told.as_object_mut()) {
        let look = look(&html);
        told.insert("page".to_owned(), look.print.into());
        told.insert("styles".to_owned(), look.styles.into());
    }
    value(&told)
}

async fn facts(shared: &Arc<Shared>, local: bool, request: &Request<Incoming>) -> Response<Body> {
    let Some(path) = asked(request, "path").and_then(|path| decode(&path)) else {
        return plain(StatusCode::BAD_REQUEST, "which page?\n");
    };
    let shared = Arc::clone(shared);
    // It takes some milliseconds, which nobody else shall wait for.
    let told = tokio::task::spawn_blocking(move || {
        let state = shared.now();
        let address = below(&state.prefix, &path);
        shared.teller(local).page(&state, address.strip_suffix("index.html").unwrap_or(&address))
    });
    told.await.map_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "a bug\n"), |told| value(&told))
}

/// Opens a source in the editor that was asked for on the command line.
fn open(shared: &Shared, local: bool, request: &Request<Incoming>) -> Response<Body> {
    if request.method() != Method::POST {
        return with(header::ALLOW, "POST", plain(StatusCode::METHOD_NOT_ALLOWED, "POST\n"));
    }
    let Some(editor) = shared.settings.editor.as_ref().filter(|_| local) else {
        return plain(StatusCode::FORBIDDEN, "no --editor\n");
    };
    if !guard::ours(request.headers(), &shared.token) {
        return plain(StatusCode::FORBIDDEN, "not from a page of this server\n");
    }
    let found = asked(request, "file").and_then(|path| source_file(&shared.settings.site, &path));
    let Some(path) = found else { return plain(StatusCode::NOT_FOUND, "no such source\n") };
    let number = |name| asked(request, name).and_then(|number| number.parse().ok()).unwrap_or(1).max(1);
    editor(&path, number("line"), number("column"));
    with_status(StatusCode::NO_CONTENT, text("text/plain; charset=utf-8", ""))
}

fn page(shared: &Shared, local: bool, request: &Request<Incoming>) -> Response<Body> {
    let state = shared.now();
    let path = request.uri().path();
    match shared.find(&state, path) {
        Found::Html(html) => text(HTML, shared.shown(&state, local, &html)),
        Found::Missing(html) => with_status(StatusCode::NOT_FOUND, text(HTML, shared.shown(&state, local, &html))),
        Found::Other(kind, bytes) => file(kind, bytes, request.headers()),
        Found::Folder => {
            // One slash at the beginning: two would lead to another server.
            let to = format!("/{}/", path.trim_start_matches('/'));
            with(header::LOCATION, &to, plain(StatusCode::TEMPORARY_REDIRECT, ""))
        }
    }
}

impl Shared {
    /// A page with the script that follows it.
    fn shown(&self, state: &State, local: bool, html: &str) -> String {
        let (version, assets) = (state.version.to_string(), state.assets.to_string());
        let print = look(html).print;
        let mut attributes = vec![("version", version.as_str()), ("assets", &assets), ("page", &print)];
        if self.settings.lang == Lang::English {
            attributes.push(("lang", "en"));
        }
        if local && self.settings.editor.is_some() {
            attributes.push(("token", &self.token));
        }
        with_script(html, OWN, &attributes)
    }
}
