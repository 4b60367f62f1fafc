//! Titles of laws as texts cite them, so that it is known where a title ends: the register's own, and the names of laws
//! that a register may not hold. Names only: what is in force is for the register to say.

use super::cursor::{Cursor, all_upper, key, push_key, same, starts_upper};
use super::kinds::Kind;

/// Names that follow `Luật`.
const LAWS: &[&str] = &[
    "An ninh mạng",
    "An ninh quốc gia",
    "An toàn thông tin mạng",
    "An toàn thực phẩm",
    "An toàn, vệ sinh lao động",
    "Báo chí",
    "Bảo hiểm tiền gửi",
    "Bảo hiểm xã hội",
    "Bảo hiểm y tế",
    "Bảo vệ bí mật nhà nước",
    "Bảo vệ dữ liệu cá nhân",
    "Bảo vệ môi trường",
    "Bảo vệ quyền lợi người tiêu dùng",
    "Bảo vệ sức khỏe nhân dân",
    "Bảo vệ và kiểm dịch thực vật",
    "Ban hành văn bản quy phạm pháp luật",
    "Bình đẳng giới",
    "Bưu chính",
    "Các công cụ chuyển nhượng",
    "Các tổ chức tín dụng",
    "Cán bộ, công chức",
    "Căn cước",
    "Căn cước công dân",
    "Cạnh tranh",
    "Chăn nuôi",
    "Chất lượng sản phẩm, hàng hóa",
    "Chứng khoán",
    "Chuyển đổi số",
    "Chuyển giao công nghệ",
    "Cơ yếu",
    "Công an nhân dân",
    "Công chứng",
    "Công đoàn",
    "Công nghệ cao",
    "Công nghệ thông tin",
    "Công nghiệp công nghệ số",
    "Cư trú",
    "Cảnh vệ",
    "Dân quân tự vệ",
    "Dân số",
    "Dầu khí",
    "Di sản văn hóa",
    "Doanh nghiệp",
    "Du lịch",
    "Dược",
    "Dữ liệu",
    "Đặc xá",
    "Đất đai",
    "Đấu giá tài sản",
    "Đấu thầu",
    "Đầu tư",
    "Đầu tư công",
    "Đầu tư theo phương thức đối tác công tư",
    "Đê điều",
    "Điện ảnh",
    "Điện lực",
    "Đo lường",
    "Đường bộ",
    "Đường sắt",
    "Giá",
    "Giám định tư pháp",
    "Giao dịch điện tử",
    "Giao thông đường bộ",
    "Giao thông đường thủy nội địa",
    "Giáo dục",
    "Giáo dục đại học",
    "Giáo dục nghề nghiệp",
    "Giáo dục quốc phòng và an ninh",
    "Hàng không dân dụng Việt Nam",
    "Hải quan",
    "Hiến, lấy, ghép mô, bộ phận cơ thể người và hiến, lấy xác",
    "Hòa giải ở cơ sở",
    "Hòa giải, đối thoại tại Tòa án",
    "Hóa chất",
    "Hoạt động chữ thập đỏ",
    "Hoạt động giám sát của Quốc hội và Hội đồng nhân dân",
    "Hộ tịch",
    "Hôn nhân và gia đình",
    "Hỗ trợ doanh nghiệp nhỏ và vừa",
    "Hợp tác xã",
    "Kế toán",
    "Khám bệnh, chữa bệnh",
    "Khiếu nại",
    "Khoa học và công nghệ",
    "Khoa học, công nghệ và đổi mới sáng tạo",
    "Khoáng sản",
    "Khí tượng thủy văn",
    "Kiểm toán độc lập",
    "Kiểm toán nhà nước",
    "Kiến trúc",
    "Kinh doanh bảo hiểm",
    "Kinh doanh bất động sản",
    "Lâm nghiệp",
    "Luật sư",
    "Lưu trữ",
    "Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
    "Lý lịch tư pháp",
    "Mặt trận Tổ quốc Việt Nam",
    "Ngân hàng Nhà nước Việt Nam",
    "Ngân sách nhà nước",
    "Nghĩa vụ quân sự",
    "Người cao tuổi",
    "Người khuyết tật",
    "Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng",
    "Nhà giáo",
    "Nhà ở",
    "Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam",
    "Nuôi con nuôi",
    "Phá sản",
    "Phục hồi, phá sản",
    "Phòng bệnh",
    "Phòng cháy và chữa cháy",
    "Phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    "Phòng thủ dân sự",
    "Phòng, chống bạo lực gia đình",
    "Phòng, chống bệnh truyền nhiễm",
    "Phòng, chống khủng bố",
    "Phòng, chống ma túy",
    "Phòng, chống mua bán người",
    "Phòng, chống rửa tiền",
    "Phòng, chống tác hại của rượu, bia",
    "Phòng, chống tác hại của thuốc lá",
    "Phòng, chống tham nhũng",
    "Phòng, chống thiên tai",
    "Phổ biến, giáo dục pháp luật",
    "Phí và lệ phí",
    "Quảng cáo",
    "Quản lý nợ công",
    "Quản lý thuế",
    "Quản lý và đầu tư vốn nhà nước tại doanh nghiệp",
    "Quản lý, sử dụng tài sản công",
    "Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ",
    "Quốc phòng",
    "Quốc tịch Việt Nam",
    "Quy hoạch",
    "Quy hoạch đô thị và nông thôn",
    "Sở hữu trí tuệ",
    "Sử dụng năng lượng tiết kiệm và hiệu quả",
    "Sĩ quan Quân đội nhân dân Việt Nam",
    "Tài nguyên nước",
    "Tần số vô tuyến điện",
    "Thanh niên",
    "Thanh tra",
    "Thể dục, thể thao",
    "Thi đua, khen thưởng",
    "Thi hành án dân sự",
    "Thi hành án hình sự",
    "Thi hành tạm giữ, tạm giam",
    "Thống kê",
    "Thủ đô",
    "Thú y",
    "Thuế bảo vệ môi trường",
    "Thuế giá trị gia tăng",
    "Thuế thu nhập cá nhân",
    "Thuế thu nhập doanh nghiệp",
    "Thuế tiêu thụ đặc biệt",
    "Thuế xuất khẩu, thuế nhập khẩu",
    "Thủy lợi",
    "Thủy sản",
    "Thực hành tiết kiệm, chống lãng phí",
    "Thực hiện dân chủ ở cơ sở",
    "Thư viện",
    "Thương mại",
    "Tiêu chuẩn và quy chuẩn kỹ thuật",
    "Tiếp cận thông tin",
    "Tiếp công dân",
    "Tín ngưỡng, tôn giáo",
    "Tổ chức Chính phủ",
    "Tổ chức chính quyền địa phương",
    "Tổ chức Quốc hội",
    "Tổ chức Tòa án nhân dân",
    "Tổ chức Viện kiểm sát nhân dân",
    "Tố cáo",
    "Tố tụng hành chính",
    "Trách nhiệm bồi thường của Nhà nước",
    "Trật tự, an toàn giao thông đường bộ",
    "Trẻ em",
    "Trí tuệ nhân tạo",
    "Trọng tài thương mại",
    "Trồng trọt",
    "Trợ giúp pháp lý",
    "Trưng cầu ý dân",
    "Tư pháp người chưa thành niên",
    "Viên chức",
    "Viễn thông",
    "Việc làm",
    "Xây dựng",
    "Xử lý vi phạm hành chính",
    "Xuất bản",
    "Xuất cảnh, nhập cảnh của công dân Việt Nam",
    "Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân",
    "Biên phòng Việt Nam",
    "Biển Việt Nam",
    "Cảnh sát biển Việt Nam",
];

