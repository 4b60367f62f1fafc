//! Where links lead outside the site: hostile addresses, look-alikes of official ones, and those that hide their goal.

use std::ops::Range;

use super::Site;
use crate::base::SourcePath;
use crate::config::Config;
use crate::content::Document;
use crate::diag::{Diagnostic, codes};
use crate::markdown::{Link, Target};
use crate::say;
use crate::web::{Address, Hidden, Trick, Verdict};

/// What is wrong with an address that is, or would become, a link.
pub(super) fn address(site: &Site, address: &str, path: &SourcePath, span: &Range<u32>) -> Option<Diagnostic> {
    let read = Address::parse(address)?;
    let host = &read.host;
    let verdict = site.registers.watch.judge_read(&read);
    let (code, message) = match &verdict {
        Verdict::Fine => return None,
        Verdict::Hostile(hostile) => {
            let source = &hostile.source;
            let message =
                say!("`{host}` là địa chỉ lừa đảo (nguồn: {source})"; "`{host}` is a scam address (source: {source})");
            (&codes::SCAM_LINK, message)
        }
        Verdict::LookAlike { trick: Trick::Masked, .. } => {
            let message = say!("liên kết thật ra dẫn tới `{host}`: phần trước dấu @ chỉ để đánh lừa"; "the link really leads to `{host}`: what stands before @ only deceives");
            (&codes::LOOK_ALIKE, message)
        }
        Verdict::LookAlike { trick, official } => {
            let (vi, en) = words(*trick);
            let message = match official {
                Some(official) => {
                    say!("`{host}` không phải `{official}`: {vi}"; "`{host}` is not `{official}`: {en}")
                }
                None => {
                    say!("`{host}` giống địa chỉ của cơ quan nhà nước mà không phải: {vi}"; "`{host}` looks official and is not: {en}")
                }
            };
            (&codes::LOOK_ALIKE, message)
        }
        Verdict::Hidden(Hidden::Shortened) => (
            &codes::HIDDEN_ADDRESS,
            say!("`{host}` là liên kết rút gọn, không biết dẫn tới đâu"; "`{host}` is a shortened link; nobody sees where it leads"),
        ),
        Verdict::Hidden(Hidden::Number) => (
            &codes::HIDDEN_ADDRESS,
            say!("địa chỉ bằng số `{host}`, không biết là của ai"; "the address is a number, `{host}`; nobody sees whose it is"),
        ),
    };
    let hint = match verdict {
        Verdict::Hidden(_) => {
            say!("dùng địa chỉ đầy đủ của trang đích"; "use the full address of the page it leads to")
        }
        _ => {
            say!("bỏ liên kết; cần nêu địa chỉ thì viết :danger[{host}]"; "remove the link; to name the address write :danger[{host}]")
        }
    };
    Some(Diagnostic::new(code, message).at(path, span.clone()).hint(hint))
}

fn words(trick: Trick) -> (&'static str, &'static str) {
    match trick {
        Trick::EndsElsewhere => ("phần cuối của tên mới là chủ thật", "the end of the name says whose it is"),
        Trick::FakeEnding => ("“gov” và “vn” không phải đuôi .gov.vn", "its “gov” and “vn” are not the ending .gov.vn"),
        Trick::OtherLetters => ("có chữ lạ thay chữ thường", "it has foreign letters or digits for letters"),
        Trick::OneLetter => ("sai một chữ", "one letter is wrong"),
        Trick::ServiceName => ("tên dịch vụ công nằm ngoài .gov.vn", "the name of a state service outside .gov.vn"),
        Trick::Masked => ("phần trước dấu @ chỉ để đánh lừa", "what stands before @ only deceives"),
    }
}

/// What is wrong with a link or a picture that leads out of the site.
pub(super) fn link(site: &Site, link: &Link, path: &SourcePath) -> Option<Diagnostic> {
    let Target::External(target) = &link.target else { return None };
    if !link.image {
        return address(site, target, path, &link.span);
    }
    let message = say!("ảnh, tiếng hoặc khung lấy từ trang khác: `{target}`"; "a picture, sound or frame of another site: `{target}`");
    let hint = say!("chép tệp về cạnh bài rồi dẫn tới nó"; "copy the file beside the page and name it");
    Some(Diagnostic::new(&codes::FOREIGN_FILE, message).at(path, link.span.clone()).hint(hint))
}

/// Addresses in a page's front matter that its template makes links of.
pub(super) fn front_matter(site: &Site, document: &Document, found: &mut Vec<Diagnostic>) {
    let front = &document.front;
    let guide = front.guide.as_ref().map(|guide| guide.url.as_str());
    // A source is words with an address at the end: “Tên bài; https://…”.
    let in_sources = front.sources.iter().flat_map(|source| source.split([' ', ';', ',']));
    let links = in_sources.filter(|word| word.contains("://"));
    found.extend(guide.into_iter().chain(links).filter_map(|link| address(site, link, &document.path, &front.span)));
}

/// Addresses in the site's settings and registers that become links.
pub(super) fn registers(site: &Site, config: &Config) -> Vec<Diagnostic> {
    let contacts_toml = SourcePath::from("content/_data/contacts.toml");
    let laws_toml = SourcePath::from("content/_data/laws.toml");
    let loa_toml = SourcePath::from("loa.toml");
    let mut found = Vec::new();
    for contact in &site.registers.contacts {
        for text in [&contact.url, &mailto(&contact.email)] {
            found.extend(address(site, text, &contacts_toml, &contact.phone_span));
        }
    }
    found.extend(site.registers.laws.iter().filter_map(|law| address(site, &law.url, &laws_toml, &(0..1))));
    let unit = &config.unit;
    for text in [&unit.parent_url, &mailto(&unit.email)] {
        found.extend(address(site, text, &loa_toml, &config.base_url_span));
    }
    found
}

fn mailto(mailbox: &str) -> String {
    format!("mailto:{mailbox}")
}
