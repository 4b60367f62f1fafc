//! What holds for the last pass over any page: the quick reader and the parser of all HTML make the same of it.

use std::sync::LazyLock;

use loa::config::{self, Config};
use loa::render::{self, Links};
use loa::site::{Registers, Site, resolve};

static SITE: LazyLock<(Site, Config)> = LazyLock::new(|| {
    let text = "base_url = \"https://thu.example\"\ntitle = \"Thử\"\n";
    let (config, _) = config::parse(text, &"loa.toml".into());
    let day = "2026-11-22".parse().expect("a day");
    let (site, _) = resolve(&[], Registers::default(), &config, day, false);
    (site, config)
});

/// A comment is left as it is, and with one the quick reader leaves the page to the parser.
const COMMENT: &str = "<!---->";

/// Everything that must hold, for the text as a page that is seen from a folder and from any depth.
pub fn check(text: &str) {
    let (site, config) = &*SITE;
    for absolute in [false, true] {
        let links = || Links::new(site, &config.base_url, "/a/b/", absolute);
        let once = crate::within_time(text.len(), || render::rewrite(text.as_bytes(), &links()));
        let once = String::from_utf8(once).expect("a page in UTF-8");
        let parsed = render::rewrite(format!("{COMMENT}{text}").as_bytes(), &links());
        let parsed = String::from_utf8(parsed).expect("a page in UTF-8");
        let parsed = parsed.strip_prefix(COMMENT).expect("the comment is left");
        assert!(once == parsed, "two readers, two pages\nquick:  {once:?}\nparsed: {parsed:?}");
        // Whatever is in a page, it grows by no more than the frames around its tables and the marks at its links.
        let most = 1024 + text.len() * 64;
        assert!(once.len() <= most, "{} bytes from {}", once.len(), text.len());
    }
}
