//! From parsed JSON to a type, by the type's own `Deserialize`: the face of serde for what the price book, scenarios and the
//! page's own texts need.
//!
//! `serde_json` would do the same, but what is compiled for it in each type was a sixth of the page. Here a struct is an object
//! and nothing else, and its fields are handed over in the order of their declaration: serde then needs neither their names nor
//! a place for each until the last has come. Where the way to a fault is asked for, the fields have to be named after all. An
//! enum whose variants have fields is an object with the name of the variant under `shape` and the fields beside it, as people
//! write it in TOML.

mod wrong;

use std::vec;

use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, Visitor};
use serde_json::{Map, Value, map};

pub use wrong::Wrong;

/// The key under which the name of a variant with fields stands.
const SHAPE: &str = "shape";

/// Reads a type; fields that it does not know are refused.
///
/// # Errors
/// What is wrong and what would be right.
pub fn read<T: DeserializeOwned>(value: Value) -> Result<T, Wrong> {
    T::deserialize(Plain::<false> { value: Some(value), strict: true })
}

/// Reads a type; fields that it does not know are left out: a later version of the page may have written them.
///
/// # Errors
/// What is wrong and what would be right.
pub fn read_known<T: DeserializeOwned>(value: Value) -> Result<T, Wrong> {
    T::deserialize(Plain::<false> { value: Some(value), strict: false })
}

/// To read a type with the way to what is wrong: the deserializer that `serde_path_to_error` follows.
pub fn by_name(value: Value) -> Plain<true> {
    Plain { value: Some(value), strict: true }
}

/// A value or its absence, to read a type from; its fields by name or by their order.
pub struct Plain<const NAMED: bool> {
    value: Option<Value>,
    /// Whether unknown fields are refused, when they are not named.
    strict: bool,
}

impl<'de, const NAMED: bool> Plain<NAMED> {
    /// In one place for all types.
    #[cold]
    fn wrong(&self, expected: &dyn de::Expected) -> Wrong {
        self.value.as_ref().map_or(Wrong::Absent, |value| Wrong::of(value, expected))
    }

    fn items<V: Visitor<'de>>(items: Vec<Value>, strict: bool, visitor: V) -> Result<V::Value, Wrong> {
        let mut items = Items::<NAMED> { rest: items.into_iter().map(Some).collect::<Vec<_>>().into_iter(), strict };
        let read = visitor.visit_seq(&mut items)?;
        if items.rest.as_slice().is_empty() { Ok(read) } else { Err(Wrong::Says("the list is too long".to_owned())) }
    }
}

/// Methods that take a whole number.
macro_rules! whole {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
            match self.value.as_ref().map(|value| (value.as_u64(), value.as_i64())) {
                Some((Some(number), _)) => visitor.visit_u64(number),
                Some((_, Some(number))) => visitor.visit_i64(number),
                _ => Err(self.wrong(&visitor)),
            }
        }
    )*};
}

/// Methods that do as another one.
macro_rules! same {
    ($as:ident: $($method:ident($($argument:ty),*))*) => {$(
        fn $method<V: Visitor<'de>>(self, $(_: $argument,)* visitor: V) -> Result<V::Value, Wrong> {
            self.$as(visitor)
        }
    )*};
}

