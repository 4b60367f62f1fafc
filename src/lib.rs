//! Loa turns a ward's articles into a web portal and into loudspeaker programmes.
//!
//! The layers, from the bottom; a module imports only from layers below its own:
//!
//! | layer | modules |
//! |---|---|
//! | 0 | [`base`] |
//! | 1 | [`diag`], [`speech`] |
//! | 2 | [`fs`], [`data`], [`markdown`] |
//! | 3 | [`config`] |
//! | 4 | [`theme`], [`content`], [`law`] |
//! | 5 | [`site`] |
//! | 6 | [`render`], [`radio`] |
//! | 7 | [`build`] |
//! | 8 | [`watch`], [`serve`] |
//! | 9 | [`cli`] |

pub mod base;
pub mod build;
pub mod cli;
pub mod config;
pub mod content;
pub mod data;
pub mod diag;
pub mod fs;
pub mod law;
pub mod markdown;
pub mod radio;
pub mod render;
pub mod serve;
pub mod site;
pub mod speech;
pub mod theme;
pub mod watch;
