//! What is wrong with the input, so that no answer can be given: one shape for the page, the API and the command line.

use std::fmt;

use crate::base::plain::{Plain, Wrong};
use serde::Serialize;

/// A fault of the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
pub struct Fault {
    /// Stable name of the kind of fault.
    pub code: FaultCode,
    /// What is wrong and what would be right.
    pub message: String,
    /// Where, such as `groups[1].people`; empty for the whole.
    pub path: String,
}

/// The kinds of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum FaultCode {
    /// The text is not JSON, or is empty or too long.
    NotJson,
    /// A field is unknown, missing or of the wrong type.
    WrongShape,
    /// Two things have the same name.
    DuplicateName,
    /// A name is empty.
    EmptyName,
    /// A group, app, flow, bot, environment or plan is named that does not exist.
    UnknownName,
    /// A value that contradicts another one.
    Contradiction,
    /// There is no such edition.
    UnknownEdition,
    /// More things than the engine takes.
    TooMany,
    /// Events came in another order than was relied on.
    OutOfOrder,
}

impl Fault {
    /// A fault at a place.
    pub fn new(code: FaultCode, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code, path: path.into(), message: message.into() }
    }

    /// The same fault seen from one level up: inside of the field or of the `[place]` with this name.
    #[must_use]
    pub fn within(mut self, outer: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{outer}{dot}{}", self.path);
        self
    }
}

impl From<Wrong> for Fault {
    fn from(wrong: Wrong) -> Self {
        Self::new(FaultCode::WrongShape, wrong.path, wrong.says)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() { f.write_str(&self.message) } else { write!(f, "{}: {}", self.path, self.message) }
    }
}

impl std::error::Error for Fault {}
