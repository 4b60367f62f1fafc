//! The choices of a house style: where Vietnamese has two right ways of saying one thing.

/// How an empty ten is said: 105 is một trăm linh năm (north) or một trăm lẻ năm (south).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ZeroTens {
    /// "một trăm linh năm".
    #[default]
    Linh,
    /// "một trăm lẻ năm".
    Le,
}

/// How 1000 is said: nghìn (north, and in documents) or ngàn (south).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Thousand {
    /// "hai nghìn".
    #[default]
    Nghin,
    /// "hai ngàn".
    Ngan,
}

/// How `142/2026/NĐ-CP` is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DocumentNumber {
    /// "số một trăm bốn mươi hai năm hai nghìn không trăm hai mươi sáu của Chính phủ".
    #[default]
    Short,
    /// Every part as it is written: "… gạch chéo … gạch chéo Nghị định Chính phủ".
    Full,
}

/// How English words of the field are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Foreign {
    /// In the established Vietnamese words where there are any: `app` is ứng dụng.
    #[default]
    Vietnamese,
    /// As Vietnamese pronounce them: `app` is áp.
    Respelled,
}

/// How days 1 to 10 of a month are said: ngày hai (in documents) or ngày mùng hai (as people speak).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FirstDays {
    /// "ngày hai tháng chín".
    #[default]
    Plain,
    /// "ngày mùng hai tháng chín".
    Mung,
}

/// The house style of a station, as a site sets it under `[speech]`. The default is that of official documents.
///
/// ```
/// use loa::speech::{FirstDays, Lexicon, Speaker, Style, ZeroTens};
/// let south = Style { zero_tens: ZeroTens::Le, first_days: FirstDays::Mung, ..Style::default() };
/// let speaker = Speaker::new(Lexicon::builtin(), south);
/// assert_eq!(speaker.speak("ngày 2/9 có 105 hộ").text, "ngày mùng hai tháng chín có một trăm lẻ năm hộ");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Style {
    /// 105: linh or lẻ.
    pub zero_tens: ZeroTens,
    /// 1000: nghìn or ngàn.
    pub thousand: Thousand,
    /// `142/2026/NĐ-CP`: for the ear, or part by part.
    pub document_number: DocumentNumber,
    /// `app`: in Vietnamese words, or as it sounds.
    pub foreign: Foreign,
    /// Days 1 to 10: with mùng or without.
    pub first_days: FirstDays,
}
