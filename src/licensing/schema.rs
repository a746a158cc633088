//! The JSON Schemas of what people write: the question, and a combination to be judged.
//!
//! Only the finished texts are here; `tests/schema.rs` makes them from the Rust types and refuses a difference.

/// The JSON Schema of a scenario.
pub fn scenario() -> &'static str {
    include_str!("../../static/schema/scenario.json")
}

/// The JSON Schema of a combination.
pub fn combination() -> &'static str {
    include_str!("../../static/schema/combination.json")
}
