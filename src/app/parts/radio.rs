//! One of two or three, all of them in sight.

use yew::prelude::*;

use super::Choice;

/// Properties of [`Radio`].
#[derive(Properties, PartialEq)]
pub struct RadioProps {
    /// The name of the field; the first choice has it as its id.
    pub path: AttrValue,
    /// What is chosen among.
    pub label: AttrValue,
    /// What there is to choose.
    pub choices: Vec<Choice>,
    /// What is chosen.
    pub value: AttrValue,
    /// Takes what was chosen.
    pub on_pick: Callback<String>,
}

/// One of two or three, all of them in sight.
#[component]
pub fn Radio(props: &RadioProps) -> Html {
    html! {
        <fieldset class="radio">
            <legend>{ &props.label }</legend>
            { for props.choices.iter().map(|choice| button(props, choice)) }
        </fieldset>
    }
}

fn button(props: &RadioProps, choice: &Choice) -> Html {
    let id = if props.choices.first() == Some(choice) {
        props.path.to_string()
    } else {
        format!("{}-{}", props.path, choice.value)
    };
    let value = choice.value.to_string();
    let onchange = props.on_pick.reform(move |_: Event| value.clone());
    html! {
        <span class="radio-choice" key={choice.value.to_string()}>
            <input type="radio" id={id.clone()} name={&props.path} checked={choice.value == props.value} {onchange} />
            <label for={id}>{ &choice.text }</label>
        </span>
    }
}
