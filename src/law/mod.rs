//! The register of legal documents, `content/_data/laws.toml`: what each is called, and whether it is in force.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

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
    pub issuer: String,
    pub issued: Option<Date>,
    pub effective: Option<Date>,
    pub status: Status,
    pub replaced_by: Option<String>,
    pub url: String,
    /// Where the facts were read.
    pub source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    InForce,
    /// In force in part, as the Huế plan (II.2.a) says of texts under Luật 71/2025/QH15.
    Partly,
    Expired,
    NotYet,
}

impl Status {
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::InForce => "Còn hiệu lực",
            Self::Partly => "Còn hiệu lực một phần",
            Self::Expired => "Hết hiệu lực",
            Self::NotYet => "Chưa có hiệu lực",
        }
    }
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
    let statuses: [(Name, Status); 4] = [
        (&["in_force", "con_hieu_luc"], Status::InForce),
        (&["partly", "mot_phan"], Status::Partly),
        (&["expired", "het_hieu_luc"], Status::Expired),
        (&["not_yet", "chua_hieu_luc"], Status::NotYet),
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
        issuer: fields.text(&["issuer", "co_quan"]).unwrap_or_default(),
        issued: fields.date(&["issued", "ngay_ban_hanh"]),
        effective: fields.date(&["effective", "ngay_hieu_luc"]),
        status: fields.choice(&["status", "tinh_trang"], &statuses).unwrap_or(Status::InForce),
        replaced_by: fields.words(&["replaced_by", "thay_the_boi"]),
        url: fields.url(&["url"]),
        source: fields.text(&["source", "nguon"]).unwrap_or_default(),
    };
    (law, span)
}
