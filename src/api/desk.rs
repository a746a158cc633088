//! What the page's worker is asked: a question as JSON text in, a sheet as HTML or faults, as JSON text, out.

use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use crate::answers::asked;
use crate::licensing::read;
use crate::pricebook::library;
use crate::report::fault::FaultCode;
use crate::report::{Fault, Sheet};

/// Answers a question: `{"ask", "edition", "options", "scenario"}`. What comes back has `sheets`, or `faults`.
#[wasm_bindgen(skip_typescript)]
pub fn ask(question: &str) -> String {
    match answered(question) {
        Ok(sheet) => json!({ "sheets": [shown(&sheet)] }).to_string(),
        Err(faults) => json!({ "faults": faults }).to_string(),
    }
}

/// A sheet as the page takes it: its name and its HTML.
pub fn shown(sheet: &Sheet) -> Value {
    json!({ "id": sheet.id, "html": sheet.to_html() })
}

fn answered(question: &str) -> Result<Sheet, Vec<Fault>> {
    let wrong = |error: serde_json::Error| vec![Fault::new(FaultCode::WrongShape, "", error.to_string())];
    let mut question: Value = serde_json::from_str(question).map_err(wrong)?;
    let scenario = question.as_object_mut().and_then(|fields| fields.remove("scenario")).unwrap_or_default();
    let scenario = read::scenario_from(scenario).map_err(|fault| vec![fault])?;
    asked::ask(library(), &scenario, &serde_json::from_value(question).map_err(wrong)?)
}
