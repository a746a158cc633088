//! From parsed JSON to a type, by the type's own `Deserialize`: the face of serde for what the price book, scenarios and the
//! page's own texts need.
//!
//! `serde_json` would do the same, but takes structs as lists of values too, and all numbers for any type; what is compiled for
//! that in each type was a tenth of the page. Here a struct is an object, and nothing else. An enum whose variants have fields
//! is an object with the name of the variant under `shape` and the fields beside it, as people write it in TOML.

use std::vec;

use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, Error as _, Unexpected, Visitor};
use serde_json::{Error, Map, Value, map};

/// The key under which the name of a variant with fields stands.
const SHAPE: &str = "shape";

/// Reads a type.
///
/// # Errors
/// What is wrong and what would be right.
pub fn read<T: DeserializeOwned>(value: Value) -> Result<T, Error> {
    T::deserialize(Plain(value))
}

/// Parsed JSON to read a type from.
pub struct Plain(pub Value);

impl Plain {
    /// Never for each type: what is wrong is said in one place.
    #[cold]
    fn wrong(&self, expected: &dyn de::Expected) -> Error {
        Error::invalid_type(unexpected(&self.0), expected)
    }
}

fn unexpected(value: &Value) -> Unexpected<'_> {
    match value {
        Value::Null => Unexpected::Unit,
        Value::Bool(flag) => Unexpected::Bool(*flag),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => Unexpected::Unsigned(number),
            (_, Some(number)) => Unexpected::Signed(number),
            _ => number.as_f64().map_or(Unexpected::Other("number"), Unexpected::Float),
        },
        Value::String(text) => Unexpected::Str(text),
        Value::Array(_) => Unexpected::Seq,
        Value::Object(_) => Unexpected::Map,
    }
}

/// Methods that take a whole number, and say what is wrong otherwise.
macro_rules! whole {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match &self.0 {
                Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                    (Some(number), _) => visitor.visit_u64(number),
                    (_, Some(number)) => visitor.visit_i64(number),
                    _ => Err(self.wrong(&visitor)),
                },
                _ => Err(self.wrong(&visitor)),
            }
        }
    )*};
}

