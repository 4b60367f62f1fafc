//! `loa new`: a page with the frame of its kind, as a draft.

use std::io::Write as _;

use super::args::{Arguments, KindArg, NewArgs};
use super::{Console, Exit};
use crate::base::{Date, slug};
use crate::content::Kind;
use crate::fs::Error;
use crate::say;

pub(super) fn run(console: &Console, arguments: &Arguments, new: &NewArgs) -> Exit {
    if !arguments.directory.join("loa.toml").is_file() {
        console.alarm(&say!("lỗi[L0301]: thư mục này không có tệp loa.toml\n  = cách sửa: dùng -C THƯ-MỤC, hoặc tạo trang mới: loa init"; "error[L0301]: there is no loa.toml in this folder\n  = help: use -C DIR, or make a new site: loa init"));
        return Exit::ContentErrors;
    }
    let (kind, section, body) = frame(new.kind);
    let title = new.title.join(" ");
    let name = slug(&title);
    let section = new.section.clone().unwrap_or_else(|| section.to_owned());
    let safe = !section.starts_with('/') && section.split('/').all(|part| part != ".." && !part.contains(['\\', ':']));
    if name.is_empty() || !safe {
        console.alarm(&say!("lỗi: tiêu đề cần có chữ hoặc số, chuyên mục là thư mục trong content"; "error: the title needs letters or digits, the section is a folder in content"));
        return Exit::WrongUse;
    }
    let folder = arguments.directory.join("content").join(&section);
    let path = folder.join(format!("{name}.md"));
    let today = super::today(arguments)("Asia/Ho_Chi_Minh");
    if let Err(error) = index(&folder, new.section.is_none().then(|| section_title(new.kind)).flatten()) {
        console.machine(&error);
        return Exit::MachineFailed;
    }
    match write(&folder, &path, &page(&title, today, kind, body)) {
        Ok(()) => {
            console.result(&format!("{}\n", path.display()));
            console.say(&say!("đã tạo bản nháp; viết xong thì xóa dòng draft = true"; "a draft was made; remove the line draft = true when it is ready"));
            Exit::Well
        }
        Err(error) if error.cause.kind() == std::io::ErrorKind::AlreadyExists => {
            let path = path.display();
            console.alarm(&say!("lỗi: đã có tệp {path}\n  = cách sửa: đặt tiêu đề khác, hoặc sửa tệp đang có"; "error: {path} exists already\n  = help: choose another title, or edit that file"));
            Exit::ContentErrors
        }
        Err(error) => {
            console.machine(&error);
            Exit::MachineFailed
        }
    }
}

/// A new folder gets a name that readers can read, for menus and lists.
fn index(folder: &std::path::Path, title: Option<&str>) -> Result<(), Error> {
    let path = folder.join("_index.md");
    match title {
        Some(title) if !folder.exists() => write(folder, &path, &format!("+++\ntitle = \"{title}\"\n+++\n")),
        _ => Ok(()),
    }
}

/// The name of the folder that a kind of page usually goes to.
fn section_title(kind: KindArg) -> Option<&'static str> {
    Some(match kind {
        KindArg::Article => "Tin bài",
        KindArg::Warning => "Cảnh báo lừa đảo",
        KindArg::Guide => "Dịch vụ công",
        KindArg::Law => "Tìm hiểu pháp luật",
        KindArg::Notice => "Thông báo",
        KindArg::Faq => "Hỏi đáp",
        KindArg::Plan => "Kế hoạch",
        KindArg::Page => return None,
    })
}

fn write(folder: &std::path::Path, path: &std::path::Path, text: &str) -> Result<(), Error> {
    std::fs::create_dir_all(folder).map_err(|cause| Error { doing: "making", path: folder.to_owned(), cause })?;
    let fail = |cause| Error { doing: "writing", path: path.to_owned(), cause };
    // Never over a file that is there: a lost source is the worst that can happen.
    let mut file = std::fs::File::create_new(path).map_err(fail)?;
    file.write_all(text.as_bytes()).map_err(fail)
}

fn page(title: &str, today: Date, kind: Kind, body: &str) -> String {
    let title = toml_text(title);
    // What changes is looked at again within a year.
    let review = match kind {
        Kind::Guide | Kind::Law | Kind::Faq => format!("review_by = {}\n", today.plus_days(365)),
        _ => String::new(),
    };
    let kind = kind.id();
    format!(
        "+++\ntitle = {title}\ndate = {today}\ndescription = \"\"\nkind = \"{kind}\"\ndraft = true\n{review}sources = []\n+++\n\n{body}"
    )
}

fn toml_text(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The kind, the usual folder, and what such a page must tell.
fn frame(kind: KindArg) -> (Kind, &'static str, &'static str) {
    match kind {
        KindArg::Article => (Kind::Article, "tin-bai", "Mở đầu: chuyện gì, ở đâu, liên quan gì tới bà con.\n"),
        KindArg::Warning => (
            Kind::Warning,
            "canh-bao",
            "Mở đầu: thủ đoạn gì, nhằm vào ai.\n\n## Thủ đoạn\n\n1. \n\n## Dấu hiệu nhận biết\n\n- \n\n## Việc cần làm ngay\n\n:::steps\n1. \n:::\n",
        ),
        KindArg::Guide => (
            Kind::Guide,
            "dich-vu-cong",
            "Mở đầu: thủ tục này dành cho ai.\n\n## Cần chuẩn bị\n\n- \n\n## Các bước\n\n:::steps\n1. \n:::\n\nKiểm tra lại trên Cổng Dịch vụ công quốc gia trước khi nộp.\n",
        ),
        KindArg::Law => (
            Kind::Law,
            "phap-luat",
            "Mở đầu: quy định này nói gì, áp dụng cho ai, từ ngày nào.\n\n## Người dân cần nhớ\n\n- \n",
        ),
        KindArg::Notice => {
            (Kind::Notice, "thong-bao", "Thông báo: việc gì, khi nào, ở đâu, ai cần đến, mang theo gì.\n")
        }
        KindArg::Faq => (Kind::Faq, "hoi-dap", "## Câu hỏi?\n\nTrả lời.\n"),
        KindArg::Plan => {
            (Kind::Plan, "ke-hoach", "## I. Mục đích, yêu cầu\n\n## II. Nội dung\n\n## III. Tổ chức thực hiện\n")
        }
        KindArg::Page => (Kind::Page, "", "Nội dung của trang.\n"),
    }
}
