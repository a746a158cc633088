//! Paying after use (PAYG-1): environments that are linked to an Azure subscription, their meters, and the choice of them.

use crate::base::sorted::BTreeSet;

use super::demand::three_kinds;
use super::needs::Need;
use super::resolve::Resolved;
use super::scenario::{Environment, EnvironmentKind, Scenario};
use super::words::number;
use crate::base::{Money, Period, Price};
use crate::pricebook::schema::{Meter, PriceShape};
use crate::pricebook::{Book, Plan};
use crate::report::{Code, Evidence, Issue, Line, Step, UnitPrice};

/// The plan that bills each person who opens an app.
pub fn app_meter(book: &Book) -> Option<&Plan> {
    plan_of(book, Meter::AppUsers)
}

fn plan_of(book: &Book, wanted: Meter) -> Option<&Plan> {
    book.plans().find(|plan| matches!(&plan.price, PriceShape::Metered { meter, .. } if *meter == wanted))
}

/// Environments that the scenario says are linked, and those that the combination links.
pub fn linked<'a>(scenario: &'a Scenario, chosen: &'a [String]) -> BTreeSet<&'a str> {
    let said = scenario.environments.iter().filter(|place| place.pay_as_you_go == Some(true));
    said.map(|place| place.name.as_str()).chain(chosen.iter().map(String::as_str)).collect()
}

/// What is wrong with what is linked: the edition may not know it, the type of environment may not allow it.
pub fn issues(resolved: &Resolved) -> Vec<Issue> {
    let mut issues = Vec::new();
    for (index, place) in resolved.scenario.environments.iter().enumerate() {
        if !resolved.linked.contains(place.name.as_str()) {
            continue;
        }
        let path = format!("environments[{index}].pay_as_you_go");
        let wrong = match app_meter(resolved.book) {
            None => Some(format!("Edition {} does not know paying after use.", resolved.book.edition.id)),
            Some(_) if !may_be_linked(place) => {
                Some(format!("{} is neither for production nor a sandbox, so it cannot be paid after use.", place.name))
            }
            Some(_) if !resolved.scenario.tenant.azure_subscription => {
                Some(format!("{} cannot be paid after use without an Azure subscription.", place.name))
            }
            Some(_) => None,
        };
        issues.push(if let Some(says) = wrong {
            let remedy = "Do not link it, or change what stands in the way.";
            Issue::refusal(Code::PayAsYouGo, path, says).remedy(remedy).by("PAYG-1")
        } else {
            let says = format!(
                "{} is paid after use: passes count for nothing there, and the bill follows what is opened and stored.",
                place.name
            );
            Issue::note(Code::PayAsYouGo, path, says).by("PAYG-1")
        });
    }
    issues
}

fn may_be_linked(place: &Environment) -> bool {
    matches!(place.kind, EnvironmentKind::Production | EnvironmentKind::Sandbox)
}

/// More environments than these are not tried in all ways.
const ALL_WAYS: usize = 3;

/// Sets of environments that could be linked beside those that the scenario links; the empty one first. With it whether
/// these are all sets.
pub fn choices(book: &Book, scenario: &Scenario) -> (Vec<Vec<String>>, bool) {
    let open: Vec<&String> = if app_meter(book).is_some() && scenario.tenant.azure_subscription {
        let places = scenario.environments.iter().filter(|place| place.pay_as_you_go.is_none() && may_be_linked(place));
        places.map(|place| &place.name).collect()
    } else {
        Vec::new()
    };
    let mut sets = vec![Vec::new()];
    if open.len() <= ALL_WAYS {
        for name in open {
            let with: Vec<Vec<String>> =
                sets.iter().map(|set: &Vec<String>| set.iter().cloned().chain([name.clone()]).collect()).collect();
            sets.extend(with);
        }
        return (sets, true);
    }
    sets.extend(open.iter().map(|name| vec![(*name).clone()]));
    sets.push(open.into_iter().cloned().collect());
    (sets, false)
}

