//! The search for the cheapest combination, asked again and again under conditions: with this plan, without that one, for
//! a neighbour of the scenario. It builds the model once and gives totals without writing the reasons down.
//!
//! What is shown to somebody is judged by [`super::price`], which says the same total.

use std::collections::{BTreeMap, BTreeSet};

use super::build::{self, Build};
use super::candidates::Candidates;
use super::model::Compare;
use super::resolve::Resolved;
use super::{Scenario, demand, family, judge, optimise, rate, resolved, solve};
use crate::base::{Money, PlanId};
use crate::pricebook::{Book, Plan};
use crate::report::{Combination, Estimate, Fault};

/// A scenario with its model, ready to be asked.
pub struct Search<'a> {
    resolved: Resolved<'a>,
    build: Build<'a>,
}

/// Conditions on the combination.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// Plans of which at least one unit is in use.
    pub with: BTreeSet<PlanId>,
    /// Plans of which there is no unit, not even an owned one.
    pub without: BTreeSet<PlanId>,
    /// No unit of any plan but these.
    pub only: Option<BTreeSet<PlanId>>,
}

/// A combination that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Units of each plan, without those that have none.
    pub units: BTreeMap<PlanId, u64>,
    /// What it costs in a month; plans without a published price are not in it.
    pub monthly: Money,
    /// Whether it is proven that nothing that meets the conditions is cheaper by a cent.
    pub proven: bool,
    pub(super) values: Vec<i64>,
}

impl Found {
    /// The plans that the combination consists of.
    pub fn plans(&self) -> BTreeSet<PlanId> {
        self.units.keys().cloned().collect()
    }
}

impl<'a> Search<'a> {
    /// Prepares a scenario.
    ///
    /// # Errors
    /// All faults of the scenario that make an answer impossible, each with its path.
    pub fn of(book: &'a Book, scenario: &'a Scenario) -> Result<Self, Vec<Fault>> {
        let resolved = resolved(book, scenario)?;
        let demand = demand::demand(&resolved);
        let candidates = Candidates::of(&resolved, &demand, &super::owned(scenario));
        let build = build::build(&resolved, &demand, &candidates);
        Ok(Self { resolved, build })
    }

    /// The cheapest combination that meets the conditions; none when no combination does, or none was found within the
    /// bound on the search.
    pub fn find(&self, wish: &Wish) -> Option<Found> {
        if wish.with.iter().any(|plan| !self.build.units.contains_key(plan)) {
            return None;
        }
        if *wish == Wish::default() {
            return solve::solve(&self.build.model).ok().map(|found| self.found(found));
        }
        let mut model = self.build.model.clone();
        for (id, (_, var, _)) in &self.build.units {
            let unwanted = wish.without.contains(id) || wish.only.as_ref().is_some_and(|only| !only.contains(id));
            if unwanted {
                model.bound(*var, 0, 0);
            }
            if !wish.with.contains(id) {
                continue;
            }
            // For people and flows units in use count; what belongs to the tenant is in use by being there.
            let spare = self.build.spare.get(id).filter(|_| self.is_assigned(id)).copied();
            let terms = [(*var, 1)].into_iter().chain(spare.map(|spare| (spare, -1))).collect();
            model.row(format!("{id} is in use"), terms, Compare::AtLeast, 1);
        }
        solve::solve(&model).ok().map(|found| self.found(found))
    }

    /// The plans that could be of use here.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        self.build.units.values().map(|(plan, _, _)| *plan)
    }

    /// Whether a plan could be of use here.
    pub fn weighs(&self, plan: &PlanId) -> bool {
        self.build.units.contains_key(plan)
    }

    /// Whether a plan took part with a price that only stands in for one that is not published.
    pub fn is_without_price(&self, plan: &Plan) -> bool {
        let owned = self.build.units.get(&plan.id).map_or(0, |(_, _, owned)| *owned);
        rate::unit_price(self.resolved.book, &self.resolved.scenario.tenant, plan, owned.max(1)).is_none()
    }

    /// The combination in full: who gets what.
    pub fn combination(&self, found: &Found) -> Combination {
        optimise::read(&self.resolved, &self.build, &found.values)
    }

    /// The combination judged, with all reasons.
    pub fn judge(&self, found: &Found) -> Estimate {
        judge::judge(&self.resolved, &self.combination(found))
    }

    /// Whether another scenario leads to the same question in all its numbers.
    pub fn asks_the_same(&self, other: &Self) -> bool {
        self.build.model.is_same(&other.build.model)
    }

    /// Whether the scenarios on the way from this one to `far`, in `steps` equal steps, all have the line between the two
    /// combinations as their lowest total: nothing on the way is cheaper. `second` and `last_but_one` lie a step from the
    /// ends. It says no when it cannot tell.
    pub fn nothing_cheaper_until(&self, far: &Self, steps: u32, near: (&Self, &Self), ends: (&Found, &Found)) -> bool {
        let models = [&self.build.model, &near.0.build.model, &near.1.build.model, &far.build.model];
        family::nothing_below(models, i64::from(steps), &ends.0.values, &ends.1.values)
    }

    fn is_assigned(&self, id: &PlanId) -> bool {
        use crate::pricebook::schema::Unit;
        self.build.units.get(id).is_some_and(|(plan, _, _)| plan.unit != Unit::Tenant) && self.is_used_by_somebody(id)
    }

    /// Whether a row ties the units of a plan to people or flows; others are counted for the tenant.
    fn is_used_by_somebody(&self, id: &PlanId) -> bool {
        let Some(spare) = self.build.spare.get(id) else { return false };
        let row = self.build.model.rows.iter().find(|row| row.terms.iter().any(|(var, _)| var == spare));
        row.is_some_and(|row| row.terms.len() > 2 || row.right != 0)
    }

    fn found(&self, found: solve::Found) -> Found {
        let mut units = BTreeMap::new();
        let mut monthly = Money::ZERO;
        for (id, (plan, var, owned)) in &self.build.units {
            let count = found.values.get(var.position()).and_then(|value| u64::try_from(*value).ok()).unwrap_or(0);
            if count == 0 {
                continue;
            }
            let bought = count.saturating_sub(*owned);
            let price = rate::unit_price(self.resolved.book, &self.resolved.scenario.tenant, plan, bought);
            monthly = monthly.plus(price.map_or(Money::ZERO, |unit| unit.price.amount.times(bought)));
            units.insert(id.clone(), count);
        }
        Found { units, monthly, proven: found.proven, values: found.values }
    }
}
