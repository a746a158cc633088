//! Which plans cover a need, and what they cost.
//!
//! [`price`] judges a combination, [`cheapest`] finds one and has it judged by the same function. There is no second way to
//! a total.

mod assign;
mod build;
mod candidates;
mod check;
mod cover;
mod demand;
mod family;
mod judge;
mod memory;
mod model;
mod needs;
mod optimise;
mod payg;
mod pools;
mod rate;
pub mod read;
mod readings;
mod reduce;
mod resolve;
pub mod scenario;
pub mod schema;
pub mod search;
mod solve;
mod storage;
mod teams;
mod unlicensed;
mod used;
mod way;
pub mod words;

use crate::base::sorted::BTreeMap;
use std::borrow::Cow;

use crate::base::{Money, Period, Price};
use crate::pricebook::{Book, Plan, UnknownReading};
use crate::report::fault::FaultCode;
use crate::report::{Code, Combination, Estimate, Fault, Issue, Optimality};
use resolve::Resolved;
pub use scenario::Scenario;

/// Judges a combination and says what it costs.
///
/// Licenses that the combination leaves unassigned are given to those who need them, as far as they reach.
///
/// # Errors
/// All faults of the scenario or the combination that make an answer impossible, each with its path.
pub fn price(book: &Book, scenario: &Scenario, combination: &Combination) -> Result<Estimate, Vec<Fault>> {
    let book = as_read(book, scenario)?;
    let faults = check::linked(scenario, &combination.pay_as_you_go);
    if !faults.is_empty() {
        return Err(faults);
    }
    let resolved = resolved(&book, scenario, &combination.pay_as_you_go)?;
    let faults = assign::check(&book, &resolved, combination);
    if !faults.is_empty() {
        return Err(faults);
    }
    let combination = assign_rest(&resolved, combination);
    Ok(judge::judge(&resolved, &combination))
}

/// Finds the cheapest valid combination and has it judged as [`price`] does.
///
/// Where there is an Azure subscription, environments are tried with and without paying after use.
///
/// # Errors
/// All faults of the scenario that make an answer impossible, each with its path.
pub fn cheapest(book: &Book, scenario: &Scenario) -> Result<Estimate, Vec<Fault>> {
    let book = as_read(book, scenario)?;
    let (sets, all) = payg::choices(&book, scenario);
    let mut best: Option<Estimate> = None;
    for set in &sets {
        let resolved = resolved(&book, scenario, set)?;
        let estimate = match optimise::cheapest(&resolved, &resolved.all_owned()) {
            Ok(found) => answer(&resolved, found, set),
            Err(failure) => no_answer(&resolved, failure),
        };
        best = Some(match best {
            Some(known) => better(known, estimate, all),
            None => estimate,
        });
    }
    best.ok_or_else(Vec::new)
}

/// The better of two answers with different environments paid after use; proven only if both are, and all were tried.
fn better(known: Estimate, other: Estimate, all: bool) -> Estimate {
    let rank = |estimate: &Estimate| (!estimate.valid, estimate.unpriced.len(), estimate.monthly.amount);
    let proven = |estimate: &Estimate| estimate.optimality.as_ref().is_some_and(|known| known.proven);
    let both = all && (proven(&known) || !known.valid) && (proven(&other) || !other.valid);
    let nodes = [&known, &other].into_iter().filter_map(|one| one.optimality.as_ref()).map(|one| one.nodes).sum();
    let mut best = if rank(&other) < rank(&known) { other } else { known };
    if let Some(optimality) = &mut best.optimality {
        optimality.nodes = nodes;
        optimality.proven &= both;
        if !optimality.proven && optimality.at_least.is_none() {
            optimality.at_least = Some(Price { amount: Money::ZERO, ..best.monthly.clone() });
            let says = "Not all ways of paying environments after use were tried.";
            best.issues.push(Issue::warning(Code::NotProven, "", says));
        }
    }
    best
}

/// The price of one unit and month of a plan when so many are bought; nothing when no price is known.
pub fn unit_price(book: &Book, scenario: &Scenario, plan: &Plan, quantity: u64) -> Option<Money> {
    rate::unit_price(book, &scenario.tenant, plan, quantity).map(|unit| unit.price.amount)
}

