//! The look of a site and how directives sound: the built-in theme, over which a site may lay files of its own.

mod bounds;
mod css;
mod embedded;
mod foreign;
mod manifest;
mod statics;
mod trouble;

pub use manifest::{ListRule, Manifest};
pub use statics::published;

use std::collections::{BTreeMap, BTreeSet};

use tera::{Context, Tera};

use crate::base::{SourcePath, is_portable};
use crate::config::Config;
use crate::diag::{Diagnostic, codes};
use crate::fs::{self, Files, Listing};
use crate::say;
use trouble::trouble;

/// The name of the theme that is part of the program.
pub const BUILT_IN: &str = "phuong";

/// Directives that Loa itself carries out; themes need no file for them.
pub const OWN_DIRECTIVES: [&str; 6] = ["radio", "web", "cut", "pause", "say", "sic"];

/// Templates that every theme must have.
const TEMPLATES: [&str; 16] = [
    "page.html",
    "section.html",
    "index.html",
    "term.html",
    "taxonomy.html",
    "404.html",
    "redirect.html",
    "radio-script.html",
    "radio-index.html",
    "tim-kiem.html",
    "a-z.html",
    "so-do-trang.html",
    "lien-he.html",
    "kenh-chinh-thuc.html",
    "phat-thanh.html",
    "ban-doc.html",
];

/// Memory to begin a page with, in bytes: most pages have less.
const PAGE: usize = 24 * 1024;

/// A loaded theme. Templates see only what they are given: there are no functions that reach elsewhere.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    /// Names of the directives with a face for readers, and with one for listeners.
    seen: BTreeSet<String>,
    heard: BTreeSet<String>,
    pub manifest: Manifest,
    /// Files to publish, by name below `static/`.
    pub statics: BTreeMap<String, Vec<u8>>,
    /// Whether the site has templates, directives or lists that are not the built-in theme's.
    pub is_own: bool,
}

