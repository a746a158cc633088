//! The search for the cheapest combination, asked again and again under conditions: with this plan, without that one, for
//! a neighbour of the scenario. It builds the model once and gives totals without writing the reasons down.
//!
//! What is shown to somebody is judged by [`super::price`], which says the same total.

use std::collections::BTreeSet;

use crate::base::sorted::BTreeMap;

use super::build::{self, Build};
use super::candidates::Candidates;
use super::demand::{self, Demand};
use super::model::{Compare, Model};
use super::resolve::Resolved;
use super::{Scenario, family, judge, optimise, rate, resolved, solve};
use crate::base::{Money, PlanId};
use crate::pricebook::{Book, Plan};
use crate::report::{Combination, Estimate, Fault};

/// Nodes of the search after which the best that meets a condition is taken, without proof.
const MAX_NODES: u64 = 1_000;

/// Nodes for those who ask very often.
const FEW_NODES: u64 = 400;

/// A scenario with its model, ready to be asked.
pub struct Search<'a> {
    resolved: Resolved<'a>,
    demand: Demand,
    candidates: Candidates<'a>,
    build: Build<'a>,
}

/// Conditions on the combination.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// Plans of which at least one unit is in use.
    pub with: BTreeSet<PlanId>,
    /// Plans of which there is at least one unit, whether somebody uses it or it is there for what it brings along.
    pub there: BTreeSet<PlanId>,
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
    /// What the search compares: the total, with prices that stand in for those that are not published.
    pub weighed: Money,
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

/// What a search asks in numbers, to be compared with that of a neighbour.
pub struct Question(Model);

impl Question {
    /// Whether two scenarios lead to the same question in all numbers, so that they have the same answers.
    pub fn is_same(&self, other: &Self) -> bool {
        self.0.is_same(&other.0)
    }

    /// Whether nothing is cheaper anywhere on the way to `far` than the line between the two combinations, which are among
    /// the cheapest at their ends. The way has `steps` equal steps; `near` are the questions one step from the ends. It
    /// says no when it cannot tell.
    pub fn nothing_cheaper_until(&self, far: &Self, steps: u32, near: (&Self, &Self), ends: (&Found, &Found)) -> bool {
        let models = [&self.0, &near.0.0, &near.1.0, &far.0];
        family::nothing_below(models, i64::from(steps), &ends.0.values, &ends.1.values)
    }
}

impl<'a> Search<'a> {
    /// Prepares a scenario. The book has the readings already that the scenario chooses, see [`super::as_read`]. Environments
    /// that the scenario says are paid after use are, others are not tried.
    ///
    /// # Errors
    /// All faults of the scenario that make an answer impossible, each with its path.
    pub fn of(book: &'a Book, scenario: &'a Scenario) -> Result<Self, Vec<Fault>> {
        let resolved = resolved(book, scenario, &[])?;
        let demand = demand::demand(&resolved);
        let candidates = Candidates::of(&resolved, &demand, &resolved.all_owned());
        let build = build::build(&resolved, &demand, &candidates);
        Ok(Self { resolved, demand, candidates, build })
    }

    /// The cheapest combination that meets the conditions; none when no combination does, or none was found within the
    /// bound on the search.
    pub fn find(&self, wish: &Wish) -> Option<Found> {
        if wish.with.iter().chain(&wish.there).any(|plan| !self.build.units.contains_key(plan)) {
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
            if wish.there.contains(id) {
                model.row(format!("{id} is there"), vec![(*var, 1)], Compare::AtLeast, 1);
            }
            if !wish.with.contains(id) {
                continue;
            }
            // For people and flows units in use count; what belongs to the tenant is in use by being there.
            let spare = self.build.spare.get(id).filter(|_| self.is_assigned(id)).copied();
            let terms = [(*var, 1)].into_iter().chain(spare.map(|spare| (spare, -1))).collect();
            model.row(format!("{id} is in use"), terms, Compare::AtLeast, 1);
        }
        solve::solve_within(&model, MAX_NODES).ok().map(|found| self.found(found))
    }

    /// The cheapest combination, when it is proven within a small bound on the search: for those who ask very often.
    pub fn find_soon(&self) -> Option<Found> {
        let found = solve::solve_within(&self.build.model, FEW_NODES).ok()?;
        found.proven.then(|| self.found(found))
    }

    /// The plans that could be of use here.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        self.build.units.values().map(|(plan, _, _)| *plan)
    }

    /// The ids of all plans that could be of use here.
    pub fn all(&self) -> BTreeSet<PlanId> {
        self.build.units.keys().cloned().collect()
    }

    /// How large the question is: variables and rows of its model.
    pub fn size(&self) -> usize {
        self.build.model.variables.len() + self.build.model.rows.len()
    }

    /// Whether a plan could be of use here.
    pub fn weighs(&self, plan: &PlanId) -> bool {
        self.build.units.contains_key(plan)
    }

    /// Whether a plan brings something that the tenant as a whole asks for, whatever it costs.
    pub fn would_help(&self, plan: &Plan) -> bool {
        self.candidates.helps_tenant(plan, &self.demand)
    }

    /// The combination in full: who gets what.
    pub fn combination(&self, found: &Found) -> Combination {
        optimise::read(&self.resolved, &self.build, &found.values)
    }

    /// The combination judged, with all reasons.
    pub fn judge(&self, found: &Found) -> Estimate {
        judge::judge(&self.resolved, &self.combination(found))
    }

    /// What the search asks, apart from the scenario it was made of.
    pub fn into_question(self) -> Question {
        Question(self.build.model)
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
        let weighed = self.build.model.cost_of(&found.values);
        let mut found = Found { units, monthly, weighed, proven: found.proven, values: found.values };
        if !self.resolved.linked.is_empty() {
            // What is paid after use is no unit of the model; the judge knows it.
            found.monthly = self.judge(&found).monthly.amount;
        }
        found
    }
}
