//! A box to tick.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A box to tick: its path, the words beside it, whether it is ticked, and what takes whether it is.
pub fn tick(path: impl Into<AttrValue>, text: impl Into<AttrValue>, on: bool, on_tick: &Callback<bool>) -> Html {
    draw(path.into(), text.into(), on, on_tick)
}

fn draw(path: AttrValue, text: AttrValue, on: bool, on_tick: &Callback<bool>) -> Html {
    let onchange = on_tick.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <span class="field field-tick">
            <input type="checkbox" id={path.clone()} checked={on} {onchange} />
            <label for={path}>{ text }</label>
        </span>
    }
}
