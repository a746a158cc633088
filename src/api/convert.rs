//! From JavaScript and back: the one way in, the one serializer setting, the one shape of an error.

use js_sys::{Error, Reflect};
use serde::Serialize;
use serde_json::{Map, Value};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

use super::options::Asked;
use super::plain::{self, plain};
use crate::licensing::{Scenario, read, schema};
use crate::pricebook::Book;
use crate::report::Combination;
use crate::report::fault::{Fault, FaultCode};

/// Reads a scenario from an object or from JSON text.
pub fn scenario(value: &JsValue) -> Result<Scenario, JsValue> {
    read(value, "a scenario", read::scenario, read::scenario_from).map_err(|fault| thrown(&[fault]))
}

/// Reads a combination from an object or from JSON text.
pub fn combination(value: &JsValue) -> Result<Combination, JsValue> {
    read(value, "a combination", read::combination, read::combination_from).map_err(|fault| thrown(&[fault]))
}

/// The book that the options ask for: without any, the latest.
pub fn book(options: &JsValue) -> Result<Book, JsValue> {
    Asked::read(options).and_then(Asked::only_book).map_err(|faults| thrown(&faults))
}

/// The text of the schema with this name; without any, that of a scenario.
pub fn name(of: &JsValue) -> Result<&'static str, JsValue> {
    match of.as_string().as_deref() {
        None if of.is_undefined() => Ok(schema::scenario()),
        Some("scenario") => Ok(schema::scenario()),
        Some("combination") => Ok(schema::combination()),
        _ => {
            let says = "there is a schema of a \"scenario\" and one of a \"combination\"";
            Err(thrown(&[Fault::new(FaultCode::UnknownName, "", says)]))
        }
    }
}

/// Hands an answer, or what is wrong with the question, to JavaScript.
pub fn answer<T: Serialize>(answer: Result<T, Vec<Fault>>) -> Result<JsValue, JsValue> {
    let value = answer.map_err(|faults| thrown(&faults))?;
    written(&value).map_err(|error| {
        let says = format!("the answer holds something that JavaScript cannot: {error}");
        thrown(&[Fault::new(FaultCode::TooMany, "", says)])
    })
}

/// Plain objects for maps, null for what is absent: what `JSON.parse` would give.
pub fn written<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, serde_wasm_bindgen::Error> {
    value.serialize(&Serializer::json_compatible())
}

type FromText<T> = fn(&str) -> Result<T, Fault>;
type FromData<T> = fn(&Value) -> Result<T, Fault>;

fn read<T>(value: &JsValue, what: &str, text: FromText<T>, object: FromData<T>) -> Result<T, Fault> {
    if let Some(json) = plain::text(value)? {
        return text(&json);
    }
    if value.is_undefined() {
        let says = format!("{what} is missing: give an object, at least {{}}, or its JSON text");
        return Err(Fault::new(FaultCode::WrongShape, "", says));
    }
    object(&plain(value)?)
}

/// The fields of a plain object; none when nothing is given.
pub fn object(value: &JsValue, says: &str) -> Result<Map<String, Value>, Fault> {
    match plain(value)? {
        Value::Null => Ok(Map::new()),
        Value::Object(fields) => Ok(fields),
        _ => Err(Fault::new(FaultCode::WrongShape, "", says)),
    }
}

/// A field that is a text, taken out; null is none.
pub fn words(fields: &mut Map<String, Value>, name: &str, says: &str) -> Result<Option<String>, Fault> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Fault::new(FaultCode::WrongShape, name, says)),
    }
}

/// The error that JavaScript gets: the first fault in its own fields, all of them in `faults`.
pub fn thrown(faults: &[Fault]) -> JsValue {
    let unsaid = Fault::new(FaultCode::WrongShape, "", "there is no answer to this, and no reason why");
    let first = faults.first().unwrap_or(&unsaid);
    let error = Error::new(&first.to_string());
    error.set_name("PlanCostError");
    let code = written(&first.code);
    let all = written(faults);
    for (key, value) in [("code", code.ok()), ("path", Some(first.path.as_str().into())), ("faults", all.ok())] {
        // Setting a field of an error that was made a line ago cannot fail.
        let _ = Reflect::set(&error, &key.into(), &value.unwrap_or(JsValue::NULL));
    }
    error.unchecked_into()
}
