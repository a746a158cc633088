//! Needs of people: which apps and flows they use, what that asks for, and whether their licenses meet it.
//!
//! The words of the reasons, one file for each family of rules; what covers what is decided in `cover`.

mod apps;
mod around;
mod counting;
mod flows;
mod premium;
mod requests;

use crate::base::sorted::BTreeSet;

use super::assign::Assigned;
use super::cover::{self, Findings, Licenses};
use super::resolve::{People, Resolved};
use crate::base::PlanId;
use crate::pricebook::Plan;
use crate::pricebook::schema::Kind;
use crate::report::Step;
pub use apps::apps;
pub use flows::flows;
pub use requests::{bot_load, bot_requests_of, requests};

/// One need of the scenario and the plans that meet it.
#[derive(Debug)]
pub struct Need {
    /// What is needed, and how it is met or that it is not.
    pub reason: Step,
    /// Plans that meet it.
    pub met_by: BTreeSet<PlanId>,
}

/// People of one part with what their licenses leave open.
pub struct Part<'r, 'a> {
    /// Who.
    pub people: &'r People<'a>,
    /// How many of them.
    pub count: u64,
    /// What each has.
    pub licenses: &'r Licenses<'a>,
    /// What that leaves open.
    pub found: Findings<'a>,
}

/// R20: a part of a suite that stores data and lets nobody run anything, where somebody holds one.
pub fn no_right_to_run<'a>(mut held: impl Iterator<Item = &'a Plan>, what: &str) -> Option<Step> {
    let plan = held.find(|plan| plan.kind == Kind::Suite && !plan.grants.is_of_use())?;
    let text = format!("{} gives no right to run {what}; it stores data of the suite's own parts only.", plan.name);
    Some(Step::says(text).by("R20"))
}

/// Everybody with what their licenses leave open.
pub fn parts<'r, 'a>(resolved: &'r Resolved<'a>, assigned: &'r Assigned<'a>) -> Vec<Part<'r, 'a>> {
    let mut parts = Vec::new();
    for (people, own) in resolved.people.iter().zip(&assigned.people) {
        for (count, licenses) in own {
            let found = cover::findings(resolved, people, licenses, &assigned.flows);
            parts.push(Part { people, count: *count, licenses, found });
        }
    }
    parts
}
