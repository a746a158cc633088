//! What stands behind each door: one sentence, the small table, then the whole derivation.

use yew::prelude::*;

use super::super::hooks::Shown;
use super::cite;
use super::door::Door;
use super::own_price::{self, OnPrice};
use super::plan;
use super::sum;
use super::sure;
use super::tree;
use super::words;
use crate::base::PlanId;
use crate::pricebook::{Book, Plan};
use crate::report::{Estimate, Line, Pooled};

/// The heading and the content behind a door.
pub fn behind(door: &Door, estimate: &Estimate, shown: &Shown, on_price: &OnPrice) -> (String, Html) {
    let book = &*shown.book;
    match door {
        Door::Total => ("The total".to_owned(), sum::explain(estimate, book)),
        Door::Sure => ("How sure this is".to_owned(), sure::explain(estimate)),
        Door::Edition => (format!("Edition {}", estimate.edition), edition(book)),
        Door::Line(id) => match find(estimate, id) {
            Some(found) => (found.name.clone(), line(found, book)),
            None => gone(),
        },
        Door::Price(id) => match (find(estimate, id), book.plan(id)) {
            (Some(found), Some(plan)) => (format!("{}: the price", found.name), price(found, plan, shown, on_price)),
            _ => gone(),
        },
        Door::Pooled(key) => match estimate.pooled.iter().find(|pool| pool.key == *key) {
            Some(pool) => (pool.name.clone(), pooled(pool, book)),
            None => gone(),
        },
    }
}

fn find<'a>(estimate: &'a Estimate, plan: &PlanId) -> Option<&'a Line> {
    estimate.lines.iter().find(|line| line.plan == *plan)
}

/// The answer may change while the panel is open.
fn gone() -> (String, Html) {
    ("No longer part of the answer".to_owned(), html! { <p class="lead">{ "The last change took it away." }</p> })
}

fn line(line: &Line, book: &Book) -> Html {
    let to_buy = line.quantity.saturating_sub(line.owned);
    html! {
        <>
            <p class="lead">{ &line.reason.says }</p>
            <table class="facts">
                <caption class="unseen">{ "The line in figures" }</caption>
                <tbody>
                    { fact("Needed", format!("{} × {}", words::number(line.quantity), line.unit_name)) }
                    { fact("Owned already", words::number(line.owned)) }
                    { fact("To buy", words::number(to_buy)) }
                    { fact("Price of one", line.unit_price.as_ref().map_or("not published".to_owned(), |it| it.price.to_string())) }
                    { fact("Amount", line.amount.as_ref().map_or("not in the total".to_owned(), ToString::to_string)) }
                </tbody>
            </table>
            { founded(line, book) }
            <h3>{ "Who gets it" }</h3>
            <table class="facts">
                <caption class="unseen">{ "Who gets it" }</caption>
                <tbody>
                    for (place, holder) in line.holders.iter().enumerate() {
                        <tr key={place}>
                            <th scope="row">{ &holder.who }</th><td class="num">{ words::number(holder.quantity) }</td>
                        </tr>
                    }
                </tbody>
            </table>
            <h3>{ "How it comes about" }</h3>
            { tree::body(&line.reason, book) }
        </>
    }
}

fn fact(name: &str, value: String) -> Html {
    html! { <tr key={name.to_owned()}><th scope="row">{ name }</th><td class="num">{ value }</td></tr> }
}

/// Where the price of one comes from.
fn founded(line: &Line, book: &Book) -> Html {
    let Some(unit) = &line.unit_price else {
        return html! { <p class="hint">{ "No source of the edition prints the price." }</p> };
    };
    if unit.yours {
        return html! { <p class="hint">{ "You stated this price." }</p> };
    }
    html! {
        <div class="founded">
            <p>{ "The price is " }{ cite::badge(unit.standing) }{ ". " }{ words::standing_means(unit.standing) }</p>
            { cite::note(unit.note.as_deref()) }
            { cite::sources(&unit.sources, book) }
        </div>
    }
}

fn price(line: &Line, plan: &Plan, shown: &Shown, on_price: &OnPrice) -> Html {
    let says = line.unit_price.as_ref().map_or_else(
        || format!("No source of edition {} prints what one {} costs.", shown.book.edition.id, line.unit_name),
        |unit| format!("One {} costs {}.", line.unit_name, unit.price),
    );
    html! {
        <>
            <p class="lead">{ says }</p>
            { founded(line, &shown.book) }
            <h3>{ "You pay another price?" }</h3>
            { own_price::field(plan, shown, on_price) }
            { own_price::seen(plan, &shown.book, on_price) }
            <h3>{ "What the plan is" }</h3>
            { plan::beside_price(plan, &shown.book) }
        </>
    }
}

fn pooled(pool: &Pooled, book: &Book) -> Html {
    html! {
        <>
            <p class="lead">{ &pool.reason.says }</p>
            <table class="facts">
                <caption class="unseen">{ "Needed and entitled" }</caption>
                <tbody>
                    { fact("Needed", format!("{} {}", words::number(pool.needed), pool.unit)) }
                    { fact("Entitled", format!("{} {}", words::number(pool.entitled), pool.unit)) }
                </tbody>
            </table>
            <h3>{ "How it adds up" }</h3>
            { tree::body(&pool.reason, book) }
        </>
    }
}

fn edition(book: &Book) -> Html {
    let head = &book.edition;
    html! {
        <>
            <p class="lead">{ &head.why }</p>
            <p>{ format!("Its prices, limits and plans hold from {} on, in {}.", head.holds_from, head.currency) }</p>
            <h3>{ "Where the change is documented" }</h3>
            { cite::sources(&head.sources, book) }
        </>
    }
}
