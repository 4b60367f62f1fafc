//! `loa check --fix`: makes the changes that messages offer, file by file, each whole or not at all.

use std::collections::BTreeMap;
use std::path::Path;

use super::Builder;
use crate::base::{Fingerprint, SourcePath};
use crate::diag::{Diagnostic, Fix, mend};
use crate::fs;

/// What was mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mended {
    /// Places in all files.
    pub places: usize,
    pub files: usize,
    /// Files that changed after they were read, and were let be.
    pub changed: usize,
}

impl Builder<'_> {
    /// Makes the changes of these diagnostics in the pages below `site`. A page whose bytes are not those that were looked
    /// at is left alone, as is anything that is no page.
    ///
    /// # Errors
    /// Trouble with the machine; the files before it are mended, the others as they were.
    pub fn mend(&self, site: &Path, diagnostics: &[Diagnostic]) -> Result<Mended, fs::Error> {
        let mut by_file: BTreeMap<&SourcePath, Vec<Fix>> = BTreeMap::new();
        for problem in diagnostics.iter().filter(|problem| !problem.fixes.is_empty()) {
            if let Some((path, _)) = &problem.place {
                by_file.entry(path).or_default().extend(problem.fixes.iter().cloned());
            }
        }
        let mut mended = Mended::default();
        for (path, fixes) in by_file {
            let Some(seen) = self.reader.print_of(path) else { continue };
            let mut made = 0;
            // A file that is gone reads as empty, which is a change too.
            let written = fs::change_file(site, path.as_str(), |text| {
                if Fingerprint::of(text.as_bytes()) != seen {
                    mended.changed += 1;
                    return None;
                }
                let (new, count) = mend(text, &fixes);
                made = count;
                Some(new)
            })?;
            if written {
                mended.places += made;
                mended.files += 1;
            }
        }
        Ok(mended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Date;
    use crate::build::Options;
    use crate::fs::Disk;

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let site = tempfile::tempdir().expect("a folder");
        let page = |body: &str| format!("+++\ntitle = \"A\"\ndate = 2026-01-02\n+++\n\n{body}\n");
        let write = |name: &str, text: &str| std::fs::write(site.path().join(name), text).expect("a file");
        write("loa.toml", "base_url = \"https://thu.example/\"\ntitle = \"Thử\"\nsample = true\n");
        std::fs::create_dir(site.path().join("content")).expect("a folder");
        for name in ["a", "b", "c"] {
            write(&format!("content/{name}.md"), &page("**Điều 1.**Phạm vi"));
        }
        let today = |_: &str| Date::new(2026, 11, 22).expect("a date");
        let out = site.path().join("dist");
        let options = Options { out: &out, drafts: false, base_url: None, today: &today, from: None, weeks: 0 };
        let disk = Disk::new(site.path());
        let mut builder = Builder::new(&disk);
        let checked = builder.check(&options);
        write("content/b.md", &page("Bài khác."));
        std::fs::remove_file(site.path().join("content/c.md")).expect("a file to remove");
        let mended = builder.mend(site.path(), &checked.diagnostics).expect("a disk");
        assert_eq!(mended, Mended { places: 1, files: 1, changed: 2 });
        let text = |name: &str| std::fs::read_to_string(site.path().join(name)).expect("a page");
        assert_eq!(text("content/a.md"), page("**Điều 1.** Phạm vi"));
        assert_eq!(text("content/b.md"), page("Bài khác."));
        assert!(!site.path().join("content/c.md").exists());
    }
}
