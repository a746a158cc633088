//! What is true, and since when: plans, limits, connectors and rules, each with its sources.
//!
//! Knows nothing of scenarios or of licensing decisions; it only says what the sources say.

pub mod book;
pub mod check;
pub mod diff;
pub mod fact;
pub mod fold;
pub mod library;
pub mod plan;
pub mod schema;
pub mod sessions;
pub mod words;

pub use book::{Book, Connector, UnknownReading};
pub use library::{Library, UnknownEdition, library};
pub use plan::Plan;
pub use sessions::Sessions;
pub use words::Words;
