//! Every figure is a door: a button with a dotted underline, and the name of what opens behind it.

use yew::prelude::*;

use crate::base::PlanId;

/// What can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// How the total comes about.
    Total,
    /// How sure it is that nothing is cheaper.
    Sure,
    /// Since when the prices hold.
    Edition,
    /// A line: quantity, amount, who gets it and why.
    Line(PlanId),
    /// The price of one unit of a plan.
    Price(PlanId),
    /// A pooled amount, by its key.
    Pooled(String),
}

/// Properties of [`Figure`].
#[derive(Properties, PartialEq)]
pub struct FigureProps {
    /// What it opens.
    pub door: Door,
    /// What is called then.
    pub on_open: Callback<Door>,
    /// What those hear who do not see where it stands; said after the figure itself.
    pub label: AttrValue,
    /// The figure.
    pub text: AttrValue,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
}

/// A figure that opens.
#[component]
pub fn Figure(props: &FigureProps) -> Html {
    let onclick = {
        let (door, on_open) = (props.door.clone(), props.on_open.clone());
        Callback::from(move |event: MouseEvent| {
            // Not every browser gives a clicked button the focus, and the focus must come back to it.
            if let Some(button) = event.target_dyn_into::<web_sys::HtmlElement>() {
                let _ = button.focus();
            }
            on_open.emit(door.clone());
        })
    };
    html! {
        <button
            type="button"
            class={classes!("door", props.class.clone())}
            aria-haspopup="dialog"
            aria-label={format!("{}, {}: why", props.text, props.label)}
            {onclick}
        >
            { &props.text }
        </button>
    }
}
