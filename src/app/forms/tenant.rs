//! What the tenant has already, how it buys, and prices of one's own.

use yew::prelude::*;

use super::around::Around;
use super::more::{self, Form};
use super::plans::{Holds, PlanAmounts, bought, choices};
use super::words;
use crate::app::draft::more::{DAY, PROGRAMS, TENANT};
use crate::app::draft::{Amounts, Draft};
use crate::app::parts::{Desk, Entry, Select};
use crate::app::state::Action;
use crate::base::PlanId;
use crate::pricebook::schema::Kind;

/// What the tenant has already, how it buys, and prices of one's own.
pub fn tenant(desk: &Desk, draft: &Draft) -> Html {
    let book = &desk.book;
    let form = Form { desk, uid: 0, more: &draft.more, path: "", name: "The tenant", around: None };
    let owned = PlanAmounts {
        path: "tenant.owned",
        label: "Licenses that are paid for already",
        invite: "add a license that you own",
        choices: choices(book, bought),
        amounts: &draft.owned,
        entry: Entry::Count,
        unit: None,
        on_change: change(desk, "owned", |draft| &mut draft.owned),
    };
    let prices = PlanAmounts {
        path: "tenant.prices",
        label: "Your own prices",
        invite: "add a price of your own",
        choices: choices(book, |plan| bought(plan) || plan.kind == Kind::Meter),
        amounts: &draft.prices,
        entry: Entry::Decimal,
        unit: Some(format!("{} per unit and month", book.edition.currency)),
        on_change: change(desk, "price", |draft| &mut draft.prices),
    };
    html! {
        <div class="card">
            <div class="card-body say">
                { held(desk, draft) }
                <Select path="tenant.channel" label="How licenses are bought" words="Licenses are bought"
                    choices={words::choices(&words::CHANNELS)} value={words::value(&words::CHANNELS, &draft.channel)}
                    on_pick={desk.set_whole("channel", |draft, picked: String| words::pick(&words::CHANNELS, &picked, &mut draft.channel))} />
            </div>
            <h4>{ "Licenses that are paid for already" }</h4>
            { owned.draw(book) }
            <h4>{ "Terms, trials, Azure" }</h4>
            <div class="say">{ more::draw(&form, TENANT, "tenant.") }{ more::draw(&form, DAY, "") }</div>
            <h4>{ "Your own prices" }</h4>
            { prices.draw(book) }
        </div>
    }
}

fn held(desk: &Desk, draft: &Draft) -> Html {
    let usual: Vec<&str> = desk.book.held_by_default().map(|plan| plan.name.as_str()).collect();
    let holds = Holds {
        path: "tenant.holds".to_owned(),
        label: "Licenses that everybody holds already".to_owned(),
        words: "Everybody holds",
        usual: if usual.is_empty() { "nothing".to_owned() } else { usual.join(" and ") },
        held: draft.holds.as_deref(),
        begin: desk.book.held_by_default().map(|plan| plan.id.clone()).collect(),
        on_change: desk.set_whole("holds", |draft, held| draft.holds = held),
    };
    holds.draw(&desk.book)
}

/// Programs beside apps and flows.
pub fn programs(desk: &Desk, draft: &Draft, around: &Around) -> Html {
    let form = Form { desk, uid: 0, more: &draft.more, path: "", name: "Program", around: Some(around) };
    html! { <div class="card"><div class="card-body">{ more::draw(&form, PROGRAMS, "") }</div></div> }
}

/// A change of one of the form's maps from plans to amounts.
pub fn change(
    desk: &Desk,
    what: &'static str,
    map: fn(&mut Draft) -> &mut Amounts,
) -> Callback<(PlanId, Option<String>)> {
    desk.dispatch.reform(move |(plan, text): (PlanId, Option<String>)| {
        Action::edit(0, format!("{what} of {plan}"), move |draft| match &text {
            Some(text) => {
                map(draft).insert(plan.clone(), text.clone());
            }
            None => {
                map(draft).remove(&plan);
            }
        })
    })
}
