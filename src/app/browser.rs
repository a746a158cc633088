//! What the page asks of the browser: the address bar, the storage, the clipboard, the focus.
//!
//! Everything here may be refused by the browser, and nothing breaks then. The embed uses none of it but the focus.

use gloo::utils::window;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::Callback;

/// Where the form is kept.
const KEY: &str = "plancost";

/// The fragment of the address, with its `#`.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Puts a fragment into the address bar, without a step in the history of the browser.
pub fn set_fragment(fragment: &str) {
    let path = window().location().pathname().unwrap_or_default();
    let search = window().location().search().unwrap_or_default();
    let mark = if fragment.is_empty() { "" } else { "#" };
    let address = format!("{path}{search}{mark}{fragment}");
    if let Ok(history) = window().history() {
        // Browsers refuse too many changes in a short time; the next change comes through again.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// The kept text, if there is one and the browser hands it out.
pub fn kept() -> Option<String> {
    window().local_storage().ok()??.get_item(KEY).ok()?
}

/// Keeps a text, if the browser lets us.
pub fn keep(text: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(KEY, text);
    }
}

/// Copies the address to the clipboard; says how long it was, or nothing when the browser refused.
pub fn copy_address(done: Callback<Option<usize>>) {
    let address = window().location().href().unwrap_or_default();
    let length = address.chars().count();
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into()).ok();
    let Some(clipboard) = clipboard.and_then(|found| found.dyn_into::<web_sys::Clipboard>().ok()) else {
        return done.emit(None);
    };
    let refused = done.clone();
    let copied = Closure::once_into_js(move |_: JsValue| done.emit(Some(length)));
    let not = Closure::once_into_js(move |_: JsValue| refused.emit(None));
    then(&clipboard.write_text(&address), &copied, &not);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Promise)]
    type Settled;
    #[wasm_bindgen(method, js_name = then)]
    fn then_or(this: &Settled, well: &JsValue, ill: &JsValue) -> JsValue;
}

fn then(promise: &js_sys::Promise, well: &JsValue, ill: &JsValue) {
    promise.unchecked_ref::<Settled>().then_or(well, ill);
}

/// Hands a text to the user as a file.
pub fn save(name: &str, kind: &str, text: &str) {
    // Without a browser that can save there is nothing to do; the text is on the screen all the same.
    let _ = try_save(name, kind, text);
}

fn try_save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&text.into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = gloo::utils::document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&address)
}

/// Puts the focus on the field with a path, or on the nearest thing around it that there is.
pub fn focus(root: &Element, path: &str) {
    let mut path = path;
    loop {
        if let Some(element) = find(root, path) {
            let _ = element.focus();
            if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                input.select();
            }
            return;
        }
        match path.rfind(['.', '[']) {
            Some(end) => path = path.get(..end).unwrap_or_default(),
            None => return,
        }
    }
}

/// The field with a path, or the name of the card with it.
fn find(root: &Element, path: &str) -> Option<HtmlElement> {
    let by_id = |id: String| root.query_selector(&format!("[id=\"{}\"]", id.replace(['"', '\\'], ""))).ok().flatten();
    let found = by_id(path.to_owned()).or_else(|| by_id(format!("{path}.name")));
    found.and_then(|element| element.dyn_into().ok())
}
