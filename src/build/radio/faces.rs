//! How the theme's directives sound.

use std::collections::BTreeSet;

use tera::Context;

use crate::diag::Diagnostic;
use crate::markdown::Call;
use crate::radio::Faces;
use crate::render::{Directives, Renderer};
use crate::theme::Theme;

/// The spoken faces of directives, from the theme.
pub(super) struct ThemeFaces<'r> {
    pub renderer: &'r Renderer<'r>,
}

/// Stands for the body while a container's spoken face is rendered.
const BODY: char = '\u{e020}';

impl Faces for ThemeFaces<'_> {
    fn spoken(&self, call: &Call) -> Option<(String, String)> {
        let mut context: Context = self.renderer.context("");
        Directives { site: self.renderer.site }.fill(&mut context, call, &BODY.to_string());
        // Mistakes in spoken faces are told by `faces`, and hold back the build.
        let words = Theme::sound(self.renderer.theme, &call.name, &context).ok().flatten()?;
        let (before, after) = words.split_once(BODY).unwrap_or((&words, ""));
        Some((before.trim().to_owned(), after.trim().to_owned()))
    }
}

/// Mistakes in the spoken faces of directives, as pages use them: on air such a face would be silent.
#[must_use]
pub fn faces(renderer: &Renderer<'_>) -> Vec<Diagnostic> {
    let mut tried = BTreeSet::new();
    let mut problems = Vec::new();
    for call in renderer.site.pages.iter().flat_map(|page| &page.document.body.calls) {
        if !tried.insert((&call.name, &call.args)) {
            continue;
        }
        let mut context: Context = renderer.context("");
        Directives { site: renderer.site }.fill(&mut context, call, &BODY.to_string());
        problems.extend(renderer.theme.sound(&call.name, &context).err().map(|problem| *problem));
    }
    problems
}
