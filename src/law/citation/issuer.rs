//! Who issued a document: `của Thủ tướng Chính phủ`, `của UBND tỉnh Quảng Ninh`, `do Quốc hội ban hành`.

use super::cursor::{Cursor, all_upper, starts_upper};
use super::provinces::PROVINCES;
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
    "Hội đồng Chính phủ",
    "Chính phủ",
    "Phó Thủ tướng",
    "Thủ tướng",
    "Văn phòng Chủ tịch nước",
    "Chủ tịch nước",
    "Chủ tịch Hồ Chí Minh",
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
    "CP",
];

/// Bodies of places, before the place's name.
const LOCAL: &[&str] = &[
    "Văn phòng Ủy ban nhân dân",
    "Văn phòng UBND",
    "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
    "Văn phòng HĐND và UBND",
    "Bảo hiểm xã hội",
    "BHXH",
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
    "Điện lực",
    "Chi cục",
    "Trạm",
    "Bệnh viện",
    "Trường",
    "Liên đoàn",
    "Mặt trận Tổ quốc",
    "Thanh tra",
    "Thường trực",
    "Bộ Tổng Tham mưu",
    "Bộ Tư lệnh",
    "Thuế",
];

/// What a body does with a document: its name has ended. Names hold the same words with a capital, as `Ban Chỉ đạo`.
const DEEDS: &[&str] = &[
    "trả lời",
    "phát lúc",
    "phát đi",
    "đề nghị",
    "kiến nghị",
    "chỉ đạo",
    "công bố",
    "chấp thuận",
    "kêu gọi",
    "cảnh báo",
    "nhắc nhở",
    "đôn đốc",
    "chấn chỉnh",
    "phân công",
    "tổ chức",
    "tuyên truyền",
    "lấy ý kiến",
    "giải đáp",
    "giải quyết",
    "khẳng định",
    "thống nhất",
    "đồng ý",
    "mời",
    "vừa",
    "sẽ",
    "lúc",
];

/// The body named at the cursor: its official spelling, or its words as written.
pub(super) fn issuer(cursor: &mut Cursor<'_>) -> Option<String> {
    if let Some(name) = official(cursor) {
        return Some(name);
    }
    let mut look = *cursor;
    let start = look.blanks().at;
    if !starts_upper(look.letters()) || look.take_any(OTHERS).is_none() {
        return None;
    }
    run(&mut look);
    Some(written(cursor, start, look))
}

/// Whether a body is one of the whole country, by its official name.
pub(super) fn is_central(name: &str) -> bool {
    BODIES.contains(&name)
}

/// Words as written, with one blank between them; the cursor is moved behind them.
fn written(cursor: &mut Cursor<'_>, start: usize, look: Cursor<'_>) -> String {
    cursor.at = look.at;
    look.text[start..look.at].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A body whose name has a known form, so that it is certain where it ends.
pub(super) fn official(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut look = *cursor;
    look.take("ông");
    if look.take("Hội nghị lần thứ") {
        look = look.next_word().1;
    }
    let start = look.blanks().at;
    if let Some(body) = look.take_any(BODIES) {
        // `Quốc hội khóa XV, Kỳ họp thứ 10`
        if look.take("khóa") {
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
        let mut branch = look;
        if branch.take("chi nhánh") {
            run(&mut branch);
            return Some(written(cursor, start, branch));
        }
        *cursor = look;
        return Some(body.to_owned());
    }
    if look.take_any(LOCAL).is_some() {
        place(&mut look);
        let name = written(cursor, start, look);
        let mut term = look;
        if term.take("khóa") && !term.next_word().0.is_empty() {
            *cursor = term.next_word().1;
        }
        return Some(name);
    }
    let head = look.take_any(FIELD_HEADS)?;
    if !field(&mut look) {
        return None;
    }
    // A ministry has no place; capitals behind it are its minister's name.
    if !head.ends_with("Bộ") {
        place(&mut look);
    }
    Some(written(cursor, start, look))
}

/// `tỉnh Quảng Ninh`, `thành phố`, `phường 5`, `TP. Hồ Chí Minh`, or a name alone.
fn place(look: &mut Cursor<'_>) {
    let mut next = *look;
    let mut loud = false;
    if next.take_any(LEVELS).is_some() {
        // Where everything is in capitals only the words tell where a name ends.
        loud = look.next_word().0.chars().nth(2).is_some() && all_upper(look.next_word().0);
        *look = next;
        next.mark(&['.']);
    }
    if let Some(behind) = province(next) {
        *look = behind;
        return;
    }
    let mut names = 0;
    loop {
        let mut further = next;
        if names > 0 && further.mark(&['-', '–']).is_none() && names > 5 {
            return;
        }
        let (word, after) = further.next_word();
        let ends = names == 0 && super::kinds::kind(&mut further.clone()).is_some()
            || loud && ends_a_name(&word.to_lowercase());
        if starts_upper(word) && !ends {
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

/// The place behind the name of a province: capitals that follow are somebody's name.
fn province(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let upper = starts_upper(cursor.next_word().0);
    PROVINCES.iter().filter(|_| upper).find_map(|name| {
        let mut look = cursor;
        let mut parts = name.split(" - ");
        let fits = look.take(parts.next()?) && parts.all(|part| look.mark(&['-', '–']).is_some() && look.take(part));
        fits.then_some(look)
    })
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
    for _ in 0..12 {
        // Two words that would end a name each, and do not together.
        if look.take_any(&["ủy ban", "các cấp"]).is_some() {
            continue;
        }
        // `Ban Chỉ đạo 389 quốc gia`, `Khu vực 6`
        let mut number = *look;
        if let Some(digits) = number.blanks().digits(3) {
            let (next, _) = number.next_word();
            let apart = !number.rest().starts_with(|c: char| c.is_alphanumeric() || c == '/');
            let level = number.clone().take_any(LEVELS).is_some();
            if apart && (digits > 9 || level || next.is_empty() || ends_a_name(next)) {
                look.at = number.at;
            }
        }
        // `Ban Kinh tế - Ngân sách`
        let mut joined = *look;
        if joined.mark(&['-', '–']).is_some()
            && starts_upper(joined.next_word().0)
            && super::kinds::kind(&mut joined.clone()).is_none()
            && official(&mut joined.clone()).is_none()
        {
            look.at = joined.at;
        }
        let (word, after) = look.next_word();
        let joins = matches!(word, "và" | "các" | "về");
        // `Cục Chuyển đổi số quốc gia`, but `Cục Thuế số 12/CT-TTHT`
        let digital = word == "số" && after.next_word().0.chars().next().is_some_and(char::is_alphabetic);
        let deed = !starts_upper(word) && (*look).clone().take_any(DEEDS).is_some();
        if word.is_empty() || deed || ends_a_name(word) && !joins && !digital {
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
