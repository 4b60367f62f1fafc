//! What a look need not do anew: after the edits that writers make most often, nearly all that is known of a site is still
//! true, and to prove it takes less than to find it out again.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::edition::Edition;
use super::look::{Looked, Sound};
use super::reader::is_of_theme;
use super::{Builder, Options, adjusted, gather};
use crate::base::SourcePath;
use crate::content::{Document, FrontMatter};
use crate::diag::{Diagnostic, Severity, codes};
use crate::markdown::Target;
use crate::render::Made;
use crate::site::{PageId, Place, below_content, check_texts};

impl Builder<'_> {
    /// Looks at what was touched where that is known to change little; else `None`.
    pub(super) fn look_again(&mut self, options: &Options<'_>, paths: &BTreeSet<SourcePath>) -> Option<Looked> {
        let before = Arc::clone(self.edition.as_ref()?);
        let config = &before.inputs.config;
        let raises = config.lint.values().any(|level| *level == Some(Severity::Error));
        if paths.is_empty() || raises || before.site.today != (options.today)(&config.timezone) {
            return None;
        }
        let said = self.said.clone()?;
        if paths.iter().all(is_of_theme) {
            self.look_at_theme(&before, said, paths)
        } else {
            self.look_at_texts(&before, &said, paths)
        }
    }

    /// Nothing has changed but what known pages say, or what they are called: all else is as it was.
    fn look_at_texts(&mut self, before: &Edition, said: &[Diagnostic], paths: &BTreeSet<SourcePath>) -> Option<Looked> {
        let Edition { inputs, site, .. } = before;
        let place = |path: &SourcePath| match site.by_file.get(below_content(path)) {
            Some(Place::Page(id)) => Some(*id),
            _ => None,
        };
        let ids: Vec<PageId> = paths.iter().map(place).collect::<Option<_>>()?;
        let documents = self.reader.renew(paths)?;
        let mut renewed: Vec<(PageId, Arc<Document>)> = ids.into_iter().zip(documents).collect();
        renewed.retain(|(id, document)| !Arc::ptr_eq(&site.page(*id).document, document));
        let pairs = || renewed.iter().map(|(id, document)| (&*site.page(*id).document, &**document));
        let of_these = |one: &Diagnostic| one.place.as_ref().is_some_and(|(path, _)| paths.contains(path));
        // What is wrong with an address or a picture was not found in the text alone.
        let pictured = pairs().any(|(_, document)| pictures_of(document).next().is_some());
        let elsewhere =
            |one: &Diagnostic| pictured || [codes::BAD_ADDRESS.id, codes::DUPLICATE_ADDRESS.id].contains(&one.code.id);
        if !pairs().all(|(then, now)| keeps_its_place(then, now))
            || said.iter().any(|one| of_these(one) && elsewhere(one))
        {
            self.said = None;
            return None;
        }
        let same_names = pairs().all(|(then, now)| then.front == now.front && then.summary == now.summary);
        let site = Arc::new(site.with_documents(&renewed));
        let mut found: Vec<Diagnostic> = said.iter().filter(|one| !of_these(one)).cloned().collect();
        let renewed = renewed.iter().map(|(_, document)| document);
        found.extend(renewed.clone().flat_map(|document| document.problems.iter().cloned()));
        found.extend(check_texts(&site, &inputs.config, &inputs.theme, renewed));
        let diagnostics = adjusted(found, inputs, &site);
        if diagnostics.iter().any(Diagnostic::is_error) {
            return Some(self.refused(diagnostics));
        }
        let edition = if same_names {
            Edition { site, ..before.clone() }
        } else {
            let sound = Sound::new(Arc::clone(inputs), site, Arc::clone(&before.lasting));
            let gathered = Arc::clone(&self.gathered);
            self.compose(&sound, |sound| gather(&sound.site, &sound.inputs.config, &gathered))
        };
        Some(self.looked(edition, diagnostics))
    }

    /// Nothing has changed but templates: the site is what it was, and looks otherwise.
    fn look_at_theme(
        &mut self,
        before: &Edition,
        said: Vec<Diagnostic>,
        paths: &BTreeSet<SourcePath>,
    ) -> Option<Looked> {
        let (theme, mistakes) = self.reader.renewed_theme(&before.inputs.config, paths)?;
        let known = &before.inputs.theme;
        // Addresses hold the hashes of a theme's other files, and pages are checked against the names of directives.
        if theme.statics != known.statics || !theme.directives().eq(known.directives()) {
            return None;
        }
        let inputs = before.inputs.with_theme(theme);
        let diagnostics = adjusted(said.into_iter().chain(mistakes).collect(), &inputs, &before.site);
        if diagnostics.iter().any(Diagnostic::is_error) {
            return Some(self.refused(diagnostics));
        }
        let sound = Sound::new(Arc::new(inputs), Arc::clone(&before.site), Arc::clone(&before.lasting));
        let edition = self.compose(&sound, |_| Made::clone(before.common.made()));
        Some(self.looked(edition, diagnostics))
    }
}

/// Whether two states of a page differ in nothing but its text, its title and its description: so that it has the same
/// address and neighbours, stands in the same lists, and what others refer to is still there.
fn keeps_its_place(then: &Document, now: &Document) -> bool {
    let named = |front: &FrontMatter| !front.title.is_empty();
    then.role == now.role
        && then.front.rest == now.front.rest
        && named(&then.front)
        && named(&now.front)
        && then.body.dangers == now.body.dangers
        && then.body.anchors == now.body.anchors
        && pictures_of(then).eq(pictures_of(now))
}

fn pictures_of(document: &Document) -> impl Iterator<Item = &Target> {
    document.body.links.iter().filter(|link| link.image).map(|link| &link.target)
}
