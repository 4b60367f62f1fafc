//! Walks every HTML file of a built portal as a careful visitor would: each address leads somewhere, ids are unique,
//! nothing runs that lies in the page, nothing is asked of another host.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::rc::Rc;

use lol_html::{RewriteStrSettings, element, rewrite_str, text};

use crate::harness::{Site, snapshot};

/// What one page has in it.
#[derive(Default)]
pub struct Seen {
    ids: Vec<String>,
    /// Tag, attribute, address.
    pub addresses: Vec<(String, String, String)>,
    pub elements: BTreeMap<String, u32>,
    title: String,
    lang: String,
    refresh: bool,
    policy: String,
    pub faults: Vec<String>,
    /// The text of data blocks, such as JSON-LD.
    pub data: String,
}

/// Reads one page.
pub fn read(html: &str) -> Seen {
    let seen = Rc::new(RefCell::new(Seen::default()));
    let all = Rc::clone(&seen);
    let title = Rc::clone(&seen);
    let data = Rc::clone(&seen);
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("*", move |el| {
            let mut seen = all.borrow_mut();
            let tag = el.tag_name();
            *seen.elements.entry(tag.clone()).or_default() += 1;
            let attribute = |name: &str| el.get_attribute(name);
            for attribute in el.attributes() {
                let (name, value) = (attribute.name(), unescaped(&attribute.value()));
                match name.as_str() {
                    "id" => seen.ids.push(value),
                    "style" => seen.faults.push(format!("<{tag} style={value:?}>")),
                    "srcdoc" | "target" | "ping" => seen.faults.push(format!("<{tag} {name}={value:?}>")),
                    "href" | "src" | "poster" | "action" | "data" | "formaction" | "background" | "xlink:href" => {
                        seen.addresses.push((tag.clone(), name, value));
                    }
                    "srcset" => {
                        let addresses = value.split(',').filter_map(|part| part.split_whitespace().next());
                        let addresses: Vec<String> = addresses.map(str::to_owned).collect();
                        seen.addresses
                            .extend(addresses.into_iter().map(|address| (tag.clone(), name.clone(), address)));
                    }
                    name if name.starts_with("on") => seen.faults.push(format!("<{tag} {name}>")),
                    _ => {}
                }
            }
            match tag.as_str() {
                "html" => seen.lang = attribute("lang").unwrap_or_default(),
                "script"
                    if attribute("src").is_none() && attribute("type").as_deref() != Some("application/ld+json") =>
                {
                    seen.faults.push("a script in the page".to_owned());
                }
                "style" | "iframe" | "object" | "embed" | "base" | "template" | "frame" => {
                    seen.faults.push(format!("<{tag}>"));
                }
                "meta" => match attribute("http-equiv").unwrap_or_default().to_ascii_lowercase().as_str() {
                    "refresh" => {
                        seen.refresh = true;
                        let content = unescaped(&attribute("content").unwrap_or_default());
                        let address = content.split_once("url=").map(|(_, address)| address.to_owned());
                        seen.addresses.push((tag, "content".to_owned(), address.unwrap_or_default()));
                    }
                    "content-security-policy" => seen.policy = unescaped(&attribute("content").unwrap_or_default()),
                    _ => {}
                },
                _ => {}
            }
            Ok(())
        }))
        .append_element_content_handler(text!("head > title", move |text| {
            title.borrow_mut().title.push_str(text.as_str());
            Ok(())
        }))
        .append_element_content_handler(text!("script", move |text| {
            data.borrow_mut().data.push_str(text.as_str());
            Ok(())
        }));
    rewrite_str(html, settings).expect("HTML that can be read");
    seen.take()
}

/// The five entities of our own escaping, and numbers.
fn unescaped(value: &str) -> String {
    let mut text = value.to_owned();
    for (entity, c) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&#x2F;", "/")]
    {
        text = text.replace(entity, c);
    }
    text.replace("&amp;", "&")
}

