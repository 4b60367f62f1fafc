//! What can be written after `loa`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::base::{Date, Millis, TimeOfDay};
use crate::diag::Format;

/// Loa: một bài viết, hai cách đến với dân – trang thông tin của phường và bản tin truyền thanh.
#[derive(Debug, Parser)]
#[command(name = "loa", version, disable_help_subcommand = true, max_term_width = 100)]
pub struct Arguments {
    /// Thư mục của trang, nơi có tệp loa.toml; nếu bỏ trống thì là thư mục đang đứng
    #[arg(short = 'C', long = "dir", value_name = "THƯ-MỤC", global = true, default_value = ".")]
    pub directory: PathBuf,
    /// Coi hôm nay là ngày này, ví dụ 2026-11-22
    #[arg(long, value_name = "NGÀY", global = true, value_parser = date)]
    pub today: Option<Date>,
    /// Ngôn ngữ của thông báo: vi hoặc en
    #[arg(long, value_name = "vi|en", global = true, default_value = "vi")]
    pub lang: LangArg,
    /// Chỉ in lỗi
    #[arg(short, long, global = true)]
    pub quiet: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    Vi,
    En,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Dựng trang và bản tin vào thư mục dist
    #[command(after_help = "Ví dụ: loa build --out D:\\trang-phuong")]
    Build(BuildArgs),
    /// Vừa viết vừa xem: dựng lại và tải lại trình duyệt mỗi lần lưu
    #[command(after_help = "Ví dụ: loa watch --open")]
    Watch(WatchArgs),
    /// Soát lỗi mà không ghi gì
    #[command(after_help = "Ví dụ: loa check --format json")]
    Check(CheckArgs),
    /// Tạo một bài mới có sẵn khung
    #[command(after_help = "Ví dụ: loa new warning \"Cuộc gọi giả danh công an\"")]
    New(NewArgs),
    /// Tạo một trang mới, dựng được ngay
    #[command(after_help = "Ví dụ: loa init trang-phuong")]
    Init(InitArgs),
    /// Bàn phát thanh: dựng riêng kịch bản, chốt lịch, duyệt, ghi buổi đã phát
    #[command(after_help = "Ví dụ: loa radio fix --weeks 2")]
    Radio(RadioArgs),
    /// Đọc chữ viết thành lời nói
    #[command(after_help = "Ví dụ: echo \"Nghị định số 142/2026/NĐ-CP\" | loa speak --lines")]
    Speak(SpeakArgs),
    /// Tính thời lượng khi đọc trên loa
    #[command(after_help = "Ví dụ: loa time content/canh-bao/giu-kin-ma-otp.md")]
    Time(TimeArgs),
    /// Đo giọng phát thanh viên từ bản ghi âm, ghi vào loa.toml
    #[command(after_help = "Ví dụ: loa calibrate kich-ban.txt ghi-am.wav --id lan --name \"Chị Lan\"")]
    Calibrate(CalibrateArgs),
    /// Giải thích một mã lỗi
    #[command(after_help = "Ví dụ: loa explain L0203")]
    Explain(ExplainArgs),
}

#[derive(Debug, Args)]
pub struct BuildArgs {
    /// Thư mục ghi kết quả
    #[arg(long, alias = "output", value_name = "THƯ-MỤC")]
    pub out: Option<PathBuf>,
    /// Địa chỉ trang sẽ đặt, thay cho base_url trong loa.toml
    #[arg(long, value_name = "ĐỊA-CHỈ")]
    pub base_url: Option<String>,
    /// Dựng cả bản nháp và bài đề ngày sau hôm nay
    #[arg(long)]
    pub drafts: bool,
    /// Không soạn chương trình phát thanh, chỉ dựng cổng thông tin; thư mục radio giữ nguyên
    #[arg(long, conflicts_with = "weeks")]
    pub no_radio: bool,
    /// Số tuần chương trình
    #[arg(long, value_name = "SỐ", value_parser = clap::value_parser!(u32).range(1..=104))]
    pub weeks: Option<u32>,
    /// Dựng lại tất cả, chỉ so với thư mục kết quả đang có và báo tệp khác; không ghi gì
    #[arg(long)]
    pub verify: bool,
    /// In thời gian từng bước
    #[arg(long)]
    pub timings: bool,
}

