//! What the page's worker is asked: a question as JSON text in, a sheet as HTML or faults, as JSON text, out. It
//! converts and calls.

use serde_json::{Map, Value, json};
use wasm_bindgen::prelude::*;

use super::further::asked_sheet;
use super::options::Asked;
use crate::answers::{Far, Tell};
use crate::base::plain;
use crate::licensing::read;
use crate::report::{Fault, Sheet};

/// Answers a question: `{"ask", "edition", "options", "scenario"}`. What comes back has `sheets`, or `faults`. While it takes
/// long, `tell` is told how many parts are done, of how many, and what they are.
#[wasm_bindgen(skip_typescript)]
pub fn ask(question: &str, tell: &js_sys::Function) -> String {
    let mut tell = |far: Far| {
        // Whether anybody heard it does not change the answer.
        let _ = tell.call3(&JsValue::NULL, &far.done.into(), &far.all.into(), &far.what.into());
    };
    match answered(question, &mut tell) {
        Ok(sheet) => json!({ "sheets": [shown(&sheet)] }).to_string(),
        Err(faults) => json!({ "faults": faults }).to_string(),
    }
}

/// A sheet as the page takes it: its name and its HTML.
pub fn shown(sheet: &Sheet) -> Value {
    json!({ "id": sheet.id, "html": sheet.to_html() })
}

fn answered(question: &str, tell: &mut Tell) -> Result<Sheet, Vec<Fault>> {
    let mut question: Map<String, Value> = plain::parse(question).map_err(|wrong| vec![Fault::from(wrong)])?;
    let mut take = |name: &str| question.remove(name).unwrap_or_default();
    let scenario = read::scenario_from(&take("scenario")).map_err(|fault| vec![fault])?;
    let mut options = match take("options") {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    options.insert("edition".to_owned(), take("edition"));
    // A field of the page that is left empty says nothing.
    options.retain(|_, value| value.as_str() != Some(""));
    asked_sheet(take("ask").as_str().unwrap_or_default(), &Asked::of(options)?, &scenario, tell)
}
