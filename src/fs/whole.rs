//! Writing a single file of a site whole or not at all, one program at a time.

use std::fs::{self, File};
use std::path::Path;

use super::{Error, replace};

/// Changes a text file: `change` gets the old text (empty when there is none) and gives the new one, or `None` to leave
/// the file alone. The new text takes the old one's place in one step; a killed program leaves the old file whole. Two
/// programs that change files of one site wait for each other: the lock is on `loa.toml`.
///
/// Gives whether the file was written.
///
/// # Errors
/// Trouble with the machine, or a file that is no UTF-8.
pub fn change_file(site: &Path, path: &str, change: impl FnOnce(&str) -> Option<String>) -> Result<bool, Error> {
    let target = site.join(path);
    let config = site.join("loa.toml");
    let lock = File::open(&config).map_err(|cause| Error::new("reading", &config, cause))?;
    lock.lock().map_err(|cause| Error::new("reading", &config, cause))?;
    let old = match fs::read_to_string(&target) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(cause) => return Err(Error::new("reading", &target, cause)),
    };
    let Some(new) = change(&old).filter(|new| *new != old) else { return Ok(false) };
    replace(&target, new.as_bytes())?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_at_once_lose_nothing() {
        let site = tempfile::tempdir().expect("a folder");
        fs::write(site.path().join("loa.toml"), "").expect("a site");
        std::thread::scope(|threads| {
            for number in 0..8 {
                let site = site.path();
                threads.spawn(move || {
                    for _ in 0..5 {
                        change_file(site, "content/_data/log.csv", |old| Some(format!("{old}{number}\n")))
                            .expect("a line");
                    }
                });
            }
        });
        let text = fs::read_to_string(site.path().join("content/_data/log.csv")).expect("the log");
        assert_eq!(text.lines().count(), 40);
        assert_eq!(fs::read_dir(site.path().join("content/_data")).expect("the folder").count(), 1);
        assert!(!change_file(site.path(), "content/_data/log.csv", |_| None).expect("nothing to do"));
    }
}
