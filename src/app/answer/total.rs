//! The head of the answer: the total of a month, the year beside it, since when the prices hold, and how sure it is.

use yew::prelude::*;

use super::door::{Door, figure};
use super::sure::{Tone, sure, verdict};
use super::words;
use crate::report::Estimate;

/// The total, as large as it is important.
fn total(estimate: &Estimate, mark: &str, on_open: &Callback<Door>) -> Html {
    let (unit, year) = (words::unit_of(&estimate.monthly), estimate.yearly.amount.grouped());
    let month = estimate.monthly.amount.grouped();
    html! {
        <div key="total" class={format!("total {mark}")} data-testid="total">
            <p class="total-month">
                { figure(Door::Total, on_open, &unit, month, "total-amount") }{ " " }<span class="total-unit">{ unit }</span>
            </p>
            <p class="total-year">
                { year }{ " " }{ words::unit_of(&estimate.yearly) }<span class="total-without">{ without(estimate) }</span>
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
    let (sure, total) = (sure(tone, &says, on_open), total(estimate, mark, on_open));
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
