//! An announcer's place in `loa.toml`: the entry is put in or renewed, and everything else stays as its writer left it.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use crate::speech::Pace;

/// `loa.toml` with this announcer: the entry with the same id gets the new figures and keeps its name unless another
/// is given, or a new entry follows the others. Every other byte is as it was. `None` when the text is no TOML or
/// `announcers` is no list.
///
/// ```
/// use loa::{speech::Pace, voice::put};
/// let text = put("[radio]\nper_week = 2 # tối thiểu\n", "lan", Some("Chị Lan"), &Pace::MEASURED).unwrap();
/// assert!(text.starts_with("[radio]\nper_week = 2 # tối thiểu\n\n[[radio.announcers]]\nid = \"lan\"\n"));
/// ```
#[must_use]
pub fn put(text: &str, id: &str, name: Option<&str>, pace: &Pace) -> Option<String> {
    let (mark, body) = text.strip_prefix('\u{feff}').map_or(("", text), |body| ("\u{feff}", body));
    let mut document: DocumentMut = body.replace("\r\n", "\n").parse().ok()?;
    let radio = document.entry("radio").or_insert_with(|| {
        let mut radio = Table::new();
        radio.set_implicit(true);
        Item::Table(radio)
    });
    let inline = radio.is_inline_table();
    let radio = radio.as_table_like_mut()?;
    if radio.get("announcers").is_none() {
        let none = if inline { Item::Value(Array::new().into()) } else { Item::ArrayOfTables(ArrayOfTables::new()) };
        radio.insert("announcers", none);
    }
    match radio.get_mut("announcers")? {
        Item::ArrayOfTables(tables) => {
            if let Some(table) = tables.iter_mut().find(|table| is(*table, id)) {
                fill(table, id, name, pace);
            } else {
                let mut table = Table::new();
                fill(&mut table, id, name, pace);
                tables.push(table);
            }
        }
        Item::Value(Value::Array(list)) => {
            let known = list.iter().position(|one| one.as_inline_table().is_some_and(|table| is(table, id)));
            if let Some(table) = known.and_then(|at| list.get_mut(at)?.as_inline_table_mut()) {
                fill(table, id, name, pace);
            } else {
                let mut table = InlineTable::new();
                fill(&mut table, id, name, pace);
                list.push(table);
            }
        }
        _ => return None,
    }
    Some(format!("{mark}{}", spliced(body, &document.to_string())))
}

/// Whether the band of the station is set by hand.
#[must_use]
pub fn has_rate(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    text.parse::<DocumentMut>()
        .is_ok_and(|document| document.get("radio").is_some_and(|radio| radio.get("rate").is_some()))
}

fn is(table: &dyn TableLike, id: &str) -> bool {
    table.get("id").and_then(Item::as_str) == Some(id)
}

fn fill(table: &mut dyn TableLike, id: &str, name: Option<&str>, pace: &Pace) {
    set(table, "id", id.into());
    if let Some(name) = name {
        set(table, "name", name.into());
    }
    set(table, "articulation", i64::from(pace.articulation).into());
    if table.get("pauses").is_none() {
        table.insert("pauses", Item::Value(InlineTable::new().into()));
    }
    if let Some(pauses) = table.get_mut("pauses").and_then(Item::as_table_like_mut) {
        let figures = &pace.pauses;
        for (key, pause) in [
            ("comma", figures.comma),
            ("clause", figures.clause),
            ("sentence", figures.sentence),
            ("paragraph", figures.paragraph),
        ] {
            set(pauses, key, i64::from(pause.0).into());
        }
    }
}

