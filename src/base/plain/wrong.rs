//! Why a type cannot be read.

use std::fmt;

use serde::de::{self, Error as _, Expected, Unexpected};
use serde_json::Value;

/// Why a type cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// There is nothing to read; what has a default takes it.
    Absent,
    /// The field at this place of the declaration is missing.
    Missing(usize),
    /// In words.
    Says(String),
}

impl Wrong {
    /// A value of another type than expected.
    #[cold]
    pub(super) fn of(value: &Value, expected: &dyn Expected) -> Self {
        let unexpected = match value {
            Value::Null => Unexpected::Unit,
            Value::Bool(flag) => Unexpected::Bool(*flag),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => Unexpected::Unsigned(number),
                (_, Some(number)) => Unexpected::Signed(number),
                _ => Unexpected::Other("number with decimals"),
            },
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        };
        Self::invalid_type(unexpected, expected)
    }

    /// Says which field it is.
    #[cold]
    pub(super) fn among(self, names: &'static [&'static str]) -> Self {
        match self {
            Self::Missing(place) => names.get(place).copied().map_or(Self::Absent, Self::missing_field),
            other => other,
        }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent | Self::Missing(_) => f.write_str("something is missing"),
            Self::Says(words) => f.write_str(words),
        }
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    #[cold]
    fn custom<M: fmt::Display>(message: M) -> Self {
        Self::Says(message.to_string())
    }

    #[cold]
    fn invalid_type(unexpected: Unexpected, expected: &dyn Expected) -> Self {
        match unexpected {
            Unexpected::Unit => Self::Says(format!("invalid type: null, expected {expected}")),
            _ => Self::Says(format!("invalid type: {unexpected}, expected {expected}")),
        }
    }

    #[cold]
    fn invalid_length(length: usize, _: &dyn Expected) -> Self {
        Self::Missing(length)
    }
}
