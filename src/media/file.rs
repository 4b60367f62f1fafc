//! What a file to download is, in a reader's words: "PDF, 1,2 MB" says whether to open it on a telephone.

/// Kinds of files by ending. What is not here is a page or a picture, and is not labelled.
const KINDS: [(&str, &str); 24] = [
    ("pdf", "PDF"),
    ("doc", "Word"),
    ("docx", "Word"),
    ("odt", "văn bản ODF"),
    ("rtf", "RTF"),
    ("txt", "văn bản"),
    ("xls", "Excel"),
    ("xlsx", "Excel"),
    ("ods", "bảng tính ODF"),
    ("csv", "bảng CSV"),
    ("ppt", "PowerPoint"),
    ("pptx", "PowerPoint"),
    ("odp", "trình chiếu ODF"),
    ("zip", "tệp nén"),
    ("rar", "tệp nén"),
    ("7z", "tệp nén"),
    ("mp3", "âm thanh"),
    ("m4a", "âm thanh"),
    ("wav", "âm thanh"),
    ("mp4", "video"),
    ("jpg", "ảnh"),
    ("jpeg", "ảnh"),
    ("png", "ảnh"),
    ("ics", "lịch"),
];

/// The kind and size of a file of `bytes` bytes, `PDF, 1,2 MB`; `None` for an ending that says nothing to readers.
#[must_use]
pub fn describe(name: &str, bytes: u64) -> Option<String> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    let (_, kind) = KINDS.iter().find(|(known, _)| *known == ending)?;
    Some(format!("{kind}, {}", size(bytes)))
}

/// `48 KB`, `1,2 MB`: two places at most, a comma as Vietnamese has it. A kilobyte is 1024 bytes, as file managers count.
fn size(bytes: u64) -> String {
    const KILO: u64 = 1024;
    let kilos = bytes.div_ceil(KILO).max(1);
    if kilos < KILO {
        return format!("{kilos} KB");
    }
    let tenths = (bytes * 10 + KILO * KILO / 2) / (KILO * KILO);
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole} MB"),
        (whole, _) if whole >= 100 => format!("{whole} MB"),
        (whole, tenth) => format!("{whole},{tenth} MB"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_sizes_as_people_say_them() {
        for (name, bytes, expected) in [
            ("a.pdf", 1_258_291, "PDF, 1,2 MB"),
            ("a/b.DOCX", 49_152, "Word, 48 KB"),
            ("a.xlsx", 1, "Excel, 1 KB"),
            ("a.pdf", 1_048_576, "PDF, 1 MB"),
            ("a.zip", 314_572_800, "tệp nén, 300 MB"),
            ("a.csv", 0, "bảng CSV, 1 KB"),
        ] {
            assert_eq!(describe(name, bytes).as_deref(), Some(expected), "{name}");
        }
        assert_eq!((describe("a.html", 9), describe("a", 9)), (None, None));
    }
}
