//! Puts the app into the page, and says so in the page when something thought impossible happens.

use std::panic;

use gloo::utils::document;
use web_sys::Element;
use yew::Renderer;

use super::App;

/// The element that the app takes the place of.
const PLACE: &str = "plancost";

/// Puts the app where `index.html` keeps its place.
pub fn start() {
    panic::set_hook(Box::new(report));
    if let Some(place) = document().get_element_by_id(PLACE) {
        Renderer::<App>::with_root(place).render();
    }
}

/// A panic ends the program in the browser: what is saved stays, and a reload brings it back.
fn report(info: &panic::PanicHookInfo) {
    web_sys::console::error_1(&info.to_string().into());
    if let Some(place) = document().get_element_by_id(PLACE) {
        show(&place);
    }
}

fn show(place: &Element) {
    let Ok(words) = document().create_element("p") else { return };
    words.set_class_name("said said-bad");
    words.set_text_content(Some(
        "Something went wrong inside this page. Your input is saved: please load the page again.",
    ));
    // Nothing more can be done when even this is refused.
    let _ = place.prepend_with_node_1(&words);
}