/// The price of one unit of use, where a plan is billed after use.
pub fn unit_price(book: &Book, plan: &Plan) -> Option<UnitPrice> {
    let PriceShape::Metered { amount, meter, standing, sources, note, .. } = &plan.price else { return None };
    // Storage is printed for a gigabyte and counted in megabytes.
    let amount = match meter {
        Meter::Database | Meter::File | Meter::Log => Money::from_micros(amount.micros().div_euclid(1_000)),
        _ => *amount,
    };
    let price = Price { amount, currency: book.edition.currency.clone(), period: Period::Month };
    Some(UnitPrice { price, yours: false, standing: *standing, sources: sources.clone(), note: note.clone() })
}

/// What storage of linked environments costs: a line for each kind of which more is taken than comes with them.
pub fn storage(resolved: &Resolved) -> Vec<(Line, Need)> {
    let mut lines = Vec::new();
    for meter in [Meter::Database, Meter::File, Meter::Log] {
        let Some(plan) = plan_of(resolved.book, meter) else { continue };
        let PriceShape::Metered { free, .. } = &plan.price else { continue };
        let free_mb = free.as_ref().map_or(0, |figure| figure.value.saturating_mul(1_000));
        let mut reason =
            Step::says("Storage of an environment that is paid after use is billed above what comes with it.")
                .by("PAYG-1");
        let mut sum = 0_u64;
        for place in resolved.scenario.environments.iter().filter(|place| resolved.linked.contains(place.name.as_str()))
        {
            let used = match meter {
                Meter::Database => place.database_gb.megabytes(),
                Meter::File => place.file_gb.megabytes(),
                _ => place.log_gb.megabytes(),
            };
            let over = used.saturating_sub(free_mb);
            sum = sum.saturating_add(over);
            let text = format!(
                "{} takes {}.",
                place.name,
                three_kinds(place.database_gb.megabytes(), place.file_gb.megabytes(), place.log_gb.megabytes())
            );
            reason = reason.because(Step::says(text).formula(format!(
                "{} − {} = {} MB",
                number(used),
                number(free_mb),
                number(over)
            )));
        }
        if let Some(figure) = free {
            reason = reason.with(Evidence {
                what: "what comes with each environment, in GB".into(),
                value: number(figure.value),
                standing: figure.standing,
                sources: figure.sources.clone(),
                note: figure.note.clone(),
            });
        }
        if let (Some(unit), true) = (unit_price(resolved.book, plan), sum > 0) {
            lines.push(metered(plan, unit, sum, "MB", reason));
        }
    }
    lines
}

fn metered(plan: &Plan, unit: UnitPrice, quantity: u64, unit_name: &str, reason: Step) -> (Line, Need) {
    let amount = Price { amount: unit.price.amount.times(quantity), ..unit.price.clone() };
    let line = Line {
        plan: plan.id.clone(),
        name: plan.name.clone(),
        family: plan.family,
        unit_name: unit_name.to_owned(),
        quantity,
        owned: 0,
        unit_price: Some(unit),
        amount: Some(amount),
        holders: Vec::new(),
        reason: reason.clone(),
    };
    (line, Need { reason, met_by: [plan.id.clone()].into_iter().collect() })
}

/// What requests above the limits of flows would cost where a meter counts them.
pub fn requests_over(resolved: &Resolved, over: u64) -> Option<Issue> {
    let plan = plan_of(resolved.book, Meter::Requests).filter(|_| over > 0)?;
    let unit = unit_price(resolved.book, plan)?;
    let cost = Price { amount: unit.price.amount.times(over), ..unit.price };
    let note = unit.note.map_or_else(String::new, |note| format!(" {note}"));
    let says = format!(
        "Flows in environments that are paid after use make {} requests above their limits, which a meter counts at {} {}.{note}",
        number(over),
        cost.amount.grouped(),
        cost.currency
    );
    Some(Issue::note(Code::PayAsYouGo, "flows", says).by("PAYG-1"))
}

/// Whether requests above the limit of a flow are counted by a meter.
pub fn is_metered(resolved: &Resolved, flow: usize) -> bool {
    let usual = resolved.scenario.environments.first().map_or("", |place| place.name.as_str());
    let flow = resolved.flows.get(&flow);
    let place = flow.map(|flow| flow.flow.environment.as_deref().unwrap_or(usual));
    place.is_some_and(|place| resolved.linked.contains(place)) && plan_of(resolved.book, Meter::Requests).is_some()
}
