//! The register of legal documents, `content/_data/laws.toml`, and the citations of them in running text.

mod citation;
mod issuers;
mod page;
mod register;
mod status;

pub use citation::{Citation, Finder, Kind, Memory, Provision};
pub use issuers::{issuer_clash, local_place_clash};
pub use page::{Cited, citations};
pub use register::{Checked, Law, Mark, parse};
pub use status::Status;
