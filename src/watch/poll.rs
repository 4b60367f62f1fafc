//! Looks at all sources again and again, for disks that tell of no change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use super::Message;
use super::scan::Stamps;
use crate::base::Fingerprint;

/// The shortest time between two looks.
const PAUSE: Duration = Duration::from_millis(300);

/// Looking takes at most one part in so many of a core.
const SHARE: u32 = 10;

/// Some disks tell the time of a change to two seconds only: a file saved again within that time, with the same size,
/// looks as it did. So what has just changed is read as well, for a while.
const RECENT: Duration = Duration::from_secs(3);

/// Begins to look, until nobody listens.
///
/// # Errors
/// When the system allows no thread.
pub(super) fn start(root: PathBuf, sender: Sender<Message>) -> std::io::Result<()> {
    let mut known = Stamps::take(&root);
    std::thread::Builder::new().name("loa-poll".to_owned()).spawn(move || {
        let mut recent: BTreeMap<PathBuf, (Instant, Option<Fingerprint>)> = BTreeMap::new();
        let mut pause = PAUSE;
        loop {
            std::thread::sleep(pause);
            let start = Instant::now();
            let now = Stamps::take(&root);
            let mut changed = now.changed_since(&known);
            recent.retain(|path, (seen, print)| {
                if *print != print_of(path) {
                    changed.insert(path.clone());
                }
                seen.elapsed() < RECENT
            });
            known = now;
            for path in &changed {
                recent.insert(path.clone(), (start, print_of(path)));
            }
            pause = PAUSE.max(start.elapsed() * SHARE);
            if !changed.is_empty() && sender.send(Message::Found(changed)).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

fn print_of(path: &Path) -> Option<Fingerprint> {
    std::fs::read(path).ok().map(|bytes| Fingerprint::of(&bytes))
}