/// Everything that is wrong in a portal, a line for each; empty when nothing is. `prefix` is the path of `base_url`.
pub fn faults(portal: &Path, prefix: &str) -> Vec<String> {
    let files: BTreeMap<String, Vec<u8>> =
        snapshot(portal).into_iter().filter(|(name, _)| !name.ends_with('/')).collect();
    assert!(files.contains_key("index.html"), "there is no portal at {}", portal.display());
    let pages: BTreeMap<&str, Seen> = files
        .iter()
        .filter(|(name, _)| name.ends_with(".html"))
        .map(|(name, bytes)| (name.as_str(), read(&String::from_utf8_lossy(bytes))))
        .collect();
    let names: BTreeSet<&str> = files.keys().map(String::as_str).collect();
    let mut faults = Vec::new();
    for (name, seen) in &pages {
        faults.extend(page(seen).into_iter().map(|fault| format!("{name}: {fault}")));
        for (tag, attribute, address) in &seen.addresses {
            if let Some(fault) = address_fault(name, tag, attribute, address, prefix, &names, &pages) {
                faults.push(format!("{name}: <{tag} {attribute}={address:?}>: {fault}"));
            }
        }
    }
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".css")) {
        let css = String::from_utf8_lossy(bytes);
        for part in css.split("url(").skip(1) {
            let address = part.split(')').next().unwrap_or_default().trim_matches(['"', '\'', ' ']);
            if address.contains("//") || address.starts_with("data:") {
                faults.push(format!("{name}: url({address})"));
            }
        }
        if css.contains("@import") {
            faults.push(format!("{name}: @import"));
        }
    }
    faults
}

/// What is wrong with a page by itself.
fn page(seen: &Seen) -> Vec<String> {
    let mut faults = seen.faults.clone();
    let mut ids = BTreeSet::new();
    faults.extend(seen.ids.iter().filter(|id| !ids.insert(id.as_str())).map(|id| format!("the id {id:?} comes twice")));
    faults.extend(seen.ids.iter().filter(|id| id.is_empty()).map(|_| "an empty id".to_owned()));
    let count = |tag: &str| seen.elements.get(tag).copied().unwrap_or(0);
    for (tag, wanted) in [("title", 1), ("h1", 1), ("main", 1)] {
        if tag != "title" && count(tag) != wanted {
            faults.push(format!("{} <{tag}>", count(tag)));
        }
    }
    if seen.title.trim().is_empty() {
        faults.push("no title".to_owned());
    }
    if seen.lang.is_empty() {
        faults.push("no language".to_owned());
    }
    // A page that only leads on has nothing to guard.
    if !seen.refresh && (seen.policy.is_empty() || seen.policy.contains("unsafe")) {
        faults.push(format!("the policy is {:?}", seen.policy));
    }
    if seen.data.contains('<') {
        faults.push("a sign that opens a tag in a data block".to_owned());
    }
    faults
}

/// Elements whose address is loaded with the page.
const LOADED: [&str; 9] = ["img", "script", "source", "audio", "video", "track", "iframe", "embed", "object"];

