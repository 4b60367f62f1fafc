//! Pictures, files to download, codes and shared links, as they come out of a build.

use image::{Rgb, RgbImage};

use crate::harness::{CONFIG, Site, page};

fn photograph(width: u32, height: u32) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| {
        let part = |value: u32| u8::try_from(value % 256).unwrap_or(0);
        Rgb([part(x / 4), part(y / 3), part((x * 31 + y * 17) % 40)])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("a picture in memory");
    bytes.into_inner()
}

/// The same with Exif that names a place, behind the first marker.
fn with_place(jpeg: &[u8]) -> Vec<u8> {
    let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\0GPS 21.03 N";
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, exif, &jpeg[2..]].concat()
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|part| part == words)
}

fn site_with_pictures() -> Site {
    Site::new()
        .file("content/tin/ảnh chợ.jpg", with_place(&photograph(2000, 1000)))
        .file("content/tin/nho.jpg", photograph(300, 200))
        .file("content/tin/so-do.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\"/>")
        .file(
            "content/tin/a.md",
            page("![Chợ](<ảnh chợ.jpg>)\n\n![Nhỏ](nho.jpg)\n\n![Sơ đồ](so-do.svg)\n\nXem [ảnh gốc](<ảnh chợ.jpg>).\n"),
        )
}

/// The value of an attribute of the `number`th picture of a page.
fn attribute(html: &str, number: usize, name: &str) -> Option<String> {
    let tag = html.split("<img").nth(number + 1)?.split('>').next()?.to_owned();
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    Some(after.split('"').next()?.to_owned())
}

#[test]
fn a_photograph_is_light_has_its_size_and_forgets_the_place() {
    let site = site_with_pictures();
    site.run(["build"]).exits(0).tells_only(&[]);
    let html = site.built("portal/tin/a/index.html");
    let get = |number, name| attribute(&html, number, name);
    assert_eq!((get(0, "width"), get(0, "height")), (Some("1600".into()), Some("800".into())));
    assert_eq!((get(1, "width"), get(1, "height")), (Some("300".into()), Some("200".into())));
    assert_eq!((get(2, "width"), get(2, "height")), (Some("40".into()), Some("30".into())));
    let lazy: Vec<_> = (0..3).map(|number| get(number, "loading")).collect();
    assert_eq!(lazy, [None, Some("lazy".to_owned()), Some("lazy".to_owned())]);
    assert_eq!(get(1, "srcset"), None);
    let dist = site.dist();
    let folder = "portal/tin/a/";
    let srcset = get(0, "srcset").expect("lighter versions");
    let mut widths = Vec::new();
    for one in srcset.split(", ") {
        let (path, width) = one.split_once(' ').expect("an address and a width");
        let path = path.strip_prefix("../../").expect("a way to the top");
        let bytes = &dist[&format!("portal/{path}")];
        let image = image::load_from_memory(bytes).expect("a picture");
        assert_eq!(format!("{}w", image.width()), width, "{folder}{path}");
        assert!(!holds(bytes, b"GPS"));
        widths.push((image.width(), bytes.len()));
    }
    assert_eq!(widths.iter().map(|(width, _)| *width).collect::<Vec<_>>(), [480, 960, 1600]);
    assert!(widths.windows(2).all(|pair| pair[0].1 < pair[1].1));
    assert!(get(0, "src").expect("an address").contains("-960.jpg"));
    let whole = &dist["portal/tin/ảnh chợ.jpg"];
    assert!(!holds(whole, b"GPS") && image::load_from_memory(whole).expect("a picture").width() == 2000);
    assert!(html.contains("</a> (ảnh, "), "the link to the picture does not say what it is");
}

