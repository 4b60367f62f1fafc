//! Why a recording tells nothing about its announcer.

use crate::base::Millis;
use crate::diag::Text;
use crate::say;

/// Overall rates, in syllables a minute with pauses, that people read at. Recorded announcers read at 180 to 264;
/// whatever lies beyond these bounds is another text.
pub(super) const SLOWEST: u32 = 100;
pub(super) const FASTEST: u32 = 350;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No bytes at all.
    Empty,
    /// Neither WAV nor MP3 nor M4A.
    Unknown,
    /// A WAV file whose samples are packed in some other way.
    NotPcm,
    /// The file contradicts itself.
    Broken,
    /// It ends before its own header says; how much of it is there, in percent.
    Truncated(u32),
    /// Nobody speaks.
    Silent,
    /// The script has no words.
    NoWords,
    /// Syllables a minute, with pauses.
    TooFast(u32),
    TooSlow(u32),
}

impl Fault {
    /// Whether so many syllables can be read in this time.
    pub(super) fn of_rate(syllables: u32, length: Millis) -> Option<Self> {
        let rate = u64::from(syllables) * 60_000 / u64::from(length.0.max(1));
        match u32::try_from(rate).unwrap_or(u32::MAX) {
            0 if syllables == 0 => Some(Self::NoWords),
            rate if rate < SLOWEST => Some(Self::TooSlow(rate)),
            rate if rate > FASTEST => Some(Self::TooFast(rate)),
            _ => None,
        }
    }

    /// What is wrong, and what to do about it.
    #[must_use]
    pub fn told(self) -> (Text, Text) {
        match self {
            Self::Empty => (
                say!("tệp ghi âm rỗng"; "the recording is an empty file"),
                say!("ghi âm lại, hoặc chép lại tệp từ máy ghi âm"; "record again, or copy the file again from the recorder"),
            ),
            Self::Unknown => (
                say!("không nhận ra dạng tệp ghi âm"; "this is no kind of recording that Loa knows"),
                say!("dùng tệp WAV, MP3 hoặc M4A"; "use a WAV, MP3 or M4A file"),
            ),
            Self::NotPcm => (
                say!("tệp WAV dùng cách nén mà Loa không đọc được"; "the WAV file is packed in a way that Loa cannot read"),
                say!("lưu lại dạng WAV PCM 16 bit, hoặc MP3, M4A"; "save it as WAV, PCM, 16 bits, or as MP3 or M4A"),
            ),
            Self::Broken => (
                say!("tệp ghi âm bị hỏng"; "the recording is broken"),
                say!("mở bằng chương trình nghe nhạc, lưu lại, hoặc ghi âm lại"; "open it in a player and save it again, or record again"),
            ),
            Self::Truncated(percent) => (
                say!("tệp ghi âm bị cụt: chỉ còn {percent}% so với phần đầu tệp ghi"; "the recording is cut short: {percent}% of what its header says is there"),
                say!("chép lại tệp từ máy ghi âm; chép dở thì tệp bị cụt"; "copy the file again from the recorder: a copy that was interrupted is cut short"),
            ),
            Self::Silent => (
                say!("không nghe thấy tiếng trong tệp ghi âm"; "there is nothing to hear in the recording"),
                say!("kiểm tra micrô, ghi âm lại"; "check the microphone and record again"),
            ),
            Self::NoWords => (
                say!("kịch bản không có chữ nào"; "the script has no words"),
                say!("chọn đúng tệp kịch bản đã đọc khi ghi âm"; "name the script that was read"),
            ),
            Self::TooFast(rate) => (
                say!("tốc độ {rate} tiếng/phút: quá nhanh so với người đọc ({SLOWEST}–{FASTEST})"; "{rate} syllables a minute: nobody reads so fast ({SLOWEST}–{FASTEST})"),
                say!("có lẽ kịch bản không phải của bản ghi này, hoặc bản ghi chỉ có một phần kịch bản"; "perhaps this is not the script that was read, or only a part of it was recorded"),
            ),
            Self::TooSlow(rate) => (
                say!("tốc độ {rate} tiếng/phút: quá chậm so với người đọc ({SLOWEST}–{FASTEST})"; "{rate} syllables a minute: nobody reads so slowly ({SLOWEST}–{FASTEST})"),
                say!("có lẽ kịch bản không phải của bản ghi này, hoặc bản ghi còn nhạc, còn lời khác"; "perhaps this is not the script that was read, or there is music or other talk in the recording"),
            ),
        }
    }
}
