//! From JavaScript and back: the one way in, the one serializer setting, the one shape of an error.

use js_sys::{Error, Reflect};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

use super::plain::{self, plain};
use crate::licensing::{Scenario, read, schema};
use crate::pricebook::{Book, library};
use crate::report::Combination;
use crate::report::fault::{Fault, FaultCode};

/// Reads a scenario from an object or from JSON text.
pub fn scenario(value: &JsValue) -> Result<Scenario, JsValue> {
    read(value, "a scenario", read::scenario).map_err(|fault| thrown(&[fault]))
}

/// Reads a combination from an object or from JSON text.
pub fn combination(value: &JsValue) -> Result<Combination, JsValue> {
    read(value, "a combination", read::combination).map_err(|fault| thrown(&[fault]))
}

/// The book that the options ask for: without any, the latest.
pub fn book(options: &JsValue) -> Result<Book, JsValue> {
    chosen(options).map_err(|fault| thrown(&[fault.within("options")]))
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

fn read<T: DeserializeOwned>(value: &JsValue, what: &str, text: fn(&str) -> Result<T, Fault>) -> Result<T, Fault> {
    if let Some(json) = plain::text(value)? {
        return text(&json);
    }
    if value.is_null() || value.is_undefined() || js_sys::Array::is_array(value) {
        let says = format!("{what} is missing: give an object, at least {{}}, or its JSON text");
        return Err(Fault::new(FaultCode::WrongShape, "", says));
    }
    read::value(plain(value)?)
}

fn chosen(options: &JsValue) -> Result<Book, Fault> {
    #[derive(Default, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Options {
        edition: Option<String>,
    }
    let nothing = options.is_undefined() || options.is_null();
    let options: Options = if nothing { Options::default() } else { read::value(plain(options)?)? };
    library()
        .book(options.edition.as_deref())
        .map_err(|unknown| Fault::new(FaultCode::UnknownEdition, "edition", unknown.to_string()))
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
