//! The page as an element in other people's pages: into a given element, with new properties, out again.
//!
//! It touches nothing of its host but that element and the root it is in: no address bar, no storage. The tag itself is
//! defined by `static/embed/plan-cost.js`.

mod stage;
mod style;

use std::rc::Rc;

use js_sys::{Function, JSON, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::{AttrValue, Callback};

use crate::api::convert::{thrown, written};
use crate::app::{AppProps, Standing};
use crate::report::Estimate;
use crate::report::fault::{Fault, FaultCode};
use stage::Stage;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// A calculator in an element.
#[wasm_bindgen(skip_typescript)]
pub struct Mounted(Stage);

/// Puts a calculator at the end of an element. In a shadow root it brings its style sheet.
///
/// # Errors
/// When what is given is not an element.
#[wasm_bindgen(skip_typescript)]
pub fn mount(element: &JsValue, props: &JsValue) -> Result<Mounted, JsValue> {
    let Some(element) = element.dyn_ref::<Element>() else {
        return Err(thrown(&[Fault::new(FaultCode::WrongShape, "element", "this is not an element of a page")]));
    };
    style::adopt(element)?;
    Ok(Mounted(Stage::open(element, read(props))?))
}

#[wasm_bindgen]
impl Mounted {
    /// Gives it other properties; what the user has typed stays where they say nothing new.
    pub fn update(&self, props: &JsValue) {
        self.0.show(read(props));
    }

    /// Takes it out and frees what it holds.
    pub fn destroy(self) {
        self.0.close();
    }
}

fn read(props: &JsValue) -> AppProps {
    let field = |name: &str| {
        let value = Reflect::get(props, &name.into()).ok();
        value.filter(|value| !value.is_undefined() && !value.is_null())
    };
    let scenario = field("scenario").and_then(|scenario| match scenario.as_string() {
        Some(text) => Some(text),
        None => JSON::stringify(&scenario).ok()?.as_string(),
    });
    let edition = field("edition").and_then(|edition| edition.as_string());
    let estimated = field("estimated").and_then(|call| call.dyn_into::<Function>().ok());
    AppProps {
        scenario: scenario.map(AttrValue::from),
        edition: edition.map(AttrValue::from),
        standing: Standing::Embedded,
        on_estimate: estimated.map(telling),
        ..AppProps::default()
    }
}

/// Tells the host each new estimate as plain data.
fn telling(call: Function) -> Callback<Rc<Estimate>> {
    Callback::from(move |estimate: Rc<Estimate>| {
        if let Ok(estimate) = written(&*estimate) {
            // What the host's listener throws is the host's.
            let _ = call.call1(&JsValue::NULL, &estimate);
        }
    })
}