impl Theme {
    /// Loads the site's theme. Mistakes in it are told all at once; what could be loaded is there.
    #[must_use]
    pub fn load(files: &dyn Files, config: &Config, config_path: &SourcePath) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let folder = format!("themes/{}", config.theme);
        // A name, not a way: what lies elsewhere is no theme of this site.
        let listing = if is_portable(&config.theme) { files.list(&folder) } else { Listing::default() };
        problems.extend(listing.problems);
        if listing.entries.is_empty() && config.theme != BUILT_IN {
            let name = &config.theme;
            problems.push(
                Diagnostic::new(
                    &codes::NO_THEME,
                    say!("không có thư mục `themes/{name}`"; "there is no folder `themes/{name}`"),
                )
                .at(config_path, config.theme_span.clone())
                .hint(say!("dùng giao diện có sẵn: theme = \"phuong\""; "use the built-in theme: theme = \"phuong\"")),
            );
        }
        let mut layers: BTreeMap<String, Vec<u8>> =
            embedded::FILES.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
        let mut own = BTreeSet::new();
        for entry in &listing.entries {
            let name = entry.path.as_str()[folder.len() + 1..].to_owned();
            if entry.size > fs::LARGEST && !name.starts_with("static/") {
                problems.push(fs::too_large(entry.size, &entry.path));
                continue;
            }
            match files.read(entry) {
                Ok(bytes) => {
                    own.insert(name.clone());
                    layers.insert(name, bytes);
                }
                Err(error) => {
                    let (path, cause) = (&entry.path, &error.cause);
                    problems.push(
                        Diagnostic::new(
                            &codes::UNREADABLE,
                            say!("không đọc được `{path}`: {cause}"; "`{path}` cannot be read: {cause}"),
                        )
                        .in_file(path),
                    );
                }
            }
        }
        let built_in = |name: &str| embedded::FILES.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes);
        let mut of_the_site = own.iter().filter(|name| !name.starts_with("static/"));
        let is_own = of_the_site.any(|name| layers.get(name).map(Vec::as_slice) != built_in(name));
        drop_homeless(&mut layers, &own);
        (Self { is_own, ..Self::assemble(&layers, &folder, &mut problems) }, problems)
    }

    fn assemble(layers: &BTreeMap<String, Vec<u8>>, folder: &str, problems: &mut Vec<Diagnostic>) -> Self {
        let mut templates = Vec::new();
        let (mut seen, mut heard, mut statics) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
        let mut manifest = Manifest::default();
        for (name, bytes) in layers {
            let path = SourcePath::new(format!("{folder}/{name}"));
            if let Some(file) = name.strip_prefix("static/") {
                problems.extend(foreign::in_style(file, bytes, &path));
                let bytes = match std::str::from_utf8(bytes) {
                    Ok(text) if file.ends_with(".css") => css::slim(text).into_bytes(),
                    _ => bytes.clone(),
                };
                statics.insert(file.to_owned(), bytes);
                continue;
            }
            // A file that is no text has its message, and still counts as being there.
            let text = fs::decode(bytes, &path).unwrap_or_else(|problem| {
                problems.push(*problem);
                String::new()
            });
            problems.extend(foreign::in_template(name, &text, &path));
            if let Some(template) = name.strip_prefix("templates/") {
                templates.push((template.to_owned(), text));
            } else if let Some(directive) = name.strip_prefix("directives/") {
                if let Some(name) = directive.strip_suffix(".html") {
                    seen.insert(name.to_owned());
                } else if let Some(name) = directive.strip_suffix(".spoken.txt") {
                    heard.insert(name.to_owned());
                }
                templates.push((name.clone(), text));
            } else if name == "theme.toml" {
                let (read, mistakes) = Manifest::parse(&text, &path);
                manifest = read;
                problems.extend(mistakes);
            }
        }
        statics::link(&mut statics, folder, problems);
        let tera = compile(&templates, folder, problems);
        for name in TEMPLATES.iter().filter(|name| !templates.iter().any(|(template, _)| template == *name)) {
            problems.push(Diagnostic::new(
                &codes::TEMPLATE,
                say!("giao diện thiếu mẫu `{name}`"; "the theme lacks the template `{name}`"),
            ));
        }
        Self { tera, seen, heard, manifest, statics, is_own: false }
    }

    /// Whether pages may use this directive.
    #[must_use]
    pub fn knows(&self, directive: &str) -> bool {
        self.seen.contains(directive) || OWN_DIRECTIVES.contains(&directive)
    }

    /// Whether there is a template of this name, such as `kinds/warning.html`.
    #[must_use]
    pub fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    /// The names of all templates, in no order.
    pub fn templates(&self) -> impl Iterator<Item = &str> {
        self.tera.get_template_names()
    }

    /// All names that pages may use, for suggestions.
    pub fn directives(&self) -> impl Iterator<Item = &str> {
        self.seen.iter().map(String::as_str).chain(OWN_DIRECTIVES)
    }

    /// Renders a template; the error is a diagnostic at the place in the theme's file.
    ///
    /// # Errors
    /// When the template names what its view does not have.
    pub fn render(&self, template: &str, view: &Context) -> Result<String, Box<Diagnostic>> {
        bounds::begin();
        self.tera
            .render(template, view)
            .map_err(|error| Box::new(trouble(&error, template, &self.manifest.folder, &[])))
    }

    /// The same as UTF-8, for what is read on as bytes: looking through all pages for letters cut in two costs as much
    /// as writing them.
    ///
    /// # Errors
    /// As for [`Theme::render`].
    pub fn render_bytes(&self, template: &str, view: &Context) -> Result<Vec<u8>, Box<Diagnostic>> {
        bounds::begin();
        let mut bytes = Vec::with_capacity(PAGE);
        match self.tera.render_to(template, view, &mut bytes) {
            Ok(()) => Ok(bytes),
            Err(error) => Err(Box::new(trouble(&error, template, &self.manifest.folder, &[]))),
        }
    }

    /// How a directive looks; `None` when the theme gives it no face.
    ///
    /// # Errors
    /// As for [`Theme::render`].
    pub fn look(&self, directive: &str, view: &Context) -> Result<Option<String>, Box<Diagnostic>> {
        if !self.seen.contains(directive) {
            return Ok(None);
        }
        self.render(&format!("directives/{directive}.html"), view).map(Some)
    }

    /// Whether the theme says how a directive sounds.
    #[must_use]
    pub fn is_heard(&self, directive: &str) -> bool {
        self.heard.contains(directive)
    }

    /// How a directive sounds; `None` when the theme gives it no spoken face.
    ///
    /// # Errors
    /// As for [`Theme::render`].
    pub fn sound(&self, directive: &str, view: &Context) -> Result<Option<String>, Box<Diagnostic>> {
        if !self.heard.contains(directive) {
            return Ok(None);
        }
        self.render(&format!("directives/{directive}.spoken.txt"), view).map(Some)
    }
}

