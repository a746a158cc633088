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

/// A row of things that were chosen: what they are taken away from, for those who hear it, what stands there when there is none,
/// and what takes the value of one that is taken away.
pub fn chips(chips: &[Chip], label: &AttrValue, nothing: &AttrValue, on_remove: &Callback<String>) -> Html {
    html! {
        <span class="chips">
            <span class="chips-nothing" hidden={!chips.is_empty() || nothing.is_empty()}>{ nothing }</span>
            <ul aria-label={label} hidden={chips.is_empty()}>{ for chips.iter().map(|chip| draw(chip, on_remove)) }</ul>
        </span>
    }
}

fn draw(chip: &Chip, on_remove: &Callback<String>) -> Html {
    let value = chip.value.to_string();
    let onclick = on_remove.reform(move |_: MouseEvent| value.clone());
    html! {
        <li class={classes!("chip", (!chip.tone.is_empty()).then(|| format!("chip-{}", chip.tone)))} key={chip.value.to_string()}>
            <span>{ &chip.text }</span>
            <span class="chip-note" hidden={chip.note.is_empty()}>{ &chip.note }</span>
            <button type="button" class="chip-remove" aria-label={format!("Remove {}", chip.text)} {onclick}>{ "×" }</button>
        </li>
    }
}
