//! Why a type cannot be read.

use std::fmt;

use serde_json::Value;

/// Why a type cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wrong {
    /// The way to what is wrong, such as `groups[0].people`; empty for the whole.
    pub path: String,
    /// What is wrong and what would be right.
    pub says: String,
}

impl Wrong {
    /// Something wrong with the whole.
    pub fn says(says: String) -> Self {
        Self { path: String::new(), says }
    }

    /// It lies in this field, or at this `[place]` of a list.
    #[cold]
    pub(super) fn within(&mut self, step: &str) {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{step}{dot}{}", self.path);
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.says),
            path => write!(f, "{path}: {}", self.says),
        }
    }
}

impl std::error::Error for Wrong {}

/// What a value is, in words; a number says which, as its kind alone may be right.
#[cold]
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Names in quotes, with commas.
#[cold]
pub(super) fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
