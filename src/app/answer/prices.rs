//! The price book as a view, to be searched: all plans of the edition with price, unit, what they bring and where it is said.

use std::rc::Rc;

use yew::prelude::*;

use super::plan;
use super::words;
use crate::pricebook::schema::Family;
use crate::pricebook::{Book, Plan};

const FAMILIES: [Family; 6] = [
    Family::PowerApps,
    Family::PowerAutomate,
    Family::PowerVirtualAgents,
    Family::Omnichannel,
    Family::Capacity,
    Family::Suites,
];

/// Properties of [`Prices`].
#[derive(Properties, PartialEq)]
pub struct PricesProps {
    /// The price book of the edition.
    pub book: Rc<Book>,
}

/// The view; it holds nothing but the words that are looked for.
#[component]
pub fn Prices(props: &PricesProps) -> Html {
    let wanted = use_state(String::new);
    let oninput = {
        let wanted = wanted.clone();
        Callback::from(move |event: InputEvent| {
            let input: web_sys::HtmlInputElement = event.target_unchecked_into();
            wanted.set(input.value());
        })
    };
    let (book, head) = (&*props.book, &props.book.edition);
    let found: Vec<&Plan> = book.plans().filter(|plan| fits(plan, &wanted)).collect();
    let says = words::counted(found.len(), "plan", "plans");
    html! {
        <div class="prices">
            <p class="hint">{ format!("Edition {}, holding from {}. {}", head.id, head.holds_from, head.why) }</p>
            <div class="asked">
                <label for="prices-search">{ "Find a plan" }</label>
                <input id="prices-search" type="search" autocomplete="off" placeholder="such as flow, portal, storage"
                    value={(*wanted).clone()} {oninput} />
                <p class="hint" role="status">{ says }</p>
            </div>
            for family in FAMILIES { <div key={words::family(family)}>{ group(family, &found, book) }</div> }
        </div>
    }
}

fn group(family: Family, found: &[&Plan], book: &Book) -> Html {
    let plans: Vec<&&Plan> = found.iter().filter(|plan| plan.family == family).collect();
    html! {
        <section class="family" hidden={plans.is_empty()}>
            <h3>{ words::family(family) }</h3>
            <ul class="plain plans">for plan in plans { <li key={plan.id.as_str()}>{ entry(plan, book) }</li> }</ul>
        </section>
    }
}

fn entry(plan: &Plan, book: &Book) -> Html {
    html! {
        <details class="plan" data-plan={plan.id.to_string()}>
            <summary>
                <span class="plan-name">{ &plan.name }</span>
                <span class="plan-price">
                    { plan::short_price(plan, &book.edition.currency) }<small>{ "per " }{ &plan.unit_name }</small>
                </span>
            </summary>
            { plan::facts(plan, book) }
        </details>
    }
}

/// Whether every word that is looked for stands somewhere in the plan's name, unit, id or description.
fn fits(plan: &Plan, wanted: &str) -> bool {
    let text = format!("{} {} {} {} {}", plan.name, plan.id, plan.unit_name, plan.about, words::family(plan.family))
        .to_lowercase();
    wanted.to_lowercase().split_whitespace().all(|word| text.contains(word))
}
