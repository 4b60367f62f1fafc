//! Every kind of text through which others tried to run code in pages, `tests/xss/*.txt`, at every place where writers
//! can put words: whatever the site lets pass, nothing in what is published can run.
//!
//! All messages of bad links and bad HTML are turned off, so that the pages are made in spite of them.

use std::fmt::Write as _;

use crate::harness::{CONFIG, Site, repository, snapshot};
use crate::walk::{Seen, read};

/// The vectors of one file: a line each, `⏎` for a line end, `⇥` for a tab.
fn vectors(name: &str) -> Vec<String> {
    let path = repository().join("tests/xss").join(name);
    let text = std::fs::read_to_string(&path).expect("a table of vectors");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
    lines.map(|line| line.replace('⏎', "\n").replace('⇥', "\t")).collect()
}

const SILENT: &str = "\n[lint]\nL0201 = \"off\"\nL0202 = \"off\"\nL0203 = \"off\"\nL0204 = \"off\"\nL0205 = \"off\"\nL0206 = \"off\"\nL0207 = \"off\"\nL0208 = \"off\"\nL0209 = \"off\"\nL0210 = \"off\"\nL0211 = \"off\"\nL0212 = \"off\"\nL0213 = \"off\"\nL0214 = \"off\"\nL0215 = \"off\"\nL0402 = \"off\"\nL0501 = \"off\"\nL0502 = \"off\"\nL0503 = \"off\"\nL0504 = \"off\"\n";

fn site() -> Site {
    Site::new().config(&format!("{CONFIG}{SILENT}"))
}

fn page(title: &str, keys: &str, body: &str) -> String {
    format!("+++\ntitle = {}\ndate = 2026-01-02\nkind = \"page\"\n{keys}\n+++\n\n{body}\n", quoted(title))
}

/// A string of TOML: JSON's escapes are among its own.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("text")
}

/// What could run, or ask another host, in a page.
fn dangers(seen: &Seen) -> Vec<String> {
    let mut dangers = seen.faults.clone();
    for (tag, attribute, address) in &seen.addresses {
        let bare: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        let scheme = bare.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        let named = scheme.filter(|scheme| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        });
        let foreign = bare.starts_with("//") || bare.starts_with('\\') || bare.starts_with("/\\");
        let good = match named.as_deref() {
            None => !foreign || tag == "a",
            Some("http" | "https") => matches!(tag.as_str(), "a" | "link"),
            Some("mailto" | "tel" | "sms") => tag == "a",
            Some(_) => false,
        };
        if !good {
            dangers.push(format!("<{tag} {attribute}={address:?}>"));
        }
    }
    const NEVER: [&str; 14] = [
        "math",
        "animate",
        "set",
        "foreignobject",
        "applet",
        "frameset",
        "image",
        "isindex",
        "keygen",
        "marquee",
        "noembed",
        "plaintext",
        "xmp",
        "area",
    ];
    dangers.extend(NEVER.iter().filter(|tag| seen.elements.contains_key(**tag)).map(|tag| format!("<{tag}>")));
    if seen.data.contains('<') {
        dangers.push("a tag in a data block".to_owned());
    }
    dangers
}

/// Nothing runs in anything that was published.
#[track_caller]
fn nothing_runs(site: &Site, name: &str, least: usize) {
    site.run(["build"]).exits(0);
    let files = snapshot(&site.path().join("dist/portal"));
    let mut found = Vec::new();
    let mut pages = 0;
    for (file, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        if file.ends_with(".html") {
            pages += 1;
            found.extend(dangers(&read(&text)).into_iter().map(|danger| format!("{file}: {danger}")));
        } else if file.ends_with(".json") {
            let parsed: Result<serde_json::Value, _> = serde_json::from_str(&text);
            found.extend(parsed.err().map(|error| format!("{file}: {error}")));
        } else if file.ends_with(".xml") {
            found.extend(broken_xml(&text).map(|fault| format!("{file}: {fault}")));
        }
    }
    assert!(pages >= least, "only {pages} pages were made");
    assert!(found.is_empty(), "{} dangers:\n{}", found.len(), found.join("\n"));
    if let Some(folder) = std::env::var_os("LOA_XSS_OUT") {
        // For `tests/xss/run`, which opens every page in a browser.
        for (file, bytes) in files.iter().filter(|(file, _)| !file.ends_with('/')) {
            let path = std::path::Path::new(&folder).join(name).join(file);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, bytes).expect("a copy");
        }
    }
}

/// What a reader of XML would stumble over, or follow out of the file.
fn broken_xml(text: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return None,
            Ok(quick_xml::events::Event::DocType(_)) => return Some("a document type".to_owned()),
            Ok(quick_xml::events::Event::Start(tag)) if tag.name().as_ref().eq_ignore_ascii_case(b"script") => {
                return Some("a script".to_owned());
            }
            Ok(_) => {}
            Err(error) => return Some(error.to_string()),
        }
    }
}

#[test]
fn there_are_enough_vectors() {
    let count: usize = ["raw.txt", "links.txt", "text.txt", "values.txt"].iter().map(|name| vectors(name).len()).sum();
    assert!(count >= 200, "{count}");
}

