//! The station that this module's tests broadcast from.

use std::collections::BTreeMap;

use crate::base::Millis;
use crate::config::{Frame, Radio};
use crate::speech::Band;

pub(super) fn radio() -> Radio {
    Radio {
        station: "Đài truyền thanh phường Mẫu".to_owned(),
        frame: Frame::Programme,
        slot_min: Millis::from_seconds(300),
        slot_max: Millis::from_seconds(600),
        per_week: 2,
        slots: Vec::new(),
        blocked: Vec::new(),
        repeat_after_days: 14,
        band: Band::default(),
        opening: String::new(),
        closing: String::new(),
        bridges: Vec::new(),
        cues: BTreeMap::new(),
        announcers: Vec::new(),
    }
}
