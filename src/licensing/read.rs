//! Text to scenario or combination, with the path of what is wrong.

mod doubles;

use serde_json::Value;

use super::Scenario;
use crate::base::plain::{self, Plain};
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
pub fn scenario_from(data: &Value) -> Result<Scenario, Fault> {
    shaped(data)
}

/// Reads a combination from data that is parsed already.
///
/// # Errors
/// One fault, with the path of the field that is wrong and what would be right.
pub fn combination_from(data: &Value) -> Result<Combination, Fault> {
    shaped(data)
}

/// Reads anything from JSON; `what` names it in the faults, such as `a scenario`.
///
/// # Errors
/// One fault, with the path of the field that is wrong and what would be right.
pub fn json<T: Plain>(text: &str, what: &str) -> Result<T, Fault> {
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
    shaped(&value)
}

fn shaped<T: Plain>(value: &Value) -> Result<T, Fault> {
    plain::read(value).map_err(Fault::from)
}
