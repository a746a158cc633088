//! The answer on paper: everything at once and unfolded, for those who were not there. It is rendered only while one prints.

use yew::prelude::*;

use super::reasons;
use super::sure::verdict;
use super::total;
use super::words;
use crate::pricebook::Book;
use crate::report::{Estimate, Line, Pooled};

/// The whole report.
pub fn whole(estimate: &Estimate, book: &Book, stale: bool) -> Html {
    let name = if estimate.scenario.is_empty() { "Power Platform plan cost" } else { estimate.scenario.as_str() };
    let (_, verdict) = verdict(estimate);
    html! {
        <article class="report" data-testid="report">
            <h1>{ name }</h1>
            <p>{ format!("Prices of edition {}, which holds from {}. {}", estimate.edition, estimate.holds_from, book.edition.why) }</p>
            <p class="report-total">
                <strong>{ estimate.monthly.to_string() }</strong>{ format!(" · {} {}", estimate.yearly, total::without(estimate)) }
            </p>
            <p>{ verdict }{ "." }{ if stale { " This is the answer to the last complete input." } else { "" } }</p>
            <h2>{ "What to buy" }</h2>
            { lines(estimate) }
            { issues(estimate) }
            { pooled(estimate) }
            { reasons::view(estimate, book, None) }
        </article>
    }
}

fn lines(estimate: &Estimate) -> Html {
    html! {
        <table class="lines">
            <thead>
                <tr>
                    <th>{ "Plan" }</th><th class="num">{ "Quantity" }</th><th class="num">{ "Owned" }</th>
                    <th class="num">{ "Each" }</th><th class="num">{ "Amount" }</th><th>{ "Sources" }</th>
                </tr>
            </thead>
            <tbody>for line in &estimate.lines { { row(line) } }</tbody>
        </table>
    }
}

fn row(line: &Line) -> Html {
    let each = line.unit_price.as_ref().map_or("not published".to_owned(), |unit| unit.price.to_string());
    let amount = line.amount.as_ref().map_or("not in the total".to_owned(), ToString::to_string);
    let founded = match &line.unit_price {
        Some(unit) if unit.yours => "your own price".to_owned(),
        Some(unit) => format!("{} ({})", words::keys(&unit.sources), words::standing(unit.standing)),
        None => String::new(),
    };
    let who: Vec<String> =
        line.holders.iter().map(|holder| format!("{} ({})", holder.who, words::number(holder.quantity))).collect();
    html! {
        <tr key={line.plan.as_str()}>
            <th scope="row"><span class="plan-name">{ &line.name }</span><span class="who">{ who.join(", ") }</span></th>
            <td class="num">{ words::number(line.quantity) }</td>
            <td class="num">{ words::number(line.owned) }</td>
            <td class="num">{ each }</td>
            <td class="num">{ amount }</td>
            <td>{ founded }</td>
        </tr>
    }
}

fn issues(estimate: &Estimate) -> Html {
    html! {
        <section hidden={estimate.issues.is_empty()}>
            <h2>{ "What to watch" }</h2>
            <ul>
                for (place, issue) in estimate.issues.iter().enumerate() {
                    <li key={place}>
                        <strong>{ words::severity(issue.severity) }{ ": " }</strong>{ &issue.says }{ " " }{ &issue.remedy }
                    </li>
                }
            </ul>
        </section>
    }
}

fn pooled(estimate: &Estimate) -> Html {
    html! {
        <section hidden={estimate.pooled.is_empty()}>
            <h2>{ "Pooled over the tenant" }</h2>
            <ul>
                for pool in &estimate.pooled {
                    <li key={pool.key.as_str()}>{ pool_line(pool) }</li>
                }
            </ul>
        </section>
    }
}

fn pool_line(pool: &Pooled) -> String {
    let (needed, entitled) = (words::number(pool.needed), words::number(pool.entitled));
    format!("{}: {needed} needed, {entitled} entitled ({})", pool.name, pool.unit)
}
