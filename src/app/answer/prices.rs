//! The price book as a view, to be searched: all plans of the edition with price, unit, what they bring and where it is said.

use yew::prelude::*;

use super::plan;
use super::words;
use crate::app::open_book::OpenBook;
use crate::app::parts::Drawn;
use crate::pricebook::schema::Family;
use crate::pricebook::{Book, Plan};
use crate::report::html::Writer;

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
    pub book: OpenBook,
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
    let mut list = Writer::new(book);
    for family in FAMILIES {
        group(&mut list, family, &found, book);
    }
    html! {
        <div class="prices">
            <p class="hint">{ format!("Edition {}, holding from {}. {}", head.id, head.holds_from, head.why) }</p>
            <div class="asked">
                <label for="prices-search">{ "Find a plan" }</label>
                <input id="prices-search" type="search" autocomplete="off" placeholder="such as flow, portal, storage"
                    value={(*wanted).clone()} {oninput} />
                <p class="hint" role="status">{ says }</p>
            </div>
            <Drawn html={list.finish()} />
        </div>
    }
}

fn group(out: &mut Writer, family: Family, found: &[&Plan], book: &Book) {
    let mut plans = found.iter().filter(|plan| plan.family == family).peekable();
    if plans.peek().is_none() {
        return;
    }
    out.put(r#"<section class="family"><h3>$</h3><ul class="plain plans">"#, &[words::family(family)]);
    for plan in plans {
        let head = r#"<li><details class="plan" data-plan="$"><summary><span class="plan-name">$</span>
            <span class="plan-price">$<small>per $</small></span></summary>"#;
        let price = plan::short_price(plan, &book.edition.currency);
        out.put(head, &[plan.id.as_str(), &plan.name, &price, &plan.unit_name]);
        plan::facts(out, plan, book);
        out.put("</details></li>", &[]);
    }
    out.put("</ul></section>", &[]);
}

/// Whether every word that is looked for stands somewhere in the plan's name, unit, id or description.
fn fits(plan: &Plan, wanted: &str) -> bool {
    let text = format!("{} {} {} {} {}", plan.name, plan.id, plan.unit_name, plan.about, words::family(plan.family))
        .to_ascii_lowercase();
    wanted.to_ascii_lowercase().split_whitespace().all(|word| text.contains(word))
}
