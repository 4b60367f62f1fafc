//! Renews a writer's own file: whoever reads it meets the old text or the new one, whole.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use super::Error;

/// Writes a file, anew or for the first time, through a second one beside it that then takes its name; a link stays a link, and who may read
/// the file stays the same. Its folder is made if need be.
///
/// # Errors
/// When the file cannot be written or replaced; it is as it was then.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    if let Some(folder) = real.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|cause| Error::new("making", folder, cause))?;
    }
    let draft = real.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = File::create(&draft).and_then(|mut file| {
        file.write_all(bytes)?;
        if let Ok(known) = fs::metadata(&real) {
            file.set_permissions(known.permissions())?;
        }
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&draft, &real)).map_err(|cause| {
        // Should this fail too, a hidden file is left that no build reads.
        drop(fs::remove_file(&draft));
        Error::new("writing", path, cause)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_behind() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("loa.toml");
        replace(&folder.path().join("new/loa.toml"), b"new").expect("a new folder");
        assert!(replace(&folder.path().join("new/loa.toml/a"), b"new").is_err(), "that is no folder");
        fs::remove_dir_all(folder.path().join("new")).expect("the folder");
        replace(&path, b"old, and longer").expect("a first time");
        replace(&path, b"new").expect("a writable disk");
        assert_eq!(fs::read(&path).expect("the file"), b"new");
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
    }
}