/// Gives a key a value, and leaves the comment beside it; a value that is the same stays as it is written.
fn set(table: &mut dyn TableLike, key: &str, mut value: Value) {
    if let Some(Item::Value(old)) = table.get_mut(key) {
        let same = match (&*old, &value) {
            (Value::String(old), Value::String(new)) => old.value() == new.value(),
            (Value::Integer(old), Value::Integer(new)) => old.value() == new.value(),
            _ => false,
        };
        if !same {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
    } else {
        table.insert(key, Item::Value(value));
    }
}

/// The lines of `old` where `new` has the same ones, at the beginning and at the end, byte for byte; between them the
/// lines of `new`, with the line ends of `old`.
fn spliced(old: &str, new: &str) -> String {
    let end = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let (olds, news): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.lines().collect());
    let same = |(old, new): &(&&str, &&str)| old.trim_end_matches(['\r', '\n']) == **new;
    let before = olds.iter().zip(&news).take_while(same).count();
    let most = olds.len().min(news.len()) - before;
    let after = olds.iter().rev().zip(news.iter().rev()).take(most).take_while(same).count();
    let middle = &news[before..news.len() - after];
    let mut text = String::with_capacity(old.len() + new.len());
    for line in olds[..before].iter().chain(middle).chain(&olds[olds.len() - after..]) {
        text.push_str(line);
        if !line.ends_with('\n') {
            text.push_str(end);
        }
    }
    // A file whose last line has no end stays without one.
    if !old.ends_with('\n') {
        text.truncate(text.len() - end.len());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;
    use crate::config::parse;

    const HEAD: &str = "base_url = \"https://thu.example/\"\ntitle = \"Thử\"\nsample = true\n";
    const PACE: Pace = Pace::MEASURED;
    const ENTRY: &str = "[[radio.announcers]]\nid = \"lan\"\nname = \"Chị Lan\"\narticulation = 285\npauses = { comma = 250, clause = 400, sentence = 700, paragraph = 400 }\n";

    /// Puts Lan in, and sees that the result is read as meant.
    fn with_lan(text: &str) -> String {
        let new = put(text, "lan", Some("Chị Lan"), &PACE).expect("a place for her");
        let (config, problems) = parse(&crate::base::clean(&new), &SourcePath::from("loa.toml"));
        assert_eq!(problems, [], "{new}");
        let lans: Vec<_> = config.radio.announcers.iter().filter(|known| known.id == "lan").collect();
        assert_eq!(lans.len(), 1, "{new}");
        assert_eq!((lans[0].name.as_str(), lans[0].pace()), ("Chị Lan", PACE), "{new}");
        new
    }

    #[test]
    fn a_new_entry_leaves_the_rest_as_it_is() {
        let odd = "\n# Đài\n[radio]   # của xã\nper_week=2\nrate = { low = 180,likely=205, high = 240 }\n";
        let other = "\n[[radio.announcers]]\nid = \"hoa\" # chị Hoa\n";
        let rest = "\n\n# Chủ đề\n[[topics]]\nid = \"a\"\ntitle = 'A'\n\n# hết\n";
        for (before, after) in [
            (HEAD.to_owned(), ""),
            (format!("{HEAD}{odd}"), ""),
            (format!("{HEAD}{odd}"), rest),
            (format!("{HEAD}{odd}{other}"), rest),
            (format!("{HEAD}{rest}{odd}{other}"), ""),
        ] {
            assert_eq!(with_lan(&format!("{before}{after}")), format!("{before}\n{ENTRY}{after}"));
        }
    }

    #[test]
    fn an_entry_is_renewed_in_its_place() {
        let entry = |articulation, comma, rest| {
            format!(
                "{HEAD}[[radio.announcers]]\n# giọng chính\nid = 'lan'\narticulation = {articulation} # đo lại\nname = \"Chị Lan\"\n[radio.announcers.pauses]\ncomma = {comma}\n{rest}\n[[radio.announcers]]\nid = \"hoa\"\n[[topics]]\nid=\"a\"\ntitle=\"A\"\n"
            )
        };
        let rest = "clause = 400\nsentence = 700\nparagraph = 400\n";
        assert_eq!(with_lan(&entry(250, 100, "")), entry(285, 250, rest));
        let done = entry(285, 250, rest);
        assert_eq!(put(&done, "lan", None, &PACE), Some(done));
    }

    #[test]
    fn lists_on_one_line_stay_on_one_line() {
        let inline = |list: &str| format!("{HEAD}[radio]\nannouncers = [{list}] # hai người\nper_week = 2\n");
        let new = with_lan(&inline("{id = \"hoa\"}, {id = \"lan\", articulation = 200}"));
        let lan = "{id = \"lan\", articulation = 285, name = \"Chị Lan\", pauses = { comma = 250, clause = 400, sentence = 700, paragraph = 400 } }";
        assert_eq!(new, inline(&format!("{{id = \"hoa\"}}, {lan}")));
        assert!(with_lan(&format!("radio = {{ per_week = 2 }}\n{HEAD}")).ends_with(HEAD));
        assert!(with_lan(&format!("radio.per_week = 2\n{HEAD}")).starts_with(&format!("radio.per_week = 2\n{HEAD}")));
    }

    #[test]
    fn line_ends_and_the_mark_of_notepad_stay() {
        let text = format!("\u{feff}{HEAD}[radio]\nper_week = 2\n\n[[topics]]\nid = \"a\"\ntitle = \"A\"")
            .replace('\n', "\r\n");
        let new = with_lan(&text);
        assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
        assert_eq!(new, text.replace("\r\n\r\n[[topics]]", &format!("\n\n{ENTRY}\n[[topics]]").replace('\n', "\r\n")));
        // Both kinds in one file, the last line without an end.
        let open = format!("{HEAD}[radio]\r\nper_week = 2").replace("true\n", "true\r\n");
        assert!(with_lan(&open).starts_with(&format!("{open}\r\n\r\n[[radio.announcers]]\r\n")));
    }

    #[test]
    fn what_is_no_list_is_left_alone() {
        for text in ["[radio\n", "[radio]\nannouncers = 3\n", "radio = 3\n", "[radio.announcers]\nid = \"hoa\"\n"] {
            assert_eq!(put(text, "lan", None, &PACE), None, "{text}");
        }
        assert!(has_rate("[radio]\r\nrate = { low = 180, likely = 205, high = 240 }\n") && !has_rate("[radio]\n"));
    }
}