#[derive(Debug, Args)]
pub struct WatchArgs {
    /// Mở trình duyệt
    #[arg(long)]
    pub open: bool,
    /// Cổng trên máy này, thường là 1111; nếu đã có chương trình dùng thì lấy cổng trống kế tiếp
    #[arg(long, value_name = "SỐ", default_value_t = 1111)]
    pub port: u16,
    /// Dựng cả bản nháp và bài đề ngày sau hôm nay
    #[arg(long)]
    pub drafts: bool,
    /// Thư mục ghi kết quả
    #[arg(long, alias = "output", value_name = "THƯ-MỤC")]
    pub out: Option<PathBuf>,
    /// In mỗi lần dựng thành một dòng JSON
    #[arg(long)]
    pub json: bool,
    /// Tự xem lại các tệp, dùng cho ổ đĩa mạng không báo khi tệp đổi
    #[arg(long)]
    pub poll: bool,
    /// Cho máy khác xem qua địa chỉ này của máy; nếu bỏ trống thì chỉ máy này xem được
    #[arg(long, value_name = "ĐỊA-CHỈ")]
    pub host: Option<String>,
    /// Bấm vào thông báo trên trang thì mở tệp bằng lệnh này, hoặc bằng $VISUAL, $EDITOR nếu không ghi lệnh
    #[arg(long, value_name = "LỆNH", num_args = 0..=1, default_missing_value = "")]
    pub editor: Option<String>,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Dạng báo cáo: text, json, sarif, github hoặc gitlab
    #[arg(long, value_name = "DẠNG", default_value = "text")]
    pub format: FormatArg,
    /// Soát cả bản nháp và bài đề ngày sau hôm nay
    #[arg(long)]
    pub drafts: bool,
    /// Sửa luôn trong tệp những lỗi gõ sửa được chắc chắn, rồi soát lại
    #[arg(long)]
    pub fix: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    Text,
    Json,
    Sarif,
    Github,
    Gitlab,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Text => Self::Text,
            FormatArg::Json => Self::Json,
            FormatArg::Sarif => Self::Sarif,
            FormatArg::Github => Self::Github,
            FormatArg::Gitlab => Self::Gitlab,
        }
    }
}

#[derive(Debug, Args)]
pub struct NewArgs {
    /// Loại bài: article, warning, guide, law, notice, faq, plan hoặc page
    #[arg(value_name = "LOẠI")]
    pub kind: KindArg,
    /// Tiêu đề, có hoặc không có ngoặc kép
    #[arg(value_name = "TIÊU-ĐỀ", required = true)]
    pub title: Vec<String>,
    /// Chuyên mục, là thư mục trong content; nếu bỏ trống thì theo loại bài
    #[arg(long, value_name = "CHUYÊN-MỤC")]
    pub section: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindArg {
    #[value(alias = "bai")]
    Article,
    #[value(alias = "canh-bao")]
    Warning,
    #[value(alias = "huong-dan")]
    Guide,
    #[value(alias = "phap-luat")]
    Law,
    #[value(alias = "thong-bao")]
    Notice,
    #[value(alias = "hoi-dap")]
    Faq,
    #[value(alias = "ke-hoach")]
    Plan,
    #[value(alias = "trang")]
    Page,
}

#[derive(Debug, Args)]
pub struct InitArgs {
    /// Thư mục của trang mới
    #[arg(value_name = "THƯ-MỤC", default_value = ".")]
    pub target: PathBuf,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct RadioArgs {
    #[command(subcommand)]
    pub action: Option<RadioAction>,
    /// Lập lịch từ ngày này thay vì hôm nay
    #[arg(long, value_name = "NGÀY", value_parser = date)]
    pub from: Option<Date>,
    /// Số tuần cần lập lịch
    #[arg(long, value_name = "SỐ", value_parser = clap::value_parser!(u32).range(1..=520))]
    pub weeks: Option<u32>,
    /// Thư mục ghi kết quả
    #[arg(long, alias = "output", value_name = "THƯ-MỤC")]
    pub out: Option<PathBuf>,
    /// Kèm bản nháp do máy đọc (WAV) cho từng buổi, bằng lệnh trong [radio.voice]
    #[arg(long)]
    pub audio: bool,
}

#[derive(Debug, Subcommand)]
pub enum RadioAction {
    /// Chốt các buổi sắp tới vào content/_data/schedule.toml
    #[command(after_help = "Ví dụ: loa radio fix --weeks 2")]
    Fix(FixArgs),
    /// Duyệt đúng lời đọc của một buổi, và chốt buổi đó
    #[command(after_help = "Ví dụ: loa radio approve 2026-11-24-1700 --by \"Nguyễn Thị Mẫu\"")]
    Approve(ApproveArgs),
    /// Ghi một buổi đã phát, hoặc không phát, vào content/_data/aired.csv
    #[command(
        after_help = "Ví dụ: loa radio aired 2026-11-24-1700 --length 8:42\n       loa radio aired 2026-11-24-1700 --missed \"mất điện\"\n       loa radio aired khan-cat-dien --at 09:15 --cluster \"Cụm chợ\""
    )]
    Aired(AiredArgs),
    /// Làm tin khẩn đọc ngay, dài 30 giây đến 3 phút, từ một cảnh báo hoặc thông báo
    #[command(after_help = "Ví dụ: loa radio urgent thong-bao/cat-dien.md --cluster \"Cụm chợ\" --out cat-dien.txt")]
    Urgent(UrgentArgs),
}

