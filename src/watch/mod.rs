//! Waits until sources have changed, and tells which: all steps of one save, and all files of a `git checkout`, as one change.

mod burst;
mod links;
mod poll;
mod scan;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecursiveMode, Watcher};

use crate::base::{SourcePath, nfc};
use crate::fs::is_hidden;

use burst::Burst;
use links::Links;
use scan::Stamps;

/// However busy the disk is, a build begins at last.
const LONGEST: Duration = Duration::from_millis(1500);

/// The system tells of a new folder before it tells of what is made in it, so that a file made in the same moment can
/// be missed; a second look finds it.
const SECOND_LOOK: Duration = Duration::from_millis(300);

/// The folders below a site that matter, besides `loa.toml`.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The system tells of them; where it cannot, as [`How::Polling`].
    Events,
    /// All sources are looked at again and again: network drives tell nothing.
    Polling,
}

/// What changed. A build that reads the folder anew needs none of it; one that reads only what changed needs all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files, and folders that came or went with all that is in them; relative to the site, in normal form C, with `/`.
    pub paths: BTreeSet<SourcePath>,
    /// More may have changed than `paths` tells: events were lost, or this is a second look.
    pub everything: bool,
}

impl Changes {
    /// Takes in what changed as well.
    pub fn add(&mut self, more: Self) {
        self.paths.extend(more.paths);
        self.everything |= more.everything;
    }
}

/// Why a wait ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Woken {
    Changed(Changes),
    /// Nothing changed within the time given.
    Idle,
    /// Somebody called [`Stopper::stop`].
    Stopped,
}

/// Watches the sources of one site.
pub struct Sources {
    root: PathBuf,
    /// `None` while the sources are polled.
    watcher: Option<Box<dyn Watcher>>,
    messages: Receiver<Message>,
    sender: Sender<Message>,
    links: Links,
    /// When to look again without an event.
    again: Option<Instant>,
    /// The sources as they were when events were lost the last time.
    after_loss: Option<Stamps>,
}

/// What the wait is told by other threads.
enum Message {
    Event(notify::Result<Event>),
    /// Found by polling.
    Found(BTreeSet<PathBuf>),
    Stop,
}

/// Ends the wait of a [`Sources`] from another thread.
#[derive(Clone)]
pub struct Stopper(Sender<Message>);

impl Stopper {
    pub fn stop(&self) {
        // Whoever no longer waits has stopped already.
        drop(self.0.send(Message::Stop));
    }
}

impl Sources {
    /// Begins to watch the site in the folder `root`, a path without links in it.
    ///
    /// # Errors
    /// When the folder cannot be watched at all.
    pub fn watch(root: &Path, how: How) -> notify::Result<Self> {
        let (sender, messages) = channel();
        let mut sources = Self {
            root: root.to_owned(),
            watcher: None,
            messages,
            sender,
            links: Links::default(),
            again: None,
            after_loss: None,
        };
        if how == How::Events {
            let sender = sources.sender.clone();
            let told = move |event: notify::Result<Event>| {
                // A build opens every source; nobody needs to hear of that.
                let opened = |kind| matches!(kind, EventKind::Access(access) if access != WRITTEN);
                if !event.as_ref().is_ok_and(|event| opened(event.kind) && !event.need_rescan()) {
                    drop(sender.send(Message::Event(event)));
                }
            };
            sources.watcher = notify::recommended_watcher(told).ok().map(|watcher| Box::new(watcher) as _);
            if sources.watcher.is_some() && sources.add().is_err() {
                sources.watcher = None;
            }
        }
        if sources.watcher.is_none() {
            sources.poll()?;
        }
        Ok(sources)
    }

