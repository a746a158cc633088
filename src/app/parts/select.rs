//! A choice among a few. The only `<select>` of the page: browsers forget what was chosen when options come and go,
//! so the value is set as a property after each change; the attribute only serves the first paint.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{error_id, error_line, use_error};

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is given back.
    pub value: AttrValue,
    /// What is shown.
    pub text: AttrValue,
}

impl Choice {
    /// Something to choose.
    pub fn new(value: impl Into<AttrValue>, text: impl Into<AttrValue>) -> Self {
        Self { value: value.into(), text: text.into() }
    }
}

/// Properties of [`Select`].
#[derive(Properties, PartialEq)]
pub struct SelectProps {
    /// The path of the field; its id, and where its error is found.
    pub path: AttrValue,
    /// What the field is, for those who hear it.
    pub label: AttrValue,
    /// The words before it; the label when absent.
    #[prop_or_default]
    pub words: Option<AttrValue>,
    /// What there is to choose.
    pub choices: Vec<Choice>,
    /// What is chosen.
    pub value: AttrValue,
    /// Takes what was chosen.
    pub on_pick: Callback<String>,
}

/// A choice among a few.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let node = use_node_ref();
    let error = use_error(&props.path);
    {
        let node = node.clone();
        use_effect_with((props.value.clone(), props.choices.clone()), move |(value, _)| {
            if let Some(element) = node.cast::<HtmlSelectElement>() {
                element.set_value(value);
            }
        });
    }
    let onchange = {
        let (on_pick, value) = (props.on_pick.clone(), props.value.clone());
        Callback::from(move |event: Event| {
            let element: HtmlSelectElement = event.target_unchecked_into();
            let picked = element.value();
            // If the form does not take the choice, no render comes to put it back.
            element.set_value(&value);
            on_pick.emit(picked);
        })
    };
    let described = error.is_some().then(|| error_id(&props.path));
    html! {
        <span class="field field-select">
            <label for={&props.path}>{ props.words.clone().unwrap_or_else(|| props.label.clone()) }</label>
            <select id={&props.path} ref={node} aria-label={&props.label} aria-describedby={described} {onchange}>
                { for props.choices.iter().map(|choice| option(choice, &props.value)) }
            </select>
            { error_line(&props.path, error.as_ref()) }
        </span>
    }
}

fn option(choice: &Choice, value: &AttrValue) -> Html {
    html! { <option key={choice.value.to_string()} value={&choice.value} selected={choice.value == *value}>{ &choice.text }</option> }
}
