//! The bar that the answer is in a narrow place, and how it opens and shuts. Where there is room it is not shown.

use yew::prelude::*;

use super::super::hooks::Shown;
use super::icon::{self, Icon};
use super::{is_blank, words};

/// The bar: what is the matter, if something is, and the total.
pub fn draw(shown: &Shown, up: &UseStateHandle<bool>, bar: &NodeRef) -> Html {
    let (amount, unit) = match shown.estimate.as_deref().filter(|estimate| !is_blank(estimate)) {
        Some(estimate) => (estimate.monthly.amount.grouped(), words::unit_of(&estimate.monthly)),
        None => (String::new(), "no answer yet".to_owned()),
    };
    let (class, name) = matter(shown);
    let (open, turn) = (**up, up.clone());
    let onclick = Callback::from(move |_: MouseEvent| turn.set(!open));
    html! {
        <button ref={bar} type="button" class="answer-bar" aria-expanded={open.to_string()} aria-controls="answer-body" {onclick}>
            <span class="bar-words">
                <span {class}>{ name }</span>
                <span class="bar-total"><strong>{ amount }</strong>{ " " }<small>{ unit }</small></span>
            </span>
            { icon::draw(Icon::Chevron) }
        </button>
    }
}

fn matter(shown: &Shown) -> (&'static str, &'static str) {
    let invalid = shown.estimate.as_ref().is_some_and(|estimate| !estimate.valid);
    match (shown.stale, invalid) {
        (true, _) => ("bar-name bar-bad", "For your last complete input"),
        (false, true) => ("bar-name bar-bad", "Not valid: something must be mended"),
        (false, false) => ("bar-name", "What it takes"),
    }
}

/// Escape shuts the answer, unless a panel is open, which shuts itself.
pub fn closes(up: &UseStateHandle<bool>, bar: &NodeRef) -> Callback<KeyboardEvent> {
    let (up, bar) = (up.clone(), bar.clone());
    Callback::from(move |event: KeyboardEvent| {
        let within = event.target_dyn_into::<web_sys::Element>();
        let in_panel = within.is_some_and(|element| element.closest("dialog").ok().flatten().is_some());
        if *up && !in_panel && event.key() == "Escape" {
            up.set(false);
            if let Some(bar) = bar.cast::<web_sys::HtmlElement>() {
                let _ = bar.focus();
            }
        }
    })
}
