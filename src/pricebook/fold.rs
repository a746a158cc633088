//! Change-sets in the order of time, folded into the book of the last one.

use crate::base::sorted::BTreeMap;

use std::sync::Arc;

use super::book::{Book, Connector, Shared};
use super::library::NamedChangeSet;
use super::plan::{Grants, Plan};
use super::schema::{
    Change, ConnectorList, Figure, GrantsChange, Limit, LimitChange, PlanChange, Reading, ReadingChange, ReadingOption,
    Removed,
};

/// Folds change-sets into the book of the last; with it come all faults that were met, each naming file and key.
pub fn fold(sets: &[NamedChangeSet], shared: &Shared) -> (Option<Book>, Vec<String>) {
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
        terms: BTreeMap::new(),
        readings: Arc::default(),
        chosen: BTreeMap::new(),
        shared: shared.clone(),
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
            lay("rate", &mut book.rates, (&change.id, &change.id), change.change, change.clone(), &mut fault);
        }
        for change in &set.changes.term {
            let id = (&change.id, change.id.as_str());
            lay("term", &mut book.terms, id, change.change, change.clone(), &mut fault);
        }
        for change in &set.changes.reading {
            fold_reading(Arc::make_mut(&mut book.readings), change, &mut fault);
        }
    }
    by_family(&mut book);
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
        (Change::Sets, Some(plan)) => {
            remove(plan, &change.removes, fault);
            set_plan(plan, change);
        }
        (Change::Ends, Some(plan)) => match change.last_day {
            Some(day) => {
                remove(plan, &change.removes, fault);
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
        sku: Vec::new(),
        sources: change.sources.clone(),
    };
    set_plan(&mut plan, change);
    Ok(plan)
}

fn remove(plan: &mut Plan, removed: &[Removed], fault: &mut impl FnMut(String)) {
    for part in removed {
        let grants = &mut plan.grants;
        let was_there = match part {
            Removed::Apps => grants.apps.take().is_some(),
            Removed::Flows => !std::mem::take(&mut grants.flows).is_empty(),
            Removed::Desktop => grants.desktop.take().is_some(),
            Removed::Rights => !std::mem::take(&mut grants.rights).is_empty(),
            Removed::Capacity => grants.capacity.take().is_some(),
            Removed::Requests => grants.requests.take().is_some(),
            Removed::Unlicensed => grants.unlicensed.take().is_some(),
            Removed::Pools => !std::mem::take(&mut grants.pools).is_empty(),
            Removed::Minimum => plan.minimum.take().is_some(),
        };
        if !was_there {
            fault(format!("plan \"{}\": {part:?} is removed, but is not there", plan.id));
        }
    }
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
    set(&mut plan.sku, change.sku.as_ref());
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
    set_some(&mut grants.unlicensed, change.unlicensed.as_ref());
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

/// Lays one change over a table of things that are given whole.
fn lay<K: Ord + Clone, V>(
    kind: &str,
    table: &mut BTreeMap<K, V>,
    (id, said): (&K, &str),
    change: Change,
    value: V,
    fault: &mut impl FnMut(String),
) {
    match (change, table.contains_key(id)) {
        (Change::Adds, true) => fault(format!("{kind} \"{said}\" is added, but exists already")),
        (Change::Sets | Change::Ends, false) => fault(format!("{kind} \"{said}\" is changed, but does not exist")),
        (Change::Ends, true) => {
            table.remove(id);
        }
        _ => {
            table.insert(id.clone(), value);
        }
    }
}

fn fold_limit(limits: &mut BTreeMap<Limit, Figure>, change: &LimitChange, fault: &mut impl FnMut(String)) {
    let said = format!("{:?}", change.id);
    if change.change == Change::Ends {
        return fault(format!("limit \"{said}\" ends; set it to what holds from then on"));
    }
    let figure = Figure {
        value: change.value,
        standing: change.standing,
        sources: change.sources.clone(),
        note: change.note.clone(),
    };
    lay("limit", limits, (&change.id, &said), change.change, figure, fault);
}

fn fold_connectors(connectors: &mut BTreeMap<String, Connector>, list: &ConnectorList, fault: &mut impl FnMut(String)) {
    for name in &list.names {
        let key = name.to_ascii_lowercase();
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
        lists: list.lists,
        standing: list.standing,
        sources: list.sources.clone(),
        note: list.note.clone(),
        former: list.former.clone(),
    }
}

/// A question is given in parts: what is absent stays, the answers are replaced whole.
fn fold_reading(readings: &mut Vec<Reading>, change: &ReadingChange, fault: &mut impl FnMut(String)) {
    let id = &change.id;
    let place = readings.iter().position(|reading| reading.id == *id);
    let known = place.and_then(|place| readings.get_mut(place));
    match (change.change, known) {
        (Change::Adds, Some(_)) => fault(format!("reading \"{id}\" is added, but exists already")),
        (Change::Sets | Change::Ends, None) => fault(format!("reading \"{id}\" is changed, but does not exist")),
        (Change::Ends, Some(_)) => readings.retain(|reading| reading.id != *id),
        (Change::Sets, Some(reading)) => {
            set(&mut reading.topic, change.topic.as_ref());
            set(&mut reading.default, change.default.as_ref());
            set(&mut reading.why, change.why.as_ref());
            set(&mut reading.options, change.option.as_ref());
            set_some(&mut reading.number, change.number.as_ref());
        }
        (Change::Adds, None) => match new_reading(change) {
            Some(reading) => readings.push(reading),
            None => fault(format!("reading \"{id}\" is added without a topic, a default, a why or options")),
        },
    }
}

fn new_reading(change: &ReadingChange) -> Option<Reading> {
    Some(Reading {
        id: change.id.clone(),
        number: change.number.clone(),
        topic: change.topic.clone()?,
        default: change.default.clone()?,
        why: change.why.clone()?,
        options: change.option.clone()?,
    })
}

/// Plans stand by families, within one as they came.
fn by_family(book: &mut Book) {
    book.plans.sort_by_key(|plan| plan.family);
}

/// Lays an answer over a book. What documents a plan is kept beside what the answer cites.
pub(super) fn overlay(book: &mut Book, option: &ReadingOption) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |text: String| faults.push(text);
    for change in &option.plan {
        let before = book.plan(&change.id).map(|plan| plan.sources.clone()).unwrap_or_default();
        fold_plan(&mut book.plans, change, &mut fault);
        if let Some(plan) = book.plans.iter_mut().find(|plan| plan.id == change.id) {
            let more: Vec<_> = plan.sources.iter().filter(|source| !before.contains(source)).cloned().collect();
            plan.sources = before.into_iter().chain(more).collect();
        }
    }
    by_family(book);
    for change in &option.limit {
        fold_limit(&mut book.limits, change, &mut fault);
    }
    for list in &option.connectors {
        fold_connectors(&mut book.connectors, list, &mut fault);
    }
    faults
}
