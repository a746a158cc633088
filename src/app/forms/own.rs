//! A combination of one's own instead of the cheapest: how many of each plan, and, for those who want it, for whom.

use std::rc::Rc;

use yew::prelude::*;

use super::around::Around;
use super::plans::{PlanAmounts, bought, choices};
use super::tenant;
use crate::app::draft::{Assigned, Draft, Kind, Own, Ref, Uid};
use crate::app::hooks::Computed;
use crate::app::parts::{Button, Choice, Desk, Entry, Field, Radio, Select};
use crate::app::state::Action;
use crate::base::PlanId;
use crate::report::Estimate;

/// What is read here.
pub struct WhatToBuy<'a> {
    /// The form.
    pub draft: &'a Draft,
    /// What came of it.
    pub computed: &'a Computed,
    /// The last answer, to start from.
    pub estimate: Option<&'a Rc<Estimate>>,
    /// The rest of the form.
    pub around: &'a Around,
}

/// Find the cheapest, or judge a combination of one's own.
pub fn what_to_buy(desk: &Desk, props: &WhatToBuy) -> Html {
    let on_pick = {
        let (dispatch, estimate) = (desk.dispatch.clone(), props.estimate.cloned());
        Callback::from(move |value: String| {
            let (own, estimate) = (value == "own", estimate.clone());
            dispatch.emit(Action::edit(0, "what to buy", move |draft| choose(draft, own, estimate.as_deref())));
        })
    };
    let modes = vec![Choice::new("cheapest", "Find the cheapest"), Choice::new("own", "Judge my own")];
    let own = props.draft.own.on;
    html! {
        <div class="card">
            <div class="card-body">
                <Radio path="own" label="What to buy" choices={modes} value={if own { "own" } else { "cheapest" }} {on_pick} />
                <div class="own" hidden={!own}>{ if own { form(props, desk) } else { Html::default() } }</div>
            </div>
        </div>
    }
}

/// The first time, a combination of one's own starts from what is shown.
fn choose(draft: &mut Draft, own: bool, estimate: Option<&Estimate>) {
    let empty = draft.own.amounts.is_empty() && draft.own.assigned.is_empty();
    match estimate {
        Some(estimate) if own && empty => draft.own = Own::from_estimate(estimate),
        _ => draft.own.on = own,
    }
}

fn form(props: &WhatToBuy, desk: &Desk) -> Html {
    let own = &props.draft.own;
    let restart = props.computed.cheapest.clone().map(|cheapest| {
        let on_press = desk.dispatch.reform(move |()| {
            let cheapest = cheapest.clone();
            Action::edit(0, "start from the cheapest", move |draft| draft.own = Own::from_estimate(&cheapest))
        });
        html! { { Button::new("Start again from the cheapest", on_press).draw() } }
    });
    let unassigned = PlanAmounts {
        path: "unassigned",
        label: "What you would buy",
        invite: "add a plan",
        choices: choices(&desk.book, bought),
        amounts: &own.amounts,
        entry: Entry::Count,
        unit: None,
        on_change: tenant::change(desk, "own", |draft| &mut draft.own.amounts),
    };
    html! {
        <>
            <p class="own-verdict">{ compare(props.computed) }</p>
            { unassigned.draw(&desk.book) }
            <span class="own-restart">{ restart.unwrap_or_default() }</span>
            <h4>{ "For somebody in particular" }</h4>
            <p class="group-about">{ "The licenses above go to whoever needs them. Here you can say who gets what." }</p>
            <ul class="assigned">
                { for own.assigned.iter().enumerate().map(|(place, entry)| assigned(props, desk, place, entry)) }
            </ul>
            { Button::new("Say who gets what", desk.dispatch.reform(|()| Action::edit(0, "assigned", add_assigned))).draw() }
        </>
    }
}

/// The judged combination beside the cheapest one.
fn compare(computed: &Computed) -> String {
    let (Some(own), Some(cheapest)) = (&computed.estimate, &computed.cheapest) else {
        return "Your combination is judged on the right.".to_owned();
    };
    let more = own.monthly.amount.minus(cheapest.monthly.amount);
    let currency = &own.monthly.currency;
    match (own.valid, more.micros()) {
        (false, _) => format!("Yours does not meet every need. The cheapest that does costs {}.", cheapest.monthly),
        (true, 0) => "Yours is valid and costs as little as the cheapest.".to_owned(),
        (true, _) => {
            format!("Yours is valid. The cheapest costs {}: {} {currency} less.", cheapest.monthly, more.grouped())
        }
    }
}

fn add_assigned(draft: &mut Draft) {
    let uid = draft.next_uid();
    let first = draft.named(Kind::Group).first().map(|(group, _)| Ref::To(*group));
    let who = first.unwrap_or_else(|| Ref::Named(String::new()));
    draft.own.assigned.push(Assigned {
        uid,
        who,
        people: String::new(),
        licenses: crate::base::sorted::BTreeMap::default(),
    });
}

fn assigned(props: &WhatToBuy, desk: &Desk, place: usize, entry: &Assigned) -> Html {
    let (uid, path) = (entry.uid, format!("assigned[{place}]"));
    let mut who = props.around.choices(Kind::Group);
    who.extend(props.around.choices(Kind::Flow));
    if let Ref::Named(name) = &entry.who {
        who.push(Choice::new(entry.who.value(), if name.is_empty() { "choose…".to_owned() } else { name.clone() }));
    }
    let is_flow = props.draft.is_flow(&entry.who);
    let change = |field: &'static str| (desk.dispatch.clone(), uid, field);
    let licenses = PlanAmounts {
        path: &format!("{path}.licenses"),
        label: "Licenses of each",
        invite: "add a license",
        choices: choices(&desk.book, bought),
        amounts: &entry.licenses,
        entry: Entry::Count,
        unit: None,
        on_change: edit(change("licenses"), |entry, change: (PlanId, Option<String>)| put(entry, change)),
    };
    html! {
        <li class="assigned-entry" key={uid}>
            <div class="say">
                <Select path={format!("{path}.who")} label="Who gets the licenses" words="For" choices={who} value={entry.who.value()}
                    on_pick={edit(change("who"), |entry, value: String| if let Some(who) = Ref::of(&value) { entry.who = who })} />
                <span class="say-part" hidden={is_flow}>
                    <Field path={format!("{path}.people")} label="How many of them" words="" after="of them" entry={Entry::Count}
                        placeholder="all" value={entry.people.clone()} on_input={edit(change("people"), |entry, text| entry.people = text)} />
                </span>
                { Button::new("Remove", edit_list(change("remove"))).label(format!("Remove entry {}", place + 1)).draw() }
            </div>
            { licenses.draw(&desk.book) }
        </li>
    }
}

fn put(entry: &mut Assigned, (plan, text): (PlanId, Option<String>)) {
    match text {
        Some(text) => {
            entry.licenses.insert(plan, text);
        }
        None => {
            entry.licenses.remove(&plan);
        }
    }
}

type Place = (Callback<Action>, Uid, &'static str);

fn edit<V: Clone + 'static>((dispatch, uid, field): Place, set: fn(&mut Assigned, V)) -> Callback<V> {
    dispatch.reform(move |value: V| {
        Action::edit(uid, field, move |draft| {
            for entry in draft.own.assigned.iter_mut().filter(|entry| entry.uid == uid) {
                set(entry, value.clone());
            }
        })
    })
}

fn edit_list((dispatch, uid, field): Place) -> Callback<()> {
    dispatch
        .reform(move |()| Action::edit(uid, field, move |draft| draft.own.assigned.retain(|entry| entry.uid != uid)))
}
