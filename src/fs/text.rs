//! From a file's bytes to clean text, or to the reason why it is none.

use crate::base::{SourcePath, clean};
use crate::diag::{Diagnostic, codes};
use crate::say;

/// The largest page in bytes. The longest of the real plans has 20 kB; a novel has one megabyte. A page of nothing but marks
/// takes some 400 times its size to read.
pub const LARGEST: u64 = 2 * 1024 * 1024;

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
    let head = &bytes[..bytes.len().min(8192)];
    if head.contains(&0) {
        let at = head.iter().take_while(|byte| **byte != 0).count();
        let message =
            say!("tệp không phải văn bản (byte số 0 ở vị trí {at})"; "the file is not text (a zero byte at {at})");
        let hint = say!("nếu là tệp Word hay ảnh, đặt lại đúng đuôi tệp"; "if it is a Word file or a picture, give it its proper ending");
        return fail(Diagnostic::new(&codes::BINARY, message).in_file(path).hint(hint));
    }
    // The standard library tells where the mistake is, and takes ten times as long.
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok(clean(text).into_owned());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(clean(text).into_owned()),
        Err(error) => {
            // The place is that of the first bad byte in the text as `lossy` shows it.
            let good = clean(std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()).len();
            let at = u32::try_from(good).unwrap_or(0);
            let message = say!("tệp không phải UTF-8: từ đây có ký tự không đọc được"; "the file is not UTF-8: what follows cannot be read");
            fail(Diagnostic::new(&codes::NOT_UTF8, message).at(path, at..at + 1).hint(save_as()))
        }
    }
}

/// The text of a file for showing a line of it, whatever its bytes are.
#[must_use]
pub fn lossy(bytes: &[u8]) -> String {
    clean(&String::from_utf8_lossy(bytes)).into_owned()
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
