//! Names of outputs that cannot be on every disk: what one ward builds another must be able to copy, on Windows too.

use super::plan::{Output, owner};
use crate::base::is_portable;
use crate::diag::{Diagnostic, codes};
use crate::say;
use crate::site::Site;

/// A message for each address with a name that some system refuses, at the place where it was chosen.
pub(super) fn unportable(site: &Site, outputs: &[Output]) -> Vec<Diagnostic> {
    let mut problems: Vec<Diagnostic> = Vec::new();
    for output in outputs {
        let Some(name) = output.path.split('/').find(|name| !is_portable(name)) else { continue };
        let message = say!("tên `{name}` không dùng được trên Windows"; "the name `{name}` cannot be used on Windows");
        let hint = say!("đổi tên tệp, hoặc đặt `slug` khác"; "rename the file, or give it another `slug`");
        let problem = Diagnostic::new(&codes::BAD_ADDRESS, message).hint(hint);
        let problem = match owner(site, output) {
            Some((path, span)) => problem.at(&path, span),
            None => problem,
        };
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    problems
}
