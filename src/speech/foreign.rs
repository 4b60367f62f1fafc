//! English words and brands of the field, and words that are not Vietnamese.

use crate::speech::abbreviation;
use crate::speech::alphabet;
use crate::speech::lexicon::Source;
use crate::speech::rule::{Line, Read, Rule};
use crate::speech::syllable::{self, lower};
use crate::speech::token::{Case, Kind};

/// A foreign word with its two ways of being said.
pub(crate) struct Word {
    pub written: &'static str,
    /// The established Vietnamese words, where there are any.
    pub vietnamese: Option<&'static str>,
    /// As Vietnamese announcers pronounce it.
    pub respelled: &'static str,
}

const fn word(written: &'static str, respelled: &'static str) -> Word {
    Word { written, vietnamese: None, respelled }
}

const fn known(written: &'static str, vietnamese: &'static str, respelled: &'static str) -> Word {
    Word { written, vietnamese: Some(vietnamese), respelled }
}

/// Established words follow the usage of the ministries' Vietnamese texts (Luật Trí tuệ nhân tạo, Luật Giao dịch điện
/// tử, Cẩm nang chuyển đổi số); respellings that of VTV and VOV.
pub(crate) const WORDS: &[Word] = &[
    known("AI", "trí tuệ nhân tạo", "ây ai"),
    known("trí tuệ nhân tạo AI", "trí tuệ nhân tạo", "trí tuệ nhân tạo"),
    known("trí tuệ nhân tạo (AI)", "trí tuệ nhân tạo", "trí tuệ nhân tạo"),
    known("app", "ứng dụng", "áp"),
    known("apps", "ứng dụng", "áp"),
    known("ứng dụng app", "ứng dụng", "ứng dụng"),
    known("link", "đường dẫn", "linh"),
    known("đường link", "đường linh", "đường linh"),
    known("web", "oép", "oép"),
    known("website", "oép sai", "oép sai"),
    known("trang web", "trang oép", "trang oép"),
    known("trang website", "trang oép sai", "trang oép sai"),
    known("online", "trực tuyến", "on lai"),
    known("offline", "trực tiếp", "ốp lai"),
    known("hotline", "đường dây nóng", "hót lai"),
    known("số hotline", "số đường dây nóng", "số hót lai"),
    known("internet", "in tơ nét", "in tơ nét"),
    known("SMS", "tin nhắn", "ét em ét"),
    known("tin nhắn SMS", "tin nhắn", "tin nhắn ét em ét"),
    known("chatbot", "trợ lý ảo", "chát bót"),
    known("big data", "dữ liệu lớn", "bích đa ta"),
    known("cloud", "đám mây", "clao"),
    known("blockchain", "chuỗi khối", "bờ lóc chên"),
    known("IoT", "in tơ nét vạn vật", "ai âu ti"),
    known("livestream", "phát trực tiếp", "lai sờ trim"),
    known("hacker", "tin tặc", "hác cơ"),
    known("malware", "mã độc", "meo que"),
    known("virus", "vi rút", "vi rút"),
    known("software", "phần mềm", "sóp que"),
    known("hardware", "phần cứng", "hát que"),
    known("startup", "khởi nghiệp", "sờ tát ắp"),
    known("start-up", "khởi nghiệp", "sờ tát ắp"),
    known("camera", "camera", "ca mê ra"),
    known("video", "video", "vi đê ô"),
    known("clip", "clip", "cờ líp"),
    known("email", "i meo", "i meo"),
    known("e-mail", "i meo", "i meo"),
    known("mail", "meo", "meo"),
    known("fanpage", "phan pết", "phan pết"),
    known("page", "trang", "pết"),
    known("facebook", "phây búc", "phây búc"),
    known("Zalo", "da lô", "da lô"),
    known("Youtube", "diu túp", "diu túp"),
    known("Tiktok", "tích tốc", "tích tốc"),
    known("Google", "gu gồ", "gu gồ"),
    known("Gmail", "gờ meo", "gờ meo"),
    known("Viber", "vai bơ", "vai bơ"),
    known("Telegram", "tê lê gram", "tê lê gram"),
    known("Messenger", "mét sen giơ", "mét sen giơ"),
    known("Instagram", "in sờ ta gram", "in sờ ta gram"),
    known("Twitter", "tuýt tơ", "tuýt tơ"),
    known("Skype", "sờ cai", "sờ cai"),
    known("Zoom", "dum", "dum"),
    known("Google Meet", "gu gồ mít", "gu gồ mít"),
    known("Google Play", "gu gồ plây", "gu gồ plây"),
    known("App Store", "áp sờ to", "áp sờ to"),
    known("CH Play", "xê hát plây", "xê hát plây"),
    known("Android", "an đờ roi", "an đờ roi"),
    known("iOS", "ai âu ét", "ai âu ét"),
    known("iPhone", "ai phôn", "ai phôn"),
    known("iPad", "ai pát", "ai pát"),
    known("Apple", "áp pồ", "áp pồ"),
    known("Samsung", "sam sung", "sam sung"),
    known("Microsoft", "mai cờ rô sóp", "mai cờ rô sóp"),
    known("Windows", "uyn đâu", "uyn đâu"),
    known("Word", "uốt", "uốt"),
    known("Excel", "ếch xeo", "ếch xeo"),
    known("wifi", "oai phai", "oai phai"),
    known("wi-fi", "oai phai", "oai phai"),
    known("Bluetooth", "bờ lu tút", "bờ lu tút"),
    known("deepfake", "đíp phây", "đíp phây"),
    known("deep fake", "đíp phây", "đíp phây"),
    known("deepvoice", "đíp voi", "đíp voi"),
    known("deep voice", "đíp voi", "đíp voi"),
    known("ChatGPT", "chát gi pi ti", "chát gi pi ti"),
    known("Chat GPT", "chát gi pi ti", "chát gi pi ti"),
    known("Gemini", "gie mi nai", "gie mi nai"),
    known("Copilot", "cô pai lớt", "cô pai lớt"),
    known("OTP", "ô tê pê", "ô tê pê"),
    known("QR", "quy a", "quy a"),
    known("QR-code", "mã quy a", "quy a cốt"),
    known("mã QR-code", "mã quy a", "mã quy a"),
    known("e-learning", "học trực tuyến", "i lơ ninh"),
    known("Tel", "điện thoại", "teo"),
    known("PAPI", "pa pi", "pa pi"),
    known("PAR INDEX", "chỉ số cải cách hành chính", "pa in đéc"),
    known("PCI", "pê xê i", "pi xi ai"),
    known("DDCI", "dê dê xê i", "đi đi xi ai"),
    known("SIPAS", "xi pát", "xi pát"),
    known("QR code", "mã quy a", "quy a cốt"),
    known("mã QR code", "mã quy a", "mã quy a"),
    known("PIN", "pin", "pin"),
    known("SIM", "sim", "sim"),
    known("eSIM", "i sim", "i sim"),
    known("e-SIM", "i sim", "i sim"),
    known("NFC", "en ép xi", "en ép xi"),
    known("GPS", "gi pi ét", "gi pi ét"),
    known("USB", "u ét bê", "u ét bê"),
    known("CPU", "xê pê u", "xê pê u"),
    known("PC", "máy tính", "pê xê"),
    known("laptop", "máy tính xách tay", "láp tóp"),
    known("tablet", "máy tính bảng", "táp lét"),
    known("smartphone", "điện thoại thông minh", "sờ mát phôn"),
    known("smart phone", "điện thoại thông minh", "sờ mát phôn"),
    known("smart TV", "ti vi thông minh", "sờ mát ti vi"),
    known("TV", "ti vi", "ti vi"),
    known("tivi", "ti vi", "ti vi"),
    known("radio", "ra đi ô", "ra đi ô"),
    known("FM", "ép em", "ép em"),
    known("VNeID", "vi en i ai đi", "vi en i ai đi"),
    known("VNPT", "vê en pê tê", "vê en pê tê"),
    known("Viettel", "viét teo", "viét teo"),
    known("Mobifone", "mô bi phôn", "mô bi phôn"),
    known("Vinaphone", "vi na phôn", "vi na phôn"),
    known("Vietnamobile", "việt na mô bai", "việt na mô bai"),
    known("Vietcombank", "việt com banh", "việt com banh"),
    known("Agribank", "a gờ ri banh", "a gờ ri banh"),
    known("BIDV", "bi ai đi vi", "bi ai đi vi"),
    known("Vietinbank", "việt tin banh", "việt tin banh"),
    known("Momo", "mô mô", "mô mô"),
    known("VNPAY", "vi en pay", "vi en pay"),
    known("internet banking", "ngân hàng trực tuyến", "in tơ nét banh kinh"),
    known("mobile banking", "ngân hàng di động", "mô bai banh kinh"),
    known("mobile money", "tiền di động", "mô bai mân ni"),
    known("banking", "ngân hàng điện tử", "banh kinh"),
    known("ATM", "a tê mờ", "a tê mờ"),
    known("Visa", "vi sa", "vi sa"),
    known("visa", "vi sa", "vi sa"),
    known("Mastercard", "mát tờ cát", "mát tờ cát"),
    known("Covid-19", "cô vít mười chín", "cô vít mười chín"),
    known("Covid", "cô vít", "cô vít"),
    known("SARS-CoV-2", "sác cô vi hai", "sác cô vi hai"),
    known("Covid19", "cô vít mười chín", "cô vít mười chín"),
    known("seri", "sê ri", "sê ri"),
    known("HIV/AIDS", "hát i vê ết", "hát i vê ết"),
    known("HIV", "hát i vê", "hát i vê"),
    known("AIDS", "ết", "ết"),
    known("vaccine", "vắc xin", "vắc xin"),
    known("vắc-xin", "vắc xin", "vắc xin"),
    known("vắcxin", "vắc xin", "vắc xin"),
    known("DNA", "a dê en", "đi en ây"),
    known("ADN", "a dê en", "a dê en"),
    known("pH", "pê hát", "pê hát"),
    known("GDP", "tổng sản phẩm quốc nội", "gi đi pi"),
    known("GRDP", "tổng sản phẩm trên địa bàn", "gờ rờ đê pê"),
    known("CPI", "chỉ số giá tiêu dùng", "xê pê i"),
    known("FDI", "đầu tư trực tiếp nước ngoài", "ép đê i"),
    known("vốn FDI", "vốn đầu tư trực tiếp nước ngoài", "vốn ép đê i"),
    known("ODA", "hỗ trợ phát triển chính thức", "ô đê a"),
    known("vốn ODA", "vốn hỗ trợ phát triển chính thức", "vốn ô đê a"),
    known("PPP", "đối tác công tư", "pê pê pê"),
    known("KPI", "chỉ số đánh giá hiệu quả", "ca pê i"),
    known("OCOP", "ô cốp", "ô cốp"),
    known("ASEAN", "a xê an", "a xê an"),
    known("APEC", "a péc", "a péc"),
    known("WTO", "Tổ chức Thương mại Thế giới", "vê kép tê ô"),
    known("WHO", "Tổ chức Y tế Thế giới", "vê kép hát ô"),
    known("UNESCO", "u nét xcô", "u nét xcô"),
    known("UNICEF", "u ni xép", "u ni xép"),
    known("UNDP", "Chương trình Phát triển Liên hợp quốc", "u en đê pê"),
    known("FAO", "Tổ chức Lương thực và Nông nghiệp Liên hợp quốc", "phao"),
    known("ILO", "Tổ chức Lao động Quốc tế", "ai eo âu"),
    known("IMF", "Quỹ Tiền tệ Quốc tế", "i em ép"),
    known("WB", "Ngân hàng Thế giới", "vê kép bê"),
    known("ADB", "Ngân hàng Phát triển châu Á", "a đê bê"),
    known("EU", "Liên minh châu Âu", "i u"),
    known("NATO", "na tô", "na tô"),
    known("USD", "đô la Mỹ", "u ét đê"),
    known("usd", "đô la", "u ét đê"),
    known("eur", "ơ rô", "ơ rô"),
    known("EURO", "ơ rô", "ơ rô"),
    known("VND", "đồng", "đồng"),
    known("VNĐ", "đồng", "đồng"),
    known("bitcoin", "bít coi", "bít coi"),
    known("OK", "ô kê", "ô kê"),
    known("karaoke", "karaoke", "ca ra ô kê"),
    known("taxi", "taxi", "tắc xi"),
    known("container", "container", "công te nơ"),
    known("robot", "robot", "rô bốt"),
    known("drone", "máy bay không người lái", "đờ rôn"),
    known("flycam", "phlai cam", "phlai cam"),
    known("UAV", "máy bay không người lái", "u a vê"),
    known("logo", "logo", "lô gô"),
    known("slogan", "khẩu hiệu", "sờ lô gân"),
    known("poster", "áp phích", "pót tơ"),
    known("pano", "pa nô", "pa nô"),
    known("banner", "biểu ngữ", "ban nơ"),
    known("infographic", "đồ họa thông tin", "in phô gờ ra phích"),
    known("podcast", "pót cát", "pót cát"),
    known("blog", "blóc", "blóc"),
    known("file", "tệp", "phai"),
    known("scan", "quét", "sờ can"),
    known("upload", "tải lên", "ắp lốt"),
    known("download", "tải xuống", "đao lốt"),
    known("click", "bấm", "cờ lích"),
    known("kích chuột", "bấm chuột", "kích chuột"),
    known("like", "thích", "lai"),
    known("share", "chia sẻ", "se"),
    known("comment", "bình luận", "com men"),
    known("inbox", "nhắn tin", "in bóc"),
    known("chat", "trò chuyện", "chát"),
    known("spam", "rác", "sờ pam"),
    known("tin nhắn spam", "tin nhắn rác", "tin nhắn sờ pam"),
    known("phishing", "lừa đảo trực tuyến", "phít sinh"),
    known("brandname", "tên định danh", "brên nêm"),
    known("voice brandname", "cuộc gọi định danh", "voi brên nêm"),
    known("marketing", "tiếp thị", "mác két tinh"),
    known("logistics", "dịch vụ hậu cần", "lô gít tích"),
    known("shipper", "người giao hàng", "síp pơ"),
    known("ship", "giao hàng", "síp"),
    known("sale", "bán hàng", "seo"),
    known("shop", "cửa hàng", "sóp"),
    known("server", "máy chủ", "sơ vơ"),
    known("web server", "máy chủ", "oép sơ vơ"),
    known("password", "mật khẩu", "pát uốt"),
    known("account", "tài khoản", "ác cao"),
    known("user", "người dùng", "diu giơ"),
    known("username", "tên đăng nhập", "diu giơ nêm"),
    known("token", "mã thông báo", "tô cần"),
    known("admin", "quản trị viên", "ét min"),
    known("test", "kiểm tra", "tét"),
    known("test nhanh", "xét nghiệm nhanh", "tét nhanh"),
    known("fax", "phách", "phách"),
    known("gas", "gas", "ga"),
    known("inch", "inch", "inh"),
    known("vitamin", "vitamin", "vi ta min"),
    known("protein", "prô tê in", "prô tê in"),
    known("oxy", "ô xy", "ô xy"),
    known("stress", "căng thẳng", "sờ trét"),
    known("game", "trò chơi", "ghêm"),
    known("game online", "trò chơi trực tuyến", "ghêm on lai"),
    known("casino", "sòng bạc", "ca si nô"),
    known("show", "chương trình", "sô"),
    known("festival", "lễ hội", "phét ti van"),
    known("tour", "chuyến du lịch", "tua"),
    known("resort", "khu nghỉ dưỡng", "ri sót"),
    known("homestay", "nhà nghỉ tại gia", "hôm sờ tây"),
    known("workshop", "hội thảo", "uốt sóp"),
    known("forum", "diễn đàn", "phô rum"),
    known("Internet of Things", "in tơ nét vạn vật", "in tơ nét ọp thinh"),
    known("smart city", "đô thị thông minh", "sờ mát xi ti"),
    known("dashboard", "bảng điều khiển", "đát bo"),
    known("data", "dữ liệu", "đa ta"),
    known("IP", "i pê", "ai pi"),
    known("ID", "i đê", "ai đi"),
    known("API", "giao diện lập trình", "ây pi ai"),
    known("ISO", "i ét ô", "i ét ô"),
    known("pdf", "pê dê ép", "pê dê ép"),
    known("VIP", "víp", "víp"),
    known("DJ", "đi giây", "đi giây"),
    known("MC", "người dẫn chương trình", "em xi"),
    known("PCCC&CNCH", "phòng cháy, chữa cháy và cứu nạn, cứu hộ", "phòng cháy, chữa cháy và cứu nạn, cứu hộ"),
    known("H'Mông", "Mông", "Hơ Mông"),
    known("xe buýt", "xe buýt", "xe buýt"),
    word("Internet", "in tơ nét"),
    word("Hyundai", "hun đai"),
    word("Toyota", "toi ô ta"),
    word("Vinfast", "vin phát"),
    word("Vingroup", "vin gờ rúp"),
    word("Shopee", "sóp pi"),
    word("Lazada", "la da đa"),
    word("Grab", "gờ ráp"),
];

/// A foreign word or brand with an entry.
pub struct Known;

impl Rule for Known {
    fn name(&self) -> &'static str {
        "foreign"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        abbreviation::entry(line, at, Some(Source::Foreign))
    }
}

/// A word that is no Vietnamese syllable and has no entry.
pub struct Unknown;

impl Rule for Unknown {
    fn name(&self) -> &'static str {
        "unknown"
    }

    fn begins(&self) -> &'static [Kind] {
        &[Kind::Word]
    }

    fn read(&self, line: &Line<'_>, at: usize) -> Option<Read> {
        let word = line.str(at);
        if syllable::is_one(word) {
            return Read::sure(at, at + 1, word);
        }
        let letters: String = word.chars().filter(|c| !matches!(c, '\'' | '’')).collect();
        let vowel = |c: char| matches!(lower(c), 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !c.is_ascii();
        let short = letters.chars().count() <= 6;
        if short && !letters.chars().any(vowel) && line.case(at) != Case::Upper {
            return Read::guess(at, at + 1, alphabet::spell(&letters));
        }
        Read::guess(at, at + 1, letters)
    }
}
