//! Looks a cited document up in the register: by number, by title, or by kind and running number when only one fits.

use std::collections::BTreeMap;

use super::document::Document;
use super::kinds::Kind;
use super::number::number_key;
use super::titles::{Titles, without_kind};
use super::{Citation, Provision};
use crate::law::{Law, Status, issuer_clash, local_place_clash};

/// Finds citations; made once for a register.
#[derive(Debug, Default)]
pub struct Finder {
    titles: Titles,
    rows: Vec<Row>,
    by_number: BTreeMap<String, usize>,
    by_running: BTreeMap<(Kind, u32), Vec<usize>>,
}

#[derive(Debug)]
struct Row {
    law: Law,
    kind: Option<Kind>,
    year: Option<u32>,
}

impl Finder {
    #[must_use]
    pub fn new(laws: &[Law]) -> Self {
        let mut own = Vec::new();
        let mut finder = Self::default();
        for (at, law) in laws.iter().enumerate() {
            let kind = Kind::of_name(&law.kind);
            let running = law.id.bytes().take_while(u8::is_ascii_digit).count();
            if let (Some(kind), Ok(number)) = (kind, law.id[..running].parse()) {
                finder.by_running.entry((kind, number)).or_default().push(at);
            }
            finder.by_number.entry(number_key(&law.id)).or_insert(at);
            if let Some(kind) =
                kind.filter(|kind| matches!(kind, Kind::Law | Kind::Code | Kind::Ordinance | Kind::Constitution))
            {
                for title in std::iter::once(&law.title).chain(&law.short_titles) {
                    let name = without_kind(title, kind).unwrap_or(title);
                    own.push((at, kind, name.to_owned()));
                }
            }
            finder.rows.push(Row { law: law.clone(), kind, year: year_of(law) });
        }
        finder.titles = Titles::new(own.into_iter());
        finder
    }

    pub(super) fn titles(&self) -> &Titles {
        &self.titles
    }

    pub(super) fn id(&self, row: usize) -> &str {
        self.rows.get(row).map_or("", |row| &row.law.id)
    }

    pub(super) fn kind(&self, row: usize) -> Option<Kind> {
        self.rows.get(row).and_then(|row| row.kind)
    }

    /// The row of a number as the register writes it.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<usize> {
        self.by_number.get(&number_key(id)).copied()
    }

    /// The citation of a row by a directive.
    pub(in crate::law) fn citation(&self, row: usize, provision: Provision) -> Citation {
        let number = Some(self.id(row).to_owned());
        Citation {
            range: 0..0,
            kind: self.kind(row),
            written: number.clone(),
            number,
            date: None,
            issuer: None,
            provision,
            law: Some(row),
            titled: None,
            direct: true,
        }
    }

    pub(super) fn resolve(&self, cited: &Document) -> Option<usize> {
        let row = match &cited.number {
            Some(number) if number.signed => self.row(&number.text)?,
            Some(number) => {
                let rows = self.by_running.get(&(cited.kind?, number.running))?;
                let fits = |row: &&usize| number.year.is_none() || self.rows[**row].year == number.year;
                let mut fitting = rows.iter().filter(fits);
                let only = fitting.next()?;
                if fitting.next().is_some() {
                    return None;
                }
                *only
            }
            None => self.by_title(cited)?,
        };
        self.may_be(row, cited).then_some(row)
    }

    /// The row that bears the title; of several, that of the year, or the one in force.
    pub(super) fn by_title(&self, cited: &Document) -> Option<usize> {
        let title = cited.title.as_ref()?;
        let kind = cited.kind?;
        let rows: Vec<usize> = if kind == Kind::Constitution {
            (0..self.rows.len()).filter(|row| self.rows[*row].kind == Some(kind)).collect()
        } else {
            self.titles.laws(kind, &title.key).collect()
        };
        let alive = |row: &&usize| !matches!(self.rows[**row].law.status, Status::Expired | Status::Draft);
        match (cited.year, rows.as_slice()) {
            (Some(year), _) => rows.iter().copied().find(|row| self.rows[*row].year.is_none_or(|known| known == year)),
            (None, [only]) => Some(*only),
            (None, _) => {
                let mut fitting = rows.iter().filter(alive);
                let only = fitting.next()?;
                fitting.next().is_none().then_some(*only)
            }
        }
    }

    /// Numbers without a year come back every year and in every place: another year or place is another document.
    fn may_be(&self, row: usize, cited: &Document) -> bool {
        let row = &self.rows[row];
        let has_year = cited.number.as_ref().is_some_and(|number| number.signed && number.year.is_some());
        if !has_year
            && let (Some(date), Some(issued)) = (cited.date, row.law.issued)
            && date.year() != issued.year()
        {
            return false;
        }
        match &cited.issuer {
            Some(issuer) => {
                !local_place_clash(issuer, &row.law.issuer)
                    // A bare number of another body is another document; a full one is a mistake to be told.
                    && (cited.number.as_ref().is_none_or(|number| number.signed) || !issuer_clash(issuer, &row.law.issuer))
            }
            None => true,
        }
    }
}

/// The year in the number, or that of the signature.
fn year_of(law: &Law) -> Option<u32> {
    let within = law.id.split(['/', '-']).nth(1).filter(|part| part.len() == 4).and_then(|part| part.parse().ok());
    within.or_else(|| law.issued.and_then(|date| u32::try_from(date.year()).ok()))
}
