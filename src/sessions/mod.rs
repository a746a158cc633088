//! What conversations cost: exports of conversations in, billed sessions with their reasons out.
//!
//! It knows the definitions of a session from the price book, and nothing of licenses and of how anything is shown.

pub mod event;
pub mod read;

pub use event::{Event, Fact, Loss, Place, Problem, Role, Sink, Topic, TopicKind, What};
