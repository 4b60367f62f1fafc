//! Answers: whole texts, files piece by piece, and one range of a file, as players of sound ask for it.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Bytes, Frame, SizeHint};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{HeaderMap, Response, StatusCode};

use super::store;
use crate::render::security;

/// A file goes out in pieces of this size, so that a long recording is never in memory as a whole.
const PIECE: u64 = 64 * 1024;

/// What is sent.
pub(super) enum Body {
    Whole(Bytes),
    /// A file and how much of it is left to send.
    Piecewise(File, u64),
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Poll::Ready(match self.get_mut() {
            Self::Whole(bytes) if bytes.is_empty() => None,
            Self::Whole(bytes) => Some(Ok(Frame::data(std::mem::take(bytes)))),
            Self::Piecewise(_, 0) => None,
            Self::Piecewise(file, left) => {
                let mut piece = vec![0; usize::try_from(PIECE.min(*left)).unwrap_or_default()];
                // A file that became shorter breaks the answer off: half of one must not look like the whole.
                Some(file.read_exact(&mut piece).map(|()| {
                    *left -= piece.len() as u64;
                    Frame::data(Bytes::from(piece))
                }))
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.left() == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left())
    }
}

impl Body {
    fn left(&self) -> u64 {
        match self {
            Self::Whole(bytes) => bytes.len() as u64,
            Self::Piecewise(_, left) => *left,
        }
    }
}

pub(super) fn text(kind: &'static str, text: impl Into<Bytes>) -> Response<Body> {
    answer(kind, Body::Whole(text.into()))
}

pub(super) fn plain(status: StatusCode, words: &'static str) -> Response<Body> {
    with_status(status, text("text/plain; charset=utf-8", words))
}

pub(super) fn with_status(status: StatusCode, mut response: Response<Body>) -> Response<Body> {
    *response.status_mut() = status;
    response
}

pub(super) fn with(name: HeaderName, value: &str, mut response: Response<Body>) -> Response<Body> {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}

/// The same answer under the rules that a public server is told to give.
pub(super) fn as_published(response: Response<Body>) -> Response<Body> {
    let named = security().into_iter().filter_map(|(name, value)| Some((HeaderName::try_from(name).ok()?, value)));
    named.fold(response, |response, (name, value)| with(name, value, response))
}

/// A file, or the one range of it that was asked for.
pub(super) fn file(kind: &'static str, bytes: store::Bytes, asked: &HeaderMap) -> Response<Body> {
    let size = match &bytes {
        store::Bytes::Memory(bytes) => bytes.len() as u64,
        store::Bytes::Disk(_, size) => *size,
    };
    let range = match range(asked, size) {
        Asked::Whole => None,
        Asked::Part(part) => Some(part),
        Asked::Nowhere => {
            let refused = plain(StatusCode::RANGE_NOT_SATISFIABLE, "");
            return with(header::CONTENT_RANGE, &format!("bytes */{size}"), refused);
        }
    };
    let part = range.clone().unwrap_or(0..size);
    let body = match bytes {
        store::Bytes::Memory(bytes) => {
            let [start, end] = [part.start, part.end].map(|at| usize::try_from(at).unwrap_or_default());
            Body::Whole(Bytes::copy_from_slice(bytes.get(start..end).unwrap_or_default()))
        }
        store::Bytes::Disk(mut file, _) => match file.seek(SeekFrom::Start(part.start)) {
            Ok(_) => Body::Piecewise(file, part.end - part.start),
            Err(_) => return plain(StatusCode::INTERNAL_SERVER_ERROR, "unreadable\n"),
        },
    };
    let response = with(header::ACCEPT_RANGES, "bytes", answer(kind, body));
    match range {
        Some(Range { start, end }) => with_status(
            StatusCode::PARTIAL_CONTENT,
            with(header::CONTENT_RANGE, &format!("bytes {start}-{}/{size}", end - 1), response),
        ),
        None => response,
    }
}

/// What a `Range` header asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Whole,
    Part(Range<u64>),
    /// Beyond the end.
    Nowhere,
}

/// Reads `bytes=0-99`, `bytes=100-`, `bytes=-50`. Several ranges, other units and what cannot be read are answered with
/// the whole file, as is allowed; so is a range of a known version, for no version is ever named here.
fn range(asked: &HeaderMap, size: u64) -> Asked {
    let spec = asked.get(header::RANGE).and_then(|value| value.to_str().ok());
    let Some(spec) = spec.and_then(|text| text.trim().strip_prefix("bytes=")) else { return Asked::Whole };
    if asked.contains_key(header::IF_RANGE) {
        return Asked::Whole;
    }
    let Some((first, last)) = spec.trim().split_once('-') else { return Asked::Whole };
    let number = |text: &str| (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok());
    let part = match (number(first), number(last)) {
        (Some(first), Some(last)) => {
            let (first, last): (u64, u64) = (first.unwrap_or(u64::MAX), last.unwrap_or(u64::MAX));
            if first > last {
                return Asked::Whole;
            }
            first..last.saturating_add(1).min(size)
        }
        (Some(first), None) if last.is_empty() => first.unwrap_or(u64::MAX)..size,
        (None, Some(last)) if first.is_empty() => {
            let last: u64 = last.unwrap_or(u64::MAX);
            size.saturating_sub(last)..size
        }
        _ => return Asked::Whole,
    };
    if part.start < part.end { Asked::Part(part) } else { Asked::Nowhere }
}

fn answer(kind: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Other sites must not show, play or measure what is not published yet.
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        let asked = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, HeaderValue::from_str(text).expect("a header"));
            range(&headers, 1000)
        };
        assert_eq!(asked("bytes=0-99"), Asked::Part(0..100));
        assert_eq!(asked("bytes=900-"), Asked::Part(900..1000));
        assert_eq!(asked("bytes=900-5000"), Asked::Part(900..1000));
        assert_eq!(asked("bytes=-50"), Asked::Part(950..1000));
        assert_eq!(asked("bytes=-5000"), Asked::Part(0..1000));
        assert_eq!(asked("bytes=0-99999999999999999999"), Asked::Part(0..1000));
        for beyond in ["bytes=1000-", "bytes=1000-1001", "bytes=-0", "bytes=99999999999999999999-"] {
            assert_eq!(asked(beyond), Asked::Nowhere, "{beyond}");
        }
        for other in ["bytes=5-1", "bytes=0-1,3-4", "items=0-5", "bytes=", "bytes=-", "bytes=a-b", "bytes=+1-2"] {
            assert_eq!(asked(other), Asked::Whole, "{other}");
        }
    }
}
