//! Takes connections: many at once on one thread, none of which can hold up the others.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::Semaphore;

use super::{Shared, routes};

/// A browser says what it wants within this time, or is cut off.
const PATIENCE: Duration = Duration::from_secs(10);

/// No connection lives longer: who reads no answer must not hold one for ever.
const LIFE: Duration = Duration::from_secs(15 * 60);

/// The longest request, address and headers together, in bytes.
const LARGEST: usize = 32 * 1024;

/// Connections at once; the system's own limit is often 1,024 files.
const MOST: usize = 512;

/// Serves on a thread of its own until the process ends.
///
/// # Errors
/// When the system allows no thread.
pub(super) fn serve(listener: TcpListener, shared: Arc<Shared>) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    // One thread for all connections, two more for what takes milliseconds.
    let runtime = tokio::runtime::Builder::new_current_thread().max_blocking_threads(2).enable_all().build()?;
    std::thread::Builder::new()
        .name("loa-serve".to_owned())
        .spawn(move || runtime.block_on(accept(listener, shared)))?;
    Ok(())
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let places = Arc::new(Semaphore::new(MOST));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let Ok((stream, peer)) = listener.accept().await else {
            // No more files, or a browser that went away at once: others may still be served.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        // A page is small; waiting to fill a packet would cost more than it takes to make.
        drop(stream.set_nodelay(true));
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            let answer = service_fn(|request| routes::answer(Arc::clone(&shared), peer, request));
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE)
                .max_buf_size(LARGEST)
                .serve_connection(TokioIo::new(stream), answer);
            // A connection that breaks is the browser's own matter.
            drop(tokio::time::timeout(LIFE, connection).await);
            drop(place);
        });
    }
}
