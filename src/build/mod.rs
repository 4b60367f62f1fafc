//! The only place that knows every output: reads all inputs, resolves the site, renders in parallel, commits at once.
//!
//! A build with a site error puts nothing in place. A radio error holds back `radio/` and never the portal.

mod again;
mod check;
mod desk;
mod edition;
mod facts;
mod load;
mod look;
mod mend;
mod names_on_disk;
mod pictures;
mod plan;
mod portal;
mod radio;
mod reach;
mod reader;
mod receipt;
mod settle;
mod shapes;
mod timings;

pub use check::Checked;
use check::adjusted;
pub use edition::{Edition, Found};
pub use facts::{Facts, Holding};
pub use load::{Inputs, Loaded, load};
pub use look::Looked;
pub use mend::Mended;
pub use plan::{Output, Recipe, plan};
pub use radio::{Air, Order, Ready, Refused, Voice, air, bulletin, names, page_doubts, spoken_lengths, spoken_page};
pub use reader::{Reader, Touched};
pub use settle::{Meanwhile, Settler};
pub use timings::Timings;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::base::Date;
use crate::content::Document;
use crate::diag::{Diagnostic, Scope, codes};
use crate::fs::{self, Committed, Files, Refusal};
use crate::lint;
use crate::render::{Gathered, Made};
use crate::say;
use crate::site::{self, Site};

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
    /// What was published; `None` when the portal was held back.
    pub edition: Option<Arc<Edition>>,
    /// Whether it was broken off because somebody asked for that; nothing was put in place then.
    pub interrupted: bool,
}

impl Built {
    /// Whether anything was held back.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Builds one site again and again; what did not change is neither read nor made again.
pub struct Builder<'f> {
    files: &'f dyn Files,
    reader: Reader<'f>,
    /// What was spoken for pages; the settler has its own.
    echoes: radio::Echoes,
    /// Of the last `loa.toml` that could be read.
    prefix: String,
    timezone: String,
    /// The last site without errors.
    edition: Option<Arc<Edition>>,
    /// What was said of it before anything was made of it; `None` when the sources have errors since.
    said: Option<Vec<Diagnostic>>,
    /// What was planned last for the radio.
    air: Arc<Air>,
    /// What was made of all pages together last; the settler knows it too.
    gathered: Arc<Mutex<Gathered>>,
    settler: Settler<'f>,
    /// Counts the sites that were resolved.
    shapes: u64,
}

/// A site that was read and resolved, with everything found wrong in it.
pub struct Resolved {
    pub inputs: Inputs,
    /// All of them, sorted by path; also those that are not published.
    pub documents: Vec<Arc<Document>>,
    pub site: Site,
    /// The outputs that follow from the places of pages alone.
    lasting: Vec<Output>,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'f> Builder<'f> {
    #[must_use]
    pub fn new(files: &'f dyn Files) -> Self {
        let gathered = Arc::default();
        Self {
            files,
            reader: Reader::new(files),
            echoes: radio::Echoes::default(),
            prefix: "/".to_owned(),
            timezone: "Asia/Ho_Chi_Minh".to_owned(),
            edition: None,
            said: None,
            air: Arc::default(),
            settler: Settler::new(files, Arc::clone(&gathered)),
            gathered,
            shapes: 0,
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

    /// Everything may have changed since the last time: whoever was not told what changed begins so.
    fn begin_anew(&mut self) {
        if self.reader.has_read() {
            self.reader.touch(&Touched::Everything);
        }
    }

    /// Reads and resolves, without writing anything.
    ///
    /// # Errors
    /// The diagnostics, when there is no site to speak of.
    pub fn resolve(&mut self, options: &Options<'_>, timings: &mut Timings) -> Result<Resolved, Vec<Diagnostic>> {
        self.begin_anew();
        self.resolve_known(options, timings)
    }

    /// The same, where the reader knows what may have changed.
    fn resolve_known(&mut self, options: &Options<'_>, timings: &mut Timings) -> Result<Resolved, Vec<Diagnostic>> {
        let loaded = timings.time("read", || load(&mut self.reader, options.base_url.as_deref()))?;
        let Loaded { inputs, documents, registers, problems: mut diagnostics } = loaded;
        let today = (options.today)(&inputs.config.timezone);
        self.prefix.clone_from(&inputs.config.base_url.prefix);
        self.timezone.clone_from(&inputs.config.timezone);
        for document in &documents {
            diagnostics.extend(document.problems.iter().cloned());
        }
        let (site, problems) =
            timings.time("resolve", || site::resolve(&documents, registers, &inputs.config, today, options.drafts));
        diagnostics.extend(problems);
        let names = || {
            let lasting = plan::lasting(&site, &inputs.config);
            let outputs = plan::planned_with(&lasting, &site, &inputs.config, &Made::default());
            let mut problems = plan::conflicts(&site, &outputs);
            problems.extend(names_on_disk::unportable(&site, &outputs));
            (lasting, problems)
        };
        let references = || site::check(&site, &inputs.config, &inputs.theme);
        let (references, (lasting, names)) = timings.time("check", || rayon::join(references, names));
        diagnostics.extend(references);
        diagnostics.extend(names);
        diagnostics.extend(timings.time("lint", || lint::raised(&site, &inputs.config)));
        diagnostics.extend(check::void_comments(&site, &inputs));
        Ok(Resolved { inputs, documents, site, lasting, diagnostics })
    }
}

/// What is made of all pages together.
///
/// What was known is taken out for the time of the work, and not held: who holds a lock while threads work for him must
/// not be waited for by one of these threads. Whoever comes meanwhile begins from nothing.
fn gather(site: &Site, config: &crate::config::Config, gathered: &Mutex<Gathered>) -> Made {
    let known = || gathered.lock().unwrap_or_else(PoisonError::into_inner);
    let mut mine = std::mem::take(&mut *known());
    let made = mine.made(site, config, airs(site));
    *known() = mine;
    made
}

/// Whether any page is for the radio.
fn airs(site: &Site) -> bool {
    site.listed().any(|id| radio::airs(site.page(id)))
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
