//! From a file's bytes to clean text, or to the reason why it is none.

use crate::base::{SourcePath, clean};
use crate::diag::{Diagnostic, codes};
use crate::say;

/// The largest page in bytes. The longest of the real plans has 20 kB; a novel has one megabyte.
pub const LARGEST: u64 = 8 * 1024 * 1024;

/// The text of a source file, cleaned.
///
/// # Errors
/// A diagnostic when the bytes are no UTF-8 text or too many.
pub fn decode(bytes: &[u8], path: &SourcePath) -> Result<String, Box<Diagnostic>> {
    let fail = |diagnostic: Diagnostic| Err(Box::new(diagnostic));
    if bytes.len() as u64 > LARGEST {
        return fail(too_large(bytes.len() as u64, path));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let message = say!("tệp lưu bằng mã UTF-16, không phải UTF-8"; "the file is saved as UTF-16, not UTF-8");
        return fail(Diagnostic::new(&codes::NOT_UTF8, message).in_file(path).hint(save_as()));
    }
    if let Some(at) = bytes.iter().take(8192).position(|byte| *byte == 0) {
        let message =
            say!("tệp không phải văn bản (byte số 0 ở vị trí {at})"; "the file is not text (a zero byte at {at})");
        let hint = say!("nếu là tệp Word hay ảnh, đặt lại đúng đuôi tệp"; "if it is a Word file or a picture, give it its proper ending");
        return fail(Diagnostic::new(&codes::BINARY, message).in_file(path).hint(hint));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(clean(text).into_owned()),
        Err(error) => {
            let good = &bytes[..error.valid_up_to()];
            let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
            let start = good.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let column = String::from_utf8_lossy(&good[start..]).chars().count() + 1;
            let message = say!("tệp không phải UTF-8: dòng {line}, cột {column} có ký tự không đọc được"; "the file is not UTF-8: line {line}, column {column} cannot be read");
            fail(Diagnostic::new(&codes::NOT_UTF8, message).in_file(path).hint(save_as()))
        }
    }
}

/// A file that is not even read.
#[must_use]
pub fn too_large(size: u64, path: &SourcePath) -> Diagnostic {
    let (size, most) = (size / 1024 / 1024, LARGEST / 1024 / 1024);
    let message =
        say!("tệp quá lớn: {size} MB, tối đa {most} MB"; "the file is too large: {size} MB, at most {most} MB");
    let hint = say!("chia thành nhiều trang, hoặc đính kèm thành tệp"; "split it into pages, or attach it as a file");
    Diagnostic::new(&codes::TOO_LARGE, message).in_file(path).hint(hint)
}

fn save_as() -> crate::diag::Text {
    say!("mở tệp bằng Notepad, chọn Lưu thành (Save As), mục Mã hóa chọn UTF-8"; "save the file again with the encoding UTF-8")
}