#[test]
fn a_second_build_takes_pictures_from_the_cache_and_a_damaged_one_is_made_again() {
    let site = site_with_pictures();
    site.run(["build"]).exits(0);
    let first = site.dist();
    let cache = site.path().join(".cache/loa");
    let kept = || -> Vec<_> {
        std::fs::read_dir(&cache).expect("a cache").map(|entry| entry.expect("an entry").path()).collect()
    };
    let names = kept();
    assert!(names.len() > 4, "{names:?}");
    site.run(["build"]).exits(0).untouched();
    for path in kept() {
        std::fs::write(path, "hỏng").expect("a file of the cache");
    }
    site.run(["build"]).exits(0).untouched();
    std::fs::remove_dir_all(site.path().join(".cache")).expect("the cache");
    site.run(["build"]).exits(0).untouched();
    assert_eq!(kept().len(), names.len());
    let site = site.without("content/tin/a.md").without("content/tin/nho.jpg");
    site.run(["build"]).exits(0);
    assert!(kept().len() < names.len(), "the cache keeps what nobody uses");
    assert!(first.len() > site.dist().len());
}

#[test]
fn pictures_that_cannot_be_shown_are_told_at_the_page_that_shows_them() {
    let whole = photograph(400, 300);
    let huge = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xea\x60\0\0\xea\x60\x08\x02\0\0\0\x66\xd7\x40\xc7\0\0\0\0IEND\xae\x42\x60\x82";
    let site = Site::new()
        .file("content/cut.jpg", &whole[..whole.len() / 2])
        .file("content/huge.png", huge)
        .file("content/iphone.jpg", b"\0\0\0\x18ftypheic\0\0\0\0GPS 21.03 N")
        .file("content/song.svg", "<svg><script>fetch('/')</script></svg>")
        .file("content/nobody.png", "không phải ảnh")
        .file("content/scan.tif", b"II*\0 to be downloaded")
        .file("content/shown.tif", b"II*\0 to be seen")
        .file(
            "content/a.md",
            page("Ảnh: ![Cụt](cut.jpg)\n\n![To](huge.png)\n\n![Máy](iphone.jpg)\n\n![Sống](song.svg)\n\n![Quét](shown.tif)\n"),
        );
    for command in ["build", "check"] {
        let run = site.run([command]).exits(1).untouched();
        assert!(!run.err.contains("scan.tif"), "a file to download is taken for a picture");
        run.reports("L0220", "content/a.md:7:6")
            .showing("![Cụt](cut.jpg)")
            .says("content/cut.jpg")
            .reports("L0221", "content/a.md:9:1")
            .says("60000 × 60000")
            .reports("L0220", "content/a.md:11:1")
            .advising("JPEG")
            .reports("L0223", "content/a.md:13:1")
            .says("<script>")
            .reports("L0220", "content/a.md:15:1")
            .says("(TIFF)")
            .reports("L0220", "content/nobody.png");
    }
}

#[test]
fn a_picture_without_words_is_told_and_one_that_adorns_is_not() {
    let site = Site::new().file("content/a.jpg", photograph(20, 20)).file(
        "content/a.md",
        page("Đây: ![ ](a.jpg)\n\n![Có lời](a.jpg) <img src=\"/a.jpg\">\n\n<img src=\"/a.jpg\" alt=\"\">\n"),
    );
    let run = site.run(["check"]).exits(0).tells_only(&["L0222", "L0222"]);
    run.reports("L0222", "content/a.md:7:6").showing("![ ]").reports("L0222", "content/a.md:9:18");
}

#[test]
fn downloads_say_what_they_are() {
    let site = Site::new().file("content/mẫu đơn.docx", vec![7; 49_000]).file("content/bang.pdf", vec![7; 1_258_291]).file(
        "content/a.md",
        "+++\ntitle = \"A\"\ndate = 2026-01-02\nkind = \"page\"\nattachments = [\"bang.pdf\"]\n+++\n\nXem [biểu mẫu](<mẫu đơn.docx>).\n",
    );
    site.run(["build"]).exits(0).tells_only(&[]);
    let html = site.built("portal/a/index.html");
    assert!(html.contains(">biểu mẫu</a> (Word, 48 KB)."), "{html}");
    assert!(html.contains(">bang.pdf</a> (PDF, 1,2 MB)</li>"), "{html}");
}

