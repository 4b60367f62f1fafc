//! Makes and stages the files of the portal, in parallel.

use std::borrow::Cow;

use rayon::prelude::*;

use super::load::Inputs;
use super::plan::{Output, Recipe};
use super::shapes;
use crate::base::UrlPath;
use crate::diag::Diagnostic;
use crate::fs::{self, Cache, Files, Staged};
use crate::media;
use crate::render::{self, Links, Outcome, Renderer};
use crate::site::Own;

/// What the files of the portal are made with.
#[derive(Clone, Copy)]
pub(super) struct Workshop<'w> {
    pub renderer: Renderer<'w>,
    pub inputs: &'w Inputs,
    pub files: &'w dyn Files,
    pub cache: &'w Cache,
}

impl Workshop<'_> {
    /// The bytes of one file, or the mistake in a template that keeps it from being made. `sound` finds a machine's reading
    /// by its file under `dist/radio`.
    ///
    /// # Errors
    /// Trouble with the machine.
    pub fn make(
        &self,
        output: &Output,
        sound: &dyn Fn(&str) -> Option<Vec<u8>>,
    ) -> Result<Outcome<Cow<'_, [u8]>>, fs::Error> {
        let Self { renderer, inputs, files, cache } = self;
        Ok(Ok(match &output.recipe {
            Recipe::Static(name) => Cow::Borrowed(inputs.theme.statics.get(name).map_or(&[], Vec::as_slice)),
            Recipe::Asset(file) => match inputs.assets.get(file) {
                Some(entry) => Cow::Owned(plain(files.read(entry)?)),
                None => Cow::Borrowed(&[]),
            },
            Recipe::Rendition(file, one) => Cow::Owned(super::pictures::rendition(inputs, *files, cache, file, one)?),
            Recipe::Card(card) => Cow::Owned(super::pictures::card(cache, card)),
            // It was there a moment ago; one that went since is an empty file until the next build.
            Recipe::Sound(file) => Cow::Owned(sound(file).unwrap_or_default()),
            recipe => return Ok(text(renderer, recipe, &output.path).map(Cow::Owned)),
        }))
    }

    /// Stages these outputs, until `stop` says that nobody wants them any more. Returns the mistakes found in templates.
    ///
    /// # Errors
    /// The first trouble with the machine.
    pub fn stage<'o>(
        &self,
        outputs: impl IndexedParallelIterator<Item = &'o Output>,
        staged: &Staged<'_>,
        radio: &Staged<'_>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<Diagnostic>, fs::Error> {
        let done: Vec<Result<Option<Box<Diagnostic>>, fs::Error>> = outputs
            .map(|output| {
                if stop() {
                    return Ok(None);
                }
                match self.make(output, &|file| radio.read(file))? {
                    Ok(bytes) => staged.put(&output.path, &bytes).map(|_| None),
                    Err(problem) => Ok(Some(problem)),
                }
            })
            .collect();
        let mut problems = Vec::new();
        for done in done {
            problems.extend(done?.map(|problem| *problem));
        }
        Ok(problems)
    }
}

/// Renders what may show mistakes of templates, and keeps nothing.
pub(super) fn try_templates(renderer: &Renderer<'_>, outputs: &[Output]) -> Vec<Diagnostic> {
    let chosen = shapes::to_render(renderer, outputs);
    let failed = chosen.par_iter().filter_map(|output| html(renderer, &output.recipe)?.err());
    failed.map(|problem| *problem).collect()
}

/// A picture without what a camera adds; any other file as it is.
fn plain(bytes: Vec<u8>) -> Vec<u8> {
    match media::strip(&bytes) {
        Some(Cow::Owned(plain)) => plain,
        _ => bytes,
    }
}

/// The text of one output.
fn text(renderer: &Renderer<'_>, recipe: &Recipe, path: &str) -> Outcome<Vec<u8>> {
    let site = renderer.site;
    let Some(html) = html(renderer, recipe) else { return Ok(data(renderer, recipe)) };
    let html = html?;
    let from = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
    let links = Links::new(site, &renderer.config.base_url, &from, matches!(recipe, Recipe::NotFound));
    renderer.finish(&html, &links)
}

/// What a template makes of an output, before its links are made relative; `None` where no template has a part.
fn html(renderer: &Renderer<'_>, recipe: &Recipe) -> Option<Outcome<Vec<u8>>> {
    let site = renderer.site;
    Some(match recipe {
        Recipe::Home => render::home(renderer),
        Recipe::Page(id) => render::page(renderer, *id),
        Recipe::Section(id, number) => render::section(renderer, *id, *number),
        Recipe::Taxonomy(at, number) => render::taxonomy(renderer, &site.taxonomies[*at], *number),
        Recipe::Term(at, term, number) => {
            let taxonomy = &site.taxonomies[*at];
            render::term(renderer, taxonomy, &taxonomy.terms[*term], *number)
        }
        Recipe::Alias(id) => render::redirect(renderer, *id),
        Recipe::NotFound => render::not_found(renderer),
        Recipe::Own(own) => match own {
            Own::Search => render::search(renderer),
            Own::Alphabet => render::alphabet(renderer, None),
            Own::Map => render::map(renderer),
            Own::Contacts => render::contacts(renderer),
            Own::Channels => render::channels(renderer),
            Own::Programmes => render::programmes(renderer),
        },
        Recipe::Leaf(at) => render::alphabet(renderer, Some(*at)),
        Recipe::Transcript(id) => render::transcript(renderer, *id),
        _ => return None,
    })
}

/// An output that no template makes, and that is no file: what is a file has no text.
fn data(renderer: &Renderer<'_>, recipe: &Recipe) -> Vec<u8> {
    let site = renderer.site;
    let text = match recipe {
        Recipe::PageJson(id) => render::page_json(renderer, *id),
        Recipe::Atom(id) => feed(renderer, *id),
        Recipe::JsonFeed => render::json_feed(renderer, &site.listed().collect::<Vec<_>>()),
        Recipe::Sitemap => render::sitemap(renderer),
        Recipe::Manifest => render::manifest(site, renderer.config),
        Recipe::Robots => render::robots(renderer),
        Recipe::Headers => render::headers(),
        Recipe::Calendar => renderer.made.airing.calendar.clone(),
        Recipe::Index(at) => renderer.made.shards[*at].text.clone(),
        _ => String::new(),
    };
    text.into_bytes()
}

fn feed(renderer: &Renderer<'_>, id: crate::site::SectionId) -> String {
    let site = renderer.site;
    let section = site.section(id);
    if id.0 == 0 {
        return render::atom(renderer, &renderer.config.title, &UrlPath::new("/"), &site.listed().collect::<Vec<_>>());
    }
    render::atom(renderer, &section.title, &section.url, &section.pages)
}
