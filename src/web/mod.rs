//! Addresses of the web as they are judged before anything links to them: hostile, made to look official, or hiding
//! where they lead. A pure leaf: it knows neither the site nor its files, and asks nobody.
//!
//! ```
//! use loa::web::{Trick, Verdict, Watch};
//! let watch = Watch::default();
//! assert_eq!(watch.judge("https://dichvucong.gov.vn/p/home/"), Verdict::Fine);
//! let verdict = watch.judge("https://dichvucong.gov.vn.example.com/");
//! assert!(matches!(verdict, Verdict::LookAlike { trick: Trick::EndsElsewhere, .. }));
//! ```

mod address;
mod letters;
mod tables;
mod watch;

pub use address::Address;
pub use watch::{Hidden, Hostile, Trick, Verdict, Watch};
