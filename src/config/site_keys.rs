//! Reads the keys of `loa.toml` outside `[radio]`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{BaseUrl, Config, MenuItem, Profile, Term, Unit, UnitKind, alerts, channels, radio_keys};
use crate::base::{SourcePath, today_in};
use crate::data::{Fields, Name, Node, Value, parse_toml};
use crate::diag::{Diagnostic, Severity, codes, find, nearest};
use crate::{say, speech};

/// The topics of the Đại Sơn plan (IV.7), for sites that name none.
const TOPICS: [(&str, &str); 5] = [
    ("ung-dung", "Ứng dụng trí tuệ nhân tạo"),
    ("dich-vu-cong", "Dịch vụ công trực tuyến"),
    ("du-lieu", "Bảo vệ dữ liệu cá nhân"),
    ("canh-bao", "Cảnh báo lừa đảo"),
    ("phap-luat", "Pháp luật về trí tuệ nhân tạo"),
];

/// The groups that the plans of Hải Phòng (IV.1), Đại Sơn (IV.6, IV.7) and Bạch Đằng (II.1) name.
const AUDIENCES: [(&str, &str); 6] = [
    ("nguoi-dan", "Người dân"),
    ("nguoi-cao-tuoi", "Người cao tuổi"),
    ("hoc-sinh", "Học sinh"),
    ("ho-kinh-doanh", "Hộ kinh doanh"),
    ("doanh-nghiep", "Doanh nghiệp"),
    ("can-bo", "Cán bộ, công chức, viên chức"),
];

/// Reads `loa.toml`. What could be read is returned even when there are mistakes, so that the pages can be checked in
/// the same run; without a base address or title stand-ins are used, and the diagnostics hold the build back.
#[must_use]
pub fn parse(text: &str, path: &SourcePath) -> (Config, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let entries = match parse_toml(text, 0) {
        Ok(entries) => entries,
        Err(errors) => {
            problems.extend(errors.into_iter().map(|error| error.diagnostic(&codes::CONFIG_SYNTAX, path)));
            Vec::new()
        }
    };
    let broken = !problems.is_empty();
    let mut fields = Fields::new(&entries, 0..0, path, &codes::CONFIG_VALUE, &mut problems);
    let mut config = read(&mut fields, broken);
    fields.finish();
    check_official(&config, path, &entries_span(&entries, "official"), &mut problems);
    config.lint.retain(|code, _| find(code).is_some());
    (config, problems)
}

fn entries_span(entries: &[crate::data::Entry], key: &str) -> std::ops::Range<u32> {
    entries.iter().find(|entry| entry.key == key).map_or(0..0, |entry| entry.key_span.clone())
}

fn read(fields: &mut Fields<'_>, broken: bool) -> Config {
    let title = if broken { fields.words(&["title"]) } else { fields.required(&["title"]) };
    let (base_url, base_url_span) = base_url(fields, broken);
    let unit = fields.table(&["unit"], unit).unwrap_or_default();
    let topics = terms(fields, &["topics"], &TOPICS);
    let audiences = terms(fields, &["audiences"], &AUDIENCES);
    let menu = fields.tables(&["menu"], |item| {
        let title = item.required(&["title"]).unwrap_or_default();
        if !item.has(&["url"]) {
            item.missing(&["url"]);
        }
        let (url, span) = item.texts(&["url"]).into_iter().next().unwrap_or_default();
        MenuItem { title, url, span }
    });
    let (theme, theme_span) =
        fields.texts(&["theme"]).into_iter().next().unwrap_or_else(|| ("phuong".to_owned(), 0..0));
    let profile = fields.table(&["profile"], |profile| self::profile(profile, &topics)).unwrap_or_default();
    Config {
        base_url,
        base_url_span,
        title: title.unwrap_or_default(),
        language: fields.words(&["language"]).unwrap_or_else(|| "vi".to_owned()),
        theme,
        theme_span,
        sample: fields.bool(&["sample"]).unwrap_or(false),
        official: fields.bool(&["official"]).unwrap_or(false),
        paginate: fields.integer(&["paginate"], 1..=1000).map_or(20, |n| usize::try_from(n).unwrap_or(20)),
        timezone: timezone(fields),
        radio: radio_keys::read(fields, &unit, profile.per_week),
        unit,
        topics,
        audiences,
        areas: terms(fields, &["areas"], &[]),
        alerts: alerts::read(fields),
        holidays: Vec::new(),
        menu,
        channels: channels::read(fields),
        speech: fields.table(&["speech"], style).unwrap_or_default(),
        lint: fields.table(&["lint"], lint).unwrap_or_default(),
        profile,
    }
}

