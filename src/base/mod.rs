//! Words that every other module uses: civil dates, spoken time, fingerprints, text clean-up and paths.
//!
//! Layer 0: imports nothing of this crate.

mod collate;
mod date;
mod fingerprint;
mod millis;
mod path;
mod text;

pub use collate::{ALPHABET, SortKey, initial, sort_key};
pub use date::{Date, DateError, IsoWeek, TimeOfDay, Weekday, today_in};
pub use fingerprint::Fingerprint;
pub use millis::Millis;
pub use path::{OutPath, SourcePath, UrlPath, is_portable};
pub(crate) use text::lines;
pub use text::{clean, decomposed_lines, escape_html, nfc, slug};
