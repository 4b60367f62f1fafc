//! Official-speak for which everybody has plainer words. One message a page, with the first place.

use std::ops::Range;
use std::sync::LazyLock;

use super::Subject;
use super::text::{PageText, Passage};
use crate::diag::{Diagnostic, codes};
use crate::say;
use crate::speech::{Kind, lex};

/// What is written, and what says the same. Nothing may stand here that has a meaning of its own in law.
const PHRASES: &[(&str, &str)] = &[
    ("báo cho cơ quan chức năng", "tên nơi phải báo: công an phường, số điện thoại"),
    ("báo cơ quan chức năng", "tên nơi phải báo: công an phường, số điện thoại"),
    ("bổ sung thêm", "bổ sung"),
    ("chấp hành nghiêm túc", "làm đúng"),
    ("chủ động trong việc", "chủ động"),
    ("có nghĩa vụ phải", "phải"),
    ("có nhu cầu", "cần, muốn"),
    ("công tác phòng chống", "phòng, chống"),
    ("công tác tuyên truyền", "tuyên truyền, nói cho bà con biết"),
    ("cơ quan hữu quan", "tên cơ quan ấy"),
    ("cấp có thẩm quyền", "tên cơ quan ấy"),
    ("gia tăng đột biến", "tăng nhanh"),
    ("gây ảnh hưởng tiêu cực", "làm hại"),
    ("hiện thực hóa", "làm được"),
    ("kể từ thời điểm", "từ khi"),
    ("kịp thời nắm bắt", "biết sớm"),
    ("liên hệ cơ quan chức năng", "tên nơi phải gọi: công an phường, số điện thoại"),
    ("mang tính chất", "bỏ đi, viết thẳng tính từ"),
    ("một cách hiệu quả", "tốt"),
    ("một cách kịp thời", "sớm"),
    ("một cách nghiêm túc", "nghiêm túc"),
    ("một cách nhanh chóng", "nhanh"),
    ("ngay tại thời điểm", "ngay khi"),
    ("nhằm mục đích", "để"),
    ("nâng cao hiệu quả công tác", "làm tốt hơn"),
    ("nêu cao tinh thần", "hãy"),
    ("phương tiện thông tin đại chúng", "báo, đài"),
    ("phối kết hợp", "phối hợp, cùng làm"),
    ("phục vụ cho công tác", "để"),
    ("quán triệt", "nắm rõ, làm đúng"),
    ("theo quy định của pháp luật hiện hành", "tên điều luật, hoặc nói rõ phải làm gì"),
    ("theo quy định hiện hành", "tên điều luật, hoặc nói rõ phải làm gì"),
    ("thông báo cho cơ quan chức năng", "tên nơi phải báo: công an phường, số điện thoại"),
    ("thông qua hình thức", "bằng"),
    ("thực hiện công tác", "bỏ đi, viết thẳng việc phải làm"),
    ("thực hiện việc", "bỏ đi, viết thẳng việc phải làm"),
    ("tiến hành", "bỏ đi, viết thẳng việc phải làm"),
    ("triển khai thực hiện", "làm, thực hiện"),
    ("trong thời gian qua", "vừa qua"),
    ("trong thời gian tới", "sắp tới"),
    ("trong thời gian vừa qua", "vừa qua"),
    ("trong trường hợp mà", "nếu"),
    ("trên cơ sở đó", "vì vậy, từ đó"),
    ("trực tiếp tiến hành", "tự"),
    ("tăng cường công tác", "làm tốt hơn việc"),
    ("tại thời điểm hiện tại", "bây giờ"),
    ("tại thời điểm này", "lúc này"),
    ("tổ chức triển khai thực hiện", "làm"),
    ("với mục đích", "để"),
    ("xuất phát từ thực tế", "bỏ đi"),
    ("được sự quan tâm của", "bỏ đi"),
    ("đảm bảo việc", "để, giữ cho"),
    ("đề cập đến vấn đề", "nói về"),
    ("đối với việc", "khi"),
];

/// The phrases by the hash of their first word.
struct Table {
    /// One bit for each low part of a hash: nearly all words are turned away here.
    bits: [u64; 32],
    /// Hashes of all words, and the row of `PHRASES`; sorted, the longest first among equals.
    rows: Vec<(Vec<u32>, usize)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { bits: [0; 32], rows: Vec::with_capacity(PHRASES.len()) };
    for (row, (phrase, _)) in PHRASES.iter().enumerate() {
        let mut tokens = Vec::new();
        lex(phrase, 0, phrase.len(), &mut tokens);
        let hashes: Vec<u32> = tokens.iter().filter(|token| token.kind == Kind::Word).map(|token| token.hash).collect();
        let Some(first) = hashes.first() else { continue };
        table.bits[*first as usize / 64 % 32] |= 1 << (first % 64);
        table.rows.push((hashes, row));
    }
    table.rows.sort_by(|(a, _), (b, _)| a[0].cmp(&b[0]).then(b.len().cmp(&a.len())).then(a.cmp(b)));
    table
});