fn base_url(fields: &mut Fields<'_>, broken: bool) -> (BaseUrl, Range<u32>) {
    const NAME: &[&str] = &["base_url"];
    let stand_in = BaseUrl { origin: "https://stand-in.invalid".to_owned(), prefix: "/".to_owned() };
    if !fields.has(NAME) {
        if !broken {
            fields.missing(NAME);
        }
        fields.take(NAME);
        return (stand_in, 0..0);
    }
    let Some(node) = fields.take(NAME) else { return (stand_in, 0..0) };
    let span = node.span.clone();
    let parsed = match &node.value {
        Value::Text(text) => BaseUrl::parse(text),
        _ => None,
    };
    let parsed = parsed
        .or_else(|| {
            fields.wrong(
                NAME,
                node,
                "địa chỉ đầy đủ, ví dụ \"https://phuongmau.example.gov.vn/\"",
                "a full address, as in \"https://phuongmau.example.gov.vn/\"",
            )
        })
        .unwrap_or(stand_in);
    (parsed, span)
}

fn timezone(fields: &mut Fields<'_>) -> String {
    const NAME: &[&str] = &["timezone"];
    let default = "Asia/Ho_Chi_Minh".to_owned();
    let Some(node) = fields.take(NAME) else { return default };
    match &node.value {
        Value::Text(zone) if today_in(zone).is_ok() => zone.clone(),
        _ => fields
            .wrong(NAME, node, "tên múi giờ, ví dụ \"Asia/Ho_Chi_Minh\"", "a time zone, as in \"Asia/Ho_Chi_Minh\"")
            .unwrap_or(default),
    }
}

/// Words in square brackets stand for what the ward has yet to fill in.
#[must_use]
pub fn is_placeholder(value: &str) -> bool {
    value.starts_with('[') && value.ends_with(']')
}

fn unit(fields: &mut Fields<'_>) -> Unit {
    let mut placeholders = Vec::new();
    let mut text = |name: Name| {
        let (value, span) = fields.texts(name).into_iter().next().unwrap_or_default();
        if is_placeholder(&value) {
            placeholders.push((name[0].to_owned(), value.clone(), span));
        }
        value
    };
    let mut unit = Unit {
        kind: UnitKind::Ward,
        name: text(&["name"]),
        city: text(&["city"]),
        responsible: text(&["responsible"]),
        address: text(&["address"]),
        phone: text(&["phone"]),
        email: text(&["email"]),
        hours: Vec::new(),
        reception: Vec::new(),
        parent_name: text(&["parent_name"]),
        parent_url: String::new(),
        placeholders: Vec::new(),
    };
    for (name, lines) in [(&["hours"], &mut unit.hours), (&["reception"], &mut unit.reception)] {
        for (value, span) in fields.texts(name) {
            if is_placeholder(&value) {
                placeholders.push((name[0].to_owned(), value.clone(), span));
            }
            lines.push(value);
        }
    }
    unit.placeholders = placeholders;
    unit.parent_url = fields.url(&["parent_url"]);
    let kinds: [(&'static [&'static str], UnitKind); 3] = [
        (&["phuong", "phường"], UnitKind::Ward),
        (&["xa", "xã"], UnitKind::Commune),
        (&["dac_khu", "đặc khu"], UnitKind::SpecialZone),
    ];
    if let Some(kind) = fields.choice(&["kind"], &kinds) {
        unit.kind = kind;
    }
    unit
}

