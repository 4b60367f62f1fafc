//! Whether two names of issuers can be one body: abbreviations, officers of a body, a place left out.

/// What a name says, as far as two of them can contradict each other.
#[derive(Debug, PartialEq, Eq)]
struct Body {
    head: String,
    /// The place's name without its level: `hải phòng`; empty when only `tỉnh` or nothing is written.
    place: String,
}

const HEADS: &[(&str, &str)] = &[
    ("ủy ban thường vụ quốc hội", "ubtvqh"),
    ("ubtvqh", "ubtvqh"),
    ("quốc hội", "quốc hội"),
    ("thủ tướng", "thủ tướng"),
    ("chính phủ", "chính phủ"),
    ("chủ tịch ủy ban nhân dân", "ubnd"),
    ("chủ tịch ubnd", "ubnd"),
    ("ủy ban nhân dân", "ubnd"),
    ("ubnd", "ubnd"),
    ("hội đồng nhân dân", "hđnd"),
    ("hđnd", "hđnd"),
    ("bộ chính trị", "bộ chính trị"),
    ("ban bí thư", "ban bí thư"),
    ("chủ tịch nước", "chủ tịch nước"),
];

const LEVELS: &[&str] = &["thành phố", "tỉnh", "quận", "huyện", "thị xã", "thị trấn", "phường", "đặc khu", "xã", "tp."];

fn body(name: &str) -> Option<Body> {
    let name = name.to_lowercase().replace("uỷ", "ủy");
    let (written, head) =
        HEADS.iter().find(|(written, _)| name.starts_with(written)).map(|(w, h)| (*w, (*h).to_owned())).or_else(
            || {
                // A minister speaks for the ministry.
                let name = name.strip_prefix("bộ trưởng ").unwrap_or(&name);
                name.starts_with("bộ ").then(|| ("", name.to_owned()))
            },
        )?;
    let mut place = name.strip_prefix(written).unwrap_or_default().trim();
    if !matches!(head.as_str(), "ubnd" | "hđnd") {
        place = "";
    }
    if let Some(rest) = LEVELS.iter().find_map(|level| place.strip_prefix(level)) {
        place = rest.trim();
    }
    Some(Body { head, place: place.to_owned() })
}

/// Whether two names cannot be one body. Names that say too little clash with nothing.
///
/// ```
/// use loa::law::issuer_clash;
/// assert!(issuer_clash("Chính phủ", "Thủ tướng Chính phủ"));
/// assert!(!issuer_clash("UBND thành phố", "Ủy ban nhân dân thành phố Huế"));
/// assert!(!issuer_clash("Bộ trưởng Bộ Tài chính", "Bộ Tài chính"));
/// ```
#[must_use]
pub fn issuer_clash(written: &str, known: &str) -> bool {
    match (body(written), body(known)) {
        (Some(written), Some(known)) => {
            // `Bộ KH&CN` is some ministry: its letters are not compared with a name.
            let letters =
                |head: &str| head.strip_prefix("bộ ").is_some_and(|rest| rest.contains('&') || !rest.contains(' '));
            let short = letters(&written.head) || letters(&known.head);
            let ministries = written.head.starts_with("bộ ") && known.head.starts_with("bộ ");
            written.head != known.head && !(short && ministries) || place_clash(&written, &known)
        }
        _ => false,
    }
}

/// Whether both are bodies of places, and of two places.
#[must_use]
pub fn local_place_clash(written: &str, known: &str) -> bool {
    match (body(written), body(known)) {
        (Some(written), Some(known)) => written.head == known.head && place_clash(&written, &known),
        _ => false,
    }
}

fn place_clash(written: &Body, known: &Body) -> bool {
    !written.place.is_empty() && !known.place.is_empty() && written.place != known.place
}
