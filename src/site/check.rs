//! Whether everything that pages refer to is there: pages, headings, files, directives, contacts, laws, topics.

use std::cell::Cell;
use std::ops::Range;
use std::sync::Arc;

use super::outage::outage;
use super::resolve::below_content;
use super::{Place, Site, outward};
use crate::base::SourcePath;
use crate::config::{Config, Term, is_placeholder};
use crate::content::Document;
use crate::diag::{Diagnostic, codes, nearest};
use crate::markdown::{Call, Link, Target};
use crate::say;
use crate::theme::Theme;

/// All broken references of a site, in order of page and place.
#[must_use]
pub fn check(site: &Site, config: &Config, theme: &Theme) -> Vec<Diagnostic> {
    let mut problems = check_texts(site, config, theme, site.documents());
    if !unreadable(site, CONFIG) {
        problems.extend(menu(site, config));
        problems.extend(placeholders(site, config));
        problems.extend(outward::registers(site, config));
    }
    problems
}

/// The broken references of some texts of a site.
pub fn check_texts<'d>(
    site: &Site,
    config: &Config,
    theme: &Theme,
    documents: impl Iterator<Item = &'d Arc<Document>>,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let patience = Cell::new(PATIENCE);
    for document in documents {
        let mut found = Vec::new();
        let check = Check { site, document, path: &document.path, patience: &patience };
        check.front_matter(config, &mut found);
        found.extend(outage(document, &config.holidays));
        found.extend(document.body.links.iter().filter_map(|link| check.link(link)));
        found.extend(document.body.calls.iter().filter_map(|call| check.call(call, theme)));
        found.sort_by_key(|problem| problem.place.as_ref().and_then(|(_, span)| span.clone()).map(|span| span.start));
        problems.extend(found);
    }
    problems
}

struct Check<'s> {
    site: &'s Site,
    document: &'s Document,
    /// The file that messages are about.
    path: &'s SourcePath,
    /// How many more broken links get a suggestion: when a folder is renamed, thousands break at once.
    patience: &'s Cell<u32>,
}

const PATIENCE: u32 = 200;

