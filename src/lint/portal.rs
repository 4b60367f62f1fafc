//! What the portal of a ward must have: the pages that the rules name, and an address of the state's.

use crate::base::{SourcePath, slug};
use crate::config::Config;
use crate::content::Kind;
use crate::diag::{Diagnostic, codes};
use crate::say;
use crate::site::Site;

/// A page that must be there, known by words of its title or by its address.
struct Required {
    vi: &'static str,
    en: &'static str,
    words: &'static [&'static str],
}

/// NĐ 224/2026/NĐ-CP, điểm a, c khoản 1 Điều 9 (structure and leaders, borders, nature, history and culture; procedures
/// and online services), with the page Giới thiệu that holds them. How to reach the ward, its channels, the site map and
/// the search are pages that Loa makes.
const REQUIRED: [Required; 5] = [
    Required { vi: "giới thiệu", en: "about the ward (giới thiệu)", words: &["giới thiệu"] },
    Required {
        vi: "tổ chức bộ máy",
        en: "its structure (tổ chức bộ máy)",
        words: &["tổ chức bộ máy", "bộ máy tổ chức", "cơ cấu tổ chức", "sơ đồ tổ chức", "tổ chức, bộ máy"],
    },
    Required {
        vi: "lãnh đạo: tiểu sử tóm tắt, nhiệm vụ",
        en: "its leaders (lãnh đạo)",
        words: &["lãnh đạo", "thường trực", "chủ tịch"],
    },
    Required {
        vi: "địa giới, điều kiện tự nhiên, lịch sử, văn hóa",
        en: "borders, nature, history and culture (địa giới, lịch sử)",
        words: &[
            "địa giới",
            "điều kiện tự nhiên",
            "lịch sử",
            "vị trí địa lý",
            "bản đồ hành chính",
            "truyền thống",
            "di tích",
        ],
    },
    Required {
        vi: "thủ tục hành chính, dịch vụ công trực tuyến",
        en: "procedures and online services (thủ tục hành chính, dịch vụ công)",
        words: &["thủ tục hành chính", "dịch vụ công", "thủ tục"],
    },
];

/// Required pages that are not there. A sample is no portal.
pub(super) fn required(site: &Site, config: &Config, found: &mut Vec<Diagnostic>) {
    if config.sample || site.registers.unreadable.contains(CONFIG) {
        return;
    }
    let names = names(site, config);
    for Required { vi, en, words } in &REQUIRED {
        let has = |name: &Name| words.iter().any(|word| name.tells(word));
        if names.iter().any(has) {
            continue;
        }
        let message = say!("cổng của phường, xã chưa có trang về {vi}"; "the portal has no page on {en}");
        let problem = Diagnostic::new(&codes::REQUIRED_PAGE, message);
        let problem = match &site.home().document {
            Some(home) => problem.at(&home.path, home.front.span.clone()),
            None => problem.in_file(&SourcePath::from(CONFIG)),
        };
        let title = words[0];
        found.push(problem.hint(say!("viết trang đó (loa new page \"…{title}…\"), hoặc thêm mục tương ứng vào [[menu]]"; "write that page (loa new page \"…{title}…\"), or add it to [[menu]]")));
    }
}

/// What something is called, and the last part of its address.
struct Name {
    title: String,
    last: String,
}

impl Name {
    fn new(title: &str, url: &str) -> Self {
        let last = url.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        Self { title: title.to_lowercase(), last: last.to_owned() }
    }

    fn tells(&self, word: &str) -> bool {
        self.title.contains(word) || self.last == slug(word)
    }
}

/// Sections, entries of the menu, and pages: by their titles and headings where they are no news, else by their address.
fn names(site: &Site, config: &Config) -> Vec<Name> {
    let sections = site.sections.iter().skip(1).map(|section| Name::new(&section.title, section.url.as_str()));
    let menu = config.menu.iter().map(|item| Name::new(&item.title, &item.url));
    let mut names: Vec<Name> = sections.chain(menu).collect();
    for page in &site.pages {
        let document = &page.document;
        if document.front.kind == Kind::Page {
            names.push(Name::new(&document.front.title, page.url.as_str()));
            names.extend(document.body.headings.iter().map(|heading| Name::new(&heading.title, "")));
        } else {
            names.push(Name::new("", page.url.as_str()));
        }
    }
    names
}

/// The portal of a ward stands below the address of its province, under `.gov.vn` (NĐ 224/2026/NĐ-CP, khoản 4 Điều 11).
pub(super) fn address(site: &Site, config: &Config, found: &mut Vec<Diagnostic>) {
    let host = config.base_url.host().to_lowercase();
    // An address that is kept for examples has a message of its own.
    let example = host.split('.').any(|part| part == "example");
    let official = host.trim_end_matches('.').ends_with(".gov.vn");
    if config.sample || example || official || config.official || site.registers.unreadable.contains(CONFIG) {
        return;
    }
    let message = say!("địa chỉ `{host}` không có đuôi .gov.vn"; "the address `{host}` is not below .gov.vn");
    found.push(
        Diagnostic::new(&codes::ADDRESS_NOT_GOV, message)
            .at(&SourcePath::from(CONFIG), config.base_url_span.clone())
            .hint(say!("xin tên miền dạng tenphuong.tentinh.gov.vn ở cơ quan quản lý cổng của tỉnh, thành phố"; "ask the office that runs the province's portal for a name such as ward.province.gov.vn"))
            .hint(say!("trang không phải của cơ quan nhà nước thì tắt mã này trong [lint]"; "a site that is no state body's turns this code off under [lint]")),
    );
}

const CONFIG: &str = "loa.toml";
