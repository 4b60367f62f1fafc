//! What readers, feed readers and announcers get from a small site, as snapshots that were read before they were kept.

use insta::assert_snapshot;

use crate::harness::Site;

fn nho() -> Site {
    let site = Site::fixture("nho");
    site.run(["build"]).exits(0).tells_only(&[]);
    site
}

/// The part of a page between two marks, without empty lines.
fn part(html: &str, from: &str, to: &str) -> String {
    let after = html.split_once(from).map_or_else(|| format!("(no {from} in)\n{html}"), |(_, after)| after.to_owned());
    let part = after.split_once(to).map_or(after.as_str(), |(part, _)| part);
    part.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_article() {
    let html = nho().built("portal/canh-bao/ma-otp/index.html");
    assert_snapshot!(part(&html, "<div class=\"content\">", "<div class=\"tools\""));
}

#[test]
fn a_guide() {
    let html = nho().built("portal/dich-vu-cong/nop-ho-so/index.html");
    assert_snapshot!(part(&html, "<div class=\"content\">", "<div class=\"tools\""));
}

#[test]
fn a_section() {
    let html = nho().built("portal/canh-bao/index.html");
    assert_snapshot!(part(&html, "<main", "</main>"));
}

#[test]
fn a_redirect_from_an_old_address() {
    let html = nho().built("portal/huong-dan-cu/index.html");
    assert!(html.contains("url=../dich-vu-cong/nop-ho-so/index.html"), "{html}");
    assert!(html.contains("https://nho.example/cong/dich-vu-cong/nop-ho-so/"), "{html}");
}

#[test]
fn a_feed() {
    assert_snapshot!(nho().built("portal/canh-bao/feed.xml"));
}

#[test]
fn a_page_as_data() {
    assert_snapshot!(nho().built("portal/canh-bao/ma-otp/index.json"));
}

#[test]
fn the_site_map() {
    assert_snapshot!(nho().built("portal/sitemap.xml"));
}

#[test]
fn a_script() {
    let site = nho();
    let first = site.dist().into_keys().find(|path| path.ends_with("ma-otp.CHUA-DUYET.txt")).expect("a script");
    assert_snapshot!("a_script", site.built(&first));
}

#[test]
fn a_week_of_the_schedule() {
    let schedule: serde_json::Value = serde_json::from_str(&nho().built("radio/schedule.json")).expect("JSON");
    assert_snapshot!(format!("{:#}", schedule["weeks"][0]));
}

#[test]
fn every_file_of_a_small_site() {
    let all: Vec<String> = nho().dist().into_keys().filter(|path| !path.ends_with('/')).collect();
    // A theme's files, and the index of the search, bear the hash of what they hold.
    let plain = |path: String| match path.strip_prefix("portal/static/") {
        Some(file) => format!("portal/static/{}", file.split('.').next().unwrap_or_default()),
        None if path.starts_with("portal/tim-kiem/chi-muc.") => "portal/tim-kiem/chi-muc".to_owned(),
        None => path,
    };
    assert_snapshot!(all.into_iter().map(plain).collect::<Vec<_>>().join("\n"));
}
