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

/// A figure that opens: what it opens, what is called then, what those hear who do not see where it stands (said after the
/// figure itself), the figure, and one more class.
pub fn figure(door: Door, on_open: &Callback<Door>, label: &str, text: impl Into<AttrValue>, class: &str) -> Html {
    draw(door, on_open, label, text.into(), class)
}

fn draw(door: Door, on_open: &Callback<Door>, label: &str, text: AttrValue, class: &str) -> Html {
    let onclick = on_open.reform(move |event: MouseEvent| {
        // Not every browser gives a clicked button the focus, and the focus must come back to it.
        if let Some(button) = event.target_dyn_into::<web_sys::HtmlElement>() {
            let _ = button.focus();
        }
        door.clone()
    });
    html! {
        <button type="button" class={format!("door {class}")} aria-haspopup="dialog"
            aria-label={format!("{text}, {label}: why")} {onclick}>{ text }</button>
    }
}
