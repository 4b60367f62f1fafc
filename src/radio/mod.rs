//! Pages become broadcasts: blocks become speech, speech is fitted into the week's slots, and each programme becomes
//! a script that an announcer can read.
//!
//! Pure: no disk, no clock, no printing. The same pages on the same day give the same plan, in whatever order they
//! come. [`plan()`] does everything; [`segment_text`] gives the speech of a single page.

mod address;
mod advice;
mod aired;
mod assemble;
mod bulletin;
mod doubts;
mod echo;
mod fit;
mod fixed;
#[cfg(test)]
mod fixture;
mod forms;
mod ledger;
mod list;
mod material;
mod offer;
mod paragraph;
mod phone;
mod phrases;
mod placing;
mod plan;
mod planner;
mod programme;
mod reading;
mod schedule;
mod script;
mod segment;
mod shortlist;
mod slot;
mod source;
mod split;
mod station;
mod wav;
mod words;

pub use aired::{parse_airings, write_airing};
pub use bulletin::{Again, Bulletin, LONGEST, PREFIX, SHORTEST, Unfit, bulletin};
pub use doubts::{Doubt, doubts};
pub use echo::Echo;
pub use fit::{Bounds, Found, Miss, Piece, fit, miss, search};
pub use fixed::{parse_fixed, write_bulletin, write_fixed};
pub use forms::Calendar;
pub use ledger::{Airing, Approved, ApprovedBulletin, Fixed, FixedForm, FixedSegment, Ledger};
pub use paragraph::Paragraph;
pub use plan::{plan, plan_with};
pub use programme::{Approval, Item, Programme};
pub use reading::{Audio, Reading};
pub use schedule::{Gap, Schedule, Week};
pub use script::{Line, Script, ScriptAudio, ScriptItem, outcome};
pub use segment::{SegmentText, segment_text};
pub use slot::Slot;
pub use source::{Priority, Source};
pub use station::{Faces, Station};
pub use wav::{marked, wav_length};