/// Names that follow `Bộ luật`.
const CODES: &[&str] = &["Dân sự", "Hàng hải Việt Nam", "Hình sự", "Lao động", "Tố tụng dân sự", "Tố tụng hình sự"];

/// Names that follow `Pháp lệnh`.
const ORDINANCES: &[&str] = &[
    "Án phí, lệ phí Tòa án",
    "Bảo vệ công trình quan trọng liên quan đến an ninh quốc gia",
    "Chi phí tố tụng",
    "Động viên công nghiệp",
    "Ngoại hối",
    "Ưu đãi người có công với cách mạng",
];

/// Words that no title and no name goes on with.
const ENDS: &[&str] = &[
    "ban", "bao", "bằng", "bị", "bắt", "các", "cấm", "cho", "chưa", "chỉ", "có", "còn", "của", "cũng", "công", "do",
    "dành", "đã", "đang", "đặt", "để", "đều", "được", "đến", "đòi", "đối", "giao", "giúp", "gồm", "hoặc", "hướng",
    "hiện", "kể", "khi", "không", "là", "mà", "mới", "năm", "này", "nay", "nên", "nêu", "ngày", "nhằm", "nhưng", "như",
    "nói", "phải", "phê", "quy", "ra", "rõ", "sau", "sẽ", "số", "sửa", "tại", "thay", "thì", "theo", "thông", "triển",
    "trong", "trên", "từ", "từng", "và", "vào", "về", "vì", "với", "xác", "yêu", "cùng", "đi", "đó", "ấy", "hết",
    "gửi", "khuyến", "nghiêm", "bảo", "ghi", "dẫn", "cần", "thực", "kết", "áp", "nhấn", "mạnh", "liên", "tạo", "trao",
    "bổ",
];

