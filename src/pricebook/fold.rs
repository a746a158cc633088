//! Change-sets in the order of time, folded into the book of the last one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::book::{Book, Connector};
use super::library::NamedChangeSet;
use super::plan::{Grants, Plan};
use super::schema::{Change, ConnectorList, Figure, GrantsChange, LimitChange, PlanChange, RateChange, Rule, Source};
use crate::base::{RuleId, SourceId};

/// Folds change-sets into the book of the last; with it come all faults that were met, each naming file and key.
pub fn fold(
    sets: &[NamedChangeSet],
    sources: &Arc<BTreeMap<SourceId, Source>>,
    rules: &Arc<BTreeMap<RuleId, Rule>>,
) -> (Option<Book>, Vec<String>) {
    let mut faults = Vec::new();
    let Some(last) = sets.last() else {
        return (None, faults);
    };
    let mut book = Book {
        edition: last.changes.edition.clone(),
        plans: Vec::new(),
        limits: BTreeMap::new(),
        connectors: BTreeMap::new(),
        rates: BTreeMap::new(),
        sources: sources.clone(),
        rules: rules.clone(),
    };
    for set in sets {
        let mut fault = |text: String| faults.push(format!("editions/{}.toml: {text}", set.file));
        for change in &set.changes.plan {
            fold_plan(&mut book.plans, change, &mut fault);
        }
        for change in &set.changes.limit {
            fold_limit(&mut book.limits, change, &mut fault);
        }
        for list in &set.changes.connectors {
            fold_connectors(&mut book.connectors, list, &mut fault);
        }
        for change in &set.changes.rate {
            fold_rate(&mut book.rates, change, &mut fault);
        }
    }
    (Some(book), faults)
}

fn fold_plan(plans: &mut Vec<Plan>, change: &PlanChange, fault: &mut impl FnMut(String)) {
    let known = plans.iter_mut().find(|plan| plan.id == change.id);
    match (change.change, known) {
        (Change::Adds, None) => match new_plan(change) {
            Ok(plan) => plans.push(plan),
            Err(missing) => fault(format!("plan \"{}\" is added without {missing}", change.id)),
        },
        (Change::Adds, Some(_)) => fault(format!("plan \"{}\" is added, but exists already", change.id)),
        (Change::Sets | Change::Ends, None) => fault(format!("plan \"{}\" is changed, but does not exist", change.id)),
        (Change::Sets, Some(plan)) => set_plan(plan, change),
        (Change::Ends, Some(plan)) => match change.last_day {
            Some(day) => {
                set_plan(plan, change);
                plan.last_day = Some(day);
            }
            None => fault(format!("plan \"{}\" ends without a last_day", change.id)),
        },
    }
}

fn new_plan(change: &PlanChange) -> Result<Plan, &'static str> {
    let mut plan = Plan {
        id: change.id.clone(),
        name: change.name.clone().ok_or("a name")?,
        family: change.family.ok_or("a family")?,
        kind: change.kind.ok_or("a kind")?,
        unit: change.unit.ok_or("a unit")?,
        unit_name: change.unit_name.clone().ok_or("a unit_name")?,
        about: change.about.clone().ok_or("an about")?,
        price: change.price.clone().ok_or("a price")?,
        minimum: None,
        grants: Grants::default(),
        requires: Vec::new(),
        held_by_default: false,
        on_request: false,
        last_day: None,
        sources: change.sources.clone(),
    };
    set_plan(&mut plan, change);
    Ok(plan)
}

fn set_plan(plan: &mut Plan, change: &PlanChange) {
    set(&mut plan.name, change.name.as_ref());
    set(&mut plan.family, change.family.as_ref());
    set(&mut plan.kind, change.kind.as_ref());
    set(&mut plan.unit, change.unit.as_ref());
    set(&mut plan.unit_name, change.unit_name.as_ref());
    set(&mut plan.about, change.about.as_ref());
    set(&mut plan.price, change.price.as_ref());
    set(&mut plan.requires, change.requires.as_ref());
    set(&mut plan.held_by_default, change.held_by_default.as_ref());
    set(&mut plan.on_request, change.on_request.as_ref());
    if change.minimum.is_some() {
        plan.minimum.clone_from(&change.minimum);
    }
    set_grants(&mut plan.grants, &change.grants);
    plan.sources.clone_from(&change.sources);
}

fn set_grants(grants: &mut Grants, change: &GrantsChange) {
    set(&mut grants.flows, change.flows.as_ref());
    set(&mut grants.rights, change.rights.as_ref());
    set_some(&mut grants.apps, change.apps.as_ref());
    set_some(&mut grants.desktop, change.desktop.as_ref());
    set_some(&mut grants.capacity, change.capacity.as_ref());
    set_some(&mut grants.requests, change.requests.as_ref());
    for (pool, grant) in &change.pools {
        grants.pools.insert(*pool, grant.clone());
    }
}

fn set<T: Clone>(place: &mut T, value: Option<&T>) {
    if let Some(value) = value {
        *place = value.clone();
    }
}

fn set_some<T: Clone>(place: &mut Option<T>, value: Option<&T>) {
    if let Some(value) = value {
        *place = Some(value.clone());
    }
}

fn fold_limit(
    limits: &mut BTreeMap<super::schema::Limit, Figure>,
    change: &LimitChange,
    fault: &mut impl FnMut(String),
) {
    let known = limits.contains_key(&change.id);
    match (change.change, known) {
        (Change::Adds, true) => fault(format!("limit {:?} is added, but exists already", change.id)),
        (Change::Sets, false) => fault(format!("limit {:?} is changed, but does not exist", change.id)),
        (Change::Ends, _) => fault(format!("limit {:?} ends; set it to what holds from then on", change.id)),
        _ => {
            let figure = Figure {
                value: change.value,
                standing: change.standing,
                sources: change.sources.clone(),
                note: change.note.clone(),
            };
            limits.insert(change.id, figure);
        }
    }
}

fn fold_connectors(connectors: &mut BTreeMap<String, Connector>, list: &ConnectorList, fault: &mut impl FnMut(String)) {
    for name in &list.names {
        let key = name.to_lowercase();
        let known = connectors.contains_key(&key);
        match (list.change, known) {
            (Change::Adds, true) => fault(format!("connector \"{name}\" is added, but exists already")),
            (Change::Sets | Change::Ends, false) => {
                fault(format!("connector \"{name}\" is changed, but does not exist"));
            }
            (Change::Ends, true) => {
                connectors.remove(&key);
            }
            _ => {
                connectors.insert(key, connector(name, list));
            }
        }
    }
}

fn connector(name: &str, list: &ConnectorList) -> Connector {
    Connector {
        name: name.to_owned(),
        class: list.class,
        multiplexing: list.multiplexing,
        http_trigger: list.http_trigger,
        standing: list.standing,
        sources: list.sources.clone(),
        note: list.note.clone(),
    }
}

fn fold_rate(rates: &mut BTreeMap<String, RateChange>, change: &RateChange, fault: &mut impl FnMut(String)) {
    let known = rates.contains_key(&change.id);
    match (change.change, known) {
        (Change::Adds, true) => fault(format!("rate \"{}\" is added, but exists already", change.id)),
        (Change::Sets | Change::Ends, false) => fault(format!("rate \"{}\" is changed, but does not exist", change.id)),
        (Change::Ends, true) => {
            rates.remove(&change.id);
        }
        _ => {
            rates.insert(change.id.clone(), change.clone());
        }
    }
}
