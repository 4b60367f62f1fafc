//! Who issued a document: `của Thủ tướng Chính phủ`, `của UBND tỉnh Quảng Ninh`, `do Quốc hội ban hành`.

use super::cursor::{Cursor, all_upper, starts_upper};
use super::titles::ends_a_name;

/// Bodies with one name. Longer ones first.
const BODIES: &[&str] = &[
    "Ủy ban Thường vụ Quốc hội",
    "Ủy ban thường vụ Quốc hội",
    "Chủ tịch Quốc hội",
    "Văn phòng Quốc hội",
    "Quốc hội",
    "Phó Thủ tướng Chính phủ",
    "Thủ tướng Chính phủ",
    "Văn phòng Chính phủ",
    "Thanh tra Chính phủ",
    "Tổng Thanh tra Chính phủ",
    "Ban Cơ yếu Chính phủ",
    "Chính phủ",
    "Phó Thủ tướng",
    "Thủ tướng",
    "Văn phòng Chủ tịch nước",
    "Chủ tịch nước",
    "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
    "Chánh án Tòa án nhân dân tối cao",
    "Tòa án nhân dân tối cao",
    "Viện trưởng Viện kiểm sát nhân dân tối cao",
    "Viện kiểm sát nhân dân tối cao",
    "Tổng Kiểm toán nhà nước",
    "Kiểm toán nhà nước",
    "Thống đốc Ngân hàng Nhà nước Việt Nam",
    "Thống đốc Ngân hàng Nhà nước",
    "Ngân hàng Nhà nước Việt Nam",
    "Ngân hàng Nhà nước",
    "Bảo hiểm xã hội Việt Nam",
    "Ban Chấp hành Trung ương Đảng",
    "Ban Chấp hành Trung ương",
    "BCH Trung ương Đảng",
    "BCH Trung ương",
    "Ban Bí thư Trung ương Đảng",
    "Ban Bí thư",
    "Bộ Chính trị",
    "Trung ương Đảng",
    "Tổng Bí thư",
    "UBTVQH",
    "TTCP",
    "TTgCP",
];

/// Bodies of places, before the place's name.
const LOCAL: &[&str] = &[
    "Chủ tịch Ủy ban nhân dân",
    "Chủ tịch UBND",
    "Ủy ban nhân dân",
    "UBND",
    "Thường trực Hội đồng nhân dân",
    "Thường trực HĐND",
    "Hội đồng nhân dân",
    "HĐND",
    "Ban Thường vụ Tỉnh ủy",
    "Ban Thường vụ Thành ủy",
    "Ban Thường vụ Đảng ủy",
    "Ban Chấp hành Đảng bộ",
    "Tỉnh ủy",
    "Thành ủy",
    "Huyện ủy",
    "Quận ủy",
    "Đảng ủy",
    "Công an",
];

const LEVELS: &[&str] = &[
    "thành phố",
    "tỉnh",
    "quận",
    "huyện",
    "thị xã",
    "thị trấn",
    "phường",
    "đặc khu",
    "xã",
    "TP",
    "cấp tỉnh",
    "cấp xã",
];

/// Ministries, departments and offices, before the name of their field.
const FIELD_HEADS: &[&str] = &[
    "Bộ trưởng Bộ",
    "Thứ trưởng Bộ",
    "Văn phòng Bộ",
    "Thanh tra Bộ",
    "Liên Bộ",
    "Bộ",
    "Giám đốc Sở",
    "Phó Giám đốc Sở",
    "Sở",
    "Trưởng phòng",
    "Phòng",
];

/// Names of fields of government, today's and earlier ones. Longer ones first.
const FIELDS: &[&str] = &[
    "nông nghiệp và phát triển nông thôn",
    "nông nghiệp và môi trường",
    "lao động - thương binh và xã hội",
    "lao động, thương binh và xã hội",
    "tài nguyên và môi trường",
    "văn hóa, thể thao và du lịch",
    "văn hóa thể thao và du lịch",
    "văn hóa và thể thao",
    "văn hóa - xã hội",
    "thông tin và truyền thông",
    "khoa học và công nghệ",
    "giáo dục và đào tạo",
    "giao thông vận tải",
    "kế hoạch và đầu tư",
    "dân tộc và tôn giáo",
    "kinh tế, hạ tầng và đô thị",
    "công thương",
    "quốc phòng",
    "công an",
    "ngoại giao",
    "tư pháp",
    "tài chính",
    "xây dựng",
    "nội vụ",
    "y tế",
    "du lịch",
    "ngoại vụ",
    "kinh tế",
];