#[test]
fn shared_links_have_pictures_and_warnings_their_own() {
    let front = |kind: &str, more: &str| {
        format!(
            "+++\ntitle = \"Bài {kind}\"\ndate = 2026-01-02\nkind = \"{kind}\"\n{more}\n[radio]\ninclude = false\n+++\n\nChữ.\n"
        )
    };
    let site = Site::new()
        .file("content/tin/canh-bao.md", front("warning", ""))
        .file("content/tin/bai.md", front("article", ""))
        .file("content/tin/bai-2.md", front("article", ""))
        .file("content/tin/rieng.md", front("article", "anh_chia_se = true"))
        .file("content/tin/chung.md", front("warning", "share_image = false"));
    site.run(["build"]).exits(0);
    let dist = site.dist();
    let card = |path: &str| {
        let html = site.built(path);
        let after = |name: &str| {
            let (_, after) = html.split_once(&format!("<meta property=\"og:image{name}\" content=\"")).expect("a tag");
            after.split('"').next().expect("an end").to_owned()
        };
        assert_eq!((after(":width"), after(":height")), ("1200".to_owned(), "630".to_owned()));
        let url = after("");
        let file = url.strip_prefix("https://thu.example/").expect("an address of the site");
        let bytes = &dist[&format!("portal/{file}")];
        assert!(bytes.len() < 60 * 1024);
        assert_eq!(image::load_from_memory(bytes).map(|image| (image.width(), image.height())).ok(), Some((1200, 630)));
        (url, after(":alt"))
    };
    let [warning, article, other, own, common, home] =
        ["tin/canh-bao/", "tin/bai/", "tin/bai-2/", "tin/rieng/", "tin/chung/", ""]
            .map(|path| card(&format!("portal/{path}index.html")));
    assert!(warning.1.contains("Bài warning") && own.1.contains("Bài article"));
    assert_eq!(article, other);
    let all = std::collections::BTreeSet::from([&warning, &article, &own, &common, &home]);
    assert_eq!(all.len(), 5, "{all:?}");
    assert_eq!(card("portal/404.html"), home);
}

#[test]
fn a_guide_prints_codes_and_other_pages_do_not() {
    let site = Site::new().file(
        "content/a.md",
        "+++\ntitle = \"A\"\ndate = 2026-01-02\nkind = \"guide\"\n[guide]\nurl = \"https://dichvucong.gov.vn/\"\n[radio]\ninclude = false\n+++\n\nLàm.\n",
    );
    let site = site.file("content/b.md", page("Chữ.\n"));
    site.run(["build"]).exits(0);
    let html = site.built("portal/a/index.html");
    assert_eq!(html.matches("<svg class=\"qr\"").count(), 2);
    assert!(html.contains("aria-label=\"Mã QR: Nộp hồ sơ trực tuyến\"") && html.contains("https://thu.example/a/"));
    assert!(!site.built("portal/b/index.html").contains("class=\"qr\""));
}

#[test]
fn the_manifest_and_the_fonts_are_where_they_are_called() {
    let site = Site::new().config(&CONFIG.replace("https://thu.example/", "https://thu.example/phuong/"));
    site.run(["build"]).exits(0);
    let dist = site.dist();
    let manifest: serde_json::Value = serde_json::from_str(&site.built("portal/manifest.webmanifest")).expect("JSON");
    for icon in manifest["icons"].as_array().expect("icons") {
        let bytes = &dist[&format!("portal/{}", icon["src"].as_str().expect("an address"))];
        let image = image::load_from_memory(bytes).expect("a picture");
        assert_eq!(icon["sizes"], format!("{}x{}", image.width(), image.height()));
    }
    assert_eq!(manifest["icons"].as_array().map(Vec::len), Some(2));
    let (_, style) = dist.iter().find(|(path, _)| path.ends_with(".css")).expect("a style sheet");
    let style = String::from_utf8_lossy(style);
    let fonts: Vec<&str> = style.split("url(").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert_eq!(fonts.len(), 2, "{fonts:?}");
    for font in fonts {
        let bytes = &dist[&format!("portal/static/{font}")];
        assert!(bytes.starts_with(b"wOF2") && bytes.len() <= 18_000, "{font}");
    }
}
