//! Makes and stages the files of the portal, in parallel.

use std::borrow::Cow;

use rayon::prelude::*;

use super::load::Inputs;
use super::plan::{Output, Recipe};
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

/// Renders every page to find the mistakes of templates, and keeps nothing.
pub(super) fn render_all(renderer: &Renderer<'_>, outputs: &[Output]) -> Vec<Diagnostic> {
    outputs
        .par_iter()
        .filter(|output| !is_file(&output.recipe))
        .filter_map(|output| text(renderer, &output.recipe, &output.path).err())
        .map(|problem| *problem)
        .collect()
}

/// A picture without what a camera adds; any other file as it is.
fn plain(bytes: Vec<u8>) -> Vec<u8> {
    match media::strip(&bytes) {
        Some(Cow::Owned(plain)) => plain,
        _ => bytes,
    }
}

/// Whether an output is bytes that no template has to do with.
fn is_file(recipe: &Recipe) -> bool {
    use Recipe::{Asset, Card, Rendition, Sound, Static};
    matches!(recipe, Static(_) | Asset(_) | Rendition(..) | Card(_) | Sound(_))
}

/// The text of one output.
fn text(renderer: &Renderer<'_>, recipe: &Recipe, path: &str) -> Outcome<Vec<u8>> {
    let site = renderer.site;
    let html = match recipe {
        Recipe::Home => render::home(renderer)?,
        Recipe::Page(id) => render::page(renderer, *id)?,
        Recipe::Section(id, number) => render::section(renderer, *id, *number)?,
        Recipe::Taxonomy(at, number) => render::taxonomy(renderer, &site.taxonomies[*at], *number)?,
        Recipe::Term(at, term, number) => {
            let taxonomy = &site.taxonomies[*at];
            render::term(renderer, taxonomy, &taxonomy.terms[*term], *number)?
        }
        Recipe::Alias(id) => render::redirect(renderer, *id)?,
        Recipe::NotFound => render::not_found(renderer)?,
        Recipe::PageJson(id) => return Ok(render::page_json(renderer, *id).into_bytes()),
        Recipe::Atom(id) => return Ok(feed(renderer, *id).into_bytes()),
        Recipe::JsonFeed => return Ok(render::json_feed(renderer, &site.listed().collect::<Vec<_>>()).into_bytes()),
        Recipe::Sitemap => return Ok(render::sitemap(renderer).into_bytes()),
        Recipe::Manifest => return Ok(render::manifest(site, renderer.config).into_bytes()),
        Recipe::Robots => return Ok(render::robots(renderer).into_bytes()),
        Recipe::Headers => return Ok(render::headers().into_bytes()),
        Recipe::Own(own) => match own {
            Own::Search => render::search(renderer)?.into_bytes(),
            Own::Alphabet => render::alphabet(renderer, None)?,
            Own::Map => render::map(renderer)?,
            Own::Contacts => render::contacts(renderer)?,
            Own::Channels => render::channels(renderer)?,
            Own::Programmes => render::programmes(renderer)?,
        },
        Recipe::Leaf(at) => render::alphabet(renderer, Some(*at))?,
        Recipe::Transcript(id) => render::transcript(renderer, *id)?,
        Recipe::Calendar => return Ok(renderer.made.airing.calendar.clone().into_bytes()),
        Recipe::Index(at) => return Ok(renderer.made.shards[*at].text.clone().into_bytes()),
        Recipe::Static(_) | Recipe::Asset(_) | Recipe::Rendition(..) | Recipe::Card(_) | Recipe::Sound(_) => {
            return Ok(Vec::new());
        }
    };
    let from = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
    let links = Links::new(site, &renderer.config.base_url, &from, matches!(recipe, Recipe::NotFound));
    renderer.finish(&html, &links)
}

fn feed(renderer: &Renderer<'_>, id: crate::site::SectionId) -> String {
    let site = renderer.site;
    let section = site.section(id);
    if id.0 == 0 {
        return render::atom(renderer, &renderer.config.title, &UrlPath::new("/"), &site.listed().collect::<Vec<_>>());
    }
    render::atom(renderer, &section.title, &section.url, &section.pages)
}
