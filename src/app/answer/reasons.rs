//! Why: each need with how it is met, what was taken for granted, and the rules and sources that the answer stands on.

use yew::prelude::*;

use super::cite;
use super::readings::{self, OnRead};
use super::tree;
use crate::pricebook::Book;
use crate::report::{Estimate, Step};

/// The whole view. On paper, where nothing can be chosen, everything is unfolded.
pub fn view(estimate: &Estimate, book: &Book, on_read: OnRead) -> Html {
    let unfolded = on_read.is_none();
    html! {
        <div class="reasons">
            <section>
                <h3>{ "Your needs, and how each is met" }</h3>
                { needs(&estimate.needs, book, unfolded) }
            </section>
            <section hidden={estimate.assumptions.is_empty()}>
                <h3>{ "Taken for granted" }</h3>
                <ul class="assumptions">
                    for (place, says) in estimate.assumptions.iter().enumerate() { <li key={place}>{ says }</li> }
                </ul>
            </section>
            { readings::view(&estimate.readings, book, on_read) }
            <section hidden={estimate.rules.is_empty()}>
                <h3>{ "Rules used" }</h3>
                <ul class="plain">
                    for rule in &estimate.rules { <li key={rule.id.as_str()}>{ cite::rule(&rule.id, book) }</li> }
                </ul>
            </section>
            <section hidden={estimate.sources.is_empty()}>
                <h3>{ "Sources used" }</h3>
                <ul class="sources all-sources" data-testid="sources">
                    for (id, source) in &estimate.sources { <li key={id.as_str()}>{ cite::source(source) }</li> }
                </ul>
            </section>
        </div>
    }
}

fn needs(needs: &[Step], book: &Book, unfolded: bool) -> Html {
    if needs.is_empty() {
        return html! { <p class="nothing">{ "The solution as described needs no license." }</p> };
    }
    html! {
        <ul class="plain needs">
            for (place, need) in needs.iter().enumerate() {
                <li key={place}>
                    <details open={unfolded}>
                        <summary>{ &need.says }</summary>
                        { tree::body(need, book) }
                    </details>
                </li>
            }
        </ul>
    }
}
