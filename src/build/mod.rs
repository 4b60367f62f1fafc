//! The only place that knows every output: reads all inputs, resolves the site, renders in parallel, commits at once.
//!
//! A build with a site error puts nothing in place. A radio error holds back `radio/` and never the portal.

mod load;
mod names_on_disk;
mod pictures;
mod plan;
mod portal;
mod radio;
mod shown;
mod timings;

pub use load::{Inputs, load};
pub use plan::{Output, Recipe, plan};
pub use radio::{Air, Order, Ready, Refused, Voice, air, bulletin, names, page_doubts, spoken_lengths, spoken_page};
pub use shown::{Facts, Holding, Shown};
pub use timings::Timings;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::base::{Date, SourcePath};
use crate::diag::{Diagnostic, Scope, codes};
use crate::fs::{self, Cache, Committed, Files, Refusal};
use crate::lint;
use crate::radio::Programme;
use crate::render::{Gathered, Made, Renderer};
use crate::say;
use crate::site::{self, Site};

/// How long a finished reading waits for another program that is building: a build takes seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a build is asked to do.
pub struct Options<'o> {
    pub out: &'o Path,
    pub drafts: bool,
    /// Replaces `base_url` of `loa.toml`.
    pub base_url: Option<String>,
    /// The day in a time zone: the clock, or a fixed day.
    pub today: &'o (dyn Fn(&str) -> Date + Sync),
    /// The day from which programmes are planned, where it is not today.
    pub from: Option<Date>,
    /// Weeks of programmes; with none the radio is left as it is, and pages tell nothing of it.
    pub weeks: u32,
}

/// Four weeks of scripts: a month's plan, as stations make it.
pub const WEEKS: u32 = 4;

/// What a build did.
#[derive(Debug, Default)]
pub struct Built {
    pub diagnostics: Vec<Diagnostic>,
    /// `None` when the portal was held back.
    pub portal: Option<Committed>,
    /// `None` when radio was held back.
    pub radio: Option<Committed>,
    pub pages: usize,
    /// Drafts and pages of later days, which were left out.
    pub unpublished: usize,
    pub programmes: usize,
    pub timings: Timings,
    /// What was looked at; `None` when the portal was held back.
    pub shown: Option<Shown>,
}

impl Built {
    /// Whether anything was held back.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// What a check found.
#[derive(Debug, Default)]
pub struct Checked {
    pub diagnostics: Vec<Diagnostic>,
    /// Every citation of a document, in order of file and place.
    pub citations: Vec<lint::PageCitation>,
}

/// Builds one site again and again; what did not change is not parsed again.
pub struct Builder<'f> {
    files: &'f dyn Files,
    parsed: load::Parsed,
    gathered: Gathered,
    echoes: radio::Echoes,
    /// Of the last `loa.toml` that could be read.
    prefix: String,
    timezone: String,
}