impl Check<'_> {
    fn path(&self) -> &SourcePath {
        self.path
    }

    fn front_matter(&self, config: &Config, found: &mut Vec<Diagnostic>) {
        let front = &self.document.front;
        if !unreadable(self.site, CONFIG) {
            if let Some((topic, span)) = &front.topic {
                found.extend(self.known(topic, span, &config.topics, "chủ đề", "topic"));
            }
            for (audience, span) in &front.audience {
                found.extend(self.known(audience, span, &config.audiences, "đối tượng", "audience"));
            }
            for (area, span) in &front.area {
                found.extend(self.known(area, span, &config.areas, "địa bàn", "area"));
            }
        }
        for (id, span) in front.laws.iter().chain(&front.law.id) {
            found.extend(self.law(id, span));
        }
        for (id, span) in front.warning.iter().flat_map(|warning| &warning.call) {
            found.extend(self.contact(id, span));
        }
        found.extend(front.plan_tasks.as_ref().and_then(|(file, span)| self.plan(file, span)));
        let withdrawn = front.withdrawn.as_ref().and_then(|withdrawn| withdrawn.replaced_by.as_ref());
        for (replacement, span) in withdrawn.into_iter().chain(&front.superseded_by) {
            let target = Target::of(replacement, self.path());
            found.extend(self.link(&Link { target, span: span.clone(), image: false }));
        }
        outward::front_matter(self.site, self.document, found);
        for file in &front.attachments {
            let target = Target::of(&file.file, self.path());
            found.extend(self.link(&Link { target, span: file.span.clone(), image: false }));
        }
    }

    fn known(&self, id: &str, span: &Range<u32>, terms: &[Term], vi: &str, en: &str) -> Option<Diagnostic> {
        if terms.iter().any(|term| term.id == id) {
            return None;
        }
        let all = terms.iter().map(|term| term.id.as_str()).collect::<Vec<_>>().join(", ");
        let problem = Diagnostic::new(
            &codes::WRONG_VALUE,
            say!("không có {vi} `{id}`; các {vi}: {all}"; "there is no {en} `{id}`; there are: {all}"),
        )
        .at(self.path(), span.clone());
        Some(suggest(problem, nearest(id, terms.iter().map(|term| term.id.as_str()))))
    }

    fn law(&self, id: &str, span: &Range<u32>) -> Option<Diagnostic> {
        if self.site.law(id).is_some() || unreadable(self.site, "_data/laws.toml") {
            return None;
        }
        let message = say!("văn bản `{id}` không có trong sổ `content/_data/laws.toml`"; "`{id}` is not in the register `content/_data/laws.toml`");
        let problem = Diagnostic::new(&codes::DIRECTIVE_ARGUMENT, message).at(self.path(), span.clone());
        let known = self.site.registers.laws.iter().map(|law| law.id.as_str());
        Some(suggest(problem, nearest(id, known)).hint(say!("thêm văn bản vào sổ"; "add it to the register")))
    }

    fn contact(&self, id: &str, span: &Range<u32>) -> Option<Diagnostic> {
        if self.site.contact(id).is_some() || unreadable(self.site, "_data/contacts.toml") {
            return None;
        }
        let known = self.site.registers.contacts.iter().map(|contact| contact.id.as_str());
        let message = say!("danh bạ `content/_data/contacts.toml` không có `{id}`"; "`{id}` is not in `content/_data/contacts.toml`");
        let problem = Diagnostic::new(&codes::DIRECTIVE_ARGUMENT, message).at(self.path(), span.clone());
        Some(suggest(problem, nearest(id, known)))
    }

    fn plan(&self, file: &str, span: &Range<u32>) -> Option<Diagnostic> {
        let path = format!("_data/plans/{file}");
        if self.site.plan(file).is_some() || unreadable(self.site, &path) {
            return None;
        }
        let message = say!("không có tệp `content/{path}`"; "there is no file `content/{path}`");
        let problem = Diagnostic::new(&codes::MISSING_FILE, message).at(self.path(), span.clone());
        Some(suggest(problem, nearest(file, self.site.registers.plans.keys().map(String::as_str))))
    }

    fn link(&self, link: &Link) -> Option<Diagnostic> {
        let broken = |code, message| Some(Diagnostic::new(code, message).at(self.path(), link.span.clone()));
        match &link.target {
            Target::External(_) => outward::link(self.site, link, self.path()),
            Target::Unsafe(scheme) => broken(
                &codes::UNSAFE_LINK,
                say!("liên kết kiểu `{scheme}:` không được phép"; "links with `{scheme}:` are not allowed"),
            ),
            Target::Outside(path) => broken(
                &codes::BROKEN_LINK,
                say!("liên kết ra ngoài thư mục content: `{path}`"; "the link leaves the content folder: `{path}`"),
            ),
            Target::Anchor(anchor) => self.anchor(self.document, anchor, link),
            Target::Page { file, anchor } => self.page(file, anchor.as_deref(), link),
            Target::Address(path) => {
                if self.site.addresses.has(path) {
                    return None;
                }
                let problem = broken(
                    &codes::BROKEN_LINK,
                    say!("trang không có địa chỉ `{path}`"; "the site has no address `{path}`"),
                )?;
                Some(suggest(problem, self.near(path, self.site.addresses.iter())))
            }
            Target::File(file) => {
                let path = format!("/{file}");
                if self.site.addresses.has(&path) {
                    return None;
                }
                let problem = broken(
                    &codes::MISSING_FILE,
                    say!("không có tệp `content/{file}`"; "there is no file `content/{file}`"),
                )?;
                Some(suggest(problem, self.near(file, self.site.registers.assets.iter().map(String::as_str))))
            }
        }
    }

    fn page(&self, file: &str, anchor: Option<&str>, link: &Link) -> Option<Diagnostic> {
        if unreadable(self.site, file) {
            return None;
        }
        let at = |diagnostic: Diagnostic| diagnostic.at(self.path(), link.span.clone());
        if self.site.unpublished.contains(file) {
            let message = say!("trang `@/{file}` chưa đăng, nên chỉ hiện chữ"; "`@/{file}` is not published yet, so only its words are shown");
            return Some(at(Diagnostic::new(&codes::UNPUBLISHED_LINK, message)));
        }
        let Some(place) = self.site.by_file.get(file) else {
            let problem = at(Diagnostic::new(
                &codes::BROKEN_LINK,
                say!("không có trang `@/{file}`"; "there is no page `@/{file}`"),
            ));
            let known = self.site.by_file.keys().chain(self.site.unpublished.iter()).map(String::as_str);
            let near = self.near(file, known).or_else(|| self.same_name(file));
            return Some(match near {
                Some(near) => problem.hint(say!("có phải `@/{near}` không?"; "did you mean `@/{near}`?")),
                None => problem.hint(say!("đường dẫn viết từ thư mục content, ví dụ @/canh-bao/otp.md"; "the path starts at the content folder, as in @/canh-bao/otp.md")),
            });
        };
        let target = match place {
            Place::Page(id) => Some(&self.site.page(*id).document),
            Place::Section(id) => self.site.section(*id).document.as_ref(),
        };
        self.anchor(target?, anchor?, link)
    }

    fn near<'k>(&self, word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
        self.patience.set(self.patience.get().checked_sub(1)?);
        nearest(word, known)
    }

    /// A page of that name in another folder: it was moved.
    fn same_name(&self, file: &str) -> Option<&str> {
        let name = file.rsplit('/').next()?;
        self.site.by_file.keys().map(String::as_str).find(|known| known.rsplit('/').next() == Some(name))
    }

    fn anchor(&self, target: &Document, anchor: &str, link: &Link) -> Option<Diagnostic> {
        let anchors = &target.body.anchors;
        if anchor.is_empty() || anchors.contains(anchor) {
            return None;
        }
        let file = below_content(&target.path);
        let message = say!("trang `{file}` không có mục `#{anchor}`"; "`{file}` has no heading `#{anchor}`");
        let problem = Diagnostic::new(&codes::BROKEN_ANCHOR, message).at(self.path(), link.span.clone());
        Some(suggest(problem, nearest(anchor, anchors.iter().map(String::as_str))))
    }

    fn call(&self, call: &Call, theme: &Theme) -> Option<Diagnostic> {
        let name = call.name.as_str();
        if !theme.knows(name) {
            let problem = Diagnostic::new(
                &codes::UNKNOWN_DIRECTIVE,
                say!("không có khối lệnh `{name}`"; "there is no directive `{name}`"),
            )
            .at(self.path(), call.span.clone());
            let mut all: Vec<&str> = theme.directives().collect();
            all.sort_unstable();
            let near = nearest(name, all.iter().copied());
            let all = all.join(", ");
            return Some(match near {
                Some(_) => suggest(problem, near),
                None => problem.hint(say!("các khối lệnh có: {all}"; "the directives are: {all}")),
            });
        }
        // Arguments that could not be read have a message already.
        let place = Some((self.path().clone(), Some(call.span.clone())));
        let told = |problem: &Diagnostic| problem.code.id == codes::DIRECTIVE_ARGUMENT.id && problem.place == place;
        if self.document.problems.iter().any(told) {
            return None;
        }
        let wrong =
            |message| Some(Diagnostic::new(&codes::DIRECTIVE_ARGUMENT, message).at(self.path(), call.span.clone()));
        let argument = |key: &str| call.args.get(key).map(String::as_str).filter(|value| !value.is_empty());
        match name {
            "contact" => {
                let Some(id) = argument("id") else {
                    return wrong(
                        say!("`::contact` cần `id`, ví dụ {{id=cong-an-113}}"; "`::contact` needs an `id`, as in {{id=cong-an-113}}"),
                    );
                };
                self.contact(id, &call.span)
            }
            "law" => match argument("id") {
                Some(id) => self.law(id, &call.span),
                None => wrong(
                    say!("`::law` cần `id`, ví dụ {{id=\"134/2025/QH15\"}}"; "`::law` needs an `id`, as in {{id=\"134/2025/QH15\"}}"),
                ),
            },
            "say" if argument("as").is_none() => wrong(
                say!("`:say` cần `as`, ví dụ :say[OTP]{{as=\"ô tê pê\"}}"; "`:say` needs `as`, as in :say[OTP]{{as=\"ô tê pê\"}}"),
            ),
            "pause"
                if !argument("seconds")
                    .unwrap_or("1")
                    .parse()
                    .is_ok_and(|seconds: u32| (1..=60).contains(&seconds)) =>
            {
                wrong(say!("`::pause` cần số giây từ 1 đến 60"; "`::pause` needs seconds from 1 to 60"))
            }
            _ => None,
        }
    }
}

