//! A field for the user's own price of one unit and month of a plan, with the prices seen elsewhere to take by one click.

use yew::prelude::*;

use crate::app::parts::raw;
use crate::base::{PlanId, SourceId};
use crate::pricebook::schema::{PriceShape, Seen};
use crate::pricebook::{Book, Plan};
use crate::report::Estimate;
use crate::report::html::Writer;

use super::super::hooks::Shown;

/// Called with a plan and the price as typed.
pub type OnPrice = Callback<(PlanId, String)>;

/// The plans whose price is not published and wanted, or typed in already: a field must not vanish while one types in it.
pub fn wanted<'a>(shown: &'a Shown, estimate: &Estimate) -> Vec<&'a Plan> {
    let unknown = |plan: &&Plan| matches!(plan.price, PriceShape::NotPublished { .. });
    let asked = |plan: &&Plan| estimate.unpriced.iter().any(|other| other.plan == plan.id);
    let plans = shown.book.plans().filter(unknown);
    plans.filter(|plan| asked(plan) || shown.prices.contains_key(&plan.id)).collect()
}

/// A field for each of these plans.
pub fn list(wanted: &[&Plan], shown: &Shown, on_price: &OnPrice) -> Html {
    html! {
        <ul class="plain unpriced" data-testid="unpriced">
            for plan in wanted { <li key={plan.id.as_str()}>{ one(plan, shown, on_price) }</li> }
        </ul>
    }
}

fn one(plan: &Plan, shown: &Shown, on_price: &OnPrice) -> Html {
    html! {
        <>
            <h4>{ &plan.name }</h4>
            <p class="hint">{ "No source of this edition prints its price, so it is not in the total until you state yours." }</p>
            { field(plan, shown, on_price) }
            { seen(plan, &shown.book, on_price) }
        </>
    }
}

/// The field by itself, for any plan.
pub fn field(plan: &Plan, shown: &Shown, on_price: &OnPrice) -> Html {
    let typed = shown.prices.get(&plan.id).cloned().unwrap_or_default();
    let fault =
        shown.faults.iter().find(|fault| fault.path.contains("prices") && fault.path.contains(plan.id.as_str()));
    let (id, hint) = (format!("own-{}", plan.id), format!("own-{}-hint", plan.id));
    let oninput = {
        let (plan, on_price) = (plan.id.clone(), on_price.clone());
        Callback::from(move |event: InputEvent| {
            let input: web_sys::HtmlInputElement = event.target_unchecked_into();
            on_price.emit((plan.clone(), input.value()));
        })
    };
    html! {
        <div class="asked own-price">
            <label for={id.clone()}>{ format!("Your price of one {}", plan.unit_name) }</label>
            <span class="with-unit">
                <input {id} type="text" inputmode="decimal" autocomplete="off" size="8" value={typed} {oninput}
                    aria-describedby={hint.clone()} aria-invalid={fault.map(|_| "true")} />
                <span class="unit">{ format!("{} per month", shown.book.edition.currency) }</span>
            </span>
            <p id={hint} class={if fault.is_some() { "error" } else { "hint" }}>
                { fault.map_or("What your seller offers; empty takes it away.", |fault| fault.message.as_str()) }
            </p>
        </div>
    }
}

/// Prices printed elsewhere, each a button that takes it.
pub fn seen(plan: &Plan, book: &Book, on_price: &OnPrice) -> Html {
    let (offers, looked): (&[Seen], &[SourceId]) = match &plan.price {
        PriceShape::NotPublished { seen, sources, .. } => (seen, sources),
        _ => (&[], &[]),
    };
    let mut sources = Writer::new(book);
    sources.sources(looked);
    html! {
        <>
            <ul class="plain seen">
                for (place, offer) in offers.iter().enumerate() { <li key={place}>{ take(plan, offer, book, on_price) }</li> }
            </ul>
            <details class="looked" hidden={looked.is_empty()}>
                <summary>{ "Where it was looked for" }</summary>
                <div>{ raw(sources.finish()) }</div>
            </details>
        </>
    }
}

fn take(plan: &Plan, offer: &Seen, book: &Book, on_price: &OnPrice) -> Html {
    let (id, amount) = (plan.id.clone(), offer.amount.to_string());
    let mut founded = Writer::new(book);
    founded.badge(offer.standing);
    founded.note(offer.note.as_deref());
    founded.sources(&offer.sources);
    let label = format!("Take {} {}", offer.amount.grouped(), book.edition.currency);
    html! {
        <>
            <button type="button" class="quiet take" aria-label={format!("{label} for {}", plan.name)}
                onclick={on_price.reform(move |_| (id.clone(), amount.clone()))}>{ &label }</button>
            { raw(founded.finish()) }
        </>
    }
}
