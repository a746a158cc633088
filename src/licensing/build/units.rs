//! Units of each plan: those in use, those to spare, and what they cost by the shape of their price.

use super::{Builder, signed};
use crate::base::Money;
use crate::licensing::candidates::Candidate;
use crate::licensing::model::{Compare, MOST, Var};
use crate::pricebook::Plan;
use crate::pricebook::schema::Unit;

/// In steps of so many the most units are counted.
const MANY: u64 = 4_096;

impl Builder<'_, '_> {
    /// Units of each plan that serve: those in use and those to spare for what they bring along.
    pub(super) fn add_units(&mut self) {
        for (number, candidate) in self.candidates.plans.iter().enumerate() {
            let plan = candidate.plan;
            let fixed = self.fixed.get(&plan.id).copied().unwrap_or(0);
            let uses = self.uses.remove(&plan.id).unwrap_or_default();
            if uses.is_empty() && fixed == 0 && !self.candidates.helps_tenant(plan, self.demand) {
                continue;
            }
            let owned = signed(candidate.owned);
            let upper = if candidate.steps.is_empty() { owned } else { MOST };
            let var =
                self.build.model.variable(format!("units_{number}"), format!("units of {}", plan.name), (0, upper));
            // The units are a sum of whole numbers, so the search need not branch on them, only on those that nobody uses.
            self.build.model.implied(var);
            let spare = self.build.model.variable(
                format!("spare_{number}"),
                format!("{} that nobody uses", plan.name),
                (0, upper),
            );
            let terms = uses.into_iter().map(|(used, times)| (used, -times)).chain([(var, 1), (spare, -1)]).collect();
            self.build.model.row(format!("{} in use or spare", plan.name), terms, Compare::Equal, fixed);
            self.price(number, candidate, var);
            self.build.units.insert(plan.id.clone(), (plan, var, candidate.owned));
            self.build.spare.insert(plan.id.clone(), spare);
        }
    }

    /// What is more than owned is paid for, by the shape of the price.
    fn price(&mut self, number: usize, candidate: &Candidate<'_>, units: Var) {
        let owned = signed(candidate.owned);
        let name = &candidate.plan.name;
        self.build.model.cost(units, Money::ZERO, 1);
        match candidate.steps.as_slice() {
            [] => {}
            [(_, amount)] => {
                let bought = self.build.model.variable(format!("bought_{number}"), format!("{name} bought"), (0, MOST));
                self.build.model.implied(bought);
                self.build.model.cost(bought, *amount, 0);
                let about = format!("{name} is bought or owned");
                self.build.model.row(about, vec![(bought, 1), (units, -1)], Compare::AtLeast, -owned);
                if candidate.nominal {
                    self.build.nominal.push(bought);
                }
            }
            steps => self.price_by_volume(number, candidate, units, steps),
        }
    }

    /// All that is bought has the price of the tier that is chosen.
    fn price_by_volume(&mut self, number: usize, candidate: &Candidate<'_>, units: Var, steps: &[(u64, Money)]) {
        let name = &candidate.plan.name;
        let mut bought = vec![(units, -1)];
        let mut chosen = Vec::new();
        for (step, (from, amount)) in steps.iter().enumerate() {
            let most = self.most_units(candidate.plan, *from);
            let about = format!("{name} bought at the price from {from} on");
            let at_price = self.build.model.variable(format!("bought_{number}_{step}"), about, (0, most));
            let about = "whether that price is taken".to_owned();
            let on = self.build.model.variable(format!("tier_{number}_{step}"), about, (0, 1));
            self.build.model.cost(at_price, *amount, 0);
            let least = vec![(at_price, 1), (on, -signed(*from))];
            self.build.model.row("a tier has its smallest quantity", least, Compare::AtLeast, 0);
            self.build.model.row("only the chosen tier", vec![(at_price, 1), (on, -most)], Compare::AtMost, 0);
            bought.push((at_price, 1));
            chosen.push((on, 1));
        }
        self.build.model.row(format!("{name} is bought at one price"), chosen, Compare::AtMost, 1);
        let owned = signed(candidate.owned);
        let about = format!("{name} owned and not used");
        let unused = self.build.model.variable(format!("unused_{number}"), about, (0, owned));
        bought.push((unused, -1));
        self.build.model.row(format!("{name} is bought or owned"), bought, Compare::Equal, -owned);
    }

    /// More units of a plan than could ever be of use; the same for neighbours of a scenario, so that their models differ as
    /// little as they do.
    pub(super) fn most_units(&self, plan: &Plan, from: u64) -> i64 {
        let people: u64 = self.resolved.people.iter().map(|people| people.count).sum();
        let pools: u64 = self
            .demand
            .pools
            .iter()
            .filter_map(|need| plan.grants.pools.get(&need.pool).map(|grant| need.amount.div_ceil(grant.value.max(1))))
            .sum();
        let for_people = if matches!(plan.unit, Unit::User | Unit::Pass) { people * 4 } else { 0 };
        let flows = u64::try_from(self.resolved.flows.len()).unwrap_or(0);
        signed((from + pools + for_people + flows + self.demand.unattended + 10).next_multiple_of(MANY))
    }
}
