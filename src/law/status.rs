//! Whether a document is in force, as somebody found it and as its dates say.

use serde::Serialize;

use super::Law;
use crate::base::Date;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    InForce,
    /// In force in part, as the Huế plan (II.2.a) says of texts under Luật 71/2025/QH15.
    Partly,
    Expired,
    NotYet,
    /// Not passed: nobody is bound by it.
    Draft,
}

impl Status {
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::InForce => "Còn hiệu lực",
            Self::Partly => "Còn hiệu lực một phần",
            Self::Expired => "Hết hiệu lực",
            Self::NotYet => "Chưa có hiệu lực",
            Self::Draft => "Dự thảo",
        }
    }
}

impl Law {
    /// The status on a day: what the dates say where they say something, else what the register says.
    ///
    /// ```
    /// use loa::law::{Status, parse};
    /// let text = "[[laws]]\nid = \"1/2020/NĐ-CP\"\nkind = \"Nghị định\"\ntitle = \"…\"\nstatus = \"expired\"\nexpires = 2026-07-01\n";
    /// let (laws, _) = parse(text, &"laws.toml".into());
    /// assert_eq!(laws[0].status_on("2026-06-30".parse().unwrap()), Status::InForce);
    /// assert_eq!(laws[0].status_on("2026-07-01".parse().unwrap()), Status::Expired);
    /// ```
    #[must_use]
    pub fn status_on(&self, day: Date) -> Status {
        if self.status == Status::Draft {
            return Status::Draft;
        }
        if self.expires.is_some_and(|end| end <= day) {
            return Status::Expired;
        }
        if self.effective.is_some_and(|begin| begin > day) {
            return Status::NotYet;
        }
        match self.status {
            // The end is known and has not come; or the beginning is known and has.
            Status::Expired if self.expires.is_some() => Status::InForce,
            Status::NotYet if self.effective.is_some() => Status::InForce,
            status => status,
        }
    }
}
