//! Events that belong together, and how long it must be quiet until they are all there.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use notify::EventKind;
use notify::event::{ModifyKind, RenameMode};

use super::WRITTEN;

/// One file that is known to be whole: a rename over the old one, or a write that was closed.
const WHOLE: Duration = Duration::from_millis(8);

/// One file of which that is not known: the second half of a save follows at once.
const UNSURE: Duration = Duration::from_millis(25);

/// A file that was opened for writing and not yet closed. Who shows it now shows half of it; who never closes it is
/// waited for in vain.
const HALF: Duration = Duration::from_millis(150);

/// Many files at once: the disk may be busy with them.
const MANY: Duration = Duration::from_millis(100);

#[derive(Debug, Default)]
pub(super) struct Burst {
    pub paths: BTreeSet<PathBuf>,
    /// Whether more may have changed than was told.
    pub everything: bool,
    /// Files being written.
    half: BTreeSet<PathBuf>,
    /// Files that were not there before.
    born: BTreeSet<PathBuf>,
    /// Whether the last event left its file whole.
    whole: bool,
}

impl Burst {
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.everything
    }

    pub fn event(&mut self, kind: EventKind, path: PathBuf) {
        // Only Linux tells when a write has ended.
        let told = cfg!(any(target_os = "linux", target_os = "android"));
        if matches!(kind, EventKind::Create(_)) && !self.paths.contains(&path) {
            self.born.insert(path.clone());
        }
        match kind {
            EventKind::Access(access) if access == WRITTEN => {
                self.half.remove(&path);
                self.whole = true;
            }
            EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => self.whole = true,
            EventKind::Modify(ModifyKind::Data(_)) | EventKind::Create(notify::event::CreateKind::File) if told => {
                self.half.insert(path.clone());
                self.whole = false;
            }
            // Rights and times, which change nothing that was said of the file before.
            EventKind::Modify(ModifyKind::Metadata(_)) => {}
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => {
                self.half.remove(&path);
                self.whole = false;
            }
            _ => self.whole = false,
        }
        self.paths.insert(path);
    }

    /// A change that was found by looking.
    pub fn found(&mut self, path: PathBuf) {
        self.whole = true;
        self.paths.insert(path);
    }

    /// Events were lost.
    pub fn lost(&mut self) {
        self.everything = true;
        self.whole = false;
    }

    /// Forgets files that came and went within the burst, as `sed -i` and others make them.
    pub fn forget_the_gone(&mut self) {
        let gone: Vec<&PathBuf> = self.born.iter().filter(|path| path.symlink_metadata().is_err()).collect();
        for path in gone {
            self.paths.remove(path);
        }
    }

    /// How long nothing may happen before a build begins: short for a single save, longer the more has happened.
    pub fn quiet(&self) -> Duration {
        if !self.half.is_empty() {
            return HALF;
        }
        match self.paths.len() {
            _ if self.everything => MANY,
            0..=2 if self.whole => WHOLE,
            0..=2 => UNSURE,
            count => MANY.min(UNSURE + Duration::from_millis(u64::try_from(count).unwrap_or(u64::MAX))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, DataChange};

    const DATA: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CREATED: EventKind = EventKind::Create(CreateKind::File);
    const CLOSED: EventKind = EventKind::Access(WRITTEN);
    const FROM: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::From));
    const TO: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::To));

    fn quiet(events: &[(EventKind, &str)]) -> Duration {
        let mut burst = Burst::default();
        for (kind, path) in events {
            burst.event(*kind, PathBuf::from(path));
        }
        burst.quiet()
    }

    #[test]
    fn a_whole_file_is_shown_at_once_and_half_a_file_is_not() {
        assert_eq!(quiet(&[(TO, "a.md")]), WHOLE);
        // vim: the old file goes aside, a new one takes its name.
        assert_eq!(quiet(&[(FROM, "a.md")]), UNSURE);
        if cfg!(target_os = "linux") {
            assert_eq!(quiet(&[(FROM, "a.md"), (CREATED, "a.md")]), HALF);
            assert_eq!(quiet(&[(DATA, "a.md"), (DATA, "a.md")]), HALF);
            assert_eq!(quiet(&[(DATA, "a.md"), (CLOSED, "a.md")]), WHOLE);
        }
        assert_eq!(quiet(&[(FROM, "a.md"), (CREATED, "a.md"), (DATA, "a.md"), (CLOSED, "a.md")]), WHOLE);
    }

    #[test]
    fn a_burst_waits_longer_the_longer_it_is() {
        let names: Vec<String> = (0..200).map(|number| format!("{number}.md")).collect();
        let mut last = Duration::ZERO;
        for count in [1, 3, 20, 200] {
            let events: Vec<_> = names[..count].iter().map(|name| (TO, name.as_str())).collect();
            let now = quiet(&events);
            assert!(now > last, "{count}");
            last = now;
        }
        assert_eq!(last, MANY);
        assert!(UNSURE <= Duration::from_millis(30), "a single save waits no longer than that");
    }
}
