//! What the tenant has already, how it buys, and prices of one's own.

use std::rc::Rc;

use yew::prelude::*;

use super::around::Around;
use super::more::{self, Form};
use super::plans::{Holds, PlanAmounts, bought, choices};
use super::words;
use crate::app::draft::more::{DAY, PROGRAMS, TENANT};
use crate::app::draft::{Amounts, Draft};
use crate::app::parts::{Desk, Entry, Select, use_desk};
use crate::app::state::Action;
use crate::base::PlanId;
use crate::pricebook::schema::Kind;

/// Properties of [`Tenant`].
#[derive(Properties, PartialEq)]
pub struct TenantProps {
    /// The form.
    pub draft: Rc<Draft>,
}

/// What the tenant has already, how it buys, and prices of one's own.
#[component]
pub fn Tenant(props: &TenantProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <div hidden={true} /> };
    };
    let (draft, book) = (&props.draft, &desk.book);
    let usual: Vec<&str> = book.held_by_default().map(|plan| plan.name.as_str()).collect();
    let begin: Vec<PlanId> = book.held_by_default().map(|plan| plan.id.clone()).collect();
    let everything = choices(book, |plan| bought(plan) || plan.kind == Kind::Meter);
    let form = Form { desk: &desk, uid: 0, more: &draft.more, path: "", name: "The tenant", around: None };
    html! {
        <div class="card">
            <div class="card-body say">
                <Holds path="tenant.holds" label="Licenses that everybody holds already" words="Everybody holds"
                    usual={if usual.is_empty() { "nothing".to_owned() } else { usual.join(" and ") }} held={draft.holds.clone()} {begin}
                    on_change={desk.set_whole("holds", |draft, held| draft.holds = held)} />
                <Select path="tenant.channel" label="How licenses are bought" words="Licenses are bought"
                    choices={words::choices(&words::CHANNELS)} value={words::value(&words::CHANNELS, &draft.channel)}
                    on_pick={desk.set_whole("channel", |draft, picked: String| words::pick(&words::CHANNELS, &picked, &mut draft.channel))} />
            </div>
            <h4>{ "Licenses that are paid for already" }</h4>
            <PlanAmounts path="tenant.owned" label="Licenses that are paid for already" invite="add a license that you own"
                choices={choices(book, bought)} amounts={draft.owned.clone()} entry={Entry::Count}
                on_change={change(&desk, "owned", |draft| &mut draft.owned)} />
            <h4>{ "Terms, trials, Azure" }</h4>
            <div class="say">{ more::draw(&form, TENANT, "tenant.") }{ more::draw(&form, DAY, "") }</div>
            <h4>{ "Your own prices" }</h4>
            <PlanAmounts path="tenant.prices" label="Your own prices" invite="add a price of your own" choices={everything}
                amounts={draft.prices.clone()} entry={Entry::Decimal} unit={format!("{} per unit and month", book.edition.currency)}
                on_change={change(&desk, "price", |draft| &mut draft.prices)} />
        </div>
    }
}

/// Properties of [`Programs`].
#[derive(Properties, PartialEq)]
pub struct ProgramsProps {
    /// The form.
    pub draft: Rc<Draft>,
    /// The rest of the form.
    pub around: Rc<Around>,
}

/// Programs beside apps and flows.
#[component]
pub fn Programs(props: &ProgramsProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <div hidden={true} /> };
    };
    let around = Some(&*props.around);
    let form = Form { desk: &desk, uid: 0, more: &props.draft.more, path: "", name: "Program", around };
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
