//! The JavaScript face: the same questions and answers as in Rust. It converts and calls; it decides nothing.
//!
//! What is thrown is always one shape, see `types.d.ts`.

pub(crate) mod convert;
mod desk;
pub mod further;
mod meter;
mod metering;
mod options;
mod plain;

use wasm_bindgen::prelude::*;

use crate::pricebook::library;
use convert::{answer, book, combination, name, scenario};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// The cheapest valid combination for a scenario, with its reasons.
///
/// # Errors
/// What is wrong with the scenario or the options.
#[wasm_bindgen(skip_typescript)]
pub fn cheapest(of: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let (scenario, book) = (scenario(of)?, book(options)?);
    answer(crate::cheapest(&book, &scenario))
}

/// What a combination costs for a scenario, and what is wrong with it.
///
/// # Errors
/// What is wrong with the scenario, the combination or the options.
#[wasm_bindgen(skip_typescript)]
pub fn price(of: &JsValue, by: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let (scenario, combination, book) = (scenario(of)?, combination(by)?, book(options)?);
    answer(crate::price(&book, &scenario, &combination))
}

/// The optimisation model of a scenario in LP format.
///
/// # Errors
/// What is wrong with the scenario or the options.
#[wasm_bindgen(skip_typescript)]
pub fn lp(of: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let (scenario, book) = (scenario(of)?, book(options)?);
    answer(crate::lp(&book, &scenario))
}

/// The editions of the price book, the oldest first; the last one is taken when none is named.
///
/// # Errors
/// None, unless JavaScript has no memory left.
#[wasm_bindgen(skip_typescript)]
pub fn editions() -> Result<JsValue, JsValue> {
    answer(Ok(library().editions().collect::<Vec<_>>()))
}

/// The JSON Schema of a scenario, or of a combination when its name is given.
///
/// # Errors
/// When something else is named.
#[wasm_bindgen(skip_typescript)]
pub fn schema(of: &JsValue) -> Result<JsValue, JsValue> {
    js_sys::JSON::parse(name(of)?)
}
