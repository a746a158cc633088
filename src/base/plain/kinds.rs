//! What numbers, texts, lists and their like are in plain data.

use std::rc::Rc;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Plain, Reader};
use crate::base::sorted::{BTreeMap, BTreeSet};

impl Plain for bool {
    fn from_plain(value: &Value, reader: &mut Reader) -> Self {
        let flag = value.as_bool();
        if flag.is_none() {
            reader.unexpected(value, "true or false");
        }
        flag.unwrap_or_default()
    }
}

impl Plain for String {
    fn from_plain(value: &Value, reader: &mut Reader) -> Self {
        if let Value::String(text) = value {
            return text.clone();
        }
        reader.unexpected(value, "a text");
        Self::new()
    }
}

impl Plain for Rc<str> {
    fn from_plain(value: &Value, reader: &mut Reader) -> Self {
        String::from_plain(value, reader).into()
    }
}

macro_rules! whole {
    ($($whole:ty: $method:ident)*) => {$(
        impl Plain for $whole {
            fn from_plain(value: &Value, reader: &mut Reader) -> Self {
                let number = value.$method().and_then(|number| Self::try_from(number).ok());
                if number.is_none() {
                    reader.unexpected(value, &format!("a whole number from {} to {}", Self::MIN, Self::MAX));
                }
                number.unwrap_or_default()
            }

            /// Keys are texts, also where they are numbers.
            fn from_key(key: &str, reader: &mut Reader) -> Self {
                Self::from_plain(&key.parse::<Self>().map_or(Value::Null, Value::from), reader)
            }
        }
    )*};
}

whole! { u8: as_u64 u16: as_u64 u32: as_u64 u64: as_u64 usize: as_u64 i64: as_i64 i32: as_i64 }

impl<T: Plain> Plain for Option<T> {
    fn from_plain(value: &Value, reader: &mut Reader) -> Self {
        if value.is_null() { None } else { Some(T::from_plain(value, reader)) }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Plain> Plain for Vec<T> {
    fn from_plain(value: &Value, reader: &mut Reader) -> Self {
        reader.list(value)
    }
}

impl<T: Plain + Ord> Plain for BTreeSet<T> {
    fn from_plain(value: &Value, reader: &mut Reader) -> Self {
        reader.list(value).into_iter().collect()
    }
}

impl<K: Plain + Ord, V: Plain> Plain for BTreeMap<K, V> {
    fn from_plain(value: &Value, reader: &mut Reader) -> Self {
        let mut map = Self::new();
        reader.entries(value, |key, value| {
            map.insert(key, value);
        });
        map
    }
}

impl<A: Plain, B: Plain> Plain for (A, B) {
    fn from_plain(value: &Value, reader: &mut Reader) -> Self {
        let pair = value.as_array().map(Vec::as_slice);
        let (first, second) = if let Some([first, second]) = pair {
            (first, second)
        } else {
            reader.unexpected(value, "a list of two");
            (&Value::Null, &Value::Null)
        };
        (A::from_plain(first, reader), B::from_plain(second, reader))
    }
}

macro_rules! behind {
    ($($pointer:ident)*) => {$(
        impl<T: Plain> Plain for $pointer<T> {
            fn from_plain(value: &Value, reader: &mut Reader) -> Self {
                Self::new(T::from_plain(value, reader))
            }

            fn absent() -> Option<Self> {
                T::absent().map(Self::new)
            }
        }
    )*};
}

behind! { Box Rc Arc }

impl Plain for Value {
    fn from_plain(value: &Value, _: &mut Reader) -> Self {
        value.clone()
    }
}

impl Plain for Map<String, Value> {
    fn from_plain(value: &Value, reader: &mut Reader) -> Self {
        reader.object(value, &[], false).cloned().unwrap_or_default()
    }
}
