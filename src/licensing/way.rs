//! One way of paying environments of a scenario after use, with its model: what [`super::search`] asks in all ways.

use crate::base::sorted::BTreeMap;

use super::build::{self, Build};
use super::candidates::Candidates;
use super::demand::{self, Demand};
use super::memory::Memory;
use super::model::{Compare, Model};
use super::resolve::{self, Resolved};
use super::search::{Found, Wish};
use super::{Scenario, judge, optimise, payg, rate, solve};
use crate::base::{Money, PlanId};
use crate::pricebook::{Book, Plan};
use crate::report::{Combination, Estimate};

/// A scenario with its model, when these environments are paid after use.
pub struct Way<'a> {
    resolved: Resolved<'a>,
    demand: Demand,
    candidates: Candidates<'a>,
    pub build: Build<'a>,
    /// Environments that are linked beside those that the scenario links.
    linked: Vec<String>,
    /// What is billed for their storage, whatever else is bought: megabytes and amounts.
    stored: Vec<(PlanId, u64, Money)>,
}

impl<'a> Way<'a> {
    /// Prepares a scenario that has been checked.
    pub fn of(book: &'a Book, scenario: &'a Scenario, linked: Vec<String>) -> Self {
        let mut names = payg::linked(scenario, &[]);
        let places = scenario.environments.iter().map(|place| place.name.as_str());
        names.extend(places.filter(|name| linked.iter().any(|chosen| chosen == name)));
        let resolved = resolve::resolve(book, scenario, names);
        let demand = demand::demand(&resolved);
        let candidates = Candidates::of(&resolved, &demand, &resolved.all_owned());
        let build = build::build(&resolved, &demand, &candidates);
        let billed = payg::storage(&resolved).into_iter().map(|(line, _)| line);
        let stored = billed
            .map(|line| (line.plan, line.quantity, line.amount.map_or(Money::ZERO, |price| price.amount)))
            .collect();
        Self { resolved, demand, candidates, build, linked, stored }
    }

    /// What storage costs, whatever is bought.
    pub fn storage(&self) -> Money {
        self.stored.iter().map(|(_, _, amount)| *amount).sum()
    }

    /// Whether a plan could be of use here.
    pub fn weighs(&self, plan: &PlanId) -> bool {
        self.build.units.contains_key(plan) || self.stored.iter().any(|(id, _, _)| id == plan)
    }

    /// The plans that could be of use here.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        let stored = self.stored.iter().filter_map(|(id, _, _)| self.resolved.book.plan(id));
        self.build.units.values().map(|(plan, _, _)| *plan).chain(stored)
    }

    /// Whether a plan brings something that the tenant as a whole asks for, whatever it costs.
    pub fn would_help(&self, plan: &Plan) -> bool {
        self.candidates.helps_tenant(plan, &self.demand)
    }

    /// The cheapest combination without conditions.
    pub fn cheapest(&self, place: usize) -> Result<Found, solve::NotFound> {
        Ok(self.found(place, solve::solve(&self.build.model)?))
    }

    /// The cheapest combination that meets the conditions, by the numbers of a model of the same variables.
    pub fn find_in(
        &self,
        (place, model): (usize, &Model),
        wish: &Wish,
        memory: &Memory,
        nodes: u64,
    ) -> Result<Found, solve::NotFound> {
        let unwanted =
            |id: &PlanId| wish.without.contains(id) || wish.only.as_ref().is_some_and(|only| !only.contains(id));
        // What storage costs here is there in any case.
        let is_impossible = wish.with.iter().chain(&wish.there).any(|plan| !self.weighs(plan))
            || self.stored.iter().any(|(id, _, _)| unwanted(id));
        if is_impossible {
            return Err(solve::NotFound::Infeasible);
        }
        let mut model: Model = model.clone();
        for (id, (_, var, _)) in &self.build.units {
            if unwanted(id) {
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
        memory.solve(&model, nodes).map(|found| self.found(place, found))
    }

    /// The combination in full: who gets what.
    pub fn combination(&self, found: &Found) -> Combination {
        let combination = optimise::read(&self.resolved, &self.build, &found.values);
        Combination { pay_as_you_go: self.linked.clone(), ..combination }
    }

    /// The combination judged, with all reasons.
    pub fn judge(&self, found: &Found) -> Estimate {
        judge::judge(&self.resolved, &self.combination(found))
    }

    /// The model in LP format, with what is billed for storage in any case as a variable that is fixed, and a heading
    /// that says what the optimum is and what of it only stands in for prices that are not published.
    pub fn lp(&self, found: Option<&Found>, others: usize) -> String {
        let book = self.resolved.book;
        let mut model = self.build.model.clone();
        let about = "storage of environments that are paid after use, whatever is bought".to_owned();
        let stored = model.variable("storage_billed".to_owned(), about, (1, 1));
        model.cost(stored, self.storage(), 0);
        let paid: Vec<String> = self.resolved.linked.iter().map(ToString::to_string).collect();
        let paid = if paid.is_empty() { "none".to_owned() } else { paid.join(", ") };
        let answer = found.map_or_else(
            || "No combination was found.".to_owned(),
            |found| {
                let nominal = optimise::stand_in(&self.build, &found.values);
                let total = found.weighed.minus(nominal);
                let known = if found.proven { "proven" } else { "not proven" };
                format!("Optimum found here: {}; total: {total}; stands in: {nominal}; {known}.", found.weighed)
            },
        );
        let title = format!(
            "The cheapest valid combination of licenses for \"{}\", edition {}.\n\
             The cost is that of a month in {}; what stands in for prices that are not published is in it.\n{answer}\n\
             Environments paid after use: {paid}; other ways of paying that were tried: {others}.",
            self.resolved.scenario.name, book.edition.id, book.edition.currency,
        );
        model.lp(&title)
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

    fn found(&self, place: usize, found: solve::Found) -> Found {
        let mut units = BTreeMap::new();
        let (mut monthly, mut unpriced) = (self.storage(), 0);
        for (id, (plan, var, owned)) in &self.build.units {
            let count = found.values.get(var.position()).and_then(|value| u64::try_from(*value).ok()).unwrap_or(0);
            if count == 0 {
                continue;
            }
            let bought = count.saturating_sub(*owned);
            let price = rate::unit_price(self.resolved.book, &self.resolved.scenario.tenant, plan, bought);
            unpriced += u64::from(price.is_none() && bought > 0);
            monthly = monthly.plus(price.map_or(Money::ZERO, |unit| unit.price.amount.times(bought)));
            units.insert(id.clone(), count);
        }
        units.extend(self.stored.iter().map(|(id, quantity, _)| (id.clone(), *quantity)));
        let weighed = self.build.model.cost_of(&found.values).plus(self.storage());
        Found { units, monthly, weighed, unpriced, proven: found.proven, place, values: found.values }
    }
}