    /// A handle that ends the wait.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    fn poll(&self) -> notify::Result<()> {
        poll::start(self.root.clone(), self.sender.clone()).map_err(notify::Error::io)
    }

    /// Watches everything there is; what is watched already stays so.
    fn add(&mut self) -> notify::Result<()> {
        let Some(watcher) = &mut self.watcher else { return Ok(()) };
        // Folders, never single files: a save by rename makes a new file, of which a watched old one knows nothing.
        watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            let folder = self.root.join(folder);
            if folder.is_dir() {
                watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        self.links = Links::find(&self.root, FOLDERS);
        for folder in self.links.folders_of_targets() {
            watcher.watch(folder, RecursiveMode::NonRecursive)?;
        }
        Ok(())
    }

    /// Waits for a change, at most `time`.
    pub fn wait(&mut self, time: Duration) -> Woken {
        let end = Instant::now() + time;
        loop {
            let until = self.again.map_or(end, |again| again.min(end));
            match self.messages.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Message::Stop) => return Woken::Stopped,
                Ok(message) => {
                    let mut burst = Burst::default();
                    self.take(&mut burst, message);
                    if burst.is_empty() {
                        continue;
                    }
                    if self.settle(&mut burst) {
                        return Woken::Stopped;
                    }
                    burst.forget_the_gone();
                    if let Some(changes) = self.changes(&burst) {
                        return Woken::Changed(changes);
                    }
                }
                Err(RecvTimeoutError::Timeout) if self.again.take_if(|again| *again <= Instant::now()).is_some() => {
                    return Woken::Changed(Changes { everything: true, ..Changes::default() });
                }
                // The sender is ours, so that nothing is ever disconnected.
                Err(_) if Instant::now() >= end => return Woken::Idle,
                Err(_) => {}
            }
        }
    }

    /// Takes in what follows until it is quiet. Returns whether to stop.
    fn settle(&mut self, burst: &mut Burst) -> bool {
        let start = Instant::now();
        while start.elapsed() < LONGEST {
            match self.messages.recv_timeout(burst.quiet()) {
                Ok(Message::Stop) => return true,
                Ok(message) => self.take(burst, message),
                Err(_) => break,
            }
        }
        false
    }

    fn take(&mut self, burst: &mut Burst, message: Message) {
        match message {
            Message::Stop => {}
            Message::Found(paths) => paths.into_iter().for_each(|path| burst.found(path)),
            Message::Event(Ok(event)) if event.need_rescan() => burst.lost(),
            Message::Event(Ok(event)) => {
                for path in &event.paths {
                    if let Some(source) = self.source(path) {
                        burst.event(event.kind, source);
                        self.follow(event.kind, path);
                    }
                }
            }
            Message::Event(Err(error)) => {
                burst.lost();
                // The system watches no more folders than it was told to allow.
                if matches!(error.kind, ErrorKind::MaxFilesWatch) && self.watcher.take().is_some() {
                    drop(self.poll());
                }
            }
        }
    }

    /// Watches what has come: a folder, a link, `content` itself.
    fn follow(&mut self, kind: EventKind, path: &Path) {
        let came = matches!(kind, EventKind::Create(_) | EventKind::Modify(notify::event::ModifyKind::Name(_)));
        let went = matches!(kind, EventKind::Remove(_) | EventKind::Modify(notify::event::ModifyKind::Name(_)));
        let top = path.parent() == Some(self.root.as_path()) && !path.ends_with("loa.toml");
        // Two paths may lead to one folder, and with the first that goes the system forgets both.
        if (came && (top || path.is_symlink())) || (went && self.links.has(path)) {
            drop(self.add());
        }
        if came && path.is_dir() {
            self.again = Some(Instant::now() + SECOND_LOOK);
        }
    }

    /// The source that a path is, or that leads to it.
    fn source(&self, path: &Path) -> Option<PathBuf> {
        if let Some(link) = self.links.to(path) {
            return Some(link.to_owned());
        }
        let relative = path.strip_prefix(&self.root).ok()?;
        let mut parts = relative.components().map(|part| part.as_os_str().to_string_lossy());
        let first = parts.next()?;
        let ours = first == "loa.toml" || FOLDERS.contains(&first.as_ref()) && !parts.any(|part| is_hidden(&part));
        ours.then(|| path.to_owned())
    }

    /// What a burst amounts to; `None` when it was nothing.
    fn changes(&mut self, burst: &Burst) -> Option<Changes> {
        if burst.is_empty() {
            return None;
        }
        if burst.everything {
            // Folders may have come unseen.
            drop(self.add());
            // Reading ten thousand sources can itself fill the system's queue: without this, one loss would cause a
            // build, and the build the next loss.
            let now = Stamps::take(&self.root);
            let same = self.after_loss.replace(now.clone()).is_some_and(|before| before == now);
            if same && burst.paths.is_empty() {
                return None;
            }
        }
        let paths = burst.paths.iter().map(|path| self.relative(path)).collect();
        Some(Changes { paths, everything: burst.everything })
    }

    fn relative(&self, path: &Path) -> SourcePath {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<String> =
            relative.components().map(|part| nfc(&part.as_os_str().to_string_lossy()).into_owned()).collect();
        SourcePath::new(parts.join("/"))
    }
}

/// The end of a write, told by Linux alone.
const WRITTEN: AccessKind = AccessKind::Close(AccessMode::Write);

#[cfg(test)]
mod tests;
