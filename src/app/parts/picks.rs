//! Several of a few: what was picked as chips, and a choice of what can be added.

use yew::prelude::*;

use super::{Chip, Choice, Select, chips, error_line, use_error_under};

/// Properties of [`Picks`].
#[derive(Properties, PartialEq)]
pub struct PicksProps {
    /// The path of the field.
    pub path: AttrValue,
    /// What the field is, for those who hear it.
    pub label: AttrValue,
    /// The words before it.
    pub words: AttrValue,
    /// What was picked.
    pub picked: Vec<Chip>,
    /// What stands there when nothing was picked.
    pub nothing: AttrValue,
    /// What can be picked; what was picked already is left out.
    pub choices: Vec<Choice>,
    /// The words that invite to pick one more.
    pub invite: AttrValue,
    /// Takes what was picked.
    pub on_add: Callback<String>,
    /// Takes what is taken away.
    pub on_remove: Callback<String>,
}

/// Several of a few.
#[component]
pub fn Picks(props: &PicksProps) -> Html {
    let error = use_error_under(&props.path);
    let picked = |choice: &&Choice| !props.picked.iter().any(|chip| chip.value == choice.value);
    let mut choices = vec![Choice::new("", props.invite.clone())];
    choices.extend(props.choices.iter().filter(picked).cloned());
    let nothing_left = choices.len() == 1;
    let on_pick = {
        let on_add = props.on_add.clone();
        Callback::from(move |value: String| {
            if !value.is_empty() {
                on_add.emit(value);
            }
        })
    };
    html! {
        <span class="picks">
            <span class="words">{ &props.words }</span>
            { chips(&props.picked, &props.label, &props.nothing, &props.on_remove) }
            <span class="picks-add" hidden={nothing_left}>
                <Select path={props.path.clone()} label={format!("{}: {}", props.label, props.invite)} words={AttrValue::default()}
                    {choices} value="" {on_pick} />
            </span>
            { error_line(&format!("{}-list", props.path), error.as_ref()) }
        </span>
    }
}
