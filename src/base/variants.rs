//! The names of an enum's variants as data writes them, so that a list of words can be checked against the enum itself.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};

/// All names of an enum without fields, in the order of its declaration.
pub fn of<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    let mut names: &'static [&'static str] = &[];
    // It always "fails": the names are taken on the way.
    let _ = T::deserialize(Listener { names: &mut names });
    names
}

/// Takes the names that a type asks its deserializer to choose from.
struct Listener<'a> {
    names: &'a mut &'static [&'static str],
}

/// Nothing is ever read.
#[derive(Debug)]
struct Heard;

impl fmt::Display for Heard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("only the names were asked for")
    }
}

impl std::error::Error for Heard {}

impl de::Error for Heard {
    fn custom<M: fmt::Display>(_: M) -> Self {
        Self
    }
}

impl<'de> Deserializer<'de> for Listener<'_> {
    type Error = Heard;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Heard> {
        Err(Heard)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Heard> {
        Err(Heard)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Heard> {
        Err(Heard)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Heard> {
        *self.names = variants;
        Err(Heard)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "kebab-case")]
    #[allow(dead_code, reason = "only its names are asked for")]
    enum Fruit {
        RedApple,
        Pear,
    }

    #[test]
    fn names_are_those_of_the_data() {
        assert_eq!(of::<Fruit>(), ["red-apple", "pear"]);
        assert!(of::<String>().is_empty());
    }
}