/// Other bodies, whose names run on until a word that no name has.
const OTHERS: &[&str] = &[
    "Ban",
    "Cục",
    "Cục trưởng",
    "Tổng cục",
    "Tổng công ty",
    "Tập đoàn",
    "Kho bạc",
    "Vụ",
    "Viện",
    "Hội đồng",
    "Hội",
    "Ủy ban",
    "Trung tâm",
    "Tòa án nhân dân",
    "Viện kiểm sát nhân dân",
    "Giám đốc",
    "Tổng Giám đốc",
    "Trung ương",
    "Đoàn",
    "Đảng",
];

/// The body named at the cursor: its official spelling, or its words as written.
pub(super) fn issuer(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut look = *cursor;
    look.take("ông");
    let start = {
        look.blanks();
        look.at
    };
    if let Some(body) = look.take_any(BODIES) {
        // `Quốc hội khóa XV, Kỳ họp thứ 10`
        if body.ends_with("Quốc hội") && look.take("khóa") {
            let (term, after) = look.next_word();
            look = if term.is_empty() { look } else { after };
            let mut session = look;
            session.mark(&[',']);
            session.take("tại");
            if session.take("kỳ họp thứ") {
                session.blanks().digits(2);
                session.take("bất thường lần thứ");
                look = session;
            }
        }
        *cursor = look;
        return Some(body.to_owned());
    }
    if look.take_any(LOCAL).is_some() {
        place(&mut look);
    } else if look.take_any(FIELD_HEADS).is_some() {
        if !field(&mut look) {
            return None;
        }
        place(&mut look);
    } else if starts_upper(look.letters()) && look.take_any(OTHERS).is_some() {
        run(&mut look);
    } else {
        return None;
    }
    cursor.at = look.at;
    Some(look.text[start..look.at].split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `tỉnh Quảng Ninh`, `thành phố`, `phường 5`, `TP. Hồ Chí Minh`, or a name alone.
fn place(look: &mut Cursor<'_>) {
    let mut next = *look;
    if next.take_any(LEVELS).is_some() {
        *look = next;
        next.mark(&['.']);
    }
    let mut names = 0;
    loop {
        let mut further = next;
        if names > 0 && further.mark(&['-', '–']).is_none() && names > 5 {
            return;
        }
        let (word, after) = further.next_word();
        if starts_upper(word) && !(names == 0 && super::kinds::kind(&mut further.clone()).is_some()) {
            next = after;
            *look = next;
            names += 1;
            continue;
        }
        if names == 0 && further.blanks().digits(2).is_some() {
            *look = further;
        }
        return;
    }
}

fn field(look: &mut Cursor<'_>) -> bool {
    for name in FIELDS {
        let mut next = *look;
        let mut good = true;
        for (at, part) in name.split([',', '-']).enumerate() {
            good &= (at == 0 || next.mark(&[',', '-', '–']).is_some()) && next.take(part.trim());
        }
        if good {
            *look = next;
            return true;
        }
    }
    // `Bộ KH&CN`, `Bộ TT-TT`, `Sở VHTT`
    let (word, mut after) = look.next_word();
    if !all_upper(word) {
        return false;
    }
    while matches!(after.peek(), Some('&' | '-')) {
        let mut next = after;
        next.at += 1;
        let word = next.letters();
        if !all_upper(word) && word.chars().count() != 1 {
            break;
        }
        next.at += word.len();
        after = next;
    }
    *look = after;
    true
}

/// Words of a name, to the first that ends it.
fn run(look: &mut Cursor<'_>) {
    for _ in 0..10 {
        let (word, after) = look.next_word();
        let joins = matches!(word, "và" | "các" | "về");
        if word.is_empty() || ends_a_name(word) && !joins {
            return;
        }
        if joins && !starts_upper(after.next_word().0) {
            return;
        }
        *look = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_end_where_their_names_end() {
        for (text, expected) in [
            ("Thủ tướng Chính phủ về việc", "Thủ tướng Chính phủ"),
            ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
            ("UBND tỉnh quy định", "UBND tỉnh"),
            ("Uỷ ban nhân dân thành phố Hải Phòng về", "Uỷ ban nhân dân thành phố Hải Phòng"),
            ("Bộ Văn hóa, Thể thao và Du lịch hướng dẫn", "Bộ Văn hóa, Thể thao và Du lịch"),
            ("Sở Khoa học và Công nghệ thành phố Huế", "Sở Khoa học và Công nghệ thành phố Huế"),
            ("Bộ KH&CN, được", "Bộ KH&CN"),
            ("UBND phường 5 về", "UBND phường 5"),
            ("UBND tỉnh Bà Rịa - Vũng Tàu", "UBND tỉnh Bà Rịa - Vũng Tàu"),
            ("Ban Tuyên giáo và Dân vận Trung ương đã", "Ban Tuyên giáo và Dân vận Trung ương"),
        ] {
            assert_eq!(issuer(&mut Cursor::new(text, 0)).as_deref(), Some(expected));
        }
        assert_eq!(issuer(&mut Cursor::new("bà con", 0)), None);
    }
}