impl Table {
    /// The longest phrase that begins at a token: its row and its last token.
    fn find(&self, passage: &Passage<'_>, at: usize) -> Option<(usize, usize)> {
        let first = passage.tokens[at].hash;
        if self.bits[first as usize / 64 % 32] & (1 << (first % 64)) == 0 {
            return None;
        }
        let from = self.rows.partition_point(|(hashes, _)| hashes[0] < first);
        self.rows[from..].iter().take_while(|(hashes, _)| hashes[0] == first).find_map(|(hashes, row)| {
            let last = at + 2 * (hashes.len() - 1);
            let fits = hashes.iter().enumerate().all(|(step, hash)| {
                let place = at + 2 * step;
                passage.kind(place) == Kind::Word
                    && passage.tokens[place].hash == *hash
                    && (step == 0 || passage.kind(place - 1) == Kind::Space)
            });
            (fits && passage.words[passage.bytes(at, last)].to_lowercase() == PHRASES[*row].0).then_some((*row, last))
        })
    }
}

pub(super) fn official_speak(subject: &Subject<'_>, text: &PageText<'_>, found: &mut Vec<Diagnostic>) {
    let mut count = 0;
    let mut first: Option<(Range<u32>, usize)> = None;
    let table = &*TABLE;
    for passage in text.prose() {
        let mut at = 0;
        while at < passage.tokens.len() {
            let next = if passage.kind(at) == Kind::Word { table.find(&passage, at) } else { None };
            if let Some((row, last)) = next {
                count += 1;
                first.get_or_insert_with(|| (passage.span(passage.bytes(at, last)), row));
                at = last;
            }
            at += 1;
        }
    }
    let Some((span, row)) = first else { return };
    let (phrase, plain) = PHRASES[row];
    let message = if count == 1 {
        say!("“{phrase}” là lời văn hành chính"; "“{phrase}” is official-speak")
    } else {
        say!("{count} chỗ dùng lời văn hành chính, chỗ đầu là “{phrase}”"; "{count} phrases of official-speak, the first is “{phrase}”")
    };
    found.push(
        Diagnostic::new(&codes::OFFICIAL_SPEAK, message)
            .at(subject.path(), span)
            .hint(say!("nói gọn hơn: {plain}"; "plainer: {plain}")),
    );
}

#[cfg(test)]
mod tests {
    use super::super::samples::{problems, told};
    use super::*;

    #[test]
    fn phrases_are_in_small_letters_and_stand_once() {
        let mut seen = std::collections::BTreeSet::new();
        for (phrase, plain) in PHRASES {
            assert_eq!(phrase.to_lowercase(), *phrase);
            assert!(seen.insert(phrase) && !plain.is_empty(), "{phrase}");
            assert!(!plain.contains(phrase) || plain.starts_with("bỏ đi"), "{phrase}");
        }
        assert_eq!(TABLE.rows.len(), PHRASES.len());
    }

    #[test]
    fn what_can_be_said_plainly() {
        for (text, phrase) in [
            ("Công an tiến hành xác minh.", "tiến hành"),
            ("Tiến hành kiểm tra ngay.", "tiến hành"),
            ("Trang lập ra nhằm mục đích chiếm tiền.", "nhằm mục đích"),
            ("Ai có nhu cầu thì đến phường.", "có nhu cầu"),
            ("Báo cơ quan chức năng ngay.", "báo cơ quan chức năng"),
            ("Phường triển khai thực hiện từ tháng 5.", "triển khai thực hiện"),
            ("Phường **tổ chức triển khai** thực hiện kế hoạch.", "tổ chức triển khai thực hiện"),
            ("- Thực hiện việc kê khai trước ngày 5", "thực hiện việc"),
            ("Trong thời gian vừa qua trời mưa.", "trong thời gian vừa qua"),
            ("Trong thời gian qua trời mưa.", "trong thời gian qua"),
            ("Bà con có nghĩa vụ phải khai.", "có nghĩa vụ phải"),
            ("Làm một cách nhanh chóng.", "một cách nhanh chóng"),
        ] {
            let found = problems("", text);
            assert_eq!(found.iter().map(|one| one.code.id).collect::<Vec<_>>(), ["L0732"], "{text}");
            assert!(found[0].message.vi.contains(phrase), "{text}: {}", found[0].message.vi);
        }
        let many = &problems("", "Công an tiến hành xác minh.\n\nAi có nhu cầu thì báo cơ quan chức năng.")[0].message;
        assert_eq!(many.vi, "3 chỗ dùng lời văn hành chính, chỗ đầu là “tiến hành”");
    }

    #[test]
    fn plain_words_and_quotes_are_let_be() {
        for text in [
            "Công an xác minh ngay.",
            "Bà con cần thì đến phường.",
            "> Cơ quan chức năng tiến hành xác minh theo quy định hiện hành.",
            "a) Tiến hành kiểm tra;",
            "| Việc |\n|---|\n| Tiến hành kiểm tra |",
            "Tiến, hành và tỏi.",
            "## Tiến hành",
            "Theo quy định của Luật Đất đai.",
            "Nhu cầu của bà con.",
            "Cơ quan, chức năng và nhiệm vụ.",
            "Công tác xã hội trong trường học.",
            "Có một cách đơn giản, không bắt buộc phải đến tận nơi.",
            "Cơ quan chức năng đã cảnh báo, bà con có quyền được biết.",
        ] {
            assert_eq!(told(text), <[&str; 0]>::default(), "{text}");
        }
    }
}
