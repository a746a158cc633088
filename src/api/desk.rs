//! What the page's worker is asked: a question as JSON text in, sheets or faults as JSON text out.

use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use crate::pricebook::library;
use crate::report::Sheet;

#[derive(Deserialize)]
struct Question {
    ask: String,
    edition: String,
    scenario: Value,
}

/// Answers a question.
#[wasm_bindgen(skip_typescript)]
pub fn ask(question: &str) -> String {
    let Ok(question) = serde_json::from_str::<Question>(question) else { return String::new() };
    let scenario = crate::licensing::read::scenario_from(question.scenario).unwrap_or_default();
    let Ok(book) = library().book(Some(&question.edition)) else { return String::new() };
    let estimate = crate::cheapest(&book, &scenario);
    let mut sheet = Sheet::new(&question.ask, format!("{} {:?}", question.ask, estimate.map(|e| e.monthly.to_string())));
    sheet.say("Hello");
    json!({ "sheets": [sheet] }).to_string()
}

/// Meter.
#[wasm_bindgen(skip_typescript)]
pub struct Meter;
