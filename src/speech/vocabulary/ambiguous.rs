//! Abbreviations with several meanings, and the words around that tell which one is meant.

/// One meaning of an abbreviation and where it is meant.
pub(crate) struct Meaning {
    /// Words right before it.
    pub after: &'static [&'static str],
    /// Words right after it.
    pub before: &'static [&'static str],
    pub spoken: &'static str,
}

const fn after(words: &'static [&'static str], spoken: &'static str) -> Meaning {
    Meaning { after: words, before: &[], spoken }
}

const fn before(words: &'static [&'static str], spoken: &'static str) -> Meaning {
    Meaning { after: &[], before: words, spoken }
}

/// A number follows: `CT 05`, `QL 5`.
pub(crate) const NUMBER: &str = "#";

/// The number of a road follows, of three digits at most: `ĐT 391B`.
pub(crate) const ROAD: &str = "##";

/// A number stands before: `05 SP`.
pub(crate) const COUNTED: &str = "<";

/// A name follows: `TS Phạm Hùng`.
pub(crate) const NAME: &str = "A";

/// The meanings of each in the order they are tried; the last field is the guess where none fits.
pub(crate) const AMBIGUOUS: &[(&str, &[Meaning], &str)] = &[
    (
        "TT",
        &[
            before(
                &[
                    "tu",
                    "đu",
                    "tw",
                    "hu",
                    "hđnd",
                    "thành ủy",
                    "tỉnh ủy",
                    "đảng ủy",
                    "huyện ủy",
                    "hội đồng",
                    "ubmttq",
                    "ủy ban",
                ],
                "Thường trực",
            ),
            after(&["theo", "căn cứ", "nghị định,"], "Thông tư"),
            before(&["số", NUMBER, "liên tịch"], "Thông tư"),
            before(
                &[
                    "phục vụ",
                    "dịch vụ",
                    "y tế",
                    "văn hóa",
                    "hành chính",
                    "dữ liệu",
                    "học tập",
                    "giáo dục",
                    "vh",
                    "gdtx",
                    "htcđ",
                ],
                "Trung tâm",
            ),
            after(&["xã, phường,", "các xã,", "xã,", "phường,", "phường", "xã"], "thị trấn"),
            after(&["an ninh", "trật tự", "anct,"], "trật tự"),
            after(&["bộ", "sở", "công nghệ", "an toàn", "cổng", "hạ tầng"], "thông tin"),
            before(&["và truyền thông", "&"], "thông tin"),
            after(&["ông", "bà", "phó", "phó tổng"], "Tổng thống"),
        ],
        "trung tâm",
    ),
    (
        "CT",
        &[
            before(&[NUMBER, "số"], "Chỉ thị"),
            before(&["mtqg", "mục tiêu", "hành động", "phối hợp"], "chương trình"),
            after(&["theo", "thực hiện", "căn cứ"], "Chỉ thị"),
            before(
                &[
                    "ubnd",
                    "hđnd",
                    "ubmttq",
                    "ủy ban",
                    "hội đồng",
                    "mttq",
                    "hội",
                    "nước",
                    "và các pct",
                    "các pct",
                    ", các pct",
                    ", pct",
                    "và pct",
                ],
                "Chủ tịch",
            ),
            after(&["phó", "đồng chí", "đ/c", "ông", "bà"], "Chủ tịch"),
            before(&["mtqg", "mục tiêu", "hành động", "phối hợp"], "chương trình"),
            before(&["cổ phần", "cp", "tnhh", "điện lực", "cấp nước"], "công ty"),
            after(&["các", "cty,"], "chương trình"),
        ],
        "chủ tịch",
    ),
    (
        "ĐT",
        &[
            before(&[ROAD], "đường tỉnh"),
            after(&["đường tỉnh"], "đường tỉnh"),
            before(&[":", "/", NUMBER, "liên hệ", "di động"], "điện thoại"),
            after(&["số", "sđt,", "liên hệ"], "điện thoại"),
            after(&["giáo dục và", "giáo dục &", "gd &", "sở gd và", "kh &"], "đào tạo"),
            after(&["kế hoạch và", "kế hoạch &", "xúc tiến"], "đầu tư"),
            after(&["thông tin", "cổng thông tin", "giao dịch", "trang thông tin"], "điện tử"),
            after(&["phát triển", "hạ tầng và", "quản lý", "văn minh"], "đô thị"),
            after(&["đường", "tuyến"], "đường tỉnh"),
        ],
        "điện thoại",
    ),
    (
        "CP",
        &[
            after(&["công ty", "cty", "ct", "vốn", "mã"], "cổ phần"),
            after(
                &["của", "thủ tướng", "văn phòng", "thành viên", "thanh tra", "phiên họp", "cổng ttđt", "trình", "do"],
                "Chính phủ",
            ),
            before(
                &["ban hành", "đã", "quy định", "trình", "chỉ đạo", "giao", "yêu cầu", "họp", "và các"],
                "Chính phủ",
            ),
        ],
        "Chính phủ",
    ),
    (
        "CĐ",
        &[
            after(&["trường", "hệ", "trình độ", "đh,", "đh và", "đại học,", "đh -", "đh/"], "cao đẳng"),
            before(&["sư phạm", "nghề", "y tế", "y dược", "cộng đồng"], "cao đẳng"),
            before(&["số", NUMBER, "của", "khẩn"], "Công điện"),
            after(&["ban chấp hành", "bch", "cán bộ", "chủ tịch", "tổ", "ngày hội", "đoàn viên"], "công đoàn"),
            before(&["cơ sở", "ngành", "viên", "công ty", "phường", "xã"], "công đoàn"),
        ],
        "cao đẳng",
    ),
    (
        "BTC",
        &[
            before(&["giải", "cuộc thi", "hội thi", "lễ", "chương trình", "sự kiện", "hội nghị"], "Ban Tổ chức"),
            before(&["thành ủy", "tỉnh ủy", "tw", "trung ương", "tu", "đảng ủy"], "Ban Tổ chức"),
            after(&["thông tư của", "thông tư", "theo", "hướng dẫn của"], "Bộ Tài chính"),
        ],
        "Ban Tổ chức",
    ),
    (
        "BCT",
        &[
            after(
                &[
                    "nghị quyết của",
                    "nq của",
                    "ủy viên",
                    "kết luận của",
                    "chỉ thị của",
                    "quy định của",
                    "quyết định của",
                ],
                "Bộ Chính trị",
            ),
            before(&[", ban bí thư", ", bbt", "và ban bí thư", "khóa"], "Bộ Chính trị"),
            after(&["thông tư của", "thông tư"], "Bộ Công Thương"),
        ],
        "Bộ Chính trị",
    ),
    (
        "TU",
        &[
            after(
                &[
                    "thường vụ",
                    "btv",
                    "uvbtv",
                    "bch",
                    "bt",
                    "pbt",
                    "thường trực",
                    "tt",
                    "của",
                    "bí thư",
                    "văn phòng",
                    "vp",
                    "ban tổ chức",
                    "ban tuyên giáo",
                    "các ban",
                ],
                "Thành ủy",
            ),
            before(&[", hđnd", ", ubnd", "-hđnd", "hải phòng", "hà nội"], "Thành ủy"),
        ],
        "Thành ủy",
    ),
    (
        "SL",
        &[
            before(&["số"], "Sắc lệnh"),
            after(&["theo"], "Sắc lệnh"),
            before(&[":", NUMBER, "người", "hộ", "đăng ký", "tồn"], "số lượng"),
        ],
        "số lượng",
    ),
    (
        "TG",
        &[
            after(&["dân tộc và", "dân tộc,", "dân tộc -", "dân tộc &"], "tôn giáo"),
            after(&["vô địch", "kỷ lục"], "thế giới"),
            before(&[":", "làm việc", "thực hiện", "bắt đầu", "từ", "học", "họp"], "thời gian"),
        ],
        "thời gian",
    ),
    (
        "KL",
        &[
            before(&["số", NUMBER, "của", "thanh tra", "kiểm tra"], "Kết luận"),
            after(&["khen thưởng,", "khen thưởng và", "khen thưởng -", "khen thưởng"], "kỷ luật"),
            after(&["theo", "thông báo", "thực hiện"], "Kết luận"),
            after(&["tổng"], "khối lượng"),
        ],
        "kết luận",
    ),
    (
        "GD",
        &[
            before(&["điện tử", "ngân hàng", "thành công", "chứng khoán", "tiền"], "giao dịch"),
            after(&["phí", "mã", "lịch sử", "phòng", "điểm"], "giao dịch"),
            after(&["sở", "bộ", "ngành", "cán bộ", "công tác"], "giáo dục"),
            before(
                &[
                    "và đt",
                    "và đào tạo",
                    "mầm non",
                    "tiểu học",
                    "thường xuyên",
                    "nghề nghiệp",
                    "phổ thông",
                    "đào tạo",
                    "&",
                ],
                "giáo dục",
            ),
        ],
        "giáo dục",
    ),
    (
        "CN",
        &[
            after(&["ngành", "khu", "cụm", "phát triển", "sản xuất", "điểm"], "công nghiệp"),
            after(&["khoa học và", "kh và", "khoa học -", "khoa học &"], "công nghệ"),
            before(&["cao", "số", "thông tin"], "công nghệ"),
        ],
        "xê nờ",
    ),
    // An office of a city's committee that only its own archive names so.
    ("ĐMPT", &[], "đổi mới phát triển"),
    (
        "TS",
        &[
            before(&["mạch"], "tần số"),
            before(&[NAME, "."], "Tiến sĩ"),
            after(&["gs", "gs.", "pgs", "pgs.", "ông", "bà"], "Tiến sĩ"),
        ],
        "Tiến sĩ",
    ),
    (
        "KH",
        &[
            before(&["và công nghệ", "và cn", "công nghệ", "kỹ thuật"], "Khoa học"),
            before(&["và đầu tư", "và đt", "số", NUMBER, "của", "hành động", "triển khai"], "Kế hoạch"),
            after(&["các", "quý"], "khách hàng"),
            after(&["%", "so với", "đạt", "vượt", "theo"], "kế hoạch"),
            after(&["vt,", "lưu:", "văn thư,"], "kế hoạch"),
        ],
        "kế hoạch",
    ),
    (
        "TP",
        &[
            after(&["sở", "bộ", "cán bộ", "ngành", "phòng"], "Tư pháp"),
            before(&["hồ", "hà", "hải", "đà", "cần", "huế", "thủ", "vũng", "biên", "nha", "đồng", "hạ"], "thành phố"),
        ],
        "thành phố",
    ),
    (
        "HS",
        &[
            after(&["các", "em", "số", "gv,", "giáo viên,", "lượt"], "học sinh"),
            before(&["tthc", "hành chính", "điện tử"], "hồ sơ"),
        ],
        "học sinh",
    ),
    (
        "HĐ",
        &[
            before(&["thẩm định", "tư vấn", "quản trị", "thi đua", "gpmb", "nghĩa vụ"], "Hội đồng"),
            before(&["lao động", "kinh tế", "số", NUMBER, "mua"], "hợp đồng"),
            before(&["kinh doanh", "ngoại khóa"], "hoạt động"),
        ],
        "hợp đồng",
    ),
    (
        "GĐ",
        &[
            after(&["phó", "ông", "bà", "đ/c"], "giám đốc"),
            before(&[", pgđ", ", các pgđ", "và pgđ", "và các pgđ"], "Giám đốc"),
            before(&["sở", "công an", "ca", "công ty", "cty", "bệnh viện", "trung tâm"], "Giám đốc"),
            after(&["hộ", "các"], "gia đình"),
            before(&[NUMBER], "giai đoạn"),
        ],
        "giám đốc",
    ),
    ("QL", &[before(&[NUMBER], "quốc lộ"), after(&["tuyến", "đường", "trên"], "quốc lộ")], "quản lý"),
    ("TL", &[before(&[NUMBER], "tỉnh lộ"), before(&["chủ tịch", "giám đốc"], "thừa lệnh")], "tài liệu"),
    ("DN", &[], "doanh nghiệp"),
    (
        "CA",
        &[
            before(&["xã", "phường", "thành", "tp", "tỉnh", "huyện", "quận", "khu", "hà", "đặc"], "Công an"),
            after(&["bộ"], "Công an"),
            after(&["lực lượng", "đồng chí", "cán bộ", "chiến sĩ", "ngành", "của", "báo", "gọi"], "công an"),
        ],
        "công an",
    ),
    ("PC", &[after(&["phòng", "cán bộ", "vụ"], "pháp chế"), after(&["máy", "chiếc"], "máy tính")], "pháp chế"),
    (
        "VP",
        &[
            before(&["ubnd", "hđnd", "đảng ủy", "chính phủ", "thành", "tỉnh", "đăng ký"], "Văn phòng"),
            after(&["các", "xử lý", "hành vi"], "vi phạm"),
        ],
        "văn phòng",
    ),
    ("VH", &[before(&["-", "xh", "tt"], "Văn hóa")], "văn hóa"),
    (
        "NN",
        &[
            before(&["và môi trường", "và ptnt", "&"], "Nông nghiệp"),
            after(&["ngân sách", "cơ quan", "quản lý"], "nhà nước"),
            after(&["nước", "người"], "ngoài"),
        ],
        "nông nghiệp",
    ),
    (
        "MT",
        &[
            after(&["tài nguyên và", "nông nghiệp và", "vệ sinh", "bảo vệ"], "môi trường"),
            before(&["và", "tổ quốc"], "Mặt trận"),
        ],
        "môi trường",
    ),
    ("BC", &[before(&["số", NUMBER], "báo cáo")], "báo cáo"),
    ("TC", &[after(&["sở", "bộ", "phòng", "ngành"], "Tài chính"), before(&[NUMBER], "tiêu chí")], "tổ chức"),
    ("ND", &[after(&["hội"], "Nông dân"), after(&["ủy ban", "hội đồng"], "nhân dân")], "nội dung"),
    ("PN", &[after(&["hội"], "Phụ nữ")], "phụ nữ"),
    (
        "QĐ",
        &[
            before(&["số", NUMBER, "của", "phê duyệt"], "Quyết định"),
            after(&["theo", "căn cứ", "ban hành"], "Quyết định"),
            after(&["quy định tại"], "quy định"),
        ],
        "quyết định",
    ),
    (
        "KT",
        &[
            after(&["phòng"], "Kinh tế"),
            after(&["vt,", "vx,", "vhxh,"], "kinh tế"),
            before(&["-", "xh"], "kinh tế"),
            after(&["xây dựng", "phòng văn hóa -"], "kỹ thuật"),
        ],
        "kinh tế",
    ),
    (
        "XH",
        &[after(&["văn hóa -", "văn hóa", "kinh tế -", "kinh tế", "vh -", "kt -", "tệ nạn", "trật tự"], "xã hội")],
        "xã hội",
    ),
    ("SP", &[before(&[COUNTED], "sản phẩm"), after(&["các", "số", "chất lượng"], "sản phẩm")], "sản phẩm"),
    ("BS", &[before(&[NAME, "."], "bác sĩ"), after(&["ông", "bà", "gặp", "các"], "bác sĩ")], "bác sĩ"),
    ("GV", &[], "giáo viên"),
    ("SV", &[], "sinh viên"),
    ("CB", &[], "cán bộ"),
    ("CD", &[], "công dân"),
    ("PA", &[], "phương án"),
    ("QC", &[], "quy chế"),
    (
        "HT",
        &[
            before(&[", pht", ", các pht", "và pht", "trường", "các trường", "nhà trường"], "hiệu trưởng"),
            after(&["phó", "thầy", "cô"], "hiệu trưởng"),
            after(&["tại"], "hội trường"),
        ],
        "hệ thống",
    ),
    (
        "HN",
        &[
            after(&["tổ chức", "dự", "triệu tập", "khai mạc", "phục vụ", "tham dự", "chủ trì", "tại"], "hội nghị"),
            before(
                &["lần thứ", "sơ kết", "tổng kết", "trực tuyến", "triển khai", "toàn quốc", "quán triệt", "bch"],
                "hội nghị",
            ),
            after(&["tp", "tp.", "thành phố", "cao tốc", "-", "từ", "về", "ra", "đi", "ở"], "Hà Nội"),
            before(&["-"], "Hà Nội"),
        ],
        "Hà Nội",
    ),
    (
        "BN",
        &[before(&["nam", "nữ", "mắc", "bhyt", "nội trú"], "bệnh nhân"), after(&["các", "số", "lượt"], "bệnh nhân")],
        "bệnh nhân",
    ),
    ("TH", &[before(&["và thcs", "&"], "tiểu học"), after(&["trường", "các trường"], "tiểu học")], "tiểu học"),
    ("ĐA", &[before(&[NUMBER, "số"], "Đề án"), after(&["thực hiện", "triển khai", "theo", "các"], "đề án")], "đề án"),
    ("DA", &[before(&[NUMBER, "số"], "Dự án"), after(&["quản lý", "các", "chủ", "vốn", "ban"], "dự án")], "dự án"),
    ("TV", &[after(&["ủy", "thành"], "thành viên")], "ti vi"),
    ("CV", &[before(&["số", NUMBER], "Công văn")], "công văn"),
    ("TB", &[before(&["số", NUMBER], "Thông báo")], "thông báo"),
    ("HD", &[before(&["số", NUMBER], "Hướng dẫn")], "hướng dẫn"),
    ("BV", &[], "bệnh viện"),
    ("VT", &[after(&["lưu:", "lưu", "lưu :"], "văn thư")], "văn thư"),
    ("VX", &[after(&["lưu: vt,", "vt,", "phòng"], "văn xã")], "văn xã"),
    ("VHXX", &[], "Văn hóa Xã hội"),
    (
        "GP",
        &[
            after(&["cấp", "xin", "thu hồi", "đổi", "gia hạn", "hồ sơ cấp"], "giấy phép"),
            before(&["số", NUMBER], "Giấy phép"),
        ],
        "giấy phép",
    ),
    ("TK", &[before(&["ngân hàng", "số", NUMBER], "tài khoản")], "tài khoản"),
    ("DV", &[], "dịch vụ"),
    (
        "LĐ",
        &[
            after(&["tổ", "ngày", "an toàn", "người", "đoàn", "hợp đồng", "bộ luật"], "lao động"),
            before(&["bóng đá", "bóng chuyền"], "Liên đoàn"),
        ],
        "lao động",
    ),
    ("NV", &[after(&["các", "cb,", "cbcc,", "gv,"], "nhân viên")], "nhân viên"),
    (
        "MN",
        &[
            after(&["trường", "các trường", "bậc", "cấp học", "bậc học", "gd"], "mầm non"),
            after(&["dtts và", "dtts&", "vùng", "dtts &"], "miền núi"),
        ],
        "mầm non",
    ),
    (
        "TN",
        &[
            after(&["đoàn", "đoàn viên", "hội", "hội lh", "hội lhtn", "chi đoàn"], "Thanh niên"),
            before(&["và mt", "& mt", "và môi trường"], "Tài nguyên"),
        ],
        "thanh niên",
    ),
    (
        "PV",
        &[
            before(&["báo", "đài", "thường trú", ":", "tác nghiệp"], "phóng viên"),
            after(&["các", "nhóm"], "phóng viên"),
        ],
        "phóng viên",
    ),
    ("TM", &[before(&["dịch vụ", "dv", "-"], "thương mại")], "thay mặt"),
];
