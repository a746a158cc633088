//! Where sources disagree about something that the scenario is about: which answer was taken.
//!
//! A question matters when it is about something that is there. Whether another answer would change the total is found by
//! asking again with the other answer.

use crate::base::sorted::BTreeSet;

use super::assign::Assigned;
use super::cover::{self, FlowCover};
use super::resolve::{FlowUse, People, Resolved, runs_by_hand, uses_lists};
use super::scenario::Trigger;
use crate::base::PlanId;
use crate::pricebook::Plan;
use crate::pricebook::schema::{PlanChange, Reading, ReadingOption};
use crate::report::UsedReading;

/// The questions that mattered, with the answers that were taken.
pub fn readings(resolved: &Resolved, assigned: &Assigned) -> Vec<UsedReading> {
    let plans = plans(resolved, assigned);
    let mattered =
        resolved.book.readings().filter(|reading| by_rule(resolved, reading) || by_figures(resolved, &plans, reading));
    mattered.filter_map(|reading| Some(used(resolved, reading, resolved.book.option(reading.id.as_str())?))).collect()
}

fn used(resolved: &Resolved, reading: &Reading, option: &ReadingOption) -> UsedReading {
    UsedReading {
        id: reading.id.clone(),
        topic: reading.topic.clone(),
        option: option.id.clone(),
        says: option.says.clone(),
        chosen: resolved.scenario.readings.contains_key(&reading.id),
        why: reading.why.clone(),
        standing: option.standing,
        sources: option.sources.clone(),
        others: reading.options.iter().map(|other| other.id.clone()).filter(|other| *other != option.id).collect(),
    }
}

/// Plans that anybody has, holds or owns here, and those that could cover an app that nothing covers yet.
fn plans(resolved: &Resolved, assigned: &Assigned) -> BTreeSet<PlanId> {
    let held = resolved.people.iter().flat_map(|people| people.holds.iter().chain(&people.trials).chain(&people.home));
    let owned = resolved.scenario.tenant.owned.keys();
    let bought = assigned.units.iter().filter(|(_, units)| **units > 0).map(|(id, _)| id);
    let for_apps = resolved.book.plans().filter(|plan| plan.is_sold() && plan.grants.apps.is_some());
    let for_apps = for_apps.filter(|_| resolved.people.iter().any(|people| has_open_app(resolved, people)));
    held.map(|plan| &plan.id).chain(for_apps.map(|plan| &plan.id)).chain(owned).chain(bought).cloned().collect()
}

/// Whether somebody opens an app that what they hold does not cover.
fn has_open_app(resolved: &Resolved, people: &People) -> bool {
    let held = people.licenses(Vec::new());
    people.apps.iter().filter_map(|app| resolved.apps.get(app)).any(|app| cover::runs_app(&held, app).is_none())
}

/// Rules without figures: whether there is anything that they decide.
fn by_rule(resolved: &Resolved, reading: &Reading) -> bool {
    let mut flows = resolved.flows.values();
    match reading.id.as_str() {
        "approvers" => flows.any(|flow| !flow.flow.approvers.is_empty()),
        "co-owners" => flows.any(|flow| !flow.flow.co_owners.is_empty() && !flow.premium.is_empty()),
        "service-accounts" => flows.any(|flow| flow.flow.service_account),
        "sharepoint-list-flow" => flows.any(|flow| {
            flow.flow.trigger == Trigger::Automated && uses_lists(resolved.book, flow.flow) && has_people_behind(flow)
        }),
        "who-runs-a-flow" => flows.any(|flow| !runs_by_hand(flow.flow) && has_people_behind(flow)),
        "multiplexing" => flows.any(|flow| {
            flow.flow.trigger != Trigger::Bot
                && flow.flow.trigger != Trigger::Child
                && !runs_by_hand(flow.flow)
                && has_people_behind(flow)
        }),
        "child-flows" => flows.any(|flow| {
            let uses = |name: &String| resolved.is_premium(name);
            flow.flow.trigger == Trigger::Child && flow.flow.connectors.iter().any(uses)
        }),
        "process-flows" => flows.any(|flow| flow.flow.business_process),
        "bot-licenses" => resolved.scenario.bots.iter().any(|bot| !bot.off && !bot.authors.is_zero()),
        _ => false,
    }
}

/// Whether a flow is premium and its work is set off by people who do not own it.
fn has_people_behind(flow: &FlowUse) -> bool {
    !flow.premium.is_empty() && !flow.flow.run_by.is_empty()
}

/// Answers that change figures: whether any of them changes something that is there.
fn by_figures(resolved: &Resolved, plans: &BTreeSet<PlanId>, reading: &Reading) -> bool {
    let connectors = || {
        let apps = resolved.apps.values().flat_map(|app| &app.app.connectors);
        apps.chain(resolved.flows.values().flat_map(|flow| &flow.flow.connectors))
    };
    reading.options.iter().any(|option| {
        option.plan.iter().any(|change| plans.contains(&change.id) || brings_open_flows(resolved, change))
            || option.limit.iter().any(|change| resolved.asks_for(change.id))
            || option.connectors.iter().any(|list| {
                connectors().any(|used| list.names.iter().any(|name| name.eq_ignore_ascii_case(used.trim())))
            })
    })
}

/// Whether a plan that is on sale would license flows by an answer, where somebody's flow is not covered by what they hold.
fn brings_open_flows(resolved: &Resolved, change: &PlanChange) -> bool {
    let sold = resolved.book.plan(&change.id).is_some_and(Plan::is_sold);
    let brings = change.grants.flows.as_ref().is_some_and(|flows| !flows.is_empty());
    let open = |people: &People| {
        let held = people.licenses(Vec::new());
        people.duties.iter().any(|duty| {
            let flow = resolved.flows.get(&duty.flow);
            flow.is_some_and(|flow| {
                cover::covers_duty(resolved, &held, duty, flow, &BTreeSet::new()) == FlowCover::None
            })
        })
    };
    sold && brings && resolved.people.iter().any(open)
}