/// The optimisation model of a scenario in LP format, for checking the optimum with another solver: that of the way of
/// paying environments which [`cheapest`] takes, with all costs, so that its optimum is the total.
///
/// # Errors
/// All faults of the scenario that make a model impossible, each with its path.
pub fn lp(book: &Book, scenario: &Scenario) -> Result<String, Vec<Fault>> {
    let book = as_read(book, scenario)?;
    search::Search::of(&book, scenario).map(|search| search.lp())
}

fn answer(resolved: &Resolved, found: optimise::Cheapest, linked: &[String]) -> Estimate {
    let combination = Combination { pay_as_you_go: linked.to_vec(), ..found.combination };
    let mut estimate = judge::judge(resolved, &combination);
    let metered: Money =
        payg::storage(resolved).into_iter().filter_map(|(line, _)| line.amount).map(|price| price.amount).sum();
    let bound = Price {
        amount: found.at_least.plus(metered),
        currency: resolved.book.edition.currency.clone(),
        period: Period::Month,
    };
    if !found.proven {
        let says = format!(
            "The search was stopped before it was proven that nothing is cheaper; no valid combination costs less than {bound}."
        );
        estimate.issues.push(Issue::warning(Code::NotProven, "", says));
    }
    note_uncoverable(&mut estimate);
    let at_least = (!found.proven).then_some(bound);
    let proven = found.proven && estimate.valid;
    estimate.optimality = Some(Optimality { proven, at_least, nodes: found.nodes });
    estimate
}

fn no_answer(resolved: &Resolved, failure: solve::NotFound) -> Estimate {
    let mut estimate = judge::judge(resolved, &Combination::default());
    let says = match failure {
        solve::NotFound::Failed(words) => format!("The solver failed: {words}"),
        solve::NotFound::Infeasible => "The plans of this edition cannot cover the scenario.".to_owned(),
        solve::NotFound::Interrupted => "The search found no combination within its bound.".to_owned(),
    };
    let remedy = "Try a smaller scenario, or another edition.";
    estimate.issues.insert(0, Issue::refusal(Code::NoPlanCovers, "", says).remedy(remedy));
    estimate.valid = false;
    estimate
}

/// The book with the readings that the scenario chooses.
///
/// # Errors
/// When the edition has no such reading or option.
pub fn as_read<'a>(book: &'a Book, scenario: &Scenario) -> Result<Cow<'a, Book>, Vec<Fault>> {
    if scenario.readings.is_empty() {
        return Ok(Cow::Borrowed(book));
    }
    let unknown = |unknown: UnknownReading| {
        let path = format!("readings.{}", unknown.reading);
        vec![Fault::new(FaultCode::UnknownName, path, unknown.to_string())]
    };
    book.with_readings(&scenario.readings).map(Cow::Owned).map_err(unknown)
}

fn resolved<'a>(book: &'a Book, scenario: &'a Scenario, linked: &'a [String]) -> Result<Resolved<'a>, Vec<Fault>> {
    let faults = check::check(book, scenario);
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(resolve::resolve(book, scenario, payg::linked(scenario, linked)))
}

/// A refusal in the cheapest combination means that no plan of the edition covers the need.
fn note_uncoverable(estimate: &mut Estimate) {
    if !estimate.valid {
        let says = "No plan of this edition covers everything that the scenario needs; the lines cover the rest.";
        let remedy = "See what is refused below, and change the scenario or the edition.";
        estimate.issues.insert(0, Issue::refusal(Code::NoPlanCovers, "", says).remedy(remedy));
    }
}

/// Gives licenses without a holder to those who need them: the search is asked as if they were paid for, and what it would
/// have to buy on top is left out again.
fn assign_rest(resolved: &Resolved, combination: &Combination) -> Combination {
    if combination.unassigned.values().all(|count| count.is_zero()) {
        return Combination { unassigned: BTreeMap::new(), ..combination.clone() };
    }
    let mut available = assign::assign(resolved, combination).units;
    for (id, count) in &combination.unassigned {
        let units = available.entry(id.clone()).or_default();
        *units = units.saturating_add(count.wide());
    }
    let mut pool = available.clone();
    for (id, count) in resolved.all_owned() {
        let units = pool.entry(id).or_default();
        *units = (*units).max(count);
    }
    let found = optimise::cheapest(resolved, &pool).map(|found| found.combination).unwrap_or_default();
    let within = assign::within(resolved, found, available);
    Combination { pay_as_you_go: combination.pay_as_you_go.clone(), ..within }
}