/// A site that replaces `page.html` by one without the blocks that a built-in kind of page fills shows that kind by its
/// `page.html`; templates of its own are kept, and told where they do not fit.
fn drop_homeless(layers: &mut BTreeMap<String, Vec<u8>>, own: &BTreeSet<String>) {
    const FRAME: &str = "templates/page.html";
    if !own.contains(FRAME) {
        return;
    }
    let blocks = |name: &str| layers.get(name).map(|bytes| blocks(&String::from_utf8_lossy(bytes))).unwrap_or_default();
    let known = blocks(FRAME);
    let kinds = layers.keys().filter(|name| name.starts_with("templates/kinds/") && !own.contains(*name));
    let homeless: Vec<String> = kinds.filter(|name| !blocks(name).is_subset(&known)).cloned().collect();
    homeless.iter().for_each(|name| drop(layers.remove(name)));
}

/// The names of the blocks of a template.
fn blocks(template: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.split_whitespace().next().unwrap_or_default().to_owned();
    let begun = template.split("{%").skip(1).map(|part| part.trim_start_matches('-').trim_start());
    begun.filter_map(|part| part.strip_prefix("block ")).map(name).collect()
}

fn compile(templates: &[(String, String)], folder: &str, problems: &mut Vec<Diagnostic>) -> Tera {
    let fresh = || {
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
        tera.register_function("range", bounds::range);
        tera
    };
    let mut tera = fresh();
    let Err(first) = tera.add_raw_templates(templates.iter().map(|(name, text)| (name.as_str(), text.as_str()))) else {
        return tera;
    };
    // The engine stops at the first mistake; each file alone tells its own. What a file alone cannot see is told last.
    let mut found = Vec::new();
    for (name, text) in templates {
        if let Err(error) = fresh().add_raw_template(name, text)
            && matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
        {
            found.push(trouble(&error, name, folder, templates));
        }
    }
    if found.is_empty() {
        found.push(trouble(&first, "", folder, templates));
    }
    problems.extend(found);
    fresh()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_the_blocks_of_a_kind_stands_for_that_kind() {
        let built_in = || -> BTreeMap<String, Vec<u8>> {
            embedded::FILES.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect()
        };
        let with = |page: &str| {
            let mut layers = built_in();
            layers.insert("templates/page.html".to_owned(), page.as_bytes().to_vec());
            drop_homeless(&mut layers, &BTreeSet::from(["templates/page.html".to_owned()]));
            let mut problems = Vec::new();
            let theme = Theme::assemble(&layers, "themes/x", &mut problems);
            assert_eq!(problems, []);
            ["kinds/faq.html", "kinds/warning.html"].map(|name| theme.has(name))
        };
        assert_eq!(with("{{ page.title }}"), [false, false]);
        assert_eq!(
            with("{% extends \"base.html\" %}{% block main %}{%- block contents %}{% endblock %}{% endblock %}"),
            [true, false]
        );
        let mut layers = built_in();
        drop_homeless(&mut layers, &BTreeSet::new());
        assert_eq!(layers, built_in());
    }

    #[test]
    fn the_embedded_list_is_the_folder() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/phuong");
        let mut on_disk: Vec<String> = walkdir::WalkDir::new(&folder)
            .into_iter()
            .flatten()
            .filter(|found| found.file_type().is_file())
            .map(|found| {
                found.path().strip_prefix(&folder).unwrap_or(found.path()).to_string_lossy().replace('\\', "/")
            })
            .collect();
        on_disk.sort();
        let embedded: Vec<String> = embedded::FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(embedded, on_disk, "src/theme/embedded.rs must name each file of themes/phuong, in order");
    }
}
