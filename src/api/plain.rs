//! JavaScript values to plain data, within bounds that keep the wasm alive.
//!
//! The reader of serde-wasm-bindgen is not used for this: it asks an object only for the fields that the type has, so an
//! unknown field would pass unseen, and a list or a `Map` would pass for an object without fields. It knows no scenario.

use js_sys::{Array, JsString, Number, Object, Reflect};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;

use crate::licensing::read::MAX_BYTES;
use crate::report::fault::{Fault, FaultCode};

/// Levels of objects and lists; a scenario has five. It ends cycles.
const MAX_DEPTH: u32 = 16;
/// Values of all kinds.
const MAX_VALUES: u32 = 1_000_000;

#[wasm_bindgen]
extern "C" {
    /// What kind of object it is, such as `[object Map]`.
    #[wasm_bindgen(catch, js_namespace = ["Object", "prototype", "toString"], js_name = call)]
    fn kind(object: &JsValue) -> Result<String, JsValue>;

    /// What was thrown, in words.
    #[wasm_bindgen(catch, js_name = String)]
    fn words(thrown: &JsValue) -> Result<String, JsValue>;
}

/// The text, if the value is one that is not too long.
pub fn text(value: &JsValue) -> Result<Option<String>, Fault> {
    value.dyn_ref::<JsString>().map(|text| Budget::new().text(text)).transpose()
}

/// The same value as plain data, as `JSON.stringify` and back would give it, but with a fault where that drops something.
pub fn plain(value: &JsValue) -> Result<Value, Fault> {
    Budget::new().plain(value, 0)
}

/// What may still be read.
struct Budget {
    values: u32,
    letters: usize,
}

impl Budget {
    fn new() -> Self {
        Self { values: MAX_VALUES, letters: MAX_BYTES }
    }

    fn plain(&mut self, value: &JsValue, depth: u32) -> Result<Value, Fault> {
        self.values = self.values.checked_sub(1).ok_or_else(too_many)?;
        if depth > MAX_DEPTH {
            return Err(wrong(format!("more than {MAX_DEPTH} levels of objects and lists; does one contain itself?")));
        }
        if value.is_null() || value.is_undefined() {
            return Ok(Value::Null);
        }
        if let Some(flag) = value.as_bool() {
            return Ok(Value::Bool(flag));
        }
        if let Some(text) = value.dyn_ref::<JsString>() {
            return self.text(text).map(Value::String);
        }
        if value.is_bigint() || value.as_f64().is_some() {
            return number(value);
        }
        if Array::is_array(value) { self.list(value.unchecked_ref(), depth) } else { self.object(value, depth) }
    }

    /// Measured before it is copied: a text that fills the memory would end the wasm for good.
    fn text(&mut self, text: &JsString) -> Result<String, Fault> {
        let letters = usize::try_from(text.length()).unwrap_or(usize::MAX);
        self.letters = self.letters.checked_sub(letters).ok_or_else(too_many)?;
        Ok(String::from(text))
    }

    fn list(&mut self, list: &Array, depth: u32) -> Result<Value, Fault> {
        if list.length() > self.values {
            return Err(too_many());
        }
        let mut items = Vec::new();
        for (place, item) in list.iter().enumerate() {
            items.push(self.plain(&item, depth + 1).map_err(|fault| fault.within(&format!("[{place}]")))?);
        }
        Ok(Value::Array(items))
    }

    fn object(&mut self, object: &JsValue, depth: u32) -> Result<Value, Fault> {
        let kind = if object.is_object() { kind(object).unwrap_or_default() } else { type_of(object) };
        if kind != "[object Object]" {
            return Err(wrong(format!("{} is not plain data: give a text, number, list or plain object", told(&kind))));
        }
        let mut fields = Map::new();
        for key in Object::keys(object.unchecked_ref::<Object>()) {
            let name = self.text(key.unchecked_ref())?;
            let field = Reflect::get(object, &key).map_err(|thrown| unreadable(&thrown).within(&name))?;
            // A field that is there but undefined is absent, as it is in JSON.
            if !field.is_undefined() {
                let value = self.plain(&field, depth + 1).map_err(|fault| fault.within(&name))?;
                fields.insert(name, value);
            }
        }
        Ok(Value::Object(fields))
    }
}

/// Whole numbers stay whole, so that a count is read without a float.
#[expect(clippy::cast_possible_truncation, reason = "JavaScript has just said that it is a whole number of 53 bits")]
fn number(value: &JsValue) -> Result<Value, Fault> {
    if value.is_bigint() {
        let whole = i64::try_from(value.clone()).map_err(|_| wrong("this whole number is too large".into()))?;
        return Ok(Value::from(whole));
    }
    let float = value.as_f64().unwrap_or_default();
    if Number::is_safe_integer(value) {
        return Ok(Value::from(float as i64));
    }
    serde_json::Number::from_f64(float)
        .map(Value::Number)
        .ok_or_else(|| wrong(format!("{float} is not a number to count with")))
}

fn type_of(value: &JsValue) -> String {
    value.js_typeof().as_string().unwrap_or_default()
}

/// `[object Map]` as "a Map", `function` as "a function".
fn told(kind: &str) -> String {
    let name = kind.strip_prefix("[object ").and_then(|rest| rest.strip_suffix(']')).unwrap_or(kind);
    if name.is_empty() { "this".to_owned() } else { format!("a {name}") }
}

fn unreadable(thrown: &JsValue) -> Fault {
    wrong(format!("reading this field failed: {}", words(thrown).unwrap_or_default()))
}

fn wrong(says: String) -> Fault {
    Fault::new(FaultCode::WrongShape, "", says)
}

fn too_many() -> Fault {
    let says = format!("this is too large: at most {MAX_VALUES} values and {MAX_BYTES} letters are read");
    Fault::new(FaultCode::TooMany, "", says)
}
