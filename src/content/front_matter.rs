//! The keys at the top of a page, in TOML or YAML, under English or Vietnamese names.

use std::ops::Range;

use serde::Serialize;

use super::kind_keys::{self, Guide, LawKeys, Notice, Outage, Warning};
use super::{Kind, Role};
use crate::base::{Date, Fingerprint, SourcePath};
use crate::config::Alert;
use crate::data::{Entry, Fields, Name, parse_toml, parse_yaml};
use crate::diag::{Diagnostic, codes};
use crate::say;

/// Everything a page says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FrontMatter {
    pub title: String,
    pub date: Option<Date>,
    pub description: String,
    pub updated: Option<Date>,
    pub slug: Option<(String, Range<u32>)>,
    pub draft: bool,
    pub expires: Option<Date>,
    /// The day by which somebody must look at the page again, and where that is said.
    pub review_by: Option<(Date, Range<u32>)>,
    pub kind: Kind,
    pub topic: Option<(String, Range<u32>)>,
    pub audience: Vec<(String, Range<u32>)>,
    /// Parts of the ward that the page is for; none is the whole ward.
    pub area: Vec<(String, Range<u32>)>,
    pub tags: Vec<String>,
    pub unit: String,
    pub author: String,
    pub reviewed_by: String,
    pub approved_by: String,
    pub approved_on: Option<Date>,
    pub sources: Vec<String>,
    pub laws: Vec<(String, Range<u32>)>,
    pub aliases: Vec<(String, Range<u32>)>,
    pub weight: i64,
    pub attachments: Vec<Attachment>,
    /// Whether a shared link shows a picture with the page's own title; where it is not said, warnings do.
    pub share_image: Option<bool>,
    pub lang: String,
    pub alert: Option<Alert>,
    /// The first and the last day of the banner above all pages.
    pub alert_from: Option<Date>,
    pub alert_until: Option<Date>,
    pub withdrawn: Option<Withdrawn>,
    /// The page that stands in its place: this one is kept, and no list shows it.
    pub superseded_by: Option<(String, Range<u32>)>,
    pub changes: Vec<Change>,
    pub ai: Ai,
    pub radio: RadioKeys,
    pub warning: Option<Warning>,
    pub guide: Option<Guide>,
    pub law: LawKeys,
    pub notice: Option<Notice>,
    pub outage: Option<Outage>,
    pub plan_tasks: Option<(String, Range<u32>)>,
    /// Where the front matter stands, for messages about the page as a whole.
    pub span: Range<u32>,
    /// Of the front matter as written, without the title and the description: two pages with the same one differ in no other
    /// key. `None` where nothing could be read.
    pub rest: Option<Fingerprint>,
}

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub file: String,
    pub title: String,
    pub span: Range<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    pub on: Option<Date>,
    pub why: String,
    /// The page that stands in its place, and where that is said.
    pub replaced_by: Option<(String, Range<u32>)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    pub on: Option<Date>,
    pub what: String,
}

/// How far a machine wrote the page: khoản 3, 4 Điều 11 of Luật 134/2025/QH15 ask for a notice or a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ai {
    #[default]
    None,
    Assisted,
    Generated,
    SyntheticVoice,
    SimulatedPerson,
}

/// `[radio]` of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RadioKeys {
    pub include: Option<bool>,
    pub lead: String,
    pub priority: Priority,
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// Days after which the page may be aired again.
    pub repeat: Option<u32>,
}

/// The three priorities of grassroots radio: thông thường, ưu tiên, khẩn cấp (TT 39/2020/TT-BTTTT).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Priority {
    #[default]
    Normal,
    High,
    Urgent,
}

/// Reads the front matter of a text; returns it with the byte where the body begins.
pub(super) fn read(text: &str, path: &SourcePath, role: Role, problems: &mut Vec<Diagnostic>) -> (FrontMatter, usize) {
    let Some(cut) = cut(text, path, problems) else {
        return (FrontMatter::default(), 0);
    };
    let base = u32::try_from(cut.inner.start).unwrap_or(u32::MAX);
    let inner = &text[cut.inner.clone()];
    let span = 0..base.saturating_sub(1).max(1);
    let parsed = if cut.yaml { parse_yaml(inner, base) } else { parse_toml(inner, base) };
    let entries = match parsed {
        Ok(entries) => entries,
        Err(errors) => {
            problems.extend(errors.into_iter().map(|error| error.diagnostic(&codes::FRONT_MATTER_SYNTAX, path)));
            return (FrontMatter { span, ..FrontMatter::default() }, cut.body);
        }
    };
    let rest = Some(rest(inner, base as usize, &entries));
    (FrontMatter { rest, ..keys(&entries, span, path, role, problems) }, cut.body)
}