fn address_fault(
    from: &str,
    tag: &str,
    attribute: &str,
    address: &str,
    prefix: &str,
    names: &BTreeSet<&str>,
    pages: &BTreeMap<&str, Seen>,
) -> Option<String> {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let scheme =
        scheme.filter(|scheme| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)));
    if scheme.is_some() || address.starts_with("//") || address.starts_with('\\') {
        let told = tag == "link" && !LOADED.contains(&tag);
        return match scheme.as_deref() {
            Some("https" | "http") if tag == "a" || told => None,
            Some("mailto" | "tel" | "sms") if tag == "a" => None,
            _ => Some("leads to another host, or runs".to_owned()),
        };
    }
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, id)| (path, Some(id)));
    let path = decoded(path.split('?').next().unwrap_or(path));
    let file = if path.is_empty() {
        from.to_owned()
    } else if let Some(rest) = path.strip_prefix('/') {
        // Only what is shown at any depth may begin at the root.
        if from != "404.html" {
            return Some("is not relative".to_owned());
        }
        let Some(rest) = format!("/{rest}").strip_prefix(prefix).map(str::to_owned) else {
            return Some(format!("does not begin with {prefix}"));
        };
        if rest.is_empty() || rest.ends_with('/') { format!("{rest}index.html") } else { rest }
    } else {
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                "." => {}
                ".." => {
                    if parts.pop().is_none() {
                        return Some("climbs out of the portal".to_owned());
                    }
                }
                part => parts.push(part),
            }
        }
        parts.join("/")
    };
    if !names.contains(file.as_str()) {
        return Some(format!("there is no {file}"));
    }
    let fragment = decoded(fragment.filter(|id| !id.is_empty() && attribute == "href")?);
    let ids = &pages.get(file.as_str())?.ids;
    (!ids.contains(&fragment)).then(|| format!("{file} has no id {fragment:?}"))
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        match code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Site {
    /// Nothing is wrong in the portal that was built.
    #[track_caller]
    pub fn is_sound(&self) {
        let config = std::fs::read_to_string(self.path().join("loa.toml")).expect("settings");
        let base = config.lines().find_map(|line| line.strip_prefix("base_url = ")).unwrap_or_default();
        let prefix = base.trim_matches('"').splitn(4, '/').nth(3).unwrap_or_default();
        let prefix = if prefix.is_empty() { "/".to_owned() } else { format!("/{}/", prefix.trim_matches('/')) };
        let faults = faults(&self.path().join("dist/portal"), &prefix);
        assert!(faults.is_empty(), "{} faults in the portal:\n{}", faults.len(), faults.join("\n"));
    }
}

#[test]
fn the_walker_sees_what_is_wrong() {
    for (html, fault) in [
        ("<p onclick=x>", "onclick"),
        ("<p style=\"a\">", "style"),
        ("<script>1</script>", "a script in the page"),
        ("<img src=\"https://x.example/a.png\">", "another host"),
        ("<img srcset=\"a.png 1x, //x.example/b.png 2x\">", "//x.example/b.png"),
        ("<link rel=stylesheet href=//x.example/a.css>", "another host"),
        ("<a href=\"khong-co.html\">a</a>", "there is no khong-co.html"),
        ("<a href=\"#khong-co\">a</a>", "no id"),
        ("<a href=\"javascript:x\">a</a>", "runs"),
        ("<a href=\"../../x\">a</a>", "climbs out"),
        ("<a href=\"/a/\">a</a>", "not relative"),
        ("<b id=a></b><b id=a></b>", "comes twice"),
        ("<h1>Hai</h1>", "2 <h1>"),
        ("<iframe></iframe>", "<iframe>"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let good = "<html lang=vi><head><title>A</title><meta http-equiv=Content-Security-Policy content=\"default-src 'self'\"></head><main><h1>A</h1>";
        std::fs::write(folder.path().join("index.html"), good).expect("a page");
        assert_eq!(faults(folder.path(), "/"), Vec::<String>::new());
        std::fs::write(folder.path().join("index.html"), format!("{good}{html}")).expect("a page");
        let told = faults(folder.path(), "/").join("\n");
        assert!(told.contains(fault), "{html} gave {told:?}");
    }
}

#[test]
fn the_sample_site_is_sound() {
    let site = Site::empty().with(|folder| {
        let from = crate::harness::repository();
        std::fs::copy(from.join("loa.toml"), folder.join("loa.toml")).expect("a copy");
        for (name, bytes) in snapshot(&from.join("content")) {
            let path = folder.join("content").join(&name);
            if name.ends_with('/') {
                std::fs::create_dir_all(path).expect("a folder");
            } else {
                std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                std::fs::write(path, bytes).expect("a copy");
            }
        }
    });
    site.run(["build"]).exits(0);
    site.is_sound();
}

#[test]
fn a_small_site_under_a_path_is_sound() {
    let site = Site::fixture("nho");
    site.run(["build"]).exits(0);
    site.is_sound();
}
