//! From plain data, which is parsed JSON, to a type, with the way to what is wrong.
//!
//! Serde's own way of making types was a sixth of the page: for each type it can take any format, fields in any order, and
//! leaves at the first fault with everything read so far to be cleared away. Here a type asks for its fields by name, one
//! after the other; the first fault is noted, something harmless stands in its place, and in the end the whole reading
//! fails. `#[derive(Plain)]` writes the asking. An enum whose variants have fields is an object with the name of the variant
//! under `shape` and the fields beside it, as people write it in TOML.

mod kinds;
mod reader;
mod wrong;

pub use plancost_derive::Plain;
use serde::{Deserialize, Deserializer, de};
use serde_json::Value;

pub use reader::{Fields, Reader};
pub use wrong::Wrong;

/// A type that can be read from plain data.
pub trait Plain: Sized {
    /// The names of an enum's variants in the order of their declaration; of other types there are none.
    const NAMES: &'static [&'static str] = &[];

    /// Reads it. What is wrong is noted with the reader, and whatever is given back then is never seen.
    fn from_plain(value: &Value, reader: &mut Reader) -> Self;

    /// Reads it from the key of an object.
    fn from_key(key: &str, reader: &mut Reader) -> Self {
        Self::from_plain(&Value::String(key.to_owned()), reader)
    }

    /// What it is where it is left out, for types that may be.
    fn absent() -> Option<Self> {
        None
    }
}

/// Reads a type.
///
/// # Errors
/// What is wrong first, where, and what would be right.
pub fn read<T: Plain>(value: &Value) -> Result<T, Wrong> {
    Reader::strict().whole(value)
}

/// Reads a type; fields that it does not know are left out: a later version of the page may have written them.
///
/// # Errors
/// What is wrong first, where, and what would be right.
pub fn read_known<T: Plain>(value: &Value) -> Result<T, Wrong> {
    Reader::lenient().whole(value)
}

/// Reads a type from JSON text.
///
/// # Errors
/// That it is not JSON, or what is wrong first, where, and what would be right.
pub fn parse<T: Plain>(text: &str) -> Result<T, Wrong> {
    let value = serde_json::from_str(text).map_err(|error| Wrong::says(format!("this is not JSON: {error}")))?;
    read(&value)
}

/// What `serde::Deserialize` does for a type that is read here.
///
/// # Errors
/// As [`read`], as an error of the format.
pub fn deserialize<'de, T: Plain, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    read(&Value::deserialize(deserializer)?).map_err(de::Error::custom)
}

/// `serde::Deserialize` for types whose `Plain` is written by hand.
macro_rules! deserialize_as_plain {
    ($($name:ty),*) => {$(
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::base::plain::deserialize(deserializer)
            }
        }
    )*};
}
pub(crate) use deserialize_as_plain;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::base::sorted::BTreeMap;

    #[derive(Debug, PartialEq, Plain)]
    #[serde(rename_all = "kebab-case", deny_unknown_fields)]
    enum Shape {
        Dot,
        Circle { radius: u32, filled: Option<bool> },
        Named(String),
    }

    #[derive(Debug, PartialEq, Plain)]
    #[serde(rename_all = "kebab-case")]
    enum Fruit {
        RedApple,
        Pear,
    }

    #[derive(Debug, PartialEq, Plain)]
    #[serde(deny_unknown_fields)]
    struct Drawing {
        #[serde(default)]
        visible: bool,
        shapes: Vec<Shape>,
        scale: Option<i64>,
        #[serde(default = "two", rename = "ref")]
        reference: u8,
    }

    fn two() -> u8 {
        2
    }

    #[derive(Debug, PartialEq, Plain)]
    #[serde(default, deny_unknown_fields)]
    struct Lenient {
        name: String,
        inside: Vec<Lenient>,
        fruits: BTreeMap<String, Fruit>,
    }

    impl Default for Lenient {
        fn default() -> Self {
            Self { name: "nobody".to_owned(), inside: Vec::new(), fruits: BTreeMap::new() }
        }
    }

    #[test]
    fn what_fits_is_read() {
        let value = json!({"shapes": ["dot", {"shape": "circle", "radius": 2}, {"named": "x"}], "scale": -3});
        let shapes = vec![Shape::Dot, Shape::Circle { radius: 2, filled: None }, Shape::Named("x".to_owned())];
        let drawing = Drawing { shapes, visible: false, scale: Some(-3), reference: 2 };
        assert_eq!(read(&value).as_ref(), Ok(&drawing));
        assert_eq!(serde_json::from_value::<Drawing>(value).ok(), Some(drawing));
        let fruits = [("a".to_owned(), Fruit::RedApple), ("b".to_owned(), Fruit::Pear)].into();
        let read = read(&json!({"fruits": {"b": "pear", "a": {"shape": "red-apple"}}}));
        assert_eq!(read, Ok(Lenient { fruits, ..Lenient::default() }));
        assert_eq!((Fruit::NAMES, Shape::NAMES.len()), (["red-apple", "pear"].as_slice(), 3));
    }

    #[test]
    fn what_is_unknown_is_left_out_only_where_that_is_asked_for() {
        let value = json!({"other": 1, "inside": [{"name": "a", "new": null}]});
        let inside = vec![Lenient { name: "a".to_owned(), ..Lenient::default() }];
        assert_eq!(read_known(&value), Ok(Lenient { inside, ..Lenient::default() }));
        assert!(read::<Lenient>(&value).is_err());
    }

    #[test]
    fn what_does_not_fit_says_where_and_what_would() {
        for (value, says) in [
            (json!([[], true, null]), "expected an object in braces, not a list"),
            (json!({"shapes": {}}), "shapes: expected a list, not an object"),
            (json!({}), "the field `shapes` is missing"),
            (
                json!({"shapes": [], "other": 1}),
                "other: this field is not known; expected one of `visible`, `shapes`, `scale`, `ref`",
            ),
            (
                json!({"shapes": ["dot", "square"]}),
                "shapes[1]: `square` is not known; expected one of `dot`, `circle`, `named`",
            ),
            (json!({"shapes": [{"shape": "circle"}]}), "shapes[0]: the field `radius` is missing"),
            (
                json!({"shapes": [{"shape": "circle", "radius": -1}]}),
                "shapes[0].radius: expected a whole number from 0 to 4294967295, not `-1`",
            ),
            (json!({"shapes": [{"shape": "circle", "radius": 0.5}]}), "not `0.5`"),
            (
                json!({"shapes": [{"shape": "circle", "radius": 1, "color": 1}]}),
                "shapes[0].color: this field is not known",
            ),
            (
                json!({"shapes": [{"shape": 1}]}),
                "shapes[0].shape: expected the name of a shape in quotes, not a number",
            ),
            (json!({"shapes": [{"shape": "dot", "radius": 1}]}), "expected nothing beside the name"),
            (json!({"shapes": [{}]}), "the field `shape` is missing"),
            (json!({"shapes": [7]}), "expected a name in quotes, not a number"),
            (json!({"shapes": [], "visible": null}), "visible: expected true or false, not null"),
        ] {
            let wrong = read::<Drawing>(&value).expect_err("it does not fit").to_string();
            assert!(wrong.contains(says), "{value}: {wrong}");
        }
    }
}