const TITLE: Name = &["title", "tieu_de"];
const DESCRIPTION: Name = &["description", "mo_ta"];

/// The fingerprint of a front matter, which begins at `base` of its file, without the words that name the page.
fn rest(inner: &str, base: usize, entries: &[Entry]) -> Fingerprint {
    let names = |entry: &&Entry| [TITLE, DESCRIPTION].concat().contains(&entry.key.as_str());
    let mut spans: Vec<Range<usize>> = entries
        .iter()
        .filter(names)
        .map(|Entry { node, .. }| node.span.start as usize..node.span.end as usize)
        .collect();
    spans.sort_by_key(|span| span.start);
    let (mut rest, mut at) = (String::with_capacity(inner.len()), 0);
    for span in spans {
        rest.push_str(inner.get(at..span.start.saturating_sub(base)).unwrap_or_default());
        at = span.end.saturating_sub(base);
    }
    rest.push_str(inner.get(at..).unwrap_or_default());
    Fingerprint::of(rest.as_bytes())
}

struct Cut {
    yaml: bool,
    inner: Range<usize>,
    body: usize,
}

fn cut(text: &str, path: &SourcePath, problems: &mut Vec<Diagnostic>) -> Option<Cut> {
    let begin = text.len() - text.trim_start_matches(['\n', ' ', '\t']).len();
    let first = text[begin..].lines().next().unwrap_or_default().trim_end();
    let mark = match first {
        "+++" => "+++",
        "---" => "---",
        _ => {
            let message = say!("tệp không có phần khai báo ở đầu"; "there is no front matter at the top");
            let hint = say!("thêm vào đầu tệp:\n      +++\n      title = \"Tiêu đề\"\n      date = 2026-01-31\n      +++"; "begin the file with:\n      +++\n      title = \"A title\"\n      date = 2026-01-31\n      +++");
            problems.push(Diagnostic::new(&codes::NO_FRONT_MATTER, message).at(path, 0..0).hint(hint));
            return None;
        }
    };
    let start = text[begin..].find('\n').map_or(text.len(), |end| begin + end + 1);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == mark {
            return Some(Cut { yaml: mark == "---", inner: start..at, body: at + line.len() });
        }
        at += line.len();
    }
    let message = say!("phần khai báo mở bằng `{mark}` nhưng không có dòng `{mark}` đóng"; "the front matter opens with `{mark}` and is not closed by another");
    let span = u32::try_from(begin).unwrap_or(0);
    let hint = say!("thêm một dòng `{mark}` ngay sau mục cuối"; "add a line `{mark}` after the last key");
    problems.push(Diagnostic::new(&codes::FRONT_MATTER_OPEN, message).at(path, span..span + 3).hint(hint));
    None
}