#[test]
fn raw_html() {
    let vectors = vectors("raw.txt");
    let mut site = site();
    for (number, vector) in vectors.iter().enumerate() {
        let body =
            format!("Trước {vector} sau.\n\n{vector}\n\nGiữa.\n\n- mục {vector}\n\n> {vector}\n\n## Mục {vector}\n");
        site = site.file(&format!("content/p{number}.md"), page("Thử", "", &body));
    }
    nothing_runs(&site, "raw", vectors.len());
}

#[test]
fn links() {
    let vectors = vectors("links.txt");
    let mut site = site();
    for (number, vector) in vectors.iter().enumerate() {
        let body = format!(
            "[a]({vector}) ![b]({vector}) [c](<{vector}>) <{vector}> [d][r] ![e](<{vector}> \"f\")\n\n[r]: {vector}\n\n<a href=\"{vector}\">g</a> <img src=\"{vector}\" alt=\"h\"> <a href='{vector}'>i</a> <a href={vector}>j</a>\n\n<video src=\"{vector}\" poster=\"{vector}\" controls></video>\n"
        );
        let keys = format!(
            "sources = [{0}, {1}]\naliases = [{0}]\n[guide]\nagency = {0}\n[withdrawn]\nreplaced_by = {0}\n",
            quoted(vector),
            quoted(&format!("Tên; {vector}"))
        );
        site = site.file(&format!("content/p{number}.md"), page("Thử", &keys, &body));
    }
    nothing_runs(&site, "links", vectors.len());
}

#[test]
fn markdown_and_directives() {
    let vectors = vectors("text.txt");
    let mut site = site()
        .file("content/_data/laws.toml", "[[laws]]\nid = \"1/2026/QH16\"\nkind = \"Luật\"\ntitle = \"Luật Thử\"\n");
    for (number, vector) in vectors.iter().enumerate() {
        site = site.file(&format!("content/p{number}.md"), page("Thử", "", &format!("{vector}\n\nSau.\n")));
    }
    nothing_runs(&site, "text", vectors.len());
}

#[test]
fn settings_and_registers() {
    let vectors = vectors("values.txt");
    let all = quoted(&vectors.concat());
    let config = format!(
        "base_url = \"https://thu.example/\"\ntitle = {all}\nsample = true\n\n[unit]\nname = {all}\ncity = {all}\nresponsible = {all}\naddress = {all}\nphone = {all}\nemail = {all}\nparent_name = {all}\n\n[[menu]]\ntitle = {all}\nurl = \"/\"\n\n[[topics]]\nid = \"mot\"\ntitle = {all}\n{SILENT}"
    );
    let mut site = Site::new().config(&config);
    let (mut contacts, mut laws) = (String::new(), String::new());
    for (number, vector) in vectors.iter().enumerate() {
        let value = quoted(vector);
        for (kind, more) in [
            (
                "guide",
                format!(
                    "[guide]\nservice_code = {value}\nagency = {value}\ntime_limit = {value}\nfee = {value}\ndocuments = [{value}]\n"
                ),
            ),
            ("warning", String::new()),
        ] {
            let keys = format!(
                "description = {value}\ntags = [{value}]\ntopic = \"mot\"\nunit = {value}\nauthor = {value}\napproved_by = {value}\nsources = [{value}]\nlaws = [\"{number}/2026/QH16\"]\nchanges = [{{ what = {value} }}]\n[withdrawn]\nwhy = {value}\nreplaced_by = {value}\n{more}"
            );
            let body = format!("::contact{{id=c{number}}}\n\n::law{{id=\"{number}/2026/QH16\"}}\n");
            let text = page(vector, &keys, &body).replace("kind = \"page\"", &format!("kind = \"{kind}\""));
            site = site.file(&format!("content/{kind}/p{number}.md"), text);
        }
        site = site.file(&format!("content/muc{number}/_index.md"), format!("+++\ntitle = {value}\n+++\n"));
        let fields = ["name", "phone", "hours", "address", "email", "note", "source"];
        writeln!(contacts, "[c{number}]").expect("text");
        fields.iter().for_each(|field| writeln!(contacts, "{field} = {value}").expect("text"));
        writeln!(
            laws,
            "[[laws]]\nid = \"{number}/2026/QH16\"\nkind = {value}\ntitle = {value}\nissuer = {value}\nsource = {value}"
        )
        .expect("text");
    }
    let site = site.file("content/_data/contacts.toml", contacts).file("content/_data/laws.toml", laws);
    nothing_runs(&site, "values", 3 * vectors.len());
}

#[cfg(unix)]
#[test]
fn names_of_files() {
    let vectors: Vec<String> = vectors("values.txt").into_iter().filter(|name| name.len() < 100).collect();
    let mut site = site();
    let mut attached = Vec::new();
    for (number, vector) in vectors.iter().enumerate() {
        let name = vector.replace('/', "∕");
        site = site.file(&format!("content/n{number}/{name}.md"), page("Thử", "", "Chữ.\n"));
        site = site.file(&format!("content/tep/{name}.txt"), "x");
        attached.push(quoted(&format!("{name}.txt")));
    }
    let keys = format!("attachments = [{}]\n", attached.join(", "));
    let site = site.file("content/tep/a.md", page("Tệp", &keys, "Chữ.\n"));
    nothing_runs(&site, "names", vectors.len());
}
