//! Text to scenario or combination, with the path of what is wrong.

mod doubles;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Scenario;
use crate::base::plain;
use crate::report::Combination;
use crate::report::fault::{Fault, FaultCode};

/// The longest text that is read, in bytes.
pub const MAX_BYTES: usize = 4_000_000;

/// Reads a scenario from JSON.
///
/// # Errors
/// One fault, with the path of the field that is wrong and what would be right.
pub fn scenario(text: &str) -> Result<Scenario, Fault> {
    json(text, "a scenario")
}

/// Reads a combination from JSON.
///
/// # Errors
/// One fault, with the path of the field that is wrong and what would be right.
pub fn combination(text: &str) -> Result<Combination, Fault> {
    json(text, "a combination")
}

/// Reads a scenario from data that is parsed already.
///
/// # Errors
/// One fault, with the path of the field that is wrong and what would be right.
pub fn scenario_from(data: Value) -> Result<Scenario, Fault> {
    shaped(data, "a scenario")
}

/// Reads a combination from data that is parsed already.
///
/// # Errors
/// One fault, with the path of the field that is wrong and what would be right.
pub fn combination_from(data: Value) -> Result<Combination, Fault> {
    shaped(data, "a combination")
}

/// Reads anything from JSON; `what` names it in the faults, such as `a scenario`.
///
/// # Errors
/// One fault, with the path of the field that is wrong and what would be right.
pub fn json<T: DeserializeOwned>(text: &str, what: &str) -> Result<T, Fault> {
    if text.len() > MAX_BYTES {
        let message = format!("this is {} bytes long; {what} of more than {MAX_BYTES} bytes is not read", text.len());
        return Err(Fault::new(FaultCode::TooMany, "", message));
    }
    if text.trim().is_empty() {
        return Err(Fault::new(
            FaultCode::NotJson,
            "",
            format!("this is empty; {what} is a JSON object, at least {{}}"),
        ));
    }
    let value: Value = serde_json::from_str(text).map_err(|error| {
        Fault::new(FaultCode::NotJson, "", format!("this is not JSON, as {what} should be: {error}"))
    })?;
    if let Some(path) = doubles::first(text) {
        let message = "this key stands twice in one object; keep one of them";
        return Err(Fault::new(FaultCode::DuplicateName, path, message));
    }
    shaped(value, what)
}

fn shaped<T: DeserializeOwned>(value: Value, what: &str) -> Result<T, Fault> {
    refuse_positions(&value, what)?;
    typed(value)
}

#[cfg(any(not(target_arch = "wasm32"), feature = "js"))]
fn typed<T: DeserializeOwned>(value: Value) -> Result<T, Fault> {
    serde_path_to_error::deserialize(plain::by_name(value)).map_err(|error| shape_fault(&error))
}

/// The page alone reads nothing but its own links and examples; the way to a fault in them is not worth its weight there.
#[cfg(all(target_arch = "wasm32", not(feature = "js")))]
fn typed<T: DeserializeOwned>(value: Value) -> Result<T, Fault> {
    plain::read(value).map_err(|error| Fault::new(FaultCode::WrongShape, "", error.to_string()))
}

/// Refuses lists of values in place of objects: a field has a name, not a place in a list. Serde would take them.
fn refuse_positions(value: &Value, what: &str) -> Result<(), Fault> {
    if !value.is_object() {
        return Err(Fault::new(FaultCode::WrongShape, "", format!("{what} is an object in braces, such as {{}}")));
    }
    let mut open = vec![(String::new(), value)];
    while let Some((path, value)) = open.pop() {
        match value {
            Value::Object(fields) => {
                open.extend(fields.iter().map(|(name, field)| (joined(&path, name), field)));
            }
            Value::Array(_) if is_object(&path) => {
                let message = "this is an object in braces, such as {}, not a list";
                return Err(Fault::new(FaultCode::WrongShape, path, message));
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let path = format!("{path}[{index}]");
                    if !(item.is_object() || item.is_string()) {
                        let message = "a list here holds names in quotes or objects in braces";
                        return Err(Fault::new(FaultCode::WrongShape, path, message));
                    }
                    open.push((path, item));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Fields that are objects with fields of their own; serde would take a list of their values.
const OBJECTS: [&str; 8] =
    ["tenant", "omnichannel", "storage", "ai_builder", "desktop", "visitors", "brought", "suite_term"];

fn is_object(path: &str) -> bool {
    let (above, name) = path.rsplit_once('.').unwrap_or(("", path));
    OBJECTS.contains(&name) || above.ends_with("owned_terms")
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(any(not(target_arch = "wasm32"), feature = "js"))]
fn shape_fault(error: &serde_path_to_error::Error<plain::Wrong>) -> Fault {
    let path = match error.path().to_string() {
        dot if dot == "." => String::new(),
        path => path,
    };
    Fault::new(FaultCode::WrongShape, path, error.inner().to_string())
}
