//! What conversations cost: exports of conversations in, billed sessions with their reasons out.
//!
//! It knows the definitions of a session from the price book, and nothing of licenses and of how anything is shown.
//!
//! ```text
//! bytes ─► read ─► Event ─► meter ─┬─ flow: in the order of time, metered at once ──┬─► machine ─► ledger ─► Answer
//!                                  └─ kept: any order, a few bytes each ─► settle ──┘
//! ```

pub mod answer;
mod asked;
pub mod beside;
pub mod busiest;
pub mod cited;
pub mod event;
mod flow;
mod instant;
pub mod intake;
mod kept;
pub mod ledger;
mod machine;
pub mod meter;
mod names;
mod past;
pub mod read;
pub mod rules;
pub mod session;
mod settle;
pub mod sheets;
mod strip;
pub mod table;
mod taken;
pub mod text;
mod time;
pub mod timeline;
mod topics;
mod waiting;

pub use answer::Answer;
pub use event::{Event, Fact, Loss, Place, Problem, Role, Sink, Topic, TopicKind, What};
pub use flow::Disorder;
pub use intake::Intake;
pub use ledger::Counts;
pub use meter::{Meter, Order, Setup};
pub use rules::Choices;
pub use session::{Began, Ended, Judged, Session};