fn keys(
    entries: &[Entry],
    span: Range<u32>,
    path: &SourcePath,
    role: Role,
    problems: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let mut reader = Fields::new(entries, span.clone(), path, &codes::WRONG_VALUE, problems);
    let fields = &mut reader;
    let title = fields.required(TITLE).unwrap_or_default();
    const DATE: Name = &["date", "ngay"];
    if role == Role::Page && !fields.has(DATE) {
        fields.missing(DATE);
    }
    const REVIEW_BY: Name = &["review_by", "ra_soat"];
    let ais: [(Name, Ai); 5] = [
        (&["none", "khong"], Ai::None),
        (&["assisted", "ho_tro_bien_tap", "ho-tro-bien-tap"], Ai::Assisted),
        (&["generated", "tao_sinh", "tao-sinh"], Ai::Generated),
        (&["synthetic_voice", "giong_tong_hop", "giong-tong-hop"], Ai::SyntheticVoice),
        (&["simulated_person", "mo_phong_nguoi_that", "mo-phong-nguoi-that"], Ai::SimulatedPerson),
    ];
    let front = FrontMatter {
        title,
        date: fields.date(DATE),
        description: fields.text(DESCRIPTION).unwrap_or_default(),
        updated: fields.date(&["updated", "cap_nhat"]),
        slug: spanned(fields, &["slug", "duong_dan"]),
        draft: fields.bool(&["draft", "ban_nhap"]).unwrap_or(false),
        expires: fields.date(&["expires", "het_han"]),
        review_by: fields.date(REVIEW_BY).zip(fields.place(REVIEW_BY)),
        kind: fields.choice(&["kind", "loai"], &Kind::WORDS).unwrap_or_default(),
        topic: spanned(fields, &["topic", "chu_de"]),
        audience: fields.texts(&["audience", "doi_tuong"]),
        area: fields.texts(&["area", "dia_ban"]),
        tags: plain(fields.texts(&["tags", "the"])),
        unit: fields.text(&["unit", "don_vi"]).unwrap_or_default(),
        author: fields.text(&["author", "tac_gia"]).unwrap_or_default(),
        reviewed_by: fields.text(&["reviewed_by", "nguoi_soat"]).unwrap_or_default(),
        approved_by: fields.text(&["approved_by", "nguoi_duyet"]).unwrap_or_default(),
        approved_on: fields.date(&["approved_on", "ngay_duyet"]),
        sources: plain(fields.texts(&["sources", "nguon"])),
        laws: fields.texts(&["laws", "van_ban"]),
        aliases: fields.texts(&["aliases", "dia_chi_cu"]),
        weight: fields.integer(&["weight", "thu_tu"], -1_000_000..=1_000_000).unwrap_or(0),
        attachments: attachments(fields),
        share_image: fields.bool(&["share_image", "anh_chia_se"]),
        lang: lang(fields),
        alert_from: fields.date(&["alert_from", "bao_dong_tu"]),
        alert_until: fields.date(&["alert_until", "bao_dong_den"]),
        superseded_by: spanned(fields, &["superseded_by", "thay_boi"]),
        alert: fields.choice(&["alert", "bao_dong"], &Alert::WORDS),
        withdrawn: fields.table(&["withdrawn", "rut_lai"], |fields| Withdrawn {
            on: fields.date(&["on", "ngay"]),
            why: fields.text(&["why", "ly_do"]).unwrap_or_default(),
            replaced_by: spanned(fields, &["replaced_by", "thay_bang"]),
        }),
        changes: fields.tables(&["changes", "thay_doi"], |fields| Change {
            on: fields.date(&["on", "ngay"]),
            what: fields.required(&["what", "noi_dung"]).unwrap_or_default(),
        }),
        ai: fields.choice(&["ai"], &ais).unwrap_or_default(),
        radio: fields.table(&["radio", "phat_thanh"], radio).unwrap_or_default(),
        warning: fields.table(&["warning", "canh_bao"], kind_keys::warning),
        guide: fields.table(&["guide", "huong_dan"], kind_keys::guide),
        law: fields.table(&["law", "phap_luat"], kind_keys::law).unwrap_or_default(),
        notice: fields.table(&["notice", "thong_bao"], kind_keys::notice),
        outage: fields.table(&["outage", "tam_dung"], kind_keys::outage),
        plan_tasks: fields.table(&["plan", "ke_hoach"], |fields| spanned(fields, &["tasks", "nhiem_vu"])).flatten(),
        span,
        rest: None,
    };
    reader.finish();
    front
}

