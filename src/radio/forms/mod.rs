//! The files that a schedule and a script become, a file of code for each: pure functions to text or bytes, that know
//! neither the disk nor the clock. The pages for a browser are templates of the theme instead.

mod csv;
mod json;
mod text;
