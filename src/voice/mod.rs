//! Announcers measured: what recordings of known scripts tell about whoever read them, and where `loa.toml` keeps it.
//!
//! Pure: bytes and texts come in, an [`Announcer`](crate::config::Announcer)'s figures go out. A WAV file is listened
//! to: its length counts from the first sound to the last, and its silences are laid beside the marks of the script. Of
//! an MP3 or M4A file only the length is known.

mod align;
mod entry;
mod fault;
mod fit;
mod gate;
mod length;
mod recording;
mod script;

pub use align::{Measured, Seen, align};
pub use entry::{has_rate, put};
pub use fault::Fault;
pub use fit::{Reading, Voice, fit};
pub use recording::{Recording, Silence};
pub use script::{Piece, Script, is_spoken};
