//! The catalogue of codes, in order of id. `loa explain CODE` prints an entry; ids are never used again.
//!
//! L01 files and front matter · L02 Markdown and links · L03 settings and theme · L04 addresses · L05 radio · L06 recordings · L07 laws and
//! citations and wording, from L0780 on what a page says of itself and what it lets be · L08 the site as a whole · L09 output.

use super::code::{Code, Explanation, Scope, Severity};

macro_rules! codes {
    ($($name:ident $id:literal $words:literal $severity:ident $scope:ident
        vi $vi_what:literal $vi_why:literal $vi_fix:literal
        en $en_what:literal $en_why:literal $en_fix:literal)*) => {
        $(
            #[doc = $en_what]
            pub static $name: Code = Code {
                id: $id, name: $words, severity: Severity::$severity, scope: Scope::$scope,
                vi: Explanation { what: $vi_what, why: $vi_why, fix: $vi_fix },
                en: Explanation { what: $en_what, why: $en_why, fix: $en_fix },
            };
        )*
        /// All codes, sorted by id.
        pub static CODES: &[&Code] = &[$(&$name),*];
    };
}

/// The code with this id, in either case: `find("l0203")`.
#[must_use]
pub fn find(id: &str) -> Option<&'static Code> {
    CODES.iter().copied().find(|code| code.id.eq_ignore_ascii_case(id))
}

