//! The first view of the answer: what to buy, prices that are missing, what to watch, and what is pooled.

use yew::prelude::*;

use super::super::hooks::Shown;
use super::door::Door;
use super::lines;
use super::marks::Memory;
use super::own_price::{self, OnPrice};
use super::{pooled, watch};
use crate::report::{Code, Estimate};

/// Where the view leads to.
pub struct Ways<'a> {
    /// Opens a figure.
    pub open: &'a Callback<Door>,
    /// States an own price.
    pub price: &'a OnPrice,
    /// Leads to a field.
    pub go: &'a Callback<AttrValue>,
}

/// The view.
pub fn view(shown: &Shown, estimate: &Estimate, memory: &Memory, ways: &Ways) -> Html {
    let watched = estimate.issues.iter().any(|issue| issue.code != Code::PriceNotPublished);
    let unpriced = own_price::wanted(shown, estimate);
    html! {
        <div class="buy">
            <div class="lines-place">{ lines::table(estimate, memory, ways.open) }</div>
            <section hidden={unpriced.is_empty()}>
                <h3>{ "Prices that are not published" }</h3>
                { own_price::list(&unpriced, shown, ways.price) }
            </section>
            <section hidden={!watched}>
                <h3>{ "What to watch" }</h3>
                { watch::issues(estimate, &shown.book, ways.go) }
            </section>
            <section hidden={estimate.pooled.is_empty()}>
                <h3>{ "Pooled over the tenant" }</h3>
                { pooled::bars(estimate, ways.open) }
            </section>
        </div>
    }
}
