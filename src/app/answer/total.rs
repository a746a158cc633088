//! The head of the answer: the total of a month, the year beside it, since when the prices hold, and how sure it is.

use yew::prelude::*;

use super::door::{Door, Figure};
use super::sure::{Sure, Tone, verdict};
use super::words;
use crate::base::Price;
use crate::report::Estimate;

/// Properties of [`Total`].
#[derive(Properties, PartialEq)]
pub struct TotalProps {
    /// The total of a month.
    pub monthly: Price,
    /// The total of a year.
    pub yearly: Price,
    /// What is not in it, if something is not.
    pub without: AttrValue,
    /// Marks a change for a moment.
    pub mark: AttrValue,
    /// What opens.
    pub on_open: Callback<Door>,
}

/// The total, as large as it is important.
#[component]
pub fn Total(props: &TotalProps) -> Html {
    let month = props.monthly.amount.grouped();
    let unit = words::unit_of(&props.monthly);
    let year = props.yearly.amount.grouped();
    html! {
        <div class={classes!("total", props.mark.to_string())} data-testid="total">
            <p class="total-month">
                <Figure class="total-amount" door={Door::Total} on_open={&props.on_open} label={unit.clone()} text={month} />
                { " " }<span class="total-unit">{ unit }</span>
            </p>
            <p class="total-year">
                { year }{ " " }{ words::unit_of(&props.yearly) }<span class="total-without">{ &props.without }</span>
            </p>
        </div>
    }
}

/// What the total leaves out, as a sentence; empty when it leaves nothing out.
pub fn without(estimate: &Estimate) -> String {
    match estimate.unpriced.len() {
        0 => String::new(),
        some => format!(
            "without {}",
            words::counted(some, "plan whose price is not published", "plans whose price is not published")
        ),
    }
}

/// The whole head of an answer.
pub fn head(estimate: &Estimate, mark: &str, on_open: &Callback<Door>) -> Html {
    let (tone, says) = verdict(estimate);
    let sure = html! { <Sure key="sure" {tone} {says} {on_open} /> };
    let total = html! {
        <Total key="total" monthly={estimate.monthly.clone()} yearly={estimate.yearly.clone()} without={without(estimate)}
            mark={mark.to_owned()} {on_open} />
    };
    // What cannot be bought as it is says so before it says what it would cost.
    let order = if tone == Tone::Bad { [sure, total] } else { [total, sure] };
    html! { <div class="verdict">{ for order }</div> }
}

/// The total in one sentence, for those who hear it.
pub fn spoken(estimate: &Estimate) -> String {
    let (_, verdict) = verdict(estimate);
    let gap = without(estimate);
    let comma = if gap.is_empty() { "" } else { ", " };
    format!("{}{comma}{gap}. {verdict}.", estimate.monthly)
}
