//! Counts that people type: whole numbers with a sane upper end, and gigabytes kept as whole megabytes.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::plain::{Plain, Reader, deserialize_as_plain};

/// A count of people, licenses, sessions or runs: a whole number from 0 to ten million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Count(#[cfg_attr(feature = "schema", schemars(range(min = 0, max = 10_000_000)))] u32);

impl Count {
    /// The largest count that is taken; larger ones are refused as a slip of the keyboard.
    pub const MAX: u32 = 10_000_000;

    /// A count, or nothing when it is above [`Count::MAX`].
    pub const fn new(value: u32) -> Option<Self> {
        if value <= Self::MAX { Some(Self(value)) } else { None }
    }

    /// The one.
    pub const ONE: Self = Self(1);

    /// The plain number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The plain number, for sums.
    pub fn wide(self) -> u64 {
        u64::from(self.0)
    }

    /// Whether the count is zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Plain for Count {
    fn from_plain(value: &Value, reader: &mut Reader) -> Self {
        let count = value.as_u64().and_then(|number| u32::try_from(number).ok()).and_then(Self::new);
        if count.is_none() {
            reader.unexpected(value, "a whole number from 0 to 10,000,000");
        }
        count.unwrap_or_default()
    }
}

deserialize_as_plain!(Count, Gigabytes);

/// An amount of storage: whole megabytes inside, gigabytes (of 1,000 megabytes, as the licensing documents count) outside.
///
/// Reads a whole number, a decimal number or a text such as `"2.4"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Gigabytes(u32);

impl Gigabytes {
    /// The most that is taken, in megabytes: a thousand terabytes.
    pub const MAX_MEGABYTES: u32 = 1_000_000_000;

    /// Storage from megabytes, or nothing above [`Gigabytes::MAX_MEGABYTES`].
    pub const fn from_megabytes(megabytes: u32) -> Option<Self> {
        if megabytes <= Self::MAX_MEGABYTES { Some(Self(megabytes)) } else { None }
    }

    /// Whole megabytes.
    pub fn megabytes(self) -> u64 {
        u64::from(self.0)
    }

    /// Reads `2`, `2.4`, `0.125`: at most three decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) || fraction.len() > 3 {
            return None;
        }
        let fraction = format!("{fraction:0<3}").parse::<u32>().ok()?;
        let megabytes = whole.parse::<u32>().ok()?.checked_mul(1000)?.checked_add(fraction)?;
        Self::from_megabytes(megabytes)
    }
}

impl fmt::Display for Gigabytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&gigabytes_text(u64::from(self.0)))
    }
}

/// Megabytes as gigabytes without superfluous zeros: 10500 becomes `10.5`.
pub fn gigabytes_text(megabytes: u64) -> String {
    let fraction = format!("{:03}", megabytes % 1000);
    match fraction.trim_end_matches('0') {
        "" => (megabytes / 1000).to_string(),
        short => format!("{}.{short}", megabytes / 1000),
    }
}

/// Megabytes with the unit that people read: 10300 becomes `10.3 GB`.
pub fn gigabytes(megabytes: u64) -> String {
    format!("{} GB", gigabytes_text(megabytes))
}

impl Serialize for Gigabytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(1000) { serializer.serialize_u32(self.0 / 1000) } else { serializer.collect_str(self) }
    }
}

impl Plain for Gigabytes {
    fn from_plain(value: &Value, reader: &mut Reader) -> Self {
        let amount = match value {
            Value::String(text) => Self::parse(text),
            // The shortest text of a number with decimals is what was typed; nothing is computed with it.
            Value::Number(number) => Self::parse(&number.to_string()),
            _ => None,
        };
        if amount.is_none() {
            reader.unexpected(
                value,
                "a number of gigabytes from 0 to 1,000,000 with at most three decimals, such as 2.4",
            );
        }
        amount.unwrap_or_default()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Gigabytes {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Gigabytes".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Gigabytes of 1,000 megabytes, at most three decimals; a number or a text",
            "anyOf": [
                { "type": "number", "minimum": 0, "maximum": 1_000_000 },
                { "type": "string", "pattern": r"^[0-9]+(\.[0-9]{1,3})?$" }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_refuse_what_is_absurd() {
        for text in ["-1", "10000001", "1.5", "\"3\"", "null", "1e3"] {
            let error = serde_json::from_str::<Count>(text).expect_err(text).to_string();
            assert!(error.contains("a whole number from 0 to 10,000,000"), "{text}: {error}");
        }
        assert_eq!(serde_json::from_str::<Count>("10000000").map(Count::get).ok(), Some(10_000_000));
    }

    #[test]
    fn gigabytes_are_whole_megabytes() {
        for (text, megabytes) in [("2.4", 2400), ("\"0.125\"", 125), ("7", 7000), ("0.001", 1)] {
            let read: Gigabytes = serde_json::from_str(text).expect(text);
            assert_eq!(read.megabytes(), megabytes);
            let written = serde_json::to_string(&read).expect(text);
            assert_eq!(serde_json::from_str::<Gigabytes>(&written).ok(), Some(read));
        }
        for text in ["-1", "0.0001", "1000001", "\"2,4\"", "true"] {
            assert!(serde_json::from_str::<Gigabytes>(text).is_err(), "{text}");
        }
    }
}