fn terms(fields: &mut Fields<'_>, name: &'static [&'static str], default: &[(&str, &str)]) -> Vec<Term> {
    let mut seen = BTreeSet::new();
    let terms: Vec<Term> = fields
        .tables(name, |term| {
            let mut id = term.required(&["id"]).unwrap_or_default();
            if !id.is_empty() && (crate::base::slug(&id) != id || !seen.insert(id.clone())) {
                let message = say!("`id` phải là chữ thường không dấu nối bằng gạch ngang và không trùng: `{id}`"; "`id` must be lower-case letters and hyphens, and its own: `{id}`");
                term.report(Diagnostic::new(&codes::CONFIG_VALUE, message), term.span());
                // Told already; a second message about its address would help nobody.
                id.clear();
            }
            Term { id, title: term.required(&["title"]).unwrap_or_default() }
        })
        .into_iter()
        .filter(|term| !term.id.is_empty())
        .collect();
    if !terms.is_empty() {
        return terms;
    }
    default.iter().map(|(id, title)| Term { id: (*id).to_owned(), title: (*title).to_owned() }).collect()
}

fn profile(fields: &mut Fields<'_>, topics: &[Term]) -> Profile {
    let required = fields.texts(&["required_topics"]);
    for (id, span) in &required {
        if !topics.iter().any(|topic| topic.id == *id) {
            let problem = Diagnostic::new(fields.code(), say!("không có chủ đề `{id}`"; "there is no topic `{id}`"));
            fields.report(problem, span.clone());
        }
    }
    Profile {
        per_week: fields.integer(&["per_week"], 1..=50).and_then(|n| u32::try_from(n).ok()),
        required_topics: required.into_iter().map(|(id, _)| id).collect(),
        reports: fields.texts(&["reports"]).into_iter().map(|(day, _)| day).collect(),
    }
}

fn style(fields: &mut Fields<'_>) -> speech::Style {
    use speech::{DocumentNumber, FirstDays, Foreign, Thousand, ZeroTens};
    let mut style = speech::Style::default();
    if let Some(word) = fields.choice(&["zero_tens"], &[(&["linh"], ZeroTens::Linh), (&["lẻ", "le"], ZeroTens::Le)]) {
        style.zero_tens = word;
    }
    let thousands: [(&'static [&'static str], Thousand); 2] =
        [(&["nghìn", "nghin"], Thousand::Nghin), (&["ngàn", "ngan"], Thousand::Ngan)];
    if let Some(word) = fields.choice(&["thousand"], &thousands) {
        style.thousand = word;
    }
    let numbers: [(&'static [&'static str], DocumentNumber); 2] =
        [(&["short"], DocumentNumber::Short), (&["full"], DocumentNumber::Full)];
    if let Some(form) = fields.choice(&["document_number"], &numbers) {
        style.document_number = form;
    }
    let foreign: [(&'static [&'static str], Foreign); 2] =
        [(&["vietnamese"], Foreign::Vietnamese), (&["respelled"], Foreign::Respelled)];
    if let Some(form) = fields.choice(&["foreign"], &foreign) {
        style.foreign = form;
    }
    let days: [(&'static [&'static str], FirstDays); 2] =
        [(&["plain"], FirstDays::Plain), (&["mung", "mùng"], FirstDays::Mung)];
    if let Some(form) = fields.choice(&["first_days"], &days) {
        style.first_days = form;
    }
    style
}

fn lint(fields: &mut Fields<'_>) -> BTreeMap<String, Option<Severity>> {
    let mut levels = BTreeMap::new();
    for entry in fields.rest() {
        let known = find(&entry.key);
        if known.is_none() {
            let key = &entry.key;
            let mut problem =
                Diagnostic::new(&codes::UNKNOWN_KEY, say!("không có mã `{key}`"; "there is no code `{key}`"));
            if let Some(near) = nearest(key, crate::diag::CODES.iter().map(|code| code.id)) {
                problem = problem.hint(say!("có phải `{near}` không?"; "did you mean `{near}`?"));
            }
            fields.report(problem, entry.key_span.clone());
        }
        if let Some(level) = level(fields, &entry.node) {
            levels.insert(entry.key.to_ascii_uppercase(), level);
        }
    }
    levels
}

fn level(fields: &mut Fields<'_>, node: &Node) -> Option<Option<Severity>> {
    match &node.value {
        Value::Text(text) if text == "error" => Some(Some(Severity::Error)),
        Value::Text(text) if text == "warning" => Some(Some(Severity::Warning)),
        Value::Text(text) if text == "off" => Some(None),
        _ => fields.wrong(&["lint"], node, "một trong: error, warning, off", "one of: error, warning, off"),
    }
}

/// Khoản 4 Điều 11 of NĐ 224 on state bodies' portals: a ward's address is under its province's `.gov.vn`.
fn check_official(config: &Config, path: &SourcePath, span: &std::ops::Range<u32>, problems: &mut Vec<Diagnostic>) {
    if !config.official {
        return;
    }
    let host = config.base_url.host();
    if !host.ends_with(".gov.vn") {
        problems.push(
            Diagnostic::new(
                &codes::OFFICIAL,
                say!("trang chính thức phải có địa chỉ .gov.vn, không phải `{host}`"; "an official site needs a .gov.vn address, not `{host}`"),
            )
            .at(path, span.clone()),
        );
    }
    if config.sample {
        problems.push(
            Diagnostic::new(
                &codes::OFFICIAL,
                say!("`official` và `sample` không thể cùng là true"; "`official` and `sample` cannot both be true"),
            )
            .at(path, span.clone()),
        );
    }
}
