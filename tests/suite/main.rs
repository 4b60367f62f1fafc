//! The program as its users meet it: every test runs the real `loa` in a folder of its own.
//!
//! How to write one is told in `tests/README.md`.

#[cfg(unix)]
mod audio;
mod broken;
mod commands;
mod desk;
mod determinism;
mod harness;
mod hostile;
mod incremental;
#[cfg(unix)]
mod kill;
mod kinds;
mod law;
mod layers;
mod lints;
mod made;
mod media;
mod pages;
mod portal_pages;
mod radio;
mod sheets;
mod urgent;
mod voice;
mod walk;
mod watch;
mod wording;
mod xss;