fn suggest(problem: Diagnostic, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => problem.hint(say!("có phải `{near}` không?"; "did you mean `{near}`?")),
        None => problem,
    }
}

/// Words in square brackets where a real site must have its own data.
fn placeholders(site: &Site, config: &Config) -> Vec<Diagnostic> {
    if config.sample {
        return Vec::new();
    }
    let loa_toml = SourcePath::from(CONFIG);
    let host = config.base_url.host();
    // Names that are kept for examples: RFC 2606.
    let example = host.split('.').any(|part| part == "example").then(|| {
        let message = say!("`base_url` còn là địa chỉ ví dụ: {host}"; "`base_url` is still an example: {host}");
        Diagnostic::new(&codes::PLACEHOLDER, message)
            .at(&loa_toml, config.base_url_span.clone())
            .hint(say!("điền địa chỉ thật của trang"; "fill in the site's real address"))
    });
    let contacts_toml = SourcePath::from("content/_data/contacts.toml");
    let unit =
        config.unit.placeholders.iter().map(|(key, value, span)| (key.as_str(), value.as_str(), &loa_toml, span));
    let contacts = site.registers.contacts.iter().filter(|contact| is_placeholder(&contact.phone));
    let contacts =
        contacts.map(|contact| (contact.id.as_str(), contact.phone.as_str(), &contacts_toml, &contact.phone_span));
    unit.chain(contacts)
        .map(|(key, value, path, span)| {
            let message = say!("`{key}` còn để chỗ trống: {value}"; "`{key}` is still a placeholder: {value}");
            let hint = say!("điền thông tin thật, hoặc đặt sample = true khi còn thử"; "fill in the real data, or set sample = true while trying");
            Diagnostic::new(&codes::PLACEHOLDER, message).at(path, span.clone()).hint(hint)
        })
        .chain(example)
        .collect()
}

/// Menu items and banners that lead nowhere.
fn menu(site: &Site, config: &Config) -> Vec<Diagnostic> {
    let path = SourcePath::from(CONFIG);
    let home = SourcePath::from("content/_index.md");
    let nobody = Document::default();
    let patience = Cell::new(PATIENCE);
    let check = Check { site, document: &nobody, path: &path, patience: &patience };
    let items = config.menu.iter().map(|item| (&item.url, &item.span));
    items
        .chain(config.alerts.iter().map(|alert| (&alert.url, &alert.span)))
        .filter(|(url, _)| !url.is_empty())
        .filter_map(|(url, span)| {
            check.link(&Link { target: Target::of(url, &home), span: span.clone(), image: false })
        })
        .collect()
}

/// Whether a file could not be read: it has a message of its own, and what depends on it cannot be judged.
fn unreadable(site: &Site, file: &str) -> bool {
    site.registers.unreadable.contains(file)
}

const CONFIG: &str = "loa.toml";
