//! A reason as a tree that unfolds: what was found, the computation, the figures, the rule, and what leads there.

use yew::prelude::*;

use super::cite;
use crate::pricebook::Book;
use crate::report::Step;

/// Everything that belongs to one step, without its sentence.
pub fn body(step: &Step, book: &Book) -> Html {
    html! {
        <div class="step-body">
            { formula(step) }
            { cite::evidence(&step.evidence, book) }
            <div class="step-rule">for id in &step.rule { { cite::rule(id, book) } }</div>
            { branches(&step.because, book) }
        </div>
    }
}

/// The computation in figures; an empty element where there is none.
pub fn formula(step: &Step) -> Html {
    html! { <p class="formula">{ step.formula.as_deref().unwrap_or_default() }</p> }
}

/// The steps that lead to another one.
pub fn branches(steps: &[Step], book: &Book) -> Html {
    html! { <ul class="steps">for (place, step) in steps.iter().enumerate() { { branch(place, step, book) } }</ul> }
}

fn branch(place: usize, step: &Step, book: &Book) -> Html {
    if is_plain(step) {
        return html! { <li key={place} class="step">{ &step.says }</li> };
    }
    html! {
        <li key={place} class="step">
            <details open={true}>
                <summary>{ &step.says }</summary>
                { body(step, book) }
            </details>
        </li>
    }
}

/// Whether a step says something and nothing stands behind it.
fn is_plain(step: &Step) -> bool {
    step.formula.is_none() && step.rule.is_none() && step.evidence.is_empty() && step.because.is_empty()
}