codes! {
UNREADABLE "L0101" "unreadable-file" Error Site
    vi "Không đọc được tệp" "Tệp bị khóa, không có quyền đọc hoặc ổ đĩa có lỗi." "Đóng chương trình đang giữ tệp, hoặc cấp quyền đọc cho tài khoản đang dùng."
    en "A file cannot be read" "It is locked, or you have no permission, or the disk has a fault." "Close the program that holds it, or give your account permission to read."
NOT_UTF8 "L0102" "not-utf8" Error Site
    vi "Tệp không phải văn bản UTF-8" "Loa chỉ đọc tệp mã UTF-8; phông chữ cũ như TCVN3, VNI hoặc UTF-16 sẽ thành chữ lạ trên trang." "Mở tệp bằng Notepad, chọn Lưu thành (Save As), mục Mã hóa (Encoding) chọn UTF-8."
    en "A file is not UTF-8 text" "Loa reads UTF-8 only; older Vietnamese encodings would show as garbage." "Save the file again with the encoding UTF-8."
BINARY "L0103" "binary-file" Error Site
    vi "Tệp .md không phải văn bản" "Trong tệp có ký tự số không: thường là tệp Word hoặc ảnh bị đổi đuôi." "Chép nội dung sang một tệp văn bản mới, hoặc trả lại đuôi tệp cũ."
    en "A .md file is not text" "It holds zero bytes: often a Word file or a picture with a changed name." "Copy its words into a new text file, or give it back its ending."
TOO_LARGE "L0104" "file-too-large" Error Site
    vi "Tệp quá lớn" "Một trang viết không bao giờ dài đến vậy; tệp lớn làm máy chậm và trang không mở được trên điện thoại cũ." "Chia thành nhiều trang; tài liệu lớn thì để thành tệp .pdf cạnh bài và dẫn liên kết."
    en "A file is too large" "No written page is that long; it would not open on an old phone." "Split it into pages, or put the document beside the page as a PDF and link to it."
LINK_LOOP "L0105" "link-loop" Error Site
    vi "Thư mục liên kết vòng tròn" "Một liên kết thư mục trỏ về chính thư mục chứa nó." "Xóa liên kết thư mục đó."
    en "A folder link goes round in a circle" "A symbolic link points to a folder that contains it." "Remove the link."
OUTSIDE "L0106" "outside-the-site" Error Site
    vi "Tệp nằm ngoài thư mục của trang" "Một liên kết trong content trỏ ra ngoài; nội dung ngoài ý muốn có thể bị đăng." "Chép tệp vào trong thư mục của trang, bỏ liên kết."
    en "A file lies outside the site" "A link in content leads elsewhere; what was not meant to be published might be." "Copy the file into the site's folder and remove the link."
STRAY "L0107" "stray-file" Warning Site
    vi "Tệp có vẻ là bài viết bị lưu nhầm đuôi" "Tệp .md.txt không thành bài; nếu chép nguyên lên trang thì người đọc thấy cả phần khai báo. Loa không đăng tệp này." "Đổi đuôi thành .md (bật hiện đuôi tệp trong File Explorer)."
    en "A file looks like a page with a wrong ending" "A .md.txt file makes no page, and published as it is it would show its front matter. It is left out." "Rename it to end in .md."
NO_FRONT_MATTER "L0110" "no-front-matter" Error Site
    vi "Trang thiếu phần khai báo đầu tệp" "Mỗi trang cần tiêu đề và ngày, đặt giữa hai dòng +++ (hoặc ---) ở đầu tệp." "Thêm vào đầu tệp phần khai báo có title và date, hoặc tạo trang bằng lệnh loa new."
    en "A page has no front matter" "Each page needs a title and a date between two lines of +++ (or ---) at the top." "Add a title and a date, or make pages with `loa new`."
FRONT_MATTER_OPEN "L0111" "front-matter-unclosed" Error Site
    vi "Phần khai báo đầu tệp chưa đóng" "Dòng mở +++ hoặc --- không có dòng đóng tương ứng." "Thêm một dòng giống dòng mở vào sau phần khai báo."
    en "The front matter is not closed" "The opening line has no closing line like it." "Add the same line after the last key."
FRONT_MATTER_SYNTAX "L0112" "front-matter-syntax" Error Site
    vi "Phần khai báo đầu tệp viết sai" "Thường do thiếu dấu ngoặc kép quanh chữ, hoặc dấu hai chấm trong tiêu đề YAML." "Đặt giá trị trong dấu ngoặc kép \"…\"."
    en "The front matter cannot be read" "Often quotes are missing, or there is a colon in a YAML title." "Put the value in \"quotes\"."
UNKNOWN_KEY "L0113" "unknown-key" Error Site
    vi "Mục khai báo lạ" "Mục viết sai tên sẽ không có tác dụng mà không ai biết, nên Loa báo lỗi." "Sửa lại tên mục theo gợi ý, hoặc xóa dòng đó."
    en "An unknown key" "A mistyped key would silently do nothing, so it is an error." "Correct the name, or remove the line."
MISSING_KEY "L0114" "missing-key" Error Site
    vi "Thiếu mục bắt buộc" "Trang cần title và date; chuyên mục cần title." "Thêm mục còn thiếu vào phần khai báo."
    en "A required key is missing" "Pages need a title and a date, sections a title." "Add the key to the front matter."
WRONG_VALUE "L0115" "wrong-value" Error Site
    vi "Giá trị không hợp lệ" "Mục này chỉ nhận những giá trị nhất định." "Sửa giá trị theo thông báo."
    en "A value that cannot be" "The key takes only certain values." "Correct the value as the message says."
OUTAGE_NOTICE "L0120" "outage-notice" Warning Site
    vi "Thông báo tạm dừng dịch vụ chưa đúng quy định" "Dịch vụ trực tuyến tạm dừng có kế hoạch thì phải báo trước ít nhất 7 ngày làm việc và ghi rõ thời gian dự kiến khôi phục; ngày nghỉ lấy ở content/_data/holidays.toml." "Lùi ngày tạm dừng, ghi until trong [outage]; sự cố không biết trước thì ghi planned = false."
    en "An outage is announced too late or without its end" "A planned outage of an online service is announced seven working days ahead, with the time at which it is expected back; days off are those of content/_data/holidays.toml." "Put the outage off, give until under [outage], or write planned = false for a breakdown."
UNKNOWN_DIRECTIVE "L0201" "unknown-directive" Error Site
    vi "Khối lệnh lạ" "Giao diện không có khối lệnh tên này, nên không biết hiển thị và đọc ra sao." "Sửa tên theo gợi ý, hoặc thêm tệp directives/TÊN.html vào giao diện."
    en "An unknown directive" "The theme has no directive of this name." "Correct the name, or add directives/NAME.html to the theme."
UNCLOSED_DIRECTIVE "L0202" "unclosed-directive" Error Site
    vi "Khối lệnh mở mà không đóng, hoặc đóng mà không mở" "Mỗi dòng mở :::tên cần một dòng đóng ::: ở cùng mức." "Thêm dòng ::: ở cuối khối, hoặc xóa dòng ::: thừa."
    en "A directive is opened and not closed, or closed and not opened" "Each :::name needs a line ::: at the same level." "Add the closing line, or remove the one too many."
BROKEN_LINK "L0203" "broken-link" Error Site
    vi "Liên kết không dẫn tới trang nào" "Người đọc bấm vào sẽ gặp trang lỗi." "Sửa đường dẫn theo gợi ý; đường dẫn viết từ thư mục content, ví dụ @/canh-bao/otp.md."
    en "A link leads nowhere" "Readers would meet an error page." "Correct the path; it starts at the content folder, as in @/canh-bao/otp.md."
BROKEN_ANCHOR "L0204" "broken-anchor" Error Site
    vi "Liên kết tới một mục không có trong trang" "Trang có, nhưng không có mục mang tên sau dấu #." "Sửa phần sau dấu # theo gợi ý."
    en "A link leads to a heading that is not there" "The page exists, the part after # does not." "Correct the part after #."
MISSING_FILE "L0205" "missing-file" Error Site
    vi "Thiếu tệp được dẫn tới" "Ảnh hoặc tệp đính kèm không nằm cạnh bài trong thư mục content." "Chép tệp vào đúng chỗ hoặc sửa đường dẫn."
    en "A linked file is missing" "The picture or attachment does not lie beside the page in content." "Put the file there, or correct the path."
DIRECTIVE_ARGUMENT "L0206" "directive-argument" Error Site
    vi "Tham số của khối lệnh không đúng" "Khối lệnh thiếu tham số, hoặc tham số viết sai." "Viết tham số trong ngoặc nhọn: {tên=giá-trị}."
    en "A directive's argument is wrong" "An argument is missing or mistyped." "Write arguments in braces: {name=value}."
UNSAFE_LINK "L0207" "unsafe-link" Error Site
    vi "Liên kết không an toàn" "Chỉ liên kết https:, http:, mailto:, tel: và sms: được phép; kiểu khác (javascript:, data:, file:…) có thể chạy mã hoặc mở tệp trên máy người đọc." "Dùng địa chỉ https:// hoặc bỏ liên kết."
    en "An unsafe link" "Only https:, http:, mailto:, tel: and sms: are allowed; others (javascript:, data:, file: and so on) may run code or open files on the reader's machine." "Use an https:// address or remove the link."
REMOVED_HTML "L0208" "removed-html" Warning Site
    vi "Mã HTML bị lược bỏ" "Để an toàn, trang chỉ giữ các thẻ văn bản thông thường; mã chạy, khung nhúng, kiểu chữ riêng bị bỏ." "Viết bằng Markdown hoặc khối lệnh có sẵn."
    en "Raw HTML was removed" "For safety only plain text tags are kept; scripts, frames and styles are dropped." "Use Markdown or a directive."
UNPUBLISHED_LINK "L0209" "link-to-unpublished" Warning Site
    vi "Liên kết tới trang chưa đăng" "Trang đó còn là bản nháp hoặc đề ngày sau hôm nay, nên chỉ hiện chữ, không có liên kết." "Đăng trang kia, hoặc chờ đến ngày của nó."
    en "A link to a page that is not published yet" "It is a draft or dated later than today, so only its words are shown." "Publish that page, or wait for its day."
SCAM_LINK "L0210" "scam-link" Error Site
    vi "Liên kết tới địa chỉ lừa đảo" "Địa chỉ có trong danh sách content/_data/addresses.toml, hoặc chính trang này đã đánh dấu :danger; người đọc bấm vào sẽ bị hại. Địa chỉ ấy không bao giờ thành liên kết trên trang." "Bỏ liên kết; cần nêu địa chỉ thì viết :danger[địa-chỉ]."
    en "A link to a scam address" "The address is in content/_data/addresses.toml, or this very site marked it with :danger; readers who follow it are harmed. It never becomes a link." "Remove the link; to name the address write :danger[address]."
LOOK_ALIKE "L0211" "look-alike-address" Error Site
    vi "Địa chỉ giống trang của cơ quan nhà nước mà không phải" "Tên có chữ gov.vn không đứng cuối, chữ lạ thay chữ thường, sai một chữ, hoặc tên dịch vụ công nằm ngoài .gov.vn: kẻ gian hay dùng cách này." "Sửa lại địa chỉ cho đúng; địa chỉ giả cần nêu thì viết :danger[địa-chỉ]; địa chỉ thật thì khai [[official]] trong content/_data/addresses.toml."
    en "An address that looks official and is not" "It has gov.vn where it is not the end, foreign letters, one letter wrong, or the name of a state service outside .gov.vn, as impostors do." "Correct the address; to name a false one write :danger[address]; if it is genuine, list it under [[official]] in content/_data/addresses.toml."
HIDDEN_ADDRESS "L0212" "hidden-address" Warning Site
    vi "Liên kết rút gọn hoặc bằng số" "Nhìn vào không biết dẫn tới đâu, và chủ dịch vụ rút gọn có thể đổi nơi đến bất cứ lúc nào." "Mở thử, rồi dán địa chỉ đầy đủ của trang đích."
    en "A shortened or numeric address" "Nobody can see where it leads, and its owner can change that at any time." "Open it and use the full address of the page it leads to."
FOREIGN_FILE "L0213" "file-of-another-site" Error Site
    vi "Ảnh, tiếng hoặc khung lấy từ trang khác" "Trang không được tải gì từ máy chủ khác: người đọc bị theo dõi, và tệp kia có thể đổi hay mất." "Chép tệp về cạnh bài, hoặc để thành một liên kết."
    en "A picture, sound or frame of another site" "Pages load nothing from other servers: readers would be tracked, and the file may change or go." "Copy the file beside the page, or make it a link."
OPEN_HTML "L0214" "unclosed-html" Error Site
    vi "Thẻ HTML nuốt phần còn lại của bài" "Một thẻ hoặc ghi chú HTML mở đầu dòng mà không đóng; mọi chữ sau nó sẽ mất." "Đóng thẻ, hoặc xóa nó."
    en "HTML swallows the rest of the page" "A tag or a comment begins a line and is not closed; all words after it would be lost." "Close it, or remove it."
QUOTED_DIRECTIVE "L0215" "directive-out-of-place" Error Site
    vi "Khối lệnh đứng sai chỗ" "Dòng :::tên hoặc ::tên trong phần trích dẫn (>), sau dấu đầu mục hay trong chú thích chỉ hiện thành chữ." "Đưa khối lệnh ra một dòng riêng, ngoài phần trích dẫn và chú thích."
    en "A directive out of place" "A line :::name or ::name within a quote (>), behind the mark of an item or in a footnote would be shown as mere text." "Put it on a line of its own, outside the quote or the note."
BROKEN_PICTURE "L0220" "broken-picture" Error Site
    vi "Ảnh hỏng hoặc không hiện được trên trang" "Tệp ảnh bị cụt, bị hỏng, hoặc là loại mà trình duyệt không hiện được (HEIC của iPhone, TIFF, BMP)." "Chép lại ảnh gốc; ảnh HEIC thì mở ra và lưu lại thành JPEG."
    en "A picture is broken or cannot be shown" "The file is cut short or damaged, or of a kind that browsers do not show (HEIC of an iPhone, TIFF, BMP)." "Copy it again; save a HEIC picture as JPEG."
HUGE_PICTURE "L0221" "huge-picture" Error Site
    vi "Ảnh quá lớn" "Mở ảnh này cần quá nhiều bộ nhớ; tệp nhỏ mà khai kích thước lớn còn có thể là tệp phá hoại." "Thu nhỏ ảnh bằng chương trình xem ảnh; chiều rộng 3000 điểm ảnh là đủ."
    en "A picture is too large" "Opening it would take too much memory; a small file that claims to be huge may be meant to do harm." "Make it smaller with a picture viewer; a width of 3000 pixels is enough."
MISSING_ALT "L0222" "missing-alt" Warning Site
    vi "Ảnh thiếu lời mô tả" "Người dùng trình đọc màn hình không biết ảnh vẽ gì; khi ảnh không tải được thì ai cũng không biết." "Viết lời mô tả vào ngoặc vuông: ![Người dân nộp hồ sơ tại quầy số 2](anh.jpg)."
    en "A picture has no text" "People with a screen reader are not told what it shows, and nobody is when it does not load." "Write what it shows between the brackets: ![Residents at counter 2](picture.jpg)."
LIVE_DRAWING "L0223" "live-drawing" Error Site
    vi "Ảnh SVG có thứ chạy mã hoặc tải từ nơi khác" "Người mở thẳng ảnh này có thể bị chạy mã độc hoặc bị theo dõi." "Lưu lại thành SVG thường (Plain SVG) trong chương trình vẽ, hoặc dùng ảnh PNG."
    en "An SVG drawing runs code or fetches from elsewhere" "Whoever opens it by itself might run something hostile or be followed." "Save it as a plain SVG in the drawing program, or use a PNG."
NO_CONFIG "L0301" "no-config" Error Site
    vi "Không có tệp loa.toml" "Thư mục này chưa phải là một trang của Loa." "Chạy lệnh trong thư mục có loa.toml, dùng -C THƯ-MỤC, hoặc tạo trang mới bằng loa init."
    en "There is no loa.toml" "This folder is not a site." "Run in the site's folder, use -C DIR, or make a site with `loa init`."
CONFIG_SYNTAX "L0302" "config-syntax" Error Site
    vi "Tệp thiết lập viết sai" "Tệp TOML có chỗ không đọc được." "Sửa dòng được chỉ ra; chữ phải đặt trong dấu ngoặc kép."
    en "A settings file cannot be read" "There is a mistake in the TOML." "Correct the line shown; words go in quotes."
CONFIG_VALUE "L0303" "config-value" Error Site
    vi "Thiết lập không hợp lệ" "Mục này trong loa.toml hoặc _data chỉ nhận những giá trị nhất định." "Sửa giá trị theo thông báo."
    en "A setting that cannot be" "This key of loa.toml or _data takes only certain values." "Correct the value as the message says."
OFFICIAL "L0304" "official-site" Error Site
    vi "Trang chính thức khai chưa đúng" "official = true chỉ dùng cho địa chỉ .gov.vn và không đi cùng sample = true (Nghị định 224 về cổng thông tin, Điều 11)." "Đặt base_url có đuôi .gov.vn và bỏ sample, hoặc bỏ official."
    en "An official site is set up wrongly" "official = true is for .gov.vn addresses and never together with sample = true." "Use a .gov.vn base_url without sample, or remove official."
PLACEHOLDER "L0305" "placeholder-left" Error Site
    vi "Còn chỗ để trống chưa điền" "Trang thật không được đăng với chữ trong ngoặc vuông thay cho số điện thoại, địa chỉ." "Điền thông tin thật của đơn vị."
    en "A placeholder was left" "A real site must not be published with words in square brackets for a phone or an address." "Fill in the unit's own data."
NO_THEME "L0310" "no-theme" Error Site
    vi "Không tìm thấy giao diện" "Tên giao diện trong loa.toml không ứng với thư mục nào trong themes." "Sửa tên, hoặc bỏ mục theme để dùng giao diện có sẵn phuong."
    en "The theme was not found" "No folder in themes has the name given in loa.toml." "Correct the name, or leave it out for the built-in theme."
TEMPLATE "L0311" "template-error" Error Site
    vi "Mẫu giao diện có lỗi" "Tệp mẫu trong themes viết sai hoặc gọi tới thứ không có." "Sửa tệp mẫu theo thông báo, hoặc xóa tệp đó để dùng mẫu có sẵn."
    en "A template has a mistake" "A file of the theme is wrong or names something that is not there." "Correct it, or delete your copy to use the built-in one."
DUPLICATE_ADDRESS "L0401" "duplicate-address" Error Site
    vi "Hai tệp cùng một địa chỉ" "Chỉ một tệp có thể nằm ở mỗi địa chỉ; tệp kia sẽ mất mà không ai biết." "Đổi tên một tệp hoặc đặt slug khác."
    en "Two files have the same address" "Only one can be there; the other would silently be lost." "Rename one, or give it another slug."
BAD_ADDRESS "L0402" "bad-address" Error Site
    vi "Địa chỉ không hợp lệ" "slug và aliases chỉ gồm chữ thường không dấu, số, gạch nối, và không ra ngoài trang." "Sửa lại, ví dụ slug = \"canh-bao-otp\"."
    en "An address that cannot be" "slug and aliases have lower-case letters, digits and hyphens, and stay in the site." "Correct it, as in slug = \"canh-bao-otp\"."
SLOT_UNFILLED "L0501" "slot-unfilled" Error Radio
    vi "Không đủ bài cho buổi phát thanh" "Không có tổ hợp bài nào vừa thời lượng của buổi với cả tốc độ đọc chậm nhất và nhanh nhất." "Viết thêm bài, sửa độ dài bài theo gợi ý, hoặc nới slot_min, slot_max, repeat_after_days."
    en "A radio slot cannot be filled" "No set of pages fits the slot at both the slowest and the fastest rate." "Write more, adjust the lengths as suggested, or widen slot_min, slot_max, repeat_after_days."
WEEK_SHORT "L0502" "week-short" Error Radio
    vi "Tuần thiếu buổi phát thanh" "Kế hoạch yêu cầu tối thiểu số buổi mỗi tuần (xã Đại Sơn: 02 lần/tuần)." "Thêm khung giờ trong [radio] slots, hoặc viết thêm bài."
    en "A week has too few programmes" "The plan asks for a least number a week (Đại Sơn: two)." "Add slots under [radio], or write more pages."
TOPIC_MISSING "L0503" "topic-missing" Warning Radio
    vi "Chủ đề chưa có trong lịch phát" "Kế hoạch nêu năm chủ đề; chủ đề này không có bài nào được phát trong kỳ." "Viết bài cho chủ đề đó."
    en "A topic is not covered" "The plan names its topics; none of this one's pages is aired in the period." "Write pages on that topic."
DOUBTFUL_READING "L0504" "doubtful-reading" Warning Radio
    vi "Chưa chắc cách đọc trên loa" "Chữ viết tắt lạ, tên nước ngoài hoặc cách viết có nhiều nghĩa: Loa đọc theo phỏng đoán, phát thanh viên có thể đọc sai." "Thêm cách đọc vào content/_data/lexicon.toml, viết rõ ra trong bài, hoặc dùng :say[chữ viết]{as=\"cách đọc\"}."
    en "A reading on air is not certain" "An unknown abbreviation, a foreign name, or a form with several meanings: the reading is a guess." "Add the reading to content/_data/lexicon.toml, write it out, or use :say[written]{as=\"spoken\"}."
SCHEDULE_FILE "L0505" "schedule-file" Error Radio
    vi "Tệp lịch đã chốt viết sai" "content/_data/schedule.toml giữ các buổi đã chốt; chỗ sai làm mất một buổi mà không ai biết." "Sửa dòng được chỉ ra, hoặc xóa đoạn của buổi đó rồi chốt lại bằng loa radio fix."
    en "The file of fixed programmes has a mistake" "content/_data/schedule.toml holds the programmes that were fixed; a mistake would silently lose one." "Correct the line, or remove the programme and fix it again with loa radio fix."
AIRED_LOG "L0506" "aired-log" Warning Radio
    vi "Dòng trong nhật ký phát không đọc được" "content/_data/aired.csv ghi các buổi đã phát; dòng sai không được tính vào báo cáo và lịch." "Sửa dòng đó; Loa giữ nguyên nó cho đến khi có người sửa."
    en "A line of the log of airings cannot be read" "content/_data/aired.csv tells what was aired; a broken line does not count." "Correct the line; it is kept as it is until then."
FIXED_MISFIT "L0507" "fixed-programme-misfit" Warning Radio
    vi "Buổi đã chốt không còn vừa khung giờ" "Bài trong buổi đã được sửa sau khi chốt, nên đọc nhanh nhất sẽ thiếu giờ hoặc đọc chậm nhất sẽ quá giờ." "Sửa độ dài bài, sửa buổi trong content/_data/schedule.toml, hoặc xóa buổi đó để Loa xếp lại."
    en "A fixed programme no longer fits its slot" "Its pages were changed after it was fixed." "Change their length, edit the programme in content/_data/schedule.toml, or remove it there to have it planned anew."
FIXED_PAGE "L0508" "fixed-page-gone" Warning Radio
    vi "Buổi đã chốt có bài không phát được nữa" "Bài đã bị xóa, đổi tên, gỡ xuống hoặc hết hạn trước ngày phát." "Khôi phục bài, sửa tên bài trong content/_data/schedule.toml, hoặc bỏ bài đó khỏi buổi."
    en "A page of a fixed programme cannot be aired" "It was deleted, renamed, withdrawn, or has expired by that day." "Bring it back, correct its name in content/_data/schedule.toml, or take it out there."
APPROVAL_CHANGED "L0509" "approved-text-changed" Warning Radio
    vi "Lời đọc đã đổi sau khi duyệt" "Duyệt là duyệt đúng lời đọc; bài, lời dẫn hay nhạc thay đổi thì phải duyệt lại. Kịch bản mang dòng CHƯA DUYỆT." "Xem bản duyệt trong kịch bản rồi duyệt lại: loa radio approve MÃ --by \"Họ tên\"."
    en "The text has changed since it was approved" "An approval is of the very words that are read." "Look at the script and approve it again: loa radio approve ID --by NAME."
MISSED_AIRING "L0510" "missed-airing" Warning Radio
    vi "Buổi lỡ chưa có giờ phát bù" "Buổi này đã ghi là không phát, và trong tuần không còn khung giờ trống." "Thêm khung giờ trong [radio] slots, hoặc xếp buổi phát bù trong content/_data/schedule.toml."
    en "A missed programme has no new time" "It was logged as not aired, and its week has no free slot left." "Add a slot under [radio] slots, or put it into content/_data/schedule.toml yourself."
VOICE_FAILED "L0511" "voice-failed" Error Radio
    vi "Giọng máy không đọc được buổi phát" "Lệnh trong [radio.voice] không chạy được, báo lỗi, chạy quá lâu hoặc không ghi ra tệp WAV. Kịch bản và bản đọc của các buổi khác vẫn được ghi." "Chạy thử đúng lệnh ấy trong cửa sổ lệnh với một tệp văn bản, rồi sửa command trong [radio.voice]."
    en "The machine voice could not read a programme" "The command under [radio.voice] cannot be run, failed, took too long or wrote no WAV file. Scripts and the other programmes are written all the same." "Run that very command on a text file yourself, then correct command under [radio.voice]."
BAD_RECORDING "L0601" "bad-recording" Error Site
    vi "Bản ghi âm không dùng được" "Tệp rỗng, hỏng, bị cụt, không có tiếng, hoặc không phải WAV, MP3, M4A; đo trên tệp đó thì số đo sai." "Chép lại tệp từ máy ghi âm, hoặc ghi âm lại."
    en "A recording is of no use" "It is empty, broken, cut short or silent, or no WAV, MP3 or M4A file; what is measured on it would be wrong." "Copy it again from the recorder, or record again."
WRONG_SCRIPT "L0602" "wrong-script" Error Site
    vi "Bản ghi âm không khớp kịch bản" "Tốc độ tính ra không ai đọc như vậy: thường do ghép nhầm kịch bản với bản ghi, hoặc bản ghi có nhạc." "Ghép đúng kịch bản với bản ghi của nó; cắt bỏ nhạc và lời khác."
    en "A recording does not match its script" "Nobody reads at the rate that follows: often the wrong script was named, or there is music in the recording." "Name the script that was read; cut away music and other talk."
UNKNOWN_DOCUMENT "L0701" "unknown-document" Warning Page
    vi "Văn bản được dẫn chưa có trong sổ" "Không có dòng nào trong content/_data/laws.toml để biết văn bản còn hiệu lực hay không." "Thêm văn bản vào sổ sau khi đối chiếu Công báo, hoặc sửa số hiệu viết nhầm."
    en "A cited document is not in the register" "Nothing in content/_data/laws.toml tells whether it is in force." "Add it to the register after checking it, or correct the number."
CITATION_MISMATCH "L0702" "citation-mismatch" Error Page
    vi "Ngày, cơ quan ban hành hoặc tên văn bản trái với sổ" "Dẫn sai ngày hay cơ quan ban hành làm người đọc tra nhầm văn bản; ví dụ ghi quyết định của Thủ tướng là của Chính phủ." "Sửa câu dẫn theo sổ; nếu sổ sai thì sửa content/_data/laws.toml."
    en "Date, issuer or title contradict the register" "A wrong date or issuer sends readers to another document, as a decision of the Prime Minister called one of the Government." "Correct the sentence, or the register where that is wrong."
EXPIRED_CITATION "L0703" "expired-citation" Warning Page
    vi "Dẫn văn bản đã hết hiệu lực" "Bà con làm theo quy định không còn áp dụng." "Dẫn văn bản thay thế, hoặc nói rõ trong câu là văn bản đã hết hiệu lực."
    en "A cited document is no longer in force" "Readers would follow rules that no longer apply." "Cite what replaced it, or say in the sentence that it has expired."
EARLY_CITATION "L0704" "not-yet-in-force" Warning Page
    vi "Dẫn văn bản chưa có hiệu lực" "Vào ngày của bài, văn bản chưa được áp dụng hoặc mới là dự thảo." "Ghi rõ ngày có hiệu lực trong câu, hoặc dẫn văn bản đang áp dụng."
    en "A cited document is not in force yet" "On the page's date it does not apply, or it is a draft." "Give the day on which it comes into force, or cite what applies today."
ARTICLE_BEYOND "L0705" "article-beyond-last" Error Page
    vi "Điều không có trong văn bản" "Số điều lớn hơn số điều của văn bản ghi trong sổ." "Kiểm tra lại số điều, hoặc mục articles trong sổ."
    en "There is no such article" "The number is beyond the last article that the register gives." "Check the number, or articles in the register."
POINT_LETTER "L0706" "point-letter" Warning Page
    vi "Điểm mang chữ không có trong thứ tự tiếng Việt" "Điểm trong văn bản Việt Nam đi theo a, b, c, d, đ, e, g, h…; không có f, j, w, z." "Kiểm tra lại chữ của điểm."
    en "A point with a letter that Vietnamese lists do not have" "Points go a, b, c, d, đ, e, g, h…; there is no f, j, w or z." "Check the letter."
STATUS_CHANGED "L0707" "law-status-changed" Warning Page
    vi "Tình trạng văn bản đã đổi từ khi kiểm tra" "Bài giới thiệu văn bản được viết hoặc rà soát trước ngày văn bản có hiệu lực hay hết hiệu lực." "Rà soát bài, sửa updated; sửa status và checked_on trong sổ."
    en "A document's status has changed since it was checked" "The page on it was written or reviewed before it came into force or expired." "Review the page and set updated; correct status and checked_on in the register."
SERVICE_LEVEL "L0708" "old-service-level" Warning Page
    vi "Tên mức độ dịch vụ công đã cũ" "Dịch vụ công trực tuyến nay chỉ gọi là toàn trình hoặc một phần, không còn mức độ 3, 4." "Viết dịch vụ công trực tuyến toàn trình hoặc một phần."
    en "An old name of a service level" "Online services are now called full or partial, no longer level 3 or 4." "Write toàn trình or một phần."
IDENTITY_NUMBER "L0710" "identity-number" Error Page
    vi "Số giấy tờ tùy thân của một người" "Số căn cước, chứng minh nhân dân hay hộ chiếu đăng lên mạng là đủ để kẻ gian mạo danh, vay tiền, mở tài khoản; ví dụ “CCCD số 031…”." "Xóa số, hoặc che bớt: “031xxxxxxxxx”; số đặt ra để minh họa thì ghi rõ là ví dụ."
    en "The number of somebody's identity paper" "With it others borrow money or open accounts in that name, as in “CCCD số 031…”." "Leave it out or mask it: “031xxxxxxxxx”; say so where it is a made-up example."
INSURANCE_NUMBER "L0711" "insurance-number" Warning Page
    vi "Mã số bảo hiểm của một người" "Mã số bảo hiểm xã hội hay thẻ bảo hiểm y tế mở ra hồ sơ sức khỏe và tiền lương; ví dụ “mã số BHXH 31…”." "Xóa số, hoặc che bớt: “31xxxxxxxx”."
    en "Somebody's insurance number" "The number of social or health insurance leads to records of health and pay." "Leave it out or mask it: “31xxxxxxxx”."
PERSONAL_PHONE "L0712" "personal-phone" Warning Page
    vi "Số di động không có trong danh bạ" "Số của người dân đăng lên mạng sẽ bị gọi rác, lừa đảo; số công vụ thì phải nằm trong một danh bạ để đổi một nơi là đủ." "Xóa số; nếu là số công vụ, ghi vào content/_data/contacts.toml rồi dùng ::contact{id=…}."
    en "A mobile number that the contacts do not have" "A citizen's number would attract fraud; an office's number belongs in the register, so that it is changed in one place." "Leave it out; enter an office's number in content/_data/contacts.toml and use ::contact{id=…}."
BANK_ACCOUNT "L0713" "bank-account" Warning Page
    vi "Số tài khoản ngân hàng của một người" "Số tài khoản kèm tên giúp kẻ gian dựng chuyện chuyển nhầm, đòi nợ; ví dụ “STK 0451… của bà Hạnh”." "Xóa số; tài khoản của cơ quan thì ghi tên cơ quan trong cùng đoạn."
    en "Somebody's bank account" "With a name beside it, it lets others stage a mistaken transfer or a debt." "Leave it out; name the office in the same paragraph where the account is an office's."
BIRTH_DATE "L0714" "birth-date" Warning Page
    vi "Ngày sinh đứng cùng họ tên" "Họ tên và ngày sinh là hai trong những điều ngân hàng hỏi để nhận ra khách; ví dụ “Nguyễn Thị Hạnh, sinh ngày 12/3/1985”." "Bỏ ngày sinh, hoặc chỉ ghi năm khi thật cần; tiểu sử lãnh đạo không bị nhắc."
    en "A day of birth beside a name" "Banks ask for both to know a customer." "Leave the day out, or give the year alone where it is needed; lives of leaders are let be."
VICTIM_ADDRESS "L0715" "victim-address" Warning Page
    vi "Địa chỉ nhà của người bị hại" "Ghi đến số nhà thì cả xóm biết ai là nạn nhân, và kẻ gian biết nên tìm đến đâu." "Chỉ ghi đến phường, xã: “trú tại phường …”."
    en "The home of somebody who was harmed" "With the number of the house everybody knows who it was, and so does who did it." "Give the ward at most: “trú tại phường …”."
AI_UNLABELLED "L0720" "ai-unlabelled" Warning Page
    vi "Nội dung do trí tuệ nhân tạo tạo ra mà không gắn nhãn" "Khoản 3, 4 Điều 11 Luật Trí tuệ nhân tạo (134/2025/QH15) yêu cầu thông báo, gắn nhãn nội dung như vậy; bài cho thấy điều đó ở tên tệp, chú thích ảnh hoặc chữ dán từ công cụ." "Thêm ai = \"generated\", \"synthetic_voice\" hoặc \"simulated_person\" vào đầu bài."
    en "Content made by artificial intelligence without a label" "Law 134/2025/QH15, Article 11, clauses 3 and 4, asks for a notice or a label; a file's name, a caption or pasted words give the content away." "Add ai = \"generated\", \"synthetic_voice\" or \"simulated_person\" to the front matter."
LONG_SENTENCE "L0730" "long-sentence" Warning Page
    vi "Câu dài hơn 30 tiếng" "Người đọc trên điện thoại và người nghe loa quên đầu câu trước khi đến cuối." "Tách thành hai, ba câu, mỗi câu một ý; các điều song song thì thành danh sách."
    en "A sentence of more than 30 syllables" "Who reads on a phone or listens to a loudspeaker has lost its beginning before its end." "Part it into two or three, a thought each; make a list of what is parallel."
UNEXPLAINED_ABBREVIATION "L0731" "unexplained-abbreviation" Warning Page
    vi "Chữ viết tắt chưa được giải thích" "Bà con không làm ở cơ quan sẽ không hiểu, ví dụ “BPTNTKQ”; các chữ ai cũng biết như UBND, OTP không bị nhắc." "Lần đầu viết đầy đủ, chữ tắt trong ngoặc: “thủ tục hành chính (TTHC)”; chữ quen ở địa phương thì thêm vào content/_data/lexicon.toml."
    en "An abbreviation that is not explained" "People outside offices do not know it; those that everyone knows, as UBND or OTP, are let be." "Write it in full at first with the abbreviation in brackets; add what the whole ward knows to content/_data/lexicon.toml."
OFFICIAL_SPEAK "L0732" "official-speak" Warning Page
    vi "Lời văn hành chính có thể nói gọn hơn" "“Tiến hành xác minh” dài hơn mà không rõ hơn “xác minh”." "Dùng lời gọn được gợi ý; đoạn trích văn bản thì đặt sau dấu >."
    en "Official-speak that has a plainer word" "“Tiến hành xác minh” says no more than “xác minh”, and takes longer." "Use the plainer words; put quotes of documents behind >."
LONG_LIST "L0733" "long-list" Warning Page
    vi "Danh sách dài hơn 7 ý" "Người đọc không giữ nổi trong đầu, người nghe loa lại càng không." "Chia thành vài nhóm, mỗi nhóm một đề mục nhỏ, hoặc chuyển thành bảng."
    en "A list of more than 7 points" "Nobody keeps it in mind, least of all who only listens." "Part it into groups with a heading each, or make it a table."
CAPITALS "L0740" "capitals" Warning Page
    vi "Cả đoạn viết hoa" "Chữ hoa liền nhau khó đọc; có máy đọc màn hình đánh vần từng chữ." "Viết thường; chữ cần nhấn thì in đậm."
    en "A whole paragraph in capitals" "Capitals are hard to read, and some screen readers spell them." "Write small letters, and what matters in bold."
TONE_PLACEMENT "L0741" "tone-placement" Warning Page
    vi "Bỏ dấu không thống nhất" "“Hòa” và “hoà” trong một bài làm tìm kiếm bỏ sót một nửa; “hòan” là sai trong mọi kiểu." "Viết một kiểu trong cả bài; loa check --fix đổi theo kiểu nhiều hơn."
    en "Tones placed in two ways" "With “hòa” and “hoà” in one page a search misses half; “hòan” is wrong in any way." "Write one way in a page; loa check --fix follows the more frequent one."
LOOK_ALIKE_LETTER "L0742" "look-alike-letter" Warning Page
    vi "Ký tự lạ giống chữ Việt" "Chữ а của tiếng Nga hay Ð của tiếng Iceland nhìn như chữ Việt, nhưng tìm không ra và máy đọc sai." "Gõ lại chữ ấy, hoặc chạy loa check --fix."
    en "A character that only looks like a Vietnamese letter" "A Cyrillic а or an Icelandic Ð is not found by searching and is read wrongly." "Type it anew, or run loa check --fix."
DECOMPOSED "L0743" "decomposed-letters" Warning Page
    vi "Chữ và dấu là hai ký tự rời" "Trang vẫn hiện đúng vì Loa ghép lại, nhưng tìm trong tệp nguồn thì không ra; dấu không ghép được sẽ hiện lệch." "Chọn Unicode dựng sẵn trong bộ gõ, hoặc chạy loa check --fix."
    en "Letters and marks that stand apart" "Pages are right, for Loa joins them, but searching in the file finds nothing; a mark that joins no letter shows beside it." "Set the keyboard to precomposed Unicode, or run loa check --fix."
BROKEN_EMPHASIS "L0744" "broken-emphasis" Warning Page
    vi "Dấu sao hiện nguyên trên trang" "“**Điều 1.**Phạm vi” không thành chữ đậm: Markdown cần dấu cách sau chữ đậm kết thúc bằng dấu câu." "Thêm dấu cách: **Điều 1.** Phạm vi; hoặc chạy loa check --fix."
    en "Stars that are shown as they are" "“**Điều 1.**Phạm vi” does not become bold: Markdown wants a space behind bold words that end with a mark." "Add the space: **Điều 1.** Phạm vi; or run loa check --fix."
EMPTY_LINK_TEXT "L0745" "empty-link-text" Warning Page
    vi "Chữ liên kết không nói dẫn đến đâu" "Người dùng máy đọc màn hình nghe danh sách liên kết chỉ thấy “tại đây, tại đây”." "Lấy tên trang hay tên tệp làm chữ liên kết."
    en "A link text that does not say where it leads" "In a screen reader's list of links it reads “here, here, here”." "Make the name of the page or file the link."
HEADING_LEVEL "L0746" "heading-level" Warning Page
    vi "Đề mục nhảy cấp" "Máy đọc màn hình dẫn người nghe theo cấp đề mục; nhảy cấp giống như mất một mục." "Sau `##` là `###`; không dùng `#` trong bài."
    en "Headings skip a level" "Screen readers lead by levels; where one is skipped a part seems lost." "Behind `##` comes `###`; `#` is the title's."
TABLE_HEAD "L0747" "table-head" Warning Page
    vi "Bảng không có hàng tiêu đề" "Không có tên cột thì người nghe không biết ô nói về gì, và loa cũng không đọc được bảng." "Ghi tên từng cột ở hàng đầu của bảng."
    en "A table without a head" "Without names of columns who listens does not know what a cell is about." "Name the columns in the first row."
REVIEW_MISSING "L0780" "review-date-missing" Warning Page
    vi "Bài chưa ghi ngày phải rà soát" "Thủ tục, văn bản và câu trả lời thay đổi; không ai được nhắc thì bài cũ ở lại và bà con làm theo." "Thêm review_by = 2027-06-30 vào phần khai báo; ngày nào tùy nội dung, thường là một năm."
    en "A page does not say when it is reviewed" "Procedures, laws and answers change; if nobody is reminded, people follow what is out of date." "Add review_by = 2027-06-30 to the front matter; a year ahead is usual."
REVIEW_DUE "L0781" "review-due" Warning Page
    vi "Bài đã quá ngày phải rà soát" "Người viết đã hẹn xem lại bài trước ngày này, và ngày ấy đã qua." "Xem lại bài, ghi updated và đặt review_by mới; bài không còn đúng thì ghi expires hoặc [withdrawn]."
    en "A page is due for review" "Its writer set this day for looking at it again, and the day is past." "Review it, set updated and a new review_by; a page that is no longer right gets expires or [withdrawn]."
SOURCES_MISSING "L0782" "sources-missing" Warning Page
    vi "Cảnh báo hoặc bài pháp luật chưa ghi nguồn" "Không có nguồn thì người duyệt không đối chiếu được, và bà con không biết tin vào đâu." "Thêm sources: cơ quan, tên tài liệu, ngày, địa chỉ nếu có."
    en "A warning or a page on a law names no sources" "Nobody can check it before it goes out, and readers cannot know whom to believe." "Add sources: who published what, when, and where."
APPROVAL_MISSING "L0783" "approval-missing" Warning Page
    vi "Bài lên loa chưa ghi người duyệt" "Mọi bài phát trên loa phải được người có trách nhiệm duyệt trước khi phát." "Sau khi duyệt, ghi approved_by và approved_on; bài không phát thì ghi include = false trong [radio]."
    en "A page for the air does not say who approved it" "Whatever is read on the loudspeakers is approved beforehand by somebody who answers for it." "Once approved, write approved_by and approved_on; a page that is not for the air says include = false under [radio]."
UNFINISHED "L0784" "unfinished-text" Warning Page
    vi "Bài còn chỗ chưa viết" "Chữ trong ngoặc vuông như [số điện thoại], lorem ipsum, TODO hay xxx là chỗ để điền sau; bà con không gọi được số ấy." "Viết thông tin thật, hoặc bỏ đi; bài chưa xong thì ghi draft = true."
    en "A page is not finished" "Words such as [số điện thoại], lorem ipsum, TODO or xxx stand for something to come; nobody can call such a number." "Write what belongs there or take it out; a page that is not ready says draft = true."
ALLOW_WITHOUT_REASON "L0790" "allowed-without-reason" Warning Page
    vi "Ghi chú loa-allow không có lý do" "Người sau không biết vì sao thông báo được bỏ qua; ghi chú như vậy không có tác dụng." "Ghi lý do sau mã: <!-- loa-allow L0701 văn bản của nước ngoài -->."
    en "A loa-allow comment gives no reason" "Whoever comes later cannot know why the message was let be; such a comment has no effect." "Write why behind the code: <!-- loa-allow L0701 a foreign document -->."
ALLOW_CODE "L0791" "allowed-unknown-code" Warning Page
    vi "Ghi chú loa-allow nêu mã không bỏ qua được" "Mã viết sai, hoặc là lỗi giữ lại cả trang hay chương trình phát thanh: lỗi như vậy phải sửa." "Chép mã từ thông báo của loa check; lỗi của cả trang thì sửa đúng chỗ."
    en "A loa-allow comment names a code that cannot be let be" "It is mistyped, or an error that holds back the site or its radio: that must be mended." "Copy the code from the message of loa check; mend what holds back the site."
ALLOW_IDLE "L0792" "allowed-for-nothing" Warning Page
    vi "Ghi chú loa-allow thừa" "Ở đó không có thông báo nào như vậy; ghi chú thừa sẽ che một lỗi thật về sau." "Xóa ghi chú, hoặc đặt nó trên một dòng riêng ngay trước đoạn cần bỏ qua; trước đoạn đầu tiên thì dùng cho cả bài."
    en "A loa-allow comment lets nothing be" "There is no such message there, and the comment would hide a real one later." "Remove it, or put it on a line of its own right before the block that is meant; before the first block it is for the whole page."
ORPHAN "L0801" "orphan-page" Warning Page
    vi "Bài không có đường nào dẫn tới" "Không danh sách, bài viết hay mục menu nào dẫn tới bài; chỉ tìm kiếm và danh sách A–Z mới thấy, nên bà con không gặp được." "Dẫn tới bài từ một bài khác hoặc từ menu, hoặc đặt bài vào một chuyên mục có danh sách."
    en "Nothing leads to a page" "No list, page or menu leads there; only the search and the list from A to Z have it, so nobody meets it." "Link to it from another page or from the menu, or move it to a section that lists its pages."
TOO_MANY_CLICKS "L0802" "too-many-clicks" Warning Page
    vi "Bài cách trang chủ quá ba lần bấm" "Bấm mãi không thấy thì bà con bỏ; quy định về cổng thông tin cũng đòi dịch vụ công tìm được trong ba lần bấm." "Dẫn tới bài từ trang chủ, menu hoặc trang đầu của chuyên mục; hoặc giữ danh sách A–Z trong giao diện."
    en "A page is more than three clicks from home" "People give up; and the rules on portals ask that services are found within three clicks." "Link to it from home, the menu or the first page of a section; or keep the list from A to Z in the theme."
REQUIRED_PAGE "L0803" "required-page-missing" Warning Page
    vi "Cổng thiếu trang bắt buộc" "Cổng của phường, xã phải công bố tổ chức bộ máy, lãnh đạo, địa giới, lịch sử và thủ tục hành chính (Nghị định 224/2026/NĐ-CP, Điều 9)." "Viết trang còn thiếu (kind = \"page\"), hoặc thêm một mục [[menu]] dẫn tới nơi đã có nội dung ấy."
    en "The portal lacks a required page" "A ward's portal publishes its structure, leaders, borders, history and procedures (NĐ 224/2026/NĐ-CP, Điều 9)." "Write the page (kind = \"page\"), or add a [[menu]] entry that leads to where its content is."
ADDRESS_NOT_GOV "L0804" "address-not-gov" Warning Page
    vi "Địa chỉ của cổng không có đuôi .gov.vn" "Cổng của phường, xã dùng tên miền tenphuong.tentinh.gov.vn (Nghị định 224/2026/NĐ-CP, Điều 11); bà con nhận ra trang thật nhờ đuôi ấy." "Đổi base_url khi đã có tên miền; trang không phải của cơ quan nhà nước thì tắt mã này trong [lint]."
    en "The portal's address is not below .gov.vn" "A ward's portal stands at ward.province.gov.vn (NĐ 224/2026/NĐ-CP, Điều 11); by that people know the real one." "Change base_url once you have the name; a site that is no state body's turns this code off under [lint]."
PAGE_TOO_LONG "L0805" "page-too-long-for-radio" Warning Page
    vi "Bài quá dài để phát trên loa" "Chia chín kỳ, mỗi kỳ trọn một buổi, vẫn không đọc hết, nên bài không bao giờ được xếp lịch." "Viết một bài ngắn cho loa và ghi include = false trong [radio] của bài dài; hoặc dùng khối :::web, :::cut."
    en "A page is too long for the radio" "Nine broadcasts, each filled by it alone, do not hold it, so that it is never planned." "Write a short page for the air and include = false under [radio] of the long one; or use :::web and :::cut."
NO_SPOKEN_FACE "L0806" "directive-without-spoken-face" Warning Page
    vi "Khối lệnh không có lời cho loa" "Giao diện chỉ nói khối này trông ra sao; trên loa người nghe không biết có nó, hoặc không nghe được gì." "Thêm tệp directives/TÊN.spoken.txt vào giao diện, có {{ inner }} nơi đọc phần bên trong; khối chỉ để xem thì đặt trong :::web."
    en "A directive has no words for the air" "The theme says only how it looks; listeners do not know that it is there, or hear nothing at all." "Add directives/NAME.spoken.txt to the theme, with {{ inner }} where its inside is read; what is only to be seen goes into :::web."
NOT_OURS "L0901" "output-not-ours" Error Site
    vi "Thư mục đích không phải của Loa" "Thư mục đã có tệp mà không có dấu .loa; Loa không xóa tệp của người khác." "Chọn thư mục khác bằng --out, hoặc tự dọn thư mục đó."
    en "The output folder is not Loa's" "It holds files and no .loa mark; Loa does not delete what others made." "Choose another folder with --out, or empty it yourself."
OUTPUT_IS_FILE "L0902" "output-is-file" Error Site
    vi "Chỗ cần thư mục lại là một tệp" "Nơi ghi kết quả đã có một tệp cùng tên." "Đổi tên hoặc xóa tệp đó, hoặc chọn nơi khác bằng --out."
    en "There is a file where the output folder should be" "A file has the name of the output folder." "Rename or remove it, or choose another place with --out."
BUSY "L0903" "already-at-work" Error Site
    vi "Một chương trình loa khác đang ghi" "Hai chương trình cùng ghi một thư mục sẽ làm hỏng kết quả của nhau." "Chờ chương trình kia xong, hoặc tắt nó."
    en "Another loa is writing here" "Two programs writing into one folder would spoil each other's work." "Wait for the other to finish, or stop it."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_sorted_and_unique_and_texts_complete() {
        assert!(CODES.windows(2).all(|pair| pair[0].id < pair[1].id), "codes are not in order");
        for code in CODES {
            assert!(code.id.len() == 5 && code.id.starts_with('L'), "{}", code.id);
            for text in [&code.vi, &code.en] {
                assert!(text.what.len() > 8 && text.why.ends_with('.') && text.fix.ends_with('.'), "{}", code.id);
            }
        }
        assert_eq!(find("l0203").map(|code| code.name), Some("broken-link"));
    }
}
