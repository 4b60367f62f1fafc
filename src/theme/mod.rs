//! The look of a site and how directives sound: the built-in theme, over which a site may lay files of its own.

mod embedded;
mod manifest;

pub use manifest::{ListRule, Manifest};

use std::collections::{BTreeMap, BTreeSet};

use tera::{Context, Tera};

use crate::base::SourcePath;
use crate::config::Config;
use crate::diag::{Diagnostic, codes};
use crate::fs::{self, Files};
use crate::say;

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
}

impl Theme {
    /// Loads the site's theme. Mistakes in it are told all at once; what could be loaded is there.
    #[must_use]
    pub fn load(files: &dyn Files, config: &Config, config_path: &SourcePath) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let folder = format!("themes/{}", config.theme);
        let listing = files.list(&folder);
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
        for entry in &listing.entries {
            let name = entry.path.as_str()[folder.len() + 1..].to_owned();
            match files.read(entry) {
                Ok(bytes) => drop(layers.insert(name, bytes)),
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
        (Self::assemble(&layers, &folder, &mut problems), problems)
    }

    fn assemble(layers: &BTreeMap<String, Vec<u8>>, folder: &str, problems: &mut Vec<Diagnostic>) -> Self {
        let mut templates = Vec::new();
        let (mut seen, mut heard, mut statics) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
        let mut manifest = Manifest::default();
        for (name, bytes) in layers {
            let path = SourcePath::new(format!("{folder}/{name}"));
            if let Some(file) = name.strip_prefix("static/") {
                statics.insert(file.to_owned(), bytes.clone());
                continue;
            }
            // A file that is no text has its message, and still counts as being there.
            let text = fs::decode(bytes, &path).unwrap_or_else(|problem| {
                problems.push(*problem);
                String::new()
            });
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
        let tera = compile(&templates, folder, problems);
        for name in TEMPLATES.iter().filter(|name| !templates.iter().any(|(template, _)| template == *name)) {
            problems.push(Diagnostic::new(
                &codes::TEMPLATE,
                say!("giao diện thiếu mẫu `{name}`"; "the theme lacks the template `{name}`"),
            ));
        }
        Self { tera, seen, heard, manifest, statics }
    }

    /// Whether pages may use this directive.
    #[must_use]
    pub fn knows(&self, directive: &str) -> bool {
        self.seen.contains(directive) || OWN_DIRECTIVES.contains(&directive)
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
        self.tera
            .render(template, view)
            .map_err(|error| Box::new(trouble(&error, template, &self.manifest.folder, &[])))
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

fn compile(templates: &[(String, String)], folder: &str, problems: &mut Vec<Diagnostic>) -> Tera {
    let fresh = || {
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
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

/// An error of the template engine as a diagnostic at its place.
fn trouble(error: &tera::Error, template: &str, folder: &str, templates: &[(String, String)]) -> Diagnostic {
    let place = |name: &str| {
        let below = if name.starts_with("directives/") { "" } else { "templates/" };
        SourcePath::new(format!("{folder}/{below}{name}"))
    };
    match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
            let reason = report.message();
            let name = if report.filename().is_empty() { template } else { report.filename() };
            let range = report.span().range.clone();
            let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
            Diagnostic::new(
                &codes::TEMPLATE,
                say!("mẫu giao diện có lỗi: {reason}"; "a template has a mistake: {reason}"),
            )
            .at(&place(name), at(range.start)..at(range.end))
        }
        kind => {
            let text = error.to_string();
            let (name, reason, at) = match kind {
                tera::ErrorKind::MissingParent { current, .. } => (current.as_str(), text.as_str(), None),
                _ => told_place(&text).unwrap_or((template, text.as_str(), None)),
            };
            let source =
                templates.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str()).unwrap_or_default();
            let at = match at {
                Some((line, column)) => byte_of(source, line, column),
                None => source.find("extends").unwrap_or(0),
            };
            let at = u32::try_from(at).unwrap_or(0);
            let diagnostic = Diagnostic::new(
                &codes::TEMPLATE,
                say!("mẫu giao diện có lỗi: {reason}"; "a template has a mistake: {reason}"),
            );
            if name.is_empty() { diagnostic } else { diagnostic.at(&place(name), at..at + 1) }
        }
    }
}

/// A file, a reason, and a line and column from 1.
type Told<'t> = (&'t str, &'t str, Option<(usize, usize)>);

/// Some messages of the engine are ready-made text: `error: REASON`, then `--> FILE:LINE:COLUMN`.
fn told_place(text: &str) -> Option<Told<'_>> {
    let reason = text.lines().next()?.trim_start_matches("error: ");
    let place = text.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?.trim();
    let mut parts = place.rsplitn(3, ':');
    let (column, line, name) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    Some((name, reason, Some((line, column))))
}

fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

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
