//! A combination typed in by hand: how many of each plan, and, for those who want it, for whom.

use serde::Serialize;

use super::names::Names;
use super::read::counts;
use super::write::amounts;
use super::{Amounts, Draft, FieldErrors, Kind, Ref, Uid, number};
use crate::base::Count;
use crate::base::plain::Plain;
use crate::pricebook::Book;
use crate::report::{Combination, Estimate, FlowLicenses, PeopleLicenses};

/// What the user would buy.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Plain)]
#[serde(default)]
pub struct Own {
    /// Whether it is judged instead of the cheapest being found.
    pub on: bool,
    /// How many of each plan, for whoever needs them.
    pub amounts: Amounts,
    /// Licenses for somebody in particular.
    pub assigned: Vec<Assigned>,
}

/// Licenses for some people or for a flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
pub struct Assigned {
    pub uid: Uid,
    /// A group, a flow, or the name of a person.
    pub who: Ref,
    /// How many of the group; empty means all.
    pub people: String,
    /// How many of each plan each of them gets.
    pub licenses: Amounts,
}

impl Own {
    /// What an answer buys, to start from.
    pub fn from_estimate(estimate: &Estimate) -> Self {
        let mut totals = estimate.combination.tenant.clone();
        for line in &estimate.lines {
            let units = u32::try_from(line.quantity).ok().and_then(Count::new);
            totals.insert(line.plan.clone(), units.unwrap_or_default());
        }
        Self { on: true, amounts: amounts(&totals), assigned: Vec::new() }
    }
}

impl Draft {
    /// The combination that the form describes. The book says which plans belong to the tenant.
    ///
    /// # Errors
    /// What is wrong with each field that cannot be read.
    pub fn read_combination(&self, book: &Book) -> Result<Combination, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut combination = Combination::default();
        for (plan, count) in counts(&mut errors, &self.own.amounts, "unassigned") {
            let of_tenant = book.plan(&plan).is_some_and(|plan| plan.unit.is_of_tenant());
            let place = if of_tenant { &mut combination.tenant } else { &mut combination.unassigned };
            place.insert(plan, count);
        }
        let names = Names::of(self);
        for (place, entry) in self.own.assigned.iter().enumerate() {
            let path = format!("assigned[{place}]");
            let licenses = counts(&mut errors, &entry.licenses, &format!("{path}.licenses"));
            let who = names.name(&entry.who).unwrap_or_default();
            if self.is_flow(&entry.who) {
                combination.flows.push(FlowLicenses { flow: who, licenses });
            } else {
                let people = errors.take(|| format!("{path}.people"), number::count_or_open(&entry.people));
                combination.people.push(PeopleLicenses { who, people, licenses });
            }
        }
        if errors.is_empty() { Ok(combination) } else { Err(errors) }
    }

    /// Whether a reference is to a flow.
    pub fn is_flow(&self, who: &Ref) -> bool {
        self.named(Kind::Flow).iter().any(|(uid, _)| *who == Ref::To(*uid))
    }

    /// Puts a combination into the form as it stands.
    pub fn write_combination(&mut self, combination: &Combination) {
        let mut all = combination.unassigned.clone();
        for (plan, count) in &combination.tenant {
            let sum = all.get(plan).map_or(0, |count| count.get()).saturating_add(count.get());
            all.insert(plan.clone(), Count::new(sum).unwrap_or(*count));
        }
        let groups = super::names::Cards::of(self, Kind::Group);
        let flows = super::names::Cards::of(self, Kind::Flow);
        let mut assigned = Vec::new();
        for entry in &combination.people {
            let people = entry.people.map(|count| count.to_string()).unwrap_or_default();
            let who = groups.refer(&entry.who);
            assigned.push(Assigned { uid: self.next_uid(), who, people, licenses: amounts(&entry.licenses) });
        }
        for entry in &combination.flows {
            let who = flows.refer(&entry.flow);
            assigned.push(Assigned {
                uid: self.next_uid(),
                who,
                people: String::new(),
                licenses: amounts(&entry.licenses),
            });
        }
        self.own = Own { on: true, amounts: amounts(&all), assigned };
    }
}
