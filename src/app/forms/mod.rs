//! The left side: what the user has or plans, as cards that read as sentences.

mod apps;
mod around;
mod bots;
mod centre;
mod connectors;
mod flow_more;
mod flows;
mod more;
mod notes;
mod own;
mod people;
mod plans;
mod solution;
mod start;
mod storage;
mod tables;
mod tenant;
mod toolbar;
mod words;

pub use solution::Solution;
