//! Waits until a source may have changed. Which file it was does not matter: a build reads the folder anew, so an event
//! that was lost or named the wrong path costs nothing.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Config, Event, EventKind, PollWatcher, RecursiveMode, Watcher};

use crate::fs::is_hidden;

/// Saving takes an editor several steps; a build begins when nothing has happened for this long.
const QUIET: Duration = Duration::from_millis(60);

/// However busy the disk is, a build begins at last.
const LONGEST: Duration = Duration::from_millis(1500);

/// A file made in the very moment its new folder was made can be missed; a second look finds it.
const SECOND_LOOK: Duration = Duration::from_millis(500);

/// The folders below a site that matter, besides the files beside `loa.toml`.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Why a wait ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Woken {
    Changed,
    /// Nothing changed within the time given.
    Idle,
}

/// Watches the sources of one site.
pub struct Sources {
    root: PathBuf,
    watcher: Box<dyn Watcher>,
    events: Receiver<notify::Result<Event>>,
    /// When to look again without an event.
    again: Option<Instant>,
}

impl Sources {
    /// Begins to watch. Where the system cannot tell of changes (network disks), the folder is looked through every
    /// second instead.
    ///
    /// # Errors
    /// When the folder cannot be watched at all.
    pub fn watch(root: &Path) -> notify::Result<Self> {
        let (sender, events) = channel();
        let native = notify::recommended_watcher(sender.clone()).map(|watcher| Box::new(watcher) as Box<dyn Watcher>);
        let mut sources = Self {
            root: root.to_owned(),
            watcher: match native {
                Ok(watcher) => watcher,
                Err(_) => polling(sender.clone())?,
            },
            events,
            again: None,
        };
        if sources.add().is_err() {
            sources.watcher = polling(sender)?;
            sources.add()?;
        }
        Ok(sources)
    }

    fn add(&mut self) -> notify::Result<()> {
        // Folders, never single files: a save by rename makes a new file, of which a watched old one knows nothing.
        self.watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            let folder = self.root.join(folder);
            if folder.is_dir() {
                self.watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }

    /// Waits for a change, at most `time`.
    pub fn wait(&mut self, time: Duration) -> Woken {
        let end = Instant::now() + time;
        loop {
            let until = self.again.map_or(end, |again| again.min(end));
            match self.events.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(event) if self.matters(&event) => {
                    self.settle();
                    return Woken::Changed;
                }
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) if self.again.take().is_some_and(|again| again <= Instant::now()) => {
                    return Woken::Changed;
                }
                Err(RecvTimeoutError::Timeout) => {
                    if Instant::now() >= end {
                        return Woken::Idle;
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(until.saturating_duration_since(Instant::now()));
                    return Woken::Idle;
                }
            }
        }
    }

    /// Takes all events of one save, or of a whole `git checkout`, as one.
    fn settle(&mut self) {
        let start = Instant::now();
        while start.elapsed() < LONGEST {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => drop(self.matters(&event)),
                Err(_) => break,
            }
        }
    }

    fn matters(&mut self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else {
            // The system lost events: look at everything.
            return true;
        };
        if matches!(event.kind, EventKind::Access(_)) {
            return false;
        }
        let relevant = event.need_rescan() || event.paths.iter().any(|path| self.is_source(path));
        let folders =
            matches!(event.kind, EventKind::Create(_) | EventKind::Modify(notify::event::ModifyKind::Name(_)));
        if relevant && folders {
            // A new or renamed `content` has to be watched anew.
            drop(self.add());
            self.again = Some(Instant::now() + SECOND_LOOK);
        }
        relevant
    }

    fn is_source(&self, path: &Path) -> bool {
        let Ok(relative) = path.strip_prefix(&self.root) else { return true };
        let mut parts = relative.components().map(|part| part.as_os_str().to_string_lossy());
        let Some(first) = parts.next() else { return false };
        if first == "loa.toml" {
            return true;
        }
        FOLDERS.contains(&first.as_ref()) && !parts.any(|part| is_hidden(&part))
    }
}

fn polling(sender: std::sync::mpsc::Sender<notify::Result<Event>>) -> notify::Result<Box<dyn Watcher>> {
    let config = Config::default().with_poll_interval(Duration::from_secs(1)).with_compare_contents(true);
    Ok(Box::new(PollWatcher::new(sender, config)?))
}
