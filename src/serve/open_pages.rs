//! Which pages are open in a browser: those that wait for the next build.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A page that was answered asks again at once; a page that reloads is away for a moment.
const AWAY: Duration = Duration::from_secs(3);

#[derive(Debug, Default)]
pub(super) struct OpenPages(Mutex<BTreeMap<String, Seen>>);

#[derive(Debug)]
struct Seen {
    waiting: usize,
    last: Instant,
}

/// One page that waits, until dropped.
pub(super) struct Waiting {
    pages: Arc<OpenPages>,
    path: String,
}

impl OpenPages {
    pub fn enter(self: &Arc<Self>, path: &str) -> Waiting {
        self.with(path, |seen| seen.waiting += 1);
        Waiting { pages: Arc::clone(self), path: path.to_owned() }
    }

    /// How many wait at this moment.
    pub fn waiting(&self) -> usize {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.values().map(|seen| seen.waiting).sum()
    }

    /// The paths, the one looked at last first.
    pub fn list(&self) -> Vec<String> {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.retain(|_, seen| seen.waiting > 0 || seen.last.elapsed() < AWAY);
        let mut list: Vec<(Instant, String)> = pages.iter().map(|(path, seen)| (seen.last, path.clone())).collect();
        list.sort_by(|(one, _), (other, _)| other.cmp(one));
        list.into_iter().map(|(_, path)| path).collect()
    }

    fn with(&self, path: &str, change: impl FnOnce(&mut Seen)) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Nobody may ask for the list for hours.
        pages.retain(|_, seen| seen.waiting > 0 || seen.last.elapsed() < AWAY);
        let seen = pages.entry(path.to_owned()).or_insert(Seen { waiting: 0, last: Instant::now() });
        seen.last = Instant::now();
        change(seen);
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.pages.with(&self.path, |seen| seen.waiting = seen.waiting.saturating_sub(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_open_while_it_waits_and_a_little_longer() {
        let pages = Arc::new(OpenPages::default());
        let first = pages.enter("/a/");
        let second = pages.enter("/b/");
        let again = pages.enter("/a/");
        assert_eq!(pages.list(), ["/a/", "/b/"]);
        assert_eq!(pages.waiting(), 3);
        drop((first, second));
        assert_eq!(pages.list(), ["/b/", "/a/"], "it may be on its way back");
        pages.0.lock().expect("a lock").values_mut().for_each(|seen| {
            seen.last = seen.last.checked_sub(AWAY).expect("a machine that has run for a while");
        });
        assert_eq!(pages.list(), ["/a/"]);
        drop(again);
    }
}