/// Methods for shapes that no type of ours has.
macro_rules! any {
    ($($method:ident($($argument:ty),*))*) => {$(
        fn $method<V: Visitor<'de>>(self, $(_: $argument,)* visitor: V) -> Result<V::Value, Error> {
            self.deserialize_any(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Plain {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(flag),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => visitor.visit_u64(number),
                (_, Some(number)) => visitor.visit_i64(number),
                _ => number.deserialize_any(visitor),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(items) => items_of(items, visitor),
            Value::Object(fields) => visitor.visit_map(Fields::of(fields)),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Bool(flag) => visitor.visit_bool(flag),
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::String(text) => visitor.visit_string(text),
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_string(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_string(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(items) => items_of(items, visitor),
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(fields) => visitor.visit_map(Fields::of(fields)),
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(Variant::of(self)?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    whole! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    any! {
        deserialize_f32() deserialize_f64() deserialize_char() deserialize_bytes() deserialize_byte_buf() deserialize_unit()
        deserialize_unit_struct(&'static str) deserialize_tuple(usize) deserialize_tuple_struct(&'static str, usize)
    }
}

fn items_of<'de, V: Visitor<'de>>(items: Vec<Value>, visitor: V) -> Result<V::Value, Error> {
    let mut items = Items(items.into_iter());
    let read = visitor.visit_seq(&mut items)?;
    if items.0.as_slice().is_empty() { Ok(read) } else { Err(Error::custom("the list is too long")) }
}

/// The items of a list.
struct Items(vec::IntoIter<Value>);

impl<'de> de::SeqAccess<'de> for Items {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.next().map(|item| seed.deserialize(Plain(item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// The fields of an object.
struct Fields {
    rest: map::IntoIter,
    value: Value,
}

impl Fields {
    fn of(fields: Map<String, Value>) -> Self {
        Self { rest: fields.into_iter(), value: Value::Null }
    }

    fn step(&mut self) -> Option<Name> {
        let (name, value) = self.rest.next()?;
        self.value = value;
        Some(Name(name))
    }
}

impl<'de> de::MapAccess<'de> for Fields {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.step().map(|name| seed.deserialize(name)).transpose()
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(Plain(self.value.take()))
    }
}

/// The name of a field or of a variant.
struct Name(String);

impl<'de> Deserializer<'de> for Name {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(Variant { name: self.0, content: Value::Null })
    }

    any! { deserialize_f32() deserialize_f64() }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 char str string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// The variant of an enum, with what belongs to it.
struct Variant {
    name: String,
    content: Value,
}

impl Variant {
    /// A text, an object with a shape, or an object whose only key is the name.
    fn of(plain: Plain) -> Result<Self, Error> {
        match plain.0 {
            Value::String(name) => Ok(Self { name, content: Value::Null }),
            Value::Object(mut fields) => match fields.remove(SHAPE) {
                Some(Value::String(name)) => Ok(Self { name, content: Value::Object(fields) }),
                Some(other) => Err(Plain(other).wrong(&"the name of a shape")),
                None if fields.len() == 1 => {
                    let (name, content) = fields.into_iter().next().unwrap_or_default();
                    Ok(Self { name, content })
                }
                None => Err(Error::missing_field(SHAPE)),
            },
            _ => Err(plain.wrong(&"a name in quotes")),
        }
    }
}

impl<'de> de::EnumAccess<'de> for Variant {
    type Error = Error;
    type Variant = Plain;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Plain), Error> {
        Ok((seed.deserialize(Name(self.name))?, Plain(self.content)))
    }
}

impl<'de> de::VariantAccess<'de> for Plain {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        match &self.0 {
            Value::Null => Ok(()),
            Value::Object(fields) if fields.is_empty() => Ok(()),
            _ => Err(self.wrong(&"nothing beside the name")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "kebab-case", deny_unknown_fields)]
    enum Shape {
        Dot,
        Circle { radius: u32 },
        Named(String),
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Drawing {
        shapes: Vec<Shape>,
        #[serde(default)]
        visible: bool,
        scale: Option<i64>,
    }

    #[test]
    fn what_fits_is_read() {
        let value = json!({"shapes": ["dot", {"shape": "circle", "radius": 2}, {"named": "x"}], "scale": -3});
        let shapes = vec![Shape::Dot, Shape::Circle { radius: 2 }, Shape::Named("x".to_owned())];
        assert_eq!(read::<Drawing>(value).ok(), Some(Drawing { shapes, visible: false, scale: Some(-3) }));
    }

    #[test]
    fn what_does_not_fit_says_what_would() {
        for (value, says) in [
            (json!([[], true, null]), "invalid type: sequence, expected struct Drawing"),
            (json!({"shapes": {}}), "invalid type: map, expected a sequence"),
            (json!({}), "missing field `shapes`"),
            (json!({"shapes": [], "other": 1}), "unknown field `other`"),
            (json!({"shapes": ["square"]}), "unknown variant `square`"),
            (json!({"shapes": [{"shape": "circle"}]}), "missing field `radius`"),
            (json!({"shapes": [{"shape": "circle", "radius": -1}]}), "invalid value: integer `-1`, expected u32"),
            (
                json!({"shapes": [{"shape": "circle", "radius": 0.5}]}),
                "invalid type: floating point `0.5`, expected u32",
            ),
            (json!({"shapes": [{"shape": 1}]}), "expected the name of a shape"),
            (json!({"shapes": [{"shape": "dot", "radius": 1}]}), "expected nothing beside the name"),
            (json!({"shapes": [{}]}), "missing field `shape`"),
            (json!({"shapes": [7]}), "expected a name in quotes"),
            (json!({"shapes": [], "visible": null}), "invalid type: null, expected a boolean"),
        ] {
            let error = read::<Drawing>(value.clone()).expect_err("it does not fit").to_string();
            assert!(error.contains(says), "{value}: {error}");
        }
    }
}
