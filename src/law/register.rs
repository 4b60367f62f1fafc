//! The register as a file: what each document is called, who signed it, and whether it is in force.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use super::Status;
use crate::base::{Date, SourcePath};
use crate::config::data_syntax;
use crate::data::{Fields, Name, parse_toml};
use crate::diag::{Diagnostic, codes};
use crate::say;

/// A legal document as cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Law {
    /// Number and symbol: `134/2025/QH15`.
    pub id: String,
    /// `Luật`, `Nghị định`, …
    pub kind: String,
    pub title: String,
    /// Other names it goes by: `Luật TTNT`.
    pub short_titles: Vec<String>,
    pub issuer: String,
    /// The day it was signed or passed.
    pub issued: Option<Date>,
    pub effective: Option<Date>,
    /// The first day on which it is no longer in force.
    pub expires: Option<Date>,
    pub status: Status,
    /// How many articles it has; `None` where nobody has counted.
    pub articles: Option<u32>,
    pub replaces: Vec<String>,
    pub replaced_by: Option<String>,
    pub amended_by: Vec<String>,
    pub guided_by: Vec<String>,
    pub url: String,
    /// Where the facts were read.
    pub source: String,
    pub checked: Option<Checked>,
    /// Where the row begins in the file, for messages.
    #[serde(skip)]
    pub span: Range<u32>,
}

/// How well the facts of a row are known, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Checked {
    pub mark: Mark,
    pub on: Option<Date>,
}

/// Where a fact was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// In the plan of an authority that cites it.
    Plan,
    /// In the document's own text, in a stored copy.
    Text,
    /// In a secondary source.
    Second,
    /// Not verified.
    Unverified,
}

impl Law {
    /// How the document is called in running text: a law by its title, other texts by kind and number
    /// (NĐ 30/2020/NĐ-CP, Phụ lục I).
    ///
    /// ```
    /// # use loa::law::parse;
    /// let (laws, _) = parse("[[laws]]\nid = \"142/2026/NĐ-CP\"\nkind = \"Nghị định\"\ntitle = \"…\"\n", &"laws.toml".into());
    /// assert_eq!(laws[0].name(), "Nghị định số 142/2026/NĐ-CP");
    /// ```
    #[must_use]
    pub fn name(&self) -> String {
        if self.title.starts_with(&self.kind) && (self.kind == "Luật" || self.kind == "Bộ luật") {
            return format!("{} số {}", self.title, self.id);
        }
        format!("{} số {}", self.kind, self.id)
    }
}

/// Reads the register, sorted by id.
#[must_use]
pub fn parse(text: &str, path: &SourcePath) -> (Vec<Law>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let entries = match parse_toml(text, 0) {
        Ok(entries) => entries,
        Err(errors) => return (Vec::new(), errors.into_iter().map(|error| data_syntax(error, path)).collect()),
    };
    let mut fields = Fields::new(&entries, 0..0, path, &codes::CONFIG_VALUE, &mut problems);
    let mut seen = BTreeSet::new();
    let mut laws = fields.tables(&["laws"], |fields| {
        let (law, span) = law(fields);
        if !law.id.is_empty() && !seen.insert(law.id.clone()) {
            let id = &law.id;
            let message = say!("văn bản `{id}` đã có ở trên"; "`{id}` is given above already");
            fields.report(Diagnostic::new(&codes::CONFIG_VALUE, message), span);
        }
        law
    });
    fields.finish();
    laws.sort_by(|a, b| a.id.cmp(&b.id));
    (laws, problems)
}

fn law(fields: &mut Fields<'_>) -> (Law, Range<u32>) {
    let statuses: [(Name, Status); 5] = [
        (&["in_force", "con_hieu_luc"], Status::InForce),
        (&["partly", "mot_phan"], Status::Partly),
        (&["expired", "het_hieu_luc"], Status::Expired),
        (&["not_yet", "chua_hieu_luc"], Status::NotYet),
        (&["draft", "du_thao"], Status::Draft),
    ];
    let marks: [(Name, Mark); 4] = [
        (&["plan", "ke_hoach"], Mark::Plan),
        (&["text", "toan_van"], Mark::Text),
        (&["second", "thu_cap"], Mark::Second),
        (&["unverified", "chua_xac_minh"], Mark::Unverified),
    ];
    const ID: Name = &["id", "so_hieu"];
    let (id, span) = fields.texts(ID).into_iter().next().unwrap_or_else(|| (String::new(), fields.span()));
    if id.is_empty() {
        fields.missing(ID);
    }
    let law = Law {
        id,
        kind: fields.required(&["kind", "loai"]).unwrap_or_default(),
        title: fields.required(&["title", "ten"]).unwrap_or_default(),
        short_titles: numbers(fields, &["short_titles", "ten_tat"]),
        issuer: fields.text(&["issuer", "co_quan"]).unwrap_or_default(),
        issued: fields.date(&["issued", "ngay_ban_hanh"]),
        effective: fields.date(&["effective", "ngay_hieu_luc"]),
        expires: fields.date(&["expires", "ngay_het_hieu_luc"]),
        status: fields.choice(&["status", "tinh_trang"], &statuses).unwrap_or(Status::InForce),
        articles: fields.integer(&["articles", "so_dieu"], 1..=2000).and_then(|count| u32::try_from(count).ok()),
        replaces: numbers(fields, &["replaces", "thay_the"]),
        replaced_by: fields.words(&["replaced_by", "thay_the_boi"]),
        amended_by: numbers(fields, &["amended_by", "sua_doi_boi"]),
        guided_by: numbers(fields, &["guided_by", "huong_dan_boi"]),
        url: fields.url(&["url"]),
        source: fields.text(&["source", "nguon"]).unwrap_or_default(),
        checked: checked(fields, &marks),
        span: span.clone(),
    };
    (law, span)
}

/// `checked = "text"` and `checked_on = 2026-11-22`.
fn checked(fields: &mut Fields<'_>, marks: &[(Name, Mark)]) -> Option<Checked> {
    let on = fields.date(&["checked_on", "ngay_kiem_tra"]);
    let mark = fields.choice(&["checked", "kiem_tra"], marks);
    mark.or(on.map(|_| Mark::Unverified)).map(|mark| Checked { mark, on })
}

fn numbers(fields: &mut Fields<'_>, name: Name) -> Vec<String> {
    fields.texts(name).into_iter().map(|(text, _)| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}
