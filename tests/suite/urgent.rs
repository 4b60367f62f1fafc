//! Bulletins: ready at once, approved by their words, logged by time and cluster.

use crate::harness::Site;
use crate::made::station;

const SCHEDULE: &str = "content/_data/schedule.toml";
const LOG: &str = "content/_data/aired.csv";
const PAGE: &str = "content/thong-bao/cat-dien.md";

const OUTAGE: &str = "Từ 8 giờ đến 11 giờ ngày 24/11/2026, tổ dân phố số 5 và số 6 tạm ngừng cấp điện để sửa đường dây.\n\nBà con nhớ tắt thiết bị điện trước giờ ấy. Cần giúp, gọi 1900 1234.\n";

fn notice(keys: &str, body: &str) -> String {
    format!("+++\ntitle = \"Tạm ngừng cấp điện\"\ndate = 2026-11-20\nkind = \"notice\"\n{keys}+++\n\n{body}")
}

fn site() -> Site {
    Site::new().file(PAGE, notice("expires = 2026-11-24\n", OUTAGE))
}

fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path().join(path)).unwrap_or_default()
}

fn sentences(count: usize) -> String {
    let all: Vec<String> =
        (1..=count).map(|number| format!("Câu số {number} nói rõ việc bà con cần làm hôm nay.")).collect();
    all.chunks(5).map(|few| format!("{}\n\n", few.join(" "))).collect()
}

#[test]
fn a_notice_becomes_words_that_can_be_read_at_once() {
    let site = site();
    let run = site.run(["radio", "urgent", "cat-dien.md", "--cluster", "Cụm chợ", "--cluster", "Cụm đình"]).exits(0);
    assert_eq!(
        run.out,
        "Kính thưa quý vị và các bạn!\nĐài truyền thanh phường Thử xin thông báo: Tạm ngừng cấp điện.\n\n\
         Từ tám giờ đến mười một giờ ngày hai mươi tư tháng mười một năm hai nghìn không trăm hai mươi sáu, tổ dân phố số năm và số sáu tạm ngừng cấp điện để sửa đường dây.\n\n\
         Bà con nhớ tắt thiết bị điện trước giờ ấy.\nCần giúp, gọi một chín không không, một hai ba bốn.\n\n\
         Xin nhắc lại: Tạm ngừng cấp điện.\n\n\
         Từ tám giờ đến mười một giờ ngày hai mươi tư tháng mười một năm hai nghìn không trăm hai mươi sáu, tổ dân phố số năm và số sáu tạm ngừng cấp điện để sửa đường dây.\n\n\
         Bà con nhớ tắt thiết bị điện trước giờ ấy.\nCần giúp, gọi một chín không không, một hai ba bốn.\n\n\
         Đề nghị quý vị và các bạn chú ý theo dõi các thông báo tiếp theo.\n"
    );
    run.says("đọc nhanh")
        .says("được phát: đến hết 24/11/2026")
        .says("cụm loa: Cụm chợ, Cụm đình")
        .says("CHƯA DUYỆT; duyệt: loa radio approve khan-cat-dien");
    // The same page by its path, its slug and its id; nothing is built.
    let words = site.run(["radio", "urgent", PAGE]).exits(0).says("cụm loa: tất cả").out;
    for name in ["thong-bao/cat-dien", "cat-dien", "khan-cat-dien", "khan-cat"] {
        assert_eq!(site.run(["radio", "urgent", name]).exits(0).untouched().out, words, "{name}");
    }
    let run = site.run(["radio", "urgent", "cat-dien", "--out", "tin/cat-dien.txt"]).exits(0);
    assert!(run.out.is_empty() && run.err.contains("cat-dien.CHUA-DUYET.txt"), "{}", run.err);
    assert_eq!(read(&site, "tin/cat-dien.CHUA-DUYET.txt"), words);
    site.run(["radio", "urgent", "cat-dien", "--out", "content/cat-dien.txt"]).exits(2).says("thư mục nguồn");
    assert!(site.run(["radio", "urgent", "cat-dien"]).sources_touched().is_empty());
}