impl<'de, const NAMED: bool> Deserializer<'de> for Plain<NAMED> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.value {
            None => Err(Wrong::Absent),
            Some(Value::Null) => visitor.visit_unit(),
            Some(Value::Bool(flag)) => visitor.visit_bool(flag),
            Some(Value::Number(number)) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => visitor.visit_u64(number),
                (_, Some(number)) => visitor.visit_i64(number),
                _ => number.deserialize_any(visitor).map_err(de::Error::custom),
            },
            Some(Value::String(text)) => visitor.visit_string(text),
            Some(Value::Array(items)) => Self::items(items, self.strict, visitor),
            Some(Value::Object(fields)) => visitor.visit_map(Fields::<NAMED>::of(fields, self.strict)),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.value {
            Some(Value::Bool(flag)) => visitor.visit_bool(flag),
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.value {
            Some(Value::String(text)) => visitor.visit_string(text),
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.value {
            None | Some(Value::Null) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.value {
            Some(Value::Array(items)) => Self::items(items, self.strict, visitor),
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.value {
            Some(Value::Object(fields)) => visitor.visit_map(Fields::<NAMED>::of(fields, self.strict)),
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        if NAMED {
            return self.deserialize_map(visitor);
        }
        match self.value {
            Some(Value::Object(fields)) => {
                let rest = in_order(fields, names, self.strict)?;
                visitor.visit_seq(Items::<NAMED> { rest, strict: self.strict }).map_err(|wrong| wrong.among(names))
            }
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        let strict = self.strict;
        match self.value {
            Some(value) => visitor.visit_enum(Variant::<NAMED>::of(value, strict)?),
            None => Err(Wrong::Absent),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_unit()
    }

    whole! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    same! { deserialize_string: deserialize_str() deserialize_identifier() deserialize_char() }

    same! {
        deserialize_any: deserialize_f32() deserialize_f64() deserialize_bytes() deserialize_byte_buf() deserialize_unit()
        deserialize_unit_struct(&'static str) deserialize_tuple(usize) deserialize_tuple_struct(&'static str, usize)
    }
}

/// The fields of a struct in the order of its declaration, with nothing where one is absent.
fn in_order(
    mut fields: Map<String, Value>,
    names: &'static [&'static str],
    strict: bool,
) -> Result<vec::IntoIter<Option<Value>>, Wrong> {
    let found: Vec<Option<Value>> = names.iter().map(|name| fields.remove(*name)).collect();
    match fields.keys().next() {
        Some(unknown) if strict => Err(de::Error::unknown_field(unknown, names)),
        _ => Ok(found.into_iter()),
    }
}

/// The items of a list, or the fields of a struct.
struct Items<const NAMED: bool> {
    rest: vec::IntoIter<Option<Value>>,
    strict: bool,
}

impl<'de, const NAMED: bool> de::SeqAccess<'de> for Items<NAMED> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Wrong> {
        let Some(value) = self.rest.next() else { return Ok(None) };
        match seed.deserialize(Plain::<NAMED> { value, strict: self.strict }) {
            Err(Wrong::Absent) => Ok(None),
            read => read.map(Some),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The fields of an object.
struct Fields<const NAMED: bool> {
    rest: map::IntoIter,
    value: Value,
    strict: bool,
}

impl<const NAMED: bool> Fields<NAMED> {
    fn of(fields: Map<String, Value>, strict: bool) -> Self {
        Self { rest: fields.into_iter(), value: Value::Null, strict }
    }

    fn step(&mut self) -> Option<Name> {
        let (name, value) = self.rest.next()?;
        self.value = value;
        Some(Name(name))
    }
}

impl<'de, const NAMED: bool> de::MapAccess<'de> for Fields<NAMED> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Wrong> {
        self.step().map(|name| seed.deserialize(name)).transpose()
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Wrong> {
        seed.deserialize(Plain::<NAMED> { value: Some(self.value.take()), strict: self.strict })
    }
}

/// The name of a field or of a variant.
struct Name(String);

impl<'de> Deserializer<'de> for Name {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_string(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_enum(Variant::<false> { name: self, content: Plain { value: Some(Value::Null), strict: true } })
    }

    same! { deserialize_any: deserialize_f32() deserialize_f64() }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 char str string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// The variant of an enum, with what belongs to it.
struct Variant<const NAMED: bool> {
    name: Name,
    content: Plain<NAMED>,
}

impl<const NAMED: bool> Variant<NAMED> {
    fn of(value: Value, strict: bool) -> Result<Self, Wrong> {
        let (name, content) = named(value)?;
        Ok(Self { name: Name(name), content: Plain { value: Some(content), strict } })
    }
}

/// The name of a variant and its content: a text, an object with a shape, or an object whose only key is the name.
fn named(value: Value) -> Result<(String, Value), Wrong> {
    match value {
        Value::String(name) => Ok((name, Value::Null)),
        Value::Object(mut fields) => match fields.remove(SHAPE) {
            Some(Value::String(name)) => Ok((name, Value::Object(fields))),
            Some(other) => Err(Wrong::of(&other, &"the name of a shape")),
            None if fields.len() == 1 => Ok(fields.into_iter().next().unwrap_or_default()),
            None => Err(de::Error::missing_field(SHAPE)),
        },
        other => Err(Wrong::of(&other, &"a name in quotes")),
    }
}

impl<'de, const NAMED: bool> de::EnumAccess<'de> for Variant<NAMED> {
    type Error = Wrong;
    type Variant = Plain<NAMED>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Plain<NAMED>), Wrong> {
        Ok((seed.deserialize(self.name)?, self.content))
    }
}

impl<'de, const NAMED: bool> de::VariantAccess<'de> for Plain<NAMED> {
    type Error = Wrong;

    fn unit_variant(self) -> Result<(), Wrong> {
        match &self.value {
            Some(Value::Null) => Ok(()),
            Some(Value::Object(fields)) if fields.is_empty() => Ok(()),
            _ => Err(self.wrong(&"nothing beside the name")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Wrong> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, names: &'static [&'static str], visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_struct("", names, visitor)
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
        Circle { radius: u32, filled: Option<bool> },
        Named(String),
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Drawing {
        #[serde(default)]
        visible: bool,
        shapes: Vec<Shape>,
        scale: Option<i64>,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Lenient {
        name: String,
        inside: Vec<Lenient>,
    }

    #[test]
    fn what_fits_is_read() {
        let value = json!({"shapes": ["dot", {"shape": "circle", "radius": 2}, {"named": "x"}], "scale": -3});
        let shapes = vec![Shape::Dot, Shape::Circle { radius: 2, filled: None }, Shape::Named("x".to_owned())];
        let drawing = Drawing { shapes, visible: false, scale: Some(-3) };
        assert_eq!(Drawing::deserialize(by_name(value.clone())).as_ref(), Ok(&drawing));
        assert_eq!(read(value), Ok(drawing));
    }

    #[test]
    fn what_is_unknown_is_left_out_only_where_that_is_asked_for() {
        let value = json!({"other": 1, "inside": [{"name": "a", "new": null}]});
        let inside = vec![Lenient { name: "a".to_owned(), ..Lenient::default() }];
        assert_eq!(read_known(value.clone()), Ok(Lenient { inside, ..Lenient::default() }));
        assert!(read::<Lenient>(value).is_err());
    }

    #[test]
    fn what_does_not_fit_says_what_would() {
        for (value, says) in [
            (json!([[], true, null]), "invalid type: sequence, expected struct Drawing"),
            (json!({"shapes": {}}), "invalid type: map, expected a sequence"),
            (json!({}), "missing field `shapes`"),
            (json!({"shapes": [], "other": 1}), "unknown field `other`, expected one of `visible`, `shapes`, `scale`"),
            (json!({"shapes": ["square"]}), "unknown variant `square`"),
            (json!({"shapes": [{"shape": "circle"}]}), "missing field `radius`"),
            (json!({"shapes": [{"shape": "circle", "radius": -1}]}), "invalid value: integer `-1`, expected u32"),
            (
                json!({"shapes": [{"shape": "circle", "radius": 0.5}]}),
                "invalid type: number with decimals, expected u32",
            ),
            (json!({"shapes": [{"shape": 1}]}), "expected the name of a shape"),
            (json!({"shapes": [{"shape": "dot", "radius": 1}]}), "expected nothing beside the name"),
            (json!({"shapes": [{}]}), "missing field `shape`"),
            (json!({"shapes": [7]}), "expected a name in quotes"),
            (json!({"shapes": [], "visible": null}), "invalid type: null, expected a boolean"),
        ] {
            let in_order = read::<Drawing>(value.clone()).expect_err("it does not fit").to_string();
            assert!(in_order.contains(says), "{value}: {in_order}");
            let by_name = Drawing::deserialize(by_name(value.clone())).expect_err("it does not fit").to_string();
            assert_eq!(by_name, in_order);
        }
    }
}