/// A site that was read and resolved, with everything found wrong in it.
pub struct Resolved {
    pub inputs: Inputs,
    pub site: Site,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'f> Builder<'f> {
    #[must_use]
    pub fn new(files: &'f dyn Files) -> Self {
        Self {
            files,
            parsed: load::Parsed::default(),
            gathered: Gathered::default(),
            echoes: radio::Echoes::default(),
            prefix: "/".to_owned(),
            timezone: "Asia/Ho_Chi_Minh".to_owned(),
        }
    }

    /// The path of the last build's `base_url`.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The zone of the last build's days.
    #[must_use]
    pub fn timezone(&self) -> &str {
        &self.timezone
    }

    /// Reads and resolves, without writing anything. `None` when there is no site to speak of; the diagnostics say why.
    pub fn resolve(&mut self, options: &Options<'_>, timings: &mut Timings) -> Result<Resolved, Vec<Diagnostic>> {
        let mut inputs = timings.time("read", || load(self.files, &mut self.parsed, options.base_url.as_deref()))?;
        let today = (options.today)(&inputs.config.timezone);
        self.prefix.clone_from(&inputs.config.base_url.prefix);
        self.timezone.clone_from(&inputs.config.timezone);
        let mut diagnostics = std::mem::take(&mut inputs.problems);
        for document in &inputs.documents {
            diagnostics.extend(document.problems.iter().cloned());
        }
        let registers = std::mem::take(&mut inputs.registers);
        let (site, problems) = timings
            .time("resolve", || site::resolve(&inputs.documents, registers, &inputs.config, today, options.drafts));
        diagnostics.extend(problems);
        diagnostics.extend(timings.time("check", || site::check(&site, &inputs.config, &inputs.theme)));
        let outputs = plan(&site, &inputs.config, &Made::default());
        diagnostics.extend(plan::conflicts(&site, &outputs));
        diagnostics.extend(names_on_disk::unportable(&site, &outputs));
        diagnostics.extend(timings.time("lint", || lint::raised(&site, &inputs.config)));
        Ok(Resolved { inputs, site, diagnostics })
    }

    /// Builds everything into `options.out`.
    ///
    /// # Errors
    /// Trouble with the machine; what was in place is then still whole, file by file.
    pub fn build(&mut self, options: &Options<'_>) -> Result<Built, fs::Error> {
        let mut built = Built::default();
        let resolved = match self.resolve(options, &mut built.timings) {
            Ok(resolved) => resolved,
            Err(diagnostics) => return Ok(Built { diagnostics, ..built }),
        };
        let Resolved { inputs, mut site, diagnostics } = resolved;
        built.pages = site.pages.len();
        built.unpublished = site.unpublished.len();
        built.diagnostics = adjusted(diagnostics, &inputs);
        if built.has_errors() {
            // Nothing is written, not even into the cache, and everything wrong is told all the same.
            let cache = Cache::beside(options.out, false);
            let (_, problems) = pictures::look(&site, &inputs, self.files, &cache, pictures::Work::Check);
            built.diagnostics.extend(adjusted(problems, &inputs));
            return Ok(built);
        }
        let airs = options.weeks > 0;
        let channels = if airs { &["portal", "radio"][..] } else { &["portal"] };
        let output = match fs::Output::open(options.out, channels) {
            Ok(output) => output,
            Err(refusal) => {
                built.diagnostics.push(refused(refusal)?);
                return Ok(built);
            }
        };
        let cache = Cache::beside(options.out, true);
        let work = || pictures::look(&site, &inputs, self.files, &cache, pictures::Work::Make);
        let (catalog, problems) = built.timings.time("pictures", work);
        built.diagnostics.extend(adjusted(problems, &inputs));
        if built.has_errors() {
            return Ok(built);
        }
        site.registers.media = catalog;
        // The radio is planned first, for pages tell when they are on air; what is wrong with it holds back no page.
        let mut renderer = Renderer::new(&site, &inputs.config, &inputs.theme);
        let radio = output.stage("radio");
        let (mut aired, mut made) = built.timings.time("radio", || {
            rayon::join(
                || radio::air_with(&renderer, &inputs, options, &mut self.echoes),
                || gather(&site, &inputs.config, &mut self.gathered),
            )
        });
        if airs {
            radio::keep(&mut aired, &radio)?;
        }
        made.airing = radio::airing(&renderer, &inputs, &aired, &mut self.echoes);
        renderer.learn(made);
        let outputs = plan(&site, &inputs.config, &renderer.made);
        let portal = output.stage("portal");
        let (all, problems) = built
            .timings
            .time("render", || portal::stage(&renderer, &inputs, self.files, &cache, &outputs, &portal, &radio))?;
        let (radio_files, more) = if airs { radio::stage(&renderer, &aired, &radio)? } else { Default::default() };
        built.diagnostics.extend(adjusted(problems.into_iter().chain(radio::faces(&renderer)).collect(), &inputs));
        if built.has_errors() {
            return Ok(built);
        }
        // Only what goes on air in these weeks: `check` looks at all.
        let soon: BTreeSet<&SourcePath> = aired.schedule.programmes().flat_map(Programme::pages).collect();
        let guessed = radio::doubts(&renderer, &inputs, self.files, |page| soon.contains(&page.document.path));
        let mut radio_problems = adjusted(aired.diagnostics.iter().cloned().chain(guessed).collect(), &inputs);
        radio_problems.extend(more);
        let held_back = radio_problems.iter().any(Diagnostic::is_error);
        built.diagnostics.extend(radio_problems);
        built.portal = Some(built.timings.time("commit", || portal.commit(&all))?);
        cache.sweep();
        if held_back {
            radio::commit_gaps(&aired, radio)?;
        } else if airs {
            built.programmes = aired.schedule.programmes().count();
            built.radio = Some(radio.commit(&radio_files)?);
        }
        drop(renderer);
        built.shown = Some(Shown { inputs, site, air: aired });
        Ok(built)
    }

    /// The programmes of a site, without rendering or writing anything.
    ///
    /// # Errors
    /// The diagnostics, when the site itself has errors.
    pub fn programmes(&mut self, options: &Options<'_>) -> Result<(Resolved, Air), Vec<Diagnostic>> {
        let mut resolved = self.resolve(options, &mut Timings::default())?;
        resolved.diagnostics = adjusted(resolved.diagnostics, &resolved.inputs);
        if resolved.diagnostics.iter().any(Diagnostic::is_error) {
            return Err(resolved.diagnostics);
        }
        let renderer = Renderer::new(&resolved.site, &resolved.inputs.config, &resolved.inputs.theme);
        let mut aired = air(&renderer, &resolved.inputs, options);
        aired.diagnostics = adjusted(aired.diagnostics, &resolved.inputs);
        Ok((resolved, aired))
    }

    /// Reads a site for one bulletin. A mistake in some other page does not hold it back: a storm does not wait until
    /// all links are mended.
    ///
    /// # Errors
    /// The diagnostics, when something that every page needs has errors.
    pub fn for_bulletins(&mut self, options: &Options<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut resolved = self.resolve(options, &mut Timings::default())?;
        resolved.diagnostics = adjusted(resolved.diagnostics, &resolved.inputs);
        let page = |path: &SourcePath| path.as_str().starts_with("content/") && !path.as_str().starts_with("content/_");
        let of_a_page = |one: &Diagnostic| one.place.as_ref().is_some_and(|(path, _)| page(path));
        if resolved.diagnostics.iter().any(|one| one.is_error() && !of_a_page(one)) {
            return Err(resolved.diagnostics);
        }
        Ok(resolved)
    }

    /// Builds the radio channel alone, with each programme read by `voice` if there is one.
    ///
    /// # Errors
    /// Trouble with the machine.
    pub fn build_radio(&mut self, options: &Options<'_>, voice: Option<&dyn Voice>) -> Result<Built, fs::Error> {
        let refusing = |refusal| Ok(Built { diagnostics: vec![refused(refusal)?], ..Built::default() });
        let mut readings = None;
        if let Some(voice) = voice {
            // Minutes are not to be spent on a folder that will not take their fruit.
            if let Err(refusal) = fs::Output::open_within(options.out, &["radio"], PATIENCE) {
                return refusing(refusal);
            }
            readings = match self.read_aloud(options, voice) {
                Ok(readings) => readings,
                Err(refusal) => return refusing(refusal),
            };
        }
        // Planned only now: pages may have changed while the voice was reading.
        let (resolved, mut aired) = match self.programmes(options) {
            Ok(planned) => planned,
            Err(diagnostics) => return Ok(Built { diagnostics, ..Built::default() }),
        };
        let mut built = Built { diagnostics: aired.diagnostics.clone(), ..Built::default() };
        let patience = if readings.is_some() { PATIENCE } else { Duration::ZERO };
        let output = match fs::Output::open_within(options.out, &["radio"], patience) {
            Ok(output) => output,
            Err(refusal) => return refusing(refusal),
        };
        let renderer = Renderer::new(&resolved.site, &resolved.inputs.config, &resolved.inputs.theme);
        let radio = output.stage("radio");
        let mut unread = Vec::new();
        if let Some(readings) = readings {
            radio::record(&mut aired, &readings, &radio)?;
            unread = adjusted(readings.failures, &resolved.inputs);
        }
        radio::keep(&mut aired, &radio)?;
        let (files, problems) = radio::stage(&renderer, &aired, &radio)?;
        built.diagnostics.extend(adjusted(problems, &resolved.inputs));
        if built.has_errors() {
            radio::commit_gaps(&aired, radio)?;
        } else {
            built.programmes = aired.schedule.programmes().count();
            built.radio = Some(radio.commit(&files)?);
        }
        // A silent voice holds back no script.
        built.diagnostics.extend(unread);
        Ok(built)
    }

    /// Has the programmes read as they are planned now; nothing is read of a site that has errors.
    fn read_aloud(&mut self, options: &Options<'_>, voice: &dyn Voice) -> Result<Option<radio::Readings>, Refusal> {
        match self.programmes(options) {
            Ok((resolved, aired)) if !aired.diagnostics.iter().any(Diagnostic::is_error) => {
                radio::read(&aired, voice, &resolved.inputs.config.radio.voice_command, options.out).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Everything that `build` would say, and every lint, without writing.
    pub fn check(&mut self, options: &Options<'_>) -> Checked {
        let mut timings = Timings::default();
        let Resolved { inputs, mut site, diagnostics } = match self.resolve(options, &mut timings) {
            Ok(resolved) => resolved,
            Err(diagnostics) => return Checked { diagnostics, ..Checked::default() },
        };
        let cache = Cache::beside(options.out, false);
        let (catalog, problems) = pictures::look(&site, &inputs, self.files, &cache, pictures::Work::Check);
        let mut diagnostics = adjusted(diagnostics.into_iter().chain(problems).collect(), &inputs);
        let broken = diagnostics.iter().any(|one| one.is_error() && one.code.scope != Scope::Page);
        if !broken {
            site.registers.media = catalog;
            diagnostics.extend(self.deeper(options, &inputs, &site));
        }
        diagnostics.extend(lint::check(&site, &inputs.config));
        Checked { diagnostics: adjusted(diagnostics, &inputs), citations: lint::citations(&site) }
    }

    /// What only rendering and planning show.
    fn deeper(&self, options: &Options<'_>, inputs: &Inputs, site: &Site) -> Vec<Diagnostic> {
        let mut renderer = Renderer::new(site, &inputs.config, &inputs.theme);
        let aired = air(&renderer, inputs, options);
        let airing = radio::airing(&renderer, inputs, &aired, &mut radio::Echoes::default());
        renderer.learn(Made { airing, ..gather(site, &inputs.config, &mut Gathered::default()) });
        let mut problems = portal::render_all(&renderer, &plan(site, &inputs.config, &renderer.made));
        problems.extend(radio::faces(&renderer));
        if problems.iter().any(Diagnostic::is_error) {
            return problems;
        }
        problems.extend(aired.diagnostics);
        problems.extend(radio::doubts(&renderer, inputs, self.files, |_| true));
        problems
    }
}

/// What is made of all pages together.
fn gather(site: &Site, config: &crate::config::Config, gathered: &mut Gathered) -> Made {
    let airs = site.listed().any(|id| radio::airs(site.page(id)));
    gathered.made(site, config, airs)
}

/// The levels that `[lint]` sets, in order of file and place, each message once.
fn adjusted(diagnostics: Vec<Diagnostic>, inputs: &Inputs) -> Vec<Diagnostic> {
    let mut adjusted: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    for mut diagnostic in diagnostics {
        match inputs.config.lint.get(diagnostic.code.id) {
            Some(None) => continue,
            Some(Some(severity)) => diagnostic.severity = *severity,
            None => {}
        }
        adjusted.push(diagnostic);
    }
    let place = |diagnostic: &Diagnostic| {
        diagnostic.place.as_ref().map(|(path, span)| (path.clone(), span.as_ref().map(|span| span.start)))
    };
    let words = |diagnostic: &Diagnostic| (diagnostic.code.id, diagnostic.message.vi.clone());
    adjusted.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| words(a).cmp(&words(b))));
    adjusted.dedup();
    adjusted
}

/// Whether an error of this kind holds back the portal too.
#[must_use]
pub fn stops_everything(diagnostic: &Diagnostic) -> bool {
    diagnostic.is_error() && diagnostic.code.scope != Scope::Radio
}

fn refused(refusal: Refusal) -> Result<Diagnostic, fs::Error> {
    let shown = |path: &PathBuf| path.display().to_string();
    Ok(match refusal {
        Refusal::Machine(error) => return Err(error),
        Refusal::NotAFolder(path) => {
            let path = shown(&path);
            let at = crate::base::SourcePath::new(path.as_str());
            Diagnostic::new(
                &codes::OUTPUT_IS_FILE,
                say!("`{path}` là một tệp, không phải thư mục"; "`{path}` is a file, not a folder"),
            )
            .in_file(&at)
            .hint(say!("đổi tên hoặc xóa tệp đó, hoặc dùng --out THƯ-MỤC"; "rename or remove it, or use --out DIR"))
        }
        Refusal::NotOurs(path) => {
            let path = shown(&path);
            let at = crate::base::SourcePath::new(path.as_str());
            Diagnostic::new(&codes::NOT_OURS, say!("thư mục `{path}` có tệp không do Loa tạo"; "the folder `{path}` holds files that Loa did not make"))
                .in_file(&at)
                .hint(say!("dùng --out THƯ-MỤC khác, hoặc tự dọn thư mục đó"; "use another --out DIR, or empty the folder yourself"))
        }
        Refusal::Busy(path) => {
            let path = shown(&path);
            Diagnostic::new(&codes::BUSY, say!("một chương trình loa khác đang ghi vào `{path}`"; "another loa is writing into `{path}`"))
                .hint(say!("chờ chương trình kia xong, hoặc tắt cửa sổ đang chạy loa watch"; "wait for it, or stop the running `loa watch`"))
        }
    })
}