#[test]
fn what_cannot_be_announced_says_why() {
    let page = |keys: &str| notice(keys, OUTAGE);
    let site = site()
        .file("content/tin/bai.md", page("").replace("kind = \"notice\"\n", ""))
        .file("content/tin/gap.md", page("[radio]\npriority = \"urgent\"\n").replace("kind = \"notice\"\n", ""))
        .file("content/thong-bao/cu.md", page("expires = 2026-11-21\n"))
        .file("content/thong-bao/qua.md", page("[radio]\nuntil = 2026-11-21\n"))
        .file("content/thong-bao/nhap.md", page("draft = true\n"))
        .file("content/thong-bao/mai.md", page("").replace("2026-11-20", "2026-11-23"))
        .file("content/thong-bao/rut.md", page("[withdrawn]\non = 2026-11-21\nwhy = \"Nhầm ngày\"\n"))
        .file("content/thong-bao/im.md", page("[radio]\ninclude = false\n"))
        .file("content/tin/cat-nuoc.md", page(""));
    for (name, code, words) in [
        ("cat-dine", 2, "content/thong-bao/cat-dien.md  khan-cat-dien  Tạm ngừng cấp điện"),
        ("cat", 2, "content/tin/cat-nuoc.md"),
        ("không có", 2, "content/tin/gap.md"),
        ("bai.md", 1, "thuộc loại Tin bài"),
        ("cu", 1, "đã hết hạn ngày 21/11/2026"),
        ("qua", 1, "đã hết hạn ngày 21/11/2026"),
        ("nhap", 1, "còn là bản nháp"),
        ("mai.md", 1, "đề ngày sau hôm nay"),
        ("rut", 1, "đã rút"),
        ("im", 1, "include = false"),
    ] {
        let run = site.run(["radio", "urgent", name]).exits(code).says(words);
        assert!(run.out.is_empty(), "{name}: {}", run.out);
    }
    site.run(["radio", "urgent", "gap"]).exits(0);
    site.today("2026-11-25").run(["radio", "urgent", "cat-dien"]).exits(1).says("đã hết hạn ngày 24/11/2026");
}

#[test]
fn a_mistake_elsewhere_holds_back_no_bulletin_and_one_in_the_page_does() {
    let site = site().file("content/tin/hong.md", notice("", "Xem [kia](khong-co.md).\n"));
    site.run(["build"]).exits(1).reports("L0203", "content/tin/hong.md:7");
    site.run(["radio", "urgent", "cat-dien"]).exits(0).tells_only(&[]);
    site.run(["radio", "urgent", "hong"]).exits(1).reports("L0203", "content/tin/hong.md:7");
    let guessed = site.file(PAGE, notice("", &OUTAGE.replace("tổ dân phố", "QXZ")));
    guessed.run(["radio", "urgent", "cat-dien"]).exits(0).reports("L0504", &format!("{PAGE}:7")).showing("QXZ");
    let config = guessed.config("title = ");
    config.run(["radio", "urgent", "cat-dien"]).exits(1).reports("L0302", "loa.toml:1");
}

#[test]
fn two_pages_of_one_slug_have_two_ids() {
    let site = site().file("content/canh-bao/cat-dien.md", notice("", OUTAGE).replace("Tạm ngừng", "Giả danh"));
    site.run(["radio", "urgent", "cat-dien"])
        .exits(2)
        .says("content/thong-bao/cat-dien.md  khan-thong-bao-cat-dien")
        .says("khan-canh-bao-cat-dien");
    site.run(["radio", "urgent", "khan-canh-bao-cat-dien"]).exits(0).prints("Giả danh");
    site.run(["radio", "approve", "khan-thong-bao-cat-dien", "--by", "Bà A"]).exits(0);
    assert!(read(&site, SCHEDULE).contains("page = \"thong-bao/cat-dien.md\""));
}

#[test]
fn length_is_kept_by_leaving_out_what_may_be_left_out() {
    let cut = format!("{}:::cut\n{}:::\n", sentences(15), sentences(10));
    let site = Site::new()
        .file("content/a.md", notice("", &cut))
        .file("content/b.md", notice("", &sentences(90)))
        .file("content/c.md", notice("alert = \"emergency\"\n", &format!("{}{cut}", sentences(30))))
        .file("content/d.md", notice("", "Có bão.\n"));
    let run = site.run(["radio", "urgent", "a"]).exits(0).says("đã bỏ 1 đoạn :::cut");
    assert_eq!(run.out.matches("Câu số mười nói").count(), 2, "{}", run.out);
    let run = site.run(["radio", "urgent", "b"]).exits(1).says("hơn 3 phút, thừa").says("tiếng").says(":::cut");
    assert!(run.out.is_empty());
    let run = site.run(["radio", "urgent", "c"]).exits(0).says("không bị rút gọn").says("quá 3:00");
    for number in ["ba mươi", "hai mươi", "mười"] {
        assert!(run.out.contains(&format!("Câu số {number} nói")), "{number}: {}", run.out);
    }
    site.run(["radio", "urgent", "d"]).exits(1).says("quá ngắn").says("giây");
    // English as well.
    site.run(["radio", "urgent", "b", "--lang", "en"]).exits(1).says("over 3 minutes at the slowest rate");
}

