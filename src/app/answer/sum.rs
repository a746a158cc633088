//! What stands behind the total: the lines that it is the sum of, and how each of them comes about.

use yew::prelude::*;

use super::tree;
use super::words;
use crate::pricebook::Book;
use crate::report::{Estimate, Line};

/// The sum, line by line.
pub fn explain(estimate: &Estimate, book: &Book) -> Html {
    let lines = words::counted(estimate.lines.len(), "line", "lines");
    let (currency, edition, day) = (&estimate.monthly.currency, &estimate.edition, estimate.holds_from);
    html! {
        <>
            <p class="lead">{ format!("{} is the sum of {lines}.", estimate.monthly) }</p>
            { table(estimate) }
            <p class="hint">{ format!("In {currency}, at the prices of edition {edition}, which holds from {day}.") }</p>
            <h3>{ "How each line comes about" }</h3>
            <ul class="plain needs">
                for line in &estimate.lines {
                    <li key={line.plan.as_str()}>
                        <details><summary>{ &line.reason.says }</summary>{ tree::body(&line.reason, book) }</details>
                    </li>
                }
            </ul>
        </>
    }
}

fn table(estimate: &Estimate) -> Html {
    html! {
        <table class="facts">
            <caption class="unseen">{ "The lines of the sum" }</caption>
            <tbody>for line in &estimate.lines { { row(line) } }</tbody>
            <tfoot>
                <tr class="sum">
                    <th scope="row">{ "Per month" }</th><td class="num">{ estimate.monthly.amount.grouped() }</td>
                </tr>
                <tr>
                    <th scope="row">{ "Per year: twelve months" }</th><td class="num">{ estimate.yearly.amount.grouped() }</td>
                </tr>
            </tfoot>
        </table>
    }
}

fn row(line: &Line) -> Html {
    let amount = line.amount.as_ref().map_or_else(|| "price not published".to_owned(), |price| price.amount.grouped());
    html! { <tr key={line.plan.as_str()}><th scope="row">{ &line.name }</th><td class="num">{ amount }</td></tr> }
}
