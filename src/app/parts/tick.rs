//! A box to tick.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`Tick`].
#[derive(Properties, PartialEq)]
pub struct TickProps {
    /// The path of the field.
    pub path: AttrValue,
    /// The words beside it.
    pub text: AttrValue,
    /// Whether it is ticked.
    pub on: bool,
    /// Takes whether it is ticked.
    pub on_tick: Callback<bool>,
}

/// A box to tick.
#[component]
pub fn Tick(props: &TickProps) -> Html {
    let onchange = props.on_tick.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <span class="field field-tick">
            <input type="checkbox" id={&props.path} checked={props.on} {onchange} />
            <label for={&props.path}>{ &props.text }</label>
        </span>
    }
}