#[test]
fn an_approval_is_of_the_words_and_every_airing_is_logged_once() {
    // With programmes of its own, so that both stand in one file.
    let site =
        station().file(PAGE, notice("expires = 2026-11-24\n[radio]\ninclude = true\n", OUTAGE)).today("2026-11-23");
    site.run(["radio", "fix", "--weeks", "1"]).exits(0);
    let programmes = read(&site, SCHEDULE);
    let aired = |more: &[&'static str]| -> Vec<&'static str> {
        ["radio", "aired", "khan-cat-dien"].into_iter().chain(more.iter().copied()).collect()
    };
    site.run(aired(&["--at", "09:15"])).exits(1).says("chưa được duyệt");
    site.run(["radio", "approve", "khan-cat-dien", "--by", "Nguyễn  Thị Mẫu"]).exits(0).prints("khan-cat-dien  ");
    let approved = read(&site, SCHEDULE);
    assert!(
        approved.starts_with(&programmes) && approved.contains("[[bulletins]]\nid = \"khan-cat-dien\""),
        "{approved}"
    );
    assert!(approved.contains("approved_by = \"Nguyễn Thị Mẫu\"\napproved_on = 2026-11-23\n"), "{approved}");
    let run =
        site.run(["radio", "urgent", "cat-dien", "--out", "cat-dien.txt"]).exits(0).says("đã duyệt đúng lời đọc này");
    assert!(read(&site, "cat-dien.txt").contains("Kính thưa"), "{}", run.err);
    site.run(["build"]).exits(0).tells_only(&[]);
    // Airings: a time of day, any number of clusters, each once.
    site.run(aired(&[])).exits(2).says("--at");
    site.run(aired(&["--at", "09:15", "--date", "2026-11-24"])).exits(2).says("chưa đến ngày");
    site.run(aired(&["--at", "09:15", "--cluster", "Cụm chợ", "--cluster", "Cụm đình"])).exits(0).says("2 cụm loa");
    site.run(aired(&["--at", "09:15", "--cluster", "Cụm chợ"])).exits(0).says("đã ghi từ trước");
    site.run(aired(&["--at", "09:15", "--cluster", "Cụm chợ", "--cluster", "Cụm trường"])).exits(0);
    site.run(aired(&["--at", "16:30", "--cluster", "Cụm chợ", "--length", "0:55"])).exits(0);
    site.run(aired(&["--at", "17:00", "--missed", "mất điện"])).exits(0);
    let log = read(&site, LOG);
    let lines: Vec<&str> = log.lines().skip(1).map(|line| line.split(",đã phát,").next().unwrap_or_default()).collect();
    assert_eq!(
        lines[..4],
        [
            "khan-cat-dien,2026-11-23,09:15,Cụm chợ",
            "khan-cat-dien,2026-11-23,09:15,Cụm đình",
            "khan-cat-dien,2026-11-23,09:15,Cụm trường",
            "khan-cat-dien,2026-11-23,16:30,Cụm chợ",
        ]
    );
    assert!(lines.len() == 5 && log.contains("không phát") && log.contains("0:55"), "{log}");
    // Another word, another approval; what is over is told no more, but its airing can still be logged.
    let site = site.file(PAGE, notice("expires = 2026-11-24\n", &OUTAGE.replace("11 giờ", "12 giờ")));
    site.run(["build"]).exits(0).reports("L0509", SCHEDULE).showing("[[bulletins]]");
    site.run(["check"]).reports("L0509", SCHEDULE).advising("loa radio approve khan-cat-dien");
    site.run(["radio", "urgent", "cat-dien"]).exits(0).says("CHƯA DUYỆT: lời đọc đã đổi");
    site.run(aired(&["--at", "19:00"])).exits(1).says("chưa được duyệt");
    site.run(aired(&["--at", "19:00", "--override", "bão về sớm"])).exits(0);
    assert!(read(&site, LOG).contains("phát khi chưa duyệt: bão về sớm"));
    let site = site.today("2026-11-25");
    site.run(["check"]).exits(0).tells_only(&[]);
    site.run(aired(&["--at", "18:00", "--date", "2026-11-24", "--override", "ghi sau"])).exits(0);
}

#[test]
fn programmes_are_logged_for_other_clusters_too() {
    let site = station().today("2026-11-23");
    site.run(["radio", "fix", "--weeks", "1"]).exits(0);
    let site = site.today("2026-11-25");
    let aired = ["radio", "aired", "2026-11-24", "--override", "thử"];
    site.run(aired).exits(0);
    site.run(aired.into_iter().chain(["--cluster", "Cụm chợ"])).exits(0).says("đã ghi");
    site.run(aired.into_iter().chain(["--cluster", "Cụm chợ"])).exits(0).says("đã ghi từ trước");
    assert_eq!(read(&site, LOG).lines().count(), 3);
}

#[test]
fn an_approved_bulletin_is_logged_when_its_page_is_gone() {
    let site = station().file(PAGE, notice("expires = 2026-11-24\n", OUTAGE));
    site.run(["radio", "approve", "khan-cat-dien", "--by", "Nguyễn Thị Mẫu"]).exits(0);
    let site = site.without(PAGE);
    site.run(["radio", "aired", "khan-cat-dien", "--at", "09:15", "--cluster", "Cụm chợ"]).exits(0);
    assert!(read(&site, LOG).contains("khan-cat-dien,2026-11-22,09:15,Cụm chợ,đã phát"), "{}", read(&site, LOG));
    site.run(["radio", "aired", "khan-bao", "--at", "09:15"]).exits(2);
    site.run(["build"]).exits(0);
    let index = site.built("radio/index.html");
    assert!(index.contains("ngoài lịch, Cụm chợ") && index.contains(PAGE) && index.contains("bài đã gỡ"), "{index}");
}
