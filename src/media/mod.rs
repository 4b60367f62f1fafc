//! Pictures and files beside the pages, as pure functions from bytes to bytes: light versions of a photograph, what an
//! attachment is, the code that a telephone reads from paper.
//!
//! ```
//! assert_eq!(loa::media::describe("don/mau-don.docx", 49_000), Some("Word, 48 KB".to_owned()));
//! ```

mod card;
mod catalog;
mod code;
mod file;
mod lettering;
mod make;
mod picture;
mod strip;
mod vector;

pub use card::{CARD, Card};
pub use catalog::{Catalog, File, Picture, Rendition};
pub use code::code;
pub use file::describe;
pub use make::{Made, VERSION, decode, make};
pub use picture::{Probe, Trouble, is_picture, probe};
pub use strip::strip;
