//! The style sheet inside of a shadow root: the page's own, behind a wall that keeps the host's style out.

use std::cell::RefCell;

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, ShadowRoot};

/// Nothing is inherited past the wall but custom properties, such as `--plan-cost-accent`; what floats beside it would leave
/// no room.
const WALL: &str = ":host{display:block}\
    :host([hidden]){display:none}\
    :host>div{all:initial;display:block;clear:both;color-scheme:light dark}";
const SHEET: &str = include_str!("../../static/style.css");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = CSSStyleSheet)]
    #[derive(Clone)]
    type Sheet;
    #[wasm_bindgen(constructor, catch, js_class = "CSSStyleSheet")]
    fn new() -> Result<Sheet, JsValue>;
    #[wasm_bindgen(method, catch, js_name = replaceSync)]
    fn replace(this: &Sheet, text: &str) -> Result<(), JsValue>;
}

thread_local! {
    /// All calculators of a page share one.
    static ADOPTED: RefCell<Option<Sheet>> = const { RefCell::new(None) };
}

/// Gives the sheet to the shadow root that the element is in; elsewhere the style is the page's own affair.
pub fn adopt(element: &Element) -> Result<(), JsValue> {
    let Ok(root) = element.get_root_node().dyn_into::<ShadowRoot>() else {
        return Ok(());
    };
    let made = ADOPTED.with_borrow(Clone::clone);
    let sheet = made.map_or_else(Sheet::new, Ok)?;
    Reflect::set(&root, &"adoptedStyleSheets".into(), &Array::of1(&sheet))?;
    if ADOPTED.with_borrow(Option::is_none) {
        sheet.replace(WALL)?;
        let medium = medium(element).unwrap_or(16.0);
        sheet.replace(&format!("{WALL}{}", in_pixels(SHEET, medium)))?;
        ADOPTED.set(Some(sheet));
    }
    Ok(())
}

/// The reader's own size of type, in pixels: what an element behind the wall has.
fn medium(element: &Element) -> Option<f64> {
    let style = gloo::utils::window().get_computed_style(element).ok()??;
    style.get_property_value("font-size").ok()?.strip_suffix("px")?.parse().ok()
}

/// The sheet with each `rem` as pixels: a shadow root keeps styles out, but not the size of the host's root element, and
/// many hosts make it small.
fn in_pixels(sheet: &str, medium: f64) -> String {
    let mut pieces = sheet.split("rem");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let digits = out.rfind(|letter: char| !letter.is_ascii_digit() && letter != '.').map_or(0, |last| last + 1);
        match out.split_off(digits).parse::<f64>() {
            Ok(number) => out.extend([(number * medium).to_string().as_str(), "px", piece]),
            Err(_) => out.extend(["rem", piece]),
        }
    }
    out
}
