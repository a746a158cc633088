//! The optimisation model of a scenario: bundles of people, licenses of flows, units of plans, and what the tenant needs.
//!
//! A cover of a flow by its own license or by the licenses of a group is written pair by pair, so that its relaxation is tight.

mod requests;
mod tenant;
mod units;

use crate::base::sorted::{BTreeMap, BTreeSet};

use super::candidates::{Bundle, Candidates};
use super::cover::{self, FlowCover, Licenses};
use super::demand::Demand;
use super::model::{Compare, Model, Var};
use super::payg;
use super::resolve::{Duty, People, Resolved};
use crate::base::PlanId;
use crate::pricebook::Plan;
use crate::pricebook::schema::FlowScope;

/// A model and what its variables stand for.
#[derive(Debug, Default)]
pub struct Build<'a> {
    /// The model.
    pub model: Model,
    /// For each entry of `Resolved::people` its bundles and how many people get each.
    pub people: Vec<Vec<(Bundle<'a>, Share)>>,
    /// Packs of requests for each of the people, by entry: the plan and the number for one person.
    pub people_packs: BTreeMap<usize, (&'a Plan, Var)>,
    /// Licenses of flows.
    pub flows: BTreeMap<usize, Vec<(&'a Plan, Var)>>,
    /// Packs of requests for flows.
    pub flow_packs: BTreeMap<usize, (&'a Plan, Var)>,
    /// Units of each plan in all, with those that are paid for already.
    pub units: BTreeMap<PlanId, (&'a Plan, Var, u64)>,
    /// Units of each plan that nobody uses; they are there for what they bring along.
    pub spare: BTreeMap<PlanId, Var>,
    /// Variables whose cost only stands in for a price that is not published.
    pub nominal: Vec<Var>,
}

/// How many people get a bundle.
#[derive(Debug, Clone, Copy)]
pub enum Share {
    /// All of them, as there is no other choice.
    All(u64),
    /// As many as the variable says.
    Some(Var),
}

/// Builds the model.
pub fn build<'a>(resolved: &Resolved<'a>, demand: &Demand, candidates: &Candidates<'a>) -> Build<'a> {
    let mut builder = Builder {
        resolved,
        demand,
        candidates,
        build: Build::default(),
        uses: BTreeMap::new(),
        fixed: BTreeMap::new(),
    };
    builder.add_flow_licenses();
    builder.add_people();
    builder.add_covers();
    builder.add_requests();
    builder.add_units();
    builder.add_tenant_needs();
    builder.add_conditions();
    builder.build
}

pub(super) struct Builder<'r, 'a> {
    resolved: &'r Resolved<'a>,
    demand: &'r Demand,
    candidates: &'r Candidates<'a>,
    build: Build<'a>,
    /// Uses of a plan by bundles, flows and packs: its units are at least their sum.
    uses: BTreeMap<PlanId, Vec<(Var, i64)>>,
    /// Uses that are certain.
    fixed: BTreeMap<PlanId, i64>,
}

fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX).min(1_000_000_000_000_000)
}

impl<'a> Builder<'_, 'a> {
    /// A license of its own for each flow that somebody may lack a license for.
    fn add_flow_licenses(&mut self) {
        let mut wanted: BTreeSet<usize> = BTreeSet::new();
        for people in &self.resolved.people {
            let held = people.licenses(Vec::new());
            let overload = people.load() > cover::requests_per_day(self.resolved, people, &held);
            for duty in &people.duties {
                if overload && duty.load > 0 || !self.covers(&held, &BTreeSet::new(), duty) {
                    wanted.extend(duty.chain.iter().copied());
                }
            }
        }
        let plans: Vec<&Plan> = self
            .candidates
            .plans
            .iter()
            .map(|candidate| candidate.plan)
            .filter(|plan| plan.licenses_flows(FlowScope::OneFlow))
            .collect();
        for flow in wanted {
            let name = self.resolved.scenario.flows.get(flow).map_or("", |flow| flow.name.as_str());
            let places = self.resolved.flows.get(&flow).map_or(1, |flow| flow.places);
            for (number, plan) in plans.iter().enumerate() {
                let about = format!("{} for the flow {name}", plan.name);
                let var = self.build.model.variable(format!("flow_{flow}_{number}"), about, (0, 1));
                self.use_of(plan, var, signed(places));
                self.build.flows.entry(flow).or_default().push((plan, var));
            }
        }
    }

    /// Whether licenses cover all of a duty that a license of a flow could excuse.
    fn covers(&self, licenses: &Licenses<'a>, passed: &BTreeSet<usize>, duty: &Duty) -> bool {
        let Some(flow) = self.resolved.flows.get(&duty.flow) else { return true };
        let base = flow.flow.desktop.unattended_runs.is_zero() || cover::is_base_for_unattended(licenses);
        base && cover::covers_duty(self.resolved, licenses, duty, flow, passed) != FlowCover::None
    }

    fn use_of(&mut self, plan: &Plan, var: Var, times: i64) {
        self.uses.entry(plan.id.clone()).or_default().push((var, times));
    }

    /// Each of the people gets exactly one bundle.
    fn add_people(&mut self) {
        for (index, people) in self.resolved.people.iter().enumerate() {
            let bundles = if people.count == 0 { Vec::new() } else { self.candidates.bundles(self.resolved, people) };
            let count = signed(people.count);
            let only = bundles.len() == 1;
            let mut shares = Vec::new();
            for (number, bundle) in bundles.into_iter().enumerate() {
                let share = if only {
                    for (plan, units) in bundle.given.iter().chain(&self.metered(&bundle)) {
                        *self.fixed.entry(plan.id.clone()).or_default() += signed(*units).saturating_mul(count);
                    }
                    Share::All(people.count)
                } else {
                    let about = format!("people of {} with {}", people.name, bundle_words(&bundle));
                    let var = self.build.model.variable(format!("people_{index}_{number}"), about, (0, count));
                    for (plan, units) in bundle.given.iter().chain(&self.metered(&bundle)) {
                        self.use_of(plan, var, signed(*units));
                    }
                    Share::Some(var)
                };
                shares.push((bundle, share));
            }
            if !only && !shares.is_empty() {
                let terms = shares.iter().filter_map(|(_, share)| share.var()).map(|var| (var, 1)).collect();
                self.build.model.row(
                    format!("everybody of {} has one bundle", people.name),
                    terms,
                    Compare::Equal,
                    count,
                );
            }
            self.build.people.push(shares);
        }
    }

    /// What a bundle leaves to paying after use: units of the plan that bills it.
    fn metered(&self, bundle: &Bundle) -> Option<(&'a Plan, u64)> {
        payg::app_meter(self.resolved.book).map(|plan| (plan, bundle.metered)).filter(|(_, units)| *units > 0)
    }

    /// Every duty is covered by the person's bundle or by a license of a flow.
    fn add_covers(&mut self) {
        for (index, people) in self.resolved.people.iter().enumerate().filter(|(_, people)| people.count > 0) {
            let shares = self.build.people.get(index).cloned().unwrap_or_default();
            let mut seen = BTreeSet::new();
            for duty in &people.duties {
                let attended = self.resolved.flows.get(&duty.flow).is_some_and(|flow| flow.flow.desktop.attended);
                if attended {
                    let by = |licenses: &Licenses<'a>, _: &BTreeSet<usize>| cover::has_attended_bot(licenses);
                    self.add_cover(people, &shares, by, &[], "attended bots", &mut seen);
                }
                let by = |licenses: &Licenses<'a>, passed: &BTreeSet<usize>| self.covers(licenses, passed, duty);
                let covering: Vec<bool> =
                    shares.iter().map(|(bundle, _)| by(&licenses(people, bundle), &bundle.passed)).collect();
                let name = self.resolved.scenario.flows.get(duty.flow).map_or("", |flow| flow.name.as_str());
                self.push_cover(people, &shares, &covering, &duty.chain, name, &mut seen);
            }
        }
    }

    fn add_cover(
        &mut self,
        people: &People<'a>,
        shares: &[(Bundle<'a>, Share)],
        by: impl Fn(&Licenses<'a>, &BTreeSet<usize>) -> bool,
        chain: &[usize],
        what: &str,
        seen: &mut BTreeSet<Vec<(Var, i64)>>,
    ) {
        let covering: Vec<bool> =
            shares.iter().map(|(bundle, _)| by(&licenses(people, bundle), &bundle.passed)).collect();
        self.push_cover(people, shares, &covering, chain, what, seen);
    }

    /// One row: people with a covering bundle, or all of them by a license of a flow of the chain. A row that nothing could
    /// satisfy is left out; the judge refuses the need then.
    fn push_cover(
        &mut self,
        people: &People<'a>,
        shares: &[(Bundle<'a>, Share)],
        covering: &[bool],
        chain: &[usize],
        what: &str,
        seen: &mut BTreeSet<Vec<(Var, i64)>>,
    ) {
        if covering.iter().all(|covers| *covers) {
            return;
        }
        let count = signed(people.count);
        let mut terms: Vec<(Var, i64)> = shares
            .iter()
            .zip(covering)
            .filter(|(_, covers)| **covers)
            .filter_map(|((_, share), _)| share.var())
            .map(|var| (var, 1))
            .collect();
        for flow in chain {
            terms.extend(self.build.flows.get(flow).into_iter().flatten().map(|(_, var)| (*var, count)));
        }
        if !terms.is_empty() && seen.insert(terms.clone()) {
            self.build.model.row(format!("{what} is covered for {}", people.name), terms, Compare::AtLeast, count);
        }
    }
}

fn licenses<'a>(people: &People<'a>, bundle: &Bundle<'a>) -> Licenses<'a> {
    people.licenses(bundle.given.clone())
}

fn bundle_words(bundle: &Bundle) -> String {
    let names: Vec<String> = bundle.given.iter().map(|(plan, units)| format!("{units} {}", plan.name)).collect();
    if names.is_empty() { "nothing more".to_owned() } else { names.join(" and ") }
}

impl Share {
    fn var(&self) -> Option<Var> {
        match self {
            Self::All(_) => None,
            Self::Some(var) => Some(*var),
        }
    }
}
