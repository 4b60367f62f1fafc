//! Reads everything a build depends on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::reader::Reader;
use crate::base::{SourcePath, is_portable};
use crate::config::{self, BaseUrl, Config, parse_addresses, parse_contacts, parse_holidays};
use crate::content::Document;
use crate::data::{Value, parse_toml};
use crate::diag::{Diagnostic, codes};
use crate::fs::{self, Entry, Files};
use crate::law;
use crate::plans;
use crate::radio::{Ledger, parse_airings, parse_fixed};
use crate::say;
use crate::site::{Registers, below_content};
use crate::speech::Lexicon;
use crate::theme::{Theme, published};

/// What a site is made with, besides its pages.
pub struct Inputs {
    pub config: Config,
    pub theme: Arc<Theme>,
    /// The files behind `registers.assets`, by path below `content/`.
    pub assets: BTreeMap<String, Entry>,
    pub lexicon: Lexicon,
    /// What was planned and what was aired.
    pub ledger: Ledger,
}

impl Inputs {
    /// The same with another theme.
    pub(super) fn with_theme(&self, theme: Arc<Theme>) -> Self {
        let Self { config, theme: _, assets, lexicon, ledger } = self;
        let (config, assets, lexicon, ledger) = (config.clone(), assets.clone(), lexicon.clone(), ledger.clone());
        Self { config, theme, assets, lexicon, ledger }
    }
}

/// All sources of one site.
pub struct Loaded {
    pub inputs: Inputs,
    /// Sorted by path.
    pub documents: Vec<Arc<Document>>,
    pub registers: Registers,
    pub problems: Vec<Diagnostic>,
}

const DATA: &str = "content/_data/";

/// Reads a site.
///
/// # Errors
/// The diagnostics, when there is no `loa.toml` that can be read at all.
pub fn load(reader: &mut Reader<'_>, base_url: Option<&str>) -> Result<Loaded, Vec<Diagnostic>> {
    let files = reader.files;
    let config_path = SourcePath::from("loa.toml");
    let Some(entry) = files.find("loa.toml") else {
        let message = say!("thư mục này không có tệp loa.toml"; "there is no loa.toml in this folder");
        let hint = say!("chuyển vào thư mục của trang, dùng -C THƯ-MỤC, hoặc tạo trang mới: loa init"; "go to the site's folder, use -C DIR, or make a new site: loa init");
        return Err(vec![Diagnostic::new(&codes::NO_CONFIG, message).hint(hint)]);
    };
    let text = text_of(files, &entry).map_err(|problem| vec![*problem])?;
    let (mut config, mut problems) = config::parse(&text, &config_path);
    let config_broken = problems.iter().any(|problem| problem.code.id == codes::CONFIG_SYNTAX.id);
    if let Some(wanted) = base_url {
        match BaseUrl::parse(wanted) {
            Some(base) => config.base_url = base,
            None => problems.push(Diagnostic::new(
                &codes::CONFIG_VALUE,
                say!("--base-url `{wanted}` không phải địa chỉ đầy đủ"; "--base-url `{wanted}` is not a full address"),
            )),
        }
    }
    let (theme, mistakes) = reader.theme(&config, &config_path);
    problems.extend(mistakes);
    let listing = reader.list();
    problems.extend(listing.problems.iter().cloned());
    let mut pages = Vec::new();
    let mut data = BTreeMap::new();
    let mut assets = BTreeMap::new();
    for entry in &listing.entries {
        let entry = entry.clone();
        let path = entry.path.as_str();
        if let Some(name) = path.strip_prefix(DATA) {
            data.insert(name.to_owned(), entry);
        } else if is_markdown(path) {
            pages.push(entry);
        } else if path.to_lowercase().ends_with(".md.txt") {
            let message = say!("`{path}` có vẻ là bài viết bị lưu nhầm đuôi, nên không đăng"; "`{path}` looks like a page with a wrong ending, and is left out");
            let hint = say!("đổi tên cho tệp kết thúc bằng .md"; "rename it to end in .md");
            problems.push(Diagnostic::new(&codes::STRAY, message).in_file(&entry.path).hint(hint));
        } else {
            let name = path.strip_prefix("content/").unwrap_or(path).to_owned();
            if !name.split('/').all(is_portable) {
                let message = say!("tên tệp `{name}` không dùng được trên Windows, nên không đăng"; "the file name `{name}` cannot be used on Windows, and is left out");
                let hint =
                    say!("đổi tên tệp, chỉ dùng chữ, số, gạch nối"; "rename the file in letters, digits and hyphens");
                problems.push(Diagnostic::new(&codes::BAD_ADDRESS, message).in_file(&entry.path).hint(hint));
                continue;
            }
            if let Some(first) = assets.insert(name, entry) {
                let path = &first.path;
                let message = say!("hai tệp cùng tên `{path}`, chỉ khác cách gõ dấu"; "two files have the name `{path}`, and differ only in how its marks are coded");
                let hint = say!("đổi tên một tệp"; "rename one of them");
                problems.push(Diagnostic::new(&codes::DUPLICATE_ADDRESS, message).in_file(path).hint(hint));
            }
        }
    }
    let mut unreadable = BTreeSet::new();
    let mut documents = Vec::with_capacity(pages.len());
    for (entry, read) in pages.iter().zip(reader.documents(&pages)) {
        match read {
            Ok(document) => documents.push(document),
            Err(problem) => {
                problems.push(*problem);
                unreadable.insert(below_content(&entry.path).to_owned());
            }
        }
    }
    let mut read = |name: &str| -> Option<(String, SourcePath)> {
        let entry = data.get(name)?;
        match text_of(files, entry) {
            Ok(text) => Some((text, entry.path.clone())),
            Err(problem) => {
                problems.push(*problem);
                unreadable.insert(format!("_data/{name}"));
                None
            }
        }
    };
    let contacts = read("contacts.toml");
    let laws = read("laws.toml");
    let addresses = read("addresses.toml");
    let lexicon = read("lexicon.toml");
    let holidays = read("holidays.toml");
    let fixed = read("schedule.toml");
    let aired = read("aired.csv");
    let mut registers = Registers::default();
    if let Some((text, path)) = contacts {
        let (contacts, mistakes) = parse_contacts(&text, &path);
        registers.contacts = contacts;
        if mistakes.iter().any(|mistake| mistake.code.id == codes::CONFIG_SYNTAX.id) {
            unreadable.insert("_data/contacts.toml".to_owned());
        }
        problems.extend(mistakes);
    }
    if let Some((text, path)) = laws {
        let (laws, mistakes) = law::parse(&text, &path);
        registers.laws = laws;
        if mistakes.iter().any(|mistake| mistake.code.id == codes::CONFIG_SYNTAX.id) {
            unreadable.insert("_data/laws.toml".to_owned());
        }
        problems.extend(mistakes);
    }
    if let Some((text, path)) = addresses {
        let (watch, mistakes) = parse_addresses(&text, &path);
        registers.watch = watch;
        problems.extend(mistakes);
    }
    if let Some((text, path)) = holidays {
        let (days, mistakes) = parse_holidays(&text, &path);
        config.radio.blocked.extend(days.iter().copied());
        config.holidays = days;
        problems.extend(mistakes);
    }
    let mut ledger = Ledger::default();
    if let Some((text, path)) = fixed {
        let (fixed, bulletins, mistakes) = parse_fixed(&text, &path);
        (ledger.fixed, ledger.bulletins) = (fixed, bulletins);
        ledger.problems.extend(mistakes);
    }
    if let Some((text, path)) = aired {
        let (airings, mistakes) = parse_airings(&text, &path);
        ledger.airings = airings;
        ledger.problems.extend(mistakes);
    }
    for (name, entry) in &data {
        let Some(file) = name.strip_prefix("plans/").filter(|file| file.ends_with(".toml")) else { continue };
        match text_of(files, entry) {
            Ok(text) => {
                let (plan, mistakes) = plans::parse(&text, &entry.path);
                registers.plans.insert(file.to_owned(), plan);
                problems.extend(mistakes);
            }
            Err(problem) => {
                problems.push(*problem);
                unreadable.insert(format!("_data/{name}"));
            }
        }
    }
    let lexicon = lexicon.map(|(text, path)| own_words(&text, &path, &mut problems)).unwrap_or_default();
    if config_broken {
        unreadable.insert("loa.toml".to_owned());
    }
    registers.unreadable = unreadable;
    registers.assets = assets.keys().cloned().collect();
    registers.statics = theme.statics.iter().map(|(name, bytes)| (name.clone(), published(name, bytes))).collect();
    registers.words = lexicon.iter().map(|(written, _)| written.clone()).collect();
    let lexicon = Lexicon::builtin().with_entries(lexicon);
    Ok(Loaded { inputs: Inputs { config, theme, assets, lexicon, ledger }, documents, registers, problems })
}

