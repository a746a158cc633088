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
mod judge;
mod model;
mod needs;
mod optimise;
mod pools;
mod rate;
pub mod read;
mod resolve;
pub mod scenario;
pub mod schema;
mod solve;
pub mod words;

use crate::base::sorted::BTreeMap;

use crate::base::{Period, PlanId, Price};
use crate::pricebook::Book;
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
    let resolved = resolved(book, scenario)?;
    let faults = assign::check(book, &resolved, combination);
    if !faults.is_empty() {
        return Err(faults);
    }
    let combination = assign_rest(&resolved, combination);
    Ok(judge::judge(&resolved, &combination))
}

/// Finds the cheapest valid combination and has it judged as [`price`] does.
///
/// # Errors
/// All faults of the scenario that make an answer impossible, each with its path.
pub fn cheapest(book: &Book, scenario: &Scenario) -> Result<Estimate, Vec<Fault>> {
    let resolved = resolved(book, scenario)?;
    let owned = owned(scenario);
    match optimise::cheapest(&resolved, &owned) {
        Ok(found) => {
            let mut estimate = judge::judge(&resolved, &found.combination);
            let bound =
                Price { amount: found.at_least, currency: book.edition.currency.clone(), period: Period::Month };
            if !found.proven {
                let says = format!(
                    "The search was stopped before it was proven that nothing is cheaper; no valid combination costs less than {bound}."
                );
                estimate.issues.push(Issue::warning(Code::NotProven, "", says));
            }
            note_uncoverable(&mut estimate);
            let at_least = (!found.proven).then_some(bound);
            estimate.optimality =
                Some(Optimality { proven: found.proven && estimate.valid, at_least, nodes: found.nodes });
            Ok(estimate)
        }
        Err(failure) => {
            let mut estimate = judge::judge(&resolved, &Combination::default());
            let says = match failure {
                solve::NotFound::Failed(words) => format!("The solver failed: {words}"),
                solve::NotFound::Infeasible => "The plans of this edition cannot cover the scenario.".to_owned(),
                solve::NotFound::Interrupted => "The search found no combination within its bound.".to_owned(),
            };
            estimate.issues.insert(
                0,
                Issue::refusal(Code::NoPlanCovers, "", says).remedy("Try a smaller scenario, or another edition."),
            );
            estimate.valid = false;
            Ok(estimate)
        }
    }
}

/// The optimisation model of a scenario in LP format, for checking the optimum with another solver.
///
/// # Errors
/// All faults of the scenario that make a model impossible, each with its path.
pub fn lp(book: &Book, scenario: &Scenario) -> Result<String, Vec<Fault>> {
    let resolved = resolved(book, scenario)?;
    Ok(optimise::lp(&resolved, &owned(scenario)))
}

fn resolved<'a>(book: &'a Book, scenario: &'a Scenario) -> Result<Resolved<'a>, Vec<Fault>> {
    let faults = check::check(book, scenario);
    if faults.is_empty() { Ok(resolve::resolve(book, scenario)) } else { Err(faults) }
}

fn owned(scenario: &Scenario) -> BTreeMap<PlanId, u64> {
    scenario.tenant.owned.iter().map(|(id, count)| (id.clone(), count.wide())).collect()
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
    for (id, count) in &resolved.scenario.tenant.owned {
        let units = pool.entry(id.clone()).or_default();
        *units = (*units).max(count.wide());
    }
    let found = optimise::cheapest(resolved, &pool).map(|found| found.combination).unwrap_or_default();
    assign::within(resolved, found, available)
}