#[derive(Debug, Args)]
pub struct FixArgs {
    /// Số tuần cần chốt, kể cả tuần này
    #[arg(long, value_name = "SỐ", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..=52))]
    pub weeks: u32,
}

#[derive(Debug, Args)]
pub struct ApproveArgs {
    /// Mã chương trình, mã tin khẩn (khan-…), hoặc phần đầu của mã
    #[arg(value_name = "MÃ")]
    pub id: String,
    /// Người duyệt
    #[arg(long, value_name = "HỌ-TÊN")]
    pub by: String,
}

#[derive(Debug, Args)]
pub struct AiredArgs {
    /// Mã chương trình, mã tin khẩn (khan-…), hoặc phần đầu của mã
    #[arg(value_name = "MÃ")]
    pub id: String,
    /// Cụm loa đã phát, nếu khác lịch; viết nhiều lần cho nhiều cụm
    #[arg(long, value_name = "CỤM")]
    pub cluster: Vec<String>,
    /// Giờ phát thật, nếu khác lịch; tin khẩn luôn cần giờ
    #[arg(long, value_name = "GIỜ", value_parser = time)]
    pub at: Option<TimeOfDay>,
    /// Ngày phát thật, nếu khác lịch
    #[arg(long, value_name = "NGÀY", value_parser = date)]
    pub date: Option<Date>,
    /// Thời lượng thật, phút:giây
    #[arg(long, value_name = "PHÚT:GIÂY", value_parser = length)]
    pub length: Option<Millis>,
    /// Người đọc
    #[arg(long, value_name = "TÊN", default_value = "")]
    pub voice: String,
    /// Không phát, vì lý do này
    #[arg(long, value_name = "LÝ-DO", conflicts_with_all = ["length", "override_reason"])]
    pub missed: Option<String>,
    /// Vẫn ghi đã phát dù chưa duyệt, vì lý do này
    #[arg(long = "override", value_name = "LÝ-DO")]
    pub override_reason: Option<String>,
}

#[derive(Debug, Args)]
pub struct UrgentArgs {
    /// Bài cần phát: đường dẫn, phần cuối của đường dẫn, hoặc mã tin khẩn
    #[arg(value_name = "BÀI")]
    pub page: String,
    /// Cụm loa sẽ phát; viết nhiều lần cho nhiều cụm
    #[arg(long, value_name = "CỤM")]
    pub cluster: Vec<String>,
    /// Ghi lời đọc vào tệp này thay vì in ra; tên tệp thêm .CHUA-DUYET khi chưa duyệt
    #[arg(long, alias = "output", value_name = "TỆP")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct SpeakArgs {
    /// Bài của trang, tệp văn bản, hoặc - để đọc từ bàn phím hay đường ống
    #[arg(value_name = "TỆP", default_value = "-")]
    pub file: PathBuf,
    /// Mỗi dòng viết cho đúng một dòng nói
    #[arg(long)]
    pub lines: bool,
    /// Kèm những chỗ phải đoán
    #[arg(long)]
    pub doubts: bool,
}

#[derive(Debug, Args)]
pub struct TimeArgs {
    /// Bài hoặc kịch bản .txt cần tính; bỏ trống thì tính mọi bài được phát
    #[arg(value_name = "TỆP")]
    pub files: Vec<PathBuf>,
    /// Tính theo giọng này trong loa.toml, thay cho cả đài
    #[arg(long, value_name = "ID")]
    pub announcer: Option<String>,
    /// Dạng kết quả: text hoặc json
    #[arg(long, value_name = "DẠNG", default_value = "text")]
    pub format: TimeFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TimeFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub struct CalibrateArgs {
    /// Từng cặp: kịch bản đã đọc (.txt hoặc bài .md) rồi bản ghi âm của nó (WAV, MP3, M4A)
    #[arg(value_name = "KỊCH-BẢN GHI-ÂM", required = true)]
    pub pairs: Vec<PathBuf>,
    /// Mã của giọng trong loa.toml; nếu bỏ trống thì theo tên
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// Tên phát thanh viên
    #[arg(long, value_name = "TÊN")]
    pub name: Option<String>,
    /// Chỉ in kết quả đo, không ghi vào loa.toml
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Mã trong thông báo, ví dụ L0203
    #[arg(value_name = "MÃ", required_unless_present = "all")]
    pub code: Option<String>,
    /// In bảng tất cả các mã, dạng Markdown
    #[arg(long, conflicts_with = "code")]
    pub all: bool,
}

fn time(text: &str) -> Result<TimeOfDay, String> {
    text.parse().map_err(|_| "giờ viết giờ:phút, ví dụ 17:00".to_owned())
}

fn length(text: &str) -> Result<Millis, String> {
    Millis::from_clock(text).ok_or_else(|| "thời lượng viết phút:giây, ví dụ 8:42".to_owned())
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "ngày viết năm-tháng-ngày, ví dụ 2026-11-22".to_owned())
}
