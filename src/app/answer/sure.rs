//! How sure the answer is, in one line and in full. It reads the estimate and adds nothing to it.

use yew::prelude::*;

use super::door::Door;
use super::icon::{self, Icon};
use super::words;
use crate::report::{Estimate, Severity};

/// How the line is meant; shown by icon, word and colour together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing is left to doubt.
    Good,
    /// Right, but look at it.
    Open,
    /// Not to be bought as it is.
    Bad,
}

/// The line under the total.
pub fn verdict(estimate: &Estimate) -> (Tone, String) {
    if !estimate.valid {
        let refusals = estimate.issues.iter().filter(|issue| issue.severity == Severity::Refusal).count();
        let things = words::counted(refusals.max(1), "thing", "things");
        return (Tone::Bad, format!("Not valid: {things} must be mended first"));
    }
    match &estimate.optimality {
        None => (Tone::Good, "Valid: your own combination covers every need".to_owned()),
        Some(found) if found.proven => (Tone::Good, "Proven cheapest of all valid combinations".to_owned()),
        Some(found) => match &found.at_least {
            Some(bound) => (Tone::Open, format!("Valid, not proven cheapest: none costs less than {bound}")),
            None => (Tone::Open, "Valid, but not proven cheapest".to_owned()),
        },
    }
}

/// What the line means, for those who open it.
fn meaning(estimate: &Estimate) -> String {
    match &estimate.optimality {
        None => "You chose this combination; it was priced and checked against every need, but no cheaper one was looked for.".to_owned(),
        Some(found) if found.proven => format!(
            "A solver compared all combinations and proved that no valid one is cheaper by a cent or more. It went through {} of its search tree. The result was then priced and checked again by exact arithmetic.",
            words::counted(usize::try_from(found.nodes).unwrap_or(usize::MAX), "node", "nodes"),
        ),
        Some(_) => "The solver stopped at its bound before it could exclude every cheaper combination. What it found is valid.".to_owned(),
    }
}

/// Properties of [`Sure`].
#[derive(Properties, PartialEq)]
pub struct SureProps {
    /// How it is meant.
    pub tone: Tone,
    /// The line.
    pub says: AttrValue,
    /// Called with [`Door::Sure`].
    pub on_open: Callback<Door>,
}

/// The line under the total.
#[component]
pub fn Sure(props: &SureProps) -> Html {
    let (class, sign) = match props.tone {
        Tone::Good => ("sure sure-good", Icon::Check),
        Tone::Open => ("sure sure-open", Icon::Warning),
        Tone::Bad => ("sure sure-bad", Icon::Stop),
    };
    let onclick = props.on_open.reform(|_| Door::Sure);
    html! {
        <p {class}>
            { icon::draw(sign) }
            <button type="button" class="door" aria-haspopup="dialog" {onclick}>{ &props.says }</button>
        </p>
    }
}

/// What stands behind the line.
pub fn explain(estimate: &Estimate) -> Html {
    let refusals = estimate.issues.iter().filter(|issue| issue.severity == Severity::Refusal);
    html! {
        <>
            <p class="lead">{ meaning(estimate) }</p>
            <ul class="plain">
                for (place, issue) in refusals.enumerate() {
                    <li key={place}><strong>{ &issue.says }</strong>{ " " }{ &issue.remedy }</li>
                }
            </ul>
        </>
    }
}
