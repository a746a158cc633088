//! Text to scenario or combination, with the path of what is wrong.

use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use super::Scenario;
use crate::report::Combination;
use crate::report::fault::{Fault, FaultCode};

/// The longest text that is read, in bytes.
pub const MAX_BYTES: usize = 4_000_000;

/// Reads a scenario from JSON.
///
/// # Errors
/// One fault, with the path of the field that is wrong and what would be right.
pub fn scenario(text: &str) -> Result<Scenario, Fault> {
    read(text, "a scenario")
}

/// Reads a combination from JSON.
///
/// # Errors
/// One fault, with the path of the field that is wrong and what would be right.
pub fn combination(text: &str) -> Result<Combination, Fault> {
    read(text, "a combination")
}

fn read<T: DeserializeOwned>(text: &str, what: &str) -> Result<T, Fault> {
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
    if text.trim_start().starts_with('[') {
        return Err(Fault::new(
            FaultCode::WrongShape,
            "",
            format!("this is a list; {what} is a JSON object, at least {{}}"),
        ));
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| shape_fault(&error, what))?;
    json.end().map_err(|error| Fault::new(FaultCode::NotJson, "", format!("after {what}: {error}")))?;
    Ok(value)
}

fn shape_fault(error: &serde_path_to_error::Error<serde_json::Error>, what: &str) -> Fault {
    let mut path = error.path().to_string();
    // The reader writes a place without a name as "." or "?".
    if path == "." || matches!(error.path().iter().last(), Some(Segment::Unknown)) {
        path.pop();
        path.truncate(path.trim_end_matches('.').len());
    }
    let inner = error.inner();
    let code = if inner.is_data() { FaultCode::WrongShape } else { FaultCode::NotJson };
    let message =
        if inner.is_data() { inner.to_string() } else { format!("this is not JSON, as {what} should be: {inner}") };
    Fault::new(code, path, message)
}
