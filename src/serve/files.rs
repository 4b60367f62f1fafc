//! From an address to a file of the portal.

use std::path::{Component, Path, PathBuf};

/// What stands at an address.
pub(super) enum Found {
    Html(String),
    /// Nothing: the site's own page for that, or ours while there is none.
    Missing(String),
    Other(&'static str, Vec<u8>),
    /// A folder asked for without its slash.
    Elsewhere(String),
}

pub(super) fn find(root: &Path, address: &str) -> Found {
    let Some(relative) = decode(address).and_then(|path| safe(&path)) else { return missing(root) };
    let mut file = root.join(&relative);
    if file.is_dir() {
        if !address.ends_with('/') {
            return Found::Elsewhere(format!("{address}/"));
        }
        file.push("index.html");
    }
    let Ok(bytes) = std::fs::read(&file) else { return missing(root) };
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    if ending == "html" {
        return Found::Html(String::from_utf8_lossy(&bytes).into_owned());
    }
    Found::Other(kind(&ending), bytes)
}

fn missing(root: &Path) -> Found {
    let own = std::fs::read_to_string(root.join("404.html"));
    Found::Missing(own.unwrap_or_else(|_| {
        "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>Chưa dựng được trang</title>\
         <body><h1>Chưa dựng được trang</h1><p>Sửa các lỗi dưới đây, trang sẽ tự hiện.</p></body></html>"
            .to_owned()
    }))
}

/// A path without anything that climbs out.
fn safe(path: &str) -> Option<PathBuf> {
    let relative = Path::new(path.trim_start_matches('/'));
    let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
    (plain && !path.contains(['\\', '\0', ':'])).then(|| relative.to_owned())
}

fn decode(address: &str) -> Option<String> {
    let bytes = address.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' {
            let digits = std::str::from_utf8(bytes.get(at + 1..at + 3)?).ok()?;
            decoded.push(u8::from_str_radix(digits, 16).ok()?);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(decoded).ok()
}

fn kind(ending: &str) -> &'static str {
    match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("portal")).expect("a folder");
        std::fs::write(folder.path().join("secret.txt"), "x").expect("a file");
        let root = folder.path().join("portal");
        for address in
            ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%", "/%ff", "//etc/passwd", "/a%00b"]
        {
            assert!(matches!(find(&root, address), Found::Missing(_)), "{address}");
        }
    }
}
