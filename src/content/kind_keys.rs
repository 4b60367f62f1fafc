//! The tables of front matter that belong to one kind of page: `[warning]`, `[guide]`, `[law]`, `[plan]`, `[notice]`,
//! `[outage]`.

use std::ops::Range;

use serde::Serialize;

use super::front_matter::{plain, spanned};
use crate::base::{Date, TimeOfDay};
use crate::data::{Fields, Name, Node, Value};

/// A text and where it stands.
pub type Placed = (String, Range<u32>);

/// `[warning]`: a trick in short, for those who have no time to read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Warning {
    pub tricks: Vec<String>,
    pub signs: Vec<String>,
    pub steps: Vec<String>,
    /// Ids of contacts.
    pub call: Vec<Placed>,
    /// Words to send on, where they are not made of the lists above.
    pub share: String,
}

/// `[guide]`: a public service as the applicant meets it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Guide {
    pub service_code: String,
    pub level: Level,
    pub agency: String,
    /// Who may apply.
    pub who: String,
    pub time_limit: String,
    pub fee: String,
    pub url: String,
    pub documents: Vec<String>,
}

/// The two levels of online services (NĐ 224/2026/NĐ-CP, Điều 14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// `Toàn trình`
    Full,
    /// `Một phần`
    Part,
    #[default]
    Unknown,
}

/// `[law]`: the document that a page explains, and whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LawKeys {
    pub id: Option<Placed>,
    pub affects: Vec<String>,
}

/// `[notice]`: what people must know to come.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Notice {
    pub when: String,
    pub place: String,
    pub who: String,
    pub bring: Vec<String>,
}

/// `[outage]`: an online service that will not be there for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outage {
    pub service: String,
    pub from: Option<Moment>,
    /// When it is expected back.
    pub until: Option<Moment>,
    /// Known beforehand; a breakdown is not.
    pub planned: bool,
    /// Where the table stands, for messages.
    pub span: Range<u32>,
}

/// A day, perhaps with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    pub date: Date,
    pub time: Option<TimeOfDay>,
}

impl Moment {
    /// Reads `2026-12-05`, `2026-12-05 22:00`, or the same with `T` and seconds.
    ///
    /// ```
    /// use loa::content::Moment;
    /// let moment = Moment::parse("2026-12-05T22:00:00").unwrap();
    /// assert_eq!(moment.time.unwrap().to_string(), "22:00");
    /// assert_eq!(Moment::parse("2026-12-05").unwrap().time, None);
    /// assert_eq!(Moment::parse("2026-12-05 25:00"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (day, rest) = text.trim().split_at_checked(10)?;
        let date = day.parse().ok()?;
        if rest.is_empty() {
            return Some(Self { date, time: None });
        }
        let rest = rest.strip_prefix(['T', 't', ' '])?.trim_start();
        let time = rest.get(..5).unwrap_or(rest).parse().ok()?;
        Some(Self { date, time: Some(time) })
    }
}

pub(super) fn warning(fields: &mut Fields<'_>) -> Warning {
    Warning {
        tricks: plain(fields.texts(&["tricks", "thu_doan"])),
        signs: plain(fields.texts(&["signs", "dau_hieu"])),
        steps: plain(fields.texts(&["steps", "viec_can_lam"])),
        call: fields.texts(&["call", "goi"]),
        share: fields.text(&["share", "tin_chia_se"]).unwrap_or_default(),
    }
}

pub(super) fn guide(fields: &mut Fields<'_>) -> Guide {
    let levels: [(Name, Level); 2] = [(&["toan_trinh"], Level::Full), (&["mot_phan"], Level::Part)];
    Guide {
        service_code: fields.text(&["service_code", "ma_thu_tuc"]).unwrap_or_default(),
        level: fields.choice(&["level", "muc_do"], &levels).unwrap_or_default(),
        agency: fields.text(&["agency", "co_quan"]).unwrap_or_default(),
        who: fields.text(&["who", "ai_lam"]).unwrap_or_default(),
        time_limit: fields.text(&["time_limit", "thoi_han"]).unwrap_or_default(),
        fee: fields.text(&["fee", "le_phi"]).unwrap_or_default(),
        url: fields.url(&["url", "dia_chi"]),
        documents: plain(fields.texts(&["documents", "giay_to"])),
    }
}

pub(super) fn law(fields: &mut Fields<'_>) -> LawKeys {
    LawKeys { id: spanned(fields, &["id", "so_hieu"]), affects: plain(fields.texts(&["affects", "anh_huong"])) }
}

pub(super) fn notice(fields: &mut Fields<'_>) -> Notice {
    Notice {
        when: fields.text(&["when", "khi_nao"]).unwrap_or_default(),
        place: fields.text(&["place", "o_dau"]).unwrap_or_default(),
        who: fields.text(&["who", "ai"]).unwrap_or_default(),
        bring: plain(fields.texts(&["bring", "mang_theo"])),
    }
}

pub(super) fn outage(fields: &mut Fields<'_>) -> Outage {
    const FROM: Name = &["from", "tu"];
    if !fields.has(FROM) {
        fields.missing(FROM);
    }
    Outage {
        service: fields.required(&["service", "dich_vu"]).unwrap_or_default(),
        from: moment(fields, FROM),
        until: moment(fields, &["until", "den"]),
        planned: fields.bool(&["planned", "co_ke_hoach"]).unwrap_or(true),
        span: fields.span(),
    }
}

fn moment(fields: &mut Fields<'_>, name: Name) -> Option<Moment> {
    let node = fields.take(name)?;
    let read = |node: &Node| match &node.value {
        Value::Text(text) | Value::Date(text) => Moment::parse(text),
        _ => None,
    };
    read(node).or_else(|| {
        fields.wrong(
            name,
            node,
            "ngày, có thể kèm giờ, ví dụ 2026-12-05 22:00",
            "a date, perhaps with a time, as in 2026-12-05 22:00",
        )
    })
}
