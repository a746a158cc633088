//! Finds the cheapest valid combination: builds the model, has it solved, and reads the solution back as a combination.

use crate::base::sorted::BTreeMap;

use super::assign;
use super::build::{self, Build, Share};
use super::candidates::Candidates;
use super::demand;
use super::model::Var;
use super::resolve::Resolved;
use super::solve::{self, NotFound};
use crate::base::{Count, Money, PlanId};
use crate::pricebook::schema::Kind;
use crate::report::{Combination, FlowLicenses, PeopleLicenses};

/// A combination and how sure it is that nothing is cheaper.
#[derive(Debug)]
pub struct Cheapest {
    /// The combination.
    pub combination: Combination,
    /// Whether it is proven that no valid combination is cheaper by a cent.
    pub proven: bool,
    /// No valid combination costs less than this.
    pub at_least: Money,
    /// Nodes of the search tree.
    pub nodes: u64,
}

/// Finds the cheapest valid combination when these units are paid for already.
///
/// # Errors
/// When the solver finds none within its bound.
pub fn cheapest(resolved: &Resolved, owned: &BTreeMap<PlanId, u64>) -> Result<Cheapest, NotFound> {
    let demand = demand::demand(resolved);
    let candidates = Candidates::of(resolved, &demand, owned);
    let build = build::build(resolved, &demand, &candidates);
    let found = solve::solve(&build.model)?;
    let not_to_pay = stand_in(&build, &found.values);
    Ok(Cheapest {
        combination: read(resolved, &build, &found.values),
        proven: found.proven,
        at_least: found.at_least.minus(not_to_pay).max(Money::ZERO),
        nodes: found.nodes,
    })
}

/// What the model counts for plans without a published price.
pub fn stand_in(build: &Build, values: &[i64]) -> Money {
    let units = |var: Var| values.get(var.position()).copied().and_then(|units| u64::try_from(units).ok()).unwrap_or(0);
    let cost = |var: Var| build.model.variables.get(var.position()).map_or(Money::ZERO, |known| known.cost);
    build.nominal.iter().map(|var| cost(*var).times(units(*var))).sum()
}

/// Reads a solution back as a combination.
pub fn read(resolved: &Resolved, build: &Build, values: &[i64]) -> Combination {
    let value = |var: Var| values.get(var.position()).copied().and_then(|value| u64::try_from(value).ok()).unwrap_or(0);
    let mut used: BTreeMap<PlanId, u64> = BTreeMap::new();
    let mut combination = Combination::default();
    for (index, shares) in build.people.iter().enumerate() {
        let Some(people) = resolved.people.get(index) else { continue };
        let packs = build.people_packs.get(&index).map(|(plan, var)| (*plan, value(*var)));
        for (bundle, share) in shares {
            let count = match share {
                Share::All(count) => *count,
                Share::Some(var) => value(*var),
            };
            if count == 0 {
                continue;
            }
            let mut licenses = BTreeMap::new();
            for (plan, units) in bundle.given.iter().copied().chain(packs) {
                if units > 0 {
                    *used.entry(plan.id.clone()).or_default() += units * count;
                    licenses.insert(plan.id.clone(), counted(units));
                }
            }
            combination.people.push(PeopleLicenses {
                who: people.name.clone(),
                people: Some(counted(count)),
                licenses,
            });
        }
    }
    combination.people = assign::tidy(combination.people);
    for (flow, licenses) in &build.flows {
        let packs = build.flow_packs.get(flow).into_iter().copied();
        let mut given = BTreeMap::new();
        let places = resolved.flows.get(flow).map_or(1, |flow| flow.places);
        let licenses = licenses.iter().map(|(plan, var)| (*plan, value(*var) * places));
        for (plan, units) in licenses.chain(packs.map(|(plan, var)| (plan, value(var)))) {
            if units > 0 {
                *used.entry(plan.id.clone()).or_default() += units;
                given.insert(plan.id.clone(), counted(units));
            }
        }
        let name = resolved.scenario.flows.get(*flow).map(|flow| flow.name.clone());
        if let (Some(flow), false) = (name, given.is_empty()) {
            combination.flows.push(FlowLicenses { flow, licenses: given });
        }
    }
    for (id, (_, var, _)) in build.units.iter().filter(|(_, (plan, _, _))| plan.kind != Kind::Meter) {
        let rest = value(*var).saturating_sub(used.get(id).copied().unwrap_or(0));
        if rest > 0 {
            combination.tenant.insert(id.clone(), counted(rest));
        }
    }
    combination
}

fn counted(value: u64) -> Count {
    u32::try_from(value).ok().and_then(Count::new).unwrap_or(Count::new(Count::MAX).unwrap_or_default())
}
