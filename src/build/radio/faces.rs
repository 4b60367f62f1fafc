//! How the theme's directives sound.

use std::collections::BTreeSet;

use tera::Context;

use super::channel::airs;
use crate::diag::{Diagnostic, codes};
use crate::markdown::{Audience, BlockKind, Call};
use crate::radio::Faces;
use crate::render::{Directives, Renderer};
use crate::say;
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

/// Directives of pages for the air of which the theme does not say how they sound: nobody hears that they are there.
#[must_use]
pub fn faceless(renderer: &Renderer<'_>) -> Vec<Diagnostic> {
    let site = renderer.site;
    let mut problems = Vec::new();
    for page in site.listed().map(|id| site.page(id)).filter(|page| airs(page)) {
        let mut told = BTreeSet::new();
        for block in page.document.body.blocks.iter().filter(|block| block.audience != Audience::Readers) {
            let (BlockKind::Open(call) | BlockKind::Leaf(call)) = &block.kind else { continue };
            let name = call.name.as_str();
            if OWN.contains(&name) || renderer.theme.is_heard(name) || !told.insert(name) {
                continue;
            }
            let folder = &renderer.theme.manifest.folder;
            let message = say!("khối lệnh `{name}` không có lời cho loa, nên người nghe không biết có khối này"; "the directive `{name}` has no words for the air: listeners do not know that it is there");
            let problem = Diagnostic::new(&codes::NO_SPOKEN_FACE, message).at(&page.document.path, call.span.clone());
            problems.push(problem.hint(say!("thêm tệp {folder}/directives/{name}.spoken.txt"; "add the file {folder}/directives/{name}.spoken.txt")).hint(say!("khối chỉ để xem thì đặt trong :::web"; "what is only to be seen goes into :::web")));
        }
    }
    problems
}

/// Directives whose sound is Loa's own business.
const OWN: [&str; 4] = ["radio", "web", "cut", "pause"];