/// Whether a word in small letters ends a title or a name whose end nobody knows.
pub(super) fn ends_a_name(word: &str) -> bool {
    !starts_upper(word) && ENDS.iter().any(|end| same(end, word))
}

/// Titles by their words; `law` is an index into the register.
#[derive(Debug, Default)]
pub(super) struct Titles {
    /// Sorted; the key is the words after the kind.
    known: Vec<(String, Kind, Option<usize>)>,
}

/// A title in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    pub key: String,
    /// Whether its end is certain.
    pub known: bool,
}

impl Titles {
    pub fn new(own: impl Iterator<Item = (usize, Kind, String)>) -> Self {
        let fixed = [(Kind::Law, LAWS), (Kind::Code, CODES), (Kind::Ordinance, ORDINANCES)];
        let fixed =
            fixed.into_iter().flat_map(|(kind, names)| names.iter().map(move |name| (title_key(name), kind, None)));
        let mut known: Vec<_> = fixed.chain(own.map(|(law, kind, name)| (title_key(&name), kind, Some(law)))).collect();
        known.retain(|(key, ..)| !key.is_empty());
        known.sort();
        known.dedup();
        Self { known }
    }

    /// The rows of the register that bear a title.
    pub fn laws<'t>(&'t self, kind: Kind, key: &'t str) -> impl Iterator<Item = usize> + 't {
        let from = self.known.partition_point(|(known, ..)| known.as_str() < key);
        let same = self.known[from..].iter().take_while(move |(known, ..)| known == key);
        same.filter(move |(_, of, _)| *of == kind || of.is_law() && kind.is_law()).filter_map(|(.., law)| *law)
    }

    /// The longest known title at the cursor, which is moved behind it. `own_only` asks for one of the register.
    pub fn longest(&self, cursor: &mut Cursor<'_>, kind: Kind, own_only: bool) -> Option<Title> {
        let mut words = String::new();
        let mut look = *cursor;
        let mut best: Option<(usize, usize)> = None;
        for _ in 0..24 {
            let mut next = look;
            if !words.is_empty() {
                next.mark(&[',', '-', '–']);
            }
            let (word, after) = next.next_word();
            if word.is_empty() {
                break;
            }
            if !words.is_empty() {
                words.push(' ');
            }
            push_key(&mut words, word);
            look = after;
            let from = self.known.partition_point(|(key, ..)| key.as_str() < words.as_str());
            let mut further = false;
            for (key, of, law) in self.known[from..].iter().take_while(|(key, ..)| key.starts_with(words.as_str())) {
                further = true;
                if key.len() > words.len() {
                    break;
                }
                if (*of == kind || of.is_law() && kind.is_law()) && (!own_only || law.is_some()) {
                    best = Some((look.at, words.len()));
                }
            }
            if !further {
                break;
            }
        }
        let (at, length) = best?;
        cursor.at = at;
        words.truncate(length);
        Some(Title { key: words, known: true })
    }

    /// A title that nobody knows: capitalised, up to a word that ends it.
    pub fn unknown(cursor: &mut Cursor<'_>) -> Option<Title> {
        let (first, after) = cursor.next_word();
        let strange = [
            "Sư", "Gia", "Hà", "Hồ", "Thành", "TP", "Số", "Này", "Và", "Về", "Khoa", "Việt", "Sở", "Bộ", "Phòng", "Ủy",
            "UBND", "HĐND",
        ];
        if !starts_upper(first) || first.len() < 2 || strange.contains(&first) {
            return None;
        }
        let mut end = after;
        if !all_upper(first) {
            for _ in 0..10 {
                let (word, after) = end.next_word();
                if word.is_empty()
                    || ends_a_name(word)
                    || starts_upper(word) && super::kinds::kind(&mut end.clone()).is_some()
                {
                    break;
                }
                end = after;
            }
        } else if end.peek() == Some('&') {
            // `Luật HN&GĐ`
            let mut rest = end;
            rest.at += 1;
            rest.at += rest.letters().len();
            end = rest;
        }
        let key = title_key(&cursor.text[cursor.at..end.at]);
        *cursor = end;
        Some(Title { key, known: false })
    }
}

/// The words of a title as they are looked up, without commas.
fn title_key(title: &str) -> String {
    title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(key).collect::<Vec<_>>().join(" ")
}

/// The words of a register's title after its kind: `Trí tuệ nhân tạo`.
pub(super) fn without_kind(title: &str, kind: Kind) -> Option<&str> {
    let mut cursor = Cursor::new(title, 0);
    cursor.take(kind.vietnamese()).then(|| cursor.rest().trim())
}
