//! `loa init`: a new site that builds at once and says where to go on.

use std::io::Write as _;

use super::args::{Arguments, InitArgs};
use super::{Console, Exit};
use crate::fs::Error;
use crate::say;

/// Path and text of each file; `{today}` is the day.
const FILES: &[(&str, &str)] = &[
    ("loa.toml", include_str!("starter/loa.toml")),
    ("content/_index.md", include_str!("starter/content/_index.md")),
    ("content/gioi-thieu.md", include_str!("starter/content/gioi-thieu.md")),
    ("content/canh-bao/_index.md", include_str!("starter/content/canh-bao/_index.md")),
    ("content/canh-bao/bai-dau-tien.md", include_str!("starter/content/canh-bao/bai-dau-tien.md")),
    ("content/_data/contacts.toml", include_str!("starter/content/_data/contacts.toml")),
    ("content/_data/lexicon.toml", include_str!("starter/content/_data/lexicon.toml")),
];

pub(super) fn run(console: &Console, arguments: &Arguments, init: &InitArgs) -> Exit {
    let root = arguments.directory.join(&init.target);
    let taken: Vec<&str> = FILES.iter().map(|(path, _)| *path).filter(|path| root.join(path).exists()).collect();
    let shown = root.display().to_string();
    if !taken.is_empty() {
        let taken = taken.join(", ");
        console.alarm(&say!("lỗi: {shown} đã có {taken}\n  = cách sửa: chọn thư mục trống"; "error: {shown} holds {taken} already\n  = help: choose an empty folder"));
        return Exit::ContentErrors;
    }
    let today = super::today(arguments)("Asia/Ho_Chi_Minh").to_string();
    for (path, text) in FILES {
        if let Err(error) = write(&root.join(path), &text.replace("{today}", &today)) {
            console.machine(&error);
            return Exit::MachineFailed;
        }
    }
    console.say(&say!("đã tạo trang mới trong {shown}\n  1. sửa tên phường, địa chỉ trong loa.toml\n  2. vừa viết vừa xem: loa -C {shown} watch --open\n  3. dựng trang: loa -C {shown} build"; "a new site is in {shown}\n  1. put the ward's name and address into loa.toml\n  2. write and see: loa -C {shown} watch --open\n  3. build: loa -C {shown} build"));
    Exit::Well
}

fn write(path: &std::path::Path, text: &str) -> Result<(), Error> {
    let fail = |doing| move |cause| Error { doing, path: path.to_owned(), cause };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(fail("making"))?;
    }
    let mut file = std::fs::File::create_new(path).map_err(fail("writing"))?;
    file.write_all(text.as_bytes()).map_err(fail("writing"))
}