/// A language tag of BCP 47 in its plain form, `en` or `zh-Hant`; it becomes a part of the page's address.
fn lang(fields: &mut Fields<'_>) -> String {
    const NAME: Name = &["lang", "ngon_ngu"];
    let Some((tag, span)) = spanned(fields, NAME) else { return String::new() };
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let good = (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if good {
        return tag;
    }
    let message = say!("`lang` phải là mã ngôn ngữ, ví dụ \"en\", không phải `{tag}`"; "`lang` must be a language tag, as in \"en\", not `{tag}`");
    fields.report(Diagnostic::new(&codes::WRONG_VALUE, message), span);
    String::new()
}

pub(super) fn spanned(fields: &mut Fields<'_>, name: Name) -> Option<(String, Range<u32>)> {
    fields.texts(name).into_iter().next()
}

pub(super) fn plain(texts: Vec<(String, Range<u32>)>) -> Vec<String> {
    texts.into_iter().map(|(text, _)| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

fn attachments(fields: &mut Fields<'_>) -> Vec<Attachment> {
    const NAME: Name = &["attachments", "dinh_kem"];
    fields
        .texts(NAME)
        .into_iter()
        .map(|(file, span)| {
            let title = file.rsplit('/').next().unwrap_or(&file).to_owned();
            Attachment { file, title, span }
        })
        .collect()
}

fn radio(fields: &mut Fields<'_>) -> RadioKeys {
    let priorities: [(Name, Priority); 3] = [
        (&["normal", "thong-thuong"], Priority::Normal),
        (&["high", "uu-tien"], Priority::High),
        (&["urgent", "khan-cap"], Priority::Urgent),
    ];
    RadioKeys {
        include: fields.bool(&["include", "phat"]),
        lead: fields.text(&["lead", "loi_dan"]).unwrap_or_default(),
        priority: fields.choice(&["priority", "muc_do"], &priorities).unwrap_or_default(),
        from: fields.date(&["from", "tu_ngay"]),
        until: fields.date(&["until", "den_ngay"]),
        repeat: fields.integer(&["repeat", "lap_lai"], 0..=3650).and_then(|days| u32::try_from(days).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_page(text: &str) -> (FrontMatter, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let (front, _) = read(text, &"content/a.md".into(), Role::Page, &mut problems);
        (front, problems)
    }

    #[test]
    fn vietnamese_names_and_yaml_say_the_same() {
        let toml = "+++\ntieu_de = \"Mã OTP\"\nngay = 2026-01-02\nloai = \"canh-bao\"\nthe = [\"otp\"]\n[phat_thanh]\nmuc_do = \"uu-tien\"\n+++\n";
        let yaml = "---\ntitle: Mã OTP\ndate: 2026-01-02\nkind: warning\ntags: [otp]\nradio:\n  priority: high\n---\n";
        let ((a, a_problems), (b, b_problems)) = (read_page(toml), read_page(yaml));
        assert_eq!((a_problems, b_problems), (vec![], vec![]));
        assert_eq!((&a.title, a.date, a.kind, &a.tags, &a.radio), (&b.title, b.date, b.kind, &b.tags, &b.radio));
        assert_eq!(a.kind, Kind::Warning);
    }

    #[test]
    fn the_rest_is_all_but_title_and_description() {
        let rest = |text: &str| read_page(text).0.rest.expect("front matter that can be read");
        let page =
            "+++\ntitle = \"Mã OTP\"\ndate = 2026-01-02\ndescription = \"Ngắn\"\n[radio]\nlead = \"Mã OTP\"\n+++\n";
        for (from, to, same) in [
            ("title = \"Mã OTP\"", "title = \"Một mã rất dài\"", true),
            ("\"Ngắn\"", "\"Dài hơn\"", true),
            ("lead = \"Mã OTP\"", "lead = \"Mã khác\"", false),
            ("2026-01-02", "2026-01-03", false),
            ("description = \"Ngắn\"\n", "", false),
            ("[radio]", "# ghi chú\n[radio]", false),
        ] {
            assert_eq!(rest(page) == rest(&page.replacen(from, to, 1)), same, "{from} → {to}");
        }
        let yaml = "---\ntitle: Mã OTP\ndate: 2026-01-02\n---\n";
        assert_eq!(rest(yaml), rest(&yaml.replace("Mã OTP", "Một mã khác")));
        assert_ne!(rest(yaml), rest(&yaml.replace("date", "updated")));
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let text = "+++\ntilte = \"A\"\ndate = \"hôm nay\"\nkind = \"canh_bao\"\ndraft = 3\n+++\n";
        let (_, mut problems) = read_page(text);
        problems
            .sort_by_key(|problem| problem.place.as_ref().and_then(|(_, span)| span.clone()).map(|span| span.start));
        let told: Vec<(&str, &str)> = problems
            .iter()
            .map(|problem| {
                let span = problem.place.as_ref().and_then(|(_, span)| span.clone()).expect("a place");
                (problem.code.id, &text[span.start as usize..span.end as usize])
            })
            .collect();
        assert_eq!(
            told,
            [("L0114", "+++"), ("L0113", "tilte"), ("L0115", "\"hôm nay\""), ("L0115", "\"canh_bao\""), ("L0115", "3")]
        );
        assert_eq!(problems[3].hints[0].vi, "có phải `canh-bao` không?");
        assert_eq!(problems[1].hints[0].vi, "có phải `title` không?");
    }

    #[test]
    fn unclosed_and_absent_front_matter() {
        assert_eq!(read_page("+++\ntitle = \"A\"\n").1[0].code.id, "L0111");
        assert_eq!(read_page("Chỉ có chữ.\n").1[0].code.id, "L0110");
        assert_eq!(read_page("").1[0].code.id, "L0110");
    }
}
