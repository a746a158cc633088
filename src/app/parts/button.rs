//! A button with words on it.

use yew::prelude::*;

/// Properties of [`Button`].
#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    /// The words on it.
    pub text: AttrValue,
    /// More for those who hear it, such as which card is meant; the words when absent.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// The id, when the focus may be sent here.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Whether it can be pressed.
    #[prop_or_default]
    pub disabled: bool,
    /// Whether it is the one to press.
    #[prop_or_default]
    pub main: bool,
    /// Whether it is one of several and chosen.
    #[prop_or_default]
    pub pressed: Option<bool>,
    /// What happens.
    pub on_press: Callback<()>,
}

/// A button with words on it.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let onclick = props.on_press.reform(|_: MouseEvent| ());
    let class = if props.main { "main" } else { "quiet" };
    let pressed = props.pressed.map(|pressed| if pressed { "true" } else { "false" });
    html! {
        <button type="button" {class} id={props.id.clone()} disabled={props.disabled} aria-label={props.label.clone()}
            aria-pressed={pressed} {onclick}>{ &props.text }</button>
    }
}
