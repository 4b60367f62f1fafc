//! The program `loa`; everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    loa::cli::run(std::env::args_os().collect()).into()
}
