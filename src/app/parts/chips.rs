//! A row of things that were chosen, each with a button that takes it away.

use yew::prelude::*;

/// A thing that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// What is given back when it is taken away.
    pub value: AttrValue,
    /// What is shown.
    pub text: AttrValue,
    /// A word beside it, such as a class.
    pub note: AttrValue,
    /// A word for the style sheet, such as the class again.
    pub tone: &'static str,
}

impl Chip {
    /// A thing without a note.
    pub fn plain(value: impl Into<AttrValue>, text: impl Into<AttrValue>) -> Self {
        Self { value: value.into(), text: text.into(), note: AttrValue::default(), tone: "" }
    }
}

/// Properties of [`Chips`].
#[derive(Properties, PartialEq)]
pub struct ChipsProps {
    /// What was chosen.
    pub chips: Vec<Chip>,
    /// What they are taken away from, for those who hear it.
    pub label: AttrValue,
    /// What stands there when nothing was chosen.
    #[prop_or_default]
    pub nothing: AttrValue,
    /// Takes the value of what is taken away.
    pub on_remove: Callback<AttrValue>,
}

/// A row of things that were chosen.
#[component]
pub fn Chips(props: &ChipsProps) -> Html {
    html! {
        <span class="chips">
            <span class="chips-nothing" hidden={!props.chips.is_empty() || props.nothing.is_empty()}>{ &props.nothing }</span>
            <ul aria-label={&props.label} hidden={props.chips.is_empty()}>
                { for props.chips.iter().map(|chip| draw(props, chip)) }
            </ul>
        </span>
    }
}

fn draw(props: &ChipsProps, chip: &Chip) -> Html {
    let value = chip.value.clone();
    let onclick = props.on_remove.reform(move |_: MouseEvent| value.clone());
    html! {
        <li class={classes!("chip", (!chip.tone.is_empty()).then(|| format!("chip-{}", chip.tone)))} key={chip.value.to_string()}>
            <span>{ &chip.text }</span>
            <span class="chip-note" hidden={chip.note.is_empty()}>{ &chip.note }</span>
            <button type="button" class="chip-remove" aria-label={format!("Remove {}", chip.text)} {onclick}>{ "×" }</button>
        </li>
    }
}