pub(super) fn is_markdown(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"))
}

fn text_of(files: &dyn Files, entry: &Entry) -> Result<String, Box<Diagnostic>> {
    if entry.size > fs::LARGEST {
        return Err(Box::new(fs::too_large(entry.size, &entry.path)));
    }
    let bytes = files.read(entry).map_err(|error| cannot_read(&entry.path, &error.cause))?;
    fs::decode(&bytes, &entry.path)
}

pub(super) fn cannot_read(path: &SourcePath, cause: &std::io::Error) -> Box<Diagnostic> {
    let message = say!("không đọc được `{path}`: {cause}"; "`{path}` cannot be read: {cause}");
    let hint = say!("đóng chương trình đang giữ tệp, kiểm tra quyền đọc"; "close the program that holds it, check the permissions");
    Box::new(Diagnostic::new(&codes::UNREADABLE, message).in_file(path).hint(hint))
}

/// `content/_data/lexicon.toml`: one line a word, `"OTP" = "ô tê pê"`.
fn own_words(text: &str, path: &SourcePath, problems: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let entries = match parse_toml(text, 0) {
        Ok(entries) => entries,
        Err(errors) => {
            problems.extend(errors.into_iter().map(|error| config::data_syntax(error, path)));
            return Vec::new();
        }
    };
    let mut words = Vec::new();
    for entry in entries {
        match entry.node.value {
            Value::Text(spoken) => words.push((entry.key, spoken)),
            _ => {
                let key = &entry.key;
                let message = say!("cách đọc của `{key}` phải là chuỗi chữ"; "the reading of `{key}` must be text");
                problems.push(Diagnostic::new(&codes::CONFIG_VALUE, message).at(path, entry.node.span));
            }
        }
    }
    words
}
