//! What is made of all pages together, kept from one build to the next: after one page changed, most of it is still true.

use super::{Made, alphabet, search};
use crate::config::Config;
use crate::site::Site;

/// The A–Z list and the search index as they were made last.
///
/// What is made with one that knows another build, or nothing at all, is the same to the byte.
#[derive(Default)]
pub struct Gathered {
    alphabet: alphabet::Memo,
    index: search::Memo,
}

impl Gathered {
    /// The A–Z list and the search index of a site; `airs` tells whether any of its pages is for the radio.
    #[must_use]
    pub fn made(&mut self, site: &Site, config: &Config, airs: bool) -> Made {
        Made { shards: search::index(site, config, airs, &mut self.index), ..self.without_index(site, airs) }
    }

    /// The A–Z list alone.
    #[must_use]
    pub fn without_index(&mut self, site: &Site, airs: bool) -> Made {
        Made { alphabet: alphabet::leaves(site, airs, &mut self.alphabet), ..Made::default() }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::Date;
    use crate::content::{self, Document};
    use crate::site::{self, Registers};

    const SETTINGS: &str = "base_url = \"https://p.example\"\ntitle = \"P\"\n[unit]\nkind = \"phuong\"\nname = \"P\"\ncity = \"H\"\n\
                            [[topics]]\nid = \"a\"\ntitle = \"An toàn\"\n";

    fn page(number: usize, title: &str, words: &str) -> Arc<Document> {
        let day = 1 + number % 28;
        let text = format!(
            "+++\ntitle = \"{title}\"\ndate = 2026-01-{day:02}\ntopic = \"a\"\n+++\n\nBài {words} của bà con từ{number}.\n\n## Mục"
        );
        Arc::new(content::parse(&text, &format!("content/muc/p{number:04}.md").as_str().into()))
    }

    fn pages(count: usize) -> Vec<Arc<Document>> {
        (0..count).map(|number| page(number, &format!("Bài số {number}"), "viết")).collect()
    }

    /// What `gathered` makes, after a look at whether it is what is made anew.
    fn made(gathered: &mut Gathered, documents: &[Arc<Document>], settings: &str) -> Made {
        let (config, problems) = crate::config::parse(settings, &"loa.toml".into());
        assert_eq!(problems, []);
        let today = Date::new(2026, 12, 1).expect("a day");
        let (site, _) = site::resolve(documents, Registers::default(), &config, today, false);
        let known = gathered.made(&site, &config, false);
        let fresh = Gathered::default().made(&site, &config, false);
        assert_eq!(known.shards, fresh.shards);
        assert_eq!(format!("{:?}", known.alphabet), format!("{:?}", fresh.alphabet));
        known
    }

    #[test]
    fn what_is_used_again_is_what_would_be_made() {
        let mut gathered = Gathered::default();
        let mut documents = pages(1200);
        let first = made(&mut gathered, &documents, SETTINGS);
        assert_eq!(first.shards.len(), 3);
        let again = made(&mut gathered, &documents, SETTINGS);
        assert!(first.shards.iter().zip(&again.shards).all(|(a, b)| Arc::ptr_eq(a, b)));
        assert!(Arc::ptr_eq(&first.alphabet, &again.alphabet));

        // The oldest day stands in the last shard: all shards name a new next one, and no other word is counted.
        documents[28] = page(28, "Bài số 28", "sửa");
        let body = made(&mut gathered, &documents, SETTINGS);
        assert!(body.shards.iter().any(|shard| shard.text.contains("sửa")));
        assert!(Arc::ptr_eq(&first.alphabet, &body.alphabet));

        documents[1199] = page(1199, "Ấp Đông", "mới");
        let titled = made(&mut gathered, &documents, SETTINGS);
        assert!(titled.alphabet.iter().any(|leaf| leaf.letter == "Â"));
        let topic = made(&mut gathered, &documents, &SETTINGS.replace("An toàn", "Khẩn cấp"));
        assert!(topic.shards.iter().all(|shard| !shard.text.contains("toàn")));

        documents.remove(600);
        made(&mut gathered, &documents, SETTINGS);
        documents.insert(600, page(600, "Bài trở lại", "viết"));
        made(&mut gathered, &documents, SETTINGS);
        documents.truncate(3);
        assert_eq!(made(&mut gathered, &documents, SETTINGS).shards.len(), 1);
    }
}
